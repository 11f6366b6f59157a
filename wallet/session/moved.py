"""Moving house, as verbs: what becomes of the keys in another wallet's backup, and what goes into a file for one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from wallet.errors import Refused
from wallet.model import redacted
from wallet.moving import written
from wallet.moving.backup import Backup, HolderKey
from wallet.session.kept import Added, holder_record
from wallet.vault import Record

if TYPE_CHECKING:
    from wallet.session import Session


class Leaving(NamedTuple):
    """A file for another wallet: its bytes, the ids of the credentials in it, and of those it cannot carry."""

    data: bytes
    ids: tuple[str, ...]
    left: tuple[str, ...]
    keys: int

    def __repr__(self) -> str:
        return redacted(self, "data")


def leave(session: Session, form: str, ids: Iterable[str] = (), passphrase: str = "") -> Leaving:
    """What ``written.FORMS`` names, of some credentials or of all, every issue of them.

    A Universal Wallet holds every holder key in the clear and needs one (``session.no_holder``); a migration
    object holds none and is locked with the passphrase.
    """
    names = tuple(dict.fromkeys(ids))
    items = [session.item(name) for name in names] if names else list(session.items())
    credentials = {item.id: item.credential for item in items}
    kept = {name: one for name, one in credentials.items() if written.fits(one, form)}
    left = tuple(name for name in credentials if name not in kept)
    if form == written.MIGRATION:
        return Leaving(written.migration(kept.values(), passphrase), tuple(kept), left, 0)
    keys = [HolderKey(session.holder_key(holder.id), holder.name) for holder in session.holders()]
    if not keys:
        raise Refused("session.no_holder")
    return Leaving(written.universal_wallet(keys, kept.values()), tuple(kept), left, len(keys))


def sort_keys(
    backup: Backup, known: set[str], name: str, first: int, now: datetime
) -> tuple[list[Added], list[Record]]:
    """Say of each holder key of a backup what becomes of it, and make the records of those that are not ``known``.

    ``facts["plain"]``: it stands in the file in the clear.
    """
    results: list[Added] = []
    records: list[Record] = []
    for index, (key, profile) in enumerate(backup.keys, first):
        facts = {"name": profile or "–", "plain": backup.plain}
        if key.did in known:
            results.append(Added(name, index, key.did, "duplicate", "backup.key_duplicate", facts))
            continue
        known.add(key.did)
        records.append(holder_record(key, profile, now))
        results.append(Added(name, index, key.did, "added", "backup.key_added", facts))
    return results, records
