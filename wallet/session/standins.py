"""What stands in for a vault that cannot be opened itself: one of its copies, or a picture of one that is in use."""

from __future__ import annotations

import shutil
import tempfile
import weakref
from contextlib import suppress
from pathlib import Path
from typing import Final

from wallet.errors import VaultBusy, VaultError
from wallet.seams import Tick, silent
from wallet.session.copies import Copy, copies_of
from wallet.vault import Secret, Vault
from wallet.vault.file import told
from wallet.vault.place import new_file, sync

_PICTURES: Final = 5
"""Tries to copy a file while another program writes it."""


def good_copies(vault: Path) -> tuple[Copy, ...]:
    """The copies whose beginning is sound, the newest first. Only a secret can show the rest."""
    found = []
    for copy in copies_of(vault):
        with suppress(VaultError):
            Vault.peek(copy.path)
            found.append(copy)
    return tuple(found)


def open_copy(path: Path, secret: Secret, tick: Tick = silent) -> Vault:
    """A copy, opened as it lies there and for reading only."""
    vault = Vault.unlock(path, secret, tick)
    vault.freeze(VaultError("vault.copy"))
    return vault


def open_picture(path: Path, secret: Secret, tick: Tick = silent) -> Vault:
    """A vault that another program has open, as it is now: a sealed copy for this time only, for reading only."""
    folder = Path(tempfile.mkdtemp(prefix="akashi-"))
    try:
        picture = _picture(path, folder, tick)
        vault = Vault.unlock(picture, secret, tick)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    vault.freeze(VaultBusy("vault.in_use"))
    weakref.finalize(vault, shutil.rmtree, folder, ignore_errors=True)
    return vault


def _picture(path: Path, folder: Path, tick: Tick) -> Path:
    """The file and its log as they are at one moment; what is torn nevertheless does not open."""
    for number in range(_PICTURES):
        tick(number, 0)
        before = _states(path)
        with told("vault.io"):
            for source in _files(path):
                shutil.copyfile(source, folder / source.name)
        if _states(path) == before:
            break
    return folder / path.name


def put_in_place(vault: Path, copy: Path) -> Path:
    """Put a copy in the place of a vault. What was there stays beside it, under the name that comes back.

    Between any two steps either the old file or the copy is in the place.
    """
    aside = _free(vault)
    with told("vault.io"):
        ready = aside.with_name(f".{aside.name}.new")
        _duplicate(copy, ready)
        for source in _files(vault):
            _duplicate(source, aside.with_name(source.name.replace(vault.name, aside.name, 1)))
        for source in _files(vault)[1:]:
            source.unlink()
        ready.replace(vault)
    return aside


def _duplicate(source: Path, target: Path) -> None:
    with new_file(target) as temporary:
        shutil.copyfile(source, temporary)
        sync(temporary)


def _files(vault: Path) -> list[Path]:
    """The file, and the log beside it where there is one."""
    return [path for path in (vault, vault.with_name(f"{vault.name}-wal")) if path.exists()]


def _states(vault: Path) -> list[tuple[int, int]]:
    return [(path.stat().st_mtime_ns, path.stat().st_size) for path in _files(vault)]


def _free(vault: Path) -> Path:
    number = 1
    while (path := vault.with_name(f"{vault.name}.before-{number}")).exists():
        number += 1
    return path
