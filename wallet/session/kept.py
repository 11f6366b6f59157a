"""What a session shows: items, what became of a file, holders; and how a record becomes an item."""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from operator import attrgetter
from typing import Final, Literal, NamedTuple
from urllib.parse import unquote

from wallet.canon import jcs
from wallet.crypto.keys import PrivateKey
from wallet.encoding import parse_time, write_time
from wallet.errors import Refused, WalletError
from wallet.formats import baked
from wallet.model import Credential, Found, Issuer, Json
from wallet.report import Outcome, Report
from wallet.session.changes import in_trash
from wallet.session.packs import is_pack
from wallet.sharing.reader import read_any
from wallet.vault import Change, Kind, Record
from wallet.vault.opening import uncollected
from wallet.vocab.openbadges import achievements

MIN_PREFIX: Final = 4
"""Hex digits of an id that are enough to name a credential, where only one begins so."""
MAX_ID: Final = 2000
"""Letters of an address kept beside the bytes, so that a hostile one cannot fill the facts."""
MAX_TITLE: Final = 300
MAX_TITLES: Final = 8
_PICTURES: Final = frozenset({"data:image/png", "data:image/svg+xml", "data:image/jpeg", "data:image/webp"})
_NEWEST: Final = attrgetter("awarded", "added", "id")
_WORTH: Final = {Outcome.PASSED: 2, Outcome.UNKNOWN: 1}
_JSON_FORMATS: Final = frozenset({"ldp_vc", "ob2"})


@dataclass(frozen=True, slots=True)
class Item:
    """A credential as it lies in the vault, or as it was looked at (``record`` is empty then).

    ``id`` is the credential's digest, ``record`` the id in the vault, ``picture`` PNG, SVG or
    JPEG bytes of unknown quality. ``report`` is worked out when it is first asked for.
    """

    id: str
    credential: Credential
    added: datetime
    name: str
    picture: bytes | None = field(repr=False)
    record: str
    _ask: Callable[[], Report] = field(repr=False, compare=False)

    @property
    def report(self) -> Report:
        """What was asked of it and what came back, with the documents at hand."""
        return self._ask()


class Listed(NamedTuple):
    """What a list shows of a credential, from the facts beside it: nothing is opened or verified.

    ``issuer`` is a name, or the id ``by`` where there is none; ``titles`` and ``issuer`` are empty for what was
    kept by a program that did not note them.
    """

    id: str
    titles: tuple[str, ...]
    issuer: str
    by: str
    awarded: str
    added: str
    name: str


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one credential of a file. ``code`` and ``facts`` make the sentence, ``entry`` is its
    name in an archive."""

    file: str
    index: int
    id: str
    outcome: Literal["added", "duplicate", "newer", "failed"]
    code: str
    facts: Json = field(default_factory=dict)
    verdict: Outcome | None = None
    entry: str = ""


@dataclass(frozen=True, slots=True)
class Looked:
    """One file that was looked at: its name and bytes, what it holds, or why it holds nothing."""

    name: str
    raw: bytes = field(repr=False)
    items: tuple[Item, ...]
    error: WalletError | None = None
    keys: tuple[str, ...] = ()
    """The DIDs of the holder keys that adding ``raw`` keeps: of a backup of another wallet."""


@dataclass(frozen=True, slots=True)
class Holder:
    """A holder's key, without the key: ``id`` is its ``did:key``."""

    id: str
    created: datetime
    name: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What a record or a file says, parsed once."""

    credential: Credential
    found: Found
    picture: bytes | None = field(repr=False)


class Index:
    """Records by what they are asked for, kept up to date change by change: an add does not look at every record."""

    def __init__(self, records: Mapping[str, Record]) -> None:
        self.digests: dict[str, Record] = {}
        self.trash: dict[str, Record] = {}
        self.documents: dict[str, Record] = {}
        self.holders: dict[str, Record] = {}
        self.packs: dict[str, Record] = {}
        self._names: dict[tuple[str, str], dict[str, str]] | None = None
        self._known: dict[str, Record] = {}
        for record in records.values():
            self._put(record)

    @property
    def _issues(self) -> dict[tuple[str, str], dict[str, str]]:
        """When each issue was awarded, by credential and record; made when it is first asked for, as a list needs none."""
        if self._names is None:
            self._names = {}
            for record in self.digests.values():
                self._name(record)
        return self._names

    def _name(self, record: Record) -> None:
        if self._names is not None:
            self._names.setdefault(issue_of(record), {})[record.id] = str(record.facts.get("awarded", ""))

    def follow(self, change: Change, records: Mapping[str, Record]) -> None:
        """Take over a change that the vault has made."""
        for name in (*change.removed, *change.changed):
            self._drop(self._known.pop(name))
        for name in (*change.added, *change.changed):
            self._put(records[name])

    def issued(self, issuer: str, name: str) -> tuple[str, ...]:
        """When the issues of one credential were awarded, as far as they say, in no order."""
        return tuple(moment for moment in self._issues.get(same_name(issuer, name), {}).values() if moment)

    def alike(self, issuer: str, name: str) -> tuple[Record, ...]:
        """The credentials by this issuer under this id, in no order."""
        return tuple(self._known[one] for one in self._issues.get(same_name(issuer, name), {}))

    def _put(self, record: Record) -> None:
        self._known[record.id] = record
        if in_trash(record):
            self.trash[str(record.facts["digest"])] = record
        elif record.kind is Kind.CREDENTIAL:
            self.digests[str(record.facts["digest"])] = record
            self._name(record)
        elif record.kind is Kind.DOCUMENT:
            self.documents[str(record.facts["digest"])] = record
        elif record.kind is Kind.HOLDER:
            self.holders[str(record.facts["did"])] = record
        elif is_pack(record):
            self.packs[str(record.facts["pack"])] = record

    def _drop(self, record: Record) -> None:
        if in_trash(record):
            self.trash.pop(str(record.facts["digest"]), None)
        elif record.kind is Kind.CREDENTIAL:
            self.digests.pop(str(record.facts["digest"]), None)
            if self._names is not None:
                self._names.get(issue_of(record), {}).pop(record.id, None)
        elif record.kind is Kind.DOCUMENT:
            self.documents.pop(str(record.facts["digest"]), None)
        elif record.kind is Kind.HOLDER:
            self.holders.pop(str(record.facts["did"]), None)
        elif is_pack(record):
            self.packs.pop(str(record.facts["pack"]), None)


def named(id_or_prefix: str, kept: Mapping[str, Record]) -> Record:
    """The record whose digest begins so; ``Refused`` with ``session.no_such_id`` or ``session.ambiguous_id``."""
    wanted = id_or_prefix.lower().removeprefix("sha256:")
    if wanted in kept:
        return kept[wanted]
    found = [digest for digest in tuple(kept) if digest.startswith(wanted)] if len(wanted) >= MIN_PREFIX else []
    if not found:
        raise Refused("session.no_such_id", id=id_or_prefix[:80])
    if len(found) > 1:
        raise Refused("session.ambiguous_id", id=id_or_prefix[:80], count=len(found))
    return kept[found[0]]


def facts_of(credential: Credential, container: str, name: str, now: datetime) -> Json:
    """What a record says of its credential beside the bytes: enough to find it without reading them."""
    return {
        "added": write_time(now),
        "name": name,
        "digest": credential.digest,
        "container": container,
        "issuer": credential.issuer.id[:MAX_ID],
        "credential": credential.id[:MAX_ID],
        "awarded": write_time(credential.valid_from) if credential.valid_from else "",
        "titles": [title[:MAX_TITLE] for title in credential.titles[:MAX_TITLES]],
        "by": credential.issuer.name[:MAX_TITLE],
    }


def holder_record(key: PrivateKey, name: str, now: datetime) -> Record:
    """A holder's key pair as it is kept."""
    return Record.new(Kind.HOLDER, key.seed, {"did": key.did, "created": write_time(now), "name": name})


def issue_of(record: Record) -> tuple[str, str]:
    """The credential that a record is an issue of."""
    return same_name(str(record.facts.get("issuer", "")), str(record.facts.get("credential", "")))


def same_name(issuer: str, name: str) -> tuple[str, str]:
    """What issues of one credential share: who issued it and its id, however a program escaped or padded them."""
    return unquote(issuer[:MAX_ID]).strip(), unquote(name[:MAX_ID]).strip()


def content_of(credential: Credential) -> str:
    """A digest of what a credential says, signatures and all, however its JSON is laid out (RFC 8785); of a token its own."""
    if credential.format not in _JSON_FORMATS:
        return credential.digest
    return hashlib.sha256(jcs.canonicalize(credential.claims)).hexdigest()


def replaces(one: Item, other: Item) -> bool:
    """May a list show this issue of a credential alone? It is later, and what came of its checks is no worse."""
    return awarded(one) > awarded(other) > float("-inf") and _worth(one) >= _worth(other)


def _worth(item: Item) -> int:
    return _WORTH.get(item.report.verdict(), 0)


def all_listed(records: Iterable[Record]) -> tuple[Listed, ...]:
    """What a list shows of records, the newest award first."""
    with uncollected():
        return tuple(sorted(map(listed, records), key=_NEWEST, reverse=True))


def listed(record: Record) -> Listed:
    """What a list shows of a record."""
    get = record.facts.get
    titles, issuer = get("titles"), str(get("issuer", ""))
    return Listed(
        str(get("digest")),
        tuple(map(str, titles)) if isinstance(titles, list) else (),
        str(get("by", "") or issuer),
        issuer,
        str(get("awarded", "")),
        str(get("added", "")),
        str(get("name", "")),
    )


def awarded(item: Item) -> float:
    moment = item.credential.valid_from
    return moment.timestamp() if moment is not None else float("-inf")


def report_key(read: Reading) -> tuple[str, bytes]:
    """A credential shown in a presentation has an answer about its holder that the bare one has not."""
    shown = read.found.presentation
    return read.credential.digest, shown.raw if shown is not None else b""


def time_of(record: Record, fact: str) -> datetime:
    return parse_time(record.facts[fact]).astimezone(UTC)


def fetched(record: Record) -> datetime | None:
    """When a document was fetched: by us, or at the latest by whoever says where it comes from."""
    dates = ("as_of", "issued", "added") if record.facts.get("source") else ("as_of",)
    return next((time_of(record, name) for name in dates if name in record.facts), None)


def body_of(data: bytes, found: Found, credential: Credential) -> bytes:
    """What is kept: the file itself where it is one credential, else the credential out of the file.

    A photograph of a QR code is not the original; what the code says is.
    """
    alone = found.presentation is None or found.presentation.format == "kb-jwt"
    return data if alone and found.container != "qr" else credential.raw


def read_record(record: Record) -> Reading:
    """The credential of a record. One that today's readers refuse is shown with the reason, never hidden."""
    body = b""
    try:
        body = record.body
        found = read_any(body)
        credential = next(one for one in found.credentials if one.digest == record.facts["digest"])
    except WalletError as error:
        found, credential = _unreadable(record, body, error.code, error.facts)
    except StopIteration:
        found, credential = _unreadable(record, body, "malformed.unknown_format", {})
    return Reading(credential, found, picture_of(credential, body))


def read_one(data: bytes, found: Found, credential: Credential) -> Reading:
    """One credential of a file that was read."""
    return Reading(credential, found, picture_of(credential, body_of(data, found, credential)))


def _unreadable(record: Record, body: bytes, code: str, facts: Json) -> tuple[Found, Credential]:
    name = str(record.facts.get("name", ""))
    credential = Credential(body, "unknown", {}, Issuer(""), titles=(name,), flaws=((code, facts),))
    return Found("unknown", (credential,)), credential


def picture_of(credential: Credential, body: bytes) -> bytes | None:
    """The picture a badge was baked into, or the one it carries inside; nothing is fetched."""
    if baked.is_png(body) or baked.is_svg(body):
        return body
    for achievement in achievements(credential):
        kind, _, content = achievement.image.partition(";base64,")
        if kind in _PICTURES:
            try:
                return base64.b64decode(content, validate=True)
            except (binascii.Error, ValueError):
                return None
    return None
