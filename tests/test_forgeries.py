"""The thirty nastiest cases a verifier meets, each made afresh: none passes, and each says why.

The numbers are those of the design paper on standards, part E. Every row is a file as a stranger would
bring it, what is at hand, and one of the codes that must be among the answers.
"""

import copy
import json
from collections.abc import Callable, Iterator
from typing import Any

import cbor2
import pytest

from tests import making, sealing, test_assertion, test_inside, test_selective, test_status
from tests.test_formats import token
from tests.test_holder import ASKED, presentation
from tests.test_sdjwt import issued
from wallet import formats
from wallet.encoding import b64url_decode, b64url_encode, dump_json
from wallet.errors import WalletError
from wallet.formats import baked, sdjwt
from wallet.library import Library
from wallet.model import Audience
from wallet.report import Outcome, Report
from wallet.sharing.pictures import write_png
from wallet.verify import verify_contained, verify_found

Case = tuple[str, bytes, Library, Audience | None, str]
LIBRARY = making.library()


def case(name: str, content: Any, code: str, library: Library = LIBRARY, asked: Audience | None = None) -> Case:
    return name, content if isinstance(content, bytes) else making.raw(content), library, asked, code


def with_proof(document: dict[str, Any], **changes: Any) -> dict[str, Any]:
    return {**document, "proof": {**document["proof"], **changes}}


def unsound_keys() -> Iterator[Case]:
    url = f"https://university.example/keys#{making.STRANGER.multikey}"
    named = making.badge(issuer="https://university.example")
    yield case(
        "1 key in a fragment", making.signed(named, making.STRANGER, verification_method=url), "binding.unproven"
    )
    jwk = token(making.badge(issuer="https://university.example"), making.STRANGER, jwk=making.STRANGER.public_jwk)
    yield case("1 key in a header", jwk, "binding.unproven")
    yield case("2 another's did:key", making.signed(making.badge(), making.STRANGER), "binding.mismatch")
    did = "did:web:university.example"
    page = making.document(did, making.did_document(did, making.ISSUER, ("authentication",)))
    wrong = making.signed(making.badge(issuer=did), verification_method=f"{did}#key-1")
    yield case("3 key for another purpose", wrong, "binding.relationship", LIBRARY.plus([page]))


def vocabulary() -> Iterator[Case]:
    signed = making.signed()
    subject = {**signed["credentialSubject"], "grade": "A+"}
    yield case("4 an undefined grade", {**signed, "credentialSubject": subject}, "coverage.undefined_term")
    inline = {**signed, "@context": [*signed["@context"], {"@vocab": "https://evil.example/"}]}
    yield case("5 an inline vocabulary", inline, "coverage.context_inline")
    foreign = {**signed, "@context": [*signed["@context"], "https://evil.example/context"]}
    yield case("5 an unknown context", foreign, "coverage.context_unknown")
    nested = {**signed["credentialSubject"], "@context": {"name": "https://evil.example/name"}}
    yield case("6 a context within", {**signed, "credentialSubject": nested}, "coverage.context_nested")
    yield case("6 a context in the proof", with_proof(signed, **{"@context": making.V2}), "coverage.context_nested")
    text = making.raw(signed).replace(b'"name":', b'"name":"A","name":', 1)
    yield case("8 a member twice", text, "malformed.json_duplicate")
    relative = making.signed(making.badge())
    relative["credentialSubject"]["achievement"]["id"] = "../achievement"
    yield case("9 a relative id", relative, "coverage.relative")


def proof_sets() -> Iterator[Case]:
    signed = making.signed()
    bad = with_proof(signed, created="2026-09-12T03:00:01Z")["proof"]
    yield case("10 a good proof beside a bad one", {**signed, "proof": [signed["proof"], bad]}, "proof.bad")
    alone = {**signed, "proof": {"type": "FutureSignature2031", "proofValue": "z1"}}
    yield case("10 only an unknown proof", alone, "proof.unsupported")
    yield case("11 a link to no proof", with_proof(signed, previousProof="urn:uuid:none"), "proof.chain")
    yield case("11 a link that is no name", with_proof(signed, previousProof=[{}]), "proof.chain")
    purpose = making.signed(making.badge(), purpose="authentication")
    yield case("12 a proof for logging in", purpose, "proof.purpose")
    yield case("12 an answer to another", presentation(), "holder.replayed", asked=Audience("other", "fair.example"))
    yield case("13 a proof after its end", with_proof(signed, expires="2026-01-01T00:00:00Z"), "proof.expired")
    yield case("13 a proof without a zone", with_proof(signed, created="2026-09-12"), "proof.dates")
    for value in ("u" + signed["proof"]["proofValue"][1:], signed["proof"]["proofValue"] + "1", "z", "zl0OI", "m!"):
        yield case(f"14 a signature {value[:6]}", with_proof(signed, proofValue=value), "proof.bad")


def selective() -> Iterator[Case]:
    for suite in test_selective.KEYS:
        base = test_selective.base(suite)
        yield case(f"15 the holder's own proof {suite}", base, "proof.base")
        part = test_selective.derived(base, test_selective.NAME)
        value = b64url_decode(part["proof"]["proofValue"][1:])
        tagged = value[:3] + cbor2.dumps(cbor2.CBORTag(64, cbor2.loads(value[3:])))
        yield case(f"15 a tag {suite}", with_proof(part, proofValue="u" + b64url_encode(tagged)), "proof.bad")
        less = {name: item for name, item in part.items() if name != "validFrom"}
        yield case(f"15 less than mandatory {suite}", less, "proof.bad")
        more = copy.deepcopy(part)
        more["credentialSubject"]["achievement"]["tag"] = ["honours"]
        yield case(f"16 more than signed {suite}", more, "proof.bad")
        undefined = copy.deepcopy(part)
        undefined["credentialSubject"]["achievement"]["grade"] = "A+"
        yield case(f"16 an undefined term {suite}", undefined, "coverage.undefined_term")


def tokens() -> Iterator[Case]:
    for header in ({"alg": "none"}, {"alg": "HS256"}, {"alg": "ES256"}):
        yield case(f"17 {header['alg']}", token(making.badge(), **header), "proof.algorithm")
    for extra in ({"crit": ["exp"]}, {"b64": False}):
        yield case(f"17 {sorted(extra)}", token(making.badge(), **extra), "proof.header")
    both = {**making.badge(), "vc": making.badge(), "iss": making.ISSUER.did}
    yield case("18 two credentials in one token", token(both), "malformed.claims")
    for claim, value in (("iss", making.STRANGER.did), ("jti", "urn:x"), ("nbf", 1), ("sub", making.STRANGER.did)):
        moved = {**making.badge(), claim: value}
        yield case(f"18 another {claim}", token(moved), "malformed.claims")


def disclosures() -> Iterator[Case]:
    whole = issued()
    jws, *rest = whole.split(b"~")
    extra = b64url_encode(dump_json(["salt", "role", "Professor"])).encode()
    yield case("19 a disclosure nobody signed", b"~".join([jws, *rest[:-1], extra, b""]), "malformed.sd_jwt")
    yield case("19 a disclosure twice", b"~".join([jws, rest[0], *rest]), "malformed.sd_jwt")
    yield case("19 a hidden issuer", issued(("/iss",)), "malformed.sd_jwt")
    yield case("19 no answer of the holder's", whole, "holder.unanswered", asked=ASKED)
    bound = sdjwt.bind(whole, making.HOLDER, ASKED, making.NOW)
    yield case("19 an answer to another", bound, "holder.replayed", asked=Audience("other", "fair.example"))
    fewer = b"~".join([jws, *rest[1:-1], bound.rpartition(b"~")[2]])
    yield case("19 an answer for other claims", fewer, "holder.bad", asked=ASKED)


def lists() -> Iterator[Case]:
    url, clear = test_status.URL, test_status.bits()
    badge = making.signed(making.badge(credentialStatus=test_status.entry()), suite_name="eddsa-jcs-2022")

    def hand(listing: dict[str, Any], signed: bool = True) -> Library:
        document = making.signed(listing) if signed else listing
        return LIBRARY.plus([making.document(url, document, making.NOW)])

    tampered = making.signed(test_status.listing(clear))
    tampered["credentialSubject"]["statusPurpose"] = ["revocation", "x"]
    rows: tuple[tuple[str, Library, str], ...] = (
        ("20 not at hand", LIBRARY, "status.missing"),
        ("20 unsigned", hand(test_status.listing(clear), signed=False), "status.list_bad"),
        ("20 tampered", hand(tampered, signed=False), "status.list_bad"),
        ("20 expired", hand(test_status.listing(clear, validUntil="2026-11-23T00:00:00Z")), "status.stale"),
        ("20 of the future", hand(test_status.listing(clear, validFrom="2027-01-01T00:00:00Z")), "status.list_bad"),
        ("20 of another purpose", hand(test_status.listing(clear, purpose="suspension")), "status.list_bad"),
        ("20 too short", hand(test_status.listing(test_status.bits(size=8192))), "status.list_bad"),
        ("20 a bomb", hand(test_status.listing(test_status.encoded(bytes(17 * 1024 * 1024)))), "status.list_bad"),
        ("20 withdrawn", hand(test_status.listing(test_status.bits(94567))), "status.revoked"),
    )
    for name, library, code in rows:
        yield case(name, badge, code, library)
    far = making.signed(making.badge(credentialStatus=test_status.entry("99999999")), suite_name="eddsa-jcs-2022")
    yield case("20 beyond the end", far, "status.list_bad", hand(test_status.listing(clear)))
    held = making.signed(
        making.badge(credentialStatus=test_status.entry(purpose="suspension")), suite_name="eddsa-jcs-2022"
    )
    suspended = hand(test_status.listing(test_status.bits(94567), purpose="suspension"))
    yield case("21 suspended", held, "status.suspended", suspended)


def badges_of_version_2() -> Iterator[Case]:
    here = test_assertion.HERE
    edited = test_assertion.assertion(issuedOn="2026-09-13T00:00:00Z")
    yield case("24 edited in hand", edited, "proof.hosted_differs", test_assertion.site())
    elsewhere = test_assertion.assertion(id=f"{here}.evil/a/1")
    yield case("24 hosted elsewhere", elsewhere, "binding.origin", test_assertion.site(elsewhere))
    owned = {**test_assertion.KEY, "owner": "https://evil.example"}
    yield case("25 another's key", test_assertion.signed(), "binding.mismatch", test_assertion.site(owned))
    unlisted = {**test_assertion.ISSUER, "publicKey": []}
    yield case("25 an unlisted key", test_assertion.signed(), "binding.mismatch", test_assertion.site(unlisted))
    gone = {**test_assertion.REVOKED, "revokedAssertions": [f"{here}/a/1"]}
    yield case("25 withdrawn", test_assertion.signed(), "status.revoked", test_assertion.site(gone))


def pictures() -> Iterator[Case]:
    plain = write_png([bytes(8)] * 8)
    once = baked.bake_png(plain, making.raw(making.signed()))
    head, tail = once[:33], once[33:]
    chunk = baked._chunk(b"iTXt", baked.KEYWORD + b"\0\0\0\0\0" + making.raw(making.badge()))
    yield case("27 two badges", head + chunk + tail, "malformed.png_many")
    broken = bytearray(once)
    broken[60] ^= 1
    yield case("27 a bad checksum", bytes(broken), "malformed.png")
    svg = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:o="https://purl.imsglobal.org/ob/v3p0">{}</svg>'
    two = svg.format('<o:credential verify="x"/><o:credential verify="y"/>')
    yield case("27 two badges in an SVG", two.encode(), "malformed.svg_many")
    entity = '<!DOCTYPE svg [<!ENTITY a "aaaa">]>' + svg.format('<o:credential verify="&a;"/>')
    yield case("27 entities", entity.encode(), "malformed.svg")


def seals() -> Iterator[Case]:
    whole = json.loads(sealing.sealed())
    again = {**whole, "payload": json.dumps(json.loads(whole["payload"]), indent=1)}
    yield case("28 a payload written anew", again, "proof.bad")
    for crit in ([], ["b64", "b64"], "b64", ["b64", "nothing"], ["alg"]):
        sealed = sealing.sealed(protected=sealing.header(crit=crit))
        yield case(f"28 crit {crit}", sealed, "malformed.seal_critical")
    yield case("28 a seal of one's own making", sealing.sealed(), "binding.seal_unlisted")


def dates() -> Iterator[Case]:
    yield case("29 an end before the beginning", making.signed(making.badge(validUntil="2020-01-01T00:00:00Z")), "malformed.dates_order")  # fmt: skip
    yield case("29 from 2099", making.signed(making.badge(validFrom="2099-01-01T00:00:00Z")), "validity.not_yet")
    local = making.signed(making.badge(validFrom="2026-09-12T00:00:00"))
    yield case("29 a local time", local, "malformed.date")
    for did in ("did:web:university.example:..:admin", "did:web:", "did:web:university.example:a%2F..%2Fb"):
        page = making.document(did, making.did_document(did, making.STRANGER))
        document = making.signed(making.badge(issuer=did), making.STRANGER, verification_method=f"{did}#key-2")
        code = "malformed.did_method" if "%2F" in did else "malformed.did"
        yield case(f"30 {did}", document, code, LIBRARY.plus([page]))


FAMILIES: tuple[Callable[[], Iterator[Case]], ...] = (
    unsound_keys, vocabulary, proof_sets, selective, tokens, disclosures, lists, badges_of_version_2, pictures, seals, dates,
)  # fmt: skip
CASES = [one for family in FAMILIES for one in family()]


def codes(raw: bytes, library: Library, asked: Audience | None) -> tuple[set[str], tuple[Report, ...]]:
    try:
        reports = verify_found(formats.read(raw), library, making.NOW, asked)
    except WalletError as error:
        return {error.code}, ()
    answers = {check.code for report in reports for check in report.checks if check.outcome is not Outcome.PASSED}
    reasons = {str(check.facts.get("reason")) for report in reports for check in report.checks}
    return answers | reasons, reports


@pytest.mark.parametrize("made", CASES, ids=[one[0] for one in CASES])
def test_it_does_not_pass_and_says_why(made: Case) -> None:
    _, raw, library, asked, code = made
    found, reports = codes(raw, library, asked)
    assert all(report.verdict() is not Outcome.PASSED for report in reports)
    assert code in found, found


def test_what_is_inside_a_record_is_not_made_true_by_it() -> None:
    """22: an expired credential and another person's within a valid record; 23: endorsements."""
    over = making.signed(making.badge(validUntil="2026-11-01T00:00:00Z"))
    theirs = making.signed(
        making.badge(credentialSubject={**making.badge()["credentialSubject"], "id": making.STRANGER.did})
    )
    record = formats.read(making.raw(test_inside.record(over, theirs))).credentials[0]
    for held, report in verify_contained(record, LIBRARY, making.NOW):
        assert held is not None
        assert isinstance(report, Report)
        assert report.verdict() is Outcome.FAILED
    assert test_inside.code(test_inside.endorsed(test_inside.endorsement(about="urn:x")))[1] == "endorsement.unrelated"
    assert test_inside.code(test_inside.endorsed(test_inside.endorsement(by=making.ISSUER)))[1] == "endorsement.own"


def test_the_cases_are_made_of_sound_material() -> None:
    """Without its one change, each kind passes: the refusals above are not for another reason."""
    sound: tuple[tuple[Any, Library, Audience | None], ...] = (
        (making.signed(), LIBRARY, None),
        (token(making.badge()), LIBRARY, None),
        (test_selective.derived(test_selective.base("ecdsa-sd-2023"), test_selective.NAME), LIBRARY, None),
        (test_selective.derived(test_selective.base("bbs-2023"), test_selective.NAME), LIBRARY, None),
        (issued(), LIBRARY, None),
        (sdjwt.bind(issued(), making.HOLDER, ASKED, making.NOW), LIBRARY, ASKED),
        (presentation(), LIBRARY, ASKED),
        (test_assertion.assertion(), test_assertion.site(), None),
        (test_assertion.signed(), test_assertion.site(), None),
    )
    for content, library, asked in sound:
        raw = content if isinstance(content, bytes) else making.raw(content)
        (report,) = verify_found(formats.read(raw), library, making.NOW, asked)
        assert report.verdict() is Outcome.PASSED
