"""A QR code on the screen, always black on white; several parts take turns."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from wallet.sharing import qr
from wallet.ui.theme import Look

QUIET: Final = 4
FRAME: Final = (250, 1000)
STEP: Final = 125
"""Milliseconds: the shortest and longest time a part is shown, and one step between them."""


class QrView(QWidget):
    """The parts of a payload, one at a time. ``turned(index)`` after each change."""

    turned = Signal(int)

    def __init__(self, look: Look, codes: qr.Codes) -> None:
        super().__init__()
        self._codes = codes
        self._matrices = [qr.matrix(codes, index) for index in range(len(codes.parts))]
        self.index = 0
        self.interval = 500
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._next)
        self.setMinimumSize(280, 280)
        self.setObjectName("share.out.qr")
        self.setAccessibleName(look.say("ui-send-qr_name", count=len(codes.parts)))
        if len(self._matrices) > 1:
            self._timer.start(self.interval)

    @property
    def running(self) -> bool:
        """Are the parts taking turns?"""
        return self._timer.isActive()

    def pause(self) -> None:
        """Stop, or go on."""
        if self._timer.isActive():
            self._timer.stop()
        elif len(self._matrices) > 1:
            self._timer.start(self.interval)

    def pace(self, slower: bool) -> None:
        """One step slower or faster, within what cameras and eyes bear."""
        change = STEP if slower else -STEP
        self.interval = min(max(self.interval + change, FRAME[0]), FRAME[1])
        if self._timer.isActive():
            self._timer.start(self.interval)

    def _next(self) -> None:
        self.index = (self.index + 1) % len(self._matrices)
        self.update()
        self.turned.emit(self.index)

    def paintEvent(self, event: QPaintEvent) -> None:
        """White ground, whole pixels for each module."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor("#FFFFFF"))
        matrix = self._matrices[self.index]
        modules = len(matrix) + 2 * QUIET
        side = max(1, min(self.width(), self.height()) // modules)
        left = (self.width() - side * modules) // 2 + QUIET * side
        top = (self.height() - side * modules) // 2 + QUIET * side
        for y, line in enumerate(matrix):
            for x, dark in enumerate(line):
                if dark:
                    painter.fillRect(QRect(left + x * side, top + y * side, side, side), QColor("#000000"))
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes a full screen."""
        if event.key() == Qt.Key.Key_Escape and self.isWindow():
            self.close()
        else:
            super().keyPressEvent(event)
