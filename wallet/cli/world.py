"""The world as a command sees it, and the exit statuses."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from enum import IntEnum
from pathlib import Path
from typing import Any, BinaryIO, Final, NamedTuple, TextIO

from wallet.errors import Malformed

MAX_INPUT: Final = 24 * 1024 * 1024
"""Bytes read of one file: more than the largest file that any reader takes."""


class Exit(IntEnum):
    """What a command says when it ends. Of several the worst counts: 1 before 3 before 2 before 0."""

    PASSED = 0
    FAILED = 1
    UNKNOWN = 2
    UNREADABLE = 3
    USAGE = 64
    BUG = 70
    CANNOT_WRITE = 74
    INTERRUPTED = 130


class World(NamedTuple):
    """Everything a command may touch: the clock, three streams, a way to ask, the environment.

    With ``json`` standard output carries one JSON object a line and nothing else; words for
    people go to standard error then.
    """

    clock: Callable[[], datetime]
    stdin: BinaryIO | None
    stdout: TextIO
    stderr: TextIO
    environ: Mapping[str, str]
    ask: Callable[[str], str]
    """Shows a question and reads a passphrase without echo."""
    lang: str = "en"
    json: bool = False

    def read(self, name: str) -> bytes:
        """The bytes of a file, or of standard input for ``-``; raises what ``read_file`` raises."""
        if name != "-":
            return read_file(name)
        if self.stdin is None:
            raise Malformed("file.unreadable", file=name)
        return bounded(self.stdin, name)

    def emit(self, row: Mapping[str, Any]) -> None:
        """With ``--json``, one object on a line of its own."""
        if self.json:
            print(json.dumps(row, ensure_ascii=False, default=str), file=self.stdout, flush=True)

    def tell(self, text: str) -> None:
        """Words for people: on standard output, or beside it when that carries JSON."""
        print(text, file=self.stderr if self.json else self.stdout, flush=True)

    def say(self, code: str, **facts: object) -> str:
        """The sentence for a code in the language asked for."""
        from wallet import words

        return words.say(code, facts, self.lang)

    def tick(self, done: int, total: int) -> None:
        """A ``Tick`` that shows progress where a person is watching."""
        if total > 1 and self.stderr.isatty():
            print(f"\r{done}/{total} ", end="" if done < total else "\n", file=self.stderr, flush=True)

    def note(self, code: str, **facts: object) -> None:
        """A sentence beside the output."""
        print(self.say(code, **facts), file=self.stderr)


def read_file(name: str) -> bytes:
    """The bytes of a file; ``Malformed`` with ``file.*`` where there are none."""
    if not name:  # which would be the folder we are in
        raise Malformed("file.missing", file=name)
    try:
        with Path(name).open("rb") as file:
            return bounded(file, name)
    except FileNotFoundError as error:
        raise Malformed("file.missing", file=name) from error
    except (OSError, ValueError) as error:
        raise Malformed("file.unreadable", file=name) from error


def bounded(file: BinaryIO, name: str) -> bytes:
    """What is in an open file, if it is not too large."""
    try:
        data = file.read(MAX_INPUT + 1)
    except (OSError, ValueError) as error:
        raise Malformed("file.unreadable", file=name) from error
    if len(data) > MAX_INPUT:
        raise Malformed("malformed.too_large", limit=MAX_INPUT)
    return data
