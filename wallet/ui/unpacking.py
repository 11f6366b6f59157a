"""What is in a fair pack: by whom, how old, until when; its fingerprint as people compare it; and the pack as codes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from wallet import words
from wallet.packs import CONTEXT, Item, Pack
from wallet.seams import Tick
from wallet.sharing.qr import MAX_PAYLOAD
from wallet.ui import preferences
from wallet.ui.parts import button, column, frame, pane, row, scrolled
from wallet.ui.qrview import CodesPane, Drawn, drawn
from wallet.ui.sections import Part, between, day, section, setting, when
from wallet.ui.text import Plain, fixed
from wallet.ui.theme import Look

MAX_SHOWN: Final = 100
ACROSS: Final = 4
"""Groups of four in a line of a fingerprint."""


def groups(fingerprint: str) -> list[str]:
    """A fingerprint as people compare it, four by four."""
    return [fingerprint[start : start + 4] for start in range(0, len(fingerprint), 4)]


def beginning(fingerprint: str) -> str:
    """Enough of a fingerprint to tell one maker from another in a list."""
    return " ".join(groups(fingerprint)[:4])


def fingerprint_panel(look: Look, fingerprint: str) -> QWidget:
    """A whole fingerprint, large, in lines of four groups."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(round(24 * look.scale))
    grid.setVerticalSpacing(round(8 * look.scale))
    for place, group in enumerate(groups(fingerprint)):
        label = fixed(look, group, "title", lang="code")
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        grid.addWidget(label, place // ACROSS, place % ACROSS)
    made = frame(row(grid, margins=(24, 18, 24, 18)))
    inner = pane(row(made, -1))
    inner.setObjectName("pack.fingerprint")
    inner.setAccessibleName(f"{look.say('ui-pack-fingerprint')}: {' '.join(groups(fingerprint))}")
    return inner


def contents(look: Look, pack: Pack, now: datetime, known: bool) -> list[Part]:
    """Who made it and when, until when it is good, and what is in it. ``known`` if its maker was chosen."""
    ended = pack.until <= now
    rows = (
        ("made", when(look, pack.made), "ink"),
        ("until", look.say("ui-pack-ended", date=day(look, pack.until)) if ended else day(look, pack.until),
         "unsure" if ended else "ink"),
        ("version", str(pack.version), "ink"),
    )  # fmt: skip
    grid = QGridLayout()
    grid.setHorizontalSpacing(round(24 * look.scale))
    grid.setVerticalSpacing(between(look) + 4)
    grid.setColumnStretch(1, 1)
    for place, (name, text, colour) in enumerate(rows):
        grid.addWidget(fixed(look, look.say(f"ui-pack-look_{name}"), "body", "ink-soft"), place, 0)
        grid.addWidget(Plain(look, text, "body", colour), place, 1)
    parts: list[Part] = [
        pane(row(grid)), 16, Plain(look, look.say("ui-pack-fingerprint" if known else "ui-pack-file_says"), "label"), 2,
        fingerprint_panel(look, pack.roots[-1].digest),
        *section(look, look.say("ui-pack-contents", count=len(pack.items))),
        *(setting(look, one.url, item_line(look, one, now)) for one in pack.items[:MAX_SHOWN]),
    ]  # fmt: skip
    if len(pack.items) > MAX_SHOWN:
        parts.append(Plain(look, look.say("ui-more", count=len(pack.items) - MAX_SHOWN), "small", "ink-soft"))
    return parts


def item_line(look: Look, one: Item, now: datetime) -> str:
    """How old a document of a pack is, as its maker says."""
    said = dated(look, one.fetched, now)
    return f"{look.say('ui-pack-kind_context')} · {said}" if one.media == CONTEXT else said


def dated(look: Look, fetched: datetime | None, now: datetime) -> str:
    """When a document was fetched; one without a date merely states its address."""
    if fetched is None:
        return look.say("ui-pack-undated")
    return look.say("ui-pack-fetched", date=day(look, fetched), age=words.age(fetched, now, look.lang))


def as_codes(payload: bytes) -> Callable[[Tick], Drawn]:
    """Work that draws a payload as codes."""
    density = preferences.density()
    return lambda tick: drawn(payload, density, tick)


def codes_button(look: Look, payload: bytes, act: Callable[[], object]) -> QWidget:
    """A way to show a pack as codes, or why there is none: no reader takes so much back."""
    if len(payload) > MAX_PAYLOAD:
        return Plain(look, look.say("ui-pack-no_codes"), "small", "ink-soft")
    return button(look, look.say("ui-pack-codes"), act, icon="qr", name="pack.codes", size="large")


def codes_page(look: Look, title: str, line: str, codes: CodesPane, leave: Callable[[], None]) -> QWidget:
    """Codes with a way back, as large as the window lets them be."""
    head = button(look, look.say("ui-back"), leave, "quiet", "back", "codes.back")
    area = scrolled(codes)
    inner = column(
        Plain(look, title, "title"),
        Plain(look, line, "body", "ink-soft"),
        8,
        area,
        space=4 + between(look),
        margins=(32, 4, 32, 24),
    )
    inner.setStretchFactor(area, 1)
    return pane(column(row(head, -1, margins=(22, 14, 22, 0)), inner, space=4))
