"""Settings: language, appearance, text size, lock. Each with one sentence of consequence."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from wallet.ui.doorway import languages
from wallet.ui.parts import Page, button, column, pane, row, rule, scrolled
from wallet.ui.text import Plain
from wallet.ui.theme import THEMES, Look


class Settings(Page):
    """``lock()`` when the learner wants to lock now."""

    lock = Signal()

    def __init__(self, look: Look, path: Path | None) -> None:
        super().__init__(look)
        self._path = path
        self.setObjectName("set")
        self.refresh()

    def build(self) -> QWidget:
        """A section for each setting."""
        look = self.look
        themes = self._segments(
            "set.theme", {name: look.say(f"ui-theme-{name}") for name in THEMES}, look.theme, "theme"
        )
        sizes = self._segments(
            "set.scale", {"1.0": "100 %", "1.25": "125 %", "1.5": "150 %", "2.0": "200 %"}, str(look.scale), "scale"
        )
        lines: list[QWidget | int] = [Plain(look, look.say("ui-nav-settings"), "title"), 8]
        lines += self._section("ui-set-language", "ui-set-language_line", languages(look))
        lines += self._section("ui-set-theme", "ui-set-theme_line", themes)
        lines += self._section("ui-set-text", "ui-set-text_line", sizes)
        if self._path is not None:
            now = button(look, look.say("ui-set-lock_now"), self.lock.emit, icon="lock", name="set.lock")
            lines += self._section("ui-set-lock", "ui-set-lock_line", pane(row(now, -1)))
            lines.append(Plain(look, look.say("ui-set-where", path=str(self._path)), "small", "ink-soft"))
        return scrolled(pane(column(*lines, -1, space=8, margins=(32, 24, 32, 24))))

    def _section(self, head: str, line: str, control: QWidget) -> list[QWidget | int]:
        look = self.look
        texts = column(Plain(look, look.say(head), "label"), Plain(look, look.say(line), "small", "ink-soft"), space=2)
        return [pane(row(texts, -1, control, space=24)), rule(), 8]

    def _segments(self, name: str, choices: dict[str, str], now: str, setting: str) -> QWidget:
        made = []
        for value, word in choices.items():
            one = button(self.look, word, partial(self._set, setting, value), "segment", name=f"{name}.{value}")
            one.setCheckable(True)
            one.setChecked(value == now)
            made.append(one)
        return pane(row(*made, space=0))

    def _set(self, setting: str, value: str) -> None:
        if setting == "theme":
            self.look.set(theme=value)
        else:
            self.look.set(scale=float(value))
