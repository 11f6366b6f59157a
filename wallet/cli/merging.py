"""``akashi vault merge``: bring copies of the vault together that were changed on two computers."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from wallet.cli.files import mode
from wallet.cli.opening import session_of
from wallet.cli.world import Exit, World
from wallet.errors import Malformed, WalletError
from wallet.session import Session
from wallet.session.beside import beside
from wallet.session.merge import Choice, Merged
from wallet.session.together import bring_in, compare


def add_parser(verbs: Any) -> None:
    """Add ``merge`` to the verbs of ``vault``."""
    merge = verbs.add_parser("merge", help="help.vault_merge")
    merge.add_argument("files", nargs="*", metavar="FILE", help="help.merge_files")
    merge.add_argument(
        "--keep",
        choices=("both", "this", "that"),
        default="both",
        help="help.merge_keep",
    )
    merge.set_defaults(handler=run_merge)


def run_merge(args: argparse.Namespace, world: World) -> int:
    """Merge every file, one after the other; status 74 if one of them cannot be."""
    status = Exit.PASSED
    with session_of(args, world) as session:
        paths = list(_files(args, session))
        for path in paths:
            try:
                if not mode(str(path)):
                    raise Malformed("file.missing", file=str(path))
                _report(path, _merge(session, path, args.keep, world), world)
            except WalletError as error:
                status = Exit.CANNOT_WRITE
                says = world.say(error.code, **error.facts)
                world.emit({"path": str(path), "merged": False, "code": error.code, "says": says})
                if not world.json:
                    world.tell("✕ " + world.say("merge.skipped", path=str(path), reason=says))
        if not paths and not world.json:
            world.tell(world.say("merge.none"))
    return status


def _files(args: argparse.Namespace, session: Session) -> Iterator[Path]:
    if args.files:
        yield from map(Path, args.files)
        return
    vault = session.open_vault()
    for found in beside(vault.path, vault.id):
        yield found.path


def _merge(session: Session, path: Path, keep: Choice, world: World) -> Merged:
    choices = {conflict.mine.id: keep for conflict in compare(session, path, None, world.tick).conflicts}
    return bring_in(session, path, choices, None, world.tick)


def _report(path: Path, done: Merged, world: World) -> None:
    row = {
        "added": done.added,
        "removed": done.removed,
        "changed": done.changed,
        "conflicts": len(done.conflicts),
    }
    world.emit({"path": str(path), "merged": True, **row})
    if not world.json:
        world.tell(world.say("merge.done", path=str(path), **row))
