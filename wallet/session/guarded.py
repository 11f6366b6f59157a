"""A vault with what a person expects around it: copies are kept, and an older copy of the whole file is noticed."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from wallet import keychain
from wallet.errors import VaultError
from wallet.seams import Tick, silent
from wallet.session.copies import keep_copy, saved_at
from wallet.session.memory import Memory, Seen
from wallet.vault import Secret, Token, Vault


class Guarded(NamedTuple):
    """An unlocked vault, what this computer remembers of it, and how the two compare."""

    vault: Vault
    memory: Memory
    seen: Seen


def unlock(path: Path, secret: Secret, state: Path, tick: Tick = silent, *, accept: bool = False) -> Guarded:
    """Unlock a vault. ``state`` is the folder of this computer's memory.

    An older copy than this computer saw last opens for reading only (``vault.older``), until somebody accepts it.
    """
    return guard(Vault.unlock(path, secret, tick), state, accept=accept)


def guard(vault: Vault, state: Path, *, accept: bool = False) -> Guarded:
    """The same for a vault that is open."""
    memory = Memory(state, vault.id)
    seen = memory.compare(vault)
    if seen.outcome == "older" and not accept:
        vault.freeze(VaultError("vault.older", **older_facts(vault, seen)))
        return Guarded(vault, memory, seen)
    memory.remember(vault, saved_at(vault.path))

    def at_close(vault: Vault) -> None:
        keep_copy(vault)
        memory.remember(vault, saved_at(vault.path))

    vault.before_first_write, vault.after_last_write = keep_copy, at_close
    return Guarded(vault, memory, seen)


def accept(found: Guarded, state: Path) -> Guarded:
    """Go on with an older copy that is open: from now on it is the right one, and may be written."""
    found.vault.thaw()
    return guard(found.vault, state, accept=True)


def keyring_on(vault: Vault) -> None:
    """Make a random key, give it to the computer's keyring, and let it open the vault."""
    key = keychain.new_key()
    keychain.store(vault.id, key)
    try:
        vault.set_door(Token("keyring", key))
    except BaseException:
        keychain.forget(vault.id)
        raise


def keyring_off(vault: Vault) -> None:
    """Close the keyring's door, then take the key out of the keyring."""
    vault.close_door("keyring")
    keychain.forget(vault.id)


def from_keyring(path: Path) -> Token | None:
    """The key that this computer's keyring has for a vault, where the vault has a door for it."""
    vault, kinds = Vault.peek(path)
    key = keychain.fetch(vault) if "keyring" in kinds else None
    return Token("keyring", key) if key is not None else None


def older_facts(vault: Vault, seen: Seen) -> dict[str, object]:
    """What the sentence about an older copy says."""
    assert seen.last is not None
    return {
        "generation": vault.generation,
        "at": f"{seen.at:%Y-%m-%d %H:%M}" if seen.at else "?",
        "newest": seen.last.generation,
        "last": f"{seen.last.at:%Y-%m-%d %H:%M}",
    }
