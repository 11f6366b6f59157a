"""Around the pages: the sidebar, the footer that says what is locked and what is offline, and short messages."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from wallet.ui import draw, preferences, rooms
from wallet.ui.adding import Adding
from wallet.ui.answering import Answering
from wallet.ui.banner import banner, chips
from wallet.ui.checking import Checking
from wallet.ui.detail import Detail
from wallet.ui.doorway import Doorway, brand
from wallet.ui.parts import Page, band, button, column, frame, glyph, pane, row, rule
from wallet.ui.settings import Settings
from wallet.ui.share import SharePage
from wallet.ui.shelf import Shelf
from wallet.ui.shown import ShownPage
from wallet.ui.sides import Turning
from wallet.ui.text import Plain, fixed
from wallet.ui.theme import Look

if TYPE_CHECKING:
    from wallet.ui.window import Window


class Frame(Page):
    """Sidebar and footer around the pages, and the message at the bottom."""

    def __init__(self, look: Look, window: Window) -> None:
        super().__init__(look)
        self._window = window
        self._message, self._act = "", None  # type: tuple[str, Callable[[], None] | None]
        self._word = "ui-undo"
        self.refresh()

    def toast(self, text: str, act: Callable[[], None] | None, word: str = "ui-undo") -> None:
        """Show a message, with an undo or another act where there is one; an empty text takes it away."""
        self._message, self._act, self._word = text, act, word
        self.refresh()

    def build(self) -> QWidget:
        """Around every page but the first run, sharing and verifying, which want the whole window."""
        window, page = self._window, self._window.pages
        page.setParent(self)
        alone = window.session is None or isinstance(window.page, (SharePage, Answering, Checking, Doorway))
        parts: list[QWidget] = [] if alone else [self._sidebar()]
        middle = column(*([] if alone else banner(self.look, window)), page, *self._bottom(), space=0)
        whole = column(row(*parts, middle, space=0), *([] if alone else [rule(), self._footer()]), space=0)
        page.show()
        return pane(whole)

    def _sidebar(self) -> QWidget:
        look, window = self.look, self._window
        count = len(window.session.ids) if window.session is not None else 0
        rows: list[QWidget | int] = [brand(look, 24), 12]
        narrow = not self.roomy(900)
        for name, icon, act in (
            ("home", "badge", window.home),
            ("log", "share", window.shown),
            ("check", "scan", window.check),
            ("settings", "gear", window.settings),
        ):
            word = look.say(f"ui-nav-{name}")
            shown = f"{word}    {count}" if name == "home" and count else word
            one = button(look, "" if narrow else shown, act, "nav", icon, f"nav.{name}")
            one.setAccessibleName(word)
            one.setToolTip(word if narrow else "")
            one.setCheckable(True)
            here = {
                "home": (Shelf, Detail, Adding),
                "log": (ShownPage,),
                "check": (Checking,),
                "settings": (Settings, *rooms.PAGES),
            }[name]
            one.setChecked(isinstance(window.page, here))
            rows.append(one)
        if narrow:
            rows[0] = glyph(look, draw.seal(look.colour("accent"), look.colour("on-accent")), 24)
        made = pane(column(*rows, -1, space=2, margins=(12, 16, 12, 12)), "sidebar")
        made.setFixedWidth(max(64 if narrow else 200, made.sizeHint().width()))
        line = rule()
        line.setFixedWidth(1)
        line.setMinimumHeight(0)
        line.setMaximumHeight(16_777_215)
        side = pane(row(made, line, space=0))
        side.setFixedWidth(made.width() + 1)
        return side

    def _footer(self) -> QWidget:
        look = self.look
        lock = glyph(look, draw.icon_pixmap("lock", look.colour("ink-soft"), 16), 16)
        off = glyph(look, draw.icon_pixmap("off", look.colour("ink-soft"), 16), 16)
        idle = fixed(look, look.say("ui-footer-lock", minutes=preferences.minutes()), "small", "ink-soft")
        idle.setObjectName("footer.minutes")
        offline = fixed(look, look.say("ui-footer-offline"), "small", "ink-soft")
        left = pane(row(lock, idle, 16, off, offline, -1, space=8))
        right = pane(row(-1, *chips(look, self._window), space=8))
        return band(row(Turning(left, right, 8, share=True), margins=(20, 0, 12, 0)), "footer", 40)

    def _bottom(self) -> list[QWidget]:
        if not self._message:
            return []
        look = self.look
        parts: list[QWidget | int] = [Plain(look, self._message, "body", "surface"), -1]
        if self._act is not None:
            parts.append(button(look, look.say(self._word), self._act, name="toast.undo"))
        bar = frame(row(*parts, space=12, margins=(16, 6, 8, 6)), "toast")
        return [pane(column(bar, margins=(32, 4, 32, 12)))]
