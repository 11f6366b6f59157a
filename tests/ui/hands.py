"""What a person does at the window: press, type, read."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QLabel, QLineEdit, QWidget

from tests.ui.conftest import named, settle
from wallet.ui.window import Window


def press(root: QWidget, name: str) -> None:
    """Click the button of a name, and wait for what it does."""
    button = named(root, name)
    assert isinstance(button, QAbstractButton)
    assert button.isEnabled(), name
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    settle()


def enter(root: QWidget, text: str, name: str = "lock.field") -> None:
    """Replace what stands in a field."""
    field = named(root, name)
    assert isinstance(field, QLineEdit)
    field.clear()
    field.insert(text)


def texts(root: QWidget) -> str:
    """Every visible text."""
    return "\n".join(label.text() for label in root.findChildren(QLabel) if label.isVisibleTo(root))


def state(window: Window) -> str:
    """How the page says it stands."""
    assert window.page is not None
    return str(window.page.property("state"))


def escape(window: Window) -> None:
    """The Escape key."""
    assert window.page is not None
    QTest.keyClick(window.page, Qt.Key.Key_Escape)
    settle()


def everything() -> str:
    """Every text that any widget of the program holds, shown or not."""
    names = ("accessibleName", "toolTip", "text", "plainText", "windowTitle")
    return "\n".join(str(widget.property(name) or "") for widget in QApplication.allWidgets() for name in names)


def choose(monkeypatch: pytest.MonkeyPatch, path: Path | None) -> None:
    """What the next dialogs for files and folders answer; None is Cancel."""
    chosen = str(path) if path is not None else ""
    for name in ("getOpenFileName", "getSaveFileName"):
        monkeypatch.setattr(QFileDialog, name, lambda *_, **__: (chosen, ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_, **__: chosen)
