"""A new file for the owner alone, whole or not there: made under another name, then placed."""

from __future__ import annotations

import os
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from wallet.errors import VaultError


@contextmanager
def new_file(path: Path) -> Iterator[Path]:
    """A hidden, empty file (0600) to be filled; it gets its name when the block ends well, and overwrites nothing."""
    make_folder(path.parent)
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(6)}.new")
    try:
        os.close(os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        yield temporary
        _place(temporary, path)
    finally:
        with suppress(FileNotFoundError):
            temporary.unlink()


def make_folder(folder: Path) -> None:
    """Make what is missing of the path, for the owner only. Folders that exist are left as they are."""
    for missing in reversed([step for step in (folder, *folder.parents) if not step.exists()]):
        missing.mkdir(mode=0o700, exist_ok=True)


def _place(temporary: Path, path: Path) -> None:
    """Give the finished file its name, durably; an existing file wins."""
    try:
        try:
            os.link(temporary, path)
        except FileExistsError:
            raise
        except OSError:
            # No hard links here (FAT, some cloud folders). On Windows a rename refuses to
            # overwrite; elsewhere the look before it leaves a gap of microseconds.
            if os.path.lexists(path):
                raise FileExistsError(path) from None
            temporary.rename(path)
    except FileExistsError as error:
        raise VaultError("vault.exists") from error
    if sys.platform != "win32":
        sync(path.parent)


def sync(path: Path) -> None:
    """Wait until a file or a folder is on the disk."""
    handle = os.open(path, os.O_RDWR if path.is_file() else os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
