"""A QR code on the screen, always black on white; several parts take turns."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QWidget

from wallet.errors import Refused
from wallet.seams import Tick
from wallet.sharing import qr
from wallet.sharing.pictures import Matrix
from wallet.ui import preferences
from wallet.ui.parts import Page, Progress, button, column, frame, pane, row, segments
from wallet.ui.tasks import Job
from wallet.ui.text import Plain
from wallet.ui.theme import Look

QUIET: Final = 4
BELOW: Final = 440
"""Pixels that codes have at least where what can be done with them stands below."""
FRAME: Final = (250, 1000)
STEP: Final = 125
"""Milliseconds: the shortest and longest time a part is shown, and one step between them."""
MANY: Final = 20
"""Parts. With more a file is quicker for everybody, and the page says so."""


class Drawn(NamedTuple):
    """A payload as codes of one density; no ``matrices`` where there would be more than can take turns. ``counts`` says
    how many there are at each."""

    payload: bytes
    density: str
    matrices: tuple[Matrix, ...]
    counts: Mapping[str, int]


def drawn(payload: bytes, density: str, tick: Tick) -> Drawn:
    """The codes of a payload, one tick for each."""
    counts = qr.counts(payload)
    try:
        codes = qr.pack(payload, density)
    except Refused:
        return Drawn(payload, density, (), counts)
    matrices = []
    for index in range(len(codes.parts)):
        tick(index, len(codes.parts))
        matrices.append(qr.matrix(codes, index))
    return Drawn(payload, density, tuple(matrices), counts)


def _image(matrix: Matrix) -> QImage:
    """One pixel for each module, with the quiet zone: drawn larger by whole numbers only."""
    side = len(matrix) + 2 * QUIET
    empty = b"\xff" * side
    edge = b"\xff" * QUIET
    lines = [edge + bytes(0 if dark else 255 for dark in line) + edge for line in matrix]
    pixels = b"".join([empty] * QUIET + lines + [empty] * QUIET)
    return QImage(pixels, side, side, side, QImage.Format.Format_Grayscale8).copy()


class QrView(QWidget):
    """The parts of a payload, one at a time. ``turned(index)`` after each change; ``paced()`` when the pace changed."""

    turned = Signal(int)
    paced = Signal()

    def __init__(self, look: Look, matrices: tuple[Matrix, ...]) -> None:
        super().__init__()
        self._images = [_image(matrix) for matrix in matrices]
        self.index = 0
        self.interval = 500
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.step)
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

    def follow(self, other: QrView) -> None:
        """Show the part that another view of the same codes shows, at its pace."""
        self.index, self.interval = other.index, other.interval
        if not other.running:
            self._timer.stop()
        elif self.running:
            self._timer.start(self.interval)

    def pause(self) -> None:
        """Stop, or go on."""
        if self._timer.isActive():
            self._timer.stop()
        elif len(self._images) > 1:
            self._timer.start(self.interval)
        self.paced.emit()

    def pace(self, slower: bool) -> None:
        """One step slower or faster, within what cameras and eyes bear."""
        change = STEP if slower else -STEP
        self.interval = min(max(self.interval + change, FRAME[0]), FRAME[1])
        if self._timer.isActive():
            self._timer.start(self.interval)
        self.paced.emit()

    def turn(self, by: int) -> None:
        """Stop, and show the next part or the one before."""
        if self._timer.isActive():
            self.pause()
        self.step(by)

    def step(self, by: int = 1) -> None:
        """The next part."""
        self.index = (self.index + by) % len(self._images)
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
        """Space stops and goes on, the arrows turn, plus and minus change the pace; Escape closes a full screen."""
        keys: dict[int, Callable[[], object]] = {
            Qt.Key.Key_Space: self.pause,
            Qt.Key.Key_Left: lambda: self.turn(-1),
            Qt.Key.Key_Right: lambda: self.turn(1),
            Qt.Key.Key_Plus: lambda: self.pace(False),
            Qt.Key.Key_Minus: lambda: self.pace(True),
        }
        if event.key() == Qt.Key.Key_Escape and self.isWindow():
            self.close()
        elif event.key() in keys and len(self._images) > 1:
            keys[event.key()]()
        else:
            super().keyPressEvent(event)


class CodesPane(Page):
    """Codes to be read off the screen: the picture, which part it is, the pace at which they turn, and how fine they are.

    ``remade(Drawn)`` when they were drawn anew.
    """

    remade = Signal(object)

    def __init__(self, look: Look, made: Drawn) -> None:
        super().__init__(look)
        self.made = made
        self._view: QrView | None = None
        self._full: QrView | None = None
        self._job: Job | None = None
        self.refresh()

    def build(self) -> QWidget:
        """The picture, and beside it what can be done with it."""
        look, made = self.look, self.made
        total = len(made.matrices)
        if not total:
            big = Plain(look, look.say("ui-send-too_large"), "heading")
            why = Plain(look, look.say("ui-send-too_many", count=made.counts[made.density]), "body", "ink-soft")
            return pane(row(-1, column(-1, big, why, 8, self._density(), -1, space=8), -1))
        before, self._view = self._view, QrView(look, made.matrices)
        view = self._view
        if before is not None and len(before._images) == total:
            view.follow(before)
        holder = frame(column(view, margins=(12, 12, 12, 12)))
        holder.setStyleSheet("QFrame#panel { background: #FFFFFF; }")
        title = Plain(look, self._words(view.index), "title")
        title.setObjectName("share.part")
        bars = [self._bar(index) for index in range(total if total > 1 else 0)]
        line = look.say("ui-send-single" if total == 1 else "ui-send-turns")
        tools: list[QWidget | int] = [title, Plain(look, line, "body", "ink-soft"), 8]
        if total > 1:
            tools += [*self._turning(view), 8]
        tools += [Plain(look, look.say("ui-send-fineness"), "label"), self._density(), 8]

        def turned(index: int) -> None:
            title.setText(self._words(index))
            for place, bar in enumerate(bars):
                bar.setValue(int(place <= index))

        turned(view.index)
        view.turned.connect(turned)
        full = button(
            look, look.say("ui-send-full"), self._full_screen, "primary", "full", "share.full", "large", wide=True
        )
        beside, codes = pane(column(*tools, full, -1, space=8)), column(holder, row(*bars, space=8), space=12)
        if not self.roomy(680):
            view.setMinimumSize(BELOW, BELOW)
            return pane(column(codes, beside, space=24))
        beside.setFixedWidth(round(304 * look.scale))
        return pane(row(codes, beside, space=24))

    def _turning(self, view: QrView) -> list[QWidget | int]:
        """Stop, turn by hand, change the pace; and how long a round takes."""
        look, total = self.look, len(self.made.matrices)
        pause = button(look, "", view.pause, icon="pause", name="share.pause")
        back = button(look, look.say("ui-send-back"), lambda: view.turn(-1), name="share.turn.back")
        on = button(look, look.say("ui-send-on"), lambda: view.turn(1), name="share.turn.on")
        slower = button(look, look.say("ui-send-slower"), lambda: view.pace(True), name="share.slower")
        faster = button(look, look.say("ui-send-faster"), lambda: view.pace(False), name="share.faster")
        advice = Plain(look, "", "small", "ink-soft")
        advice.setObjectName("share.advice")

        def paced() -> None:
            word = look.say("ui-send-pause" if view.running else "ui-send-continue")
            pause.setText(word)
            pause.setAccessibleName(word)
            each, whole = view.interval / 1000, view.interval * total / 1000
            said = look.say("ui-send-round", each=f"{each:.3g}", whole=f"{whole:.3g}")
            advice.setText(f"{said} {look.say('ui-send-many')}" if total > MANY else said)
            slower.setEnabled(view.interval < FRAME[1])
            faster.setEnabled(view.interval > FRAME[0])

        paced()
        view.paced.connect(paced)
        return [pane(row(pause, back, on, -1, space=8)), pane(row(slower, faster, -1, space=8)), advice]

    def _density(self) -> QWidget:
        """How fine the codes are, and how many it takes of each kind."""
        look = self.look
        choices = {one: f"{look.say(f'ui-set-density_{one}')} · {count}" for one, count in self.made.counts.items()}
        return segments(look, "share.density", choices, self.made.density, self._choose)

    def _choose(self, density: str) -> None:
        if self._job is not None or density == self.made.density:
            self.refresh()
            return
        payload = self.made.payload
        self._job = job = Job(self, lambda tick: drawn(payload, density, tick))
        job.done.connect(self._redrawn)
        job.cancelled.connect(self._kept)
        self._box.addWidget(Progress(self.look, job, self.look.say("ui-share-working")))
        job.start()

    def _redrawn(self, made: Drawn) -> None:
        self._job, self.made = None, made
        preferences.set_density(made.density)
        self.remade.emit(made)
        self.refresh()

    def _kept(self) -> None:
        self._job = None
        self.refresh()

    def _bar(self, index: int) -> QProgressBar:
        bar = QProgressBar()
        bar.setTextVisible(False)
        bar.setRange(0, 1)
        bar.setAccessibleName(self._words(index))
        return bar

    def _words(self, index: int) -> str:
        total = len(self.made.matrices)
        return self.look.say("ui-send-part", part=index + 1, total=total) if total > 1 else self.look.say("ui-send-one")

    def _full_screen(self) -> None:
        self._full = QrView(self.look, self.made.matrices)
        if self._view is not None:
            self._full.follow(self._view)
        self._full.setWindowTitle("Akashi")
        self._full.showFullScreen()
