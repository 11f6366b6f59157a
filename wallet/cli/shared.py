"""``akashi shared``: what was shown to whom, without any value of it."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from wallet import words
from wallet.cli.share import write
from wallet.cli.values import filled
from wallet.cli.world import Exit, World
from wallet.encoding import write_time
from wallet.errors import Refused
from wallet.session import Session
from wallet.session import shared as log
from wallet.vault import Vault


def add_parsers(commands: Any) -> None:
    """Add the commands of this module."""
    command = commands.add_parser("shared", help="help.shared")
    verbs = command.add_subparsers(required=True, metavar="VERB")
    verbs.add_parser("list", help="help.shared_list").set_defaults(handler=run_list)
    remove = verbs.add_parser("remove", help="help.shared_remove")
    remove.add_argument("ids", nargs="+", metavar="ID")
    remove.set_defaults(handler=run_remove)
    export = verbs.add_parser("export", help="help.shared_export")
    export.add_argument("-o", "--output", type=filled, required=True, metavar="FILE")
    export.set_defaults(handler=run_export)


def run_list(args: argparse.Namespace, world: World) -> int:
    """One line for each showing."""
    from wallet.cli.opening import session_of

    with session_of(args, world) as session:
        titles = {one.id: " / ".join(one.titles) for one in session.listed()}
        found = log.shown(_vault(session))
        for one in found:
            what: list[dict[str, Any]] = [
                {"id": digest, "title": titles.get(digest, ""), "claims": list(names) if names is not None else None}
                for digest, names in one.credentials
            ]
            until = write_time(one.until) if one.until else None
            world.emit({"id": one.id, "at": write_time(one.at), "to": one.to, "purpose": one.purpose, "way": one.way,
                        "proven": one.proven, "until": until, "credentials": what})  # fmt: skip
            if not world.json:
                shown = "; ".join(
                    f"{row['title'] or row['id'][:12]}: {', '.join(['*'] if row['claims'] is None else row['claims'])}"
                    for row in what
                )
                world.tell(
                    f"{one.id[:8]}  {words.date(one.at, world.lang)}  {words.clean(one.to or '–')}  {words.clean(shown)}"
                )
        if not found and not world.json:
            world.tell(world.say("shared.empty"))
    return Exit.PASSED


def run_remove(args: argparse.Namespace, world: World) -> int:
    """Forget showings."""
    from wallet.cli.opening import session_of

    with session_of(args, world) as session:
        gone = log.forget(_vault(session), args.ids)
    world.emit({"removed": [record.id for record in gone]})
    world.tell(world.say("shared.removed", count=len(gone)))
    return Exit.PASSED


def run_export(args: argparse.Namespace, world: World) -> int:
    """Write the log to a file."""
    from wallet.cli.opening import session_of

    with session_of(args, world) as session:
        write(Path(args.output), log.written(_vault(session)))
    world.emit({"file": args.output})
    return Exit.PASSED


def _vault(session: Session) -> Vault:
    if session.vault is None:
        raise Refused("session.no_vault")
    return session.vault
