"""Try with samples: the bundled credentials, their documents and the key they name, added like any others."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from wallet import RESOURCES
from wallet.crypto.keys import PrivateKey
from wallet.encoding import load_json
from wallet.library import Document, documents_from
from wallet.model import Json
from wallet.seams import Tick, silent
from wallet.session import Session
from wallet.session.documents import address_of

FOLDER: Final = RESOURCES / "samples"


def manifest() -> Json:
    """``{"holder": seed in hex, "credentials": [{"file", "verdict"}]}``. The seed is public: good for samples only."""
    found: Json = load_json((FOLDER / "samples.json").read_bytes())
    return found


def paths() -> tuple[Path, ...]:
    """The sample credentials, in order."""
    return tuple(FOLDER / row["file"] for row in manifest()["credentials"])


def documents() -> tuple[Document, ...]:
    """The documents of the sample issuers: DID documents and a status list."""
    found = (path.read_bytes() for path in sorted((FOLDER / "library").iterdir()))
    return tuple(document for raw in found for document in documents_from(raw))


def holder() -> PrivateKey:
    """The key that the samples name as their holder's."""
    return PrivateKey.from_seed(bytes.fromhex(manifest()["holder"]))


def add_samples(session: Session, tick: Tick = silent) -> int:
    """Add everything that is not there yet; returns how many credentials were added."""
    key = holder()
    if all(one.id != key.did for one in session.holders()):
        session.new_holder("", key)
    for path in sorted((FOLDER / "library").iterdir()):
        data = path.read_bytes()
        session.add(data, path.name, source=address_of(data))
    count, found = 0, paths()
    for done, path in enumerate(found):
        tick(done, len(found))
        count += sum(added.outcome != "duplicate" for added in session.add(path.read_bytes(), path.name))
    tick(len(found), len(found))
    return count
