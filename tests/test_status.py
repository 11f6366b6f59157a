"""Withdrawn or not: only a list that passes its own checks says anything."""

import base64
import gzip
import zlib
from datetime import timedelta
from typing import Any

import pytest

from tests import making
from wallet import formats
from wallet.encoding import b64url_encode
from wallet.report import Check, Outcome, Question, Report
from wallet.verify import verify

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
    found = report(status, [making.signed(listing(bits(10), "message"))])
    check = found.answer(Question.STATUS)
    assert check is not None
    assert (check.code, check.facts["text"]) == ("status.message", "message 2")


def test_an_unknown_status_method_is_unknown() -> None:
    found = report({"id": URL, "type": "FutureStatus"}, [])
    assert outcome(found) == ("unknown", "status.unsupported")
    assert found.verdict() is Outcome.UNKNOWN


@pytest.mark.parametrize("status", ["text", 5, [[]], [None]])
def test_a_status_that_is_no_entry_is_not_taken_for_none(status: Any) -> None:
    badge = {**making.signed(), "credentialStatus": status}
    (credential,) = formats.read(making.raw(badge)).credentials
    found = verify(credential, making.library(), making.NOW)
    assert outcome(found)[0] == "unknown"
    assert found.verdict() is not Outcome.PASSED
