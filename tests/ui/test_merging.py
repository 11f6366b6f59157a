"""Changed on two computers, in the window: found, told, brought together, and never in the way."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from tests import making
from tests.ui.conftest import PASSPHRASE, named, settle
from tests.ui.test_keeping import ids, open_room, vault
from tests.ui.test_window import click, texts
from wallet.session import Session
from wallet.session.copies import copies_of
from wallet.ui.detail import Detail
from wallet.ui.merging import Merging
from wallet.ui.settings import Settings
from wallet.ui.shelf import Shelf
from wallet.ui.window import Window
from wallet.vault import Vault


@pytest.fixture(autouse=True)
def state(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("AKASHI_STATE", str(tmp_path / "state"))


def conflict(window: Window, *, name: str = "akashi (conflicted copy 2026-11-24).vault") -> Path:
    """Here the first was removed and brought back; there it was removed, and a new one added."""
    assert window.session is not None
    first = ids(window)[0]
    path = vault(window).path.with_name(name)
    vault(window).copy_to(path)
    with Vault.unlock(path, PASSPHRASE) as other:
        there = Session(other, making.library(), lambda: making.NOW)
        there.remove([first])
        there.add(making.raw(making.signed()), "new.json")
    window.session.remove([first])
    window.session.bring_back([first])
    return path


def test_a_copy_changed_elsewhere_is_mentioned_at_opening_and_blocks_no_reading(filled: Window) -> None:
    conflict(filled)
    opened = vault(filled)
    path = opened.path
    filled.lock()
    settle()
    filled._opened(Vault.unlock(path, PASSPHRASE))
    settle()
    assert isinstance(filled.page, Shelf)
    filled.detail(ids(filled)[0])
    settle()
    assert isinstance(filled.page, Detail)
    click(filled, "toast.undo")
    assert isinstance(filled.page, Merging)
    QTest.keyClick(filled.page, Qt.Key.Key_Escape)
    settle()
    assert isinstance(filled.page, Settings)
    assert len(ids(filled)) == 9


@pytest.mark.parametrize(("choice", "count"), [("both", 10), ("this", 10), ("that", 9)])
def test_both_are_kept_unless_a_side_is_chosen(filled: Window, choice: str, count: int) -> None:
    path, first = conflict(filled), ids(filled)[0]
    page = open_room(filled, "merging")
    assert "1 was changed on both sides" in texts(page)
    assert "removed 24 Nov 2026" in texts(page)
    row = named(page, "merge.conflict")
    assert row.property("state") == "both"
    record = filled.session.item(first).record if filled.session is not None else ""
    click(filled, f"merge.{choice}.{record[:8]}")
    assert named(page, "merge.conflict").property("state") == choice
    click(filled, "merge.go")
    assert len(ids(filled)) == count
    assert (first in ids(filled)) is (choice != "that")
    assert not path.exists()
    assert len(copies_of(vault(filled).path)) == 1
    assert filled.look.say("ui-merge-kept") in texts(page)


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "vault.empty_file"), (b"<html>502</html>" * 20, "vault.error_text"), (b"{}", "vault.error_text")],
)
def test_what_is_no_copy_is_named_and_left_alone(filled: Window, content: bytes, code: str) -> None:
    path = vault(filled).path.with_name("akashi (1).vault")
    path.write_bytes(content)
    for lang in ("ja", "en"):
        filled.look.set(lang=lang)
        page = open_room(filled, "merging")
        said = named(page, "merge.named")
        assert said.property("code") == code
        assert filled.look.say(code) in texts(page)
    assert not [one for one in page.findChildren(QWidget, "merge.go") if one.isVisibleTo(page)]
    assert path.read_bytes() == content


def test_settings_lead_to_the_page_only_where_there_is_something(filled: Window) -> None:
    filled.settings()
    settle()
    assert not filled.findChildren(QWidget, "set.merge")
    assert filled.look.say("merge.none") in texts(open_room(filled, "merging"))
    conflict(filled)
    filled.settings()
    settle()
    click(filled, "set.merge")
    assert isinstance(filled.page, Merging)


def test_copies_are_brought_in_one_after_the_other(filled: Window) -> None:
    conflict(filled)
    second = conflict(filled, name="akashi.sync-conflict-20261124-094100-ABCDEF7.vault")
    page = open_room(filled, "merging")
    click(filled, "merge.go")
    assert len([one for one in page.findChildren(QWidget, "merge.go") if one.isVisibleTo(page)]) == 1
    click(filled, "merge.go")
    assert not second.exists()
    assert len(ids(filled)) == 10
