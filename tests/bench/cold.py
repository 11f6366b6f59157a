"""Whole processes, from nothing to the answer: what a person waits for who verifies one file."""

import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from tests.bench import credentials, peers
from tests.bench.timing import Process, processes

NOTHING: Final = "python -c pass"
OURS: Final = "akashi verify FILE"
_AKASHI: Final = "import sys; from wallet.__main__ import main; sys.exit(main())"
"""What the installed script does, of this checkout."""


def whole() -> dict[str, Process]:
    """Medians by command, in turns. Python's compiled bytecode is at hand for every command in Python."""
    with tempfile.TemporaryDirectory() as place:
        file = Path(place) / "badge.json"
        file.write_bytes(credentials.shown("eddsa-rdfc-2022", "typical"))
        found = processes(_commands(str(file)), environ())
    for name, one in found.items():
        print(f"{name:32} {one.wall:7.1f} ms   cpu {one.cpu:7.1f} ms   {one.peak // 1024:4} MB", flush=True)
    return found


def environ() -> dict[str, str]:
    """The environment without what keeps Python from storing bytecode: a program that is installed has it."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def _commands(file: str) -> dict[str, Sequence[str]]:
    found: dict[str, Sequence[str]] = {
        NOTHING: [sys.executable, "-c", "pass"],
        OURS: [sys.executable, "-c", _AKASHI, "verify", file, "--json", "--at", "2026-11-24T09:00:00Z"],
    }
    home, interpreter = peers.home(), peers.interpreter()
    if home is not None:
        found[peers.JS] = ["node", str(peers.HERE / "cold.mjs"), str(home), file]
    if interpreter is not None:
        script = str(peers.HERE / "python_peer.py")
        found |= {name: [str(interpreter), script, name, file] for name in ("openbadgeslib", "openvc-core")}
    return found
