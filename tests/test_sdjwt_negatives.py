"""SD-JWT, attacked mechanically: every published token and our own, changed in every way that must be refused."""

import hashlib
import itertools
import json
import random
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests import making
from wallet import formats
from wallet.crypto.keys import PrivateKey, PublicKey, from_jwk
from wallet.encoding import b64url_decode, b64url_encode, from_epoch, load_json
from wallet.errors import BadSignature, Malformed, Unsupported, WalletError
from wallet.formats import jwt, sdjwt
from wallet.model import Audience
from wallet.proofs.jose import check_jws
from wallet.report import Check, Outcome, Question, Report
from wallet.verify import verify_found

Json = dict[str, Any]

# The published tokens: 8 of RFC 9901, 5 of the SD-JWT VC draft, one of the status list draft.


@cache
def published(vectors: Path) -> tuple[bytes, ...]:
    folders = ("sd-jwt-rfc9901", "sd-jwt-vc-draft", "token-status-list")
    return tuple(path.read_bytes().strip() for name in folders for path in sorted((vectors / name).glob("*.sdjwt.txt")))


@cache
def issuer_key(vectors: Path) -> PublicKey:
    (jwk,) = load_json((vectors / "sd-jwt-rfc9901" / "A.5-keys.json").read_bytes())
    return from_jwk(jwk)


def pieces(raw: bytes) -> tuple[Json, list[bytes]]:
    """The payload and the disclosures of a token."""
    token, disclosures, _ = sdjwt.split(raw)
    return jwt.split(token)[1], list(disclosures)


def objects(value: Any) -> Iterator[Json]:
    """Every object of a payload, the outermost first."""
    if isinstance(value, dict):
        yield value
    for item in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from objects(item)


def hides(payload: Json) -> Json:
    """The first object of a payload that holds digests."""
    return next(one for one in objects(payload) if "_sd" in one)


def array_digest(payload: Json) -> Json | None:
    return next((one for one in objects(payload) if one.keys() == {"..."}), None)


def encode(item: Any) -> bytes:
    return b64url_encode(json.dumps(item, ensure_ascii=False).encode()).encode()


def flip(text: str) -> str:
    return text[:5] + ("A" if text[5] != "A" else "B") + text[6:]


def check_signature(raw: bytes, key: PublicKey) -> None:
    (credential,) = formats.read(raw).credentials
    check_jws(credential.raw, credential.proofs[0], key)


def test_every_published_token_is_read_and_its_signature_holds(vectors: Path) -> None:
    assert len(published(vectors)) == 14
    for raw in published(vectors):
        (credential,) = formats.read(raw).credentials
        check_jws(credential.raw, credential.proofs[0], issuer_key(vectors))
        payload, disclosures = pieces(raw)
        claims, found = sdjwt.apply(payload, disclosures)
        assert claims == credential.claims
        assert len(found) == len(disclosures)
        assert "_sd" not in json.dumps(claims)
        assert '"..."' not in json.dumps(claims)


def test_the_order_of_disclosures_does_not_matter(vectors: Path) -> None:
    for raw in published(vectors):
        payload, disclosures = pieces(raw)
        wanted = sdjwt.apply(payload, disclosures)
        for seed in range(5):
            mixed = random.Random(seed).sample(disclosures, len(disclosures))
            assert sdjwt.apply(payload, mixed)[0] == wanted[0]


def test_every_subset_that_is_whole_is_read(vectors: Path) -> None:
    for raw in published(vectors):
        payload, disclosures = pieces(raw)
        for left_out in range(len(disclosures)):
            rest = disclosures[:left_out] + disclosures[left_out + 1 :]
            try:
                _, found = sdjwt.apply(payload, rest)
            except Malformed as error:
                # What was left out held the digest of another.
                assert error.facts == {"reason": "unreferenced"}
                inner = json.loads(b64url_decode(disclosures[left_out].decode()))[-1]
                assert any({"_sd", "..."} & one.keys() for one in objects(inner))
            else:
                assert len(found) == len(rest)


Change = Callable[[Json, list[bytes]], tuple[Json, list[bytes]] | None]


def flipped_digest(payload: Json, disclosures: list[bytes]) -> Any:
    """A digest that a disclosure needs is another's."""
    used = sdjwt.digest_of(disclosures[0])
    text = json.dumps(payload)
    return (json.loads(text.replace(used, flip(used))), disclosures) if used in text else None


def digest_twice(payload: Json, disclosures: list[bytes]) -> Any:
    place = hides(payload)["_sd"]
    place.append(place[0])
    return payload, disclosures


def digest_in_two_places(payload: Json, disclosures: list[bytes]) -> Any:
    payload["another"] = {"_sd": [hides(payload)["_sd"][0]]}
    return payload, disclosures


def digest_in_an_array_too(payload: Json, disclosures: list[bytes]) -> Any:
    payload["another"] = [{"...": hides(payload)["_sd"][0]}]
    return payload, disclosures


def digest_inside_a_disclosure_too(payload: Json, disclosures: list[bytes]) -> Any:
    new = encode(["salt", "another", {"_sd": [hides(payload)["_sd"][0]]}])
    hides(payload)["_sd"].append(sdjwt.digest_of(new))
    return payload, [*disclosures, new]


def one_unreferenced(payload: Json, disclosures: list[bytes]) -> Any:
    return payload, [*disclosures, encode(["salt", "grade", "A"])]


def one_twice(payload: Json, disclosures: list[bytes]) -> Any:
    return payload, [*disclosures, disclosures[0]]


def another_salt(payload: Json, disclosures: list[bytes]) -> Any:
    item = json.loads(b64url_decode(disclosures[0].decode()))
    return payload, [encode(["x" + item[0], *item[1:]]), *disclosures[1:]]


def another_value(payload: Json, disclosures: list[bytes]) -> Any:
    item = json.loads(b64url_decode(disclosures[-1].decode()))
    return payload, [*disclosures[:-1], encode([*item[:-1], "forged"])]


def padded(payload: Json, disclosures: list[bytes]) -> Any:
    return payload, [disclosures[0] + b"=", *disclosures[1:]]


def an_empty_one(payload: Json, disclosures: list[bytes]) -> Any:
    return payload, [b"", *disclosures]


def added(*item: Any) -> Change:
    """A disclosure well referenced that must not be there."""

    def change(payload: Json, disclosures: list[bytes]) -> Any:
        new = encode(list(item))
        hides(payload)["_sd"].append(sdjwt.digest_of(new))
        return payload, [*disclosures, new]

    return change


def takes_a_name(payload: Json, disclosures: list[bytes]) -> Any:
    place = hides(payload)
    open_name = next((name for name in place if name not in ("_sd", "_sd_alg")), None)
    return added("salt", open_name, "forged")(payload, disclosures) if open_name else None


def takes_a_hidden_name(payload: Json, disclosures: list[bytes]) -> Any:
    place = hides(payload)
    for encoded in disclosures:
        item = json.loads(b64url_decode(encoded.decode()))
        if len(item) == 3 and sdjwt.digest_of(encoded) in place["_sd"]:
            return added("salt", item[1], "forged")(payload, disclosures)
    return None


def open_dots(payload: Json, disclosures: list[bytes]) -> Any:
    payload["..."] = "x"
    return payload, disclosures


def digests_as_text(payload: Json, disclosures: list[bytes]) -> Any:
    hides(payload)["_sd"] = hides(payload)["_sd"][0]
    return payload, disclosures


def a_digest_that_is_a_number(payload: Json, disclosures: list[bytes]) -> Any:
    hides(payload)["_sd"].append(7)
    return payload, disclosures


def more_beside_the_dots(payload: Json, disclosures: list[bytes]) -> Any:
    place = array_digest(payload)
    if place is None:
        payload["list"] = [{"...": "x" * 43, "more": 1}]
    else:
        place["more"] = 1
    return payload, disclosures


def a_claim_as_an_element(payload: Json, disclosures: list[bytes]) -> Any:
    new = encode(["salt", "grade", "A"])
    payload["list"] = [{"...": sdjwt.digest_of(new)}]
    return payload, [*disclosures, new]


def algorithm(name: Any) -> Change:
    def change(payload: Json, disclosures: list[bytes]) -> Any:
        return {**payload, "_sd_alg": name}, disclosures

    return change


CHANGES: dict[str, Change] = {
    "flipped digest": flipped_digest,
    "digest twice": digest_twice,
    "digest in two places": digest_in_two_places,
    "digest in an array too": digest_in_an_array_too,
    "digest inside a disclosure too": digest_inside_a_disclosure_too,
    "unreferenced": one_unreferenced,
    "disclosure twice": one_twice,
    "another salt": another_salt,
    "another value": another_value,
    "padding": padded,
    "empty": an_empty_one,
    "takes an open name": takes_a_name,
    "takes a hidden name": takes_a_hidden_name,
    "discloses _sd": added("salt", "_sd", ["x"]),
    "discloses ...": added("salt", "...", "x"),
    "an element as a claim": added("salt", "A"),
    "four parts": added("salt", "grade", "A", "more"),
    "one part": added("salt"),
    "nothing": added(),
    "a salt that is a number": added(5, "grade", "A"),
    "a name that is a number": added("salt", 5, "A"),
    "a name that is null": added("salt", None, "A"),
    "dots inside a value": added("salt", "grade", {"...": "x"}),
    "digests as text inside": added("salt", "grade", {"_sd": "x"}),
    "open ...": open_dots,
    "digests as text": digests_as_text,
    "a digest that is a number": a_digest_that_is_a_number,
    "more beside ...": more_beside_the_dots,
    "a claim as an element": a_claim_as_an_element,
    "truncated hash": algorithm("sha-256-32"),
    "broken hash": algorithm("sha-1"),
    "hash in capitals": algorithm("SHA-256"),
    "no hash": algorithm(None),
    "hash that is a list": algorithm(["sha-256"]),
    "another hash": algorithm("sha-512"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_every_published_token_so_changed_is_refused(name: str, vectors: Path) -> None:
    tried = 0
    for raw in published(vectors):
        payload, disclosures = pieces(raw)
        assert sdjwt.apply(payload, disclosures)[1]
        changed = CHANGES[name](payload, disclosures)
        if changed is None:
            continue
        tried += 1
        with pytest.raises((Malformed, Unsupported)):
            sdjwt.apply(*changed)
    assert tried >= (4 if name == "takes an open name" else 10)


def test_no_change_to_what_is_signed_survives_its_signature(vectors: Path) -> None:
    key = issuer_key(vectors)
    for raw in published(vectors):
        token = raw.partition(b"~")[0]
        rest = raw[len(token) :]
        for place in range(0, len(token), 97):
            mutant = bytearray(token)
            mutant[place] = ord("A") if mutant[place] != ord("A") else ord("B")
            with pytest.raises(WalletError):
                check_signature(bytes(mutant) + rest, key)


@pytest.mark.parametrize("alg", ["none", "None", "HS256", "ES384", "EdDSA", "RS256", ""])
def test_another_algorithm_does_not_open_a_published_token(alg: str, vectors: Path) -> None:
    for raw in published(vectors):
        header, payload, _ = jwt.split(raw.partition(b"~")[0])
        forged = f"{b64url_encode(json.dumps({**header, 'alg': alg}).encode())}.{b64url_encode(json.dumps(payload).encode())}."
        (credential,) = sdjwt.read(forged.encode() + b"~").credentials
        with pytest.raises((BadSignature, Unsupported)):
            check_jws(credential.raw, credential.proofs[0], issuer_key(vectors))


def test_a_published_token_without_its_last_tilde_is_refused(vectors: Path) -> None:
    for raw in published(vectors):
        if raw.endswith(b"~"):
            with pytest.raises(Malformed):
                formats.read(raw[:-1])
        token, disclosures, binding = sdjwt.split(raw)
        with pytest.raises(Malformed):
            sdjwt.read(token)
        with pytest.raises(Malformed):
            sdjwt.read(b"".join([token, b"~", *disclosures, b"~"]) if len(disclosures) > 1 else token + b"~x")
        with pytest.raises(Malformed):
            sdjwt.read(b"~".join([token, *disclosures, b"", binding]))


# The published presentations: their key-binding tokens.


def bound(vectors: Path) -> list[bytes]:
    return [raw for raw in published(vectors) if not raw.endswith(b"~")]


def binding_check(raw: bytes, asked: Audience, at: datetime) -> None:
    found = formats.read(raw)
    assert found.presentation is not None
    (credential,) = found.credentials
    check_jws(raw.rpartition(b"~")[2], found.presentation.proofs[0], from_jwk(credential.claims["cnf"]["jwk"]))
    sdjwt.check_key_binding(found.presentation, asked, at)


def test_every_published_presentation_answers_its_own_question_only(vectors: Path) -> None:
    assert len(bound(vectors)) == 5
    for raw in bound(vectors):
        payload = jwt.split(raw.rpartition(b"~")[2])[1]
        asked, made = Audience(payload["nonce"], payload["aud"]), from_epoch(payload["iat"])
        binding_check(raw, asked, made)
        for other, at in (
            (Audience("other", asked.domain), made),
            (Audience(asked.challenge, asked.domain + "/"), made),
            (asked, made + timedelta(minutes=5, seconds=1)),
            (asked, made - timedelta(minutes=2, seconds=1)),
        ):
            with pytest.raises(BadSignature):
                binding_check(raw, other, at)
        binding_check(raw, asked, made + timedelta(minutes=5))
        binding_check(raw, asked, made - timedelta(minutes=2))


def test_a_published_presentation_with_less_or_in_another_order_is_broken(vectors: Path) -> None:
    for raw in bound(vectors):
        payload = jwt.split(raw.rpartition(b"~")[2])[1]
        asked, made = Audience(payload["nonce"], payload["aud"]), from_epoch(payload["iat"])
        token, disclosures, binding = sdjwt.split(raw)
        for other in ([], list(disclosures[:-1]), list(reversed(disclosures))):
            changed = b"~".join([token, *other, binding])
            if changed == raw:
                continue
            with pytest.raises((BadSignature, Malformed)):
                binding_check(changed, asked, made)


def test_the_key_binding_of_one_published_presentation_fits_no_other(vectors: Path) -> None:
    for one, other in itertools.permutations(bound(vectors), 2):
        binding = other.rpartition(b"~")[2]
        payload = jwt.split(binding)[1]
        with pytest.raises(BadSignature):
            binding_check(
                one.rpartition(b"~")[0] + b"~" + binding,
                Audience(payload["nonce"], payload["aud"]),
                from_epoch(payload["iat"]),
            )


# Our own tokens, well signed: what only the issuer or the holder could have done wrong.

ASKED = Audience("c0ffee", "fair.example")
NOW = int(making.NOW.timestamp())
CLAIMS: Json = {
    "vct": "urn:example:badge",
    "iss": making.ISSUER.did,
    "iat": NOW - 3600,
    "name": "Badge",
    "family_name": "証",
}


def issued(
    hidden: tuple[str, ...] = ("/family_name",), holder: PrivateKey | None = making.HOLDER, **changes: Any
) -> bytes:
    claims = {name: value for name, value in {**CLAIMS, **changes}.items() if value is not None}
    salts = (f"salt-{n:022d}" for n in itertools.count())
    return sdjwt.issue(claims, hidden, making.ISSUER, {"kid": making.ISSUER.verification_method}, salts, holder)


def craft(payload: Json, *disclosures: Any, header: Json | None = None, by: PrivateKey = making.ISSUER) -> bytes:
    """Exactly this payload over the usual claims, and these disclosures, well signed."""
    body = {name: value for name, value in {**CLAIMS, **payload}.items() if value is not None}
    head = {"typ": "dc+sd-jwt", "kid": by.verification_method} if header is None else header
    return b"~".join([sdjwt._sign(body, by, head), *map(encode, disclosures), b""])


def digest(item: Any) -> str:
    return sdjwt.digest_of(encode(item))


def hidden_claim(name: str, value: Any, **more: Any) -> bytes:
    item = ["salt", name, value]
    return craft({name: None, "_sd": [digest(item)], **more}, item)


def report(raw: bytes, audience: Audience | None = None, at: datetime = making.NOW) -> Report:
    (found,) = verify_found(formats.read(raw), making.library(), at, audience)
    return found


def answer(found: Report, question: Question) -> tuple[str, str]:
    check = found.answer(question)
    assert isinstance(check, Check)
    return check.outcome.value, check.code


def nested(depth: int) -> bytes:
    """Disclosures inside disclosures: small in the file, deep in the claims."""
    value: Any = "bottom"
    items = []
    for level in range(depth):
        items.append([f"s{level}", "x", value])
        value = {"_sd": [digest(items[-1])]}
    return craft(value, *items)


def nested_list(depth: int) -> bytes:
    value: Any = "bottom"
    items = []
    for level in range(depth):
        items.append([f"s{level}", [value]])
        value = {"...": digest(items[-1])}
    return craft({"list": [value]}, *items)


SECRET = ["salt", "x", {"_sd": [digest(["s", "y", 1])], "y": 2}]
REFUSED = {
    "a nested name is taken": lambda: craft({"_sd": [digest(SECRET)]}, SECRET, ["s", "y", 1]),
    "an inner one without its outer": lambda: craft({"_sd": [digest(SECRET)]}, ["s", "y", 1]),
    "itself inside": lambda: craft({"_sd": ["x" * 43]}, ["salt", "x", {"_sd": ["x" * 43]}]),
    "deep": lambda: nested(900),
    "deep in lists": lambda: nested_list(500),
    "a little too deep": lambda: nested(66),
    "hash name disclosed": lambda: hidden_claim("_sd_alg", "sha-512"),
    "hash name disclosed over another": lambda: hidden_claim("_sd_alg", "sha-512", _sd_alg="sha-256"),
    "duplicate members": lambda: craft({"_sd": [sdjwt.digest_of(b64url_encode(b'["s","x",{"a":1,"a":2}]').encode())]})[:-1]
    + b"~" + b64url_encode(b'["s","x",{"a":1,"a":2}]').encode() + b"~",
    "not a number": lambda: craft({"_sd": [sdjwt.digest_of(b64url_encode(b'["s","x",NaN]').encode())]})[:-1]
    + b"~" + b64url_encode(b'["s","x",NaN]').encode() + b"~",
    "other alphabet": lambda: craft({})[:-1] + b"~WyJzIiwieCIsIj8+Il0=~",
    "not text": lambda: craft({})[:-1] + "~ü~".encode(),
    "too many": lambda: craft({})[:-1] + b"~" + b"e30~" * 1001,
    "nbf that is text": lambda: craft({"nbf": "soon"}),
    "exp that is text": lambda: craft({"exp": "never"}),
    "exp that is true": lambda: craft({"exp": True}),
    "header that is a list": lambda: b64url_encode(b"[]").encode() + b".e30.~",
    "payload that is a list": lambda: b64url_encode(b"{}").encode() + b"." + b64url_encode(b"[]").encode() + b".~",
    "only tildes": lambda: b"~~~",
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_a_token_built_wrongly_is_malformed(name: str) -> None:
    with pytest.raises(Malformed):
        sdjwt.read(REFUSED[name]())


def test_what_is_nested_within_reason_is_read() -> None:
    (credential,) = sdjwt.read(nested(60)).credentials
    assert len(credential.disclosures) == 60
    (again,) = sdjwt.read(nested_list(30)).credentials
    assert len(again.disclosures) == 30


FAILED = {
    **{f"hidden {name}": (lambda name=name, value=value: hidden_claim(name, value)) for name, value in {
        "iss": making.ISSUER.did, "nbf": NOW - 10, "exp": NOW + 10_000, "vct": "urn:example:badge", "vct#integrity": "sha256-x",
        "cnf": {"jwk": making.HOLDER.public_jwk}, "status": {"status_list": {"idx": 1, "uri": "https://a.example"}}}.items()},
    "exp in the past inside a disclosure": lambda: hidden_claim("exp", NOW - 10_000),
    "nbf in the future inside a disclosure": lambda: hidden_claim("nbf", NOW + 10_000),
    "a hidden part of cnf": lambda: issued(("/cnf/jwk",), None, cnf={"jwk": making.HOLDER.public_jwk}),
    "a hidden part of status": lambda: issued(("/status/status_list",), status={"status_list": {"idx": 1, "uri": "https://a.example"}}),
    "expired": lambda: issued(exp=NOW - 1),
    "expires now": lambda: issued(exp=NOW),
    "not yet": lambda: issued(nbf=NOW + 301),
    "no type": lambda: issued(vct=None),
    "a type that is a number": lambda: issued(vct=5),
    "a type that is empty": lambda: issued(vct=""),
    "another typ": lambda: craft({}, header={"typ": "JWT", "kid": making.ISSUER.verification_method}),
    "no typ": lambda: craft({}, header={"kid": making.ISSUER.verification_method}),
    "kb+jwt as typ": lambda: craft({}, header={"typ": "kb+jwt", "kid": making.ISSUER.verification_method}),
    "no issuer": lambda: craft({"iss": None}),
    "another key": lambda: craft({}, by=making.STRANGER),
    "another kid": lambda: craft({}, header={"typ": "dc+sd-jwt", "kid": making.STRANGER.verification_method}),
    "no signature": lambda: craft({}).rpartition(b".")[0] + b".~",
    "alg none": lambda: b".".join([b64url_encode(b'{"alg":"none","typ":"dc+sd-jwt"}').encode(), craft({}).split(b".")[1], b"~"]),
}  # fmt: skip


@pytest.mark.parametrize("name", FAILED)
def test_a_token_that_breaks_the_rules_of_credentials_fails(name: str) -> None:
    assert report(FAILED[name]()).verdict() is Outcome.FAILED


@pytest.mark.parametrize("changes", [{"exp": NOW + 1}, {"nbf": NOW + 299}, {"exp": NOW + 3600, "nbf": NOW - 3600}, {}])
def test_the_same_within_the_rules_passes(changes: Json) -> None:
    assert report(issued(**changes)).verdict() is Outcome.PASSED


@pytest.mark.parametrize("typ", ["dc+sd-jwt", "vc+sd-jwt", "application/dc+sd-jwt", "DC+SD-JWT"])
def test_both_names_of_the_format_are_known(typ: str) -> None:
    found = report(craft({}, header={"typ": typ, "kid": making.ISSUER.verification_method}))
    assert found.verdict() is Outcome.PASSED


@pytest.mark.parametrize("name", ["sha-256", "sha-384", "sha-512"])
def test_every_hash_that_is_allowed_is_used_throughout(name: str) -> None:
    item = ["salt", "family_name", "証"]
    hidden = b64url_encode(hashlib.new(name.replace("-", ""), encode(item)).digest())
    raw = craft({"_sd_alg": name, "_sd": [hidden], "cnf": {"jwk": making.HOLDER.public_jwk}, "family_name": None}, item)
    assert sdjwt.read(raw).credentials[0].claims["family_name"] == "証"
    right = b64url_encode(hashlib.new(name.replace("-", ""), raw).digest())
    assert answer(report(kb(raw, {"sd_hash": right}), ASKED), Question.HOLDER) == ("passed", "holder.proven")
    if name != "sha-256":
        assert answer(report(kb(raw), ASKED), Question.HOLDER) == ("failed", "holder.bad")


def kb(raw: bytes, payload: Json | None = None, header: Json | None = None, by: PrivateKey = making.HOLDER) -> bytes:
    """A key-binding token with exactly these changes, well signed; a change to None removes the member."""
    body = {
        "iat": NOW,
        "aud": ASKED.domain,
        "nonce": ASKED.challenge,
        "sd_hash": sdjwt.digest_of(raw),
        **(payload or {}),
    }
    body = {name: value for name, value in body.items() if value is not None}
    return raw + sdjwt._sign(body, by, {"typ": "kb+jwt"} if header is None else header)


def unsigned(alg: str) -> bytes:
    good = kb(issued()).rpartition(b"~")[2].split(b".")
    head = b64url_encode(json.dumps({"alg": alg, "typ": "kb+jwt"}).encode()).encode()
    return issued() + b".".join([head, good[1], b"" if alg == "none" else good[2]])


STRIPPED = "holder.unanswered"
KEY_BINDINGS: dict[str, tuple[Callable[[], bytes], str]] = {
    "stripped": (lambda: issued(), STRIPPED),
    "nonce": (lambda: kb(issued(), {"nonce": "other"}), "holder.replayed"),
    "no nonce": (lambda: kb(issued(), {"nonce": None}), "holder.replayed"),
    "nonce that is a list": (lambda: kb(issued(), {"nonce": [ASKED.challenge]}), "holder.replayed"),
    "aud": (lambda: kb(issued(), {"aud": "https://fair.example"}), "holder.replayed"),
    "no aud": (lambda: kb(issued(), {"aud": None}), "holder.replayed"),
    "aud of others": (lambda: kb(issued(), {"aud": ["a.example", "b.example"]}), "holder.replayed"),
    "sd_hash": (lambda: kb(issued(), {"sd_hash": sdjwt.digest_of(b"other")}), "holder.bad"),
    "no sd_hash": (lambda: kb(issued(), {"sd_hash": None}), "holder.bad"),
    "sd_hash without the last tilde": (lambda: kb(issued(), {"sd_hash": sdjwt.digest_of(issued()[:-1])}), "holder.bad"),
    "sd_hash of another hash": (lambda: kb(issued(), {"sd_hash": sdjwt.digest_of(issued(), "sha-512")}), "holder.bad"),
    "sd_hash of less": (lambda: kb(issued(), {"sd_hash": sdjwt.digest_of(sdjwt.disclose(issued(), []))}), "holder.bad"),
    "typ": (lambda: kb(issued(), header={"typ": "JWT"}), "holder.bad"),
    "no typ": (lambda: kb(issued(), header={}), "holder.bad"),
    "typ of the credential": (lambda: kb(issued(), header={"typ": "dc+sd-jwt"}), "holder.bad"),
    "no iat": (lambda: kb(issued(), {"iat": None}), "holder.bad"),
    "iat that is text": (lambda: kb(issued(), {"iat": str(NOW)}), "holder.bad"),
    "iat too early": (lambda: kb(issued(), {"iat": NOW - 301}), "holder.replayed"),
    "iat too late": (lambda: kb(issued(), {"iat": NOW + 121}), "holder.replayed"),
    "iat of long ago": (lambda: kb(issued(), {"iat": 0}), "holder.replayed"),
    "another key": (lambda: kb(issued(), by=making.STRANGER), "holder.bad"),
    "the issuer's key": (lambda: kb(issued(), by=making.ISSUER), "holder.bad"),
    "alg none": (lambda: unsigned("none"), "holder.bad"),
    "alg HS256": (lambda: unsigned("HS256"), "holder.bad"),
    "alg ES256": (lambda: unsigned("ES256"), "holder.bad"),
    "its own key in the header": (lambda: kb(issued(), header={"typ": "kb+jwt", "jwk": making.STRANGER.public_jwk}, by=making.STRANGER), "holder.bad"),
    "more disclosed after binding": (lambda: issued() + kb(sdjwt.disclose(issued(), [])).rpartition(b"~")[2], "holder.bad"),
    "less disclosed after binding": (lambda: sdjwt.disclose(issued(), []) + kb(issued()).rpartition(b"~")[2], "holder.bad"),
    "of another credential": (lambda: issued(name="Other") + kb(issued()).rpartition(b"~")[2], "holder.bad"),
}  # fmt: skip


@pytest.mark.parametrize("name", KEY_BINDINGS)
def test_a_key_binding_so_changed_proves_nobody(name: str) -> None:
    make, code = KEY_BINDINGS[name]
    found = report(make(), ASKED)
    assert answer(found, Question.HOLDER) == ("failed", code)
    assert found.verdict() is Outcome.FAILED


@pytest.mark.parametrize("seconds", [-300, -1, 0, 1, 120])
def test_a_key_binding_of_the_moment_proves_its_holder(seconds: int) -> None:
    found = report(kb(issued(), {"iat": NOW + seconds}), ASKED)
    assert answer(found, Question.HOLDER) == ("passed", "holder.proven")
    assert found.verdict() is Outcome.PASSED


def test_a_key_binding_may_name_several_verifiers_and_say_more() -> None:
    found = report(kb(issued(), {"aud": ["other.example", ASKED.domain], "more": {"x": 1}}), ASKED)
    assert answer(found, Question.HOLDER) == ("passed", "holder.proven")


@pytest.mark.parametrize(
    "confirmation", [{}, {"jwk": None}, {"jwk": {"kty": "oct", "k": "AA"}}, {"kid": "x"}, "text", []]
)
def test_a_credential_bound_to_no_key_proves_no_holder(confirmation: Any) -> None:
    found = report(kb(issued(holder=None, cnf=confirmation)), ASKED)
    assert answer(found, Question.HOLDER)[0] != "passed"
    assert found.verdict() is not Outcome.PASSED


@pytest.mark.parametrize("tail", [b"x", b"a.b", b"a.b.c", b"e30.e30.", b"e30.W10.x", "ü".encode()])
def test_what_is_no_token_where_the_key_binding_stands_is_refused(tail: bytes) -> None:
    try:
        found = report(issued() + tail, ASKED)
    except WalletError:
        return
    assert found.verdict() is not Outcome.PASSED


def test_two_key_bindings_are_refused() -> None:
    once = kb(issued())
    for twice in (once + b"~" + kb(issued()).rpartition(b"~")[2], once + b"~"):
        with pytest.raises(WalletError):
            formats.read(twice)


def test_no_mutant_of_a_presentation_passes() -> None:
    data = kb(sdjwt.disclose(issued(), ["/family_name"]))
    source = random.Random(36)
    for _ in range(400):
        mutant = bytearray(data)
        for _ in range(source.choice((1, 1, 2, 5))):
            place = source.randrange(len(mutant))
            if source.random() < 0.3:
                del mutant[place]
            else:
                mutant[place] = source.choice(b"~.-_AZaz09=\x00\xff")
        if bytes(mutant) == data:
            continue
        try:
            found = report(bytes(mutant), ASKED)
        except WalletError:
            continue
        assert found.verdict() is not Outcome.PASSED, bytes(mutant)
