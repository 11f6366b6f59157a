"""The peers that live in other processes, one warm process each; those that are not set up are left out.

``AKASHI_ORACLES`` names the folder of the judges in JavaScript and ``ORACLES_HOME`` where their packages are (else a
folder among the temporary ones); ``AKASHI_PEERS`` an interpreter that has openbadgeslib, openvc-core and sd-jwt.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from tests import making
from tests.bench import credentials
from tests.bench.timing import Burst
from tests.interop.others import Lines
from wallet.encoding import write_time

HERE: Final = Path(__file__).parent
JS: Final = "Digital Bazaar JS"
IN_PYTHON: Final = {
    "openbadgeslib": frozenset({"eddsa-rdfc-2022", "ecdsa-sd-2023", "VC-JWT"}),
    "openvc-core": frozenset({"eddsa-rdfc-2022", "ecdsa-rdfc-2019", "eddsa-jcs-2022", "ecdsa-sd-2023", "SD-JWT+KB"}),
    "sd-jwt": frozenset({"SD-JWT+KB"}),
}
"""The suites each of them checks."""


class Refused(Exception):
    """A peer does not verify what it was given."""


class Peers:
    """What is set up of the others."""

    def __init__(self, node: Lines | None, python: Lines | None) -> None:
        self._node, self._python = node, python

    @property
    def names(self) -> tuple[str, ...]:
        """Those that can be asked."""
        return ((JS,) if self._node else ()) + (tuple(IN_PYTHON) if self._python else ())

    def verifying(self, suite: str, size: str) -> dict[str, Burst]:
        """Those that verify this credential; one that refuses it is left out."""
        text = credentials.shown(suite, size).decode()
        asked = credentials.ASKED if suite == "SD-JWT+KB" else None
        options = {"aud": asked.domain, "nonce": asked.challenge} if asked else {}
        now = write_time(making.NOW)
        found: dict[str, Burst] = {}
        if self._node:
            found[JS] = _burst(self._node, {"text": text, "options": {"now": now, "skipStatus": False, **options}})
        if self._python:
            key = credentials.KEYS[credentials.SUITES[suite]]
            more = {"now": now, "issuer": key.did, **options} | ({"jwk": key.public_jwk} if asked else {})
            for name, suites in IN_PYTHON.items():
                if suite in suites:
                    found[name] = _burst(self._python, {"peer": name, "text": text, **more})
        return {name: burst for name, burst in found.items() if _works(name, suite, size, burst)}

    def deriving(self, suite: str, size: str) -> dict[str, Burst]:
        """Those that make the part of this credential that its holder chose."""
        if not self._node:
            return {}
        text = credentials.base(suite, size).decode()
        burst = _burst(self._node, {"text": text, "derive": credentials.chosen(size)})
        return {JS: burst} if _works(JS, f"{suite} derive", size, burst) else {}


def _burst(lines: Lines, request: dict[str, Any]) -> Burst:
    def burst(times: int) -> list[float]:
        found: dict[str, Any] = lines.ask({**request, "n": times})
        if not found["good"]:
            raise Refused(found.get("error", ""))
        taken: list[float] = found["ms"]
        return taken

    return burst


def _works(name: str, suite: str, size: str, burst: Burst) -> bool:
    try:
        burst(1)
    except Refused as why:
        print(f"  {name} refuses {suite}, {size}. {why}"[:160])
        return False
    return True


def folder() -> Path | None:
    """The oracles' folder, where one is named and Node is at hand."""
    named = os.environ.get("AKASHI_ORACLES", "")
    return Path(named) if named and shutil.which("node") and (Path(named) / "lib" / "home.mjs").is_file() else None


def home() -> Path | None:
    """Where the packages of the judges in JavaScript are: their own rule, and what they need in it."""
    named = Path(os.environ.get("ORACLES_HOME") or Path(tempfile.gettempdir()) / "wallet-oracles")
    return named if shutil.which("node") and (named / "node_modules").is_dir() else None


def interpreter() -> Path | None:
    """The interpreter of the peers in Python."""
    named = os.environ.get("AKASHI_PEERS", "")
    return Path(named) if named and Path(named).exists() else None


@contextmanager
def peers() -> Iterator[Peers]:
    """Every peer that is set up, for as long as the run lasts."""
    place, other = folder(), interpreter()
    with Path(os.devnull).open("w", encoding="utf-8") as errors:
        node = Lines(["node", str(HERE / "peer.mjs"), str(place)], errors) if place and home() else None
        python = Lines([str(other), str(HERE / "python_peer.py")], errors) if other else None
        try:
            yield Peers(node, python)
        finally:
            for one in (node, python):
                if one is not None:
                    one.close()
