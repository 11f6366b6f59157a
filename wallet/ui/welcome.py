"""First run and unlock: one sentence, one field, no account."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from wallet.crypto.seal import Cost
from wallet.errors import WalletError
from wallet.seams import Tick
from wallet.session import check_passphrase
from wallet.ui import draw
from wallet.ui.parts import Page, Progress, button, column, pane, picture, row, rule, scrolled
from wallet.ui.tasks import Job
from wallet.ui.text import Plain, fixed
from wallet.ui.theme import Look
from wallet.vault import Vault

_SEEDS = ("a", "b", "c", "d", "e", "f", "g", "h", "i")


def brand(look: Look, size: int = 32) -> QWidget:
    """Seal and name."""
    mark = picture(draw.seal(look.colour("accent"), look.colour("on-accent"), size), size)
    name, sign = fixed(look, "Akashi", "heading", lang="en"), fixed(look, "証", "heading", "ink-soft", lang="ja")
    return pane(row(mark, name, sign, -1, space=10))


def languages(look: Look) -> QWidget:
    """The language switch: each language in its own words."""
    made = []
    for lang, word in (("ja", "日本語"), ("en", "English")):
        one = button(look, word, partial(look.set, lang=lang), "segment", name=f"lang.{lang}")
        one.setFont(look.font("small", lang))
        one.setCheckable(True)
        one.setChecked(look.lang == lang)
        made.append(one)
    return pane(row(*made, space=0))


class Welcome(Page):
    """S01, S02 and S04 in one page: ``step`` is "welcome", "create" or "unlock"."""

    opened = Signal(object)
    verify_only = Signal()

    def __init__(self, look: Look, path: Path, step: str, cost: Cost | None = None) -> None:
        super().__init__(look)
        self.path, self.step, self._cost = path, step, cost
        self._typed, self._error, self._shown = "", "", False
        self._job: Job | None = None
        self.setObjectName("welcome")
        self.refresh()

    def build(self) -> QWidget:
        """Left the words and the one act, right a quiet picture."""
        left = {"welcome": self._welcome, "create": self._create, "unlock": self._unlock}[self.step]()
        top = row(brand(self.look), -1, languages(self.look))
        whole = pane(column(top, left, space=0, margins=(64, 36, 64, 36)))
        whole.setMinimumWidth(400)
        aside = self._know() if self.step == "create" else self._crests()
        aside.setFixedWidth(440)
        aside.setVisible(self.width() >= 900 or not self.isVisible())
        return pane(row(scrolled(whole), aside, space=0))

    def resizeEvent(self, event: object) -> None:
        """Drop the picture where there is no room for it."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        aside = self.findChild(QWidget, "aside")
        if aside is not None:
            aside.setVisible(self.width() >= 900)

    def go(self, step: str) -> None:
        """Another step of the page."""
        self.step, self._error, self._typed = step, "", ""
        self.refresh()

    def _welcome(self) -> QWidget:
        look = self.look
        start = button(
            look, look.say("ui-welcome-start"), lambda: self.go("create"), "primary", name="welcome.start", size="large"
        )
        start.setMinimumWidth(200)
        only = button(
            look, look.say("ui-welcome-verify_only"), self.verify_only.emit, "quiet", "scan", "welcome.verify_only"
        )
        promises = [self._promise(f"ui-welcome-promise{n}") for n in (1, 2, 3)]
        return pane(
            column(
                -2,
                Plain(look, look.say("ui-welcome-title"), "display"),
                16,
                Plain(look, look.say("ui-welcome-line"), "heading", "ink-soft"),
                32,
                row(start, -1),
                12,
                row(only, -1),
                -3,
                row(*promises, -1, space=24),
                space=0,
            )
        )

    def _promise(self, code: str) -> QWidget:
        tick = picture(draw.icon_pixmap("check", self.look.colour("ink-soft"), 16), 16)
        return pane(row(tick, fixed(self.look, self.look.say(code), "small", "ink-soft"), space=6))

    def _field(self, act: Callable[[], None]) -> QLineEdit:
        field = QLineEdit()
        field.setObjectName("lock.field")
        field.setProperty("size", "large")
        field.setFont(self.look.font("body"))
        field.setEchoMode(QLineEdit.EchoMode.Normal if self._shown else QLineEdit.EchoMode.Password)
        field.setAccessibleName(self.look.say("ui-passphrase"))
        field.setText(self._typed)
        field.setMaxLength(1024)
        field.returnPressed.connect(act)
        return field

    def _create(self) -> QWidget:
        look = self.look
        field = self._field(self._make)
        strength = Plain(look, "", "small", "ink-soft")
        strength.setObjectName("create.strength")

        def typed(text: str) -> None:
            self._typed = text
            strength.setText(strength_words(look, text))

        field.textChanged.connect(typed)
        typed(self._typed)
        show = button(
            look, look.say("ui-hide" if self._shown else "ui-show"), self._toggle, "quiet", "eye", "create.show"
        )
        go = button(look, look.say("ui-create-make"), self._make, "primary", name="create.next", size="large")
        back = button(look, look.say("ui-back"), lambda: self.go("welcome"), name="create.back", size="large")
        where = Plain(look, look.say("ui-create-where", folder=str(self.path)), "small", "ink-soft")
        return pane(
            column(
                -1,
                Plain(look, look.say("ui-create-title"), "title"),
                8,
                Plain(look, look.say("ui-create-line"), "body", "ink-soft"),
                24,
                Plain(look, look.say("ui-passphrase"), "label"),
                6,
                row(field, show),
                8,
                strength,
                self._problem(),
                16,
                rule(),
                12,
                where,
                -2,
                row(back, -1, go),
                space=0,
            )
        )

    def _unlock(self) -> QWidget:
        look = self.look
        field = self._field(self._open)
        field.textChanged.connect(lambda text: setattr(self, "_typed", text))
        show = button(
            look, look.say("ui-hide" if self._shown else "ui-show"), self._toggle, "quiet", "eye", "unlock.show"
        )
        go = button(look, look.say("ui-unlock-open"), self._open, "primary", "lock", "unlock.open", "large")
        only = button(
            look, look.say("ui-welcome-verify_only"), self.verify_only.emit, "quiet", "scan", "welcome.verify_only"
        )
        return pane(
            column(
                -2,
                Plain(look, look.say("ui-unlock-title"), "title"),
                8,
                Plain(look, look.say("ui-unlock-line"), "body", "ink-soft"),
                24,
                Plain(look, look.say("ui-passphrase"), "label"),
                6,
                row(field, show),
                self._problem(),
                20,
                row(go, -1),
                12,
                row(only, -1),
                -3,
                space=0,
            )
        )

    def _problem(self) -> QWidget:
        problem = Plain(self.look, self._error, "small", "bad")
        problem.setObjectName("lock.error")
        problem.setVisible(bool(self._error))
        return problem

    def _toggle(self) -> None:
        self._shown = not self._shown
        self.refresh()

    def _make(self) -> None:
        typed = unicodedata.normalize("NFKC", self._typed)
        try:
            check_passphrase(typed)
        except WalletError as error:
            self._fail(error)
            return
        self._run(lambda tick: Vault.create(self.path, typed, cost=self._cost, tick=tick), "ui-create-working")

    def _open(self) -> None:
        typed = self._typed
        self._run(lambda tick: Vault.unlock(self.path, typed, tick), "ui-unlock-working")

    def _run(self, work: Callable[[Tick], Vault], text: str) -> None:
        if self._job is not None:
            return
        self._job = job = Job(self, work)
        job.done.connect(self._done)
        job.failed.connect(self._fail)
        job.cancelled.connect(lambda: setattr(self, "_job", None))
        self._box.addWidget(Progress(self.look, job, self.look.say(text)))
        job.start()

    def _done(self, vault: Vault) -> None:
        self._job, self._typed = None, ""
        self.opened.emit(vault)

    def _fail(self, error: WalletError) -> None:
        self._job = None
        self._error = self.look.say(error.code, **error.facts)
        self.refresh()
        field = self.findChild(QLineEdit, "lock.field")
        if field is not None:
            field.selectAll()
            field.setFocus()

    def _crests(self) -> QWidget:
        import hashlib

        tiles = []
        for place in range(3):
            digests = [
                hashlib.sha256(f"crest {seed} {place}".encode()).hexdigest()
                for seed in _SEEDS[place * 3 : place * 3 + 3]
            ]
            ink = self.look.colour("crest-ink")
            tiles.append(row(-1, *(picture(draw.crest(one, one, ink, 96), 96) for one in digests), -1, space=20))
        return pane(column(-1, *tiles, -1, space=20), "aside")

    def _know(self) -> QWidget:
        look = self.look
        lines: list[QWidget | int] = [Plain(look, look.say("ui-know-title"), "heading"), 12]
        for n in (1, 2):
            lines += [rule(strong=True), 12, Plain(look, look.say(f"ui-know-head{n}"), "label"), 4]
            lines += [Plain(look, look.say(f"ui-know-text{n}"), "body", "ink-soft"), 16]
        return pane(column(96, *lines, -1, space=0, margins=(48, 36, 48, 36)), "aside")


def strength_words(look: Look, passphrase: str) -> str:
    """How good a passphrase is, in words."""
    try:
        check_passphrase(unicodedata.normalize("NFKC", passphrase))
    except WalletError as error:
        return look.say(error.code, **error.facts) if passphrase else look.say("ui-strength-hint")
    return look.say("ui-strength-strong" if len(passphrase) >= 20 else "ui-strength-good")
