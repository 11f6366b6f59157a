"""Codes read with a camera, where the part of Qt for cameras is installed (the extra ``camera``).

That part is large and slow to load: it is imported when somebody asks for the camera, never before. The camera is on
only while its picture is on the screen and something is still missing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import (
    QCameraPermission,
    QCoreApplication,
    QLoggingCategory,
    QObject,
    QPointF,
    QRectF,
    QSize,
    Qt,
    QTimer,
)
from PySide6.QtGui import QBrush, QColor, QHideEvent, QImage, QPainter, QPaintEvent, QPen, QShowEvent, QTransform
from PySide6.QtWidgets import QComboBox, QPushButton, QSizePolicy, QWidget

from wallet import words
from wallet.seams import Tick
from wallet.sharing import qr
from wallet.ui import draw
from wallet.ui.parts import button, choice, column, frame, glyph, pane, row
from wallet.ui.reading import Reader, grey
from wallet.ui.tasks import Job
from wallet.ui.text import Plain
from wallet.ui.theme import Look

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QCameraDevice, QVideoFrame, QVideoSink

BEST: Final = 1280 * 720
"""Pixels of a frame: enough for the largest code, and decoded in a moment."""
STILL_MS: Final = 5_000
"""A camera that gives no picture for this long is lost, whatever it says of itself."""
TIRED_MS: Final = 180_000
"""The camera goes off when nothing new was read for this long."""
Close = Callable[[], None]


class Camera(NamedTuple):
    """``open(sink, lost)`` sends its frames to the sink, and calls ``lost`` when it fails; it gives what closes it."""

    name: str
    open: Callable[[QVideoSink, Callable[[], None]], Close]
    away: bool = False
    """Does it look away from the person? Then its picture is not mirrored."""


def installed() -> bool:
    """Is the part of Qt for cameras there? Nothing is loaded to find out."""
    return find_spec("PySide6.QtMultimedia") is not None


def buttons(look: Look, act: Callable[[], object], name: str) -> list[QPushButton]:
    """The button that asks for the camera, for a row of others; none where it could not work."""
    return [button(look, look.say("ui-camera"), act, icon="camera", name=name, size="large")] if installed() else []


def cameras() -> list[Camera]:
    """The cameras of this computer; raises ``ImportError`` where a library that Qt needs for them is missing."""
    QLoggingCategory.setFilterRules("qt.multimedia*=false")  # it tells of every library that it could do without
    from PySide6.QtMultimedia import QCameraDevice, QMediaDevices

    back = QCameraDevice.Position.BackFace
    return [
        Camera(one.description(), partial(_open, one), one.position() is back) for one in QMediaDevices.videoInputs()
    ]


def _open(device: QCameraDevice, sink: QVideoSink, lost: Callable[[], None]) -> Close:
    from PySide6.QtMultimedia import QCamera, QMediaCaptureSession

    def far(size: QSize) -> int:
        return abs(size.width() * size.height() - BEST)

    camera, session = QCamera(device, sink), QMediaCaptureSession(sink)
    if formats := device.videoFormats():
        camera.setCameraFormat(min(formats, key=lambda one: (far(one.resolution()), -one.maxFrameRate())))
    camera.errorOccurred.connect(lambda: lost())
    session.setCamera(camera)
    session.setVideoSink(sink)
    camera.start()

    def close() -> None:
        camera.errorOccurred.disconnect()
        camera.stop()
        camera.deleteLater()
        session.deleteLater()

    return close


def permission(asking: QObject, told: Callable[[bool], None]) -> None:
    """Whether the system lets us use a camera; it asks the person where nobody has decided yet."""
    application, wanted, granted = QCoreApplication.instance(), QCameraPermission(), Qt.PermissionStatus.Granted
    assert application is not None
    status = application.checkPermission(wanted)
    if status is Qt.PermissionStatus.Undetermined:
        application.requestPermission(wanted, asking, lambda answer: told(answer.status() is granted))
    else:
        told(status is granted)


class Finder(QWidget):
    """What the camera sees, as in a mirror, which makes aiming easier."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.image, self.mirrored = QImage(), True
        self._ground = QColor(look.colour("sunken"))
        self._icon = draw.icon_pixmap("camera", look.colour("ink-soft"), 48)
        self.setMinimumSize(256, 144)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setObjectName("camera.view")
        self.setAccessibleName(look.say("ui-camera-view"))

    def show_image(self, image: QImage) -> None:
        """A frame, or nothing."""
        self.image = image
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The middle of the frame, as much as fits, and four corners where a code is best held."""
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        painter.translate(QRectF(self.rect()).center())
        seen = not self.image.isNull()
        brush = QBrush(self.image) if seen else QBrush(self._ground)
        if seen:
            wide, high = self.image.width(), self.image.height()
            scale = max(self.width() / wide, self.height() / high)
            turned = QTransform.fromScale(-scale if self.mirrored else scale, scale)
            brush.setTransform(turned.translate(-wide / 2, -high / 2))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(brush)
        painter.drawRoundedRect(QRectF(-self.width() / 2, -self.height() / 2, self.width(), self.height()), 10, 10)
        if seen:
            self._corners(painter, min(self.width(), self.height()))
        else:
            painter.drawPixmap(QPointF(-24, -24), self._icon)
        painter.end()

    def _corners(self, painter: QPainter, side: int) -> None:
        half, arm = side * 0.42, side * 0.07
        corner = [QPointF(-half, arm - half), QPointF(-half, -half), QPointF(arm - half, -half)]
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for colour, width in (("#66000000", 6), ("#FFFFFF", 3)):
            painter.setPen(QPen(QColor(colour), width, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin))
            for _ in range(4):
                painter.drawPolyline(corner)
                painter.rotate(90)


class CameraReader(Reader):
    """Reads what is held in front of a camera. What keeps it from that is said in a sentence, with what can be done."""

    def __init__(
        self,
        look: Look,
        found: Callable[[], Sequence[Camera]] = cameras,
        permitted: Callable[[QObject, Callable[[bool], None]], None] = permission,
    ) -> None:
        super().__init__(look, "camera")
        self._found, self._permitted = found, permitted
        self._cameras: Sequence[Camera] = ()
        self._close: Close | None = None
        self._sink: QVideoSink | None = None
        self._image = QImage()
        self._busy = False
        self._decoder = Job(self, self._codes)
        self._decoder.done.connect(self._decoded)
        self._hidden = self._timer(0, self._rest)
        self._still = self._timer(STILL_MS, lambda: self._fail("lost"))
        self._tired = self._timer(TIRED_MS, lambda: self._fail("tired"))
        self._view = Finder(look)
        self._which = choice(look, "camera.which", look.say("ui-camera-which"), ())
        self._which.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._which.setMaximumWidth(round(320 * look.scale))
        self._which.activated.connect(self._open)
        note = Plain(look, look.say("ui-camera-line"), "small", "ink-soft")
        kept = self._bar.sizePolicy()
        kept.setRetainSizeWhenHidden(True)  # the picture does not jump when the first part is read
        self._bar.setSizePolicy(kept)
        self._live = pane(column(self._view, self._bar, self._line, note, space=6))
        self._title = Plain(look, "", "heading")
        self._title.setObjectName("camera.trouble")
        self._hint = Plain(look, "", "body")
        ways = Plain(look, look.say("ui-camera-ways"), "body", "ink-soft")
        icon = column(glyph(look, draw.icon_pixmap("camera", look.colour("ink-soft"), 32), 32), -1)
        texts = column(self._title, self._hint, ways, space=6)
        self._told = frame(row(icon, texts, space=16, margins=(20, 18, 20, 18)))
        self._again = button(look, look.say("ui-camera-again"), self._retry, "primary", name="camera.again")
        foot = row(self._again, self._end, -1, self._which, space=12)
        whole = column(self._live, self._told, foot, -1, space=12)
        whole.setStretchFactor(self._live, 1000)
        self.setLayout(whole)
        self._show("")

    def on(self) -> bool:
        """Is a camera open?"""
        return self._close is not None

    def _timer(self, milliseconds: int, act: Callable[[], None]) -> QTimer:
        made = QTimer(self, singleShot=True, interval=milliseconds)
        made.timeout.connect(act)
        return made

    def _show(self, trouble: str) -> None:
        """The picture, or what is wrong and what can be done."""
        look, self.trouble = self._look, trouble
        for widget, wanted in ((self._live, not trouble), (self._told, trouble), (self._again, trouble)):
            widget.setVisible(bool(wanted))
        self._which.setVisible(len(self._cameras) > 1 and trouble != "none")
        end = look.say("ui-camera-other" if trouble else "ui-cancel")
        self._end.setText(end)
        self._end.setAccessibleName(end)
        if trouble:
            for label, name in ((self._title, f"ui-camera-{trouble}"), (self._hint, f"ui-camera-{trouble}_hint")):
                label.setText(look.say(name))
                label.setAccessibleName(label.text())
            self._again.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """The camera goes on with the page, also with one that comes back."""
        super().showEvent(event)
        self._hidden.stop()
        if not self.on() and not self.trouble:
            self._begin()

    def hideEvent(self, event: QHideEvent) -> None:
        """And off with it; a page that is only drawn anew is back before that."""
        super().hideEvent(event)
        self._hidden.start()

    def _retry(self) -> None:
        if self.trouble == "tired":
            self._forget()
        self._begin()

    def _begin(self) -> None:
        """Find the cameras and ask whether one may be used."""
        try:
            self._cameras = self._found()
        except ImportError:
            self._fail("unusable")
            return
        chosen = max(self._which.currentIndex(), 0)
        self._which.clear()
        self._which.addItems([words.clean(one.name) for one in self._cameras])
        self._which.setCurrentIndex(min(chosen, len(self._cameras) - 1))
        if self._cameras:
            self._permitted(self, self._allowed)
        else:
            self._fail("none")

    def _allowed(self, granted: bool) -> None:
        if not granted:
            self._fail("refused")
        elif self.isVisible() and not self.on():
            self._open(self._which.currentIndex())

    def _open(self, index: int) -> None:
        """Look through one of the cameras."""
        from PySide6.QtMultimedia import QVideoSink

        self._rest()
        if self._sink is None:
            self._sink = QVideoSink(self)
            self._sink.videoFrameChanged.connect(self._frame)
        one = self._cameras[index]
        self._view.mirrored = not one.away
        self._show("")
        self._still.start()
        self._tired.start()
        self._close = one.open(self._sink, lambda: self._fail("lost"))

    def _frame(self, frame: QVideoFrame) -> None:
        """A frame is shown and read, or dropped while another one is being read."""
        if not self.on():
            return
        self._still.start()
        if self._busy or (image := frame.toImage()).isNull():
            return
        self._view.show_image(image)
        self._image, self._busy = image, True
        self._decoder.start()

    def _codes(self, tick: Tick) -> tuple[bytes, ...]:
        image = self._image
        return () if image.isNull() else qr.codes_in(grey(image))

    def _decoded(self, codes: tuple[bytes, ...]) -> None:
        self._busy = False
        if not self.on():
            return
        missing = self._gather.missing
        self._take(codes)
        if self.on() and self._gather.missing != missing:
            self._tired.start()

    def _fail(self, trouble: str) -> None:
        self._rest()
        self._show(trouble)

    def _rest(self) -> None:
        for timer in (self._hidden, self._still, self._tired):
            timer.stop()
        close, self._close = self._close, None
        if close is not None:
            close()
        self._image = QImage()
        self._view.show_image(self._image)
