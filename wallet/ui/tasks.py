"""Work off the window's thread: one worker, progress after a moment, cancel, and no news to the closed.

A Job is a child of its page. Its work runs on one pool thread and comes home by a queued signal;
when the page is gone the signal has nobody to reach. Cancel works because ``tick`` raises
``Cancelled``, and a vault write is one atomic step at the end.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal

from wallet.errors import Cancelled, WalletError
from wallet.seams import Tick

_POOL: Final = QThreadPool()
_POOL.setMaxThreadCount(1)
_RUNNING: Final[set[threading.Event]] = set()
"""What stops each piece of work that is queued or under way."""


class _Work(QRunnable):
    def __init__(self, run: Callable[[], None]) -> None:
        super().__init__()
        self._run = run

    def run(self) -> None:
        """Called by the pool."""
        self._run()


class Job(QObject):
    """One piece of work. ``done(result)``, ``failed(WalletError)``, ``broken(Exception)`` or ``cancelled()``."""

    done = Signal(object)
    failed = Signal(object)
    broken = Signal(object)
    cancelled = Signal()
    progress = Signal(int, int)
    _home = Signal(object, object)

    def __init__(self, parent: QObject, work: Callable[[Tick], Any]) -> None:
        super().__init__(parent)
        self._stop = threading.Event()
        self._work = work
        self._home.connect(self._arrive, Qt.ConnectionType.QueuedConnection)

    def start(self) -> Job:
        """Queue the work."""
        _RUNNING.add(self._stop)
        _POOL.start(_Work(self._run))
        return self

    def cancel(self) -> None:
        """Ask the work to stop at its next tick."""
        self._stop.set()

    def _tick(self, done: int, total: int) -> None:
        if self._stop.is_set():
            raise Cancelled
        self._emit(self.progress, done, total)

    def _emit(self, signal: Any, *values: object) -> None:
        """Send a signal, unless the page and its Job were destroyed meanwhile."""
        try:
            signal.emit(*values)
        except RuntimeError:
            self._stop.set()

    def _run(self) -> None:
        try:
            outcome: object = self._work(self._tick)
            error: BaseException | None = None
        except Exception as raised:  # A bug is carried home to the window's thread, which shows it.
            outcome, error = None, raised
            if isinstance(raised, WalletError):
                # Its code and facts are all that is said of it. The frames behind it would keep files open.
                raised.__traceback__ = raised.__cause__ = raised.__context__ = None
        _RUNNING.discard(self._stop)
        self._emit(self._home, outcome, error)

    def _arrive(self, outcome: object, error: BaseException | None) -> None:
        if isinstance(error, Cancelled) or self._stop.is_set():
            self.cancelled.emit()
        elif isinstance(error, WalletError):
            self.failed.emit(error)
        elif error is not None:
            self.broken.emit(error)
            raise error
        else:
            self.done.emit(outcome)


def stop_all() -> None:
    """Ask all work to stop at its next tick; what comes home after that is not heard."""
    for stop in tuple(_RUNNING):
        stop.set()


def wait_for_all(milliseconds: int = 30_000) -> bool:
    """Wait until no work is left; used when the window closes, and by tests."""
    return _POOL.waitForDone(milliseconds)
