"""A question and its answer without a network: once, in time, by the right person, and with nothing more than was chosen."""

import itertools
import json
from datetime import datetime, timedelta
from typing import Any

import pytest

from tests import making
from tests.test_formats import token
from tests.test_sdjwt import CLAIMS, issued
from tests.test_selective import NAME, base
from wallet import formats
from wallet.crypto.keys import PrivateKey
from wallet.errors import Malformed, Refused, WalletError
from wallet.model import Credential
from wallet.report import Outcome
from wallet.session import Session
from wallet.session.showing import key_for
from wallet.sharing import dcql, exchange, qr

NOW = making.NOW
SD_JWT: dict[str, Any] = {
    "id": "course", "format": "dc+sd-jwt", "meta": {"vct_values": [CLAIMS["vct"]]},
    "claims": [{"id": "t", "path": ["achievement_title"]}, {"id": "o", "path": ["learning_outcomes", 0]}, {"id": "n", "path": ["family_name"]}],
    "claim_sets": [["t", "o", "n"], ["t", "o"]],
}  # fmt: skip
BADGE: dict[str, Any] = {"id": "badge", "format": "ldp_vc", "meta": {"type_values": [["OpenBadgeCredential"]]}, "claims": [{"path": ["credentialSubject", "achievement", "name"]}]}  # fmt: skip


def credential(raw: bytes) -> Credential:
    return formats.read(raw).credentials[0]


CHOSEN = credential(issued())


def asked(*rows: dict[str, Any], at: datetime = NOW, **more: Any) -> exchange.Ask:
    numbers = itertools.count(at.minute)
    return exchange.ask(
        dcql.read_query({"credentials": list(rows or (SD_JWT,)), **more}), at, lambda size: bytes(next(numbers) for _ in range(size)),
        name="Northmere Employers", purpose={"en": "Interview", "ja": "面接"},
    )  # fmt: skip


def answer(one: exchange.Ask, *held: Credential, reveal: tuple[str, ...] = (), key: PrivateKey = making.HOLDER, at: datetime = NOW) -> bytes:  # fmt: skip
    parts = []
    for wanted in one.query.wanted:
        for match in dcql.matches(wanted, held)[:1]:
            parts.append(exchange.Part(match, (*match.least, *reveal)))  # noqa: PERF401
    return exchange.reply(one, parts, lambda _: key, making.library(), at)


def judged(one: exchange.Ask, raw: bytes, at: datetime = NOW) -> tuple[exchange.Answer, ...]:
    desk = exchange.Desk()
    desk.opened(one)
    return desk.take(raw, making.library(), at)[1]


def code_of(work: Any) -> str:
    with pytest.raises(WalletError) as caught:
        work()
    return caught.value.code


def test_a_request_survives_the_way_into_a_code_and_out_again() -> None:
    one = asked()
    raw = exchange.write_ask(one)
    assert exchange.is_ask(raw)
    assert not exchange.is_reply(raw)
    codes = qr.pack(raw)
    pictures = [qr.write_png(codes, index) for index in range(len(codes.parts))]
    assert exchange.read_ask(qr.unpack([text for picture in pictures for text in qr.scan(picture)])) == one


def test_the_answer_shows_what_was_asked_and_proves_the_holder() -> None:
    one = asked()
    (found,) = judged(one, answer(one, CHOSEN))
    (report,) = found.reports
    assert report.verdict() is Outcome.PASSED
    assert exchange.level(report) == "proven"
    assert found.missing == ()
    assert found.credentials[0].claims["learning_outcomes"] == ["集める"]


def test_what_was_not_chosen_is_nowhere_in_the_bytes() -> None:
    one = asked()
    raw = answer(one, CHOSEN)
    assert "証".encode() not in raw
    (found,) = judged(one, raw)
    assert "family_name" not in found.credentials[0].claims
    (more,) = judged(one, answer(one, CHOSEN, reveal=("/family_name",)))
    assert more.credentials[0].claims["family_name"] == "証"


@pytest.mark.parametrize("suite", ["ecdsa-sd-2023", "bbs-2023"])
def test_a_derived_badge_answers_with_the_claim_asked_for_and_nothing_beside(suite: str) -> None:
    one = asked(BADGE)
    document = base(suite, credentialSubject={**making.badge()["credentialSubject"], "id": making.HOLDER.did})
    raw = answer(one, credential(making.raw(document)))
    (found,) = judged(one, raw)
    assert found.reports[0].verdict() is Outcome.PASSED
    assert found.credentials[0].claims["credentialSubject"]["achievement"].keys() == {"id", "type", "name"}
    assert b"supervised" not in raw


def test_several_credentials_answer_together() -> None:
    one = asked(SD_JWT, BADGE)
    answers = judged(one, answer(one, CHOSEN, credential(making.raw(making.signed()))))
    assert {found.wanted.id: found.reports[0].verdict() for found in answers} == {"course": Outcome.PASSED, "badge": Outcome.PASSED}  # fmt: skip


def test_a_badge_in_a_token_answers_too() -> None:
    row = {**BADGE, "format": "jwt_vc_json"}
    (found,) = judged(asked(row), answer(asked(row), credential(token(making.badge(), typ="vc+jwt"))))
    assert exchange.level(found.reports[0]) == "proven"


def test_an_answer_counts_once() -> None:
    one, desk = asked(), exchange.Desk()
    desk.opened(one)
    raw = answer(one, CHOSEN)
    desk.take(raw, making.library(), NOW)
    assert code_of(lambda: desk.take(raw, making.library(), NOW)) == "exchange.replayed"
    other = exchange.Desk()
    other.spent(one)
    assert code_of(lambda: other.take(raw, making.library(), NOW)) == "exchange.replayed"


def test_an_answer_to_somebody_elses_request_is_not_taken() -> None:
    mine, theirs = asked(), asked(at=NOW + timedelta(minutes=1))
    raw = answer(theirs, CHOSEN, at=NOW + timedelta(minutes=1))
    assert code_of(lambda: judged(mine, raw)) == "exchange.unknown"
    stolen = json.loads(raw)
    stolen["id"] = mine.id
    (found,) = judged(mine, json.dumps(stolen).encode())
    assert found.reports[0].verdict() is Outcome.FAILED, "the nonce is another"
    assert exchange.level(found.reports[0]) == "bearer"


def test_an_answer_comes_in_time_or_not_at_all() -> None:
    one = asked()
    raw, late = answer(one, CHOSEN), NOW + timedelta(minutes=10)
    assert code_of(lambda: judged(one, raw, late)) == "exchange.expired"
    assert code_of(lambda: answer(one, CHOSEN, at=late)) == "exchange.expired"
    assert code_of(lambda: answer(one, CHOSEN, at=NOW - timedelta(minutes=3))) == "exchange.not_yet"
    assert judged(one, raw, late - timedelta(seconds=1))


def test_a_swapped_holder_is_found_out() -> None:
    one = asked(BADGE)
    raw = answer(one, credential(making.raw(making.signed())), key=making.STRANGER)
    (found,) = judged(one, raw)
    assert found.reports[0].verdict() is Outcome.FAILED
    with pytest.raises(Refused):
        answer(asked(), CHOSEN, key=making.STRANGER)


def test_less_than_was_required_is_no_answer() -> None:
    one = asked(SD_JWT, BADGE)
    assert code_of(lambda: answer(one, CHOSEN)) == "exchange.not_enough"
    (match,) = dcql.matches(one.query.wanted[0], [CHOSEN])
    short = exchange.Part(match, ("/achievement_title",))
    assert code_of(lambda: exchange.reply(asked(), [short], lambda _: making.HOLDER, making.library(), NOW)) == "exchange.not_enough"  # fmt: skip
    other = asked({**SD_JWT, "claim_sets": [["t"]]})
    raw = json.loads(answer(other, CHOSEN))
    assert code_of(lambda: judged(one, json.dumps({**raw, "id": one.id}).encode())) == "exchange.not_enough"


def test_an_answer_that_cannot_be_read_or_does_not_hold_leaves_the_question_open() -> None:
    one, desk = asked(), exchange.Desk()
    desk.opened(one)
    raw = answer(one, CHOSEN)
    broken = json.loads(raw)
    broken["vp_token"]["course"] = ["nothing"]
    with pytest.raises(WalletError):
        desk.take(json.dumps(broken).encode(), making.library(), NOW)
    broken["vp_token"]["course"] = [f"{json.loads(raw)['vp_token']['course'][0][:-4]}AAAA"]
    assert desk.take(json.dumps(broken).encode(), making.library(), NOW)[1][0].reports[0].verdict() is Outcome.FAILED
    assert desk.waiting == (one,), "nobody else can use it up"
    assert desk.take(raw, making.library(), NOW)


@pytest.mark.parametrize(
    ("member", "value"),
    [("type", "x"), ("id", ""), ("id", "x" * 201), ("challenge", "c2hvcnQ"), ("challenge", "?"), ("domain", 5), ("verifier", []), ("verifier", {"name": "x" * 1001}),
     ("purpose", {"en": 5}), ("issued", "yesterday"), ("expires", "2027-01-01T00:00:00Z"), ("expires", None), ("dcql_query", {})],
)  # fmt: skip
def test_a_request_that_is_not_well_formed_is_refused(member: str, value: Any) -> None:
    stated = {**json.loads(exchange.write_ask(asked())), member: value}
    with pytest.raises(Malformed) as caught:
        exchange.read_ask(json.dumps(stated).encode())
    assert caught.value.facts["member"]


@pytest.mark.parametrize("tokens", [None, {}, {"course": []}, {"course": "x"}, {"course": [5]}, {"other": ["x~"]}])
def test_a_reply_that_is_not_well_formed_is_refused(tokens: Any) -> None:
    one = asked()
    raw = json.dumps({"type": exchange.REPLY, "id": one.id, "vp_token": tokens}).encode()
    assert code_of(lambda: judged(one, raw)) == "exchange.reply"


def test_curious_requests_are_pointed_out() -> None:
    (match,) = dcql.matches(
        dcql.read_query({"credentials": [{**SD_JWT, "claim_sets": [["t", "n"]]}]}).wanted[0], [CHOSEN]
    )
    assert exchange.over_asking(match) == (("exchange.asks_sensitive", {"claims": ["/family_name"]}),)
    (whole,) = dcql.matches(asked(BADGE).query.wanted[0], [credential(making.raw(making.signed()))])
    assert [code for code, _ in exchange.over_asking(whole)] == ["exchange.shows_whole"]


def test_a_verifier_may_do_without_a_proof_and_then_says_so() -> None:
    one = asked({**SD_JWT, "require_cryptographic_holder_binding": False})
    raw = answer(one, CHOSEN)
    (found,) = judged(one, raw)
    assert found.reports[0].verdict() is Outcome.PASSED
    assert exchange.level(found.reports[0]) == "bearer"


def test_the_name_of_a_claim_asked_for_is_not_its_place() -> None:
    assert dcql.revealing(credential(making.raw(base("bbs-2023"))), [NAME]) == (NAME,)


def test_a_credential_that_names_nobody_is_shown_under_a_new_key_each_time() -> None:
    subject = {name: value for name, value in making.badge()["credentialSubject"].items() if name != "id"}
    badge = credential(making.raw(making.signed(making.badge(credentialSubject=subject))))
    session = Session(None, making.library(), lambda: NOW)
    assert len({key_for(session, badge).did for _ in range(1000)}) == 1000
    with pytest.raises(Refused) as caught:
        key_for(session, CHOSEN)
    assert caught.value.code == "present.not_yours"
