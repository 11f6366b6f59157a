"""Exactly what was chosen is shown, to exactly the one who asked."""

import json
from datetime import timedelta

import pytest

from tests import making
from tests.test_formats import token
from tests.test_sdjwt import ASKED, issued
from wallet import formats
from wallet.errors import Refused
from wallet.formats import jwt
from wallet.model import Audience, Credential
from wallet.report import Question
from wallet.sharing import present
from wallet.verify import verify_found


def credential(raw: bytes) -> Credential:
    return formats.read(raw).credentials[0]


BADGE = credential(making.raw(making.signed()))
TOKEN = credential(token(making.badge(), typ="vc+jwt"))
CHOSEN = credential(issued())


def shown(*credentials: Credential, audience: Audience | None = ASKED, **options: object) -> bytes:
    return present.present(credentials, making.HOLDER, audience, making.NOW, making.library(), **options)  # type: ignore[arg-type]


def holder(data: bytes, audience: Audience | None = ASKED) -> list[tuple[str, str]]:
    reports = verify_found(formats.read(data), making.library(), making.NOW, audience)
    found = [(report.verdict(), report.answer(Question.HOLDER)) for report in reports]
    return [(verdict.value, check.code) for verdict, check in found if check is not None]


def test_badges_and_tokens_together_prove_their_holder() -> None:
    assert holder(shown(BADGE, TOKEN)) == [("passed", "holder.proven")] * 2


def test_a_selectively_disclosed_credential_stays_what_it_is() -> None:
    data = shown(CHOSEN, reveal=["/learning_outcomes/0"])
    assert b"~" in data
    assert holder(data) == [("passed", "holder.proven")]
    claims = credential(data).claims
    assert claims["learning_outcomes"] == ["集める"]
    assert "family_name" not in claims


def test_beside_others_it_is_proven_by_the_key_it_is_bound_to_and_by_no_other() -> None:
    assert holder(shown(CHOSEN, BADGE, reveal={CHOSEN.digest: []})) == [("passed", "holder.proven")] * 2
    other = present.present([CHOSEN, BADGE], making.ISSUER, ASKED, making.NOW, making.library(), reveal={})
    assert [code for _, code in holder(other)] == ["holder.wrong"] * 2


def test_of_several_one_that_nobody_decided_about_shows_the_least() -> None:
    data = shown(CHOSEN, BADGE, reveal={})
    assert b"family_name" not in b"".join(one.raw for one in formats.read(data).credentials)
    assert "family_name" not in formats.read(data).credentials[0].claims
    assert formats.read(data).credentials[0].claims["learning_outcomes"] == []
    assert "family_name" in formats.read(shown(CHOSEN, BADGE)).credentials[0].claims, "as it was asked for"


def test_a_stranger_cannot_name_a_key_where_nothing_is_signed() -> None:
    """``cnf`` means something in a token that the issuer signed whole; in linked data it is a word of nobody."""
    theirs = credential(making.raw({**making.signed(), "cnf": {"jwk": making.ISSUER.public_jwk}}))
    data = present.present([theirs], making.ISSUER, ASKED, making.NOW, making.library())
    assert [code for _, code in holder(data)] == ["holder.wrong"]


def test_without_a_verifier_nothing_is_signed_and_nothing_is_claimed() -> None:
    data = shown(BADGE, audience=None)
    assert "proof" not in json.loads(data)
    assert holder(data, None) == [("passed", "holder.unproven")]
    assert shown(CHOSEN, audience=None, reveal=[]).endswith(b"~")


def test_a_presentation_for_one_verifier_is_a_replay_for_another() -> None:
    assert holder(shown(BADGE), Audience("other", "other.example")) == [("failed", "holder.replayed")]


def test_what_can_only_be_shown_whole_is_not_cut() -> None:
    with pytest.raises(Refused) as caught:
        shown(BADGE, reveal=["/credentialSubject/achievement/name"])
    assert caught.value.code == "present.whole_only"
    assert not present.can_choose(BADGE)
    assert present.can_choose(CHOSEN)


def test_a_claim_that_is_not_there_is_refused() -> None:
    with pytest.raises(Refused):
        shown(CHOSEN, reveal=["/no_such_claim"])


def test_asking_for_proof_without_a_key_is_refused() -> None:
    with pytest.raises(Refused):
        present.present([BADGE], None, ASKED, making.NOW, making.library())
    with pytest.raises(Refused):
        present.present([], making.HOLDER, ASKED, making.NOW, making.library())
    with pytest.raises(Refused):
        shown(BADGE, form="sd-jwt")


def test_somebody_elses_credential_cannot_be_bound() -> None:
    with pytest.raises(Refused):
        present.present([CHOSEN], making.STRANGER, ASKED, making.NOW, making.library())


def test_names_and_grades_are_sensitive_and_never_chosen_by_default() -> None:
    names = {one.pointer: one for one in present.choices(CHOSEN)}
    assert names["/family_name"].sensitive
    assert names["/achievement_title"].required
    assert not names["/learning_outcomes/0"].sensitive
    assert names["/address/region"].sensitive
    assert present.least(CHOSEN) == {"/learning_outcomes/0", "/learning_outcomes/1"}


def test_a_changed_presentation_is_refused() -> None:
    data = shown(BADGE)
    document = json.loads(data)
    document["proof"]["domain"] = "other.example"
    assert holder(json.dumps(document).encode(), Audience("c0ffee", "other.example")) == [("failed", "holder.bad")]


OLD = credential(making.raw(making.signed(making.badge(**{"@context": ["https://www.w3.org/2018/credentials/v1", making.OB, making.DI2], "validFrom": None, "issuanceDate": "2026-09-12T00:00:00Z"}))))  # fmt: skip


def test_a_presentation_may_be_a_token() -> None:
    data = shown(BADGE, TOKEN, form="vp-jwt")
    assert data.count(b".") == 2
    assert holder(data) == [("passed", "holder.proven")] * 2
    assert holder(data, Audience("c0ffee", "other.example")) == [("failed", "holder.replayed")] * 2
    changed = data[:-10] + (b"A" if data[-10:-9] != b"A" else b"B") + data[-9:]
    assert holder(changed) == [("failed", "holder.bad")] * 2


def test_a_token_of_tokens_of_the_first_version_is_of_that_version() -> None:
    first = credential(token(making.badge()))
    data = shown(first, form="vp-jwt")
    payload = jwt.split(data)[1]
    assert payload["vp"]["verifiableCredential"] == [first.raw.decode()]
    assert payload["nonce"] == ASKED.challenge
    assert holder(data) == [("passed", "holder.proven")]
    with pytest.raises(Refused):
        present.present([first], None, None, making.NOW, making.library(), form="vp-jwt")


def test_credentials_of_the_first_version_are_presented_in_that_version() -> None:
    assert OLD.format == "ldp_vc"
    assert json.loads(shown(OLD))["@context"][0].endswith("2018/credentials/v1")
    assert holder(shown(OLD)) == [("passed", "holder.proven")]
    assert json.loads(shown(OLD, BADGE))["@context"] == ["https://www.w3.org/ns/credentials/v2"]
    assert holder(shown(OLD, BADGE)) == [("passed", "holder.proven")] * 2


@pytest.mark.parametrize("form", ["vp", "vp-jwt", "sd-jwt"])
def test_a_proof_that_has_ended_proves_nothing(form: str) -> None:
    one = CHOSEN if form == "sd-jwt" else BADGE
    for minutes, code in ((10, "holder.proven"), (0, "holder.bad")):
        data = shown(one, form=form, until=making.NOW + timedelta(minutes=minutes))
        assert [found for _, found in holder(data)] == [code]
