"""What a name on the command line stands for: a file, standard input, or every file below a folder.

Nothing is left out in silence: what is below a folder and is not opened has an entry that says why, and hidden
files are counted. A link to a file is read; a link to a folder, a pipe, a socket or a device is not opened.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

from wallet.cli.world import World
from wallet.errors import Malformed, Refused, Unsupported, WalletError


class Entry(NamedTuple):
    """A file to be read, or the error for which it is not; without a name what is hidden."""

    name: str
    error: WalletError | None = None


_HIDDEN: Final = Entry("")


def entries(names: Iterable[str], world: World, limit: int | None = None) -> list[Entry]:
    """An entry for each name, and in place of a folder one for every file below it, in order.

    More than ``limit`` are ``Refused`` ("add.too_many").
    """
    found: list[Entry] = []
    hidden = 0
    for name in names:
        before = len(found)
        for entry in _below(name) if stat.S_ISDIR(mode(name)) else (Entry(name),):
            if entry is _HIDDEN:
                hidden += 1
                continue
            found.append(entry)
            if limit is not None and len(found) > limit:
                raise Refused("add.too_many", limit=limit)
        if len(found) == before:
            found.append(Entry(name, Malformed("file.none_below", file=name)))
    if hidden:
        world.note("file.hidden", count=hidden)
    return found


def mode(name: str) -> int:
    """What kind of file a name leads to, as ``stat`` has it; 0 where there is none and for standard input."""
    try:
        return Path(name).stat().st_mode if name not in ("", "-") else 0
    except (OSError, ValueError):
        return 0


def _below(folder: str) -> Iterator[Entry]:
    unread: list[Entry] = []
    walk = os.walk(folder, onerror=lambda error: unread.append(_unreadable(error)))
    for place, folders, files in walk:
        yield from (_HIDDEN for name in (*folders, *files) if name.startswith("."))
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        links = (name for name in folders if Path(place, name).is_symlink())
        for name in sorted((*links, *(name for name in files if not name.startswith(".")))):
            path = str(Path(place, name))
            yield _entry(path if path != "-" else "./-")
    yield from unread


def _unreadable(error: OSError) -> Entry:
    return Entry(str(error.filename), Malformed("file.unreadable", file=str(error.filename)))


def _entry(path: str) -> Entry:
    found = mode(path)
    if stat.S_ISDIR(found):
        return Entry(path, Unsupported("file.link_to_folder", file=path))
    if found and not stat.S_ISREG(found):
        return Entry(path, Unsupported("file.special", file=path))
    return Entry(path)
