"""What a session checks with when it is offline: documents kept, lists of issuers, packs; each with its dates."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from wallet.encoding import parse_time
from wallet.library import documents_from
from wallet.packs import Pack
from wallet.registries import Registry, directory
from wallet.session.kept import fetched
from wallet.session.packs import is_pack, seen_in
from wallet.vault import Kind, Record

if TYPE_CHECKING:
    from wallet.session import Session


class Paper(NamedTuple):
    """A document in the vault. ``dated`` is when it was fetched or issued, as far as is known; else when it was added."""

    name: str
    dated: datetime
    known: bool


class Chosen(NamedTuple):
    """A pack in the vault: its fingerprint, and its content where today's reader takes it."""

    fingerprint: str
    name: str
    version: int
    made: datetime
    pack: Pack | None


def papers(session: Session) -> tuple[Paper, ...]:
    """The documents that were added, the oldest first."""
    records = session.open_vault().records.values()
    found = [_paper(record) for record in records if record.kind is Kind.DOCUMENT]
    return tuple(sorted(found, key=lambda one: (one.dated, one.name)))


def _paper(record: Record) -> Paper:
    url = next((one.url for one in documents_from(record.body)), "")
    stated = record.facts.get("issued")
    dated = fetched(record) or (parse_time(stated) if stated else None)
    added = parse_time(record.facts["added"])
    return Paper(url or str(record.facts.get("name", "")), dated or added, dated is not None)


def lists(session: Session) -> tuple[Registry, ...]:
    """The lists of issuers at hand, the most authoritative first."""
    return directory(session.library).registries


def chosen(session: Session) -> tuple[Chosen, ...]:
    """The packs whose makers were chosen, by name."""
    found = []
    for record in session.open_vault().records.values():
        if is_pack(record):
            seen = seen_in(record)
            found.append(Chosen(seen.root_digest, seen.name, seen.version, seen.made, session.packs.pack(record)))
    return tuple(sorted(found, key=lambda one: (one.name, one.fingerprint)))
