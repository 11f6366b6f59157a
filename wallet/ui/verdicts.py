"""What the window makes of a report under a policy: its kind, and what keeps it from being green. No window is needed."""

from __future__ import annotations

from typing import Final

from wallet.report import MAY_BE_ABSENT, Check, Outcome, Policy, Question, Report, counted, demanded

KINDS: Final = {Outcome.PASSED: "verified", Outcome.UNKNOWN: "unsure", Outcome.FAILED: "bad"}
WORST_FIRST: Final = ("bad", "none", "unsure", "verified")
_ORDER: Final = (
    Question.FORMAT, Question.PROOF, Question.BINDING, Question.COVERAGE, Question.STATUS, Question.VALIDITY, Question.ISSUER, Question.HOLDER,
)  # fmt: skip
"""The order in which trouble is told."""


def kind_of(report: Report, policy: Policy = Policy.GENUINE) -> str:
    """How the window shows a verdict: verified, unsure, bad, or none where nothing is signed.

    A genuine credential that has expired is no forgery: it is shown as unsure, with its reason.
    """
    if deciding(report, policy) is not None and _code(report, Question.PROOF) == "proof.none":
        return "none"
    verdict = report.verdict(policy)
    if verdict is Outcome.FAILED and only_expired(report, policy):
        return "unsure"
    return KINDS[verdict]


def _code(report: Report, question: Question) -> str:
    check = report.answer(question)
    return check.code if check is not None else ""


def only_expired(report: Report, policy: Policy) -> bool:
    """Is it past its date, and nothing else wrong or open?"""
    failed = [check.code for check in report.checks if check.outcome is Outcome.FAILED]
    minded = demanded(policy) | {Question.HOLDER}
    unknown = any(
        check.question in minded and counted(check, policy, report.at) is Outcome.UNKNOWN for check in report.checks
    )
    return failed == ["validity.expired"] and not unknown


def troubles(report: Report, policy: Policy = Policy.GENUINE) -> list[Check]:
    """The checks that keep a report from being green, the worst first: one for each question."""
    required = demanded(policy, report.asked)
    found: dict[Outcome, list[Check]] = {Outcome.FAILED: [], Outcome.UNKNOWN: []}
    for question in _ORDER:
        answers = {counted(check, policy, report.at): check for check in report.checks if check.question is question}
        if Outcome.ABSENT in answers and question not in MAY_BE_ABSENT:
            answers.setdefault(Outcome.UNKNOWN, answers[Outcome.ABSENT])
        worst = next((outcome for outcome in found if outcome in answers), None)
        if worst and (question in required or (question is Question.HOLDER and worst is Outcome.FAILED)):
            found[worst].append(answers[worst])
    return [*found[Outcome.FAILED], *found[Outcome.UNKNOWN]]


def deciding(report: Report, policy: Policy = Policy.GENUINE) -> Check | None:
    """The check that keeps a report from being green, or None."""
    return next(iter(troubles(report, policy)), None)
