"""The command line: one parser, options that every command takes, and the exit statuses.

A command lives in the module named in ``COMMANDS``; only that module is imported, so that
``akashi verify`` loads neither the vault nor the QR codes. Such a module has
``add_parsers(commands)``, which sets a ``handler(args, world) -> int`` for each command.
"""

from __future__ import annotations

import argparse
import errno
import importlib
import io
import itertools
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final, NoReturn, TextIO

from wallet import __version__
from wallet.cli.speaking import Formatter, speak
from wallet.cli.values import descriptor, filled, moment
from wallet.cli.world import Exit, World
from wallet.errors import Cancelled, Malformed, Refused, Unsupported, VaultError, WalletError
from wallet.words import LANGUAGES

__all__ = ["Exit", "World", "command_of", "is_command", "run"]

COMMANDS: Final[dict[str, tuple[str, ...]]] = {
    "wallet.cli.check": ("verify",),
    "wallet.cli.inspect": ("inspect",),
    "wallet.cli.vault": ("vault",),
    "wallet.cli.keep": ("add", "list", "show", "export", "remove", "holder"),
    "wallet.cli.trash": ("trash",),
    "wallet.cli.pack": ("pack",),
    "wallet.cli.share": ("disclose", "present", "qr", "scan"),
    "wallet.cli.exchange": ("request", "answer-qr"),
    "wallet.cli.paper": ("paper",),
    "wallet.cli.shared": ("shared",),
    "wallet.cli.tour": ("tour",),
}
_STATUS: Final[tuple[tuple[type[Exception], Exit], ...]] = (
    (VaultError, Exit.CANNOT_WRITE),
    (Malformed, Exit.UNREADABLE),
    (Unsupported, Exit.UNREADABLE),
    (Refused, Exit.USAGE),
    (Cancelled, Exit.INTERRUPTED),
    (WalletError, Exit.FAILED),
)
_WITH_VALUE: Final = frozenset({"--at", "--lang", "--vault", "--passphrase-fd", "--recovery-fd", "--new-passphrase-fd"})


class _Parser(argparse.ArgumentParser):
    """A parser that takes the common options before or after the command, and exits with 64."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{**options, "allow_abbrev": False, "formatter_class": Formatter})
        common = self.add_argument_group("help.every")
        suppress = argparse.SUPPRESS
        common.add_argument("--json", action="store_true", default=suppress, help="help.every_json")
        common.add_argument("--at", type=moment, default=suppress, metavar="ISO8601", help="help.every_at")
        common.add_argument("--lang", choices=LANGUAGES, default=suppress, help="help.every_lang")
        common.add_argument("--vault", type=filled, default=suppress, metavar="PATH", help="help.every_vault")
        common.add_argument(
            "--passphrase-fd",
            type=descriptor,
            default=suppress,
            metavar="N",
            help="help.every_passphrase_fd",
        )
        common.add_argument("--recovery", action="store_true", default=suppress, help="help.every_recovery")
        common.add_argument(
            "--recovery-fd",
            type=descriptor,
            default=suppress,
            metavar="N",
            help="help.every_recovery_fd",
        )
        common.add_argument(
            "--new-passphrase-fd",
            type=descriptor,
            default=suppress,
            metavar="N",
            help="help.every_new_passphrase_fd",
        )

    def error(self, message: str) -> NoReturn:
        raise Refused("usage.wrong", usage=self.format_usage().strip(), command=self.prog, reason=message)


def command_of(argv: Sequence[str]) -> str | None:
    """The first word that is not an option, or None: what the program is asked to do."""
    words = iter(argv)
    for word in words:
        if word in _WITH_VALUE:
            next(words, None)
        elif not word.startswith("-"):
            return word
    return None


def is_command(word: str | None) -> bool:
    """Is this one of our commands?"""
    return any(word in names for names in COMMANDS.values())


def language(environ: Mapping[str, str]) -> str:
    """Japanese where the environment says so (``AKASHI_LANG``, else the locale), English elsewhere."""
    names = ("AKASHI_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
    stated = next((environ[name] for name in names if environ.get(name)), "")
    return "ja" if stated.lower().startswith("ja") else "en"


def stated_language(argv: Sequence[str]) -> str:
    """What ``--lang`` says, "" where it says nothing; read before the rest, whose faults are told in it."""
    stated = [word.removeprefix("--lang=") for word in argv if word.startswith("--lang=")]
    stated += [after for word, after in itertools.pairwise(argv) if word == "--lang"]
    return stated[-1] if stated and stated[-1] in LANGUAGES else ""


def parser_for(command: str | None) -> argparse.ArgumentParser:
    """The parser with one command's arguments, or with every command's when none is known."""
    parser = _Parser(prog="akashi", description="help.about", epilog="help.window")
    parser.add_argument("--version", action="version", version=f"akashi {__version__}", help="help.version")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for module, names in COMMANDS.items():
        if command in names or not is_command(command):
            importlib.import_module(module).add_parsers(commands)
    return parser


def run(argv: Sequence[str], clock: Callable[[], datetime], environ: Mapping[str, str] | None = None) -> int:
    """Run one command and return its exit status. Nothing is raised."""
    around = os.environ if environ is None else environ
    stderr: TextIO = sys.stderr or io.StringIO()
    world = World(
        clock=clock,
        stdin=sys.stdin.buffer if sys.stdin else None,
        stdout=sys.stdout or stderr,
        stderr=stderr,
        environ=around,
        ask=_ask,
        lang=stated_language(argv) or language(around),
        json="--json" in argv,
    )
    if sys.stdout is None:
        return _complain(VaultError("file.no_output", reason=os.strerror(errno.EBADF)), world._replace(json=False))
    return answer(argv, world)


def _ask(question: str) -> str:
    """A secret from the terminal, without echo; where there is none, a line of standard input without a warning."""
    import getpass
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("error", getpass.GetPassWarning)
        try:
            return getpass.getpass(question)
        except getpass.GetPassWarning:
            line = sys.stdin.readline() if sys.stdin else ""
    if not line:
        raise EOFError
    return line.rstrip("\r\n")


def answer(argv: Sequence[str], world: World) -> int:
    """Run the command; what goes wrong with our own output, or in our own code, becomes a sentence and an exit status."""
    try:
        status = _done(argv, world)
        world.stdout.flush()
    except BrokenPipeError:
        _drop_output()  # its reader has gone, as `head` does
        return Exit.CANNOT_WRITE
    except OSError as error:
        _drop_output()
        return _complain(VaultError("file.no_output", reason=error.strerror or ""), world._replace(json=False))
    except KeyboardInterrupt:
        return Exit.INTERRUPTED
    except Exception as error:
        # The one place where anything is caught: our own bug becomes status 70 and a short
        # message, without values, because they may come out of the vault.
        if world.environ.get("AKASHI_DEBUG"):
            raise
        print(world.say("bug.internal", kind=type(error).__name__), file=world.stderr)
        return Exit.BUG
    return status


def _done(argv: Sequence[str], world: World) -> int:
    """Read the command line and call the handler; what is the world's fault is said."""
    speak(world.lang)
    try:
        args = parser_for(command_of(argv)).parse_args(argv)
        fixed = getattr(args, "at", None)
        status: int = args.handler(args, world._replace(clock=lambda: fixed) if fixed else world)
    except SystemExit:
        return Exit.PASSED  # help or the version was printed
    except WalletError as error:
        return _complain(error, world)
    except OSError as error:
        if error.filename is None:  # no file of ours: what we print
            raise
        return _complain(VaultError("file.io", file=str(error.filename), reason=error.strerror or ""), world)
    return status


def _drop_output() -> None:
    """What is left of our output has nowhere to go, and Python must not try again when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _placed(error: WalletError) -> WalletError:
    """A place that cannot be written is named whole, with the reason that the system gives.

    A vault that is opened is looked for first, so whatever is missing after that was to be made.
    """
    cause = error.__cause__
    if isinstance(error, VaultError) and isinstance(cause, OSError):
        unmade = error.code in ("vault.missing", "vault.io") and isinstance(
            cause, FileNotFoundError | NotADirectoryError
        )
        if unmade or error.code == "file.unwritable":
            return VaultError(
                "file.io", file=str(cause.filename or error.facts.get("file", "")), reason=cause.strerror or ""
            )
    return error


def _complain(error: WalletError, world: World) -> int:
    error = _placed(error)
    says = world.say(error.code, **error.facts)
    facts = {name: value if isinstance(value, int | float) else str(value) for name, value in error.facts.items()}
    world.emit({"error": error.code, "facts": facts, "says": says})
    if usage := error.facts.get("usage"):
        print(usage, file=world.stderr)
    print(says, file=world.stderr)
    return next(status for kind, status in _STATUS if isinstance(error, kind))
