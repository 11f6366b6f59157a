"""What was shown to whom: names of claims and never their values, for the person alone, until they delete it.

EUDI TS10, section 4, asks a wallet for such a log; here it is a record of its own in the vault for each showing.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final, NamedTuple

from wallet.encoding import dump_json, parse_time, pointer_names, write_time
from wallet.errors import Refused
from wallet.vault import Kind, Record, Vault

WAYS: Final = ("code", "file", "answer")
MAX_TEXT: Final = 300
MAX_NAMES: Final = 200


Names = tuple[str, ...] | None


class Shown(NamedTuple):
    """One showing. ``credentials`` are (digest, names of the claims chosen; None is all of it), ``proven`` if the holder signed for
    this verifier, ``until`` when that proof ends."""

    id: str
    at: datetime
    to: str
    purpose: str
    way: str
    proven: bool
    until: datetime | None
    credentials: tuple[tuple[str, Names], ...]


def names_in(pointers: Iterable[str] | None) -> Names:
    """The names of claims at pointers, each once and in their order, without the places in lists; None stands for the whole credential."""
    if pointers is None:
        return None
    found = (pointer_names(one)[-1] for one in sorted(pointers))
    return tuple(dict.fromkeys(name[:MAX_TEXT] for name in found))[:MAX_NAMES]


def note(
    vault: Vault, at: datetime, shown: Iterable[tuple[str, Names]], *, to: str = "", purpose: str = "",
    way: str = "file", proven: bool = False, until: datetime | None = None,
) -> None:  # fmt: skip
    """Remember a showing; durable when it returns."""
    facts: dict[str, Any] = {
        "at": write_time(at), "to": to[:MAX_TEXT], "purpose": purpose[:MAX_TEXT], "way": way, "proven": proven,
        "credentials": [[digest, list(names) if names is not None else None] for digest, names in shown],
    }  # fmt: skip
    if until is not None:
        facts["until"] = write_time(until)
    vault.put(Record.new(Kind.SHARE, b"", facts))


def shown(vault: Vault) -> tuple[Shown, ...]:
    """Every showing that is remembered, the newest first."""
    found = [_read(record) for record in tuple(vault.records.values()) if record.kind is Kind.SHARE]
    return tuple(sorted(found, key=lambda one: (one.at, one.id), reverse=True))


def forget(vault: Vault, ids: Iterable[str]) -> tuple[Record, ...]:
    """Forget showings, named by the beginnings of their ids; what comes back can be put back."""
    names = [_one(vault, prefix) for prefix in dict.fromkeys(ids)]
    gone = tuple(vault.records[name] for name in names)
    vault.remove(*names)
    return gone


def written(vault: Vault) -> bytes:
    """The whole log as JSON, to be kept or handed over."""
    rows = [
        {
            "id": one.id, "at": write_time(one.at), "to": one.to, "purpose": one.purpose, "way": one.way, "proven": one.proven,
            "until": write_time(one.until) if one.until else None,
            "credentials": [{"id": digest, "claims": list(names) if names is not None else None} for digest, names in one.credentials],
        }
        for one in shown(vault)
    ]  # fmt: skip
    return dump_json(rows)


def _one(vault: Vault, prefix: str) -> str:
    found = [one.id for one in shown(vault) if one.id.startswith(prefix.lower())] if len(prefix) >= 4 else []
    if len(found) != 1:
        raise Refused("session.no_such_id" if not found else "session.ambiguous_id", id=prefix[:80], count=len(found))
    return found[0]


def _read(record: Record) -> Shown:
    facts = record.facts
    until = facts.get("until")
    credentials = tuple(
        (str(digest), tuple(map(str, names)) if names is not None else None)
        for digest, names in facts.get("credentials", ())
    )
    return Shown(
        record.id, parse_time(facts["at"]), str(facts.get("to", "")), str(facts.get("purpose", "")), str(facts.get("way", "")),
        bool(facts.get("proven")), parse_time(until) if until else None, credentials,
    )  # fmt: skip
