"""The trash: what was removed, until when it is kept, and the way back (S22)."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Final

from PySide6.QtWidgets import QWidget

from wallet.session import Session, Trashed
from wallet.ui import draw
from wallet.ui.parts import button, glyph
from wallet.ui.sections import Part, Sheet, day, notice, setting
from wallet.ui.text import Plain
from wallet.ui.theme import Look

MAX_SHOWN: Final = 200


class TrashPage(Sheet):
    """Every credential that was removed can come back whole; only emptying is for good, and is asked twice."""

    def __init__(self, look: Look, session: Session) -> None:
        super().__init__(look)
        self.session = session
        self._sure = False
        self.setObjectName("trash")
        self.refresh()

    def build(self) -> QWidget:
        """Rows, the latest first."""
        look, found = self.look, self.session.trash()
        title, line = look.say("ui-trash-title"), look.say("ui-trash-line")
        if not found:
            quiet = glyph(look, draw.icon_pixmap("trash", look.colour("ink-faint"), 48), 48)
            return self.laid(title, line, 24, quiet, Plain(look, look.say("ui-trash-none"), "body", "ink-soft"))
        parts: list[Part] = [self._sweep(found), 8]
        parts += [self._row(one) for one in found[:MAX_SHOWN]]
        if len(found) > MAX_SHOWN:
            parts.append(Plain(look, look.say("ui-more", count=len(found) - MAX_SHOWN), "small", "ink-soft"))
        return self.laid(title, line, *parts)

    def _sweep(self, found: tuple[Trashed, ...]) -> QWidget:
        look, count = self.look, len(found)
        if self._sure:
            go = button(look, look.say("ui-trash-really", count=count), self._empty, "primary", "trash", "trash.really")
            stop = button(look, look.say("ui-cancel"), self._ask, name="trash.cancel")
            asked = look.say("ui-trash-sure", count=count)
            return notice(look, "unsure", asked, look.say("ui-trash-sure_line"), go, stop)
        every = button(look, look.say("ui-trash-all"), self._all, "quiet", name="trash.all")
        empty = button(look, look.say("ui-trash-empty", count=count), self._ask, icon="trash", name="trash.empty")
        return setting(look, look.say("ui-trash-count", count=count), "", every, empty)

    def _row(self, one: Trashed) -> QWidget:
        look = self.look
        title = " / ".join(one.titles) or one.name or one.id[:12]
        left = max(0, -((self.session.clock() - one.until) // timedelta(days=1)))
        facts = {"removed": day(look, one.removed), "until": day(look, one.until), "count": left}
        line = " · ".join(text for text in (one.issuer, look.say("ui-trash-until", **facts)) if text)
        back = button(look, look.say("ui-trash-back"), partial(self._bring, one.id), name=f"trash.back.{one.id[:8]}")
        back.setAccessibleName(f"{look.say('ui-trash-back')}: {title}")
        return setting(look, title, line, back)

    def _ask(self) -> None:
        self._sure = not self._sure
        self.refresh()

    def _bring(self, *ids: str) -> None:
        self.start(lambda _: self.session.bring_back(ids), "ui-trash-working", lambda _: None)

    def _all(self) -> None:
        self._bring(*(one.id for one in self.session.trash()))

    def _empty(self) -> None:
        self._sure = False
        self.start(lambda _: self.session.empty_trash(), "ui-trash-working", lambda _: None)

    def leave(self) -> None:
        """The question first, then the page."""
        if self._sure:
            self._ask()
        else:
            self.closed.emit()
