"""``akashi paper``: credentials in a PDF that people read and that verifies again."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from wallet.cli.share import write
from wallet.cli.values import filled
from wallet.cli.world import Exit, World
from wallet.session.shared import names_in, note
from wallet.sharing import present


def add_parsers(commands: Any) -> None:
    """Add the commands of this module."""
    command = commands.add_parser("paper", help="help.paper")
    command.add_argument("ids", nargs="+", metavar="ID")
    command.add_argument("--reveal", action="append", default=None, metavar="POINTER", help="help.paper_reveal")  # fmt: skip
    command.add_argument("-o", "--output", type=filled, required=True, metavar="OUT.pdf")
    command.set_defaults(handler=run_paper)


def run_paper(args: argparse.Namespace, world: World) -> int:
    """Make the PDF, and note what it shows."""
    from wallet.cli.opening import session_of
    from wallet.session.paper import paper

    with session_of(args, world) as session:
        items = [session.item(name) for name in dict.fromkeys(args.ids)]
        divided = [item for item in items if present.can_choose(item.credential)]
        reveal = {item.id: args.reveal for item in divided} if args.reveal is not None else None
        data = paper(items, session.library, world.clock(), world.lang, reveal)
        write(Path(args.output), data)
        if session.vault is not None and not session.vault.read_only:
            least = {
                item.id: sorted(present.least(item.credential)) if args.reveal is None else args.reveal
                for item in divided
            }
            note(session.vault, world.clock(), [(item.id, names_in(least.get(item.id))) for item in items], way="file")
    world.emit({"file": args.output, "bytes": len(data), "credentials": [item.id for item in items]})
    world.tell(world.say("paper.made", count=len(items)))
    return Exit.PASSED
