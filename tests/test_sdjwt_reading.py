"""SD-JWT, member by member: what a reader is told of a credential, and the reason for which one is refused."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests import making
from tests.test_sdjwt_negatives import (
    ASKED,
    NOW,
    craft,
    digest,
    encode,
    hidden_claim,
    issued,
    kb,
    nested,
    nested_list,
    report,
)
from wallet import formats
from wallet.crypto.keys import from_jwk
from wallet.encoding import MAX_DEPTH, b64url_decode
from wallet.errors import BadSignature, Malformed, Refused, Unsupported
from wallet.formats import jwt, sdjwt
from wallet.model import Credential
from wallet.report import Outcome, Question

KID = making.ISSUER.verification_method
JWK = making.HOLDER.public_jwk
THUMBPRINT = f"urn:ietf:params:oauth:jwk-thumbprint:sha-256:{from_jwk(JWK).thumbprint}"


def read(raw: bytes) -> Credential:
    return sdjwt.read(raw).credentials[0]


def at(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def flaws(raw: bytes) -> list[tuple[str, dict[str, Any]]]:
    return list(read(raw).flaws)


def test_every_member_of_a_token_is_found_in_its_place() -> None:
    item = ["salt", "family_name", "証"]
    claims = {
        "vct": "urn:example:course", "iss": making.ISSUER.did, "issuing_authority": "北総学院大学", "iat": NOW - 20,
        "nbf": NOW - 10, "exp": NOW + 10, "jti": "urn:uuid:1", "sub": making.HOLDER.did, "name": "Course", "title": "Other",
        "family_name": None, "_sd": [digest(item)], "status": {"status_list": {"idx": 7, "uri": "https://a.example/1"}},
    }  # fmt: skip
    raw = craft(claims, item)
    found = sdjwt.read(b" \n" + raw + b"\n")
    (one,) = found.credentials
    assert (found.container, found.presentation) == ("sd-jwt", None)
    assert (one.raw, one.format, one.container) == (raw, "dc+sd-jwt", "sd-jwt")
    assert (one.issuer.id, one.issuer.name) == (making.ISSUER.did, "北総学院大学")
    assert (one.types, one.titles, one.id, one.subject) == (
        ("urn:example:course",),
        ("Course",),
        "urn:uuid:1",
        making.HOLDER.did,
    )
    assert (one.valid_from, one.valid_until) == (at(NOW - 10), at(NOW + 10))
    assert [(entry.type, entry.index, entry.url) for entry in one.status] == [
        ("TokenStatusList", 7, "https://a.example/1")
    ]
    (proof,) = one.proofs
    assert (proof.suite, proof.purpose, proof.verification_method) == ("EdDSA", "assertionMethod", KID)
    (shown,) = one.disclosures
    assert (shown.pointer, shown.name, shown.value, shown.encoded) == (
        "/family_name",
        "family_name",
        "証",
        encode(item).decode(),
    )
    assert one.flaws == ()
    assert not {"_sd", "_sd_alg"} & one.claims.keys()


def test_what_a_token_does_not_say_stays_empty() -> None:
    claims = dict.fromkeys(("iat", "name", "family_name"))
    one = read(craft({**claims, "jti": 5, "iss": 5, "sub": 5}))
    assert (one.issuer.id, one.issuer.name, one.id, one.subject, one.titles) == ("", "", "", "", ())
    assert (one.valid_from, one.valid_until, one.status) == (None, None, ())


def test_the_day_of_issue_stands_in_for_the_first_day() -> None:
    assert read(craft({"iat": NOW - 20})).valid_from == at(NOW - 20)
    assert read(craft({"iat": NOW - 20, "nbf": NOW - 5})).valid_from == at(NOW - 5)


def test_the_title_is_the_most_telling_of_its_names() -> None:
    every = {"achievement_title": "A", "name": "B", "title": "C"}
    assert read(craft(every)).titles == ("A",)
    assert read(craft({**every, "achievement_title": 5})).titles == ("B",)
    assert read(craft({**every, "achievement_title": None, "name": None})).titles == ("C",)


def test_a_holder_is_named_or_known_by_a_key() -> None:
    assert sdjwt.holder_of({"sub": "urn:me", "cnf": {"jwk": JWK}}) == "urn:me"
    assert sdjwt.holder_of({"cnf": {"jwk": JWK}}) == THUMBPRINT
    unknown = {"kty": "oct", "k": "AA"}
    for confirmation in (None, "x", {}, {"kid": "x"}, {"jwk": None}, {"jwk": unknown}, {"jwk": {**JWK, "d": "AA"}}):
        assert sdjwt.holder_of({"cnf": confirmation}) == ""


def test_a_key_binding_is_a_presentation_of_the_whole_file() -> None:
    raw = kb(issued())
    shown = sdjwt.read(raw + b"\n").presentation
    assert shown is not None
    assert (shown.raw, shown.format, shown.holder) == (raw, "kb-jwt", THUMBPRINT)
    assert shown.claims["nonce"] == ASKED.challenge
    assert [(proof.suite, proof.purpose) for proof in shown.proofs] == [("EdDSA", "authentication")]
    assert sdjwt.read(raw).credentials[0].raw == issued()
    assert sdjwt.read(raw).container == "sd-jwt"


HEADER = {"typ": "JWT", "kid": KID}


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (craft({}, header=HEADER), ("malformed.type", {"type": "dc+sd-jwt"})),
        (craft({"vct": None}), ("malformed.type", {"type": "vct"})),
        (craft({"vct": ""}), ("malformed.type", {"type": "vct"})),
        (craft({"vct": 5}), ("malformed.type", {"type": "vct"})),
        (hidden_claim("exp", NOW + 9), ("malformed.sd_jwt", {"reason": "hidden exp"})),
    ],
)
def test_a_broken_rule_is_named(raw: bytes, expected: tuple[str, dict[str, Any]]) -> None:
    assert flaws(raw) == [expected]


# A credential of the W3C in a token.

VC = making.badge()


def w3c(*hidden: str, typ: str = "vc+sd-jwt", **changes: Any) -> bytes:
    claims = {name: value for name, value in {**VC, **changes}.items() if value is not None}
    salts = (f"salt-{number}" for number in range(99))
    raw = sdjwt.issue(claims, hidden, making.ISSUER, {"kid": KID, "typ": typ}, salts)
    assert read(raw).claims.keys() == claims.keys()
    return raw


def test_a_w3c_credential_in_a_token_is_read_as_one() -> None:
    one = read(w3c("/name"))
    assert (one.format, one.container, one.flaws) == ("vc+sd-jwt", "json", ())
    assert one.types == ("VerifiableCredential", "OpenBadgeCredential")
    assert [shown.pointer for shown in one.disclosures] == ["/name"]
    assert [proof.purpose for proof in one.proofs] == ["assertionMethod"]
    assert report(w3c("/name")).verdict() is Outcome.PASSED


def test_a_type_makes_it_an_sd_jwt_vc_whatever_else_it_says() -> None:
    one = read(craft({"@context": [making.V2]}))
    assert (one.format, one.types) == ("dc+sd-jwt", ("urn:example:badge",))


def test_the_frame_of_a_w3c_credential_may_not_be_hidden() -> None:
    status = {"id": "https://a.example/1#1", "type": "X"}
    members = {"validUntil": "2027-01-01T00:00:00Z", "credentialStatus": status}
    for name in ("type", "issuer", "validFrom", "validUntil", "credentialStatus", "@context"):
        item = ["salt", name, {**VC, **members}[name]]
        body = {key: value for key, value in {**VC, **members}.items() if key != name}
        raw = token({**body, "_sd": [digest(item)]}, item)
        assert ("malformed.sd_jwt", {"reason": f"hidden {name}"}) in flaws(raw), name
    for name in ("iss", "nbf", "exp", "cnf", "status"):
        item = ["salt", name, {"jwk": JWK} if name == "cnf" else NOW]
        assert ("malformed.sd_jwt", {"reason": f"hidden {name}"}) in flaws(token({**VC, "_sd": [digest(item)]}, item))
    assert flaws(w3c("/name", "/credentialSubject/achievement/name")) == []


def token(payload: dict[str, Any], *disclosures: Any, typ: str = "vc+sd-jwt") -> bytes:
    return b"~".join([sdjwt._sign(payload, making.ISSUER, {"typ": typ, "kid": KID}), *map(encode, disclosures), b""])


def test_a_w3c_credential_under_another_media_type_is_a_flaw() -> None:
    assert flaws(w3c(typ="JWT")) == [("malformed.type", {"type": "vc+sd-jwt"})]
    assert flaws(w3c(typ="application/vc+sd-jwt")) == []


def test_a_subject_without_a_name_is_known_by_the_key_of_the_token() -> None:
    bare = {name: value for name, value in VC["credentialSubject"].items() if name != "id"}
    assert read(token({**VC, "credentialSubject": bare, "cnf": {"jwk": JWK}})).subject == THUMBPRINT
    assert read(token({**VC, "cnf": {"jwk": JWK}})).subject == making.HOLDER.did
    assert read(token({**VC, "credentialSubject": bare})).subject == ""


# Reasons.


def many(count: int) -> bytes:
    items = [["s", f"claim{number}", number] for number in range(count)]
    return craft({"_sd": [digest(item) for item in items]}, *items)


ITEM = ["salt", "x", 1]
ELEMENT = ["salt", 1]
REASONS: dict[str, tuple[Callable[[], bytes], str]] = {
    "no tilde": (lambda: craft({})[:-1], "no_tilde"),
    "too many": (lambda: many(1001), "too_many"),
    "a digest that is a number": (lambda: craft({"_sd": [5]}), "digest"),
    "digests that are no list": (lambda: craft({"_sd": "x"}), "digest"),
    "an element's digest that is none": (lambda: craft({"list": [{"...": 5}]}), "digest"),
    "a digest twice": (lambda: craft({"_sd": ["x", "x"]}), "digest_twice"),
    "a disclosure twice": (lambda: craft({"_sd": [digest(ITEM)]}, ITEM, ITEM), "disclosure_twice"),
    "one too many": (lambda: craft({}, ITEM), "unreferenced"),
    "no json": (lambda: craft({})[:-1] + b"~e~", "disclosure"),
    "no ascii": (lambda: craft({})[:-1] + "~ü~".encode(), "disclosure"),
    "no list": (lambda: craft({}, {"a": 1}), "disclosure"),
    "one part": (lambda: craft({}, ["salt"]), "disclosure"),
    "four parts": (lambda: craft({}, ["salt", "x", 1, 2]), "disclosure"),
    "a salt that is a number": (lambda: craft({}, [1, "x", 1]), "disclosure"),
    "an element as a claim": (lambda: craft({"_sd": [digest(ELEMENT)]}, ELEMENT), "disclosure"),
    "a claim as an element": (lambda: craft({"list": [{"...": digest(ITEM)}]}, ITEM), "disclosure"),
    "a name that is a number": (lambda: craft({"_sd": [digest(["s", 5, 1])]}, ["s", 5, 1]), "disclosure"),
    "dots": (lambda: craft({"...": "x"}), "reserved"),
    "dots disclosed": (lambda: hidden_claim("...", "x"), "reserved"),
    "digests disclosed": (lambda: hidden_claim("_sd", []), "reserved"),
    "more beside the dots": (lambda: craft({"list": [{"...": "x", "y": 1}]}), "reserved"),
    "a name taken": (lambda: craft({"_sd": [digest(ITEM)], "x": 2}, ITEM), "name_taken"),
    "too deep": (lambda: nested(66), "depth"),
    "too deep in lists": (lambda: nested_list(66), "depth"),
}


@pytest.mark.parametrize("name", REASONS)
def test_each_refusal_has_its_reason(name: str) -> None:
    make, reason = REASONS[name]
    with pytest.raises(Malformed) as caught:
        sdjwt.read(make())
    assert (caught.value.code, caught.value.facts) == ("malformed.sd_jwt", {"reason": reason})


def test_a_thousand_disclosures_are_read() -> None:
    assert len(read(many(1000)).disclosures) == 1000


@pytest.mark.parametrize("make", [nested, nested_list])
def test_the_depth_that_is_allowed_is_that_of_any_document(make: Callable[[int], bytes]) -> None:
    deepest = MAX_DEPTH + 1 if make is nested else MAX_DEPTH - 1
    assert len(read(make(deepest)).disclosures) == deepest
    with pytest.raises(Malformed):
        read(make(deepest + 1))


@pytest.mark.parametrize("name", ["md5", "sha-1", "sha256", "x" * 99, 5, None])
def test_another_hash_is_open_and_named(name: Any) -> None:
    with pytest.raises(Unsupported) as caught:
        sdjwt.apply({"_sd_alg": name}, ())
    assert (caught.value.code, caught.value.facts) == ("proof.unsupported", {"suite": str(name)[:40]})


def test_decoys_name_nothing_and_harm_nothing() -> None:
    claims, found = sdjwt.apply({"_sd": ["decoy"], "list": [1, {"...": "another"}, 2]}, ())
    assert (claims, found) == ({"list": [1, 2]}, ())


def test_what_is_disclosed_in_a_list_closes_its_gaps() -> None:
    items = [["s1", {"a": 1}], ["s2", 2]]
    claims, found = sdjwt.apply(
        {"list": [{"...": digest(item)} for item in (items[0], ["x", 0], items[1])]}, map(encode, items)
    )
    assert claims == {"list": [{"a": 1}, 2]}
    assert [(one.pointer, one.name, one.value) for one in found] == [("/list/0", "", {"a": 1}), ("/list/1", "", 2)]


# Key binding, rule by rule.


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (kb(issued(), header={"typ": "JWT"}), "typ"),
        (kb(issued(), {"sd_hash": "x"}), "sd_hash"),
        (kb(issued(), {"sd_hash": None}), "sd_hash"),
    ],
)
def test_a_key_binding_that_is_bad_says_in_what(raw: bytes, reason: str) -> None:
    found = sdjwt.read(raw)
    assert found.presentation is not None
    with pytest.raises(BadSignature) as caught:
        sdjwt.check_key_binding(found.presentation, None, making.NOW)
    assert (caught.value.code, caught.value.facts) == ("holder.bad", {"reason": reason})


@pytest.mark.parametrize(
    ("changes", "seconds", "good"),
    [({}, 120, True), ({}, 121, False), ({}, -300, True), ({}, -301, False), ({"nonce": "x"}, 0, False), ({"aud": "x"}, 0, False),
     ({"aud": []}, 0, False)],
)  # fmt: skip
def test_only_whoever_asked_minds_when_and_for_whom(changes: dict[str, Any], seconds: int, good: bool) -> None:
    found = sdjwt.read(kb(issued(), {"iat": NOW + seconds, **changes}))
    assert found.presentation is not None
    sdjwt.check_key_binding(found.presentation, None, making.NOW)
    if good:
        sdjwt.check_key_binding(found.presentation, ASKED, making.NOW)
        return
    with pytest.raises(BadSignature) as caught:
        sdjwt.check_key_binding(found.presentation, ASKED, making.NOW)
    assert caught.value.code == "holder.replayed"


# Issuing, choosing, binding.


def test_what_is_issued_is_what_the_standard_says() -> None:
    raw = sdjwt.issue(
        {"vct": "urn:x", "b": 1, "a": {"c": 2, "d": [3, 4]}}, ("/a", "/a/c", "/a/d/1", "/b"), making.ISSUER, {"kid": KID},
        iter("1234"), making.HOLDER,
    )  # fmt: skip
    signed, *disclosures, last = raw.split(b"~")
    header, payload, _ = jwt.split(signed)
    decoded = [json.loads(b64url_decode(one.decode())) for one in disclosures]
    assert header == {"alg": "EdDSA", "typ": "dc+sd-jwt", "kid": KID}
    assert (payload.keys(), last) == ({"vct", "_sd", "_sd_alg", "cnf"}, b"")
    assert (payload["_sd_alg"], payload["cnf"]) == ("sha-256", {"jwk": JWK})
    assert payload["_sd"] == sorted(sdjwt.digest_of(one) for one in disclosures[2:])
    assert decoded[0] == ["1", 4]
    assert decoded[1] == ["2", "c", 2]
    assert decoded[2] == [
        "3",
        "a",
        {"d": [3, {"...": sdjwt.digest_of(disclosures[0])}], "_sd": [sdjwt.digest_of(disclosures[1])]},
    ]
    assert decoded[3] == ["4", "b", 1]
    assert read(raw).claims == {"vct": "urn:x", "b": 1, "a": {"c": 2, "d": [3, 4]}, "cnf": {"jwk": JWK}}


def test_without_a_holder_nobody_is_named() -> None:
    assert "cnf" not in read(issued(holder=None)).claims


def test_only_the_chosen_and_what_it_stands_in_are_disclosed() -> None:
    raw = issued(("/a", "/a/b", "/a/c", "/family_name"), a={"b": 1, "c": 2})
    part = read(sdjwt.disclose(raw, ["/a/b"]))
    assert [one.pointer for one in part.disclosures] == ["/a", "/a/b"]
    assert part.claims["a"] == {"b": 1}
    assert "family_name" not in part.claims
    assert sdjwt.disclose(raw, []) == raw.partition(b"~")[0] + b"~"
    with pytest.raises(Refused) as caught:
        sdjwt.disclose(raw, ["/a/b", "/nothing"])
    assert (caught.value.code, caught.value.facts) == ("disclose.no_such_claim", {"pointer": "/nothing"})


def test_a_binding_is_made_for_one_verifier_at_one_moment() -> None:
    for name in ("sha-256", "sha-512"):
        raw = craft({"_sd_alg": name, "cnf": {"jwk": JWK}})
        header, payload, _ = jwt.split(sdjwt.bind(raw, making.HOLDER, ASKED, making.NOW).rpartition(b"~")[2])
        assert header == {"alg": "EdDSA", "typ": "kb+jwt"}
        assert payload == {
            "iat": NOW,
            "aud": ASKED.domain,
            "nonce": ASKED.challenge,
            "sd_hash": sdjwt.digest_of(raw, name),
        }
        (found,) = [report(sdjwt.bind(raw, making.HOLDER, ASKED, making.NOW), ASKED, making.NOW + timedelta(minutes=4))]
        answer = found.answer(Question.HOLDER)
        assert answer is not None
        assert answer.code == "holder.proven"


def test_nobody_binds_what_is_bound_or_what_is_not_his() -> None:
    rows = (
        (kb(issued()), making.HOLDER, "present.bound_already"),
        (issued(), making.STRANGER, "present.not_yours"),
        (issued(holder=None), making.HOLDER, "present.not_yours"),
        (issued(holder=None, cnf="x"), making.HOLDER, "present.not_yours"),
    )
    for raw, key, code in rows:
        with pytest.raises(Refused) as caught:
            sdjwt.bind(raw, key, ASKED, making.NOW)
        assert caught.value.code == code


def test_a_token_is_found_by_its_tilde_in_any_file() -> None:
    assert formats.read(issued()).container == "sd-jwt"
