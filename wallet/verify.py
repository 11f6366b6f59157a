"""Every question asked of a credential, offline, and one Report of the answers.

Each ``check_…`` answers one question from a Case and raises nothing: ``Missing`` becomes
UNKNOWN with the request that would settle it, ``Unsupported`` UNKNOWN without one, any other
``WalletError`` FAILED with the error's code. Two answers are never merged: whether the
credential is genuine, and whether it is this person's.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import datetime
from typing import Final

from wallet import formats, trust
from wallet.did import Method
from wallet.errors import Unsupported, WalletError
from wallet.evidence import CLOCK_SKEW, Case, Evidence, examine, is_part, replaced
from wallet.formats import inside
from wallet.formats.rules import BEGINS, OLD_BADGES, listed
from wallet.holder import check_holder as check_own_proof
from wallet.library import Library
from wallet.model import Audience, Credential, Found, Issuer, Presentation
from wallet.report import REQUIRED, Check, Outcome, Policy, Question, Report
from wallet.seams import Request, Tick, silent

_SHOWN: Final = 20
"""Pointers named in one sentence; a hostile document could name thousands."""


def verify(
    credential: Credential,
    library: Library,
    at: datetime,
    *,
    presentation: Presentation | None = None,
    audience: Audience | None = None,
    typed: str = "",
    keeping: bool = False,
    depth: int = 0,
    tick: Tick = silent,
) -> Report:
    """Ask every question of one credential at one moment.

    ``presentation`` is what it came in; ``audience`` what the verifier asked its holder to sign;
    ``typed`` whom the verifier says it is for;
    ``keeping`` says that its own holder asks; ``depth`` that it stands within another credential.
    Raises only ``Cancelled``, through ``tick``.
    """
    case = Case(credential, library, at, presentation, audience, keeping, typed, depth)
    checks = _answers(case, tick)
    ended = library.ended(at)
    if ended is not None:
        checks = _without_old(checks, _answers(case._replace(library=library.current(at)), silent), ended)
    asked = audience is not None or any(check.code == "holder.recipient_unstated" for check in checks)
    return Report(credential.digest, at, tuple(checks), asked)


def _answers(case: Case, tick: Tick) -> list[Check]:
    evidence = examine(case)
    checks: list[Check] = []
    for done, check in enumerate(CHECKS):
        tick(done, len(CHECKS))
        checks += check(case, evidence)
    tick(len(CHECKS), len(CHECKS))
    return checks


_GOOD: Final = (Outcome.PASSED, Outcome.ABSENT)


def _without_old(every: list[Check], current: list[Check], until: datetime) -> list[Check]:
    """Answers with all documents at hand, of which those past their end bring no good news (SECURITY G46).

    Good news counts where the ``current`` documents give it alone, else it is UNKNOWN; bad news stays.
    """
    found: list[Check] = []
    for question in dict.fromkeys(check.question for check in every):
        old = [check for check in every if check.question is question]
        new = [check for check in current if check.question is question]
        if all(check.outcome in _GOOD for check in (*old, *new)):
            found += new
            continue
        needs = tuple(dict.fromkeys(need for check in new for need in check.needs))
        found += (
            _ended(check, until, needs) if check.outcome in _GOOD and check not in new else check for check in old
        )
    return found


def _ended(check: Check, until: datetime, needs: tuple[Request, ...]) -> Check:
    facts: dict[str, object] = {"until": until, "dated": int(check.as_of is not None), "as_of": check.as_of}
    return Check(check.question, Outcome.UNKNOWN, "pack.ended", facts, check.as_of, needs)


def verify_found(
    found: Found,
    library: Library,
    at: datetime,
    audience: Audience | None = None,
    tick: Tick = silent,
    typed: str = "",
) -> tuple[Report, ...]:
    """A Report for each credential of a file, in order."""
    return tuple(
        verify(one, library, at, presentation=found.presentation, audience=audience, typed=typed, tick=tick)
        for one in found.credentials
    )


def verify_presentation(
    shown: Presentation, library: Library, at: datetime, audience: Audience | None = None
) -> Report:
    """The Report of a presentation that holds no credentials: its form and its holder."""
    ended, checks = library.ended(at), _presented(shown, library, at, audience)
    if ended is not None:
        checks = _without_old(checks, _presented(shown, library.current(at), at, audience), ended)
    nobody = hashlib.sha256(shown.raw).hexdigest()
    return Report(nobody, at, tuple(checks), audience is not None)


def _presented(shown: Presentation, library: Library, at: datetime, audience: Audience | None) -> list[Check]:
    flaws = tuple(Check(Question.FORMAT, Outcome.FAILED, code, facts) for code, facts in shown.flaws)
    form = flaws or (Check(Question.FORMAT, Outcome.PASSED, "format.ok", {"kind": "W3C Verifiable Presentation"}),)
    nobody = Credential(raw=shown.raw, format=shown.format, claims={}, issuer=Issuer(""))
    holder = check_own_proof(Case(nobody, library, at, shown, audience), Evidence(()))
    return [*form, Check(Question.PROOF, Outcome.ABSENT, "proof.none"), *holder]


def check_format(case: Case, evidence: Evidence) -> tuple[Check, ...]:
    """Does the document keep the rules of its data model? Every broken rule is named."""
    credential = case.credential
    if credential.flaws:
        return tuple(Check(Question.FORMAT, Outcome.FAILED, code, facts) for code, facts in credential.flaws)
    return (Check(Question.FORMAT, Outcome.PASSED, "format.ok", {"kind": kind_of(credential)}),)


def kind_of(credential: Credential) -> str:
    """What people call this kind of credential."""
    if {"OpenBadgeCredential", "AchievementCredential"} & set(credential.types):
        return "Open Badges 3.0"
    if "ClrCredential" in credential.types:
        return "CLR 2.0"
    if "EndorsementCredential" in credential.types:
        return "Open Badges 3.0 Endorsement"
    if "EuropeanDigitalCredential" in credential.types:
        return "European Digital Credential"
    if credential.format in OLD_BADGES:
        return "Open Badges 1" if credential.format == "ob1" else "Open Badges 2.0"
    return "SD-JWT VC" if credential.format == "dc+sd-jwt" else "W3C Verifiable Credential"


def check_proof(case: Case, evidence: Evidence) -> tuple[Check, ...]:
    """Is there a signature, and does it hold? Of several, every one we know must hold.

    Proofs of unknown suites beside a good one are named, and make nothing better or worse.
    """
    if not evidence.proofs:
        if case.credential.within:
            return (Check(Question.PROOF, Outcome.UNKNOWN, "proof.within"),)
        return (Check(Question.PROOF, Outcome.FAILED, "proof.none"),)
    if evidence.answer is not None:
        return (evidence.answer,)
    known = [proof for proof in evidence.proofs if proof.outcome is not Outcome.ABSENT] or list(evidence.proofs)
    worst = [proof for proof in known if proof.outcome is Outcome.FAILED] or [
        proof for proof in known if proof.outcome is not Outcome.PASSED
    ]
    if worst:
        outcome = Outcome.UNKNOWN if worst[0].outcome is Outcome.ABSENT else worst[0].outcome
        return (Check(Question.PROOF, outcome, worst[0].code, worst[0].facts, None, worst[0].needs),)
    others = [proof.proof.suite for proof in evidence.proofs if proof.outcome is Outcome.ABSENT]
    facts: dict[str, object] = {"suites": sorted({proof.proof.suite for proof in known})}
    if others:
        return (Check(Question.PROOF, Outcome.PASSED, "proof.ok_others", {**facts, "others": sorted(set(others))}),)
    return (Check(Question.PROOF, Outcome.PASSED, "proof.ok", facts),)


def check_binding(case: Case, evidence: Evidence) -> tuple[Check, ...]:
    """Does the key that signed speak for the issuer that is named?

    Data Integrity 1.0, section 2.1.1: the key must be listed, for assertions, in the document of
    the issuer itself. One good proof by the issuer is enough; others may sign beside it.
    """
    issuer = case.credential.issuer.id
    if not evidence.proofs:
        return (Check(Question.BINDING, Outcome.ABSENT, "binding.none"),)
    answers = [proof.binding for proof in evidence.proofs if proof.binding is not None]
    if not issuer and not answers:
        return (Check(Question.BINDING, Outcome.FAILED, "binding.no_issuer"),)
    answers += [
        _binding(issuer, one.method, case.at) for one in evidence.proofs if one.method is not None and not one.binding
    ]
    for wanted in (Outcome.PASSED, Outcome.FAILED, Outcome.UNKNOWN):
        for answer in answers:
            if answer.outcome is wanted:
                return (answer,)
    needs = tuple(need for proof in evidence.proofs for need in proof.needs)
    if needs:
        facts: dict[str, object] = {"url": needs[0].url}
        return (Check(Question.BINDING, Outcome.UNKNOWN, "binding.missing_document", facts, None, needs),)
    return (Check(Question.BINDING, Outcome.UNKNOWN, "binding.unchecked"),)


def _binding(issuer: str, method: Method, at: datetime) -> Check:
    facts: dict[str, object] = {"issuer": issuer}
    if not method.controller or (method.controller != issuer and not issuer.startswith("did:")):
        needs = (Request(issuer),) if issuer.startswith("https://") else ()
        return Check(Question.BINDING, Outcome.UNKNOWN, "binding.unproven", facts, None, needs)
    if method.controller != issuer:
        return Check(Question.BINDING, Outcome.FAILED, "binding.mismatch", {**facts, "key": method.controller})
    if "assertionMethod" not in method.relationships:
        return Check(Question.BINDING, Outcome.FAILED, "binding.relationship", facts)
    if method.until is not None and method.until <= at:
        return Check(
            Question.BINDING, Outcome.FAILED, "binding.key_ended", {**facts, "until": method.until}, method.as_of
        )
    return Check(Question.BINDING, Outcome.PASSED, "binding.ok", facts, method.as_of)


def check_coverage(case: Case, evidence: Evidence) -> tuple[Check, ...]:
    """Is everything that is shown under the signature?"""
    if not evidence.proofs:
        return (Check(Question.COVERAGE, Outcome.ABSENT, "coverage.none"),)
    if evidence.obstacle is not None:
        error = evidence.obstacle
        return (Check(Question.COVERAGE, Outcome.UNKNOWN, error.code, error.facts, None, evidence.obstacle_needs),)
    for code, pointers in (
        ("coverage.undefined_term", evidence.undefined),
        ("coverage.relative", evidence.relative),
    ):
        if pointers:
            facts: dict[str, object] = {"terms": list(pointers[:_SHOWN]), "count": len(pointers)}
            return (Check(Question.COVERAGE, Outcome.UNKNOWN, code, facts),)
    if url := replaced(case.credential, case.library):
        return (Check(Question.COVERAGE, Outcome.UNKNOWN, "coverage.related", {"url": url}, None, (Request(url),)),)
    if all(proof.outcome is Outcome.ABSENT for proof in evidence.proofs):
        return (Check(Question.COVERAGE, Outcome.UNKNOWN, "coverage.unchecked"),)
    if evidence.answer is not None:
        return (Check(Question.COVERAGE, Outcome.PASSED, "coverage.hosted"),)
    return (Check(Question.COVERAGE, Outcome.PASSED, "coverage.ok"),)


def check_validity(case: Case, evidence: Evidence) -> tuple[Check, ...]:
    """Is now between the issuer's dates? Five minutes of grace before the first for a slow clock."""
    credential, claims = case.credential, case.credential.claims
    stated = [name for name in ("validFrom", "issuanceDate", "validUntil", "expirationDate") if claims.get(name)]
    if any(code == "malformed.date" for code, _ in credential.flaws):
        return (Check(Question.VALIDITY, Outcome.UNKNOWN, "validity.unreadable", {"members": stated}),)
    begin, end = credential.valid_from, credential.valid_until
    # When a token was made begins nothing (RFC 7519, section 4.1.6).
    made_only = credential.format == "dc+sd-jwt" and not {"nbf", *BEGINS} & claims.keys()
    if begin is not None and not made_only and begin - case.at > CLOCK_SKEW:
        return (Check(Question.VALIDITY, Outcome.FAILED, "validity.not_yet", {"from": begin}),)
    if end is not None and end <= case.at:
        return (Check(Question.VALIDITY, Outcome.FAILED, "validity.expired", {"until": end}),)
    if end is not None:
        return (Check(Question.VALIDITY, Outcome.PASSED, "validity.ok", {"until": end}),)
    return (
        Check(Question.VALIDITY, Outcome.PASSED, "validity.open_part" if is_part(case.credential) else "validity.open"),
    )


def check_status(case: Case, evidence: Evidence) -> tuple[Check, ...]:
    """Has the issuer withdrawn it? See ``wallet.status``."""
    if case.credential.format in OLD_BADGES:
        from wallet import assertion, status

        return (status.aged(status.copied(assertion.check_status(case.credential, case.library), case.at), case.at),)
    if not case.credential.status and not case.credential.claims.get("status"):
        return (
            Check(Question.STATUS, Outcome.ABSENT, "status.none_part" if is_part(case.credential) else "status.none"),
        )
    from wallet import status

    def objection(listing: Credential) -> Check | None:
        own = Case(listing, case.library, case.at)
        seen = examine(own)
        answers = (
            *check_format(own, seen),
            *check_proof(own, seen),
            *check_binding(own, seen),
            *check_coverage(own, seen),
        )
        bad = [answer for answer in answers if answer.outcome is not Outcome.PASSED]
        return next((answer for answer in bad if answer.outcome is Outcome.FAILED), bad[0] if bad else None)

    return status.check_status(case.credential, case.library, case.at, objection)


def check_issuer(case: Case, evidence: Evidence) -> tuple[Check, ...]:
    """Is the issuer known? See ``wallet.trust``; a seal that a trusted list leads to names its issuer too."""
    issuer = case.credential.issuer
    if case.credential.format in OLD_BADGES:
        from wallet import assertion

        issuer = assertion.complete(case.credential, case.library).issuer
    bound = check_binding(case, evidence)[0]
    answer = trust.check_issuer(issuer, bound, evidence, case.library, case.at)
    if bound.code == "binding.seal_ok" and answer.code in ("issuer.domain", "issuer.unlisted"):
        return (Check(Question.ISSUER, Outcome.PASSED, "issuer.sealed", bound.facts, bound.as_of),)
    return (answer,)


def check_schema(case: Case, evidence: Evidence) -> tuple[Check, ...]:
    """Has it the form of the schemas it names, and of its type? See ``wallet.schema`` and ``wallet.vocab.typemeta``."""
    if case.credential.format != "dc+sd-jwt" and not listed(case.credential.claims.get("credentialSchema")):
        return (Check(Question.SCHEMA, Outcome.ABSENT, "schema.none"),)
    from wallet import schema
    from wallet.vocab import typemeta

    named = schema.check_schema(case.credential, case.library)
    typed = typemeta.check_type(case.credential, case.library)
    return tuple(check for check in named if check.outcome is not Outcome.ABSENT or not typed) + typed


def check_holder(case: Case, evidence: Evidence) -> tuple[Check, ...]:
    """Is it this person's? See ``wallet.holder``; and for whom the verifier says: see ``wallet.recipient``."""
    proven = check_own_proof(case, evidence)
    if not case.recipient:
        return proven
    from wallet import recipient

    return proven + recipient.check_recipient(case, proven)


def check_endorsement(case: Case, evidence: Evidence) -> tuple[Check, ...]:
    """Who stands behind it, or behind what it names? Each endorsement is a credential of its own.

    It must hold for itself and be about the object it stands in (Open Badges 3.0, section 4.3); one by
    the issuer about its own badge is said to be that.
    """
    found = inside.endorsements(case.credential)
    if not found:
        return (Check(Question.ENDORSEMENT, Outcome.ABSENT, "endorsement.none"),)
    if case.depth or len(found) > inside.MAX_ENDORSEMENTS:
        facts: dict[str, object] = {"count": len(found)}
        return (Check(Question.ENDORSEMENT, Outcome.UNKNOWN, "endorsement.unchecked", facts),)
    return tuple(_endorsed(case, one) for one in found)


def _endorsed(case: Case, one: inside.Inside) -> Check:
    facts: dict[str, object] = {"pointer": one.pointer, "by": ""}
    try:
        found = formats.read(one.raw)
        (endorsement,) = found.credentials
    except ValueError:
        return Check(Question.ENDORSEMENT, Outcome.FAILED, "endorsement.bad", {**facts, "reason": "malformed.type"})
    except WalletError as error:
        outcome = Outcome.UNKNOWN if isinstance(error, Unsupported) else Outcome.FAILED
        code = "endorsement.unknown" if outcome is Outcome.UNKNOWN else "endorsement.bad"
        return Check(Question.ENDORSEMENT, outcome, code, {**facts, "reason": error.code})
    facts["by"] = endorsement.issuer.name or endorsement.issuer.id
    if "EndorsementCredential" not in endorsement.types or not one.owner or endorsement.subject != one.owner:
        return Check(Question.ENDORSEMENT, Outcome.FAILED, "endorsement.unrelated", facts)
    report = verify(endorsement, case.library, case.at, depth=1)
    verdict = report.verdict()
    if verdict is Outcome.PASSED:
        own = endorsement.issuer.id == case.credential.issuer.id
        return Check(Question.ENDORSEMENT, Outcome.PASSED, "endorsement.own" if own else "endorsement.ok", facts)
    worst = next(one for one in report.checks if one.outcome is verdict and one.question in REQUIRED[Policy.GENUINE])
    code = "endorsement.bad" if verdict is Outcome.FAILED else "endorsement.unknown"
    return Check(Question.ENDORSEMENT, verdict, code, {**facts, "reason": worst.code}, None, report.needs)


def verify_contained(
    credential: Credential, library: Library, at: datetime, tick: Tick = silent
) -> tuple[tuple[Credential, Report] | tuple[None, WalletError], ...]:
    """The credentials that a learning record holds, and the records in it, each with its own Report, or why it cannot
    be read.

    One that is about somebody else is said to be; one without a proof of its own rests on the record.
    """
    every = tuple(inside.every(credential))
    results: list[tuple[Credential, Report] | tuple[None, WalletError]] = []
    for done, one in enumerate(every):
        tick(done, len(every))
        results.append((None, one) if isinstance(one, WalletError) else (one, verify(one, library, at, depth=1)))
    return tuple(results)


CHECKS: Final[tuple[Callable[[Case, Evidence], tuple[Check, ...]], ...]] = (
    check_format,
    check_proof,
    check_binding,
    check_coverage,
    check_validity,
    check_status,
    check_issuer,
    check_schema,
    check_holder,
    check_endorsement,
)
"""Every question, in the order of the report."""

__all__ = ["CHECKS", "Case", "kind_of", "verify", "verify_contained", "verify_found"]
