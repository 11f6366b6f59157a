"""Whom a credential is for, compared with what a verifier typed: never a proof, never a silent pass."""

import hashlib
import json
from typing import Any

import pytest

from tests import making, test_assertion
from tests.cli.test_check import akashi
from tests.test_holder import ASKED, presentation
from wallet import formats
from wallet.model import Audience
from wallet.recipient import Identity, identities, matched
from wallet.report import Check, Outcome, Policy, Question, Report
from wallet.verify import verify_found

MAIL = "me@learner.example"


def hashed(text: str, salt: str = "", scheme: str = "sha256") -> str:
    return f"{scheme}${hashlib.new(scheme, (text + salt).encode()).hexdigest()}"


def badge(*named: Any, subject: str | None = None) -> dict[str, Any]:
    """A badge whose subject has these identifiers and, unless one is given, no id."""
    document = making.badge()
    about = document["credentialSubject"]
    del about["id"]
    if subject is not None:
        about["id"] = subject
    about["identifier"] = [
        {"type": "IdentityObject", "identityType": "emailAddress", "hashed": True, **one} for one in named
    ]
    return document


def report(document: dict[str, Any], typed: str, audience: Audience | None = None) -> Report:
    (found,) = verify_found(
        formats.read(making.raw(document)), making.library(), making.NOW, audience, typed=typed
    )  # fmt: skip
    return found


def answer(found: Report) -> Check:
    """What was said of the recipient."""
    return next(check for check in found.checks if check.code.startswith("holder.recipient"))


@pytest.mark.parametrize(
    ("one", "typed", "how", "scheme"),
    [
        ({"identityHash": hashed(MAIL)}, MAIL, "exact", "sha256"),
        ({"identityHash": hashed(MAIL, "salt"), "salt": "salt"}, MAIL, "exact", "sha256"),
        ({"identityHash": hashed(MAIL).upper().replace("SHA256", "sha256")}, MAIL, "exact", "sha256"),
        ({"identityHash": hashed(MAIL)}, "Me@Learner.example", "lowered", "sha256"),
        ({"identityHash": hashed("Me@Learner.example")}, "Me@Learner.example", "exact", "sha256"),
        ({"identityHash": hashed(MAIL, "", "md5")}, MAIL, "exact", "md5"),
        ({"identityHash": MAIL, "hashed": False}, MAIL, "exact", "plain"),
        ({"identityHash": "Me@learner.example", "hashed": False}, MAIL, "lowered", "plain"),
        ({"identityHash": "s-1234", "hashed": False, "identityType": "studentId"}, "s-1234", "exact", "plain"),
        ({"identityHash": hashed("s-1234"), "identityType": "studentId"}, "s-1234", "exact", "sha256"),
    ],
)
def test_a_recipient_that_matches_is_said_to_and_proves_nobody(
    one: dict[str, Any], typed: str, how: str, scheme: str
) -> None:
    found = report(making.signed(badge(one)), typed)
    check = answer(found)
    assert (check.question, check.outcome, check.code) == (
        Question.HOLDER,
        Outcome.UNKNOWN,
        "holder.recipient_matches",
    )
    assert check.facts == {"how": how, "hash": scheme}
    assert found.verdict() is Outcome.PASSED
    assert found.verdict(Policy.FAIR) is Outcome.UNKNOWN
    deciding = found.answer(Question.HOLDER)
    assert deciding is not None
    assert deciding.outcome is Outcome.UNKNOWN


@pytest.mark.parametrize(
    ("named", "typed"),
    [
        ([{"identityHash": hashed("you@learner.example")}], MAIL),
        ([{"identityHash": hashed(MAIL, "salt"), "salt": "other"}], MAIL),
        ([{"identityHash": hashed(MAIL, "salt")}], MAIL),
        ([{"identityHash": "you@learner.example", "hashed": False}], MAIL),
        ([{"identityHash": hashed(MAIL)[:-1]}], MAIL),
        ([{"identityHash": "sha256$"}], MAIL),
    ],
)
def test_another_recipient_fails_the_credential(named: list[dict[str, Any]], typed: str) -> None:
    found = report(making.signed(badge(*named)), typed)
    assert (answer(found).outcome, answer(found).code) == (Outcome.FAILED, "holder.recipient_other")
    assert found.verdict() is Outcome.FAILED


@pytest.mark.parametrize(
    ("document", "typed"),
    [
        (making.badge(), MAIL),
        (badge({"identityHash": "s-1234", "hashed": False, "identityType": "studentId"}), MAIL),
        (badge({"identityHash": "s-1234", "hashed": False, "identityType": "studentId"}), "s-9999"),
        (badge({"identityHash": "sha512$00"}), MAIL),
        (badge({"identityHash": hashed(MAIL)}), "私"),
    ],
)
def test_what_cannot_be_compared_is_unknown_and_never_passed(document: dict[str, Any], typed: str) -> None:
    found = report(making.signed(document), typed)
    assert (answer(found).outcome, answer(found).code) == (Outcome.UNKNOWN, "holder.recipient_unstated")
    assert found.verdict() is Outcome.UNKNOWN


def test_one_of_several_identities_is_enough() -> None:
    named = ({"identityHash": hashed("you@learner.example")}, {"identityHash": hashed(MAIL)})
    assert answer(report(making.signed(badge(*named)), MAIL)).code == "holder.recipient_matches"


def test_the_id_of_the_subject_is_an_identity_too() -> None:
    assert answer(report(making.signed(), making.HOLDER.did)).code == "holder.recipient_matches"
    assert answer(report(making.signed(), making.STRANGER.did)).code == "holder.recipient_other"
    by_mail = making.signed(badge(subject=f"mailto:{MAIL}"))
    assert answer(report(by_mail, MAIL)).code == "holder.recipient_matches"


def test_a_proven_holder_stays_proven_where_the_recipient_matches_and_fails_where_it_is_another() -> None:
    shown = presentation()
    good = report(shown, making.HOLDER.did, ASKED)
    assert [check.outcome for check in good.checks if check.question is Question.HOLDER] == [Outcome.PASSED] * 2
    assert report(shown, making.STRANGER.did, ASKED).verdict() is Outcome.FAILED


def test_a_match_does_not_stand_in_for_the_answer_to_a_challenge() -> None:
    assert report(making.signed(), making.HOLDER.did, ASKED).verdict() is Outcome.FAILED


def test_without_a_recipient_nothing_is_asked() -> None:
    assert not [check for check in report(making.signed(), "").checks if "recipient" in check.code]


@pytest.mark.parametrize(
    ("recipient", "typed", "code"),
    [
        ({"type": "email", "hashed": True, "salt": "x", "identity": hashed(MAIL, "x")}, MAIL, "matches"),
        ({"type": "email", "hashed": False, "identity": MAIL}, MAIL, "matches"),
        ({"type": "email", "hashed": "TRUE", "identity": hashed(MAIL)}, MAIL, "matches"),
        ({"type": "email", "hashed": True, "identity": hashed("you@learner.example")}, MAIL, "other"),
        ({"type": "url", "hashed": False, "identity": "https://a.example/"}, "https://a.example/", "matches"),
        ({"type": "url", "hashed": False, "identity": "https://a.example/"}, "https://b.example/", "other"),
        ({"type": "url", "hashed": False, "identity": "https://a.example/"}, MAIL, "unstated"),
        ({"type": 7, "identity": ["x"]}, MAIL, "unstated"),
        (MAIL, MAIL, "matches"),
        (None, MAIL, "unstated"),
    ],
)
def test_a_badge_of_version_2_names_its_recipient_too(recipient: Any, typed: str, code: str) -> None:
    raw = making.raw(test_assertion.assertion(recipient=recipient))
    (found,) = verify_found(formats.read(raw), test_assertion.site(), making.NOW, typed=typed)
    assert answer(found).code == f"holder.recipient_{code}"


def test_nothing_is_made_equal_in_silence() -> None:
    for typed in (f" {MAIL}", MAIL.replace("@", "＠"), "hana.ko@learner.example"):
        assert not matched(Identity("email", hashed(MAIL)), typed)
    assert not matched(Identity("", hashed("s-a")), "S-A")


@pytest.mark.parametrize(
    "claims", [{"credentialSubject": [None, 5, {"identifier": {"identityHash": None}}]}, {"recipient": 5}, {}]
)
def test_claims_of_any_shape_name_nobody(claims: dict[str, Any]) -> None:
    assert list(identities(claims)) == []


@pytest.mark.parametrize(("typed", "status"), [(MAIL, 0), ("you@learner.example", 1), ("私", 2)])
@pytest.mark.parametrize("lang", ["en", "ja"])
def test_the_command_line_says_which_and_keeps_what_was_typed_to_itself(typed: str, status: int, lang: str) -> None:
    raw = making.raw(making.signed(badge({"identityHash": hashed(MAIL, "", "md5")})))
    at = making.NOW.isoformat()
    found, out, _ = akashi("verify", "-", "--json", "--lang", lang, "--at", at, "--recipient", typed, stdin=raw)
    row = json.loads(out)
    check = next(one for one in row["checks"] if one["code"].startswith("holder.recipient"))
    assert found == status
    assert row["holder"] == {0: "unknown", 1: "failed", 2: "unknown"}[status]
    assert ("MD5" in check["says"]) == (status == 0)
    assert typed not in out
