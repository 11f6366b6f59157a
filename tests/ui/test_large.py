"""Little room: with text of twice the size, or in the smallest window, nothing is cut off (SCREENS U15)."""

import importlib.util
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtCore import QPoint, QRect, QSettings
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QLabel,
    QProgressBar,
    QPushButton,
    QScrollBar,
    QWidget,
)

from tests.ui.conftest import forget
from wallet.ui.text import Plain
from wallet.ui.theme import Look
from wallet.ui.window import Window

SCREENSHOTS = Path(__file__).parents[2] / "packaging" / "screenshots.py"


def cut(root: QWidget) -> Iterator[str]:
    """What is shown in part only: words that do not fit their place, and places beyond the edge of what holds them."""
    for one in root.findChildren(QWidget):
        if not one.isVisibleTo(root) or isinstance(one, QScrollBar | QProgressBar):
            continue
        said = one.text() if isinstance(one, QLabel | QPushButton) else ""
        name = f"{type(one).__name__} {one.objectName()} {said[:40]!r}"
        size = f"{one.width()}x{one.height()}"
        if isinstance(one, Plain) and one.wordWrap():
            if one.heightForWidth(one.width()) > one.height() + 1:
                yield f"{name}: {size} for lines of {one.heightForWidth(one.width())}"
        elif isinstance(one, QPushButton | QComboBox) or (isinstance(one, Plain) and not one._elided):
            wanted = one.sizeHint()
            if wanted.width() > one.width() + 1 or wanted.height() > one.height() + 1:
                yield f"{name}: {size} for {wanted.width()}x{wanted.height()}"
        yield from beyond(one, root, name)


def beyond(one: QWidget, root: QWidget, name: str) -> Iterator[str]:
    """The edges that a widget goes beyond. What scrolls has no edge below."""
    inside, rect = one, one.rect()
    while inside is not root:
        holder = inside.parentWidget()
        if holder is None or (holder.isWindow() and holder is not root):
            return
        rect = QRect(inside.mapTo(holder, QPoint(rect.x(), rect.y())), rect.size())
        scrolls = isinstance(holder.parentWidget(), QAbstractScrollArea) and holder is holder.parentWidget().viewport()  # type: ignore[attr-defined]
        if rect.left() < 0 or rect.right() > holder.width() or (not scrolls and rect.bottom() > holder.height()):
            yield f"{name}: {rect.getRect()} in {type(holder).__name__} {holder.objectName()} {holder.width()}x{holder.height()}"
            return
        if scrolls:
            rect = QRect(0, 0, 1, 1)
        inside = holder


@pytest.fixture
def screenshots() -> ModuleType:
    spec = importlib.util.spec_from_file_location("screenshots", SCREENSHOTS)
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


@pytest.mark.qt_log_ignore("Couldn.t (load|resolve)", "No RHI backend", extend=True)
@pytest.mark.parametrize(
    ("lang", "scale", "size"), [("ja", 2.0, None), ("en", 2.0, None), ("ja", 1.0, (720, 560)), ("en", 1.0, (720, 560))]
)
def test_nothing_is_cut_off(
    lang: str,
    scale: float,
    size: tuple[int, int] | None,
    qapp: QApplication,
    tmp_path: Path,
    screenshots: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("AKASHI_STATE", str(tmp_path / "state"))
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, str(tmp_path))
    look = Look("light", lang, scale)
    look.wear()
    shown = Window(
        look,
        lambda: screenshots.NOW,
        tmp_path / "wallet" / "akashi.vault",
        cost=screenshots.CHEAP,
        state=tmp_path / "state",
    )
    if size is not None:
        shown.resize(*size)
    shown.show()
    found: dict[str, list[str]] = {}

    def take(name: str, made: Callable[[], QWidget] | None = None, large: bool = False) -> None:
        look.set(lang=lang, scale=scale)
        screenshots.settle(qapp)
        root = made() if made else shown
        screenshots.settle(qapp)
        if lines := list(cut(root)):
            found[name] = lines
        if folder := os.environ.get("AKASHI_PICTURES"):
            root.grab().save(f"{folder}/{name}-{lang}-{scale}.png")

    screenshots.take_all(qapp, shown, take)
    forget(shown)
    assert not found, "\n".join(f"{name}: {line}" for name, lines in found.items() for line in lines)
