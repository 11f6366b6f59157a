"""Share: which badges are shown together (S10)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QWidget

from wallet import words
from wallet.seams import Tick
from wallet.session import Item, Session
from wallet.sharing.present import MAX_TOGETHER, stands_alone
from wallet.ui.parts import (
    Page,
    Pill,
    Progress,
    button,
    column,
    kind_of,
    pane,
    reason,
    row,
    rule,
    scrolled,
    search_field,
)
from wallet.ui.tasks import Job
from wallet.ui.text import Plain
from wallet.ui.theme import Look
from wallet.ui.verdicts import WORST_FIRST

MAX_ROWS: Final = 100
"""Badges looked at for one list; a search finds the others."""


class Picking(Page):
    """``picked(names)`` with the ids of those that are ticked, ``left()`` if nothing is to change."""

    picked = Signal(object)
    left = Signal()

    def __init__(self, look: Look, session: Session, names: Iterable[str]) -> None:
        super().__init__(look)
        self.session = session
        self.ticked = dict.fromkeys(names)
        self._text = ""
        self._items: list[Item] = []
        self._more = 0
        self._job: Job | None = None
        self.setObjectName("pick")
        self.refresh()
        self._look_up()

    def build(self) -> QWidget:
        """A search, a row for each badge, and how many are ticked."""
        look = self.look
        field = search_field(look, "pick.search", look.say("ui-pick-search"), self._text)
        field.textChanged.connect(self._search)
        self._area = scrolled(self._rows())
        go = button(look, look.say("ui-pick-go"), self._go, "primary", name="pick.go", size="large")
        go.setEnabled(bool(self.ticked))
        no = button(look, look.say("ui-cancel"), self.left.emit, name="pick.cancel", size="large")
        full = len(self.ticked) >= MAX_TOGETHER
        line = look.say("ui-pick-full" if full else "ui-pick-count", count=len(self.ticked))
        foot = row(Plain(look, line, "label"), no, go, space=12)
        head = column(Plain(look, look.say("ui-pick-title"), "title"), Plain(look, look.say("ui-pick-line"), "body", "ink-soft"), 4, field, space=8)  # fmt: skip
        return pane(column(pane(head), self._area, foot, space=12, margins=(32, 24, 32, 20)))

    def _rows(self) -> QWidget:
        look = self.look
        rows: list[QWidget | int] = []
        for item in self._items:
            rows += [self._row(item), rule()]
        if not self._items and self._job is None:
            rows = [Plain(look, look.say("ui-pick-none"), "body", "ink-soft")]
        if self._more:
            rows.append(Plain(look, look.say("ui-more", count=self._more), "small", "ink-soft"))
        return pane(column(*rows, -1, space=8))

    def _row(self, item: Item) -> QWidget:
        look, credential = self.look, item.credential
        kind = kind_of(item.report)
        title = words.clean(credential.titles[0] if credential.titles else credential.id)
        why = (
            look.say("present.alone")
            if stands_alone(credential)
            else reason(look, item.report)
            if kind == "bad"
            else ""
        )
        tick = QCheckBox()
        tick.setObjectName(f"pick.{item.id[:12]}")
        tick.setAccessibleName(f"{title}: {why}" if why else title)
        tick.setChecked(item.id in self.ticked)
        tick.setEnabled(item.id in self.ticked or not (why or len(self.ticked) >= MAX_TOGETHER))
        tick.setFixedWidth(22)
        tick.toggled.connect(lambda on: self._tick(item.id, on))
        issuer = words.clean(credential.issuer.name or credential.issuer.id)
        texts = [Plain(look, title, "label"), Plain(look, issuer, "small", "ink-soft")]
        if why:
            texts.append(Plain(look, why, "small", "ink-soft"))
        return pane(row(tick, column(*texts, space=2), Pill(look, kind), space=12))

    def _tick(self, name: str, on: bool) -> None:
        if on:
            self.ticked[name] = None
        else:
            self.ticked.pop(name, None)
        self.refresh()

    def _search(self, text: str) -> None:
        self._text = text
        self._look_up()

    def _look_up(self) -> None:
        """The badges that fit the search, with what came of checking them."""
        if self._job is not None:
            self._job.cancel()
        wanted, session, ticked = self._text.casefold().split(), self.session, tuple(self.ticked)

        def work(tick: Tick) -> tuple[list[Item], int]:
            known = [one for one in session.listed() if _fits(wanted, " ".join((*one.titles, one.issuer)).casefold())]
            first = [one.id for one in known if one.id in ticked] + [one.id for one in known if one.id not in ticked]
            found = []
            for done, name in enumerate(first[:MAX_ROWS]):
                tick(done, min(len(first), MAX_ROWS))
                item = session.item(name)
                found.append((WORST_FIRST.index(kind_of(item.report)), item))
            found.sort(key=lambda pair: -pair[0])
            return [item for _, item in found], max(0, len(first) - MAX_ROWS)

        self._job = job = Job(self, work)
        job.done.connect(lambda found: self._found(job, found))
        self._box.addWidget(Progress(self.look, job, self.look.say("ui-fair-checking"), stop=False))
        job.start()

    def _found(self, job: Job, found: tuple[list[Item], int]) -> None:
        if job is self._job:
            self._job = None
            self._items, self._more = found
            self._area.setWidget(self._rows())

    def _go(self) -> None:
        self.picked.emit(tuple(self.ticked))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves it as it was."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


def _fits(wanted: Iterable[str], text: str) -> bool:
    return all(word in text for word in wanted)
