"""Pages that look after the vault are sheets: a way back, a title, sections of rows; and the switch they use."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime
from typing import Any, Final

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QScrollArea, QSizePolicy, QWidget

from wallet import words
from wallet.errors import WalletError
from wallet.seams import Tick
from wallet.ui import draw
from wallet.ui.parts import Page, Progress, button, column, frame, glyph, pane, row, rule, scrolled
from wallet.ui.tasks import Job
from wallet.ui.text import Plain
from wallet.ui.theme import Look

MAX_WIDTH: Final = 920
LARGE: Final = 1.25
"""From a text size above this on, controls stand below their words and not beside them."""
Part = QWidget | int
Said = tuple[str, Mapping[str, object]]
"""A sentence that is said in the language of the moment: its code and facts."""


class Sheet(Page):
    """``closed`` when the learner goes back; Escape does. It keeps its place when it is drawn anew."""

    closed = Signal()
    back = "ui-nav-settings"

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self._job: Job | None = None
        self._error: WalletError | None = None
        self._typed = ""

    def leave(self) -> None:
        """One step back; a page with steps says where that is."""
        self.closed.emit()

    def laid(self, title: str, line: str, *parts: Part) -> QWidget:
        """Everything under one title, as wide as a line reads well."""
        look = self.look
        head = button(look, look.say(self.back), self.leave, "quiet", "back", f"{self.objectName()}.back")
        error = self._error
        problem = Plain(look, look.say(error.code, **error.facts) if error else "", "body", "bad")
        problem.setObjectName("problem")
        problem.setProperty("code", error.code if error else "")
        problem.setVisible(error is not None)
        inner = pane(
            column(
                Plain(look, title, "title"),
                between(look),
                Plain(look, line, "body", "ink-soft"),
                problem,
                12,
                *parts,
                -1,
            )
        )
        inner.setMaximumWidth(round(MAX_WIDTH * max(1.0, look.scale)))
        wide = row(inner, -1, margins=(32, 4, 32, 32))
        wide.setStretch(0, 1000)
        return pane(column(row(head, -1, margins=(22, 14, 22, 0)), scrolled(pane(wide)), space=4))

    def refresh(self) -> None:
        """Draw again where the reader was."""
        bar = self._bar()
        place = bar.value() if bar is not None else 0
        super().refresh()
        again = self._bar()
        if place and again is not None:
            QTimer.singleShot(0, again, lambda: again.setValue(place))

    def _bar(self) -> Any:
        area = self._inner.findChild(QScrollArea) if self._inner is not None else None
        return area.verticalScrollBar() if area is not None else None

    def start(self, work: Callable[[Tick], Any], text: str, done: Callable[[Any], None]) -> None:
        """Do something off the window's thread, one thing at a time; ``done`` gets what came of it."""
        if self._job is not None:
            return
        self._error = None
        self._job = job = Job(self, work)
        job.done.connect(lambda outcome: self._end(lambda: done(outcome)))
        job.failed.connect(lambda error: self._end(lambda: self.fail(error)))
        job.cancelled.connect(lambda: self._end(lambda: None))
        bar = Progress(self.look, job, self.look.say(text))
        bar.setContentsMargins(32, 0, 32, 8)
        self._box.addWidget(bar)
        job.start()

    def _end(self, act: Callable[[], None]) -> None:
        self._job = None
        act()
        self.refresh()

    def fail(self, error: WalletError) -> None:
        """Say what went wrong, at the top of the page, and go there."""
        self._error = error
        if (bar := self._bar()) is not None:
            bar.setValue(0)

    def secret(self, label: str, name: str, act: Callable[[], None]) -> QLineEdit:
        """A field for something secret; what is typed lives as long as the step."""
        field = QLineEdit(self._typed)
        field.setObjectName(name)
        field.setProperty("size", "large")
        field.setFont(self.look.font("body"))
        field.setEchoMode(QLineEdit.EchoMode.Password)
        field.setMaxLength(1024)
        field.setMaximumWidth(round(460 * self.look.scale))
        field.setAccessibleName(label)
        field.textChanged.connect(lambda text: setattr(self, "_typed", text))
        field.returnPressed.connect(act)
        return field

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape backs out; work that is under way is cancelled first."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self._job is not None:
            self._job.cancel()
        else:
            self.leave()


def section(look: Look, title: str) -> list[Part]:
    """The head of a section."""
    return [20, Plain(look, title, "heading"), rule(strong=True)]


def setting(look: Look, head: str, line: str, *controls: QWidget, colour: str = "ink-soft") -> QWidget:
    """A name with one sentence, and what can be done about it: beside, or below where the text is large."""
    texts = column(
        Plain(look, head, "label"), *([Plain(look, line, "small", colour)] if line else []), space=between(look)
    )
    if look.scale > LARGE:
        inner: Any = column(texts, row(*controls, -1, space=8), space=8)
    else:
        inner = row(texts, *controls, space=12)
        inner.setStretch(0, 1)
        for control in controls:
            inner.setAlignment(control, Qt.AlignmentFlag.AlignVCenter)
    inner.setContentsMargins(0, 8, 0, 8)
    return pane(column(pane(inner), rule(), space=0))


def notice(look: Look, kind: str, title: str, line: str, *acts: QWidget) -> QWidget:
    """A block with a word of its own; ``kind`` is "unsure" for what needs attention, or plain."""
    amber = kind == "unsure"
    mark = glyph(
        look, draw.icon_pixmap("warn" if amber else "info", look.colour("unsure" if amber else "ink-soft"), 24), 24
    )
    under = [Plain(look, line, "body", "ink" if amber else "ink-soft")] if line else []
    texts = column(Plain(look, title, "heading"), *under, space=between(look) + 2)
    lines: list[Any] = [texts, *([4, row(*acts, -1, space=8)] if acts else [])]
    made = frame(row(column(2, mark, -1, space=0), column(*lines), space=14, margins=(16, 14, 16, 16)), "notice")
    edge = look.colour("unsure" if look.theme == "high" else "unsure-tint") if amber else look.colour("line")
    ground = look.colour("unsure-tint" if amber else "surface")
    made.setStyleSheet(f"QFrame#notice {{ background: {ground}; border: 1px solid {edge}; border-radius: 10px; }}")
    made.setProperty("state", kind or "plain")
    return made


def between(look: Look) -> int:
    """Pixels between a name and its sentence. Japanese letters fill their line, so they need more."""
    return round((6 if look.lang == "ja" else 3) * look.scale)


def when(look: Look, moment: datetime) -> str:
    """The day and the minute, where this computer is."""
    return words.clock(local(moment), look.lang)


def day(look: Look, moment: datetime) -> str:
    """The day, where this computer is."""
    return words.date(local(moment), look.lang)


def local(moment: datetime) -> datetime:
    """A moment where this computer is; the last and first days of all have none everywhere and stay as they are."""
    with suppress(OverflowError):
        return moment.astimezone()
    return moment


class Switch(QAbstractButton):
    """On or off: its place and its filling differ, not its colour alone."""

    def __init__(self, look: Look, label: str, on: bool, act: Callable[[bool], object], name: str) -> None:
        super().__init__()
        self._look = look
        self.setCheckable(True)
        self.setChecked(on)
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.toggled.connect(act)

    def sizeHint(self) -> QSize:
        """40 by 22 with room for the ring, 36 high to hit."""
        return QSize(48, 36)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A rounded track and a knob."""
        on, look = self.isChecked(), self._look
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        track = QRectF((self.width() - 40) / 2, (self.height() - 22) / 2, 40, 22)
        painter.setPen(QPen(QColor(look.colour("accent" if on else "line-strong")), 1.5))
        painter.setBrush(QColor(look.colour("accent" if on else "surface")))
        painter.drawRoundedRect(track.adjusted(1, 1, -1, -1), 10, 10)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(look.colour("on-accent" if on else "line-strong")))
        painter.drawEllipse(QRectF(track.left() + (21 if on else 5), track.top() + 4, 14, 14))
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(look.colour("focus")), 2))
            painter.drawRoundedRect(track.adjusted(-3, -3, 3, 3), 14, 14)
        painter.end()
