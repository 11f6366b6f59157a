"""How records change: each change leaves a random word, and what is gone for good leaves a trace that says nothing.

The words tell two computers which version of a record is the later one (``wallet.session.merge``): a version
that has every word of another comes after it.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Final

from wallet.encoding import write_time
from wallet.model import Json
from wallet.vault import Kind, Record

MAX_WORDS: Final = 128
"""Words kept of one record; where earlier ones are forgotten, two versions count as changed on both sides."""
WORDS: Final = "changes"
REMOVED: Final = "removed"
_GONE: Final = "gone"


def words_of(record: Record) -> tuple[str, ...]:
    """The words that the changes of a record left, the oldest first; none on a record that never changed."""
    found = record.facts.get(WORDS)
    return tuple(map(str, found)) if isinstance(found, list) else ()


def succeed(record: Record, before: Record) -> Record:
    """The record as the next version of ``before``, under its id and with one word more."""
    return with_words(replace(record, id=before.id), (*words_of(before), *words_of(record), secrets.token_hex(8)))


def with_words(record: Record, words: Iterable[str]) -> Record:
    """The same record with these words."""
    kept = list(dict.fromkeys(words))[-MAX_WORDS:]
    facts = {name: value for name, value in record.facts.items() if name != WORDS}
    return replace(record, facts={**facts, WORDS: kept} if kept else facts)


def in_trash(record: Record) -> bool:
    """Is this a credential that waits in the trash?"""
    return record.kind is Kind.CREDENTIAL and REMOVED in record.facts


def whole(record: Record) -> Record:
    """The record as if it had never been removed."""
    return replace(record, facts={name: value for name, value in record.facts.items() if name != REMOVED})


def trace(record: Record, now: datetime) -> Record:
    """What stays of a record that is gone for good: its random id, and when. Earlier programs see an unknown setting."""
    facts: Json = {"setting": _GONE, "at": write_time(now)}
    return succeed(Record(record.id, Kind.SETTING, b"", facts), record)


def is_trace(record: Record) -> bool:
    """Is this all that stayed of something?"""
    return record.kind is Kind.SETTING and record.facts.get("setting") == _GONE
