"""S01 and S02: the first page, the passphrase, the folder, and a backup that becomes the vault."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from tests.ui.conftest import PASSPHRASE, named, settle
from tests.ui.hands import choose, enter, escape, press, state, texts
from wallet.crypto.seal import FLOOR
from wallet.errors import VaultError
from wallet.session.guarded import unlock
from wallet.session.memory import Memory
from wallet.session.phrases import word_list
from wallet.ui.kit import Kit
from wallet.ui.shelf import Shelf
from wallet.ui.welcome import Welcome
from wallet.ui.window import Window, last_vault
from wallet.vault import Token, Vault
from wallet.vault.recovery import new_code, write_code


def door(window: Window) -> Welcome:
    assert isinstance(window.page, Welcome)
    return window.page


def test_the_first_page_offers_three_ways_and_asks_for_nothing(window: Window) -> None:
    for name in ("welcome.start", "welcome.restore", "welcome.verify_only"):
        assert named(window, name).isEnabled()
    assert not [one for one in window.findChildren(QLineEdit) if one.isVisibleTo(window)]
    assert window.look.say("ui-welcome-line") in texts(window)


def test_escape_goes_back_step_by_step_and_makes_nothing(window: Window) -> None:
    press(window, "welcome.start")
    enter(window, PASSPHRASE)
    escape(window)
    assert door(window).step == "welcome"
    assert door(window).typed == ""
    press(window, "welcome.restore")
    escape(window)
    assert door(window).step == "welcome"
    escape(window)
    assert door(window).step == "welcome"
    assert not window.path.exists()


def test_making_a_vault_remembers_it_on_this_computer(window: Window) -> None:
    press(window, "welcome.start")
    enter(window, PASSPHRASE)
    press(window, "create.next")
    assert isinstance(window.page, Kit)
    assert window.vault is not None
    memory = Memory(window.state, window.vault.id)
    assert memory.saves[-1].generation == 0


def test_a_short_passphrase_is_said_at_the_bar_and_makes_nothing(window: Window) -> None:
    press(window, "welcome.start")
    bar = named(window, "create.bar")
    assert bar.property("state") == "hint"
    enter(window, "short")
    assert named(window, "create.bar").property("state") == "short"
    press(window, "create.next")
    assert door(window).step == "create"
    assert not window.path.exists()
    for text, expected in (("walnut-ferry-qu", "good"), (PASSPHRASE, "strong")):
        enter(window, text)
        bar = named(window, "create.bar")
        assert bar.property("state") == expected
        assert bar.accessibleName() == window.look.say(f"ui-strength-{expected}")


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_five_suggested_words_stand_in_the_field_to_be_read(window: Window, lang: str) -> None:
    window.look.set(lang=lang)
    settle()
    press(window, "welcome.start")
    press(window, "create.suggest")
    field = named(window, "lock.field")
    assert isinstance(field, QLineEdit)
    first = field.text()
    assert field.echoMode() is QLineEdit.EchoMode.Normal
    assert len(first.split()) == 5
    assert set(first.split()) <= set(word_list(lang))
    press(window, "create.suggest")
    field = named(window, "lock.field")
    assert isinstance(field, QLineEdit)
    assert field.text() != first
    window.look.set(lang="en")


def test_what_is_hidden_has_to_be_typed_twice_and_what_is_shown_once(window: Window) -> None:
    press(window, "welcome.start")
    assert not window.findChildren(QLineEdit, "create.again")
    enter(window, PASSPHRASE)
    press(window, "door.show")
    enter(window, PASSPHRASE[:-1], "create.again")
    press(window, "create.next")
    assert named(window, "lock.error").isVisibleTo(window)
    assert not window.path.exists()
    enter(window, PASSPHRASE, "create.again")
    press(window, "create.next")
    assert window.path.exists()


def test_caps_lock_and_full_width_letters_are_noticed(window: Window) -> None:
    press(window, "welcome.start")
    field = named(window, "lock.field")
    QTest.keyClicks(field, "abc")
    for name in ("caps", "wide"):
        assert window.look.say(f"ui-notice-{name}") not in texts(window)
    QTest.keyClick(field, "Q")  # upper case without Shift: Caps Lock
    assert window.look.say("ui-notice-caps") in texts(window)
    QTest.keyClick(field, "q")
    assert window.look.say("ui-notice-caps") not in texts(window)
    QTest.keyClick(field, "Q", Qt.KeyboardModifier.ShiftModifier)
    assert window.look.say("ui-notice-caps") not in texts(window)
    enter(window, "ａｂｃ")
    assert window.look.say("ui-notice-wide") in texts(window)


def test_a_passphrase_cannot_be_copied_out_of_its_field(window: Window) -> None:
    press(window, "welcome.start")
    enter(window, PASSPHRASE)
    board = QGuiApplication.clipboard()
    board.setText("before")
    field = named(window, "lock.field")
    assert isinstance(field, QLineEdit)
    field.selectAll()
    for key in (Qt.Key.Key_C, Qt.Key.Key_X):
        QTest.keyClick(field, key, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(field, Qt.Key.Key_Insert, Qt.KeyboardModifier.ControlModifier)
    QTest.mouseClick(field, Qt.MouseButton.LeftButton)
    assert board.text() == "before"
    assert board.text(QClipboard.Mode.Selection) != PASSPHRASE
    assert field.text() == PASSPHRASE
    assert field.contextMenuPolicy() is Qt.ContextMenuPolicy.NoContextMenu
    board.setText(" more")
    field.deselect()
    field.end(False)
    QTest.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert field.text() == f"{PASSPHRASE} more"


def test_a_folder_that_takes_no_file_is_said_before_anything_is_made(window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    blocked = tmp_path / "a file"
    blocked.write_text("in the way")
    press(window, "welcome.start")
    choose(monkeypatch, blocked)
    press(window, "create.elsewhere")
    assert named(window, "create.folder_problem").isVisibleTo(window)
    enter(window, PASSPHRASE)
    press(window, "create.next")
    assert door(window).step == "create"
    assert named(window, "create.folder_problem").isVisibleTo(window)
    assert blocked.read_text() == "in the way"
    choose(monkeypatch, tmp_path / "another")
    press(window, "create.elsewhere")
    press(window, "create.next")
    assert isinstance(window.page, Kit)
    assert (tmp_path / "another" / "akashi.vault").exists()


def test_a_folder_that_refuses_while_the_vault_is_made_is_said_in_a_sentence(window: Window, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    def refuse(*_: object, **__: object) -> Vault:
        raise VaultError("vault.read_only")

    monkeypatch.setattr(Vault, "create", refuse)
    press(window, "welcome.start")
    enter(window, PASSPHRASE)
    press(window, "create.next")
    assert named(window, "create.elsewhere").isEnabled()
    assert window.look.say("vault.read_only") in texts(window)
    assert not window.path.exists()


def test_a_vault_elsewhere_is_found_again_at_the_next_start(window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    monkeypatch.delenv("AKASHI_VAULT", raising=False)
    press(window, "welcome.start")
    choose(monkeypatch, tmp_path / "another")
    press(window, "create.elsewhere")
    enter(window, PASSPHRASE)
    press(window, "create.next")
    QSettings("akashi", "akashi").sync()
    assert last_vault() == tmp_path / "another" / "akashi.vault"
    window.lock()
    settle()
    assert door(window).path == tmp_path / "another" / "akashi.vault"
    monkeypatch.setenv("AKASHI_VAULT", str(tmp_path / "said"))
    assert last_vault() == tmp_path / "said"


def test_a_vault_that_is_there_already_is_offered_and_never_overwritten(window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    there = tmp_path / "there" / "akashi.vault"
    Vault.create(there, PASSPHRASE, cost=FLOOR).close()
    before = there.read_bytes()
    press(window, "welcome.start")
    choose(monkeypatch, there.parent)
    press(window, "create.elsewhere")
    assert str(there.parent) in texts(window)
    enter(window, "another passphrase for it")
    press(window, "create.next")
    assert door(window).step == "create"
    assert there.read_bytes() == before
    press(window, "create.open_it")
    enter(window, PASSPHRASE)
    press(window, "unlock.open")
    assert isinstance(window.page, Shelf)


def backup(folder: Path, code: bytes = b"") -> Path:
    """A backup with the samples in it."""
    from tests import making
    from wallet.library import Library
    from wallet.seams import silent
    from wallet.session import Session
    from wallet.session.samples import add_samples

    path = folder / "old" / "backup.vault"
    with Vault.create(path, PASSPHRASE, cost=FLOOR) as vault:
        add_samples(Session(vault, Library.bundled(), lambda: making.NOW), silent)
        if code:
            vault.set_door(Token("recovery", code))
    return path


def test_a_backup_becomes_the_vault_after_its_content_was_shown(window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    file = backup(tmp_path)
    before = file.read_bytes()
    press(window, "welcome.restore")
    choose(monkeypatch, file)
    press(window, "restore.file")
    enter(window, PASSPHRASE)
    press(window, "restore.look")
    assert door(window).step == "found"
    assert "9" in named(window, "found.credentials").text()  # type: ignore[attr-defined]
    assert "2024" in named(window, "found.awarded").text()  # type: ignore[attr-defined]
    assert "2026" in named(window, "found.awarded").text()  # type: ignore[attr-defined]
    assert not window.path.exists()
    press(window, "found.use")
    assert isinstance(window.page, Shelf)
    assert window.session is not None
    assert len(window.session.items()) == 9
    assert file.read_bytes() == before
    window.lock()
    found = unlock(window.path, PASSPHRASE, window.state)
    assert found.seen.outcome == "known"
    found.vault.close()


def test_a_backup_opens_by_its_recovery_code_and_a_new_passphrase_is_chosen(window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    code = new_code()
    file = backup(tmp_path, code)
    press(window, "welcome.restore")
    choose(monkeypatch, file)
    press(window, "restore.file")
    enter(window, write_code(code).lower())
    press(window, "restore.look")
    press(window, "found.use")
    enter(window, "a quite different phrase")
    enter(window, "a quite different phrase", "change.again")
    press(window, "change.do")
    assert isinstance(window.page, Kit)
    press(window, "kit.later")
    window.lock()
    Vault.unlock(window.path, "a quite different phrase").close()


@pytest.mark.parametrize("kind", ["wrong passphrase", "another wallet's", "damaged", "nothing chosen"])
def test_what_is_no_backup_is_said_and_changes_nothing(window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:  # fmt: skip
    file = backup(tmp_path)
    if kind == "another wallet's":
        file.write_text('[{"type": ["UniversalWallet2020"]}]')
    elif kind == "damaged":
        data = bytearray(file.read_bytes())
        data[len(data) // 2] ^= 255
        file.write_bytes(data)
    press(window, "welcome.restore")
    choose(monkeypatch, None if kind == "nothing chosen" else file)
    press(window, "restore.file")
    if kind == "nothing chosen":
        assert door(window).step == "restore"
        return
    enter(window, "something else entirely" if kind == "wrong passphrase" else PASSPHRASE)
    press(window, "restore.look")
    assert door(window).step == "restore"
    assert named(window, "lock.error").isVisibleTo(window)
    expected = {"another wallet's": "ui-restore-other", "wrong passphrase": "vault.wrong_secret"}.get(kind)
    assert expected is None or window.look.say(expected) in texts(window)
    assert not window.path.exists()


def test_a_backup_that_is_gone_when_it_is_used_leaves_nothing(window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    file = backup(tmp_path)
    press(window, "welcome.restore")
    choose(monkeypatch, file)
    press(window, "restore.file")
    enter(window, PASSPHRASE)
    press(window, "restore.look")
    shutil.rmtree(file.parent)
    press(window, "found.use")
    assert door(window).step == "found"
    assert named(window, "lock.error").isVisibleTo(window)
    assert not window.path.exists()
    assert state(window) == "idle"
