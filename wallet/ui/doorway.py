"""The page around everything that asks for a secret or shows one: words left, a quiet side right, one work at a time."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from wallet.errors import WalletError
from wallet.seams import Tick
from wallet.ui import draw
from wallet.ui.parts import Page, Progress, button, column, glyph, pane, row, scrolled
from wallet.ui.tasks import Job
from wallet.ui.text import fixed
from wallet.ui.theme import Look

WIDE: Final = 900
"""Pixels, at 100 % text, from which there is room for the right side."""
_BODY, _ASIDE = 640, 440


def brand(look: Look, size: int = 32) -> QWidget:
    """Seal and name."""
    mark = glyph(look, draw.seal(look.colour("accent"), look.colour("on-accent"), size), size)
    name, sign = fixed(look, "Akashi", "heading", lang="en"), fixed(look, "証", "heading", "ink-soft", lang="ja")
    return pane(row(mark, name, sign, -1, space=10))


def languages(look: Look) -> QWidget:
    """The language switch: each language in its own words."""
    made = []
    for lang, word in (("ja", "日本語"), ("en", "English")):
        one = button(look, word, partial(look.set, lang=lang), "segment", name=f"lang.{lang}")
        one.setFont(look.font("small", lang))
        one.setCheckable(True)
        one.setChecked(look.lang == lang)
        made.append(one)
    return pane(row(*made, space=0))


class Doorway(Page):
    """A page that is kept from screenshots where the system can. ``state`` is a property: "idle", "working"…"""

    private = True

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self.job: Job | None = None
        self.whole = False

    def body(self) -> QWidget:
        """The words and the acts."""
        raise AssertionError("every page says its own")

    def aside(self) -> QWidget:
        """The quiet side."""
        raise AssertionError("every page has its own")

    def back(self) -> None:
        """Where Escape leads."""
        raise AssertionError("every page knows the way back")

    def step_back(self) -> None:
        """Back, unless something is under way that has to be told first."""
        if self.job is None or not self.whole:
            self.back()

    def failed(self, error: WalletError) -> None:
        """The work ended with an error."""
        raise AssertionError("every page says what went wrong")

    def build(self) -> QWidget:
        """Left the words and the one act, right the quiet side where there is room."""
        top = row(brand(self.look), -1, languages(self.look))
        body = self.body()
        body.setMaximumWidth(round(_BODY * max(1.0, self.look.scale)))
        middle = row(body, space=0)
        middle.setStretchFactor(body, 1)
        middle.addStretch(0)
        whole = pane(column(top, middle, space=0, margins=(64, 36, 64, 36)))
        whole.setMinimumWidth(400)
        aside = self.aside()
        aside.setFixedWidth(_ASIDE)
        aside.setVisible(self._roomy())
        return pane(row(scrolled(whole), aside, space=0))

    def _roomy(self) -> bool:
        return self.width() >= WIDE * self.look.scale

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Drop the quiet side where there is no room for it."""
        super().resizeEvent(event)
        aside = self._inner.findChild(QWidget, "aside") if self._inner is not None else None
        if aside is not None:
            aside.setVisible(self._roomy())

    def focus_field(self, name: str = "lock.field") -> None:
        """Ready to type, over what was there."""
        field = self._inner.findChild(QLineEdit, name) if self._inner is not None else None
        if field is not None:
            field.selectAll()
            field.setFocus()

    def say_state(self, state: str) -> None:
        """Say how it stands, so that nobody has to look at pixels."""
        self.setProperty("state", state)

    def run(self, work: Callable[[Tick], Any], text: str, done: Callable[[Any], None], *, whole: bool = False) -> bool:
        """Work off the window's thread, one thing at a time; False where something is going on already.

        ``whole`` is for what changes the vault in one step: nobody can stop it half way, or leave before it is told.
        """
        if self.job is not None:
            return False
        self.job = job = Job(self, work)
        self.say_state("working")

        def ended(act: Callable[[Any], None], value: Any = None) -> None:
            if self.job is job:
                self.job = None
                self.say_state("idle")
                act(value)

        job.done.connect(lambda value: ended(done, value))
        job.failed.connect(lambda error: ended(self.failed, error))
        job.cancelled.connect(lambda: ended(lambda _: self.leave()))
        self.whole = whole
        shown = Progress(self.look, job, self.look.say(text), stop=not whole)
        shown.setContentsMargins(64, 0, 64, 16)
        self._box.addWidget(shown)
        job.start()
        return True

    def leave(self) -> None:
        """Nobody waits for the work any more."""
        if self.job is not None:
            self.job.cancel()
            self.job = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back, with nothing lost."""
        if event.key() == Qt.Key.Key_Escape:
            self.step_back()
        else:
            super().keyPressEvent(event)
