"""The shelf: every credential as a card, to be found, filtered and opened; and the empty shelf."""

from __future__ import annotations

import hashlib
from functools import partial
from typing import Final

from PySide6.QtCore import QModelIndex, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from wallet.session import Listed
from wallet.ui import draw
from wallet.ui.cards import Cards, Painter
from wallet.ui.known import Known
from wallet.ui.parts import _WORDS, Page, button, column, frame, pane, picture, row, scrolled, search_field
from wallet.ui.text import Plain, fixed
from wallet.ui.theme import Look

_FILTERS: Final = ("all", "verified", "unsure", "bad", "none")
_SORTS: Final = ("new", "old", "title")
_NEWS_MS: Final = 400
"""How often counts and a filtered list follow while credentials are being checked."""


class Shelf(Page):
    """S05. ``opened(id)`` when a card is chosen; ``add()``, ``samples()`` from the buttons."""

    opened = Signal(str)
    add = Signal()
    files = Signal()
    paste = Signal()
    samples = Signal()

    def __init__(self, look: Look, known: Known) -> None:
        super().__init__(look)
        self.known = known
        self.gallery, self.filter, self.sort, self.text = True, "all", "new", ""
        self._model = Cards(look, known.card)
        self._chips: QWidget | None = None
        self._news = QTimer(self)
        self._news.setSingleShot(True)
        self._news.timeout.connect(self._follow)
        known.changed.connect(self._changed)
        known.settled.connect(self._follow)
        self.setObjectName("home")
        self.refresh()

    def build(self) -> QWidget:
        """The whole page; its state is text, filter, sort and form."""
        self.known.fresh()
        if not self.known.rows:
            self._chips = None
            return self._empty()
        self._model = Cards(self.look, self.known.card)
        self._painter = Painter(self.look, self.gallery, self.known.want, self.known.picture)
        self._view = self._list()
        self._nothing = self._no_hit()
        self._chips = pane(column(self._filters(), space=0))
        body = column(self._head(), self._chips, self._view, self._nothing, space=12, margins=(32, 16, 16, 0))
        self._show()
        return pane(body)

    def _changed(self, name: str) -> None:
        self._model.changed(name)
        if not self._news.isActive():
            self._news.start(_NEWS_MS)

    def _follow(self) -> None:
        """Counts, and what a filter lets through, as far as they are known by now."""
        layout = self._chips.layout() if self._chips is not None else None
        old = layout.takeAt(0) if layout is not None else None
        if layout is None or old is None:
            return
        gone = old.widget()
        if gone is not None:
            gone.deleteLater()
        layout.addWidget(self._filters())
        if self.filter != "all" or self.sort == "title":
            self._show()

    def _head(self) -> QWidget:
        look = self.look
        search = search_field(look, "home.search", look.say("ui-home-search"), self.text)
        search.textChanged.connect(self._typed)
        forms = []
        for name, icon, gallery in (("grid", "grid", True), ("list", "list", False)):
            one = button(look, "", partial(self._form, gallery), "segment", icon, f"home.view.{name}")
            one.setAccessibleName(look.say(f"ui-home-{name}"))
            one.setToolTip(look.say(f"ui-home-{name}"))
            one.setCheckable(True)
            one.setChecked(self.gallery == gallery)
            forms.append(one)
        order = button(look, look.say(f"ui-home-sort_{self.sort}"), self._next_sort, name="home.sort")
        add = button(look, look.say("ui-home-add"), self.add.emit, "primary", "plus", "home.add")
        return pane(row(search, pane(row(*forms, space=0)), order, add, space=12, margins=(0, 0, 16, 0)))

    def _filters(self) -> QWidget:
        kinds = self.known.kinds
        counts = {kind: kinds[kind] for kind in _FILTERS[1:]} | {"all": len(self.known.rows)}
        made: list[QWidget] = []
        for kind in _FILTERS:
            if kind != "all" and not counts[kind]:
                continue
            word = self.look.say("ui-home-all" if kind == "all" else _WORDS[kind])
            one = button(
                self.look,
                f"{word}  {counts[kind]}",
                partial(self._choose, kind),
                "chip",
                name=f"home.chip.{kind}",
            )
            one.setFont(self.look.font("small"))
            if kind != "all":
                one.setIcon(draw.shape(kind, self.look.colour(kind), self.look.colour("surface"), 15))
                one.setIconSize(QSize(15, 15) * self.look.scale)
            one.setCheckable(True)
            one.setChecked(self.filter == kind)
            made.append(one)
        left = self.known.left
        done = {"count": len(self.known.rows) - left, "total": len(self.known.rows)}
        note = fixed(self.look, self.look.say("ui-home-checking", **done) if left else "", "small", "ink-soft")
        return pane(row(*made, -1, note, space=8, margins=(0, 0, 16, 0)))

    def _list(self) -> QListView:
        view = QListView()
        view.setObjectName("home.list")
        view.setAccessibleName(self.look.say("ui-nav-home"))
        view.setModel(self._model)
        view.setItemDelegate(self._painter)
        view.setViewMode(QListView.ViewMode.IconMode if self.gallery else QListView.ViewMode.ListMode)
        view.setMovement(QListView.Movement.Static)
        view.setResizeMode(QListView.ResizeMode.Adjust)
        view.setSpacing(0)
        view.setUniformItemSizes(True)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setMouseTracking(True)
        # Left alone Qt keeps the bar of the narrow first layout, with nothing to scroll.
        view.verticalScrollBar().rangeChanged.connect(
            lambda _, most: view.setVerticalScrollBarPolicy(
                Qt.ScrollBarPolicy.ScrollBarAsNeeded if most else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
            )
        )
        view.activated.connect(self._open)
        view.clicked.connect(self._open)
        return view

    def _no_hit(self) -> QWidget:
        look = self.look
        text = Plain(look, look.say("ui-home-no_hit"), "body", "ink-soft")
        text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        clear = button(look, look.say("ui-home-clear"), self._clear, name="home.clear")
        return pane(column(-1, text, row(-1, clear, -1), -2, space=12))

    def _show(self) -> None:
        """Apply search, filter and order."""
        known, words = self.known, self.text.casefold().split()
        rows: list[Listed] = list(known.rows)
        for word in words:
            rows = [row for row in rows if word in known.text(row)]
        if self.filter != "all":
            rows = [row for row in rows if known.kind(row) == self.filter]
        if self.sort == "title":
            rows.sort(key=lambda row: known.card(row).title)
        elif self.sort == "old":
            rows.reverse()
        if rows != self._model.rows:
            self._model.show(rows)
        self._view.setVisible(bool(rows))
        self._nothing.setVisible(not rows)

    def _typed(self, text: str) -> None:
        self.text = text
        self._show()

    def _choose(self, kind: str) -> None:
        self.filter = kind
        self.refresh()

    def _form(self, gallery: bool) -> None:
        self.gallery = gallery
        self.refresh()

    def _next_sort(self) -> None:
        self.sort = _SORTS[(_SORTS.index(self.sort) + 1) % len(_SORTS)]
        self.refresh()

    def _clear(self) -> None:
        self.text, self.filter = "", "all"
        self.refresh()

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(index.data(Qt.ItemDataRole.UserRole).id)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Columns follow the width."""
        super().resizeEvent(event)
        view = self.findChild(QListView, "home.list")
        if view is not None:
            view.scheduleDelayedItemsLayout()

    def _empty(self) -> QWidget:
        look = self.look
        ink = look.colour("crest-ink")
        tiles = []
        for line in range(3):
            cells: list[QWidget | int] = [-1]
            for place in range(3):
                if line == place == 1:
                    digest = hashlib.sha256(b"crest a 0").hexdigest()
                    cells.append(picture(draw.crest(digest, digest, ink, 88), 88))
                else:
                    blank = frame(column(), "panel")
                    blank.setFixedSize(QSize(88, 88))
                    cells.append(blank)
            tiles.append(row(*cells, -1, space=14))
        title = fixed(look, look.say("ui-empty-title"), "title")
        line_text = fixed(look, look.say("ui-empty-line"), "body", "ink-soft")
        files = button(look, look.say("ui-add-file"), self.files.emit, "primary", "file", "home.empty.file", "large")
        paste = button(
            look, look.say("ui-add-paste"), self.paste.emit, icon="paste", name="home.empty.paste", size="large"
        )
        samples = button(look, look.say("ui-empty-samples"), self.samples.emit, "quiet", name="home.empty.samples")
        body = column(
            -1, *tiles, 28, row(-1, title, -1), row(-1, line_text, -1), 16, row(-1, files, paste, -1, space=12),
            row(-1, samples, -1), -1, space=10, margins=(24, 24, 24, 24),
        )  # fmt: skip
        inner = frame(body, "drop")
        return pane(column(scrolled(pane(column(inner, margins=(32, 24, 32, 24))))), "home.empty")
