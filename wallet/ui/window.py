"""The window: pages, shortcuts, the footer that always says what is locked and what is offline."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, QMimeData, QObject, QSettings, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication, QIcon, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLabel, QStackedWidget, QWidget

from wallet.crypto.seal import Cost
from wallet.errors import WalletError
from wallet.library import Library
from wallet.session import default_vault, state_folder
from wallet.session.samples import add_samples
from wallet.sharing.exchange import Ask
from wallet.ui import draw, preferences, rooms
from wallet.ui.adding import Adding
from wallet.ui.answering import Answering
from wallet.ui.checking import Checking
from wallet.ui.detail import Detail
from wallet.ui.doorway import Doorway
from wallet.ui.frame import Frame
from wallet.ui.gate import Gate, last_vault
from wallet.ui.guarding import shield
from wallet.ui.known import Known
from wallet.ui.parts import Page, Progress
from wallet.ui.reading import png_of
from wallet.ui.settings import Settings
from wallet.ui.share import SharePage
from wallet.ui.shelf import Shelf
from wallet.ui.shown import ShownPage
from wallet.ui.tasks import Job
from wallet.ui.theme import Look
from wallet.vault import Vault

UNDO_MS: Final = 10_000
Clock = Callable[[], datetime]


class Window(Gate):
    """One window, one session. Pages are made when they are needed and forgotten when they are left."""

    look: Look

    def __init__(
        self,
        look: Look,
        clock: Clock,
        path: Path,
        *,
        verify_only: bool = False,
        cost: Cost | None = None,
        state: Path | None = None,
    ) -> None:
        super().__init__(look, clock, path, cost, state or state_folder(os.environ))
        self.setWindowTitle("Akashi")
        self.setWindowIcon(QIcon(draw.seal("#27497A", "#FFFFFF", 256, 1.0)))
        self.setMinimumSize(720, 560)
        self.resize(1280, 800)
        self.setAcceptDrops(True)
        self.pages = QStackedWidget()
        self._frame = Frame(look, self)
        self.setCentralWidget(self._frame)
        self._toast = QTimer(self)
        self._toast.setSingleShot(True)
        self._toast.timeout.connect(self._end_undo)
        self._idle.setInterval(preferences.minutes() * 60_000)
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]
        self._shortcuts()
        if verify_only:
            self.check()
        else:
            self.welcome("unlock" if path.exists() else "welcome", keyring=True)

    def _shortcuts(self) -> None:
        for keys, act in (
            ("Ctrl+N", self.add), ("Ctrl+O", self._choose), ("Ctrl+V", self._paste), ("Ctrl+F", self._find), ("Ctrl+L", self.lock),
            ("Ctrl+E", self._share_current), ("Ctrl+Shift+V", self.check), ("Alt+Left", self.home), ("Ctrl+,", self.settings),
            ("F5", self._again), ("Ctrl+1", lambda: self._form(True)), ("Ctrl+2", lambda: self._form(False)), ("F11", self._full),
            ("Del", self._remove_current),
        ):  # fmt: skip
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    @property
    def page(self) -> QWidget | None:
        """The page that is shown."""
        return self.pages.currentWidget()

    def show_page(self, page: QWidget) -> None:
        """Put a page in front and forget the one before."""
        old = self.pages.currentWidget()
        self.pages.addWidget(page)
        self.pages.setCurrentWidget(page)
        shield(self, getattr(page, "private", False))
        if old is not None and old is not page:
            if isinstance(old, Doorway):
                old.leave()
            self.pages.removeWidget(old)
            old.deleteLater()
        self._frame.refresh()
        page.setFocus()

    def _opened(self, vault: Vault) -> None:
        super()._opened(vault)
        if self.session is not None:
            rooms.tell_of_copies(self, self.session)

    def home(self) -> None:
        """The shelf."""
        if self.vault is not None and self.session is None:
            self.lock()
            return
        if self.session is None:
            self.welcome("unlock" if self.path.exists() else "welcome")
            return
        if self._known is None:
            self._known = Known(self.look, self.session)
        page = Shelf(self.look, self._known)
        page.opened.connect(self.detail)
        page.add.connect(self.add)
        page.files.connect(self._choose)
        page.paste.connect(self._add_pasting)
        page.samples.connect(self.samples)
        self.show_page(page)

    def detail(self, name: str) -> None:
        """One credential."""
        if self.session is None:
            return
        page = Detail(self.look, self.session, name)
        page.back.connect(self.home)
        page.share.connect(self.share)
        page.remove.connect(self.remove)
        page.said.connect(self.say)
        page.copied.connect(self.clip.put)
        self.show_page(page)

    def share(self, name: str) -> None:
        """Show it to somebody."""
        if self.session is None:
            return
        page = SharePage(self.look, self.session, name)
        page.closed.connect(lambda: self.detail(name))
        self.show_page(page)

    def add(self) -> Adding | None:
        """The ways in."""
        if self.session is None:
            return None
        page = Adding(self.look, self.session)
        page.finished.connect(self.home)
        page.asked.connect(self.answer)
        self.show_page(page)
        return page

    def check(self) -> None:
        """Verifier mode; it has no vault and keeps nothing."""
        page = Checking(self.look, self._documents, self.clock)
        page.left.connect(self.home)
        self.show_page(page)

    def shown(self) -> None:
        """What was shown to whom."""
        if self.session is None:
            return
        page = ShownPage(self.look, self.session)
        page.said.connect(self.say)
        self.show_page(page)

    def settings(self) -> None:
        """Everything that can be decided."""
        page = Settings(self.look, self)
        page.room.connect(lambda name: rooms.go(self, name))
        page.closed.connect(self.home)
        self.show_page(page)

    def _documents(self) -> Library:
        return self.session.library if self.session is not None else Library.bundled()

    def answer(self, one: Ask) -> None:
        """A verifier's request: who asks for what, and whether to answer."""
        if self.session is None:
            return
        page = Answering(self.look, self.session, one)
        page.closed.connect(self.home)
        self.show_page(page)

    def set_idle(self, minutes: int) -> None:
        """Lock after so many minutes without a key or click, from now on."""
        preferences.set_minutes(minutes)
        self._idle.setInterval(preferences.minutes() * 60_000)
        said = self._frame.findChild(QLabel, "footer.minutes")
        if said is not None:
            said.setText(self.look.say("ui-footer-lock", minutes=preferences.minutes()))
            said.setAccessibleName(said.text())

    def samples(self) -> None:
        """Try with samples: the bundled credentials and their documents, added like any other."""
        session = self.session
        if session is None:
            return
        job = Job(self, lambda tick: add_samples(session, tick))
        job.done.connect(lambda _: self.home())
        job.failed.connect(lambda error: self.say(self.look.say(error.code, **error.facts)))
        if isinstance(self.page, Page):
            self.page._box.addWidget(Progress(self.look, job, self.look.say("ui-add-keeping")))
        job.start()

    def remove(self, name: str) -> None:
        """Remove, with ten seconds to think again."""
        if self.session is None:
            return
        try:
            self._undo = self.session.remove([name])
        except WalletError as error:
            self.say(self.look.say(error.code, **error.facts))
            return
        self.home()
        self._frame.toast(self.look.say("ui-removed"), self.undo)
        self._toast.start(UNDO_MS)

    def undo(self) -> None:
        """Put back what was just removed."""
        if self.session is not None and self._undo:
            self.session.restore(self._undo)
            self._end_undo()
            self.home()

    def _end_undo(self) -> None:
        self._undo = ()
        self._frame.toast("", None)

    def offer(self, text: str, word: str, act: Callable[[], None]) -> None:
        """A message with something to do about it; it stays until it is used or another one comes."""
        self._toast.stop()
        self._frame.toast(text, act, word)

    def say(self, text: str) -> None:
        """A short message at the bottom, for a while."""
        self._frame.toast(text, None)
        self._toast.start(UNDO_MS // 2)

    def take_files(self, names: Sequence[str]) -> None:
        """Files from a drop or the command line go to the page that reads them."""
        if isinstance(self.page, Checking):
            self.page.take_files(names)
        elif self.session is None:
            self._waiting = list(names)
        else:
            page = self.page if isinstance(self.page, Adding) else self.add()
            if page is not None:
                page.take_files(names)

    def take(self, data: QMimeData) -> None:
        """A drop or the clipboard."""
        names = [url.toLocalFile() for url in data.urls() if url.isLocalFile()] if data.hasUrls() else []
        if isinstance(self.page, Checking):
            self.page.take(data)
        elif names:
            self.take_files(names)
        elif data.hasImage() and self.session is not None:
            page = self.page if isinstance(self.page, Adding) else self.add()
            if page is not None:
                page.take_bytes([(self.look.say("ui-add-pasted"), png_of(data.imageData()))])
        elif data.hasText() and data.text().strip() and self.session is not None:
            page = self.page if isinstance(self.page, Adding) else self.add()
            if page is not None:
                page.take_bytes([(self.look.say("ui-add-pasted"), data.text().encode("utf-8", "replace"))])

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """The whole window takes drops."""
        if event.mimeData().hasUrls() or event.mimeData().hasText():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """What was dropped is looked at, not stored."""
        event.acceptProposedAction()
        self.take(event.mimeData())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Any key or click starts the idle time anew."""
        if event.type() in (QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress) and self._idle.isActive():
            self._idle.start()
        return super().eventFilter(watched, event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """End the work, close the vault."""
        if isinstance(self.page, Doorway):
            self.page.leave()
        self._close_vault()
        QApplication.instance().removeEventFilter(self)  # type: ignore[union-attr]
        super().closeEvent(event)

    def _paste(self) -> None:
        self.take(QGuiApplication.clipboard().mimeData())

    def _choose(self) -> None:
        page = self.add()
        if page is not None:
            page.choose_files()

    def _add_pasting(self) -> None:
        page = self.add()
        if page is not None:
            page.start_pasting()

    def _find(self) -> None:
        if not isinstance(self.page, Shelf):
            self.home()
        field = self.findChild(QWidget, "home.search")
        if field is not None:
            field.setFocus()

    def _form(self, gallery: bool) -> None:
        if isinstance(self.page, Shelf):
            self.page._form(gallery)

    def _share_current(self) -> None:
        if isinstance(self.page, Detail):
            self.share(self.page.id)

    def _remove_current(self) -> None:
        if isinstance(self.page, Detail):
            self.remove(self.page.id)

    def _again(self) -> None:
        if self._known is not None:
            self._known.again()
        if self.session is not None and isinstance(self.page, Page):
            self.page.refresh()

    def _full(self) -> None:
        (self.showNormal if self.isFullScreen() else self.showFullScreen)()


def first_look() -> Look:
    """The look of last time; on the first run the system's language and light or dark."""
    kept = QSettings("akashi", "akashi")
    stated = os.environ.get("AKASHI_LANG") or str(kept.value("lang", ""))
    from PySide6.QtCore import QLocale

    lang = (
        stated if stated in ("ja", "en") else "ja" if QLocale.system().language() is QLocale.Language.Japanese else "en"
    )
    dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
    theme = str(kept.value("theme", "dark" if dark else "light"))
    look = Look(theme if theme in ("light", "dark", "high") else "light", lang)

    def keep() -> None:
        kept.setValue("lang", look.lang)
        kept.setValue("theme", look.theme)

    look.changed.connect(keep)
    return look


def application() -> QApplication:
    """The one application, in the style the tokens are drawn for."""
    found = QApplication.instance()
    made = found if isinstance(found, QApplication) else QApplication([sys.argv[0] if sys.argv else "akashi"])
    made.setStyle("Fusion")
    made.setApplicationName("Akashi")
    made.setDesktopFileName("akashi")
    return made


def run(files: Sequence[str], clock: Clock, *, verify_only: bool = False, quit_when_shown: bool = False) -> int:
    """Open the window and stay until it is closed; the value is the exit status."""
    started = time.perf_counter()
    running = application()
    look = first_look()
    look.wear()
    path = last_vault()
    window = Window(look, clock, path, verify_only=verify_only)
    if not verify_only and not path.exists() and path != default_vault(os.environ):
        window.welcome("unlock")  # it was elsewhere last time, and is not there now
    window.show()
    if files:
        window.take_files(list(files))
    if quit_when_shown:

        def shown() -> None:
            window.grab()
            print(json.dumps({"shown_ms": round((time.perf_counter() - started) * 1000)}), flush=True)
            window.close()
            running.quit()

        QTimer.singleShot(0, shown)
    return int(running.exec())


__all__ = ["Window", "application", "first_look", "run"]
