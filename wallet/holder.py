"""Is it this person's? The holder's own proof over a presentation, and whom it was made for.

Verifiable Credentials Data Model 2.0, section 4.13, Data Integrity proofs with purpose
``authentication``, and key binding of SD-JWT (RFC 9901, section 7.3). A presentation proves its
holder only to the verifier who asked with a fresh challenge; to anybody else it is a copy.
"""

from __future__ import annotations

from wallet.crypto.keys import from_jwk
from wallet.did import Method
from wallet.encoding import from_epoch
from wallet.errors import BadSignature, Unsupported, WalletError
from wallet.evidence import CLOCK_SKEW, Case, Evidence, Proven, examine_document, examine_token
from wallet.formats.rules import listed
from wallet.model import Audience, Credential, Presentation
from wallet.proofs.jose import check_jws
from wallet.report import Check, Outcome, Question


def _answer(outcome: Outcome, code: str, **facts: object) -> tuple[Check, ...]:
    return (Check(Question.HOLDER, outcome, code, facts),)


def check_holder(case: Case, evidence: Evidence) -> tuple[Check, ...]:
    """Did the person the credential is about sign what the verifier asked?

    ABSENT if nobody asked and nobody signed. Once a verifier asked, silence is FAILED.
    """
    record, subject = case.credential.within, case.credential.subject
    if record.startswith("did:") and subject.startswith("did:") and record != subject:
        return _answer(Outcome.FAILED, "holder.other_subject", holder=subject, key=record)
    shown = case.presentation
    if shown is None or not shown.proofs:
        if case.audience is not None:
            return _answer(Outcome.FAILED, "holder.unanswered")
        return _answer(Outcome.ABSENT, "holder.absent" if shown is None else "holder.unproven")
    if shown.flaws:
        code, facts = shown.flaws[0]
        return (Check(Question.HOLDER, Outcome.FAILED, code, facts),)
    if shown.format == "kb-jwt":
        return _key_binding(case, shown)
    return _presented(case, shown)


def _presented(case: Case, shown: Presentation) -> tuple[Check, ...]:
    """A verifiable presentation, with Data Integrity proofs or as a token."""
    signed = _signatures(case, shown)
    for proven in signed:
        if proven.outcome is Outcome.FAILED:
            return _answer(Outcome.FAILED, "holder.bad", reason=proven.code)
    good = next((proven for proven in signed if proven.outcome is Outcome.PASSED), None)
    if good is None or good.method is None:
        return (Check(Question.HOLDER, Outcome.UNKNOWN, signed[0].code, signed[0].facts, None, signed[0].needs),)
    holder = good.method.controller
    if not holder or "authentication" not in good.method.relationships:
        return _answer(Outcome.UNKNOWN, "holder.unbound")
    if good.method.until is not None and good.method.until <= case.at:
        return _answer(Outcome.FAILED, "holder.bad", reason="binding.key_ended")
    if shown.holder and shown.holder != holder:
        return _answer(Outcome.FAILED, "holder.wrong", holder=shown.holder, key=holder)
    subject, several = case.credential.subject, _others(case.credential)
    if subject and not (_is_named(case.credential, good.method) or holder in several):
        return _answer(Outcome.FAILED, "holder.wrong", holder=subject, key=holder)
    asked = _was_asked(shown, good, case.audience)
    if asked is False:
        return _answer(Outcome.FAILED, "holder.replayed")
    if asked is None:
        return _answer(Outcome.UNKNOWN, "holder.unasked")
    if not subject:
        return _answer(Outcome.UNKNOWN, "holder.bearer")
    if several:
        return _answer(Outcome.UNKNOWN, "holder.several", holder=holder)
    return _answer(Outcome.PASSED, "holder.proven", holder=holder)


def _others(credential: Credential) -> set[str]:
    """Whom it is about, where it is about more than one: their order is under no signature of statements."""
    found = [one.get("id") for one in listed(credential.claims.get("credentialSubject")) if isinstance(one, dict)]
    return {str(one) for one in found} if len(set(map(str, found))) > 1 else set()


def _is_named(credential: Credential, method: Method) -> bool:
    """Is this key, or whom it speaks for, the one that the issuer named: by id, by thumbprint, or in ``cnf``?"""
    from wallet.formats import sdjwt

    names = (method.controller, f"{sdjwt.THUMBPRINT}{method.key.thumbprint}")
    bound = {"cnf": credential.claims.get("cnf")} if credential.format in sdjwt.TYPES else {}
    return credential.subject in names or sdjwt.holder_of(bound) in names


def _signatures(case: Case, shown: Presentation) -> tuple[Proven, ...]:
    if shown.format == "ldp_vp":
        found = examine_document(shown.claims, shown.proofs, case.library, case.at, "authentication")
        return found.proofs
    try:
        _check_dates(shown, case)
    except WalletError as error:
        return (Proven(shown.proofs[0], Outcome.FAILED, error.code, error.facts),)
    return tuple(examine_token(shown.raw, proof, shown.holder, case.library) for proof in shown.proofs)


def _check_dates(shown: Presentation, case: Case) -> None:
    """A token's own ``exp`` and ``nbf`` (RFC 7519, section 4.1)."""
    if "exp" in shown.claims and from_epoch(shown.claims["exp"]) <= case.at:
        raise BadSignature("proof.expired", until=from_epoch(shown.claims["exp"]))
    if "nbf" in shown.claims and from_epoch(shown.claims["nbf"]) - case.at > CLOCK_SKEW:
        raise BadSignature("validity.not_yet", **{"from": from_epoch(shown.claims["nbf"])})


def _was_asked(shown: Presentation, good: Proven, audience: Audience | None) -> bool | None:
    """Does the proof answer this verifier's question? None if this verifier asked nothing."""
    if audience is None:
        return None
    stated = shown.claims if shown.format != "ldp_vp" else good.proof.options
    names = ("nonce", "aud") if shown.format != "ldp_vp" else ("challenge", "domain")
    challenge, domain = (stated.get(name) for name in names)
    domains = domain if isinstance(domain, list) else [domain]
    return challenge == audience.challenge and audience.domain in domains


def _key_binding(case: Case, shown: Presentation) -> tuple[Check, ...]:
    """The holder's key is named in the credential; its token covers exactly what is shown."""
    from wallet.formats import sdjwt

    confirmation = case.credential.claims.get("cnf")
    if not isinstance(confirmation, dict) or "jwk" not in confirmation:
        return _answer(Outcome.UNKNOWN, "holder.unbound")
    try:
        key = from_jwk(confirmation["jwk"])
        check_jws(shown.raw.rpartition(b"~")[2], shown.proofs[0], key)
        _check_dates(shown, case)
        sdjwt.check_key_binding(shown, case.audience, case.at)
    except Unsupported as error:
        return (Check(Question.HOLDER, Outcome.UNKNOWN, error.code, error.facts),)
    except WalletError as error:
        code = "holder.replayed" if error.code == "holder.replayed" else "holder.bad"
        return _answer(Outcome.FAILED, code, **{"reason": error.code, **error.facts})
    if case.audience is None:
        return _answer(Outcome.UNKNOWN, "holder.unasked")
    return _answer(Outcome.PASSED, "holder.proven", holder=shown.holder)
