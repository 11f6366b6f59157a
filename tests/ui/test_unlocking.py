"""S04: unlocking by passphrase, code and keyring; what is said and offered where a vault does not open."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from tests import making
from tests.test_keychain import Trusted, trusted
from tests.ui.conftest import PASSPHRASE, forget, named, settle
from tests.ui.hands import choose, enter, escape, press, state, texts
from wallet.crypto.seal import FLOOR
from wallet.errors import VaultBusy
from wallet.session.guarded import keyring_on, unlock
from wallet.ui.checking import Checking
from wallet.ui.kit import Kit
from wallet.ui.passphrases import Change
from wallet.ui.shelf import Shelf
from wallet.ui.theme import Look
from wallet.ui.unlocking import BACK_OFF
from wallet.ui.welcome import Welcome
from wallet.ui.window import Window
from wallet.vault import Token, Vault
from wallet.vault.recovery import new_code, write_code

_ = trusted
CODE = new_code()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A vault with one badge, a recovery kit, and three copies."""
    made = tmp_path / "wallet" / "akashi.vault"
    state = tmp_path / "state"
    with Vault.create(made, PASSPHRASE, cost=FLOOR) as vault:
        vault.set_door(Token("recovery", CODE))
    for number in (1, 2):
        with unlock(made, PASSPHRASE, state).vault as vault:
            add(vault, number)
    return made


def add(vault: Vault, number: int) -> None:
    from wallet.library import Library
    from wallet.session import Session

    badge = making.badge(id=f"urn:uuid:{number}", name=f"CANARY {number}")
    Session(vault, Library.bundled(), lambda: making.NOW).add(making.raw(making.signed(badge)), "badge.json")


@pytest.fixture
def locked(path: Path, look: Look, tmp_path: Path) -> Iterator[Window]:
    """A window that has just been started on it."""
    made = Window(look, lambda: making.NOW, path, cost=FLOOR, state=tmp_path / "state")
    made.show()
    settle()
    yield made
    forget(made)


def door(window: Window) -> Welcome:
    assert isinstance(window.page, Welcome)
    return window.page


def test_a_locked_window_shows_the_file_and_its_date_and_nothing_inside(locked: Window) -> None:
    said = texts(locked)
    assert "akashi.vault" in said
    assert "CANARY" not in said
    assert state(locked) == "idle"
    enter(locked, PASSPHRASE)
    QTest.keyClick(named(locked, "lock.field"), Qt.Key.Key_Return)
    settle()
    assert isinstance(locked.page, Shelf)


def test_wrong_tries_say_the_same_and_wait_longer_and_longer(locked: Window) -> None:
    said = set()
    for number in range(7):
        enter(locked, f"wrong passphrase {number}")
        press(locked, "unlock.open")
        assert state(locked) == "wrong"
        problem = named(locked, "lock.error")
        assert isinstance(problem, QLabel)
        said.add(problem.text())
        wait, pause = BACK_OFF[min(number, 4)], door(locked).pause
        assert pause.interval() == wait * 1000
        assert named(locked, "unlock.open").isEnabled() is (wait == 0)
        if wait:
            assert str(wait) in named(locked, "unlock.wait").text()  # type: ignore[attr-defined]
            QTest.keyClick(named(locked, "lock.field"), Qt.Key.Key_Return)
            settle()
            assert door(locked).wrong == number + 1
        pause.stop()
        pause.timeout.emit()
        settle()
    assert len(said) == 1
    enter(locked, PASSPHRASE)
    press(locked, "unlock.open")
    assert isinstance(locked.page, Shelf)


def test_the_other_way_in_does_not_get_around_the_waiting(locked: Window) -> None:
    for number in range(5):
        enter(locked, f"wrong passphrase {number}")
        press(locked, "unlock.open")
        if number < 4:
            door(locked).pause.stop()
            door(locked).pause.timeout.emit()
            settle()
    press(locked, "door.code")
    assert not named(locked, "unlock.open").isEnabled()


def test_the_recovery_code_opens_then_a_new_passphrase_then_a_new_kit(locked: Window) -> None:
    press(locked, "door.code")
    enter(locked, write_code(CODE)[:-1])
    press(locked, "unlock.open")
    assert "34" in texts(locked)
    enter(locked, write_code(new_code()))
    press(locked, "unlock.open")
    assert state(locked) == "wrong"
    enter(locked, write_code(CODE).lower().replace("-", " "))
    press(locked, "unlock.open")
    assert isinstance(locked.page, Change)
    assert locked.session is None
    assert "CANARY" not in texts(locked)
    enter(locked, "a quite different phrase")
    enter(locked, "a quite different phrase", "change.again")
    press(locked, "change.do")
    assert isinstance(locked.page, Kit)
    press(locked, "kit.later")
    assert isinstance(locked.page, Shelf)
    locked.lock()
    settle()
    Vault.unlock(locked.path, "a quite different phrase").close()
    Vault.unlock(locked.path, Token("recovery", CODE)).close()


def test_leaving_after_the_code_locks_and_the_old_passphrase_stays(locked: Window) -> None:
    press(locked, "door.code")
    enter(locked, write_code(CODE))
    press(locked, "unlock.open")
    assert isinstance(locked.page, Change)
    escape(locked)
    assert door(locked).step == "unlock"
    assert locked.vault is None
    Vault.unlock(locked.path, PASSPHRASE).close()


def test_no_shortcut_leads_around_the_new_passphrase(locked: Window) -> None:
    press(locked, "door.code")
    enter(locked, write_code(CODE))
    press(locked, "unlock.open")
    for act in (locked.home, locked.add, locked.settings, locked.samples, locked.kit, locked.change_passphrase):
        if locked.vault is not None:
            act()
            settle()
        assert locked.session is None


def test_another_file_is_opened_and_locks_to_itself(locked: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    other = tmp_path / "other" / "second.vault"
    Vault.create(other, "another passphrase of mine", cost=FLOOR).close()
    choose(monkeypatch, other)
    press(locked, "door.other")
    assert "second.vault" in texts(locked)
    enter(locked, "another passphrase of mine")
    press(locked, "unlock.open")
    assert isinstance(locked.page, Shelf)
    assert locked.look.say("vault.not_seen") in texts(locked)
    locked.lock()
    settle()
    assert "second.vault" in texts(locked)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("no vault", "not_a_vault"), ("newer", "too_new"), ("cut short", "damaged"), ("gone", "failed"), ("a folder", "not_a_vault")],
)  # fmt: skip
def test_what_does_not_open_is_told_apart_before_a_passphrase_is_asked(locked: Window, path: Path, kind: str, expected: str) -> None:  # fmt: skip
    shutil.rmtree(path.with_name(f"{path.name}.copies"))
    data = bytearray(path.read_bytes())
    if kind == "no vault":
        path.write_text("hello")
    elif kind == "newer":
        data[60:64] = (99).to_bytes(4)
        path.write_bytes(data)
    elif kind == "cut short":
        path.write_bytes(data[:5000])
    else:
        path.unlink()
    if kind == "a folder":
        path.mkdir()
    door(locked).go("unlock")
    settle()
    if kind == "gone":
        press(locked, "unlock.open")
    assert state(locked) == expected
    assert named(locked, "lock.error").isVisibleTo(locked)
    assert named(locked, "door.other").isEnabled()


def test_a_vault_that_opens_when_nobody_waits_any_more_is_closed_again(locked: Window, path: Path) -> None:
    enter(locked, PASSPHRASE)
    named(locked, "unlock.open").click()  # type: ignore[attr-defined]
    locked.check()
    settle()
    assert isinstance(locked.page, Checking)
    assert locked.vault is None
    Vault.unlock(path, PASSPHRASE).close()
    locked.home()
    settle()
    enter(locked, PASSPHRASE)
    named(locked, "unlock.open").click()  # type: ignore[attr-defined]
    escape(locked)
    assert locked.vault is None
    Vault.unlock(path, PASSPHRASE).close()


def test_the_keyring_opens_at_the_start_and_says_so_and_lock_asks(
    path: Path, look: Look, tmp_path: Path, trusted: Trusted
) -> None:
    with unlock(path, PASSPHRASE, tmp_path / "state").vault as vault:
        keyring_on(vault)
    window = Window(look, lambda: making.NOW, path, cost=FLOOR, state=tmp_path / "state")
    window.show()
    settle()
    assert isinstance(window.page, Shelf)
    assert named(window, "footer.keyring").text() == look.say("ui-footer-keyring")  # type: ignore[attr-defined]
    window.lock()
    settle()
    assert door(window).step == "unlock"
    assert window.vault is None
    enter(window, PASSPHRASE)
    press(window, "unlock.open")
    assert isinstance(window.page, Shelf)
    forget(window)
    trusted.held.clear()
    again = Window(look, lambda: making.NOW, path, cost=FLOOR, state=tmp_path / "state")
    again.show()
    settle()
    assert door(again).step == "unlock"
    assert state(again) == "idle"
    forget(again)


def test_a_key_that_does_not_fit_any_more_is_said_and_the_passphrase_asked(path: Path, look: Look, tmp_path: Path, trusted: Trusted) -> None:  # fmt: skip
    with unlock(path, PASSPHRASE, tmp_path / "state").vault as vault:
        keyring_on(vault)
        vault.set_door(Token("keyring", bytes(32)))
    window = Window(look, lambda: making.NOW, path, cost=FLOOR, state=tmp_path / "state")
    window.show()
    settle()
    assert look.say("vault.wrong_keyring") in texts(window)
    assert door(window).wrong == 0
    enter(window, PASSPHRASE)
    press(window, "unlock.open")
    assert isinstance(window.page, Shelf)
    forget(window)


def test_a_busy_vault_is_no_reason_to_crash_at_the_start(path: Path, look: Look, tmp_path: Path) -> None:
    with Vault.unlock(path, PASSPHRASE):
        window = Window(look, lambda: making.NOW, path, cost=FLOOR, state=tmp_path / "state")
        window.show()
        settle()
        assert state(window) == "busy"
        with pytest.raises(VaultBusy):
            Vault.unlock(path, PASSPHRASE)
        forget(window)


def test_a_disk_that_is_not_connected_is_said_and_nothing_is_made_there(locked: Window, path: Path) -> None:
    aside = path.with_name("moved.vault")
    path.rename(aside)
    door(locked).go("unlock")
    settle()
    assert locked.look.say("ui-door-missing") in texts(locked)
    aside.rename(path)
    enter(locked, PASSPHRASE)
    press(locked, "unlock.open")
    assert isinstance(locked.page, Shelf)
