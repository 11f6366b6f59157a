"""The pages that look after the vault, and how they lead to each other."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal
from weakref import WeakKeyDictionary

from wallet.session import Session
from wallet.session.beside import beside
from wallet.ui.bringing import Bringing
from wallet.ui.keeping import Backups
from wallet.ui.leaving import LeavingPage
from wallet.ui.merging import Merging
from wallet.ui.packing import Draft, PackingPage
from wallet.ui.sections import Sheet
from wallet.ui.trash import TrashPage
from wallet.ui.trusting import TrustPage

if TYPE_CHECKING:
    from wallet.ui.window import Window

PAGES: Final = (Backups, Bringing, LeavingPage, Merging, PackingPage, TrashPage, TrustPage)
"""Pages that belong to the settings."""
_DRAFTS: Final[WeakKeyDictionary[Session, Draft]] = WeakKeyDictionary()
"""The pack that is being made, for as long as the vault is open."""


def go(window: Window, name: str) -> None:
    """Show a page by its name in ``_ROOMS``; nothing without a vault."""
    if window.session is not None:
        _ROOMS[name](window, window.session)


def _backups(window: Window, session: Session) -> None:
    page = Backups(window.look, session, window.state)
    page.restore.connect(lambda path, ask: _bring(window, session, Path(path), "restore", ask))
    page.test.connect(lambda path: _bring(window, session, Path(path), "test", True))
    page.leaving.connect(lambda: go(window, "leaving"))
    _show(window, page)


def _bring(window: Window, session: Session, path: Path, act: Literal["restore", "test"], ask: bool) -> None:
    _show(window, Bringing(window.look, session, window.state, path, act, ask), "backups")


def _trust(window: Window, session: Session) -> None:
    page = TrustPage(window.look, session)
    page.making.connect(lambda: go(window, "packing"))
    _show(window, page)


def _packing(window: Window, session: Session) -> None:
    draft = _DRAFTS.setdefault(session, Draft())
    _show(window, PackingPage(window.look, session, draft), "trust")


def _show(window: Window, page: Sheet, before: str = "") -> None:
    page.closed.connect((lambda: go(window, before)) if before else window.settings)
    window.show_page(page)


_ROOMS: Final[dict[str, Callable[[Window, Session], None]]] = {
    "backups": _backups,
    "leaving": lambda window, session: _show(window, LeavingPage(window.look, session), "backups"),
    "merging": lambda window, session: _show(window, Merging(window.look, session)),
    "packing": _packing,
    "trash": lambda window, session: _show(window, TrashPage(window.look, session)),
    "trust": _trust,
}


def tell_of_copies(window: Window, session: Session) -> None:
    """After opening: a copy that was changed elsewhere is mentioned, and keeps nobody from reading."""
    vault = session.open_vault()
    count = len(beside(vault.path, vault.id))
    if count:
        window.offer(window.look.say("ui-merge-found", count=count), "ui-merge-open", lambda: go(window, "merging"))
