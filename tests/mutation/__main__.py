"""``make mutation``: could the tests of the verifier fail? Mutants of its modules, and how many are caught.

``python -m tests.mutation [--jobs N] [--again] [--list] [part of a path …]``: --again runs only those that
survived last time, --list names the survivors. The score of each part of the verifier must be at least LEAST.
"""

from __future__ import annotations

import argparse
import ast
import json
import os
import sys
from pathlib import Path

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
    "assertion", "bbs", "canon", "elm", "encoding", "forgeries", "formats", "holder", "inside", "jades",
    "jades_published", "legacy_suites", "openbadges", "present", "samples", "sdjwt", "sdjwt_negatives",
    "sdjwt_specifications", "seals", "selective", "status", "token_status", "trust", "typemeta", "verify",
)  # fmt: skip
OWN = {
    "verify": ("verify", "forgeries", "inside", "holder"),
    "proofs": ("forgeries", "selective", "bbs", "legacy_suites", "jades", "verify"),
    "status": ("status", "token_status"),
    "sd-jwt": ("sdjwt", "sdjwt_negatives", "sdjwt_specifications"),
    "canon": ("canon", "selective"),
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
    survey = KEPT / "survey.json"
    if not chosen.again:
        survey.unlink(missing_ok=True)
    took, touched = running.survey(files, [path for paths in PARTS.values() for path in paths], survey)
    print(f"{len(took)} tests in {sum(took.values()):.0f} s")
    counts: dict[str, dict[str, int]] = {}
    for part, path in wanted:
        results = _try(part, path, took, touched, chosen.jobs, chosen.again)
        for result in results:
            if chosen.list and result["outcome"] == "survived":
                print(f"  {path}:{result['line']}: {result['what']}    {result['text']}")
        for row in (path, part):
            count = counts.setdefault(row, {"killed": 0, "timeout": 0, "survived": 0})
            for result in results:
                count[result["outcome"]] += 1
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


def _try(
    part: str, path: str, took: dict[str, float], touched: running.Touched, jobs: int, again: bool
) -> list[dict[str, str]]:
    """Every mutant of a module with what became of it, which is also kept for --again."""
    place = running.ROOT / path
    source = place.read_text("utf-8")
    every = mutants(ast.parse(source))
    lines = source.splitlines()
    memory = KEPT / (path.replace("/", ".") + ".json")
    known = {_name(row): row["outcome"] for row in json.loads(memory.read_text())} if again and memory.is_file() else {}
    rows = [
        {"line": str(one.line), "column": str(one.column), "what": one.what, "text": lines[one.line - 1].strip()}
        for one in every
    ]
    children: dict[int, dict[str, str]] = {}
    for number, (one, row) in enumerate(zip(every, rows, strict=True)):
        if known.get(_name(row), "survived") != "survived":
            row["outcome"] = known[_name(row)]
            continue
        stages, seconds = _stages(part, place, one, took, touched)
        if not stages:
            row["outcome"] = "survived"
            continue
        children[running.start(place, number, stages, seconds)] = row
        if len(children) >= jobs:
            _wait(children)
    while children:
        _wait(children)
    memory.write_text(json.dumps(rows, indent=1))
    return rows


def _name(row: dict[str, str]) -> tuple[str, str, str]:
    return row["text"], row["column"], row["what"]


def _wait(children: dict[int, dict[str, str]]) -> None:
    pid, status = os.wait()
    children.pop(pid)["outcome"] = running.outcome(status)


def _stages(
    part: str, place: Path, one: Mutant, took: dict[str, float], touched: running.Touched
) -> tuple[list[list[str]], float]:
    """The tests that run the statement a mutant is in, the quick ones first; what is run at import concerns every
    test that uses the module. The part's own files come one by one, then FURTHER seconds of all the others.
    """
    file = str(place)
    seen = {name for line in one.lines for name in touched.get((file, line), ())}
    if "" in seen or not one.lines:
        seen = {name for (where, _), names in touched.items() if where == file for name in names}
    calling = sorted(seen - {""}, key=lambda name: (took[name], name))
    stages = [[name for name in calling if name.startswith(f"tests/test_{own}.py::")] for own in OWN[part]]
    mine = {name for stage in stages for name in stage}
    total, others = 0.0, []
    for name in calling:
        if name not in mine and total + took[name] <= FURTHER:
            total += took[name]
            others.append(name)
    return [stage for stage in (*stages, others) if stage], total + sum(took[name] for name in mine)


if __name__ == "__main__":
    sys.exit(main())
