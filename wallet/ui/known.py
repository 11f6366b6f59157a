"""The cards of a vault: listed at once from the facts beside them, then checked a few at a time.

Listing opens no credential. What is on screen is checked first, in slices of the event loop too short
to feel, so ten thousand are there as soon as ten are; until a card is checked it says so, and nothing else.
"""

from __future__ import annotations

from collections import Counter
from time import perf_counter
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from wallet.errors import WalletError
from wallet.session import Listed, Session
from wallet.ui.cards import Card, card_of, listed_card
from wallet.ui.theme import Look

SLICE: Final = 0.008
"""Seconds of checking between two looks at the keyboard and the screen."""
FEW: Final = 300
AT_ONCE: Final = 0.15
"""Seconds of checking before the first picture, where there are few: a small shelf never says that it was not checked."""


class Known(QObject):
    """What is known of each credential of an open vault. ``changed(id)`` when one was checked, ``settled()`` after the last."""

    changed = Signal(str)
    settled = Signal()

    def __init__(self, look: Look, session: Session) -> None:
        super().__init__()
        self._look, self._session = look, session
        self.rows: tuple[Listed, ...] = ()
        self._cards: dict[str, Card] = {}
        self._texts: dict[str, str] = {}
        self._wanted: list[str] = []
        self._left: dict[str, None] = {}
        self._seen: tuple[object, ...] = ()
        self._stale = True
        self._timer = QTimer(self)
        self._timer.timeout.connect(lambda: self._check(SLICE))
        self._unsubscribe = session.subscribe(lambda _: setattr(self, "_stale", True))

    def fresh(self) -> None:
        """Take over what has changed in the vault, in the language or in the documents at hand."""
        session, seen = self._session, (self._session.library, self._look.lang)
        if not self._stale and self._is(seen):
            return
        if not self._is(seen):
            self._cards, self._seen = {}, seen
        self._stale = False
        self.rows = session.listed()
        names = {row.id for row in self.rows}
        self._cards = {name: card for name, card in self._cards.items() if name in names}
        self._texts = {name: card.search for name, card in self._cards.items()}
        self._left = dict.fromkeys(row.id for row in self.rows if row.id not in self._cards)
        self._wanted.clear()
        if 0 < len(self._left) <= FEW:
            self.blockSignals(True)  # nobody has drawn them yet
            self._check(AT_ONCE)
            self.blockSignals(False)
        if self._left:
            self._timer.start(0)

    def again(self) -> None:
        """Check everything anew, with today's date."""
        self._session.doubt()
        self._seen = ()

    def stop(self) -> None:
        """The vault closes."""
        self._timer.stop()
        self._unsubscribe()
        self._left.clear()

    @property
    def left(self) -> int:
        """How many are not checked yet."""
        return len(self._left)

    @property
    def kinds(self) -> Counter[str]:
        """How many of each verdict, of those that are checked."""
        return Counter(card.kind for card in self._cards.values())

    def card(self, row: Listed) -> Card:
        """What a card shows of a credential, as far as it is known."""
        return self._cards.get(row.id) or listed_card(self._look, row)

    def kind(self, row: Listed) -> str:
        """The verdict as a card's kind; "" before it is checked."""
        card = self._cards.get(row.id)
        return card.kind if card is not None else ""

    def text(self, row: Listed) -> str:
        """What a search looks at, in small letters."""
        text = self._texts.get(row.id)
        if text is None:
            text = self._texts[row.id] = "\n".join((*row.titles, row.issuer, row.name)).casefold()
        return text

    def picture(self, name: str) -> bytes | None:
        """The picture of a credential, read again: a shelf of pictures does not fit in memory."""
        try:
            return self._session.item(name).picture
        except WalletError:
            return None

    def want(self, name: str) -> None:
        """Check this one soon: somebody looks at it."""
        if name in self._left:
            self._wanted.append(name)

    def _is(self, seen: tuple[object, ...]) -> bool:
        return len(self._seen) == len(seen) and all(one is other for one, other in zip(self._seen, seen, strict=True))

    def _check(self, seconds: float) -> None:
        until = perf_counter() + seconds
        while self._left:
            name = self._wanted.pop() if self._wanted else next(iter(self._left))
            if self._left.pop(name, "") == "":
                continue
            try:
                card = card_of(self._look, self._session.item(name))
            except WalletError:  # it was removed or the vault was closed meanwhile
                continue
            self._cards[name], self._texts[name] = card, card.search
            self.changed.emit(name)
            if perf_counter() > until:
                break
        if not self._left and self._timer.isActive():
            self._timer.stop()
            self.settled.emit()
