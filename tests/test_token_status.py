"""Token Status List: small numbers in a signed token, the lowest bits first."""

import json
import re
import zlib
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import cbor2
import pytest

from tests import making
from wallet import formats
from wallet.crypto.keys import PrivateKey, from_jwk
from wallet.encoding import b64url_decode, b64url_encode, dump_json, load_json
from wallet.errors import Malformed
from wallet.formats import jwt, sdjwt
from wallet.library import Document, documents_from
from wallet.proofs import sign_jws
from wallet.proofs.jose import check_jws
from wallet.report import Check, Outcome, Question, Report
from wallet.status.tokens import packed, value_at
from wallet.verify import verify

URL = "https://issuer.example/statuslists/1"
OTHER = "https://issuer.example/statuslists/2"
NOW = int(making.NOW.timestamp())
HOUR = 3600


def row(values: dict[int, int], bits: int = 2, count: int = 1000) -> dict[str, Any]:
    """A ``status_list`` object, written as one large number: independent of how the wallet reads it."""
    number = sum(value << (index * bits) for index, value in values.items())
    data = number.to_bytes(count * bits // 8, "little")
    return {"bits": bits, "lst": b64url_encode(zlib.compress(data, 9))}


def listing(values: dict[int, int] | None = None, by: PrivateKey = making.ISSUER, typ: str = "statuslist+jwt", bits: int = 2,
            header: dict[str, Any] | None = None, **changes: Any) -> bytes:  # fmt: skip
    payload = {
        "iss": by.did,
        "sub": URL,
        "iat": NOW - HOUR,
        "exp": NOW + HOUR,
        "ttl": 43_200,
        "status_list": row(values or {}, bits),
    }
    payload = {name: value for name, value in {**payload, **changes}.items() if value is not None}
    return sign_jws(dump_json(payload), by, header or {"typ": typ, "kid": by.verification_method}).encode()


def issued(status: Any, by: PrivateKey = making.ISSUER) -> bytes:
    claims = {"vct": "urn:example:badge", "iss": by.did, "iat": NOW - HOUR, "name": "Badge", "status": status}
    return sdjwt.issue(claims, (), by, {"kid": by.verification_method}, iter(()))


def at(index: Any = 5, url: Any = URL) -> dict[str, Any]:
    return {"status_list": {"idx": index, "uri": url}}


def report(lists: list[bytes], status: Any = None, as_of: Any = making.NOW, from_address: bool = False) -> Report:
    (credential,) = formats.read(issued(at() if status is None else status)).credentials
    documents = [Document(URL, raw, as_of, from_address) for raw in lists]
    return verify(credential, making.library().plus(documents), making.NOW)


def check(found: Report) -> Check:
    answer = found.answer(Question.STATUS)
    assert answer is not None
    return answer


def outcome(found: Report) -> tuple[str, str]:
    return check(found).outcome.value, check(found).code


def reason(found: Report) -> object:
    assert outcome(found) == ("unknown", "status.list_bad"), check(found)
    assert found.verdict() is Outcome.UNKNOWN
    return check(found).facts["reason"]


def test_zero_is_valid_with_the_age_of_the_list() -> None:
    found = report([listing({4: 3, 6: 3}, ttl=None)], as_of=making.NOW - timedelta(hours=30))
    assert outcome(found) == ("passed", "status.ok")
    assert (check(found).as_of, check(found).facts["days"]) == (making.NOW - timedelta(hours=30), 1)


def test_a_list_that_was_never_fetched_has_the_date_it_was_issued() -> None:
    found = report([listing()], as_of=None)
    assert outcome(found) == ("passed", "status.ok")
    assert check(found).as_of == making.NOW - timedelta(hours=1)


@pytest.mark.parametrize("claim", ["iat", "nbf"])
def test_a_list_from_a_fast_clock_is_read_and_one_of_tomorrow_is_not(claim: str) -> None:
    assert outcome(report([listing(**{claim: NOW + 300})], as_of=making.NOW)) == ("passed", "status.ok")
    assert reason(report([listing(**{claim: NOW + 301})], as_of=making.NOW)) == "status.list_not_yet"


@pytest.mark.parametrize(("value", "code"), [(1, "status.revoked"), (2, "status.suspended")])
def test_one_is_withdrawn_and_two_is_suspended(value: int, code: str) -> None:
    found = report([listing({5: value})])
    assert outcome(found) == ("failed", code)
    assert found.verdict() is Outcome.FAILED


@pytest.mark.parametrize("value", range(3, 16))
def test_any_other_number_is_unknown_and_named(value: int) -> None:
    found = report([listing({5: value}, bits=4)])
    assert outcome(found) == ("unknown", "status.unsupported")
    assert (check(found).facts["value"], check(found).facts["type"]) == (value, f"TokenStatusList 0x{value:02X}")
    assert found.verdict() is Outcome.UNKNOWN


@pytest.mark.parametrize("bits", [1, 2, 4, 8])
def test_neighbours_do_not_spill_over(bits: int) -> None:
    top = (1 << bits) - 1
    assert outcome(report([listing({4: top, 6: top}, bits=bits)])) == ("passed", "status.ok")
    assert outcome(report([listing({5: 1}, bits=bits)])) == ("failed", "status.revoked")


def test_the_lowest_bits_come_first() -> None:
    data = b"\x01" + bytes(124)
    first = [listing(status_list={"bits": 1, "lst": b64url_encode(zlib.compress(data))})]
    assert outcome(report(first, at(0))) == ("failed", "status.revoked")
    assert outcome(report(first, at(7))) == ("passed", "status.ok")


def test_a_list_that_is_not_at_hand_is_unknown_with_its_address() -> None:
    found = report([])
    assert outcome(found) == ("unknown", "status.missing")
    assert [need.url for need in found.needs] == [URL]


TAMPERED = listing({5: 1}).split(b".")
TAMPERED[1] = listing({}).split(b".")[1]


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b".".join(TAMPERED), "status.list_proof"),
        (listing(by=making.STRANGER), "status.list_issuer"),
        (listing(by=making.STRANGER, iss=making.ISSUER.did), "status.list_proof"),
        (listing(by=making.STRANGER, iss=None), "status.list_issuer"),
        (listing(by=making.STRANGER, iss=None, header={"typ": "statuslist+jwt"}), "status.list_proof"),
        (listing(typ="JWT"), "status.list_type"),
        (listing(header={"kid": making.ISSUER.verification_method}), "status.list_type"),
        (listing(sub=OTHER), "status.list_address"),
        (listing(sub=None), "status.list_address"),
        (listing(iat=NOW + HOUR), "status.list_not_yet"),
        (listing(nbf=NOW + HOUR), "status.list_not_yet"),
        (listing(iat=None), "malformed.date"),
        (listing(exp="tomorrow"), "malformed.date"),
        (listing(status_list=None), "status.list_encoding"),
        (listing(status_list="text"), "status.list_encoding"),
        (listing(status_list={"bits": 3, "lst": row({})["lst"]}), "status.list_encoding"),
        (listing(status_list={"bits": True, "lst": row({})["lst"]}), "status.list_encoding"),
        (listing(status_list={"bits": 2, "lst": 5}), "status.list_encoding"),
        (listing(status_list={"bits": 2, "lst": row({})["lst"] + "="}), "malformed.base64"),
        (listing(status_list={"bits": 2, "lst": b64url_encode(b"no zlib")}), "status.list_encoding"),
        (listing(status_list={"bits": 2, "lst": b64url_encode(zlib.compress(bytes(250))[:-2])}), "status.list_encoding"),
        (listing(status_list={"bits": 2, "lst": b64url_encode(zlib.compress(bytes(250)) + b"x")}), "status.list_encoding"),
        (listing(status_list={"bits": 1, "lst": b64url_encode(zlib.compress(bytes(20_000_000), 9))}), "status.list_encoding"),
        (b"{}", "malformed.jwt"),
        (b"a.b.c", "malformed.base64"),
    ],
)  # fmt: skip
def test_a_list_that_fails_its_own_checks_says_nothing(raw: bytes, why: str) -> None:
    assert reason(report([raw])) == why


@pytest.mark.parametrize("algorithm", ["none", "HS256"])
def test_a_list_signed_by_nobody_says_nothing(algorithm: str) -> None:
    header = b64url_encode(
        dump_json({"alg": algorithm, "typ": "statuslist+jwt", "kid": making.ISSUER.verification_method})
    )
    raw = b".".join([header.encode(), *listing().split(b".")[1:]])
    assert reason(report([raw])) == "status.list_proof"


@pytest.mark.parametrize("index", [1000, 10**15])
def test_an_index_beyond_the_list_is_unknown(index: int) -> None:
    assert reason(report([listing()], at(index))) == "status.list_range"


@pytest.mark.parametrize(
    "status",
    [at(-1), at("5"), at(True), at(None), at(1.5), at(5, None), at(5, 7), at(5, ""), {"status_list": {}}, {"status_list": "x"}, {"status_list": []}],
)  # fmt: skip
def test_an_entry_that_cannot_be_read_is_unknown(status: Any) -> None:
    assert outcome(report([listing()], status)) == ("unknown", "status.entry_bad")


@pytest.mark.parametrize("status", [{}, [], "x", 0, False])
def test_a_status_of_no_mechanism_is_not_taken_for_none(status: Any) -> None:
    assert outcome(report([listing()], status)) == ("unknown", "status.unsupported")


def test_another_mechanism_beside_the_list_is_not_ignored() -> None:
    found = report([listing()], {**at(), "identifier_list": {"id": "1", "uri": URL}})
    answers = [(one.code, one.facts.get("type")) for one in found.checks if one.question is Question.STATUS]
    assert answers == [("status.ok", None), ("status.unsupported", "status.identifier_list")]
    assert found.verdict() is Outcome.UNKNOWN


def test_withdrawn_beside_an_unknown_mechanism_is_withdrawn() -> None:
    found = report([listing({5: 1})], {"identifier_list": {"id": "1", "uri": URL}, **at()})
    assert found.verdict() is Outcome.FAILED


def test_an_expired_list_is_out_of_date_but_still_withdraws() -> None:
    assert outcome(report([listing(exp=NOW)])) == ("unknown", "status.stale")
    assert outcome(report([listing(exp=NOW + 1)])) == ("passed", "status.ok")
    assert outcome(report([listing({5: 1}, exp=NOW - HOUR)])) == ("failed", "status.revoked")


@pytest.mark.parametrize(
    ("ttl", "hours", "code"),
    [
        (60, 23, "status.ok"),
        (60, 25, "status.stale"),
        (3 * 86_400, 71, "status.ok"),
        (3 * 86_400, 73, "status.stale"),
        (30 * 86_400, 24 * 29, "status.ok"),
        (None, 24 * 7, "status.ok"),
        (None, 24 * 7 + 1, "status.stale"),
        ("soon", 24 * 8, "status.stale"),
        (-1, 24 * 8, "status.stale"),
        (10**15, 24 * 8, "status.ok"),
    ],
)
def test_the_time_to_live_is_in_seconds_and_never_less_than_a_day(ttl: Any, hours: int, code: str) -> None:
    fetched = making.NOW - timedelta(hours=hours)
    found = report([listing(ttl=ttl, iat=NOW - 40 * 86_400, exp=None)], as_of=fetched)
    assert check(found).code == code


def test_a_list_fetched_in_the_future_shows_that_the_clock_is_wrong() -> None:
    assert reason(report([listing()], as_of=making.NOW + timedelta(hours=1))) == "status.list_not_yet"


def test_a_foreign_list_counts_only_if_it_came_from_the_address_the_issuer_signed() -> None:
    for raw in (listing(by=making.STRANGER), listing(by=making.STRANGER, iss=None)):
        assert outcome(report([raw], from_address=True)) == ("passed", "status.ok")
        assert reason(report([raw])) == "status.list_issuer"


def test_a_list_without_issuer_is_checked_with_the_key_of_the_credentials() -> None:
    assert outcome(report([listing(iss=None)])) == ("passed", "status.ok")
    assert outcome(report([listing(iss=None, header={"typ": "application/statuslist+jwt"})])) == ("passed", "status.ok")


def test_a_list_whose_key_is_in_a_document_elsewhere_asks_for_that_document() -> None:
    by = making.ISSUER
    raw = listing(iss="did:web:issuer.example", header={"typ": "statuslist+jwt", "kid": "did:web:issuer.example#key-1"})
    (credential,) = formats.read(issued(at())).credentials
    library = making.library().plus([Document(URL, raw, making.NOW, True)])
    found = verify(credential, library, making.NOW)
    assert outcome(found) == ("unknown", "status.missing")
    assert check(found).facts["url"] == "https://issuer.example/.well-known/did.json"
    did = making.did_document("did:web:issuer.example", by)
    assert outcome(verify(credential, library.plus([making.document(did["id"], did)]), making.NOW)) == (
        "passed",
        "status.ok",
    )


def test_a_list_in_cbor_is_recognized_and_not_judged() -> None:
    for raw in (cbor2.dumps(cbor2.CBORTag(18, [b"", {}, b"", b""])), cbor2.dumps([b"", {}, b"", b""])):
        found = report([raw], from_address=True)
        assert outcome(found) == ("unknown", "status.unsupported")
        assert check(found).facts["type"] == "TokenStatusList: statuslist+cwt"


def test_a_list_token_is_found_by_the_address_it_states() -> None:
    (document,) = documents_from(listing())
    assert (document.url, document.from_address) == (URL, False)


def test_a_token_of_the_w3c_kind_is_asked_the_same_way() -> None:
    for extra, typ in ((making.badge(), "vc+jwt"), ({"vc": making.badge(), "iss": making.ISSUER.did}, "JWT")):
        raw = sign_jws(
            dump_json({**extra, "status": at()}), making.ISSUER, {"typ": typ, "kid": making.ISSUER.verification_method}
        )
        (credential,) = formats.read(raw.encode()).credentials
        for values, expected in (({}, "passed"), ({5: 1}, "failed")):
            library = making.library().plus([Document(URL, listing(values), making.NOW)])
            assert outcome(verify(credential, library, making.NOW))[0] == expected
        assert outcome(verify(credential, making.library(), making.NOW)) == ("unknown", "status.missing")


def test_one_changed_byte_never_makes_withdrawn_good() -> None:
    raw = listing({5: 1})
    for place in range(0, len(raw), 3):
        mutant = bytearray(raw)
        mutant[place] = ord("A") if mutant[place] != ord("A") else ord("B")
        assert outcome(report([bytes(mutant)]))[0] != "passed", place


# The published vectors.

SPARSE = {
    "1_long": dict.fromkeys([0, 1993, 25460, 159495, 495669, 554353, 645645, 723232, 854545, 934534, 1000345], 1),
    "2_long": {0: 1, 1993: 2, 25460: 1, 159495: 3, 495669: 1, 554353: 1, 645645: 2, 723232: 1, 854545: 1, 934534: 2, 1000345: 3},
    "4": {0: 1, 1993: 2, 35460: 3, 459495: 4, 595669: 5, 754353: 6, 845645: 7, 923232: 8, 924445: 9, 934534: 10, 1004534: 11,
          1000345: 12, 1030203: 13, 1030204: 14, 1030205: 15},
}  # fmt: skip
"""The statuses of the draft's section "Test vectors", all others being 0."""


def body(path: Path) -> str:
    return path.read_text().split("encoded:")[-1]


def from_json(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(re.sub(r"\s+", "", body(path)))
    return found


def from_hex(path: Path) -> bytes:
    return bytes.fromhex("".join(body(path).split()))


def encodings(vectors: Path) -> Iterator[tuple[str, dict[str, Any], dict[str, Any]]]:
    """Each published list: its name, its JSON and its CBOR form."""
    folder = vectors / "token-status-list"
    for path in sorted(folder.glob("status_list_encoding*_json.txt")):
        name = path.name.removeprefix("status_list_encoding").removesuffix("_json.txt").strip("_")
        yield name, from_json(path), cbor2.loads(from_hex(folder / path.name.replace("_json", "_cbor")))


def test_every_published_list_has_the_same_bits_in_both_encodings(vectors: Path) -> None:
    names = []
    for name, text, binary in encodings(vectors):
        data, bits = packed(text)
        assert bits == binary["bits"]
        assert b64url_decode(text["lst"]) == binary["lst"]
        assert data == zlib.decompress(binary["lst"])
        names.append(name)
    assert sorted(names) == ["", "1_long", "2", "2_long", "4", "8"]


def test_every_published_status_is_read_as_the_draft_states_it(vectors: Path) -> None:
    for name, text, _ in encodings(vectors):
        data, bits = packed(text)
        number, mask = int.from_bytes(data, "little"), (1 << bits) - 1
        if name in SPARSE:
            assert data == sum(value << (index * bits) for index, value in SPARSE[name].items()).to_bytes(
                len(data), "little"
            )
            assert {index: value_at(data, bits, index) for index in SPARSE[name]} == SPARSE[name]
            assert len(data) * 8 // bits == 2**20
        elif name == "8":
            found = {index: value for index, value in enumerate(data) if value}
            assert sorted(found.values()) == list(range(1, 256))
            assert all(value_at(data, bits, index) == value for index, value in found.items())
        for index in range(min(2000, len(data) * 8 // bits)):
            assert value_at(data, bits, index) == number >> (index * bits) & mask
        with pytest.raises(Malformed):
            value_at(data, bits, len(data) * 8 // bits)


def test_the_bytes_printed_beside_the_short_lists_are_the_ones_read(vectors: Path) -> None:
    folder = vectors / "token-status-list"
    for name, values in (("", "1001110111000101"), ("2", "120301011233")):
        path = folder / f"status_list_encoding{name}_json.txt"
        printed = bytes(int(byte, 16) for byte in re.findall(r"0x([0-9a-f]{2})", path.read_text().split("encoded:")[0]))
        data, bits = packed(from_json(path))
        assert data == printed
        assert "".join(str(value_at(data, bits, index)) for index in range(len(values))) == values


def test_the_published_diagnostics_spell_the_same_bytes(vectors: Path) -> None:
    for path in sorted((vectors / "token-status-list").glob("*_diag.txt")):
        spelt = bytes.fromhex(
            "".join(re.sub(r"\s", "", line.partition("#")[0]) for line in path.read_text().splitlines())
        )
        assert spelt == from_hex(path.with_name(path.name.replace("_diag", ""))), path.name


def test_the_published_list_token_withdraws_the_published_credential(vectors: Path) -> None:
    folder = vectors / "token-status-list"
    key = load_json((folder / "key.json").read_bytes())
    (credential,) = formats.read((folder / "6.2_referenced_token_in_jose-L843.sdjwt.txt").read_bytes()).credentials
    method = {
        "id": "https://example.com#12",
        "type": "JsonWebKey",
        "controller": "https://example.com",
        "publicKeyJwk": key,
    }
    profile = {
        "id": "https://example.com",
        "verificationMethod": [method],
        "assertionMethod": ["https://example.com#12"],
    }
    url = "https://example.com/statuslists/1"
    printed = re.sub(r"\s+", "", (folder / "status_list_jwt_raw.txt").read_text()).encode()
    for raw in (*(path.read_bytes().strip() for path in sorted(folder.glob("8.*.jwt.txt"))), printed):
        header, payload, signature = jwt.split(raw)
        check_jws(raw, jwt.proof_of(header, signature, "assertionMethod"), from_jwk(key))
        assert payload["status_list"] == from_json(folder / "status_list_encoding_json.txt")
        library = making.library().plus(
            [Document(url, raw, making.NOW, True), making.document("https://example.com", profile)]
        )
        assert outcome(verify(credential, library, making.NOW)) == ("failed", "status.revoked")
        unknown = making.library().plus(
            [Document(url, raw, making.NOW), making.document("https://example.com", profile)]
        )
        assert check(verify(credential, unknown, making.NOW)).facts["reason"] == "status.list_issuer"


def test_the_published_tokens_in_cbor_carry_the_same_list_and_entry(vectors: Path) -> None:
    folder = vectors / "token-status-list"
    lists, referenced = (
        cbor2.loads(cbor2.loads(from_hex(folder / name)).value[2])
        for name in ("status_list_cwt.txt", "referenced_token_cwt.txt")
    )
    stated = lists[65533]
    assert b64url_encode(stated["lst"]) == from_json(folder / "status_list_encoding_json.txt")["lst"]
    entry = referenced[65535]["status_list"]
    assert entry["uri"] == lists[2]
    assert value_at(*packed({"bits": stated["bits"], "lst": b64url_encode(stated["lst"])}), entry["idx"]) == 1
    found = report([from_hex(folder / "status_list_cwt.txt")], from_address=True)
    assert outcome(found) == ("unknown", "status.unsupported")
