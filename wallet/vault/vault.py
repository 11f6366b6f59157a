"""The vault: create, unlock, put, remove, close, salvage."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import Self

from wallet.crypto import seal
from wallet.crypto.seal import Cost
from wallet.errors import Refused, VaultDamaged, VaultError
from wallet.seams import Tick, silent
from wallet.vault.doors import Secret, Slot, Token, kind_of, new_slot, open_slots
from wallet.vault.file import HeaderRow, VaultFile, told
from wallet.vault.header import (
    MODULUS,
    Head,
    Header,
    header_digest,
    header_mac,
    read_header,
    seal_head,
    write_header,
)
from wallet.vault.opening import (
    Bodies,
    Opened,
    Rows,
    lost_of,
    open_file,
    read_rows,
    read_whole,
    save_beside,
    shut,
    total_of,
)
from wallet.vault.record import Change, Closed, Keys, Record, Row, closed, mark, reseal_row, seal_record, settled


class Vault:
    """An unlocked vault, the one mutable thing. Made by ``create`` and ``unlock`` only.

    ``records`` is replaced whole and never mutated: any thread may read it, and one that
    holds an old one keeps a true picture of its time. Bodies are opened when they are asked for. Writers take turns. The process that
    has a vault open is the only one; see ``wallet.vault.file`` for the locks.
    """

    def __init__(self, path: Path, opened: Opened, rows: Rows, generation: int, opened_by: str, bodies: Bodies) -> None:
        self.path = path
        self.id = opened.header.vault.hex()
        self.opened_by = opened_by
        self.records: Mapping[str, Record] = MappingProxyType(rows.records)
        self.generation = generation
        self.read_only = opened.file.read_only or opened.header.minor > 0
        self._file = opened.file
        self._keys = opened.keys
        self._header = opened.header
        self._digest = opened.digest
        self._records = rows.records
        self._marks = rows.marks
        self._total = total_of(rows.marks)
        self._bodies, self._writing = bodies, bodies.lock
        self._closed = False
        self._started = generation
        self._frozen = VaultError("vault.read_only") if self.read_only else None
        self.before_first_write: Callable[[Vault], None] | None = None
        self.after_last_write: Callable[[Vault], None] | None = None
        self.hook_error = ""
        """The code of what the last of these two hooks failed with: neither of them holds up a change."""

    @staticmethod
    def create(path: Path | str, passphrase: str, *, cost: Cost | None = None, tick: Tick = silent) -> Vault:
        """Make a new vault and open it. ``cost`` is what takes this computer 0.5 to 1 s unless said otherwise.

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
            header = Header(vault, (new_slot(passphrase, data, vault, cost or seal.calibrated()),))
            stored = _stored(header, keys)
            tick(1, 2)
            VaultFile.create(where, stored, seal_head(Head(0, 0, 0, stored.digest), keys, vault))
            opened = Opened(VaultFile.open(where), keys, header, stored.digest)
        except BaseException:
            keys.wipe()
            raise
        return Vault(where, opened, Rows({}, {}, 0), 0, "passphrase", _bodies(opened))

    @staticmethod
    def unlock(path: Path | str, secret: Secret, tick: Tick = silent) -> Vault:
        """Open a vault with a passphrase or a token, or say exactly why not; nothing in the file changes.

        Raises ``WrongSecret`` (``VaultError`` where no door takes such a token), ``VaultBusy``, ``VaultTooNew``, ``VaultDamaged`` with code
        ``vault.not_a_vault``, ``vault.truncated``, ``vault.header_damaged`` or
        ``vault.body_damaged`` (facts ``good`` and ``lost``: see ``salvage``), and
        ``VaultError`` with ``vault.missing``, ``vault.no_access``, ``vault.memory`` or ``vault.io``.
        """
        where = Path(path).resolve()
        opened = open_file(where, secret, tick)
        try:
            bodies = _bodies(opened)
            head, rows = read_whole(opened, tick, bodies)
        except BaseException:
            shut(opened)
            raise
        return Vault(where, opened, rows, head.generation, kind_of(secret), bodies)

    @staticmethod
    def peek(path: Path | str) -> tuple[str, tuple[str, ...]]:
        """A vault's id and the kinds of its doors, without any secret: what a header claims, not yet authenticated."""
        file = VaultFile.open(Path(path).resolve())
        try:
            header = read_header(file.header().body)
        finally:
            file.close()
        return header.vault.hex(), tuple(slot.kind for slot in header.slots if slot.kind)

    @staticmethod
    def salvage(path: Path | str, secret: Secret, tick: Tick = silent) -> tuple[Mapping[str, Record], int]:
        """The records of a damaged vault that still open, and how many are lost. Read only.

        Every record given was written by this vault; that it is the newest, and that none
        was dropped, is what a damaged vault can no longer show.
        """
        opened = open_file(Path(path).resolve(), secret, tick)
        try:
            rows = read_rows(opened, opened.file.reachable(), tick)
            return MappingProxyType(rows.records), lost_of(opened, rows)
        finally:
            shut(opened)

    def put(self, *records: Record, without: Iterable[str] = (), above: int = 0) -> Change:
        """Keep records, new ones and new versions of known ids, all or none. Durable when it returns.

        Records ``without`` which the vault is to go on are forgotten in the same step. The vault's generation
        comes to be ``above`` that of another file of it which was brought together with this one.
        """
        with self._writing:
            self._check_writable()
            generation = max(self.generation, above) + 1
            if len({record.id for record in records}) != len(records):
                raise Refused("vault.repeated_id")
            kept = [settled(record, generation) for record in records]
            added = tuple(record.id for record in kept if record.id not in self.records)
            changed = tuple(record.id for record in kept if record.id in self.records)
            gone = tuple(dict.fromkeys(name for name in without if name in self.records))
            if kept or gone or generation > self.generation + 1:
                self._write(kept, gone, generation)
            return Change(added=added, changed=changed, removed=gone)

    def remove(self, *ids: str) -> Change:
        """Forget records, all or none; ids that are not there are not an error."""
        with self._writing:
            self._check_writable()
            gone = tuple(dict.fromkeys(name for name in ids if name in self.records))
            if gone:
                self._write([], gone, self.generation + 1)
            return Change(removed=gone)

    @property
    def mark(self) -> str:
        """16 hex digits that no other state of any vault has."""
        return header_digest(self._file.head()).hex()[:16]

    @property
    def frozen(self) -> VaultError | None:
        """Why it is for reading only, where it is."""
        return self._frozen

    def freeze(self, why: VaultError) -> None:
        """Read only from now on, and why."""
        self.read_only, self._frozen = True, why

    def thaw(self) -> None:
        """Writable again, where the file is."""
        self.read_only = self._file.read_only or self._header.minor > 0
        self._frozen = VaultError("vault.read_only") if self.read_only else None

    def check_secret(self, secret: Secret, tick: Tick = silent) -> None:
        """Does this open the vault? ``WrongSecret`` or ``VaultError``, as ``unlock`` says it."""
        seal.wipe(open_slots(self._header.slots, secret, self._header.vault, tick))

    def copy_to(self, path: Path, tick: Tick = silent) -> None:
        """A copy of the whole vault, as it is now, whole or not there; it opens as the vault does."""
        with self._writing:
            self._file.copy_to(path.absolute(), tick)

    def check(self, tick: Tick = silent) -> None:
        """Open every record anew and compare all with the manifest; ``VaultDamaged`` unless all is well."""
        with self._writing:
            read_whole(Opened(self._file, self._keys, self._header, self._digest), tick)

    def prove(self, path: Path, tick: Tick = silent) -> int:
        """Open a copy made just now and every record in it; how many there are. ``VaultDamaged`` unless all is well."""
        file = VaultFile.open(path.absolute())
        try:
            return len(read_whole(Opened(file, self._keys, self._header, self._digest), tick)[1].marks)
        finally:
            file.close()

    @property
    def cost(self) -> Cost:
        """What a try at the passphrase costs."""
        costs = [slot.cost for slot in self._header.slots if slot.cost is not None]
        return max(costs, key=lambda cost: cost.memory, default=seal.FLOOR)

    @property
    def doors(self) -> tuple[str, ...]:
        """The kinds of secrets that open this vault, in order."""
        return tuple(slot.kind for slot in self._header.slots if slot.kind)

    def set_door(self, token: Token) -> None:
        """Let a token open this vault, in the place of an earlier one of its kind. Durable when it returns."""
        with self._writing:
            self._check_writable()
            slot = new_slot(token, self._keys.data, self._header.vault)
            self._rewrite_header([*self._slots_without(token.kind), slot])

    def close_door(self, kind: str) -> None:
        """Let no token of this kind open the vault any more; no such door is not an error."""
        with self._writing:
            self._check_writable()
            if kind in self.doors:
                self._rewrite_header(self._slots_without(kind))

    def set_passphrase(self, passphrase: str, cost: Cost | None = None) -> None:
        """Change the passphrase: one slot is rewritten, in one step. The kit stays, the keyring's door is closed.

        Whoever has the old passphrase *and* an older copy of the file has the data key: see ``renew``.
        """
        with self._writing:
            self._check_writable()
            slot = new_slot(passphrase, self._keys.data, self._header.vault, cost or seal.calibrated())
            self._rewrite_header([slot, *self._slots_without("passphrase", "keyring")])

    def renew(self, passphrase: str, cost: Cost | None = None, tick: Tick = silent) -> None:
        """Seal everything anew under a new data key and a passphrase, in one transaction. Every other door is closed.

        An error or a kill at any moment leaves the old vault or the new one, never a mixture.
        """
        with self._writing:
            self._check_writable()
            vault, data = self._header.vault, seal.new_key()
            keys = Keys(data)
            header = replace(self._header, slots=(new_slot(passphrase, data, vault, cost or seal.calibrated()),))
            stored = _stored(header, keys)
            marks: dict[str, int] = {}

            def again(row: Row) -> Row:
                tick(len(marks), len(self._marks))
                new = reseal_row(row, self._keys, keys, vault)
                marks[row.id.hex()] = mark(new, keys)
                return new

            def ending() -> bytes:
                return seal_head(Head(self.generation + 1, len(marks), total_of(marks), stored.digest), keys, vault)

            try:
                self._file.rewrite(again, stored, ending)
            except BaseException:
                keys.wipe()
                raise
            self._keys.wipe()
            self._bodies.keys = keys
            self._keys, self._header, self._digest = keys, header, stored.digest
            self._marks, self._total = marks, total_of(marks)
            self.generation += 1

    def close(self) -> None:
        """Fold the log, let go of the file, wipe the keys and forget the records. May be called twice."""
        with self._writing:
            if self._closed:
                return
            self._closed = True
            self._records, self.records = {}, MappingProxyType({})
            try:
                if self.generation != self._started:
                    self._file.fold()
                    save_beside(self.path, self._file, f"{self.generation} {self.mark}")
                    self._call(self.after_last_write)
                self._bodies.close()
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
        if self._frozen is not None:
            raise self._frozen
        if self.generation == self._started:
            hook, self.before_first_write = self.before_first_write, None
            self._call(hook)

    def _call(self, hook: Callable[[Vault], None] | None) -> None:
        if hook is not None:
            try:
                with told("vault.io"):
                    hook(self)
            except VaultError as error:
                self.hook_error = error.code

    def _write(self, kept: list[Record], gone: tuple[str, ...], generation: int) -> None:
        """One step on disk, then the same step in memory; an error leaves both as they were."""
        vault = bytes.fromhex(self.id)
        rows = [seal_record(record, self._keys, vault) for record in kept]
        marks = {row.id.hex(): mark(row, self._keys) for row in rows}
        leaving = sum(self._marks.get(name, 0) for name in (*gone, *marks))
        total = (self._total - leaving + sum(marks.values())) % MODULUS
        count = len(self._marks) - len(gone) + sum(name not in self._marks for name in marks)
        head = Head(generation, count, total, self._digest)
        for name in (*gone, *marks):
            content = self._records[name].content if name in self._records else b""
            if isinstance(content, Closed):
                with suppress(VaultDamaged):  # what no longer opens may still be replaced or forgotten
                    content.hold()
        self._file.write(rows, [bytes.fromhex(name) for name in gone], seal_head(head, self._keys, vault))
        records = self._records.copy()
        for name in gone:
            del records[name], self._marks[name]
        records.update((record.id, closed(record, self._bodies.read)) for record in kept)
        self._marks.update(marks)
        self._total, self.generation = total, head.generation
        self._records, self.records = records, MappingProxyType(records)

    def _slots_without(self, *kinds: str) -> list[Slot]:
        return [slot for slot in self._header.slots if slot.kind not in kinds]

    def _rewrite_header(self, slots: Iterable[Slot]) -> None:
        """Header and head in one transaction, then in memory."""
        header = replace(self._header, slots=tuple(slots))
        stored = _stored(header, self._keys)
        head = Head(self.generation + 1, len(self._marks), self._total, stored.digest)
        self._file.write([], [], seal_head(head, self._keys, header.vault), stored)
        self._header, self._digest, self.generation = header, stored.digest, head.generation


def _bodies(opened: Opened) -> Bodies:
    return Bodies(opened.file, opened.keys, opened.header.vault)


def _stored(header: Header, keys: Keys) -> HeaderRow:
    """The header as the file holds it, read back first: what this program would refuse to read it does not write."""
    body = write_header(header)
    read_header(body)
    return HeaderRow(body, header_digest(body), header_mac(body, keys))
