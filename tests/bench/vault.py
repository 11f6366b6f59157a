"""Rows of the bench for a vault of 100, 1,000 and 10,000 credentials of 8 KB. By itself: ``python -m tests.bench.vault``."""

import json
import os
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
WINDOW = """
import json, statistics, sys, time
from pathlib import Path
from PySide6.QtWidgets import QApplication, QLineEdit
from tests.bench.vault import KEY
from tests.making import NOW
from wallet.ui.theme import Look
from wallet.ui.window import Window
from wallet.vault import Vault
used = lambda: int(next(l for l in open('/proc/self/status') if l.startswith('VmHWM')).split()[1])
application, path = QApplication([]), Path(sys.argv[1])
window = Window(Look('light', 'en'), lambda: NOW, path)
window.show()
application.processEvents()
before, started = used(), time.perf_counter()
window._opened(Vault.unlock(path, KEY))
window.grab()
shown, field, typed = time.perf_counter() - started, window.page.findChild(QLineEdit, 'home.search'), []
for text in ('9', '99', '999', '99', '9', 'x', '1', '12'):
    moment = time.perf_counter()
    field.setText(text)
    typed.append(time.perf_counter() - moment)
print(json.dumps([shown * 1000, statistics.median(typed) * 1000, (used() - before) / 1024]))
window.lock()
"""
"""The window on the same vault: milliseconds to the first list on the screen, for a letter typed in its search, and MiB more."""


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
    environ = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "AKASHI_STATE": str(folder)}
    child = subprocess.run(
        [sys.executable, "-c", WINDOW, path], capture_output=True, text=True, check=True, env=environ
    )
    shown, typed, memory = json.loads(child.stdout)
    return {
        "unlock": statistics.median(unlocking) * 1000,
        "list": statistics.median(listing) * 1000,
        "add": statistics.median(adding) * 1000,
        "shown": shown,
        "typed": typed,
        "memory": memory,
    }


def lines() -> Iterator[str]:
    """One line of Markdown for each size."""
    with tempfile.TemporaryDirectory() as folder:
        for size in SIZES:
            found = measured(size, Path(folder))
            yield (
                f"* a vault of {size:,} credentials: open after the key in {found['unlock']:.0f} ms, all listed in "
                f"{found['list']:.0f} ms, in the window in {found['shown']:.0f} ms; a letter in its search {found['typed']:.1f} ms; "
                f"one more, durably, {found['add']:.1f} ms; {found['memory']:.0f} MiB above the empty window"
            )


if __name__ == "__main__":
    for line in lines():
        print(line, flush=True)
