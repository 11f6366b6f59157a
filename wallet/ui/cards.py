"""The shelf's model and its cards: a picture, a title, who and when, and a verdict, once there is one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPainterPath, QPen, QPixmap
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from wallet import words
from wallet.encoding import parse_time
from wallet.session import Item, Listed
from wallet.ui import draw
from wallet.ui.parts import _WORDS, kind_of, reason
from wallet.ui.theme import Look
from wallet.vocab.openbadges import achievements

CARD: Final = QSize(328, 130)
ROW_HEIGHT: Final = 52
TABLE: Final = 700
"""Pixels from which a row has columns; else issuer and date stand below the title."""
MAX_PICTURES: Final = 400
"""Tiles kept ready: several screens full."""
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Card:
    """What a card shows, worked out once. ``kind`` is "" before the credential was checked."""

    id: str
    title: str
    issuer: str
    issuer_id: str
    awarded: datetime | None
    kind: str
    reason: str
    amount: str
    pictured: bool
    search: str


def card_of(look: Look, item: Item) -> Card:
    """The card of an item. The reason stands where hours and credits would, unless all is well."""
    credential, report = item.credential, item.report
    kind = kind_of(report)
    found = achievements(credential)[0]
    title = found.title or credential.id or look.say("ui-untitled")
    amount = " · ".join(
        (*found.stated("hours")[:1], *(look.say("ui-card-credits", count=n) for n in found.stated("credits")[:1]))
    )
    issuer = credential.issuer.name or credential.issuer.id
    outcomes = " ".join(found.stated("outcomes"))
    return Card(
        item.id,
        words.clean(title),
        words.clean(issuer),
        credential.issuer.id,
        credential.valid_from,
        kind,
        "" if kind == "verified" else reason(look, report),
        words.clean(amount),
        item.picture is not None,
        words.clean(f"{title} {issuer} {outcomes}").casefold(),
    )


def listed_card(look: Look, row: Listed) -> Card:
    """The card of a credential of which only the facts beside it are known."""
    awarded = parse_time(row.awarded) if row.awarded else None
    title = (row.titles[0] if row.titles else "") or row.name or look.say("ui-untitled")
    reason = look.say("ui-card-checking")
    return Card(row.id, words.clean(title), words.clean(row.issuer), row.by, awarded, "", reason, "", False, "")


class Cards(QAbstractListModel):
    """The cards in order. Row values are Card, at ``Qt.UserRole``; made when they are looked at."""

    def __init__(self, look: Look, card: Callable[[Listed], Card]) -> None:
        super().__init__()
        self._look, self._card = look, card
        self._rows: list[Listed] = []
        self._places: dict[str, int] = {}

    @property
    def rows(self) -> list[Listed]:
        """What is shown."""
        return self._rows

    def show(self, rows: list[Listed]) -> None:
        """Replace what is shown."""
        self.beginResetModel()
        self._rows = rows
        self._places = {row.id: place for place, row in enumerate(rows)}
        self.endResetModel()

    def changed(self, name: str) -> None:
        """A card says something else than before."""
        place = self._places.get(name)
        if place is not None:
            self.dataChanged.emit(self.index(place), self.index(place))

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own default)
        """How many cards."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The Card, and what a screen reader says of it."""
        card = self._card(self._rows[index.row()])
        if role == Qt.ItemDataRole.UserRole:
            return card
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            verdict = f"{self._look.say(_WORDS[card.kind])}. " if card.kind else ""
            return f"{card.title}. {card.issuer}. {verdict}{card.reason}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return None
        return None


class Painter(QStyledItemDelegate):
    """Draws cards (gallery) or rows (list)."""

    def __init__(
        self, look: Look, gallery: bool, want: Callable[[str], None], picture: Callable[[str], bytes | None]
    ) -> None:
        super().__init__()
        self._look = look
        self.gallery = gallery
        self._want, self._picture = want, picture
        self._pictures: dict[tuple[str, int, str], QPixmap] = {}

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """A card grows with the text."""
        scale = self._look.scale
        if not self.gallery:
            return QSize(200, round(ROW_HEIGHT * scale))
        view = option.widget
        width = CARD.width()
        if isinstance(view, QListView):
            space = view.viewport().width() - 4
            count = max(1, space // (round(312 * scale) + 16))
            width = min(space // count, round(520 * scale))
        return QSize(width, round(CARD.height() * scale) + 14)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """One card, from the tokens."""
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        card: Card = index.data(Qt.ItemDataRole.UserRole)
        rect: QRect = option.rect
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if not card.kind:
            self._want(card.id)
        if self.gallery:
            self._card(painter, rect.adjusted(0, 0, -16, -14), card, selected or focused, hovered)
        else:
            self._row(painter, rect, card, selected or focused, hovered)
        painter.restore()

    def _pixmap(self, card: Card, size: int) -> QPixmap:
        key = (card.id, size, self._look.theme if not card.pictured else "picture")
        if key not in self._pictures:
            if len(self._pictures) >= MAX_PICTURES:
                self._pictures.clear()
            data = self._picture(card.id) if card.pictured else None
            own = draw.picture(data, size) if data else None
            ground = "#000000" if self._look.theme == "high" else ""
            self._pictures[key] = own or draw.crest(
                card.id, card.issuer_id, self._look.colour("crest-ink"), size, ground
            )
        return self._pictures[key]

    def _card(self, painter: QPainter, rect: QRect, card: Card, selected: bool, hovered: bool) -> None:
        look = self._look
        edge = look.colour("accent") if selected else look.colour("line-strong" if hovered else "line")
        painter.setPen(QPen(QColor(edge), 2 if selected else 1))
        painter.setBrush(QColor(look.colour("surface")))
        painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 10, 10)
        tile, pill = round(64 * look.scale), round(26 * look.scale)
        self._tile(painter, QRect(rect.left() + 12, rect.top() + 13, tile, tile), card)
        left, right = rect.left() + tile + 24, rect.right() - 12
        top = rect.top() + 13
        lines = self._wrap(card.title, right - left)
        height = round(21 * look.scale)
        for line in lines:
            self._text(painter, QRect(left, top, right - left, height), line, "label", "ink")
            top += height
        self._by(painter, QRect(left, top + 2, right - left, height), card)
        bottom = rect.bottom() - pill - 14
        used = self._pill(painter, QPoint(rect.left() + 12, bottom), card.kind) if card.kind else -10
        note = card.reason or card.amount
        self._text(
            painter,
            QRect(rect.left() + 12 + used + 10, bottom, rect.right() - rect.left() - used - 34, pill),
            note,
            "small",
            "ink-soft",
        )

    def _row(self, painter: QPainter, rect: QRect, card: Card, selected: bool, hovered: bool) -> None:
        look = self._look
        if selected or hovered:
            painter.fillRect(rect, QColor(look.colour("accent-tint" if selected else "hover")))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), QColor(look.colour("line")))
        middle, width, tile = rect.center().y(), rect.width(), round(32 * look.scale)
        self._tile(painter, QRect(rect.left() + 8, middle - tile // 2, tile, tile), card)
        verdict = self._pill_width(card.kind) if card.kind else int(width * 0.18) - 16
        end = QRect(rect.right() - verdict - 16, rect.top(), verdict, rect.height())
        if card.kind:
            self._pill(painter, QPoint(end.left(), middle - round(13 * look.scale)), card.kind)
        else:
            self._text(painter, end, card.reason, "small", "ink-soft")
        left = rect.left() + tile + 20
        if width < TABLE * look.scale:
            above = QRect(left, rect.top(), end.left() - left - 16, rect.height() // 2)
            self._text(painter, above.translated(0, 2), card.title, "label", "ink")
            self._by(painter, above.translated(0, above.height() - 2), card)
            return
        title = QRect(left, rect.top(), int(width * 0.40) - tile - 28, rect.height())
        self._text(painter, title, card.title, "label", "ink")
        issuer = QRect(rect.left() + int(width * 0.40), rect.top(), int(width * 0.24), rect.height())
        self._text(painter, issuer, card.issuer, "small", "ink-soft")
        when = words.date(card.awarded, look.lang) if card.awarded else ""
        self._text(
            painter,
            QRect(rect.left() + int(width * 0.65), rect.top(), int(width * 0.16), rect.height()),
            when,
            "small",
            "ink-soft",
        )

    def _tile(self, painter: QPainter, rect: QRect, card: Card) -> None:
        path = QPainterPath()
        path.addRoundedRect(rect, rect.width() * 14 / 96, rect.width() * 14 / 96)
        painter.save()
        painter.setClipPath(path)
        painter.drawPixmap(rect, self._pixmap(card, rect.width()))
        painter.restore()
        if card.pictured:
            painter.setPen(QPen(QColor(self._look.colour("line")), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPath(path)

    def _by(self, painter: QPainter, rect: QRect, card: Card) -> None:
        """Issuer and date on one line: the issuer gives way, the date never does."""
        when = words.date(card.awarded, self._look.lang) if card.awarded else ""
        metrics = QFontMetrics(self._look.font("small"))
        tail = f" · {when}" if when else ""
        room = rect.width() - metrics.horizontalAdvance(tail)
        issuer = metrics.elidedText(card.issuer, Qt.TextElideMode.ElideRight, room)
        self._text(painter, rect, issuer + tail, "small", "ink-soft")

    def _text(self, painter: QPainter, rect: QRect, text: str, role: str, colour: str) -> None:
        font = self._look.font(role)
        painter.setFont(font)
        painter.setPen(QColor(self._look.colour(colour)))
        short = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(
            rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine, short
        )

    def _wrap(self, title: str, width: int) -> list[str]:
        """A title on at most two lines, broken at a space or an opening bracket where there is one."""
        metrics = QFontMetrics(self._look.font("label"))
        if metrics.horizontalAdvance(title) <= width:
            return [title]
        fit = next((n for n in range(len(title), 0, -1) if metrics.horizontalAdvance(title[:n]) <= width), 1)
        places = [
            n for n in range(1, fit + 1) if title[n - 1] == " " or title[n : n + 1] in ("(", "（", "「", "『", " ")
        ]
        cut = max(places) if places and max(places) > fit // 3 else fit
        rest = title[cut:].strip()
        return [title[:cut].strip(), metrics.elidedText(rest, Qt.TextElideMode.ElideRight, width)]

    def _pill_width(self, kind: str) -> int:
        font = self._look.font("small")
        font.setBold(True)
        sides = round((6 + 18 + 6 + 11) * self._look.scale)
        return sides + QFontMetrics(font).horizontalAdvance(self._look.say(_WORDS[kind]))

    def _pill(self, painter: QPainter, at: QPoint, kind: str) -> int:
        """Draw a verdict pill; returns its width."""
        look = self._look
        font = look.font("small")
        font.setBold(True)
        word = look.say(_WORDS[kind])
        width = self._pill_width(kind)
        foreground, tint = look.colour(kind), look.colour(f"{kind}-tint")
        painter.setPen(QPen(QColor(foreground), 1.5) if look.theme == "high" else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tint))
        high, inset, shape, text = (round(pixels * look.scale) for pixels in (26, 6, 18, 30))
        painter.drawRoundedRect(QRect(at.x(), at.y(), width, high), high / 2, high / 2)
        place = QRect(at.x() + inset, at.y() + (high - shape) // 2, shape, shape)
        painter.drawPixmap(place, draw.shape(kind, foreground, tint))
        painter.setFont(font)
        painter.setPen(QColor(foreground))
        painter.drawText(QRect(at.x() + text, at.y(), width, high), Qt.AlignmentFlag.AlignVCenter, word)
        return width
