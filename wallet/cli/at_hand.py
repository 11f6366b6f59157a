"""``--library``: documents that the person put at hand, in folders."""

from __future__ import annotations

import stat
from collections.abc import Sequence

from wallet.cli.files import mode
from wallet.errors import Refused
from wallet.library import Context, Library


def library_with(folders: Sequence[str]) -> Library:
    """The bundled Library and every document below the folders."""
    library = Library.bundled()
    for folder in folders:
        if not stat.S_ISDIR(mode(folder)):
            raise Refused("library.no_folder", path=folder)
        from wallet.folders import gathered

        found = gathered(folder)
        library = library.plus(found.documents).with_contexts(Context(one.url, raw=one.raw) for one in found.contexts)
    return library
