"""Making a fair pack: what can go into it and what cannot, the maker's key, the file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from wallet import formats
from wallet.errors import Malformed, Refused, VaultError, WalletError
from wallet.folders import gathered
from wallet.library import Document, Library, is_statement
from wallet.packs import CONTEXT, Pack, read, read_roots
from wallet.packs.making import Signer, make, new_signers, read_signer, unfit
from wallet.registries import directory
from wallet.seams import Tick, silent
from wallet.session.at_hand import chosen
from wallet.session.documents import is_list, speaks_for_keys, speaks_of_others
from wallet.session.files import write_once
from wallet.vault.place import new_file

if TYPE_CHECKING:
    from wallet.session import Session

KEY_LIFE: Final = timedelta(days=3 * 365)
"""How long a root is good for that nobody said more about."""
MAX_KEY: Final = 1024 * 1024


class Offer(NamedTuple):
    """A document that may go into a pack. ``kind`` is "keys", "status", "registry", "context" or "other"."""

    document: Document
    kind: str


class Offered(NamedTuple):
    """What may go into a pack, by address; and what cannot whenever it ends, by name, with the reason."""

    items: tuple[Offer, ...]
    left: tuple[tuple[str, WalletError], ...]


class Maker(NamedTuple):
    """What people may know of a key file. ``threshold`` is how many such files must sign."""

    path: Path
    key: str
    fingerprint: str
    threshold: int
    until: datetime


def in_folder(folder: Path, now: datetime, tick: Tick = silent) -> Offered:
    """The documents below a folder. Raises ``Refused`` and ``Malformed`` of the folder as a whole."""
    found = gathered(folder, tick)
    return _offered(found.documents, found.contexts, found.left, now, tick)


def at_hand(session: Session, tick: Tick = silent) -> Offered:
    """The documents that a session checks with, each as old as it is there and current no longer."""
    now = session.clock()
    packs = [one.pack for one in chosen(session) if one.pack is not None]
    contexts = [
        Document(item.url, pack.contents[item.sha256], item.fetched, True, pack.until)
        for pack in packs
        for item in pack.items
        if item.media == CONTEXT and item.fetched is not None
    ]
    return _offered(session.library.documents.values(), contexts, (), now, tick)


def _offered(
    documents: Iterable[Document],
    contexts: Iterable[Document],
    left: Iterable[tuple[str, WalletError]],
    now: datetime,
    tick: Tick,
) -> Offered:
    known = Library().plus(contexts).documents
    every = {**Library().plus(documents).documents, **known}
    lists = {one.url for one in directory(Library(every)).registries}
    items: list[Offer] = []
    others = list(left)
    for done, (url, document) in enumerate(sorted(every.items())):
        tick(done, len(every))
        kind = "context" if url in known else "registry" if url in lists else kind_of(document)
        error = unfit(document, now, now) or (Refused("pack.item_personal", url=url) if kind == "award" else None)
        if error is None:
            items.append(Offer(document, kind))
        else:
            others.append((url, error))
    return Offered(tuple(items), tuple(others))


def kind_of(document: Document) -> str:
    """What a document is, by what it says; "award" of a credential that is about somebody."""
    raw = document.raw
    if document.url.startswith("ni:") or is_statement(raw):
        return "registry"
    if speaks_for_keys(raw):
        return "keys"
    if speaks_of_others(raw):
        return "status" if b'"vct"' not in raw else "other"
    try:
        return "status" if is_list(formats.read(raw)) else "award"
    except WalletError:
        return "other"


def version_at(now: datetime) -> int:
    """The number of a pack that is made then: the moment, to the second."""
    return int(now.astimezone(UTC).strftime("%Y%m%d%H%M%S"))


def write_key(path: Path, signer: Signer) -> None:
    """A key file for its owner's eyes only; nothing is overwritten."""
    try:
        write_once(path, signer.write())
    except FileExistsError as error:
        raise VaultError("vault.exists", path=str(path)) from error
    except OSError as error:
        raise VaultError("file.unwritable", file=path.name) from error


def new_key(path: Path, now: datetime) -> Maker:
    """A new key under a root of its own, in a new file."""
    (signer,) = new_signers(1, 1, now + KEY_LIFE)
    write_key(path, signer)
    return _maker(path, signer)


def maker_of(path: Path) -> Maker:
    """What people may know of a key file; nothing of it is kept but that. Raises ``Malformed``."""
    return _maker(path, _read_key(path))


def _maker(path: Path, signer: Signer) -> Maker:
    root = read_roots(list(signer.roots))[-1]
    return Maker(path, signer.key.multikey, root.digest, root.threshold, root.expires)


def _read_key(path: Path) -> Signer:
    """A key file. Whatever is wrong with it, the error has none of its content."""
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_KEY + 1)
    except OSError:
        raise Malformed("file.unreadable", file=path.name) from None
    try:
        return read_signer(raw)
    except WalletError:
        raise Malformed("pack.key_file") from None


def write_pack(
    path: Path,
    name: str,
    expires: datetime,
    offers: Sequence[Offer],
    keys: Sequence[Path],
    now: datetime,
    tick: Tick = silent,
) -> tuple[bytes, Pack]:
    """Sign and write a new file, whole or not at all; nothing is overwritten, and cancelling leaves nothing."""
    tick(0, 3)
    signers = [_read_key(one) for one in keys]
    documents = [one.document for one in offers if one.kind != "context"]
    contexts = [one.document for one in offers if one.kind == "context"]
    tick(1, 3)
    raw, _ = make(name, version_at(now), now, expires, documents, contexts, signers)
    tick(2, 3)
    try:
        with new_file(path) as place:
            place.write_bytes(raw)
            with suppress(OSError):  # A pack is for everybody; some disks have no such thing.
                place.chmod(0o644)
    except OSError as error:
        raise VaultError("file.unwritable", file=path.name) from error
    return raw, read(raw, now)
