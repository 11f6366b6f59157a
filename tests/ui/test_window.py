"""The window as a person uses it: first run, add, look, share, remove, lock, and strangers' text."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QAccessible, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QListView, QPlainTextEdit, QPushButton, QWidget

from tests import making, test_moving
from tests.ui.conftest import PASSPHRASE, named, settle
from wallet import RESOURCES
from wallet.errors import Cancelled
from wallet.report import Outcome
from wallet.seams import Tick
from wallet.session.samples import paths
from wallet.ui.adding import Adding
from wallet.ui.checking import Checking
from wallet.ui.detail import Detail
from wallet.ui.parts import kind_of
from wallet.ui.share import SharePage
from wallet.ui.shelf import Shelf
from wallet.ui.tasks import Job
from wallet.ui.text import Plain
from wallet.ui.welcome import Welcome
from wallet.ui.window import Window


def click(root: QWidget, name: str) -> None:
    button = named(root, name)
    assert isinstance(button, QPushButton)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    settle()


def texts(root: QWidget) -> str:
    return "\n".join(label.text() for label in root.findChildren(QLabel) if label.isVisibleTo(root))


def test_a_newcomer_makes_a_wallet_and_tries_the_samples(window: Window) -> None:
    click(window, "welcome.start")
    field = named(window, "lock.field")
    QTest.keyClicks(field, "short")
    click(window, "create.next")
    assert isinstance(window.page, Welcome)
    assert "12" in texts(window)
    field = named(window, "lock.field")
    assert isinstance(field, QLineEdit)
    field.setText(PASSPHRASE)
    click(window, "create.next")
    click(window, "kit.later")
    assert isinstance(window.page, Shelf)
    click(window, "home.empty.samples")
    assert window.session is not None
    assert len(window.session.items()) == len(paths())
    view = named(window, "home.list")
    assert isinstance(view, QListView)
    assert view.model().rowCount() == len(paths())


def test_locking_forgets_and_only_the_passphrase_opens_again(filled: Window) -> None:
    filled.lock()
    settle()
    assert filled.session is None
    assert "データサイエンス" not in texts(filled)
    field = named(filled, "lock.field")
    assert isinstance(field, QLineEdit)
    field.setText("something else entirely")
    click(filled, "unlock.open")
    assert isinstance(filled.page, Welcome)
    assert named(filled, "lock.error").isVisibleTo(filled)
    field = named(filled, "lock.field")
    assert isinstance(field, QLineEdit)
    field.setText("ｗａｌｎｕｔ　ｆｅｒｒｙ　ｑｕｉｅｔ　ｌａｎｔｅｒｎ")
    click(filled, "unlock.open")
    assert isinstance(filled.page, Shelf)
    assert filled.session is not None
    assert len(filled.session.items()) == len(paths())


def test_nothing_is_stored_before_add_is_pressed(opened: Window) -> None:
    opened.take_files([str(path) for path in paths()] + [__file__])
    settle()
    assert isinstance(opened.page, Adding)
    assert opened.session is not None
    assert opened.session.items() == ()
    failed = named(opened, "import.failed")
    assert failed.property("code") == "malformed.unknown_format"
    tick = next(one for one in opened.findChildren(QCheckBox) if one.isVisibleTo(opened))
    tick.setChecked(False)
    settle()
    click(opened, "import.add")
    assert len(opened.session.items()) == len(paths()) - 1


def test_the_keys_in_a_backup_are_shown_and_kept_with_what_is_chosen(opened: Window, tmp_path: Path) -> None:
    path = tmp_path / "Wallet Backup.json"
    path.write_bytes(making.raw(test_moving.profile(making.signed())))
    opened.take_files([str(path)])
    settle()
    assert opened.session is not None
    assert named(opened, "import.keys").isVisibleTo(opened)
    next(one for one in opened.findChildren(QCheckBox) if one.isVisibleTo(opened)).setChecked(False)
    settle()
    click(opened, "import.add")
    assert opened.session.items() == ()
    assert [holder.name for holder in opened.session.holders()] == ["Default"]


def test_a_drop_anywhere_and_a_paste_are_both_looked_at(opened: Window) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(paths()[0]))])
    event = QDropEvent(
        opened.rect().center().toPointF(),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    opened.dropEvent(event)
    settle()
    assert isinstance(opened.page, Adding)
    assert "参加証" in texts(opened)
    opened.home()
    QGuiApplication.clipboard().setText(making.raw(making.signed()).decode())
    opened._paste()
    settle()
    assert "北総学院大学" in texts(opened)


def test_pasted_rubbish_gets_a_clear_sentence(opened: Window) -> None:
    page = opened.add()
    assert page is not None
    settle()
    box = named(opened, "add.paste")
    assert isinstance(box, QPlainTextEdit)
    box.setPlainText('{"a": 1, "a": 2}')
    click(opened, "add.read")
    assert "twice" in texts(opened)


@pytest.mark.parametrize("name", ["empty", "huge", "deep", "truncated"])
def test_bad_files_are_named_with_their_reason_and_the_vault_stays_whole(
    opened: Window, tmp_path: Path, name: str
) -> None:
    data = {
        "empty": b"",
        "huge": b"{" + b" " * 9_000_000,
        "deep": b"[" * 100_000,
        "truncated": paths()[2].read_bytes()[:5000],
    }[name]
    path = tmp_path / f"{name}.json"
    path.write_bytes(data)
    opened.take_files([str(path)])
    settle()
    code = str(named(opened, "import.failed").property("code"))
    assert code.startswith("malformed.")
    opened.look.set(lang="ja")
    settle()
    assert opened.look.say(code) != code
    assert opened.session is not None
    assert opened.session.items() == ()


def test_a_card_opens_and_its_verdict_has_word_shape_and_reason(filled: Window) -> None:
    assert filled.session is not None
    expected = {"07": "unsure", "08": "bad", "09": "bad"}
    for item in filled.session.items():
        filled.detail(item.id)
        settle()
        block = named(filled, "detail.verdict")
        assert block.property("state") == expected.get(item.name[:2], "verified") == kind_of(item.report)
        assert named(filled, "verify.row.1").property("state") == "passed"


def test_removing_can_be_undone(filled: Window) -> None:
    assert filled.session is not None
    before = {item.id for item in filled.session.items()}
    filled.detail(sorted(before)[0])
    settle()
    click(filled, "detail.remove")
    assert len(filled.session.items()) == len(before) - 1
    click(filled, "toast.undo")
    assert {item.id for item in filled.session.items()} == before


def test_searching_and_filtering_show_what_fits(filled: Window) -> None:
    field = named(filled, "home.search")
    assert isinstance(field, QLineEdit)
    field.setText("観光")
    settle()
    view = named(filled, "home.list")
    assert isinstance(view, QListView)
    assert view.model().rowCount() == 1
    field.setText("no such badge")
    settle()
    click(filled, "home.clear")
    click(filled, "home.chip.bad")
    view = named(filled, "home.list")
    assert isinstance(view, QListView)
    assert view.model().rowCount() == 2


def test_language_and_theme_change_while_the_window_is_open(filled: Window) -> None:
    filled.settings()
    settle()
    assert "Settings" in texts(filled)
    click(filled, "lang.ja")
    assert "設定" in texts(filled)
    click(filled, "set.theme.dark")
    assert filled.look.theme == "dark"
    click(filled, "set.scale.2.0")
    filled.home()
    settle()
    assert filled.look.scale == 2.0
    filled.look.set(scale=1.0)


def sample(window: Window, name: str) -> str:
    assert window.session is not None
    return next(item.id for item in window.session.items() if item.name == name)


def test_sharing_shows_only_what_was_chosen_and_keeps_the_sensitive_back(filled: Window) -> None:
    filled.share(sample(filled, "04-micro-credential.sdjwt"))
    settle()
    page = filled.page
    assert isinstance(page, SharePage)
    preview = named(filled, "share.preview")
    assert "因果グラフで仮定を表せる" in texts(preview)
    assert "見本-2026-0417" not in texts(preview)
    tick = named(filled, "share.claim./expected_study_time")
    assert isinstance(tick, QCheckBox)
    tick.setChecked(False)
    settle()
    assert "90時間" not in texts(named(filled, "share.preview"))
    click(filled, "share.next")
    assert page.step == "send"
    assert b"90" not in page.payload.split(b"~", 1)[1]
    named(filled, "share.out.qr")


def test_a_challenge_makes_a_proof_for_that_verifier_only(filled: Window) -> None:
    filled.share(sample(filled, "03-data-science.png"))
    settle()
    page = filled.page
    assert isinstance(page, SharePage)
    for name, text in (("share.challenge", "c0ffee"), ("share.aud", "fair.example")):
        field = named(filled, name)
        assert isinstance(field, QLineEdit)
        field.setText(text)
    click(filled, "share.next")
    document = json.loads(page.payload)
    assert document["proof"]["challenge"] == "c0ffee"
    assert document["proof"]["domain"] == "fair.example"
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert page.step == "claims"


def test_verifier_mode_needs_no_vault_and_keeps_nothing(window: Window, tmp_path: Path) -> None:
    click(window, "welcome.verify_only")
    page = window.page
    assert isinstance(page, Checking)
    page.take_files([str(RESOURCES / "samples" / "09-forged.json")])
    settle()
    assert named(window, "fair.state").property("state") in ("bad", "unsure")
    assert not window.path.exists()
    QTest.keyClick(page, Qt.Key.Key_Space)
    settle()
    assert "教育フォーラム" not in texts(window)
    page.take_files([__file__])
    settle()
    assert named(window, "fair.error").isVisibleTo(window)


HOSTILE = '<b>bold</b> <img src="file:///etc/hostname"> &amp; %1 {x} \u202eabc\nnew'


def test_what_strangers_write_is_never_markup(opened: Window) -> None:
    badge = making.badge(name=HOSTILE)
    badge["issuer"]["name"] = HOSTILE
    badge["credentialSubject"]["achievement"] |= {
        "name": HOSTILE,
        "description": HOSTILE,
        "criteria": {"narrative": HOSTILE},
    }
    assert opened.session is not None
    opened.session.add(making.raw(making.signed(badge)), "<b>x</b>.json")
    opened.home()
    settle()
    (item,) = opened.session.items()
    for act in (lambda: opened.detail(item.id), lambda: opened.share(item.id), opened.home):
        act()
        settle()
        for label in opened.findChildren(QLabel):
            assert label.textFormat() == Qt.TextFormat.PlainText
            assert "\u202e" not in label.text()
    assert "Akashi" in opened.windowTitle()
    assert "bold" not in opened.windowTitle()


def test_every_control_has_a_name_for_those_who_cannot_see_it(filled: Window) -> None:
    for act in (
        filled.home,
        filled.add,
        filled.settings,
        filled.check,
        lambda: filled.share(sample(filled, "04-micro-credential.sdjwt")),
    ):
        act()
        settle()
        for widget in filled.findChildren(QWidget):
            if (
                widget.isVisibleTo(filled)
                and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
                and not isinstance(widget, QLabel)
            ):
                interface = QAccessible.queryAccessibleInterface(widget)
                name = interface.text(QAccessible.Text.Name) if interface is not None else ""
                assert name.strip() or widget.objectName() in ("qt_scrollarea_viewport",), widget


def test_a_closed_page_hears_nothing_and_cancel_works(opened: Window) -> None:
    seen: list[object] = []
    page = opened.add()
    assert page is not None

    def work(tick: Tick) -> str:
        for step in range(100_000):
            tick(step, 100_000)
        return "done"

    job = Job(page, work)
    job.cancelled.connect(lambda: seen.append("cancelled"))
    job.done.connect(seen.append)
    job.start()
    job.cancel()
    settle()
    assert seen == ["cancelled"]
    late = Job(page, work)
    late.done.connect(seen.append)
    late.start()
    opened.home()
    settle()
    assert "done" not in seen or seen == ["cancelled", "done"]
    with pytest.raises(Cancelled):
        job._tick(0, 1)


def test_the_window_survives_every_width(filled: Window) -> None:
    for width in (720, 900, 1280, 1920):
        filled.resize(width, 640)
        filled.home()
        settle()
        view = named(filled, "home.list")
        assert isinstance(view, QListView)
        assert view.viewport().width() > 300


def test_plain_text_is_cut_to_a_bounded_length(qtbot: object, window: Window) -> None:
    assert len(Plain(window.look, "x" * 1_000_000).text()) <= 4000


def test_the_page_of_one_credential_survives_its_removal(filled: Window) -> None:
    name = sample(filled, "06-renewable-energy.json")
    filled.detail(name)
    page = filled.page
    assert isinstance(page, Detail)
    assert filled.session is not None
    filled.session.remove([name])
    page.refresh()
    assert "no such" in texts(page).lower() or "id" in texts(page).lower() or texts(page)


def test_a_learning_record_shows_what_it_holds_each_with_its_own_verdict(opened: Window) -> None:
    from tests.test_inside import record

    over = making.signed(making.badge(validUntil="2026-11-01T00:00:00Z", name="期限切れの修了証"))
    assert opened.session is not None
    (added,) = opened.session.add(making.raw(record(making.signed(), over)), "record.json")
    opened.detail(added.id)
    settle()
    held = opened.findChildren(QWidget, "detail.held")
    assert [one.property("state") for one in held if one.isVisibleTo(opened)] == ["verified", "unsure"]


def test_a_part_of_a_credential_with_linked_data_can_be_shared(opened: Window) -> None:
    from tests.test_selective import base

    assert opened.session is not None
    (added,) = opened.session.add(making.raw(base("ecdsa-sd-2023")), "base.json")
    assert added.verdict is Outcome.PASSED
    opened.share(added.id)
    settle()
    page = opened.findChild(SharePage)
    assert page is not None
    assert opened.findChildren(QCheckBox)
    assert "データサイエンス基礎" in texts(page)
