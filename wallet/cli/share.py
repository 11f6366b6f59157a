"""``akashi disclose``, ``present``, ``qr``, ``scan``: show exactly what was chosen, and read what is shown."""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from wallet import formats, words
from wallet.cli.check import add_audience, audience_of
from wallet.cli.files import mode
from wallet.cli.values import filled, whole
from wallet.cli.world import Exit, World
from wallet.crypto.keys import PrivateKey
from wallet.encoding import pointer_names
from wallet.errors import Malformed, Refused, VaultError, WalletError
from wallet.formats import sdjwt
from wallet.library import Library
from wallet.model import Credential
from wallet.session import Session
from wallet.session.shared import names_in, note
from wallet.sharing import present, qr, vpqr
from wallet.sharing.reader import codes, read_any
from wallet.vault import Vault

_SHEET = ".png"
_ID: Final = re.compile(r"(sha256:)?[0-9a-f]+\Z", re.IGNORECASE)
"""What is no file may be the id of a credential, or its first letters; anything else is a file that is missing."""


def add_parsers(commands: Any) -> None:
    """Add the commands of this module."""
    disclose = commands.add_parser("disclose", help="help.disclose")
    disclose.add_argument("file", metavar="FILE|ID")
    disclose.add_argument("--reveal", action="append", default=[], metavar="POINTER")
    disclose.add_argument("--list", action="store_true", dest="listing", help="help.share_list")
    disclose.add_argument("-o", "--output", type=filled, metavar="OUT")
    disclose.set_defaults(handler=run_disclose)

    shown = commands.add_parser("present", help="help.present")
    shown.add_argument("files", nargs="+", metavar="FILE|ID")
    shown.add_argument("--reveal", action="append", default=None, metavar="POINTER")
    shown.add_argument("--holder", default="", metavar="ID")
    add_audience(shown)
    shown.add_argument("--format", choices=present.FORMS, default="auto", dest="form")
    shown.add_argument("--minutes", type=whole(1, 525_600), metavar="N", help="help.share_minutes")
    shown.add_argument("-o", "--output", type=filled, required=True, metavar="OUT")
    shown.set_defaults(handler=run_present)

    code = commands.add_parser("qr", help="help.qr")
    code.add_argument("file", metavar="FILE")
    code.add_argument(
        "--form",
        choices=("bbqr", *vpqr.FORMS),
        default="bbqr",
        help="help.share_form",
    )
    code.add_argument("--density", choices=tuple(qr.DENSITIES), default="normal")
    code.add_argument("--animate", choices=("auto", "never"), default="auto")
    code.add_argument("-o", "--output", type=filled, required=True, metavar="OUT.png|.gif|DIR")
    code.set_defaults(handler=run_qr)

    scan = commands.add_parser("scan", help="help.scan")
    scan.add_argument("images", nargs="+", metavar="IMAGE")
    scan.add_argument("-o", "--output", type=filled, metavar="OUT")
    scan.set_defaults(handler=run_scan)


@contextmanager
def _sources(
    names: list[str], holder: str | None, args: argparse.Namespace, world: World
) -> Iterator[tuple[list[Credential], PrivateKey | None, Library, Vault | None]]:
    """Credentials from files or the vault, the holder's key, and the vault, which is opened only if it is needed."""
    inside = [name for name in names if _ID.match(name) and not mode(name)]
    if not inside and holder is None:
        yield [_only(world.read(name)) for name in names], None, Library.bundled(), None
        return
    from wallet.cli.opening import session_of

    with session_of(args, world) as session:
        found = [session.item(name).credential if name in inside else _only(world.read(name)) for name in names]
        yield found, _key(session, holder, found), session.library, session.vault


def _key(session: Session, holder: str | None, found: list[Credential]) -> PrivateKey | None:
    """The key asked for; else the one the credential names, if it is ours; else the oldest."""
    if holder is None:
        return None
    if not holder:
        subjects = {one.subject for one in found}
        own = {_subject(session, one.id): one.id for one in session.holders()}
        mine = [one.id for one in session.holders() if one.id in subjects] + [
            own[name] for name in subjects if name in own
        ]
        holder = mine[0] if mine else ""
    return session.holder_key(holder)


def _subject(session: Session, did: str) -> str:
    """The name under which an SD-JWT knows a key: its thumbprint."""
    return sdjwt.holder_of({"cnf": {"jwk": session.holder_key(did).public_jwk}})


def _only(raw: bytes) -> Credential:
    found = read_any(raw).credentials
    if len(found) != 1:
        raise Malformed("malformed.presentation")
    return found[0]


def run_disclose(args: argparse.Namespace, world: World) -> int:
    """Derive, or list what can be revealed."""
    if args.listing == (args.output is not None):
        raise Refused("usage.list_or_output")
    with _sources([args.file], None, args, world) as (found, _, library, _):
        credential = found[0]
    if args.listing:
        _list(credential, world)
        return Exit.PASSED
    if not present.can_choose(credential):
        raise Refused("present.whole_only")
    data = present.disclose(credential, args.reveal, library, world.clock())
    write(Path(args.output), data, [args.file])
    world.emit({"file": args.output, "bytes": len(data), "revealed": args.reveal})
    return Exit.PASSED


def _list(credential: Credential, world: World) -> None:
    """Everything that is shown or can be, and which of it always is."""
    rows = {pointer: {"pointer": pointer, "name": pointer_names(pointer)[-1], "value": value, "always": True, "sensitive": False}
            for pointer, value in present.frame(credential)}  # fmt: skip
    rows |= {one.pointer: {"pointer": one.pointer, "name": one.name, "value": one.value, "always": one.required, "sensitive": one.sensitive}
             for one in present.choices(credential)}  # fmt: skip
    for row in rows.values():
        world.emit(row)
        if not world.json:
            mark = "=" if row["always"] else "!" if row["sensitive"] else "+"
            value = json.dumps(row["value"], ensure_ascii=False, default=str)
            shown = f"{mark} {words.clean(row['pointer'])}  {words.clean(value)[:120]}"
            world.tell(shown + (f"  ({world.say('disclose.always')})" if row["always"] else ""))
    if not present.can_choose(credential):
        world.tell(world.say("present.whole_only"))


def run_present(args: argparse.Namespace, world: World) -> int:
    """Make a presentation; without a challenge it is a copy, and says so."""
    audience = audience_of(args)
    if args.challenge is not None and args.nonce is not None:
        raise Refused("usage.two_questions")
    holder = args.holder if audience is not None or args.holder else None
    with _sources(args.files, holder, args, world) as (found, key, library, vault):
        now = world.clock()
        until = now + timedelta(minutes=args.minutes) if args.minutes is not None else None
        data = present.present(found, key, audience, now, library, reveal=args.reveal, form=args.form, until=until)
        write(Path(args.output), data, args.files)
        if vault is not None and not vault.read_only:
            given = [(one.digest, names_in(args.reveal)) for one in found]
            note(vault, now, given, to=audience.domain if audience else "", proven=audience is not None, until=until)
    world.emit({"file": args.output, "bytes": len(data), "proven": audience is not None})
    if audience is None:
        world.tell(world.say("holder.unproven"))
    return Exit.PASSED


def run_qr(args: argparse.Namespace, world: World) -> int:
    """Draw the codes: a PNG (a contact sheet if there are several), an animated GIF, or a folder of pictures."""
    raw = world.read(args.file)
    if not raw.strip():
        raise Malformed("malformed.empty")
    if args.form in vpqr.FORMS:
        codes = qr.one(vpqr.write(_document(raw.strip()), args.form), args.density)
    else:
        codes = qr.pack(raw, args.density, args.animate)
    write_codes(Path(args.output), codes, [args.file])
    world.emit({"file": args.output, "parts": len(codes.parts), "version": codes.version})
    world.tell(world.say("qr.made", count=len(codes.parts)))
    return Exit.PASSED


def _document(raw: bytes) -> bytes:
    """The one presentation or credential in a file, which may be baked into a picture."""
    found = read_any(raw)
    return found.presentation.raw if found.presentation is not None else _only(raw).raw


def run_scan(args: argparse.Namespace, world: World) -> int:
    """Pictures to payload; frames in any order, with repeats and strangers among them."""
    texts: list[bytes] = []
    strange: list[WalletError] = []
    for done, name in enumerate(args.images):
        world.tick(done, len(args.images))
        try:
            texts += codes(world.read(name))
        except WalletError as error:
            world.note("scan.passed_over", file=name, reason=world.say(error.code, **error.facts))
            error.facts["file"] = name
            strange.append(error)
    if not texts and strange:
        raise strange[0]
    payload, *others = sorted(qr.unpack_all(texts), key=_is_strange)
    if others:
        world.note("scan.several", count=len(others))
    if args.output:
        write(Path(args.output), payload, args.images)
        world.emit({"file": args.output, "bytes": len(payload)})
    elif world.json:
        world.emit({"payload": payload.decode("utf-8", "replace")})
    else:
        world.stdout.write(payload.decode("utf-8", "replace") + "\n")
    return Exit.PASSED


def _is_strange(payload: bytes) -> bool:
    """Is it no credential, such as the address on a poster?"""
    try:
        formats.read(payload)
    except WalletError:
        return True
    return False


def write_codes(out: Path, codes: qr.Codes, inputs: Iterable[str] = ()) -> None:
    """Draw codes: a PNG (a contact sheet if there are several), an animated GIF, or a folder of pictures."""
    if out.suffix.lower() == ".gif":
        write(out, qr.write_gif(codes), inputs)
    elif out.suffix.lower() == _SHEET:
        write(out, qr.write_png(codes) if len(codes.parts) == 1 else qr.write_sheet(codes), inputs)
    else:
        for index in range(len(codes.parts)):
            write(out / f"{index + 1:02d}.png", qr.write_png(codes, index), inputs)


def write(path: Path, data: bytes, inputs: Iterable[str] = ()) -> None:
    """Write a file whole, but over none of the ``inputs``; what cannot be written is said, with exit status 74."""
    if path.exists() and any(mode(name) and path.samefile(name) for name in inputs):
        raise Refused("file.own_input", file=str(path))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    except OSError as error:
        raise VaultError("file.io", file=str(path), reason=error.strerror or "") from error
