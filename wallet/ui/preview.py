"""What they will see: a credential as its receiver reads it, and its claims in words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from PySide6.QtWidgets import QWidget

from wallet import words
from wallet.errors import WalletError
from wallet.model import Credential, Json
from wallet.session import Item
from wallet.sharing.linking import links
from wallet.ui import draw
from wallet.ui.parts import VerdictBlock, column, frame, glyph, kind_of, pane, picture, row, rule
from wallet.ui.text import Plain, names
from wallet.ui.theme import Look
from wallet.vocab.openbadges import achievements

MAX_LINKS: Final = 6
"""Sentences about what links; a hostile credential could have fifty."""


Seen = Credential | WalletError
"""What the other side would read, or why nothing can be handed over like this."""


def seen(make: Callable[[], Credential]) -> Seen:
    """What would be read from the bytes that would be sent; a choice that cannot be sent is a reason and no crash."""
    try:
        return make()
    except WalletError as error:
        return error


def preview(look: Look, item: Item, credential: Seen, proven: bool) -> QWidget:
    """The page the other side will see, from the bytes that would be sent."""
    if isinstance(credential, WalletError):
        why = Plain(look, look.say(credential.code, **credential.facts), "body", "bad")
        why.setObjectName("share.refused")
        return why
    found = achievements(credential)[0]
    ink = look.colour("crest-ink")
    own = draw.picture(item.picture, 80) if item.picture else None
    art = own or draw.crest(item.id, credential.issuer.id, ink, 80)
    issuer = credential.issuer.name or credential.issuer.id
    when = words.date(credential.valid_from, look.lang) if credential.valid_from else ""
    head = column(
        Plain(look, found.title, "title"), Plain(look, issuer, "label"),
        Plain(look, " · ".join(filter(None, (credential.issuer.id, when))), "small", "ink-soft"), space=2,
    )  # fmt: skip
    lines: list[QWidget | int] = [
        VerdictBlock(look, item.report),
        12,
        pane(row(column(picture(art, 80), -1), head, space=18)),
        8,
    ]
    elements = list(dict.fromkeys(one.element for one in found.statements if one.element != "title"))
    labels = names(look, (look.say(f"element-{element}") for element in elements), "body", 120)
    for element, label in zip(elements, labels, strict=True):
        values = column(*(Plain(look, value) for value in found.stated(element)), space=2)
        lines += [pane(row(column(label, -1), values, space=12)), rule()]
    person = glyph(look, draw.icon_pixmap("person", look.colour("ink-soft")), 20)
    note = look.say("ui-share-proven" if proven else "ui-share-copy")
    lines.append(pane(row(person, Plain(look, note, "small", "ink-soft"), space=10)))
    made = frame(column(*lines, space=8, margins=(28, 24, 28, 24)))
    made.setProperty("state", kind_of(item.report))
    return pane(column(made), "share.preview")


def links_notice(look: Look, shown: Seen) -> QWidget:
    """What lets two who were shown it compare notes: read from the bytes that would be sent."""
    if isinstance(shown, WalletError):
        return QWidget()
    found = links(shown)
    sentences = [look.say(link.code, **_short(link.facts)) for link in found] or [look.say("link.none")]
    warn = glyph(
        look, draw.icon_pixmap("warn" if found else "check", look.colour("unsure" if found else "ink-soft")), 20
    )
    texts: list[QWidget | int] = [Plain(look, look.say("ui-share-links"), "label")]
    texts += [Plain(look, text, "small") for text in sentences[:MAX_LINKS]]
    if found:
        texts.append(Plain(look, look.say("ui-share-linkable"), "small", "ink-soft"))
    notice = frame(row(column(warn, -1), column(*texts, space=3), space=12, margins=(12, 10, 12, 10)), "notice")
    tint = look.colour("unsure-tint" if found else "surface")
    notice.setStyleSheet(f"QFrame#notice {{ background: {tint}; border-radius: 6px; }}")
    return notice


def _short(facts: Json) -> Json:
    """Identifiers of which a person wants to see the beginning and the end only."""
    return {name: _middle(value) if isinstance(value, str) else value for name, value in facts.items()}


def _middle(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:24]}…{text[-8:]}"


def claim_name(look: Look, name: str) -> str:
    """A claim's name in words where there are words for it."""
    code = f"claim-{name}"
    return look.say(code) if words.has(code, look.lang) else name


def claim_text(value: Any) -> str:
    """A claim's value on one line."""
    if isinstance(value, dict):
        return ", ".join(f"{claim_text(item)}" for item in value.values())
    if isinstance(value, list):
        return ", ".join(map(claim_text, value))
    return words.clean(str(value))
