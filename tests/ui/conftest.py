"""Real windows on Qt's offscreen screen, on a real vault that is cheap to open."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QSettings
from PySide6.QtWidgets import QApplication, QWidget

from tests import making
from wallet.crypto.seal import FLOOR
from wallet.ui import tasks
from wallet.ui.theme import Look
from wallet.ui.window import Window, application
from wallet.vault import Vault

PASSPHRASE = "walnut ferry quiet lantern"


@pytest.fixture(scope="session")
def qapp_cls() -> type[QApplication]:
    return QApplication


@pytest.fixture
def look(qapp: QApplication, tmp_path: Path) -> Look:
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, str(tmp_path / "settings"))
    application()
    made = Look("light", "en")
    made.wear()
    return made


@pytest.fixture
def window(qapp: QApplication, look: Look, tmp_path: Path) -> Iterator[Window]:
    """A window on its first run."""
    made = Window(look, lambda: making.NOW, tmp_path / "wallet" / "akashi.vault", cost=FLOOR, state=tmp_path / "state")
    made.show()
    settle()
    yield made
    forget(made)


@pytest.fixture
def opened(window: Window) -> Window:
    """A window with an open, empty vault."""
    window._opened(Vault.create(window.path, PASSPHRASE, cost=FLOOR))
    settle()
    return window


@pytest.fixture
def filled(opened: Window) -> Window:
    """A window with the samples in it."""
    opened.samples()
    settle()
    return opened


def forget(window: Window) -> None:
    """Close a window and take it apart: what is left of it would be dressed again with every test that follows."""
    window.close()
    settle()
    window.deleteLater()
    settle()


def settle() -> None:
    """Let the work end, the signals come home, and what was closed go."""
    for _ in range(4):
        tasks.wait_for_all()
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def named(root: QWidget, name: str) -> QWidget:
    """The visible widget of a name."""
    found = [one for one in root.findChildren(QWidget, name) if one.isVisibleTo(root)]
    assert found, name
    return found[0]
