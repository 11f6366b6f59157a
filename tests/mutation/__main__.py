"""``make mutation``: could the tests of the verifier fail? Mutants of its modules, and how many are caught.

``python -m tests.mutation [--jobs N] [--again] [--list] [--every N] [part of a path …]``: --again runs only
those that survived last time, --list names the survivors, --every tries a sample. The score of each part of the verifier must be at least LEAST.
"""

from __future__ import annotations

import argparse
import ast
import json
import os
import sys
import traceback
from collections import Counter
from pathlib import Path
from typing import TextIO

from tests.mutation import running
from tests.mutation.operators import Mutant, mutants

LEAST = 85.0
PARTS = {
    "verify": ["wallet/verify.py", "wallet/report.py"],
    "proofs": sorted(str(path.relative_to(running.ROOT)) for path in running.ROOT.glob("wallet/proofs/*.py")),
    "status": sorted(str(path.relative_to(running.ROOT)) for path in running.ROOT.glob("wallet/status/*.py")),
    "sd-jwt": ["wallet/formats/sdjwt.py"],
    "canon": sorted(str(path.relative_to(running.ROOT)) for path in running.ROOT.glob("wallet/canon/*.py")),
}
TESTS = (
    "answers", "assertion", "bbs", "canon", "contexts", "did", "disagreements", "elm", "encoding", "evasions", "sources",
    "forgeries", "formats", "holder", "injection", "inside", "jades", "jades_published", "legacy_suites",
    "openbadges", "packs", "present", "proofs", "recipient", "report", "samples", "sdjwt", "sdjwt_negatives",
    "sdjwt_reading", "sdjwt_specifications", "seal_headers", "seals", "selective", "status", "terms", "token_status",
    "trust", "typemeta", "verify", "walk",
)  # fmt: skip
OWN = {
    "verify": (
        "report",
        "verify",
        "answers",
        "evasions",
        "sources",
        "inside",
        "holder",
        "recipient",
        "seals",
        "status",
        "assertion",
        "forgeries",
        "packs",
    ),
    "proofs": ("proofs", "seal_headers", "legacy_suites", "verify", "jades", "selective", "present", "evasions"),
    "status": ("status", "token_status", "evasions"),
    "sd-jwt": ("sdjwt_reading", "sdjwt", "sdjwt_negatives", "sdjwt_specifications", "evasions"),
    "canon": ("terms", "walk", "canon", "contexts", "injection", "selective", "verify", "evasions"),
}
"""The tests that are tried first on each part, all of them; see ``_stages``."""
FURTHER = 3.0
KEPT = running.ROOT / ".mutation"


def main() -> int:
    """Survey the tests, try every mutant, print the table; 1 if a part of the verifier is under LEAST."""
    parser = argparse.ArgumentParser(prog="tests.mutation")
    parser.add_argument("paths", nargs="*")
    parser.add_argument("--jobs", type=int, default=len(os.sched_getaffinity(0)))
    parser.add_argument("--again", action="store_true")
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--every", type=int, default=1, help="try only every so many mutants: a sample")
    chosen = parser.parse_args()
    KEPT.mkdir(exist_ok=True)
    wanted = [
        (part, path)
        for part, paths in PARTS.items()
        for path in paths
        if not chosen.paths or any(name in path for name in chosen.paths)
    ]
    running.prepare()
    files = [name for name in (f"tests/test_{test}.py" for test in TESTS) if (running.ROOT / name).is_file()]
    targets = [path for paths in PARTS.values() for path in paths]
    took, touched = running.survey(files, targets, KEPT / "survey.json")
    print(f"{len(took)} tests in {sum(took.values()):.0f} s")
    counts: dict[str, dict[str, int]] = {}
    for part, path in wanted:
        memory = KEPT / (path.replace("/", ".") + ".jsonl")
        known = _known(memory) if chosen.again else {}
        pid = os.fork()
        if not pid:
            try:
                running.warm(running.ROOT / path)
                with memory.open("w") as journal:
                    _try(part, path, journal, known, took, touched, chosen)
            except BaseException:
                traceback.print_exc()
                os._exit(1)
            os._exit(0)
        if os.waitpid(pid, 0)[1]:
            raise SystemExit(f"{path}: the mutants could not be tried")
        for row in (path, part):
            count = counts.setdefault(row, {"killed": 0, "timeout": 0, "survived": 0})
            for result in _known(memory).values():
                count[result] += 1
        _print(path, counts[path])
    print()
    low = [part for part in PARTS if part in counts and _print(part, counts[part]) < LEAST]
    if low:
        print(f"under {LEAST:g} %: {', '.join(low)}")
    return 1 if low else 0


def _print(name: str, count: dict[str, int]) -> float:
    total = sum(count.values())
    score = 100.0 * (total - count["survived"]) / total if total else 100.0
    numbers = ", ".join(f"{number:4d} {word}" for word, number in count.items())
    print(f"{name:34} {total:5d} mutants: {numbers}  {score:5.1f} %", flush=True)
    return score


Key = tuple[str, str, int]


def _known(memory: Path) -> dict[Key, str]:
    """What became of each mutant the last time: by its line, what it changes there, and which of several it is."""
    rows = [json.loads(line) for line in memory.read_text("utf-8").splitlines()] if memory.is_file() else []
    return {(text, what, which): outcome for text, what, which, outcome in rows}


def _try(
    part: str,
    path: str,
    journal: TextIO,
    known: dict[Key, str],
    took: dict[str, float],
    touched: running.Touched,
    chosen: argparse.Namespace,
) -> None:
    """Every mutant of a module, with what became of it in the journal."""
    place = running.ROOT / path
    source = place.read_text("utf-8")
    lines = source.splitlines()
    seen: Counter[tuple[str, str]] = Counter()
    children: dict[int, tuple[int, Key]] = {}

    def note(line: int, key: Key, outcome: str) -> None:
        journal.write(json.dumps([*key, outcome]) + "\n")
        journal.flush()
        if chosen.list and outcome == "survived":
            print(f"  {path}:{line}: {key[1]}    {key[0]}", flush=True)

    def wait() -> None:
        pid, status = os.wait()
        note(*children.pop(pid), running.outcome(status))

    for number, one in enumerate(mutants(ast.parse(source))):
        text = lines[one.line - 1].strip()
        seen[text, one.what] += 1
        key = text, one.what, seen[text, one.what]
        if number % chosen.every:
            continue
        stages, seconds = _stages(part, place, one, took, touched)
        if known.get(key, "survived") != "survived":
            note(one.line, key, known[key])
        elif not stages:
            note(one.line, key, "survived")
        else:
            children[running.start(place, number, stages, seconds)] = one.line, key
        if len(children) >= chosen.jobs:
            wait()
    while children:
        wait()


def _stages(
    part: str, place: Path, one: Mutant, took: dict[str, float], touched: running.Touched
) -> tuple[list[list[str]], float]:
    """The tests that run the statement a mutant is in, the quick ones first, and their seconds.

    What is run at import concerns every test that uses the module, and the part's first file. The part's own
    files come one by one, then FURTHER seconds of all the others.
    """
    file = str(place)
    seen = {name for line in one.lines for name in touched.get((file, line), ())}
    own = [f"tests/test_{name}.py::" for name in OWN[part]]
    if "" in seen or not one.lines:
        seen = {name for (where, _), names in touched.items() if where == file for name in names}
        seen |= {name for name in took if name.startswith(own[0])}
    calling = sorted(seen - {""}, key=lambda name: (took[name], name))
    stages = [[name for name in calling if name.startswith(one)] for one in own]
    mine = {name for stage in stages for name in stage}
    total, others = 0.0, []
    for name in calling:
        if name not in mine and total + took[name] <= FURTHER:
            total += took[name]
            others.append(name)
    return [stage for stage in (*stages, others) if stage], total + sum(took[name] for name in mine)


if __name__ == "__main__":
    sys.exit(main())
