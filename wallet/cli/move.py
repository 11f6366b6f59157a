"""Moving house on the command line: passwords of other wallets' backups, and ``akashi export --format``."""

from __future__ import annotations

import argparse
import hmac
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from wallet.cli.values import descriptor, filled
from wallet.cli.world import Exit, World
from wallet.crypto.seal import normalise
from wallet.errors import Refused, VaultError, WrongSecret
from wallet.moving import written
from wallet.session import Added, Item, Session, check_passphrase
from wallet.vault import Secret

_LOCKED = "backup.locked"


def add_password(command: argparse.ArgumentParser) -> None:
    """The option that brings the password of a backup."""
    command.add_argument("--backup-passphrase-fd", type=descriptor, metavar="N", help="help.move_backup_passphrase_fd")


def add_export(commands: Any) -> argparse.ArgumentParser:
    """``akashi export``: originals into a folder, or one file for another wallet."""
    export: argparse.ArgumentParser = commands.add_parser("export", help="help.export")
    export.add_argument("ids", nargs="*", metavar="ID", help="help.move_ids")
    what = export.add_mutually_exclusive_group(required=True)
    what.add_argument("--to", type=filled, metavar="DIR", help="help.move_to")
    what.add_argument("--format", choices=written.FORMS, dest="form", help="help.move_format")
    export.add_argument("--all", action="store_true", help="help.move_all")
    export.add_argument("-o", "--output", type=filled, metavar="FILE", help="help.move_output")
    add_password(export)
    return export


class Password:
    """The password of locked backups: from the descriptor once for all, else asked for each; never an argument."""

    def __init__(self, args: argparse.Namespace, world: World) -> None:
        self._descriptor: int | None = args.backup_passphrase_fd
        self._world = world
        self._given: str | None = None

    def given(self) -> str | None:
        """What the descriptor brought, or None without one."""
        from wallet.cli.opening import from_descriptor

        if self._descriptor is not None and self._given is None:
            self._given = from_descriptor(self._descriptor)
        return self._given

    def with_it(self, add: Callable[[str | None], tuple[Added, ...]], name: str) -> tuple[Added, ...]:
        """Add a file, with a password where it needs one. Where nobody can be asked it stays locked."""
        added = add(None)
        if [one.code for one in added] != [_LOCKED]:
            return added
        secret = self.given()
        try:
            return add(self._world.ask(self._world.say("backup.ask", file=name) + " ") if secret is None else secret)
        except EOFError:
            return added

    def new(self) -> str:
        """One for a file that is written: from the descriptor, or asked twice."""
        secret, world = self.given(), self._world
        try:
            first = world.ask(world.say("export.ask") + " ") if secret is None else secret
            check_passphrase(first)
            if secret is None and world.ask(world.say("passphrase.again") + " ") != first:
                raise Refused("passphrase.different")
        except EOFError as error:
            raise Refused("passphrase.missing") from error
        return first


def warn(added: Iterable[Added], name: str, world: World) -> None:
    """Say of a file with private keys in the clear that it should be deleted now that they are kept."""
    if any(one.facts.get("plain") for one in added):
        world.tell(world.say("backup.plain", file=name))


def history(item: Item, session: Session) -> dict[str, list[str]]:
    """The ids of the other issues of a credential, where there are any."""
    issues = session.issues(item)
    own = item.credential.valid_from
    dates = {one.id: one.credential.valid_from for one in issues}
    earlier = [name for name, date in dates.items() if own and date and date < own]
    return {
        name: ids
        for name, ids in (("earlier", earlier), ("other", [name for name in dates if name not in earlier]))
        if ids
    }


def run_leave(args: argparse.Namespace, world: World) -> int:
    """Write a file for another wallet, new and for the owner's eyes only."""
    from wallet.cli.opening import secret, session_of
    from wallet.session.files import write_once
    from wallet.session.moved import leave

    if not args.output:
        raise Refused("export.needs_output")
    path = Path(args.output)
    if path.exists():
        raise VaultError("file.exists", file=str(path))
    with session_of(args, world) as session:
        plain = args.form == written.UNIVERSAL
        if plain:
            _confirm(args, secret(args, world), world)
        own = "" if plain else Password(args, world).new()
        leaving = leave(session, args.form, args.ids, own)
    try:
        write_once(path, leaving.data)
    except FileExistsError as error:
        raise VaultError("file.exists", file=str(path)) from error
    for name in leaving.left:
        world.tell("✕ " + world.say("export.left_out", id=name[:12]))
    world.emit(
        {"path": str(path), "format": args.form, "ids": leaving.ids, "left_out": leaving.left, "keys": leaving.keys}
    )
    if not world.json:
        world.tell(world.say("export.left", path=str(path), count=len(leaving.ids)))
    if plain:
        world.tell(world.say("export.plain", file=str(path)))
    return Exit.PASSED


def _confirm(args: argparse.Namespace, given: Secret, world: World) -> None:
    """Private keys leave the vault in the clear: the passphrase once more, from whoever sits there now.

    A descriptor was filled for this very call and counts, as does the code of a kit; what lies in the
    environment does not.
    """
    if getattr(args, "passphrase_fd", None) is not None or not isinstance(given, str):
        return
    try:
        again = world.ask(world.say("export.again") + " ")
    except EOFError as error:
        raise Refused("passphrase.missing") from error
    if not hmac.compare_digest(normalise(again), normalise(given)):
        raise WrongSecret("vault.wrong_secret")
