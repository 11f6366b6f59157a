"""Registries of issuers at hand, each form read into one shape: who is listed, by whom, until when.

Five forms: a list of registries (DCC ``known-did-registries.json``), a DCC "legacy" registry, the
entity configuration of an OpenID Federation trust anchor with the statements it signed, a list of
the user's own and the issuers the user pinned (``docs/issuer-lists.md``). Only a document known to
come from its address is a registry: a file that merely lies there is not (decision 6). Nothing
here knows what time it is; ``trust`` asks whether an answer is still good.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from wallet import federation
from wallet.encoding import b64url_decode, dump_json, host_of, load_json, parse_time, write_time
from wallet.errors import Malformed, WalletError
from wallet.library import CONFIGURATION, KEYS, Document, Library, is_statement
from wallet.lookalike import host_skeleton, skeleton
from wallet.model import MAX_TEXT, Json
from wallet.seams import Request

MAX_REGISTRIES: Final = 64
MAX_ISSUERS: Final = 10_000
"""Issuers of one registry."""
MAX_BYTES: Final = 2 * 1024 * 1024
MAX_KEYS: Final = 16
PINNED: Final = "akashi:pinned-issuers"
"""The address of the issuers that the user pinned. Nothing can be fetched from it."""

_OWN: Final = "AkashiIssuerList"
_PINS: Final = "AkashiPinnedIssuers"
_OTHERS: Final = KEYS | {
    "@context",
    "proof",
    "credentialSubject",
    "revokedCredential",
    "revokedAssertions",
    "vct",
    "jwks",
}
_REGISTRY: Final = re.compile(rb'"registry"\s*:\s*\{')
_META: Final = re.compile(rb'"meta"\s*:\s*\{')
_ZONE: Final = re.compile(r"([+-]\d\d)(\d\d)\Z", re.ASCII)


@dataclass(frozen=True, slots=True)
class Entry:
    """One issuer as a registry has it. ``url`` is its home page; ``keys`` the JWK thumbprints it is
    expected to sign with, empty where the registry does not say; ``since`` and ``until`` the dates
    of this entry alone, where it is signed by itself."""

    id: str
    name: str
    url: str = ""
    keys: frozenset[str] = frozenset()
    note: str = ""
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Registry:
    """A registry as it is at hand. ``kind`` is "legacy", "federation", "own" or "pinned"; "known" for
    what only a list of registries knows, "stray" for a list that nobody chose.

    ``as_of`` is when it was fetched or says it was written, ``until`` the end it states itself.
    ``trouble`` is why it cannot be asked at all, ``flawed`` why one issuer's entry does not count.
    ``fetch`` is where a federation answers about one identity.
    """

    name: str
    url: str
    kind: str
    issuers: Mapping[str, Entry] = field(default_factory=dict, repr=False)
    as_of: datetime | None = None
    until: datetime | None = None
    fetch: str = ""
    flawed: Mapping[str, str] = field(default_factory=dict, repr=False)
    trouble: str = ""

    @property
    def request(self) -> tuple[Request, ...]:
        """What would bring it, or bring it up to date: nothing for a list without an https address, nor
        for one that nobody chose, which must not make us ask anybody for anything."""
        return (Request(self.url),) if self.url.startswith("https://") and self.kind != "stray" else ()


@dataclass(frozen=True, slots=True)
class Directory:
    """Every registry at hand or named by one, the most authoritative first, and whom they list by
    the skeletons of names and hosts."""

    registries: tuple[Registry, ...]
    names: Mapping[str, tuple[tuple[Registry, Entry], ...]] = field(repr=False)
    hosts: Mapping[str, tuple[Registry, Entry]] = field(repr=False)
    plain_hosts: frozenset[str] = field(repr=False)


@dataclass(frozen=True, slots=True)
class _Plan:
    """A registry to be read, under the name that a list of registries gives it."""

    kind: str
    name: str
    url: str
    trouble: str = ""


def directory(library: Library) -> Directory:
    """The registries of a Library, worked out once for each Library. Raises nothing."""
    found = library.derived.get("registries")
    if not isinstance(found, Directory):
        found = _directory(library)
        library.derived["registries"] = found
    return found


def pins(issuers: Iterable[Entry], at: datetime) -> Document:
    """The user's pinned issuers as a document for a Library (``Library.plus``)."""
    rows = [
        {"id": one.id, "name": one.name, "url": one.url, "note": one.note, "keys": sorted(one.keys)} for one in issuers
    ]
    value = {"type": _PINS, "id": PINNED, "updated": write_time(at), "issuers": rows}
    return Document(PINNED, dump_json(value), at, from_address=True)


def _directory(library: Library) -> Directory:
    chosen: dict[str, list[Document]] = {}
    for document in library.documents.values():
        kind = _kind(document.raw)
        if kind and (document.from_address or kind == "own") and not _is_something_else(document):
            chosen.setdefault(kind, []).append(document)
    statements = federation.statements_by_anchor(library) if chosen.get("federation") else {}
    registries = []
    for number, plan in enumerate(_plans(chosen, library)):
        if number >= MAX_REGISTRIES:
            registries.append(Registry(plan.name, plan.url, plan.kind, trouble="malformed.too_many"))
            break
        registries.append(_read(plan, library, statements))
    return _indexed(tuple(registries))


def _indexed(registries: tuple[Registry, ...]) -> Directory:
    names: dict[str, list[tuple[Registry, Entry]]] = {}
    hosts: dict[str, tuple[Registry, Entry]] = {}
    plain: set[str] = set()
    for registry in registries:
        for entry in registry.issuers.values():
            names.setdefault(skeleton(entry.name), []).append((registry, entry))
            for host in filter(None, (host_of(entry.id), host_of(entry.url))):
                plain.add(host)
                hosts.setdefault(host_skeleton(host), (registry, entry))
    names.pop("", None)
    return Directory(registries, {name: tuple(rows) for name, rows in names.items()}, hosts, frozenset(plain))


def _kind(raw: bytes) -> str:
    """Which form a document may have, from a look at its bytes; reading it properly costs more."""
    text = raw[:16].removeprefix(b"\xef\xbb\xbf").lstrip()
    if text[:1] == b"[":
        return "known" if b'"dcc-legacy"' in raw or b'"oidf"' in raw else ""
    if text[:1] == b"{":
        if _OWN.encode() in raw:
            return "own"
        if _PINS.encode() in raw:
            return "pinned"
        return "legacy" if _REGISTRY.search(raw) and _META.search(raw) else ""
    return "federation" if is_statement(raw) else ""


def _is_something_else(document: Document) -> bool:
    """Is it a page that somebody had to publish anyway: keys, a credential, a list of what was withdrawn, a member of a
    federation? Whoever writes that may not vouch for himself in it."""
    try:
        if is_statement(document.raw):
            found = load_json(b64url_decode(document.raw.split(b".")[1].decode("ascii", "replace")), MAX_BYTES)
            return isinstance(found, dict) and bool(found.get("authority_hints"))
        found = document.json()
    except WalletError:
        return False
    return isinstance(found, dict) and not _OTHERS.isdisjoint(found)


def _plans(chosen: Mapping[str, list[Document]], library: Library) -> Iterator[_Plan]:
    """What to read, in order: pins, the user's lists, registries in the order of the lists that name
    them, then those at hand that nobody names, and last the lists that nobody chose."""
    done: set[str] = set()
    if PINNED in library.documents and library.documents[PINNED].from_address:
        yield _Plan("pinned", "", PINNED)
    own = sorted(chosen.get("own", ()), key=lambda one: one.url)
    for document in own:
        if document.from_address:
            yield _Plan("own", "", document.url)
    for document in sorted(chosen.get("known", ()), key=lambda one: one.url):
        try:
            named = tuple(_known(document))
        except WalletError as error:
            named = (_Plan("known", _host_name(document.url), document.url, error.code),)
        for plan in named:
            if plan.url not in done:
                done.add(plan.url)
                yield plan
    for kind in ("legacy", "federation"):
        for document in sorted(chosen.get(kind, ()), key=lambda one: one.url):
            is_registry = kind == "legacy" or document.url.endswith(CONFIGURATION)
            if is_registry and document.url not in done:
                done.add(document.url)
                yield _Plan(kind, "", document.url)
    for document in own:
        if not document.from_address:
            yield _Plan("stray", "", document.url, "issuer.not_chosen")


def _known(document: Document) -> Iterator[_Plan]:
    """The registries that a list of registries names; one that it names badly keeps its place."""
    rows = load_json(document.raw, MAX_BYTES)
    if not isinstance(rows, list) or len(rows) > MAX_REGISTRIES:
        raise Malformed("malformed.registry")
    for row in rows:
        if not isinstance(row, dict):
            raise Malformed("malformed.registry")
        kind = {"dcc-legacy": "legacy", "oidf": "federation"}.get(str(row.get("type")), "known")
        anchor = row.get("url") if kind != "federation" else row.get("trustAnchorEC")
        url = _text(anchor or row.get("fetchEndpoint") or row.get("url"), MAX_TEXT * 10)
        trouble = ""
        if kind == "known":
            trouble = "issuer.registry_kind"
        elif kind == "federation" and not anchor:
            trouble = "issuer.registry_unsigned"
        elif not url.startswith("https://"):
            trouble = "issuer.registry_address"
        yield _Plan(kind, _text(row.get("name")) or _host_name(url), url, trouble)


def _read(plan: _Plan, library: Library, statements: Mapping[str, tuple[bytes, ...]]) -> Registry:
    """One registry, or why it cannot be asked."""
    document = library.documents.get(plan.url)
    trouble = plan.trouble
    if not trouble and document is None:
        trouble = "missing.document"
    elif not trouble and document is not None and not document.from_address:
        trouble = "issuer.not_chosen"
    name = plan.name or _host_name(plan.url)
    if trouble or document is None:
        return Registry(name, plan.url, plan.kind, trouble=trouble)
    try:
        if len(document.raw) > MAX_BYTES:
            raise Malformed("malformed.too_large", limit=MAX_BYTES)
        if plan.kind == "federation":
            return _read_federation(plan, document, statements)
        return _READERS[plan.kind](plan, document)
    except WalletError as error:
        return Registry(name, plan.url, plan.kind, as_of=document.as_of, trouble=error.code)


def _read_legacy(plan: _Plan, document: Document) -> Registry:
    """``{"meta": {"created", "updated"}, "registry": {id: {"name", "location", "url"}}}``."""
    value = _object(document)
    rows, meta = value.get("registry"), value.get("meta")
    if not isinstance(rows, dict) or not isinstance(meta, dict) or len(rows) > MAX_ISSUERS:
        raise Malformed("malformed.registry")
    issuers = {}
    for identity, row in rows.items():
        if not isinstance(row, dict):
            raise Malformed("malformed.registry")
        issuers[identity] = Entry(identity, _text(row.get("name")), _text(row.get("url"), MAX_TEXT * 10))
    as_of = document.as_of or _stamp(meta.get("updated"))
    if as_of is None:
        raise Malformed("issuer.registry_undated")
    return Registry(plan.name or _host_name(plan.url), plan.url, "legacy", issuers, as_of)


def _stamp(text: Any) -> datetime | None:
    """A date of a legacy registry, whose zone may lack its colon; None where it cannot be read."""
    try:
        return parse_time(_ZONE.sub(r"\1:\2", text) if isinstance(text, str) else text)
    except Malformed:
        return None


def _read_own(plan: _Plan, document: Document) -> Registry:
    """A list of the user's own (``docs/issuer-lists.md``). It must have an end: a list without one
    could be kept from being replaced and nobody would notice."""
    value = _object(document)
    name, version = _text(value.get("name")), value.get("version")
    if value.get("type") != _OWN or value.get("id") != plan.url or not name:
        raise Malformed("malformed.registry")
    if isinstance(version, bool) or not isinstance(version, int) or version < 1:
        raise Malformed("malformed.registry")
    updated, until = parse_time(value.get("updated")), parse_time(value.get("expires"))
    if until <= updated:
        raise Malformed("malformed.dates_order")
    return Registry(name, plan.url, "own", _rows(value), updated, until)


def _read_pinned(plan: _Plan, document: Document) -> Registry:
    value = _object(document)
    if value.get("type") != _PINS or value.get("id") != plan.url:
        raise Malformed("malformed.registry")
    return Registry("", plan.url, "pinned", _rows(value), parse_time(value.get("updated")))


def _object(document: Document) -> Json:
    value = load_json(document.raw, MAX_BYTES)
    if not isinstance(value, dict):
        raise Malformed("malformed.registry")
    return value


def _rows(value: Json) -> dict[str, Entry]:
    """The ``issuers`` of a list or of the pins, each named once."""
    rows = value.get("issuers")
    if not isinstance(rows, list) or len(rows) > MAX_ISSUERS:
        raise Malformed("malformed.registry")
    found: dict[str, Entry] = {}
    for row in rows:
        identity = row.get("id") if isinstance(row, dict) else None
        if not isinstance(identity, str) or not identity.startswith(("did:", "https://")) or identity in found:
            raise Malformed("malformed.registry")
        keys = row.get("keys", [])
        if not isinstance(keys, list) or len(keys) > MAX_KEYS or not all(isinstance(key, str) for key in keys):
            raise Malformed("malformed.registry")
        name, url, note = _text(row.get("name")), _text(row.get("url"), MAX_TEXT * 10), _text(row.get("note"))
        if not name:
            raise Malformed("malformed.registry")
        found[identity] = Entry(identity, name, url, frozenset(keys), note)
    return found


def _read_federation(plan: _Plan, document: Document, statements: Mapping[str, tuple[bytes, ...]]) -> Registry:
    """A trust anchor and the members it speaks for in statements at hand; see ``federation``."""
    anchor = federation.read_anchor(document.raw, plan.url)
    members, flawed = federation.read_members(anchor, statements.get(anchor.id, ()))
    issuers = {
        one.id: Entry(one.id, one.name[:MAX_TEXT], one.url[: MAX_TEXT * 10], since=one.since, until=one.until)
        for one in members.values()
    }
    name = plan.name or anchor.name[:MAX_TEXT] or _host_name(plan.url)
    return Registry(name, plan.url, "federation", issuers, anchor.issued, anchor.until, anchor.fetch, flawed)


def _text(value: Any, limit: int = MAX_TEXT) -> str:
    return value[:limit] if isinstance(value, str) else ""


def _host_name(url: str) -> str:
    """What to call a registry that nobody named: its host, else its address."""
    return host_of(url) or url[:MAX_TEXT]


_READERS: Final[Mapping[str, Callable[[_Plan, Document], Registry]]] = {
    "legacy": _read_legacy,
    "own": _read_own,
    "pinned": _read_pinned,
}
"""How each kind is read that is one document. Every reader raises ``WalletError`` only."""
