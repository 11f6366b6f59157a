"""Bitstring Status List v1.0 and StatusList2021: a credential that carries one long row of bits.

Section 3.2, "Validate Algorithm". The list must be valid in itself, for the purpose of the entry, and long
enough that an index names nobody.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

from wallet import formats
from wallet.encoding import b64url_decode, multibase_decode
from wallet.errors import Malformed, Unsupported
from wallet.formats.rules import listed
from wallet.library import Document
from wallet.model import Credential, StatusEntry
from wallet.report import Outcome
from wallet.status.listing import SKEW, Asked, Listed, check_signer, inflate, is_stale, time_to_live

MIN_ENTRIES: Final = 100_000
"""The standard asks for 131,072; the lists of the Digital Credentials Consortium have 100,000."""
_TYPES: Final = {
    "BitstringStatusListEntry": ("BitstringStatusListCredential", "BitstringStatusList"),
    "StatusList2021Entry": ("StatusList2021Credential", "StatusList2021"),
}
_BAD: Final = {"revocation": "status.revoked", "suspension": "status.suspended"}
GZIP: Final = 31
_MAX_TEXT: Final = 200


def read(asked: Asked, entry: StatusEntry, document: Document) -> Listed:
    """What a list says of an entry."""
    listing = _listing(asked, entry, document)
    value = _value(listing, entry)
    signed = [proof.created for proof in listing.proofs if proof.created is not None]
    as_of = document.as_of or listing.valid_from or min(signed, default=None)
    ttl = time_to_live(listing.claims["credentialSubject"].get("ttl"), timedelta(milliseconds=1))
    stale = is_stale(listing.valid_until, document.as_of, ttl, asked.at)
    if entry.purpose in _BAD:
        if value:
            return Listed(Outcome.FAILED, _BAD[entry.purpose], as_of, stale)
        return Listed(Outcome.PASSED, "status.ok", as_of, stale)
    if entry.purpose == "refresh":
        return Listed(Outcome.PASSED, "status.refresh" if value else "status.ok", as_of, stale)
    if entry.purpose == "message":
        return Listed(Outcome.PASSED, "status.message", as_of, stale, {"text": _message(entry, value)})
    raise Unsupported("status.unsupported", type=f"{entry.type}: {entry.purpose}"[:80])


def _listing(asked: Asked, entry: StatusEntry, document: Document) -> Credential:
    """The list credential, after its own checks; one that is out of date is read all the same."""
    found = formats.read(document.raw)
    if len(found.credentials) != 1:
        raise Malformed("status.list_shape")
    listing = found.credentials[0]
    kind, subject_type = _TYPES[entry.type]
    subject = listing.claims.get("credentialSubject")
    if kind not in listing.types or not isinstance(subject, dict) or listed(subject.get("type")) != [subject_type]:
        raise Malformed("status.list_type")
    if entry.purpose not in listed(subject.get("statusPurpose")):
        raise Malformed("status.list_purpose")
    check_signer(asked, listing, document)
    if listing.valid_from is not None and listing.valid_from - asked.at > SKEW:
        raise Malformed("status.list_not_yet")
    return listing


def _value(listing: Credential, entry: StatusEntry) -> int:
    """The entry's value: ``statusSize`` bits at ``index * statusSize``, the first bit being the highest."""
    assert entry.index is not None
    size = entry.options.get("statusSize", 1)
    if isinstance(size, bool) or not isinstance(size, int) or not 1 <= size <= 32:
        raise Malformed("status.entry_bad")
    bits = _bits(listing.claims["credentialSubject"].get("encodedList"))
    if len(bits) * 8 // size < MIN_ENTRIES:
        raise Malformed("status.list_short")
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
    return inflate(multibase_decode(text) if text[:1] == "u" else b64url_decode(text.rstrip("=")), GZIP)


def _message(entry: StatusEntry, value: int) -> str:
    """The issuer's word for a value (section 2.1, ``statusMessage``); without one the value says nothing."""
    for item in listed(entry.options.get("statusMessage")):
        if isinstance(item, dict) and item.get("status") == f"0x{value:x}" and isinstance(item.get("message"), str):
            return str(item["message"])[:_MAX_TEXT]
    raise Unsupported("status.unsupported", type=f"{entry.type}: message 0x{value:x}")
