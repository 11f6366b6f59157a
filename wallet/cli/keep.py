"""``akashi add``, ``list``, ``show``, ``export``, ``remove``, ``holder``: what is kept."""

from __future__ import annotations

import argparse
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from wallet.cli import move
from wallet.cli.files import Entry, entries
from wallet.cli.opening import session_of
from wallet.cli.world import Exit, World
from wallet.encoding import write_time
from wallet.errors import Refused, WalletError
from wallet.library import Library
from wallet.report import Check
from wallet.session import Added, Item, Session
from wallet.session.trash import DAYS

MAX_FILES: Final = 5_000
"""In one call of ``add``: a folder chosen by mistake ends with a message, not with a day of work."""
_MARKS: Final = {"passed": "✓", "failed": "✕", "unknown": "?"}
_OUTCOME_MARKS: Final = {"added": "+", "newer": "+", "duplicate": "=", "failed": "✕"}


def add_parsers(commands: Any) -> None:
    """Add the commands of this module."""
    add = commands.add_parser("add", help="help.add")
    add.add_argument("files", nargs="+", metavar="FILE|DIR")
    add.add_argument("--from", default="", dest="source", metavar="URL", help="help.add_from")
    move.add_password(add)
    add.set_defaults(handler=run_add)

    listing = commands.add_parser("list", help="help.list")
    listing.add_argument("--query", default="", metavar="TEXT", help="help.keep_query")
    listing.add_argument("--all", action="store_true", dest="history", help="help.keep_all")
    listing.set_defaults(handler=run_list)

    for name, handler, words in (
        ("show", run_show, "help.show"),
        ("remove", run_remove, "help.remove"),
    ):
        one = commands.add_parser(name, help=words)
        one.add_argument("ids", nargs="+", metavar="ID", help="help.keep_ids")
        one.set_defaults(handler=handler)
    move.add_export(commands).set_defaults(handler=run_export)

    holder = commands.add_parser("holder", help="help.holder")
    keys = holder.add_subparsers(dest="verb", metavar="VERB", required=True)
    keys.add_parser("list", help="help.keep_list").set_defaults(handler=run_holders)
    new = keys.add_parser("new", help="help.keep_new")
    new.add_argument("--name", default="", help="help.keep_name")
    new.set_defaults(handler=run_new_holder)


def run_add(args: argparse.Namespace, world: World) -> int:
    """Keep every credential of every file; status 3 if one of them could not be read."""
    files = entries(args.files, world, MAX_FILES)
    outcomes: Counter[str] = Counter()
    password = move.Password(args, world)
    with session_of(args, world) as session:
        for done, entry in enumerate(files):
            world.tick(done, len(files))
            every = _add_one(session, entry, world, password, args.source)
            for added in every:
                outcomes[added.outcome] += 1
                _report_added(added, world)
            move.warn(every, entry.name, world)
        world.tick(len(files), len(files))
    if outcomes.total() > 1 and not world.json:
        counts = {name: outcomes[name] for name in _OUTCOME_MARKS}
        world.tell(world.say("add.summary", files=len(files), **counts))
    return Exit.UNREADABLE if outcomes["failed"] else Exit.PASSED


def _add_one(session: Session, entry: Entry, world: World, password: move.Password, source: str) -> tuple[Added, ...]:
    name = entry.name
    try:
        if entry.error is not None:
            raise entry.error
        data = world.read(name)
    except WalletError as error:
        return (Added(name, 0, "", "failed", error.code, error.facts),)
    label = "" if name == "-" else Path(name).name
    kept = password.with_it(lambda secret: session.add(data, label, password=secret, source=source), name)
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
    if args.all == bool(args.ids) or args.output:
        raise Refused("export.needs_to")
    if args.all:
        return _export_all(args, world)
    with session_of(args, world) as session:
        items = [session.item(name) for name in args.ids]
        for item in dict.fromkeys(item.id for item in items):
            (path,) = session.export([item], Path(args.to))
            world.emit({"id": item, "path": str(path)})
            if not world.json:
                world.tell(world.say("export.done", id=item[:12], path=str(path)))
    return Exit.PASSED


def _export_all(args: argparse.Namespace, world: World) -> int:
    with session_of(args, world) as session:
        *originals, index = session.export_all(Path(args.to))
        for path in originals:
            world.emit({"path": str(path)})
        world.emit({"path": str(index), "files": len(originals)})
        if not world.json:
            world.tell(world.say("export.all", count=len(originals), index=str(index)))
    return Exit.PASSED


def run_remove(args: argparse.Namespace, world: World) -> int:
    """Put credentials in the trash, all or none of those named."""
    with session_of(args, world) as session:
        for record in session.remove(args.ids):
            digest = str(record.facts["digest"])
            world.emit({"id": digest, "removed": True})
            if not world.json:
                world.tell(world.say("remove.done", id=digest[:12], days=DAYS))
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
