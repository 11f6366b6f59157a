"""Bring back what a backup holds into a vault that is in use: what is missing or was removed, and nothing that is
newer here. What the backup knows to be removed stays as it is here: restoring takes nothing away."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from wallet.seams import Tick, silent
from wallet.session.changes import in_trash, is_trace, succeed, whole
from wallet.vault import Kind, Record, Vault


class Restored(NamedTuple):
    """How many records came, were there already, were older here, and are newer here than in the backup."""

    added: int = 0
    same: int = 0
    replaced: int = 0
    newer: int = 0


class Plan(NamedTuple):
    """What restoring would do, record by record, before anything changes. ``newer`` are the records here."""

    added: tuple[Record, ...]
    replaced: tuple[Record, ...]
    newer: tuple[Record, ...]
    same: int

    def counts(self) -> Restored:
        """The same in numbers."""
        return Restored(len(self.added), self.same, len(self.replaced), len(self.newer))


def plan(target: Vault, backup: Vault, tick: Tick = silent) -> Plan:
    """Compare a backup with a vault. Of two versions of a record the later one stays."""
    here = {_identity(record): record for record in target.records.values()}
    added, replaced, newer = [], [], []
    same = 0
    theirs = _wanted(backup.records.values())
    for done, record in enumerate(theirs):
        tick(done, len(theirs))
        mine = here.get(_identity(record))
        if mine is None or (in_trash(mine) and not in_trash(record)):
            added.append(_onto(record, mine, target.records))
        elif mine.facts == record.facts and mine.body == record.body:
            same += 1
        elif (
            target.id == backup.id
            and record.id == mine.id
            and record.generation > mine.generation
            and not in_trash(record)
        ):
            replaced.append(succeed(record, mine))
        else:
            newer.append(mine)
    tick(len(theirs), len(theirs))
    return Plan(tuple(added), tuple(replaced), tuple(newer), same)


def restore_into(target: Vault, backup: Vault) -> Restored:
    """Merge a backup into a vault, all in one step."""
    planned = plan(target, backup)
    target.put(*planned.added, *planned.replaced)
    return planned.counts()


def _wanted(records: Iterable[Record]) -> list[Record]:
    return [record for record in records if not is_trace(record)]


def _onto(record: Record, mine: Record | None, here: Mapping[str, Record]) -> Record:
    """A record that comes back, in the place of what was left of it here."""
    before = mine or here.get(record.id)
    return succeed(whole(record) if mine else record, before) if before is not None else record


def _identity(record: Record) -> tuple[Kind, str]:
    """What makes two records the same thing, in whichever vault they lie."""
    name = "did" if record.kind is Kind.HOLDER else "digest"
    return record.kind, str(record.facts.get(name, record.id))
