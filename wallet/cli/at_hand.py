"""``--library``: documents that the person put at hand, in folders."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from wallet.encoding import load_json, parse_time
from wallet.errors import Malformed, Refused
from wallet.library import Context, Document, Library, documents_from

MAX_LIBRARY_FILES = 20_000


def library_with(folders: Sequence[str]) -> Library:
    """The bundled Library and every document below the folders."""
    library = Library.bundled()
    for folder in folders:
        documents, contexts = gathered(folder)
        library = library.plus(documents).with_contexts(Context(one.url, raw=one.raw) for one in contexts)
    return library


def gathered(folder: str) -> tuple[list[Document], list[Document]]:
    """The documents below a folder, and the JSON-LD contexts.

    A file is found by the address it states; ``index.json`` ({address: path}, or {address: {"path",
    "fetched"}}) gives the addresses of files known to come from there, contexts among them. A path out
    of the folder is refused.
    """
    from wallet.seals import list_from

    root = Path(folder)
    if not root.is_dir():
        raise Refused("library.no_folder", path=folder)
    index = _index(root)
    documents: list[Document] = []
    contexts: list[Document] = []
    for path in _files(root):
        raw = path.read_bytes()
        documents += (*documents_from(raw), *list_from(raw))
        for url, fetched in index.get(path, ()):
            if _is_context(raw):
                contexts.append(Document(url, raw, fetched, True))
            documents += documents_from(raw, fetched, url) or (Document(url, raw, fetched, True),)
    return documents, contexts


def _files(root: Path) -> Iterator[Path]:
    from wallet.library import MAX_DOCUMENT

    for count, path in enumerate(sorted(root.rglob("*"))):
        if count >= MAX_LIBRARY_FILES:
            raise Refused("library.too_many", limit=MAX_LIBRARY_FILES)
        if path.is_file() and not path.is_symlink() and path.stat().st_size <= MAX_DOCUMENT:
            yield path


def _index(root: Path) -> dict[Path, list[tuple[str, datetime | None]]]:
    path = root / "index.json"
    if not path.is_file():
        return {}
    rows = load_json(path.read_bytes())
    if not isinstance(rows, dict):
        raise Malformed("library.index", path=str(path))
    found: dict[Path, list[tuple[str, datetime | None]]] = {}
    for url, row in rows.items():
        name, fetched = _row(row, path)
        target = (root / name).resolve()
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
