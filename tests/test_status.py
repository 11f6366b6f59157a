"""Withdrawn or not: only a list that passes its own checks says anything."""

import base64
import gzip
import zlib
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests import making
from wallet import formats, proofs, words
from wallet.encoding import b64url_encode, load_json
from wallet.errors import Malformed
from wallet.report import Check, Outcome, Question, Report
from wallet.status.listing import inflate
from wallet.verify import verify
from wallet.vocab.revocation import revoked_in

URL = "https://issuer.example/status/1"
SIZE = 131_072


def bits(*positions: int, size: int = SIZE) -> bytes:
    data = bytearray(size // 8)
    for position in positions:
        data[position >> 3] |= 0x80 >> (position & 7)
    return bytes(data)


def encoded(data: bytes) -> str:
    return "u" + b64url_encode(gzip.compress(data, mtime=0))


def listing(data: bytes | str, purpose: Any = "revocation", **changes: Any) -> dict[str, Any]:
    document: dict[str, Any] = {
        "@context": [making.V2],
        "id": URL,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": making.ISSUER.did,
        "validFrom": "2026-11-20T00:00:00Z",
        "credentialSubject": {
            "id": f"{URL}#list",
            "type": "BitstringStatusList",
            "statusPurpose": purpose,
            "encodedList": data if isinstance(data, str) else encoded(data),
        },
    }
    subject = {**document["credentialSubject"], **changes.pop("subject", {})}
    return {**document, "credentialSubject": subject, **changes}


def entry(index: Any = "94567", purpose: str = "revocation", **more: Any) -> dict[str, Any]:
    return {
        "id": f"{URL}#{index}",
        "type": "BitstringStatusListEntry",
        "statusPurpose": purpose,
        "statusListIndex": index,
        "statusListCredential": URL,
        **more,
    }


def report(status: Any, lists: list[Any], as_of: Any = making.NOW, from_address: bool = False) -> Report:
    badge = making.badge(credentialStatus=status)
    (credential,) = formats.read(making.raw(making.signed(badge, suite_name="eddsa-jcs-2022"))).credentials
    documents = [making.document(URL, found, as_of, from_address) for found in lists]
    return verify(credential, making.library().plus(documents), making.NOW)


def outcome(found: Report) -> tuple[str, str]:
    check = found.answer(Question.STATUS)
    assert check is not None
    return check.outcome.value, check.code


def reason(found: Report) -> object:
    check = found.answer(Question.STATUS)
    assert isinstance(check, Check)
    assert (check.outcome, check.code) == (Outcome.UNKNOWN, "status.list_bad"), check
    assert found.verdict() is not Outcome.PASSED
    return check.facts["reason"]


def test_a_missing_status_list_is_unknown_not_passed() -> None:
    found = report(entry(), [])
    assert outcome(found) == ("unknown", "status.missing")
    assert [need.url for need in found.needs] == [URL]
    assert found.verdict() is Outcome.UNKNOWN


def test_a_clear_bit_passes_with_the_age_of_the_list() -> None:
    found = report(entry(), [making.signed(listing(bits(94566, 94568)))])
    assert outcome(found) == ("passed", "status.ok")
    check = found.answer(Question.STATUS)
    assert check is not None
    assert check.as_of == making.NOW
    assert found.verdict() is Outcome.PASSED


@pytest.mark.parametrize("index", ["0", "7", "8", "94567", "131071", 94567])
def test_a_set_bit_is_revoked(index: Any) -> None:
    found = report(entry(index), [making.signed(listing(bits(int(index))))])
    assert outcome(found) == ("failed", "status.revoked")
    assert found.verdict() is Outcome.FAILED


def test_suspended_is_not_revoked_and_not_valid() -> None:
    found = report(entry("5", "suspension"), [making.signed(listing(bits(5), "suspension"))])
    assert outcome(found) == ("failed", "status.suspended")


def test_every_entry_is_asked_and_the_worst_counts() -> None:
    other = {**entry("3", "suspension"), "statusListCredential": "https://issuer.example/status/2"}
    found = report([entry("5"), other], [making.signed(listing(bits()))])
    answers = [check.code for check in found.checks if check.question is Question.STATUS]
    assert answers == ["status.ok", "status.missing"]
    assert found.verdict() is Outcome.UNKNOWN


def test_the_older_list_format_is_read_too() -> None:
    document = listing(base64.urlsafe_b64encode(gzip.compress(bits(3), mtime=0)).decode().rstrip("="))
    document |= {
        "@context": [making.V1, "https://w3id.org/vc/status-list/2021/v1", making.DI2],
        "type": ["VerifiableCredential", "StatusList2021Credential"],
        "issuanceDate": document.pop("validFrom"),
    }
    document["credentialSubject"]["type"] = "StatusList2021"
    old = {**entry("3"), "type": "StatusList2021Entry"}
    assert outcome(report(old, [making.signed(document)])) == ("failed", "status.revoked")
    assert outcome(report({**old, "statusListIndex": "4"}, [making.signed(document)])) == ("passed", "status.ok")


@pytest.mark.parametrize(
    ("document", "why"),
    [
        (listing(bits()), "status.list_proof"),
        (making.signed(listing(bits()), by=making.STRANGER), "status.list_proof"),
        (making.signed(listing(bits(), issuer=making.STRANGER.did), by=making.STRANGER), "status.list_issuer"),
        (making.signed(listing(bits(), type=["VerifiableCredential"])), "status.list_type"),
        (making.signed(listing(bits(), "suspension")), "status.list_purpose"),
        (making.signed(listing(bits(), validFrom="2027-01-01T00:00:00Z")), "status.list_not_yet"),
        (making.signed(listing(bits(size=8000))), "status.list_short"),
        (making.signed(listing(encoded(b"\0" * 20_000_000))), "status.list_encoding"),
        (making.signed(listing("u" + b64url_encode(zlib.compress(bits())))), "status.list_encoding"),
        (making.signed(listing("u" + b64url_encode(gzip.compress(bits())[:-9]))), "status.list_encoding"),
        (making.signed(listing("z123")), "status.list_encoding"),
        ({**making.signed(listing(bits())), "validFrom": "2026-11-19T00:00:00Z"}, "status.list_proof"),
        (making.signed(listing(bits(), purpose=["suspension", "message"])), "status.list_purpose"),
        (making.signed(listing(bits(size=99_992))), "status.list_short"),
        (making.signed(listing("u" + b64url_encode(gzip.compress(bits()) + b"x"))), "status.list_encoding"),
        (making.signed(listing("z" + "1" * 5000)), "malformed.base64"),
        (making.signed(listing(bits(), subject={"encodedList": 5})), "status.list_encoding"),
        ({"a": 1}, "malformed.unknown_format"),
    ],
)
def test_a_list_that_fails_its_own_checks_says_nothing(document: dict[str, Any], why: str) -> None:
    assert reason(report(entry(), [document])) == why


def test_an_index_beyond_the_list_is_unknown() -> None:
    assert reason(report(entry("131072"), [making.signed(listing(bits()))])) == "status.list_range"
    assert reason(report(entry("999999999999999"), [making.signed(listing(bits()))])) == "status.list_range"


@pytest.mark.parametrize("index", ["-1", "1.5", "", "x", True, None, "9" * 30, "٣"])
def test_an_index_that_is_no_number_is_unknown(index: Any) -> None:
    found = report(entry(index), [making.signed(listing(bits()))])
    assert outcome(found)[0] == "unknown"
    assert found.verdict() is not Outcome.PASSED


def test_a_list_past_its_end_is_out_of_date_but_still_revokes() -> None:
    over = {"validUntil": "2026-11-23T00:00:00Z"}
    assert outcome(report(entry("5"), [making.signed(listing(bits(), **over))])) == ("unknown", "status.stale")
    assert outcome(report(entry("5"), [making.signed(listing(bits(5), **over))])) == ("failed", "status.revoked")


def test_a_list_fetched_long_ago_is_out_of_date() -> None:
    old = making.NOW - timedelta(days=8)
    assert outcome(report(entry(), [making.signed(listing(bits()))], as_of=old)) == ("unknown", "status.stale")


def test_a_foreign_list_counts_only_if_it_came_from_the_address_the_issuer_signed() -> None:
    foreign = making.signed(listing(bits(), issuer=making.STRANGER.did), by=making.STRANGER)
    assert outcome(report(entry(), [foreign], from_address=True)) == ("passed", "status.ok")
    assert reason(report(entry(), [foreign])) == "status.list_issuer"


def test_a_message_of_several_bits_is_read_as_one_value() -> None:
    words = [{"status": f"0x{n}", "message": f"message {n}"} for n in range(4)]
    status = entry("5", "message", statusSize=2, statusMessage=words)
    found = report(status, [making.signed(listing(bits(10, size=2 * SIZE), "message"))])
    check = found.answer(Question.STATUS)
    assert check is not None
    assert (check.code, check.facts["text"]) == ("status.message", "message 2")


def test_a_list_may_serve_several_purposes() -> None:
    both = making.signed(listing(bits(5), ["revocation", "suspension"]))
    assert outcome(report(entry("5", "suspension"), [both])) == ("failed", "status.suspended")
    assert outcome(report(entry("5"), [both])) == ("failed", "status.revoked")
    assert outcome(report(entry("6"), [both])) == ("passed", "status.ok")


def test_several_entries_of_one_list_are_each_asked() -> None:
    both = making.signed(listing(bits(5), ["revocation", "suspension"]))
    found = report([entry("6"), entry("5", "suspension"), entry("7")], [both])
    answers = [check.code for check in found.checks if check.question is Question.STATUS]
    assert answers == ["status.ok", "status.suspended", "status.ok"]
    assert found.verdict() is Outcome.FAILED


@pytest.mark.parametrize("order", [1, -1])
def test_one_withdrawn_and_one_missing_is_withdrawn(order: int) -> None:
    missing = {**entry("3"), "statusListCredential": "https://issuer.example/status/2"}
    found = report([entry("5"), missing][::order], [making.signed(listing(bits(5)))])
    codes = {check.code for check in found.checks if check.question is Question.STATUS}
    assert codes == {"status.revoked", "status.missing"}
    assert found.verdict() is Outcome.FAILED
    assert outcome(found) == ("failed", "status.revoked")


@pytest.mark.parametrize("other", ["text", 7, None, ["x"], {}])
def test_something_beside_an_entry_that_is_none_is_not_ignored(other: Any) -> None:
    badge = making.signed(making.badge(credentialStatus=entry("6")), suite_name="eddsa-jcs-2022")
    badge["credentialStatus"] = [badge["credentialStatus"], other]
    (credential,) = formats.read(making.raw(badge)).credentials
    library = making.library().plus([making.document(URL, making.signed(listing(bits())), making.NOW)])
    found = [
        check.code for check in verify(credential, library, making.NOW).checks if check.question is Question.STATUS
    ]
    assert found == ["status.ok", "status.unsupported"]


def test_entries_without_end_are_not_all_looked_up() -> None:
    found = report([entry("6")] * 40, [making.signed(listing(bits()))])
    answers = [check.code for check in found.checks if check.question is Question.STATUS]
    assert answers == ["status.ok"] * 32 + ["status.too_many"]
    assert found.verdict() is Outcome.UNKNOWN
    whole = report([entry("6")] * 32, [making.signed(listing(bits()))])
    assert whole.verdict() is Outcome.PASSED


def sized(value: int, size: int, index: int = 5) -> bytes:
    """A list of entries of ``size`` bits, written as one large number."""
    total = SIZE * size
    return (value << (total - (index + 1) * size)).to_bytes(total // 8)


@pytest.mark.parametrize("size", [1, 2, 3, 4, 8, 12, 32])
def test_an_entry_of_any_size_is_one_number(size: int) -> None:
    for value in {0, 1, (1 << size) - 1, 1 << (size - 1)}:
        message = [{"status": f"0x{value:x}", "message": "said"}, {"status": "0xffffffffff", "message": "not said"}]
        status = entry("5", "message", statusSize=size, statusMessage=message)
        found = report(status, [making.signed(listing(sized(value, size), "message"))])
        assert outcome(found) == ("passed", "status.message")
        answer = found.answer(Question.STATUS)
        assert answer is not None
        assert answer.facts["text"] == "said"


@pytest.mark.parametrize("value", [1, 2, 3])
def test_any_bit_of_a_wide_entry_withdraws(value: int) -> None:
    found = report(entry("5", statusSize=2), [making.signed(listing(sized(value, 2)))])
    assert outcome(found) == ("failed", "status.revoked")
    assert outcome(report(entry("6", statusSize=2), [making.signed(listing(sized(value, 2)))])) == (
        "passed",
        "status.ok",
    )


@pytest.mark.parametrize("words", [None, [], [{"status": "0x2", "message": "other"}], "text", [{"status": "0x1"}], [5]])
def test_a_number_that_the_issuer_gave_no_word_for_is_unknown(words: Any) -> None:
    status = entry("5", "message", statusSize=2, statusMessage=words)
    found = report(status, [making.signed(listing(sized(1, 2), "message"))])
    assert outcome(found) == ("unknown", "status.unsupported")
    assert found.verdict() is Outcome.UNKNOWN


def test_a_message_is_bounded() -> None:
    status = entry("5", "message", statusMessage=[{"status": "0x1", "message": "x" * 5000}])
    answer = report(status, [making.signed(listing(bits(5), "message"))]).answer(Question.STATUS)
    assert answer is not None
    assert answer.facts["text"] == "x" * 200


@pytest.mark.parametrize("size", [0, -1, 33, "2", True, 1.5, None])
def test_a_size_that_is_none_says_nothing(size: Any) -> None:
    assert reason(report(entry("5", statusSize=size), [making.signed(listing(bits()))])) == "status.entry_bad"


def test_a_list_is_long_enough_by_its_entries_not_its_bits() -> None:
    found = report(entry("5", statusSize=2), [making.signed(listing(bits(size=SIZE)))])
    assert reason(found) == "status.list_short"


def test_the_lists_of_the_consortium_are_long_enough() -> None:
    assert outcome(report(entry("5"), [making.signed(listing(bits(size=100_000)))])) == ("passed", "status.ok")


def test_a_newer_version_is_no_bad_news() -> None:
    new = report(entry("5", "refresh"), [making.signed(listing(bits(5), "refresh"))])
    assert outcome(new) == ("passed", "status.refresh")
    assert outcome(report(entry("6", "refresh"), [making.signed(listing(bits(5), "refresh"))])) == (
        "passed",
        "status.ok",
    )


@pytest.mark.parametrize("purpose", ["future", "Revocation"])
def test_a_purpose_that_is_not_known_is_unknown_and_named(purpose: str) -> None:
    found = report(entry("5", purpose), [making.signed(listing(bits(), purpose))])
    answer = found.answer(Question.STATUS)
    assert answer is not None
    assert (answer.code, answer.facts["type"]) == ("status.unsupported", f"BitstringStatusListEntry: {purpose}")


def test_a_purpose_that_is_no_word_is_not_taken_for_revocation() -> None:
    for purpose in (["revocation", "suspension"], [], {"id": "revocation"}, 1, None):
        status = {**entry("5"), "statusPurpose": purpose}
        assert reason(report(status, [making.signed(listing(bits()))])) == "status.list_purpose"


def test_an_entry_written_as_linked_data_may_be_is_the_same_entry() -> None:
    """A holder could write it so under a signature of statements: what is withdrawn stays withdrawn."""
    other = entry("5")
    written = {
        **other,
        "statusPurpose": ["revocation"],
        "statusListIndex": {"@value": "5"},
        "statusListCredential": [other["statusListCredential"]],
    }
    assert outcome(report(written, [making.signed(listing(bits(5)))])) == ("failed", "status.revoked")


@pytest.mark.parametrize(
    ("ttl", "hours", "code"),
    [
        (300_000, 23, "status.ok"),
        (300_000, 25, "status.stale"),
        (48 * 3_600_000, 47, "status.ok"),
        (48 * 3_600_000, 49, "status.stale"),
        (30 * 86_400_000, 24 * 29, "status.ok"),
        ("soon", 24 * 8, "status.stale"),
        (True, 24 * 8, "status.stale"),
        (True, 24 * 6, "status.ok"),
        (-1, 24 * 6, "status.ok"),
        (0, 24, "status.ok"),
        (0, 25, "status.stale"),
        (1e300, 24 * 8, "status.ok"),
    ],
)
def test_the_time_to_live_is_in_milliseconds_and_never_less_than_a_day(ttl: Any, hours: int, code: str) -> None:
    document = making.signed(listing(bits(), subject={"ttl": ttl}), suite_name="eddsa-jcs-2022")
    answer = report(entry(), [document], as_of=making.NOW - timedelta(hours=hours)).answer(Question.STATUS)
    assert answer is not None
    assert answer.code == code


def test_a_list_that_ends_now_is_over() -> None:
    ends = making.signed(listing(bits(), validUntil="2026-11-24T09:00:00Z"))
    assert outcome(report(entry(), [ends])) == ("unknown", "status.stale")


def test_the_clock_is_behind_a_list_that_was_fetched_already() -> None:
    late = making.NOW + timedelta(minutes=5)
    assert outcome(report(entry(), [making.signed(listing(bits()))], as_of=late)) == ("passed", "status.ok")
    found = report(entry(), [making.signed(listing(bits()))], as_of=late + timedelta(seconds=1))
    assert reason(found) == "status.list_not_yet"


def test_a_list_without_any_date_of_its_own_has_the_one_it_was_signed() -> None:
    undated = {name: value for name, value in listing(bits()).items() if name != "validFrom"}
    answer = report(entry(), [making.signed(undated)], as_of=None).answer(Question.STATUS)
    assert answer is not None
    assert (answer.code, answer.as_of) == ("status.ok", making.CREATED)


def test_a_list_of_sixteen_mebibytes_is_read_and_not_a_byte_more() -> None:
    size = 16 * 1024 * 1024
    for window in (31, 15):
        for more in (0, 1):
            packer = zlib.compressobj(1, zlib.DEFLATED, window)
            packed = packer.compress(bytes(size + more)) + packer.flush()
            if not more:
                assert len(inflate(packed, window)) == size
                continue
            with pytest.raises(Malformed):
                inflate(packed, window)


def test_an_older_list_may_be_padded() -> None:
    data = bytes(SIZE // 8)
    text = next(
        text
        for level in range(10)
        for text in [base64.urlsafe_b64encode(gzip.compress(data, level, mtime=0)).decode()]
        if text.endswith("=")
    )
    assert outcome(report(entry(), [making.signed(listing(text))])) == ("passed", "status.ok")


def test_a_list_that_nobody_dated_says_so() -> None:
    bare = {name: value for name, value in listing(bits()).items() if name != "validFrom"}
    options = {"type": "DataIntegrityProof", "cryptosuite": "eddsa-jcs-2022", "proofPurpose": "assertionMethod",
               "verificationMethod": making.ISSUER.verification_method, "@context": bare["@context"]}  # fmt: skip
    value = proofs.suite("eddsa-jcs-2022").sign(proofs.Secured(bare, making.library()), options, making.ISSUER, ())
    found = report(entry(), [{**bare, "proof": {**options, "proofValue": value}}], as_of=None).answer(Question.STATUS)
    assert found is not None
    assert (found.outcome, found.code, found.as_of, found.facts["days"]) == (
        Outcome.PASSED,
        "status.ok_undated",
        None,
        -1,
    )


def test_a_list_that_is_bad_and_open_at_once_is_bad() -> None:
    """Nobody is sent to fetch a key for a list that names no issuer: no key could make it good."""
    foreign = making.signed(listing(bits(), issuer=None), verification_method="did:web:lists.example#key-1")
    assert reason(report(entry(), [foreign], from_address=True)) == "status.list_proof"
    assert [need.url for need in report(entry(), [foreign], from_address=True).needs] == [URL]


def test_a_list_by_an_issuer_whose_document_is_not_at_hand_asks_for_it() -> None:
    method = "did:web:lists.example#key-1"
    foreign = making.signed(listing(bits(), issuer="did:web:lists.example"), verification_method=method)
    found = report(entry(), [foreign], from_address=True)
    assert outcome(found) == ("unknown", "status.missing")
    assert [need.url for need in found.needs] == ["https://lists.example/.well-known/did.json"]


# 1EdTech Revocation List.

REVOCATIONS = "https://issuer.example/revocations"
METHOD = {"id": REVOCATIONS, "type": "1EdTechRevocationList"}
ME = making.badge()["id"]


def revocations(items: Any, name: str = "revokedCredential", **more: Any) -> dict[str, Any]:
    return {"id": REVOCATIONS, "issuer": making.ISSUER.did, name: items, **more}


def listed(document: Any, as_of: Any = making.NOW, from_address: bool = True, **changes: Any) -> Check:
    badge = making.signed(making.badge(credentialStatus=METHOD, **changes), suite_name="eddsa-jcs-2022")
    (credential,) = formats.read(making.raw(badge)).credentials
    library = making.library().plus([making.document(REVOCATIONS, document, as_of, from_address)])
    answer = verify(credential, library, making.NOW).answer(Question.STATUS)
    assert answer is not None
    return answer


@pytest.mark.parametrize("name", ["revokedCredential", "revokedCredentials"])
@pytest.mark.parametrize(
    "item",
    [ME, {"id": ME}, {"id": ME, "revoked": True}, f" {ME} ", {"id": ME.replace("-", "%2D")}],
)
def test_a_credential_on_the_list_is_withdrawn(name: str, item: Any) -> None:
    for from_address in (True, False):
        answer = listed(revocations(["urn:uuid:other", item], name), from_address=from_address)
        assert (answer.outcome, answer.code) == (Outcome.FAILED, "status.revoked")
        assert "reason" not in answer.facts


def test_the_reason_is_given_as_bounded_text() -> None:
    answer = listed(revocations([{"id": ME, "revocationReason": "<b>Wrong</b> name" + "x" * 1000}]))
    assert answer.facts["reason"] == "<b>Wrong</b> name" + "x" * 183
    assert "The reason given: <b>Wrong</b> name" in words.say(answer.code, answer.facts, "en")
    assert "発行者の理由: <b>Wrong</b> name" in words.say(answer.code, answer.facts, "ja")
    assert "reason" not in listed(revocations([{"id": ME, "revocationReason": ["x"]}])).facts


@pytest.mark.parametrize("items", [[], ["urn:uuid:other"], [{"id": "urn:uuid:other"}], [{"id": ME, "revoked": False}]])
def test_a_credential_that_is_not_listed_passes_only_if_the_list_came_from_its_address(items: Any) -> None:
    answer = listed(revocations(items))
    assert (answer.outcome, answer.code, answer.as_of) == (Outcome.PASSED, "status.ok", making.NOW)
    assert (listed(revocations(items), from_address=False).outcome, listed(revocations(items), from_address=False).code) == (
        Outcome.UNKNOWN, "status.unproven")  # fmt: skip
    undated = listed(revocations(items), as_of=None)
    assert (undated.outcome, undated.code, undated.needs[0].url) == (Outcome.UNKNOWN, "status.undated", REVOCATIONS)
    old = listed(revocations(items), as_of=making.NOW - timedelta(days=8))
    assert (old.outcome, old.code) == (Outcome.UNKNOWN, "status.stale")


@pytest.mark.parametrize(
    ("document", "why"),
    [
        ([], "status.list_shape"),
        ({"error": "not found"}, "status.list_shape"),
        ({"id": "https://issuer.example/other"}, "status.list_shape"),
        (revocations([5]), "status.list_shape"),
        (revocations([{"name": "x"}]), "status.list_shape"),
        (revocations([{"id": 5}]), "status.list_shape"),
        (revocations(None), "status.list_shape"),
        (revocations([{"id": ME, "revoked": "FALSE"}]), "status.list_shape"),
        (revocations([["x"]]), "status.list_shape"),
    ],
)
def test_a_revocation_list_of_another_form_says_nothing(document: Any, why: str) -> None:
    answer = listed(document)
    assert (answer.outcome, answer.code, answer.facts["reason"]) == (Outcome.UNKNOWN, "status.list_bad", why)


def test_an_empty_list_need_only_state_its_address() -> None:
    assert listed({"id": REVOCATIONS, "issuer": making.ISSUER.did}).code == "status.ok"


def test_what_cannot_be_read_on_the_list_does_not_hide_what_can() -> None:
    assert listed(revocations([5, {"id": ME}])).outcome is Outcome.FAILED


def test_the_list_of_another_issuer_is_nobodys_unless_it_came_from_the_address() -> None:
    foreign = revocations([ME], issuer=making.STRANGER.did)
    assert listed(foreign, from_address=False).facts["reason"] == "status.list_issuer"
    assert listed({**foreign, "issuer": {"id": making.ISSUER.did}}, from_address=False).code == "status.revoked"


def test_a_credential_without_identifier_cannot_be_on_a_list() -> None:
    answer = listed(revocations([]), id=None)
    assert (answer.outcome, answer.facts["reason"]) == (Outcome.UNKNOWN, "status.no_id")


def test_the_published_badge_that_was_withdrawn_is(vectors: Path) -> None:
    raw = (vectors / "1edtech-ob30" / "credential-status-revoked.json").read_bytes()
    (credential,) = formats.read(raw).credentials
    url = credential.status[0].url
    for items, expected in (([{"id": credential.id, "revoked": True}], "status.revoked"), ([], "status.ok")):
        library = making.library().plus([making.document(url, revocations(items), making.NOW, True)])
        answer = verify(credential, library, making.NOW).answer(Question.STATUS)
        assert answer is not None
        assert answer.code == expected
    missing = verify(credential, making.library(), making.NOW).answer(Question.STATUS)
    assert missing is not None
    assert (missing.code, missing.needs[0].url) == ("status.missing", url)


# Open Badges 2.0 RevocationList.


def test_the_published_list_of_open_badges_2_names_three(vectors: Path) -> None:
    folder = vectors / "1edtech-ob20" / "assets"
    document = load_json((folder / "revocation-list.json").read_bytes())
    good = "A good reason, for sure"
    assert revoked_in(document, "https://example.org/beths-robotics-badge-revoked.json") == (True, good)
    assert revoked_in(document, "urn:uuid:52e4c6b3-8c13-4fa8-8482-a5cf34ef37a9") == (True, "")
    assert revoked_in(document, "urn:uuid:6deb4a00-ebce-4b28-8cc2-afa705ef7be4") == (True, "")
    assert revoked_in(document, "https://example.org/beths-robotics-badge.json") == (False, "")
    assert revoked_in(load_json((folder / "empty-revocation-list.json").read_bytes()), "urn:uuid:1") == (False, "")


@pytest.mark.parametrize(
    "document", [{}, {"revokedAssertions": "x"}, {"revokedAssertions": {"a": "b"}}, {"revokedAssertions": [1]}]
)
def test_what_is_no_list_of_open_badges_2_is_malformed(document: dict[str, Any]) -> None:
    with pytest.raises(Malformed):
        revoked_in(document, "a")


def test_an_assertion_of_version_1_is_named_by_its_uid() -> None:
    assert revoked_in({"revokedAssertions": [{"uid": "abc", "revocationReason": "x" * 900}]}, "abc") == (
        True,
        "x" * 200,
    )


# The only sentences that may be said.


def test_only_the_sentences_that_were_agreed_are_said() -> None:
    facts: dict[str, object] = {
        "as_of": datetime(2026, 9, 6, 14, 2, tzinfo=UTC),
        "days": 79,
        "url": "https://a.example",
    }
    sentences = {
        "status.none": ("The issuer offers no way to withdraw this credential.", "発行者は取り消しの手段を設けていません。"),
        "status.ok": ("Not withdrawn as of 6 Sep 2026 (79 days ago).", "2026年9月6日(79日前)の時点で取り消されていません。"),
        "status.stale": ("Not withdrawn as of 6 Sep 2026 (79 days ago); that information is out of date.",
                         "2026年9月6日(79日前)の時点では取り消されていませんが、情報が古くなっています。"),
        "status.missing": ("Not checked: this needs the internet once. It lies at https://a.example.",
                           "未確認です。一度インターネットでの確認が必要です。場所: https://a.example。"),
        "status.list_bad": ("The issuer's list failed its own checks: unknown.", "発行者の一覧自体に問題があるため、わかりません。"),
        "status.revoked": ("Withdrawn as of 6 Sep 2026 (79 days ago).", "2026年9月6日(79日前)の時点で取り消されています。"),
        "status.suspended": ("Suspended as of 6 Sep 2026 (79 days ago).", "2026年9月6日(79日前)の時点で一時停止されています。"),
        "status.unsupported": ("This app cannot read status type X: unknown.", "取り消し情報の種類「X」は読めないため、わかりません。"),
        "status.hosted_unconfirmed": ("Only the issuer's web site can confirm this kind of badge.", None),
    }  # fmt: skip
    for code, (english, japanese) in sentences.items():
        assert words.say(code, {**facts, "type": "X"}, "en") == english
        assert japanese is None or words.say(code, {**facts, "type": "X"}, "ja") == japanese


@pytest.mark.parametrize(
    ("days", "english", "japanese"),
    [(0, "less than a day ago", "24時間以内"), (1, "1 day ago", "1日前"), (2, "2 days ago", "2日前")],
)
def test_the_age_is_said_with_the_date(days: int, english: str, japanese: str) -> None:
    fetched = making.NOW - timedelta(days=days, hours=1)
    check = report(entry(), [making.signed(listing(bits()))], as_of=fetched).answer(Question.STATUS)
    assert check is not None
    assert check.facts["days"] == days
    assert f"({english})" in words.say(check.code, check.facts, "en")
    assert f"({japanese})" in words.say(check.code, check.facts, "ja")


def test_bad_news_without_a_date_says_that_it_has_none() -> None:
    check = listed(revocations([ME]), as_of=None)
    assert words.say(check.code, check.facts, "en") == "Withdrawn as of an unknown date."


def test_an_unknown_status_method_is_unknown() -> None:
    found = report({"id": URL, "type": "FutureStatus"}, [])
    assert outcome(found) == ("unknown", "status.unsupported")
    assert found.verdict() is Outcome.UNKNOWN


def test_a_badge_that_cannot_be_withdrawn_says_so() -> None:
    (credential,) = formats.read(making.raw(making.signed(making.badge(), suite_name="eddsa-jcs-2022"))).credentials
    found = verify(credential, making.library(), making.NOW)
    assert outcome(found) == ("absent", "status.none")
    assert found.verdict() is Outcome.PASSED


def test_a_member_of_another_standard_is_not_taken_for_none() -> None:
    badge = making.signed(making.badge(status={"status_list": {"idx": 1, "uri": URL}}), suite_name="eddsa-jcs-2022")
    (credential,) = formats.read(making.raw(badge)).credentials
    answer = verify(credential, making.library(), making.NOW).answer(Question.STATUS)
    assert answer is not None
    assert (answer.outcome, answer.code, answer.facts) == (Outcome.UNKNOWN, "status.unsupported", {"type": "?"})


def test_a_type_that_is_not_known_is_named_and_bounded() -> None:
    for kind, named in (("FutureStatus", "FutureStatus"), ("x" * 200, "x" * 80), ("", "?")):
        answer = report({"id": URL, "type": kind}, []).answer(Question.STATUS)
        assert answer is not None
        assert (answer.code, answer.facts) == ("status.unsupported", {"type": named})


@pytest.mark.parametrize("status", ["text", 5, [[]], [None]])
def test_a_status_that_is_no_entry_is_not_taken_for_none(status: Any) -> None:
    badge = {**making.signed(), "credentialStatus": status}
    (credential,) = formats.read(making.raw(badge)).credentials
    found = verify(credential, making.library(), making.NOW)
    assert outcome(found)[0] == "unknown"
    assert found.verdict() is not Outcome.PASSED
