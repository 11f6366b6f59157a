"""Who an issuer is: registries, own lists, pins, federations, and names that are taken for others."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from hypothesis import given
from hypothesis import strategies as st

from tests import making
from tests.test_lookalike import HONEST, SPOOFS, pairs
from wallet import formats, registries, trust, words
from wallet.cli.check import library_with
from wallet.crypto.keys import PrivateKey
from wallet.did import Method
from wallet.encoding import b64url_encode, dump_json
from wallet.evidence import Evidence, Proven
from wallet.library import Document, Library, documents_from
from wallet.model import Issuer, Json, Proof
from wallet.proofs.jose import sign_jws
from wallet.registries import Entry, directory, pins
from wallet.report import Check, Outcome, Policy, Question
from wallet.verify import verify

NOW = making.NOW
DID = making.ISSUER.did
WEB = "did:web:hokuso.example"
PILOT = "https://registry.example/pilot/registry.json"
SANDBOX = "https://registry.example/sandbox/registry.json"
KNOWN = "https://registry.example/known-did-registries.json"
ANCHOR = "https://federation.example"
CONFIGURATION = f"{ANCHOR}/.well-known/openid-federation"
LIST = "urn:example:partners"
DAY = timedelta(days=1)
REGISTRAR = making.key("registrar")


def at_hand(url: str, value: Any, as_of: datetime | None = None, chosen: bool = True) -> Document:
    return Document(url, value if isinstance(value, bytes) else dump_json(value), as_of, chosen)


def legacy(issuers: dict[str, Any] | None = None, updated: str = "2026-11-01T02:32:16+0000") -> Json:
    listed = {DID: {"name": "北総学院大学", "location": "Chiba, Japan", "url": "https://hokuso.example"}}
    return {"meta": {"created": "2020-12-02T02:32:16+0000", "updated": updated}, "registry": issuers or listed}


def known(*rows: Json) -> list[Json]:
    return list(rows) or [
        {"type": "dcc-legacy", "name": "Pilot Registry", "url": PILOT},
        {"type": "dcc-legacy", "name": "Sandbox Registry", "url": SANDBOX},
    ]


def own(**changes: Any) -> Json:
    value = {
        "type": "AkashiIssuerList",
        "id": LIST,
        "name": "Partner schools",
        "version": 3,
        "updated": "2026-11-01T00:00:00Z",
        "expires": "2027-04-30T00:00:00Z",
        "issuers": [{"id": DID, "name": "北総学院大学", "note": "by telephone"}],
    }
    return {name: item for name, item in {**value, **changes}.items() if item is not None}


def epoch(moment: datetime) -> int:
    return int(moment.timestamp())


def statement(subject: str = DID, by: PrivateKey = REGISTRAR, header: Json | None = None, **changes: Any) -> bytes:
    """An entity statement about a member, or (subject ANCHOR) the anchor's entity configuration."""
    about = {"organization_name": "Hokuso Gakuin", "homepage_uri": "https://hokuso.example"}
    claims: Json = {"iss": ANCHOR, "sub": subject, "iat": epoch(NOW - DAY), "exp": epoch(NOW + DAY)}
    claims["metadata"] = {"federation_entity": about}
    if subject == ANCHOR:
        claims["jwks"] = {"keys": [{**REGISTRAR.public_jwk, "kid": "k1"}]}
        claims["metadata"] = {
            "federation_entity": {
                "organization_name": "Example Federation",
                "federation_fetch_endpoint": f"{ANCHOR}/fetch",
            }
        }
    claims = {name: value for name, value in {**claims, **changes}.items() if value is not None}
    full = {"typ": "entity-statement+jwt", "kid": "k1", **(header or {})}
    return sign_jws(dump_json(claims), by, {name: value for name, value in full.items() if value is not None}).encode()


def library(*documents: Document) -> Library:
    return making.library().plus(documents)


def federation(*statements: bytes, configuration: bytes | None = None) -> Library:
    found = [document for raw in statements for document in documents_from(raw)]
    return library(at_hand(CONFIGURATION, configuration or statement(ANCHOR)), *found)


def answer(
    known_to: Library, document: Json | None = None, by: PrivateKey = making.ISSUER, at: datetime = NOW
) -> Check:
    signed = making.signed(document, by) if document is None or "proof" not in document else document
    (credential,) = formats.read(making.raw(signed)).credentials
    found = verify(credential, known_to, at).answer(Question.ISSUER)
    assert found is not None
    return found


def called(name: str) -> Json:
    return making.badge(issuer={"id": making.STRANGER.did, "type": ["Profile"], "name": name})


def by_stranger(known_to: Library, name: str) -> Check:
    return answer(known_to, called(name), making.STRANGER)


# --- A DCC registry -----------------------------------------------------------------------------


def test_an_issuer_on_a_registry_is_listed_by_the_name_that_the_registry_has() -> None:
    found = answer(library(at_hand(PILOT, legacy()), at_hand(KNOWN, known())))
    assert (found.outcome, found.code) == (Outcome.PASSED, "issuer.listed")
    assert found.facts["name"] == "北総学院大学"
    assert (found.facts["list"], found.facts["list_url"]) == ("Pilot Registry", PILOT)
    assert found.as_of == datetime(2026, 11, 1, 2, 32, 16, tzinfo=UTC)
    assert not found.needs


def test_a_fair_takes_a_listed_issuer_and_not_a_pinned_one() -> None:
    (credential,) = formats.read(making.raw(making.signed())).credentials
    listed = verify(credential, library(at_hand(PILOT, legacy())), NOW)
    pinned = verify(credential, library(pins([Entry(DID, "北総学院大学")], NOW)), NOW)
    assert pinned.verdict(Policy.WALLET) is listed.verdict(Policy.WALLET) is Outcome.PASSED
    asked = [report._replace(checks=(*(c for c in report.checks if c.question is not Question.HOLDER), Check(Question.HOLDER, Outcome.PASSED, "x"))) for report in (listed, pinned)]  # fmt: skip
    assert [report.verdict(Policy.FAIR) for report in asked] == [Outcome.PASSED, Outcome.UNKNOWN]


def test_the_day_a_registry_was_fetched_counts_before_the_day_it_was_written() -> None:
    found = answer(library(at_hand(PILOT, legacy(updated="2021-12-15T18:41:36+0000"), NOW - DAY)))
    assert (found.code, found.as_of) == ("issuer.listed", NOW - DAY)


def test_the_first_registry_of_the_list_answers_before_the_second() -> None:
    second = legacy({DID: {"name": "Somebody testing", "url": ""}})
    both = (at_hand(SANDBOX, second), at_hand(PILOT, legacy()))
    assert answer(library(*both, at_hand(KNOWN, known()))).facts["list"] == "Pilot Registry"
    turned = known(*reversed(known()))
    assert answer(library(*both, at_hand(KNOWN, turned))).facts["list"] == "Sandbox Registry"


def test_an_unlisted_issuer_is_told_who_was_asked_and_who_could_not_be() -> None:
    other = legacy({"did:web:other.example": {"name": "Other", "url": ""}})
    found = answer(library(at_hand(PILOT, other), at_hand(KNOWN, known())))
    assert (found.outcome, found.code) == (Outcome.UNKNOWN, "issuer.unlisted")
    assert found.facts["asked"] == ["Pilot Registry (2026-11-01)"]
    assert (found.facts["unasked"], found.facts["reasons"]) == (["Sandbox Registry"], ["missing.document"])
    assert [need.url for need in found.needs] == [SANDBOX]


def test_without_any_registry_the_issuer_is_unlisted() -> None:
    found = answer(making.library())
    assert (found.code, found.facts["asked_count"], found.needs) == ("issuer.unlisted", 0, ())


def test_a_proven_domain_stays_good_news_beside_registries_that_do_not_list_it() -> None:
    document = making.document(WEB, making.did_document(WEB, making.ISSUER))
    web = making.badge(issuer={"id": WEB, "type": ["Profile"], "name": "北総学院大学"})
    signed = making.signed(web, verification_method=f"{WEB}#key-1")
    other = legacy({"did:web:other.example": {"name": "Other", "url": ""}})
    found = answer(library(document, at_hand(PILOT, other)), signed)
    assert (found.outcome, found.code, found.facts["domain"]) == (Outcome.PASSED, "issuer.domain", "hokuso.example")
    assert found.facts["asked"] == ["registry.example (2026-11-01)"]


# --- What is a registry, and what merely says so ------------------------------------------------


@pytest.mark.parametrize("value", [own(), own(issuers=[{"id": DID, "name": "x"}], id="https://registry.example/a")])
def test_a_list_that_nobody_chose_lists_nobody_and_makes_us_ask_nobody(value: Json) -> None:
    found = answer(library(*documents_from(dump_json(value))))
    assert (found.code, found.facts["reasons"]) == ("issuer.unlisted", ["issuer.not_chosen"])
    assert not found.needs


def test_a_file_that_claims_the_address_of_a_registry_is_not_that_registry() -> None:
    forged = at_hand(PILOT, {"id": PILOT, **legacy()}, chosen=False)
    found = answer(library(forged, at_hand(KNOWN, known())))
    assert (found.code, found.facts["reasons"]) == ("issuer.unlisted", ["issuer.not_chosen", "missing.document"])
    assert answer(library(forged)).facts["unasked_count"] == 0


def test_a_file_that_claims_to_be_a_list_of_registries_names_none() -> None:
    found = answer(library(at_hand(PILOT, legacy(), chosen=False), at_hand(KNOWN, known(), chosen=False)))
    assert (found.code, found.facts["unasked_count"]) == ("issuer.unlisted", 0)


def test_pins_in_a_file_of_a_stranger_pin_nobody() -> None:
    forged = pins([Entry(DID, "x")], NOW)
    found = answer(library(*documents_from(forged.raw)))
    assert (found.code, found.facts["unasked_count"]) == ("issuer.unlisted", 0)
    mine = pins([], NOW - DAY)
    assert answer(library(mine, *documents_from(forged.raw))).code == "issuer.unlisted"


def test_strays_do_not_crowd_out_what_was_chosen() -> None:
    strays = [
        document for number in range(200) for document in documents_from(dump_json(own(id=f"a:{number:03}", name="x")))
    ]
    found = answer(library(*strays, at_hand(PILOT, legacy())))
    assert found.code == "issuer.listed"


def test_the_index_of_a_folder_chooses_and_the_folder_alone_does_not(tmp_path: Path) -> None:
    (tmp_path / "partners.json").write_bytes(dump_json(own()))
    assert answer(library_with([str(tmp_path)])).facts["reasons"] == ["issuer.not_chosen"]
    (tmp_path / "known.json").write_bytes(dump_json(known()))
    (tmp_path / "pilot.json").write_bytes(dump_json(legacy()))
    (tmp_path / "index.json").write_bytes(dump_json({KNOWN: "known.json", PILOT: "pilot.json"}))
    assert answer(library_with([str(tmp_path)])).facts["list"] == "Pilot Registry"
    (tmp_path / "index.json").write_bytes(dump_json({LIST: "partners.json"}))
    assert answer(library_with([str(tmp_path)])).facts["list"] == "Partner schools"


BROKEN: list[Any] = [
    b"not json",
    b"[]",
    b'"text"',
    b"{}",
    {"meta": {}, "registry": []},
    {"meta": {}, "registry": {DID: "name"}},
    {"registry": {DID: {"name": "x"}}},
    {"meta": {"updated": "2026-11-01T00:00:00Z"}, "registry": {f"did:x:{n}": {} for n in range(10_001)}},
    b'{"meta": {}, "registry": {"a": {}, "a": {}}}',
    b'{"meta": {}, "registry": {}}' + b" " * registries.MAX_BYTES,
]


@pytest.mark.parametrize("value", BROKEN)
def test_a_broken_registry_is_named_as_one_that_could_not_be_asked(value: Any) -> None:
    found = answer(library(at_hand(PILOT, value), at_hand(KNOWN, known())))
    assert (found.code, found.facts["unasked"]) == ("issuer.unlisted", ["Pilot Registry", "Sandbox Registry"])
    reasons = found.facts["reasons"]
    assert isinstance(reasons, list)
    assert words.has(reasons[0], "en")
    assert [need.url for need in found.needs] == [PILOT, SANDBOX]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"type": "ledger", "name": "N", "url": "https://ledger.example"}, "issuer.registry_kind"),
        ({"type": "dcc-legacy", "name": "N", "url": "http://registry.example/r.json"}, "issuer.registry_address"),
        ({"type": "dcc-legacy", "name": "N"}, "issuer.registry_address"),
        ({"type": "oidf", "name": "N", "fetchEndpoint": "https://f.example/fetch?sub="}, "issuer.registry_unsigned"),
        ({"type": "oidf", "name": "N", "trustAnchorEC": CONFIGURATION}, "missing.document"),
    ],
)
def test_a_registry_that_is_named_badly_keeps_its_place_among_the_unasked(row: Json, reason: str) -> None:
    rows = known(row, {"type": "dcc-legacy", "name": "Pilot Registry", "url": PILOT})
    found = answer(library(at_hand(KNOWN, rows), at_hand(PILOT, legacy())))
    assert found.code == "issuer.listed"
    assert (found.facts["unasked"], found.facts["reasons"]) == (["N"], [reason])


@pytest.mark.parametrize("rows", [[{"type": "oidf"}, 1], [{"type": "dcc-legacy", "name": "x", "url": PILOT}] * 65])
def test_a_broken_list_of_registries_is_named(rows: list[Any]) -> None:
    found = answer(library(at_hand(KNOWN, rows)))
    assert (found.facts["unasked"], found.facts["reasons"]) == (["registry.example"], ["malformed.registry"])


def test_of_too_many_registries_the_rest_is_named_and_not_read() -> None:
    many = [at_hand(f"https://registry.example/{number:03}", legacy()) for number in range(70)]
    found = directory(library(*many)).registries
    assert len(found) == registries.MAX_REGISTRIES + 1
    assert found[-1].trouble == "malformed.too_many"


# --- Anybody can name an issuer -----------------------------------------------------------------


def test_an_issuer_named_by_another_key_is_not_listed() -> None:
    """The signature is a stranger's, the name and the id are the listed issuer's."""
    found = answer(library(at_hand(PILOT, legacy())), making.badge(), making.STRANGER)
    assert (found.outcome, found.code) == (Outcome.UNKNOWN, "issuer.unproven")


def test_a_signature_that_does_not_hold_lists_nobody() -> None:
    document = making.signed()
    document["name"] = "changed"
    found = answer(library(at_hand(PILOT, legacy()), pins([Entry(DID, "x")], NOW)), document)
    assert found.code == "issuer.unproven"


def test_a_strangers_good_proof_beside_the_issuers_broken_one_lists_nobody() -> None:
    """Both proofs count for something: one for the binding, one for a signature that holds."""
    broken, good = making.signed(), making.signed(by=making.STRANGER)
    value = broken["proof"]["proofValue"]
    broken["proof"]["proofValue"] = value[:-4] + value[-4:][::-1]
    found = answer(library(at_hand(PILOT, legacy())), {**good, "proof": [broken["proof"], good["proof"]]})
    assert found.code == "issuer.unproven"


def test_a_key_for_logging_in_only_lists_nobody() -> None:
    document = making.document(WEB, making.did_document(WEB, making.ISSUER, ("authentication",)))
    web = making.badge(issuer={"id": WEB, "type": ["Profile"], "name": "北総学院大学"})
    signed = making.signed(web, verification_method=f"{WEB}#key-1")
    known_to = library(document, at_hand(PILOT, legacy({WEB: {"name": "北総学院大学"}})))
    assert answer(known_to, signed).code == "issuer.unproven"


def test_an_unsigned_credential_lists_nobody() -> None:
    (credential,) = formats.read(making.raw(making.badge())).credentials
    found = verify(credential, library(at_hand(PILOT, legacy())), NOW).answer(Question.ISSUER)
    assert found is not None
    assert found.code == "issuer.unproven"


# --- Own lists and pins -------------------------------------------------------------------------


def test_the_users_own_list_lists_until_it_expires() -> None:
    found = answer(library(at_hand(LIST, own())))
    assert (found.code, found.facts["list"], found.facts["note"]) == (
        "issuer.listed",
        "Partner schools",
        "by telephone",
    )
    assert found.facts["until"] == datetime(2027, 4, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "changes",
    [
        {"id": "urn:example:other"},
        {"name": None},
        {"name": 3},
        {"version": None},
        {"version": 0},
        {"version": True},
        {"version": "3"},
        {"updated": None},
        {"expires": None},
        {"expires": "2027-04-30"},
        {"expires": "2026-10-31T00:00:00Z"},
        {"issuers": None},
        {"issuers": {DID: "x"}},
        {"issuers": [{"name": "x"}]},
        {"issuers": [{"id": "not an identity", "name": "x"}]},
        {"issuers": [{"id": DID}]},
        {"issuers": [{"id": DID, "name": "x"}] * 2},
        {"issuers": [{"id": DID, "name": "x", "keys": "k"}]},
        {"issuers": [{"id": DID, "name": "x", "keys": ["k"] * 17}]},
        {"issuers": [{"id": f"did:x:{number}", "name": "x"} for number in range(10_001)]},
    ],
)
def test_a_list_that_breaks_a_rule_cannot_be_asked(changes: Json) -> None:
    found = answer(library(at_hand(LIST, own(**changes))))
    assert (found.code, found.facts["unasked_count"]) == ("issuer.unlisted", 1)


def test_a_pinned_issuer_is_the_users_own_decision() -> None:
    found = answer(library(pins([Entry(DID, "My school", note="met them")], NOW)))
    assert (found.outcome, found.code, found.facts["name"]) == (Outcome.PASSED, "issuer.pinned", "My school")
    assert found.facts["asked_count"] == 0


def test_an_issuer_that_is_pinned_and_listed_is_listed() -> None:
    both = library(pins([Entry(DID, "My school")], NOW), at_hand(PILOT, legacy()))
    assert answer(both).code == "issuer.listed"


def test_a_pinned_issuer_with_another_key_is_an_alarm_even_if_it_is_listed() -> None:
    other = frozenset({making.STRANGER.public.thumbprint})
    both = library(pins([Entry(DID, "My school", keys=other)], NOW), at_hand(PILOT, legacy()))
    found = answer(both)
    assert (found.outcome, found.code, found.facts["name"]) == (Outcome.UNKNOWN, "issuer.key_changed", "My school")
    same = frozenset({making.ISSUER.public.thumbprint, *other})
    assert answer(library(pins([Entry(DID, "My school", keys=same)], NOW))).code == "issuer.pinned"


# --- Old, frozen and rolled back (SECURITY G45 to G47, as far as they apply without memory) ------


@pytest.mark.parametrize(
    ("at", "code"),
    [
        (datetime(2026, 10, 31, 23, 54, 59, tzinfo=UTC), "issuer.list_stale"),
        (datetime(2026, 10, 31, 23, 56, tzinfo=UTC), "issuer.listed"),
        (datetime(2027, 4, 29, 23, 59, 59, tzinfo=UTC), "issuer.listed"),
        (datetime(2027, 4, 30, tzinfo=UTC), "issuer.list_stale"),
        (datetime(2036, 1, 1, tzinfo=UTC), "issuer.list_stale"),
    ],
)
def test_a_list_is_believed_from_its_date_to_its_end(at: datetime, code: str) -> None:
    assert answer(library(at_hand(LIST, own())), at=at).code == code


def test_an_expired_list_is_said_with_its_age_and_with_what_would_renew_it() -> None:
    url = "https://fair.example/list.json"
    found = answer(library(at_hand(url, own(id=url, expires="2026-11-02T00:00:00Z"))))
    assert (found.outcome, found.code) == (Outcome.UNKNOWN, "issuer.list_stale")
    assert (found.as_of, found.facts["reason"]) == (datetime(2026, 11, 1, tzinfo=UTC), "issuer.registry_old")
    assert [need.url for need in found.needs] == [url]


def test_an_expired_list_that_does_not_name_the_issuer_was_not_asked() -> None:
    old = own(expires="2026-11-02T00:00:00Z", issuers=[])
    found = answer(library(at_hand(LIST, old)))
    assert (found.code, found.facts["asked_count"], found.facts["unasked"]) == (
        "issuer.unlisted",
        0,
        ["Partner schools"],
    )


def test_an_expired_list_is_not_saved_by_a_recent_fetch() -> None:
    found = answer(library(at_hand(LIST, own(expires="2026-11-02T00:00:00Z"), NOW)))
    assert found.code == "issuer.list_stale"


def test_an_expired_list_spoils_no_current_one_and_is_not_silent() -> None:
    found = answer(library(at_hand(LIST, own(expires="2026-11-02T00:00:00Z")), at_hand(PILOT, legacy())))
    assert (found.code, found.facts["list"]) == ("issuer.listed", "registry.example")
    assert found.facts["unasked"] == ["Partner schools"]


def test_an_expired_list_outweighs_a_proven_domain() -> None:
    document = making.document(WEB, making.did_document(WEB, making.ISSUER))
    web = making.badge(issuer={"id": WEB, "type": ["Profile"], "name": "北総学院大学"})
    signed = making.signed(web, verification_method=f"{WEB}#key-1")
    old = own(expires="2026-11-02T00:00:00Z", issuers=[{"id": WEB, "name": "北総学院大学"}])
    assert answer(library(document, at_hand(LIST, old)), signed).code == "issuer.list_stale"


def test_a_pin_outlives_an_expired_list() -> None:
    old = at_hand(LIST, own(expires="2026-11-02T00:00:00Z"))
    assert answer(library(old, pins([Entry(DID, "My school")], NOW - 900 * DAY))).code == "issuer.pinned"


@pytest.mark.parametrize(
    ("days", "code"), [(364, "issuer.listed"), (365, "issuer.list_stale"), (3650, "issuer.list_stale")]
)
def test_a_registry_without_an_end_is_believed_for_a_year(days: int, code: str) -> None:
    assert answer(library(at_hand(PILOT, legacy(), NOW - days * DAY))).code == code


def test_a_registry_that_says_it_is_old_is_old_unless_it_was_fetched_lately() -> None:
    old = legacy(updated="2021-12-15T18:41:36+0000")
    assert answer(library(at_hand(PILOT, old))).code == "issuer.list_stale"
    assert answer(library(at_hand(PILOT, old, NOW - DAY))).code == "issuer.listed"


@pytest.mark.parametrize("updated", ["", "yesterday", None, 20261101])
def test_a_registry_of_no_known_age_is_not_asked(updated: Any) -> None:
    found = answer(library(at_hand(PILOT, legacy(updated=updated))))
    assert (found.code, found.facts["reasons"]) == ("issuer.unlisted", ["issuer.registry_undated"])


def test_a_registry_from_the_future_is_not_believed() -> None:
    found = answer(library(at_hand(PILOT, legacy(updated="2027-11-01T00:00:00Z"))))
    assert (found.code, found.facts["reason"]) == ("issuer.list_stale", "issuer.registry_not_yet")
    assert answer(library(at_hand(PILOT, legacy(), NOW + DAY))).code == "issuer.list_stale"


def test_an_older_copy_of_a_registry_does_not_replace_a_newer_one() -> None:
    before, after = legacy(), legacy({"did:web:other.example": {"name": "Other", "url": ""}})
    newer, older = at_hand(PILOT, after, NOW - DAY), at_hand(PILOT, before, NOW - 9 * DAY)
    assert answer(library(newer, older)).code == answer(library(older, newer)).code == "issuer.unlisted"


def test_an_unchosen_copy_never_replaces_a_chosen_list() -> None:
    mine = at_hand(LIST, own(issuers=[]))
    assert answer(library(mine, *documents_from(dump_json(own())))).code == "issuer.unlisted"


# --- OpenID Federation --------------------------------------------------------------------------


def test_a_federation_lists_whom_its_anchor_signed_a_statement_about() -> None:
    found = answer(federation(statement()))
    assert (found.outcome, found.code) == (Outcome.PASSED, "issuer.listed")
    assert (found.facts["name"], found.facts["list"]) == ("Hokuso Gakuin", "Example Federation")
    assert (found.as_of, found.facts["until"]) == (NOW - DAY, NOW + DAY)


def test_a_federation_without_a_statement_is_to_be_asked_about_this_issuer() -> None:
    found = answer(federation())
    assert (found.code, found.facts["reasons"]) == ("issuer.unlisted", ["missing.document"])
    assert [need.url for need in found.needs] == [f"{ANCHOR}/fetch?sub=" + DID.replace(":", "%3A")]


def es256(key: ec.EllipticCurvePrivateKey, header: Json, claims: Json) -> bytes:
    signed = ".".join(b64url_encode(dump_json(part)) for part in (header, claims)).encode()
    r, s = decode_dss_signature(key.sign(signed, ec.ECDSA(hashes.SHA256())))
    return signed + b"." + b64url_encode(r.to_bytes(32) + s.to_bytes(32)).encode()


def test_a_federation_signs_with_es256_as_the_consortiums_does() -> None:
    key = ec.derive_private_key(20_261_124, ec.SECP256R1())
    point = key.public_key().public_numbers()
    x, y = (b64url_encode(value.to_bytes(32)) for value in (point.x, point.y))
    jwk = {"kty": "EC", "crv": "P-256", "kid": "issuerregistry-key1", "x": x, "y": y}
    header = {"alg": "ES256", "typ": "entity-statement+jwt", "kid": "issuerregistry-key1"}
    dates = {"iat": epoch(NOW - DAY), "exp": epoch(NOW + DAY)}
    metadata = {"federation_entity": {"federation_fetch_endpoint": f"{ANCHOR}/fetch"}}
    anchor = {"iss": ANCHOR, "sub": ANCHOR, "jwks": {"keys": [jwk]}, "metadata": metadata, **dates}
    member = {"iss": ANCHOR, "sub": DID, "metadata": {"federation_entity": {"organization_name": "H"}}, **dates}
    found = answer(federation(es256(key, header, member), configuration=es256(key, header, anchor)))
    assert (found.code, found.facts["name"], found.facts["list"]) == ("issuer.listed", "H", "federation.example")


ROTATED = making.key("registrar two")
FORGED_STATEMENTS: dict[str, tuple[bytes, str]] = {
    "signed by a stranger": (statement(by=making.STRANGER), "proof.bad"),
    "signed by a key that the anchor has not": (statement(by=ROTATED, header={"kid": "k2"}), "proof.no_key"),
    "with the anchor's key in its own jwks": (
        statement(by=making.STRANGER, header={"kid": "x"}, jwks={"keys": [{**making.STRANGER.public_jwk, "kid": "x"}]}),
        "proof.no_key",
    ),
    "with a key in its header": (
        statement(by=making.STRANGER, header={"jwk": making.STRANGER.public_jwk}), "proof.bad"),
    "of the algorithm none": (
        b64url_encode(b'{"alg":"none","typ":"entity-statement+jwt","kid":"k1"}').encode() + b"."
        + statement().split(b".")[1] + b".", "proof.algorithm"),
    "with crit": (statement(crit=["x"]), "proof.header"),
    "with crit in its header": (statement(header={"crit": ["x"]}), "proof.header"),
    "without dates": (statement(iat=None), "malformed.date"),
    "without end": (statement(exp=None), "malformed.date"),
    "ending before it begins": (statement(exp=epoch(NOW - 2 * DAY)), "malformed.dates_order"),
    "with a date that is no number": (statement(exp="tomorrow"), "malformed.date"),
    "ended": (statement(exp=epoch(NOW)), "issuer.registry_old"),
    "from tomorrow": (statement(iat=epoch(NOW + DAY), exp=epoch(NOW + 2 * DAY)), "issuer.registry_not_yet"),
}  # fmt: skip


@pytest.mark.parametrize("name", list(FORGED_STATEMENTS))
def test_a_statement_that_does_not_hold_lists_nobody(name: str) -> None:
    raw, reason = FORGED_STATEMENTS[name]
    found = answer(federation(raw))
    assert found.outcome is Outcome.UNKNOWN
    assert found.code in ("issuer.unlisted", "issuer.list_stale")
    assert (found.facts["unasked"], found.facts["reasons"]) == (["Example Federation"], [reason])


@pytest.mark.parametrize(
    "raw",
    [
        statement(iss="https://other.example"),
        statement(subject="did:web:other.example"),
        statement(header={"typ": "JWT"}),
        statement(header={"typ": None}),
        statement(sub=None),
    ],
)
def test_a_statement_by_or_about_another_says_nothing_about_this_issuer(raw: bytes) -> None:
    assert answer(federation(raw)).facts["reasons"] == ["missing.document"]


ANCHORS: dict[str, bytes] = {
    "about somebody else": statement(ANCHOR, sub=DID),
    "of another address": statement(ANCHOR, iss="https://other.example", sub="https://other.example"),
    "signed by a stranger": statement(ANCHOR, by=making.STRANGER),
    "without keys": statement(ANCHOR, jwks=None),
    "with keys of one name": statement(ANCHOR, jwks={"keys": [{**REGISTRAR.public_jwk, "kid": "k1"}] * 2}),
    "with too many keys": statement(
        ANCHOR, jwks={"keys": [{**REGISTRAR.public_jwk, "kid": f"k{number}"} for number in range(17)]}
    ),
    "with a private key": statement(ANCHOR, jwks={"keys": [{**REGISTRAR.public_jwk, "kid": "k1", "d": "AAAA"}]}),
    "without end": statement(ANCHOR, exp=None),
    "with crit": statement(ANCHOR, crit=["x"]),
    "of another type": statement(ANCHOR, header={"typ": "JWT"}),
}


@pytest.mark.parametrize("name", list(ANCHORS))
def test_an_anchor_that_does_not_hold_cannot_be_asked(name: str) -> None:
    rows = known({"type": "oidf", "name": "Federation", "trustAnchorEC": CONFIGURATION})
    found = answer(federation(statement(), configuration=ANCHORS[name]).plus([at_hand(KNOWN, rows)]))
    assert (found.code, found.facts["unasked"]) == ("issuer.unlisted", ["Federation"])
    assert found.facts["reasons"] != ["missing.document"]
    assert [need.url for need in found.needs] == [CONFIGURATION]


def test_an_expired_anchor_makes_its_statements_old() -> None:
    old = statement(ANCHOR, iat=epoch(NOW - 3 * DAY), exp=epoch(NOW - DAY))
    found = answer(federation(statement(), configuration=old))
    assert (found.outcome, found.code) == (Outcome.UNKNOWN, "issuer.list_stale")
    assert found.needs[0].url == CONFIGURATION


def test_an_anchor_that_nobody_chose_is_no_anchor() -> None:
    """Anybody can sign a configuration of their own, under any name."""
    stray = [*documents_from(statement(ANCHOR)), *documents_from(statement())]
    assert stray[0].url == CONFIGURATION
    assert answer(library(*stray)).code == "issuer.unlisted"


def test_keys_that_an_anchor_has_given_up_list_nobody_any_more() -> None:
    rotated = statement(ANCHOR, by=ROTATED, header={"kid": "k2"}, jwks={"keys": [{**ROTATED.public_jwk, "kid": "k2"}]})
    assert answer(federation(statement(), configuration=rotated)).facts["reasons"] == ["proof.no_key"]
    assert (
        answer(federation(statement(by=ROTATED, header={"kid": "k2"}), configuration=rotated)).code == "issuer.listed"
    )


def test_statements_of_one_anchor_are_not_mixed_with_the_keys_of_another() -> None:
    other = "https://other.example"
    theirs = statement(ANCHOR, by=making.STRANGER, iss=other, sub=other, jwks={"keys": [making.STRANGER.public_jwk]})
    at_other = at_hand(f"{other}/.well-known/openid-federation", theirs)
    found = answer(federation(statement(by=making.STRANGER)).plus([at_other]))
    assert found.code == "issuer.unlisted"


def test_of_two_statements_the_one_issued_last_counts_in_any_order() -> None:
    about = {"federation_entity": {"organization_name": "New name"}}
    older, newer = statement(), statement(iat=epoch(NOW - timedelta(hours=1)), metadata=about)
    for order in ((older, newer), (newer, older)):
        assert answer(federation(*order)).facts["name"] == "New name"


def test_a_forged_statement_takes_no_true_ones_place() -> None:
    forged = statement(by=making.STRANGER, iat=epoch(NOW), exp=epoch(NOW + 9 * DAY))
    for order in ((statement(), forged), (forged, statement())):
        assert answer(federation(*order)).code == "issuer.listed"


def test_a_statement_about_a_did_does_not_stand_in_for_its_document() -> None:
    document = making.document(WEB, making.did_document(WEB, making.ISSUER))
    web = making.badge(issuer={"id": WEB, "type": ["Profile"], "name": "北総学院大学"})
    signed = making.signed(web, verification_method=f"{WEB}#key-1")
    found = answer(federation(statement(WEB)).plus([document, *documents_from(statement(WEB))]), signed)
    assert found.code == "issuer.listed"


def test_the_statements_at_hand_are_bounded() -> None:
    raw = statement()
    many = [Document(f"a:{number}", raw + b" " * number, None) for number in range(2_100)]
    registry = directory(library(at_hand(CONFIGURATION, statement(ANCHOR)), *many)).registries[0]
    assert set(registry.issuers) == {DID}


# --- Names and hosts that are taken for others --------------------------------------------------


def names_listed(names: Iterable[str]) -> Library:
    rows = {f"did:web:{number}.listed.example": {"name": name} for number, name in enumerate(sorted(set(names)))}
    return library(at_hand(PILOT, legacy(rows)))


def judged(known_to: Library, issuer: Issuer) -> Check:
    """The answer for an issuer whose signature and binding are beyond doubt."""
    bound = Check(Question.BINDING, Outcome.PASSED, "binding.ok")
    return trust.check_issuer(issuer, bound, Evidence(examined_with(issuer.id)), known_to, NOW)


def examined_with(controller: str) -> tuple[Proven, ...]:
    method = Method(making.STRANGER.public, controller, frozenset({"assertionMethod"}))
    return (Proven(Proof("eddsa-rdfc-2022", "", "", {}, ""), Outcome.PASSED, "proof.ok", {}, method),)


def test_no_spoof_is_ever_shown_as_a_known_issuer() -> None:
    known_to = names_listed(listed for listed, _ in pairs(SPOOFS))
    identities = (making.STRANGER.did, "did:web:spoof.example", "https://spoof.example/issuer")
    for listed, spoof in pairs(SPOOFS):
        for identity in identities:
            found = judged(known_to, Issuer(identity, spoof))
            assert (found.outcome, found.code) == (Outcome.UNKNOWN, "issuer.lookalike"), spoof
            assert found.facts["listed_name"] == listed
            assert str(found.facts["listed_id"]).endswith(".listed.example")


def test_the_true_name_under_a_false_identity_is_a_spoof_too() -> None:
    found = by_stranger(library(at_hand(PILOT, legacy())), "北総学院大学")
    assert (found.code, found.facts["listed_id"], found.facts["by"]) == ("issuer.lookalike", DID, "name")


def test_honest_names_are_not_called_spoofs() -> None:
    known_to = names_listed(one for one, _ in pairs(HONEST))
    for _, other in pairs(HONEST):
        assert judged(known_to, Issuer("did:web:honest.example", other)).code == "issuer.domain", other
    assert judged(known_to, Issuer("did:web:honest.example", "")).code == "issuer.domain"


def test_a_listed_issuer_that_takes_anothers_name_is_a_spoof() -> None:
    rows = {making.STRANGER.did: {"name": "Sandbox tester"}, WEB: {"name": "University of Tokyo"}}
    known_to = library(at_hand(PILOT, legacy(rows)))
    assert by_stranger(known_to, "Sandbox tester").code == "issuer.listed"
    assert by_stranger(known_to, "Univеrsity of Tokyo").code == "issuer.lookalike"


def test_two_listed_issuers_may_bear_one_name() -> None:
    rows = {making.STRANGER.did: {"name": "University of Tokyo"}, WEB: {"name": "University of Tokyo"}}
    assert by_stranger(library(at_hand(PILOT, legacy(rows))), "University of Tokyo").code == "issuer.listed"


def test_a_name_like_a_pinned_one_is_a_spoof() -> None:
    known_to = library(pins([Entry(WEB, "ロボット工科大学")], NOW))
    assert by_stranger(known_to, "口ボット工科大学").code == "issuer.lookalike"


def test_a_name_on_a_list_that_nobody_chose_makes_nobody_a_spoof() -> None:
    stray = documents_from(dump_json(own(issuers=[{"id": WEB, "name": "University of Tokyo"}])))
    assert by_stranger(library(*stray), "University of Tokyo").code == "issuer.unlisted"


@pytest.mark.parametrize(
    "identity",
    [
        "did:web:hokus0.example",
        "did:web:hοkuso.example",
        "did:web:xn--hkuso-jye.example",
        "https://hokuso.example.evil.example/issuer",
        "did:web:ho-kuso.example",
        "did:web:HOKUS0.example%3A8443:a",
        "https://hokuso.example@evil.example/../hokuso.exampIe/",
    ],
)
def test_a_host_like_a_listed_one_is_a_spoof(identity: str) -> None:
    rows = {DID: {"name": "北総学院大学", "url": "https://hokuso.example/about"}}
    found = judged(library(at_hand(PILOT, legacy(rows))), Issuer(identity, "Academy"))
    if "@evil" in identity:
        assert (found.code, found.facts["domain"]) == ("issuer.domain", "evil.example")
    else:
        assert (found.code, found.facts["by"]) == ("issuer.lookalike", "host")
        assert found.facts["listed_name"] == "hokuso.example"


def test_a_path_at_a_listed_host_is_no_spoof() -> None:
    known_to = library(at_hand(PILOT, legacy({WEB: {"name": "北総学院大学"}})))
    assert judged(known_to, Issuer(f"{WEB}:library", "Library of 北総")).code == "issuer.domain"


def test_a_host_of_mixed_scripts_is_no_good_news_even_without_any_list() -> None:
    found = judged(making.library(), Issuer("did:web:xn--ggle-55da.com", "Academy"))
    assert (found.outcome, found.code) == (Outcome.UNKNOWN, "issuer.homograph")
    assert (found.facts["host"], found.facts["shown"]) == ("xn--ggle-55da.com", "gооgle.com")


def test_an_honest_international_domain_is_shown_both_ways() -> None:
    found = judged(making.library(), Issuer("did:web:xn--wgv71a119e.jp", "学校"))
    assert (found.code, found.facts["domain"]) == ("issuer.domain", "日本語.jp (xn--wgv71a119e.jp)")


# --- As sentences, and at size ------------------------------------------------------------------


@pytest.mark.parametrize("lang", words.LANGUAGES)
def test_every_answer_reads_as_a_sentence_with_all_its_facts(lang: str) -> None:
    old = own(expires="2026-11-02T00:00:00Z")
    answers = [
        answer(library(at_hand(PILOT, legacy()))),
        answer(library(pins([Entry(DID, "My school")], NOW))),
        answer(library(at_hand(LIST, old))),
        answer(library(at_hand(KNOWN, known()))),
        answer(making.library(), making.badge(), making.STRANGER),
        answer(library(pins([Entry(DID, "x", keys=frozenset({"k"}))], NOW))),
        by_stranger(library(at_hand(PILOT, legacy())), "北総学院大學"),
        by_stranger(library(pins([Entry(DID, "北総学院大学")], NOW)), "北総学院大學"),
        judged(making.library(), Issuer("did:web:xn--ggle-55da.com", "Academy")),
        judged(library(at_hand(KNOWN, known())), Issuer("did:web:a.example", "Academy")),
    ]
    assert len({found.code for found in answers}) == len(answers) - 1
    for found in answers:
        said = words.say(found.code, found.facts, lang)
        assert said != found.code
        assert "{" not in said
        assert "\n" not in said, said


def test_the_directory_is_worked_out_once_for_each_library() -> None:
    known_to = library(at_hand(PILOT, legacy()))
    assert directory(known_to) is directory(known_to)
    assert directory(known_to.plus([])) is not directory(known_to)
    assert known_to == library(at_hand(PILOT, legacy()))


@pytest.mark.timeout(60)  # asked by going through them all, a hundred times takes longer
def test_a_registry_of_ten_thousand_issuers_is_asked_in_time() -> None:
    rows = {
        f"did:web:{number}.example": {"name": f"大学 {number}", "url": "https://x.example"} for number in range(9_000)
    }
    padding = [Document(f"https://a.example/{number}", b'{"id": "x"}', None, True) for number in range(20_000)]
    known_to = library(*padding, at_hand(PILOT, legacy(rows)))
    directory(known_to)
    for _ in range(100):
        judged(known_to, Issuer("did:web:honest.example", "学校"))


ANYTHING = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.text(max_size=8)
    | st.sampled_from([DID, PILOT, "k1"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["id", "name", "kid", "url"]), inner),
    max_leaves=6,
)


@given(st.sampled_from([*own(), "meta", "registry", *known()[0], "trustAnchorEC"]), ANYTHING, st.integers(0, 2))
def test_whatever_a_registry_holds_only_answers_come_of_it(member: str, value: Any, form: int) -> None:
    base: Any = (own(), legacy(), known())[form]
    changed = [{**base[0], member: value}, value] if isinstance(base, list) else {**base, member: value}
    url = (LIST, PILOT, KNOWN)[form]
    found = judged(library(at_hand(url, changed), at_hand(SANDBOX, legacy())), Issuer(DID, "x"))
    assert found.outcome is Outcome.PASSED


@given(st.sampled_from(["iss", "sub", "iat", "exp", "jwks", "metadata", "crit"]), ANYTHING, st.booleans())
def test_whatever_a_statement_says_only_answers_come_of_it(member: str, value: Any, about_anchor: bool) -> None:
    odd = statement(ANCHOR if about_anchor else DID, **{member: value})
    known_to = federation(odd, configuration=odd if about_anchor else None).plus([at_hand(PILOT, legacy())])
    assert judged(known_to, Issuer(DID, "x")).code in ("issuer.listed", "issuer.lookalike")


def test_facts_are_json_and_bounded() -> None:
    found = by_stranger(library(at_hand(PILOT, legacy())), "北総学院大学" + "\u200b" * 400)
    assert found.code == "issuer.lookalike"
    assert len(json.dumps(found.facts, default=str)) < 6_000
