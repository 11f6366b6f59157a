"""Documents already at hand: contexts, DID documents, status lists, issuer profiles.

A Library is immutable and never fetches: what it does not hold raises ``Missing`` with the
``Request`` that would settle it. JSON-LD contexts are part of the cryptography, so the
bundled ones are pinned by SHA-256 and a file that differs is refused.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cache
from typing import Any, Final, NamedTuple

from wallet import RESOURCES
from wallet.encoding import DIGESTS, b64url_decode, load_json, plain_address, web_address
from wallet.errors import Malformed, Missing, Refused, WalletError
from wallet.model import NOTHING, Json, redacted
from wallet.seams import Request

MAX_DOCUMENT: Final = 8 * 1024 * 1024
"""Bytes. A Bitstring status list of 16 MiB of zeros has 25 KB; one of noise is refused."""

KEYS: Final = frozenset({"verificationMethod", "assertionMethod", "authentication", "publicKey"})
"""Members in which a document lists somebody's keys."""
MAX_HEADER: Final = 8192
"""Bytes in which the header of a token must end to be recognized."""


class Document(NamedTuple):
    """A document at hand: its address, its bytes, and when it was fetched (if known).

    ``from_address`` is true if it is known to come from that address (fetched there by us, or so
    recorded in an index); false if the file merely states the address itself. ``until`` is when it
    begins to count as out of date, where whoever gathered it said so (``wallet.packs``). ``stray`` is one
    with keys that nobody chose for that address: it came along with others, or is known to come from elsewhere.
    ``instead`` is the copy without an end that counts again from then.
    """

    url: str
    raw: bytes
    as_of: datetime | None = None
    from_address: bool = False
    until: datetime | None = None
    stray: bool = False
    instead: Document | None = None

    def __repr__(self) -> str:
        return redacted(self, "raw")

    def json(self) -> Any:
        """Its JSON value; raises ``Malformed``."""
        return load_json(self.raw, MAX_DOCUMENT)


class Context(NamedTuple):
    """One revision of a JSON-LD context: bundled and pinned, or put at hand by the user (``raw``).

    ``sha256`` is that of the file, ``compiled`` that of its table.
    """

    url: str
    file: str = ""
    sha256: str = ""
    revision: str = ""
    compiled: str = ""
    raw: bytes = b""
    published: Mapping[str, bytes] = NOTHING
    """Digests, by name, of the file that its authority publishes, where they are known."""

    def __repr__(self) -> str:
        return redacted(self, "raw")

    def read(self) -> Json:
        """Its JSON; a bundled file is compared with its pinned hash first."""
        found = load_json(self.raw) if self.raw else _read_pinned(f"contexts/{self.file}", self.sha256)
        if not isinstance(found, dict) or "@context" not in found:
            raise Malformed("malformed.context", value=self.url)
        return found

    def table(self) -> Json | None:
        """What was worked out of it at build time (``wallet.canon.contexts``), pinned as well; None if nothing was."""
        if not self.compiled:
            return None
        found: Json = _read_pinned(f"compiled/{self.file.rpartition('.')[0]}.json", self.compiled)
        return found


@cache
def _read_pinned(file: str, sha256: str) -> Any:
    raw = (RESOURCES / file).read_bytes()
    if hashlib.sha256(raw).hexdigest() != sha256:
        raise Refused("library.context_altered", file=file)
    return load_json(raw)


class Library:
    """``documents`` by address; ``contexts`` by address, the newest revision first.

    ``derived`` is what other modules worked out from these and may keep as long as the Library
    lives: an index of issuers, say. It is no part of what a Library is.
    """

    __slots__ = ("_until", "contexts", "derived", "documents")

    def __init__(
        self,
        documents: Mapping[str, Document] | None = None,
        contexts: Mapping[str, tuple[Context, ...]] | None = None,
    ) -> None:
        self.documents: Final = documents or {}
        self.contexts: Final = contexts or {}
        self.derived: Final[dict[str, object]] = {}
        ends = (one.until for one in self.documents.values() if one.until is not None)
        self._until: Final = min(ends, default=None)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Library):
            return NotImplemented
        return (self.documents, self.contexts) == (other.documents, other.contexts)

    __hash__ = None  # type: ignore[assignment]

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
            chosen = document if known is None or _weight(document) >= _weight(known) else known
            if known is not None and chosen.until is not None:
                lasting = (one if one.until is None else one.instead for one in (document, known))
                chosen = chosen._replace(instead=max(filter(None, lasting), key=_weight, default=None))
            merged[document.url] = chosen
        return Library(merged, self.contexts)

    def read(self, url: str) -> Document:
        """The document at an address, or ``Missing`` with the request that would fetch it."""
        found = self.documents.get(url)
        if found is None:
            raise Missing(Request(url))
        return found

    def ended(self, at: datetime) -> datetime | None:
        """When the first of its documents went out of date; None while all are current."""
        return self._until if self._until is not None and self._until <= at else None

    def current(self, at: datetime) -> Library:
        """The same without the documents that are out of date."""
        known = self.derived.get("current")
        if not isinstance(known, tuple) or known[0] != at:
            every = ((one, one.until is None or one.until > at) for one in self.documents.values())
            kept = (one if lasts else one.instead for one, lasts in every)
            known = self.derived["current"] = (at, Library({one.url: one for one in kept if one}, self.contexts))
        found: Library = known[1]
        return found

    def with_contexts(self, contexts: Iterable[Context]) -> Library:
        """A Library that also knows these contexts. A bundled context cannot be replaced."""
        added = {context.url: (context,) for context in contexts}
        return Library(self.documents, {**added, **self.contexts})

    def context(self, url: str, revision: int = 0) -> Json:
        """The content of a context; revision 0 is the newest, one beyond the last is the last."""
        return self._context(url, revision).read()

    def table(self, url: str, revision: int = 0) -> Json | None:
        """The table of the same context, if it has one."""
        return self._context(url, revision).table()

    def _context(self, url: str, revision: int) -> Context:
        known = self.contexts.get(url)
        if not known:
            raise Missing(Request(url), "coverage.context_unknown")
        return known[min(revision, len(known) - 1)]

    def digests(self, url: str) -> tuple[Mapping[str, bytes], ...]:
        """The digests, by name, of what is known to lie at an address; of a bundled context, whose file may be laid out
        otherwise, those of what its authority publishes. None where nothing is known."""
        found = self.documents.get(url)
        raws = [one.raw for one in self.contexts.get(url, ()) if one.raw]
        raws += [found.raw] if found is not None and found.from_address else []
        published = [one.published for one in self.contexts.get(url, ()) if one.published]
        return (*published, *({name: hashlib.new(name, raw).digest() for name in DIGESTS} for raw in raws))

    def revisions(self, urls: Iterable[str]) -> int:
        """How many combinations of context revisions are worth trying for a document."""
        return max((len(self.contexts.get(url, ())) for url in urls), default=1) or 1


def _weight(document: Document) -> tuple[bool, bool, float]:
    return document.from_address, not document.stray, document.as_of.timestamp() if document.as_of else 0.0


@cache
def _bundled_contexts() -> Mapping[str, tuple[Context, ...]]:
    rows = load_json((RESOURCES / "contexts" / "contexts.json").read_bytes())
    found: dict[str, tuple[Context, ...]] = {}
    for row in rows:
        published = {name: bytes.fromhex(digest) for name, digest in row.get("published", {}).items()}
        context = Context(
            row["url"], row["file"], row["sha256"], row.get("revision", ""), row.get("compiled", ""), b"", published
        )
        found[context.url] = (*found.get(context.url, ()), context)
    return found


def documents_from(
    raw: bytes, as_of: datetime | None = None, url: str = "", stray: bool = False
) -> tuple[Document, ...]:
    """The addresses a file states, each with the file's bytes; empty where it states none.

    A JSON object states its ``id``, or its ``vct`` if it describes a type of SD-JWT credentials; a
    JWT its ``sub`` (RFC 7519; a status list token) or the ``id`` of the credential inside. An entity
    statement is about its ``sub`` without being that document, so it is found under both names.
    ``url`` is the address it is known to come from, if any; one with keys is a stray one under any other.
    """
    try:
        claims = _claims(raw)
        if is_statement(raw):
            return tuple(Document(name, raw, as_of, name == url) for name in _addresses_of_statement(raw, claims, url))
    except WalletError:
        return ()
    stated = [url, claims.get("id"), claims.get("sub")]
    if raw.strip()[:1] == b"{":
        stated.append(claims.get("vct"))
    inner = claims.get("vc")
    if isinstance(inner, dict):
        stated.append(inner.get("id"))
    addresses = dict.fromkeys(name for name in stated if isinstance(name, str) and ":" in name)
    lies = plain_address(url)
    own = {
        address
        for address in addresses
        if url and lies in (plain_address(address), plain_address(web_address(address)))
    }
    elsewhere = (set(addresses) if stray else set(addresses) - own if url else set()) if KEYS & claims.keys() else ()
    return tuple(Document(address, raw, as_of, address in own, stray=address in elsewhere) for address in addresses)


STATEMENT: Final = "entity-statement+jwt"
"""The ``typ`` of what a federation says about its members (OpenID Federation 1.0, section 3.1)."""
CONFIGURATION: Final = "/.well-known/openid-federation"


def is_statement(raw: bytes) -> bool:
    """Is this a compact JWT of the type ``entity-statement+jwt``? Nothing else of it is checked."""
    text = raw[:MAX_HEADER].strip()
    if text[:3] != b"eyJ" or b"." not in text:
        return False
    try:
        header = load_json(b64url_decode(text.partition(b".")[0].decode("ascii", "replace")))
    except Malformed:
        return False
    return isinstance(header, dict) and header.get("typ") in (STATEMENT, f"application/{STATEMENT}")


def _addresses_of_statement(raw: bytes, claims: Json, url: str) -> dict[str, None]:
    """Where an entity statement is found: its digest keeps a forged one from taking a true one's place."""
    issuer, subject = claims.get("iss"), claims.get("sub")
    stated = [url]
    if isinstance(issuer, str) and isinstance(subject, str) and ":" in issuer:
        own = issuer == subject
        stated.append(
            issuer.rstrip("/") + CONFIGURATION if own else f"{issuer}#{subject}#{hashlib.sha256(raw).hexdigest()[:16]}"
        )
    return dict.fromkeys(name for name in stated if name)


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
