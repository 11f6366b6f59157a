"""The pieces pages are made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Final, TypeAlias, TypeVar

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from wallet import words
from wallet.report import FAIR_AGE, Check, Outcome, Policy, Question, Report, counted, demanded
from wallet.ui import draw
from wallet.ui.tasks import Job
from wallet.ui.text import Plain
from wallet.ui.theme import Look
from wallet.ui.verdicts import KINDS, only_expired, troubles
from wallet.ui.verdicts import kind_of as kind_of

Part: TypeAlias = QWidget | QLayout | int
"""What a column or row is made of: something, or a gap; a negative one is a stretch."""
_Box = TypeVar("_Box", QVBoxLayout, QHBoxLayout)
PROGRESS_AFTER: Final = 300
_WORDS: Final = {
    "verified": "verdict.passed",
    "unsure": "verdict.unknown",
    "bad": "verdict.failed",
    "none": "verdict.none",
}


def button(
    look: Look,
    text: str,
    act: Callable[[], object],
    kind: str = "",
    icon: str = "",
    name: str = "",
    size: str = "",
    wide: bool = False,
) -> QPushButton:
    """A button with words; ``kind`` is "primary", "quiet", "link", "nav", "chip", "segment", "tab" or plain; a ``wide``
    one fills its column."""
    made = QPushButton(text)
    made.setProperty("kind", kind)
    made.setProperty("size", size)
    made.setProperty("wide", wide)
    made.setFont(look.font("label" if kind == "primary" else "body"))
    if icon:
        colour = {"primary": "on-accent", "quiet": "accent", "link": "accent"}.get(
            kind, "ink-soft" if kind == "nav" else "ink"
        )
        gap = 4 if text else 0
        made.setIcon(draw.icon(icon, look.colour(colour), gap))
        made.setIconSize(QSize(round((20 + gap) * 0.9 * look.scale), round(18 * look.scale)))
    made.setObjectName(name)
    made.setAccessibleName(text)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    if kind != "nav" and not wide:
        made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    made.clicked.connect(lambda: act())
    return made


def segments(
    look: Look, name: str, choices: Mapping[str, str], now: str, act: Callable[[str], object], label: str = ""
) -> QWidget:
    """One of a few, beside each other: value to words. ``label`` is said before each to those who cannot see it."""
    made = []
    for value, text in choices.items():
        one = button(look, text, partial(act, value), "segment", name=f"{name}.{value}")
        one.setCheckable(True)
        one.setChecked(value == now)
        if label:
            one.setAccessibleName(f"{label}: {text}")
        made.append(one)
    return pane(row(*made, -1, space=0))


def search_field(look: Look, name: str, label: str, text: str) -> QLineEdit:
    """A field to look for something in."""
    field = QLineEdit(text)
    field.setObjectName(name)
    field.setPlaceholderText(label)
    field.setAccessibleName(label)
    field.setClearButtonEnabled(True)
    field.setFont(look.font("body"))
    field.addAction(draw.icon("search", look.colour("ink-soft")), QLineEdit.ActionPosition.LeadingPosition)
    return field


def choice(look: Look, name: str, label: str, items: Iterable[tuple[str, object]]) -> QComboBox:
    """A list to choose one from: (words, data) each; ``label`` is said to those who cannot see it."""
    box = QComboBox()
    box.setObjectName(name)
    box.setAccessibleName(label)
    box.setFont(look.font("body"))
    for said, data in items:
        box.addItem(said, data)
    arrow = glyph(look, draw.icon_pixmap("down", look.colour("ink-soft"), 16), 16)
    arrow.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    box.setLayout(row(-1, arrow, margins=(0, 0, 10, 0)))
    box.setMinimumHeight(36)
    return box


def picture(pixmap: QPixmap, size: int, name: str = "") -> QLabel:
    """A pixmap as a widget of its own size."""
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setPixmap(pixmap)
    label.setFixedSize(size, size)
    label.setAccessibleName(name)
    return label


def glyph(look: Look, drawn: QPixmap, size: int, name: str = "") -> QLabel:
    """An icon or a shape, as large as the words it stands by."""
    larger = QPixmap(drawn)
    larger.setDevicePixelRatio(drawn.devicePixelRatio() / look.scale)
    return picture(larger, round(size * look.scale), name)


def rule(strong: bool = False) -> QFrame:
    """A hairline."""
    line = QFrame()
    line.setObjectName("rule-strong" if strong else "rule")
    line.setFixedHeight(1)
    return line


def column(
    *items: QWidget | QLayout | int, space: int = 8, margins: tuple[int, int, int, int] = (0, 0, 0, 0)
) -> QVBoxLayout:
    """Widgets below each other; a number is a gap, a negative one a stretch."""
    return _fill(QVBoxLayout(), items, space, margins)


def row(
    *items: QWidget | QLayout | int, space: int = 8, margins: tuple[int, int, int, int] = (0, 0, 0, 0)
) -> QHBoxLayout:
    """Widgets beside each other; a number is a gap, a negative one a stretch."""
    return _fill(QHBoxLayout(), items, space, margins)


def band(line: QHBoxLayout, name: str, least: int) -> QWidget:
    """A line across the window: as high as what is in it, which is given so many pixels at least."""
    line.addStrut(least)
    made = pane(line, name)
    made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
    return made


def _fill(
    box: _Box, items: tuple[QWidget | QLayout | int, ...], space: int, margins: tuple[int, int, int, int]
) -> _Box:
    box.setSpacing(space)
    box.setContentsMargins(*margins)
    for item in items:
        if isinstance(item, int):
            if item < 0:
                box.addStretch(-item)
            else:
                box.addSpacing(item)
        elif isinstance(item, QWidget):
            box.addWidget(item)
        else:
            box.addLayout(item)
    return box


def pane(layout: QLayout, name: str = "") -> QWidget:
    """A widget around a layout."""
    made = QWidget()
    made.setObjectName(name)
    made.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, bool(name))
    made.setLayout(layout)
    return made


def frame(layout: QLayout, name: str = "panel") -> QFrame:
    """A panel with an edge."""
    made = QFrame()
    made.setObjectName(name)
    made.setLayout(layout)
    return made


def scrolled(inner: QWidget, name: str = "") -> QScrollArea:
    """A pane that scrolls downwards only."""
    area = QScrollArea()
    area.setObjectName(name)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inner)
    return area


def reason(look: Look, report: Report, policy: Policy = Policy.GENUINE) -> str:
    """Why the verdict is what it is, in one sentence."""
    return reasons(look, report, policy)[0]


def reasons(look: Look, report: Report, policy: Policy = Policy.GENUINE) -> list[str]:
    """The same, with whatever else speaks against it."""
    if only_expired(report, policy):
        until = [check.facts["until"] for check in report.checks if check.code == "validity.expired"]
        return [look.say("ui-reason-expired", until=until[0])]
    found = [
        look.say(check.code, **check.facts)
        if counted(check, policy, report.at) is check.outcome
        else look.say(f"ui-reason-short_{check.question.value}", days=FAIR_AGE.days)
        for check in troubles(report, policy)
    ]
    return found or [look.say("ui-reason-good")]


class Pill(QWidget):
    """Word, shape and colour together, never shortened."""

    def __init__(self, look: Look, kind: str) -> None:
        super().__init__()
        word = look.say(_WORDS[kind])
        foreground, tint = look.colour(kind), look.colour(f"{kind}-tint")
        label = QLabel(word)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setFont(look.font("label"))
        label.setStyleSheet(f"color: {foreground}; background: transparent;")
        layout = row(glyph(look, draw.shape(kind, foreground, tint), 18), label, space=6, margins=(6, 3, 11, 3))
        self.setLayout(layout)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setObjectName("pill")
        edge = f"border: 1px solid {foreground};" if look.theme == "high" else ""
        self.setStyleSheet(f"QWidget#pill {{ background: {tint}; border-radius: 11px; {edge} }}")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setProperty("state", kind)
        self.setAccessibleName(word)


class VerdictBlock(QFrame):
    """The verdict of one credential: shape, word, reason, and how old the news is."""

    def __init__(self, look: Look, report: Report) -> None:
        super().__init__()
        kind = kind_of(report)
        foreground, tint = look.colour(kind), look.colour(f"{kind}-tint")
        self.setObjectName("detail.verdict")
        self.setProperty("state", kind)
        word = look.say(_WORDS[kind])
        title = Plain(look, word, "heading", kind)
        title.setObjectName("verdict.word")
        texts = [title, Plain(look, reason(look, report)), Plain(look, self._dated(look, report), "small", "ink-soft")]
        shape = glyph(look, draw.shape(kind, foreground, tint, 36), 36)
        self.setLayout(row(column(shape, -1), column(*texts, space=4), space=14, margins=(16, 14, 16, 14)))
        edge = foreground if look.theme == "high" else tint
        self.setStyleSheet(
            f"QFrame#detail\\.verdict {{ background: {tint}; border: 1px solid {edge}; border-radius: 10px; }}"
        )
        self.setAccessibleName(f"{word}. {reason(look, report)}")

    @staticmethod
    def _dated(look: Look, report: Report) -> str:
        status = report.answer(Question.STATUS)
        if status is not None and status.as_of is not None:
            return look.say("ui-verdict-list_age", date=words.date(status.as_of, look.lang))
        return look.say("ui-verdict-checked", moment=words.clock(report.at, look.lang))


def check_rows(look: Look, report: Report, policy: Policy = Policy.GENUINE) -> list[QWidget]:
    """One row for each check, with what would settle it; green only where everything passed, else a thin tick."""
    all_good = kind_of(report, policy) == "verified"
    required = demanded(policy, report.asked)
    return [
        _check_row(look, number, check, counted(check, policy, report.at), check.question in required, all_good)
        for number, check in enumerate(report.checks, 1)
    ]


def _check_row(look: Look, number: int, check: Check, outcome: Outcome, required: bool, all_good: bool) -> QWidget:
    kind = KINDS.get(outcome, "none")
    if outcome is Outcome.PASSED:
        shape = (
            draw.shape("verified", look.colour("verified"), look.colour("surface"))
            if all_good
            else draw.shape("pass", look.colour("ink-soft"), look.colour("surface"))
        )
    elif outcome is Outcome.UNKNOWN and not required:
        shape = draw.shape("none", look.colour("none"), look.colour("surface"))
    else:
        shape = draw.shape(kind, look.colour(kind), look.colour("surface"))
    sentence = Plain(look, look.say(check.code, **check.facts))
    lines: list[QWidget] = [sentence]
    if check.as_of is not None:
        lines.append(
            Plain(look, look.say("ui-check-as_of", date=words.date(check.as_of, look.lang)), "small", "ink-soft")
        )
    if check.needs:
        lines.append(Plain(look, look.say("ui-check-needs", url=check.needs[0].url), "small", "ink-soft"))
    made = pane(
        row(column(2, glyph(look, shape, 18), -1, space=0), column(*lines, space=2), space=10, margins=(0, 8, 0, 8))
    )
    made.setObjectName(f"verify.row.{number}")
    made.setProperty("state", check.outcome.value)
    made.setProperty("code", check.code)
    return made


class Progress(QWidget):
    """A bar that appears when a Job takes longer than a moment, with a way to cancel it."""

    def __init__(self, look: Look, job: Job, text: str, *, stop: bool = True) -> None:
        super().__init__()
        from PySide6.QtCore import QTimer

        self.setObjectName("progress")
        bar = QProgressBar()
        bar.setTextVisible(False)
        bar.setRange(0, 0)
        bar.setAccessibleName(text)
        ends = [button(look, look.say("ui-cancel"), job.cancel, "quiet", name="progress.cancel")] if stop else []
        self.setLayout(row(Plain(look, text, "small", "ink-soft", wrap=False), bar, *ends, space=12))
        self.setVisible(False)
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.timeout.connect(lambda: self.setVisible(True))
        timer.start(PROGRESS_AFTER)

        def moved(done: int, total: int) -> None:
            bar.setRange(0, total)
            bar.setValue(done)

        job.progress.connect(moved)
        for signal in (job.done, job.failed, job.cancelled, job.broken):
            signal.connect(self.deleteLater)


DESIGNED: Final = 1280
"""Pixels of width that a page takes for granted until it is told."""


class Page(QWidget):
    """A page draws itself anew when theme, language or what it shows changes: ``build`` is its whole state."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self._inner: QWidget | None = None
        self._wide = DESIGNED
        self._widths: set[int] = set()
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        look.changed.connect(self.refresh)

    def build(self) -> QWidget:
        """The page's content, from scratch."""
        raise AssertionError("every page builds itself")

    def roomy(self, pixels: int) -> bool:
        """Is the page at least so wide, in pixels of text of the usual size? Where that changes, it is drawn again."""
        self._widths.add(pixels)
        return self._wide >= pixels * self.look.scale

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw again where there is room now, or no longer."""
        super().resizeEvent(event)
        before = {pixels for pixels in self._widths if self.roomy(pixels)}
        self._wide = event.size().width()
        if before != {pixels for pixels in self._widths if self.roomy(pixels)}:
            self.refresh()

    def refresh(self) -> None:
        """Draw again, keeping the focus on the control of the same name."""
        focused = self.focusWidget().objectName() if self.focusWidget() is not None else ""
        if self._inner is not None:
            self._box.removeWidget(self._inner)
            self._inner.hide()
            self._inner.deleteLater()
        self._inner = self.build()
        self._box.insertWidget(0, self._inner)
        if focused and (again := self._inner.findChild(QWidget, focused)) is not None:
            again.setFocus()
