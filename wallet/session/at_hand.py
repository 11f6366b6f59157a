"""What a session checks with when it is offline: documents kept, lists of issuers, packs; each with its dates."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from wallet import formats
from wallet.encoding import parse_time
from wallet.errors import WalletError
from wallet.library import Library, documents_from
from wallet.packs import Pack
from wallet.registries import Registry, directory
from wallet.report import FAIR_AGE
from wallet.session.documents import address_of, is_list, issued_in, speaks_of_others
from wallet.session.kept import fetched
from wallet.session.packs import is_pack, seen_in
from wallet.vault import Kind, Record

if TYPE_CHECKING:
    from wallet.session import Session


class Paper(NamedTuple):
    """A document in the vault. ``dated`` is when it was fetched or issued, as far as is known; else when it was added.

    ``unfetched`` is the address that a file with keys has to come from, where nobody has said that it does.
    """

    id: str
    name: str
    dated: datetime
    known: bool
    unfetched: str = ""


class Chosen(NamedTuple):
    """A pack in the vault: the fingerprints of its first root and its newest, and its content where today's reader
    takes it."""

    id: str
    fingerprint: str
    name: str
    version: int
    made: datetime
    pack: Pack | None


class News(NamedTuple):
    """How old what is at hand is: the oldest list of withdrawals and the oldest list of issuers, None where there is none
    or one has no date; how many there are; and since when something of a pack is out of date."""

    withdrawals: int
    withdrawn: datetime | None
    registries: int
    registered: datetime | None
    ended: datetime | None

    @property
    def dates(self) -> dict[str, datetime]:
        """What is known of them, by name."""
        known = {"withdrawals": self.withdrawn, "issuers": self.registered, "ended": self.ended}
        return {name: moment for name, moment in known.items() if moment is not None}

    def stale(self, at: datetime) -> bool:
        """Is there a list that is too old to be relied on where nobody can go online?"""
        old = self.withdrawals > 0 and (self.withdrawn is None or at - self.withdrawn > FAIR_AGE)
        return old or self.ended is not None


def news(library: Library, at: datetime) -> News:
    """How old the lists in a library are. Which of its documents are lists is worked out once for each library."""
    withdrawn = library.derived.get("withdrawals")
    if not isinstance(withdrawn, list):
        documents = {one.raw: one.as_of for one in library.documents.values()}
        withdrawn = [_listed(raw, as_of) for raw, as_of in documents.items() if _lists(raw)]
        library.derived["withdrawals"] = withdrawn
    asked = [one for one in directory(library).registries if one.issuers and not one.trouble and one.kind != "pinned"]
    dates = [one.as_of for one in asked]
    return News(len(withdrawn), _oldest(withdrawn), len(asked), _oldest(dates), library.ended(at))


def _oldest(dates: list[datetime | None]) -> datetime | None:
    known = [one for one in dates if one is not None]
    return min(known) if known and len(known) == len(dates) else None


def _lists(raw: bytes) -> bool:
    """Is this a list of withdrawals?"""
    if issued_in(raw) is not None:
        return True
    try:
        return (b"StatusList" in raw and is_list(formats.read(raw))) or (b"revokedCredential" in raw and speaks_of_others(raw))  # fmt: skip
    except WalletError:
        return False


def _listed(raw: bytes, as_of: datetime | None) -> datetime | None:
    """When a list was fetched, else when it says it was made."""
    try:
        return as_of or issued_in(raw) or formats.read(raw).credentials[0].valid_from
    except WalletError:
        return None


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
    wanted = address_of(record.body)
    unfetched = "" if record.facts.get("source") == wanted else wanted
    name = url or str(record.facts.get("name", ""))
    return Paper(str(record.facts["digest"]), name, dated or added, dated is not None, unfetched)


def vouch(session: Session, paper: Paper) -> None:
    """The person says that a file with keys was fetched from the address that it has to come from."""
    for record in session.open_vault().records.values():
        if record.kind is Kind.DOCUMENT and record.facts.get("digest") == paper.id:
            session.add(record.body, str(record.facts.get("name", "")), source=paper.unfetched)
            return


def lists(session: Session) -> tuple[Registry, ...]:
    """The lists of issuers at hand, the most authoritative first."""
    return directory(session.library).registries


def chosen(session: Session) -> tuple[Chosen, ...]:
    """The packs whose makers were chosen, by name."""
    found = []
    for record in session.open_vault().records.values():
        if is_pack(record):
            seen = seen_in(record)
            identity = str(record.facts["pack"])
            found.append(
                Chosen(identity, seen.root_digest, seen.name, seen.version, seen.made, session.packs.pack(record))
            )
    return tuple(sorted(found, key=lambda one: (one.name, one.fingerprint)))


def kept_file(session: Session, pack_id: str) -> bytes:
    """The file of a pack in the vault, as it came."""
    records = session.open_vault().records.values()
    return next(one.body for one in records if is_pack(one) and one.facts["pack"] == pack_id)
