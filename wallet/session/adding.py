"""What becomes of a file that is added: every credential in it is sorted, and records are made of what is new."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Literal, NamedTuple

from wallet.encoding import write_time
from wallet.library import documents_from
from wallet.model import Credential, Json
from wallet.moving.backup import Backup, read_backup
from wallet.report import Report
from wallet.seams import Tick
from wallet.session.changes import succeed
from wallet.session.documents import address_of, is_list, issued_in, speaks_for_keys, speaks_of_others
from wallet.session.kept import (
    Added,
    Index,
    Reading,
    body_of,
    content_of,
    facts_of,
    issue_of,
    read_one,
    same_name,
)
from wallet.sharing.reader import Part, read_parts
from wallet.vault import Kind, Record


class Came(NamedTuple):
    """A file that was read: its parts with the backup they are out of, or a document at hand, ``issued`` then."""

    backup: Backup | None
    parts: tuple[Part, ...]
    document: bool = False
    issued: datetime | None = None


def read_file(data: bytes, password: str | None) -> Came:
    """What a file holds; raises what the readers raise."""
    backup = read_backup(data, password)
    if backup is not None:
        return Came(backup, tuple(backup.parts))
    if speaks_for_keys(data) or speaks_of_others(data):
        return Came(None, (), True, issued_in(data))
    parts = read_parts(data)
    found = parts[0].found
    if found is not None and not parts[0].name and is_list(found):
        return Came(None, (), True, found.credentials[0].valid_from)
    return Came(None, tuple(parts))


class Sorter:
    """Compares what comes with what is kept. It changes nothing but its memory of contents."""

    def __init__(
        self,
        index: Index,
        clock: Callable[[], datetime],
        reading: Callable[[Record], Reading],
        report: Callable[[Reading], Report],
    ) -> None:
        self._index, self._clock, self._reading, self._report = index, clock, reading, report
        self._contents: dict[str, str] = {}

    def sort(
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
            record = Record.new(Kind.CREDENTIAL, body_of(data, found, credential), facts)
            away = self._index.trash.get(digest)
            records.append(record if away is None else succeed(record, away))
        tick(len(found.credentials), len(found.credentials))
        return sorted(results, key=lambda added: added.index), records

    def document(self, data: bytes, name: str, issued: datetime | None, source: str) -> tuple[Added, Record | None]:
        """A status list or another document at hand, under the address that it states; the record if it is new, or
        if it was said only now where it comes from."""
        digest = hashlib.sha256(data).hexdigest()
        found = documents_from(data, None, source)
        if not found:
            return Added(name, 0, "", "failed", "document.no_address"), None
        known = self._index.documents.get(digest)
        if known is not None and source in ("", known.facts.get("source")):
            return Added(name, 0, digest, "duplicate", "document.duplicate"), None
        facts: Json = {"added": write_time(self._clock()), "name": name, "digest": digest}
        if issued is not None:
            facts["issued"] = write_time(issued)
        if source:
            facts["source"] = source
        record = Record.new(Kind.DOCUMENT, data, facts)
        address = address_of(data)
        code = "document.unfetched" if address and not source else "document.added"
        added = Added(name, 0, digest, "added", code, {"url": address or found[0].url})
        return added, record if known is None else succeed(record, known)

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
