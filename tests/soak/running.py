"""Runs mutants through a parser and notes what it must not do."""

import random
import resource
import sys
import time
from dataclasses import dataclass, field
from typing import Any

from tests.soak.mutants import spoil
from tests.soak.parsers import Parser
from wallet.errors import WalletError

MORE_MEMORY = 256 * 1024
"""Kilobytes of resident memory beyond what there was before."""


@dataclass
class Tally:
    """What became of the mutants of one parser."""

    name: str
    mutants: int = 0
    refused: int = 0
    slowest: float = 0.0
    """Processor time in seconds: a machine that sleeps meanwhile is no slow parser."""
    memory: int = 0
    raw: dict[str, bytes] = field(default_factory=dict)
    touched: set[str] = field(default_factory=set)

    def __str__(self) -> str:
        rest = f"slowest {self.slowest * 1000:6.0f} ms  +{self.memory // 1024:4} MiB  raw {len(self.raw)}  touched {len(self.touched)}"
        return f"{self.name:22} {self.mutants:9,} mutants  {self.refused:9,} refused  {rest}"


_watching: list[Tally] = []


def _audit(event: str, args: tuple[Any, ...]) -> None:
    """No socket, and no file opened for writing (SECURITY G20)."""
    if not _watching:
        return
    # A number is a descriptor that is open already: the pipe to a worker, and no file.
    writes = (
        event == "open" and isinstance(args[1], str) and set(args[1]) & set("wax+") and not isinstance(args[0], int)
    )
    if event.startswith("socket.") or writes:
        _watching[-1].touched.add(f"{event} {args[:1]}"[:120])


_hooked: list[bool] = []


def soak(parser: Parser, count: int, seed: int = 0) -> Tally:
    """So many mutants of a parser's files, always the same for the same seed."""
    if not _hooked:
        _hooked.append(True)
        sys.addaudithook(_audit)
    chance, tally = random.Random(f"{parser.name} {seed}"), Tally(parser.name)
    seeds = list(parser.seeds)
    for sound in seeds:
        _read(parser, sound, tally)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    _watching.append(tally)
    try:
        for _ in range(count):
            _read(parser, spoil(chance.choice(seeds), seeds, chance), tally)
            tally.mutants += 1
    finally:
        _watching.pop()
    tally.memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    return tally


def _read(parser: Parser, mutant: bytes, tally: Tally) -> None:
    started = time.process_time()
    try:
        parser.read(mutant)
    except WalletError:
        tally.refused += 1
    except Exception as error:  # what a fuzzer is for: everything else is noted with its cause
        frame = error.__traceback__
        while frame is not None and frame.tb_next is not None:
            frame = frame.tb_next
        where = (
            f"{type(error).__name__} at {frame.tb_frame.f_code.co_filename.rsplit('/', 1)[-1]}:{frame.tb_lineno}"
            if frame
            else "?"
        )
        tally.raw.setdefault(f"{where}: {error}"[:160], mutant[:4000])
    tally.slowest = max(tally.slowest, time.process_time() - started)
