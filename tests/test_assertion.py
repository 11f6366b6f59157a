"""Open Badges before 3.0: hosted ones are true where they are hosted, signed ones by the issuer's key."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from tests import making
from wallet import formats
from wallet.assertion import complete
from wallet.encoding import b64url_encode
from wallet.errors import Malformed, Unsupported
from wallet.library import Document, Library
from wallet.report import Outcome, Question, Report
from wallet.verify import verify
from wallet.vocab.openbadges import achievements

HERE = "https://badges.example"
FETCHED = datetime(2026, 11, 20, tzinfo=UTC)
RSA = rsa.generate_private_key(65537, 2048)
V2 = "https://w3id.org/openbadges/v2"
PEM = RSA.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
ISSUER = {
    "@context": V2, "type": "Issuer", "id": f"{HERE}/issuer", "name": "北総学院大学", "url": HERE,
    "publicKey": [f"{HERE}/key"], "revocationList": f"{HERE}/revoked",
}  # fmt: skip
BADGE = {
    "@context": V2, "type": "BadgeClass", "id": f"{HERE}/badge", "name": "データサイエンス基礎", "image": f"{HERE}/badge.png",
    "description": "Ninety hours of study.", "criteria": {"narrative": "Pass the examination."}, "issuer": f"{HERE}/issuer",
}  # fmt: skip
KEY = {"@context": V2, "type": "CryptographicKey", "id": f"{HERE}/key", "owner": f"{HERE}/issuer", "publicKeyPem": PEM.decode()}  # fmt: skip
REVOKED = {"@context": V2, "type": "RevocationList", "id": f"{HERE}/revoked", "revokedAssertions": []}


def assertion(**changes: Any) -> dict[str, Any]:
    found = {
        "@context": V2, "type": "Assertion", "id": f"{HERE}/a/1", "issuedOn": "2026-09-12T00:00:00Z", "badge": f"{HERE}/badge",
        "recipient": {"type": "email", "hashed": True, "salt": "sel", "identity": "sha256$" + "0" * 64},
        "verification": {"type": "hosted"},
    }  # fmt: skip
    return {name: value for name, value in {**found, **changes}.items() if value is not None}


def signed(**changes: Any) -> bytes:
    claims = assertion(**{"verification": {"type": "signed", "creator": f"{HERE}/key"}, **changes})
    head = b64url_encode(b'{"alg":"RS256"}') + "." + b64url_encode(json.dumps(claims).encode())
    return f"{head}.{b64url_encode(RSA.sign(head.encode(), padding.PKCS1v15(), hashes.SHA256()))}".encode()


def site(*pages: dict[str, Any], from_address: bool = True, leave_out: str = "") -> Library:
    """What the issuer's site shows; later pages replace earlier ones of the same address."""
    every = {page["id"]: page for page in (ISSUER, BADGE, KEY, REVOKED, assertion(), *pages)}
    documents = [Document(url, json.dumps(page).encode(), FETCHED, from_address) for url, page in every.items() if url != leave_out]  # fmt: skip
    return making.library().plus(documents)


def report(raw: bytes, library: Library) -> Report:
    return verify(formats.read(raw).credentials[0], library, making.NOW)


def codes(found: Report) -> dict[str, tuple[str, str]]:
    return {check.question.value: (check.outcome.value, check.code) for check in found.checks}


def test_a_hosted_badge_passes_by_what_its_site_says_and_is_dated() -> None:
    found = report(making.raw(assertion()), site())
    assert found.verdict() is Outcome.PASSED
    proof = found.answer(Question.PROOF)
    assert proof is not None
    assert (proof.code, proof.as_of) == ("proof.hosted", FETCHED)
    assert codes(found)["binding"] == ("passed", "binding.hosted")


def test_without_a_copy_only_the_site_could_tell() -> None:
    found = report(making.raw(assertion()), making.library())
    assert found.verdict() is Outcome.UNKNOWN
    assert codes(found)["proof"] == ("unknown", "proof.hosted_missing")
    assert codes(found)["status"] == ("unknown", "status.hosted_unconfirmed")
    assert f"{HERE}/a/1" in [need.url for need in found.needs]


def test_a_file_that_merely_states_an_address_is_nobodys_copy() -> None:
    assert report(making.raw(assertion()), site(from_address=False)).verdict() is Outcome.UNKNOWN


def test_an_assertion_edited_in_hand_is_not_the_one_that_is_hosted() -> None:
    found = report(making.raw(assertion(issuedOn="2026-09-13T00:00:00Z")), site())
    assert codes(found)["proof"] == ("failed", "proof.hosted_differs")
    assert found.verdict() is Outcome.FAILED


def test_a_withdrawn_hosted_badge_fails() -> None:
    gone = {"@context": V2, "type": "Assertion", "id": f"{HERE}/a/1", "revoked": True, "revocationReason": "by mistake"}
    found = report(making.raw(assertion()), site(gone))
    assert codes(found)["status"] == ("failed", "status.revoked")
    assert found.verdict() is Outcome.FAILED


@pytest.mark.parametrize(
    ("rules", "address", "outcome"),
    [
        ({}, f"{HERE}/a/1", "passed"),
        ({}, "https://badges.example.evil/a/1", "failed"),
        ({}, "https://evil.example/a/1", "failed"),
        ({"allowedOrigins": ["host.example"]}, "https://host.example/a/1", "passed"),
        ({"allowedOrigins": "host.example"}, f"{HERE}/a/1", "failed"),
        ({"startsWith": f"{HERE}/a/"}, f"{HERE}/a/1", "passed"),
        ({"startsWith": f"{HERE}/b/"}, f"{HERE}/a/1", "failed"),
        ({"startsWith": [f"{HERE}/b/", f"{HERE}/a/"]}, f"{HERE}/a/1", "passed"),
        ({}, "https://badges.example]/a/1", "failed"),
        ({"allowedOrigins": ["badges.example.evil"], "startsWith": HERE}, f"{HERE}.evil/a/1", "failed"),
    ],
)
def test_an_issuer_hosts_where_it_says_and_nowhere_else(rules: dict[str, Any], address: str, outcome: str) -> None:
    claims = assertion(id=address)
    found = report(making.raw(claims), site({**ISSUER, "verification": rules}, claims))
    assert codes(found)["binding"][0] == outcome


def test_a_stranger_cannot_host_a_badge_in_the_name_of_another_by_writing_the_profile_into_it() -> None:
    profile = {**ISSUER, "verification": {"allowedOrigins": ["evil.example"]}}
    claims = assertion(id="https://evil.example/a/1", badge={**BADGE, "issuer": profile})
    assert codes(report(making.raw(claims), site(claims)))["binding"] == ("failed", "binding.origin")
    without = report(making.raw(claims), site(claims, leave_out=f"{HERE}/issuer"))
    assert without.verdict() is not Outcome.PASSED


def test_a_signed_badge_passes_by_the_key_that_its_issuer_lists() -> None:
    found = report(signed(), site())
    assert found.verdict() is Outcome.PASSED
    assert codes(found)["binding"] == ("passed", "binding.ok")


def test_a_signed_badge_with_another_letter_fails() -> None:
    head, payload, tail = signed().split(b".")
    other = b64url_encode(json.dumps(assertion(id=f"{HERE}/a/2", verification={"type": "signed", "creator": f"{HERE}/key"})).encode())  # fmt: skip
    assert codes(report(head + b"." + other.encode() + b"." + tail, site()))["proof"] == ("failed", "proof.bad")
    assert payload


@pytest.mark.parametrize(
    ("page", "code"),
    [
        ({**KEY, "owner": "https://evil.example/issuer"}, "binding.mismatch"),
        ({**ISSUER, "publicKey": f"{HERE}/key-2"}, "binding.mismatch"),
        ({name: value for name, value in ISSUER.items() if name != "publicKey"}, "binding.mismatch"),
    ],
)
def test_a_key_that_the_issuer_does_not_own_and_list_binds_nobody(page: dict[str, Any], code: str) -> None:
    found = report(signed(), site(page))
    assert codes(found)["binding"] == ("failed", code)
    assert found.verdict() is Outcome.FAILED


def test_a_profile_inside_the_assertion_does_not_list_keys() -> None:
    profile = {**ISSUER, "publicKey": [f"{HERE}/key"]}
    raw = signed(badge={**BADGE, "issuer": profile})
    without = report(raw, site(leave_out=f"{HERE}/issuer"))
    assert codes(without)["binding"] == ("unknown", "binding.missing_document")
    assert without.verdict() is Outcome.UNKNOWN


@pytest.mark.parametrize("entry", [f"{HERE}/a/1", {"id": f"{HERE}/a/1", "revocationReason": "by mistake"}])
def test_a_signed_badge_on_the_issuers_list_is_withdrawn(entry: Any) -> None:
    found = report(signed(), site({**REVOKED, "revokedAssertions": [{"id": "urn:x"}, 7, entry]}))
    assert codes(found)["status"] == ("failed", "status.revoked")


def test_a_list_that_is_missing_or_none_is_unknown() -> None:
    assert codes(report(signed(), site(leave_out=f"{HERE}/revoked")))["status"] == ("unknown", "status.missing")
    assert codes(report(signed(), site({**REVOKED, "revokedAssertions": "none"})))["status"][0] == "unknown"
    no_list = {name: value for name, value in ISSUER.items() if name != "revocationList"}
    assert codes(report(signed(), site(no_list)))["status"] == ("absent", "status.none")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"@context": "https://w3id.org/openbadges/invalid"}, "malformed.context"),
        ({"type": "OtherAssertion"}, "malformed.type"),
        ({"image": "data:image/png;base64,AAAA"}, "malformed.image"),
        ({"expires": "2026-09-11T00:00:00Z"}, "malformed.dates_order"),
        ({"issuedOn": "2026-09-12T00:00:00"}, "malformed.date"),
        ({"recipient": "learner@mail.example"}, "malformed.recipient"),
        ({"recipient": {"identity": "x", "hashed": "true"}}, "malformed.recipient"),
        ({"verification": None}, "malformed.verification"),
        ({"badge": 7}, "malformed.badge"),
        ({"id": None}, "malformed.id"),
    ],
)
def test_every_broken_rule_is_named(changes: dict[str, Any], code: str) -> None:
    found = formats.read(making.raw(assertion(**changes))).credentials[0]
    assert code in [one for one, _ in found.flaws]


def test_dates_are_judged_like_any_other() -> None:
    later = assertion(issuedOn="2100-01-01T00:00:00Z")
    over = assertion(expires="2026-10-01T00:00:00Z")
    assert codes(report(making.raw(later), site(later)))["validity"] == ("failed", "validity.not_yet")
    assert codes(report(making.raw(over), site(over)))["validity"] == ("failed", "validity.expired")


def test_the_badge_and_the_issuer_are_filled_in_from_what_is_at_hand() -> None:
    credential = complete(formats.read(making.raw(assertion())).credentials[0], site())
    assert credential.titles == ("データサイエンス基礎",)
    assert (credential.issuer.id, credential.issuer.name) == (f"{HERE}/issuer", "北総学院大学")
    said = achievements(credential)[0]
    assert said.stated("content") == ("Pass the examination.",)
    assert complete(formats.read(making.raw(assertion())).credentials[0], making.library()).titles == ()


def test_badges_of_the_first_years_are_read_and_never_called_genuine() -> None:
    old = {
        "recipient": "learner@mail.example", "issued_on": "2011-06-01",
        "badge": {"version": "0.5.0", "name": "Basics", "image": "/b.png", "description": "Basics.", "criteria": "/c",
                  "issuer": {"origin": "https://old.example", "name": "Old School"}},
    }  # fmt: skip
    found = formats.read(making.raw(old)).credentials[0]
    assert (found.format, found.titles, found.flaws) == ("ob1", ("Basics",), ())
    assert report(making.raw(old), making.library()).verdict() is Outcome.FAILED


def test_a_badge_or_an_issuer_alone_and_an_address_alone_are_told_apart_from_damage() -> None:
    for page in (BADGE, ISSUER, KEY, REVOKED):
        with pytest.raises(Malformed, match=r"malformed\.badge_part"):
            formats.read(making.raw(page))
    with pytest.raises(Unsupported, match=r"format\.address_only"):
        formats.read(f"{HERE}/a/1".encode())


def test_loops_among_pages_end() -> None:
    one, two = ({**BADGE, "id": f"{HERE}/{other}"} for other in ("two", "one"))
    pages = [
        Document(f"{HERE}/one", making.raw(one), FETCHED, True),
        Document(f"{HERE}/two", making.raw(two), FETCHED, True),
    ]
    claims = assertion(badge=f"{HERE}/one")
    found = report(making.raw(claims), site(claims).plus(pages))
    assert codes(found)["binding"] == ("failed", "malformed.badge")
