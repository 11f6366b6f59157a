"""A desk at a fair as plain values: what waits, what was judged, what was counted (S14). No window is needed."""

from __future__ import annotations

from datetime import datetime
from typing import Final, NamedTuple

from wallet.assertion import complete
from wallet.encoding import host_of
from wallet.errors import Malformed, Refused, Unsupported, WalletError
from wallet.library import Library
from wallet.model import Audience, Credential, redacted
from wallet.report import Check, Outcome, Policy, Question, Report
from wallet.seams import Tick
from wallet.sharing.exchange import Desk, is_reply
from wallet.sharing.reader import read_parts
from wallet.ui.verdicts import WORST_FIRST, kind_of
from wallet.verify import verify_contained, verify_found

MOST: Final = 20
"""What may wait while a result is looked at."""
STAY: Final = 20
"""Seconds a result is shown when nobody touches anything."""


class Brought(NamedTuple):
    """Something to be judged: files that are not read yet, or bytes."""

    files: tuple[str, ...] = ()
    raws: tuple[bytes, ...] = ()

    def __repr__(self) -> str:
        return redacted(self, "files", "raws")


class Row(NamedTuple):
    """One credential and what is to be said of it."""

    title: str
    issuer: str
    report: Report


class Judged(NamedTuple):
    """What came of one thing that was brought, under a policy that was chosen before; ``challenge`` is what its holder
    was asked to sign, ``once`` that it cannot be judged again: an answer is taken once."""

    rows: tuple[Row, ...]
    raws: tuple[bytes, ...]
    policy: Policy
    challenge: str = ""
    once: bool = False

    def __repr__(self) -> str:
        return redacted(self, "rows", "raws", "challenge")

    @property
    def worst(self) -> Row:
        """The row whose verdict is that of the whole: of several in one file it is the worst that is shown."""
        return min(self.rows, key=lambda row: WORST_FIRST.index(kind_of(row.report, self.policy)))

    @property
    def kind(self) -> str:
        """How it is shown: verified, unsure, bad or none."""
        return kind_of(self.worst.report, self.policy)


class Tally(NamedTuple):
    """How many were good, unsure and bad. Nothing else is known of them."""

    verified: int = 0
    unsure: int = 0
    bad: int = 0

    def plus(self, kind: str) -> Tally:
        """One more of a kind; what nobody signed is unsure."""
        name = "unsure" if kind == "none" else kind
        return self._replace(**{name: getattr(self, name) + 1})


def queued(waiting: tuple[Brought, ...], one: Brought) -> tuple[Brought, ...]:
    """One more that waits; raises ``Refused`` ("fair.full") where too many do."""
    if len(waiting) >= MOST:
        raise Refused("fair.full", most=MOST)
    return (*waiting, one)


def judge_all(
    desk: Desk, texts: tuple[bytes, ...], library: Library, at: datetime, audience: Audience | None, policy: Policy, tick: Tick
) -> Judged:  # fmt: skip
    """Everything that some files say."""
    rows: list[Row] = []
    challenge, once = audience.challenge if audience else "", False
    for raw in texts:
        if is_reply(raw):
            challenge, answered = judge_answer(desk, raw, library, at)
            rows, once = [*rows, *answered], True
        else:
            rows += judge(raw, library, at, audience, tick)
    if not rows:
        raise Malformed("malformed.empty")
    return Judged(tuple(rows), texts, policy, challenge, once)


def judge(data: bytes, library: Library, at: datetime, audience: Audience | None, tick: Tick) -> list[Row]:
    """Everything in a file; what cannot be read beside others gets a report that says so."""
    rows: list[Row] = []
    for part in (parts := read_parts(data)):
        if part.found is None:
            assert part.error is not None
            if len(parts) == 1:
                raise part.error
            rows.append(Row(part.name, "", _unread(part.error, at)))
            continue
        found = part.found
        reports = verify_found(found, library, at, audience, tick)
        judged = list(zip((complete(one, library) for one in found.credentials), reports, strict=True))
        for one in found.credentials:
            held = verify_contained(one, library, at, tick)
            judged += [(inner, report) for inner, report in held if inner is not None and isinstance(report, Report)]
            rows += [Row(part.name, "", _unread(error, at)) for _, error in held if isinstance(error, WalletError)]
        rows += [_row(one, report) for one, report in judged]
        rows += [Row(part.name, "", _unread(Malformed(code, **facts), at)) for _, code, facts in found.failed]
    return rows


def judge_answer(desk: Desk, raw: bytes, library: Library, at: datetime) -> tuple[str, list[Row]]:
    """The challenge of a request made at this desk, and every credential in the answer to it."""
    one, answers = desk.take(raw, library, at)
    found = (pair for answer in answers for pair in zip(answer.credentials, answer.reports, strict=True))
    return one.audience.challenge, [_row(credential, report) for credential, report in found]


def _row(one: Credential, report: Report) -> Row:
    name, host = one.issuer.name or one.issuer.id, host_of(one.issuer.id)
    return Row(
        one.titles[0] if one.titles else one.id, f"{name} · {host}" if one.issuer.name and host else name, report
    )


def _unread(error: WalletError, at: datetime) -> Report:
    outcome = Outcome.UNKNOWN if isinstance(error, Unsupported) else Outcome.FAILED
    return Report(
        "",
        at,
        (
            Check(Question.FORMAT, outcome, error.code, error.facts),
            Check(Question.HOLDER, Outcome.ABSENT, "holder.absent"),
        ),
    )
