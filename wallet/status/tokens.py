"""Token Status List (draft-ietf-oauth-status-list): a signed token with a row of small numbers.

Sections 5.1 and 8.3. The lowest bits come first, unlike in a Bitstring Status List. Lists as CWT are
recognized and not judged: this program has no credentials in CBOR.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

from wallet.encoding import b64url_decode, from_epoch
from wallet.errors import Malformed, Unsupported
from wallet.formats import jwt
from wallet.library import Document
from wallet.model import Credential, Issuer, Json, Proof, StatusEntry
from wallet.report import Outcome
from wallet.status.listing import SKEW, Asked, Listed, check_signer, inflate, is_stale, time_to_live

TYPE: Final = "statuslist+jwt"
SIZES: Final = (1, 2, 4, 8)
_ZLIB: Final = 15
_COSE: Final = (b"\xd2", b"\x84")
"""How a CWT begins: CBOR tag 18 (COSE_Sign1), or the array of four without its tag."""
_MEANINGS: Final = {
    0: (Outcome.PASSED, "status.ok"),
    1: (Outcome.FAILED, "status.revoked"),
    2: (Outcome.FAILED, "status.suspended"),
}
"""Section 7.1. Every other number is reserved, or means what only the issuer's own application knows."""


def read(asked: Asked, entry: StatusEntry, document: Document) -> Listed:
    """What a list says of an entry."""
    listing = _listing(asked, entry, document)
    assert entry.index is not None
    value = value_at(*packed(listing.claims.get("status_list")), entry.index)
    as_of = document.as_of or listing.valid_from
    ttl = time_to_live(listing.claims.get("ttl"), timedelta(seconds=1))
    stale = is_stale(listing.valid_until, document.as_of, ttl, asked.at)
    if value in _MEANINGS:
        return Listed(*_MEANINGS[value], as_of, stale)
    facts = {"type": f"{entry.type} 0x{value:02X}", "value": value}
    return Listed(Outcome.UNKNOWN, "status.unsupported", as_of, False, facts)


def _listing(asked: Asked, entry: StatusEntry, document: Document) -> Credential:
    """The token as a Credential, after its own checks; one that is out of date is read all the same."""
    if document.raw[:1] in _COSE:
        raise Unsupported("status.unsupported", type=f"{entry.type}: statuslist+cwt")
    header, payload, signature = jwt.split(document.raw)
    if jwt.media_type(header) != TYPE:
        raise Malformed("status.list_type")
    if payload.get("sub") != entry.url:
        raise Malformed("status.list_address")
    begin = from_epoch(payload.get("iat"))
    for moment in (begin, from_epoch(payload.get("nbf", payload.get("iat")))):
        if moment - asked.at > SKEW:
            raise Malformed("status.list_not_yet")
    proof = jwt.proof_of(header, signature, "assertionMethod")
    listing = Credential(
        raw=document.raw.strip(),
        format=TYPE,
        claims=payload,
        issuer=Issuer(_issuer(payload, proof, asked.credential)),
        valid_from=begin,
        valid_until=from_epoch(payload["exp"]) if "exp" in payload else None,
        proofs=(proof,),
    )
    check_signer(asked, listing, document)
    return listing


def _issuer(payload: Json, proof: Proof, credential: Credential) -> str:
    """Who says that it is his list: ``iss``, else the DID of its key, else the credential's issuer (section 5.1)."""
    stated = payload.get("iss")
    if isinstance(stated, str):
        return stated
    kid = proof.verification_method
    return kid.partition("#")[0] if kid.startswith("did:") else credential.issuer.id


def packed(value: Any) -> tuple[bytes, int]:
    """The bytes of a ``status_list`` object (section 4.2), and the bits of each entry; raises ``Malformed``."""
    bits, text = (value.get("bits"), value.get("lst")) if isinstance(value, dict) else (None, None)
    if isinstance(bits, bool) or bits not in SIZES or not isinstance(text, str):
        raise Malformed("status.list_encoding")
    return inflate(b64url_decode(text), _ZLIB), int(bits)


def value_at(data: bytes, bits: int, index: int) -> int:
    """The number at an index (section 4.1): the entry with the lowest index has the lowest bits of its byte."""
    place, shift = divmod(index * bits, 8)
    if place >= len(data):
        raise Malformed("status.list_range")
    return data[place] >> shift & ((1 << bits) - 1)
