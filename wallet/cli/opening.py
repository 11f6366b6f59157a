"""Which vault is meant, what opens it, and what follows from how it was opened.

A secret comes from a descriptor, from ``AKASHI_PASSPHRASE`` or from a prompt, never from an
argument: arguments show in the list of processes.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from wallet.cli.world import World
from wallet.errors import Refused, VaultError, WrongSecret
from wallet.library import Library
from wallet.session import Session, check_passphrase, default_vault, state_folder
from wallet.session.guarded import Guarded, from_keyring, older_facts, unlock
from wallet.vault import Secret, Token
from wallet.vault.recovery import read_code

MAX_SECRET: Final = 4096
"""Bytes read from a descriptor."""


def vault_path(args: argparse.Namespace, world: World) -> Path:
    """The vault that is meant: ``--vault``, ``AKASHI_VAULT``, else the usual place."""
    given = getattr(args, "vault", None)
    return Path(given) if given else default_vault(world.environ)


def secret(args: argparse.Namespace, world: World) -> Secret:
    """What opens the vault: the code of a kit where it was asked for, else the passphrase. Asked for once."""
    if getattr(args, "given", None) is None:
        args.given = _secret(args, world)
    given: Secret = args.given
    return given


def _secret(args: argparse.Namespace, world: World) -> Secret:
    descriptor = getattr(args, "recovery_fd", None)
    if descriptor is not None:
        return Token("recovery", read_code(from_descriptor(descriptor)))
    if getattr(args, "recovery", False):
        return Token("recovery", read_code(_asked("recovery.ask", world)))
    descriptor = getattr(args, "passphrase_fd", None)
    if descriptor is not None:
        return from_descriptor(descriptor)
    if "AKASHI_PASSPHRASE" in world.environ:
        return world.environ["AKASHI_PASSPHRASE"]
    return _asked("passphrase.ask", world)


def first_passphrase(args: argparse.Namespace, world: World) -> str:
    """The passphrase of a vault that is being made: as ``secret``, but asked for twice."""
    if getattr(args, "passphrase_fd", None) is None and "AKASHI_PASSPHRASE" not in world.environ:
        return new_passphrase(args, world)
    given = secret(argparse.Namespace(passphrase_fd=getattr(args, "passphrase_fd", None)), world)
    assert isinstance(given, str)
    check_passphrase(given)
    return given


def new_passphrase(args: argparse.Namespace, world: World) -> str:
    """A passphrase that is to be set: from ``--new-passphrase-fd`` or asked for twice. Strong enough, or ``Refused``.

    A command that needs it twice, for the kit and for a new key, gets the same one.
    """
    given: str | None = getattr(args, "chosen", None)
    descriptor = getattr(args, "new_passphrase_fd", None)
    if given is None:
        given = from_descriptor(descriptor) if descriptor is not None else _asked("passphrase.new", world)
        check_passphrase(given)
        if descriptor is None and _asked("passphrase.again", world) != given:
            raise Refused("passphrase.different")
        args.chosen = given
    return given


def _asked(code: str, world: World) -> str:
    try:
        return world.ask(world.say(code) + " ")
    except EOFError as error:
        raise Refused("passphrase.missing") from error


def from_descriptor(descriptor: int) -> str:
    """A secret from an open descriptor: its first line."""
    data = b""
    try:
        while len(data) <= MAX_SECRET and b"\n" not in data:
            more = os.read(descriptor, MAX_SECRET)
            if not more:
                break
            data += more
        return data.split(b"\n")[0].removesuffix(b"\r").decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise Refused("passphrase.missing") from error


@contextmanager
def guarded(args: argparse.Namespace, world: World, path: Path, *, accept: bool = False) -> Iterator[Guarded]:
    """A vault that is there, unlocked and looked after; closed at the end whatever happens.

    Whoever came in by a recovery kit chooses a new passphrase before anything else.
    """
    if not path.exists():
        raise VaultError("vault.missing", path=str(path))
    found = _unlock(args, world, path, accept)
    with found.vault as vault:
        if found.seen.outcome == "older" and not accept:
            world.note("vault.older", **older_facts(vault, found.seen))
        if vault.opened_by == "recovery" and not vault.read_only:
            vault.set_passphrase(new_passphrase(args, world))
            world.note("recovery.used")
        yield found
    if vault.hook_error:
        world.note("vault.no_copy", reason=world.say(vault.hook_error))


def _unlock(args: argparse.Namespace, world: World, path: Path, accept: bool) -> Guarded:
    """Through the keyring where nothing else was given and it is set to; a passphrase is asked for only after that."""
    state = state_folder(world.environ)
    stated = any(
        getattr(args, name, None) is not None for name in ("given", "recovery_fd", "recovery", "passphrase_fd")
    )
    token = None if stated or "AKASHI_PASSPHRASE" in world.environ else from_keyring(path)
    if token is not None:
        try:
            return unlock(path, token, state, world.tick, accept=accept)
        except WrongSecret as error:
            world.note(error.code)
    return unlock(path, secret(args, world), state, world.tick, accept=accept)


@contextmanager
def session_of(args: argparse.Namespace, world: World) -> Iterator[Session]:
    """The session of the vault that is meant."""
    with guarded(args, world, vault_path(args, world)) as found:
        yield Session(found.vault, Library.bundled(), world.clock, world.lang)
