"""Text from outside. ``Plain`` is the only widget that shows it."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QSizePolicy

from wallet import words
from wallet.ui.theme import Look

MAX_TEXT: Final = 4000
"""Characters of one text from outside that are laid out."""


class Plain(QLabel):
    """Text as it is: never markup, without hidden characters; one line elided, or wrapped."""

    def __init__(
        self, look: Look, text: str, role: str = "body", colour: str = "ink", *, lang: str = "", wrap: bool = True
    ) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(look.font(role, lang))
        self.setStyleSheet(f"color: {look.colour(colour)}; background: transparent;")
        self.setWordWrap(wrap)
        self._full = words.clean(text)[:MAX_TEXT]
        self._elided = not wrap
        self._pitch = look.line_height(role, lang)
        if self._elided:
            self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            self.setToolTip("")
        self.setText(self._full)
        self.setAccessibleName(self._full)

    def _laid(self, width: float) -> tuple[QTextLayout, float]:
        """The text in lines of a width, as far apart as the tokens want them, and how high that is."""
        laid = QTextLayout(self.text().replace("\n", "\u2028"), self.font())
        option = QTextOption(self.alignment() & Qt.AlignmentFlag.AlignHorizontal_Mask)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        laid.setTextOption(option)
        top = height = 0.0
        laid.beginLayout()
        while (line := laid.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, top))
            height = top + line.height()
            top += max(line.height(), self._pitch)
        laid.endLayout()
        return laid, height

    def heightForWidth(self, width: int) -> int:
        """Qt's own labels know one line spacing, which is too close for Japanese."""
        return math.ceil(self._laid(width)[1]) if self.wordWrap() else super().heightForWidth(width)

    def sizeHint(self) -> QSize:
        """As wide as Qt wants it, as high as its lines then are."""
        hint = super().sizeHint()
        return QSize(hint.width(), self.heightForWidth(hint.width())) if self.wordWrap() else hint

    def paintEvent(self, event: QPaintEvent) -> None:
        """Several lines at their own distance; the rest is Qt's."""
        if not self.wordWrap():
            super().paintEvent(event)
            return
        laid, height = self._laid(self.width())
        free = self.height() - height
        top = free / 2 if self.alignment() & Qt.AlignmentFlag.AlignVCenter else 0.0
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        laid.draw(painter, QPointF(0, max(0.0, top)))
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten a single line to the width there is."""
        super().resizeEvent(event)
        if self._elided:
            short = QFontMetrics(self.font()).elidedText(self._full, Qt.TextElideMode.ElideRight, self.width())
            super().setText(short)


def fixed(look: Look, text: str, role: str = "body", colour: str = "ink", lang: str = "") -> Plain:
    """A short text that keeps its width."""
    label = Plain(look, text, role, colour, lang=lang, wrap=True)
    label.setWordWrap(False)
    label.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return label


def names(look: Look, texts: Iterable[str], role: str, least: int) -> list[Plain]:
    """Names that stand below each other, as wide as the widest and at least so many pixels: values line up."""
    made = [fixed(look, text, role, "ink-soft") for text in texts]
    width = max((label.sizeHint().width() for label in made), default=0)
    for label in made:
        label.setMinimumWidth(max(width, round(least * look.scale)))
    return made
