"""``--library``: documents that the person put at hand, in folders."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from wallet.encoding import load_json
from wallet.errors import Malformed, Refused
from wallet.library import Context, Document, Library, documents_from

MAX_LIBRARY_FILES = 20_000


def library_with(folders: Sequence[str]) -> Library:
    """The bundled Library and every document below the folders.

    A file is found by the address it states; ``index.json`` ({address: path}) gives the addresses
    of files known to come from there, contexts among them. A path out of the folder is refused.
    """
    library = Library.bundled()
    if not folders:
        return library
    from wallet.seals import list_from

    for folder in folders:
        root = Path(folder)
        if not root.is_dir():
            raise Refused("library.no_folder", path=folder)
        index = _index(root)
        documents: list[Document] = []
        contexts: list[Context] = []
        for path in _files(root):
            raw = path.read_bytes()
            documents += (*documents_from(raw), *list_from(raw))
            for url in index.get(path, ()):
                if _is_context(raw):
                    contexts.append(Context(url, raw=raw))
                documents += documents_from(raw, url=url) or (Document(url, raw, None, True),)
        library = library.plus(documents).with_contexts(contexts)
    return library


def _files(root: Path) -> Iterator[Path]:
    from wallet.library import MAX_DOCUMENT

    for count, path in enumerate(sorted(root.rglob("*"))):
        if count >= MAX_LIBRARY_FILES:
            raise Refused("library.too_many", limit=MAX_LIBRARY_FILES)
        if path.is_file() and not path.is_symlink() and path.stat().st_size <= MAX_DOCUMENT:
            yield path


def _index(root: Path) -> dict[Path, list[str]]:
    path = root / "index.json"
    if not path.is_file():
        return {}
    rows = load_json(path.read_bytes())
    if not isinstance(rows, dict):
        raise Malformed("library.index", path=str(path))
    found: dict[Path, list[str]] = {}
    for url, name in rows.items():
        target = (root / str(name)).resolve()
        if not target.is_relative_to(root.resolve()):
            raise Refused("library.outside", path=str(name))
        found.setdefault(root / target.relative_to(root.resolve()), []).append(url)
    return found


def _is_context(raw: bytes) -> bool:
    """A JSON-LD context document: an ``@context``, and no data beside it."""
    try:
        value = load_json(raw)
    except Malformed:
        return False
    return isinstance(value, dict) and "@context" in value and not {"id", "type", "@id", "@type"} & value.keys()
