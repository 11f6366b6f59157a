"""Copies of the vault that are kept without asking, in a folder beside it.

A copy is made before the first write after an unlock and after the last, unless that state has
one. The last five stay, and the newest of each of the last seven days and four weeks that have
any. A copy is a whole vault: it opens with the secrets of its time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, NamedTuple

from wallet.vault import Vault

SAVES, DAYS, WEEKS = 5, 7, 4
_NAME: Final = re.compile(r"(\d{8}T\d{6}Z)-(\d+)-([0-9a-f]{16})\.vault\Z", re.ASCII)
_TIME: Final = "%Y%m%dT%H%M%SZ"


class Copy(NamedTuple):
    """A copy: when the vault was saved that it is of, at which generation, and the mark of that state."""

    path: Path
    saved: datetime
    generation: int
    mark: str


def folder_of(vault: Path) -> Path:
    """Where the copies of a vault lie."""
    return vault.with_name(f"{vault.name}.copies")


def copies_of(vault: Path) -> tuple[Copy, ...]:
    """The copies of a vault, the newest first."""
    folder = folder_of(vault)
    if not folder.is_dir():
        return ()
    found = []
    for path in folder.iterdir():
        match = _NAME.match(path.name)
        if match is not None:
            moment = datetime.strptime(match[1], _TIME).replace(tzinfo=UTC)
            found.append(Copy(path, moment, int(match[2]), match[3]))
    return tuple(sorted(found, key=lambda copy: (copy.saved, copy.generation), reverse=True))


def saved_at(vault: Path) -> datetime:
    """When the file was last written, by the computer's clock."""
    log = vault.with_name(f"{vault.name}-wal")
    moments = [path.stat().st_mtime for path in (vault, log) if path.exists()]
    return datetime.fromtimestamp(max(moments), UTC).replace(microsecond=0)


def keep_copy(vault: Vault) -> None:
    """Copy this state of an open vault, unless it has a copy, and let go of copies that are too many."""
    if any(copy.mark == vault.mark for copy in copies_of(vault.path)):
        return
    path = copy_path(vault.path, saved_at(vault.path), vault)
    vault.copy_to(path)
    copies = copies_of(vault.path)
    stay = {path, *(copy.path for copy in kept(copies))}
    for copy in copies:
        if copy.path not in stay:
            with suppress(FileNotFoundError):
                copy.path.unlink()


def copy_path(vault: Path, moment: datetime, state: Vault) -> Path:
    """Where a copy of this state of a vault lies, that was saved at this moment."""
    return folder_of(vault) / f"{moment.strftime(_TIME)}-{state.generation:09}-{state.mark}.vault"


def forget_copies(vault: Vault, copies: Iterable[Copy]) -> None:
    """Delete copies of an open vault, after its state of now has one."""
    now = vault.mark
    keep_copy(vault)
    for copy in copies:
        if copy.mark != now:
            copy.path.unlink(missing_ok=True)


def kept(copies: Iterable[Copy]) -> list[Copy]:
    """Those that stay, of copies given newest first."""
    found = list(copies)
    days: dict[object, Copy] = {}
    weeks: dict[object, Copy] = {}
    for copy in found:
        days.setdefault(copy.saved.date(), copy)
        weeks.setdefault(copy.saved.isocalendar()[:2], copy)
    stay = {*found[:SAVES], *list(days.values())[:DAYS], *list(weeks.values())[:WEEKS]}
    return [copy for copy in found if copy in stay]
