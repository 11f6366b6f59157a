"""Every question asked of a credential, offline, and one Report of the answers.

Each ``check_…`` answers one question from a Case and raises nothing: ``Missing`` becomes
UNKNOWN with the request that would settle it, ``Unsupported`` UNKNOWN without one, any other
``WalletError`` FAILED with the error's code. Two answers are never merged: whether the
credential is genuine, and whether it is this person's.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, Final

from wallet import status, trust
from wallet.evidence import CLOCK_SKEW, Case, Evidence, examine
from wallet.formats.rules import listed
from wallet.holder import check_holder
from wallet.library import Library
from wallet.model import Audience, Credential, Found, Issuer, Presentation
from wallet.report import Check, Outcome, Question, Report
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
    tick: Tick = silent,
) -> Report:
    """Ask every question of one credential at one moment.

    ``presentation`` is what it came in; ``audience`` what the verifier asked its holder to sign.
    Raises only ``Cancelled``, through ``tick``.
    """
    case = Case(credential, library, at, presentation, audience)
    evidence = examine(case)
    checks: list[Check] = []
    for done, check in enumerate(CHECKS):
        tick(done, len(CHECKS))
        checks += check(case, evidence)
    tick(len(CHECKS), len(CHECKS))
    return Report(credential.digest, at, tuple(checks), audience is not None)


def verify_found(
    found: Found, library: Library, at: datetime, audience: Audience | None = None, tick: Tick = silent
) -> tuple[Report, ...]:
    """A Report for each credential of a file, in order."""
    return tuple(
        verify(one, library, at, presentation=found.presentation, audience=audience, tick=tick)
        for one in found.credentials
    )


def verify_presentation(
    shown: Presentation, library: Library, at: datetime, audience: Audience | None = None
) -> Report:
    """The Report of a presentation that holds no credentials: its form and its holder."""
    flaws = tuple(Check(Question.FORMAT, Outcome.FAILED, code, facts) for code, facts in shown.flaws)
    form = flaws or (Check(Question.FORMAT, Outcome.PASSED, "format.ok", {"kind": "W3C Verifiable Presentation"}),)
    nobody = Credential(raw=shown.raw, format=shown.format, claims={}, issuer=Issuer(""))
    holder = check_holder(Case(nobody, library, at, shown, audience), Evidence(()))
    return Report(
        nobody.digest, at, (*form, Check(Question.PROOF, Outcome.ABSENT, "proof.none"), *holder), audience is not None
    )


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
    return "SD-JWT VC" if credential.format == "dc+sd-jwt" else "W3C Verifiable Credential"


def check_proof(case: Case, evidence: Evidence) -> tuple[Check, ...]:
    """Is there a signature, and does it hold? Of several, every one we know must hold.

    Proofs of unknown suites beside a good one are named, and make nothing better or worse.
    """
    if not evidence.proofs:
        return (Check(Question.PROOF, Outcome.FAILED, "proof.none"),)
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
    if not issuer:
        return (Check(Question.BINDING, Outcome.FAILED, "binding.no_issuer"),)
    answers = [_binding(issuer, proof.method) for proof in evidence.proofs if proof.method is not None]
    for wanted in (Outcome.PASSED, Outcome.FAILED, Outcome.UNKNOWN):
        for answer in answers:
            if answer.outcome is wanted:
                return (answer,)
    needs = tuple(need for proof in evidence.proofs for need in proof.needs)
    if needs:
        facts: dict[str, object] = {"url": needs[0].url}
        return (Check(Question.BINDING, Outcome.UNKNOWN, "binding.missing_document", facts, None, needs),)
    return (Check(Question.BINDING, Outcome.UNKNOWN, "binding.unchecked"),)


def _binding(issuer: str, method: Any) -> Check:
    facts: dict[str, object] = {"issuer": issuer}
    if not method.controller or (method.controller != issuer and not issuer.startswith("did:")):
        needs = (Request(issuer),) if issuer.startswith("https://") else ()
        return Check(Question.BINDING, Outcome.UNKNOWN, "binding.unproven", facts, None, needs)
    if method.controller != issuer:
        return Check(Question.BINDING, Outcome.FAILED, "binding.mismatch", {**facts, "key": method.controller})
    if "assertionMethod" not in method.relationships:
        return Check(Question.BINDING, Outcome.FAILED, "binding.relationship", facts)
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
    if all(proof.outcome is Outcome.ABSENT for proof in evidence.proofs):
        return (Check(Question.COVERAGE, Outcome.UNKNOWN, "coverage.unchecked"),)
    return (Check(Question.COVERAGE, Outcome.PASSED, "coverage.ok"),)


def check_validity(case: Case, evidence: Evidence) -> tuple[Check, ...]:
    """Is now between the issuer's dates? Five minutes of grace before the first for a slow clock."""
    credential, claims = case.credential, case.credential.claims
    stated = [name for name in ("validFrom", "issuanceDate", "validUntil", "expirationDate") if claims.get(name)]
    if any(code == "malformed.date" for code, _ in credential.flaws):
        return (Check(Question.VALIDITY, Outcome.UNKNOWN, "validity.unreadable", {"members": stated}),)
    begin, end = credential.valid_from, credential.valid_until
    if begin is not None and begin > case.at + CLOCK_SKEW:
        return (Check(Question.VALIDITY, Outcome.FAILED, "validity.not_yet", {"from": begin}),)
    if end is not None and end <= case.at:
        return (Check(Question.VALIDITY, Outcome.FAILED, "validity.expired", {"until": end}),)
    if end is not None:
        return (Check(Question.VALIDITY, Outcome.PASSED, "validity.ok", {"until": end}),)
    return (Check(Question.VALIDITY, Outcome.PASSED, "validity.open"),)


def check_status(case: Case, evidence: Evidence) -> tuple[Check, ...]:
    """Has the issuer withdrawn it? See ``wallet.status``."""

    def is_sound(listing: Credential) -> bool:
        own = Case(listing, case.library, case.at)
        seen = examine(own)
        answers = (
            *check_format(own, seen),
            *check_proof(own, seen),
            *check_binding(own, seen),
            *check_coverage(own, seen),
        )
        return all(answer.outcome is Outcome.PASSED for answer in answers)

    return status.check_status(case.credential, case.library, case.at, is_sound)


def check_issuer(case: Case, evidence: Evidence) -> tuple[Check, ...]:
    """Is the issuer known? See ``wallet.trust``."""
    bound = check_binding(case, evidence)[0]
    return (trust.check_issuer(case.credential.issuer, bound, evidence, case.library, case.at),)


def check_schema(case: Case, evidence: Evidence) -> tuple[Check, ...]:
    """Which schema does it name? None is applied yet, and the report says so."""
    schemas = [
        item.get("id") for item in listed(case.credential.claims.get("credentialSchema")) if isinstance(item, dict)
    ]
    if not schemas:
        return (Check(Question.SCHEMA, Outcome.ABSENT, "schema.none"),)
    return (Check(Question.SCHEMA, Outcome.UNKNOWN, "schema.unchecked", {"url": str(schemas[0])[:300]}),)


def check_endorsement(case: Case, evidence: Evidence) -> tuple[Check, ...]:
    """How many endorsements does it carry? An outer proof does not make them true."""
    count = _endorsements(case.credential.claims)
    if not count:
        return (Check(Question.ENDORSEMENT, Outcome.ABSENT, "endorsement.none"),)
    return (Check(Question.ENDORSEMENT, Outcome.UNKNOWN, "endorsement.unchecked", {"count": count}),)


def _endorsements(value: Any) -> int:
    if isinstance(value, list):
        return sum(map(_endorsements, value))
    if not isinstance(value, dict):
        return 0
    here = sum(len(listed(value.get(name))) for name in ("endorsement", "endorsementJwt"))
    return here + sum(_endorsements(item) for name, item in value.items() if not name.startswith("endorsement"))


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

__all__ = ["CHECKS", "Case", "kind_of", "verify", "verify_found"]
