"""Credentials inside a credential: each is judged for itself, and its place proves nothing."""

from typing import Any

import pytest

from tests import making
from wallet import formats
from wallet.cli.rows import Asking, verify_file
from wallet.crypto.keys import PrivateKey
from wallet.formats import inside
from wallet.report import Check, Outcome, Question
from wallet.verify import verify

CLR = "https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json"
ENDORSER = making.key("endorser")
ACHIEVEMENT = "urn:uuid:0b0f6d2c-53a2-4c39-8f0b-1f6ed6f1d6a4"


def endorsement(about: str = ACHIEVEMENT, by: PrivateKey = ENDORSER, **changes: Any) -> dict[str, Any]:
    document = making.badge(
        id="urn:uuid:6a5a2c3e-0e3b-4c52-9d35-0c6a5a9d2f77",
        type=["VerifiableCredential", "EndorsementCredential"],
        issuer={"id": by.did, "type": ["Profile"], "name": "評価機構"},
        name="推薦",
        credentialSubject={"id": about, "type": ["EndorsementSubject"], "endorsementComment": "Well examined."},
        **changes,
    )
    return making.signed(document, by)


def endorsed(*items: Any, name: str = "endorsement") -> dict[str, Any]:
    subject = making.badge()["credentialSubject"]
    subject["achievement"][name] = list(items)
    return making.signed(making.badge(credentialSubject=subject))


def answers(document: dict[str, Any]) -> list[Check]:
    found = verify(formats.read(making.raw(document)).credentials[0], making.library(), making.NOW)
    assert found.answer(Question.PROOF) is not None
    return [check for check in found.checks if check.question is Question.ENDORSEMENT]


def code(document: dict[str, Any]) -> tuple[str, str]:
    (answer,) = answers(document)
    return answer.outcome.value, answer.code


def test_an_endorsement_by_somebody_else_is_checked_for_itself() -> None:
    (answer,) = answers(endorsed(endorsement()))
    assert (answer.outcome, answer.code, answer.facts["by"]) == (Outcome.PASSED, "endorsement.ok", "評価機構")
    assert answer.facts["pointer"] == "/credentialSubject/achievement/endorsement/0"


def test_the_outer_proof_does_not_make_an_endorsement_true() -> None:
    changed = endorsement()
    changed["credentialSubject"]["endorsementComment"] = "The best there is."
    assert code(endorsed(changed)) == ("failed", "endorsement.bad")
    unsigned = {name: value for name, value in endorsement().items() if name != "proof"}
    assert code(endorsed(unsigned)) == ("failed", "endorsement.bad")


def test_an_endorsement_of_something_else_is_not_one_of_this() -> None:
    assert code(endorsed(endorsement(about="urn:uuid:another"))) == ("failed", "endorsement.unrelated")
    other = making.signed(making.badge(id="urn:uuid:another"))
    assert code(endorsed(other)) == ("failed", "endorsement.unrelated")


def test_an_issuer_that_endorses_itself_is_said_to() -> None:
    assert code(endorsed(endorsement(by=making.ISSUER))) == ("passed", "endorsement.own")


def test_an_expired_endorsement_fails_and_one_that_cannot_be_checked_is_unknown() -> None:
    assert code(endorsed(endorsement(validUntil="2026-11-01T00:00:00Z"))) == ("failed", "endorsement.bad")
    status = {"id": "https://x.example/1#2", "type": "BitstringStatusListEntry", "statusPurpose": "revocation",
              "statusListIndex": "2", "statusListCredential": "https://x.example/1"}  # fmt: skip
    (answer,) = answers(endorsed(endorsement(credentialStatus=status)))
    assert (answer.outcome.value, answer.code) == ("unknown", "endorsement.unknown")
    assert [need.url for need in answer.needs] == ["https://x.example/1"]


@pytest.mark.parametrize("item", ["", "eyJ.x.y", "https://x.example/endorsement", 7, None, [], {}, "data:,x"])
def test_an_endorsement_that_is_none_is_refused_without_harm(item: Any) -> None:
    subject = making.badge()["credentialSubject"]
    subject["achievement"]["endorsementJwt"] = [item]
    document = making.badge(credentialSubject=subject)
    found = verify(formats.read(making.raw(document)).credentials[0], making.library(), making.NOW)
    answer = found.answer(Question.ENDORSEMENT)
    assert answer is not None
    assert answer.outcome is not Outcome.PASSED


def test_hundreds_of_endorsements_are_counted_and_not_checked() -> None:
    document = {**making.badge(), "endorsement": [endorsement()] * 300}
    assert code(document) == ("unknown", "endorsement.unchecked")


def record(
    *held: Any, subject: str = making.HOLDER.did, name: str = "urn:uuid:6a5a2c3e-0e3b-4c52-9d35-0c6a5a9d2f99"
) -> dict[str, Any]:
    document = making.badge(
        **{"@context": [making.V2, CLR, making.OB]},
        id=name,
        type=["VerifiableCredential", "ClrCredential"],
        name="学習記録",
        credentialSubject={"id": subject, "type": ["ClrSubject"], "verifiableCredential": list(held)},
    )
    return making.signed(document)


def rows(document: dict[str, Any]) -> list[dict[str, Any]]:
    return verify_file(making.raw(document), "record.json", Asking(making.library(), making.NOW))


def test_every_credential_of_a_learning_record_is_reported_for_itself() -> None:
    over = making.signed(making.badge(validUntil="2026-11-01T00:00:00Z"))
    found = rows(record(making.signed(), over))
    assert [(row["index"], row.get("within"), row["verdict"]) for row in found] == [
        (0, None, "passed"),
        (1, 0, "passed"),
        (2, 0, "failed"),
    ]


def test_a_credential_about_somebody_else_is_refused_within_a_record() -> None:
    found = rows(record(making.signed(), subject=making.STRANGER.did))
    assert found[1]["verdict"] == "failed"
    assert "holder.other_subject" in [check["code"] for check in found[1]["checks"]]


def test_a_credential_without_a_signature_of_its_own_rests_on_the_record() -> None:
    found = rows(record(making.badge()))
    assert found[0]["verdict"] == "passed"
    assert found[1]["verdict"] == "unknown"
    assert "proof.within" in [check["code"] for check in found[1]["checks"]]


def test_what_cannot_be_read_within_a_record_is_a_row_and_not_silence() -> None:
    document = {**making.badge(), "credentialSubject": {"verifiableCredential": [{"a": 1}, "x", 7]}}
    assert [row["verdict"] for row in rows(document)[1:]] == ["failed"] * 3


def test_what_a_record_within_a_record_holds_is_judged_as_well() -> None:
    document: dict[str, Any] = making.signed(making.badge(validUntil="2026-10-01T00:00:00Z"))
    for depth in range(12):
        document = record(document, name=f"urn:uuid:{depth}")
    assert [row["verdict"] for row in rows(document)] == ["passed"] * 12 + ["failed"]
    assert [row.get("within") for row in rows(document)] == [None, *[0] * 12]


def test_more_than_a_record_may_hold_is_named_and_not_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inside, "MAX_INSIDE", 2)
    held = [making.badge(id=f"urn:uuid:{number}") for number in range(4)]
    found = rows(record(*held))
    assert [row["verdict"] for row in found] == ["passed", "unknown", "unknown", "failed"]
    assert found[-1]["checks"][0]["code"] == "malformed.too_many"
