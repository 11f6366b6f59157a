"""The verbs a learner has, used alike by the window and the command line.

A session looks at a vault through the vocabulary of credentials: items, holders, documents
at hand. It never changes a vault except in its verbs, each of which is durable when it
returns and tells every subscriber what changed. Without a vault it can only look.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Final

from wallet.assertion import complete
from wallet.crypto.keys import PrivateKey
from wallet.errors import Malformed, Refused, WalletError
from wallet.library import Document, Library, documents_from
from wallet.moving.backup import read_backup
from wallet.moving.written import universal_wallet
from wallet.report import Report
from wallet.seams import Tick, silent
from wallet.session.adding import Sorter, read_file
from wallet.session.changes import succeed, trace
from wallet.session.files import check_passphrase, default_vault, file_name, state_folder, write_new
from wallet.session.kept import (
    Added,
    Holder,
    Index,
    Item,
    Listed,
    Looked,
    Reading,
    all_listed,
    awarded,
    fetched,
    holder_record,
    issue_of,
    named,
    read_one,
    read_record,
    replaces,
    report_key,
    time_of,
)
from wallet.session.moved import sort_keys
from wallet.session.packs import Imported, Packs, judged, pack_record
from wallet.session.trash import Trashed, brought_back, expire, put_away, trashed
from wallet.sharing.reader import Part, read_parts
from wallet.vault import Change, Record, Token, Vault
from wallet.vault.opening import uncollected
from wallet.vault.place import new_file
from wallet.vault.recovery import new_code, write_code
from wallet.verify import verify
from wallet.vocab.typemeta import titled

__all__ = [
    "Added",
    "Holder",
    "Item",
    "Listed",
    "Looked",
    "Session",
    "Trashed",
    "check_passphrase",
    "default_vault",
    "state_folder",
]

MAX_NAME: Final = 200
MAX_READ: Final = 256
"""Credentials that are kept open after somebody asked for them."""


def _label(name: str, part: Part) -> str:
    """The name a file came with; of one in an archive with its own name behind, which is where an export takes it from."""
    return f"{name}/{part.name}"[-MAX_NAME:] if part.name else name[:MAX_NAME]


class Session:
    """An open vault with the documents at hand, for one person. ``vault`` None can look but not keep.

    ``lang`` chooses among the names that the description of a type gives it.
    """

    def __init__(self, vault: Vault | None, library: Library, clock: Callable[[], datetime], lang: str = "en") -> None:
        self.vault = vault
        self.lang = lang
        self._bundled = library
        self.clock = self._clock = clock
        self._working = threading.RLock()
        self._listeners: list[Callable[[Change], None]] = []
        self._read: dict[str, Reading] = {}
        self._reports: dict[tuple[str, bytes], Report] = {}
        self.packs = Packs()
        with uncollected():
            self._index = Index(vault.records if vault is not None else {})
        self._sorter = Sorter(self._index, clock, self._reading, self._report)
        self.library = self._with_documents()
        expire(self)

    def items(self) -> tuple[Item, ...]:
        """Every credential kept, the newest award first."""
        found = [self._item(record) for record in tuple(self._index.digests.values())]
        return tuple(sorted(found, key=lambda item: (awarded(item), item.added, item.id), reverse=True))

    def current(self) -> tuple[Item, ...]:
        """The same without history: an issue that ``issues`` names a later one of, worth no less, is left out."""
        return tuple(item for item in self.items() if not any(replaces(one, item) for one in self.issues(item)))

    def issues(self, item: Item) -> tuple[Item, ...]:
        """The other issues of the same credential that are kept, the newest first; none where it has no id."""
        record = self._index.digests.get(item.id)
        if record is None or not item.credential.id:
            return ()
        found = [self._item(one) for one in self._index.alike(*issue_of(record)) if one is not record]
        return tuple(sorted(found, key=lambda one: (awarded(one), one.id), reverse=True))

    def listed(self) -> tuple[Listed, ...]:
        """Every credential kept, the newest award first, from the facts alone: as quick at ten thousand as at ten."""
        return all_listed(tuple(self._index.digests.values()))

    @property
    def ids(self) -> Collection[str]:
        """The ids of every credential kept."""
        return self._index.digests.keys()

    def item(self, id_or_prefix: str) -> Item:
        """The credential whose id begins so; ``Refused`` with ``session.no_such_id`` or ``session.ambiguous_id``."""
        return self._item(named(id_or_prefix, self._index.digests))

    def look(self, data: bytes, name: str = "") -> tuple[Item, ...]:
        """Read a file and make it ready to verify, without keeping anything. Raises ``Malformed``, ``Unsupported``."""
        return tuple(item for looked in self.look_each(data, name) for item in looked.items)

    def look_each(self, data: bytes, name: str = "", password: str | None = None) -> tuple[Looked, ...]:
        """The same, file by file where it is an archive, with the reason for each part that cannot be read.

        Of another wallet's backup the last one is for its keys, if it has any; ``password`` opens a locked one.
        """
        backup = read_backup(data, password)
        seen: list[Looked] = []
        for part in backup.parts if backup is not None else read_parts(data):
            label = _label(name, part)
            if part.found is None:
                seen.append(Looked(label, part.raw, (), part.error))
                continue
            now, found = self._clock(), part.found
            items = (
                self._make_item(read_one(part.raw, found, credential), credential.digest, now, label, "")
                for credential in found.credentials
            )
            seen.append(Looked(label, part.raw, tuple(items)))
            seen += (Looked(label, b"", (), Malformed(code, **facts)) for _, code, facts in found.failed)
        if backup is not None and backup.keys:
            keys = tuple(dict.fromkeys(holder.key.did for holder in backup.keys))
            seen.append(Looked(name[:MAX_NAME], universal_wallet(backup.keys, ()), (), None, keys))
        return tuple(seen)

    def add(
        self, data: bytes, name: str = "", tick: Tick = silent, password: str | None = None, source: str = ""
    ) -> tuple[Added, ...]:
        """Keep every credential of a file, all in one step; durable when it returns.

        Of another wallet's backup (``password`` opens a locked one) the holder keys are kept too. A status list, DID
        document or description of a type becomes a document at hand; ``source`` is the address that whoever adds it
        fetched it from, without which it lists nobody's keys. What cannot be read is "failed" with its code, and
        nothing of it is stored; what reads and does not verify is the learner's to keep, with its verdict said.
        """
        vault = self.open_vault()
        label = name[:MAX_NAME]
        try:
            came = read_file(data, password)
        except WalletError as error:
            return (Added(label, 0, "", "failed", error.code, error.facts),)
        results: list[Added] = []
        records: list[Record] = []
        with self._working:
            if came.document:
                added, record = self._sorter.document(data, label, came.issued, source)
                if record is not None:
                    self._tell(vault.put(record))
                return (added,)
            known = set(self._index.digests)
            for done, part in enumerate(came.parts):
                if len(came.parts) > 1:
                    tick(done, len(came.parts))
                made, new = self._sorter.sort(part, _label(label, part), known, records, tick)
                first = len(results)
                results += (replace(added, index=first + added.index, entry=part.name) for added in made)
                records += new
            if came.backup is not None:
                made, new = sort_keys(came.backup, set(self._index.holders), label, len(results), self._clock())
                results += made
                records += new
            self._tell(vault.put(*records))
        return tuple(results) or (Added(label, 0, "", "failed", "add.nothing"),)

    def remove(self, ids: Iterable[str]) -> tuple[Record, ...]:
        """Put credentials in the trash, named by id or prefix; what comes back lets ``restore`` undo it."""
        vault = self.open_vault()
        with self._working:
            gone = tuple(vault.records[self.item(name).record] for name in dict.fromkeys(ids))
            self._tell(vault.put(*(put_away(record, self._clock()) for record in gone)))
        return gone

    def restore(self, records: Iterable[Record]) -> Change:
        """Put back what ``remove`` gave, except what has been added again since."""
        vault = self.open_vault()
        with self._working:
            wanted = [record for record in records if record.facts.get("digest") not in self._index.digests]
            change = vault.put(*(succeed(record, vault.records.get(record.id, record)) for record in wanted))
            self._tell(change)
        return change

    def trash(self) -> tuple[Trashed, ...]:
        """The credentials that were removed and can be brought back, the latest first."""
        found = map(trashed, tuple(self._index.trash.values()))
        return tuple(sorted(found, key=lambda one: (one.removed, one.id), reverse=True))

    def bring_back(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Take credentials out of the trash, named by id or prefix: as they were, all or none. Their ids."""
        with self._working:
            found = [named(name, self._index.trash) for name in dict.fromkeys(ids)]
            self._tell(self.open_vault().put(*map(brought_back, found)))
        return tuple(str(record.facts["digest"]) for record in found)

    def empty_trash(self) -> int:
        """Forget for good what is in the trash, all in one step; how many credentials that were."""
        vault = self.open_vault()
        with self._working:
            gone = tuple(self._index.trash.values())
            self._tell(vault.put(*(trace(record, self._clock()) for record in gone)))
        return len(gone)

    def verify(self, ids: Iterable[str] | None = None, tick: Tick = silent) -> None:
        """Ask every question again, of some credentials or of all."""
        items = self.items() if ids is None else tuple(self.item(name) for name in ids)
        for done, item in enumerate(items):
            tick(done, len(items))
            self._report(self._reading(self.open_vault().records[item.record]), anew=True)
        tick(len(items), len(items))

    def doubt(self) -> None:
        """Ask every question again, of each credential when somebody wants to know."""
        self._reports.clear()

    def export(self, ids: Iterable[str], folder: Path) -> tuple[Path, ...]:
        """Write the originals, byte for byte, under names that are free; the paths in the order of ``ids``."""
        vault = self.open_vault()
        items = [self.item(name) for name in dict.fromkeys(ids)]
        folder.mkdir(parents=True, exist_ok=True)
        return tuple(
            write_new(folder, file_name(item.name, item.credential.container, item.id), vault.records[item.record].body)
            for item in items
        )

    def export_all(self, folder: Path) -> tuple[Path, ...]:
        """Write everything a learner owns, with an index; see ``wallet.session.whole``. The index comes last."""
        from wallet.session.whole import export_all

        return export_all(self.open_vault(), folder)

    def holders(self) -> tuple[Holder, ...]:
        """The holder keys in the vault, the oldest first."""
        found = [
            Holder(str(record.facts["did"]), time_of(record, "created"), str(record.facts.get("name", "")))
            for record in tuple(self._index.holders.values())
        ]
        return tuple(sorted(found, key=lambda holder: (holder.created, holder.id)))

    def new_holder(self, name: str = "", known: PrivateKey | None = None) -> Holder:
        """Make a key pair in the vault, or keep a known one. The private half never leaves it by these verbs."""
        key, now = known or PrivateKey.generate(), self._clock()
        with self._working:
            self._tell(self.open_vault().put(holder_record(key, name[:MAX_NAME], now)))
        return Holder(key.did, now, name[:MAX_NAME])

    def holder_key(self, id: str = "") -> PrivateKey:  # noqa: A002  (the word of the interface)
        """The key of a ``did:key``, or of the oldest holder; ``Refused("session.no_holder")`` without one."""
        wanted = id or next((holder.id for holder in self.holders()), "")
        record = self._index.holders.get(wanted)
        if record is None:
            raise Refused("session.no_holder", id=wanted[:200])
        return PrivateKey.from_seed(record.body)

    def new_kit(self, page: Path | None = None, made: bytes | None = None) -> str:
        """Make a recovery kit in the place of an earlier one; its code, to be shown once. ``page`` is a PDF to write.

        The page is written before the vault changes: a disk that is full costs nobody the old kit. ``made`` is a code
        of ``new_code`` that somebody has seen already, and now keeps.
        """
        vault, made = self.open_vault(), made or new_code()
        code = write_code(made)
        if page is not None:
            from wallet.session.sheet import kit_page

            content = kit_page(code, vault.id, self._clock())
            with new_file(page.absolute()) as place:
                place.write_bytes(content)
        vault.set_door(Token("recovery", made))
        return code

    def import_pack(self, data: bytes, trust: str = "") -> Imported:
        """Keep a fair pack in place of the version known so far; ``trust`` is its maker's fingerprint, needed once.

        Durable when it returns. Raises ``Malformed``, ``BadSignature`` and ``Refused``, and then nothing has changed.
        """
        vault = self.open_vault()
        with self._working:
            imported, record = judged(data, trust, self._index.packs, self._clock())
            self._tell(vault.put(record))
        return imported

    def forget_pack(self, fingerprint: str) -> Record:
        """Forget a pack, its documents and how high it had come. Raises ``Refused("pack.unknown")``."""
        vault = self.open_vault()
        with self._working:
            record = pack_record(fingerprint, self._index.packs)
            self._tell(vault.put(trace(record, self._clock())))
        return record

    def subscribe(self, listener: Callable[[Change], None]) -> Callable[[], None]:
        """Hear of every change, on the thread that made it. The value ends the subscription."""
        self._listeners.append(listener)

        def unsubscribe() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return unsubscribe

    def write(self, act: Callable[[Vault], Change]) -> Change:
        """One change by a verb of another module; nobody writes in between."""
        with self._working:
            change = act(self.open_vault())
            self._tell(change)
        return change

    def open_vault(self) -> Vault:
        """The vault; ``Refused`` ("session.no_vault") without one."""
        if self.vault is None:
            raise Refused("session.no_vault")
        return self.vault

    def _reading(self, record: Record) -> Reading:
        read = self._read.get(record.id)
        if read is None:
            for name in list(self._read)[: max(0, len(self._read) + 1 - MAX_READ)]:
                self._read.pop(name, None)
            read = self._read[record.id] = read_record(record)
        return read

    def _item(self, record: Record) -> Item:
        read = self._reading(record)
        digest, name = str(record.facts["digest"]), str(record.facts.get("name", ""))
        return self._make_item(read, digest, time_of(record, "added"), name, record.id)

    def _make_item(self, read: Reading, digest: str, added: datetime, name: str, record: str) -> Item:
        credential = titled(complete(read.credential, self.library), self.library, self.lang)
        return Item(digest, credential, added, name, read.picture, record, lambda: self._report(read))

    def _report(self, read: Reading, anew: bool = False) -> Report:
        """The report, from memory where nothing that it rests on has changed."""
        key = report_key(read)
        report = self._reports.get(key)
        if report is None or anew:
            shown = read.found.presentation
            report = verify(read.credential, self.library, self._clock(), presentation=shown, keeping=True)
            self._reports[key] = report
        return report

    def _with_documents(self) -> Library:
        """The bundled library and the documents kept. Of two lists with one address the one issued later counts."""
        records = sorted(
            self._index.documents.values(),
            key=lambda record: (str(record.facts.get("issued", "")), str(record.facts.get("added", ""))),
        )
        documents: list[Document] = []
        for record in records:
            source = str(record.facts.get("source", ""))
            documents += documents_from(record.body, fetched(record), source, stray=not source)
        return self.packs.into(self._bundled.plus(documents), self._index.packs, self._clock())

    def _tell(self, change: Change) -> None:
        """Forget what the change made stale, then tell every subscriber."""
        if self.vault is not None:
            before = (dict(self._index.documents), tuple(self._index.packs.values()))
            self._index.follow(change, self.vault.records)
            if (self._index.documents, tuple(self._index.packs.values())) != before:
                self.library = self._with_documents()
                self._reports.clear()
        touched = (*change.added, *change.changed, *change.removed)
        for name in touched:
            self._read.pop(name, None)
        if touched:
            for listener in tuple(self._listeners):
                listener(change)
