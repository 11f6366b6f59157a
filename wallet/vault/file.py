"""One SQLite file of sealed rows: opened by one process at a time, durable, and whole at rest.

Writes go through a write-ahead log with ``synchronous=FULL``; closing folds the log back,
so that at rest there is one file. Opening and reading change nothing in the file. The file
is 0600 and its folder 0700 before the first byte is written.

Two locks keep a second writer out, both released by the system when a process is killed.
SQLite's own exclusive lock does it everywhere; but POSIX drops that one when *anything* in
the process closes the file, a backup for instance, so on POSIX a ``flock`` is held as well.
"""

from __future__ import annotations

import errno
import os
import sqlite3
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final, NamedTuple

from wallet.errors import VaultBusy, VaultDamaged, VaultError, VaultTooNew
from wallet.seams import Tick, silent
from wallet.vault.memory import keep_private
from wallet.vault.place import new_file, sync
from wallet.vault.record import FORMAT, MAX_BODY, Row

if sys.platform != "win32":
    import fcntl

APPLICATION: Final = 0x414B5348
"""SQLite's application id: "AKSH"."""
_MAGIC: Final = b"SQLite format 3\0"
_PAGE: Final = 4096
_AT_ONCE: Final = 2048  # pages between two looks at the cancel button: 8 MiB
_PAGE_LAYOUT: Final = bytes((0, 64, 32, 32))
"""No reserved bytes, and the three constants of SQLite's file format."""
_SCHEMA: Final = (
    "CREATE TABLE header (id INTEGER PRIMARY KEY, body BLOB, digest BLOB, mac BLOB)",
    "CREATE TABLE head (id INTEGER PRIMARY KEY, sealed BLOB)",
    "CREATE TABLE record (id BLOB PRIMARY KEY, label BLOB, facts BLOB, body BLOB) WITHOUT ROWID",
)
_ALL: Final = "SELECT id, label, facts, body FROM record ORDER BY id"
_FROM_BOTH_ENDS: Final = ("SELECT id FROM record ORDER BY id", "SELECT id FROM record ORDER BY id DESC")
_SETTINGS: Final = (
    "locking_mode = EXCLUSIVE",
    "synchronous = FULL",
    "secure_delete = ON",
    "temp_store = MEMORY",
    "trusted_schema = OFF",
    "cell_size_check = ON",
    "mmap_size = 0",
)
_MAX_VALUE: Final = 2 * MAX_BODY
"""Bytes. SQLite refuses a longer row, so a hostile file cannot ask for memory."""

_FULL: Final = frozenset({errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)})
_READ_ONLY: Final = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
_BY_SQLITE: Final = {
    sqlite3.SQLITE_BUSY: (VaultBusy, "vault.busy"),
    sqlite3.SQLITE_LOCKED: (VaultBusy, "vault.busy"),
    sqlite3.SQLITE_FULL: (VaultError, "vault.full"),
    sqlite3.SQLITE_READONLY: (VaultError, "vault.read_only"),
    sqlite3.SQLITE_PERM: (VaultError, "vault.read_only"),
    sqlite3.SQLITE_CANTOPEN: (VaultError, "vault.io"),
    sqlite3.SQLITE_IOERR: (VaultError, "vault.io"),
    sqlite3.SQLITE_NOMEM: (VaultError, "vault.memory"),
}
_DAMAGE: Final = frozenset({sqlite3.SQLITE_IOERR_SHORT_READ, sqlite3.SQLITE_IOERR_CORRUPTFS})


class HeaderRow(NamedTuple):
    """The header's bytes, their digest and their MAC."""

    body: bytes
    digest: bytes
    mac: bytes


@contextmanager
def told(damaged: str) -> Iterator[None]:
    """Turn what SQLite and the system say into a ``VaultError``; ``damaged`` is the code for a broken structure."""
    try:
        yield
    except sqlite3.ProgrammingError:
        raise
    except sqlite3.Error as error:
        extended = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT)
        kind, code = _BY_SQLITE.get(extended & 0xFF, (VaultDamaged, damaged))
        if extended in _DAMAGE:
            kind, code = VaultDamaged, damaged
        facts = {"reason": getattr(error, "sqlite_errorname", "")} if code == "vault.io" else {}
        raise kind(code, **facts) from error
    except UnicodeDecodeError as error:
        # SQLite quotes the broken schema in its message, and Python cannot decode that.
        raise VaultDamaged(damaged) from error
    except OSError as error:
        raise _from_system(error) from error


def _from_system(error: OSError) -> VaultError:
    if isinstance(error, FileNotFoundError):
        return VaultError("vault.missing")
    if isinstance(error, IsADirectoryError):
        return VaultDamaged("vault.not_a_vault")
    if error.errno in _FULL:
        return VaultError("vault.full")
    if error.errno in _READ_ONLY:
        return VaultError("vault.read_only")
    return VaultError("vault.io", reason=errno.errorcode.get(error.errno or 0, ""))


class VaultFile:
    """The open file. Not thread-safe: the vault's own lock guards it."""

    def __init__(self, path: Path, connection: sqlite3.Connection, held: int, read_only: bool) -> None:
        self._path = path
        self._connection = connection
        self._held = held
        self._logging = False
        self.read_only = read_only

    @staticmethod
    def open(path: Path) -> VaultFile:
        """Open and lock a vault's file; see the codes of ``told`` and ``_probe`` for what can be wrong."""
        keep_private()
        with told("vault.header_damaged"):
            held, read_only = _hold(path)
            try:
                _probe(path, held)
                connection = _connect(path, "rw")
                try:
                    _lock(connection)
                    _check_schema(connection)
                except BaseException:
                    connection.close()
                    raise
            except BaseException:
                os.close(held)
                raise
        return VaultFile(path, connection, held, read_only)

    @staticmethod
    def create(path: Path, header: HeaderRow, head: bytes) -> None:
        """Make the file of an empty vault in one step; ``vault.exists`` rather than overwrite anything."""
        if os.path.lexists(path):
            raise VaultError("vault.exists")
        with told("vault.io"), new_file(path) as temporary:
            _fill(temporary, header, head)

    def header(self) -> HeaderRow:
        """The header row, its size checked before it is read."""
        with told("vault.header_damaged"):
            sizes = self._connection.execute("SELECT length(body) FROM header").fetchall()
            if len(sizes) != 1 or not isinstance(sizes[0][0], int) or sizes[0][0] > 64 * 1024:
                raise VaultDamaged("vault.header_damaged")
            row = self._connection.execute("SELECT body, digest, mac FROM header").fetchone()
        if not all(isinstance(value, bytes) for value in row):
            raise VaultDamaged("vault.header_damaged")
        return HeaderRow(*row)

    def head(self) -> bytes:
        """The sealed head."""
        with told("vault.body_damaged"):
            found = self._connection.execute("SELECT sealed FROM head").fetchall()
        if len(found) != 1 or not isinstance(found[0][0], bytes):
            raise VaultDamaged("vault.body_damaged")
        return bytes(found[0][0])

    def rows(self) -> Iterator[Row]:
        """Every record row, by id; ``VaultDamaged`` where the structure is broken."""
        with told("vault.body_damaged"):
            for found in self._connection.execute(_ALL):
                yield _row(found)

    def stamps(self) -> Iterator[Row]:
        """Every record row by id, in the place of its body its first 25 and last 16 bytes: the stamp is the same.

        SQLite reads the whole body for a part of it, so it may as well be cut here, once.
        """
        with told("vault.body_damaged"):
            for found in self._connection.execute(_ALL):
                name, label, facts, body = _row(found)
                yield Row(name, label, facts, body[:25] + body[-16:])

    def body(self, name: bytes) -> bytes:
        """The sealed body of one record."""
        with told("vault.body_damaged"):
            found = self._connection.execute("SELECT body FROM record WHERE id = ?", (name,)).fetchone()
        if found is None or not isinstance(found[0], bytes):
            raise VaultDamaged("seal.damaged")
        return found[0]

    def check(self) -> None:
        """SQLite's own check of its structure: damage that does not show yet must not spread with the next write."""
        with told("vault.body_damaged"):
            if self._connection.execute("PRAGMA quick_check(1)").fetchall() != [(b"ok",)]:
                raise VaultDamaged("vault.body_damaged")

    def reachable(self) -> Iterator[Row]:
        """As many rows as can be reached in a damaged file: from both ends, one by one, never twice."""
        for name in self._reachable_ids():
            try:
                with told("vault.body_damaged"):
                    query = "SELECT id, label, facts, body FROM record WHERE id = ?"
                    found = self._connection.execute(query, (name,)).fetchone()
                    if found is not None:
                        yield _row(found)
            except VaultDamaged:
                continue

    def _reachable_ids(self) -> tuple[object, ...]:
        names: dict[object, None] = {}
        for query in _FROM_BOTH_ENDS:
            with suppress(VaultDamaged), told("vault.body_damaged"):
                for (name,) in self._connection.execute(query):
                    names[name] = None
        return tuple(names)

    def write(self, put: list[Row], removed: list[bytes], head: bytes, header: HeaderRow | None = None) -> None:
        """Put and remove rows with the head that fits them, all or nothing. Durable when it returns.

        After an error the file holds what it held. (Where the very last sync failed, a crash
        before the next write may bring the refused change back, whole and with its head.)
        """
        with self._transaction():
            self._connection.executemany("DELETE FROM record WHERE id = ?", [(name,) for name in removed])
            self._connection.executemany("INSERT OR REPLACE INTO record VALUES (?, ?, ?, ?)", put)
            self._end_with(head, header)

    def rewrite(self, again: Callable[[Row], Row], header: HeaderRow, ending: Callable[[], bytes]) -> None:
        """Replace every row, one after the other, then the header and the head: one transaction, one row in memory."""
        with self._transaction():
            for (name,) in self._connection.execute("SELECT id FROM record ORDER BY id").fetchall():
                found = self._connection.execute("SELECT id, label, facts, body FROM record WHERE id = ?", (name,))
                self._connection.execute("REPLACE INTO record VALUES (?, ?, ?, ?)", again(_row(found.fetchone())))
            self._end_with(ending(), header)

    def _end_with(self, head: bytes, header: HeaderRow | None) -> None:
        if header is not None:
            self._connection.execute("UPDATE header SET body = ?, digest = ?, mac = ?", header)
        self._connection.execute("UPDATE head SET sealed = ?", (head,))

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        if self.read_only:
            raise VaultError("vault.read_only")
        with told("vault.io"):
            if self.replaced:
                raise VaultError("vault.replaced")
            if not self._logging:
                self._connection.execute("PRAGMA journal_mode=WAL").fetchone()
                self._logging = True
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    @property
    def replaced(self) -> bool:
        """Is what lies at our path another file than the one that is open? A sync service may have put it there."""
        try:
            return not os.path.samestat(os.fstat(self._held), self._path.stat())
        except FileNotFoundError:
            return True

    def copy_to(self, path: Path, tick: Tick = silent) -> None:
        """Everything as it is now to a new file, through SQLite's own backup; durable when it returns."""
        with told("vault.io"), new_file(path) as temporary:
            target = _connect(temporary, "rw")
            try:
                self._connection.backup(target, pages=_AT_ONCE, progress=lambda _, left, of: tick(of - left, of))
                target.execute("PRAGMA journal_mode=DELETE").fetchone()
            finally:
                target.close()
            sync(temporary)

    def fold(self) -> None:
        """Fold the log into the file.

        When the disk is full the log stays beside the file: nothing is lost, the next unlock
        reads it and the next close folds it.
        """
        if not self.read_only:
            with suppress(sqlite3.Error):
                self._connection.execute("PRAGMA journal_mode=DELETE").fetchone()
                self._logging = False

    def close(self) -> None:
        """Fold the log into the file and let go of it."""
        try:
            self.fold()
        finally:
            self._connection.close()
            os.close(self._held)


def _hold(path: Path) -> tuple[int, bool]:
    """An open descriptor with an exclusive ``flock``, kept until the vault closes; True where we may not write."""
    flags = getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        held, read_only = os.open(path, os.O_RDWR | flags), not os.access(path.parent, os.W_OK)
    except OSError as error:
        if error.errno not in _READ_ONLY:
            raise
        try:
            held, read_only = os.open(path, os.O_RDONLY | flags), True
        except PermissionError as refused:
            raise VaultError("vault.no_access") from refused
    if sys.platform != "win32":
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            os.close(held)
            if isinstance(error, BlockingIOError):
                raise VaultBusy("vault.busy") from error
            raise
    return held, read_only


def _probe(path: Path, held: int) -> None:
    """What the first 100 bytes say, before SQLite sees the file (its file format, section 1.3)."""
    status = os.fstat(held)
    if not stat.S_ISREG(status.st_mode):
        raise VaultDamaged("vault.not_a_vault")
    start = os.read(held, 100)
    if status.st_size == 0:
        raise VaultDamaged("vault.empty_file")
    if start.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"<", b"{", b"["):
        raise VaultDamaged("vault.error_text")
    if len(start) < 100 and (start[:16] == _MAGIC or _MAGIC.startswith(start)):
        raise VaultDamaged("vault.truncated")
    if start[:16] != _MAGIC or int.from_bytes(start[68:72]) != APPLICATION:
        raise VaultDamaged("vault.not_a_vault")
    version = int.from_bytes(start[60:64])
    if version > FORMAT:
        raise VaultTooNew("vault.too_new", format=version)
    if version != FORMAT or start[16:18] != _PAGE.to_bytes(2) or start[20:24] != _PAGE_LAYOUT:
        raise VaultDamaged("vault.header_damaged")
    size = int.from_bytes(start[28:32]) * _PAGE
    if status.st_size < size and not path.with_name(f"{path.name}-wal").exists():
        raise VaultDamaged("vault.truncated")


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    connection = sqlite3.connect(
        f"{path.as_uri()}?mode={mode}", uri=True, timeout=0, isolation_level=None, check_same_thread=False
    )
    # Text may be broken in a damaged file; as bytes it cannot fail to decode.
    connection.text_factory = bytes
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _MAX_VALUE)
    try:
        for setting in _SETTINGS:
            connection.execute(f"PRAGMA {setting}").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection


def _lock(connection: sqlite3.Connection) -> None:
    """Take SQLite's lock; in its exclusive mode it is kept after the transaction ends."""
    connection.execute("BEGIN EXCLUSIVE")
    connection.execute("COMMIT")


def _check_schema(connection: sqlite3.Connection) -> None:
    """The tables are ours, word for word: no view, trigger or index that would run when we write."""
    found = connection.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rowid").fetchall()
    if sorted(row[0] for row in found) != sorted(line.encode("ascii") for line in _SCHEMA):
        raise VaultDamaged("vault.header_damaged")


def _row(found: tuple[Any, ...]) -> Row:
    if set(map(type, found)) != {bytes}:
        raise VaultDamaged("vault.body_damaged")
    return Row._make(found)


def _fill(temporary: Path, header: HeaderRow, head: bytes) -> None:
    connection = _connect(temporary, "rw")
    try:
        connection.execute(f"PRAGMA page_size={_PAGE}")
        connection.execute("PRAGMA journal_mode=MEMORY").fetchone()
        connection.execute(f"PRAGMA application_id={APPLICATION}")
        connection.execute(f"PRAGMA user_version={FORMAT}")
        connection.execute("BEGIN")
        for line in _SCHEMA:
            connection.execute(line)
        connection.execute("INSERT INTO header VALUES (1, ?, ?, ?)", header)
        connection.execute("INSERT INTO head VALUES (1, ?)", (head,))
        connection.execute("COMMIT")
    finally:
        connection.close()
