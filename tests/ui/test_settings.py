"""Settings: each does what its sentence says, now and after the next start."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QScrollArea, QWidget

from tests import making, packs, test_moving
from tests.ui.conftest import named, settle
from tests.ui.test_keeping import ids, open_room, vault
from tests.ui.test_window import click, texts
from wallet.session.samples import paths
from wallet.sharing import qr
from wallet.ui import preferences
from wallet.ui.adding import Adding
from wallet.ui.keeping import Backups
from wallet.ui.settings import DOORS, Settings
from wallet.ui.share import SharePage
from wallet.ui.shelf import Shelf
from wallet.ui.trash import TrashPage
from wallet.ui.trusting import TrustPage
from wallet.ui.window import Window


@pytest.fixture(autouse=True)
def state(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("AKASHI_STATE", str(tmp_path / "state"))


@pytest.fixture
def settings(filled: Window) -> Window:
    filled.settings()
    settle()
    return filled


def test_the_minutes_until_locking_are_one_to_sixty_and_count_at_once(settings: Window) -> None:
    field = named(settings, "set.minutes")
    assert isinstance(field, QLineEdit)
    assert field.text() == "5"
    click(settings, "set.minutes.more")
    assert (field.text(), settings._idle.interval(), preferences.minutes()) == ("6", 6 * 60_000, 6)
    assert "6" in texts(named(settings, "footer"))
    for text, expected in (("60", 60), ("61", 6), ("0", 6), ("", 6), ("1", 1)):
        field.setFocus()
        field.clear()
        QTest.keyClicks(field, text)
        settle()
        assert settings.focusWidget() is field
        assert preferences.minutes() == expected, text
    click(settings, "set.minutes.less")
    assert preferences.minutes() == 1
    preferences.set_minutes(-3)
    assert preferences.minutes() == 1


def test_the_doors_of_the_vault_are_the_window_s(settings: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[object, ...]] = []
    for name in DOORS.values():
        monkeypatch.setattr(settings, name, lambda *facts, name=name: asked.append((name, *facts)), raising=False)
    click(settings, "set.kit")
    click(settings, "set.passphrase")
    switch = named(settings, "set.keyring")
    assert isinstance(switch, QAbstractButton)
    QTest.keyClick(switch, Qt.Key.Key_Space)
    assert asked == [("kit",), ("change_passphrase",), ("keyring", True)]


def test_a_missing_kit_is_said_until_there_is_one(settings: Window) -> None:
    assert settings.look.say("ui-set-kit_none") in texts(settings)
    assert settings.session is not None
    settings.session.new_kit()
    settings.settings()
    settle()
    assert settings.look.say("ui-set-kit_line") in texts(settings)


@pytest.mark.parametrize(
    ("name", "page"), [("set.backups", Backups), ("set.trash", TrashPage), ("set.trust", TrustPage)]
)
def test_each_room_opens_and_escape_leads_back_to_the_same_place(settings: Window, name: str, page: type) -> None:
    click(settings, name)
    assert isinstance(settings.page, page)
    assert named(settings, "nav.settings").property("checked")
    QTest.keyClick(settings.page, Qt.Key.Key_Escape)
    settle()
    assert isinstance(settings.page, Settings)
    QTest.keyClick(settings.page, Qt.Key.Key_Escape)
    settle()
    assert isinstance(settings.page, Shelf)


def test_the_page_keeps_its_place_when_something_is_chosen(settings: Window) -> None:
    area = settings.page.findChild(QScrollArea) if settings.page is not None else None
    assert area is not None
    area.verticalScrollBar().setValue(300)
    settings.look.set(theme="dark")
    settle()
    again = settings.page.findChild(QScrollArea) if settings.page is not None else None
    assert again is not None
    assert again.verticalScrollBar().value() == 300
    settings.look.set(theme="light")


def test_coarser_codes_are_used_for_what_is_shared_next(settings: Window) -> None:
    click(settings, "set.density.low")
    assert preferences.density() == "low"
    name = next(one for one in ids(settings))
    settings.share(name)
    settle()
    click(settings, "share.next")
    page = settings.page
    assert isinstance(page, SharePage)
    assert page._made is not None
    assert len(page._made.matrices) == qr.counts(page.payload)["low"]
    assert len(page._made.matrices) > qr.counts(page.payload)["high"]


def test_without_a_vault_only_what_needs_none_is_shown(window: Window) -> None:
    window.settings()
    settle()
    assert not window.findChildren(QWidget, "set.backups")
    assert named(window, "set.theme.dark")


def test_checking_everything_again_says_how_many(settings: Window) -> None:
    click(settings, "set.again")
    assert "9 credentials checked again" in texts(settings)


def test_documents_show_how_old_they_are_and_old_ones_say_what_that_means(filled: Window) -> None:
    page = open_room(filled, "trust")
    assert "https://shiomizaka.example/status/1" in texts(page)
    assert "Of 20 Nov 2026" in texts(page)
    assert filled.look.say("ui-trust-old") not in texts(page)
    assert filled.session is not None
    filled.session.clock = lambda: making.NOW.replace(year=2027)  # type: ignore[method-assign]
    assert filled.look.say("ui-trust-old") in texts(open_room(filled, "trust"))


def test_a_pack_is_imported_with_its_maker_s_fingerprint_and_forgotten_when_asked_twice(
    filled: Window, tmp_path: Path
) -> None:
    path = tmp_path / "fair.pack"
    path.write_bytes(packs.pack())
    page = open_room(filled, "trust")
    assert isinstance(page, TrustPage)
    page.take(path)
    settle()
    field = named(page, "trust.fingerprint")
    assert isinstance(field, QLineEdit)
    assert field.text() == ""
    field.setText("ab" * 32)
    click(filled, "trust.go")
    assert named(page, "problem").property("code") == "pack.other_maker"
    again = named(page, "trust.fingerprint")
    assert isinstance(again, QLineEdit)
    again.setText(packs.digest(packs.root(packs.ONE)))
    click(filled, "trust.go")
    assert filled.session is not None
    (record,) = (one for one in vault(filled).records.values() if one.facts.get("setting") == "pack")
    assert record.facts["name"] in texts(page)
    forget = f"trust.forget.{record.facts['root_digest'][:8]}"
    click(filled, forget)
    QTest.keyClick(page, Qt.Key.Key_Escape)
    settle()
    assert vault(filled).records[record.id] == record
    click(filled, forget)
    click(filled, "trust.really")
    assert not [one for one in vault(filled).records.values() if one.facts.get("setting") == "pack"]
    page.take(paths()[0])
    settle()
    assert named(page, "problem").property("code") == "pack.shape"


def test_a_locked_backup_asks_for_its_password_and_tells_what_became_of_everything(
    opened: Window, tmp_path: Path
) -> None:
    from tests.test_moving import PASSWORD, lock, profile

    path = tmp_path / "Wallet Backup.json"
    path.write_bytes(making.raw(lock(making.raw([profile(making.signed(), {"type": "Unknown"})]).decode())))
    opened.take_files([str(path), __file__])
    settle()
    page = opened.page
    assert isinstance(page, Adding)
    assert named(page, "import.locked").property("code") == "backup.locked"
    for secret, expected in (("wrong", "backup.wrong_password"), (PASSWORD, "")):
        field = named(page, "import.password")
        assert isinstance(field, QLineEdit)
        assert field.text() == ""
        field.setText(secret)
        click(opened, "import.unlock")
        if expected:
            assert named(page, "import.locked").property("code") == expected
    assert ids(opened) == []
    click(opened, "import.add")
    assert len(ids(opened)) == 1
    outcomes = [(one.property("state"), one.property("code")) for one in page.findChildren(QWidget, "import.outcome") if one.isVisibleTo(page)]  # fmt: skip
    assert ("failed", "malformed.unknown_format") in outcomes
    assert ("failed", "backup.unknown_item") in outcomes
    assert "2 kept" in texts(page)
    assert opened.session is not None
    assert [holder.name for holder in opened.session.holders()] == ["Default"]
    click(opened, "import.done")
    assert isinstance(opened.page, Shelf)
    assert test_moving.PASSWORD not in texts(opened)


def test_files_without_surprises_lead_straight_to_the_shelf(opened: Window) -> None:
    opened.take_files([str(paths()[0])])
    settle()
    click(opened, "import.add")
    assert isinstance(opened.page, Shelf)
