"""The table: every suite on every credential, Akashi beside its floor, PyLD's way and the other verifiers."""

import hashlib
import json
import os
import statistics
import subprocess
import sys
from collections.abc import Mapping
from functools import partial
from typing import Any, Final, NamedTuple

from pyld import jsonld

from tests import making
from tests.bench import credentials
from tests.bench.floors import check, floor
from tests.bench.peers import Peers
from tests.bench.timing import Burst, Work, in_turns, timed
from wallet import formats
from wallet.canon import rdfc
from wallet.encoding import multibase_decode
from wallet.proofs import Secured
from wallet.report import Outcome
from wallet.verify import verify_found

OURS: Final = "Akashi"
PYLD: Final = "PyLD path"
FLOOR: Final = "floor"
HASHED: Final = frozenset({"eddsa-rdfc-2022", "Ed25519Signature2020", "ecdsa-rdfc-2019"})


class Row(NamedTuple):
    """Median milliseconds for one credential in one suite, by who did it; ``first`` is ours in a fresh process."""

    work: str
    suite: str
    size: str
    bytes: int
    times: Mapping[str, float]
    first: float | None = None

    def ratio(self, name: str) -> float | None:
        """How many times as long as ours another takes."""
        return self.times[name] / self.times[OURS] if name in self.times else None


def verification(suite: str, size: str) -> Work:
    """From bytes to the verdict, with every check, nothing kept of the document from the last time."""
    raw, library = credentials.shown(suite, size), making.library()
    asked = credentials.ASKED if suite == "SD-JWT+KB" else None

    def work() -> None:
        (report,) = verify_found(formats.read(raw), library, making.NOW, asked)
        assert report.verdict() is Outcome.PASSED

    return work


def pyld_path(raw: bytes) -> None:
    """The same signature through PyLD's own normalization: no policy, no binding, no coverage."""
    document = json.loads(raw)
    proof = document.pop("proof")
    signature = multibase_decode(proof.pop("proofValue"))
    options = {"algorithm": "URDNA2015", "format": "application/n-quads", "base": None, "documentLoader": _load}
    texts = (
        jsonld.normalize({**proof, "@context": document["@context"]}, options),
        jsonld.normalize(document, options),
    )
    check(proof, b"".join(hashlib.sha256(text.encode()).digest() for text in texts), signature)


def _load(url: str, options: object) -> dict[str, Any]:
    return {"document": making.library().context(url), "documentUrl": url, "contextUrl": None, "tag": "static"}


_FIRST = """
import sys, time
from tests.bench import credentials
raw = sys.stdin.buffer.read()
from tests import making
from wallet.library import Library
from wallet import formats
from wallet.verify import verify_found
started = time.perf_counter()
(report,) = verify_found(formats.read(raw), Library.bundled(), making.NOW, credentials.ASKED if b"~" in raw else None)
assert report.verdict().value == "passed"
print((time.perf_counter() - started) * 1000)
"""


def first_use(suite: str, size: str, runs: int = 3) -> float:
    """Median milliseconds of the first verification of a process that has imported the verifier and read nothing."""
    raw = credentials.shown(suite, size)
    command = [sys.executable, "-c", _FIRST]
    return statistics.median(
        float(subprocess.run(command, input=raw, capture_output=True, check=True, env={**os.environ}).stdout)
        for _ in range(runs)
    )


def rows(peers: Peers) -> list[Row]:
    """Every suite on every credential."""
    found = []
    for suite in credentials.SUITES:
        for size in credentials.SIZES:
            raw = credentials.shown(suite, size)
            bursts: dict[str, Burst] = {OURS: timed(verification(suite, size))}
            least = floor(suite, size)
            if least is not None:
                bursts[FLOOR] = timed(least)
            if suite in HASHED:
                bursts[PYLD] = timed(partial(pyld_path, raw))
            times = in_turns(bursts | peers.verifying(suite, size))
            found.append(Row("verify", suite, size, len(raw), times, first_use(suite, size)))
            say(found[-1])
            if suite in ("ecdsa-sd-2023", "bbs-2023"):
                whole = credentials.base(suite, size)
                ours = timed(partial(credentials.derive, whole, size))
                times = in_turns({OURS: ours} | peers.deriving(suite, size))
                found.append(Row("derive", suite, size, len(whole), times))
                say(found[-1])
    return found


def say(row: Row) -> None:
    """One line on the terminal while the run goes on."""
    others = "   ".join(f"{name} {time / row.times[OURS]:.2f}x" for name, time in row.times.items() if name != OURS)
    print(f"{row.work} {row.suite:20} {row.size:8} {row.bytes:6} B {row.times[OURS]:8.3f} ms   {others}", flush=True)


def statements(size: str) -> tuple[int, int]:
    """How many statements and blank nodes a credential has, signed with eddsa-rdfc-2022."""
    secured = Secured(json.loads(credentials.shown("eddsa-rdfc-2022", size)), making.library())
    quads = secured.graph(secured.unsecured, "document").quads
    return len(quads), len(rdfc.canonical_labels(quads))
