"""``akashi inspect``: what credentials say, as one model for every format, with where each part stands."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import Any

from wallet import words
from wallet.assertion import complete
from wallet.cli.at_hand import library_with
from wallet.cli.check import exit_status, print_row, status_of
from wallet.cli.rows import say_checks, unread
from wallet.cli.values import filled
from wallet.cli.world import World
from wallet.encoding import write_time
from wallet.errors import Malformed, WalletError
from wallet.evidence import uncovered
from wallet.formats import inside
from wallet.library import Library
from wallet.model import Achievement, Credential
from wallet.sharing.reader import Part, read_parts
from wallet.vocab import beside
from wallet.vocab.openbadges import ELEMENTS, achievements
from wallet.vocab.typemeta import titled


def add_parsers(commands: Any) -> None:
    """Add the command of this module."""
    inspect = commands.add_parser("inspect", help="help.inspect")
    inspect.add_argument("files", nargs="+", metavar="FILE")
    inspect.add_argument(
        "--library", type=filled, action="append", default=[], metavar="DIR", help="help.verify_library"
    )
    inspect.set_defaults(handler=run_inspect)


def run_inspect(args: argparse.Namespace, world: World) -> int:
    """Say what each credential says; nothing is verified."""
    library = library_with(args.library)
    worst = []
    for name in args.files:
        try:
            parts = read_parts(world.read(name))
            rows: list[dict[str, Any]] = []
            for part in parts:
                rows += _part_rows(name, part, len(rows), library, world.lang)
        except WalletError as error:
            rows = [unread(name, error)]
        for row in rows:
            if "checks" in row:
                say_checks(row, world.lang)
                worst.append(status_of(row))
            world.emit(row)
            if not world.json:
                (print_row if "checks" in row else _print)(row, world)
    return exit_status(worst)


def _part_rows(name: str, part: Part, first: int, library: Library, lang: str) -> list[dict[str, Any]]:
    """What each credential of a file says, and why one cannot be read; numbered from ``first``."""
    entry = {"entry": part.name} if part.name else {}
    if part.found is None:
        assert part.error is not None
        return [{**unread(name, part.error, first), **entry}]
    found = part.found
    whole = (titled(complete(one, library), library, lang) for one in found.credentials)
    rows = [inspected(name, first + index, one, library) for index, one in enumerate(whole)]
    rows += [unread(name, Malformed(code, **facts), first + index) for index, code, facts in found.failed]
    for outer, credential in enumerate(found.credentials, first):
        rows += _contained(name, outer, first + len(rows), credential, library)
    return [{**row, **entry} for row in rows]


def _contained(name: str, outer: int, first: int, credential: Credential, library: Library) -> Iterator[dict[str, Any]]:
    """What a learning record holds, as rows that say within which."""
    for index, held in enumerate(inside.every(credential), first):
        row = unread(name, held, index) if isinstance(held, WalletError) else inspected(name, index, held, library)
        yield {**row, "within": outer}


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
        "achievements": [_achievement(one, credential, outside) for one in achievements(credential)],
        "evidence": beside.evidence(credential),
        "endorsements": [one.pointer for one in inside.endorsements(credential)],
    }


def _achievement(achievement: Achievement, credential: Credential, outside: tuple[str, ...] | None) -> dict[str, Any]:
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
        "alignments": beside.alignments(credential, achievement),
        "results": beside.results(credential, achievement),
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
