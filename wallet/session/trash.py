"""The trash: credentials that were removed wait here, whole and sealed like the rest, and go for good after a time."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from wallet.encoding import write_time
from wallet.errors import VaultDamaged, VaultError
from wallet.session.changes import REMOVED, in_trash, is_trace, succeed, trace, whole
from wallet.session.kept import listed, time_of
from wallet.vault import Record

if TYPE_CHECKING:
    from wallet.session import Session

DAYS: Final = 30
TRACE_DAYS: Final = 730
"""How long a trace stays: a computer that was away for longer may bring back what was removed here."""


class Trashed(NamedTuple):
    """A credential in the trash, from the facts alone. ``until`` is when it goes for good."""

    id: str
    titles: tuple[str, ...]
    issuer: str
    name: str
    removed: datetime
    until: datetime


def trashed(record: Record) -> Trashed:
    """A record of the trash as it is shown."""
    row, removed = listed(record), time_of(record, REMOVED)
    return Trashed(row.id, row.titles, row.issuer, row.name, removed, removed + timedelta(days=DAYS))


def put_away(record: Record, now: datetime) -> Record:
    """Into the trash. What does not open any more cannot be kept, and goes for good."""
    try:
        body = record.body
    except VaultDamaged:
        return trace(record, now)
    return succeed(replace(record, content=body, facts={**record.facts, REMOVED: write_time(now)}), record)


def brought_back(record: Record) -> Record:
    """Out of the trash, as it was."""
    return succeed(whole(record), record)


def expire(session: Session) -> None:
    """At opening: let go of what has been in the trash for its time, and of old traces.

    A vault that cannot be written keeps them.
    """
    vault, now = session.vault, session.clock()
    if vault is None or vault.read_only:
        return
    records = tuple(vault.records.values())
    waiting = [record for record in records if in_trash(record) and trashed(record).until <= now]
    old = (record for record in records if is_trace(record))
    ended = [record.id for record in old if time_of(record, "at") + timedelta(days=TRACE_DAYS) <= now]
    if waiting or ended:
        with suppress(VaultError):
            session.write(lambda vault: vault.put(*(trace(record, now) for record in waiting), without=ended))
