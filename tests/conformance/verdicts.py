"""What the manifest expects of a file, and what comes of it here."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.conformance.folder import NOW, Entry, hosted, library
from wallet import formats
from wallet.errors import Malformed, WalletError
from wallet.library import Document, Library
from wallet.model import Audience, Found
from wallet.report import Outcome, Question, Report
from wallet.sharing.reader import read_any
from wallet.verify import verify_found


@dataclass(frozen=True)
class Judged:
    """What a file holds and what was answered; nothing if it cannot be read."""

    found: Found | None
    reports: tuple[Report, ...]
    error: str = ""

    @property
    def passed(self) -> bool:
        return bool(self.reports) and all(report.verdict() is Outcome.PASSED for report in self.reports)

    @property
    def proven(self) -> bool:
        checks = [report.answer(Question.PROOF) for report in self.reports]
        return bool(checks) and all(check is not None and check.outcome is Outcome.PASSED for check in checks)

    @property
    def well_formed(self) -> bool:
        """Does it keep the rules of its data model, as far as FORMAT is asked?"""
        if self.found is None or self.found.failed:
            return False
        flaws = [flaw for credential in self.found.credentials for flaw in credential.flaws]
        return not flaws and not (self.found.presentation and self.found.presentation.flaws)

    @property
    def codes(self) -> set[str]:
        """Why it did not pass."""
        codes = {
            check.code for report in self.reports for check in report.checks if check.outcome is not Outcome.PASSED
        }
        return codes | ({self.error} - {""})


def judge(raw: bytes, at_hand: Library) -> Judged:
    try:
        found = read_any(raw)
    except WalletError as error:
        return Judged(None, (), error.code)
    return Judged(found, verify_found(found, at_hand, NOW, asked_in(found)))


def asked_in(found: Found) -> Audience | None:
    """The question that a published presentation answers is the one it states."""
    shown = found.presentation
    if shown is None or not shown.proofs:
        return None
    options = shown.proofs[0].options if shown.format == "ldp_vp" else shown.claims
    names = ("challenge", "domain") if shown.format == "ldp_vp" else ("nonce", "aud")
    challenge, domain = (options.get(name) for name in names)
    if isinstance(challenge, str) and isinstance(domain, str) and shown.format != "kb-jwt":
        return Audience(challenge, domain)
    return None


def by_verdict(vectors: Path, entry: Entry) -> Judged:
    return judge((vectors / entry["file"]).read_bytes(), library(vectors))


def by_verdict_unwrapped(vectors: Path, entry: Entry) -> Judged:
    """The same for tokens that were printed with line breaks."""
    return judge(b"".join((vectors / entry["file"]).read_bytes().split()), library(vectors))


def by_site(vectors: Path, entry: Entry) -> Judged:
    """A hosted badge is what the file says it is: the file stands for what lies at its own address."""
    raw = (vectors / entry["file"]).read_bytes()
    at_hand = hosted(vectors)
    try:
        for credential in formats.read(raw).credentials:
            if not credential.proofs and credential.id:
                at_hand = at_hand.plus([Document(credential.id, credential.raw, NOW, True)])
    except Malformed:
        pass
    return judge(raw, at_hand)


def agrees(entry: Entry, judged: Judged) -> bool:
    """Valid means passed; invalid means not passed; ``expected_proof`` is about PROOF alone."""
    wanted = entry.get("expected_proof")
    proof_agrees = wanted not in ("valid", "invalid") or judged.proven == (wanted == "valid")
    return proof_agrees and judged.passed == (entry["expected"] == "valid")


def agrees_in_form(entry: Entry, judged: Judged) -> bool:
    """Unsigned documents are judged by FORMAT alone."""
    return judged.well_formed == (entry["expected"] == "valid")


Judge = Callable[[Path, Entry], Judged]
Agree = Callable[[Entry, Judged], bool]
VERDICTS: dict[str, tuple[Judge, Agree]] = {
    **dict.fromkeys(
        ("dcc-vc-test-fixtures", "dcc-verifier-core", "dcc-lcw-mocks", "1edtech-ob30", "1edtech-ob30-spec", "1edtech-clr20",
         "w3c-vc-di-eddsa", "w3c-vc-di-ecdsa", "w3c-vc-di-bbs", "w3c-ccg-vc-ed", "edc-elm", "spruce-ssi", "waltid",
         "sd-jwt-rfc9901", "sd-jwt-vc-draft"),
        (by_verdict, agrees),
    ),
    "openid4vp": (by_verdict_unwrapped, agrees),
    "1edtech-ob20": (by_site, agrees),
    **dict.fromkeys(("w3c-vcdm2-test-suite", "w3c-vcdm1-test-suite", "1edtech-ob-legacy", "mozilla-bakery"), (by_verdict, agrees_in_form)),
}  # fmt: skip
"""Suites whose files have a verdict."""
