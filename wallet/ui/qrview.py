"""A QR code on the screen, always black on white; several parts take turns."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QWidget

from wallet.sharing.pictures import Matrix
from wallet.ui.parts import button, column, frame, pane, row
from wallet.ui.text import Plain
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
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
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


class CodesPane(QWidget):
    """Codes to be read off the screen: the picture, which part it is, and the pace at which they turn."""

    def __init__(self, look: Look, matrices: tuple[Matrix, ...]) -> None:
        super().__init__()
        self._look, self._matrices = look, matrices
        self._full: QrView | None = None
        self.view = view = QrView(look, matrices)
        total = len(matrices)
        holder = frame(column(view, margins=(12, 12, 12, 12)))
        holder.setStyleSheet("QFrame#panel { background: #FFFFFF; }")
        self._title = Plain(look, self._words(0), "title")
        self._bars: list[QProgressBar] = []
        for index in range(total if total > 1 else 0):
            bar = QProgressBar()
            bar.setTextVisible(False)
            bar.setRange(0, 1)
            bar.setValue(int(index == 0))
            bar.setAccessibleName(self._words(index))
            self._bars.append(bar)
        view.turned.connect(self._turned)
        line = look.say("ui-send-single" if total == 1 else "ui-send-turns")
        tools: list[QWidget | int] = [self._title, Plain(look, line, "body", "ink-soft"), 8]
        if total > 1:
            pause = button(look, look.say("ui-send-pause"), view.pause, icon="pause", name="share.pause")
            slower = button(look, look.say("ui-send-slower"), lambda: view.pace(True), name="share.slower")
            faster = button(look, look.say("ui-send-faster"), lambda: view.pace(False), name="share.faster")
            tools.append(pane(row(pause, slower, faster, -1, space=8)))
        full = button(
            look, look.say("ui-send-full"), self._full_screen, "primary", "full", "share.full", "large", wide=True
        )
        beside = pane(column(*tools, 8, full, -1, space=8))
        beside.setFixedWidth(304)
        self.setLayout(row(column(holder, row(*self._bars, space=8), space=12), beside, space=24))

    def _words(self, index: int) -> str:
        total = len(self._matrices)
        return (
            self._look.say("ui-send-part", part=index + 1, total=total) if total > 1 else self._look.say("ui-send-one")
        )

    def _turned(self, index: int) -> None:
        self._title.setText(self._words(index))
        for place, bar in enumerate(self._bars):
            bar.setValue(int(place <= index))

    def _full_screen(self) -> None:
        self._full = QrView(self._look, self._matrices)
        self._full.setWindowTitle("Akashi")
        self._full.showFullScreen()
