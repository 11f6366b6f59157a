"""What a holder or a forger could try without breaking a signature, and shapes in which honest issuers write."""

import base64
import copy
from datetime import UTC, datetime
from typing import Any

import pytest

from tests import making, test_formats, test_inside, test_sdjwt, test_selective, test_status
from tests.test_holder import ASKED, presentation
from wallet import formats
from wallet.encoding import base58_encode, dump_json
from wallet.formats import sdjwt
from wallet.library import Context, Document, Library
from wallet.model import Audience
from wallet.proofs import Secured, sign_document, suite
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


def test_a_part_does_not_say_that_there_is_no_end() -> None:
    base = test_selective.base("ecdsa-sd-2023")
    report = judged(test_selective.derived(base, test_selective.NAME))
    assert answer(report, Question.VALIDITY) == ("passed", "validity.open_part")
    assert answer(report, Question.STATUS) == ("absent", "status.none_part")


def test_a_badge_in_a_flat_token_agrees_with_its_claims_too() -> None:
    other = {"iss": making.ISSUER.did, "jti": "urn:other", "vct": "x"}
    report = judged(token({**making.badge(issuer={"id": DID, "type": ["Profile"]}), **other}))
    assert answer(report, Question.FORMAT) == ("failed", "malformed.claims")


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
