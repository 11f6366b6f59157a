"""Rows of the bench for a vault of 100, 1,000 and 10,000 credentials of 8 KB. By itself: ``python -m tests.bench.vault``."""

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.making import NOW
from wallet.crypto.seal import FLOOR
from wallet.library import Library
from wallet.session import Session
from wallet.vault import Kind, Record, Token, Vault

SIZES = (100, 1_000, 10_000)
BODY = 8_000
KEY = Token("recovery", bytes(range(20)))
"""Opens without Argon2id: what is measured is what comes after the key."""
MEMORY = """
import resource, sys
from tests.bench.vault import KEY, listed
from wallet.vault import Vault
used = lambda: int(next(l for l in open('/proc/self/status') if l.startswith('VmHWM')).split()[1])
before = used()
vault = Vault.unlock(sys.argv[1], KEY)
listed(vault)
print(used() - before)
"""


def record(number: int) -> Record:
    """A credential's record with the facts that a real one has."""
    digest = f"{number:064x}"
    facts = {
        "added": "2026-11-24T09:00:00Z", "name": f"badge-{number}.json", "digest": digest, "container": "json",
        "issuer": "did:web:northmere.example", "credential": f"urn:uuid:{digest[:32]}", "awarded": "2026-09-12T00:00:00Z",
        "titles": [f"データサイエンス基礎 {number}"], "by": "北総学院大学",
    }  # fmt: skip
    return Record.new(Kind.CREDENTIAL, digest.encode() * (BODY // 64), facts)


def listed(vault: Vault) -> int:
    """Everything a list of credentials shows, from facts alone."""
    return len(Session(vault, Library.bundled(), lambda: NOW).listed())


def measured(size: int, folder: Path) -> dict[str, float]:
    """Milliseconds and MiB for one size."""
    path = folder / f"{size}.vault"
    with Vault.create(path, "walnut ferry quiet lantern", cost=FLOOR) as vault:
        vault.set_door(KEY)
        for start in range(0, size, 1000):
            vault.put(*(record(number) for number in range(start, min(start + 1000, size))))
    unlocking, listing, adding = [], [], []
    for turn in range(3):
        started = time.perf_counter()
        vault = Vault.unlock(path, KEY)
        unlocking.append(time.perf_counter() - started)
        assert listed(vault) == size + 20 * turn
        listing.append(time.perf_counter() - started)
        for number in range(20):
            one = record(size + 20 * turn + number)
            started = time.perf_counter()
            vault.put(one)
            adding.append(time.perf_counter() - started)
        vault.close()
    child = subprocess.run([sys.executable, "-c", MEMORY, path], capture_output=True, text=True, check=True)
    return {
        "unlock_ms": statistics.median(unlocking) * 1000,
        "list_ms": statistics.median(listing) * 1000,
        "add_ms": statistics.median(adding) * 1000,
        "memory_mib": int(child.stdout) / 1024,
    }


def rows() -> Iterator[tuple[str, str]]:
    """A label and its figures for each size."""
    with tempfile.TemporaryDirectory() as folder:
        for size in SIZES:
            found = measured(size, Path(folder))
            unlocked, added = f"unlock {found['unlock_ms']:.0f} ms", f"add one {found['add_ms']:.2f} ms"
            shown = f"to the list {found['list_ms']:.0f} ms, memory {found['memory_mib']:.0f} MiB"
            yield f"vault of {size:,} credentials", f"{unlocked}, {shown}, {added}"


if __name__ == "__main__":
    for label, text in rows():
        print(f"{label:<34} {text}")
