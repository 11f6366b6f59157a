"""Bring another file of the vault into it, as verbs: look at what would happen, then do it in one step."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from wallet.errors import VaultError
from wallet.seams import Tick, silent
from wallet.session.beside import put_with_copies
from wallet.session.merge import Choice, Merged, merged
from wallet.session.restore import Plan, Restored, plan
from wallet.vault import Change, Secret, Vault
from wallet.vault.siblings import sibling

if TYPE_CHECKING:
    from wallet.session import Session


def compare(session: Session, path: Path, secret: Secret | None = None, tick: Tick = silent) -> Merged:
    """What bringing this file in would do. Without a secret it is opened with the keys of the vault that is open.

    Raises what ``sibling`` and ``Vault.unlock`` raise, ``VaultError`` ("vault.other") for another vault.
    """
    vault = session.open_vault()
    with _opened(vault, path, secret, tick) as other:
        return merged(vault.records, other.records, None, tick)


def bring_in(
    session: Session,
    path: Path,
    choices: Mapping[str, Choice] | None = None,
    secret: Secret | None = None,
    tick: Tick = silent,
) -> Merged:
    """Merge the file into the vault, durable at return. The file then lies with the copies of the vault.

    ``choices`` are by the id of a record of ``Merged.conflicts``; of the rest both sides are kept.
    """
    vault = session.open_vault()
    with _opened(vault, path, secret, tick) as other:
        done: list[Merged] = []

        def act(vault: Vault) -> Change:
            done.append(merged(vault.records, other.records, choices, tick))
            return vault.put(*done[0].put, without=done[0].without, above=other.generation)

        session.write(act)
        put_with_copies(vault, other)
    path.unlink(missing_ok=True)
    return done[0]


@contextmanager
def _opened(vault: Vault, path: Path, secret: Secret | None, tick: Tick) -> Iterator[Vault]:
    with sibling(vault, path, tick) if secret is None else Vault.unlock(path, secret, tick) as other:
        if other.id != vault.id:
            raise VaultError("vault.other")
        yield other


def plan_restore(session: Session, path: Path, secret: Secret | None, tick: Tick = silent) -> tuple[Plan, int]:
    """What restoring from this backup would do, before anything changes; and how many records it holds.

    Every record of the backup is opened first: what is damaged is told now. Without a secret it is a copy of this vault.
    """
    vault = session.open_vault()
    with sibling(vault, path, tick) if secret is None else Vault.unlock(path, secret, tick) as backup:
        backup.check(tick)
        return plan(vault, backup, tick), len(backup.records)


def restore_from(session: Session, path: Path, secret: Secret | None, tick: Tick = silent) -> Restored:
    """Bring back what the backup holds, all in one step; durable at return."""
    vault = session.open_vault()
    with sibling(vault, path, tick) if secret is None else Vault.unlock(path, secret, tick) as backup:
        done: list[Plan] = []

        def act(vault: Vault) -> Change:
            done.append(plan(vault, backup, tick))
            return vault.put(*done[0].added, *done[0].replaced)

        session.write(act)
    return done[0].counts()
