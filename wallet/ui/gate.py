"""The window's half that opens and closes the vault: the way in, the secrets, and locking.

``Window`` adds the pages. Nothing here outlives a lock: the vault is closed, its copies are kept, its pages are gone.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from PySide6.QtCore import QSettings, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from wallet.crypto.seal import Cost
from wallet.library import Library
from wallet.session import Session, default_vault
from wallet.session.guarded import Guarded, accept, keyring_off
from wallet.ui import draw, tasks
from wallet.ui.clip import Clip
from wallet.ui.guarding import Watch
from wallet.ui.kit import Kit
from wallet.ui.known import Known
from wallet.ui.passphrases import Change, Keyring
from wallet.ui.tasks import Job
from wallet.ui.theme import Look
from wallet.ui.welcome import Welcome
from wallet.vault import Record, Vault

LOCK_MS: Final = 1000
"""How long a lock waits for work to end; what goes on after that finds the vault closed."""
Clock = Callable[[], datetime]


class Gate(QMainWindow):
    """One vault at most. ``state`` is the folder of this computer's memory of vaults."""

    def __init__(self, look: Look, clock: Clock, path: Path, cost: Cost | None, state: Path) -> None:
        super().__init__()
        self.look, self.clock, self.path, self.state, self._cost = look, clock, path, state, cost
        self.session: Session | None = None
        self.vault: Vault | None = None
        self.found: Guarded | None = None
        self._known: Known | None = None
        self.clip = Clip(self)
        self._undo: tuple[Record, ...] = ()
        self._waiting: list[str] = []
        self._idle = QTimer(self)
        self._idle.timeout.connect(self.lock)
        self._watch = Watch(self, self.lock, clock)

    @property
    def page(self) -> QWidget | None:
        """The page that is shown."""
        raise AssertionError("the window has pages")

    def show_page(self, page: QWidget) -> None:
        """Put a page in front."""
        raise AssertionError("the window has pages")

    def home(self) -> None:
        """The shelf, or the way in."""
        raise AssertionError("the window has pages")

    def settings(self) -> None:
        """The settings."""
        raise AssertionError("the window has pages")

    def check(self) -> None:
        """Verifier mode."""
        raise AssertionError("the window has pages")

    def say(self, text: str) -> None:
        """A short message."""
        raise AssertionError("the window has messages")

    def take_files(self, names: Sequence[str]) -> None:
        """Look at files."""
        raise AssertionError("the window takes files")

    def welcome(self, step: str, *, keyring: bool = False) -> Welcome:
        """First run or unlock; ``keyring`` where this computer may open the vault unasked."""
        page = Welcome(self.look, self.path, step, self.state, self._cost, keyring=keyring)
        page.opened.connect(lambda found, how: self._entered(found, how, page.path))
        page.verify_only.connect(self.check)
        self.show_page(page)
        return page

    def _entered(self, found: Guarded, how: str, path: Path) -> None:
        """A vault is open: the one at the path, or what stands in for it."""
        self.found, self.vault, self.path = found, found.vault, path
        if not found.vault.read_only:
            self._remember(found.vault.path)
            if found.vault.opened_by == "recovery":
                self._renew(found.vault)
                return
        self._opened(found.vault)
        if how == "created":
            self.kit(first=True)
        elif found.seen.outcome == "new" and how == "unlocked" and not found.vault.read_only:
            self.say(self.look.say("vault.not_seen"))

    def _renew(self, vault: Vault) -> None:
        """Whoever came by a recovery code chooses a new passphrase before anything is written."""
        self._idle.start()
        page = Change(self.look, vault, self._cost, forced=True)
        page.finished.connect(lambda changed: self._recovered(vault) if changed else self.lock())
        self.show_page(page)

    def _recovered(self, vault: Vault) -> None:
        self._opened(vault)
        self.kit()

    def _remember(self, path: Path) -> None:
        """Where the vault is, for the next start; the usual place needs no remembering."""
        self.path = path
        kept = QSettings("akashi", "akashi")
        if path == default_vault(os.environ).resolve():
            kept.remove("vault")
        else:
            kept.setValue("vault", str(path))

    def kit(self, *, first: bool = False) -> None:
        """The recovery kit."""
        if self.session is None or self.vault is None:
            return
        if self.vault.frozen is not None:
            self.say(self.look.say(self.vault.frozen.code, **self.vault.frozen.facts))
            return
        page = Kit(self.look, self.session, first=first)
        page.finished.connect(self.home)
        self.show_page(page)

    def change_passphrase(self) -> None:
        """Another passphrase for the vault that is open."""
        if self.session is None or self.vault is None:
            return
        page = Change(self.look, self.vault, self._cost)
        page.finished.connect(lambda changed: self._back_to_settings("ui-change-said" if changed else ""))
        self.show_page(page)

    def keyring(self, on: bool) -> None:
        """Let this computer's keyring open the vault, after saying what that means; or let it no more."""
        vault = self.vault
        if self.session is None or vault is None:
            return
        if on:
            page = Keyring(self.look, vault)
            page.finished.connect(lambda on: self._back_to_settings("ui-keyring-said" if on else ""))
            self.show_page(page)
            return
        job = Job(self, lambda _: keyring_off(vault))
        job.done.connect(lambda _: self._back_to_settings("keyring.off"))
        job.failed.connect(lambda error: self.say(self.look.say(error.code, **error.facts)))
        job.start()

    def _back_to_settings(self, said: str) -> None:
        self.settings()
        if said:
            self.say(self.look.say(said))

    def accept(self) -> None:
        """Go on with the older copy that is open."""
        if self.found is not None and self.vault is not None:
            self.found = accept(self.found, self.state)
            self._remember(self.vault.path)
            if self.vault.opened_by == "recovery":
                self._renew(self.vault)
            else:
                self.home()
            self.say(self.look.say("vault.accepted"))

    def find_newer(self) -> None:
        """Lock, and show the copies that are newer than the one that was open."""
        if self.vault is not None:
            generation = self.vault.generation
            self.lock()
            if isinstance(self.page, Welcome):
                self.page.go("copies", None, generation)

    def _opened(self, vault: Vault) -> None:
        self.vault = vault
        self.session = Session(vault, Library.bundled(), self.clock, self.look.lang)
        self._idle.start()
        self.home()
        if self._waiting:
            names, self._waiting = self._waiting, []
            self.take_files(names)

    def lock(self) -> None:
        """Close the vault and forget everything that was in it."""
        if self.vault is None:
            return
        said = self._close_vault()
        self._idle.stop()
        self.say("")
        for other in QApplication.topLevelWidgets():
            if other is not self and other.isVisible():
                other.close()
        self.welcome("unlock")
        if said:
            self.say(said)

    def _close_vault(self) -> str:
        """Stop all work, close the vault so that copies are kept, and forget; what there is to say of it."""
        tasks.stop_all()
        tasks.wait_for_all(LOCK_MS)
        if self._known is not None:
            self._known.stop()
            self._known = None
        vault, self.vault, self.session, self.found = self.vault, None, None, None
        self._undo = ()
        self.clip.clear()
        draw._render.cache_clear()
        if vault is None:
            return ""
        vault.close()
        error = vault.hook_error
        return self.look.say("vault.no_copy", reason=self.look.say(error)) if error else ""


def last_vault() -> Path:
    """The vault of last time, or the usual place where that has one. ``AKASHI_VAULT`` comes before both."""
    kept, usual = str(QSettings("akashi", "akashi").value("vault", "") or ""), default_vault(os.environ)
    if kept and "AKASHI_VAULT" not in os.environ and (Path(kept).exists() or not usual.exists()):
        return Path(kept)
    return usual
