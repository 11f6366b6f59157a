"""``akashi trash``: what was removed and can still be brought back."""

from __future__ import annotations

import argparse
from typing import Any

from wallet.cli.opening import session_of
from wallet.cli.world import Exit, World
from wallet.encoding import write_time
from wallet.session.trash import Trashed


def add_parsers(commands: Any) -> None:
    """Add ``trash`` with its verbs."""
    trash = commands.add_parser("trash", help="help.trash")
    verbs = trash.add_subparsers(dest="verb", metavar="VERB", required=True)
    verbs.add_parser("list", help="help.trash_list").set_defaults(handler=run_list)
    back = verbs.add_parser("restore", help="help.trash_restore")
    back.add_argument("ids", nargs="+", metavar="ID", help="help.keep_ids")
    back.set_defaults(handler=run_restore)
    verbs.add_parser("empty", help="help.trash_empty").set_defaults(handler=run_empty)


def run_list(args: argparse.Namespace, world: World) -> int:
    """One line for each credential in the trash."""
    from wallet import words

    with session_of(args, world) as session:
        found = session.trash()
    for one in found:
        world.emit(_row(one))
        if not world.json:
            title = words.clean(" / ".join(one.titles) or one.name)
            world.tell(world.say("trash.row", id=one.id[:12], title=title, until=write_time(one.until)))
    if not found and not world.json:
        world.tell(world.say("list.empty"))
    return Exit.PASSED


def _row(one: Trashed) -> dict[str, Any]:
    title = " / ".join(one.titles) or one.name
    times = {"removed": write_time(one.removed), "until": write_time(one.until)}
    return {"id": one.id, "title": title, "issuer": one.issuer, **times}


def run_restore(args: argparse.Namespace, world: World) -> int:
    """Bring credentials back, all or none of those named."""
    with session_of(args, world) as session:
        for name in session.bring_back(args.ids):
            world.emit({"id": name, "restored": True})
            if not world.json:
                world.tell(world.say("trash.restored", id=name[:12]))
    return Exit.PASSED


def run_empty(args: argparse.Namespace, world: World) -> int:
    """Forget what is in the trash, and say how much that was."""
    with session_of(args, world) as session:
        count = session.empty_trash()
    world.emit({"emptied": count})
    if not world.json:
        world.tell(world.say("trash.emptied", count=count))
    return Exit.PASSED
