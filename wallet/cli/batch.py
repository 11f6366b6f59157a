"""Many files, over the cores: each judged like one alone, the rows in the order of the files as they come.

What waits is bounded, so memory does not grow with the number of files. A process that dies of a file takes
only the files it had in hand with it; they are named and unknown.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Final

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


def files_in(names: Iterable[str]) -> list[str]:
    """The names, and in place of a folder every file below it in order. Hidden ones and links are left out."""
    found: list[str] = []
    for name in names:
        if name != "-" and Path(name).is_dir():
            found += _below(name)
        else:
            found.append(name)
    return found


def _below(folder: str) -> Iterator[str]:
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            path = Path(place, name)
            if not name.startswith(".") and not path.is_symlink():
                yield str(path)


def judged(names: Sequence[str], asking: Asking, world: World, jobs: int = 0) -> Iterator[list[Row]]:
    """The rows of each file, in order. Standard input is read and judged here, once, whoever does the rest."""
    piped = _rows("-", asking, world) if "-" in names else []
    others = [name for name in names if name != "-"]
    workers = jobs if jobs > 0 else (_cores() if len(others) >= FEW else 1)
    if workers == 1 or len(others) < 2:
        found = (_rows(name, asking, world) for name in others)
    else:
        chunks = (others[start : start + CHUNK] for start in range(0, len(others), CHUNK))
        found = _over(workers, chunks, asking)
    with closing(found):
        for name in names:
            yield piped if name == "-" else next(found)


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _rows(name: str, asking: Asking, world: World | None = None) -> list[Row]:
    """The rows of one file. Only who has the ``world`` can read standard input."""
    try:
        raw = world.read(name) if world is not None else read_file(name)
    except WalletError as error:
        rows = [unread(name, error)]
    else:
        rows = verify_file(raw, name, asking)
    for row in rows:
        say_checks(row, asking.lang)
    return rows


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
                row = unread(name, Unsupported("file.ended_process"))
                say_checks(row, asking.lang)
                yield [row]
