"""The clipboard: what the program puts there is marked as concealed, and taken away again after a minute if still ours."""

from __future__ import annotations

import hashlib
from typing import Final

from PySide6.QtCore import QMimeData, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from wallet.ui.text import Plain
from wallet.ui.theme import Look

SECONDS: Final = 60
HINTS: Final = {
    "x-kde-passwordManagerHint": b"secret",
    "application/x-nspasteboard-concealed-type": b"1",
    'application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"': b"1",
    'application/x-qt-windows-mime;value="CanIncludeInClipboardHistory"': bytes(4),
}
"""What clipboard managers of KDE, macOS and Windows look for before they keep a copy of their own."""


class Clip(QObject):
    """``left(seconds)`` every second while something of ours is on the clipboard, and 0 when it is over."""

    left = Signal(int)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.seconds = 0
        self._digest = b""
        self._timer = QTimer(self)
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self.second)

    def put(self, text: str) -> None:
        """Copy a text, for a minute."""
        data = QMimeData()
        data.setText(text)
        for kind, value in HINTS.items():
            data.setData(kind, value)
        QGuiApplication.clipboard().setMimeData(data)
        self._digest, self.seconds = _digest(text), SECONDS
        self._timer.start()
        self.left.emit(self.seconds)

    def second(self) -> None:
        """A second has passed."""
        self.seconds -= 1
        if self.seconds <= 0 or not self._ours():
            self.clear()
        else:
            self.left.emit(self.seconds)

    def clear(self) -> None:
        """Take it away now, if it is still ours."""
        if self._digest and self._ours():
            QGuiApplication.clipboard().clear()
        self._digest, self.seconds = b"", 0
        self._timer.stop()
        self.left.emit(0)

    def _ours(self) -> bool:
        return _digest(QGuiApplication.clipboard().text()) == self._digest


class Countdown(Plain):
    """How long it stays on the clipboard, in words."""

    def __init__(self, look: Look, clip: Clip) -> None:
        super().__init__(look, "", "small", "ink-soft")
        self.setWordWrap(False)
        self.setObjectName("clip.left")
        self._look = look
        clip.left.connect(self.tell)
        self.tell(clip.seconds)

    def tell(self, seconds: int) -> None:
        """Say how many seconds are left, or nothing."""
        self.setVisible(seconds > 0)
        self.setText(self._look.say("ui-clip-left", seconds=seconds) if seconds else "")
        self.setAccessibleName(self.text())


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
