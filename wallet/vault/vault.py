"""The vault: create, unlock, put, remove, close, salvage."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import Self

from wallet.crypto import seal
from wallet.crypto.seal import Cost
from wallet.errors import Refused, VaultDamaged, VaultError
from wallet.seams import Tick, silent
from wallet.vault.file import HeaderRow, VaultFile
from wallet.vault.header import (
    MODULUS,
    Head,
    Header,
    check_header,
    header_digest,
    header_mac,
    new_slot,
    open_head,
    open_slots,
    read_header,
    seal_head,
    write_header,
)
from wallet.vault.record import Change, Keys, Record, Row, mark, open_row, seal_record, settled

_TICK_EVERY = 64
"""Rows between two looks at the cancel button: well under a hundredth of a second."""


@dataclass(frozen=True, slots=True)
class _Opened:
    """A file whose passphrase was right and whose header is authentic; its rows are not read yet."""

    file: VaultFile
    keys: Keys
    header: Header
    digest: bytes


@dataclass(frozen=True, slots=True)
class _Rows:
    """What the rows gave: readable records, every row's mark by id, and how many rows did not open."""

    records: dict[str, Record]
    marks: dict[str, int]
    lost: int


class Vault:
    """An unlocked vault, the one mutable thing. Made by ``create`` and ``unlock`` only.

    ``records`` is replaced whole and never mutated: any thread may read it, and one that
    holds an old one keeps a true picture of its time. Writers take turns. The process that
    has a vault open is the only one; see ``wallet.vault.file`` for the locks.
    """

    def __init__(self, path: Path, opened: _Opened, rows: _Rows, generation: int) -> None:
        self.path = path
        self.id = opened.header.vault.hex()
        self.cost = max((slot.cost for slot in opened.header.slots), key=lambda cost: cost.memory)
        self.records: Mapping[str, Record] = MappingProxyType(rows.records)
        self.generation = generation
        self.read_only = opened.file.read_only or opened.header.minor > 0
        self._file = opened.file
        self._keys = opened.keys
        self._header = opened.digest
        self._records = rows.records
        self._marks = rows.marks
        self._total = _total(rows.marks)
        self._writing = threading.RLock()
        self._closed = False

    @staticmethod
    def create(path: Path | str, passphrase: str, *, cost: Cost | None = None, tick: Tick = silent) -> Vault:
        """Make a new vault and open it. ``cost`` is ``seal.DEFAULT`` unless said otherwise.

        Nothing is overwritten (``vault.exists``) and nothing is left behind by a crash or
        a cancel; the file appears in one step.
        """
        where = Path(path).resolve()
        if where.exists():
            raise VaultError("vault.exists")
        tick(0, 2)
        vault, data = secrets.token_bytes(16), seal.new_key()
        keys = Keys(data)
        try:
            header = Header(vault, (new_slot(passphrase, data, vault, cost or seal.DEFAULT),))
            body = write_header(header)
            digest = header_digest(body)
            tick(1, 2)
            head = seal_head(Head(0, 0, 0, digest), keys, vault)
            VaultFile.create(where, HeaderRow(body, digest, header_mac(body, keys)), head)
            opened = _Opened(VaultFile.open(where), keys, header, digest)
        except BaseException:
            keys.wipe()
            raise
        tick(2, 2)
        return Vault(where, opened, _Rows({}, {}, 0), 0)

    @staticmethod
    def unlock(path: Path | str, passphrase: str, tick: Tick = silent) -> Vault:
        """Open a vault, or say exactly why not; nothing in the file changes.

        Raises ``WrongSecret``, ``VaultBusy``, ``VaultTooNew``, ``VaultDamaged`` with code
        ``vault.not_a_vault``, ``vault.truncated``, ``vault.header_damaged`` or
        ``vault.body_damaged`` (facts ``good`` and ``lost``: see ``salvage``), and
        ``VaultError`` with ``vault.missing``, ``vault.no_access``, ``vault.memory`` or ``vault.io``.
        """
        where = Path(path).resolve()
        opened = _open(where, passphrase, tick)
        try:
            head, rows = _read_whole(opened, tick)
        except BaseException:
            _shut(opened)
            raise
        return Vault(where, opened, rows, head.generation)

    @staticmethod
    def salvage(path: Path | str, passphrase: str, tick: Tick = silent) -> tuple[Mapping[str, Record], int]:
        """The records of a damaged vault that still open, and how many are lost. Read only.

        Every record given was written by this vault; that it is the newest, and that none
        was dropped, is what a damaged vault can no longer show.
        """
        opened = _open(Path(path).resolve(), passphrase, tick)
        try:
            rows = _read(opened, opened.file.reachable(), tick)
            return MappingProxyType(rows.records), _lost(opened, rows)
        finally:
            _shut(opened)

    def put(self, *records: Record) -> Change:
        """Keep records, new ones and new versions of known ids, all or none. Durable when it returns."""
        with self._writing:
            self._check_writable()
            if len({record.id for record in records}) != len(records):
                raise Refused("vault.repeated_id")
            kept = [settled(record, self.generation + 1) for record in records]
            added = tuple(record.id for record in kept if record.id not in self.records)
            changed = tuple(record.id for record in kept if record.id in self.records)
            if kept:
                self._write(kept, ())
            return Change(added=added, changed=changed)

    def remove(self, *ids: str) -> Change:
        """Forget records, all or none; ids that are not there are not an error."""
        with self._writing:
            self._check_writable()
            gone = tuple(dict.fromkeys(name for name in ids if name in self.records))
            if gone:
                self._write([], gone)
            return Change(removed=gone)

    def close(self) -> None:
        """Fold the log, let go of the file, wipe the keys and forget the records. May be called twice."""
        with self._writing:
            if self._closed:
                return
            self._closed = True
            self._records, self.records = {}, MappingProxyType({})
            try:
                self._file.close()
            finally:
                self._keys.wipe()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return "<Vault>"

    def _check_writable(self) -> None:
        if self._closed:
            raise VaultError("vault.closed")
        if self.read_only:
            raise VaultError("vault.read_only")

    def _write(self, kept: list[Record], gone: tuple[str, ...]) -> None:
        """One step on disk, then the same step in memory; an error leaves both as they were."""
        vault = bytes.fromhex(self.id)
        rows = [seal_record(record, self._keys, vault) for record in kept]
        marks = {row.id.hex(): mark(row, self._keys) for row in rows}
        leaving = sum(self._marks.get(name, 0) for name in (*gone, *marks))
        total = (self._total - leaving + sum(marks.values())) % MODULUS
        count = len(self._marks) - len(gone) + sum(name not in self._marks for name in marks)
        head = Head(self.generation + 1, count, total, self._header)
        self._file.write(rows, [bytes.fromhex(name) for name in gone], seal_head(head, self._keys, vault))
        records = self._records.copy()
        for name in gone:
            del records[name], self._marks[name]
        records.update((record.id, record) for record in kept)
        self._marks.update(marks)
        self._total, self.generation = total, head.generation
        self._records, self.records = records, MappingProxyType(records)


def _open(path: Path, passphrase: str, tick: Tick) -> _Opened:
    """Lock the file, read its header, find the data key, and check that the header is authentic."""
    file = VaultFile.open(path)
    try:
        stored = file.header()
        if header_digest(stored.body) != stored.digest:
            raise VaultDamaged("vault.header_damaged")
        header = read_header(stored.body)
        keys = Keys(open_slots(header, passphrase, tick))
        try:
            check_header(stored.body, stored.mac, keys)
        except VaultDamaged:
            keys.wipe()
            raise
        return _Opened(file, keys, header, stored.digest)
    except BaseException:
        file.close()
        raise


def _shut(opened: _Opened) -> None:
    opened.file.close()
    opened.keys.wipe()


def _read_whole(opened: _Opened, tick: Tick) -> tuple[Head, _Rows]:
    """The head and every row, or ``VaultDamaged`` unless they fit each other exactly."""
    try:
        opened.file.check()
        head = open_head(opened.file.head(), opened.keys, opened.header.vault)
        rows = _read(opened, opened.file.rows(), tick)
    except VaultDamaged as error:
        rows = _read(opened, opened.file.reachable(), tick)
        raise _damaged(opened, rows) from error
    if head.header != opened.digest:
        raise VaultDamaged("vault.header_damaged")
    if rows.lost or head.count != len(rows.marks) or head.total != _total(rows.marks):
        raise _damaged(opened, rows)
    return head, rows


def _read(opened: _Opened, rows: Iterable[Row], tick: Tick) -> _Rows:
    """Open rows one by one; those that do not open are counted, and so are repeated ids."""
    found = _Rows({}, {}, 0)
    lost = 0
    for number, row in enumerate(rows):
        if number % _TICK_EVERY == 0:
            tick(number, 0)
        name = row.id.hex()
        try:
            record = open_row(row, opened.keys, opened.header.vault)
        except VaultDamaged:
            lost += 1
            continue
        if name in found.marks:
            lost += 1
            continue
        found.marks[name] = mark(row, opened.keys)
        if record is not None:
            found.records[name] = record
    return _Rows(found.records, found.marks, lost)


def _damaged(opened: _Opened, rows: _Rows) -> VaultDamaged:
    return VaultDamaged("vault.body_damaged", good=len(rows.records), lost=_lost(opened, rows))


def _lost(opened: _Opened, rows: _Rows) -> int:
    """How many records are missing: what the head counts, where it opens, or else what did not open."""
    try:
        head = open_head(opened.file.head(), opened.keys, opened.header.vault)
    except VaultDamaged:
        return rows.lost
    return max(rows.lost, head.count - len(rows.marks))


def _total(marks: Mapping[str, int]) -> int:
    return sum(marks.values()) % MODULUS
