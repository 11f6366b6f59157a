"""Question, Outcome, Check, Report: what was asked of a credential and what came back.

A question is answered PASSED, FAILED, UNKNOWN or ABSENT, with the age of the evidence and
the requests that would settle what is unknown. UNKNOWN is never promoted. A report has no
truth value: ask ``verdict()``, with the policy that was chosen before the file was seen.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from wallet.model import NOTHING
from wallet.seams import Request


class Outcome(StrEnum):
    """How one question was answered."""

    PASSED = "passed"
    FAILED = "failed"
    UNKNOWN = "unknown"
    ABSENT = "absent"


class Question(StrEnum):
    """What can be asked, in the fixed order of the report."""

    FORMAT = "format"
    PROOF = "proof"
    BINDING = "binding"
    COVERAGE = "coverage"
    VALIDITY = "validity"
    STATUS = "status"
    ISSUER = "issuer"
    SCHEMA = "schema"
    HOLDER = "holder"
    ENDORSEMENT = "endorsement"


class Policy(StrEnum):
    """Which questions must be answered well. Chosen before the file is seen."""

    GENUINE = "genuine"
    WALLET = "wallet"
    FAIR = "fair"


_DOCUMENT = frozenset(
    {Question.FORMAT, Question.PROOF, Question.BINDING, Question.COVERAGE, Question.VALIDITY, Question.STATUS}
)
REQUIRED: dict[Policy, frozenset[Question]] = {
    Policy.GENUINE: _DOCUMENT,
    Policy.WALLET: _DOCUMENT | {Question.ISSUER},
    Policy.FAIR: _DOCUMENT | {Question.ISSUER, Question.HOLDER},
}
MAY_BE_ABSENT = frozenset({Question.STATUS, Question.VALIDITY})
"""Questions a sound credential may leave open: no expiry date, no way to withdraw."""


class Check(NamedTuple):
    """One answer. ``code`` and ``facts`` become a sentence in ``words``; ``as_of`` dates the evidence."""

    question: Question
    outcome: Outcome
    code: str
    facts: dict[str, object] = NOTHING
    as_of: datetime | None = None
    needs: tuple[Request, ...] = ()


FAIR_AGE = timedelta(days=7)
"""How old the news on withdrawal may be where nobody can go online to ask again."""


def judge(checks: Iterable[Check], policy: Policy, at: datetime, asked: bool = False) -> Outcome:
    """The verdict, as one pure function.

    Any required question FAILED is FAILED, and so is a holder proof that is wrong: a
    presentation by somebody else is bad whatever the policy asks. Else any required
    question UNKNOWN, never asked, or ABSENT where that is not allowed, is UNKNOWN. Else PASSED.
    """
    answers: dict[Question, list[Outcome]] = {}
    for check in checks:
        answers.setdefault(check.question, []).append(counted(check, policy, at))
    required = demanded(policy, asked)
    for question, outcomes in answers.items():
        if Outcome.FAILED in outcomes and (question in required or question is Question.HOLDER):
            return Outcome.FAILED
    for question in required:
        for outcome in answers.get(question, [Outcome.UNKNOWN]):
            if outcome is Outcome.UNKNOWN or (outcome is Outcome.ABSENT and question not in MAY_BE_ABSENT):
                return Outcome.UNKNOWN
    return Outcome.PASSED


def demanded(policy: Policy, asked: bool = False) -> frozenset[Question]:
    """The questions that decide; whoever asked the holder for a proof requires one under any policy."""
    return REQUIRED[policy] | ({Question.HOLDER} if asked else frozenset())


def counted(check: Check, policy: Policy, at: datetime) -> Outcome:
    """What an answer counts for. At a fair a proven domain is not enough, nor is old or undated news on withdrawal."""
    if policy is Policy.FAIR and check.outcome is Outcome.PASSED:
        if check.question is Question.ISSUER and check.code != "issuer.listed":
            return Outcome.UNKNOWN
        if check.question is Question.STATUS and (check.as_of is None or at - check.as_of > FAIR_AGE):
            return Outcome.UNKNOWN
    return check.outcome


class Report(NamedTuple):
    """Every answer about one credential at one moment. ``digest`` is the credential's id; ``asked``
    says that a verifier wanted its holder's proof."""

    digest: str
    at: datetime
    checks: tuple[Check, ...]
    asked: bool = False

    def verdict(self, policy: Policy = Policy.GENUINE) -> Outcome:
        """The verdict under a policy; see ``judge``."""
        return judge(self.checks, policy, self.at, self.asked)

    def answer(self, question: Question) -> Check | None:
        """The check that decides a question: the worst answer given, or None if never asked."""
        order = (Outcome.FAILED, Outcome.UNKNOWN, Outcome.ABSENT, Outcome.PASSED)
        answers = [check for check in self.checks if check.question is question]
        return min(answers, key=lambda check: order.index(check.outcome), default=None)

    @property
    def needs(self) -> tuple[Request, ...]:
        """What would settle the unknown answers, each once."""
        return tuple(dict.fromkeys(need for check in self.checks for need in check.needs))

    def __bool__(self) -> bool:
        raise TypeError("a report has no truth value: ask verdict()")
