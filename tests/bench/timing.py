"""Taking turns: how durations are measured so that a busy machine slows all alike."""

import json
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

Work = Callable[[], object]
Burst = Callable[[int], list[float]]
"""Do something a number of times; the milliseconds of each."""
BURST_MS = 40
MOST = 100
ENOUGH = 2.5
"""Seconds after which a slow peer has been asked often enough."""


def timed(work: Work, clock: Callable[[], float] = time.perf_counter) -> Burst:
    """A burst of something in this process, by the clock on the wall or another."""

    def burst(times: int) -> list[float]:
        taken = []
        for _ in range(times):
            started = clock()
            work()
            taken.append((clock() - started) * 1000)
        return taken

    return burst


def in_turns(bursts: Mapping[str, Burst], rounds: int = 8, length: int = 5) -> dict[str, float]:
    """The median milliseconds of each: short bursts, one after the other, again and again, after a warm-up.

    Who takes long is asked less often: no more once ``ENOUGH`` is spent on it. Who is quick is asked for BURST_MS at a
    time: a processor that waited for another process takes some milliseconds to be itself again.
    """
    taken: dict[str, list[float]] = {}
    lengths = {}
    for name, burst in bursts.items():
        taken[name], once = _warmed(burst, length)
        lengths[name] = max(length, min(MOST, round(BURST_MS / once)))
    for _ in range(rounds):
        for name, burst in bursts.items():
            done = taken[name]
            if sum(done) < ENOUGH * 1000:
                done += burst(1 if done and done[-1] > 100 else lengths[name])
    return {name: statistics.median(done) for name, done in taken.items()}


def _warmed(burst: Burst, length: int) -> tuple[list[float], float]:
    """Half a second without being measured, unless once takes longer than a second, which counts; and what once takes."""
    spent: list[float] = []
    while sum(spent) < 500 and len(spent) < 6 * length:
        spent += burst(1 if not spent or spent[-1] > 50 else length)
    return (spent if spent[0] > 1000 else []), max(statistics.median(spent), 0.001)


class Process(NamedTuple):
    """A whole process: milliseconds on the wall and of processor time, kilobytes at its peak."""

    wall: float
    cpu: float
    peak: int


_MEASURE = """
import json, os, resource, subprocess, sys, time
started = time.perf_counter()
status = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode
wall = time.perf_counter() - started
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([status, wall * 1000, (used.ru_utime + used.ru_stime) * 1000, used.ru_maxrss]))
"""


def process(command: Sequence[str], environ: Mapping[str, str], good: Sequence[int] = (0,)) -> Process | None:
    """Run it once, under a parent of its own so that its use of the machine is told apart; None if it fails."""
    asked = [sys.executable, "-S", "-c", _MEASURE, *command]
    status, wall, cpu, peak = json.loads(subprocess.run(asked, env=environ, capture_output=True, check=True).stdout)
    return Process(wall, cpu, peak) if status in good else None


def processes(commands: Mapping[str, Sequence[str]], environ: Mapping[str, str], rounds: int = 9) -> dict[str, Process]:
    """The medians of whole processes, taken in turns after one unmeasured run each; without those that fail."""
    commands = {name: command for name, command in commands.items() if process(command, environ) is not None}
    taken: dict[str, list[Process]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            one = process(command, environ)
            assert one is not None, name
            taken[name].append(one)
    return {
        name: Process(*(statistics.median(column) for column in zip(*done, strict=True)))
        for name, done in taken.items()
    }


def resident() -> int:
    """Kilobytes that this process had in memory at its peak."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def line(points: Sequence[tuple[float, float]]) -> tuple[float, float, float]:
    """The straight line through points by least squares of relative errors: slope, start, worst relative error."""
    weights = [1 / (y * y) for _, y in points]
    total = sum(weights)
    mean_x = sum(w * x for w, (x, _) in zip(weights, points, strict=True)) / total
    mean_y = sum(w * y for w, (_, y) in zip(weights, points, strict=True)) / total
    above = sum(w * (x - mean_x) * (y - mean_y) for w, (x, y) in zip(weights, points, strict=True))
    below = sum(w * (x - mean_x) ** 2 for w, (x, _) in zip(weights, points, strict=True))
    slope = above / below
    start = mean_y - slope * mean_x
    return slope, start, max(abs(slope * x + start - y) / y for x, y in points)
