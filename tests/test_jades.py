"""Seals: what holds, what is refused, and whom a certificate speaks for."""

import base64
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.x509.oid import ExtendedKeyUsageOID
from hypothesis import given
from hypothesis import strategies as st

from tests import making, sealing
from tests.making import NOW
from wallet import formats
from wallet.cli.check import library_with
from wallet.encoding import b64url_decode, b64url_encode, dump_json
from wallet.errors import Malformed, Unsupported, WalletError
from wallet.library import Document, Library, documents_from
from wallet.model import Credential
from wallet.report import Check, Outcome, Policy, Question, Report
from wallet.seals import list_from, trust_lists
from wallet.sharing.present import present
from wallet.verify import verify

PASSED, FAILED, UNKNOWN = Outcome.PASSED, Outcome.FAILED, Outcome.UNKNOWN


def read(raw: bytes) -> Credential:
    (credential,) = formats.read(raw).credentials
    return credential


def report(raw: bytes, *documents: Document, at: datetime = NOW) -> Report:
    return verify(read(raw), Library.bundled().plus(documents), at)


def check(question: Question, raw: bytes, *documents: Document, at: datetime = NOW) -> Check:
    found = report(raw, *documents, at=at).answer(question)
    assert found is not None
    return found


def proof(raw: bytes, at: datetime = NOW) -> tuple[Outcome, str]:
    found = check(Question.PROOF, raw, at=at)
    return found.outcome, found.code


def binding(raw: bytes, *documents: Document, at: datetime = NOW) -> tuple[Outcome, str]:
    found = check(Question.BINDING, raw, *documents, at=at)
    return found.outcome, found.code


def anchors(*every: x509.Certificate, as_of: datetime | None = None) -> Document:
    (found,) = list_from(sealing.pem(*(every or (sealing.authority(),))), as_of)
    return found


# --- reading ---------------------------------------------------------------------------------


def test_a_sealed_credential_reads_like_any_other() -> None:
    found = read(sealing.sealed())
    assert (found.format, found.container) == ("jades", "json")
    assert found.titles == ("Data for beginners",)
    assert (found.issuer.id, found.issuer.name) == ("urn:epass:org:1", "University of Tests")
    assert found.subject == "urn:epass:person:1"
    assert found.valid_from == sealing.MADE - timedelta(days=1)
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


# --- whom it speaks for ----------------------------------------------------------------------


def test_a_seal_whose_authority_is_not_listed_is_intact_and_open() -> None:
    raw = sealing.sealed()
    found = check(Question.BINDING, raw)
    assert (found.outcome, found.code) == (UNKNOWN, "binding.seal_unlisted")
    assert found.facts["sealer"] == "University of Tests (VATXX-12345678)"
    assert found.facts["authority"] == "Authority for Seals"
    assert report(raw).verdict() is UNKNOWN


def test_a_listed_authority_settles_who_sealed() -> None:
    chain = [sealing.leaf(), sealing.authority()]
    listed = anchors(chain[1], as_of=NOW - timedelta(days=2))
    found = report(sealing.sealed(protected=sealing.header(chain)), listed)
    assert found.verdict() is PASSED
    assert found.verdict(Policy.WALLET) is PASSED
    assert found.verdict(Policy.FAIR) is UNKNOWN
    bound = found.answer(Question.BINDING)
    assert bound is not None
    assert (bound.code, bound.as_of) == ("binding.seal_ok", NOW - timedelta(days=2))


def test_the_chain_may_end_below_the_listed_authority() -> None:
    raw = sealing.sealed(protected=sealing.header([sealing.leaf()]))
    assert binding(raw, anchors()) == (PASSED, "binding.seal_ok")


def test_a_listed_certificate_settles_itself() -> None:
    own = sealing.self_signed()
    raw = sealing.sealed(protected=sealing.header([own]))
    assert binding(raw) == (UNKNOWN, "binding.seal_self_signed")
    assert binding(raw, anchors()) == (UNKNOWN, "binding.seal_self_signed")
    assert binding(raw, anchors(own)) == (PASSED, "binding.seal_ok")


def test_a_forger_who_calls_himself_like_the_listed_authority_stays_unlisted() -> None:
    stranger = sealing.key("stranger")
    root = sealing.certificate(sealing.AUTHORITY, stranger.public_key(), sealing.AUTHORITY, stranger, ca=True)
    one = sealing.certificate(sealing.UNIVERSITY, sealing.key("leaf").public_key(), sealing.AUTHORITY, stranger)
    raw = sealing.sealed(protected=sealing.header([one, root]))
    assert proof(raw) == (PASSED, "proof.ok")
    assert binding(raw, anchors()) == (UNKNOWN, "binding.seal_unlisted")


def test_somebody_elses_seal_is_refused_listed_or_not() -> None:
    chain = [sealing.leaf(subject=sealing.name("Somebody", "VATXX-99999999")), sealing.authority()]
    raw = sealing.sealed(protected=sealing.header(chain))
    assert binding(raw, anchors()) == (FAILED, "binding.seal_mismatch")
    assert binding(raw) == (FAILED, "binding.seal_mismatch")


@pytest.mark.parametrize("stated", [None, {}, [], "VATXX-12345678", {"notation": 5}, {"notation": " "}])
def test_without_numbers_to_compare_the_issuer_stays_open(stated: object) -> None:
    issuer = {**sealing.credential()["issuer"], "eIDASIdentifier": stated, "id": "https://university.example"}
    raw = sealing.sealed(sealing.credential(issuer=issuer))
    assert binding(raw, anchors()) == (UNKNOWN, "binding.seal_unnamed")
    assert check(Question.ISSUER, raw, anchors()).outcome is UNKNOWN


def test_a_seal_proves_no_domain() -> None:
    issuer = {**sealing.credential()["issuer"], "id": "https://university.example"}
    found = check(Question.ISSUER, sealing.sealed(sealing.credential(issuer=issuer)), anchors())
    assert (found.outcome, found.code) == (PASSED, "issuer.sealed")


def test_the_seal_of_another_beside_an_unknown_one_of_the_issuer_binds_nobody() -> None:
    """A forger adds the issuer's certificate with a signature that nobody can check."""
    forger = [sealing.self_signed(sealing.name("Forger"))]
    good = json.loads(sealing.sealed(protected=sealing.header(forger)))
    unknown = sealing.header(alg="ES512")
    row = {"protected": b64url_encode(dump_json(unknown)), "signature": "AAAA"}
    raw = dump_json({**good, "signatures": [*good["signatures"], row]})
    assert proof(raw) == (UNKNOWN, "proof.unsupported")
    assert binding(raw, anchors())[0] is not PASSED
    assert report(raw, anchors()).verdict() is not PASSED


def test_of_several_seals_all_must_hold_and_one_must_be_the_issuers() -> None:
    good = json.loads(sealing.sealed())
    other = [sealing.leaf("P-384", sealing.name("Ministry", "VATXX-1"))]
    second = sealing.signature(good["payload"], sealing.header(other, "ES384"), sealing.key("leaf", "P-384"))
    both = dump_json({**good, "signatures": [second, good["signatures"][0]]})
    assert proof(both) == (PASSED, "proof.ok")
    assert binding(both, anchors()) == (PASSED, "binding.seal_ok")
    broken = {**second, "signature": good["signatures"][0]["signature"]}
    assert proof(dump_json({**good, "signatures": [good["signatures"][0], broken]})) == (FAILED, "proof.bad")


WITHDRAWALS = "http://crl.example/seals.crl"


def withdrawable(**options: Any) -> tuple[x509.Certificate, bytes]:
    one = sealing.leaf(extensions=(sealing.withdrawals_at(WITHDRAWALS),), **options)
    return one, sealing.sealed(protected=sealing.header([one, sealing.authority()]))


def test_a_withdrawn_certificate_is_refused_if_it_was_withdrawn_before_the_seal() -> None:
    one, raw = withdrawable()
    missing = check(Question.BINDING, raw, anchors())
    assert (missing.outcome, missing.code) == (UNKNOWN, "binding.seal_withdrawal")
    assert [need.url for need in missing.needs] == [WITHDRAWALS]
    before, after = sealing.MADE - timedelta(days=1), sealing.MADE + timedelta(days=1)
    for revoked, options, answer in (
        ({}, {}, (PASSED, "binding.seal_ok")),
        ({one.serial_number: before}, {}, (FAILED, "binding.seal_withdrawn")),
        ({one.serial_number: after}, {}, (UNKNOWN, "binding.seal_withdrawn_later")),
        ({}, {"due": NOW - timedelta(hours=1)}, (UNKNOWN, "binding.seal_withdrawal_old")),
        ({}, {"by": sealing.key("stranger")}, (UNKNOWN, "binding.seal_withdrawal_bad")),
    ):
        listed = Document(WITHDRAWALS, sealing.crl(revoked, **options))
        assert binding(raw, anchors(), listed) == answer


def test_an_authority_that_answers_only_online_leaves_the_question_open() -> None:
    one = sealing.leaf(extensions=(sealing.online_at("http://ocsp.example/"),))
    raw = sealing.sealed(protected=sealing.header([one]))
    assert binding(raw, anchors()) == (UNKNOWN, "binding.seal_withdrawal_online")


def trusted_list(
    status: str = "granted", kind: str = "CA/QC", due: str = "2027-01-01T00:00:00Z", extra: str = ""
) -> bytes:
    """A trusted list (TS 119 612) with one service."""
    (text,) = sealing.x5c(sealing.authority())
    base = "http://uri.etsi.org/TrstSvc"
    return f"""<?xml version="1.0"?><TrustServiceStatusList xmlns="http://uri.etsi.org/02231/v2#">
<SchemeInformation><ListIssueDateTime>2026-11-01T00:00:00Z</ListIssueDateTime>
<NextUpdate><dateTime>{due}</dateTime></NextUpdate></SchemeInformation>
<TrustServiceProviderList><TrustServiceProvider><TSPServices><TSPService><ServiceInformation>
<ServiceTypeIdentifier>{base}/Svctype/{kind}</ServiceTypeIdentifier>
<ServiceStatus>{base}/TrustedList/Svcstatus/{status}</ServiceStatus>
<ServiceDigitalIdentity><DigitalId><X509Certificate>{text}</X509Certificate></DigitalId></ServiceDigitalIdentity>
{extra}</ServiceInformation></TSPService></TSPServices></TrustServiceProvider></TrustServiceProviderList>
</TrustServiceStatusList>""".encode()


def use(name: str) -> str:
    uri = f"<URI>http://uri.etsi.org/TrstSvc/TrustedList/SvcInfoExt/{name}</URI>"
    return f"<ServiceInformationExtensions><Extension>{uri}</Extension></ServiceInformationExtensions>"


def test_each_form_of_list_leads_to_the_authority() -> None:
    root = sealing.authority()
    own = dump_json({"type": "AkashiTrustAnchors", "certificates": sealing.x5c(root)})
    for raw in (sealing.pem(root), sealing.der(root), own, trusted_list(), b"\xef\xbb\xbf" + trusted_list()):
        assert binding(sealing.sealed(), *list_from(raw)) == (PASSED, "binding.seal_ok")


def test_only_granted_authorities_for_seals_count_in_a_trusted_list() -> None:
    for raw in (
        trusted_list("withdrawn"),
        trusted_list(kind="TSA/QTST"),
        trusted_list(extra=use("ForWebSiteAuthentication")),
        trusted_list().replace(b"02231/v2#", b"02231/v1#"),
        b'<!DOCTYPE x [<!ENTITY a "b">]>' + trusted_list().partition(b"?>")[2],
        trusted_list()[:-20],
    ):
        assert list_from(raw) == ()
    assert list_from(trusted_list(extra=use("ForeSeals") + use("ForWebSiteAuthentication"))) != ()


def test_a_trusted_list_dates_the_answer_and_runs_out() -> None:
    found = check(Question.BINDING, sealing.sealed(), *list_from(trusted_list()))
    assert found.as_of == datetime(2026, 11, 1, tzinfo=UTC)
    old = list_from(trusted_list(due="2026-11-02T00:00:00Z"))
    assert binding(sealing.sealed(), *old) == (UNKNOWN, "binding.seal_list_old")
    assert binding(sealing.sealed(), *old, anchors()) == (PASSED, "binding.seal_ok")


def test_an_entry_that_cannot_be_read_does_not_hide_the_others() -> None:
    rows = ["!", 5, *sealing.x5c(sealing.authority())]
    raw = dump_json({"type": "AkashiTrustAnchors", "certificates": rows})
    assert binding(sealing.sealed(), *list_from(raw)) == (PASSED, "binding.seal_ok")


@pytest.mark.parametrize("raw", [b"", b"{}", b'{"type":"AkashiTrustAnchors"}', b"\x30\x82\x00\x01x", b"<x/>", b"hello",
    b'{"type":"Other","certificates":["AkashiTrustAnchors"]}'])  # fmt: skip
def test_other_files_are_no_lists(raw: bytes) -> None:
    assert list_from(raw) == ()
    assert list(trust_lists(Library({"x:y": Document("x:y", raw)}))) == []


def test_a_document_under_another_name_is_no_list_however_it_looks() -> None:
    rows = sealing.x5c(sealing.authority())
    raw = dump_json({"id": "did:web:x.example", "type": "AkashiTrustAnchors", "certificates": rows})
    (listed,) = list_from(raw)
    for document in (
        Document("did:web:x.example", raw, None, True),
        Document("ni:///sha-256;AAAA", raw),
        *documents_from(raw),
    ):
        assert binding(sealing.sealed(), document) == (UNKNOWN, "binding.seal_unlisted")
    assert binding(sealing.sealed(), listed) == (PASSED, "binding.seal_ok")


def test_a_folder_of_documents_may_hold_lists(tmp_path: Path) -> None:
    (tmp_path / "authorities.pem").write_bytes(sealing.pem(sealing.authority()))
    found = verify(read(sealing.sealed()), library_with([str(tmp_path)]), NOW)
    assert found.verdict() is PASSED


def test_a_sealed_credential_is_shown_with_its_bytes_unchanged() -> None:
    raw = sealing.sealed()
    shown = present([read(raw)], None, None, NOW, making.library())
    (inner,) = formats.read(shown).credentials
    assert inner.raw == raw
    assert inner.format == "jades"


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


# --- published seals -------------------------------------------------------------------------

EXCEPTIONS = {
    # file: (outcome of PROOF while its certificate was valid, its code, why it is not what the list expects)
    "jades-lta-broken-arcTst.json": (
        PASSED,
        "proof.ok",
        (
            "The broken time stamp is not under the seal (etsiU is unsigned) and never counts as evidence of time: while the "
            "certificate is valid it changes nothing, afterwards the answer is UNKNOWN with or without it."
        ),
    ),
    "jades-flattened-BpT-broken-sigTst.json": (
        PASSED,
        "proof.ok",
        "As above: an unsigned time stamp is noted and never trusted, so a broken one cannot be worse than none.",
    ),
    "jades-unsupported-signature-algorithm.json": (
        UNKNOWN,
        "proof.unsupported",
        "An algorithm that is not known cannot be judged; it is not accepted, and not called a forgery.",
    ),
    "jades-with-expiration-time-header-in-crit.json": (
        UNKNOWN,
        "proof.seal_critical",
        (
            "RFC 7515, section 4.1.11: a critical header that is not understood must not be accepted, and neither JAdES nor "
            "JWS defines 'exp' as a header."
        ),
    ),
    "serialization-extra-element.json": (
        PASSED,
        "proof.ok",
        "The signature holds; the unknown member is refused by FORMAT (malformed.seal_member).",
    ),
}
MOMENTS = {
    "altered-jws.json": datetime(2020, 9, 1, tzinfo=UTC),
    "serialization-extra-element.json": datetime(2020, 9, 1, tzinfo=UTC),
    "jades-flattened-BpT-broken-sigTst.json": datetime(2021, 3, 1, tzinfo=UTC),
    "jades-level-b-full-type.json": datetime(2021, 3, 1, tzinfo=UTC),
    "jades-lta.json": datetime(2021, 3, 1, tzinfo=UTC),
    "jades-lta-broken-arcTst.json": datetime(2021, 3, 1, tzinfo=UTC),
    "jades-b-no-signing-time.json": datetime(2023, 9, 1, tzinfo=UTC),
    "jades-unsupported-signature-algorithm.json": datetime(2022, 9, 1, tzinfo=UTC),
}
"""When the certificate of each was valid; the others' were in January 2022."""


def rows(vectors: Path, suite: str) -> list[dict[str, Any]]:
    every = json.loads((vectors / "MANIFEST.json").read_bytes())
    return [row for row in every if row["suite"] == suite]


def test_the_published_seals_are_judged_as_expected_or_for_a_stated_reason(vectors: Path) -> None:
    judged = 0
    for row in rows(vectors, "esig-dss-jades"):
        name = row["file"].rpartition("/")[2]
        raw = (vectors / row["file"]).read_bytes()
        at = MOMENTS.get(name, datetime(2022, 1, 15, tzinfo=UTC))
        judged += 1
        try:
            then, now = report(raw, at=at), report(raw)
        except Malformed:
            assert row["expected"] == "invalid", name
            continue
        found, today = then.answer(Question.PROOF), now.answer(Question.PROOF)
        assert found is not None
        assert today is not None
        assert today.outcome is not PASSED, "every certificate has ended since"
        assert now.verdict() is not PASSED
        if name in EXCEPTIONS:
            assert (found.outcome, found.code) == EXCEPTIONS[name][:2], name
            continue
        assert found.outcome is (PASSED if row["expected"] == "valid" else FAILED), (name, found)
        if row["expected"] == "valid":
            assert today.code.startswith("proof.certificate_expired")
    assert judged == 22


def test_the_unknown_member_of_a_published_seal_is_refused_by_its_form(vectors: Path) -> None:
    raw = (vectors / "esig-dss-jades" / "serialization-extra-element.json").read_bytes()
    assert ("malformed.seal_member", {"member": "evil"}) in read(raw).flaws


def test_the_published_european_credentials_hold_while_their_certificate_was_valid(vectors: Path) -> None:
    names = sorted((vectors / "edc-elm").glob("*-signed.jsonld"))
    assert len(names) == 2
    for path in names:
        raw = path.read_bytes()
        assert read(raw).flaws == ()
        then = report(raw, at=datetime(2024, 3, 1, tzinfo=UTC))
        assert [(one.outcome, one.code) for one in then.checks[:3]] == [
            (PASSED, "format.ok"),
            (PASSED, "proof.ok"),
            (UNKNOWN, "binding.seal_unlisted"),
        ]
        assert proof(raw) == (UNKNOWN, "proof.certificate_expired_stamped")
        altered = raw.replace(b"Andromeda", b"Andromedo").replace(b"Webinar", b"Webinat")
        assert altered != raw
        assert proof(altered) == (FAILED, "proof.bad")
        document = json.loads(raw)
        document["payload"] = json.dumps(json.loads(document["payload"]))
        assert proof(dump_json(document)) == (FAILED, "proof.bad")


def test_the_published_drafts_are_read_and_say_that_nobody_signed(vectors: Path) -> None:
    drafts = [
        row for row in rows(vectors, "edc-elm") if "unsigned" in row["file"] or row["file"].endswith("sample.jsonld")
    ]
    assert len(drafts) == 5
    for row in drafts:
        raw = (vectors / row["file"]).read_bytes()
        found = read(raw)
        assert found.titles
        assert found.issuer.name
        assert proof(raw) == (FAILED, "proof.none")
