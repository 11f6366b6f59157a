"""Many files, over the cores: each judged like one alone, the rows in the order of the files as they come.

What waits is bounded, so memory does not grow with the number of files. A process that dies of a file takes
only the files it had in hand with it; they are named and unknown.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing
from typing import TYPE_CHECKING, Final

from wallet.cli.files import Entry
from wallet.cli.rows import Asking, Row, say_checks, unread, verify_file
from wallet.cli.world import World, read_file
from wallet.errors import Unsupported, WalletError

if TYPE_CHECKING:
    from concurrent.futures import Future

CHUNK: Final = 16
"""Files handed to a process at once."""
AHEAD: Final = 4
"""Chunks for each process that wait or are done and not yet read."""
FEW: Final = 64
"""Below that one process is done before others have started."""


def judged(entries: Sequence[Entry], asking: Asking, world: World, jobs: int = 0) -> Iterator[list[Row]]:
    """The rows of each file, in order. Standard input is read and judged here, once, whoever does the rest."""
    names = [name for name, error in entries if name != "-" and error is None]
    piped = _rows("-", asking, world) if ("-", None) in entries else []
    workers = jobs if jobs > 0 else (_cores() if len(names) >= FEW else 1)
    if workers == 1 or len(names) < 2:
        found = (_rows(name, asking, world) for name in names)
    else:
        chunks = (names[start : start + CHUNK] for start in range(0, len(names), CHUNK))
        found = _over(workers, chunks, asking)
    with closing(found):
        for name, error in entries:
            if error is not None:
                yield _unread(name, error, asking)
            else:
                yield piped if name == "-" else next(found)
        next(found, None)  # there is no more, and workers that are done end in peace


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _rows(name: str, asking: Asking, world: World | None = None) -> list[Row]:
    """The rows of one file. Only who has the ``world`` can read standard input."""
    try:
        raw = world.read(name) if world is not None else read_file(name)
    except WalletError as error:
        return _unread(name, error, asking)
    rows = verify_file(raw, name, asking)
    for row in rows:
        say_checks(row, asking.lang)
    return rows


def _unread(name: str, error: WalletError, asking: Asking) -> list[Row]:
    row = unread(name, error)
    say_checks(row, asking.lang)
    return [row]


_at_work: list[Asking] = []
"""What a worker was told once; empty in any other process."""


def _begin(asking: Asking) -> None:
    import gc
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent hears it, and ends its workers
    _at_work.append(asking)
    gc.freeze()


def _work(names: Sequence[str]) -> list[list[Row]]:
    return [_rows(name, _at_work[0]) for name in names]


def _over(workers: int, chunks: Iterable[Sequence[str]], asking: Asking) -> Generator[list[Row]]:
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    waiting: deque[tuple[Sequence[str], Future[list[list[Row]]]]] = deque()
    left = iter(chunks)
    pool = ProcessPoolExecutor(workers, initializer=_begin, initargs=(asking,))
    try:
        while True:
            while len(waiting) < workers * AHEAD and (chunk := next(left, None)) is not None:
                waiting.append((chunk, pool.submit(_work, chunk)))
            if not waiting:
                pool.shutdown()
                return
            names, future = waiting.popleft()
            try:
                rows = future.result()
            except BrokenProcessPool:
                pool.shutdown(wait=False, cancel_futures=True)
                pool = ProcessPoolExecutor(workers, initializer=_begin, initargs=(asking,))
                yield from _one_by_one(names, asking)
                waiting = deque((chunk, pool.submit(_work, chunk)) for chunk, _ in waiting)
            else:
                yield from rows
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _one_by_one(names: Sequence[str], asking: Asking) -> Iterator[list[Row]]:
    """Files of which one ended its process: each gets a process of its own, and the one that ends it again is named."""
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    for name in names:
        with ProcessPoolExecutor(1, initializer=_begin, initargs=(asking,)) as alone:
            try:
                yield from alone.submit(_work, [name]).result()
            except BrokenProcessPool:
                yield _unread(name, Unsupported("file.ended_process"), asking)
