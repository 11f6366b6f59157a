"""Bring back what a backup holds into a vault that is in use: what is missing, and nothing that is newer here."""

from __future__ import annotations

from typing import NamedTuple

from wallet.vault import Kind, Record, Vault


class Restored(NamedTuple):
    """How many records came, were there already, were older here, and are newer here than in the backup."""

    added: int = 0
    same: int = 0
    replaced: int = 0
    newer: int = 0


def restore_into(target: Vault, backup: Vault) -> Restored:
    """Merge a backup into a vault, all in one step. Of two versions of a record the later one stays."""
    here = {_identity(record): record for record in target.records.values()}
    added, replaced = [], []
    same = newer = 0
    for record in backup.records.values():
        mine = here.get(_identity(record))
        if mine is None:
            added.append(record)
        elif mine.facts == record.facts and mine.body == record.body:
            same += 1
        elif target.id == backup.id and record.id == mine.id and record.generation > mine.generation:
            replaced.append(record)
        else:
            newer += 1
    target.put(*added, *replaced)
    return Restored(len(added), same, len(replaced), newer)


def _identity(record: Record) -> tuple[Kind, str]:
    """What makes two records the same thing, in whichever vault they lie."""
    name = "did" if record.kind is Kind.HOLDER else "digest"
    return record.kind, str(record.facts.get(name, record.id))
