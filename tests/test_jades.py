"""Seals: what holds and what is refused."""

import base64
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from cryptography import x509
from cryptography.x509.oid import ExtendedKeyUsageOID
from hypothesis import given
from hypothesis import strategies as st

from tests import making, sealing
from tests.judging import FAILED, PASSED, UNKNOWN, anchors, binding, check, proof, read, report
from wallet.encoding import b64url_decode, b64url_encode, dump_json
from wallet.errors import Malformed, Unsupported, WalletError
from wallet.report import Outcome, Question


def test_a_sealed_credential_reads_like_any_other() -> None:
    found = read(sealing.sealed())
    assert (found.format, found.container) == ("jades", "json")
    assert found.titles == ("Data for beginners",)
    assert (found.issuer.id, found.issuer.name) == ("urn:epass:org:1", "University of Tests")
    assert found.subject == "urn:epass:person:1"
    assert found.valid_from == sealing.MADE  # the later of its two beginnings
    assert found.valid_until is None
    assert found.suites == ("ES256",)
    assert found.proofs[0].created == sealing.MADE
    assert found.flaws == ()


def test_the_earlier_of_two_ends_counts() -> None:
    document = sealing.credential(expirationDate="2027-01-01T00:00:00Z", validUntil="2026-12-01T00:00:00Z")
    assert read(sealing.sealed(document)).valid_until == datetime(2026, 12, 1, tzinfo=UTC)


@pytest.mark.parametrize("form", ["general", "flattened", "compact"])
def test_all_three_forms_of_a_seal_hold(form: str) -> None:
    raw = sealing.sealed(protected=sealing.encoded(), form=form)
    assert proof(raw) == (PASSED, "proof.ok")
    assert read(raw).container == ("jwt" if form == "compact" else "json")


@pytest.mark.parametrize(
    ("document", "flaw"),
    [
        (sealing.credential(type=["VerifiableCredential"]), "malformed.type"),
        (sealing.credential(type=["EuropeanDigitalCredential"]), "malformed.type"),
        ({"title": "Hello"}, "malformed.type"),
        (sealing.credential(**{"@context": [making.V2, sealing.EDC]}), "malformed.context"),
        (sealing.credential(validUntil="soon"), "malformed.date"),
        (sealing.credential(issued="2026-09-12T03:00:00"), "malformed.date"),
        (sealing.credential(issuanceDate=None), "malformed.date"),
        (sealing.credential(validUntil="2026-01-01T00:00:00Z"), "malformed.dates_order"),
        (sealing.credential(credentialSubject=None), "malformed.subject"),
    ],
)
def test_what_is_sealed_must_be_a_european_credential(document: dict[str, Any], flaw: str) -> None:
    raw = sealing.sealed(document)
    assert flaw in [code for code, _ in read(raw).flaws]
    assert check(Question.FORMAT, raw).outcome is FAILED
    assert proof(raw) == (PASSED, "proof.ok")


@pytest.mark.parametrize("payload", ["[]", "5", "null", '"x"'])
def test_a_payload_that_is_no_object_is_malformed(payload: str) -> None:
    row = sealing.signature(payload, sealing.header(), sealing.key("leaf"))
    with pytest.raises(Malformed) as error:
        read(dump_json({"payload": payload, "signatures": [row]}))
    assert error.value.code == "malformed.seal_payload"


def test_a_payload_elsewhere_is_not_judged() -> None:
    protected = sealing.header(sigD={"mId": "http://uri.etsi.org/19182/ObjectIdByURI"})
    with pytest.raises(Unsupported):
        read(sealing.sealed(protected=protected))


def test_a_signature_that_is_no_seal_is_not_taken_for_one() -> None:
    with pytest.raises(Unsupported):
        read(sealing.sealed(protected=sealing.header(sigT=None, crit=["b64"])))


def shapes() -> list[Any]:
    good = json.loads(sealing.sealed())
    row = good["signatures"][0]
    return [
        {**good, "signatures": []},
        {**good, "signatures": {}},
        {**good, "signatures": "x"},
        {**good, "signatures": ["x"]},
        {**good, "signatures": [row] * 17},
        {**good, "signature": row["signature"]},
        {**good, "payload": [good["payload"]]},
        {**good, "payload": None},
        {**good, "payload": {"a": 1}},
        {**good, "signatures": [{**row, "protected": 5}]},
        {**good, "signatures": [{**row, "protected": "!"}]},
        {**good, "signatures": [{**row, "protected": b64url_encode(b"[]")}]},
        {**good, "signatures": [{**row, "protected": b64url_encode(b'{"alg":"ES256","alg":"none","sigT":"x"}')}]},
        {**good, "signatures": [{**row, "signature": None}]},
        {**good, "signatures": [{**row, "header": []}]},
        {**good, "signatures": [{**row, "header": {"alg": "ES256"}}]},
        {**good, "signatures": [{**row, "header": {"x5c": sealing.x5c(sealing.leaf())}}]},
        {**good, "signatures": [{**row, "header": {"typ": "jose+json"}}]},
    ]


@pytest.mark.parametrize("place", range(18))
def test_a_seal_of_another_shape_is_malformed(place: int) -> None:
    with pytest.raises(Malformed):
        read(dump_json(shapes()[place]))


def test_a_part_that_the_format_does_not_know_is_a_flaw() -> None:
    good = json.loads(sealing.sealed())
    for raw in ({**good, "evil": 1}, {**good, "signatures": [{**good["signatures"][0], "evil": 1}]}):
        assert ("malformed.seal_member", {"member": "evil"}) in read(dump_json(raw)).flaws


# --- the signature ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("algorithm", "kind"), [("ES256", "P-256"), ("ES384", "P-384"), ("RS256", "RSA"), ("EdDSA", "Ed25519")]
)
def test_seals_of_each_algorithm_hold(algorithm: str, kind: str) -> None:
    chain = [sealing.leaf(kind), sealing.authority()]
    raw = sealing.sealed(protected=sealing.header(chain, algorithm), by=sealing.key("leaf", kind))
    assert proof(raw) == (PASSED, "proof.ok")
    altered = raw.replace(b"Data for beginners", b"Data for beginnerz")
    assert proof(altered) == (FAILED, "proof.bad")


def test_a_seal_with_rsa_pss_is_never_called_bad() -> None:
    chain = [sealing.leaf("RSA"), sealing.authority()]
    raw = sealing.sealed(protected=sealing.header(chain, "PS256"), by=sealing.key("leaf", "RSA"))
    assert proof(raw)[0] in (PASSED, UNKNOWN)


@pytest.mark.parametrize("protected", [sealing.header(), sealing.encoded()])
def test_one_changed_byte_anywhere_under_the_seal_is_noticed(protected: dict[str, Any]) -> None:
    good = json.loads(sealing.sealed(protected=protected))
    row = good["signatures"][0]
    for place in range(0, len(good["payload"]), 7):
        was = good["payload"][place]
        payload = good["payload"][:place] + ("A" if was != "A" else "B") + good["payload"][place + 1 :]
        try:
            assert proof(dump_json({**good, "payload": payload})) == (FAILED, "proof.bad")
        except Malformed:
            continue
    value = bytearray(b64url_decode(row["signature"]))
    value[5] ^= 1
    altered = {**row, "signature": b64url_encode(bytes(value))}
    assert proof(dump_json({**good, "signatures": [altered]})) == (FAILED, "proof.bad")
    assert proof(dump_json({**good, "signatures": [{**row, "signature": "!"}]})) == (FAILED, "proof.bad")
    assert proof(dump_json({**good, "signatures": [{**row, "signature": ""}]})) == (FAILED, "proof.bad")


def test_a_payload_written_anew_is_refused_although_it_says_the_same() -> None:
    good = json.loads(sealing.sealed())
    content = json.loads(good["payload"])
    for payload in (json.dumps(content), json.dumps(content, ensure_ascii=False), good["payload"] + "\n"):
        assert json.loads(payload) == content
        assert proof(dump_json({**good, "payload": payload})) == (FAILED, "proof.bad")
    spaced = json.dumps(good, indent=2).encode()
    assert proof(spaced) == (PASSED, "proof.ok"), "the outer document is not under the seal"


def test_a_header_written_anew_is_refused() -> None:
    good = json.loads(sealing.sealed())
    row = good["signatures"][0]
    anew = b64url_encode(json.dumps(json.loads(b64url_decode(row["protected"]))).encode())
    assert proof(dump_json({**good, "signatures": [{**row, "protected": anew}]})) == (FAILED, "proof.bad")


@pytest.mark.parametrize(
    ("algorithm", "answer"),
    [
        ("none", (FAILED, "proof.algorithm")),
        ("HS256", (FAILED, "proof.algorithm")),
        ("RS256", (FAILED, "proof.algorithm")),
        ("ES512", (UNKNOWN, "proof.unsupported")),
        ("1.2.840.10045.3.1.7", (UNKNOWN, "proof.unsupported")),
        (5, (UNKNOWN, "proof.unsupported")),
        (["ES256"], (UNKNOWN, "proof.unsupported")),
    ],
)
def test_an_algorithm_is_never_taken_from_the_message_alone(algorithm: object, answer: tuple[Outcome, str]) -> None:
    assert proof(with_header(alg=algorithm)) == answer


def with_header(**changes: Any) -> bytes:
    """A seal whose signature holds over a header with these members, whatever they say."""
    protected = sealing.header(**changes)
    payload = dump_json(sealing.credential()).decode()
    if protected.get("b64", True) is not False:
        payload = b64url_encode(payload.encode())
    first = b64url_encode(dump_json(protected))
    value = sealing.sign(sealing.key("leaf"), f"{first}.{payload}".encode(), "ES256")
    return dump_json({"payload": payload, "signatures": [{"protected": first, "signature": b64url_encode(value)}]})


@pytest.mark.parametrize(
    "crit",
    [
        "b64",
        [],
        {},
        5,
        True,
        ["b64", "b64", "sigT"],
        ["b64", ["sigT"]],
        ["b64", 5],
        ["b64", "sigPl"],
        ["b64", "etsiU"],
        ["b64", "alg"],
        ["b64", "x5t#S256"],
        ["b64", "sigT"] + ["x"] * 100,
        ["sigT"],
    ],
)
def test_broken_rules_on_what_is_critical_are_refused(crit: object) -> None:
    assert proof(with_header(crit=crit)) == (FAILED, "malformed.seal_critical")


def test_unencoded_must_be_declared_critical_and_signed() -> None:
    assert proof(with_header(crit=None)) == (FAILED, "malformed.seal_critical")
    for value in (True, 0, 1, "false", []):
        answer = proof(with_header(b64=value, crit=["sigT"]))
        assert answer == (FAILED, "malformed.seal_critical")
    with pytest.raises(Malformed):
        read(sealing.sealed(protected=sealing.encoded(), header={"b64": False}))


def test_signatures_must_read_the_payload_alike() -> None:
    good = json.loads(sealing.sealed())
    other = sealing.signature(good["payload"], sealing.encoded(), sealing.key("leaf"))
    with pytest.raises(Malformed):
        read(dump_json({**good, "signatures": [good["signatures"][0], other]}))


def test_something_critical_that_is_not_known_leaves_the_question_open() -> None:
    found = check(Question.PROOF, with_header(crit=["b64", "exp"], exp=1))
    assert (found.outcome, found.code, found.facts) == (UNKNOWN, "proof.seal_critical", {"names": ["exp"]})


def test_without_anything_critical_an_encoded_seal_holds() -> None:
    assert proof(sealing.sealed(protected=sealing.encoded(crit=None))) == (PASSED, "proof.ok")


@pytest.mark.parametrize(
    "changes", [{"sigT": "yesterday"}, {"sigT": 5}, {"sigT": sealing.MADE.isoformat()[:19]}, {"iat": 1789000000}]
)
def test_the_time_of_sealing_is_stated_once_and_clearly(changes: dict[str, object]) -> None:
    assert proof(with_header(**changes))[0] is FAILED


def test_the_newer_way_to_state_the_time_is_read() -> None:
    members = sealing.header(sigT=None, iat=int(sealing.MADE.timestamp()), crit=["b64"], srCms=[])
    assert proof(sealing.sealed(protected=members)) == (PASSED, "proof.ok")


# --- certificates ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("x5c", "outcome"),
    [
        (["!"] * 1000, FAILED),
        ([], FAILED),
        ("MIIB", FAILED),
        ({}, FAILED),
        ([base64.b64encode(b"not a certificate").decode()], FAILED),
        ([5], FAILED),
        (None, UNKNOWN),
    ],
)
def test_a_chain_that_is_none_is_refused(x5c: object, outcome: Outcome) -> None:
    assert proof(with_header(x5c=x5c))[0] is outcome


def test_a_seal_without_its_certificate_is_checked_by_one_at_hand() -> None:
    one = sealing.leaf()
    raw = sealing.sealed(protected=sealing.header([one], x5c=None))
    assert proof(raw) == (UNKNOWN, "proof.no_certificate")
    found = check(Question.PROOF, raw, anchors(one))
    assert (found.outcome, found.code) == (PASSED, "proof.ok")


def test_the_digest_in_the_header_must_be_the_certificates() -> None:
    other = sealing.thumbprint(sealing.authority())
    sha512 = b64url_encode(read_digest(sealing.header()["x5c"][0], "sha512"))
    assert proof(with_header(**{"x5t#S256": other})) == (FAILED, "proof.certificate_mismatch")
    assert proof(with_header(**{"x5t#S256": 5}))[0] is FAILED
    for name, value in (
        ("x5t#o", {"digAlg": "S512", "digVal": other}),
        ("sigX5ts", [{"digAlg": "S512", "digVal": other}]),
    ):
        assert proof(with_header(**{name: value})) == (FAILED, "proof.certificate_mismatch")
        assert proof(with_header(**{name: "x"}))[0] is FAILED
    assert proof(with_header(**{"x5t#o": {"digAlg": "MD5", "digVal": other}}))[0] is UNKNOWN
    header = sealing.header()
    header["x5t#o"] = {"digAlg": "S512", "digVal": b64url_encode(read_digest(header["x5c"][0], "sha512"))}
    assert sha512 != header["x5t#o"]["digVal"], "each certificate is made anew"
    assert proof(sealing.sealed(protected=header)) == (PASSED, "proof.ok")


def read_digest(text: str, algorithm: str) -> bytes:
    import hashlib

    return hashlib.new(algorithm, base64.b64decode(text)).digest()


def test_a_seal_by_another_key_than_the_certificates_is_refused() -> None:
    assert proof(sealing.sealed(by=sealing.key("stranger"))) == (FAILED, "proof.bad")


def test_certificates_that_do_not_belong_together_are_refused() -> None:
    chain = [sealing.leaf(), sealing.self_signed()]
    assert proof(sealing.sealed(protected=sealing.header(chain))) == (FAILED, "proof.certificate_chain")


def test_the_certificate_of_a_web_site_seals_nothing() -> None:
    site = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH])
    chain = [sealing.leaf(extensions=((site, False),)), sealing.authority()]
    raw = sealing.sealed(protected=sealing.header(chain))
    assert proof(raw) == (FAILED, "proof.certificate_usage")
    assert binding(raw, anchors())[0] is not PASSED


def test_a_seal_from_outside_its_certificates_dates_is_refused() -> None:
    for days in ({"begin": sealing.MADE + timedelta(days=1)}, {"end": sealing.MADE - timedelta(days=1)}):
        chain = [sealing.leaf(**days), sealing.authority()]
        assert proof(sealing.sealed(protected=sealing.header(chain))) == (FAILED, "proof.certificate_dates")


def test_a_seal_from_the_future_is_refused() -> None:
    assert proof(sealing.sealed(), sealing.MADE - timedelta(minutes=4)) == (PASSED, "proof.ok")
    assert proof(sealing.sealed(), sealing.MADE - timedelta(minutes=6)) == (FAILED, "proof.seal_future")


def test_a_certificate_that_has_ended_leaves_the_proof_open() -> None:
    later = sealing.END + timedelta(days=1)
    assert proof(sealing.sealed(), later) == (UNKNOWN, "proof.certificate_expired")
    stamped = sealing.sealed(header={"etsiU": ["e30"]})
    assert proof(stamped, later) == (UNKNOWN, "proof.certificate_expired_stamped")
    assert proof(stamped) == (PASSED, "proof.ok")
    assert report(stamped, anchors(sealing.authority(end=later + timedelta(days=9))), at=later).verdict() is UNKNOWN


JUNK = st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=4) | st.lists(st.text(max_size=3), max_size=2)


@given(
    st.dictionaries(
        st.sampled_from(["alg", "crit", "b64", "sigT", "iat", "x5c", "x5t#S256", "x5t#o", "sigX5ts", "sigD", "kid"]),
        JUNK,
    ),
    st.dictionaries(st.sampled_from(["etsiU", "kid", "x"]), JUNK),
)
def test_any_header_is_read_without_an_accident(changes: dict[str, Any], beside: dict[str, Any]) -> None:
    protected = {**sealing.header(), **changes}
    row = {"protected": b64url_encode(dump_json(protected)), "header": beside, "signature": "AAAA"}
    payload = dump_json(sealing.credential())
    for text in (payload.decode(), b64url_encode(payload)):
        try:
            found = report(dump_json({"payload": text, "signatures": [row]}), anchors())
        except WalletError:
            continue
        assert found.verdict() is not PASSED
