"""A booth at a career fair: one after the other, nothing lost, nothing kept, and never greener than was asked for."""

import gc
import json
import sys
import types
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QObject, QPoint, QSettings, Qt
from PySide6.QtGui import QAccessible, QCursor, QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget

from tests import making
from tests.test_receipt import holds
from tests.test_status import URL, bits, entry, listing
from tests.ui.conftest import forget, named, settle
from tests.ui.hands import choose, enter, press, texts
from tests.ui.test_camera import Desk, codes, frame
from wallet.crypto.seal import FLOOR
from wallet.library import Document, Library
from wallet.report import Policy, Question
from wallet.session.samples import documents, paths
from wallet.sharing import qr
from wallet.ui.booth import MOST, STAY, Brought, Tally
from wallet.ui.camera import CameraReader
from wallet.ui.checking import Checking
from wallet.ui.stage import FLOOR as SMALLEST
from wallet.ui.theme import Look
from wallet.ui.window import Window

GOOD, EXPIRED, FORGED = "03-data-science.png", "07-first-aid-expired.json", "09-forged.json"
SAMPLES = {path.name: path for path in paths()}


class Booth:
    """Verifier mode in a window without a vault, with the samples' documents at hand."""

    def __init__(self, window: Window) -> None:
        self.window = window
        self.library = Library.bundled().plus(documents())
        self.now = making.NOW
        window.clock = lambda: self.now
        window._documents = lambda: self.library  # type: ignore[method-assign]
        window.check()
        settle()

    @property
    def page(self) -> Checking:
        page = self.window.page
        assert isinstance(page, Checking)
        return page

    def bring(self, *names: str) -> None:
        for name in names:
            self.window.take_files([str(SAMPLES[name])])
        settle()

    def key(self, key: Qt.Key) -> None:
        QTest.keyClick(self.window.focusWidget() or self.page, key)
        settle()

    def seconds(self, count: int) -> None:
        for _ in range(count):
            self.page.tick()
        settle()

    @property
    def state(self) -> str:
        """The verdict on the screen, "" while there is none."""
        shown = [one for one in self.window.findChildren(QWidget, "fair.state") if one.isVisibleTo(self.window)]
        return str(shown[0].property("state")) if shown else ""

    @property
    def said(self) -> str:
        return texts(self.window)

    @property
    def counted(self) -> str:
        return str(named(self.window, "fair.tally").property("state"))


@pytest.fixture
def booth(qapp: QApplication, look: Look, tmp_path: Path) -> Iterator[Booth]:
    made = Window(
        look, lambda: making.NOW, tmp_path / "none.vault", verify_only=True, cost=FLOOR, state=tmp_path / "state"
    )
    made.show()
    made.activateWindow()
    yield Booth(made)
    look.set(scale=1.0, lang="en")
    forget(made)


# One after the other


def test_what_comes_while_a_result_is_shown_waits_and_is_taken_in_its_order(booth: Booth) -> None:
    booth.bring(GOOD, EXPIRED, FORGED)
    assert booth.state == "verified"
    assert "2 wait" in booth.said
    booth.key(Qt.Key.Key_Space)
    assert booth.state == "unsure"
    assert "1 waits" in booth.said
    press(booth.window, "fair.next")
    assert booth.state == "bad"
    assert "Nothing waits" in booth.said
    booth.key(Qt.Key.Key_Space)
    assert booth.state == ""
    assert booth.page._judged is None


def test_what_comes_while_a_check_runs_waits_as_well(booth: Booth) -> None:
    for name in (GOOD, FORGED):
        booth.window.take_files([str(SAMPLES[name])])
    assert "1 waits" in booth.said
    settle()
    assert booth.state == "verified"
    assert "1 waits" in booth.said


def test_the_twenty_first_is_refused_with_a_sentence_and_the_others_are_all_judged(booth: Booth) -> None:
    booth.bring(*[GOOD] * (MOST + 1))
    assert "20 wait already" not in booth.said
    booth.bring(FORGED)
    assert "20 wait already, so this one was not taken" in booth.said
    assert f"{MOST} wait" in booth.said
    for _ in range(MOST + 1):
        booth.key(Qt.Key.Key_Space)
    assert booth.counted == f"{MOST + 1} 0 0"


def test_what_cannot_be_read_is_said_before_the_next_one_is_taken(booth: Booth) -> None:
    booth.bring(GOOD)
    booth.page.bring(Brought(raws=(b"no credential at all",)))
    booth.bring(EXPIRED)
    booth.key(Qt.Key.Key_Space)
    assert booth.state == ""
    assert named(booth.window, "fair.error").isVisibleTo(booth.window)
    assert "1 waits" in booth.said
    booth.seconds(STAY)
    assert booth.state == "unsure"
    assert booth.counted == "1 1 0"


def test_a_file_that_is_gone_is_said(booth: Booth, tmp_path: Path) -> None:
    booth.window.take_files([str(tmp_path / "gone.json")])
    settle()
    assert named(booth.window, "fair.error").property("code") == "file.unreadable"


def test_a_pasted_picture_of_a_code_is_read(booth: Booth) -> None:
    from PySide6.QtGui import QImage

    data = QMimeData()
    data.setImageData(QImage.fromData(qr.write_png(qr.pack(making.raw(making.signed())))))
    booth.window.take(data)
    settle()
    assert booth.state == "unsure"


def test_leaving_while_something_waits_takes_a_second_word(booth: Booth) -> None:
    booth.bring(GOOD, FORGED)
    booth.key(Qt.Key.Key_Escape)
    assert "1 still waits and is lost if you leave" in booth.said
    assert isinstance(booth.window.page, Checking)
    booth.key(Qt.Key.Key_Escape)
    assert not isinstance(booth.window.page, Checking)


# Counting


def test_the_session_is_counted_in_three_numbers_that_can_be_set_to_nothing(booth: Booth) -> None:
    booth.bring(GOOD, EXPIRED, FORGED, GOOD)
    for wanted in ("1 0 0", "1 1 0", "1 1 1", "2 1 1"):
        assert booth.counted == wanted
        booth.key(Qt.Key.Key_Space)
    assert named(booth.window, "fair.tally").accessibleName() == "Verified: 2, can't tell: 1, not verified: 1"
    press(booth.window, "fair.reset")
    assert booth.counted == "0 0 0"
    assert not booth.window.findChildren(QWidget, "fair.reset")[-1].isVisibleTo(booth.window)


def test_what_is_checked_again_is_counted_once(booth: Booth) -> None:
    booth.bring(GOOD)
    for _ in range(3):
        booth.key(Qt.Key.Key_R)
    assert booth.state == "verified"
    assert booth.counted == "1 0 0"


def test_self_declared_counts_as_unsure() -> None:
    assert Tally().plus("none").plus("bad") == Tally(0, 1, 1)


# What is required


@pytest.mark.parametrize("policy", list(Policy))
def test_the_word_on_the_screen_is_the_verdict_under_the_chosen_policy(policy: Policy, booth: Booth) -> None:
    press(booth.window, f"fair.policy.{policy}")
    for name in SAMPLES:
        booth.bring(name)
        judged = booth.page._judged
        assert judged is not None
        verdicts = {row.report.verdict(policy).value for row in judged.rows}
        assert (booth.state == "verified") == (verdicts == {"passed"}), (name, policy)
        booth.key(Qt.Key.Key_Space)


def test_an_issuer_that_nobody_knows_is_green_only_where_none_is_required(booth: Booth) -> None:
    raw = making.raw(making.signed())
    for policy, wanted in ((Policy.WALLET, "unsure"), (Policy.FAIR, "unsure"), (Policy.GENUINE, "verified")):
        booth.page.require(policy)
        booth.page.bring(Brought(raws=(raw,)))
        settle()
        assert booth.state == wanted
        booth.key(Qt.Key.Key_Space)
    assert booth.page.policy is Policy.GENUINE


def test_a_known_issuer_is_required_unless_something_else_is_chosen(booth: Booth) -> None:
    assert booth.page.policy is Policy.WALLET
    assert "its issuer known" in booth.said
    booth.page.bring(Brought(raws=(making.raw(making.signed()),)))
    settle()
    assert "nothing says whose it is" in booth.said


def test_what_counts_for_less_at_a_fair_is_not_shown_as_passed(booth: Booth) -> None:
    press(booth.window, "fair.policy.fair")
    booth.bring("02-programme-60h.json")
    assert booth.state == "unsure"
    assert "a list is required here" in booth.said
    booth.page.next()
    booth.now = making.NOW + timedelta(days=30)
    booth.bring("02-programme-60h.json")
    assert "older than the 7 days allowed here" in booth.said


def test_a_policy_chosen_later_changes_nothing_that_was_judged(booth: Booth) -> None:
    booth.page.bring(Brought(raws=(making.raw(making.signed()),)))
    booth.page.require(Policy.GENUINE)
    settle()
    assert booth.state == "unsure"


def test_without_lists_at_hand_it_is_said_that_nothing_is_known_of_withdrawal(booth: Booth) -> None:
    booth.library = Library.bundled()
    booth.page.refresh()
    settle()
    assert named(booth.window, "fair.news").property("state") == "amber"
    assert "No lists at hand: nothing can be said of withdrawal" in booth.said


@pytest.mark.parametrize(("days", "frame", "line"), [(3, "", ""), (8, "stale", "amber")])
def test_the_age_of_the_oldest_list_is_shown_and_an_old_one_has_an_amber_frame(
    days: int, frame: str, line: str, booth: Booth
) -> None:
    raw = making.raw(making.signed(listing(bits())))
    old = Document(URL, raw, making.NOW - timedelta(days=days), from_address=True)
    booth.library = Library.bundled().plus([old])
    booth.page.refresh()
    settle()
    assert f"News on withdrawal: {days} days ago" in booth.said
    assert named(booth.window, "drop").property("state") == frame
    assert named(booth.window, "fair.news").property("state") == line
    booth.page.bring(Brought(raws=(making.raw(making.signed(making.badge(credentialStatus=entry()))),)))
    settle()
    assert f"Required: credential and issuer · News on withdrawal: {days} days ago" in booth.said


# How long it stays


def test_after_twenty_quiet_seconds_the_next_one_is_taken_and_then_none(booth: Booth) -> None:
    booth.bring(GOOD, FORGED)
    assert "Moves on in 20 s" in booth.said
    booth.seconds(STAY - 1)
    assert "Moves on in 1 s" in booth.said
    assert booth.state == "verified"
    booth.seconds(1)
    assert booth.state == "bad"
    booth.seconds(STAY)
    assert booth.state == ""
    assert not booth.page._timer.isActive()


def test_whoever_moves_the_mouse_has_time(booth: Booth) -> None:
    booth.bring(GOOD)
    booth.seconds(STAY - 1)
    QCursor.setPos(QCursor.pos() + QPoint(40, 30))
    booth.seconds(1)
    assert "Moves on in 20 s" in booth.said
    booth.seconds(STAY)
    assert booth.state == ""


def test_the_details_hold_it_for_as_long_as_they_are_open(booth: Booth) -> None:
    booth.bring(GOOD)
    booth.key(Qt.Key.Key_D)
    booth.seconds(STAY * 3)
    assert booth.state == "verified"
    assert "Waits for you" in booth.said
    booth.key(Qt.Key.Key_D)
    booth.seconds(STAY)
    assert booth.state == ""


def test_the_time_runs_without_anybody_touching_anything(booth: Booth, qtbot: object) -> None:
    booth.page._timer.setInterval(1)
    booth.bring(GOOD)
    qtbot.waitUntil(lambda: booth.page._judged is None, timeout=5000)  # type: ignore[attr-defined]


# Details


@pytest.mark.parametrize("name", [GOOD, EXPIRED, FORGED])
def test_the_details_answer_every_question_in_the_words_of_the_wallet(name: str, booth: Booth) -> None:
    booth.bring(name)
    reasons = [one for one in booth.window.findChildren(QLabel, "fair.reason") if one.isVisibleTo(booth.window)]
    assert 1 <= len(reasons) <= 3
    press(booth.window, "fair.details")
    judged = booth.page._judged
    assert judged is not None
    for number, check in enumerate(judged.worst.report.checks, 1):
        row = named(booth.window, f"verify.row.{number}")
        assert (row.property("state"), row.property("code")) == (check.outcome.value, check.code)
        assert booth.window.look.say(check.code, **check.facts) in booth.said
    assert {check.question for check in judged.worst.report.checks} == set(Question)
    booth.key(Qt.Key.Key_Escape)
    assert booth.state
    assert not booth.window.findChildren(QWidget, "fair.details")[-1:] or not booth.page._details


def test_an_answer_to_a_request_cannot_be_checked_again(booth: Booth) -> None:
    booth.bring(GOOD)
    named(booth.window, "fair.again")
    assert booth.page._judged is not None
    booth.page._judged = booth.page._judged._replace(once=True)
    booth.page.refresh()
    settle()
    assert not [one for one in booth.window.findChildren(QWidget, "fair.again") if one.isVisibleTo(booth.window)]
    booth.key(Qt.Key.Key_R)
    assert booth.page._job is None


def test_everything_that_can_be_used_has_a_name_and_its_key_beside_it(booth: Booth) -> None:
    booth.bring(GOOD)
    for name, key in (("next", "Space"), ("details", "D"), ("again", "R"), ("leave", "Esc")):
        assert named(booth.window, f"fair.{name}").accessibleDescription() == key
        assert key in booth.said
    booth.key(Qt.Key.Key_D)
    for step in range(2):
        for widget in booth.window.findChildren(QWidget):
            if widget.isVisibleTo(booth.window) and isinstance(widget, QAbstractButton | QLineEdit):
                assert widget.objectName(), step
                assert QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name), widget.objectName()
        booth.page.next()


# To be read at two metres

LONG = "地域の中小企業と学ぶデータ利活用と業務改善のための実践プログラム(基礎から応用まで・全六十時間・オンライン併用)"


def cut(root: QWidget) -> list[str]:
    """The visible texts that do not have the room they need."""
    found = []
    for label in root.findChildren(QLabel):
        if not label.isVisibleTo(root) or not label.text():
            continue
        metrics = QFontMetrics(label.font())
        if label.wordWrap():
            small = label.height() < label.heightForWidth(label.width())
        else:
            small = label.width() < metrics.horizontalAdvance(label.text()) or label.height() < metrics.height()
        if small or label.text().endswith("…") or label.mapTo(root, QPoint(0, 0)).x() + label.width() > root.width():
            found.append(label.text())
    buttons = [one for one in root.findChildren(QAbstractButton) if one.isVisibleTo(root)]
    return found + [one.text() for one in buttons if one.sizeHint().expandedTo(one.size()) != one.size()]


@pytest.mark.parametrize(("size", "scale"), [((1280, 800), 1.0), ((1280, 800), 2.0), ((720, 560), 1.0)])
@pytest.mark.parametrize("lang", ["ja", "en"])
def test_the_word_is_large_and_nothing_is_cut(lang: str, scale: float, size: tuple[int, int], booth: Booth) -> None:
    """Text at 200 % is promised at 1280 by 800 (U15)."""
    booth.window.look.set(lang=lang, scale=scale)
    booth.window.resize(*size)
    document = making.badge()
    document["credentialSubject"]["achievement"]["name"] = LONG
    changed = json.loads(SAMPLES["02-programme-60h.json"].read_bytes())
    changed["credentialSubject"]["achievement"]["name"] = LONG
    kinds = set()
    for raw in (
        SAMPLES[GOOD].read_bytes(),
        making.raw(document),
        json.dumps(changed).encode(),
        making.raw(making.signed(document)),
    ):
        booth.page.bring(Brought(raws=(raw,)))
        settle()
        word = named(booth.window, "fair.word")
        assert word.font().pixelSize() >= SMALLEST
        assert cut(booth.window) == []
        kinds.add(booth.state)
        booth.page.toggle()
        settle()
        assert cut(booth.window) == []
        booth.page.next()
        settle()
    assert kinds == {"verified", "none", "bad", "unsure"}
    assert cut(booth.window) == []


# A receipt


def test_a_receipt_is_saved_where_it_is_wanted_and_says_what_it_proves(
    booth: Booth, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    enter(booth.window, "c0ffee-2026", "fair.challenge")
    booth.bring("04-micro-credential.sdjwt")
    booth.key(Qt.Key.Key_D)
    assert "one session of this program said all this; not who used it" in booth.said
    said = []
    for name in ("a.json", "b.json"):
        choose(monkeypatch, tmp_path / name)
        press(booth.window, "fair.receipt")
        assert f"Saved as {name}" in booth.said
        raw = (tmp_path / name).read_bytes()
        assert holds(raw)
        said.append(json.loads(raw))
    assert said[0]["proof"]["verificationMethod"] == said[1]["proof"]["verificationMethod"]
    assert said[0]["policy"] == "wallet"
    assert said[0]["lists"].keys() == {"withdrawals"}
    assert "c0ffee" not in json.dumps(said)
    booth.window.check()
    booth.bring(GOOD)
    booth.key(Qt.Key.Key_D)
    press(booth.window, "fair.receipt")
    other = json.loads((tmp_path / "b.json").read_bytes())
    assert other["proof"]["verificationMethod"] != said[0]["proof"]["verificationMethod"]


def test_a_receipt_that_is_not_wanted_or_cannot_be_written_is_no_trouble(
    booth: Booth, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    booth.bring(GOOD)
    booth.key(Qt.Key.Key_D)
    choose(monkeypatch, None)
    press(booth.window, "fair.receipt")
    assert not booth.page._key
    choose(monkeypatch, tmp_path)
    press(booth.window, "fair.receipt")
    assert tmp_path.name in booth.page._note


# Nothing is kept

OPENED: list[str] = []
_watching = False


def _hook(event: str, args: tuple[object, ...]) -> None:
    if _watching and event == "open" and isinstance(args[0], str | bytes | Path):
        mode, flags = str(args[1] or ""), args[2]
        if set("wax+") & set(mode) or (isinstance(flags, int) and flags & 3):
            OPENED.append(str(args[0]))


def test_after_a_hundred_checks_no_file_was_written(booth: Booth, tmp_path: Path) -> None:
    global _watching
    sys.addaudithook(_hook)
    names = list(SAMPLES)
    booth.bring(*names)
    for _ in names:
        booth.key(Qt.Key.Key_Space)
    settings = QSettings("akashi", "akashi")
    before = ({path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}, settings.allKeys())
    OPENED.clear()
    _watching = True
    try:
        for number in range(100):
            booth.window.take_files([str(SAMPLES[names[number % len(names)]])])
            settle()
            assert booth.state
            booth.page.next()
            settle()
    finally:
        _watching = False
    settings.sync()
    assert OPENED == []
    assert ({path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}, settings.allKeys()) == before
    assert sum(map(int, booth.counted.split())) == 100 + len(names)


def reached(root: QObject) -> Iterator[object]:
    """Everything that can be reached from an object without going through modules and classes."""
    seen: set[int] = set()
    todo: list[object] = [root]
    while todo:
        one = todo.pop()
        if id(one) in seen or isinstance(one, types.ModuleType | type | types.FrameType):
            continue
        seen.add(id(one))
        yield one
        if isinstance(one, types.FunctionType):
            todo += [cell.cell_contents for cell in one.__closure__ or ()]
        elif not isinstance(one, QApplication):
            todo += gc.get_referents(one)
        if isinstance(one, QObject) and not isinstance(one, QApplication):
            todo += one.children()


def holding(root: QObject, marker: str) -> list[object]:
    """What holds a marker among everything that can be reached."""
    texts = (one for one in reached(root) if isinstance(one, str | bytes | bytearray))
    wanted = marker.encode()
    return [one for one in texts if (wanted in one if isinstance(one, bytes | bytearray) else marker in one)]


def test_after_the_next_one_nothing_holds_what_was_shown(booth: Booth) -> None:
    marker = "Zebra finch 4711"
    document = making.badge()
    document["credentialSubject"]["achievement"]["name"] = marker
    booth.page.bring(Brought(raws=(making.raw(making.signed(document)),)))
    settle()
    booth.key(Qt.Key.Key_R)
    booth.key(Qt.Key.Key_D)
    assert marker in booth.said
    assert holding(booth.window, marker)
    booth.page.next()
    settle()
    gc.collect()
    assert holding(booth.window, marker) == []


# No credential


@pytest.mark.parametrize("address", ["https://badges.example/assertions/4711", "HTTPS://BADGES.EXAMPLE/A/4711"])
def test_a_code_that_is_a_web_address_is_said_to_be_one_and_shown_as_text(address: str, booth: Booth) -> None:
    booth.page.bring(Brought(raws=(address.encode(),)))
    settle()
    assert booth.state == ""
    assert "This is a web address, not a credential. It was not opened." in booth.said
    shown = named(booth.window, "fair.address")
    assert isinstance(shown, QLabel)
    assert shown.text() == address
    assert shown.textFormat() is Qt.TextFormat.PlainText


def test_a_long_web_address_is_cut_and_hides_nothing(booth: Booth) -> None:
    address = "https://a.example/\u202e<b>" + "x" * 900
    booth.page.bring(Brought(raws=(address.encode(),)))
    settle()
    shown = named(booth.window, "fair.address")
    assert isinstance(shown, QLabel)
    assert len(shown.text()) <= 200
    assert "\u202e" not in shown.text()
    assert "<b>" in shown.text()


@pytest.mark.qt_log_ignore("Couldn.t (load|resolve)", "No RHI backend")
def test_the_camera_comes_back_after_each_verdict_and_reads_nothing_twice(
    booth: Booth, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk("a camera")

    def reader(look: Look) -> CameraReader:
        return CameraReader(look, desk.cameras, lambda _, told: told(True))

    monkeypatch.setattr("wallet.ui.checking.camera.CameraReader", reader)
    first, second = (
        codes(making.raw(making.signed(making.badge(id=f"urn:uuid:{number}"))), "high")[0] for number in (1, 2)
    )
    press(booth.window, "fair.camera")
    settle()
    desk.show(frame(first, size=(1920, 1080)))
    settle()
    assert booth.state
    assert not desk.on
    booth.key(Qt.Key.Key_Space)
    assert desk.on == ["a camera"]
    desk.show(frame(first, size=(1920, 1080)))
    settle()
    assert booth.page._judged is None, "it is still held in front of the camera"
    desk.show(frame(second, size=(1920, 1080)))
    settle()
    assert booth.page._judged is not None
    assert sum(booth.page.tally) == 2
    booth.seconds(STAY)
    assert desk.on == ["a camera"]
    press(booth.window, "camera.stop")
    settle()
    assert not desk.on
    desk.opened = 0
    booth.bring(GOOD)
    booth.key(Qt.Key.Key_Space)
    assert desk.opened == 0, "whoever ended it is not filmed again"
