"""The interview view: one badge on the whole screen, for a table or a video call, and nothing else of the wallet (S13)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QWidget

from wallet import words
from wallet.model import Credential
from wallet.report import Report
from wallet.sharing.pictures import Matrix
from wallet.ui import draw
from wallet.ui.parts import _WORDS, column, frame, glyph, kind_of, pane, reason, row, rule, scrolled
from wallet.ui.qrview import QrView
from wallet.ui.text import Plain, fixed, names
from wallet.ui.theme import Look
from wallet.vocab.openbadges import achievements

STEP: Final = 120
"""Pixels that one press moves what is longer than the screen."""
MOST: Final = 5
"""Elements that are shown: what can be taken in while somebody talks."""
_FIRST: Final = (
    "outcomes",
    "hours",
    "credits",
    "level",
    "assessment",
    "quality_assurance",
    "result",
    "purpose",
    "content",
)


class Interview(QWidget):
    """A window of its own: one badge at a time of those ``shown``, the codes of all of them beside it.

    The arrows go to another badge, B blanks it, Escape ends it; ``until`` is when the proof it shows ends.
    """

    def __init__(
        self,
        look: Look,
        shown: Sequence[tuple[Credential, Report]],
        matrices: tuple[Matrix, ...],
        until: datetime | None,
        now: object,
    ) -> None:
        super().__init__()
        assert callable(now)
        self._look, self._until, self._now = look, until, now
        self.setWindowTitle("Akashi")
        self.setObjectName("present")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setStyleSheet(f"QWidget#present {{ background: {look.colour('surface')}; }}")
        self._left = Plain(look, "", "label", "ink-soft")
        self._left.setVisible(until is not None)
        self._badges = QStackedWidget()
        for credential, report in shown:
            self._badges.addWidget(self._badge(credential, report))
        self._dark = QWidget(self)
        self._dark.setObjectName("present.blank")
        self._dark.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._dark.setStyleSheet("background: #000000;")
        self._dark.hide()
        keys = "ui-present-keys_many" if len(shown) > 1 else "ui-present-keys"
        self.setLayout(
            column(
                self._whole(matrices),
                row(Plain(look, look.say(keys), "small", "ink-soft"), -1, self._left),
                space=12,
                margins=(48, 40, 48, 24),
            )
        )
        timer = QTimer(self)
        timer.timeout.connect(self._tick)
        timer.start(1000)
        self._tick()

    def _whole(self, matrices: tuple[Matrix, ...]) -> QWidget:
        if not matrices:
            return self._badges
        codes = frame(column(QrView(self._look, matrices), margins=(12, 12, 12, 12)))
        codes.setStyleSheet("QFrame#panel { background: #FFFFFF; }")
        codes.setMinimumWidth(360)
        made = row(self._badges, codes, space=48)
        made.setStretch(0, 3)
        made.setStretch(1, 2)
        return pane(made)

    def _badge(self, shown: Credential, report: Report) -> QWidget:
        look, found = self._look, achievements(shown)[0]
        title = Plain(look, words.clean(found.title or shown.id), "stage-title")
        title.setObjectName("present.title")
        issuer = Plain(look, words.clean(shown.issuer.name or shown.issuer.id), "present")
        lines: list[QWidget | int] = [title, issuer, 12, self._verdict(report), 20]
        stated = [name for name in _FIRST if found.stated(name)][:MOST]
        labels = names(look, (look.say(f"element-{element}") for element in stated), "present", 170)
        for element, name in zip(stated, labels, strict=True):
            values = column(*(Plain(look, value, "present") for value in found.stated(element)[:3]), space=8)
            lines += [pane(row(column(name, -1), values, space=20)), rule()]
        return scrolled(pane(column(*lines, -1, space=8)))

    def _verdict(self, report: Report) -> QWidget:
        look, kind = self._look, kind_of(report)
        ink, tint = look.colour(kind), look.colour(f"{kind}-tint")
        word = fixed(look, look.say(_WORDS[kind]), "stage-title", kind)
        word.setObjectName("present.verdict")
        why = (
            reason(look, report)
            if kind != "verified"
            else look.say("ui-verdict-checked", moment=words.clock(report.at, look.lang))
        )
        made = frame(
            row(
                glyph(look, draw.shape(kind, ink, tint, 48), 48),
                column(word, Plain(look, why, "body"), space=6),
                space=16,
                margins=(18, 14, 18, 14),
            ),
            "present.state",
        )
        made.setStyleSheet(
            f"QFrame#present\\.state {{ background: {tint}; border: 1px solid {ink}; border-radius: 10px; }}"
        )
        return made

    def _tick(self) -> None:
        if self._until is None:
            return
        seconds = max(0, int((self._until - self._now()).total_seconds()))
        text = (
            self._look.say("ui-present-left", minutes=seconds // 60, seconds=f"{seconds % 60:02}")
            if seconds
            else self._look.say("ui-present-ended")
        )
        self._left.setText(text)

    @property
    def blank(self) -> bool:
        """Is the screen dark?"""
        return self._dark.isVisible()

    def resizeEvent(self, event: object) -> None:
        """The dark covers all of it."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._dark.setGeometry(self.rect())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrows for another badge or further down, B for a dark screen and back, Escape to end."""
        turns = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        moves = {Qt.Key.Key_Up: -STEP, Qt.Key.Key_Down: STEP}
        if event.key() == Qt.Key.Key_B:
            self._dark.setVisible(not self._dark.isVisible())
            self._dark.raise_()
        elif event.key() in turns:
            place = self._badges.currentIndex() + turns[Qt.Key(event.key())]
            self._badges.setCurrentIndex(place % self._badges.count())
        elif event.key() in moves:
            area = self._badges.currentWidget()
            assert isinstance(area, QScrollArea)
            bar = area.verticalScrollBar()
            bar.setValue(bar.value() + moves[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)
