"""Fair packs: documents gathered by a maker, dated, hashed and signed, in one file (``docs/packs.md``).

A pack is believed only under its maker's root of keys, and never goes back: what was seen of it before is
given to ``read``, which refuses an older version, another content of the same version, and a root that the
old one did not hand on (The Update Framework 1.0, sections 5.3 to 5.6). Nothing here keeps anything; what
reads a pack's time is a parameter.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Final, NamedTuple

from wallet.canon.jcs import canonicalize
from wallet.crypto.keys import from_multikey
from wallet.encoding import b64url_decode, load_json, parse_time
from wallet.errors import BadSignature, Malformed, Refused, WalletError
from wallet.library import MAX_DOCUMENT, Context, Document, Library
from wallet.model import MAX_TEXT, Json, redacted

MAX_BYTES: Final = 24 * 1024 * 1024
MAX_ITEMS: Final = 4_000
MAX_ROOTS: Final = 32
MAX_KEYS: Final = 16
"""Keys of a root."""
MAX_SIGNATURES: Final = 2 * MAX_KEYS
"""Under anything: a root is signed by the keys before it and by its own."""
MAX_VERSION: Final = 2**53 - 1
MAX_URL: Final = 2_000
SKEW: Final = timedelta(minutes=5)
CLOCK_SLACK: Final = timedelta(days=1)
CONTEXT: Final = "application/ld+json"
MEDIA: Final = ("application/json", CONTEXT, "application/jwt", "application/octet-stream")
SCHEMES: Final = ("https://", "did:", "urn:", "ni:")
"""What a pack may speak of. Never ``akashi:``: the issuers that a person pinned are the person's own."""
PACK: Final = "AkashiPack"
MANIFEST: Final = "AkashiPackManifest"
ROOT: Final = "AkashiPackRoot"
_HEX: Final = frozenset("0123456789abcdef")


class Root(NamedTuple):
    """The keys that speak for a pack, and how many of them must. ``digest`` is its fingerprint."""

    version: int
    keys: tuple[str, ...]
    threshold: int
    expires: datetime
    digest: str


class Item(NamedTuple):
    """One document. ``fetched`` is when the maker had it from its address; None where it merely states the address."""

    url: str
    sha256: str
    length: int
    media: str
    fetched: datetime | None


class Seen(NamedTuple):
    """What is remembered of a pack: the newest version accepted, and the root it was under."""

    name: str
    version: int
    digest: str
    root: int
    root_digest: str
    made: datetime


class Pack(NamedTuple):
    """A pack that kept every rule but, perhaps, its end. ``id`` is the fingerprint of its first root."""

    id: str
    roots: tuple[Root, ...]
    name: str
    version: int
    made: datetime
    expires: datetime
    items: tuple[Item, ...]
    digest: str
    contents: Mapping[str, bytes]

    def __repr__(self) -> str:
        return redacted(self, "contents", "items")

    @property
    def until(self) -> datetime:
        """When its documents begin to count as out of date."""
        return min(self.expires, self.roots[-1].expires)

    @property
    def seen(self) -> Seen:
        """What to remember of it."""
        root = self.roots[-1]
        return Seen(self.name, self.version, self.digest, root.version, root.digest, self.made)

    def into(self, library: Library, until: datetime | None = None) -> Library:
        """A Library with its documents, each as old as it says and out of date from the pack's end (or ``until``)."""
        end = until or self.until
        documents, contexts = [], []
        for item in self.items:
            raw = self.contents[item.sha256]
            if item.media != CONTEXT:
                documents.append(Document(item.url, raw, item.fetched, item.fetched is not None, end))
            elif item.fetched is not None:
                contexts.append(Context(item.url, raw=raw))
        return library.plus(documents).with_contexts(contexts)


def fingerprint_of(text: str) -> str:
    """A fingerprint as somebody typed it, with blanks, colons or capitals; raises ``Malformed``."""
    plain = "".join(text.split()).replace(":", "").lower()
    if len(plain) != 64 or not set(plain) <= _HEX:
        raise Malformed("pack.fingerprint")
    return plain


def check_maker(roots: Sequence[Root], fingerprint: str) -> None:
    """Is this, as somebody typed it, the fingerprint of one of these? Raises ``Malformed`` and ``Refused``."""
    if fingerprint_of(fingerprint) not in {root.digest for root in roots}:
        raise Refused("pack.other_maker", fingerprint=roots[0].digest)


def clock_is_behind(at: datetime, newest: datetime | None) -> bool:
    """Is it more than a day earlier than what was already seen to be made (SECURITY G52)?"""
    return newest is not None and at < newest - CLOCK_SLACK


def read(raw: bytes, at: datetime, memory: Mapping[str, Seen] | None = None, trust: str = "") -> Pack:
    """A pack, every rule checked in this order: bounds, form, roots, signatures, memory, dates, contents.

    ``trust`` is the fingerprint of one of its roots, if the person has one. An expired pack is given, with
    ``until`` in the past: what is in it is old, and may still be bad news. Raises ``Malformed``,
    ``BadSignature``, and ``Refused`` ("pack.other_maker").
    """
    whole = _members(load_json(raw, MAX_BYTES), "pack", type=str, roots=list, manifest=dict, contents=dict)
    if whole["type"] != PACK:
        raise Malformed("pack.shape", member="type")
    roots = read_roots(whole["roots"])
    if trust:
        check_maker(roots, trust)
    seen = (memory or {}).get(roots[0].digest)
    _check_root(roots, seen)
    pack = _read_manifest(whole["manifest"], roots)
    if seen is not None:
        _check_memory(pack, seen)
    _check_dates(pack, at)
    return pack._replace(contents=_read_contents(pack.items, whole["contents"]))


def read_roots(rows: list[Any]) -> tuple[Root, ...]:
    """A chain of roots: the first signs itself, each later one is signed by the one before and by itself."""
    if not 1 <= len(rows) <= MAX_ROOTS:
        raise Malformed("malformed.too_many", limit=MAX_ROOTS)
    roots: list[Root] = []
    for number, row in enumerate(rows, 1):
        signed, signatures, message = _envelope(row, "roots")
        root = _read_root(signed, hashlib.sha256(message).hexdigest())
        before = roots[-1] if roots else None
        if root.version != number or signed["previous"] != (before.digest if before else ""):
            raise BadSignature("pack.root_order", version=root.version)
        if before is not None and signers(before, message, signatures) < before.threshold:
            raise BadSignature("pack.root_not_handed_on", version=number)
        if signers(root, message, signatures) < root.threshold:
            raise BadSignature("pack.root_not_taken_over", version=number)
        roots.append(root)
    return tuple(roots)


def _read_root(signed: Json, digest: str) -> Root:
    _members(signed, "root", type=str, version=int, previous=str, keys=list, threshold=int, expires=str)
    keys, threshold = signed["keys"], signed["threshold"]
    if signed["type"] != ROOT:
        raise Malformed("pack.shape", member="type")
    if not 1 <= len(keys) <= MAX_KEYS or not 1 <= threshold <= len(keys):
        raise Malformed("pack.root_keys")
    for key in keys:
        known = from_multikey(key)
        # One spelling for one key, or it could sign twice.
        if known.kind != "Ed25519" or known.multikey != key:
            raise Malformed("pack.root_keys")
    if len(set(keys)) != len(keys):
        raise Malformed("pack.root_keys")
    return Root(signed["version"], tuple(keys), threshold, parse_time(signed["expires"]), digest)


def signers(root: Root, message: bytes, signatures: Mapping[str, str]) -> int:
    """How many keys of a root signed. A signature by another key, or one that does not hold, counts nothing."""
    count = 0
    for key in root.keys:
        try:
            from_multikey(key).check(message, b64url_decode(signatures[key]), "EdDSA")
        except (KeyError, WalletError):
            continue
        count += 1
    return count


def _envelope(value: Any, where: str) -> tuple[Json, dict[str, str], bytes]:
    """What is signed, the signatures by key, and the bytes they are over. One key has one signature."""
    whole = _members(value, where, signed=dict, signatures=list)
    if len(whole["signatures"]) > MAX_SIGNATURES:
        raise Malformed("malformed.too_many", limit=MAX_SIGNATURES)
    rows = [_members(row, "signatures", key=str, value=str) for row in whole["signatures"]]
    signatures: dict[str, str] = {}
    for row in rows:
        signatures.setdefault(row["key"], row["value"])
    return whole["signed"], signatures, canonicalize(whole["signed"])


def _check_root(roots: tuple[Root, ...], seen: Seen | None) -> None:
    """The root that was trusted last must be in the chain, as it was."""
    if seen is None:
        return
    if len(roots) < seen.root:
        raise BadSignature("pack.root_rollback", version=len(roots), seen=seen.root)
    if roots[seen.root - 1].digest != seen.root_digest:
        raise BadSignature("pack.root_changed", version=seen.root)


def _read_manifest(value: Any, roots: tuple[Root, ...]) -> Pack:
    signed, signatures, message = _envelope(value, "manifest")
    root = roots[-1]
    found = signers(root, message, signatures)
    if found < root.threshold:
        raise BadSignature("pack.signatures", found=found, threshold=root.threshold)
    _members(signed, "manifest", type=str, name=str, version=int, root=int, made=str, expires=str, items=list)
    name, version = signed["name"], signed["version"]
    if signed["type"] != MANIFEST or not name.strip() or len(name) > MAX_TEXT or not 1 <= version <= MAX_VERSION:
        raise Malformed("pack.shape", member="manifest")
    if signed["root"] != root.version:
        raise BadSignature("pack.root_other", version=root.version)
    if len(signed["items"]) > MAX_ITEMS:
        raise Malformed("malformed.too_many", limit=MAX_ITEMS)
    made, expires = parse_time(signed["made"]), parse_time(signed["expires"])
    items = tuple(_read_item(row, made) for row in signed["items"])
    if len({item.url for item in items}) != len(items):
        raise Malformed("pack.item_twice")
    digest = hashlib.sha256(message).hexdigest()
    return Pack(roots[0].digest, roots, name, version, made, expires, items, digest, {})


def _read_item(row: Any, made: datetime) -> Item:
    _members(row, "items", url=str, sha256=str, length=int, media=str, fetched=str)
    url, digest, length = row["url"], row["sha256"], row["length"]
    if not url.startswith(SCHEMES) or len(url) > MAX_URL:
        raise Malformed("pack.item_address", url=url)
    if len(digest) != 64 or not set(digest) <= _HEX or row["media"] not in MEDIA or not 0 <= length <= MAX_DOCUMENT:
        raise Malformed("pack.shape", member="items")
    fetched = parse_time(row["fetched"]) if row["fetched"] else None
    if fetched is not None and fetched > made:
        raise Malformed("pack.item_newer", url=url)
    return Item(url, digest, length, row["media"], fetched)


def _check_memory(pack: Pack, seen: Seen) -> None:
    """Neither older than what was seen, nor another content of the same version.

    A new root begins a new count: so a maker whose keys were stolen gets past a version that the thief made high.
    """
    newest, known = (pack.roots[-1].version, pack.version), (seen.root, seen.version)
    if newest < known:
        raise BadSignature("pack.rollback", version=pack.version, seen=seen.version, made=seen.made)
    if newest == known and pack.digest != seen.digest:
        raise BadSignature("pack.mixed", version=pack.version)


def _check_dates(pack: Pack, at: datetime) -> None:
    if pack.expires <= pack.made:
        raise Malformed("pack.dates")
    if pack.made >= pack.roots[-1].expires:
        raise BadSignature("pack.root_expired", until=pack.roots[-1].expires)
    if pack.made - at > SKEW:
        raise BadSignature("pack.not_yet", made=pack.made)


def _read_contents(items: tuple[Item, ...], contents: Json) -> dict[str, bytes]:
    """The bytes of every item by digest: as long as stated, as hashed, none missing and none beside them."""
    found: dict[str, bytes] = {}
    for item in items:
        text = contents.get(item.sha256)
        if text is None:
            raise BadSignature("pack.item_missing", url=item.url)
        if not isinstance(text, str) or len(text) != (item.length * 4 + 2) // 3:
            raise BadSignature("pack.item_length", url=item.url)
        if item.sha256 in found:
            continue
        raw = b64url_decode(text)
        if hashlib.sha256(raw).hexdigest() != item.sha256:
            raise BadSignature("pack.item_hash", url=item.url)
        found[item.sha256] = raw
    if len(found) != len(contents):
        raise BadSignature("pack.item_extra", count=len(contents) - len(found))
    return found


def _members(value: Any, where: str, /, **kinds: type) -> Json:
    """An object with exactly these members, each of its kind; ``Malformed`` names what is wrong otherwise."""
    if not isinstance(value, dict):
        raise Malformed("pack.shape", member=where)
    for name in dict.fromkeys((*kinds, *value)):
        kind = kinds.get(name)
        if kind is None or not isinstance(value.get(name), kind) or isinstance(value[name], bool):
            raise Malformed("pack.shape", member=f"{where}.{name}"[:80])
    return value


LONG_AGO: Final = datetime(1970, 1, 1, tzinfo=UTC)
"""Until when documents are current while the clock cannot be believed: they are out of date at any time."""
