"""Take everything with you: plain files, or one file for another wallet; and which of them anybody can read (S21)."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Final, Literal

from PySide6.QtWidgets import QFileDialog, QWidget

from wallet.errors import VaultError, WalletError
from wallet.moving import written
from wallet.seams import Tick
from wallet.session import Session, check_passphrase
from wallet.session.files import write_once
from wallet.session.moved import Leaving as Left
from wallet.session.moved import leave
from wallet.ui.parts import button, pane, row
from wallet.ui.sections import Part, Said, Sheet, notice, setting
from wallet.ui.text import Plain
from wallet.ui.theme import Look

Form = Literal["plain", "universal", "eudi"]
FORMS: Final[tuple[Form, ...]] = ("plain", "universal", "eudi")
_FILES: Final = {"universal": (written.UNIVERSAL, "wallet.json"), "eudi": (written.MIGRATION, "moving.jwe")}


class LeavingPage(Sheet):
    """Private keys go out only after the passphrase was typed again; nothing is overwritten."""

    back = "ui-keep-title"

    def __init__(self, look: Look, session: Session) -> None:
        super().__init__(look)
        self.session = session
        self.form: Form | None = None
        self._said: tuple[Said, ...] = ()
        self._warning = ""
        self.setObjectName("leave")
        self.refresh()

    def build(self) -> QWidget:
        """Three ways, then what the chosen one needs."""
        look = self.look
        title = look.say("ui-leave-title")
        if self.form is not None:
            return self.laid(look.say(f"ui-leave-{self.form}"), look.say(f"ui-leave-{self.form}_line"), *self._ask())
        parts: list[Part] = []
        if self._said:
            told = " ".join(look.say(code, **facts) for code, facts in self._said)
            parts += [
                notice(look, "unsure", told, look.say(self._warning)) if self._warning else notice(look, "", told, ""),
                12,
            ]
        acts = {"plain": self._choose_folder, "universal": self._choose, "eudi": self._choose}
        for form in FORMS:
            go = button(look, look.say("ui-leave-go"), partial(acts[form], form), name=f"leave.{form}")
            name = look.say(f"ui-leave-{form}")
            go.setAccessibleName(f"{look.say('ui-leave-go')}: {name}")
            parts.append(setting(look, name, look.say(f"ui-leave-{form}_line"), go))
        return self.laid(title, look.say("ui-leave-line"), *parts)

    def _ask(self) -> list[Part]:
        look = self.look
        label = look.say(f"ui-leave-{self.form}_secret")
        field = self.secret(label, "leave.secret", self._write)
        field.setFocus()
        go = button(look, look.say("ui-leave-write"), self._write, "primary", name="leave.write", size="large")
        no = button(look, look.say("ui-cancel"), self.leave, name="leave.cancel", size="large")
        warning: list[Part] = []
        if self.form == "universal":
            warning = [notice(look, "unsure", look.say("ui-leave-keys"), look.say("ui-leave-keys_line")), 12]
        return [*warning, Plain(look, label, "label"), field, 12, pane(row(go, no, -1, space=12))]

    def _choose(self, form: Form) -> None:
        self.form, self._said, self._error, self._typed = form, (), None, ""
        self.refresh()

    def leave(self) -> None:
        """Back to the three ways, then to the page before."""
        if self.form is None:
            self.closed.emit()
        else:
            self.form, self._error, self._typed = None, None, ""
            self.refresh()

    def _choose_folder(self, form: Form) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.look.say("ui-leave-plain"))
        if chosen:
            self.write_plain(Path(chosen))

    def write_plain(self, folder: Path) -> None:
        """Everything as it came, into a new folder there."""
        day = f"{self.session.clock().astimezone():%Y-%m-%d}"
        names = (f"akashi-{day}", *(f"akashi-{day} ({number})" for number in range(2, 100)))
        place = next((folder / name for name in names if not (folder / name).exists()), folder / names[0])

        def done(paths: tuple[Path, ...]) -> None:
            self._said = (("ui-leave-done", {"name": place.name, "count": len(paths) - 1}),)
            self._warning = "ui-leave-readable"

        self.start(lambda tick: self._plain(place, tick), "ui-leave-working", done)

    def _plain(self, place: Path, tick: Tick) -> tuple[Path, ...]:
        tick(0, 1)
        try:
            return self.session.export_all(place)
        except OSError as error:
            raise VaultError("file.unwritable", file=place.name) from error

    def _write(self) -> None:
        if self.form is None:
            return
        _, name = _FILES[self.form]
        chosen, _ = QFileDialog.getSaveFileName(
            self, self.look.say(f"ui-leave-{self.form}"), name, options=QFileDialog.Option.DontConfirmOverwrite
        )
        if chosen:
            self.write_to(Path(chosen))

    def write_to(self, path: Path) -> None:
        """The file of the chosen form, after what was typed has been checked."""
        assert self.form is not None
        form, secret = self.form, self._typed
        kind, _ = _FILES[form]

        def work(tick: Tick) -> Left:
            if form == "universal":
                self.session.open_vault().check_secret(secret, tick)
            else:
                check_passphrase(secret)
            made = leave(self.session, kind, (), "" if form == "universal" else secret)
            tick(1, 1)
            try:
                write_once(path, made.data)
            except FileExistsError as error:
                raise VaultError("file.exists", file=path.name) from error
            except OSError as error:
                raise VaultError("file.unwritable", file=path.name) from error
            return made

        def done(made: Left) -> None:
            self._said = (("ui-leave-done", {"name": path.name, "count": len(made.ids)}),)
            if made.left:
                self._said += (("ui-leave-left", {"count": len(made.left)}),)
            self._warning = "ui-leave-delete" if form == "universal" else ""
            self.form, self._typed = None, ""

        self.start(work, "ui-leave-working", done)

    def fail(self, error: WalletError) -> None:
        """What was typed is kept for another try, but for a wrong passphrase."""
        super().fail(error)
        if error.code == "vault.wrong_secret":
            self._typed = ""
