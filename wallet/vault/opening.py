"""The way into a vault: find the data key, check the header, read the rows, and say exactly what does not fit."""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from wallet.errors import VaultDamaged, VaultError
from wallet.seams import Tick
from wallet.vault.doors import Secret, open_slots
from wallet.vault.file import VaultFile
from wallet.vault.header import MODULUS, Head, Header, check_header, header_digest, open_head, read_header
from wallet.vault.record import Keys, Record, Row, mark, open_body, open_row

TICK_EVERY: Final = 64
"""Rows between two looks at the cancel button: well under a hundredth of a second."""


class Bodies:
    """Opens bodies when they are asked for, one at a time, as long as the vault is open."""

    __slots__ = ("_file", "_vault", "keys", "lock")

    def __init__(self, file: VaultFile, keys: Keys, vault: bytes) -> None:
        self._file: VaultFile | None = file
        self._vault, self.keys, self.lock = vault, keys, threading.RLock()

    def read(self, name: bytes, number: int, generation: int) -> bytes:
        """The body of the record with this id, kind and generation."""
        with self.lock:
            if self._file is None:
                raise VaultError("vault.closed")
            return open_body(self._file.body(name), self.keys, self._vault, name, number, generation)

    def close(self) -> None:
        """Read nothing any more."""
        with self.lock:
            self._file = None


@dataclass(frozen=True, slots=True)
class Opened:
    """A file whose passphrase was right and whose header is authentic; its rows are not read yet."""

    file: VaultFile
    keys: Keys
    header: Header
    digest: bytes


@dataclass(frozen=True, slots=True)
class Rows:
    """What the rows gave: readable records, every row's mark by id, and how many rows did not open."""

    records: dict[str, Record]
    marks: dict[str, int]
    lost: int


def open_file(path: Path, secret: Secret, tick: Tick) -> Opened:
    """Lock the file, read its header, find the data key, and check that the header is authentic."""
    return open_with(path, lambda header: open_slots(header.slots, secret, header.vault, tick))


def open_with(path: Path, data_key: Callable[[Header], bytearray]) -> Opened:
    """The same with whatever finds the data key."""
    file = VaultFile.open(path)
    try:
        stored = file.header()
        if header_digest(stored.body) != stored.digest:
            raise VaultDamaged("vault.header_damaged")
        header = read_header(stored.body)
        keys = Keys(data_key(header))
        try:
            check_header(stored.body, stored.mac, keys)
        except VaultDamaged:
            keys.wipe()
            raise
        return Opened(file, keys, header, stored.digest)
    except BaseException:
        file.close()
        raise


def shut(opened: Opened) -> None:
    opened.file.close()
    opened.keys.wipe()


def read_whole(opened: Opened, tick: Tick, bodies: Bodies | None = None) -> tuple[Head, Rows]:
    """The head and every row, or ``VaultDamaged`` unless they fit each other exactly.

    With ``bodies`` no body is opened: marks need their stamps only, so the manifest is checked all the same.
    """
    try:
        opened.file.check()
        head = open_head(opened.file.head(), opened.keys, opened.header.vault)
        with uncollected():
            rows = read_rows(opened, opened.file.stamps() if bodies else opened.file.rows(), tick, bodies)
    except VaultDamaged as error:
        rows = read_rows(opened, opened.file.reachable(), tick)
        raise _damaged(opened, rows) from error
    if head.header != opened.digest:
        raise VaultDamaged("vault.header_damaged")
    if rows.lost or head.count != len(rows.marks) or head.total != total_of(rows.marks):
        raise _damaged(opened, read_rows(opened, opened.file.reachable(), tick) if bodies else rows)
    return head, rows


@contextmanager
def uncollected() -> Iterator[None]:
    """Without looking for cycles: ten thousand new objects make Python look again and again, and there are none."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def read_rows(opened: Opened, rows: Iterable[Row], tick: Tick, bodies: Bodies | None = None) -> Rows:
    """Open rows one by one; those that do not open are counted, and so are repeated ids."""
    found, lost, later = Rows({}, {}, 0), 0, bodies.read if bodies else None
    for number, row in enumerate(rows):
        if number % TICK_EVERY == 0:
            tick(number, 0)
        name = row.id.hex()
        try:
            record = open_row(row, opened.keys, opened.header.vault, later)
        except VaultDamaged:
            lost += 1
            continue
        if name in found.marks:
            lost += 1
            continue
        found.marks[name] = mark(row, opened.keys)
        if record is not None:
            found.records[name] = record
    return Rows(found.records, found.marks, lost)


def _damaged(opened: Opened, rows: Rows) -> VaultDamaged:
    return VaultDamaged("vault.body_damaged", good=len(rows.records), lost=lost_of(opened, rows))


def lost_of(opened: Opened, rows: Rows) -> int:
    """How many records are missing: what the head counts, where it opens, or else what did not open."""
    try:
        head = open_head(opened.file.head(), opened.keys, opened.header.vault)
    except VaultDamaged:
        return rows.lost
    return max(rows.lost, head.count - len(rows.marks))


def total_of(marks: Mapping[str, int]) -> int:
    return sum(marks.values()) % MODULUS


def save_beside(path: Path, file: VaultFile, mark: str) -> None:
    """What was written before another program put its file in our place is not lost: it lies beside it."""
    if file.replaced:
        with suppress(VaultError):
            file.copy_to(path.with_name(f"{path.stem} (conflicted copy {mark}){path.suffix}"))
