"""``akashi inspect``: what credentials say, as one model for every format, with where each part stands."""

from __future__ import annotations

import argparse
from typing import Any

from wallet import words
from wallet.cli.check import exit_status, print_row, say_checks, status_of, unread
from wallet.cli.world import World
from wallet.encoding import write_time
from wallet.errors import WalletError
from wallet.evidence import uncovered
from wallet.library import Library
from wallet.model import Achievement, Credential
from wallet.sharing.reader import read_any
from wallet.vocab.openbadges import ELEMENTS, achievements


def add_parsers(commands: Any) -> None:
    """Add the command of this module."""
    inspect = commands.add_parser("inspect", help="what credentials say, as one model")
    inspect.add_argument("files", nargs="+", metavar="FILE")
    inspect.set_defaults(handler=run_inspect)


def run_inspect(args: argparse.Namespace, world: World) -> int:
    """Say what each credential says; nothing is verified."""
    library = Library.bundled()
    worst = []
    for name in args.files:
        try:
            found = read_any(world.read(name))
        except WalletError as error:
            row = unread(name, error)
            say_checks(row, world)
            world.emit(row)
            if not world.json:
                print_row(row, world)
            worst.append(status_of(row))
            continue
        for index, credential in enumerate(found.credentials):
            row = inspected(name, index, credential, library)
            world.emit(row)
            if not world.json:
                _print(row, world)
    return exit_status(worst)


def inspected(name: str, index: int, credential: Credential, library: Library) -> dict[str, Any]:
    """The content of one credential as plain JSON."""
    outside = uncovered(credential, library)
    return {
        "file": name,
        "index": index,
        "format": credential.format,
        "container": credential.container,
        "digest": f"sha256:{credential.digest}",
        "id": credential.id,
        "types": list(credential.types),
        "issuer": {"id": credential.issuer.id, "name": credential.issuer.name},
        "subject": {"id": credential.subject},
        "valid_from": write_time(credential.valid_from) if credential.valid_from else None,
        "valid_until": write_time(credential.valid_until) if credential.valid_until else None,
        "titles": list(credential.titles),
        "achievements": [_achievement(one, outside) for one in achievements(credential)],
    }


def _achievement(achievement: Achievement, outside: tuple[str, ...] | None) -> dict[str, Any]:
    quality = [
        {
            "element": one.element,
            "value": one.value,
            "lang": one.lang,
            "pointer": one.pointer,
            "signed": outside is not None and not any(_within(one.pointer, lost) for lost in outside),
            "stated_by": "issuer",
        }
        for one in achievement.statements
    ]
    stated = {element: list(achievement.stated(element)) for element in ELEMENTS if element != "title"}
    return {
        "title": achievement.title,
        "type": achievement.type,
        "pointer": achievement.pointer,
        "image": achievement.image[:200],
        **stated,
        "quality": quality,
    }


def _within(pointer: str, lost: str) -> bool:
    """Does a pointer lie at or below another?"""
    return pointer == lost or pointer.startswith(lost + "/")


def _print(row: dict[str, Any], world: World) -> None:
    issuer = row["issuer"]
    print(words.clean(" / ".join(row["titles"]) or row["file"]), file=world.stdout)
    print(f"    {words.clean(issuer['name'] or issuer['id'])}", file=world.stdout)
    for achievement in row["achievements"]:
        for one in achievement["quality"]:
            mark = "✓" if one["signed"] else "–"
            label = world.say(f"element.{one['element']}")
            print(f"    {mark} {label}: {words.clean(one['value'])[:300]}", file=world.stdout)
