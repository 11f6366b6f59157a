"""Where keys, lists and hosts come from, and who may say so: what a forger could bring along or have fetched."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests import making, sealing, test_assertion, test_formats, test_sdjwt, test_status
from tests.judging import anchors
from tests.test_evasions import DID, answer, judged
from wallet import formats
from wallet.did import metadata_address
from wallet.encoding import dump_json, host_name, host_of, web_address
from wallet.formats import sdjwt
from wallet.library import CONFIGURATION, Document, Library, documents_from
from wallet.proofs import sign_jws
from wallet.report import Outcome, Question
from wallet.verify import verify_found


@pytest.mark.parametrize("end", ["revoked", "expires"])
def test_a_key_that_its_controller_ended_binds_nobody(end: str) -> None:
    badge = making.signed(making.badge(issuer=DID), verification_method=f"{DID}#key-1")

    def listed(moment: str) -> Document:
        page = making.did_document(DID, making.ISSUER)
        page["verificationMethod"][0][end] = moment
        return making.document(DID, page, making.NOW, True)

    assert answer(judged(badge, listed("2025-01-01T00:00:00Z")), Question.BINDING) == ("failed", "binding.key_ended")
    assert answer(judged(badge, listed("2030-01-01T00:00:00Z")), Question.BINDING) == ("passed", "binding.ok")
    assert judged(badge, listed("soon")).verdict() is Outcome.FAILED


def test_a_seal_does_not_make_its_sealer_the_listed_issuer_it_names() -> None:
    sealed = sealing.credential()
    sealed["issuer"] |= {"id": "did:web:institute.example", "legalName": {"en": "Institute of Others"}}
    chain = [sealing.leaf(), sealing.authority()]
    own = {
        "type": "AkashiIssuerList", "id": "urn:example:list", "name": "Partner", "version": 1,
        "updated": "2026-11-01T00:00:00Z", "expires": "2027-11-01T00:00:00Z",
        "issuers": [{"id": "did:web:institute.example", "name": "Institute of Others"}],
    }  # fmt: skip
    report = judged(
        sealing.sealed(sealed, protected=sealing.header(chain)),
        anchors(chain[1], as_of=making.NOW - timedelta(days=2)),
        making.document("urn:example:list", own, making.NOW, True),
    )
    assert answer(report, Question.ISSUER) == ("unknown", "issuer.seal_listed")


def test_keys_from_elsewhere_are_not_the_issuers() -> None:
    forged = dump_json(making.did_document(DID, making.STRANGER))
    badge = making.signed(making.badge(issuer=DID), making.STRANGER, verification_method=f"{DID}#key-1")
    elsewhere = documents_from(forged, making.NOW, "https://elsewhere.example/x.json")
    assert answer(judged(badge, *elsewhere), Question.BINDING) == ("unknown", "binding.missing_document")
    its_own = documents_from(forged, making.NOW, "https://university.example/.well-known/did.json")
    assert answer(judged(badge, *its_own), Question.BINDING) == ("passed", "binding.ok")


def test_a_stray_file_does_not_put_aside_the_one_that_was_chosen() -> None:
    page = dump_json(making.did_document(DID, making.ISSUER))
    badge = making.signed(making.badge(issuer=DID), verification_method=f"{DID}#key-1")
    chosen, stray = documents_from(page), documents_from(page, making.NOW, "https://elsewhere.example/x.json")
    for order in ((*chosen, *stray), (*stray, *chosen)):
        assert judged(badge, *order).verdict() is Outcome.PASSED


def test_the_keys_that_metadata_points_to_must_be_known_to_lie_there() -> None:
    issuer = "https://issuer.example"
    token = sdjwt.issue(
        {"vct": "urn:x", "iss": issuer, "iat": 1789000000}, (), making.STRANGER, {"kid": "k"}, test_sdjwt.salts()
    )
    keys = {"id": f"{issuer}/jwks.json", "keys": [{**making.STRANGER.public_jwk, "kid": "k"}]}
    page = {"issuer": issuer, "jwks_uri": f"{issuer}/jwks.json"}
    metadata = making.document(metadata_address(issuer), page, making.NOW, True)
    assert judged(token, metadata, *documents_from(dump_json(keys))).verdict() is Outcome.UNKNOWN
    there = making.document(f"{issuer}/jwks.json", keys, making.NOW, True)
    assert judged(token, metadata, there).verdict() is Outcome.PASSED


def pages(fetched: datetime | None, parts: Iterable[dict[str, Any]]) -> list[Document]:
    return [Document(part["id"], json.dumps(part).encode(), fetched, True) for part in parts]


def test_a_copy_of_long_ago_is_no_news_of_today() -> None:
    old = datetime(2019, 1, 1, tzinfo=UTC)
    every = (test_assertion.ISSUER, test_assertion.BADGE, test_assertion.KEY, test_assertion.REVOKED)
    hosted = test_assertion.assertion()
    for shown in (dump_json(hosted), test_assertion.signed()):
        report = judged(shown, *pages(old, (*every, hosted)), library=Library.bundled())
        assert answer(report, Question.STATUS) == ("unknown", "status.stale")


def test_a_hosted_badge_is_compared_as_json_and_not_as_python() -> None:
    stated = test_assertion.assertion(**{"extensions:x": {"passed": False, "score": 0}})
    forged = {**stated, "extensions:x": {"passed": 0, "score": False}}
    (report,) = verify_found(formats.read(dump_json(forged)), test_assertion.site(stated), making.NOW)
    assert answer(report, Question.PROOF) == ("failed", "proof.hosted_differs")


def test_a_signed_badge_may_leave_its_key_to_its_issuers_profile() -> None:
    (report,) = verify_found(
        formats.read(test_assertion.signed(verification={"type": "signed"})), test_assertion.site(), making.NOW
    )
    assert report.verdict() is Outcome.PASSED
    stranger = {**test_assertion.ISSUER, "publicKey": []}
    (report,) = verify_found(
        formats.read(test_assertion.signed(verification={"type": "signed"})), test_assertion.site(stranger), making.NOW
    )
    assert answer(report, Question.PROOF) == ("failed", "malformed.verification")


def test_a_bare_key_at_its_address_checks_a_signature_and_binds_nobody() -> None:
    issuer, kid = "https://university.example/issuer", "https://university.example/keys/1"
    badge = making.badge(issuer={"id": issuer, "type": ["Profile"], "name": "U"})
    made = test_formats.token({**badge, "iss": issuer, "jti": badge["id"], "nbf": 1789171200}, kid=kid)
    report = judged(made, making.document(kid, making.ISSUER.public_jwk, making.NOW, True))
    assert answer(report, Question.PROOF) == ("passed", "proof.ok")
    assert answer(report, Question.BINDING) == ("unknown", "binding.unproven")


def vouching_for_itself(**more: Any) -> Document:
    """The issuer's own page, which the program asks for, and which says that it is a registry."""
    return making.document(DID, {**making.did_document(DID, making.ISSUER), **more}, making.NOW, True)


@pytest.mark.parametrize(
    "more",
    [
        {"meta": {"updated": "2026-11-20T00:00:00Z"}, "registry": {DID: {"name": "A Great University"}}},
        {"type": "AkashiIssuerList", "name": "Ministry", "version": 1, "updated": "2026-11-20T00:00:00Z",
         "expires": "2027-11-20T00:00:00Z", "issuers": [{"id": DID, "name": "A Great University"}]},
    ],
)  # fmt: skip
def test_nobody_vouches_for_himself_in_a_page_that_had_to_be_fetched(more: dict[str, Any]) -> None:
    badge = making.signed(making.badge(issuer=DID), verification_method=f"{DID}#key-1")
    assert answer(judged(badge, vouching_for_itself(**more)), Question.ISSUER) == ("passed", "issuer.domain")


def test_a_member_of_a_federation_is_no_anchor() -> None:
    entity = "https://university.example"

    def statement(about: str, **more: Any) -> bytes:
        moment = int(making.NOW.timestamp())
        claims = {"iss": entity, "sub": about, "iat": moment - 1000, "exp": moment + 100_000, **more}
        return sign_jws(dump_json(claims), making.ISSUER, {"typ": "entity-statement+jwt", "kid": "k"}).encode()

    names = {"metadata": {"federation_entity": {"organization_name": "A Great University"}}}
    keys = {"jwks": {"keys": [{**making.ISSUER.public_jwk, "kid": "k"}]}}
    badge = making.signed(making.badge(issuer=DID), verification_method=f"{DID}#key-1")
    for hints, code in (({}, "issuer.listed"), ({"authority_hints": ["https://anchor.example"]}, "issuer.domain")):
        own = documents_from(statement(entity, **keys, **hints, **names), making.NOW, f"{entity}{CONFIGURATION}")
        about = documents_from(statement(DID, **names))
        assert answer(judged(badge, vouching_for_itself(), *own, *about), Question.ISSUER) == ("passed", code)


@pytest.mark.parametrize(
    "tail", ["%2F.evil.example", "%3F.evil.example", "%23.evil.example", "%5C.evil.example", "%40x.example"]
)
def test_a_name_with_what_no_host_has_is_nobodys_domain(tail: str) -> None:
    did = f"did:web:university.example{tail}"
    badge = making.signed(making.badge(issuer=did), verification_method=f"{did}#key-1")
    assert judged(badge, making.document(did, making.did_document(did, making.ISSUER))).verdict() is Outcome.FAILED
    assert (host_of(did), web_address(did)) == ("", "")


def test_programs_that_differ_on_a_host_leave_it_unknown() -> None:
    for address in ("https://evil.example\\@university.example", "https://evil.example\\.university.example/x"):
        assert host_of(address) == host_name(address) == ""
    assert host_of("https://u。example/x") == "u.example"
    assert web_address("did:web:localhost%3a8443:a") == "https://localhost:8443/a/did.json"


@pytest.mark.parametrize("name", ["issuer#x", "../issuer", "issuer"])
def test_a_profile_written_into_a_badge_allows_nothing(name: str) -> None:
    own = f"https://badges.example/{name}"
    strict = {**test_assertion.ISSUER, "id": f"{own}/else", "verification": {"startsWith": "https://badges.example/a/"}}
    hosted = test_assertion.assertion(
        id="https://badges.example/~mallory/1",
        badge={**test_assertion.BADGE, "issuer": {**test_assertion.ISSUER, "id": own}},
    )
    library = Library.bundled().plus(pages(making.NOW, (strict, test_assertion.BADGE, hosted)))
    (report,) = verify_found(formats.read(dump_json(hosted)), library, making.NOW)
    assert answer(report, Question.BINDING) == ("unknown", "binding.missing_document")


def test_a_key_is_ended_wherever_its_document_says_so() -> None:
    badge = making.signed(making.badge(issuer=DID), verification_method=f"{DID}#key-1")
    page = making.did_document(DID, making.ISSUER)
    method = page["verificationMethod"][0]
    old = {**method, "revoked": "2025-01-01T00:00:00Z"}
    for changed in (
        {"verificationMethod": [method, old]},
        {"assertionMethod": [f"{DID}#key-1", old]},
        {"verificationMethod": [method, {**old, "id": "#key-1"}]},
    ):
        document = making.document(DID, {**page, **changed}, making.NOW, True)
        assert answer(judged(badge, document), Question.BINDING) == ("failed", "binding.key_ended")


def test_a_seal_with_somebody_elses_number_beside_its_own_is_refused() -> None:
    sealed = sealing.credential()
    sealed["issuer"]["eIDASIdentifier"] = [
        {"type": "LegalIdentifier", "notation": number} for number in ("VATXX-99999999", sealing.NUMBER)
    ]
    chain = [sealing.leaf(), sealing.authority()]
    report = judged(sealing.sealed(sealed, protected=sealing.header(chain)), anchors(chain[1], as_of=making.NOW))
    assert answer(report, Question.BINDING) == ("failed", "binding.seal_mismatch")


def test_a_list_may_be_about_itself() -> None:
    listing = test_status.listing(test_status.bits())
    listing["credentialSubject"]["id"] = listing["id"]
    document = making.document("https://issuer.example/status/1", making.signed(listing), making.NOW, True)
    badge = making.signed(making.badge(credentialStatus=test_status.entry()))
    assert answer(judged(badge, document), Question.STATUS) == ("passed", "status.ok")


def test_a_copy_of_ones_own_counts_again_when_a_pack_has_ended() -> None:
    page = dump_json(making.did_document(DID, making.ISSUER))
    badge = making.signed(making.badge(issuer=DID), verification_method=f"{DID}#key-1")
    own = Document(DID, page, making.NOW - timedelta(days=2), True)
    packed = Document(DID, page, making.NOW - timedelta(days=1), True, making.NOW - timedelta(hours=1))
    for order in ((own, packed), (packed, own)):
        assert judged(badge, *order).verdict() is Outcome.PASSED
    assert judged(badge, packed).verdict() is Outcome.UNKNOWN


@pytest.mark.parametrize(
    "address",
    ["https://University.example/.well-known/did.json", "https://university.example:443/.well-known/did.json"],
)
def test_an_address_may_be_written_otherwise(address: str) -> None:
    page = dump_json(making.did_document(DID, making.ISSUER))
    badge = making.signed(making.badge(issuer=DID), verification_method=f"{DID}#key-1")
    assert judged(badge, *documents_from(page, making.NOW, address)).verdict() is Outcome.PASSED
