"""``akashi pack key|make|show|import|forget``: fair packs, and the packs that ``akashi verify --pack`` uses once."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from wallet import packs, words
from wallet.cli.values import filled, moment
from wallet.cli.world import Exit, World
from wallet.encoding import write_time
from wallet.errors import Malformed, Refused
from wallet.library import Library
from wallet.packs import MAX_KEYS, MAX_VERSION, Item, Pack


def add_parsers(commands: Any) -> None:
    """Add the commands of this module."""
    pack = commands.add_parser("pack", help="help.pack")
    verbs = pack.add_subparsers(dest="verb", metavar="VERB", required=True)

    key = verbs.add_parser("key", help="help.pack_key")
    key.add_argument("-o", "--output", type=filled, required=True, metavar="FILE")
    key.add_argument("--keys", type=int, default=1, metavar="N", help="help.pack_keys")
    key.add_argument("--threshold", type=int, default=1, metavar="M", help="help.pack_threshold")
    key.add_argument("--after", action="append", default=[], metavar="OLD", help="help.pack_after")
    key.add_argument("--expires", type=moment, metavar="DATE", help="help.pack_expires")
    key.set_defaults(handler=run_key)

    make = verbs.add_parser("make", help="help.pack_make")
    make.add_argument("--from", type=filled, required=True, dest="folder", metavar="DIR")
    make.add_argument("--key", required=True, action="append", metavar="FILE")
    make.add_argument("--name", required=True, metavar="TEXT")
    make.add_argument("--expires", required=True, type=moment, metavar="DATE")
    make.add_argument("--version", type=int, default=0, metavar="N", help="help.pack_version")
    make.add_argument("-o", "--output", type=filled, required=True, metavar="FILE")
    make.set_defaults(handler=run_make)

    show = verbs.add_parser("show", help="help.pack_show")
    show.add_argument("file", metavar="FILE")
    show.set_defaults(handler=run_show)

    take = verbs.add_parser("import", help="help.pack_import")
    take.add_argument("file", metavar="FILE")
    take.add_argument("--trust", default="", metavar="FINGERPRINT", help="help.pack_trust")
    take.set_defaults(handler=run_import)

    forget = verbs.add_parser("forget", help="help.pack_forget")
    forget.add_argument("fingerprint", metavar="FINGERPRINT")
    forget.set_defaults(handler=run_forget)


def library_with_packs(library: Library, names: Iterable[str], trust: str, world: World) -> Library:
    """A Library with the documents of packs that were chosen for this once. Nothing is remembered, and that is said."""
    trust = _typed(trust)
    for name in names:
        pack = packs.read(world.read(name), world.clock(), trust=trust)
        facts = _facts(pack)
        world.note("pack.used", **facts)
        if pack.until <= world.clock():
            world.note("pack.old", **facts)
        world.note("pack.unremembered", **facts)
        library = pack.into(library)
    return library


def _typed(fingerprint: str) -> str:
    """A fingerprint as it was typed, "" if none was. One that is none is wrong usage."""
    try:
        return packs.fingerprint_of(fingerprint) if fingerprint else ""
    except Malformed as error:
        raise Refused(error.code) from error


def _ahead(expires: datetime | None, world: World) -> None:
    if expires is not None and expires <= world.clock():
        raise Refused("usage.past", option="--expires")


def run_key(args: argparse.Namespace, world: World) -> int:
    """Make key files, for their owner's eyes only; nothing is overwritten."""
    from wallet.packs.making import new_signers, read_signer
    from wallet.session.packing import KEY_LIFE, write_key

    if not 1 <= args.threshold <= args.keys <= MAX_KEYS:
        raise Refused("pack.root_keys")
    _ahead(args.expires, world)
    old = [read_signer(world.read(name)) for name in args.after]
    signers = new_signers(args.keys, args.threshold, args.expires or world.clock() + KEY_LIFE, old)
    roots = packs.read_roots(list(signers[0].roots))
    for number, signer in enumerate(signers, 1):
        path = Path(args.output if number == 1 else f"{args.output}.{number}")
        write_key(path, signer)
        world.emit({"file": str(path), "key": signer.key.multikey, "fingerprint": roots[-1].digest, "root": len(roots)})
        if not world.json:
            world.tell(world.say("pack.key_made", path=str(path), fingerprint=_grouped(roots[-1].digest)))
    return Exit.PASSED


def run_make(args: argparse.Namespace, world: World) -> int:
    """Gather a folder, sign it, and write it whole."""
    from wallet.cli.share import write
    from wallet.folders import gathered
    from wallet.packs.making import make, read_signer
    from wallet.session.packing import version_at

    now = world.clock()
    version = args.version or version_at(now)
    if not 1 <= version <= MAX_VERSION:
        raise Refused("pack.shape", member="version")
    _ahead(args.expires, world)
    signers = [read_signer(world.read(name)) for name in args.key]
    found = gathered(args.folder)
    raw, left = make(args.name, version, now, args.expires, found.documents, found.contexts, signers)
    write(Path(args.output), raw)
    pack = packs.read(raw, now)
    world.emit({"file": args.output, "bytes": len(raw), "left_out": list(left), **_row(pack, now)})
    if not world.json:
        world.tell(world.say("pack.made", path=args.output, **_facts(pack)))
        for url in left:
            world.tell(world.say("pack.left_out", url=url))
        for name, error in found.left:
            world.tell(world.say("pack.left_file", file=name, reason=world.say(error.code, **error.facts)))
    return Exit.PASSED


def run_show(args: argparse.Namespace, world: World) -> int:
    """What is in a pack, by whom and how old; status 2 if it is out of date."""
    now = world.clock()
    pack = packs.read(world.read(args.file), now)
    world.emit(_row(pack, now))
    if not world.json:
        world.tell(world.say("pack.shown", **_facts(pack)))
        for item in pack.items:
            world.tell("  " + _line(item, now, world))
    return _current(pack, now, world)


def run_import(args: argparse.Namespace, world: World) -> int:
    """Keep a pack; status 2 if it is out of date or the clock cannot be believed."""
    from wallet.cli.opening import session_of

    trust = _typed(args.trust)
    data, now = world.read(args.file), world.clock()
    with session_of(args, world) as session:
        imported = session.import_pack(data, trust)
    pack, facts = imported.pack, _facts(imported.pack)
    world.emit({"code": imported.code, "clock_wrong": imported.clock_wrong, **_row(pack, now)})
    if not world.json:
        world.tell(world.say(imported.code, **facts))
    if imported.clock_wrong:
        world.note("pack.clock")
        return Exit.UNKNOWN
    return _current(pack, now, world)


def run_forget(args: argparse.Namespace, world: World) -> int:
    """Give up a pack: its documents, and the memory of how high it had come."""
    from wallet.cli.opening import session_of

    with session_of(args, world) as session:
        record = session.forget_pack(args.fingerprint)
    name, fingerprint = str(record.facts["name"]), str(record.facts["pack"])
    world.emit({"forgotten": fingerprint, "name": name})
    if not world.json:
        world.tell(world.say("pack.forgotten", name=name))
    return Exit.PASSED


def _current(pack: Pack, now: datetime, world: World) -> int:
    if pack.until > now:
        return Exit.PASSED
    world.note("pack.old", **_facts(pack))
    return Exit.UNKNOWN


def _facts(pack: Pack) -> dict[str, Any]:
    return {
        "name": pack.name,
        "version": str(pack.version),
        "made": pack.made,
        "until": pack.until,
        "count": len(pack.items),
        "fingerprint": _grouped(pack.roots[-1].digest),
    }


def _grouped(digest: str) -> str:
    """A fingerprint as people compare it."""
    return " ".join(digest[start : start + 8] for start in range(0, len(digest), 8))


def _row(pack: Pack, now: datetime) -> dict[str, Any]:
    return {
        "id": pack.id,
        "fingerprint": pack.roots[-1].digest,
        "name": pack.name,
        "version": pack.version,
        "root": pack.roots[-1].version,
        "threshold": pack.roots[-1].threshold,
        "keys": list(pack.roots[-1].keys),
        "made": write_time(pack.made),
        "expires": write_time(pack.expires),
        "until": write_time(pack.until),
        "out_of_date": pack.until <= now,
        "items": [_item(item) for item in pack.items],
    }


def _item(item: Item) -> dict[str, Any]:
    fetched = write_time(item.fetched) if item.fetched else None
    return {"url": item.url, "sha256": item.sha256, "length": item.length, "media": item.media, "fetched": fetched}


def _line(item: Item, now: datetime, world: World) -> str:
    if item.fetched is None:
        return world.say("pack.item_undated", url=item.url)
    return world.say("pack.item", url=item.url, fetched=item.fetched, age=words.age(item.fetched, now, world.lang))
