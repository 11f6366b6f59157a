"""The way in: first run, restoring, unlocking. One page with a step at a time; no account, nothing but one field."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from wallet.crypto.seal import Cost
from wallet.errors import Cancelled, WalletError
from wallet.seams import Tick
from wallet.session.guarded import Guarded
from wallet.ui.creating import Create, Start
from wallet.ui.doors import Step
from wallet.ui.doorway import Doorway
from wallet.ui.restoring import Found, Restore
from wallet.ui.theme import Look
from wallet.ui.unlocking import Code, Copies, Unlock

STEPS: Final[dict[str, Callable[..., Step]]] = {
    "welcome": Start,
    "create": Create,
    "restore": Restore,
    "found": Found,
    "unlock": Unlock,
    "code": Code,
    "copies": Copies,
}


class _Held:
    """A vault that was opened on the worker's thread: it is taken once, or closed."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._found: Guarded | None = None
        self._over = False

    def put(self, found: Guarded) -> None:
        """Hand it in; where nobody waits any more it is closed."""
        with self._lock:
            if self._over:
                found.vault.close()
                raise Cancelled
            self._found = found

    def take(self) -> Guarded | None:
        """Take it out."""
        with self._lock:
            found, self._found = self._found, None
            return found

    def drop(self) -> None:
        """Nobody waits any more."""
        with self._lock:
            self._over = True
            if self._found is not None:
                self._found.vault.close()
                self._found = None


class Welcome(Doorway):
    """S01, S02 and S04: ``opened(Guarded, how)`` when a vault is open, ``verify_only()`` for the mode without one.

    ``how`` is "created", "restored", "unlocked" or "keyring". ``state`` is the folder of this computer's memory,
    ``keyring`` whether it may open the vault unasked. Nothing that was typed outlives the page.
    """

    opened = Signal(object, str)
    verify_only = Signal()

    def __init__(self, look: Look, path: Path, step: str, state: Path, cost: Cost | None = None, *, keyring: bool = False) -> None:  # fmt: skip
        super().__init__(look)
        self.path, self.state, self.cost, self.keyring = path, state, cost, keyring
        self.typed = self.step = ""
        self.wrong = 0
        self.pause = QTimer(self)
        self.pause.setSingleShot(True)
        self.pause.timeout.connect(self._waited)
        self._held: _Held | None = None
        self.setObjectName("welcome")
        self.go(step)

    def body(self) -> QWidget:
        """What the step says."""
        return self.now.build()

    def aside(self) -> QWidget:
        """What the step has beside it."""
        return self.now.aside()

    def go(self, step: str, *facts: Any) -> None:
        """Another step of the page."""
        self.leave()
        self.typed, self.step = "", step
        self.now = STEPS[step](self, *facts)
        self.say_state("idle")
        self.refresh()
        self.focus_field()
        self.now.fresh()

    def back(self) -> None:
        """The step before, if there is one; what is being opened stays closed."""
        self.leave()
        if self.now.back:
            self.go(self.now.back)

    def leave(self) -> None:
        """Nobody waits for what is being opened; a vault that arrives now is closed."""
        super().leave()
        if self._held is not None:
            self._held.drop()
            self._held = None

    def keep_typed(self, text: str) -> None:
        """What stands in the field."""
        self.typed = text

    def failed(self, error: WalletError) -> None:
        """The step says what went wrong."""
        self.now.failed(error)

    def _waited(self) -> None:
        self.refresh()
        self.focus_field()

    def open(self, work: Callable[[Tick], Guarded], text: str, how: str) -> None:
        """Open a vault off the window's thread."""
        held = _Held()

        def opening(tick: Tick) -> None:
            held.put(work(tick))

        def done(_: object) -> None:
            found = held.take()
            if found is not None:
                self.typed = ""
                self.opened.emit(found, how)

        if self.run(opening, text, done):
            self._held = held
