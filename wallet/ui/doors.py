"""What the pages that ask for a secret are made of: a step, a field that never copies, a bar of strength, choices."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QClipboard, QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QPushButton, QSizePolicy, QWidget

from wallet.errors import WalletError
from wallet.session import phrases
from wallet.ui import draw
from wallet.ui.parts import Part, button, column, glyph, pane, picture, row, rule
from wallet.ui.text import Plain
from wallet.ui.theme import Look

if TYPE_CHECKING:
    from wallet.ui.welcome import Welcome

MAX_SECRET: Final = 1024
"""Characters of a passphrase that are taken."""
_SEEDS: Final = "abcdefghi"
_STRENGTH: Final = ("hint", "short", "short", "good", "good", "strong")
_COPYING: Final = (QKeySequence.StandardKey.Copy, QKeySequence.StandardKey.Cut)


class SecretField(QLineEdit):
    """A field for a secret: nothing leaves it by the clipboard, and it says what may surprise.

    ``noticed`` tells "caps" where Caps Lock seems to be on, "wide" for full-width letters, and "" when it is over.
    """

    noticed = Signal(str)

    def __init__(self, look: Look, name: str, label: str, text: str, shown: bool) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("size", "large")
        self.setFont(look.font("body"))
        self.setAccessibleName(label)
        self.setMaxLength(MAX_SECRET)
        self.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self.setDragEnabled(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._caps = False
        self.setText(text)
        self.textChanged.connect(lambda _: self.noticed.emit(self.notice()))
        self.selectionChanged.connect(self._let_go)

    def notice(self) -> str:
        """What there is to say now."""
        return "caps" if self._caps else "wide" if is_wide(self.text()) else ""

    def hold(self, inside: QPushButton) -> None:
        """Keep a button inside, at the end."""
        self.setLayout(row(-1, inside, margins=(0, 0, 4, 0)))
        self.setTextMargins(0, 0, inside.sizeHint().width() + 4, 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy and cut do nothing; a letter of the other case than its key shows Caps Lock."""
        if any(event.matches(one) for one in _COPYING):
            event.accept()
            return
        letter = event.text()
        if letter.isalpha() and letter.upper() != letter.lower():
            shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._caps = letter.isupper() is not shifted
        elif event.key() == Qt.Key.Key_CapsLock:
            self._caps = False
        super().keyPressEvent(event)
        self._let_go()
        self.noticed.emit(self.notice())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """What is marked does not go to X11's second clipboard."""
        super().mouseReleaseEvent(event)
        self._let_go()

    def _let_go(self) -> None:
        board, place = QGuiApplication.clipboard(), QClipboard.Mode.Selection
        if self.hasSelectedText() and board.supportsSelection() and board.text(place) == self.selectedText():
            board.clear(place)


def is_wide(text: str) -> bool:
    """Does it hold letters that an input method made full-width?"""
    return any(unicodedata.east_asian_width(one) == "F" for one in text)


class StrengthBar(QWidget):
    """Five pieces and a sentence. ``state`` is "hint", "short", "good" or "strong"."""

    def __init__(self, look: Look, beside: QWidget, *, refused: bool = False) -> None:
        super().__init__()
        self._look = look
        self.setObjectName("create.bar")
        self._pieces = [QFrame() for _ in range(phrases.STEPS)]
        for piece in self._pieces:
            piece.setFixedHeight(7)
        self._text = Plain(look, "", "small")
        self._refused = refused
        self._text.setObjectName("create.strength")
        self.setLayout(column(row(*self._pieces, space=6), row(self._text, beside, space=12), space=4))
        self.show_for("")

    def show_for(self, passphrase: str) -> None:
        """Fill as many pieces as the passphrase is strong."""
        steps = phrases.strength(passphrase)
        for place, piece in enumerate(self._pieces):
            colour = self._look.colour("accent" if place < steps else "line")
            piece.setStyleSheet(f"background: {colour}; border-radius: 3px;")
        said = self._look.say(f"ui-strength-{_STRENGTH[steps]}")
        colour = self._look.colour("bad" if self._refused and _STRENGTH[steps] == "short" else "ink-soft")
        self._text.setStyleSheet(f"color: {colour}; background: transparent;")
        self._text.setText(said)
        self.setProperty("state", _STRENGTH[steps])
        self.setAccessibleName(said)


class Step:
    """One step of the way in. ``build`` is its whole state, as for a page; ``back`` names the step before."""

    back = ""

    def __init__(self, page: Welcome) -> None:
        self.page, self.look = page, page.look
        self.error: WalletError | None = None
        self.shown = False

    def build(self) -> QWidget:
        """The step's content, from scratch."""
        raise AssertionError("every step builds itself")

    def aside(self) -> QWidget:
        """What stands on the right where there is room."""
        return crests(self.look)

    def failed(self, error: WalletError) -> None:
        """Say what happened, and be ready for another try."""
        self.error = error
        self.page.refresh()
        self.page.focus_field()

    def fresh(self) -> None:
        """Called once, after the step is shown."""

    def secret(self, label: str, act: Callable[[], object], name: str = "lock.field") -> list[Part]:
        """A labelled field for what opens or will open the vault, with its switch and its notices."""
        field = SecretField(self.look, name, label, self.page.typed, self.shown)
        field.textChanged.connect(self.page.keep_typed)
        field.returnPressed.connect(act)
        field.hold(switch(self.look, self.shown, self.toggle))
        return [Plain(self.look, label, "label"), 6, field, notice_of(self.look, field)]

    def toggle(self) -> None:
        """Show or hide what is typed."""
        self.shown = not self.shown
        self.page.refresh()

    def problem(self) -> QWidget:
        """What went wrong last."""
        return problem(self.look, self.error)

    def link(self, code: str, act: Callable[[], object], name: str, icon: str) -> QWidget:
        """One of the other ways on."""
        return pane(row(button(self.look, self.look.say(code), act, "link", icon, name), -1))

    def leave(self) -> QPushButton:
        """Back to the step before."""
        return button(self.look, self.look.say("ui-back"), self.page.back, name="door.back", size="large")


def quiet(look: Look, code: str, act: Callable[[], object], name: str, icon: str = "") -> QPushButton:
    """A button without an edge."""
    return button(look, look.say(code), act, "quiet", icon, name)


def switch(look: Look, shown: bool, act: Callable[[], None]) -> QPushButton:
    """Show or hide, to stand inside a field."""
    return button(look, look.say("ui-hide" if shown else "ui-show"), act, "quiet", "eye", "door.show")


def problem(look: Look, error: WalletError | None, name: str = "lock.error") -> QWidget:
    """A sentence about what went wrong, or nothing."""
    made = Plain(look, look.say(error.code, **error.facts) if error is not None else "", "body", "bad")
    made.setObjectName(name)
    made.setVisible(error is not None)
    return made


def notice_of(look: Look, field: SecretField) -> QWidget:
    """What a field notices, in a sentence below it."""
    words = Plain(look, "", "small", "ink-soft")
    words.setObjectName("lock.notice")
    made = pane(row(column(mark(look, "info"), -1, space=0), words, space=8, margins=(0, 8, 0, 0)))

    def noticed(what: str) -> None:
        made.setVisible(bool(what))
        words.setText(look.say(f"ui-notice-{what}") if what else "")
        made.setProperty("state", what)

    field.noticed.connect(noticed)
    noticed(field.notice())
    return made


def mark(look: Look, icon: str, colour: str = "ink-soft") -> QWidget:
    """An icon beside words, as large as they are."""
    return glyph(look, draw.icon_pixmap(icon, look.colour(colour), 18), 20)


def line(look: Look, icon: str, text: str, *after: QWidget) -> QWidget:
    """A small fact with its icon, and what can be done about it."""
    return pane(row(mark(look, icon), Plain(look, text, "small", "ink-soft"), *after, space=10))


def fits(words: QWidget) -> QWidget:
    """Keep a text as wide as it is."""
    words.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
    return words


def crests(look: Look) -> QWidget:
    """A quiet picture: nine crests."""
    ink, tiles = look.colour("crest-ink"), []
    for place in range(3):
        names = [hashlib.sha256(f"crest {one} {place}".encode()).hexdigest() for one in _SEEDS[place * 3 :][:3]]
        tiles.append(row(-1, *(picture(draw.crest(one, one, ink, 96), 96) for one in names), -1, space=20))
    return pane(column(-1, *tiles, -1, space=20), "aside")


def know(look: Look, *names: str) -> QWidget:
    """Good to know: a head and a text for each name."""
    lines: list[Part] = [Plain(look, look.say("ui-know-title"), "heading"), 12]
    for name in names:
        lines += [rule(strong=True), 12, Plain(look, look.say(f"ui-know-head_{name}"), "label"), 6]
        lines += [Plain(look, look.say(f"ui-know-text_{name}"), "body", "ink-soft"), 16]
    return pane(column(96, *lines, -1, space=0, margins=(48, 36, 48, 36)), "aside")
