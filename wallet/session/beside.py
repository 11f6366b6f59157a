"""What a sync service leaves beside a vault: copies of it that were changed elsewhere, empty files, error texts.

Found by their names and by their first bytes; nothing is opened with a secret here, and nothing is changed.
"""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Final, NamedTuple

from wallet.errors import WalletError
from wallet.session.copies import copy_path, saved_at
from wallet.vault import Vault
from wallet.vault.place import make_folder

_NAMES: Final = re.compile(
    r"conflicted copy|\.sync-conflict-|のコピー|- コピー|競合コピー|競合するコピー|[ -]copy\b|- Copy| \(\d{1,3}\)\Z",
    re.IGNORECASE,
)
"""What Dropbox, Nextcloud, Syncthing, iCloud, OneDrive, Google Drive and file managers put into a name."""
MAX_FILES: Final = 5_000
MAX_FOUND: Final = 20


class Beside(NamedTuple):
    """A file beside a vault that has its name but for a mark. ``code`` is "" for a copy of it, else what it is."""

    path: Path
    saved: datetime
    code: str


def beside(vault: Path, id: str) -> tuple[Beside, ...]:  # noqa: A002  (a vault's own word)
    """The files beside a vault that a sync service may have made of it, the newest first."""
    found: list[Beside] = []
    with suppress(OSError):
        for number, path in enumerate(vault.parent.iterdir()):
            if number >= MAX_FILES or len(found) >= MAX_FOUND:
                break
            code = _code(path, id) if is_conflict(path.name, vault.name) and path.is_file() else None
            if code is not None:
                found.append(Beside(path, saved_at(path), code))
    return tuple(sorted(found, key=lambda one: (one.saved, one.path.name), reverse=True))


def is_conflict(name: str, vault: str) -> bool:
    """Is this the name of a copy that a sync service or a file manager makes of a vault's file?"""
    stem, suffix = Path(vault).stem, Path(vault).suffix
    if not name.startswith(stem) or name == vault or name.endswith(("-wal", "-shm", "-journal")):
        return False
    return bool(_NAMES.search(name[len(stem) :].removesuffix(suffix)))


def _code(path: Path, id: str) -> str | None:  # noqa: A002
    """What a file is; None of another vault, which is nobody's conflict."""
    try:
        other, _ = Vault.peek(path)
    except WalletError as error:
        return error.code
    return "" if other == id else None


def put_with_copies(vault: Vault, other: Vault) -> Path:
    """A copy that was brought into the vault goes to the vault's copies, so that nothing of it is lost. Both are open."""
    target = copy_path(vault.path, saved_at(other.path), other)
    if not target.exists():
        make_folder(target.parent)
        other.copy_to(target)
    return target
