"""The way in: ``akashi`` and ``python -m wallet``. The only place that reads the clock.

A command goes to ``wallet.cli``; files, links or nothing at all open the window.
"""

from __future__ import annotations

import argparse
import codecs
import gc
import os
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Final

from wallet import cli
from wallet.cli.files import mode
from wallet.cli.speaking import speak
from wallet.seams import photographs
from wallet.words import say

_SELDOM: Final = 50_000
"""Objects made between two searches for garbage: nothing that a start loads is any."""
_FILE: Final = frozenset(":./\\")
"""What a link or the name of a file has in it, and no command."""
_DISPLAYS: Final = ("DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET")
_REPLACED: Final = "akashi.replaced"
codecs.register_error(_REPLACED, lambda error: ("\ufffd".encode() * (error.end - error.start), error.end))  # type: ignore[attr-defined]
"""What is no text, such as the bytes of a file name that is not UTF-8, is written as U+FFFD."""


def now() -> datetime:
    """This moment, in the computer's own time zone."""
    return datetime.now(UTC).astimezone()


def main(argv: Sequence[str] | None = None) -> int:
    """Do what the command line says; the value is the exit status."""
    words = list(sys.argv[1:] if argv is None else argv)
    gc.set_threshold(_SELDOM)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors=_REPLACED)
    photographs[:] = [_photograph]
    if _wants_window(words):
        return _open_window(words)
    return cli.run(words, now)


def _photograph(raw: bytes) -> bytes:
    """A photograph as a PNG; Qt is loaded for the first one."""
    from wallet.ui.reading import from_photo

    return from_photo(raw)


def _wants_window(words: list[str]) -> bool:
    """Files, links, or nothing but the window's own options. A word that looks like none of them is a mistyped command."""
    if {"-h", "--help", "--version"} & set(words):
        return False
    word = cli.command_of(words)
    return word is None or (not cli.is_command(word) and (mode(word) != 0 or not _FILE.isdisjoint(word)))


def _open_window(words: list[str]) -> int:
    lang = cli.stated_language(words) or cli.language(os.environ)
    speak(lang)
    parser = argparse.ArgumentParser(prog="akashi", allow_abbrev=False)
    parser.add_argument("files", nargs="*")
    parser.add_argument("--vault")
    parser.add_argument("--lang", choices=("en", "ja"))
    parser.add_argument("--verify-only", action="store_true")
    parser.add_argument("--quit-when-shown", action="store_true")
    try:
        args = parser.parse_args(words)
    except SystemExit as wrong:
        return cli.Exit.USAGE if wrong.code else 0
    for name, value in (("AKASHI_VAULT", args.vault), ("AKASHI_LANG", args.lang)):
        if value:
            os.environ[name] = value
    for name in args.files:
        if ":" not in name and not mode(name):
            print(say("file.missing", {"file": name}, lang), file=sys.stderr)
            return cli.Exit.UNREADABLE
    if not _has_display(os.environ):
        print(say("window.no_display", {}, lang), file=sys.stderr)
        return cli.Exit.BUG

    from wallet.ui import window

    return window.run(args.files, now, verify_only=args.verify_only, quit_when_shown=args.quit_when_shown)


def _has_display(environ: Mapping[str, str]) -> bool:
    """Is there a screen? Qt ends the process where there is none, so it is not asked."""
    if sys.platform in ("win32", "darwin") or any(environ.get(name) for name in _DISPLAYS):
        return True
    chosen = environ.get("QT_QPA_PLATFORM", "")
    return bool(chosen) and not chosen.startswith(("xcb", "wayland"))


if __name__ == "__main__":
    sys.exit(main())
