"""The words and the rules of a report, written out once more: what programs read, and what a policy demands."""

from datetime import timedelta

import pytest

from tests.making import NOW
from wallet.report import MAY_BE_ABSENT, REQUIRED, Check, Outcome, Policy, Question, Report, judge
from wallet.seams import Request


def test_the_words_that_programs_read_do_not_change() -> None:
    assert [str(one) for one in Outcome] == ["passed", "failed", "unknown", "absent"]
    assert [str(one) for one in Policy] == ["genuine", "wallet", "fair"]
    assert [str(one) for one in Question] == [
        "format", "proof", "binding", "coverage", "validity", "status", "issuer", "schema", "holder", "endorsement",
    ]  # fmt: skip
    assert str(judge([], Policy.FAIR, NOW)) == "unknown"


def test_each_policy_demands_more_than_the_one_before() -> None:
    genuine = {"format", "proof", "binding", "coverage", "validity", "status"}
    assert REQUIRED[Policy.GENUINE] == genuine
    assert REQUIRED[Policy.WALLET] == genuine | {"issuer"}
    assert REQUIRED[Policy.FAIR] == genuine | {"issuer", "holder"}
    assert {"status", "validity"} == MAY_BE_ABSENT


def answers(**changes: Outcome) -> list[Check]:
    """Every question answered well, but for the changes."""
    codes = {Question.ISSUER: "issuer.listed"}
    return [
        Check(question, changes.get(question.value, Outcome.PASSED), codes.get(question, "x"), {}, NOW)
        for question in Question
    ]


@pytest.mark.parametrize("policy", list(Policy))
def test_a_wrong_holder_is_bad_news_under_any_policy(policy: Policy) -> None:
    assert judge(answers(holder=Outcome.FAILED), policy, NOW) is Outcome.FAILED


@pytest.mark.parametrize("outcome", [Outcome.UNKNOWN, Outcome.ABSENT])
def test_whoever_asked_for_a_holder_is_not_content_without_one(outcome: Outcome) -> None:
    found = answers(holder=outcome)
    assert Report("", NOW, tuple(found)).verdict() is Outcome.PASSED
    assert Report("", NOW, tuple(found), asked=True).verdict() is Outcome.UNKNOWN
    assert judge(found, Policy.WALLET, NOW) is Outcome.PASSED


@pytest.mark.parametrize("question", ["schema", "endorsement"])
@pytest.mark.parametrize("policy", list(Policy))
def test_what_no_policy_demands_decides_nothing(question: str, policy: Policy) -> None:
    for outcome in Outcome:
        assert judge(answers(**{question: outcome}), policy, NOW) is Outcome.PASSED


@pytest.mark.parametrize(("age", "verdict"), [(timedelta(days=7), "passed"), (timedelta(days=7, seconds=1), "unknown")])
def test_at_a_fair_the_news_on_withdrawal_is_good_for_seven_days(age: timedelta, verdict: str) -> None:
    checks = [check for check in answers() if check.question is not Question.STATUS]
    news = Check(Question.STATUS, Outcome.PASSED, "status.ok", {}, NOW - age)
    assert judge([*checks, news], Policy.FAIR, NOW) == verdict
    assert judge([*checks, news], Policy.WALLET, NOW) is Outcome.PASSED


def test_what_an_issuer_withdrew_long_ago_is_not_softened_at_a_fair() -> None:
    old = Check(Question.STATUS, Outcome.FAILED, "status.revoked", {}, NOW - timedelta(days=400))
    assert judge([*answers(), old], Policy.FAIR, NOW) is Outcome.FAILED


def test_the_worst_of_several_answers_is_the_answer() -> None:
    order = [Outcome.FAILED, Outcome.UNKNOWN, Outcome.ABSENT, Outcome.PASSED]
    for place, worst in enumerate(order):
        checks = tuple(Check(Question.STATUS, outcome, outcome.value) for outcome in reversed(order[place:]))
        found = Report("", NOW, checks).answer(Question.STATUS)
        assert found is not None
        assert found.outcome is worst
    assert Report("", NOW, ()).answer(Question.STATUS) is None


def test_each_request_is_made_once_and_in_order() -> None:
    first, second = Request("https://a.example"), Request("https://b.example")
    checks = tuple(
        Check(Question.STATUS, Outcome.UNKNOWN, "x", {}, None, needs) for needs in ((first,), (second, first))
    )
    assert Report("", NOW, checks).needs == (first, second)


def test_a_report_says_what_to_ask_instead_of_its_truth() -> None:
    with pytest.raises(TypeError, match=r"ask verdict\(\)$"):
        bool(Report("", NOW, ()))
