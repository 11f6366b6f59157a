"""S01 and S02: the first page, and the passphrase of a new vault."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QFileDialog, QWidget

from wallet.errors import Refused, WalletError
from wallet.seams import Tick
from wallet.session import check_passphrase
from wallet.session.guarded import Guarded, guard
from wallet.session.phrases import suggest
from wallet.ui import draw
from wallet.ui.doors import SecretField, Step, StrengthBar, fits, know, line, mark, problem, quiet
from wallet.ui.guarding import can_shield
from wallet.ui.parts import Part, button, column, frame, glyph, pane, row, rule
from wallet.ui.text import Plain, fixed
from wallet.vault import Vault

if TYPE_CHECKING:
    from wallet.ui.welcome import Welcome

_PLACE: Final = frozenset({"vault.read_only", "vault.no_access", "vault.io", "vault.full"})
"""What can be wrong with a folder, and is right in another."""


def can_write(path: Path) -> bool:
    """May a vault be made here, as far as the folder tells? Folders that are missing will be made."""
    folder = next(one for one in (path.parent, *path.parent.parents) if os.path.lexists(one))
    return folder.is_dir() and os.access(folder, os.W_OK | os.X_OK)


class Start(Step):
    """The first page: start, bring a backup, or only verify."""

    def build(self) -> QWidget:
        """Two buttons, one link, three promises."""
        look, page = self.look, self.page
        start = button(look, look.say("ui-welcome-start"), lambda: page.go("create"), "primary", name="welcome.start", size="large")  # fmt: skip
        start.setMinimumWidth(200)
        bring = button(look, look.say("ui-door-restore"), lambda: page.go("restore"), name="welcome.restore", size="large")  # fmt: skip
        only = self.link("ui-welcome-verify_only", page.verify_only.emit, "welcome.verify_only", "scan")
        promises = [self._promise(f"ui-welcome-promise{n}") for n in (1, 2, 3)]
        found: list[Part] = [there(self), 24] if page.path.exists() else []
        return pane(
            column(
                -2, Plain(look, look.say("ui-welcome-title"), "display"), 16,
                Plain(look, look.say("ui-welcome-line"), "heading", "ink-soft"), 32, *found,
                row(start, bring, -1, space=14), 12, only, -3, row(*promises, -1, space=24), space=0,
            )
        )  # fmt: skip

    def _promise(self, code: str) -> QWidget:
        tick = glyph(self.look, draw.icon_pixmap("check", self.look.colour("ink-soft"), 16), 16)
        return pane(row(tick, fixed(self.look, self.look.say(code), "small", "ink-soft"), space=6))


def there(step: Step) -> QWidget:
    """A vault lies in the place already: open it."""
    look, page = step.look, step.page
    text = Plain(look, look.say("ui-create-there", folder=str(page.path.parent)))
    open_it = button(look, look.say("ui-create-open_it"), lambda: page.go("unlock"), name="create.open_it")
    made = frame(row(text, open_it, space=16, margins=(16, 12, 12, 12)))
    made.setAccessibleName(text.accessibleName())
    return made


class Create(Step):
    """The passphrase of a new vault, and where it will lie."""

    back = "welcome"

    def __init__(self, page: Welcome) -> None:
        super().__init__(page)
        self.shown = True
        self._again = ""
        self._folder: WalletError | None = None
        self._refused = False

    def build(self) -> QWidget:
        """One field with its strength, a second one only where the first is hidden, and the folder."""
        look, page = self.look, self.page
        field = self.secret(look.say("ui-passphrase"), self._make)
        words = quiet(look, "ui-create-suggest", self._suggest, "create.suggest", "again")
        bar = StrengthBar(look, words, refused=self._refused)
        bar.show_for(page.typed)
        field[2].textChanged.connect(bar.show_for)  # type: ignore[union-attr]
        make = button(look, look.say("ui-create-make"), self._make, "primary", name="create.next", size="large")
        return pane(
            column(
                48, Plain(look, look.say("ui-create-step"), "small", "ink-soft"), 6,
                Plain(look, look.say("ui-create-title"), "title"), 12,
                Plain(look, look.say("ui-create-line"), "body", "ink-soft"), 24,
                *field[:3], 10, bar, field[3], *self._repeat(), self.problem(),
                16, rule(), 14, *self._place(), 24, -2, row(self.leave(), -1, make), space=0,
            )
        )  # fmt: skip

    def _repeat(self) -> list[Part]:
        if self.shown:
            return []
        look = self.look
        again = SecretField(look, "create.again", look.say("ui-create-again"), self._again, shown=False)
        again.textChanged.connect(lambda text: setattr(self, "_again", text))
        again.returnPressed.connect(self._make)
        return [16, Plain(look, look.say("ui-create-again"), "label"), 6, again, 8]

    def _place(self) -> list[Part]:
        look, page = self.look, self.page
        if page.path.exists():
            return [there(self), 12, row(self._elsewhere(), -1)]
        trouble = self._folder or (None if can_write(page.path) else WalletError("ui-create-unwritable"))
        if trouble is not None:
            words = problem(look, trouble, "create.folder_problem")
            return [words, 4, line(look, "file", str(page.path.parent)), 8, row(self._elsewhere(), -1)]
        where = Plain(look, look.say("ui-create-where", folder=str(page.path.parent)), "small", "ink-soft")
        where.setObjectName("create.folder")
        return [row(mark(look, "file"), where, fits(self._elsewhere()), space=8)]

    def _elsewhere(self) -> QWidget:
        return quiet(self.look, "ui-create-elsewhere", self._choose, "create.elsewhere")

    def aside(self) -> QWidget:
        """What a person should know before they choose."""
        return know(self.look, "reset", "private" if can_shield() else "seen", "wide", "later")

    def _suggest(self) -> None:
        self.page.typed, self.shown, self.error = suggest(self.look.lang), True, None
        self.page.refresh()

    def _choose(self) -> None:
        folder = QFileDialog.getExistingDirectory(self.page, self.look.say("ui-create-elsewhere"))
        if folder:
            self.page.path, self._folder, self.error = Path(folder) / self.page.path.name, None, None
            self.page.refresh()

    def toggle(self) -> None:
        """What is hidden has to be typed once more."""
        self._again = ""
        super().toggle()

    def _make(self) -> None:
        page = self.page
        typed = unicodedata.normalize("NFKC", page.typed)
        try:
            check_passphrase(typed)
            if not self.shown and unicodedata.normalize("NFKC", self._again) != typed:
                raise Refused("ui-create-differs")
        except WalletError as error:
            self.failed(error)
            return
        path, state, cost = page.path, page.state, page.cost

        def work(tick: Tick) -> Guarded:
            return guard(Vault.create(path, typed, cost=cost, tick=tick), state, accept=True)

        page.open(work, "ui-create-working", "created")

    def failed(self, error: WalletError) -> None:
        """A passphrase that is too short is said at the bar, a folder that takes no vault where the folder stands."""
        self._refused = error.code == "passphrase.too_short"
        if error.code in _PLACE:
            self._folder = WalletError("ui-create-refused", reason=self.look.say(error.code, **error.facts))
        self.error = None if self._refused or self._folder is not None else error
        self.page.refresh()
        self.page.focus_field()
