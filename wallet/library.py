"""Documents already at hand: contexts, DID documents, status lists, issuer profiles.

A Library is immutable and never fetches: what it does not hold raises ``Missing`` with the
``Request`` that would settle it. JSON-LD contexts are part of the cryptography, so the
bundled ones are pinned by SHA-256 and a file that differs is refused.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any, Final

from wallet import RESOURCES
from wallet.encoding import b64url_decode, load_json
from wallet.errors import Malformed, Missing, Refused, WalletError
from wallet.model import Json
from wallet.seams import Request

MAX_DOCUMENT: Final = 8 * 1024 * 1024
"""Bytes. A Bitstring status list of 16 MiB of zeros has 25 KB; one of noise is refused."""


@dataclass(frozen=True, slots=True)
class Document:
    """A document at hand: its address, its bytes, and when it was fetched (if known).

    ``from_address`` is true if it is known to come from that address (fetched there by us, or so
    recorded in an index); false if the file merely states the address itself.
    """

    url: str
    raw: bytes = field(repr=False)
    as_of: datetime | None = None
    from_address: bool = False

    def json(self) -> Any:
        """Its JSON value; raises ``Malformed``."""
        return load_json(self.raw, MAX_DOCUMENT)


@dataclass(frozen=True, slots=True)
class Context:
    """One revision of a JSON-LD context: bundled and pinned, or put at hand by the user (``raw``)."""

    url: str
    file: str = ""
    sha256: str = ""
    revision: str = ""
    raw: bytes = field(default=b"", repr=False)

    def read(self) -> Json:
        """Its JSON; a bundled file is compared with its pinned hash first."""
        found = load_json(self.raw) if self.raw else _read_context(self.file, self.sha256)
        if not isinstance(found, dict) or "@context" not in found:
            raise Malformed("malformed.context", value=self.url)
        return found


@cache
def _read_context(file: str, sha256: str) -> Any:
    raw = (RESOURCES / "contexts" / file).read_bytes()
    if hashlib.sha256(raw).hexdigest() != sha256:
        raise Refused("library.context_altered", file=file)
    return load_json(raw)


@dataclass(frozen=True, slots=True)
class Library:
    """``documents`` by address; ``contexts`` by address, the newest revision first."""

    documents: Mapping[str, Document] = field(default_factory=dict)
    contexts: Mapping[str, tuple[Context, ...]] = field(default_factory=dict)

    @staticmethod
    def bundled() -> Library:
        """What ships with Akashi: the contexts listed in ``resources/contexts/contexts.json``."""
        return Library({}, _bundled_contexts())

    def plus(self, documents: Iterable[Document]) -> Library:
        """A Library that also holds these. Of two with one address, the one known to come from
        there stays, else the one fetched later."""
        merged = dict(self.documents)
        for document in documents:
            known = merged.get(document.url)
            if known is None or _weight(document) >= _weight(known):
                merged[document.url] = document
        return Library(merged, self.contexts)

    def read(self, url: str) -> Document:
        """The document at an address, or ``Missing`` with the request that would fetch it."""
        found = self.documents.get(url)
        if found is None:
            raise Missing(Request(url))
        return found

    def with_contexts(self, contexts: Iterable[Context]) -> Library:
        """A Library that also knows these contexts. A bundled context cannot be replaced."""
        added = {context.url: (context,) for context in contexts}
        return Library(self.documents, {**added, **self.contexts})

    def context(self, url: str, revision: int = 0) -> Json:
        """The content of a context; revision 0 is the newest, one beyond the last is the last."""
        known = self.contexts.get(url)
        if not known:
            raise Missing(Request(url), "coverage.context_unknown")
        return known[min(revision, len(known) - 1)].read()

    def revisions(self, urls: Iterable[str]) -> int:
        """How many combinations of context revisions are worth trying for a document."""
        return max((len(self.contexts.get(url, ())) for url in urls), default=1) or 1


def _weight(document: Document) -> tuple[bool, float]:
    return document.from_address, document.as_of.timestamp() if document.as_of else 0.0


@cache
def _bundled_contexts() -> Mapping[str, tuple[Context, ...]]:
    rows = load_json((RESOURCES / "contexts" / "contexts.json").read_bytes())
    found: dict[str, tuple[Context, ...]] = {}
    for row in rows:
        context = Context(row["url"], row["file"], row["sha256"], row.get("revision", ""))
        found[context.url] = (*found.get(context.url, ()), context)
    return found


def documents_from(raw: bytes, as_of: datetime | None = None, url: str = "") -> tuple[Document, ...]:
    """The addresses a file states, each with the file's bytes; empty where it states none.

    A JSON object states its ``id``; a JWT its ``sub`` (RFC 7519; a status list token) or the
    ``id`` of the credential inside. ``url`` is the address it is known to come from, if any.
    """
    try:
        claims = _claims(raw)
    except WalletError:
        return ()
    stated = [url, claims.get("id"), claims.get("sub")]
    inner = claims.get("vc")
    if isinstance(inner, dict):
        stated.append(inner.get("id"))
    addresses = dict.fromkeys(name for name in stated if isinstance(name, str) and ":" in name)
    return tuple(Document(address, raw, as_of, address == url) for address in addresses)


def _claims(raw: bytes) -> Json:
    text = raw.strip()
    if text[:1] == b"{":
        claims = load_json(text, MAX_DOCUMENT)
    else:
        parts = text.split(b".")
        if len(parts) != 3 or len(text) > MAX_DOCUMENT:
            raise Malformed("malformed.jwt")
        claims = load_json(b64url_decode(parts[1].decode("ascii", "replace")), MAX_DOCUMENT)
    if not isinstance(claims, dict):
        raise Malformed("malformed.json")
    return claims
