"""What was shown to whom (S16): when, which names of claims, in what way; deleted and taken along by its owner alone."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from wallet import words
from wallet.errors import WalletError
from wallet.session import Session
from wallet.session import shared as log
from wallet.ui import draw
from wallet.ui.parts import Page, button, column, glyph, pane, row, rule, scrolled, search_field
from wallet.ui.preview import claim_name
from wallet.ui.text import Plain, fixed
from wallet.ui.theme import Look
from wallet.vault import Record

AT_ONCE: Final = 100
"""Rows that are drawn; the rest is a search or a button away."""


class ShownPage(Page):
    """``said(text)`` for a short message."""

    said = Signal(str)

    def __init__(self, look: Look, session: Session) -> None:
        super().__init__(look)
        self.session = session
        self._text, self._most = "", AT_ONCE
        self._gone: tuple[Record, ...] = ()
        self.setObjectName("log")
        self.refresh()

    def build(self) -> QWidget:
        """The newest first, with a search over names."""
        look, vault = self.look, self.session.vault
        found = log.shown(vault) if vault is not None else ()
        if not found and not self._gone:
            return self._empty()
        titles = {one.id: words.clean(" / ".join(one.titles)) for one in self.session.listed()}
        wanted = self._text.casefold().split()
        hits = [one for one in found if all(word in self._searched(one, titles) for word in wanted)]
        search = search_field(look, "log.search", look.say("ui-log-search"), self._text)
        search.textEdited.connect(self._typed)
        save = button(look, look.say("ui-log-export"), self._export, icon="file", name="log.export")
        lines: list[QWidget | int] = []
        for one in hits[: self._most]:
            lines += [self._line(one, titles), rule()]
        if len(hits) > self._most:
            lines.append(button(look, look.say("ui-log-older"), self._older, "quiet", name="log.older"))
        if not hits:
            lines.append(Plain(look, look.say("ui-home-no_hit"), "body", "ink-soft"))
        head = row(search, save, space=12)
        undo = row(Plain(look, look.say("ui-log-gone"), "small", "ink-soft"),
                   button(look, look.say("ui-undo"), self._undo, "quiet", name="log.undo"), -1, space=12)  # fmt: skip
        band = pane(undo)
        band.setVisible(bool(self._gone))
        title = Plain(look, look.say("ui-log-title"), "title")
        note = Plain(look, look.say("ui-log-line"), "small", "ink-soft")
        return pane(column(title, note, 8, head, band, scrolled(pane(column(*lines, -1, space=0))), space=8, margins=(32, 20, 32, 12)))  # fmt: skip

    def _searched(self, one: log.Shown, titles: dict[str, str]) -> str:
        shown = [titles.get(digest, "") for digest, _ in one.credentials]
        names = [claim_name(self.look, name) for _, names in one.credentials for name in names or ()]
        return " ".join((one.to, one.purpose, *shown, *names)).casefold()

    def _line(self, one: log.Shown, titles: dict[str, str]) -> QWidget:
        look = self.look
        when = fixed(look, words.clock(one.at.astimezone(self.session.clock().tzinfo), look.lang), "small", "ink-soft")
        when.setMinimumWidth(max(when.sizeHint().width(), round(150 * look.scale)))
        whom = Plain(look, words.clean(one.to) or look.say("ui-log-nobody"), "label")
        texts: list[QWidget | int] = [whom]
        if one.purpose:
            texts.append(Plain(look, words.clean(one.purpose), "small", "ink-soft"))
        for digest, names in one.credentials:
            title = titles.get(digest) or look.say("ui-log-removed")
            what = self._what(names)
            texts.append(Plain(look, f"{title} — {words.clean(what)}", "body"))
        way = look.say(f"ui-log-way_{one.way}" if one.way in log.WAYS else "ui-log-way_file")
        proof = look.say("ui-log-proven" if one.proven else "ui-log-copy")
        texts.append(Plain(look, f"{way} · {proof}", "small", "ink-soft"))
        gone = button(
            look, look.say("ui-log-forget"), lambda: self._forget(one.id), "quiet", name=f"log.forget.{one.id[:8]}"
        )
        return pane(row(column(when, -1), column(*texts, space=2), column(gone, -1), space=16, margins=(0, 12, 0, 12)))

    def _what(self, names: log.Names) -> str:
        look = self.look
        if names is None:
            return look.say("ui-log-whole")
        if not names:
            return look.say("ui-log-least")
        return look.say("ui-log-names", names=[claim_name(look, name) for name in names])

    def _empty(self) -> QWidget:
        look = self.look
        mark = glyph(look, draw.icon_pixmap("share", look.colour("ink-soft"), 32), 32)
        title, line = (
            fixed(look, look.say("shared.empty"), "heading"),
            fixed(look, look.say("ui-log-empty"), "body", "ink-soft"),
        )
        return pane(column(-2, row(-1, mark, -1), row(-1, title, -1), row(-1, line, -1), -3, space=10), "log.empty")

    def _typed(self, text: str) -> None:
        self._text, self._most = text, AT_ONCE
        self.refresh()

    def _older(self) -> None:
        self._most += AT_ONCE
        self.refresh()

    def _forget(self, name: str) -> None:
        vault = self.session.vault
        if vault is None:
            return
        try:
            self._gone = log.forget(vault, [name])
        except WalletError as error:
            self.said.emit(self.look.say(error.code, **error.facts))
        self.refresh()

    def _undo(self) -> None:
        if self.session.vault is not None and self._gone:
            self.session.vault.put(*self._gone)
            self._gone = ()
        self.refresh()

    def _export(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(self, self.look.say("ui-log-export"), "shared.json")
        if not chosen or self.session.vault is None:
            return
        try:
            Path(chosen).write_bytes(log.written(self.session.vault))
        except OSError:
            self.said.emit(self.look.say("file.unwritable", file=Path(chosen).name))
        else:
            self.said.emit(self.look.say("ui-log-exported"))
