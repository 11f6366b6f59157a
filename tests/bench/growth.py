"""How cost grows: with the size of a credential, with how many there are, and with the processors that share them."""

import json
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple

from tests import making
from tests.bench import credentials
from tests.bench.timing import in_turns, line, process, resident, timed
from wallet import formats
from wallet.encoding import dump_json
from wallet.proofs import Secured
from wallet.report import Outcome
from wallet.verify import verify_found

EXTRA: Final = (0, 8, 19, 80, 320, 1_280, 1_700)
"""How many alignments and reports are added to the typical badge: 5 KB to 1 MB."""
MANY: Final = 10_000
COUNTS: Final = (1, 100, 1_000, MANY)


class Sized(NamedTuple):
    """One size: bytes, statements, median milliseconds of processor time."""

    bytes: int
    quads: int
    ms: float


class Counted(NamedTuple):
    """A run over many credentials: seconds, and kilobytes in memory at the peak."""

    count: int
    jobs: int
    seconds: float
    peak: int


def _verified(raw: bytes) -> None:
    (report,) = verify_found(formats.read(raw), making.library(), making.NOW)
    assert report.verdict() is Outcome.PASSED


def by_size() -> list[Sized]:
    """One badge of 1 KB, then the typical one with ever more in it."""
    texts = [making.raw(making.signed(one)) for one in (making.badge(), *map(credentials.sized, EXTRA))]
    bursts = {str(len(raw)): timed(partial(_verified, raw), time.process_time) for raw in texts}
    found = []
    for raw, ms in zip(texts, in_turns(bursts, rounds=12, length=3).values(), strict=True):
        secured = Secured(json.loads(raw), making.library())
        quads = len(secured.graph(secured.unsecured, "document").quads)
        found.append(Sized(len(raw), quads, ms))
        print(f"size {len(raw):9,} B {quads:6} statements {ms:9.2f} ms   {ms / quads * 1000:5.2f} us each", flush=True)
    return found


def fit(sizes: Sequence[Sized]) -> tuple[float, float, float]:
    """Microseconds for each statement, microseconds before the first, and the worst relative error of that line."""
    return line([(one.quads, one.ms * 1000) for one in sizes])


def many(folder: Path, count: int) -> None:
    """So many typical badges, each one different and signed for itself, in files of their own."""
    document = credentials.typical()
    for number in range(count):
        document["id"] = f"urn:uuid:1c6f2d0e-5a94-4e31-9b57-{number:012x}"
        (folder / f"{number:05}.json").write_bytes(dump_json(making.signed(document)))


def by_count() -> list[Counted]:
    """``akashi verify DIR`` over folders of 1 to 10,000 badges, on one processor and on two; [] where it cannot."""
    found: list[Counted] = []
    with tempfile.TemporaryDirectory() as place:
        for count in COUNTS:
            folder = Path(place) / str(count)
            folder.mkdir()
            many(folder, count)
            for jobs in (1, 2) * (2 if count == MANY else 1):
                one = _batch(folder, count, jobs)
                if one is None:
                    return []
                found.append(one)
                print(f"{count:6} credentials, {jobs} jobs: {one.seconds:7.2f} s   {one.peak // 1024} MB", flush=True)
    return found


def _batch(folder: Path, count: int, jobs: int) -> Counted | None:
    command = [sys.executable, "-m", "wallet", "verify", str(folder), "--json", "--at", "2026-11-24T09:00:00Z"]
    done = process([*command, "--jobs", str(jobs)], {**os.environ})
    return done and Counted(count, jobs, done.wall / 1000, done.peak)


def in_process() -> list[Counted]:
    """The same badges one after the other in this process: nothing is kept of them."""
    found = []
    document = credentials.typical()
    texts = []
    for number in range(1_000):
        document["id"] = f"urn:uuid:1c6f2d0e-5a94-4e31-9b57-{number:012x}"
        texts.append(making.raw(making.signed(document)))
    for count in COUNTS:
        started = time.perf_counter()
        for number in range(count):
            _verified(texts[number % len(texts)])
        found.append(Counted(count, 1, time.perf_counter() - started, resident()))
        one = found[-1]
        print(f"{count:6} in one process: {one.seconds:7.2f} s   {one.peak // 1024} MB", flush=True)
    return found
