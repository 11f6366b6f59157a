"""What a holder or a forger could try without breaking a signature, and shapes in which honest issuers write."""

import base64
import copy
import json
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests import making, sealing, test_assertion, test_formats, test_inside, test_sdjwt, test_selective, test_status
from tests.judging import anchors
from tests.test_holder import ASKED, presentation
from wallet import formats
from wallet.did import metadata_address
from wallet.encoding import base58_encode, dump_json, host_name, host_of, web_address
from wallet.formats import sdjwt
from wallet.library import CONFIGURATION, Context, Document, Library, documents_from
from wallet.model import Audience
from wallet.proofs import Secured, sign_document, sign_jws, suite
from wallet.report import Check, Outcome, Question, Report
from wallet.verify import verify_found
from wallet.vocab.openbadges import achievements

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
        ({"id": making.V2, "digestSRI": sri(bytes(48))}, Question.COVERAGE, ("unknown", "coverage.related")),
        ({"id": making.V2, "digestMultibase": "uEiA"}, Question.COVERAGE, ("unknown", "coverage.related")),
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


EXT = "https://ext.example/context"


def with_words(**words: Any) -> Library:
    return making.library().with_contexts([Context(EXT, raw=dump_json({"@context": words}))])


@pytest.mark.parametrize("place", ["endorsement", "evidence", "credentialSubject"])
def test_an_end_cannot_be_moved_under_a_name_of_another_context(place: str) -> None:
    words = {
        "until": {
            "@id": "https://www.w3.org/2018/credentials#validUntil",
            "@type": "http://www.w3.org/2001/XMLSchema#dateTime",
        },
        "state": {"@id": "https://www.w3.org/2018/credentials#credentialStatus", "@type": "@id"},
    }
    badge = making.badge(validUntil=ENDED, credentialStatus=test_status.entry())
    if place == "endorsement":
        about = {"id": badge["id"], "type": ["EndorsementSubject"], "endorsementComment": "Good."}
        praise = making.badge(
            id="urn:uuid:praise", type=["VerifiableCredential", "EndorsementCredential"], credentialSubject=about
        )
        badge["endorsement"] = [making.signed(praise)]
    elif place == "evidence":
        badge["evidence"] = [{"id": badge["id"], "type": ["Evidence"], "name": "The badge itself."}]
    else:
        badge["credentialSubject"]["id"] = badge["id"]
    signed = making.signed(badge)
    signed["@context"] = [*signed["@context"], EXT]
    inner = signed["credentialSubject"] if place == "credentialSubject" else signed[place][0]
    if place == "endorsement":
        inner["@context"] = [*inner["@context"], EXT]
        inner = inner["credentialSubject"]
    inner["until"], inner["state"] = signed.pop("validUntil"), signed.pop("credentialStatus")
    assert judged(signed, withdrawn(), library=with_words(**words)).verdict() is Outcome.UNKNOWN


def test_a_failed_result_does_not_disappear() -> None:
    badge = making.badge()
    subject = badge["credentialSubject"]
    subject["result"] = [{"type": ["Result"], "status": "Failed"}]
    signed = making.signed(badge)
    other = copy.deepcopy(signed)
    other["@context"] = [*other["@context"], EXT]
    other["credentialSubject"]["remark"] = other["credentialSubject"].pop("result")
    words = with_words(remark={"@id": "https://purl.imsglobal.org/spec/vc/ob/vocab.html#result"})
    assert judged(other, library=words).verdict() is Outcome.UNKNOWN
    apart = copy.deepcopy(signed)
    result = apart["credentialSubject"].pop("result")
    whole = apart["credentialSubject"]
    apart["credentialSubject"] = [whole, {"id": whole["id"], "type": whole["type"], "result": result}]
    assert judged(apart).verdict() is Outcome.PASSED
    (found,) = achievements(formats.read(dump_json(apart)).credentials[0])
    assert found.stated("result") == ("Failed",)


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


def test_a_part_does_not_say_that_there_is_no_end() -> None:
    base = test_selective.base("ecdsa-sd-2023")
    report = judged(test_selective.derived(base, test_selective.NAME))
    assert answer(report, Question.VALIDITY) == ("passed", "validity.open_part")
    assert answer(report, Question.STATUS) == ("absent", "status.none_part")


def test_a_badge_in_a_flat_token_agrees_with_its_claims_too() -> None:
    other = {"iss": making.ISSUER.did, "jti": "urn:other", "vct": "x"}
    report = judged(token({**making.badge(issuer={"id": DID, "type": ["Profile"]}), **other}))
    assert answer(report, Question.FORMAT) == ("failed", "malformed.claims")


def test_a_list_may_be_about_itself() -> None:
    listing = test_status.listing(test_status.bits())
    listing["credentialSubject"]["id"] = listing["id"]
    document = making.document("https://issuer.example/status/1", making.signed(listing), making.NOW, True)
    badge = making.signed(making.badge(credentialStatus=test_status.entry()))
    assert answer(judged(badge, document), Question.STATUS) == ("passed", "status.ok")


@pytest.mark.parametrize(
    "claims", [{"validUntil": "2027-03-31"}, {"expirationDate": "2020-01-01"}, {"issuanceDate": "2026-04-01"}]
)
def test_a_card_of_another_kind_may_have_dates_of_its_own(claims: dict[str, str]) -> None:
    card = {"vct": "https://school.example/card", "iss": making.ISSUER.did, "iat": 1789000000, "exp": 1830000000}
    assert judged(token({**card, **claims})).verdict() is Outcome.PASSED


PUBLISHED = bytes.fromhex("59955ced6697d61e03f2b2556febe5308ab16842846f5b586d7f1f7adec92734")


@pytest.mark.parametrize(
    ("related", "code"),
    [
        ({"digestSRI": "sha256-" + base64.b64encode(PUBLISHED).decode()}, ("passed", "coverage.ok")),
        ({"digestMultibase": "z" + base58_encode(b"\x12\x20" + PUBLISHED)}, ("passed", "coverage.ok")),
        ({"digestMultibase": "z" + base58_encode(b"\x12\x20" + bytes(32))}, ("unknown", "coverage.related")),
    ],
)
def test_a_context_is_the_file_that_its_authority_publishes(related: dict[str, str], code: tuple[str, str]) -> None:
    signed = making.signed(making.badge(relatedResource=[{"id": making.V2, **related}]))
    assert answer(judged(signed), Question.COVERAGE) == code


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
