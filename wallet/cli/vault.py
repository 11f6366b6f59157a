"""``akashi vault``: make a vault, say what is in it, and look after its secrets."""

from __future__ import annotations

import argparse
import os
import stat
from pathlib import Path
from typing import Any

from wallet import keychain
from wallet.cli import merging
from wallet.cli.files import mode
from wallet.cli.opening import first_passphrase, guarded, new_passphrase, secret, session_of, vault_path
from wallet.cli.values import filled
from wallet.cli.world import Exit, World
from wallet.encoding import write_time
from wallet.errors import Malformed, VaultError
from wallet.session import Session, state_folder
from wallet.session.backing import back_up, counted
from wallet.session.copies import copies_of, folder_of, saved_at
from wallet.session.guarded import Guarded, guard, keyring_off, keyring_on
from wallet.session.memory import Memory
from wallet.session.restore import Restored, restore_into
from wallet.session.salvaged import salvage_to
from wallet.vault import Vault


def add_parsers(commands: Any) -> None:
    """Add ``vault`` with its verbs."""
    vault = commands.add_parser("vault", help="help.vault")
    verbs = vault.add_subparsers(dest="verb", metavar="VERB", required=True)
    verbs.add_parser("create", help="help.vault_create").set_defaults(handler=run_create)
    verbs.add_parser("info", help="help.vault_info").set_defaults(handler=run_info)
    kit = verbs.add_parser("kit", help="help.vault_kit")
    kit.add_argument("-o", type=filled, dest="output", metavar="FILE.pdf", help="help.vault_output")
    kit.set_defaults(handler=run_kit)
    backup = verbs.add_parser("backup", help="help.vault_backup")
    backup.add_argument("-o", type=filled, dest="output", required=True, metavar="FILE")
    backup.set_defaults(handler=run_backup)
    restore = verbs.add_parser("restore", help="help.vault_restore")
    restore.add_argument("file", metavar="FILE")
    restore.add_argument("--to", type=filled, metavar="PATH", help="help.vault_to")
    restore.set_defaults(handler=run_restore)
    merging.add_parser(verbs)
    drill = verbs.add_parser("drill", help="help.vault_drill")
    drill.add_argument("file", metavar="FILE")
    drill.set_defaults(handler=run_drill)
    salvage = verbs.add_parser("salvage", help="help.vault_salvage")
    salvage.add_argument("-o", type=filled, dest="output", required=True, metavar="FILE")
    salvage.set_defaults(handler=run_salvage)
    keyring = verbs.add_parser("keyring", help="help.vault_keyring")
    keyring.add_argument("state", choices=("on", "off"))
    keyring.set_defaults(handler=run_keyring)
    accept = verbs.add_parser("accept", help="help.vault_accept")
    accept.set_defaults(handler=run_accept)
    passwd = verbs.add_parser("passwd", help="help.vault_passwd")
    passwd.add_argument("--new-key", action="store_true", help="help.vault_new_key")
    passwd.set_defaults(handler=run_passwd)


def run_create(args: argparse.Namespace, world: World) -> int:
    """Make a vault."""
    path = vault_path(args, world)
    if path.exists():
        raise VaultError("vault.exists", path=str(path))
    with Vault.create(path, first_passphrase(args, world)) as vault:
        guard(vault, state_folder(world.environ), accept=True)
        world.emit(_counts(vault))
        if not world.json:
            world.tell(world.say("vault.created", path=str(vault.path)))
            world.tell(world.say("vault.kit_offer"))
    return Exit.PASSED


def run_info(args: argparse.Namespace, world: World) -> int:
    """Say what the vault holds, in numbers, and how well it is looked after."""
    with guarded(args, world, vault_path(args, world)) as found:
        row = _counts(found.vault)
        copies = copies_of(found.vault.path)
        age = (world.clock() - found.memory.backup.at).days if found.memory.backup else None
        row |= {
            "seen": found.seen.outcome,
            "backup_at": write_time(found.memory.backup.at) if found.memory.backup else None,
            "backup_days": max(age, 0) if age is not None else None,
            "copies": [{"path": str(one.path), "saved": write_time(one.saved)} for one in copies],
        }
        world.emit(row)
        if not world.json:
            world.tell(world.say("vault.info", **{**row, "copies": len(copies)}))
            _tell_care(found, row, world)
    return Exit.PASSED


def _tell_care(found: Guarded, row: dict[str, Any], world: World) -> None:
    if found.seen.outcome == "new":
        world.tell(world.say("vault.not_seen"))
    copies = copies_of(found.vault.path)
    if copies:
        world.tell(world.say("vault.copies", count=len(copies), last=f"{copies[0].saved:%Y-%m-%d %H:%M}"))
    if row["backup_at"]:
        world.tell(world.say("vault.backup_age", date=row["backup_at"][:10], days=row["backup_days"]))
    else:
        world.tell(world.say("vault.no_backup"))
    if not row["kit"]:
        world.tell(world.say("vault.kit_offer"))
    if not row["private"]:
        world.tell(world.say("vault.not_private", path=row["path"]))


def run_accept(args: argparse.Namespace, world: World) -> int:
    """From now on this copy of the vault is the right one."""
    with guarded(args, world, vault_path(args, world), accept=True) as found:
        world.emit({"generation": found.vault.generation, "was": found.seen.outcome})
        if not world.json:
            world.tell(world.say("vault.accepted"))
    return Exit.PASSED


def run_keyring(args: argparse.Namespace, world: World) -> int:
    """Let the keyring of this computer open the vault, or let it no more."""
    with guarded(args, world, vault_path(args, world)) as found:
        if args.state == "on":
            keyring_on(found.vault)
        else:
            keyring_off(found.vault)
        world.emit({"keyring": args.state == "on"})
        if not world.json:
            world.tell(world.say("keyring.on" if args.state == "on" else "keyring.off"))
    return Exit.PASSED


def run_backup(args: argparse.Namespace, world: World) -> int:
    """Write a backup and open it again before saying that it is one."""
    path = Path(args.output)
    with guarded(args, world, vault_path(args, world)) as found:
        count = back_up(found.vault, path, found.memory, world.tick)
        world.emit({"path": str(path), "records": count, "bytes": path.stat().st_size})
        if not world.json:
            world.tell(world.say("vault.backup_made", path=str(path), count=count))
    return Exit.PASSED


def _backup(args: argparse.Namespace) -> Path:
    """The backup that is named, if there is such a file: before any passphrase is asked for."""
    if not mode(args.file):
        raise Malformed("file.missing", file=args.file)
    return Path(args.file)


def run_drill(args: argparse.Namespace, world: World) -> int:
    """Open a backup and every record in it, and count."""
    path = _backup(args)
    with Vault.unlock(path, secret(args, world), world.tick) as vault:
        vault.check(world.tick)
        row = _counts(vault)
        Memory(state_folder(world.environ), vault.id).remember_backup(vault, saved_at(path))
        world.emit({"opened_by": vault.opened_by, "saved": write_time(saved_at(path)), **row})
        if not world.json:
            world.tell(world.say("vault.info", **row))
            world.tell(world.say("vault.drill_passed"))
    return Exit.PASSED


def run_salvage(args: argparse.Namespace, world: World) -> int:
    """Save what can be saved. Something lost is no success: the exit status says so."""
    path = Path(args.output)
    done = salvage_to(vault_path(args, world), secret(args, world), path, world.tick)
    world.emit({"path": str(path), **done._asdict()})
    if not world.json:
        world.tell(world.say("vault.salvaged", path=str(path), **done._asdict()))
    return Exit.FAILED if done.lost else Exit.PASSED


def run_restore(args: argparse.Namespace, world: World) -> int:
    """Bring a backup back: as a whole where there is no vault, else what is missing."""
    path = _backup(args)
    target = Path(args.to) if args.to else vault_path(args, world)
    fresh = not target.exists()
    with Vault.unlock(path, secret(args, world), world.tick) as backup:
        backup.check(world.tick)
        if fresh:
            backup.copy_to(target)
            done = Restored(added=len(backup.records))
        else:
            with guarded(args, world, target) as found:
                done = restore_into(found.vault, backup)
    if fresh:
        with guarded(args, world, target, accept=True):
            pass
    world.emit({"path": str(target), **done._asdict()})
    if not world.json:
        world.tell(world.say("vault.restored", path=str(target), **done._asdict()))
    return Exit.PASSED


def _vault(session: Session) -> Vault:
    assert session.vault is not None
    return session.vault


def _counts(vault: Vault) -> dict[str, Any]:
    status = vault.path.stat()
    return {
        "path": str(vault.path),
        "id": vault.id,
        "generation": vault.generation,
        **counted(vault.records.values())._asdict(),
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
        keychain.forget(vault.id)
        ended = had_kit and args.new_key
        older = len(copies_of(vault.path))
        world.emit({"changed": True, "new_key": args.new_key, "kit_ended": ended, "copies_old": older})
        if not world.json:
            world.tell(world.say("vault.passphrase_changed"))
            if older:
                world.tell(world.say("vault.copies_old", count=older, folder=str(folder_of(vault.path))))
            if ended:
                world.tell(world.say("vault.kit_ended"))
    return Exit.PASSED
