"""What a run found, in words: the bars, the table, how cost grows; for the terminal and ``docs/performance.md``."""

import os
import platform
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from tests.bench import cold, credentials, growth, peers
from tests.bench.growth import Counted, Sized
from tests.bench.table import FLOOR, OURS, PYLD, Row, statements
from tests.bench.timing import ENOUGH, Process

NONE: Final = "–"


class Run(NamedTuple):
    """Everything that one run measured. A peer that was not set up has no figures."""

    peers: tuple[str, ...]
    rows: list[Row]
    cold: dict[str, Process]
    sizes: list[Sized]
    batches: list[Counted]
    alone: list[Counted]
    beside: list[str]


class Bar(NamedTuple):
    """What was promised, what was found (None: not measured), and whether that is enough."""

    promise: str
    found: str | None
    met: bool = False


def _row(run: Run, work: str, suite: str, size: str = "typical") -> Row:
    return next(row for row in run.rows if (row.work, row.suite, row.size) == (work, suite, size))


def _faster(run: Run, promise: str, work: str, suite: str, wanted: Sequence[tuple[str, float]]) -> Bar:
    row = _row(run, work, suite)
    found = [(name, least, row.ratio(name)) for name, least in wanted]
    if any(ratio is None for _, _, ratio in found):
        return Bar(promise, None)
    text = ", ".join(f"{ratio:.1f}x" for _, _, ratio in found)
    return Bar(promise, text, all(ratio is not None and ratio >= least for _, least, ratio in found))


def bars(run: Run) -> Iterator[Bar]:
    """Each promise, judged by this run."""
    eddsa = "eddsa-rdfc-2022"
    yield _faster(run, "warm, against the PyLD path: 12x", "verify", eddsa, [(PYLD, 12)])
    yield _faster(run, "warm, against Digital Bazaar's JavaScript: 10x", "verify", eddsa, [(peers.JS, 10)])
    yield _faster(run, "warm, against openbadgeslib: 25x", "verify", eddsa, [("openbadgeslib", 25)])
    floor = _row(run, "verify", eddsa).ratio(FLOOR)
    assert floor is not None
    yield Bar("against the floor: within 5x", f"{1 / floor:.1f}x", 1 / floor <= 5)
    for suite, verify, derive in (("bbs-2023", 50, 50), ("ecdsa-sd-2023", 2, 5)):
        for work, least in (("verify", verify), ("derive", derive)):
            promise = f"{suite} {work}, against Digital Bazaar's JavaScript: {least}x"
            yield _faster(run, promise, work, suite, [(peers.JS, least)])
    yield _faster(run, "SD-JWT+KB, against sd-jwt: 2x", "verify", "SD-JWT+KB", [("sd-jwt", 2)])
    ours, nothing = run.cold[cold.OURS], run.cold[cold.NOTHING]
    others = [run.cold[name].wall for name in (peers.JS, "openbadgeslib") if name in run.cold]
    better = min(others) / ours.wall if len(others) == 2 else None
    yield Bar("cold process, against the better of the two: 3x", better and f"{better:.1f}x", (better or 0) >= 3)
    times = ours.wall / nothing.wall
    yield Bar("cold process, against python -c pass: under 6x", f"{times:.1f}x", times < 6)
    slope, start, worst = growth.fit(run.sizes)
    text = f"{slope:.2f} us a statement and {start:.0f} us, within {worst:.0%} from 1 KB to 1 MB"
    yield Bar("cost is linear in statements", text, worst <= 0.25)
    yield _cores(run)


def _cores(run: Run) -> Bar:
    promise = "10,000 credentials on two cores against one: 1.8x, memory flat"
    largest = [one for one in run.batches if one.count == growth.MANY]
    if not largest:
        return Bar(promise, None)
    seconds = {jobs: min(one.seconds for one in largest if one.jobs == jobs) for jobs in (1, 2)}
    peaks = {one.count: one.peak for one in run.batches if one.jobs == 1}
    gain, more = seconds[1] / seconds[2], peaks[growth.MANY] / peaks[100]
    return Bar(promise, f"{gain:.2f}x, {more:.2f} times the memory of 100", gain >= 1.8 and more < 1.2)


def page(run: Run) -> str:
    """The whole page, in Markdown."""
    return "\n".join((*_head(run), *_bars(run), *_table(run), *_cold(run), *_growth(run), ""))


def _head(run: Run) -> Iterator[str]:
    yield "# Performance"
    yield ""
    yield "Written by `make bench`; do not edit. Every figure on this page is of one run."
    yield ""
    yield (
        f"CPython {platform.python_version()}, {platform.system()} {platform.machine()}, {os.cpu_count()} processors. "
        "Read the ratios: durations are of one machine on one day, ratios of things that took turns on it."
    )
    yield ""
    missing = [name for name in (peers.JS, *peers.IN_PYTHON) if name not in run.peers]
    if missing:
        yield f"Not set up, and so not measured: {', '.join(missing)}."
        yield ""
    yield from (
        "## Method",
        "",
        "* **Akashi** is the whole verification: bytes, format, rules of the data model, proof, binding, coverage, validity,",
        "  status, issuer, schema, holder and endorsements, to the verdict. Nothing is kept of a document from one time to",
        "  the next; the tables of the bundled contexts are.",
        "* **Floor** is what no verifier can do without: reading the JSON, SHA-256, base58 or base64, the key and the",
        "  signatures, with the canonical text lying ready. bbs-2023 has none: its proof is the work of one library.",
        "* **PyLD path** is `pyld.jsonld.normalize`, SHA-256 and the signature in the same process, with warm contexts and no",
        "  policy, binding or coverage.",
        "* **Digital Bazaar JS** is `@digitalbazaar/vc` with its suites (`jose` for VC-JWT, `@sd-jwt/sd-jwt-vc` for SD-JWT).",
        "  It, **openbadgeslib**, **openvc-core** and **sd-jwt** run in processes of their own, warm, with contexts in memory,",
        "  and time themselves; `sd-jwt` is given the issuer's key, which the others resolve.",
        "* All take turns in bursts of some 40 ms, so that a busy machine slows all alike; figures are medians. `12x` says that the",
        f"  other takes twelve times as long as Akashi. What takes longer than {ENOUGH} s is asked once, after one unmeasured",
        "  time. *refused* marks a peer that does not verify the file.",
        "* Akashi and the floor keep the points of the last 64 keys; the other verifiers in Python make them anew.",
        "* **First** is the first verification in a fresh process that has imported the verifier and read nothing.",
        "* A **cold process** is measured whole, with bytecode at hand, as an installed program has it.",
        "",
        "The credentials are made by `tests/bench/credentials.py` and signed by the project's own suites:",
        "",
    )
    for size in credentials.SIZES:
        quads, blank = statements(size)
        yield f"* {size}: {len(credentials.shown('eddsa-rdfc-2022', size)):,} bytes, {quads} statements, {blank} blank nodes"
    yield ""


WHY: Final = {
    "against the floor": "The floor itself is a sixth of the time. A quarter goes into walking the document to statements, an "
    "eighth into labels, sorting and lines, a twentieth into the proof's options, and the rest into reading strictly, the "
    "rules of the data model and ten answers; all of it is Python, and no single part is left that could give a tenth.",
    "warm, against the PyLD path": "Six runs on four days gave 9.8 to 12.9 times.",
    "warm, against Digital Bazaar": "Runs on three days gave 9.9 to 10.8 times.",
    "bbs-2023 derive": "All but a twentieth is the pairing library's; runs on four days gave 43 to 53 times.",
    "SD-JWT+KB": "The two P-256 checks are a third of our time and common to both; the rest is reading seventeen JSON texts and "
    "thirty digests strictly. `sd-jwt` is handed the issuer's key and asks nothing beyond the signatures: no strict JSON, "
    "dates, type, status or issuer.",
    "cold process, against python": "Half of it is loading Python's own library (argparse, pathlib, typing, hashlib, json); "
    "by processor time, which the table gives, runs on four days gave 5.5 to 7.3 times.",
}
"""What bounds a promise that was not kept, as profiles showed it."""


def _bars(run: Run) -> Iterator[str]:
    yield from (
        "## What was promised",
        "",
        "| promise (typical badge, eddsa-rdfc-2022 unless said) | found | |",
        "|---|---|---|",
    )
    for bar in bars(run):
        yield f"| {bar.promise} | {bar.found or 'not measured'} | {_verdict(bar)} |"
    yield ""
    for bar in bars(run):
        if bar.found is not None and not bar.met:
            yield from (f"* {bar.promise}: {why}" for start, why in WHY.items() if bar.promise.startswith(start))
    yield ""


def _verdict(bar: Bar) -> str:
    return NONE if bar.found is None else "met" if bar.met else "**not met**"


def _table(run: Run) -> Iterator[str]:
    names = (FLOOR, PYLD, *run.peers)
    yield from (
        "## Warm",
        "",
        f"| suite | credential | bytes | {OURS}, ms | first, ms | of the floor | {' | '.join(names[1:])} |",
    )
    yield "|---|---|--:|--:|--:|" + "--:|" * len(names)
    for row in run.rows:
        suite = f"{row.suite} derive" if row.work == "derive" else row.suite
        first = f"{row.first:.1f}" if row.first is not None else NONE
        floor = f"{row.times[OURS] / row.times[FLOOR]:.1f}x" if FLOOR in row.times else NONE
        cells = " | ".join(_cell(row, name) for name in names[1:])
        yield f"| {suite} | {row.size} | {row.bytes:,} | {row.times[OURS]:.2f} | {first} | {floor} | {cells} |"
    yield ""


def _cell(row: Row, name: str) -> str:
    ratio = row.ratio(name)
    if ratio is not None:
        return f"{ratio:.1f}x" if ratio < 100 else f"{ratio:.0f}x"
    refused = row.work == "verify" and row.suite in peers.IN_PYTHON.get(name, ())
    return "refused" if refused else NONE


def _cold(run: Run) -> Iterator[str]:
    ours = run.cold[cold.OURS]
    yield from (
        "## Whole cold process, typical badge",
        "",
        "| command | ms | processor ms | MB | against Akashi |",
        "|---|--:|--:|--:|--:|",
    )
    for name, one in run.cold.items():
        yield f"| {name} | {one.wall:.0f} | {one.cpu:.0f} | {one.peak / 1024:.0f} | {one.wall / ours.wall:.2f}x |"
    yield ""


def _growth(run: Run) -> Iterator[str]:
    slope, start, worst = growth.fit(run.sizes)
    yield from (
        "## With size",
        "",
        "| bytes | statements | processor ms | us a statement | line |",
        "|--:|--:|--:|--:|--:|",
    )
    for one in run.sizes:
        fitted = (slope * one.quads + start) / 1000
        yield f"| {one.bytes:,} | {one.quads:,} | {one.ms:.2f} | {one.ms / one.quads * 1000:.1f} | {fitted:.2f} |"
    yield ""
    yield f"The line is {slope:.2f} us a statement and {start:.0f} us; no figure is further than {worst:.0%} from it."
    yield from ("", "## With the number of credentials", "")
    yield "| typical badges | how | s | ms each | peak MB |"
    yield "|--:|---|--:|--:|--:|"
    for one in run.alone:
        yield f"| {one.count:,} | one process, warm | {one.seconds:.2f} | {one.seconds / one.count * 1000:.2f} | {one.peak / 1024:.0f} |"
    for one in run.batches:
        how = f"`akashi verify DIR --jobs {one.jobs}`"
        yield f"| {one.count:,} | {how} | {one.seconds:.2f} | {one.seconds / one.count * 1000:.2f} | {one.peak / 1024:.0f} |"
    if not run.batches:
        yield f"| {growth.MANY:,} | `akashi verify DIR --jobs N` | not measured | | |"
    yield from ("", "## Beside verification", "", *run.beside)
