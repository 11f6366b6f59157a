"""A file as rows: one object for each credential in it, with the keys of the contract (see the README)."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple

from wallet.encoding import write_time
from wallet.errors import Malformed, Unsupported, WalletError
from wallet.formats.rules import OLD_BADGES
from wallet.library import Library
from wallet.model import Audience, Credential, Found
from wallet.report import Check, Outcome, Policy, Question, Report
from wallet.sharing.reader import Part, read_parts

Row = dict[str, Any]


class Asking(NamedTuple):
    """What every file of one command is judged with."""

    library: Library
    at: datetime
    audience: Audience | None = None
    policy: Policy = Policy.GENUINE
    repeat: int = 0
    """How often each file is read and verified to measure it; 0 is once, unmeasured."""
    lang: str = "en"
    recipient: str = ""


def verify_file(raw: bytes, name: str, asking: Asking) -> list[Row]:
    """The rows of one file: one for each credential, or one that says why there is none."""
    from wallet.verify import verify_found

    library, at, times = asking.library, asking.at, list[float]()
    try:
        for _ in range(max(1, asking.repeat)):
            started = time.perf_counter()
            parts = read_parts(raw)
            judged = [
                verify_found(part.found, library, at, asking.audience, typed=asking.recipient) if part.found else ()
                for part in parts
            ]
            times.append((time.perf_counter() - started) * 1000)
    except WalletError as error:
        return [unread(name, error)]
    rows: list[Row] = []
    for part, reports in zip(parts, judged, strict=True):
        rows += _part_rows(name, part, reports, len(rows), asking)
    if asking.repeat:
        from statistics import median

        ordered = sorted(times)
        rows[0]["timing"] = {
            "n": asking.repeat,
            "first_ms": round(times[0], 3),
            "median_ms": round(median(ordered), 3),
            "p95_ms": round(ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))], 3),
        }
    return rows


def _part_rows(name: str, part: Part, reports: tuple[Report, ...], first: int, asking: Asking) -> list[Row]:
    """The rows of a file, or of one file in an archive, which is named as ``entry``; they are numbered from ``first``."""
    entry = {"entry": part.name} if part.name else {}
    if part.found is None:
        assert part.error is not None
        return [{**unread(name, part.error, first), **entry}]
    found = part.found
    rows = [
        row_of(name, first + index, _named(credential, asking), report, asking.policy)
        for index, (credential, report) in enumerate(zip(found.credentials, reports, strict=True))
    ]
    rows += [unread(name, Malformed(code, **facts), first + index) for index, code, facts in found.failed]
    for outer, credential in enumerate(found.credentials, first):
        rows += _contained(name, outer, first + len(rows), credential, asking)
    if not rows:
        rows = [{**_presentation_row(name, found, asking), "index": first}]
    return [{**row, **entry} for row in rows]


def _named(credential: Credential, asking: Asking) -> Credential:
    """The credential with the names that other documents at hand give it."""
    if credential.format in OLD_BADGES:
        from wallet.assertion import complete

        return complete(credential, asking.library)
    if credential.format == "dc+sd-jwt":
        from wallet.vocab.typemeta import titled

        return titled(credential, asking.library, asking.lang)
    return credential


def _contained(name: str, outer: int, first: int, credential: Credential, asking: Asking) -> Iterator[Row]:
    """The rows of what a learning record holds; ``within`` is the row of the record."""
    from wallet.verify import verify_contained

    for index, (held, result) in enumerate(verify_contained(credential, asking.library, asking.at), first):
        if held is None or not isinstance(result, Report):
            assert isinstance(result, WalletError)
            yield {**unread(name, result, index), "within": outer}
        else:
            yield {**row_of(name, index, held, result, asking.policy), "within": outer}


def _presentation_row(name: str, found: Found, asking: Asking) -> Row:
    """A presentation without credentials: its own form, and its holder's proof."""
    import hashlib

    from wallet.verify import verify_presentation

    assert found.presentation is not None
    shown = found.presentation
    report = verify_presentation(shown, asking.library, asking.at, asking.audience)
    digest = hashlib.sha256(shown.raw).hexdigest()
    row = _answers(report, asking.policy)
    return {
        "file": name,
        "index": 0,
        "format": shown.format,
        "container": found.container,
        "suites": [proof.suite for proof in shown.proofs],
        "digest": f"sha256:{digest}",
        **row,
        "issuer": None,
        "subject": {"id": shown.holder},
        "titles": [],
        "checks": [answer(check) for check in report.checks],
    }


def row_of(name: str, index: int, credential: Credential, report: Report, policy: Policy) -> Row:
    """One credential, with the keys of the contract."""
    return {
        "file": name,
        "index": index,
        "format": credential.format,
        "container": credential.container,
        "suites": list(credential.suites),
        "digest": f"sha256:{credential.digest}",
        **_answers(report, policy),
        "issuer": {"id": credential.issuer.id, "name": credential.issuer.name},
        "subject": {"id": credential.subject},
        "titles": list(credential.titles),
        "checks": [answer(check) for check in report.checks],
    }


def _answers(report: Report, policy: Policy) -> dict[str, str]:
    holder = report.answer(Question.HOLDER)
    return {
        "verdict": report.verdict(policy).value,
        "holder": holder.outcome.value if holder is not None else Outcome.ABSENT.value,
    }


def answer(check: Check) -> Row:
    """One check, with the keys of the contract."""
    return {
        "question": check.question.value,
        "outcome": check.outcome.value,
        "code": check.code,
        "facts": {name: plain(value) for name, value in check.facts.items()},
        "as_of": write_time(check.as_of) if check.as_of else None,
        "needs": [need.url for need in check.needs],
    }


def plain(value: Any) -> Any:
    """A fact as JSON: moments as text, the rest as it is."""
    return write_time(value) if isinstance(value, datetime) else value


def unread(name: str, error: WalletError, index: int | None = None) -> Row:
    outcome = Outcome.UNKNOWN if isinstance(error, Unsupported) else Outcome.FAILED
    facts = {key: plain(value) for key, value in error.facts.items()}
    check: dict[str, Any] = {"question": "format", "outcome": outcome.value, "code": error.code, "facts": facts}
    check |= {"as_of": None, "needs": []}
    place = {} if index is None else {"index": index}
    return {"file": name, **place, "verdict": outcome.value, "checks": [check]}


def say_checks(row: Row, lang: str) -> None:
    """Put the sentence of each check beside it."""
    from wallet import words

    for check in row["checks"]:
        check["says"] = words.say(check["code"], check["facts"], lang)
