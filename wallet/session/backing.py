"""Backups, as verbs: make one and prove it, and test one without changing anything."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from wallet.errors import Refused
from wallet.seams import Tick, silent
from wallet.session.changes import in_trash
from wallet.session.copies import saved_at
from wallet.session.memory import Memory
from wallet.vault import Kind, Record, Secret, Token, Vault
from wallet.vault.recovery import read_code


class Counts(NamedTuple):
    """What a vault holds, as a person counts it."""

    credentials: int
    holders: int
    documents: int
    trash: int


class Drilled(NamedTuple):
    """A backup that opens, every record in it: when it was saved, what it holds, and by what it was opened."""

    saved: datetime
    counts: Counts
    opened_by: str


def counted(records: Iterable[Record]) -> Counts:
    """Credentials, keys, documents, and what is in the trash."""
    found = list(records)
    kinds = [record.kind for record in found if not in_trash(record)]
    return Counts(
        kinds.count(Kind.CREDENTIAL), kinds.count(Kind.HOLDER), kinds.count(Kind.DOCUMENT), sum(map(in_trash, found))
    )


def back_up(vault: Vault, path: Path, memory: Memory, tick: Tick = silent) -> int:
    """Write everything to a new encrypted file and open it again, every record; how many there are.

    It counts as a backup only then. After an error or a cancel there is no file. Raises ``VaultError``.
    """
    vault.copy_to(path, tick)
    try:
        count = vault.prove(path, tick)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    memory.remember_backup(vault, saved_at(path))
    return count


def drill(path: Path, secret: Secret, state: Path, tick: Tick = silent) -> Drilled:
    """Open a backup and every record in it. Nothing is changed; this computer remembers that it is good."""
    with Vault.unlock(path, secret, tick) as vault:
        vault.check(tick)
        saved = saved_at(path)
        Memory(state, vault.id).remember_backup(vault, saved)
        return Drilled(saved, counted(vault.records.values()), vault.opened_by)


def secret_of(typed: str) -> Secret:
    """What a person typed: the code of a recovery kit where it is one, else a passphrase."""
    try:
        return Token("recovery", read_code(typed))
    except Refused:
        return typed
