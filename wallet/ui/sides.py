"""Things beside each other where they have room, and below each other where they have not."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from wallet.ui.parts import Page, column, pane, row, scrolled


class Turning(QWidget):
    """Two things beside each other where they have room, else below each other."""

    def __init__(self, first: QWidget, second: QWidget, space: int, share: bool = False) -> None:
        super().__init__()
        self._line = row(first, second, space=space)
        self._line.setStretch(0, int(share))
        self._line.setStretch(1, 1)
        self._least = max(first.minimumSizeHint().width(), second.minimumSizeHint().width())
        self._needs = first.sizeHint().width() + second.sizeHint().width() + space
        self.setLayout(self._line)

    def minimumSizeHint(self) -> QSize:
        """As narrow as the wider of the two: it can turn."""
        return QSize(self._least, self._line.totalMinimumSize().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As wide as both want to be, or not."""
        super().resizeEvent(event)
        wide = self.width() >= self._needs
        self._line.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)


def halves(page: Page, choices: QWidget, seen: QWidget, foot: QWidget) -> QWidget:
    """What is chosen, and what they will see of it; what to do next stays in sight."""
    scale = page.look.scale
    if page.roomy(1000):
        left = scrolled(choices)
        left.setMinimumWidth(round(320 * scale))
        left.setMaximumWidth(round(556 * scale))
        right = pane(column(scrolled(seen, "sunken"), foot, space=8, margins=(0, 0, 0, 20)), "sunken")
        return pane(row(left, right, space=0))
    both = scrolled(pane(column(choices, seen, -1, space=0), "sunken"), "sunken")
    return pane(column(both, foot, space=8, margins=(0, 0, 0, 20)), "sunken")
