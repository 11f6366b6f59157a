"""Codes read off this screen, or off a photograph: one picture after the other until all parts were seen (C10)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QImage, QImageReader, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QProgressBar, QWidget

from wallet.errors import Malformed, WalletError
from wallet.sharing import qr
from wallet.sharing.pictures import PHOTOGRAPHS, Grey
from wallet.ui.parts import button, column, row
from wallet.ui.text import Plain
from wallet.ui.theme import Look

EVERY_MS: Final = 150
MAX_FRAMES: Final = 800
"""Two minutes of looking."""
MOST_PIXELS: Final = 4_000_000
MAX_SIDE: Final = 8192
PARTS: Final = 3
"""Parts of a large screen across and down, each half as wide and as high as the screen."""
Frames = Callable[[], Iterable[QImage]]


def grey(image: QImage) -> Grey:
    """A picture as the decoder takes it, at most MOST_PIXELS of it."""
    size = image.width() * image.height()
    if size > MOST_PIXELS:
        small = QSize(image.size() * (MOST_PIXELS / size) ** 0.5)
        image = image.scaled(small, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
    flat = image.convertToFormat(QImage.Format.Format_Grayscale8)
    width, height, stride = flat.width(), flat.height(), flat.bytesPerLine()
    data = bytes(flat.constBits())
    return Grey(width, height, b"".join(data[line * stride : line * stride + width] for line in range(height)))


def from_photo(raw: bytes) -> bytes:
    """A photograph (JPEG, WebP, BMP) as a PNG that every reader takes; anything else as it is.

    Raises ``Malformed`` ("qr.picture") for one that is broken or too large.
    """
    if not raw.startswith(PHOTOGRAPHS):
        return raw
    buffer = QBuffer()
    buffer.setData(raw)
    reader = QImageReader(buffer)
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    size = reader.size()
    if not size.isValid() or max(size.width(), size.height()) > MAX_SIDE:
        raise Malformed("qr.picture")
    if size.width() * size.height() > MOST_PIXELS:
        reader.setScaledSize(size * (MOST_PIXELS / (size.width() * size.height())) ** 0.5)
    image = reader.read()
    if image.isNull():
        raise Malformed("qr.picture")
    return png_of(image)


def png_of(image: QImage) -> bytes:
    """A picture, of the clipboard say, as a PNG in grey."""
    data = QByteArray()
    out = QBuffer(data)
    out.open(QIODevice.OpenModeFlag.WriteOnly)
    image.convertToFormat(QImage.Format.Format_Grayscale8).save(out, "PNG")  # type: ignore[call-overload]
    return bytes(data.data())


def screens() -> Iterable[QImage]:
    """What every screen shows now; nothing where the platform does not let a program look."""
    return [image for screen in QGuiApplication.screens() if not (image := screen.grabWindow(0).toImage()).isNull()]


def looks(image: QImage, turn: int) -> Iterable[QImage]:
    """The whole of a screen, and of one with more points than are looked at once a part as it is, another each turn."""
    yield image
    if image.width() * image.height() > MOST_PIXELS:
        wide, high = image.width() // 2, image.height() // 2
        across, down = turn % PARTS, turn // PARTS % PARTS
        yield image.copy(across * wide // (PARTS - 1), down * high // (PARTS - 1), wide, high)


class Reader(QWidget):
    """Gathers codes and says which are missing: ``read(bytes)`` when all were seen, ``left()`` when it was given up.

    What has the SHA-256 ``ignored`` was read before, and is still held in front of it.
    """

    read = Signal(object)
    left = Signal()

    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        self.ignored = b""
        self._look, self._gather = look, qr.Gather()
        self._looking = look.say(f"ui-{name}-looking")
        self._line = Plain(look, self._looking, "label")
        self._line.setObjectName(f"{name}.line")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self._looking)
        self._bar.setVisible(False)
        self._end = button(look, look.say("ui-cancel"), self._stop, name=f"{name}.stop")

    def _take(self, codes: Iterable[bytes]) -> None:
        """What the codes in one picture say: parts come first, whatever else hangs on the wall."""
        for text in sorted(codes, key=lambda one: not qr.is_part(one)):
            had, total = self._gather.feed(text)
            if total > 1:
                missing = list(self._gather.missing[:12])
                self._tell(self._look.say("ui-screen-parts", had=had, total=total, missing=missing))
                self._bar.setRange(0, total)
                self._bar.setValue(had)
                self._bar.setVisible(True)
        try:
            payload = self._gather.payload
        except WalletError:
            payload = None
            self._forget()
        if payload is not None and hashlib.sha256(payload).digest() == self.ignored:
            self._forget()
        elif payload is not None:
            self._rest()
            self.read.emit(payload)

    def _tell(self, text: str) -> None:
        self._line.setText(text)
        self._line.setAccessibleName(text)

    def _forget(self) -> None:
        """Begin anew."""
        self._gather = qr.Gather()
        self._tell(self._looking)
        self._bar.setVisible(False)

    def _rest(self) -> None:
        """Look no more."""
        raise AssertionError("every reader knows how to stop looking")

    def _stop(self) -> None:
        self._rest()
        self.left.emit()

    def showEvent(self, event: QShowEvent) -> None:
        """The way out has the focus."""
        super().showEvent(event)
        self._end.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape gives up."""
        if event.key() == Qt.Key.Key_Escape:
            self._stop()
        else:
            super().keyPressEvent(event)


class ScreenReader(Reader):
    """Looks at the screens, several times a second."""

    def __init__(self, look: Look, frames: Frames = screens) -> None:
        super().__init__(look, "screen")
        self._frames, self._count = frames, 0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look_once)
        self._timer.start(EVERY_MS)
        note = Plain(look, look.say("ui-screen-line"), "small", "ink-soft")
        self.setLayout(column(self._line, note, self._bar, row(self._end, -1), space=8))

    def _look_once(self) -> None:
        self._count += 1
        seen = [look for image in self._frames() for look in looks(image, self._count)]
        self._take([text for look in seen for text in qr.codes_in(grey(look))])
        if self._timer.isActive() and self._count >= MAX_FRAMES:
            self._stop()

    def _rest(self) -> None:
        self._timer.stop()
