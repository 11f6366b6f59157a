"""A QR code on the screen, always black on white; several parts take turns."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from wallet.sharing.pictures import Matrix
from wallet.ui.theme import Look

QUIET: Final = 4
FRAME: Final = (250, 1000)
STEP: Final = 125
"""Milliseconds: the shortest and longest time a part is shown, and one step between them."""


def _image(matrix: Matrix) -> QImage:
    """One pixel for each module, with the quiet zone: drawn larger by whole numbers only."""
    side = len(matrix) + 2 * QUIET
    empty = b"\xff" * side
    edge = b"\xff" * QUIET
    lines = [edge + bytes(0 if dark else 255 for dark in line) + edge for line in matrix]
    pixels = b"".join([empty] * QUIET + lines + [empty] * QUIET)
    return QImage(pixels, side, side, side, QImage.Format.Format_Grayscale8).copy()


class QrView(QWidget):
    """The parts of a payload, one at a time. ``turned(index)`` after each change."""

    turned = Signal(int)

    def __init__(self, look: Look, matrices: tuple[Matrix, ...]) -> None:
        super().__init__()
        self._images = [_image(matrix) for matrix in matrices]
        self.index = 0
        self.interval = 500
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._next)
        self.setMinimumSize(280, 280)
        self.setObjectName("share.out.qr")
        self.setAccessibleName(look.say("ui-send-qr_name", count=len(matrices)))
        if len(self._images) > 1:
            self._timer.start(self.interval)

    @property
    def running(self) -> bool:
        """Are the parts taking turns?"""
        return self._timer.isActive()

    def pause(self) -> None:
        """Stop, or go on."""
        if self._timer.isActive():
            self._timer.stop()
        elif len(self._images) > 1:
            self._timer.start(self.interval)

    def pace(self, slower: bool) -> None:
        """One step slower or faster, within what cameras and eyes bear."""
        change = STEP if slower else -STEP
        self.interval = min(max(self.interval + change, FRAME[0]), FRAME[1])
        if self._timer.isActive():
            self._timer.start(self.interval)

    def _next(self) -> None:
        self.index = (self.index + 1) % len(self._images)
        self.update()
        self.turned.emit(self.index)

    def paintEvent(self, event: QPaintEvent) -> None:
        """White ground, whole pixels for each module."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor("#FFFFFF"))
        image = self._images[self.index]
        side = max(1, min(self.width(), self.height()) // image.width()) * image.width()
        painter.drawImage(QRect((self.width() - side) // 2, (self.height() - side) // 2, side, side), image)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes a full screen."""
        if event.key() == Qt.Key.Key_Escape and self.isWindow():
            self.close()
        else:
            super().keyPressEvent(event)
