"""S04: unlock with the passphrase or the recovery code; what can be done where a vault does not open."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget

from wallet import words
from wallet.errors import VaultBusy, VaultDamaged, VaultTooNew, WalletError, WrongSecret
from wallet.seams import Tick
from wallet.session.copies import Copy, saved_at
from wallet.session.guarded import Guarded, from_keyring, unlock
from wallet.session.memory import Memory, Seen
from wallet.session.salvaged import salvage_in_place
from wallet.session.standins import good_copies, open_copy, open_picture, put_in_place
from wallet.ui.doors import Step, line
from wallet.ui.parts import Part, button, column, pane, row, rule
from wallet.ui.sections import local
from wallet.ui.text import Plain
from wallet.vault import Secret, Token, Vault
from wallet.vault.recovery import read_code

if TYPE_CHECKING:
    from wallet.ui.welcome import Welcome

BACK_OFF: Final = (0, 0, 1, 2, 5)
"""Seconds before the next try, after the first, second… wrong one; from the fifth on the last counts (G11)."""


def secret_of(text: str) -> Secret:
    """What was typed where both are taken: a recovery code where its check letters fit, else a passphrase."""
    try:
        return Token("recovery", read_code(text))
    except WalletError:
        return text


class _Opening(Step):
    """What the steps share that try a secret: waiting after wrong ones, and a word for how it ended."""

    state = "idle"

    def failed(self, error: WalletError) -> None:
        """A wrong secret always says the same; from the third on the next try waits."""
        self.state = state_of(error)
        page = self.page
        if self.state == "wrong":
            page.wrong += 1
            page.pause.start(BACK_OFF[min(page.wrong, len(BACK_OFF)) - 1] * 1000)
        super().failed(WalletError("ui-door-missing") if error.code == "vault.missing" else error)
        page.say_state(self.state)

    def acts(self, *buttons: QPushButton) -> QWidget:
        """Buttons that try the secret, and how long they wait."""
        look, pause = self.look, self.page.pause
        seconds = pause.interval() // 1000 if pause.isActive() else 0
        for one in buttons:
            one.setEnabled(one.isEnabled() and not seconds)
        wait = Plain(look, look.say("ui-unlock-wait", seconds=seconds) if seconds else "", "small", "ink-soft")
        wait.setObjectName("unlock.wait")
        wait.setVisible(bool(seconds))
        return pane(row(*buttons, wait, space=12))

    def open_button(self, act: Callable[[], object]) -> QPushButton:
        """The primary button."""
        look = self.look
        go = button(look, look.say("ui-unlock-open"), act, "primary", "lock", "unlock.open", "large")
        go.setMinimumWidth(160)
        return go

    def attempt(self, work: Callable[[Tick], Guarded], text: str = "ui-unlock-working") -> None:
        """Try it, unless a wrong try just now has to be waited for."""
        if not self.page.pause.isActive():
            self.page.open(work, text, "unlocked")

    def _other(self) -> None:
        """Another vault, wherever it lies."""
        chosen, _ = QFileDialog.getOpenFileName(self.page, self.look.say("ui-door-other"), str(self.page.path.parent))
        if chosen:
            self.page.path = Path(chosen)
            self.page.go("unlock")

    def unlocking(self, secret: Secret) -> None:
        """Open the vault of the page."""
        path, state = self.page.path, self.page.state
        self.attempt(lambda tick: unlock(path, secret, state, tick))


def state_of(error: WalletError) -> str:
    """How opening ended, in a word."""
    if error.code == "vault.not_a_vault":
        return "not_a_vault"
    for kind, state in ((WrongSecret, "wrong"), (VaultDamaged, "damaged"), (VaultBusy, "busy"), (VaultTooNew, "too_new")):  # fmt: skip
        if isinstance(error, kind):
            return state
    return "failed"


class Unlock(_Opening):
    """The passphrase. Nothing of what is inside is shown: the file's name and when it was saved, that is all."""

    def build(self) -> QWidget:
        """Field, button, and the other ways in."""
        look, page = self.look, self.page
        return pane(
            column(
                -2, Plain(look, look.say("ui-unlock-title"), "title"), 12,
                Plain(look, look.say("ui-unlock-line"), "body", "ink-soft"), 16,
                line(look, "file", f"{page.path.name}   {self._saved()}"), 20,
                *self.secret(look.say("ui-passphrase"), self._open), 8, self.problem(), *self._instead(), 20,
                row(self.acts(self.open_button(self._open)), -1), 24, rule(), 10,
                self.link("ui-door-code", lambda: page.go("code"), "door.code", "key"), self.link("ui-door-other", self._other, "door.other", "file"),
                self.link("ui-welcome-verify_only", page.verify_only.emit, "welcome.verify_only", "scan"), -3, space=0,
            )
        )  # fmt: skip

    def _saved(self) -> str:
        try:
            return self.look.say("ui-unlock-saved", moment=words.clock(local(saved_at(self.page.path)), self.look.lang))
        except (OSError, ValueError):
            return ""

    def _instead(self) -> list[Part]:
        """What can be done about a vault that does not open."""
        look = self.look
        if self.error is not None and self.error.code == "ui-door-missing":
            act = button(look, look.say("ui-door-welcome"), lambda: self.page.go("welcome"), name="door.welcome")
            return [12, row(act, -1)]
        if self.state == "busy":
            act = button(look, look.say("ui-door-read"), self._read, name="unlock.read")
            return [12, Plain(look, look.say("ui-door-read_line"), "small", "ink-soft"), 8, row(act, -1)]
        parts: list[Part] = []
        if self.state in ("damaged", "not_a_vault", "failed") and good_copies(self.page.path):
            act = button(look, look.say("ui-door-copies"), self._copies, name="door.copies")
            parts += [12, Plain(look, look.say("ui-door-copies_line"), "small", "ink-soft"), 8, row(act, -1)]
        if self.error is not None and self.error.facts.get("good"):
            act = button(look, look.say("ui-door-salvage"), self._salvage, name="door.salvage")
            parts += [12, Plain(look, look.say("ui-door-salvage_line"), "small", "ink-soft"), 8, row(act, -1)]
        return parts

    def fresh(self) -> None:
        """Look whether it is a vault at all, and let the keyring open it where it is set to."""
        page = self.page
        path, state, asked = page.path, page.state, page.keyring
        page.keyring = False

        def work(tick: Tick) -> Guarded:
            token = from_keyring(path) if asked else None
            if token is None:
                Vault.peek(path)
                raise Unasked
            return unlock(path, token, state, tick)

        page.open(work, "ui-unlock-keyring", "keyring")

    def failed(self, error: WalletError) -> None:
        """The keyring had nothing to say: the passphrase is asked for."""
        if isinstance(error, Unasked):
            return
        if error.code == "vault.wrong_keyring":
            self.error = error
            self.page.refresh()
            return
        super().failed(error)

    def _open(self) -> None:
        self.unlocking(self.page.typed)

    def _read(self) -> None:
        page, typed, state = self.page, self.page.typed, self.page.state

        def work(tick: Tick) -> Guarded:
            vault = open_picture(page.path, typed, tick)
            return Guarded(vault, Memory(state, vault.id), Seen("new"))

        self.attempt(work)

    def _salvage(self) -> None:
        path, secret, state = self.page.path, secret_of(self.page.typed), self.page.state

        def work(tick: Tick) -> Guarded:
            salvage_in_place(path, secret, tick)
            return unlock(path, secret, state, tick, accept=True)

        self.attempt(work, "ui-door-salvaging")

    def _copies(self) -> None:
        typed = self.page.typed
        self.page.go("copies", self.error)
        self.page.typed = typed
        self.page.refresh()


class Unasked(WalletError):
    """No keyring opens this vault: not an error, and never shown."""

    def __init__(self) -> None:
        super().__init__("cancelled")


class Code(_Opening):
    """The code of a recovery kit, typed from paper. It is not hidden: nobody types 34 letters blind."""

    back = "unlock"

    def __init__(self, page: Welcome) -> None:
        super().__init__(page)
        self.shown = True

    def build(self) -> QWidget:
        """One field, what a code looks like, and what comes next."""
        look = self.look
        field = self.secret(look.say("ui-code-label"), self._open)
        assert isinstance(field[2], QWidget)
        field[2].setFont(look.font("body", "code"))
        return pane(
            column(
                -2, Plain(look, look.say("ui-code-title"), "title"), 12, Plain(look, look.say("ui-code-line"), "body", "ink-soft"), 24,
                *field[:3], 8, Plain(look, look.say("ui-code-hint"), "small", "ink-soft"), 8, self.problem(), 20,
                row(self.leave(), -1, self.acts(self.open_button(self._open))), -3, space=0,
            )
        )  # fmt: skip

    def _open(self) -> None:
        try:
            token = Token("recovery", read_code(self.page.typed))
        except WalletError as error:
            super().failed(error)
            return
        self.unlocking(token)


class Copies(_Opening):
    """The copies of a vault that is damaged or old: open one to read, or put it in the place of the file."""

    back = "unlock"

    def __init__(self, page: Welcome, why: WalletError | None = None, newer_than: int = -1) -> None:
        super().__init__(page)
        self.error, self._newer_than = why, newer_than
        self._chosen: Copy | None = None

    def build(self) -> QWidget:
        """A row for each copy; below, what opens it."""
        look = self.look
        copies = [one for one in good_copies(self.page.path) if one.generation > self._newer_than]
        if self._chosen is None and copies:
            self._chosen = copies[0]
        rows: list[Part] = []
        for copy in copies:
            moment = look.say("ui-copies-row", moment=words.clock(local(copy.saved), look.lang), save=copy.generation)
            one = button(look, moment, partial(self._choose, copy), "choice", name=f"copies.{copy.generation}", wide=True)  # fmt: skip
            one.setMaximumHeight(round(44 * look.scale))
            one.setStyleSheet(f"min-height: {round(40 * look.scale)}px;")
            one.setCheckable(True)
            one.setChecked(copy == self._chosen)
            rows += [one, 6]
        if not copies:
            rows = [Plain(look, look.say("ui-copies-none")), 12]
        read = button(look, look.say("ui-copies-read"), self._read, name="copies.read", size="large")
        put = button(look, look.say("ui-copies-put"), self._put, "primary", name="copies.put", size="large")
        for act in (read, put):
            act.setEnabled(self._chosen is not None)
        other = self.link("ui-door-other", self._other, "door.other", "file")
        return pane(
            column(
                -1, Plain(look, look.say("ui-copies-title"), "title"), 12, Plain(look, look.say("ui-copies-line"), "body", "ink-soft"), 12,
                self.problem(), 12, *rows, other, 16, *self.secret(look.say("ui-door-either"), self._read), 20,
                Plain(look, look.say("ui-copies-kept"), "small", "ink-soft"), 16,
                row(self.leave(), -1, self.acts(read, put), space=12), -1, space=0,
            )
        )  # fmt: skip

    def _choose(self, copy: Copy) -> None:
        self._chosen = copy
        self.page.refresh()

    def _read(self) -> None:
        if self._chosen is None:
            return
        path, secret, state = self._chosen.path, secret_of(self.page.typed), self.page.state

        def work(tick: Tick) -> Guarded:
            vault = open_copy(path, secret, tick)
            return Guarded(vault, Memory(state, vault.id), Seen("new"))

        self.attempt(work)

    def _put(self) -> None:
        if self._chosen is None:
            return
        place, copy, state = self.page.path, self._chosen.path, self.page.state
        secret = secret_of(self.page.typed)

        def work(tick: Tick) -> Guarded:
            open_copy(copy, secret, tick).close()  # what does not open takes nobody's place
            tick(0, 0)
            put_in_place(place, copy)
            return unlock(place, secret, state, tick, accept=True)

        self.attempt(work, "ui-copies-working")
