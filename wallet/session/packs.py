"""Fair packs in the vault: what was imported, and how high each pack has come.

One record for each pack holds its newest file and the mark below which it may not fall again, so both change
in one step or not at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from wallet import packs
from wallet.encoding import parse_time, write_time
from wallet.errors import Refused, WalletError
from wallet.library import Library
from wallet.lookalike import skeleton
from wallet.model import Json
from wallet.packs import Pack, Seen
from wallet.session.changes import succeed
from wallet.vault import Kind, Record

SETTING: Final = "pack"


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a pack: ``code`` is "pack.imported", "pack.renewed" or "pack.duplicate"."""

    pack: Pack
    code: str
    ended: bool
    clock_wrong: bool


def is_pack(record: Record) -> bool:
    """Is this the record of a pack?"""
    return record.kind is Kind.SETTING and record.facts.get("setting") == SETTING


def seen_in(record: Record) -> Seen:
    """The mark of a pack."""
    facts = record.facts
    return Seen(
        str(facts["name"]),
        int(facts["version"]),
        str(facts["digest"]),
        int(facts["root"]),
        str(facts["root_digest"]),
        parse_time(facts["made"]),
    )


def _facts(pack: Pack, now: datetime) -> Json:
    seen = pack.seen
    return {
        "setting": SETTING,
        "pack": pack.id,
        **seen._asdict(),
        "made": write_time(seen.made),
        "seen": write_time(now),
    }


def judged(data: bytes, trust: str, known: Mapping[str, Record], now: datetime) -> tuple[Imported, Record]:
    """A pack against what is known, and the record to keep. Raises what ``packs.read`` raises, and ``Refused``."""
    memory = {name: seen_in(record) for name, record in known.items()}
    pack = packs.read(data, now, memory, trust)
    ended, behind = pack.until <= now, packs.clock_is_behind(now, newest(known.values()))
    names = (seen.name for name, seen in memory.items() if name != pack.id)
    alike = next((name for name in names if skeleton(name) == skeleton(pack.name) != ""), None)
    if alike is not None:
        raise Refused("pack.lookalike", name=pack.name, known=alike, fingerprint=pack.id)
    record = known.get(pack.id)
    if record is not None:
        again = memory[pack.id].digest == pack.digest
        kept = succeed(replace(record, content=record.body if again else data, facts=_facts(pack, now)), record)
        return Imported(pack, "pack.duplicate" if again else "pack.renewed", ended, behind), kept
    if not trust:
        raise Refused("pack.untrusted", name=pack.name, fingerprint=pack.roots[-1].digest)
    return Imported(pack, "pack.imported", ended, behind), Record.new(Kind.SETTING, data, _facts(pack, now))


def newest(records: Iterable[Record]) -> datetime | None:
    """When the newest pack seen was made: it cannot be earlier now."""
    return max((seen_in(record).made for record in records), default=None)


class Packs:
    """The packs of a vault, each read once for as long as it stays the same."""

    def __init__(self) -> None:
        self._read: dict[tuple[str, int], Pack | None] = {}

    def into(self, library: Library, records: Mapping[str, Record], now: datetime) -> Library:
        """A Library with the documents of every pack; none of them is current while the clock is behind."""
        until = packs.LONG_AGO if packs.clock_is_behind(now, newest(records.values())) else None
        for pack in (self.pack(record) for _, record in sorted(records.items())):
            if pack is not None:
                library = pack.into(library, until)
        return library

    def pack(self, record: Record) -> Pack | None:
        """The pack of a record; None of one that today's reader refuses, which keeps its mark all the same."""
        key = (record.id, record.generation)
        if key not in self._read:
            try:
                self._read[key] = packs.read(record.body, seen_in(record).made)
            except WalletError:
                self._read[key] = None
        return self._read[key]


def pack_record(wanted: str, records: Mapping[str, Record]) -> Record:
    """The pack whose fingerprint begins so; ``Refused`` ("pack.unknown") unless it is one."""
    plain = "".join(wanted.split()).lower()
    every = [
        record
        for name, record in records.items()
        if len(plain) >= 8 and (name.startswith(plain) or seen_in(record).root_digest.startswith(plain))
    ]
    if len(every) != 1:
        raise Refused("pack.unknown", fingerprint=wanted[:80])
    return every[0]
