"""``akashi vault``, ``add``, ``list``, ``show``, ``export``, ``remove``, ``holder``: what is kept, and where.

The passphrase comes from ``--passphrase-fd``, from ``AKASHI_PASSPHRASE`` or from a prompt,
never from an argument: arguments show in the list of processes.
"""

from __future__ import annotations

import argparse
import os
import stat
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from wallet.cli import move
from wallet.cli.world import Exit, World
from wallet.encoding import write_time
from wallet.errors import Malformed, Refused, VaultError
from wallet.library import Library
from wallet.report import Check
from wallet.session import Added, Item, Session, check_passphrase, default_vault
from wallet.vault import Kind, Vault

MAX_FILES: Final = 5_000
"""In one call of ``add``: a folder chosen by mistake ends with a message, not with a day of work."""
MAX_PASSPHRASE: Final = 4096
_MARKS: Final = {"passed": "✓", "failed": "✕", "unknown": "?"}
_OUTCOME_MARKS: Final = {"added": "+", "newer": "+", "duplicate": "=", "failed": "✕"}


def add_parsers(commands: Any) -> None:
    """Add the commands of this module."""
    vault = commands.add_parser("vault", help="make a vault, or say what is in it")
    verbs = vault.add_subparsers(dest="verb", metavar="VERB", required=True)
    verbs.add_parser("create", help="make a new, empty vault").set_defaults(handler=run_create)
    verbs.add_parser("info", help="what a vault holds").set_defaults(handler=run_info)

    add = commands.add_parser("add", help="keep credentials")
    add.add_argument("files", nargs="+", metavar="FILE|DIR")
    move.add_password(add)
    add.set_defaults(handler=run_add)

    listing = commands.add_parser("list", help="what is kept, newest first")
    listing.add_argument("--query", default="", metavar="TEXT", help="only titles and issuers with this text")
    listing.add_argument("--all", action="store_true", dest="history", help="earlier issues of credentials too")
    listing.set_defaults(handler=run_list)

    for name, handler, words in (
        ("show", run_show, "everything about credentials"),
        ("remove", run_remove, "forget credentials"),
    ):
        one = commands.add_parser(name, help=words)
        one.add_argument("ids", nargs="+", metavar="ID", help="an id, or its first letters")
        one.set_defaults(handler=handler)
    move.add_export(commands).set_defaults(handler=run_export)

    holder = commands.add_parser("holder", help="your keys, with which you show credentials")
    keys = holder.add_subparsers(dest="verb", metavar="VERB", required=True)
    keys.add_parser("list", help="the keys in the vault").set_defaults(handler=run_holders)
    new = keys.add_parser("new", help="make a key in the vault")
    new.add_argument("--name", default="", help="a name for your own use")
    new.set_defaults(handler=run_new_holder)


def vault_path(args: argparse.Namespace, world: World) -> Path:
    """The vault that is meant: ``--vault``, ``AKASHI_VAULT``, else the usual place."""
    given = getattr(args, "vault", None)
    return Path(given) if given else default_vault(world.environ)


def passphrase(args: argparse.Namespace, world: World, *, new: bool = False) -> str:
    """The passphrase, from the descriptor, the environment or a prompt (twice for a new vault)."""
    descriptor = getattr(args, "passphrase_fd", None)
    if descriptor is not None:
        return from_descriptor(descriptor)
    if "AKASHI_PASSPHRASE" in world.environ:
        return world.environ["AKASHI_PASSPHRASE"]
    try:
        first = world.ask(world.say("passphrase.new" if new else "passphrase.ask") + " ")
        if new:
            check_passphrase(first)
            if world.ask(world.say("passphrase.again") + " ") != first:
                raise Refused("passphrase.different")
    except EOFError as error:
        raise Refused("passphrase.missing") from error
    return first


def from_descriptor(descriptor: int) -> str:
    """A passphrase from an open descriptor: its first line."""
    data = b""
    try:
        while len(data) <= MAX_PASSPHRASE and b"\n" not in data:
            more = os.read(descriptor, MAX_PASSPHRASE)
            if not more:
                break
            data += more
        return data.split(b"\n")[0].removesuffix(b"\r").decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise Refused("passphrase.missing") from error


@contextmanager
def session_of(args: argparse.Namespace, world: World) -> Iterator[Session]:
    """The session of the vault that is meant, unlocked; closed at the end whatever happens."""
    path = vault_path(args, world)
    if not path.exists():
        raise VaultError("vault.missing", path=str(path))
    with Vault.unlock(path, passphrase(args, world)) as vault:
        yield Session(vault, Library.bundled(), world.clock, world.lang)


def run_create(args: argparse.Namespace, world: World) -> int:
    """Make a vault."""
    path = vault_path(args, world)
    if path.exists():
        raise VaultError("vault.exists", path=str(path))
    secret = passphrase(args, world, new=True)
    check_passphrase(secret)
    with Vault.create(path, secret) as vault:
        _emit_info(vault, world)
        if not world.json:
            world.tell(world.say("vault.created", path=str(vault.path)))
    return Exit.PASSED


def run_info(args: argparse.Namespace, world: World) -> int:
    """Say what the vault holds, in numbers."""
    with session_of(args, world) as session:
        assert session.vault is not None
        row = _emit_info(session.vault, world)
        if not world.json:
            world.tell(world.say("vault.info", **row))
            if not row["private"]:
                world.tell(world.say("vault.not_private", path=row["path"]))
    return Exit.PASSED


def _emit_info(vault: Vault, world: World) -> dict[str, Any]:
    status = vault.path.stat()
    kinds = [record.kind for record in vault.records.values()]
    row = {
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
    }
    world.emit(row)
    return row


def run_add(args: argparse.Namespace, world: World) -> int:
    """Keep every credential of every file; status 3 if one of them could not be read."""
    files = [path for name in args.files for path in _files(name)]
    if len(files) > MAX_FILES:
        raise Refused("add.too_many", limit=MAX_FILES)
    outcomes: Counter[str] = Counter()
    password = move.Password(args, world)
    with session_of(args, world) as session:
        for done, name in enumerate(files):
            world.tick(done, len(files))
            every = _add_one(session, name, world, password)
            for added in every:
                outcomes[added.outcome] += 1
                _report_added(added, world)
            move.warn(every, name, world)
        world.tick(len(files), len(files))
    if outcomes.total() > 1 and not world.json:
        counts = {name: outcomes[name] for name in _OUTCOME_MARKS}
        world.tell(world.say("add.summary", files=len(files), **counts))
    return Exit.UNREADABLE if outcomes["failed"] else Exit.PASSED


def _files(name: str) -> Iterator[str]:
    """The name itself, or the files below a folder: sorted, no links, nothing hidden, bounded."""
    root = Path(name)
    if name == "-" or not root.is_dir():
        yield name
        return
    count = 0
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(one for one in folders if not one.startswith("."))
        for one in sorted(names):
            path = Path(folder, one)
            if one.startswith(".") or path.is_symlink() or not path.is_file():
                continue
            count += 1
            if count > MAX_FILES:
                raise Refused("add.too_many", limit=MAX_FILES)
            yield str(path)


def _add_one(session: Session, name: str, world: World, password: move.Password) -> tuple[Added, ...]:
    try:
        data = world.read(name)
    except Malformed as error:
        return (Added(name, 0, "", "failed", error.code, error.facts),)
    label = "" if name == "-" else Path(name).name
    kept = password.with_it(lambda secret: session.add(data, label, password=secret), name)
    return tuple(replace(added, file=name) for added in kept)


def _report_added(added: Added, world: World) -> None:
    says = world.say(added.code, **added.facts)
    world.emit(
        {
            "file": added.file,
            "index": added.index,
            "id": added.id or None,
            "outcome": added.outcome,
            "code": added.code,
            "verdict": added.verdict.value if added.verdict else None,
            "says": says,
            **({"plain": True} if added.facts.get("plain") else {}),
            **({"entry": added.entry} if added.entry else {}),
        }
    )
    if not world.json:
        file = f"{added.file} › {added.entry}" if added.entry else added.file
        verdict = " — " + world.say(f"verdict.{added.verdict.value}") if added.verdict else ""
        world.tell(f"{_OUTCOME_MARKS[added.outcome]} {_shown(file)} {added.id[:12]}: {says}{verdict}")


def run_list(args: argparse.Namespace, world: World) -> int:
    """One line for each credential."""
    wanted = args.query.casefold()
    with session_of(args, world) as session:
        every = session.items() if args.history else session.current()
        items = [item for item in every if wanted in _searched(item)]
        for done, item in enumerate(items):
            world.tick(done, len(items))
            row = _listed(item)
            world.emit({**row, **move.history(item, session)})
            if not world.json:
                verdict = world.say(f"verdict.{row['verdict']}")
                words = (row["id"][:12], _day(item, world), _shown(row["title"]), _shown(row["issuer"]))
                world.tell("  ".join((f"{_MARKS[row['verdict']]} {verdict}", *(word for word in words if word))))
        if not items and not world.json:
            world.tell(world.say("list.empty"))
    return Exit.PASSED


def _searched(item: Item) -> str:
    return "\n".join((*item.credential.titles, item.credential.issuer.name, item.name)).casefold()


def _listed(item: Item) -> dict[str, Any]:
    credential, report = item.credential, item.report
    return {
        "id": item.id,
        "title": " / ".join(credential.titles) or item.name,
        "issuer": credential.issuer.name or credential.issuer.id,
        "awarded": write_time(credential.valid_from) if credential.valid_from else None,
        "verdict": report.verdict().value,
        "checked_at": write_time(report.at),
        "tags": [],
    }


def run_show(args: argparse.Namespace, world: World) -> int:
    """Everything about some credentials: what they say and what every check answered."""
    with session_of(args, world) as session:
        for item in [session.item(name) for name in args.ids]:
            row = {**_shown_whole(item, world), **move.history(item, session)}
            world.emit(row)
            if not world.json:
                _print_whole(item, row, world)
    return Exit.PASSED


def _shown_whole(item: Item, world: World) -> dict[str, Any]:
    from wallet.cli.inspect import inspected

    says = [_answer(check, world) for check in item.report.checks]
    content = inspected(item.name, 0, item.credential, Library.bundled())
    return {**content, **_listed(item), "added": write_time(item.added), "checks": says}


def _answer(check: Check, world: World) -> dict[str, Any]:
    from wallet.cli.rows import answer

    return {**answer(check), "says": world.say(check.code, **check.facts)}


def _print_whole(item: Item, row: dict[str, Any], world: World) -> None:
    verdict = world.say(f"verdict.{row['verdict']}")
    world.tell(f"{_MARKS[row['verdict']]} {verdict}: {_shown(row['title'])}")
    world.tell("    " + "  ".join(word for word in (_shown(row["issuer"]), _day(item, world), item.id) if word))
    for check in row["checks"]:
        world.tell(f"    {_MARKS.get(check['outcome'], '–')} {check['says']}")
    for name in ("earlier", "other"):
        for issue in row.get(name, ()):
            world.tell("    " + world.say(f"show.{name}", id=issue[:12]))


def run_export(args: argparse.Namespace, world: World) -> int:
    """Write the originals into a folder, under names that are free; or a file for another wallet."""
    if args.form:
        return move.run_leave(args, world)
    if not args.ids or args.output:
        raise Refused("export.needs_to")
    with session_of(args, world) as session:
        items = [session.item(name) for name in args.ids]
        for item in dict.fromkeys(item.id for item in items):
            (path,) = session.export([item], Path(args.to))
            world.emit({"id": item, "path": str(path)})
            if not world.json:
                world.tell(world.say("export.done", id=item[:12], path=str(path)))
    return Exit.PASSED


def run_remove(args: argparse.Namespace, world: World) -> int:
    """Forget credentials, all or none of those named."""
    with session_of(args, world) as session:
        for record in session.remove(args.ids):
            digest = str(record.facts["digest"])
            world.emit({"id": digest, "removed": True})
            if not world.json:
                world.tell(world.say("remove.done", id=digest[:12]))
    return Exit.PASSED


def run_holders(args: argparse.Namespace, world: World) -> int:
    """The holder keys, without the keys."""
    with session_of(args, world) as session:
        holders = session.holders()
        for holder in holders:
            world.emit({"id": holder.id, "created": write_time(holder.created), "name": holder.name})
            if not world.json:
                world.tell(f"{holder.id}  {_shown(holder.name)}".rstrip())
        if not holders and not world.json:
            world.tell(world.say("holder.none"))
    return Exit.PASSED


def run_new_holder(args: argparse.Namespace, world: World) -> int:
    """Make a holder key."""
    with session_of(args, world) as session:
        holder = session.new_holder(args.name)
        world.emit({"id": holder.id, "created": write_time(holder.created), "name": holder.name})
        if not world.json:
            world.tell(world.say("holder.made", id=holder.id))
    return Exit.PASSED


def _day(item: Item, world: World) -> str:
    from wallet import words

    return words.date(item.credential.valid_from, world.lang) if item.credential.valid_from else ""


def _shown(text: str) -> str:
    """Text of strangers, without what could move the cursor or hide a part."""
    from wallet import words

    return words.clean(text)
