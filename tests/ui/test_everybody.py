"""The way in for everybody: names for those who cannot see, keys for those who do not click, text at twice the size."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QScrollArea, QWidget

from tests.ui.conftest import PASSPHRASE, named, settle
from tests.ui.hands import press
from wallet.errors import VaultDamaged, WrongSecret
from wallet.session.samples import add_samples
from wallet.ui import rooms
from wallet.ui.kit import Kit
from wallet.ui.packing import PackingPage
from wallet.ui.restoring import Content
from wallet.ui.shelf import Shelf
from wallet.ui.trusting import TrustPage
from wallet.ui.welcome import Welcome
from wallet.ui.window import Window


def step(window: Window, name: str, *facts: object) -> Welcome:
    if window.vault is not None:
        window.lock()
        settle()
    page = window.page
    assert isinstance(page, Welcome)
    page.go(name, *facts)
    settle()
    return page


def content(window: Window) -> Content:
    from tests import making

    return Content(window.path, PASSPHRASE, making.NOW, 1234, 2, 34, ("2019-04-01T00:00:00Z", "2026-09-12T00:00:00Z"))


def unlock_with(error: Exception) -> Callable[[Window], object]:
    return lambda window: step(window, "unlock").now.failed(error)  # type: ignore[arg-type]


def pack(window: Window, act: str = "") -> None:
    """A fair pack that is made of the samples' documents; or one that was made and looked into."""
    assert window.session is not None
    add_samples(window.session)
    rooms.go(window, "packing")
    settle()
    page = window.page
    assert isinstance(page, PackingPage)
    key, out = (window.path.with_name(name) for name in ("maker.key", "fair.pack"))
    for path in (key, out):
        path.unlink(missing_ok=True)
    page.make_key(key)
    settle()
    if act:
        page.draft.name = "Career fair"
        page.write(out)
        settle()
    if act == "look":
        rooms.go(window, "trust")
        assert isinstance(window.page, TrustPage)
        window.page.take(out)


PAGES: dict[str, Callable[[Window], object]] = {
    "kit": lambda window: window.kit(first=True),
    "kit check": lambda window: (window.kit(), settle(), press(window, "kit.wrote")),
    "change": lambda window: window.change_passphrase(),
    "keyring": lambda window: window.keyring(True),
    "trust": lambda window: rooms.go(window, "trust"),
    "pack": pack,
    "pack made": lambda window: pack(window, "made"),
    "pack inside": lambda window: pack(window, "look"),
    "welcome": lambda window: step(window, "welcome"),
    "create": lambda window: step(window, "create"),
    "restore": lambda window: step(window, "restore"),
    "found": lambda window: step(window, "found", content(window)),
    "unlock": lambda window: step(window, "unlock"),
    "wrong": unlock_with(WrongSecret("vault.wrong_secret")),
    "damaged": unlock_with(VaultDamaged("vault.body_damaged", good=12, lost=3)),
    "code": lambda window: step(window, "code"),
    "copies": lambda window: step(window, "copies", VaultDamaged("vault.truncated")),
}


def visible(root: QWidget, kind: type[QWidget]) -> list[QWidget]:
    return [one for one in root.findChildren(kind) if one.isVisibleTo(root)]


@pytest.mark.parametrize("name", PAGES)
def test_every_control_has_a_name(opened: Window, name: str) -> None:
    PAGES[name](opened)
    settle()
    seen = 0
    for widget in visible(opened, QWidget):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and not isinstance(widget, QLabel):
            interface = QAccessible.queryAccessibleInterface(widget)
            said = interface.text(QAccessible.Text.Name) if interface is not None else ""
            assert said.strip() or widget.objectName() == "qt_scrollarea_viewport", widget
            seen += 1
    assert seen >= 2


@pytest.fixture
def sized(opened: Window) -> Iterator[Window]:
    yield opened
    opened.look.set(scale=1.0, lang="en")


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize(("width", "height", "scale"), [(1280, 800, 2.0), (720, 560, 1.0), (1280, 800, 1.0)])
def test_nothing_is_cut_off(sized: Window, width: int, height: int, scale: float, lang: str) -> None:
    sized.resize(width, height)
    sized.look.set(scale=scale, lang=lang)
    for name, act in PAGES.items():
        act(sized)
        settle()
        assert sized.page is not None
        area = visible(sized.page, QScrollArea)[0]
        assert isinstance(area, QScrollArea)
        inner = area.widget()
        assert inner.width() <= area.viewport().width(), name
        for one in visible(inner, QPushButton) + visible(inner, QLabel):
            if isinstance(one, QLabel) and one.wordWrap():
                assert one.height() >= one.heightForWidth(one.width()), (name, one.text())
            else:
                assert one.width() >= one.sizeHint().width(), (name, one.property("text"))
            right = one.mapTo(inner, one.rect().topRight()).x()
            assert right <= inner.width(), (name, one.property("text"))
        for field in visible(inner, QLineEdit):
            assert field.height() >= field.fontMetrics().height() + 4, name


def test_a_newcomer_needs_no_mouse(window: Window) -> None:
    named(window, "welcome.start").setFocus()
    QTest.keyClick(named(window, "welcome.start"), Qt.Key.Key_Space)
    settle()
    field = named(window, "lock.field")
    assert window.focusWidget() is field
    QTest.keyClicks(field, PASSPHRASE)
    QTest.keyClick(field, Qt.Key.Key_Return)
    settle()
    assert isinstance(window.page, Kit)
    QTest.keyClick(window.page, Qt.Key.Key_Escape)
    settle()
    assert isinstance(window.page, Shelf)


def test_the_language_changes_every_sentence_of_a_page_even_an_error(opened: Window) -> None:
    step(opened, "unlock").now.failed(WrongSecret("vault.wrong_secret"))
    settle()
    opened.look.set(lang="ja")
    settle()
    error = named(opened, "lock.error")
    assert isinstance(error, QLabel)
    assert error.text() == opened.look.say("vault.wrong_secret")
    opened.look.set(lang="en")
