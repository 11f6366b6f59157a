"""What a holder or a forger could try without breaking a signature, and shapes in which honest issuers write."""

import base64
import copy
import json
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests import making, sealing, test_assertion, test_formats, test_inside, test_sdjwt, test_status
from tests.judging import anchors
from tests.test_holder import ASKED, presentation
from wallet import formats
from wallet.did import metadata_address
from wallet.encoding import dump_json
from wallet.formats import sdjwt
from wallet.library import Document, Library, documents_from
from wallet.model import Audience
from wallet.proofs import Secured, sign_document, suite
from wallet.report import Check, Outcome, Question, Report
from wallet.verify import verify_found

PAST = datetime(2026, 10, 1, tzinfo=UTC)
ENDED = "2026-10-01T00:00:00Z"
DID = "did:web:university.example"


def judged(
    shown: dict[str, Any] | bytes,
    *documents: Document,
    audience: Audience | None = None,
    library: Library | None = None,
) -> Report:
    raw = shown if isinstance(shown, bytes) else dump_json(shown)
    known = (library or making.library()).plus(documents)
    (report,) = verify_found(formats.read(raw), known, making.NOW, audience)
    return report


def answer(report: Report, question: Question) -> tuple[str, str]:
    check: Check | None = report.answer(question)
    assert check is not None
    return check.outcome.value, check.code


def withdrawn() -> Document:
    listing = making.signed(test_status.listing(test_status.bits(94567)))
    return making.document("https://issuer.example/status/1", listing, making.NOW, True)


def renamed(document: dict[str, Any]) -> dict[str, Any]:
    """``expires`` under the other name that an old vocabulary has for it: the same statements."""
    found: dict[str, Any] = copy.deepcopy(document)
    found["@context"] = [*found["@context"], "https://w3id.org/security/v1"]
    found["proof"]["expiration"] = found["proof"].pop("expires")
    return found


@pytest.mark.parametrize("name", ["eddsa-rdfc-2022", "Ed25519Signature2020"])
def test_the_end_of_a_proof_cannot_be_hidden_under_its_second_name(name: str) -> None:
    extra = [making.ED2020] if name == "Ed25519Signature2020" else []
    badge = making.badge(**{"@context": [*making.badge()["@context"], *extra]})
    ended = making.signed(badge, expires=PAST, suite_name=name)
    assert answer(judged(ended), Question.PROOF) == ("failed", "proof.expired")
    assert answer(judged(renamed(ended)), Question.PROOF) == ("unknown", "proof.partial")


def test_the_end_of_a_presentation_cannot_be_hidden_either() -> None:
    shown = sign_document(
        presentation(by=None), making.HOLDER, created=making.CREATED, library=making.library(),
        purpose="authentication", audience=ASKED, expires=PAST,
    )  # fmt: skip
    assert answer(judged(renamed(shown), audience=ASKED), Question.HOLDER) == ("unknown", "proof.partial")


@pytest.mark.parametrize("proof", [None, [], [None], "none"])
def test_an_end_cannot_be_moved_into_a_statement_about_the_credential(proof: Any) -> None:
    badge = making.badge(validUntil=ENDED, credentialStatus=test_status.entry())
    about = {"id": badge["id"], "type": ["EndorsementSubject"], "endorsementComment": "Good."}
    praise = making.badge(
        id="urn:uuid:praise", type=["VerifiableCredential", "EndorsementCredential"],
        issuer={"id": making.STRANGER.did, "type": ["Profile"]}, credentialSubject=about,
    )  # fmt: skip
    signed = making.signed({**badge, "endorsement": [making.signed(praise, making.STRANGER)]})
    assert judged(signed, withdrawn()).verdict() is Outcome.FAILED
    inner = signed["endorsement"][0]["credentialSubject"]
    inner["type"].append("VerifiableCredential")
    for name in ("validUntil", "credentialStatus"):
        inner[name] = signed.pop(name)
    if proof != "none":
        inner["proof"] = proof
    assert judged(signed, withdrawn()).verdict() is not Outcome.PASSED


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


FLAT = {
    "vct": "https://purl.imsglobal.org/spec/ob/v3p0#OpenBadgeCredential", "iss": making.ISSUER.did, "iat": 1789000000,
    "name": "A badge", "validFrom": "2026-09-12T00:00:00Z", "credentialSubject": {"id": making.HOLDER.did},
}  # fmt: skip


def token(claims: dict[str, Any], **header: str) -> bytes:
    return sdjwt.issue(
        claims,
        (),
        making.ISSUER,
        {"kid": making.ISSUER.verification_method, **header},
        test_sdjwt.salts(),
        making.HOLDER,
    )


@pytest.mark.parametrize(
    ("claims", "code"),
    [
        ({"validUntil": ENDED}, ("failed", "validity.expired")),
        ({"validFrom": "2099-01-01T00:00:00Z"}, ("failed", "validity.not_yet")),
        ({"validUntil": "2030-01-01T00:00:00Z"}, ("passed", "validity.ok")),
        ({"validUntil": "soon"}, ("unknown", "validity.unreadable")),
        ({"validUntil": "2030-01-01T00:00:00Z", "exp": 1790000000}, ("failed", "validity.expired")),
    ],
)
def test_a_badge_as_a_flat_token_keeps_its_dates(claims: dict[str, Any], code: tuple[str, str]) -> None:
    assert answer(judged(token({**FLAT, **claims})), Question.VALIDITY) == code


def test_a_badge_as_a_flat_token_keeps_its_status() -> None:
    report = judged(token({**FLAT, "credentialStatus": test_status.entry()}), withdrawn())
    assert answer(report, Question.STATUS) == ("failed", "status.revoked")


def test_when_a_token_was_made_begins_nothing() -> None:
    ahead = int(making.NOW.timestamp()) + 3600
    claims = {name: value for name, value in FLAT.items() if name != "validFrom"}
    assert answer(judged(token({**claims, "iat": ahead})), Question.VALIDITY) == ("passed", "validity.open")
    assert answer(judged(token({**claims, "nbf": ahead})), Question.VALIDITY) == ("failed", "validity.not_yet")


def test_a_token_of_the_data_model_agrees_with_its_claims() -> None:
    other = {"iss": "did:web:somebody.example", "sub": making.STRANGER.did, "jti": "urn:other"}
    report = judged(token({**making.badge(), **other}, typ="vc+sd-jwt"))
    assert answer(report, Question.FORMAT) == ("failed", "malformed.claims")


@pytest.mark.parametrize(
    "beside",
    [{"validUntil": ENDED}, {"credentialStatus": test_status.entry()}, {"issuer": DID}, {"type": ["X"]}],
)
def test_what_a_token_states_beside_its_credential_is_refused(beside: dict[str, Any]) -> None:
    badge = making.badge()
    payload = {"iss": making.ISSUER.did, "sub": making.HOLDER.did, "jti": badge["id"], "nbf": 1789171200, "vc": badge}
    assert judged(test_formats.token(payload)).verdict() is Outcome.PASSED
    assert answer(judged(test_formats.token({**payload, **beside})), Question.FORMAT) == ("failed", "malformed.claims")


@pytest.mark.parametrize("kind", ["kb+jwt", "statuslist+jwt", "at+jwt", "openid4vci-proof+jwt"])
def test_a_token_made_for_something_else_is_no_credential(kind: str) -> None:
    report = judged(test_formats.token(making.badge(), typ=kind))
    assert answer(report, Question.FORMAT) == ("failed", "malformed.claims")


def sri(data: bytes) -> str:
    return "sha384-" + base64.b64encode(data).decode()


@pytest.mark.parametrize(
    ("related", "question", "code"),
    [
        ({"id": making.OB, "digestSRI": sri(bytes(48))}, Question.COVERAGE, ("unknown", "coverage.related")),
        ({"id": making.OB, "digestMultibase": "uEiA"}, Question.COVERAGE, ("unknown", "coverage.related")),
        ({"id": making.OB}, Question.FORMAT, ("failed", "malformed.related")),
        ({"digestSRI": sri(bytes(48))}, Question.FORMAT, ("failed", "malformed.related")),
        ("https://a.example", Question.FORMAT, ("failed", "malformed.related")),
        ({"id": "https://a.example/x", "digestSRI": sri(bytes(48))}, Question.COVERAGE, ("passed", "coverage.ok")),
    ],
)
def test_what_a_credential_rests_on_is_what_its_issuer_meant(
    related: Any, question: Question, code: tuple[str, str]
) -> None:
    assert answer(judged(dump_json(unsigned_or_signed(related))), question) == code


def unsigned_or_signed(related: Any) -> dict[str, Any]:
    return making.signed(making.badge(relatedResource=[related] if isinstance(related, dict) else related))


def test_one_of_several_subjects_does_not_prove_what_is_the_others() -> None:
    badge = making.badge()
    gold = badge["credentialSubject"]
    other = copy.deepcopy(gold) | {"id": making.STRANGER.did}
    other["achievement"] |= {"id": "urn:uuid:attended", "name": "Attendance only"}
    signed = making.signed({**badge, "credentialSubject": [gold, other]})
    for order in (signed["credentialSubject"], signed["credentialSubject"][::-1]):
        shown = presentation(
            making.STRANGER, ASKED, making.STRANGER.did, verifiableCredential=[{**signed, "credentialSubject": order}]
        )
        assert answer(judged(shown, audience=ASKED), Question.HOLDER) == ("unknown", "holder.several")


@pytest.mark.parametrize("extra", [{"@vocab": "https://elsewhere.example/"}, "https://elsewhere.example/context"])
def test_a_vocabulary_added_after_signing_is_not_covered(extra: Any) -> None:
    signed = making.signed(making.badge(), suite_name="eddsa-jcs-2022")
    assert judged(signed).verdict() is Outcome.PASSED
    signed["@context"] = [*signed["@context"], extra]
    assert answer(judged(signed), Question.COVERAGE) == ("unknown", "coverage.undefined_term")


def test_of_two_beginnings_the_later_counts() -> None:
    badge = making.badge(**{"@context": [making.V1, making.OB, making.DI2]}, issuanceDate="2099-01-01T00:00:00Z")
    assert answer(judged(making.signed(badge)), Question.VALIDITY) == ("failed", "validity.not_yet")


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


@pytest.mark.parametrize("names", [{"type": "eddsa-jcs-2022"}, {"cryptosuite": "Ed25519Signature2020"}])
def test_a_suite_under_the_wrong_kind_of_name_is_none_we_know(names: dict[str, str]) -> None:
    signed = making.signed()
    signed["proof"] |= names
    assert answer(judged(signed), Question.PROOF) == ("unknown", "proof.unsupported")


def test_a_proof_that_follows_one_nobody_can_check_says_no_more_than_that() -> None:
    first = {
        "id": "urn:uuid:first", "type": "DataIntegrityProof", "cryptosuite": "future-2031", "proofPurpose": "assertionMethod",
        "verificationMethod": making.ISSUER.verification_method, "created": "2026-09-12T03:00:00Z", "proofValue": "zA",
    }  # fmt: skip
    options = {
        "type": "DataIntegrityProof", "cryptosuite": "eddsa-rdfc-2022", "created": "2026-09-12T03:00:00Z",
        "verificationMethod": making.ISSUER.verification_method, "proofPurpose": "assertionMethod",
        "previousProof": first["id"],
    }  # fmt: skip
    before = {**making.badge(), "proof": [first]}
    value = suite("eddsa-rdfc-2022").sign(Secured(before, making.library()), options, making.ISSUER, ())
    chained = {**before, "proof": [first, {**options, "proofValue": value}]}
    assert answer(judged(chained), Question.PROOF) == ("unknown", "proof.unsupported")


def test_an_envelope_is_of_a_kind_that_holds_credentials() -> None:
    enveloped = {
        "@context": [making.V2], "type": "EnvelopedVerifiableCredential",
        "id": "data:text/html," + test_formats.token(making.badge(), typ="vc+jwt").decode(),
    }  # fmt: skip
    with pytest.raises(formats.Malformed):
        formats.read(dump_json(enveloped))


@pytest.mark.parametrize("moment", ["9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00+14:00"])
def test_the_first_and_the_last_day_of_all_are_days(moment: str) -> None:
    for member in ("validUntil", "validFrom"):
        report = judged(making.signed(making.badge(**{member: moment})))
        assert report.answer(Question.VALIDITY) is not None


def test_learning_records_are_judged_at_the_end_of_time() -> None:
    raw = dump_json(test_inside.record(making.signed()))
    for moment in (datetime.max.replace(tzinfo=UTC), datetime.min.replace(tzinfo=UTC)):
        assert verify_found(formats.read(raw), making.library(), moment)
