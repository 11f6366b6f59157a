"""Codes read with a camera. The frames are real; the cameras are not: this computer has none."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtMultimedia import QCamera, QCameraDevice, QVideoFrame, QVideoSink
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests import making
from tests.ui.conftest import named, settle
from wallet.sharing import qr
from wallet.ui import adding, camera, tasks
from wallet.ui.adding import Adding
from wallet.ui.camera import Camera, CameraReader
from wallet.ui.theme import Look
from wallet.ui.window import Window

# What Qt says of libraries it does without; the program itself keeps it quiet.
pytestmark = pytest.mark.qt_log_ignore("Couldn.t (load|resolve)", "No RHI backend", extend=True)
LONG = making.raw(making.signed(making.badge(description=f"{random.Random(7).randbytes(3600).hex()}")))
SHORT = making.raw(making.signed())


def codes(payload: bytes, density: str = "normal") -> list[QImage]:
    made = qr.pack(payload, density)
    return [QImage.fromData(qr.write_png(made, index, scale=4)) for index in range(len(made.parts))]


def frame(*shown: QImage, turn: float = 5, size: tuple[int, int] = (1280, 720)) -> QVideoFrame:
    """Codes as a camera sees them: held askew, smaller than they are, out of focus, in a room."""
    seen = QImage(*size, QImage.Format.Format_RGB32)
    seen.fill(QColor("#6d665c"))
    painter = QPainter(seen)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    width = size[0] // max(1, len(shown))
    for place, image in enumerate(shown):
        painter.resetTransform()
        painter.translate(width * (place + 0.5), size[1] / 2)
        painter.rotate(turn)
        side = min(width, size[1]) * 0.8
        painter.scale(side / image.width(), side / image.width())
        painter.drawImage(-image.width() // 2, -image.height() // 2, image)
    painter.end()
    soft = Qt.TransformationMode.SmoothTransformation
    blurred = seen.scaledToWidth(size[0] * 3 // 4, soft).scaledToWidth(size[0], soft)
    return QVideoFrame(blurred.convertToFormat(QImage.Format.Format_RGB32))


class Desk:
    """The cameras of a test, and whether they are on."""

    def __init__(self, *names: str) -> None:
        self.names = list(names)
        self.on: list[str] = []
        self.opened = 0
        self.sink: QVideoSink | None = None
        self.break_off: Callable[[], None] = lambda: None

    def cameras(self) -> list[Camera]:
        return [Camera(name, lambda sink, lost, name=name: self.open(name, sink, lost)) for name in self.names]  # type: ignore[misc]

    def open(self, name: str, sink: QVideoSink, lost: Callable[[], None]) -> Callable[[], None]:
        self.on.append(name)
        self.opened += 1
        self.sink, self.break_off = sink, lost
        return lambda: self.on.remove(name)

    def show(self, *frames: QVideoFrame) -> None:
        """Each frame is waited for, as the one before is read."""
        assert self.sink is not None
        for one in frames:
            self.sink.setVideoFrame(one)
            settle()


def granted(asking: QObject, told: Callable[[bool], None]) -> None:
    told(True)


@pytest.fixture
def desk() -> Desk:
    return Desk("Front")


@pytest.fixture
def reader(look: Look, qtbot: QtBot, desk: Desk) -> CameraReader:
    made = CameraReader(look, desk.cameras, granted)
    qtbot.addWidget(made)
    made.resize(900, 640)
    made.show()
    settle()
    return made


@pytest.fixture
def heard(reader: CameraReader) -> list[object]:
    found: list[object] = []
    reader.read.connect(found.append)
    return found


def words_of(reader: QWidget, name: str) -> str:
    label = named(reader, name)
    assert isinstance(label, QLabel)
    assert label.accessibleName() == label.text()
    return label.text()


def test_codes_held_askew_and_out_of_focus_are_read_exactly(desk: Desk, heard: list[object]) -> None:
    desk.show(frame(codes(SHORT, "high")[0]))
    assert heard == [SHORT]
    assert desk.on == []


def test_parts_come_in_any_order_with_repeats_and_strangers_among_them(
    reader: CameraReader, desk: Desk, heard: list[object]
) -> None:
    parts = codes(LONG)
    assert len(parts) > 3
    poster, other = codes(b"https://example.org/poster")[0], codes(LONG.replace(b"0", b"1"), "low")
    order = list(range(len(parts)))
    random.Random(5).shuffle(order)
    first = order.pop(0)
    desk.show(frame(), frame(poster, parts[first]), frame(parts[first]), frame(other[0]), frame(poster))
    missing = ", ".join(str(place + 1) for place in sorted(order))
    said = words_of(reader, "camera.line")
    assert said.startswith(f"1 of {len(parts)} parts read.")
    assert said.replace(" and", ",").endswith(f"missing: {missing}")
    desk.show(*(frame(parts[place], turn=place * 90 + 4) for place in order))
    assert heard == [LONG]


def test_a_larger_frame_than_any_code_needs_is_read_smaller(desk: Desk, heard: list[object]) -> None:
    desk.show(frame(codes(SHORT, "high")[0], size=(3840, 2160)))
    assert heard == [SHORT]


def test_frames_are_dropped_while_one_is_read(
    reader: CameraReader, desk: Desk, heard: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[int] = []
    monkeypatch.setattr(qr, "codes_in", lambda one: read.append(one.width) or ())
    assert desk.sink is not None
    for width in (640, 320, 160):
        desk.sink.setVideoFrame(frame(size=(width, 120)))
    settle()
    assert read == [640]
    desk.show(frame(size=(160, 120)))
    assert read == [640, 160]


def test_reading_does_not_hold_up_the_window(reader: CameraReader, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    import threading

    where: list[threading.Thread] = []
    monkeypatch.setattr(qr, "codes_in", lambda one: where.append(threading.current_thread()) or ())
    desk.show(frame())
    assert where
    assert where[0] is not threading.main_thread()


@pytest.mark.parametrize("act", ["hide", "close", "escape", "stop"])
def test_the_camera_goes_off_with_the_page(
    reader: CameraReader, desk: Desk, heard: list[object], act: str, qtbot: QtBot
) -> None:
    desk.show(frame(codes(LONG)[0]))
    assert desk.on == ["Front"]
    left: list[bool] = []
    reader.left.connect(lambda: left.append(True))
    {
        "hide": reader.hide,
        "close": reader.close,
        "escape": lambda: QTest.keyClick(named(reader, "camera.stop"), Qt.Key.Key_Escape),
        "stop": lambda: QTest.mouseClick(named(reader, "camera.stop"), Qt.MouseButton.LeftButton),
    }[act]()
    settle()
    assert desk.on == []
    assert bool(left) is (act in ("escape", "stop"))
    assert reader._image.isNull()
    assert reader._view.image.isNull()
    desk.show(frame(codes(SHORT, "high")[0]))
    assert heard == []
    assert reader._view.image.isNull()


def test_what_was_being_read_when_the_page_was_left_is_not_heard(
    reader: CameraReader, desk: Desk, heard: list[object]
) -> None:
    assert desk.sink is not None
    desk.sink.setVideoFrame(frame(codes(SHORT, "high")[0]))
    tasks.wait_for_all()
    reader._stop()
    settle()
    assert heard == []
    assert not reader._gather.payload


def test_a_page_that_comes_back_looks_again_and_has_lost_nothing(
    reader: CameraReader, desk: Desk, heard: list[object]
) -> None:
    first, *others = codes(LONG)
    desk.show(frame(first))
    reader.hide()
    settle()
    assert desk.on == []
    reader.show()
    settle()
    assert desk.on == ["Front"]
    desk.show(*map(frame, others))
    assert heard == [LONG]


@pytest.fixture
def page(opened: Window, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Adding:
    monkeypatch.setattr(adding, "CameraReader", lambda look: CameraReader(look, desk.cameras, granted))
    made = opened.add()
    assert made is not None
    QTest.mouseClick(named(made, "add.camera"), Qt.MouseButton.LeftButton)
    settle()
    assert desk.on == ["Front"]
    return made


def test_what_the_camera_read_is_looked_at_and_not_stored(page: Adding, desk: Desk) -> None:
    desk.show(frame(codes(SHORT, "high")[0]))
    settle()
    assert [len(looked.items) for looked in page._found] == [1]
    assert not page.session.ids
    assert desk.on == []


@pytest.mark.parametrize("act", ["lock", "home", "check", "close"])
def test_the_camera_goes_off_when_the_window_locks_or_turns_elsewhere(
    page: Adding, opened: Window, desk: Desk, act: str
) -> None:
    getattr(opened, act)()
    settle()
    assert desk.on == []


def test_a_change_of_language_or_theme_leaves_the_camera_on(page: Adding, opened: Window, desk: Desk) -> None:
    opened.look.set(theme="dark")
    opened.say("Something else.")
    settle()
    opened.look.set(theme="light")
    settle()
    assert desk.on == ["Front"]
    assert desk.opened == 1


def test_giving_up_leads_back_to_the_other_ways(page: Adding, desk: Desk) -> None:
    QTest.keyClick(named(page, "camera.stop"), Qt.Key.Key_Escape)
    settle()
    assert named(page, "add.screen")
    assert desk.on == []


def failed(look: Look, qtbot: QtBot, desk: Desk, **how: object) -> CameraReader:
    made = CameraReader(look, **{"found": desk.cameras, "permitted": granted, **how})  # type: ignore[arg-type]
    qtbot.addWidget(made)
    made.show()
    settle()
    return made


def test_no_camera_is_said_and_one_that_is_plugged_in_is_found(look: Look, qtbot: QtBot) -> None:
    desk = Desk()
    reader = failed(look, qtbot, desk)
    assert words_of(reader, "camera.trouble") == look.say("ui-camera-none")
    assert reader.focusWidget() is named(reader, "camera.again")
    desk.names = ["USB"]
    QTest.keyClick(named(reader, "camera.again"), Qt.Key.Key_Space)
    settle()
    assert desk.on == ["USB"]
    assert named(reader, "camera.view").accessibleName() == look.say("ui-camera-view")


def test_a_refusal_of_the_system_is_said_and_no_camera_opened(look: Look, qtbot: QtBot, desk: Desk) -> None:
    asked: list[Callable[[bool], None]] = []
    reader = failed(look, qtbot, desk, permitted=lambda asking, told: asked.append(told))
    assert desk.on == []
    asked[0](False)
    assert words_of(reader, "camera.trouble") == look.say("ui-camera-refused")
    named(reader, "camera.again")
    reader._retry()
    asked[1](True)
    assert desk.on == ["Front"]


def test_a_permission_that_comes_after_the_page_was_left_opens_nothing(look: Look, qtbot: QtBot, desk: Desk) -> None:
    asked: list[Callable[[bool], None]] = []
    reader = failed(look, qtbot, desk, permitted=lambda asking, told: asked.append(told))
    reader.hide()
    settle()
    asked[0](True)
    assert desk.on == []


def test_a_camera_that_is_pulled_out_is_said_and_what_was_read_is_kept(
    reader: CameraReader, desk: Desk, heard: list[object]
) -> None:
    first, *others = codes(LONG)
    desk.show(frame(first))
    desk.break_off()
    settle()
    assert words_of(reader, "camera.trouble") == reader._look.say("ui-camera-lost")
    assert desk.on == []
    reader._retry()
    desk.show(*map(frame, others))
    assert heard == [LONG]


def test_a_camera_that_gives_no_picture_is_lost(
    look: Look, qtbot: QtBot, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(camera, "STILL_MS", 20)
    reader = failed(look, qtbot, desk)
    qtbot.waitUntil(lambda: reader.trouble == "lost")
    assert desk.on == []


def test_the_camera_goes_off_when_nothing_new_is_read_for_minutes(reader: CameraReader, desk: Desk) -> None:
    parts = codes(LONG)
    reader._tired.stop()
    desk.show(frame(parts[0]))
    assert reader._tired.isActive()
    reader._tired.stop()
    desk.show(frame(parts[0]), frame())
    assert not reader._tired.isActive()
    assert reader._tired.interval() == camera.TIRED_MS
    reader._tired.timeout.emit()
    assert desk.on == []
    assert words_of(reader, "camera.trouble") == reader._look.say("ui-camera-tired")
    reader._retry()
    settle()
    assert desk.on == ["Front"]
    assert words_of(reader, "camera.line") == reader._look.say("ui-camera-looking")
    assert reader._gather == qr.Gather()


def test_there_is_a_choice_where_there_are_several_cameras(look: Look, qtbot: QtBot) -> None:
    desk = Desk("Front", "<b>Back</b>")
    reader = failed(look, qtbot, desk)
    which = named(reader, "camera.which")
    assert isinstance(which, QComboBox)
    assert which.accessibleName()
    QTest.keyClick(which, Qt.Key.Key_Down)
    settle()
    assert desk.on == ["<b>Back</b>"]
    assert not failed(look, qtbot, Desk("Front"))._which.isVisible()


def test_a_library_that_is_missing_is_a_sentence(look: Look, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "PySide6.QtMultimedia", None)
    reader = CameraReader(look)
    qtbot.addWidget(reader)
    reader.show()
    settle()
    assert words_of(reader, "camera.trouble") == look.say("ui-camera-unusable")


def test_without_that_part_of_qt_there_is_no_button_and_nothing_else_is_missing(
    opened: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "PySide6.QtMultimedia", None)
    page = opened.add()
    assert page is not None
    assert named(page, "add.screen")
    assert page.findChild(QWidget, "add.camera") is None
    page.take_bytes([("badge", SHORT)])
    settle()
    assert page._found


def test_the_real_part_of_qt_is_asked_on_a_computer_without_a_camera(look: Look, qtbot: QtBot) -> None:
    assert camera.cameras() == []
    answers: list[bool] = []
    camera.permission(look, answers.append)
    assert answers == [True]
    reader = CameraReader(look)
    qtbot.addWidget(reader)
    reader.show()
    settle()
    assert reader.trouble == "none"


def test_a_real_camera_object_opens_into_the_sink_and_closes(qapp: QApplication) -> None:
    sink = QVideoSink()
    lost: list[bool] = []
    close = camera._open(QCameraDevice(), sink, lambda: lost.append(True))
    settle()
    close()
    settle()
    assert sink.findChildren(QCamera) == []


def test_nothing_of_it_is_loaded_before_somebody_asks() -> None:
    code = "import sys, wallet.ui.window, wallet.ui.camera as c; print(c.installed(), 'PySide6.QtMultimedia' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["True", "False"]


def test_the_picture_is_mirrored_unless_the_camera_looks_away(reader: CameraReader, desk: Desk) -> None:
    half = QImage(640, 360, QImage.Format.Format_RGB32)
    half.fill(QColor("black"))
    painter = QPainter(half)
    painter.fillRect(0, 0, 320, 360, QColor("white"))
    painter.end()
    desk.show(QVideoFrame(half))
    view = reader._view

    def sides() -> tuple[int, int]:
        seen = view.grab().toImage()
        middle = seen.height() // 2
        return QColor(seen.pixel(seen.width() // 8, middle)).value(), QColor(
            seen.pixel(seen.width() * 7 // 8, middle)
        ).value()

    assert sides()[0] < 20 < 235 < sides()[1]
    view.mirrored = False
    assert sides()[1] < 20 < 235 < sides()[0]


def test_what_is_still_being_read_does_not_outlive_the_page(look: Look, qapp: QApplication, desk: Desk) -> None:
    reader = CameraReader(look, desk.cameras, granted)
    reader.show()
    settle()
    assert desk.sink is not None
    desk.sink.setVideoFrame(frame(codes(SHORT, "high")[0]))
    reader.deleteLater()
    settle()
    assert tasks.wait_for_all()
