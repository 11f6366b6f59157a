"""Change the passphrase; let the computer's keyring open the vault. Both say first what follows from it."""

from __future__ import annotations

import unicodedata
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from wallet import keychain, words
from wallet.crypto.seal import Cost
from wallet.errors import Refused, WalletError
from wallet.seams import Tick
from wallet.session import check_passphrase
from wallet.session.copies import Copy, copies_of, forget_copies
from wallet.session.guarded import keyring_on
from wallet.session.phrases import suggest
from wallet.ui.doors import SecretField, StrengthBar, know, line, notice_of, problem, quiet, switch
from wallet.ui.doorway import Doorway
from wallet.ui.guarding import can_shield
from wallet.ui.parts import Part, button, column, frame, pane, row, rule
from wallet.ui.sections import local
from wallet.ui.text import Plain
from wallet.ui.theme import Look
from wallet.vault import Vault

_FIELDS: Final = ("old", "new", "again")
_SHOWN_COPIES: Final = 8


class Change(Doorway):
    """``finished(changed)``. ``forced`` after a recovery code: no old passphrase is asked for, and there is no other way on.

    ``step`` is "ask", and "copies" where copies are left that the old passphrase still opens.
    """

    finished = Signal(bool)

    def __init__(self, look: Look, vault: Vault, cost: Cost | None = None, *, forced: bool = False) -> None:
        super().__init__(look)
        self._vault, self._cost, self._forced = vault, cost, forced
        self._typed = dict.fromkeys(_FIELDS, "")
        self._shown = False
        self._error: WalletError | None = None
        self._left: tuple[Copy, ...] = ()
        self.step = "ask"
        self.setObjectName("change")
        self.refresh()
        self.focus_field()

    def body(self) -> QWidget:
        """The fields, or what is left to decide."""
        return pane(column(40, *(self._ask() if self.step == "ask" else self._copies()), space=0))

    def aside(self) -> QWidget:
        """What follows from it."""
        names = ("reset", "old") if self._forced else ("old", "keyring")
        return know(self.look, *names, "private" if can_shield() else "seen")

    def _ask(self) -> list[Part]:
        look = self.look
        title = "ui-change-forced" if self._forced else "ui-change-title"
        lines: list[Part] = [Plain(look, look.say(title), "title"), 12]
        lines += [Plain(look, look.say("ui-change-forced_line" if self._forced else "ui-change-line"), "body", "ink-soft"), 24]  # fmt: skip
        pick = quiet(look, "ui-create-suggest", self._suggest, "create.suggest", "again")
        bar = StrengthBar(look, pick)
        bar.show_for(self._typed["new"])
        for name in _FIELDS[self._forced :]:
            field = self._field(name, "lock.field" if name == _FIELDS[self._forced] else f"change.{name}")
            lines += [Plain(look, field.accessibleName(), "label"), 6, field, 8]
            if name == "new":
                field.textChanged.connect(bar.show_for)
                lines += [bar, notice_of(look, field)]
            lines.append(12)
        go = button(look, look.say("ui-change-do"), self._do, "primary", name="change.do", size="large")
        away = button(look, look.say("ui-change-lock" if self._forced else "ui-cancel"), self.step_back, name="change.back", size="large")  # fmt: skip
        return [*lines, problem(look, self._error), 16, -2, row(away, -1, go)]

    def _field(self, name: str, called: str) -> SecretField:
        look = self.look
        field = SecretField(look, called, look.say(f"ui-change-{name}"), self._typed[name], self._shown)
        field.textChanged.connect(lambda text: self._typed.__setitem__(name, text))
        field.returnPressed.connect(self._do)
        if name == _FIELDS[self._forced]:
            field.hold(switch(look, self._shown, self._toggle))
        return field

    def _copies(self) -> list[Part]:
        look, count = self.look, len(self._left)
        dates = [words.clock(local(one.saved), look.lang) for one in self._left[:_SHOWN_COPIES]]
        more = [look.say("ui-change-more", count=count - _SHOWN_COPIES)] if count > _SHOWN_COPIES else []
        rows: list[Part] = []
        for text in [*dates, *more]:
            rows += [Plain(look, text), rule()]
        gone = button(look, look.say("ui-change-delete", count=count), self._delete, name="change.delete", size="large")
        keep = button(look, look.say("ui-change-keep"), lambda: self.finished.emit(True), "primary", name="change.keep", size="large")  # fmt: skip
        return [
            Plain(look, look.say("ui-change-done"), "title"), 12,
            Plain(look, look.say("ui-change-copies", count=count), "body", "ink-soft"), 20,
            frame(column(*rows[:-1], space=10, margins=(16, 12, 16, 12))), 12,
            Plain(look, look.say("ui-change-backups"), "small", "ink-soft"), 8, problem(look, self._error), 24, -2, row(gone, -1, keep),
        ]  # fmt: skip

    def back(self) -> None:
        """Away, with nothing changed that is not said to be."""
        self.leave()
        self.finished.emit(self.step == "copies")

    def failed(self, error: WalletError) -> None:
        """The passphrase is the old one still."""
        self._error = error
        self.refresh()
        self.focus_field()

    def _toggle(self) -> None:
        self._shown = not self._shown
        self.refresh()

    def _suggest(self) -> None:
        self._typed |= {"new": suggest(self.look.lang), "again": ""}
        self._shown = True
        self.refresh()

    def _do(self) -> None:
        old, new, again = (unicodedata.normalize("NFKC", self._typed[name]) for name in _FIELDS)
        try:
            check_passphrase(new)
            if new != again:
                raise Refused("ui-create-differs")
        except WalletError as error:
            self.failed(error)
            return
        vault, cost = self._vault, self._cost

        def work(tick: Tick) -> tuple[Copy, ...]:
            if not self._forced:
                vault.check_secret(old, tick)
            vault.set_passphrase(new, cost)
            keychain.forget(vault.id)
            return copies_of(vault.path)

        self.run(work, "ui-change-working", self._changed, whole=True)

    def _changed(self, left: tuple[Copy, ...]) -> None:
        self._typed = dict.fromkeys(_FIELDS, "")
        self._left, self._error = left, None
        if left and not self._forced:
            self.step = "copies"
            self.say_state("copies")
            self.refresh()
        else:
            self.finished.emit(True)

    def _delete(self) -> None:
        vault, left = self._vault, self._left
        self.run(
            lambda _: forget_copies(vault, left), "ui-change-working", lambda _: self.finished.emit(True), whole=True
        )


class Keyring(Doorway):
    """``finished(on)``: is the vault opened by the keyring from now on?"""

    finished = Signal(bool)

    def __init__(self, look: Look, vault: Vault) -> None:
        super().__init__(look)
        self._vault = vault
        self._error: WalletError | None = None
        self.setObjectName("keyring")
        self.refresh()

    def body(self) -> QWidget:
        """The consequence in a sentence, then the choice."""
        look = self.look
        go = button(look, look.say("ui-keyring-do"), self._do, "primary", name="keyring.do", size="large")
        away = button(look, look.say("ui-cancel"), self.step_back, name="keyring.back", size="large")
        return pane(
            column(
                -1, Plain(look, look.say("ui-keyring-title"), "title"), 12, Plain(look, look.say("ui-keyring-line"), "body", "ink-soft"), 20,
                line(look, "warn", look.say("ui-keyring-risk")), 8, line(look, "info", look.say("ui-keyring-ends")), 16,
                problem(look, self._error), -2, row(away, -1, go), space=0,
            )
        )  # fmt: skip

    def aside(self) -> QWidget:
        """What stays as it is."""
        return know(self.look, "lock", "keyring")

    def back(self) -> None:
        """Nothing is changed."""
        self.leave()
        self.finished.emit(False)

    def failed(self, error: WalletError) -> None:
        """There is no such keyring, or it did not take the key."""
        self._error = error
        self.refresh()

    def _do(self) -> None:
        vault = self._vault
        self.run(lambda _: keyring_on(vault), "ui-unlock-keyring", lambda _: self.finished.emit(True), whole=True)
