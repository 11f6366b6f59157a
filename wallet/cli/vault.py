"""``akashi vault``: make a vault, say what is in it, and look after its secrets."""

from __future__ import annotations

import argparse
import os
import stat
from pathlib import Path
from typing import Any

from wallet.cli.opening import first_passphrase, new_passphrase, session_of, vault_path
from wallet.cli.world import Exit, World
from wallet.errors import VaultError
from wallet.session import Session
from wallet.vault import Kind, Vault


def add_parsers(commands: Any) -> None:
    """Add ``vault`` with its verbs."""
    vault = commands.add_parser("vault", help="make a vault, say what is in it, look after its secrets")
    verbs = vault.add_subparsers(dest="verb", metavar="VERB", required=True)
    verbs.add_parser("create", help="make a new, empty vault").set_defaults(handler=run_create)
    verbs.add_parser("info", help="what a vault holds").set_defaults(handler=run_info)
    kit = verbs.add_parser("kit", help="make a recovery kit, in the place of an earlier one")
    kit.add_argument("-o", dest="output", metavar="FILE.pdf", help="print it as a page, in Japanese and English")
    kit.set_defaults(handler=run_kit)
    passwd = verbs.add_parser("passwd", help="change the passphrase")
    passwd.add_argument("--new-key", action="store_true", help="seal everything anew; the recovery kit ends")
    passwd.set_defaults(handler=run_passwd)


def run_create(args: argparse.Namespace, world: World) -> int:
    """Make a vault."""
    path = vault_path(args, world)
    if path.exists():
        raise VaultError("vault.exists", path=str(path))
    with Vault.create(path, first_passphrase(args, world)) as vault:
        world.emit(_counts(vault))
        if not world.json:
            world.tell(world.say("vault.created", path=str(vault.path)))
            world.tell(world.say("vault.kit_offer"))
    return Exit.PASSED


def run_info(args: argparse.Namespace, world: World) -> int:
    """Say what the vault holds, in numbers."""
    with session_of(args, world) as session:
        row = _counts(_vault(session))
        world.emit(row)
        if not world.json:
            world.tell(world.say("vault.info", **row))
            if not row["kit"]:
                world.tell(world.say("vault.kit_offer"))
            if not row["private"]:
                world.tell(world.say("vault.not_private", path=row["path"]))
    return Exit.PASSED


def _vault(session: Session) -> Vault:
    assert session.vault is not None
    return session.vault


def _counts(vault: Vault) -> dict[str, Any]:
    status = vault.path.stat()
    kinds = [record.kind for record in vault.records.values()]
    return {
        "path": str(vault.path),
        "id": vault.id,
        "generation": vault.generation,
        "credentials": kinds.count(Kind.CREDENTIAL),
        "holders": kinds.count(Kind.HOLDER),
        "documents": kinds.count(Kind.DOCUMENT),
        "bytes": status.st_size,
        "memory_mib": vault.cost.memory // (1024 * 1024),
        "passes": vault.cost.passes,
        "read_only": vault.read_only,
        "private": os.name == "nt" or not stat.S_IMODE(status.st_mode) & 0o077,
        "kit": "recovery" in vault.doors,
        "keyring": "keyring" in vault.doors,
    }


def run_kit(args: argparse.Namespace, world: World) -> int:
    """Make a recovery kit and show its code, this once."""
    with session_of(args, world) as session:
        replaced = "recovery" in _vault(session).doors
        code = session.new_kit(Path(args.output) if args.output else None)
        world.emit({"code": code, "replaced": replaced, "path": args.output})
        if not world.json:
            world.tell(world.say("vault.kit_replaced" if replaced else "vault.kit_made"))
            world.tell(f"\n    {code}\n")
            if args.output:
                world.tell(world.say("vault.kit_page", path=args.output))
    return Exit.PASSED


def run_passwd(args: argparse.Namespace, world: World) -> int:
    """Change the passphrase, or the data key with it."""
    with session_of(args, world) as session:
        vault = _vault(session)
        had_kit = "recovery" in vault.doors
        if vault.opened_by != "recovery" or args.new_key:
            given = new_passphrase(args, world)
            if args.new_key:
                vault.renew(given, tick=world.tick)
            else:
                vault.set_passphrase(given)
        ended = had_kit and args.new_key
        world.emit({"changed": True, "new_key": args.new_key, "kit_ended": ended})
        if not world.json:
            world.tell(world.say("vault.passphrase_changed"))
            if ended:
                world.tell(world.say("vault.kit_ended"))
    return Exit.PASSED
