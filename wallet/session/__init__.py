"""The verbs a learner has, used alike by the window and the command line.

A session looks at a vault through the vocabulary of credentials: items, holders, documents
at hand. It never changes a vault except in its verbs, each of which is durable when it
returns and tells every subscriber what changed. Without a vault it can only look.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Final, Literal

from wallet.assertion import complete
from wallet.crypto.keys import PrivateKey
from wallet.encoding import write_time
from wallet.errors import Malformed, Refused, WalletError
from wallet.library import Document, Library, documents_from
from wallet.model import Credential, Json
from wallet.moving.backup import read_backup
from wallet.moving.written import universal_wallet
from wallet.report import Report
from wallet.seams import Tick, silent
from wallet.session.files import check_passphrase, default_vault, file_name, state_folder, write_new
from wallet.session.kept import (
    Added,
    Holder,
    Index,
    Item,
    Listed,
    Looked,
    Reading,
    awarded,
    body_of,
    content_of,
    facts_of,
    fetched,
    holder_record,
    is_list,
    issue_of,
    issued_in,
    listed,
    read_one,
    read_record,
    replaces,
    report_key,
    same_name,
    speaks_for_keys,
    speaks_of_others,
    time_of,
)
from wallet.session.moved import sort_keys
from wallet.session.packs import Imported, Packs, judged, pack_record
from wallet.sharing.reader import Part, read_parts
from wallet.vault import Change, Kind, Record, Token, Vault
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
    "check_passphrase",
    "default_vault",
    "state_folder",
]

MIN_PREFIX: Final = 4
"""Hex digits of an id that are enough to name a credential, where only one begins so."""
MAX_NAME: Final = 200


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
        self._contents: dict[str, str] = {}
        self._packs = Packs()
        self._index = Index(vault.records if vault is not None else {})
        self.library = self._with_documents()

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
        found = [listed(record) for record in tuple(self._index.digests.values())]
        return tuple(sorted(found, key=lambda one: (one.awarded, one.added, one.id), reverse=True))

    def item(self, id_or_prefix: str) -> Item:
        """The credential whose id begins so; ``Refused`` with ``session.no_such_id`` or ``session.ambiguous_id``."""
        wanted = id_or_prefix.lower().removeprefix("sha256:")
        kept = self._index.digests
        found = [digest for digest in tuple(kept) if digest.startswith(wanted)] if len(wanted) >= MIN_PREFIX else []
        if not found:
            raise Refused("session.no_such_id", id=id_or_prefix[:80])
        if len(found) > 1:
            raise Refused("session.ambiguous_id", id=id_or_prefix[:80], count=len(found))
        return self._item(kept[found[0]])

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

    def add(self, data: bytes, name: str = "", tick: Tick = silent, password: str | None = None) -> tuple[Added, ...]:
        """Keep every credential of a file, all in one step; durable when it returns.

        Of another wallet's backup (``password`` opens a locked one) the holder keys are kept too.

        A status list, DID document or description of a type is kept as a document at hand. What cannot be read is
        "failed" with its code, and nothing of it is stored; a credential that reads but does
        not verify is the learner's to keep, with its verdict said.
        """
        vault = self._vault()
        label = name[:MAX_NAME]
        try:
            backup = read_backup(data, password)
            document = backup is None and (speaks_for_keys(data) or speaks_of_others(data))
            parts = backup.parts if backup is not None else () if document else read_parts(data)
        except WalletError as error:
            return (Added(label, 0, "", "failed", error.code, error.facts),)
        if document:
            return (self._add_document(data, label, issued_in(data)),)
        if backup is None and parts[0].found is not None and not parts[0].name and is_list(parts[0].found):
            return (self._add_document(data, label, parts[0].found.credentials[0].valid_from),)
        results: list[Added] = []
        records: list[Record] = []
        with self._working:
            known = set(self._index.digests)
            for done, part in enumerate(parts):
                if len(parts) > 1:
                    tick(done, len(parts))
                made, new = self._sort(part, _label(label, part), known, records, tick)
                first = len(results)
                results += (replace(added, index=first + added.index, entry=part.name) for added in made)
                records += new
            if backup is not None:
                made, new = sort_keys(backup, set(self._index.holders), label, len(results), self._clock())
                results += made
                records += new
            self._tell(vault.put(*records))
        return tuple(results) or (Added(label, 0, "", "failed", "add.nothing"),)

    def remove(self, ids: Iterable[str]) -> tuple[Record, ...]:
        """Forget credentials, named by id or prefix; what comes back lets ``restore`` undo it."""
        vault = self._vault()
        with self._working:
            gone = tuple(vault.records[self.item(name).record] for name in dict.fromkeys(ids))
            self._tell(vault.remove(*(record.id for record in gone)))
        return gone

    def restore(self, records: Iterable[Record]) -> Change:
        """Put back what ``remove`` gave, except what has been added again since."""
        with self._working:
            known = self._index.digests
            change = self._vault().put(*(record for record in records if record.facts.get("digest") not in known))
            self._tell(change)
        return change

    def verify(self, ids: Iterable[str] | None = None, tick: Tick = silent) -> None:
        """Ask every question again, of some credentials or of all."""
        items = self.items() if ids is None else tuple(self.item(name) for name in ids)
        for done, item in enumerate(items):
            tick(done, len(items))
            read = self._read.get(item.record)
            if read is not None:
                self._reports.pop(report_key(read), None)
                self._report(read)
        tick(len(items), len(items))

    def export(self, ids: Iterable[str], folder: Path) -> tuple[Path, ...]:
        """Write the originals, byte for byte, under names that are free; the paths in the order of ``ids``."""
        vault = self._vault()
        items = [self.item(name) for name in dict.fromkeys(ids)]
        folder.mkdir(parents=True, exist_ok=True)
        return tuple(
            write_new(folder, file_name(item.name, item.credential.container, item.id), vault.records[item.record].body)
            for item in items
        )

    def export_all(self, folder: Path) -> tuple[Path, ...]:
        """Write everything a learner owns, with an index; see ``wallet.session.whole``. The index comes last."""
        from wallet.session.whole import export_all

        return export_all(self._vault(), folder)

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
            self._tell(self._vault().put(holder_record(key, name[:MAX_NAME], now)))
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
        vault, made = self._vault(), made or new_code()
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
        vault = self._vault()
        with self._working:
            imported, record = judged(data, trust, self._index.packs, self._clock())
            self._tell(vault.put(record))
        return imported

    def forget_pack(self, fingerprint: str) -> Record:
        """Forget a pack, its documents and how high it had come. Raises ``Refused("pack.unknown")``."""
        vault = self._vault()
        with self._working:
            record = pack_record(fingerprint, self._index.packs)
            self._tell(vault.remove(record.id))
        return record

    def subscribe(self, listener: Callable[[Change], None]) -> Callable[[], None]:
        """Hear of every change, on the thread that made it. The value ends the subscription."""
        self._listeners.append(listener)

        def unsubscribe() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return unsubscribe

    def _vault(self) -> Vault:
        if self.vault is None:
            raise Refused("session.no_vault")
        return self.vault

    def _reading(self, record: Record) -> Reading:
        read = self._read.get(record.id)
        if read is None:
            read = self._read[record.id] = read_record(record)
        return read

    def _item(self, record: Record) -> Item:
        read = self._reading(record)
        digest, name = str(record.facts["digest"]), str(record.facts.get("name", ""))
        return self._make_item(read, digest, time_of(record, "added"), name, record.id)

    def _make_item(self, read: Reading, digest: str, added: datetime, name: str, record: str) -> Item:
        credential = titled(complete(read.credential, self.library), self.library, self.lang)
        return Item(digest, credential, added, name, read.picture, record, lambda: self._report(read))

    def _report(self, read: Reading) -> Report:
        """The report, from memory where nothing that it rests on has changed."""
        key = report_key(read)
        report = self._reports.get(key)
        if report is None:
            shown = read.found.presentation
            report = verify(read.credential, self.library, self._clock(), presentation=shown, keeping=True)
            self._reports[key] = report
        return report

    def _sort(
        self, part: Part, name: str, known: set[str], coming: list[Record], tick: Tick
    ) -> tuple[list[Added], list[Record]]:
        """Say of each credential of a file what becomes of it, and make the records that are not ``known``.

        ``coming`` are the records that the same step has made of other parts.
        """
        found, data = part.found, part.raw
        if found is None:
            assert part.error is not None
            return [Added(name, 0, "", "failed", part.error.code, part.error.facts)], []
        results = [Added(name, index, "", "failed", code, facts) for index, code, facts in found.failed]
        taken = {added.index for added in results}
        free = (index for index in range(len(found.credentials) + len(taken)) if index not in taken)
        records: list[Record] = []
        for done, (index, credential) in enumerate(zip(free, found.credentials, strict=True)):
            tick(done, len(found.credentials))
            digest = credential.digest
            verdict = self._report(read_one(data, found, credential)).verdict()
            same = digest if digest in known else self._same(credential)
            if same:
                results.append(Added(name, index, same, "duplicate", "add.duplicate", {}, verdict))
                continue
            known.add(digest)
            outcome, code = self._compare(credential, (*coming, *records))
            results.append(Added(name, index, digest, outcome, code, {}, verdict))
            facts = facts_of(credential, found.container, name, self._clock())
            records.append(Record.new(Kind.CREDENTIAL, body_of(data, found, credential), facts))
        tick(len(found.credentials), len(found.credentials))
        return sorted(results, key=lambda added: added.index), records

    def _same(self, credential: Credential) -> str:
        """The digest of a credential kept that says the same in another layout, or ""."""
        wanted = content_of(credential)
        for record in self._index.alike(credential.issuer.id, credential.id):
            digest = str(record.facts["digest"])
            if digest not in self._contents:
                self._contents[digest] = content_of(self._reading(record).credential)
            if self._contents[digest] == wanted:
                return digest
        return ""

    def _compare(self, credential: Credential, coming: Iterable[Record]) -> tuple[Literal["added", "newer"], str]:
        """Is there another issue of the same credential? Both are kept; the later one is named."""
        others = self._index.issued(credential.issuer.id, credential.id) if credential.id else ()
        mine = same_name(credential.issuer.id, credential.id)
        if credential.id:
            alike = (one.facts for one in coming if issue_of(one) == mine)
            others += tuple(str(facts["awarded"]) for facts in alike if facts["awarded"])
        if not others or credential.valid_from is None:
            return "added", "add.added"
        return ("newer", "add.newer") if write_time(credential.valid_from) > max(others) else ("added", "add.older")

    def _add_document(self, data: bytes, name: str, issued: datetime | None = None) -> Added:
        """Keep a status list or another document at hand, under the address that it states."""
        digest = hashlib.sha256(data).hexdigest()
        found = documents_from(data)
        if not found:
            return Added(name, 0, "", "failed", "document.no_address")
        facts: Json = {"added": write_time(self._clock()), "name": name, "digest": digest}
        if issued is not None:
            facts["issued"] = write_time(issued)
        with self._working:
            if digest in self._index.documents:
                return Added(name, 0, digest, "duplicate", "document.duplicate")
            self._tell(self._vault().put(Record.new(Kind.DOCUMENT, data, facts)))
        return Added(name, 0, digest, "added", "document.added", {"url": found[0].url})

    def _with_documents(self) -> Library:
        """The bundled library and the documents kept. Of two lists with one address the one issued later counts."""
        records = sorted(
            self._index.documents.values(),
            key=lambda record: (str(record.facts.get("issued", "")), str(record.facts.get("added", ""))),
        )
        documents: list[Document] = []
        for record in records:
            documents += documents_from(record.body, fetched(record))
        return self._packs.into(self._bundled.plus(documents), self._index.packs, self._clock())

    def _tell(self, change: Change) -> None:
        """Forget what the change made stale, then tell every subscriber."""
        if self.vault is not None:
            before = (len(self._index.documents), tuple(self._index.packs.values()))
            self._index.follow(change, self.vault.records)
            if (len(self._index.documents), tuple(self._index.packs.values())) != before:
                self.library = self._with_documents()
                self._reports.clear()
        touched = (*change.added, *change.changed, *change.removed)
        for name in touched:
            self._read.pop(name, None)
        if touched:
            for listener in tuple(self._listeners):
                listener(change)
