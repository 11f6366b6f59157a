"""Record, Kind, Change, and how one record becomes one sealed row.

A row has four columns and no readable one: a random id, a masked label (kind and
generation) and two sealed blobs, the facts and the body. Both blobs are bound to format,
vault, id, kind, generation and part, so that no blob opens in another place. The facts are
small and come first: a list can be made without opening a body.
"""

from __future__ import annotations

import json
import secrets
import struct
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final, NamedTuple

from wallet.crypto import seal
from wallet.encoding import dump_json, load_json
from wallet.errors import Refused, VaultDamaged
from wallet.model import Json

FORMAT: Final = 1
"""The vault format that this program writes; it is bound into every blob."""
MAX_BODY: Final = 24 * 1024 * 1024
"""Bytes. The largest file the readers take (a status list of 16 MiB) with room above it."""
MAX_FACTS: Final = 64 * 1024
"""Bytes. Facts are a summary; what is long belongs in the body."""

_READER: Final = json.JSONDecoder()
_LABEL: Final = struct.Struct(">BQ")
_BOUND: Final = struct.Struct(">H16s16sBQB")
_FACTS_PART: Final = 1
_BODY_PART: Final = 2


class Kind(StrEnum):
    """What a record is."""

    CREDENTIAL = "credential"
    HOLDER = "holder"
    DOCUMENT = "document"
    SHARE = "share"
    SETTING = "setting"


_NUMBERS: Final = {Kind.CREDENTIAL: 1, Kind.HOLDER: 2, Kind.DOCUMENT: 3, Kind.SHARE: 4, Kind.SETTING: 5}
_KINDS: Final = {number: kind for kind, number in _NUMBERS.items()}


class Closed:
    """A body that stays sealed in the file until somebody asks for it, and is not kept after that.

    ``hold`` keeps it, for whoever has a record that the vault is about to change or forget.
    """

    __slots__ = ("_held", "_place", "_read")

    def __init__(self, read: Callable[[bytes, int, int], bytes], name: bytes, number: int, generation: int) -> None:
        self._read, self._place = read, (name, number, generation)
        self._held: bytes | None = None

    def open(self) -> bytes:
        """The body; ``VaultDamaged`` where it does not open, ``vault.closed`` where the vault is closed."""
        return self._held if self._held is not None else self._read(*self._place)

    def hold(self) -> None:
        """Keep the body from now on."""
        self._held = self.open()


@dataclass(frozen=True, slots=True)
class Record:
    """One thing in the vault. ``id`` is 32 random hex digits; ``generation`` the vault's when it was written.

    ``body`` is kept byte for byte; ``facts`` is small JSON about it (when it was added, the file's name).
    """

    id: str
    kind: Kind
    content: bytes | Closed = field(repr=False)
    facts: Json = field(repr=False, default_factory=dict)
    generation: int = 0

    @property
    def body(self) -> bytes:
        """The bytes, out of the file where they lie there: ask once. Raises what ``Closed.open`` raises."""
        return self.content if isinstance(self.content, bytes) else self.content.open()

    @staticmethod
    def new(kind: Kind, body: bytes, facts: Mapping[str, object]) -> Record:
        """A record that is not in a vault yet."""
        return Record(secrets.token_hex(16), kind, body, dict(facts))


@dataclass(frozen=True, slots=True)
class Change:
    """What a write did, as record ids."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


class Row(NamedTuple):
    """A record as the file holds it."""

    id: bytes
    label: bytes
    facts: bytes
    body: bytes


class Keys:
    """The data key and its subkeys, one for each purpose; ``wipe`` clears them all."""

    __slots__ = ("data", "head", "header", "label", "open", "record", "rows")

    def __init__(self, data: bytearray) -> None:
        self.data = data
        self.header = seal.derive(data, "akashi.header")
        self.head = seal.derive(data, "akashi.head")
        self.record = seal.derive(data, "akashi.record")
        self.open = seal.opener(self.record)
        self.label = seal.derive(data, "akashi.label")
        self.rows = seal.derive(data, "akashi.rows")

    def wipe(self) -> None:
        """Overwrite every key."""
        seal.wipe(self.data, self.header, self.head, self.record, self.label, self.rows)

    def __repr__(self) -> str:
        return "<Keys>"


def settled(record: Record, generation: int) -> Record:
    """The record as it will be kept: bounds checked, facts copied, at a generation. Raises ``Refused``."""
    facts = dump_json(record.facts)
    if len(record.body) > MAX_BODY or len(facts) > MAX_FACTS:
        raise Refused("vault.record_too_large", limit=MAX_BODY // (1024 * 1024))
    return replace(record, facts=load_json(facts), generation=generation)


def seal_record(record: Record, keys: Keys, vault: bytes) -> Row:
    """A record to its row. ``vault`` is the vault's id, 16 bytes."""
    number, name = _NUMBERS[record.kind], bytes.fromhex(record.id)
    facts = seal.seal(keys.record, dump_json(record.facts), _bound(vault, name, number, record.generation, _FACTS_PART))
    body = seal.seal(keys.record, record.body, _bound(vault, name, number, record.generation, _BODY_PART))
    return Row(name, _mask(keys, name, facts, _LABEL.pack(number, record.generation)), facts, body)


def open_row(
    row: Row, keys: Keys, vault: bytes, read: Callable[[bytes, int, int], bytes] | None = None
) -> Record | None:
    """A row to its record; ``VaultDamaged`` when it does not open. With ``read`` the body is left for later.

    None is a record of a kind that a later program added: authentic, kept, and not shown.
    """
    number, generation = _read_label(row, keys)
    facts = keys.open(row.facts, _bound(vault, row.id, number, generation, _FACTS_PART))
    body = (
        Closed(read, row.id, number, generation)
        if read
        else open_body(row.body, keys, vault, row.id, number, generation)
    )
    kind = _KINDS.get(number)
    if kind is None:
        return None
    try:
        # Sealed by whoever has the data key, and read ten thousand times at unlock: the strict reader is for strangers.
        stated = _READER.decode(str(facts, "utf-8"))
    except (ValueError, RecursionError) as error:
        raise VaultDamaged("vault.body_damaged") from error
    return Record(row.id.hex(), kind, body, stated, generation)


def open_body(blob: bytes, keys: Keys, vault: bytes, name: bytes, number: int, generation: int) -> bytes:
    """The body of a record; its kind and generation are bound to it, so that no other version opens in its place."""
    return keys.open(blob, _bound(vault, name, number, generation, _BODY_PART))


def closed(record: Record, read: Callable[[bytes, int, int], bytes]) -> Record:
    """The record that was written just now, with its body in the file."""
    return replace(record, content=Closed(read, bytes.fromhex(record.id), _NUMBERS[record.kind], record.generation))


def reseal_row(row: Row, keys: Keys, new: Keys, vault: bytes) -> Row:
    """The same record, of whatever kind, under other keys; ``VaultDamaged`` when it does not open."""
    number, generation = _read_label(row, keys)
    blobs = []
    for blob, part in ((row.facts, _FACTS_PART), (row.body, _BODY_PART)):
        bound = _bound(vault, row.id, number, generation, part)
        blobs.append(seal.seal(new.record, keys.open(blob, bound), bound))
    facts, body = blobs
    return Row(row.id, _mask(new, row.id, facts, _LABEL.pack(number, generation)), facts, body)


def mark(row: Row, keys: Keys) -> int:
    """The row's term in the manifest's sum: a PRF of everything that identifies the row, 256 bits.

    The blobs enter by nonce and tag, so that the manifest can be checked without reading bodies.
    """
    message = row.id + row.label + seal.stamp(row.facts) + seal.stamp(row.body)
    return int.from_bytes(seal.digest(keys.rows, message))


def _bound(vault: bytes, name: bytes, kind: int, generation: int, part: int) -> bytes:
    return b"akashi.record" + _BOUND.pack(FORMAT, vault, name, kind, generation, part)


def _mask(keys: Keys, name: bytes, facts: bytes, label: bytes) -> bytes:
    """XOR with a pad that is new for every nonce, so that kinds and ages of rows do not show."""
    pad = seal.digest(keys.label, name + seal.stamp(facts), _LABEL.size)
    return (int.from_bytes(label) ^ int.from_bytes(pad)).to_bytes(_LABEL.size)


def _read_label(row: Row, keys: Keys) -> tuple[int, int]:
    if len(row.id) != 16 or len(row.label) != _LABEL.size:
        raise VaultDamaged("vault.body_damaged")
    number, generation = _LABEL.unpack(_mask(keys, row.id, row.facts, row.label))
    return number, generation
