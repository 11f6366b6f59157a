"""Where other implementations were right and Akashi was not: each with the clause that says so."""

import json
from typing import Any

import pytest

from tests import making, test_status
from tests.test_formats import token
from tests.test_holder import ASKED
from tests.test_inside import endorsement
from tests.test_sdjwt import issued
from wallet import formats
from wallet.encoding import b64url_decode, base58_encode, load_json
from wallet.formats import sdjwt
from wallet.model import Audience
from wallet.proofs import hashed
from wallet.proofs.suite import Secured
from wallet.report import Outcome, Report
from wallet.verify import verify_found

CRED = "https://www.w3.org/2018/credentials#"
DATE = "http://www.w3.org/2001/XMLSchema#dateTime"


def judged(content: bytes | dict[str, Any], audience: Audience | None = None, library: Any = None) -> Report:
    raw = content if isinstance(content, bytes) else making.raw(content)
    (report,) = verify_found(formats.read(raw), library or making.library(), making.NOW, audience)
    return report


def codes(report: Report) -> set[str]:
    return {check.code for check in report.checks if check.outcome in (Outcome.FAILED, Outcome.UNKNOWN)}


@pytest.mark.parametrize("suite", ["eddsa-rdfc-2022", "Ed25519Signature2020"])
def test_an_end_date_under_another_name_for_the_same_statement_is_not_hidden(suite: str) -> None:
    """VCDM 2.0, section 1.3: a document is compacted. The statements, and so the signature, stay the same."""
    context = [making.V2, making.OB, *([making.ED2020] if suite[0] == "E" else [])]
    badge = making.badge(**{"@context": context, "validUntil": "2026-10-01T00:00:00Z"})
    signed = making.signed(badge, suite_name=suite)
    assert judged(signed).verdict() is Outcome.FAILED
    end = {"@value": signed.pop("validUntil"), "@type": DATE}
    found = judged({**signed, f"{CRED}validUntil": end})
    assert found.verdict() is Outcome.UNKNOWN
    assert {"proof.partial", "coverage.undefined_term"} <= codes(found)


def test_a_status_under_another_name_for_the_same_statement_is_not_hidden() -> None:
    signed = making.signed(making.badge(credentialStatus=test_status.entry("5")))
    signed[f"{CRED}credentialStatus"] = signed.pop("credentialStatus")
    assert judged(signed).verdict() is Outcome.UNKNOWN


@pytest.mark.parametrize("keyword", ["id", "type"])
def test_a_keyword_in_place_of_its_term_is_not_passed_over(keyword: str) -> None:
    signed = making.signed()
    subject = signed["credentialSubject"]
    subject[f"@{keyword}"] = subject.pop(keyword)
    found = judged(signed)
    assert found.verdict() is Outcome.UNKNOWN
    assert "coverage.undefined_term" in codes(found)


def test_a_value_object_keeps_its_keywords() -> None:
    name = {"@value": "データ", "@language": "ja"}
    assert judged(making.signed(making.badge(name=name))).verdict() is Outcome.PASSED


def test_a_part_with_a_renamed_member_is_not_passed() -> None:
    from tests.test_selective import NAME, base, derived

    part = derived(base("ecdsa-sd-2023", validUntil="2026-10-01T00:00:00Z"), NAME)
    part[f"{CRED}validUntil"] = {"@value": part.pop("validUntil"), "@type": DATE}
    assert judged(part).verdict() is not Outcome.PASSED


def test_an_end_date_moved_to_the_same_node_elsewhere_is_not_hidden() -> None:
    """JSON-LD 1.1 API, section 7.2: objects of one id are one node, wherever their members stand."""
    badge = making.badge(validUntil="2026-10-01T00:00:00Z")
    signed = making.signed({**badge, "endorsement": [endorsement(about=badge["id"])]})
    assert "coverage.undefined_term" not in codes(judged(signed))
    subject = signed["endorsement"][0]["credentialSubject"]
    subject |= {"type": [*subject["type"], "VerifiableCredential"], "validUntil": signed.pop("validUntil")}
    found = judged(signed)
    assert found.verdict() is Outcome.UNKNOWN
    assert "coverage.undefined_term" in codes(found)


def test_a_credential_that_is_only_an_address_is_not_under_the_holders_proof() -> None:
    """A bare identifier in a graph makes no statement (JSON-LD 1.1 API, section 7): another could be put in its place."""
    first, other = (f"data:application/vc+jwt,{token(making.badge(name=name), typ='vc+jwt').decode()}" for name in "AB")
    document = {
        "@context": [making.V1, making.DI2],
        "type": ["VerifiablePresentation"],
        "holder": making.HOLDER.did,
        "verifiableCredential": [first],
    }
    options = {
        "type": "DataIntegrityProof",
        "cryptosuite": "eddsa-rdfc-2022",
        "created": "2026-09-12T03:00:00Z",
        "verificationMethod": making.HOLDER.verification_method,
        "proofPurpose": "authentication",
        "challenge": ASKED.challenge,
        "domain": ASKED.domain,
    }
    # Nothing here would sign it; somebody else's program does.
    message = hashed._rdfc(Secured(document, making.library()), options, "sha256")
    shown = {**document, "proof": {**options, "proofValue": f"z{base58_encode(making.HOLDER.sign(message))}"}}
    for held in (first, other):
        assert judged({**shown, "verifiableCredential": [held]}, ASKED).verdict() is Outcome.FAILED


@pytest.mark.parametrize("member", ["validFrom", "validUntil", "issuanceDate", "expirationDate"])
@pytest.mark.parametrize("version", [1, 2])
def test_no_date_that_is_stated_is_passed_over(member: str, version: int) -> None:
    """VCDM 2.0, section 4.9, and 1.1, section 4.6: whichever name it has, a date is read or the document is bad."""
    badge = making.badge()
    if version == 1:
        badge |= {"@context": [making.V1, making.OB, making.DI2], "issuanceDate": badge.pop("validFrom")}
    found = judged(making.signed({**badge, member: " soon"}, suite_name="eddsa-jcs-2022"))
    assert found.verdict() is Outcome.FAILED
    assert "malformed.date" in codes(found)


@pytest.mark.parametrize(("first", "second"), [("validUntil", "expirationDate"), ("expirationDate", "validUntil")])
def test_of_two_end_dates_the_earlier_counts(first: str, second: str) -> None:
    badge = {**making.badge(), first: "2026-10-01T00:00:00Z", second: "2036-10-01T00:00:00Z"}
    found = judged(making.signed(badge, suite_name="eddsa-jcs-2022"))
    assert "validity.expired" in codes(found)


@pytest.mark.parametrize("kind", ["BitstringStatusListEntry", "StatusList2021Entry"])
def test_a_status_that_does_not_say_what_it_is_for_says_nothing(kind: str) -> None:
    """Bitstring Status List 1.0, section 2.1: an entry has a purpose."""
    entry = {**test_status.entry("5"), "type": kind}
    del entry["statusPurpose"]
    listing = making.signed(test_status.listing(test_status.bits()))
    library = making.library().plus([making.document(test_status.URL, listing, making.NOW, True)])
    badge = making.badge(credentialStatus=entry)
    assert judged(making.signed(badge, suite_name="eddsa-jcs-2022"), library=library).verdict() is Outcome.UNKNOWN


def test_a_bare_value_is_no_subject() -> None:
    """VCDM 2.0, section 4.8: a subject is an object with claims."""
    found = judged(making.signed(making.badge(credentialSubject={"@value": "anything"})))
    assert "malformed.subject" in codes(found)


@pytest.mark.parametrize("kid", [5, True, ["x"], {"a": 1}])
def test_a_key_identifier_is_a_string(kid: Any) -> None:
    """RFC 7515, section 4.1.4."""
    with pytest.raises(formats.WalletError) as caught:
        formats.read(token(making.badge(), typ="vc+jwt", kid=kid))
    assert caught.value.code == "malformed.jwt"


@pytest.mark.parametrize(
    "claims", [{"iss": 5}, {"sub": []}, {"jti": 5}, {"aud": 5}, {"aud": ["x", 5]}, {"iat": "x"}, {"iat": True}]
)
@pytest.mark.parametrize("typ", ["vc+jwt", "JWT"])
def test_a_registered_claim_has_its_registered_kind(claims: dict[str, Any], typ: str) -> None:
    """RFC 7519, section 4.1."""
    found = judged(token({**making.badge(), **claims}, typ=typ))
    assert found.verdict() is Outcome.FAILED
    assert "malformed.claims" in codes(found)


def test_claims_of_an_sd_jwt_have_their_registered_kind_too() -> None:
    assert "malformed.claims" in codes(judged(issued(aud=5)))
    assert judged(issued(aud="anyone")).verdict() is Outcome.PASSED


@pytest.mark.parametrize("claims", [{"iss": making.STRANGER.did}, {"sub": making.STRANGER.did}, {"jti": "urn:x:y"}])
def test_a_token_names_no_other_issuer_subject_or_id_than_its_credential(claims: dict[str, str]) -> None:
    """RFC 7519, sections 4.1.1, 4.1.2 and 4.1.7: who issued it, whom it is about, what it is called."""
    found = judged(token({**making.badge(), **claims}, typ="vc+jwt"))
    assert "malformed.claims" in codes(found)


@pytest.mark.parametrize("change", [{"exp": 1_700_000_000}, {"nbf": 1_900_000_000}, {"exp": "x"}, {"nbf": None}])
def test_an_ended_key_binding_binds_nobody(change: dict[str, Any]) -> None:
    """RFC 9901, section 7.3, and RFC 7519, sections 4.1.4 and 4.1.5."""
    bare = sdjwt.disclose(issued(), [])
    bound = sdjwt.bind(bare, making.HOLDER, ASKED, making.NOW).rpartition(b"~")[2].decode()
    header, payload = (load_json(b64url_decode(part)) for part in bound.split(".")[:2])
    again = bare + token({**payload, **change}, making.HOLDER, **header)
    assert judged(again, ASKED).verdict() is Outcome.FAILED
    assert json.dumps(payload)
