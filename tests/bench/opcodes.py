"""How many of Python's instructions one verification takes: a measure of cost that no busy machine disturbs.

``python -m tests.bench.opcodes`` (``make opcodes``) records the figures in ``opcodes.json``, by version of
Python, because each compiles to instructions of its own. What happens within C is not counted; how often it is
called is, since a call is an instruction.
"""

import json
import sys
from pathlib import Path
from types import FrameType
from typing import Any, Final

from tests.bench import table
from tests.bench.timing import Work

RECORD: Final = Path(__file__).with_name("opcodes.json")
VERSION: Final = f"{sys.version_info.major}.{sys.version_info.minor}"
SUITES: Final = (
    "eddsa-rdfc-2022",
    "ecdsa-rdfc-2019",
    "eddsa-jcs-2022",
    "ecdsa-sd-2023",
    "bbs-2023",
    "VC-JWT",
    "SD-JWT+KB",
)
MARGIN: Final = 0.08
"""How far a figure may be from the record. Even what became 8 % cheaper unnoticed cannot become 20 % dearer so."""


def count(work: Work) -> int:
    """The instructions of one run of something, warmed up before."""
    for _ in range(5):
        work()
    found = 0

    def inside(frame: FrameType, event: str, arg: Any) -> Any:
        nonlocal found
        if event == "opcode":
            found += 1
        return inside

    def enter(frame: FrameType, event: str, arg: Any) -> Any:
        frame.f_trace_opcodes, frame.f_trace_lines = True, False
        return inside

    before = sys.gettrace()
    sys.settrace(enter)
    try:
        work()
    finally:
        sys.settrace(before)
    return found


def verifying(suite: str) -> Work:
    """One verification of the typical credential."""
    return table.verification(suite, "typical")


def recorded() -> dict[str, int] | None:
    """The figures for this version of Python, or None where nobody has recorded any."""
    found: dict[str, int] | None = json.loads(RECORD.read_text(encoding="utf-8")).get(VERSION)
    return found


def strays(found: int, wanted: int) -> bool:
    """Is a figure further from its record than it may be?"""
    return abs(found - wanted) > MARGIN * wanted


def main() -> None:
    every = json.loads(RECORD.read_text(encoding="utf-8")) if RECORD.exists() else {}
    every[VERSION] = {suite: count(verifying(suite)) for suite in SUITES}
    RECORD.write_text(json.dumps(every, indent=2, sort_keys=True) + "\n", encoding="utf-8")
    print(json.dumps(every[VERSION], indent=2))


if __name__ == "__main__":
    main()
