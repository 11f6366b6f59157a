"""A shelf of many credentials: there at once, checked bit by bit, and never said to be better than what is known."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QListView
from pytestqt.qtbot import QtBot

from tests.ui.conftest import named, settle
from wallet.session.samples import paths
from wallet.ui import known
from wallet.ui.known import Known
from wallet.ui.shelf import Shelf
from wallet.ui.welcome import Welcome
from wallet.ui.window import Window


@pytest.fixture
def shelf(filled: Window, monkeypatch: pytest.MonkeyPatch) -> Shelf:
    """A shelf as it is just after a vault of many was opened: nothing is checked, and time stands still."""
    monkeypatch.setattr(known, "FEW", 0)
    session = filled.session
    assert session is not None
    made = Known(filled.look, session)
    page = Shelf(filled.look, made)
    made._timer.stop()
    filled.show_page(page)
    return page


def list_of(shelf: Shelf) -> QListView:
    view = named(shelf, "home.list")
    assert isinstance(view, QListView)
    return view


def said(shelf: Shelf) -> list[str]:
    model = list_of(shelf).model()
    return [model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(model.rowCount())]


def notes(shelf: Shelf) -> str:
    return "\n".join(label.text() for label in shelf.findChildren(QLabel) if label.isVisibleTo(shelf))


def test_what_is_not_checked_yet_says_so_and_nothing_better(shelf: Shelf) -> None:
    assert shelf.known.left == len(paths())
    assert all(text.endswith("Not checked yet") for text in said(shelf))
    assert not any("Verified" in text or "Can't tell" in text for text in said(shelf))
    assert f"Checking: 0 of {len(paths())}" in notes(shelf)


def test_all_are_checked_in_the_end_and_the_counts_follow(shelf: Shelf, qtbot: QtBot) -> None:
    shelf.known._timer.start(0)
    qtbot.waitUntil(lambda: not shelf.known.left)
    settle()
    assert sum(shelf.known.kinds.values()) == len(paths())
    assert not any("Not checked" in text for text in said(shelf))
    assert "Checking" not in notes(shelf)


def test_what_is_on_the_screen_is_checked_first(shelf: Shelf) -> None:
    last = shelf.known.rows[-1]
    shelf.known.want(last.id)
    shelf.known._check(0)
    assert shelf.known.kind(last)
    assert shelf.known.left == len(paths()) - 1


def test_a_filter_shows_what_was_found_so_far(shelf: Shelf, qtbot: QtBot) -> None:
    while not shelf.known.kinds["bad"]:
        shelf.known._check(0)
    shelf._follow()
    shelf._choose("bad")
    QApplication.sendPostedEvents()
    assert len(said(shelf)) == 1
    shelf.known._timer.start(0)
    qtbot.waitUntil(lambda: not shelf.known.left)
    assert len(said(shelf)) == shelf.known.kinds["bad"]


def test_search_finds_titles_before_they_are_checked_and_skills_afterwards(shelf: Shelf, qtbot: QtBot) -> None:
    field = named(shelf, "home.search")
    assert isinstance(field, QLineEdit)
    title = shelf.known.rows[0].titles[0]
    field.setText(title)
    assert any(title in text for text in said(shelf))
    field.setText("no credential says this")
    assert not shelf._model.rows
    field.setText("")
    shelf.known._timer.start(0)
    qtbot.waitUntil(lambda: not shelf.known.left)
    assert all(shelf.known.text(row) == shelf.known.card(row).search for row in shelf.known.rows)


def test_the_vault_may_be_locked_while_its_credentials_are_checked(
    filled: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(known, "FEW", 0)
    filled._again()
    made = filled._known
    assert made is not None
    assert made.left
    filled.lock()
    settle()
    assert isinstance(filled.page, Welcome)
    assert not made.left
    assert not made.kinds


def test_what_was_checked_stays_known_after_another_page_and_an_added_one_is_new(filled: Window) -> None:
    made = filled._known
    assert made is not None
    assert filled.session is not None
    gone = filled.session.remove([made.rows[0].id])
    filled.home()
    before = dict(made._cards)
    filled.session.restore(gone)
    filled.home()
    assert filled._known is made
    assert len(made.rows) == len(paths())
    assert all(made._cards[name] is card for name, card in before.items())


def test_f5_asks_every_question_again(filled: Window) -> None:
    made = filled._known
    assert made is not None
    before = dict(made._cards)
    filled._again()
    settle()
    assert not made.left
    assert made._cards.keys() == before.keys()
    assert all(made._cards[name] is not card for name, card in before.items())


def test_another_language_makes_other_cards(filled: Window) -> None:
    made = filled._known
    assert made is not None
    reasons = {card.reason for card in made._cards.values() if card.reason}
    filled.look.set(lang="ja")
    settle()
    assert not made.left
    assert reasons.isdisjoint(card.reason for card in made._cards.values())


def test_a_bar_to_scroll_with_is_there_only_if_there_is_more_to_see(filled: Window) -> None:
    shelf = filled.page
    assert isinstance(shelf, Shelf)
    bar = list_of(shelf).verticalScrollBar()
    assert (bar.maximum(), bar.isVisible()) == (0, False)
    filled.resize(760, 560)
    settle()
    assert bar.maximum() > 0
    assert bar.isVisible()
