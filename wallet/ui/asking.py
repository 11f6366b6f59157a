"""A verifier's request: what is asked for, the codes to be read by the holder, and the answer judged (S14)."""

from __future__ import annotations

import secrets
from typing import Final

from PySide6.QtCore import QSettings, QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from wallet.seams import silent
from wallet.sharing import dcql, exchange
from wallet.ui import preferences
from wallet.ui.parts import button, choice, column, row, scrolled
from wallet.ui.qrview import CodesPane, drawn
from wallet.ui.text import Plain
from wallet.ui.theme import Look

LEARNING: Final = "urn:eu.europa.ec.eudi:learning:credential:1"
_TITLE: Final[tuple[dcql.Path, ...]] = (("achievement_title",),)
_MORE: Final[tuple[dcql.Path, ...]] = (
    ("learning_outcomes",),
    ("expected_study_time",),
    ("level_of_learning_experience",),
)
_NAME: Final[tuple[dcql.Path, ...]] = (("given_name",), ("family_name",))
KINDS: Final[dict[str, tuple[tuple[str, ...], tuple[str, ...]]]] = {
    "any": ((), ()),
    "badge": (("OpenBadgeCredential", "AchievementCredential"), ()),
    "learning": ((), (LEARNING,)),
    "clr": (("ClrCredential",), ()),
}
"""What can be asked for with a click: types of W3C credentials, and of SD-JWT VCs."""


def query_for(kind: str, name: bool) -> dcql.Query:
    """The query of one of KINDS; ``name`` asks for the person's name, which the holder may leave out."""
    types, vcts = KINDS[kind]
    required = _TITLE if kind == "learning" else ()
    optional = (*_MORE, *(_NAME if name else ())) if kind == "learning" else ()
    return dcql.any_of(types, vcts, required, optional)


class AskForm(QWidget):
    """``asked(Ask)`` when a request was made, ``left()`` when it was not."""

    asked = Signal(object)
    left = Signal()

    def __init__(self, look: Look, now: object) -> None:
        super().__init__()
        assert callable(now)
        self._look, self._now = look, now
        kept = QSettings("akashi", "akashi")
        kinds = [(look.say(f"ui-ask-kind_{kind}"), kind) for kind in KINDS]
        self._kind = choice(look, "ask.kind", look.say("ui-ask-what"), kinds)
        self._name, self._purpose = (
            self._field(f"ask.{one}", look.say(f"ui-ask-{one}")) for one in ("name", "purpose")
        )
        self._name.setText(str(kept.value("verifier", "")))
        self._person = QCheckBox(look.say("ui-ask-person"))
        self._person.setObjectName("ask.person")
        self._kind.currentIndexChanged.connect(
            lambda _: self._person.setVisible(self._kind.currentData() == "learning")
        )
        self._person.setVisible(False)
        self._person.setFont(look.font("body"))
        go = button(look, look.say("ui-ask-go"), self._make, "primary", "qr", "ask.go", "large")
        back = button(look, look.say("ui-back"), self.left.emit, name="ask.back", size="large")
        self.setLayout(
            column(
                Plain(look, look.say("ui-ask-title"), "title"), 2, Plain(look, look.say("ui-ask-line"), "body", "ink-soft"), 12,
                Plain(look, look.say("ui-ask-what"), "label"), self._kind, self._person, 8,
                Plain(look, look.say("ui-ask-purpose"), "label"), self._purpose, 8,
                Plain(look, look.say("ui-ask-name"), "label"), self._name,
                Plain(look, look.say("ui-ask-name_line"), "small", "ink-soft"), 16, row(back, -1, go, space=12), -1, space=6,
            )
        )  # fmt: skip

    def _field(self, name: str, label: str) -> QLineEdit:
        field = QLineEdit()
        field.setObjectName(name)
        field.setMaxLength(200)
        field.setFont(self._look.font("body"))
        field.setAccessibleName(label)
        field.returnPressed.connect(self._make)
        return field

    def _make(self) -> None:
        name, purpose = self._name.text().strip(), self._purpose.text().strip()
        QSettings("akashi", "akashi").setValue("verifier", name)
        query = query_for(str(self._kind.currentData()), self._person.isChecked())
        said = {self._look.lang: purpose} if purpose else {}
        self.asked.emit(exchange.ask(query, self._now(), secrets.token_bytes, name=name, purpose=said))


class AskShown(QWidget):
    """The request as codes, and how long it may be answered. ``ended()`` when its time is over."""

    ended = Signal()

    def __init__(self, look: Look, one: exchange.Ask, now: object) -> None:
        super().__init__()
        assert callable(now)
        self._look, self._ask, self._now = look, one, now
        codes = CodesPane(look, drawn(exchange.write_ask(one), preferences.density(), silent))
        self._left = Plain(look, "", "label")
        self._left.setObjectName("ask.left")
        timer = QTimer(self)
        timer.timeout.connect(self._tick)
        timer.start(1000)
        self.setLayout(column(self._left, Plain(look, look.say("ui-ask-shown"), "body", "ink-soft"), scrolled(codes), space=12))  # fmt: skip
        self._tick()

    def _tick(self) -> None:
        seconds = int((self._ask.expires - self._now()).total_seconds())
        self._left.setText(
            self._look.say("ui-ask-left", minutes=max(0, seconds) // 60, seconds=f"{max(0, seconds) % 60:02}")
        )
        if seconds <= 0:
            self.ended.emit()
