"""What this computer remembers outside of vaults: which save it saw last, which backup was good, which requests were answered.

A file cannot notice that all of it is an older copy; whoever remembers can. One small file for
each vault, with random ids and times and nothing else; without it nothing is lost but the memory.
"""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final, Literal, NamedTuple

from wallet.encoding import dump_json, load_json, parse_time, write_time
from wallet.errors import Malformed
from wallet.vault import Vault

MAX_SAVES: Final = 200


class Save(NamedTuple):
    """A state of a vault that this computer saw: its generation, its mark, and when it was saved."""

    generation: int
    mark: str
    at: datetime


class Seen(NamedTuple):
    """How a vault compares with the memory. ``at`` is when its state was saved, as far as this computer knows."""

    outcome: Literal["new", "known", "older"]
    at: datetime | None = None
    last: Save | None = None


class Spent:
    """The requests that were answered on this computer, by marks that say nothing of them, until they end anyway."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "answered.json"
        self._marks: dict[str, datetime] = {}
        with suppress(OSError, Malformed, AttributeError, TypeError):
            self._marks = {str(mark): parse_time(until) for mark, until in load_json(self._path.read_bytes()).items()}

    def has(self, mark: str) -> bool:
        """Was this one answered?"""
        return mark in self._marks

    def add(self, mark: str, until: datetime, at: datetime) -> None:
        """This one is answered; those that ended a day ago are forgotten."""
        kept = {one: end for one, end in self._marks.items() if end > at - timedelta(days=1)}
        self._marks = {**kept, mark: until}
        write_privately(self._path, dump_json({one: write_time(end) for one, end in self._marks.items()}))


class Memory:
    """The memory of one vault, in a folder of the computer's state."""

    def __init__(self, folder: Path, vault: str) -> None:
        self._path = folder / f"{vault}.json"
        self.saves: list[Save] = []
        self.backup: Save | None = None
        self._read()

    def _read(self) -> None:
        """What is known by now: another window or command may have written since."""
        with suppress(OSError, Malformed, KeyError, TypeError, ValueError):
            stated = load_json(self._path.read_bytes())
            self.saves = [_read(one) for one in stated["saves"]]
            self.backup = _read(stated["backup"]) if stated["backup"] else None

    def compare(self, vault: Vault) -> Seen:
        """Is this the state that was seen last, or a later one? An older one, or another of its number, is told."""
        if not self.saves:
            return Seen("new")
        last = self.saves[-1]
        if vault.generation > last.generation or (vault.generation, vault.mark) == last[:2]:
            return Seen("known", last.at, last)
        earlier = [save.at for save in self.saves if save.generation <= vault.generation]
        return Seen("older", earlier[-1] if earlier else None, last)

    def remember(self, vault: Vault, at: datetime) -> None:
        """This state of the vault is the right one."""
        self._read()
        save = Save(vault.generation, vault.mark, at)
        if not self.saves or self.saves[-1][:2] != save[:2]:
            before = [one for one in self.saves if one.generation < save.generation]
            self.saves = [*before, save][-MAX_SAVES:]
            self._write()

    def remember_backup(self, vault: Vault, at: datetime) -> None:
        """A backup with this state was opened and is good."""
        self._read()
        self.backup = Save(vault.generation, vault.mark, at)
        self._write()

    def _write(self) -> None:
        """Whole or not at all; a computer that cannot remember is no reason to refuse the vault."""
        stated = {"saves": [_write(one) for one in self.saves], "backup": _write(self.backup) if self.backup else None}
        with suppress(OSError):
            write_privately(self._path, dump_json(stated))


def _read(stated: list[object]) -> Save:
    generation, mark, at = stated
    return Save(int(str(generation)), str(mark), parse_time(str(at)))


def _write(save: Save) -> list[object]:
    return [save.generation, save.mark, write_time(save.at)]


def write_privately(path: Path, data: bytes) -> None:
    """A small file for this person alone, whole or not at all; raises ``OSError``."""
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}.new")
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
    temporary.replace(path)
