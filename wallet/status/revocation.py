"""1EdTech Revocation List Status Method 1.0: a plain JSON document at an https address.

It is not signed, so only where it came from vouches for it. Who is on it is taken at its word wherever it
came from; who is not on it counts as not withdrawn only in a copy that is known to come from the address.
"""

from __future__ import annotations

from wallet.encoding import load_json
from wallet.errors import Malformed
from wallet.library import MAX_DOCUMENT, Document
from wallet.model import StatusEntry
from wallet.report import Outcome
from wallet.seams import Request
from wallet.status.listing import Asked, Listed, is_stale
from wallet.vocab.revocation import reasoned, withdrawn_in


def read(asked: Asked, entry: StatusEntry, document: Document) -> Listed:
    """What a list says of a credential, by its ``id``."""
    if not asked.credential.id:
        raise Malformed("status.no_id")
    claims = load_json(document.raw, MAX_DOCUMENT)
    if not isinstance(claims, dict):
        raise Malformed("status.list_shape")
    issuer = claims.get("issuer")
    stated = issuer.get("id") if isinstance(issuer, dict) else issuer
    if stated is not None and stated != asked.credential.issuer.id and not document.from_address:
        raise Malformed("status.list_issuer")
    withdrawn, reason = withdrawn_in(claims, asked.credential.id, entry.url)
    if withdrawn:
        return Listed(Outcome.FAILED, "status.revoked", document.as_of, False, reasoned(reason))
    needs = (Request(entry.url),)
    if not document.from_address:
        return Listed(Outcome.UNKNOWN, "status.unproven", document.as_of, False, {"url": entry.url}, needs)
    if document.as_of is None:
        return Listed(Outcome.UNKNOWN, "status.undated", None, False, {"url": entry.url}, needs)
    return Listed(Outcome.PASSED, "status.ok", document.as_of, is_stale(None, document.as_of, None, asked.at))
