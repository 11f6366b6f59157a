"""What of each badge is shown: the groups of its claims, each with its tick (S11)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QCheckBox, QWidget

from wallet import formats
from wallet.encoding import pointer_names
from wallet.model import Credential
from wallet.session import Item, Session
from wallet.sharing import present
from wallet.ui import draw
from wallet.ui.parts import button, column, frame, glyph, pane, row, rule
from wallet.ui.preview import Seen, claim_name, claim_text, links_notice, seen
from wallet.ui.text import Plain, fixed
from wallet.ui.theme import Look


class Picked:
    """A badge that is to be shown: what can be chosen of it, what was, and what the other side would read."""

    def __init__(self, item: Item) -> None:
        credential = item.credential
        self.item = item
        self.divided = present.can_choose(credential)
        self.choices = present.choices(credential) if self.divided else ()
        self.chosen = set(present.least(credential))
        self.seen: Seen = credential
        self.unfolded = False

    @property
    def hidden(self) -> list[present.Choice]:
        """The claims that are kept back."""
        return [one for one in self.choices if not one.required and one.pointer not in self.chosen]

    def read(self, session: Session) -> Credential:
        """The credential as the other side will read it: from the bytes, not from our copy."""
        credential = self.item.credential
        if not self.divided:
            return credential
        part = present.disclose(credential, self.chosen, session.library, session.clock())
        return formats.read(part).credentials[0]

    def look_again(self, session: Session) -> None:
        """After a choice: what would be read now."""
        self.seen = seen(lambda: self.read(session))

    def label(self, look: Look, one: present.Choice) -> str:
        """A claim's name, with that of what it belongs to where another has the same."""
        steps = pointer_names(one.pointer)
        twins = {tuple(pointer_names(other.pointer)) for other in self.choices if other.name == one.name}
        return " · ".join(claim_name(look, step) for step in steps[-2 if len(twins) > 1 else -1 :])


def groups(look: Look, badge: Picked, name: str, changed: Callable[[], None]) -> list[QWidget | int]:
    """Always shown, suggested, sensitive: the last folded and off. ``name`` begins the names of the controls."""
    if not badge.divided:
        lock = glyph(look, draw.icon_pixmap("lock", look.colour("ink-soft")), 20)
        note = frame(row(lock, Plain(look, look.say("ui-share-whole")), space=12, margins=(14, 12, 14, 12)))
        return [note, 12, links_notice(look, badge.seen)]
    lines: list[QWidget | int] = []
    if locked := [_locked(look, badge, one) for one in badge.choices if one.required]:
        lines += [_head(look, "ui-share-required", "ui-share-required_line"), *locked, 12]
    free = [one for one in badge.choices if not one.required and not one.sensitive]
    if free:
        lines += [_head(look, "ui-share-suggested", "ui-share-suggested_line")]
        lines += [*(_tick(look, badge, one, name, changed) for one in free), 12]
    sensitive = [one for one in badge.choices if not one.required and one.sensitive]
    if sensitive:

        def fold() -> None:
            badge.unfolded = not badge.unfolded
            changed()

        on = sum(one.pointer in badge.chosen for one in sensitive)
        text = f"{look.say('ui-share-sensitive')}   {on} / {len(sensitive)}"
        lines.append(button(look, text, fold, icon="down" if badge.unfolded else "right", name=f"{name}.sensitive"))
        if badge.unfolded:
            lines += [_tick(look, badge, one, name, changed) for one in sensitive]
    return [*lines, links_notice(look, badge.seen)]


def _head(look: Look, code: str, line: str) -> QWidget:
    about = Plain(look, look.say(line), "small", "ink-soft", wrap=False)
    return pane(column(row(fixed(look, look.say(code), "label"), about, space=10), rule(), space=6))


def _locked(look: Look, badge: Picked, one: present.Choice) -> QWidget:
    lock = glyph(look, draw.icon_pixmap("lock", look.colour("ink-soft"), 18), 20)
    return pane(row(lock, *_named(look, badge, one), space=12))


def _named(look: Look, badge: Picked, one: present.Choice) -> tuple[QWidget, QWidget]:
    name = Plain(look, badge.label(look, one), "body", wrap=False)
    name.setFixedWidth(round(148 * look.scale))
    return name, Plain(look, claim_text(one.value), "small", "ink-soft", wrap=False)


def _tick(look: Look, badge: Picked, one: present.Choice, name: str, changed: Callable[[], None]) -> QWidget:
    tick = QCheckBox()
    tick.setObjectName(f"{name}.claim.{one.pointer}")
    tick.setAccessibleName(f"{badge.label(look, one)}: {claim_text(one.value)}")
    tick.setChecked(one.pointer in badge.chosen)
    tick.setFixedWidth(22)

    def toggled(on: bool) -> None:
        (badge.chosen.add if on else badge.chosen.discard)(one.pointer)
        changed()

    tick.toggled.connect(toggled)
    return pane(row(tick, *_named(look, badge, one), space=12))
