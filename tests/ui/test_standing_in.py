"""S04 where the vault itself does not open: in use elsewhere, damaged, or an older copy of the whole file."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from tests.ui.conftest import PASSPHRASE, named, settle
from tests.ui.hands import choose, enter, press, state, texts
from tests.ui.test_unlocking import CODE, add, door, locked, path
from tests.vault.kit import edit
from wallet.session.copies import copies_of, folder_of
from wallet.ui.passphrases import Change
from wallet.ui.shelf import Shelf
from wallet.ui.window import Window
from wallet.vault import Vault
from wallet.vault.recovery import write_code

_ = (locked, path)


def test_a_vault_in_use_is_opened_for_reading_only(locked: Window, path: Path) -> None:
    with Vault.unlock(path, PASSPHRASE) as other:
        enter(locked, PASSPHRASE)
        press(locked, "unlock.open")
        assert state(locked) == "busy"
        press(locked, "unlock.read")
        assert isinstance(locked.page, Shelf)
        assert named(locked, "notice").property("state") == "vault.in_use"
        assert locked.session is not None
        (first, _) = locked.session.items()
        locked.remove(first.id)
        settle()
        assert locked.look.say("vault.in_use") in texts(locked)
        assert len(locked.session.items()) == 2
        add(other, 3)
        locked.lock()
        settle()
    assert locked.path == path
    enter(locked, PASSPHRASE)
    press(locked, "unlock.open")
    assert locked.session is not None
    assert len(locked.session.items()) == 3


def damage(path: Path) -> bytes:
    path.write_bytes(path.read_bytes()[:9000])
    return path.read_bytes()


def renew(locked: Window) -> None:
    """Whoever came in by a code chooses a passphrase."""
    assert isinstance(locked.page, Change)
    enter(locked, PASSPHRASE)
    enter(locked, PASSPHRASE, "change.again")
    press(locked, "change.do")
    press(locked, "kit.later")


def copies(window: Window) -> list[QPushButton]:
    return [one for one in window.findChildren(QPushButton) if one.objectName().startswith("copies.") and one.isCheckable() and one.isVisibleTo(window)]  # fmt: skip


def test_a_damaged_vault_lists_its_copies_and_one_is_read(locked: Window, path: Path) -> None:
    broken = damage(path)
    enter(locked, PASSPHRASE)
    press(locked, "unlock.open")
    assert state(locked) == "damaged"
    press(locked, "door.copies")
    assert len(copies(locked)) == len(copies_of(path)) == 3
    press(locked, copies(locked)[1].objectName())
    press(locked, "copies.read")
    assert isinstance(locked.page, Shelf)
    assert locked.session is not None
    assert len(locked.session.items()) == 1
    assert named(locked, "notice").property("state") == "vault.copy"
    locked.lock()
    settle()
    assert locked.path == path
    assert path.read_bytes() == broken


def test_a_copy_takes_the_place_of_a_damaged_vault_and_the_damaged_one_stays(locked: Window, path: Path) -> None:
    broken = damage(path)
    door(locked).go("unlock")
    settle()
    press(locked, "door.copies")
    enter(locked, "something else entirely")
    press(locked, "copies.put")
    assert state(locked) == "wrong"
    assert path.read_bytes() == broken
    enter(locked, write_code(CODE))
    press(locked, "copies.put")
    renew(locked)
    assert locked.session is not None
    assert len(locked.session.items()) == 2
    assert not [one for one in locked.findChildren(QLabel, "notice") if one.isVisibleTo(locked)]
    assert path.with_name("akashi.vault.before-1").read_bytes() == broken


@pytest.mark.parametrize("by", ["passphrase", "code"])
def test_without_a_copy_what_still_opens_is_saved_and_the_damaged_file_stays(
    locked: Window, path: Path, by: str
) -> None:
    shutil.rmtree(folder_of(path))
    edit(path, "UPDATE record SET body = zeroblob(40) WHERE id = (SELECT max(id) FROM record)")
    broken = path.read_bytes()
    enter(locked, PASSPHRASE)
    press(locked, "unlock.open")
    assert state(locked) == "damaged"
    if by == "code":
        enter(locked, write_code(CODE))
    press(locked, "door.salvage")
    if by == "code":
        renew(locked)
    assert locked.session is not None
    assert len(locked.session.items()) == 1
    assert path.with_name("akashi.vault.before-1").read_bytes() == broken
    assert not list(path.parent.glob(".*"))


def older(path: Path) -> None:
    path.write_bytes(copies_of(path)[1].path.read_bytes())


def test_an_older_copy_says_both_dates_and_is_read_only_until_it_is_accepted(locked: Window, path: Path) -> None:
    older(path)
    enter(locked, PASSPHRASE)
    press(locked, "unlock.open")
    banner = named(locked, "notice")
    assert banner.property("state") == "older"
    assert banner.accessibleName().count("20") >= 2
    assert locked.vault is not None
    assert locked.vault.read_only
    press(locked, "older.accept")
    assert not locked.vault.read_only
    add(locked.vault, 9)
    locked.lock()
    settle()
    enter(locked, PASSPHRASE)
    press(locked, "unlock.open")
    assert locked.vault is not None
    assert not locked.vault.read_only


def test_an_older_copy_that_a_code_opened_asks_for_a_passphrase_once_it_is_accepted(locked: Window, path: Path) -> None:
    older(path)
    press(locked, "door.code")
    enter(locked, write_code(CODE))
    press(locked, "unlock.open")
    assert isinstance(locked.page, Shelf)
    press(locked, "older.accept")
    assert isinstance(locked.page, Change)
    enter(locked, "a quite different phrase")
    enter(locked, "a quite different phrase", "change.again")
    press(locked, "change.do")
    press(locked, "kit.later")
    locked.lock()
    settle()
    Vault.unlock(path, "a quite different phrase").close()


def test_an_older_copy_elsewhere_is_locked_to_itself(locked: Window, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    elsewhere = tmp_path / "stick" / "copied.vault"
    elsewhere.parent.mkdir()
    shutil.copy(copies_of(path)[1].path, elsewhere)
    choose(monkeypatch, elsewhere)
    press(locked, "door.other")
    enter(locked, PASSPHRASE)
    press(locked, "unlock.open")
    assert named(locked, "notice").property("state") == "older"
    press(locked, "older.find")
    assert door(locked).path == elsewhere
    assert locked.look.say("ui-copies-none") in texts(locked)


def test_the_newer_copy_is_found_and_put_in_place(locked: Window, path: Path) -> None:
    older(path)
    enter(locked, PASSPHRASE)
    press(locked, "unlock.open")
    press(locked, "older.find")
    assert door(locked).step == "copies"
    assert len(copies(locked)) == 1
    enter(locked, PASSPHRASE)
    press(locked, "copies.put")
    assert locked.session is not None
    assert len(locked.session.items()) == 2
    assert locked.vault is not None
    assert not locked.vault.read_only
