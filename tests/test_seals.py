"""Whom a seal speaks for: trusted lists, the numbers of organisations, and what was withdrawn."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509

from tests import making, sealing
from tests.judging import FAILED, PASSED, UNKNOWN, anchors, binding, check, proof, read, report
from tests.making import NOW
from wallet import formats
from wallet.cli.check import library_with
from wallet.encoding import b64url_encode, dump_json
from wallet.library import Document, Library, documents_from
from wallet.report import Policy, Question
from wallet.seals import list_from, trust_lists
from wallet.sharing.present import present
from wallet.verify import verify


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


def test_a_seal_does_not_hide_what_lists_of_issuers_say() -> None:
    """Whoever has a good seal may write any identity into what is sealed: that of a listed issuer is not proven so."""
    raw = sealing.sealed()
    issuer = read(raw).issuer
    listed: dict[str, Any] = {"meta": {"updated": "2026-11-01T02:32:16+0000"}}
    borrowed = {**listed, "registry": {issuer.id: {"name": "Institute of Somebody Else"}}}
    own = {**listed, "registry": {issuer.id: {"name": "University of Tests"}}}
    another = {**listed, "registry": {"did:web:listed.example": {"name": issuer.name}}}
    for registry, answer in (
        (borrowed, (UNKNOWN, "issuer.seal_listed")),
        (own, (PASSED, "issuer.sealed")),
        (another, (UNKNOWN, "issuer.lookalike")),
    ):
        document = Document("https://registry.example/pilot/registry.json", dump_json(registry), NOW, True)
        found = check(Question.ISSUER, raw, anchors(), document)
        assert (found.outcome, found.code) == answer


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
        assert not list(trust_lists(making.library().plus(list_from(raw))))
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
