"""Settings: what can be decided, each with one sentence of consequence (S20)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QLineEdit, QWidget

from wallet.session.at_hand import chosen, lists, papers
from wallet.session.beside import beside
from wallet.session.memory import Memory
from wallet.ui import preferences
from wallet.ui.doorway import languages
from wallet.ui.keeping import OLD
from wallet.ui.parts import button, pane, row, segments
from wallet.ui.sections import Part, Sheet, Switch, section, setting
from wallet.ui.text import fixed
from wallet.ui.theme import THEMES, Look
from wallet.vault import Vault

if TYPE_CHECKING:
    from wallet.session import Session
    from wallet.ui.window import Window

DOORS: Final = {"set.passphrase": "change_passphrase", "set.kit": "kit", "set.keyring": "keyring"}
"""Controls that open what the window does with the vault's doors, by the names of its methods."""
_SIZES: Final = {"1.0": "100 %", "1.25": "125 %", "1.5": "150 %", "2.0": "200 %"}


class Settings(Sheet):
    """``room(name)`` opens a page. Without a vault only what needs none is shown."""

    room = Signal(str)
    back = "ui-nav-home"

    def __init__(self, look: Look, window: Window) -> None:
        super().__init__(look)
        self._window = window
        self.setObjectName("set")
        self.refresh()

    def build(self) -> QWidget:
        """Section by section."""
        look, session = self.look, self._window.session
        parts: list[Part] = []
        if session is not None:
            vault = session.open_vault()
            parts += self._security(vault)
            parts += self._checks(session)
        parts += self._looks()
        parts += self._sharing()
        if session is not None:
            parts += [*self._storage(session), *self._advanced(session)]
        return self.laid(look.say("ui-nav-settings"), look.say("ui-set-line"), *parts)

    def _row(self, name: str, *controls: QWidget, line: str = "", amber: bool = False) -> QWidget:
        said = line or self.look.say(f"ui-set-{name}_line")
        return setting(
            self.look, self.look.say(f"ui-set-{name}"), said, *controls, colour="unsure" if amber else "ink-soft"
        )

    def _button(self, name: str, word: str, act: Callable[[], object], icon: str = "") -> QWidget:
        made = button(self.look, self.look.say(f"ui-set-{word}"), act, icon=icon, name=f"set.{name}")
        made.setAccessibleName(f"{made.text()}: {self.look.say(f'ui-set-{name}')}")
        return made

    def _door(self, name: str, *facts: object) -> None:
        getattr(self._window, DOORS[name])(*facts)

    def _security(self, vault: Vault) -> list[Part]:
        look = self.look
        on = "keyring" in vault.doors
        keyring = Switch(
            look, look.say("ui-set-keyring"), on, lambda wanted: self._door("set.keyring", wanted), "set.keyring"
        )
        kit = "recovery" in vault.doors
        return [
            *section(look, look.say("ui-set-security")),
            self._row("lock", self._button("lock", "lock_now", self._window.lock, "lock")),
            self._row("minutes", self._minutes()),
            self._row("passphrase", self._button("passphrase", "change", partial(self._door, "set.passphrase"))),
            self._row("kit", self._button("kit", "kit_again" if kit else "kit_new", partial(self._door, "set.kit")),
                      line=look.say("ui-set-kit_line" if kit else "ui-set-kit_none"), amber=not kit),
            self._row("keyring", keyring),
        ]  # fmt: skip

    def _minutes(self) -> QWidget:
        """A number to type, and steps for who points: 1 to 60."""
        look = self.look
        least, most = preferences.MINUTES
        field = QLineEdit(str(preferences.minutes()))
        field.setObjectName("set.minutes")
        field.setAccessibleName(f"{look.say('ui-set-minutes')} ({look.say('ui-set-minutes_unit')})")
        field.setValidator(QIntValidator(least, most, field))
        field.setMaxLength(2)
        field.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        field.setFont(look.font("body"))
        field.setFixedWidth(round(56 * look.scale))

        def step(by: int) -> None:
            field.setText(str(min(max(preferences.minutes() + by, least), most)))

        def typed(text: str) -> None:
            if field.hasAcceptableInput():
                self._window.set_idle(int(text))

        field.textChanged.connect(typed)
        steps = []
        for by, name, word in ((-1, "less", "−"), (1, "more", "+")):
            one = button(look, word, partial(step, by), name=f"set.minutes.{name}")
            one.setAccessibleName(look.say(f"ui-set-minutes_{name}"))
            one.setFixedWidth(round(44 * look.scale))
            steps.append(one)
        unit = fixed(look, look.say("ui-set-minutes_unit"), "body", "ink-soft")
        return pane(row(steps[0], field, steps[1], unit, space=6))

    def _checks(self, session: Session) -> list[Part]:
        look = self.look
        found, packs, registries = papers(session), chosen(session), lists(session)
        if found:
            oldest = (session.clock() - found[0].dated) // timedelta(days=1)
            line = look.say("ui-set-papers_line", count=len(found), days=max(0, oldest))
        else:
            line = look.say("ui-set-papers_none")
        vouching = look.say("ui-set-trust_line", packs=len(packs), lists=len(registries))
        return [
            *section(look, look.say("ui-set-checks")),
            self._row("papers", self._button("papers", "open", lambda: self.room.emit("trust")), line=line),
            self._row("trust", self._button("trust", "open", lambda: self.room.emit("trust")), line=vouching),
        ]

    def _looks(self) -> list[Part]:
        look = self.look
        return [
            *section(look, look.say("ui-set-looks")),
            self._row("language", languages(look)),
            self._row("theme", segments(look, "set.theme", {name: look.say(f"ui-theme-{name}") for name in THEMES}, look.theme,
                                              lambda name: look.set(theme=name))),
            self._row("text", segments(look, "set.scale", _SIZES, str(look.scale), lambda name: look.set(scale=float(name)))),
        ]  # fmt: skip

    def _sharing(self) -> list[Part]:
        look = self.look
        choices = {name: look.say(f"ui-set-density_{name}") for name in preferences.DENSITIES}
        return [
            *section(look, look.say("ui-set-sharing")),
            self._row("density", segments(look, "set.density", choices, preferences.density(), self._density)),
        ]

    def _density(self, name: str) -> None:
        preferences.set_density(name)
        self.refresh()

    def _storage(self, session: Session) -> list[Part]:
        look, vault = self.look, session.open_vault()
        last = Memory(self._window.state, vault.id).backup
        age = session.clock() - last.at if last is not None else None
        line = look.say("ui-keep-never") if age is None else look.say("ui-keep-last", days=max(0, age.days))
        amber, waiting = age is None or age > OLD, len(session.trash())
        trash = look.say("ui-trash-count" if waiting else "ui-trash-none", count=waiting)
        found = beside(vault.path, vault.id)
        parts: list[Part] = [
            *section(look, look.say("ui-set-storage")),
            setting(look, look.say("ui-set-folder"), str(vault.path)),
            self._row(
                "backups", self._button("backups", "open", lambda: self.room.emit("backups")), line=line, amber=amber
            ),
            self._row("trash", self._button("trash", "open", lambda: self.room.emit("trash")), line=trash),
        ]
        if found:
            said = look.say("ui-set-merge_line", count=len(found))
            parts.append(
                self._row(
                    "merge", self._button("merge", "open", lambda: self.room.emit("merging")), line=said, amber=True
                )
            )
        return parts

    def _advanced(self, session: Session) -> list[Part]:
        look, vault = self.look, session.open_vault()
        facts = {
            "generation": vault.generation,
            "memory": vault.cost.memory // 2**20,
            "passes": vault.cost.passes,
            "id": vault.id[:8],
        }
        again = self._button("again", "again_go", self._check_again)
        return [
            *section(look, look.say("ui-set-advanced")),
            self._row("again", again),
            setting(look, look.say("ui-set-vault"), look.say("ui-set-vault_line", **facts)),
        ]

    def _check_again(self) -> None:
        session = self._window.session
        if session is not None:
            said = self.look.say("ui-set-again_done", count=len(session.listed()))
            self.start(
                lambda tick: session.verify(None, tick), "ui-set-again_working", lambda _: self._window.say(said)
            )
