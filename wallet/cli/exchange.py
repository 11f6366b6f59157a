"""``akashi request`` and ``akashi answer-qr``: a verifier's question and a holder's answer, by QR code or file."""

from __future__ import annotations

import argparse
import secrets
from datetime import timedelta
from pathlib import Path
from typing import Any

from wallet import words
from wallet.cli.at_hand import library_with
from wallet.cli.check import exit_status, print_row, status_of
from wallet.cli.files import Entry, entries
from wallet.cli.rows import Asking, row_of, say_checks
from wallet.cli.share import write, write_codes
from wallet.cli.values import filled, whole
from wallet.cli.world import Exit, World
from wallet.encoding import load_json, pointer_tokens, write_time
from wallet.errors import Malformed, Refused, WalletError
from wallet.report import Policy
from wallet.session.memory import Spent
from wallet.session.shared import names_in, note
from wallet.session.showing import key_for
from wallet.sharing import dcql, exchange, qr
from wallet.sharing.reader import said


def add_parsers(commands: Any) -> None:
    """Add the commands of this module."""
    request = commands.add_parser("request", help="help.request")
    verbs = request.add_subparsers(required=True, metavar="VERB")
    make = verbs.add_parser("make", help="help.exchange_make")
    make.add_argument("--type", action="append", default=[], metavar="TYPE", help="help.exchange_type")
    make.add_argument("--vct", action="append", default=[], metavar="VCT", help="help.exchange_vct")
    make.add_argument("--claim", action="append", default=[], metavar="POINTER", help="help.exchange_claim")
    make.add_argument("--optional", action="append", default=[], metavar="POINTER", help="help.exchange_optional")
    make.add_argument("--dcql", metavar="FILE", help="help.exchange_dcql")
    make.add_argument("--name", default="", help="help.exchange_name")
    make.add_argument("--contact", default="")
    make.add_argument("--purpose", default="", metavar="TEXT", help="help.exchange_purpose")
    make.add_argument("--minutes", type=whole(1, 525_600), default=10, metavar="N", help="help.exchange_minutes")
    make.add_argument("-o", "--output", type=filled, required=True, metavar="OUT.json|.png|.gif|DIR")
    make.set_defaults(handler=run_make)
    check = verbs.add_parser("check", help="help.exchange_check")
    check.add_argument("request", metavar="REQUEST")
    check.add_argument("replies", nargs="+", metavar="REPLY")
    check.add_argument("--library", type=filled, action="append", default=[], metavar="DIR", help="help.verify_library")
    check.add_argument("--policy", choices=[policy.value for policy in Policy], default=Policy.GENUINE.value)
    check.set_defaults(handler=run_check)

    answer = commands.add_parser("answer-qr", help="help.answer_qr")
    answer.add_argument("request", metavar="REQUEST")
    answer.add_argument("--list", action="store_true", dest="listing", help="help.exchange_list")
    answer.add_argument("--with", action="append", default=[], dest="chosen", metavar="ID", help="help.exchange_with")
    answer.add_argument("--reveal", action="append", default=[], metavar="POINTER", help="help.exchange_reveal")
    answer.add_argument("-o", "--output", type=filled, metavar="OUT.json|.png|.gif|DIR")
    answer.set_defaults(handler=run_answer)


def run_make(args: argparse.Namespace, world: World) -> int:
    """Make a request."""
    if args.dcql:
        query = dcql.read_query(load_json(world.read(args.dcql)))
    else:
        query = dcql.any_of(
            args.type, args.vct, [_path(one) for one in args.claim], [_path(one) for one in args.optional]
        )
    purpose = {world.lang: args.purpose} if args.purpose else {}
    one = exchange.ask(
        query, world.clock(), secrets.token_bytes, name=args.name, contact=args.contact, purpose=purpose,
        valid=timedelta(minutes=args.minutes),
    )  # fmt: skip
    parts = _write(args.output, exchange.write_ask(one))
    challenge, domain = one.audience
    world.emit({"file": args.output, "id": one.id, "challenge": challenge, "domain": domain, "expires": write_time(one.expires), "parts": parts})  # fmt: skip
    world.tell(world.say("exchange.asked", until=words.clock(one.expires, world.lang)))
    return Exit.PASSED


def _path(pointer: str) -> dcql.Path:
    steps = pointer_tokens(pointer)
    return tuple(None if step == "*" else int(step) if step.isdecimal() else step for step in steps)


def run_answer(args: argparse.Namespace, world: World) -> int:
    """List what would answer, or answer."""
    from wallet.cli.opening import session_of

    one = exchange.read_ask(_read(args.request, world))
    now = world.clock()
    with session_of(args, world) as session:
        held = {item.credential.digest: item for item in session.items()}
        credentials = [session.item(name).credential for name in args.chosen] or [
            item.credential for item in held.values()
        ]
        found = {wanted.id: dcql.matches(wanted, credentials) for wanted in one.query.wanted}
        if args.listing or not args.output:
            _print_ask(one, world)
            for matched in found.values():
                for match in matched:
                    _print_match(match, world)
            if not any(found.values()):
                world.tell(world.say("exchange.nothing"))
            return Exit.PASSED if any(found.values()) else Exit.FAILED
        exchange.check_time(one, now)
        names = dcql.answerable(one.query, {name for name, matched in found.items() if matched})
        if not names:
            raise Refused("exchange.nothing")
        parts = [
            exchange.Part(match, (*match.least, *(pointer for pointer in match.optional if pointer in args.reveal)))
            for match in (found[name][0] for name in names)
        ]
        data = exchange.reply(one, parts, lambda credential: key_for(session, credential), session.library, now)
        if session.vault is not None and not session.vault.read_only:
            given = [
                (part.match.credential.digest, names_in(dcql.revealing(part.match.credential, part.pointers)))
                for part in parts
            ]
            note(
                session.vault,
                now,
                given,
                to=one.name,
                purpose=_purpose(one, world),
                way="answer",
                proven=True,
                until=one.expires,
            )
    parts_made = _write(args.output, data)
    shown = [{"id": part.match.credential.digest, "claims": sorted(set(part.pointers))} for part in parts]
    world.emit({"file": args.output, "bytes": len(data), "parts": parts_made, "request": one.id, "shown": shown})
    world.tell(world.say("exchange.answered", count=len(parts)))
    return Exit.PASSED


def _purpose(one: exchange.Ask, world: World) -> str:
    return one.purpose.get(world.lang) or next(iter(one.purpose.values()), "")


def _print_ask(one: exchange.Ask, world: World) -> None:
    purpose = _purpose(one, world)
    world.emit({"request": one.id, "name": one.name, "contact": one.contact, "purpose": purpose, "expires": write_time(one.expires)})  # fmt: skip
    if not world.json:
        world.tell(world.say("exchange.asker", name=one.name, named=int(bool(one.name)), purpose=purpose))


def _print_match(match: dcql.Match, world: World) -> None:
    title = " / ".join(match.credential.titles)
    hints = [
        {"code": code, "facts": facts, "says": world.say(code, **facts)} for code, facts in exchange.over_asking(match)
    ]
    world.emit({"wanted": match.wanted.id, "id": match.credential.digest, "title": title, "required": list(match.required),
                "optional": list(match.optional), "hints": hints})  # fmt: skip
    if world.json:
        return
    world.tell(f"{match.credential.digest[:12]}  {words.clean(title)}")
    for mark, pointers in (("=", match.required), ("+", match.optional)):
        for pointer in pointers:
            world.tell(f"  {mark} {words.clean(pointer)}")
    for hint in hints:
        world.tell(f"  ! {hint['says']}")


def run_check(args: argparse.Namespace, world: World) -> int:
    """Judge each answer as the verifier who made the request would."""
    from wallet.session import state_folder

    one, now = exchange.read_ask(_read(args.request, world)), world.clock()
    desk, spent = exchange.Desk(), Spent(state_folder(world.environ))
    if not spent.has(exchange.mark(one)):
        desk.opened(one)
    else:
        desk.spent(one)
    asking = Asking(library_with(args.library), now, one.audience, Policy(args.policy), lang=world.lang)
    statuses = []
    for name in args.replies:
        try:
            _, answers = desk.take(_read(name, world), asking.library, now)
        except WalletError as error:
            row: dict[str, Any] = {"file": name, "request": one.id, "verdict": "failed", "code": error.code, "says": world.say(error.code, **error.facts)}  # fmt: skip
            world.emit(row)
            world.tell(f"✕ {name}: {row['says']}")
            statuses.append(int(Exit.UNREADABLE if isinstance(error, Malformed) else Exit.FAILED))
            continue
        if one not in desk.waiting:
            spent.add(exchange.mark(one), one.expires, now)
        for answer in answers:
            for index, (credential, report) in enumerate(zip(answer.credentials, answer.reports, strict=True)):
                level = exchange.level(report)
                row = {**row_of(name, index, credential, report, asking.policy), "request": one.id, "query": answer.wanted.id,
                       "missing": list(answer.missing), "level": level}  # fmt: skip
                say_checks(row, world.lang)
                world.emit(row)
                if not world.json:
                    print_row(row, world)
                    world.tell(world.say(f"exchange.level_{level}"))
                statuses.append(1 if answer.missing else status_of(row))
    return exit_status(statuses)


def _read(name: str, world: World) -> bytes:
    """A request or an answer from a file, a picture of codes, or a folder of such pictures."""
    found = said([_bytes(one, world) for one in entries([name], world)])
    if len(found) != 1:
        raise Malformed("malformed.archive_many", count=len(found))
    return found[0].strip()


def _bytes(entry: Entry, world: World) -> bytes:
    if entry.error is not None:
        raise entry.error
    return world.read(entry.name)


def _write(name: str, data: bytes) -> int:
    """As a file, or as codes where the name says so; how many codes."""
    out = Path(name)
    if out.suffix.lower() not in (".png", ".gif", ""):
        write(out, data)
        return 0
    codes = qr.pack(data)
    write_codes(out, codes)
    return len(codes.parts)
