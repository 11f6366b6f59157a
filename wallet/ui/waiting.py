"""The waiting page of verifier mode: the ways in, what is required, how old the lists are, what was counted (S14)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from wallet import words
from wallet.errors import WalletError
from wallet.packs import Pack
from wallet.report import Policy
from wallet.session.at_hand import News
from wallet.sharing.exchange import Ask
from wallet.ui import draw
from wallet.ui.asking import AskForm, AskShown
from wallet.ui.booth import Tally
from wallet.ui.packed import PackAsked
from wallet.ui.parts import Part, button, column, frame, glyph, pane, row, scrolled, segments
from wallet.ui.sides import Turning
from wallet.ui.stage import tallied
from wallet.ui.text import Plain, fixed
from wallet.ui.theme import Look

if TYPE_CHECKING:
    from wallet.ui.checking import Checking

MAX_ADDRESS: Final = 200
"""Characters of a web address that are shown."""
_ADDRESS: Final = "format.address_only"


def page(booth: Checking, ways: Sequence[Sequence[QWidget]], at_hand: News) -> QWidget:
    """Everything while nothing is shown."""
    look, now = booth.look, booth.clock()
    drop = frame(
        column(
            -1,
            row(-1, fixed(look, look.say("ui-fair-title"), "title"), -1),
            row(-1, fixed(look, look.say("ui-fair-line"), "body", "ink-soft"), -1),
            12,
            *(row(-1, *buttons, -1, space=12) for buttons in ways),
            8,
            problem(look, booth.error),
            _queue(booth),
            -1,
            space=8,
            margins=(32, 24, 32, 24),
        ),
        "drop",
    )
    stale = at_hand.stale(now)
    if stale:
        drop.setStyleSheet(f"QFrame#drop {{ border: 3px dashed {look.colour('unsure')}; }}")
    drop.setProperty("state", "stale" if stale else "")
    below = Turning(_policy(booth, at_hand, now), _asked(booth), 40, share=True)
    kept = Plain(look, look.say("ui-fair-nothing"), "small", "ink-soft")
    top = row(booth.way_out(), -1, _tally(booth))
    below.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
    box = column(top, drop, 8, below, 4, kept, space=12, margins=(32, 16, 32, 20))
    box.setStretch(1, 1)
    return scrolled(pane(box))


def form(booth: Checking) -> QWidget:
    """What to ask somebody for."""
    asked = AskForm(booth.look, booth.clock)
    asked.asked.connect(booth.show_request)
    asked.left.connect(lambda: booth.go(False))
    return _alone(booth, asked, 560)


def _alone(booth: Checking, asked: QWidget, width: int) -> QWidget:
    """One thing in the middle, and the way out."""
    asked.setMaximumWidth(round(width * booth.look.scale))
    inner = scrolled(pane(column(row(-1, asked, -1), -1)))
    return pane(column(row(booth.way_out(), -1), inner, space=24, margins=(32, 16, 32, 24)))


def request(booth: Checking, one: Ask) -> QWidget:
    """The request on the screen, and the place for its answer."""
    look = booth.look
    shown = AskShown(look, one, booth.clock)
    shown.ended.connect(booth.end_request)
    files = button(look, look.say("ui-ask-answer"), booth.choose, "primary", "file", "fair.file", "large")
    end = button(look, look.say("ui-ask-end"), booth.end_request, name="ask.end", size="large")
    drop = Plain(look, look.say("ui-ask-drop"), "small", "ink-soft")
    first, *others = (end, *booth.readers(), files)
    acts = Turning(pane(row(first, *others[:-2], -1, space=12)), pane(row(-1, *others[-2:], space=12)), 12, share=True)
    foot = Turning(pane(column(drop, problem(look, booth.error))), acts, 12, share=True)
    return pane(column(row(booth.way_out(), -1), shown, foot, space=12, margins=(32, 16, 32, 24)))


def pack(booth: Checking, one: Pack) -> QWidget:
    """A pack that was brought, and whose maker nobody has named yet."""
    asked = PackAsked(booth.look, one)
    asked.taken.connect(booth.take_pack)
    asked.left.connect(booth.leave_pack)
    return _alone(booth, asked, 640)


def problem(look: Look, error: WalletError | None) -> QWidget:
    """What went wrong; a web address is shown as the text it is, and never opened."""
    address = error is not None and error.code == _ADDRESS
    said = "" if error is None else look.say("ui-fair-address") if address else look.say(error.code, **error.facts)
    line = Plain(look, said, "body", "bad")
    line.setObjectName("fair.error")
    line.setProperty("code", error.code if error else "")
    line.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    parts: list[Part] = [line]
    if error is not None and address:
        shown = Plain(look, str(error.facts["url"])[:MAX_ADDRESS], "small", "ink-soft", lang="code")
        shown.setObjectName("fair.address")
        shown.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        parts.append(shown)
    made = pane(column(*parts, space=4))
    made.setVisible(error is not None)
    return made


def _queue(booth: Checking) -> QWidget:
    """What waits while a check runs, or behind what could not be read."""
    look = booth.look
    labels: list[Part] = []
    for name, role in (("fair.queue", "label"), ("fair.left", "small")):
        label = fixed(look, "", role, "ink-soft")
        label.setObjectName(name)
        labels.append(label)
    note = Plain(look, "", "body", "unsure")
    note.setObjectName("fair.note")
    note.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    more = button(look, look.say("ui-fair-next"), booth.next, name="fair.next")
    return pane(column(note, row(-1, *labels, more, -1, space=12), space=6), "fair.behind")


def _tally(booth: Checking) -> QWidget:
    look, tally = booth.look, booth.tally
    clear = button(look, look.say("ui-fair-reset"), booth.reset, "quiet", name="fair.reset")
    clear.setAccessibleName(f"{look.say('ui-fair-reset')}: {look.say('ui-fair-tally', **tally._asdict())}")
    clear.setVisible(tally != Tally())
    return pane(row(clear, tallied(look, tally, look.colour, look.colour("surface")), space=12))


def _policy(booth: Checking, at_hand: News, now: datetime) -> QWidget:
    """What must be answered well, chosen before anything is brought, and how old the lists are."""
    look = booth.look
    label = look.say("ui-fair-policy")
    names = {policy.value: look.say(f"ui-fair-policy_{policy}") for policy in Policy}
    choices = segments(look, "fair.policy", names, booth.policy, lambda name: booth.require(Policy(name)), label)
    required = Plain(look, look.say(f"ui-fair-required_{booth.policy}"), "small", "ink-soft")
    required.setObjectName("fair.required")
    amber = at_hand.stale(now) or not at_hand.withdrawals
    colour = "unsure" if amber else "ink-soft"
    mark = glyph(look, draw.icon_pixmap("warn" if amber else "info", look.colour(colour), 18), 18)
    line = Plain(look, ages(look, at_hand, now), "small", colour)
    line.setObjectName("fair.news")
    line.setProperty("state", "amber" if amber else "")
    return pane(
        column(
            Plain(look, label, "label"), choices, 2, required,
            row(column(mark, -1), line, space=8), -1, space=8,
        )
    )  # fmt: skip


def ages(look: Look, at_hand: News, now: datetime) -> str:
    """How old the lists at hand are."""

    def said(moment: datetime | None) -> str:
        return look.say("ui-fair-undated") if moment is None else words.age(moment, now, look.lang)

    parts = [look.say("ui-fair-withdrawals", age=said(at_hand.withdrawn)) if at_hand.withdrawals else look.say("ui-fair-no_withdrawals")]  # fmt: skip
    if at_hand.registries:
        parts.append(look.say("ui-fair-registries", age=said(at_hand.registered)))
    if at_hand.ended is not None:
        parts.append(look.say("ui-fair-ended", until=at_hand.ended))
    return " · ".join(parts)


def _asked(booth: Checking) -> QWidget:
    """The challenge that was given by word of mouth."""
    look = booth.look
    fields = []
    for name in ("challenge", "domain"):
        label = look.say(f"ui-{name}")
        field = QLineEdit(getattr(booth, name))
        field.setObjectName(f"fair.{name}")
        field.setMaxLength(256)
        field.setFont(look.font("body", "code"))
        field.setAccessibleName(label)
        field.textChanged.connect(partial(setattr, booth, name))
        fields.append(column(Plain(look, label, "small"), field, space=4))
    texts = (
        Plain(look, look.say("ui-fair-ask"), "label"),
        Plain(look, look.say("ui-fair-ask_line"), "small", "ink-soft"),
    )
    return pane(column(*texts, row(*fields, space=12), -1, space=8))
