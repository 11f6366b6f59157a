"""What the issuer withdrew: status lists at hand, read with all their own checks.

Bitstring Status List v1.0, section 3.2 "Validate Algorithm", and StatusList2021. Each entry is
looked up, whatever its purpose; a list that is not at hand is UNKNOWN with the request that
would settle it, and a list that fails its own checks is UNKNOWN too: it says nothing.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, Final

from wallet import formats
from wallet.encoding import b64url_decode, multibase_decode
from wallet.errors import Malformed, Missing, WalletError
from wallet.library import Document, Library
from wallet.model import Credential, StatusEntry
from wallet.report import Check, Outcome, Question
from wallet.seams import Request

MAX_LIST: Final = 16 * 1024 * 1024
"""Bytes after decompression: 134 million entries."""
MIN_BITS: Final = 100_000
"""The standard asks for 131,072; the lists of the Digital Credentials Consortium have 100,000."""
FRESH: Final = timedelta(days=7)
"""A list without a date of its own counts as current for this long after it was fetched."""
_LIST_TYPES: Final = {
    "BitstringStatusListEntry": ("BitstringStatusListCredential", "BitstringStatusList"),
    "StatusList2021Entry": ("StatusList2021Credential", "StatusList2021"),
}
_BAD: Final = {"revocation": "status.revoked", "suspension": "status.suspended"}

Verify = Callable[[Credential], bool]
"""Are the list's own proof, key, coverage and dates good?"""


def check_status(credential: Credential, library: Library, at: datetime, verify: Verify) -> tuple[Check, ...]:
    """One answer for each status entry; ABSENT where the issuer offers no way to withdraw."""
    if not credential.status:
        if credential.claims.get("credentialStatus") or credential.claims.get("status"):
            return (_unknown("status.unsupported", type="?"),)
        return (Check(Question.STATUS, Outcome.ABSENT, "status.none"),)
    return tuple(_check_entry(credential, entry, library, at, verify) for entry in credential.status)


def _unknown(code: str, **facts: object) -> Check:
    return Check(Question.STATUS, Outcome.UNKNOWN, code, facts)


def _check_entry(credential: Credential, entry: StatusEntry, library: Library, at: datetime, verify: Verify) -> Check:
    if entry.type not in _LIST_TYPES:
        return _unknown("status.unsupported", type=entry.type[:80] or "?")
    if entry.index is None or not entry.url:
        return Check(Question.STATUS, Outcome.UNKNOWN, "status.entry_bad")
    try:
        document = library.read(entry.url)
    except Missing as error:
        return Check(Question.STATUS, Outcome.UNKNOWN, "status.missing", {"url": entry.url}, None, (error.request,))
    try:
        found, stale = _read_list(credential, entry, document, at, verify)
        value = _value(found, entry)
    except WalletError as error:
        facts: dict[str, object] = {"reason": error.code, "url": entry.url}
        return Check(Question.STATUS, Outcome.UNKNOWN, "status.list_bad", facts, document.as_of, (Request(entry.url),))
    as_of = document.as_of or found.valid_from
    if value and entry.purpose in _BAD:
        return Check(Question.STATUS, Outcome.FAILED, _BAD[entry.purpose], {"as_of": as_of}, as_of)
    if stale:
        return Check(Question.STATUS, Outcome.UNKNOWN, "status.stale", {"as_of": as_of}, as_of, (Request(entry.url),))
    if entry.purpose in _BAD or (not value and entry.purpose == "refresh"):
        return Check(Question.STATUS, Outcome.PASSED, "status.ok", {"as_of": as_of}, as_of)
    if entry.purpose in ("message", "refresh"):
        text = _message(entry, value)
        return Check(Question.STATUS, Outcome.PASSED, "status.message", {"text": text, "as_of": as_of}, as_of)
    return _unknown("status.unsupported", type=entry.purpose[:80])


def _read_list(
    credential: Credential, entry: StatusEntry, document: Document, at: datetime, verify: Verify
) -> tuple[Credential, bool]:
    """The list credential, after its own checks, and whether its time is over.

    Raises ``Malformed`` with the rule it breaks. The issuer signed the list's address into the
    credential, so a list known to come from there may be another's; one that only says so must
    be the issuer's own. A list that is out of date is read all the same:
    what was withdrawn stays withdrawn.
    """
    found = formats.read(document.raw)
    if len(found.credentials) != 1:
        raise Malformed("status.list_shape")
    listing = found.credentials[0]
    kind, subject_type = _LIST_TYPES[entry.type]
    subject = listing.claims.get("credentialSubject")
    if kind not in listing.types or not isinstance(subject, dict) or subject.get("type") != subject_type:
        raise Malformed("status.list_type")
    if listing.issuer.id != credential.issuer.id and not document.from_address:
        raise Malformed("status.list_issuer")
    purposes = subject.get("statusPurpose")
    if entry.purpose not in (purposes if isinstance(purposes, list) else [purposes]):
        raise Malformed("status.list_purpose")
    if not verify(listing):
        raise Malformed("status.list_proof")
    if listing.valid_from is not None and listing.valid_from > at + timedelta(minutes=5):
        raise Malformed("status.list_not_yet")
    return listing, _is_stale(listing, document, at)


def _is_stale(listing: Credential, document: Document, at: datetime) -> bool:
    """Past the list's own end, or longer at hand than its ``ttl`` (milliseconds) or a week."""
    if listing.valid_until is not None and listing.valid_until < at:
        return True
    if document.as_of is None:
        return False
    ttl = listing.claims["credentialSubject"].get("ttl")
    is_number = isinstance(ttl, int | float) and not isinstance(ttl, bool) and 0 <= ttl < 1e13
    return at - document.as_of > max(FRESH, timedelta(milliseconds=ttl) if is_number else FRESH)


def _value(listing: Credential, entry: StatusEntry) -> int:
    """The entry's value: ``statusSize`` bits at ``index * statusSize``, the first bit being the highest."""
    assert entry.index is not None
    size = entry.options.get("statusSize", 1)
    if isinstance(size, bool) or not isinstance(size, int) or not 1 <= size <= 32:
        raise Malformed("status.entry_bad")
    bits = _bits(listing.claims["credentialSubject"].get("encodedList"))
    start = entry.index * size
    if start + size > len(bits) * 8:
        raise Malformed("status.list_range")
    value = 0
    for position in range(start, start + size):
        value = value << 1 | (bits[position >> 3] >> (7 - (position & 7)) & 1)
    return value


def _bits(text: Any) -> bytes:
    """``encodedList``: base64url of GZIP, with the multibase ``u`` of the final standard or without."""
    if not isinstance(text, str):
        raise Malformed("status.list_encoding")
    packed = multibase_decode(text) if text[:1] == "u" else b64url_decode(text.rstrip("="))
    reader = zlib.decompressobj(31)
    try:
        bits = reader.decompress(packed, MAX_LIST)
    except zlib.error as error:
        raise Malformed("status.list_encoding") from error
    if reader.unconsumed_tail or not reader.eof:
        raise Malformed("status.list_encoding")
    if len(bits) * 8 < MIN_BITS:
        raise Malformed("status.list_short")
    return bits


def _message(entry: StatusEntry, value: int) -> str:
    """The issuer's word for a value (section 2.1, ``statusMessage``)."""
    for item in entry.options.get("statusMessage") or []:
        if isinstance(item, dict) and item.get("status") == f"0x{value:x}":
            return str(item.get("message", ""))[:200]
    return f"0x{value:x}"
