"""``--library``: documents that the person put at hand, in folders."""

from __future__ import annotations

from collections.abc import Sequence

from wallet.library import Context, Library


def library_with(folders: Sequence[str]) -> Library:
    """The bundled Library and every document below the folders."""
    library = Library.bundled()
    for folder in folders:
        from wallet.folders import gathered

        found = gathered(folder)
        library = library.plus(found.documents).with_contexts(Context(one.url, raw=one.raw) for one in found.contexts)
    return library
