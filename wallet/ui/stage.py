"""The verdict fills the window: colour, shape and word to be read at two metres, or everything that was asked (S14)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from wallet.report import Outcome, Question, Report
from wallet.sharing.exchange import level
from wallet.ui import draw
from wallet.ui.booth import MOST, STAY, Judged, Tally
from wallet.ui.parts import (
    _WORDS,
    Part,
    button,
    check_rows,
    column,
    frame,
    glyph,
    pane,
    picture,
    reasons,
    row,
    rule,
    scrolled,
)
from wallet.ui.sections import between
from wallet.ui.sides import Turning
from wallet.ui.text import Plain, fixed
from wallet.ui.theme import STAGE, Look

KEYS: Final = {"next": "Space", "details": "D", "again": "R", "leave": "Esc"}
FLOOR: Final = 96
"""Pixels of the word's letters, at the least."""
SHAPE: Final = 148
NARROW: Final = 900
GAP: Final = 48
LARGE: Final = 1.25
"""How far the text of a stage grows; it starts at 18 pixels."""
REASONS: Final = 3
MANY: Final = 20
"""Credentials of one file that are laid out in the details."""
Acts = Mapping[str, Callable[[], object]]
"""What can be done, by the names of KEYS; what is not in it is not offered."""


class Stage(QWidget):
    """A field in the colour of a verdict, with a rim that tells them apart without colour."""

    def __init__(self, kind: str, edge: int) -> None:
        super().__init__()
        self.kind, self.edge = kind, edge
        self.setObjectName("fair.state")
        self.setProperty("state", kind)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A small window keeps its room for the word."""
        super().resizeEvent(event)
        layout = self.layout()
        assert layout is not None
        across, along = (28, 24) if self.width() < NARROW else (48, self.edge)
        layout.setContentsMargins(across, along, across, along)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Field, then rim: dashed for unsure, hatched for bad, thin for unsigned, none for verified."""
        field, ink = STAGE[self.kind]
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(field))
        if self.kind == "unsure":
            pen = QPen(QColor(ink), 8, Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.FlatCap)
            pen.setDashPattern([4.5, 3])
            painter.setPen(pen)
            painter.drawRect(self.rect().adjusted(12, 12, -12, -12))
        elif self.kind == "bad":
            inner = self.rect().adjusted(20, 20, -20, -20)
            painter.setClipRegion(self.rect())
            painter.setPen(QPen(QColor(ink), 10))
            for start in range(-self.height(), self.width(), 28):
                painter.drawLine(start, self.height(), start + self.height(), 0)
            painter.fillRect(inner, QColor(field))
        elif self.kind == "none":
            painter.setPen(QPen(QColor(ink), 2))
            painter.drawRect(self.rect().adjusted(12, 12, -12, -12))
        painter.end()


class Word(QWidget):
    """Shape and word, as large as the width allows: the letters shrink to FLOOR, then the shape goes above them."""

    def __init__(self, look: Look, kind: str) -> None:
        super().__init__()
        field, ink = STAGE[kind]
        self._label = label = QLabel(look.say(_WORDS[kind]))
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setObjectName("fair.word")
        label.setAccessibleName(label.text())
        label.setFont(look.font("verdict-word"))
        label.setStyleSheet(f"color: {ink}; background: transparent;")
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._font = look.font("verdict-word")
        self._font.setPointSizeF(self._font.pointSizeF() / look.scale)
        self._most = round(self._font.pointSizeF() * 4 / 3)
        shape = picture(draw.shape(kind, ink, field, SHAPE), SHAPE)
        self._line = row(-1, shape, label, -1, space=GAP)
        for one in (shape, label):
            self._line.setAlignment(one, Qt.AlignmentFlag.AlignCenter)
        self.setLayout(self._line)
        self._least = max(SHAPE, self._fit(FLOOR))

    def _fit(self, pixels: int) -> int:
        """Letters of so many pixels; returns how wide the word is."""
        self._font.setPixelSize(pixels)
        self._label.setFont(self._font)
        width = QFontMetrics(self._font).horizontalAdvance(self._label.text()) + 4
        self._label.setMinimumWidth(width)
        return width

    def minimumSizeHint(self) -> QSize:
        """As narrow as the word in its smallest letters."""
        return QSize(self._least, self._line.totalMinimumSize().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The largest letters that fit beside the shape."""
        super().resizeEvent(event)
        room = self.width() - SHAPE - GAP
        width = self._fit(self._most)
        if width > room:
            width = self._fit(max(FLOOR, self._most * room // width))
        beside = width <= room
        self._line.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        self._line.setSpacing(GAP if beside else 8)


def verdict(
    look: Look, judged: Judged, tally: Tally, line: str, acts: Acts, below: list[Part], details: bool
) -> QWidget:
    """The whole window for what was judged. ``line`` says under what, ``below`` is what the details end with."""
    kind, large = judged.kind, look.scale > LARGE
    # What is read at two metres is large already; what is read up close grows with the rest of the window.
    far = Look(look.theme, look.lang, min(look.scale, LARGE))
    edge, space = (30, 8) if large else (44, 16)
    stage = Stage(kind, edge)
    middle = _details(look, judged, below) if details else _said(far, judged)
    box = column(_head(far, kind, tally, line), middle, _foot(look, kind, acts, details), space=space)  # fmt: skip
    box.setStretch(1, 1)
    stage.setLayout(box)
    return stage


def _on(label: Plain, kind: str, centred: bool = False) -> Plain:
    """A text in the ink of a stage."""
    label.setStyleSheet(f"color: {STAGE[kind][1]}; background: transparent;")
    if centred:
        label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    return label


def tallied(look: Look, tally: Tally, ink: Callable[[str], str], field: str) -> QWidget:
    """Three counts, each with its shape."""
    parts: list[Part] = []
    for kind, count in tally._asdict().items():
        number = fixed(look, f"{count:,}", "heading")
        number.setStyleSheet(f"color: {ink(kind)}; background: transparent;")
        number.setAccessibleName(f"{look.say(_WORDS[kind])}: {count}")
        parts += [glyph(look, draw.shape(kind, ink(kind), field, 22), 22), number, 12]
    made = pane(row(*parts[:-1], space=8))
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    made.setObjectName("fair.tally")
    made.setProperty("state", " ".join(map(str, tally)))
    made.setAccessibleName(look.say("ui-fair-tally", **tally._asdict()))
    return made


def _low(part: QWidget) -> QWidget:
    """No higher than it must be."""
    part.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
    return part


def _head(look: Look, kind: str, tally: Tally, line: str) -> QWidget:
    field, ink = STAGE[kind]
    texts = column(
        _on(Plain(look, look.say("ui-fair-head"), "stage-label"), kind),
        _on(Plain(look, line, "stage-line"), kind),
        space=between(look),
    )
    line_up = row(texts, column(tallied(look, tally, lambda _: ink, field), -1), space=32)
    line_up.setStretch(0, 1)
    return _low(pane(line_up))


def _said(look: Look, judged: Judged) -> QWidget:
    """Word, title, issuer, reasons, and the person in a box of its own."""
    kind, (title, issuer, report) = judged.kind, judged.worst
    texts = [_on(Plain(look, title, "stage-title"), kind, True), _on(Plain(look, issuer, "stage"), kind, True)]
    if len(judged.rows) > 1:
        more = look.say("ui-fair-more", count=len(judged.rows) - 1)
        texts.append(_on(Plain(look, more, "stage-line"), kind, True))
    why = [
        _on(Plain(look, one, "stage-line" if place else "stage"), kind, True)
        for place, one in enumerate(_why(look, judged))
    ]
    for label in why:
        label.setObjectName("fair.reason")
    gap = (11 if look.lang == "ja" else 8) - (4 if look.scale > 1 else 0)
    person = _person(look, report)
    person.setMaximumWidth(900)
    inside = pane(column(-2, Word(look, kind), gap, *texts, gap, *why, 2 * gap, row(-1, person, -1), -3, space=gap))
    return _clear(inside)


def _why(look: Look, judged: Judged) -> list[str]:
    """What keeps it from being green; of what is green, what it rests on."""
    report = judged.worst.report
    found = reasons(look, report, judged.policy)
    if judged.kind == "verified":
        rests = (report.answer(question) for question in (Question.STATUS, Question.ISSUER))
        found += [look.say(check.code, **check.facts) for check in rests if check is not None]
    return found[:REASONS]


def _clear(inside: QWidget) -> QWidget:
    """What scrolls if it must, on the colour behind it."""
    area = scrolled(inside, "stage")
    area.setStyleSheet("QScrollArea#stage { background: transparent; }")
    area.viewport().setAutoFillBackground(False)
    inside.setAutoFillBackground(False)
    return area


def _person(look: Look, report: Report) -> QWidget:
    """The second answer: is it this person's?"""
    check = report.answer(Question.HOLDER)
    assert check is not None
    kind = {Outcome.PASSED: "verified", Outcome.FAILED: "bad"}.get(check.outcome, "unsure")
    # What failed is said; else how sure it is, in one of four steps.
    sure = "bad" if kind == "bad" else level(report)
    code, facts = (check.code, check.facts) if kind == "bad" else (f"exchange.level_{sure}", {})
    texts = column(
        Plain(look, look.say(f"ui-fair-person_{sure}"), "stage-label"),
        Plain(look, look.say(code, **facts), "stage-line", "ink-soft"),
        space=between(look),
    )
    mark = glyph(look, draw.shape(kind, look.colour(kind), look.colour("surface"), 44), 44)
    made = frame(row(mark, texts, space=20, margins=(28, 18, 28, 18)))
    made.setMinimumWidth(520)
    made.setProperty("state", kind)
    return made


def _details(look: Look, judged: Judged, below: list[Part]) -> QWidget:
    """Every question of every credential, on paper; the verdict stays above it."""
    kind = judged.kind
    field, ink = STAGE[kind]
    word = _on(fixed(look, look.say(_WORDS[kind]), "stage-title"), kind)
    word.setObjectName("fair.word")
    parts: list[Part] = []
    for title, issuer, report in judged.rows[:MANY]:
        head = column(Plain(look, title, "heading"), Plain(look, issuer, "small", "ink-soft"), space=between(look))
        parts += [pane(head), 8, rule(strong=True)]
        for one in check_rows(look, report, judged.policy):
            parts += [one, rule()]
        parts.append(24)
    if len(judged.rows) > MANY:
        parts += [Plain(look, look.say("ui-fair-more", count=len(judged.rows) - MANY), "body", "ink-soft"), 24]
    inner = pane(column(*parts, Plain(look, look.say("ui-detail-limits"), "small", "ink-soft"), 24, *below, -1, space=0,
                        margins=(28, 24, 28, 24)))  # fmt: skip
    paper = frame(column(scrolled(inner, "fair.details"), margins=(1, 1, 1, 1)))
    return pane(column(row(glyph(look, draw.shape(kind, ink, field, 48), 48), word, -1, space=16), paper, space=16))


def _foot(look: Look, kind: str, acts: Acts, details: bool) -> QWidget:
    """The keys, what waits, and how long this stays."""
    keys = []
    for name, act in acts.items():
        said = "ui-fair-back" if details and name == "details" else f"ui-fair-{name}"
        keys.append(_key(look, look.say(said), name, act, kind))
    labels = []
    longest = [look.say("ui-fair-left", seconds=STAY), look.say("ui-fair-stays"), *(look.say("ui-fair-waits", count=count) for count in (0, MOST))]  # fmt: skip
    for name, role in (("fair.queue", "label"), ("fair.left", "body")):
        label = _on(fixed(look, "", role), kind)
        label.setObjectName(name)
        label.setAlignment(Qt.AlignmentFlag.AlignRight)
        widths = map(QFontMetrics(label.font()).horizontalAdvance, longest)
        label.setMinimumWidth(max(widths) + 4)
        labels.append(label)
    note = _on(Plain(look, "", "stage-line"), kind)
    note.setObjectName("fair.note")
    note.setVisible(False)
    ends = pane(row(-1, column(-1, *labels, -1, space=2), keys[-1], space=16))
    return _low(pane(column(note, Turning(pane(row(*keys[:-1], -1, space=12)), ends, 16), space=12)))


def _key(look: Look, word: str, name: str, act: Callable[[], object], kind: str) -> QPushButton:
    """A button with the key that does the same."""
    field, ink = STAGE[kind]
    first = name == "next"
    front, ground = (field, ink) if first else (ink, field)
    cap = fixed(look, KEYS[name], "small")
    cap.setStyleSheet(
        f"color: {front}; background: transparent; border: 1px solid {front}; border-radius: 4px; padding: 1px 7px;"
    )
    cap.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    made = button(look, word, act, name=f"fair.{name}")
    made.setFont(look.font("label" if first else "body"))
    made.setLayout(row(-1, cap, margins=(0, 0, 18, 0)))
    made.setAccessibleName(word)
    made.setAccessibleDescription(KEYS[name])
    room = cap.sizeHint().width() + 30
    made.setStyleSheet(
        f"QPushButton {{ background: {ground}; color: {front}; border: 1px solid {ink}; border-radius: 8px; text-align: left; outline: none;"
        f" min-height: 54px; padding: 0 {room}px 0 20px; }}"
        f"QPushButton:hover {{ border: 2px solid {front}; padding: 0 {room - 1}px 0 19px; }}"
        f"QPushButton:focus {{ border: 5px double {front}; padding: 0 {room - 4}px 0 16px; min-height: 46px; }}"
    )
    return made


def receipt_part(look: Look, save: Callable[[], object]) -> list[Part]:
    """What can be taken away from a check, and what it proves."""
    act = button(look, look.say("ui-fair-receipt_save"), save, icon="save", name="fair.receipt")
    title, line = Plain(look, look.say("ui-fair-receipt"), "label"), Plain(look, look.say("ui-fair-receipt_line"), "small", "ink-soft")  # fmt: skip
    return [title, 4, line, 10, row(act, -1)]
