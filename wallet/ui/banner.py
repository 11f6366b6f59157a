"""What stays in sight while a vault is open: that it is an older copy or for reading only, and what is missing yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from wallet import words as said
from wallet.session.guarded import Guarded
from wallet.ui import draw
from wallet.ui.clip import Countdown
from wallet.ui.doors import mark
from wallet.ui.doorway import WIDE
from wallet.ui.parts import button, column, frame, glyph, pane, row
from wallet.ui.sections import local
from wallet.ui.text import Plain, fixed
from wallet.ui.theme import Look

if TYPE_CHECKING:
    from wallet.ui.window import Window


def banner(look: Look, window: Window) -> list[QWidget]:
    """A bar above the page where the vault is for reading only, with its reason and what can be done."""
    vault, found = window.vault, window.found
    if vault is None or vault.frozen is None or window.session is None:
        return []
    acts: list[QWidget] = []
    older = found is not None and found.seen.outcome == "older"
    if older and found is not None:
        text = _older(look, found)
        acts = [button(look, look.say("ui-older-find"), window.find_newer, name="older.find"),
                button(look, look.say("ui-older-accept"), window.accept, name="older.accept")]  # fmt: skip
    else:
        text = look.say(vault.frozen.code, **vault.frozen.facts)
    words = row(mark(look, "warn", "unsure"), Plain(look, text, "small"), space=12)
    sort = column if window.width() < WIDE else row
    bar = frame(sort(words, row(*acts, space=12), space=10, margins=(14, 8, 10, 8)), "notice")
    edge = f"border: 1px solid {look.colour('unsure')};" if look.theme == "high" else ""
    bar.setStyleSheet(f"QFrame#notice {{ background: {look.colour('unsure-tint')}; border-radius: 6px; {edge} }}")
    bar.setProperty("state", "older" if older else vault.frozen.code)
    bar.setObjectName("notice")
    bar.setAccessibleName(text)
    return [pane(column(bar, margins=(32, 12, 32, 0)), "home.banner")]


def _older(look: Look, found: Guarded) -> str:
    seen = found.seen
    assert seen.last is not None
    at = said.clock(local(seen.at), look.lang) if seen.at is not None else look.say("ui-older-unknown")
    return look.say("ui-older", at=at, last=said.clock(local(seen.last.at), look.lang))


def chips(look: Look, window: Window) -> list[QWidget]:
    """For the footer: how it was opened, that there is no kit yet, and what is on the clipboard."""
    made: list[QWidget] = [Countdown(look, window.clip)]
    vault = window.vault
    if vault is None:
        return made
    if vault.opened_by == "keyring":
        key = glyph(look, draw.icon_pixmap("key", look.colour("ink-soft"), 16), 16)
        text = fixed(look, look.say("ui-footer-keyring"), "small", "ink-soft")
        text.setObjectName("footer.keyring")
        made.append(pane(row(key, text, space=8)))
    if "recovery" not in vault.doors and vault.frozen is None:
        chip = button(look, look.say("ui-footer-no_kit"), window.kit, "chip", "key", "footer.kit")
        chip.setFont(look.font("small"))
        made.append(chip)
    return made
