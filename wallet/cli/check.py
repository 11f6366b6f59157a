"""``akashi verify``: what files are worth, and why.

The keys, codes and exit statuses are a contract (see the README); words for people come from
``words``, in the language asked for.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from wallet.cli.at_hand import library_with
from wallet.cli.batch import judged
from wallet.cli.files import entries
from wallet.cli.rows import Asking, Row
from wallet.cli.values import filled, whole
from wallet.errors import Refused
from wallet.model import Audience
from wallet.report import Outcome, Policy

if TYPE_CHECKING:
    from wallet.cli.world import World

MANY = 10
"""Files after which a person is told how many were what."""


def add_parsers(commands: Any) -> None:
    """Add the commands of this module."""
    verify = commands.add_parser("verify", help="help.verify")
    verify.add_argument("files", nargs="+", metavar="FILE", help="help.verify_files")
    verify.add_argument(
        "--library", type=filled, action="append", default=[], metavar="DIR", help="help.verify_library"
    )
    verify.add_argument("--pack", action="append", default=[], metavar="FILE", help="help.verify_pack")
    verify.add_argument("--trust", type=filled, metavar="FINGERPRINT", help="help.verify_trust")
    verify.add_argument("--policy", choices=[policy.value for policy in Policy], default=Policy.GENUINE.value)
    add_audience(verify)
    verify.add_argument("--recipient", type=filled, metavar="TEXT", help="help.verify_recipient")
    verify.add_argument("--repeat", type=whole(1, 1_000_000), default=0, metavar="N")
    verify.add_argument("--jobs", type=whole(1, 256), default=0, metavar="N", help="help.verify_jobs")
    verify.set_defaults(handler=run_verify)


def run_verify(args: argparse.Namespace, world: World) -> int:
    """Verify each file; the worst outcome is the exit status."""
    if args.trust and not args.pack:
        raise Refused("usage.trust_without_pack")
    library = library_with(args.library)
    if args.pack:
        from wallet.cli.pack import library_with_packs

        library = library_with_packs(library, args.pack, args.trust or "", world)
    asking = Asking(
        library,
        world.clock(),
        audience_of(args),
        Policy(args.policy),
        args.repeat,
        world.lang,
        args.recipient or "",
    )
    files = entries(args.files, world)
    found = dict.fromkeys((0, 1, 2, 3), 0)
    for done, rows in enumerate(judged(files, asking, world, args.jobs)):
        for row in rows:
            world.emit(row)
            if not world.json:
                print_row(row, world)
            found[status_of(row)] += 1
        world.tick(done + 1, len(files))
    if len(files) >= MANY:
        passed, failed, unknown, unread = found.values()
        world.note("verify.summary", files=len(files), passed=passed, failed=failed, unknown=unknown, unread=unread)
    return exit_status(status for status, count in found.items() if count)


def add_audience(command: argparse.ArgumentParser) -> None:
    """The options that say to whom and to which question something is shown."""
    for name in ("--challenge", "--domain", "--nonce", "--audience"):
        command.add_argument(name, type=filled)


def audience_of(args: argparse.Namespace) -> Audience | None:
    """``--challenge/--domain`` for presentations, ``--nonce/--audience`` for SD-JWT: one question, two dialects."""
    asked = set()
    for first, second in (("challenge", "domain"), ("nonce", "audience")):
        question, to = getattr(args, first), getattr(args, second)
        if (question is None) != (to is None):
            raise Refused("usage.together", first=f"--{first}", second=f"--{second}")
        if question is not None:
            asked.add(Audience(question, to))
    if len(asked) > 1:
        raise Refused("usage.two_questions")
    return next(iter(asked), None)


def exit_status(worst: Iterable[int]) -> int:
    """The worst of several: 1 before 3 before 2 before 0."""
    found = set(worst)
    return next((status for status in (1, 3, 2, 0) if status in found), 0)


def status_of(row: Row) -> int:
    """The exit status that one row asks for."""
    if "digest" not in row:
        return 2 if row["verdict"] == Outcome.UNKNOWN.value else 3
    return {"passed": 0, "failed": 1, "unknown": 2}[row["verdict"]]


_MARKS = {"passed": "✓", "failed": "✕", "unknown": "?", "absent": "–"}


def print_row(row: Row, world: World) -> None:
    """One credential for people: a headline, then one line for each answer."""
    from wallet import words

    verdict = words.say(f"verdict.{row['verdict']}", {}, world.lang)
    place = f"{row['file']} › {row['entry']}" if "entry" in row else row["file"]
    title = " / ".join(row.get("titles") or []) or place
    issuer = row.get("issuer") or {}
    by = f" — {issuer.get('name') or issuer.get('id')}" if issuer.get("id") else ""
    print(f"{_MARKS[row['verdict']]} {verdict}: {words.clean(title)}{words.clean(by)}", file=world.stdout)
    for check in row["checks"]:
        print(f"    {_MARKS[check['outcome']]} {check['says']}", file=world.stdout)
        if check["needs"]:
            print(f"      → {world.say('ui-check-needs', url=words.clean(check['needs'][0]))}", file=world.stdout)
