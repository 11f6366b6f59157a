"""Trash, backups, restoring and leaving, as a person does them in the window."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QWidget

from tests import making
from tests.ui.conftest import PASSPHRASE, named, settle
from tests.ui.test_window import click, texts
from wallet.errors import Cancelled, VaultError
from wallet.session.copies import keep_copy
from wallet.session.memory import Memory
from wallet.ui import rooms
from wallet.ui.bringing import Bringing
from wallet.ui.keeping import Backups
from wallet.ui.leaving import LeavingPage
from wallet.ui.settings import Settings
from wallet.ui.trash import TrashPage
from wallet.ui.window import Window
from wallet.vault import Vault


@pytest.fixture(autouse=True)
def state(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("AKASHI_STATE", str(tmp_path / "state"))


@pytest.fixture
def kept(filled: Window) -> Window:
    """A window with the samples, whose memory lies in the test's own folder."""
    filled.state = filled.path.parent / "state"
    return filled


def ids(window: Window) -> list[str]:
    assert window.session is not None
    return [item.id for item in window.session.items()]


def vault(window: Window) -> Vault:
    assert window.session is not None
    return window.session.open_vault()


def open_room(window: Window, name: str) -> QWidget:
    rooms.go(window, name)
    settle()
    page = window.page
    assert page is not None
    return page


def escape(window: Window) -> None:
    QTest.keyClick(window.page, Qt.Key.Key_Escape)
    settle()


def typed(window: Window, name: str, text: str) -> None:
    field = named(window, name)
    assert isinstance(field, QLineEdit)
    assert field.echoMode() is QLineEdit.EchoMode.Password
    field.setText(text)


def test_what_is_removed_is_in_the_trash_and_comes_back_whole(kept: Window) -> None:
    before = ids(kept)
    kept.remove(before[0])
    assert before[0] not in ids(kept)
    page = open_room(kept, "trash")
    assert isinstance(page, TrashPage)
    assert "24 Dec 2026" in texts(page)
    assert "30 days left" in texts(page)
    click(kept, f"trash.back.{before[0][:8]}")
    assert ids(kept) == before
    assert "empty" in texts(kept)


def test_the_trash_is_emptied_only_after_it_was_asked_and_says_how_many(kept: Window) -> None:
    for name in ids(kept)[:2]:
        kept.remove(name)
    page = open_room(kept, "trash")
    click(kept, "trash.empty")
    assert "2 credentials" in texts(page)
    escape(kept)
    assert kept.session is not None
    assert len(kept.session.trash()) == 2
    click(kept, "trash.empty")
    click(kept, "trash.really")
    assert kept.session.trash() == ()
    escape(kept)
    assert isinstance(kept.page, Settings)


def test_all_of_the_trash_comes_back_at_once(kept: Window) -> None:
    before = ids(kept)
    for name in before[:3]:
        kept.remove(name)
    open_room(kept, "trash")
    click(kept, "trash.all")
    assert ids(kept) == before


def test_a_vault_without_a_backup_says_so_until_one_is_made_and_proven(kept: Window, tmp_path: Path) -> None:
    page = open_room(kept, "backups")
    assert isinstance(page, Backups)
    assert named(page, "notice").property("state") == "unsure"
    page.save_to(tmp_path / "usb" / "b.vault")
    settle()
    assert named(page, "notice").property("state") == "plain"
    assert "16 records" in texts(page)
    with Vault.unlock(tmp_path / "usb" / "b.vault", PASSPHRASE) as backup:
        assert len(backup.records) == 16
    page.save_to(tmp_path / "usb" / "b.vault")
    settle()
    assert named(page, "problem").property("code") == "vault.exists"


@pytest.mark.parametrize(("days", "state"), [(0, "plain"), (14, "plain"), (15, "unsure")])
def test_a_backup_of_more_than_two_weeks_is_amber(kept: Window, days: int, state: str) -> None:
    Memory(kept.state, vault(kept).id).remember_backup(vault(kept), making.NOW - timedelta(days=days))
    page = open_room(kept, "backups")
    assert named(page, "notice").property("state") == state


def test_a_backup_that_is_cancelled_is_no_backup(kept: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = open_room(kept, "backups")
    assert isinstance(page, Backups)
    opened = vault(kept)

    def prove(path: Path, tick: object) -> int:
        escape_at_once(page)
        raise Cancelled

    def escape_at_once(page: Backups) -> None:
        assert page._job is not None
        page._job.cancel()

    monkeypatch.setattr(opened, "prove", prove)
    page.save_to(tmp_path / "b.vault")
    settle()
    assert not (tmp_path / "b.vault").exists()
    assert named(page, "notice").property("state") == "unsure"
    assert page._job is None


def backup(window: Window, tmp_path: Path) -> Path:
    path = tmp_path / "usb" / "b.vault"
    vault(window).copy_to(path)
    return path


def test_testing_a_backup_changes_nothing_and_counts(kept: Window, tmp_path: Path) -> None:
    path = backup(kept, tmp_path)
    code = kept.session.new_kit() if kept.session is not None else ""
    later = tmp_path / "usb" / "later.vault"
    vault(kept).copy_to(later)
    before, generation = path.read_bytes(), vault(kept).generation
    for file, secret, door in ((path, PASSPHRASE, "passphrase"), (later, code, "recovery")):
        page = open_room(kept, "backups")
        assert isinstance(page, Backups)
        page.test.emit(str(file))
        settle()
        typed(kept, "bring.secret", secret)
        click(kept, "bring.open")
        assert "9 credentials, 1 key, 6 documents" in texts(kept)
        assert kept.look.say(f"ui-bring-by_{door}") in texts(kept)
    assert (path.read_bytes(), vault(kept).generation) == (before, generation)
    click(kept, "bring.done")
    assert named(kept, "notice").property("state") == "plain"


def test_restoring_shows_what_comes_back_before_anything_changes(kept: Window, tmp_path: Path) -> None:
    path, before = backup(kept, tmp_path), ids(kept)
    kept.remove(before[0])
    kept.remove(before[1])
    assert kept.session is not None
    kept.session.empty_trash()
    page = open_room(kept, "backups")
    assert isinstance(page, Backups)
    generation = vault(kept).generation
    page.restore.emit(str(path), True)
    settle()
    typed(kept, "bring.secret", "not the passphrase")
    click(kept, "bring.open")
    assert named(kept, "problem").property("code") == "vault.wrong_secret"
    kept.look.set(lang="ja")
    settle()
    assert kept.look.say("vault.wrong_secret") in texts(kept)
    kept.look.set(lang="en")
    settle()
    typed(kept, "bring.secret", PASSPHRASE)
    click(kept, "bring.open")
    assert "Comes back: 2" in texts(kept)
    assert vault(kept).generation == generation
    click(kept, "bring.go")
    assert set(ids(kept)) == set(before)
    assert "2 came back" in texts(kept)
    click(kept, "bring.done")
    assert isinstance(kept.page, Backups)


def test_escape_leaves_a_restore_with_nothing_changed(kept: Window, tmp_path: Path) -> None:
    path = backup(kept, tmp_path)
    kept.remove(ids(kept)[0])
    generation = vault(kept).generation
    page = open_room(kept, "backups")
    assert isinstance(page, Backups)
    page.restore.emit(str(path), True)
    settle()
    typed(kept, "bring.secret", PASSPHRASE)
    click(kept, "bring.open")
    escape(kept)
    assert isinstance(kept.page, Backups)
    assert vault(kept).generation == generation


def test_an_earlier_state_is_picked_with_its_date_and_counts_and_needs_no_passphrase(kept: Window) -> None:
    keep_copy(vault(kept))
    before = ids(kept)
    kept.remove(before[0])
    assert kept.session is not None
    kept.session.empty_trash()
    open_room(kept, "backups")
    assert "9 credentials, 1 key, 6 documents." in texts(kept)
    click(kept, "backup.copy.0")
    assert isinstance(kept.page, Bringing)
    assert "Comes back: 1" in texts(kept)
    click(kept, "bring.go")
    assert set(ids(kept)) == set(before)


def test_an_earlier_state_under_another_key_asks_for_its_passphrase(kept: Window) -> None:
    keep_copy(vault(kept))
    vault(kept).renew("quite another passphrase", vault(kept).cost)
    open_room(kept, "backups")
    assert kept.look.say("ui-keep-other_key") in texts(kept)
    click(kept, "backup.copy.0")
    typed(kept, "bring.secret", PASSPHRASE)
    click(kept, "bring.open")
    assert kept.look.say("ui-bring-none") in texts(kept)


def test_a_vault_for_reading_only_says_why_nothing_comes_back(kept: Window, tmp_path: Path) -> None:
    path = backup(kept, tmp_path)
    kept.remove(ids(kept)[0])
    vault(kept).freeze(VaultError("vault.read_only"))
    page = open_room(kept, "backups")
    assert isinstance(page, Backups)
    page.restore.emit(str(path), True)
    settle()
    typed(kept, "bring.secret", PASSPHRASE)
    click(kept, "bring.open")
    click(kept, "bring.go")
    assert named(kept, "problem").property("code") == "vault.read_only"
    assert named(kept, "bring.go").isVisibleTo(kept)


def test_everything_leaves_as_plain_files_with_a_word_of_warning(kept: Window, tmp_path: Path) -> None:
    kept.remove(ids(kept)[0])
    page = open_room(kept, "leaving")
    assert isinstance(page, LeavingPage)
    assert texts(page).count("Not encrypted") == 2
    for _ in range(2):
        page.write_plain(tmp_path)
        settle()
    assert len(list((tmp_path / "akashi-2026-11-24" / "credentials").iterdir())) == 8
    assert (tmp_path / "akashi-2026-11-24 (2)" / "index.json").exists()
    assert "not encrypted" in texts(page)


def test_private_keys_leave_only_after_the_passphrase(
    kept: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "wallet.json"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *args, **options: (str(path), ""))
    page = open_room(kept, "leaving")
    click(kept, "leave.universal")
    assert kept.look.say("ui-leave-keys") in texts(kept)
    typed(kept, "leave.secret", "not the passphrase")
    click(kept, "leave.write")
    assert named(kept, "problem").property("code") == "vault.wrong_secret"
    assert not path.exists()
    typed(kept, "leave.secret", PASSPHRASE)
    click(kept, "leave.write")
    assert b"privateKey" in path.read_bytes()
    if os.name != "nt":
        assert path.stat().st_mode & 0o077 == 0
    assert kept.look.say("ui-leave-delete") in texts(page)


def test_a_file_for_a_european_wallet_wants_a_good_passphrase_and_overwrites_nothing(
    kept: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "moving.jwe"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *args, **options: (str(path), ""))
    open_room(kept, "leaving")
    click(kept, "leave.eudi")
    for secret, code in (("short", "passphrase.too_short"), ("walnut ferry quiet lantern", "")):
        typed(kept, "leave.secret", secret)
        click(kept, "leave.write")
        if code:
            assert named(kept, "problem").property("code") == code
            assert not path.exists()
    assert path.read_bytes().count(b".") == 4
    click(kept, "leave.eudi")
    typed(kept, "leave.secret", "walnut ferry quiet lantern")
    click(kept, "leave.write")
    assert named(kept, "problem").property("code") == "file.exists"
    escape(kept)
    assert isinstance(kept.page, LeavingPage)
    escape(kept)
    assert isinstance(kept.page, Backups)


def test_every_control_of_these_pages_has_a_name(kept: Window) -> None:
    keep_copy(vault(kept))
    kept.remove(ids(kept)[0])
    for room in ("backups", "leaving", "trash", "merging", "trust", "packing"):
        page = open_room(kept, room)
        for widget in page.findChildren(QWidget):
            focusable = widget.focusPolicy() & Qt.FocusPolicy.TabFocus and not isinstance(widget, QLabel)
            if widget.isVisibleTo(page) and focusable and widget.objectName() != "qt_scrollarea_viewport":
                interface = QAccessible.queryAccessibleInterface(widget)
                assert interface is not None
                assert interface.text(QAccessible.Text.Name).strip(), widget


def test_these_pages_fit_at_every_text_size_and_language(kept: Window) -> None:
    keep_copy(vault(kept))
    kept.remove(ids(kept)[0])
    try:
        for lang in ("ja", "en"):
            kept.look.set(lang=lang, scale=2.0)
            for room in ("backups", "leaving", "trash", "merging", "trust", "packing"):
                page = open_room(kept, room)
                for label in page.findChildren(QLabel):
                    if label.isVisibleTo(page) and label.wordWrap():
                        assert label.height() >= label.heightForWidth(label.width()) - 1, label.text()
                        assert label.mapTo(page, label.rect().topRight()).x() <= page.width(), label.text()
    finally:
        kept.look.set(scale=1.0)
