"""Is it this person's? Challenges, replays, other people's badges."""

import json
from typing import Any

import pytest

from tests import making
from tests.test_formats import token
from wallet import formats
from wallet.crypto.keys import PrivateKey
from wallet.model import Audience
from wallet.proofs import sign_document
from wallet.report import Outcome, Policy, Question
from wallet.verify import verify_found, verify_presentation

ASKED = Audience("c0ffee", "fair.example")


def presentation(
    by: PrivateKey | None = making.HOLDER,
    audience: Audience | None = ASKED,
    holder: Any = making.HOLDER.did,
    **more: Any,
) -> dict[str, Any]:
    document = {
        "@context": [making.V2],
        "type": ["VerifiablePresentation"],
        "holder": holder,
        "verifiableCredential": [making.signed()],
        **more,
    }
    document = {name: value for name, value in document.items() if value is not None}
    if by is None:
        return document
    return sign_document(
        document, by, created=making.CREATED, library=making.library(), purpose="authentication", audience=audience
    )


def answer(document: dict[str, Any] | bytes, audience: Audience | None = ASKED) -> tuple[str, str, str]:
    raw = document if isinstance(document, bytes) else making.raw(document)
    (report,) = verify_found(formats.read(raw), making.library(), making.NOW, audience)
    check = report.answer(Question.HOLDER)
    assert check is not None
    return check.outcome.value, check.code, report.verdict().value


def test_the_right_holder_answering_the_question_is_proven() -> None:
    assert answer(presentation()) == ("passed", "holder.proven", "passed")
    assert answer(presentation(holder=None)) == ("passed", "holder.proven", "passed")


@pytest.mark.parametrize("audience", [Audience("other", "fair.example"), Audience("c0ffee", "other.example")])
def test_an_answer_to_another_question_is_a_replay(audience: Audience) -> None:
    assert answer(presentation(audience=audience)) == ("failed", "holder.replayed", "failed")


def test_an_answer_to_a_question_nobody_asked_proves_nothing_now() -> None:
    assert answer(presentation(), None) == ("unknown", "holder.unasked", "passed")


def test_a_proof_without_a_challenge_does_not_answer_one() -> None:
    assert answer(presentation(audience=None)) == ("failed", "holder.replayed", "failed")


def test_silence_after_a_question_is_failure() -> None:
    assert answer(presentation(by=None)) == ("failed", "holder.unanswered", "failed")
    assert answer(making.signed()) == ("failed", "holder.unanswered", "failed")


def test_a_copy_shown_without_a_question_is_only_unproven() -> None:
    assert answer(presentation(by=None), None) == ("absent", "holder.unproven", "passed")
    assert answer(making.signed(), None) == ("absent", "holder.absent", "passed")


def test_somebody_elses_badge_is_refused() -> None:
    stranger = presentation(by=making.STRANGER, holder=making.STRANGER.did)
    assert answer(stranger) == ("failed", "holder.wrong", "failed")
    assert answer(presentation(by=making.STRANGER)) == ("failed", "holder.wrong", "failed")


def test_a_changed_presentation_is_refused() -> None:
    document = presentation(id="urn:uuid:1e4b6e1e-7d8e-4a54-8d6f-3f4a6e2c1b00")
    document["id"] = document["id"].replace("1e", "2e", 1)
    assert answer(document) == ("failed", "holder.bad", "failed")
    swapped = presentation()
    swapped["verifiableCredential"] = [making.signed(making.badge(name="もっとよい証明"))]
    assert answer(swapped)[0] == "failed"


def test_a_presentation_signed_for_another_purpose_is_refused() -> None:
    document = sign_document(presentation(by=None), making.HOLDER, created=making.CREATED, library=making.library())
    assert answer(document) == ("failed", "holder.bad", "failed")


def test_a_broken_presentation_is_refused_whatever_its_proof() -> None:
    document = {**presentation(), "holder": "nobody"}
    assert answer(document) == ("failed", "malformed.holder", "failed")


def test_a_badge_that_names_nobody_stays_a_bearer_badge() -> None:
    badge = making.badge()
    del badge["credentialSubject"]["id"]
    document = presentation(verifiableCredential=[making.signed(badge)])
    assert answer(document) == ("unknown", "holder.bearer", "unknown")


def test_a_fair_wants_the_holder_proven() -> None:
    (report,) = verify_found(formats.read(making.raw(making.signed())), making.library(), making.NOW)
    assert report.verdict(Policy.FAIR) is Outcome.UNKNOWN


def vp_token(by: PrivateKey = making.HOLDER, **claims: Any) -> bytes:
    vc = token(making.badge(), typ="vc+jwt").decode()
    enveloped = {"@context": making.V2, "type": "EnvelopedVerifiableCredential", "id": f"data:application/vc+jwt,{vc}"}
    payload = {
        "@context": [making.V2],
        "type": ["VerifiablePresentation"],
        "holder": making.HOLDER.did,
        "verifiableCredential": [enveloped],
        "nonce": ASKED.challenge,
        "aud": ASKED.domain,
        **claims,
    }
    return token(payload, by, typ="vp+jwt")


def test_a_presentation_as_a_token_proves_its_holder_too() -> None:
    assert answer(vp_token()) == ("passed", "holder.proven", "passed")
    assert answer(vp_token(nonce="other")) == ("failed", "holder.replayed", "failed")
    assert answer(vp_token(aud=["other", ASKED.domain])) == ("passed", "holder.proven", "passed")
    assert answer(vp_token(by=making.STRANGER)) == ("failed", "holder.wrong", "failed")
    assert answer(vp_token(exp=1_700_000_000)) == ("failed", "holder.bad", "failed")
    assert answer(vp_token(nbf=1_900_000_000)) == ("failed", "holder.bad", "failed")


def test_a_presentation_without_credentials_is_judged_for_itself() -> None:
    found = formats.read(json.dumps(presentation(verifiableCredential=None)).encode())
    assert found.presentation is not None
    report = verify_presentation(found.presentation, making.library(), making.NOW, ASKED)
    check = report.answer(Question.HOLDER)
    assert check is not None
    assert check.code == "holder.bearer"
    assert report.verdict() is Outcome.UNKNOWN
