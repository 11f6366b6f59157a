"""S03 and the secrets of an open vault: the recovery kit, another passphrase, the keyring."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget

from tests.test_keychain import Trusted, trusted
from tests.ui.conftest import PASSPHRASE, named, settle
from tests.ui.hands import choose, enter, escape, press, state, texts
from wallet.errors import VaultError, WrongSecret
from wallet.session.copies import copies_of, keep_copy
from wallet.session.guarded import guard, keyring_on
from wallet.ui import kit as kit_module
from wallet.ui.kit import Kit
from wallet.ui.passphrases import Change, Keyring
from wallet.ui.settings import Settings
from wallet.ui.shelf import Shelf
from wallet.ui.window import Window
from wallet.vault import Token, Vault
from wallet.vault.recovery import read_code

_ = trusted
NEW = "a quite different phrase"


def kit(window: Window) -> Kit:
    assert isinstance(window.page, Kit)
    return window.page


def code(window: Window) -> str:
    return "-".join(kit(window).groups())


def opens(window: Window, text: str) -> bool:
    """Does this code open the vault that is open now?"""
    assert window.vault is not None
    try:
        window.vault.check_secret(Token("recovery", read_code(text)))
    except VaultError:
        return False
    return True


def chip(window: Window) -> list[QWidget]:
    return [one for one in window.findChildren(QWidget, "footer.kit") if one.isVisibleTo(window)]


def test_the_kit_shows_the_code_in_groups_and_the_sentence(opened: Window) -> None:
    opened.kit(first=True)
    settle()
    groups = [named(opened, f"kit.group.{number}") for number in range(1, 10)]
    assert [one.text() for one in groups] == kit(opened).groups()  # type: ignore[attr-defined]
    assert "nobody can open your records, not even us" in texts(opened)
    assert "Step 2 of 2" in texts(opened)
    for one in opened.findChildren(QLabel):
        assert one.textInteractionFlags() in (Qt.TextInteractionFlag.NoTextInteraction, Qt.TextInteractionFlag.LinksAccessibleByMouse)  # fmt: skip
    assert opened.look.say("ui-copy") not in [one.text() for one in opened.findChildren(QPushButton) if one.isVisibleTo(opened)]  # fmt: skip


def test_a_code_that_nobody_kept_opens_nothing_and_the_reminder_stays(opened: Window) -> None:
    assert chip(opened)
    opened.kit()
    settle()
    seen = code(opened)
    assert not opens(opened, seen)
    press(opened, "kit.later")
    assert isinstance(opened.page, Shelf)
    assert not opens(opened, seen)
    opened.settings()
    settle()
    press(opened, "footer.kit")
    assert code(opened) != seen
    escape(opened)
    assert chip(opened)


def test_what_was_written_down_counts_once_a_group_of_it_is_typed(opened: Window) -> None:
    opened.kit()
    settle()
    seen = code(opened)
    press(opened, "kit.wrote")
    assert state(opened) == "check"
    assert kit(opened).groups()[2] not in texts(opened)
    enter(opened, "0000")
    press(opened, "kit.confirm")
    assert named(opened, "lock.error").isVisibleTo(opened)
    assert not opens(opened, seen)
    escape(opened)
    assert state(opened) == "code"
    assert code(opened) == seen
    press(opened, "kit.wrote")
    enter(opened, kit(opened).groups()[2].lower().replace("0", "o").replace("1", "l"))
    QTest.keyClick(named(opened, "lock.field"), Qt.Key.Key_Return)
    settle()
    assert state(opened) == "kept"
    assert opens(opened, seen)
    press(opened, "kit.done")
    assert isinstance(opened.page, Shelf)
    assert not chip(opened)


def test_the_page_is_saved_as_a_pdf_before_the_code_counts(opened: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    opened.kit()
    settle()
    seen = code(opened)
    taken = tmp_path / "taken.pdf"
    taken.write_text("something else")
    choose(monkeypatch, taken)
    press(opened, "kit.save")
    assert named(opened, "lock.error").isVisibleTo(opened)
    assert taken.read_text() == "something else"
    assert not opens(opened, seen)
    choose(monkeypatch, None)
    press(opened, "kit.save")
    assert state(opened) == "code"
    choose(monkeypatch, tmp_path / "kit.pdf")
    press(opened, "kit.save")
    assert state(opened) == "kept"
    assert (tmp_path / "kit.pdf").read_bytes().startswith(b"%PDF-")
    assert str(tmp_path / "kit.pdf") in named(opened, "kit.kept").text()  # type: ignore[attr-defined]
    assert opens(opened, seen)


def test_there_is_print_where_there_is_a_printer_and_pdf_where_there_is_none(opened: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    monkeypatch.setattr(kit_module, "has_printer", lambda: False)
    opened.kit()
    settle()
    assert not [one for one in opened.findChildren(QPushButton, "kit.print") if one.isVisibleTo(opened)]
    monkeypatch.setattr(kit_module, "has_printer", lambda: True)
    kit(opened).refresh()
    settle()
    seen = code(opened)
    monkeypatch.setattr(Kit, "_printer", lambda _: None)
    press(opened, "kit.print")
    assert not opens(opened, seen)
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    monkeypatch.setattr(Kit, "_printer", lambda _: printer)
    press(opened, "kit.print")
    assert state(opened) == "kept"
    assert opens(opened, seen)
    assert len((tmp_path / "printed.pdf").read_bytes()) > 20_000


def test_the_kit_of_now_stays_good_until_the_next_one_is_kept(opened: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    choose(monkeypatch, tmp_path / "first.pdf")
    opened.kit()
    settle()
    first = code(opened)
    press(opened, "kit.save")
    press(opened, "kit.done")
    opened.kit()
    settle()
    second = code(opened)
    assert opened.look.say("ui-kit-replaces") in texts(opened)
    escape(opened)
    assert opens(opened, first)
    assert not opens(opened, second)
    opened.kit()
    settle()
    third = code(opened)
    choose(monkeypatch, tmp_path / "third.pdf")
    press(opened, "kit.save")
    assert not opens(opened, first)
    assert opens(opened, third)


def guarded(window: Window) -> Vault:
    assert window.vault is not None
    guard(window.vault, window.state, accept=True)
    return window.vault


def change(window: Window, old: str, new: str, again: str) -> None:
    window.change_passphrase()
    settle()
    enter(window, old)
    enter(window, new, "change.new")
    enter(window, again, "change.again")
    press(window, "change.do")


@pytest.mark.parametrize(
    ("old", "new", "again", "code"),
    [("something else entirely", NEW, NEW, "vault.wrong_secret"), (PASSPHRASE, "short", "short", "passphrase.too_short"),
     (PASSPHRASE, NEW, NEW + "s", "ui-create-differs")],
)  # fmt: skip
def test_the_passphrase_stays_where_something_does_not_fit(opened: Window, old: str, new: str, again: str, code: str) -> None:  # fmt: skip
    change(opened, old, new, again)
    assert isinstance(opened.page, Change)
    error = named(opened, "lock.error")
    assert isinstance(error, QLabel)
    assert error.text() == opened.look.say(code, letters=12, words=4)
    assert opened.vault is not None
    opened.vault.check_secret(PASSPHRASE)
    escape(opened)
    assert isinstance(opened.page, Settings)


def test_a_new_passphrase_opens_and_the_old_copies_can_be_deleted(opened: Window) -> None:
    vault = guarded(opened)
    opened.samples()
    settle()
    keep_copy(vault)
    old = copies_of(vault.path)
    assert len(old) == 2
    change(opened, PASSPHRASE, NEW, NEW)
    assert state(opened) == "copies"
    assert "2" in named(opened, "change.delete").text()  # type: ignore[attr-defined]
    press(opened, "change.delete")
    assert isinstance(opened.page, Settings)
    (left,) = copies_of(vault.path)
    assert left.path not in [one.path for one in old]
    opened.lock()
    settle()
    with pytest.raises(WrongSecret):
        Vault.unlock(opened.path, PASSPHRASE)
    Vault.unlock(opened.path, NEW).close()
    for copy in copies_of(opened.path):
        Vault.unlock(copy.path, NEW).close()


def test_the_old_copies_may_stay(opened: Window) -> None:
    vault = guarded(opened)
    opened.samples()
    settle()
    change(opened, PASSPHRASE, NEW, NEW)
    before = copies_of(vault.path)
    press(opened, "change.keep")
    assert copies_of(vault.path) == before
    assert isinstance(opened.page, Settings)


def test_suggested_words_have_to_be_typed_once_more(opened: Window) -> None:
    opened.change_passphrase()
    settle()
    press(opened, "create.suggest")
    field, again = named(opened, "change.new"), named(opened, "change.again")
    assert isinstance(field, QLineEdit)
    assert isinstance(again, QLineEdit)
    assert len(field.text().split()) == 5
    assert again.text() == ""


def test_the_keyring_says_what_follows_before_it_gets_a_key(opened: Window, trusted: Trusted) -> None:
    opened.keyring(True)
    settle()
    assert isinstance(opened.page, Keyring)
    assert "any program that runs as you" in texts(opened)
    assert not trusted.held
    escape(opened)
    assert not trusted.held
    opened.keyring(True)
    settle()
    press(opened, "keyring.do")
    assert isinstance(opened.page, Settings)
    assert opened.vault is not None
    assert "keyring" in opened.vault.doors
    (key,) = trusted.held.values()
    assert PASSPHRASE not in key
    opened.keyring(False)
    settle()
    assert "keyring" not in opened.vault.doors
    assert not trusted.held


def test_without_a_keyring_it_is_said_and_nothing_changes(opened: Window) -> None:
    opened.keyring(True)
    settle()
    press(opened, "keyring.do")
    assert isinstance(opened.page, Keyring)
    assert named(opened, "lock.error").isVisibleTo(opened)
    assert opened.vault is not None
    assert "keyring" not in opened.vault.doors


def test_a_new_passphrase_ends_the_keyring(opened: Window, trusted: Trusted) -> None:
    assert opened.vault is not None
    keyring_on(opened.vault)
    change(opened, PASSPHRASE, NEW, NEW)
    assert "keyring" not in opened.vault.doors
    assert not trusted.held


def test_nothing_of_the_code_is_left_after_the_page_is(opened: Window) -> None:
    from tests.ui.hands import everything

    opened.kit()
    settle()
    groups = kit(opened).groups()
    press(opened, "kit.later")
    settle()
    left = everything()
    assert not [one for one in groups[:8] if one in left]
    assert QGuiApplication.clipboard().text() not in groups


def test_a_change_that_is_under_way_is_told_before_anybody_leaves(opened: Window) -> None:
    opened.change_passphrase()
    settle()
    enter(opened, PASSPHRASE)
    enter(opened, NEW, "change.new")
    enter(opened, NEW, "change.again")
    named(opened, "change.do").click()  # type: ignore[attr-defined]
    assert state(opened) == "working"
    assert not opened.findChildren(QPushButton, "progress.cancel")
    assert opened.page is not None
    QTest.keyClick(opened.page, Qt.Key.Key_Escape)
    assert isinstance(opened.page, Change)
    settle()
    assert opened.vault is not None
    opened.vault.check_secret(NEW)
    assert isinstance(opened.page, Settings)
    assert opened.look.say("ui-change-said") in texts(opened)
