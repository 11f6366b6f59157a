"""Bring two files of one vault together that were changed on two computers, record by record, and lose nothing.

A version that has every word of another (``wallet.session.changes``) comes after it and stays. Where each side has
words of its own, both were changed: the result keeps what either side keeps, unless a person chose a side. Merging
either way round gives the same, and merging again changes nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, Final, Literal, NamedTuple

from wallet.encoding import dump_json
from wallet.seams import Tick, silent
from wallet.session.changes import REMOVED, WORDS, in_trash, is_trace, succeed, whole, with_words, words_of
from wallet.session.packs import is_pack, seen_in
from wallet.vault import Kind, Record

Choice = Literal["both", "this", "that"]
Records = Mapping[str, Record]
_PICTURES: Final = ("png", "svg")
_NAMES: Final = {Kind.CREDENTIAL: "digest", Kind.HOLDER: "did", Kind.DOCUMENT: "digest"}


class Conflict(NamedTuple):
    """A record that was changed on both sides in ways that do not agree: as it is here, and as it is there."""

    mine: Record
    theirs: Record


class Merged(NamedTuple):
    """What merging does here: records to put, ids to forget, what was changed on both sides; and in numbers."""

    put: tuple[Record, ...]
    without: tuple[str, ...]
    conflicts: tuple[Conflict, ...]
    added: int
    removed: int
    changed: int


def merge(
    mine: Records, theirs: Records, choices: Mapping[str, Choice] | None = None, tick: Tick = silent
) -> tuple[dict[str, Record], tuple[Conflict, ...]]:
    """The records of both, and where they disagree. ``choices`` are by record id; what is not in it keeps both."""
    every: dict[str, Record] = {}
    conflicts: list[Conflict] = []
    names = list(dict.fromkeys((*mine, *theirs)))
    for done, name in enumerate(names):
        tick(done, len(names))
        one, other = mine.get(name), theirs.get(name)
        if one is None or other is None:
            kept = one or other
            assert kept is not None
            _keep(every, (kept,))
            continue
        found, disagree = _joined(one, other)
        chosen = (choices or {}).get(name, "both")
        if disagree:
            conflicts.append(Conflict(one, other))
            if chosen != "both":
                found = (_decided(one if chosen == "this" else other, found[0]),)
        _keep(every, found)
    tick(len(names), len(names))
    return _without_twins(every), tuple(conflicts)


def merged(mine: Records, theirs: Records, choices: Mapping[str, Choice] | None = None, tick: Tick = silent) -> Merged:
    """The same as a change of ``mine``."""
    every, conflicts = merge(mine, theirs, choices, tick)
    put = tuple(record for name, record in every.items() if name not in mine or not _same(record, mine[name]))
    before, after = _shown(mine.values()), _shown(every.values())
    changed = [record for record in put if _identity(record) in before & after and record.kind is Kind.CREDENTIAL]
    without = tuple(name for name in mine if name not in every)
    return Merged(put, without, conflicts, len(after - before), len(before - after), len(changed))


def _shown(records: Iterable[Record]) -> set[tuple[Kind, str]]:
    """What a person has of these: credentials that are not in the trash."""
    return {_identity(record) for record in records if record.kind is Kind.CREDENTIAL and not in_trash(record)}


def _joined(one: Record, other: Record) -> tuple[tuple[Record, ...], bool]:
    """What becomes of two versions of a record (two records where both have to stay); and do they disagree?"""
    mine, theirs = set(words_of(one)), set(words_of(other))
    if mine != theirs and (mine >= theirs or theirs >= mine):
        return (one if mine >= theirs else other,), False
    words = sorted(mine | theirs)
    if _content(one) == _content(other):
        return (one if mine == theirs else with_words(one, words),), False
    first, second = sorted((one, other), key=_rank, reverse=True)
    states = {_state(one), _state(other)}
    disagree = "live" in states and len(states) > 1
    if is_trace(second) or is_pack(first):
        return (with_words(first, words),), disagree
    if first.kind is second.kind and (first.body == second.body or _named(first) == _named(second) != ""):
        return (with_words(replace(first, facts=_facts(first, second)), words),), disagree
    return (with_words(first, words), replace(second, id=_beside(second))), True


def _state(record: Record) -> str:
    return "gone" if is_trace(record) else "away" if in_trash(record) else "live"


def _rank(record: Record) -> tuple[Any, ...]:
    """Which of two comes first, whichever side it is on: what is there at all, the higher pack, what has a picture."""
    seen = seen_in(record) if is_pack(record) else None
    height = (seen.root, seen.version) if seen is not None else (0, 0)
    return not is_trace(record), height, record.facts.get("container") in _PICTURES, _content(whole(record))


def _facts(first: Record, second: Record) -> dict[str, Any]:
    """Of two with one body the facts of both, where they differ those of the first. In the trash only if both are."""
    facts = {**(second.facts if first.body == second.body else {}), **first.facts}
    facts.pop(REMOVED, None)
    if in_trash(first) and in_trash(second):
        facts[REMOVED] = max(str(first.facts[REMOVED]), str(second.facts[REMOVED]))
    return facts


def _decided(chosen: Record, found: Record) -> Record:
    """The version that a person chose, after everything that either side had."""
    return succeed(replace(chosen, facts={**chosen.facts, WORDS: list(words_of(found))}), found)


def _beside(record: Record) -> str:
    """The id under which a second version lies beside the first: always the same for the same content."""
    return hashlib.sha256(f"{record.id} ".encode() + b" ".join(_content(record))).hexdigest()[:32]


def _content(record: Record) -> tuple[bytes, bytes]:
    facts = {name: value for name, value in record.facts.items() if name != WORDS}
    return dump_json({"kind": record.kind, **dict(sorted(facts.items()))}), record.body


def _same(one: Record, other: Record) -> bool:
    return (one.kind, one.facts) == (other.kind, other.facts) and one.body == other.body


def _identity(record: Record) -> tuple[Kind, str]:
    """What makes two records the same thing, whoever made them."""
    if is_pack(record):
        return record.kind, str(record.facts["pack"])
    return record.kind, _named(record) or record.id


def _named(record: Record) -> str:
    """The name that a thing has outside of any vault: a digest or a DID; "" where it has none."""
    return str(record.facts.get(_NAMES.get(record.kind, ""), ""))


def _keep(every: dict[str, Record], records: Iterable[Record]) -> None:
    """Two versions that lie beside each other meet their like of an earlier merge."""
    for record in records:
        known = every.get(record.id)
        every[record.id] = record if known is None else _joined(known, record)[0][0]


def _without_twins(every: dict[str, Record]) -> dict[str, Record]:
    """One record for each thing: what both computers added by themselves lies here only once."""
    best: dict[tuple[Kind, str], Record] = {}
    for record in every.values():
        name = _identity(record)
        known = best.get(name)
        best[name] = (
            record if known is None else max(known, record, key=lambda one: (not in_trash(one), _rank(one), one.id))
        )
    return {record.id: record for record in best.values()}
