"""Documents below a folder: found by the address they state, or by an index that says when each was fetched."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any, Final, NamedTuple

from wallet.encoding import load_json, parse_time
from wallet.errors import Malformed, Refused, WalletError
from wallet.library import MAX_DOCUMENT, Document, documents_from
from wallet.seals import list_from
from wallet.seams import Tick, silent

INDEX: Final = "index.json"
MAX_FILES: Final = 20_000
MAX_BYTES: Final = 512 * 1024 * 1024
"""Of all files together."""
_Index = dict[Path, list[tuple[str, datetime | None]]]


class Gathered(NamedTuple):
    """What lies below a folder. ``left`` names the files of which nothing came, and why."""

    documents: list[Document]
    contexts: list[Document]
    left: list[tuple[str, WalletError]]


def gathered(folder: str | Path, tick: Tick = silent) -> Gathered:
    """The documents below a folder, and the JSON-LD contexts.

    A file is found by the address it states; ``index.json`` ({address: path}, or {address: {"path",
    "fetched"}}) gives the addresses of files known to come from there, contexts among them. A path out
    of the folder is refused, links are not followed.
    """
    root = Path(folder)
    if not root.is_dir():
        raise Refused("library.no_folder", path=str(folder))
    index = _index(root)
    found = Gathered([], [], [])
    paths, size = _files(root, tick), 0
    for done, path in enumerate(paths):
        tick(done, len(paths))
        name = path.relative_to(root).as_posix()
        try:
            raw = _read(path, name)
        except WalletError as error:
            found.left.append((name, error))
            continue
        size += len(raw)
        if size > MAX_BYTES:
            raise Refused("library.too_large", limit=MAX_BYTES // 2**20)
        stated = [*documents_from(raw), *list_from(raw)]
        found.documents.extend(stated)
        rows = index.pop(path, [])
        for url, fetched in rows:
            if _is_context(raw):
                found.contexts.append(Document(url, raw, fetched, True))
            found.documents.extend(documents_from(raw, fetched, url) or (Document(url, raw, fetched, True),))
        if not rows and not stated:
            found.left.append((name, Malformed("library.no_address")))
    gone = (path.relative_to(root).as_posix() for path in index if not path.exists())
    found.left.extend((name, Malformed("file.missing", file=name)) for name in gone)
    return found


def _files(root: Path, tick: Tick) -> list[Path]:
    """Files and links by name, without the index."""
    found = []
    for count, path in enumerate(root.rglob("*")):
        tick(0, 0)
        if count >= MAX_FILES:
            raise Refused("library.too_many", limit=MAX_FILES)
        if (path.is_symlink() or path.is_file()) and path != root / INDEX:
            found.append(path)
    return sorted(found)


def _read(path: Path, name: str) -> bytes:
    if path.is_symlink():
        raise Refused("library.link")
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_DOCUMENT + 1)
    except OSError as error:
        raise Malformed("file.unreadable", file=name) from error
    if len(raw) > MAX_DOCUMENT:
        raise Malformed("malformed.too_large", limit=MAX_DOCUMENT)
    return raw


def _index(root: Path) -> _Index:
    path = root / INDEX
    if not path.is_file():
        return {}
    try:
        rows = load_json(_read(path, INDEX))
    except WalletError as error:
        raise Malformed("library.index", path=str(path)) from error
    if not isinstance(rows, dict):
        raise Malformed("library.index", path=str(path))
    found: _Index = {}
    for url, row in rows.items():
        name, fetched = _row(row, path)
        try:
            target = (root / name).resolve()
        except (OSError, ValueError) as error:
            raise Malformed("library.index", path=str(path)) from error
        if not target.is_relative_to(root.resolve()):
            raise Refused("library.outside", path=name)
        found.setdefault(root / target.relative_to(root.resolve()), []).append((url, fetched))
    return found


def _row(row: Any, index: Path) -> tuple[str, datetime | None]:
    """Where the file lies and, where the index says so, when it was fetched."""
    if not isinstance(row, dict):
        return str(row), None
    if not isinstance(row.get("path"), str):
        raise Malformed("library.index", path=str(index))
    return row["path"], parse_time(row["fetched"]) if "fetched" in row else None


def _is_context(raw: bytes) -> bool:
    """A JSON-LD context document: an ``@context``, and no data beside it."""
    try:
        value = load_json(raw)
    except Malformed:
        return False
    return isinstance(value, dict) and "@context" in value and not {"id", "type", "@id", "@type"} & value.keys()
