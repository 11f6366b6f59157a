"""SD-JWT: what is disclosed, what stays hidden, and every way to cheat with the pieces."""

import itertools
import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests import making
from wallet import formats
from wallet.encoding import b64url_decode, b64url_encode
from wallet.errors import Malformed, Refused, Unsupported, WalletError
from wallet.formats import sdjwt
from wallet.library import Library
from wallet.model import Audience
from wallet.report import Check, Outcome, Question, Report
from wallet.verify import verify_found

ASKED = Audience("c0ffee", "fair.example")
CLAIMS: dict[str, Any] = {
    "vct": "urn:eu.europa.ec.eudi:learning:credential:1",
    "iss": making.ISSUER.did,
    "iat": 1_789_000_000,
    "achievement_title": "データサイエンス基礎",
    "family_name": "証",
    "learning_outcomes": ["集める", "説明する"],
    "address": {"country": "JP", "region": "Tokyo"},
}
HIDDEN = ("/family_name", "/learning_outcomes/0", "/learning_outcomes/1", "/address", "/address/region")


def salts() -> Any:
    return (f"salt-{n:022d}" for n in itertools.count())


def issued(hidden: tuple[str, ...] = HIDDEN, **changes: Any) -> bytes:
    claims = {name: value for name, value in {**CLAIMS, **changes}.items() if value is not None}
    header = {"kid": making.ISSUER.verification_method}
    return sdjwt.issue(claims, hidden, making.ISSUER, header, salts(), making.HOLDER)


def report(data: bytes, audience: Audience | None = None, library: Library | None = None) -> Report:
    (found,) = verify_found(formats.read(data), library or making.library(), making.NOW, audience)
    return found


def answer(found: Report, question: Question) -> tuple[str, str]:
    check = found.answer(question)
    assert isinstance(check, Check)
    return check.outcome.value, check.code


def test_everything_disclosed_gives_back_the_claims() -> None:
    (credential,) = formats.read(issued()).credentials
    assert {name: credential.claims[name] for name in CLAIMS} == CLAIMS
    assert {one.pointer for one in credential.disclosures} == set(HIDDEN)
    assert report(issued()).verdict() is Outcome.PASSED


def test_only_what_was_chosen_is_in_the_bytes() -> None:
    data = sdjwt.disclose(issued(), ["/learning_outcomes/1"])
    (credential,) = formats.read(data).credentials
    assert credential.claims["learning_outcomes"] == ["説明する"]
    assert "family_name" not in credential.claims
    texts = [b64url_decode(part.decode()) for part in data.split(b"~")[1:-1]]
    assert all("証".encode() not in text for text in texts)
    assert report(data).verdict() is Outcome.PASSED


def test_an_inner_claim_brings_the_one_it_stands_in() -> None:
    (credential,) = formats.read(sdjwt.disclose(issued(), ["/address/region"])).credentials
    assert credential.claims["address"] == {"country": "JP", "region": "Tokyo"}
    (outer,) = formats.read(sdjwt.disclose(issued(), ["/address"])).credentials
    assert outer.claims["address"] == {"country": "JP"}


def test_a_claim_that_is_not_hidden_cannot_be_chosen() -> None:
    with pytest.raises(Refused):
        sdjwt.disclose(issued(), ["/vct"])


def test_a_bound_presentation_proves_its_holder_to_the_one_who_asked() -> None:
    data = sdjwt.bind(sdjwt.disclose(issued(), []), making.HOLDER, ASKED, making.NOW)
    assert answer(report(data, ASKED), Question.HOLDER) == ("passed", "holder.proven")
    assert report(data, ASKED).verdict() is Outcome.PASSED
    assert answer(report(data), Question.HOLDER) == ("unknown", "holder.unasked")


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (Audience("other", "fair.example"), "holder.replayed"),
        (Audience("c0ffee", "other.example"), "holder.replayed"),
    ],
)
def test_a_presentation_for_another_question_is_a_replay(asked: Audience, code: str) -> None:
    data = sdjwt.bind(issued(), making.HOLDER, ASKED, making.NOW)
    assert answer(report(data, asked), Question.HOLDER) == ("failed", code)


@pytest.mark.parametrize("minutes", [-6, 3, 100_000])
def test_a_presentation_of_another_time_is_a_replay(minutes: int) -> None:
    data = sdjwt.bind(issued(), making.HOLDER, ASKED, making.NOW + timedelta(minutes=minutes))
    assert answer(report(data, ASKED), Question.HOLDER) == ("failed", "holder.replayed")


def test_a_disclosure_added_or_removed_after_binding_breaks_it() -> None:
    chosen = sdjwt.disclose(issued(), ["/family_name"])
    bound = sdjwt.bind(chosen, making.HOLDER, ASKED, making.NOW)
    less = b"~".join([*sdjwt.disclose(issued(), []).split(b"~")[:-1], bound.rpartition(b"~")[2]])
    assert answer(report(less, ASKED), Question.HOLDER) == ("failed", "holder.bad")
    assert report(less, ASKED).verdict() is Outcome.FAILED


def test_without_its_binding_a_presentation_does_not_answer() -> None:
    assert answer(report(issued(), ASKED), Question.HOLDER) == ("failed", "holder.unanswered")


def test_only_the_holder_named_can_bind() -> None:
    with pytest.raises(Refused):
        sdjwt.bind(issued(), making.STRANGER, ASKED, making.NOW)
    body = sdjwt.issue(CLAIMS, (), making.ISSUER, {"kid": making.ISSUER.verification_method}, salts(), making.STRANGER)
    stolen = sdjwt.bind(body, making.STRANGER, ASKED, making.NOW).rpartition(b"~")[2]
    forged = issued() + stolen
    assert answer(report(forged, ASKED), Question.HOLDER) == ("failed", "holder.bad")


def test_a_stranger_cannot_issue_in_the_issuers_name() -> None:
    data = sdjwt.issue(CLAIMS, HIDDEN, making.STRANGER, {"kid": making.STRANGER.verification_method}, salts())
    assert answer(report(data), Question.BINDING) == ("failed", "binding.mismatch")


def craft(payload: dict[str, Any], *disclosures: Any) -> bytes:
    """An SD-JWT with exactly this payload and these disclosures, well signed."""
    encoded = [b64url_encode(json.dumps(item).encode()).encode() for item in disclosures]
    token = sdjwt._sign(
        {**CLAIMS, **payload}, making.ISSUER, {"typ": "dc+sd-jwt", "kid": making.ISSUER.verification_method}
    )
    return b"~".join([token, *encoded, b""])


def digest(item: Any) -> str:
    return sdjwt.digest_of(b64url_encode(json.dumps(item).encode()).encode())


ONE = ["salt", "grade", "A"]
ITEM = ["salt", "A"]
NESTED = ["salt", "x", {"_sd": [digest(ONE)]}]


@pytest.mark.parametrize(
    "data",
    [
        craft({}, ONE),
        craft({"_sd": [digest(ONE)]}, ONE, ONE),
        craft({"_sd": [digest(ONE), digest(ONE)]}, ONE),
        craft({"_sd": [digest(ONE)], "deep": {"_sd": [digest(ONE)]}}, ONE),
        craft({"_sd": [digest(ONE)], "grade": "B"}, ONE),
        craft({"_sd": [digest(["s", "_sd", []])]}, ["s", "_sd", []]),
        craft({"_sd": [digest(["s", "...", "x"])]}, ["s", "...", "x"]),
        craft({"_sd": [digest(ITEM)]}, ITEM),
        craft({"list": [{"...": digest(ONE)}]}, ONE),
        craft({"list": [{"...": digest(ITEM), "more": 1}]}, ITEM),
        craft({"...": "x"}),
        craft({"deep": {"...": "x"}}),
        craft({"_sd": "text"}),
        craft({"_sd": [5]}),
        craft({"_sd": {"a": 1}}),
        craft({"list": [{"...": 5}]}),
        craft({"_sd": [digest([1, "grade", "A"])]}, [1, "grade", "A"]),
        craft({"_sd": [digest(["s", 5, "A"])]}, ["s", 5, "A"]),
        craft({"_sd": [digest(["s"])]}, ["s"]),
        craft({"_sd": [digest(["s", "a", 1, 2])]}, ["s", "a", 1, 2]),
        craft({"_sd": [digest({"a": 1})]}, {"a": 1}),
        craft({"_sd": [digest("text")]}, "text"),
        craft({"_sd": [digest(NESTED)]}, NESTED, ONE, ["salt", "other", 1]),
        craft({"_sd": [digest(NESTED), digest(["s", "x", 1])]}, NESTED, ["s", "x", 1]),
        craft({}) + b"not.a.token",
        craft({}).rstrip(b"~") + b"~###~",
        craft({}).rstrip(b"~") + b"~" + b"e30~" * 1001,
        b"eyJhbGciOiJFZERTQSJ9~",
        b"ey~~",
    ],
)
def test_every_way_to_cheat_with_disclosures_is_an_error(data: bytes) -> None:
    with pytest.raises(Malformed):
        formats.read(data)


@pytest.mark.parametrize("name", ["sha-1", "sha-256-32", "md5", 5, "SHA-256"])
def test_a_weak_or_unknown_hash_is_not_judged(name: Any) -> None:
    with pytest.raises((Unsupported, Malformed)):
        formats.read(craft({"_sd_alg": name}))


@pytest.mark.parametrize("name", ["iss", "exp", "nbf", "cnf", "vct", "status"])
def test_what_must_always_be_seen_may_not_be_hidden(name: str) -> None:
    found = report(issued((f"/{name}",), exp=1_900_000_000, nbf=1_700_000_000, status={"x": 1}, cnf={"jwk": making.HOLDER.public_jwk})
                   if name != "cnf" else craft({"_sd": [digest(["s", "cnf", {}])]}, ["s", "cnf", {}]))  # fmt: skip
    assert found.verdict() is Outcome.FAILED


def test_a_token_without_its_type_is_malformed() -> None:
    assert answer(report(issued(vct=None)), Question.FORMAT)[0] == "failed"


def test_the_dates_of_the_token_count() -> None:
    assert answer(report(issued(exp=1_700_000_000)), Question.VALIDITY) == ("failed", "validity.expired")
    assert answer(report(issued(nbf=1_900_000_000)), Question.VALIDITY) == ("failed", "validity.not_yet")


def test_a_status_list_of_tokens_is_not_passed_unread() -> None:
    found = report(issued(status={"status_list": {"idx": 3, "uri": "https://issuer.example/s"}}))
    assert answer(found, Question.STATUS)[0] == "unknown"
    assert found.verdict() is Outcome.UNKNOWN


def test_one_changed_character_is_refused() -> None:
    data = sdjwt.bind(sdjwt.disclose(issued(), ["/family_name"]), making.HOLDER, ASKED, making.NOW)
    for place in range(0, len(data), 5):
        mutant = bytearray(data)
        mutant[place] = ord("A") if mutant[place] != ord("A") else ord("B")
        try:
            found = report(bytes(mutant), ASKED)
        except (WalletError, ValueError):
            continue
        assert found.verdict() is not Outcome.PASSED, place


def test_the_published_tokens_disclose_what_they_should(vectors: Path) -> None:
    count = 0
    for path in sorted((vectors / "sd-jwt-python").rglob("*")) + sorted((vectors / "sd-jwt-rfc9901").rglob("*")):
        text = path.read_bytes().strip() if path.is_file() else b""
        if text[:2] == b"ey" and b"~" in text and b"\n" not in text:
            found = formats.read(text)
            assert found.credentials[0].proofs
            count += 1
    assert count >= 8


@pytest.mark.parametrize(
    ("claim", "value", "code"), [("exp", 1_700_000_000, "validity.expired"), ("nbf", 1_900_000_000, "validity.not_yet")]
)
def test_the_dates_of_a_token_count_for_what_it_carries(claim: str, value: int, code: str) -> None:
    badge = making.badge()
    raw = (
        sdjwt._sign(
            {**badge, claim: value}, making.ISSUER, {"typ": "vc+sd-jwt", "kid": making.ISSUER.verification_method}
        )
        + b"~"
    )
    assert answer(report(raw), Question.VALIDITY) == ("failed", code)


def test_a_status_of_the_token_counts_for_what_it_carries() -> None:
    badge = making.badge(status={"status_list": {"idx": 3, "uri": "https://issuer.example/s"}})
    raw = sdjwt._sign(badge, making.ISSUER, {"typ": "vc+sd-jwt", "kid": making.ISSUER.verification_method}) + b"~"
    assert answer(report(raw), Question.STATUS) == ("unknown", "status.missing")
