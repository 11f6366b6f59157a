"""Codes read off a screen and off photographs."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests import making
from tests.ui.conftest import named, settle
from wallet.errors import Malformed
from wallet.sharing import qr
from wallet.ui import reading
from wallet.ui.adding import Adding
from wallet.ui.checking import Checking
from wallet.ui.reading import ScreenReader, from_photo
from wallet.ui.text import Plain
from wallet.ui.theme import Look
from wallet.ui.window import Window

PAYLOAD = making.raw(making.signed())


def images(payload: bytes, density: str = "low") -> list[QImage]:
    codes = qr.pack(payload, density)
    return [QImage.fromData(qr.write_png(codes, index, scale=5)) for index in range(len(codes.parts))]


def encoded(image: QImage, kind: str) -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert image.save(buffer, kind, 70)
    return bytes(data.data())


def test_a_screen_is_looked_at_until_every_part_was_seen(look: Look, qtbot: QtBot) -> None:
    payload = making.raw(making.signed(making.badge(description=f"{list(range(900))}")))
    parts = images(payload)
    assert len(parts) > 2
    showing: Iterator[list[QImage]] = iter([[], [parts[0]], [parts[0], parts[-1]], [], *([part] for part in parts)])
    reader = ScreenReader(look, lambda: next(showing))
    reader._timer.stop()
    qtbot.addWidget(reader)
    for _ in range(3):
        reader._look_once()
    line = reader.findChild(Plain, "screen.line")
    assert line is not None
    assert line.text().startswith(f"2 of {len(parts)} parts read. Still missing: 2")
    with qtbot.waitSignal(reader.read) as seen:
        for _ in range(len(parts) + 1):
            if reader._gather.payload is None:
                reader._look_once()
    assert seen.args == [payload]


def test_a_small_code_anywhere_on_a_large_screen_is_read_as_it_is(look: Look, qtbot: QtBot) -> None:
    code = QImage.fromData(qr.write_png(qr.pack(PAYLOAD[:700]), scale=4)).convertToFormat(QImage.Format.Format_RGB32)
    code = code.scaled(code.size() / 2)
    for place in ((40, 30), (1800, 1000), (3200, 1700)):
        screen = QImage(3840, 2160, QImage.Format.Format_RGB32)
        screen.fill(QColor("#FFFFFF"))
        painter = QPainter(screen)
        painter.drawImage(*place, code)
        painter.end()
        reader = ScreenReader(look, lambda screen=screen: [screen])
        reader._timer.stop()
        qtbot.addWidget(reader)
        found: list[object] = []
        reader.read.connect(found.append)
        for _ in range(9):
            if not found:
                reader._look_once()
        assert found == [PAYLOAD[:700]], place


def test_looking_ends_by_itself_and_on_demand(look: Look, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MAX_FRAMES", 2)
    reader = ScreenReader(look, list)
    qtbot.addWidget(reader)
    with qtbot.waitSignal(reader.left):
        pass
    assert not reader._timer.isActive()


def test_strangers_on_the_screen_change_nothing(look: Look, qtbot: QtBot) -> None:
    parts = images(PAYLOAD)
    other = images(making.raw(making.signed(making.badge(name="other"))))
    reader = ScreenReader(look, lambda: [parts.pop(0)] if parts else [])
    reader._timer.stop()
    qtbot.addWidget(reader)
    reader._look_once()
    reader._frames = lambda: other[:1]
    reader._look_once()
    assert len(reader._gather.missing) == len(parts)


@pytest.mark.parametrize("turn", [1, -1])
def test_the_part_of_a_sequence_is_taken_before_a_poster_beside_it(look: Look, qtbot: QtBot, turn: int) -> None:
    parts, poster = images(PAYLOAD), images(b"https://example.org/poster")[0]
    reader = ScreenReader(look, lambda: [poster, parts[0]][::turn])
    reader._timer.stop()
    qtbot.addWidget(reader)
    reader._look_once()
    assert len(reader._gather.missing) == len(parts) - 1


@pytest.mark.parametrize("kind", ["JPG", "WEBP", "BMP"])
def test_a_photograph_of_a_code_can_be_added(opened: Window, tmp_path: Path, kind: str) -> None:
    path = tmp_path / "photo"
    path.write_bytes(encoded(images(PAYLOAD, "high")[0].convertToFormat(QImage.Format.Format_RGB32), kind))
    opened.take_files([str(path)])
    settle()
    page = opened.page
    assert isinstance(page, Adding)
    assert [item.credential.container for looked in page._found for item in looked.items] == ["qr"]


def test_a_picture_in_the_clipboard_can_be_added(opened: Window) -> None:
    data = QMimeData()
    data.setImageData(images(PAYLOAD, "high")[0])
    opened.take(data)
    settle()
    page = opened.page
    assert isinstance(page, Adding)
    assert [len(looked.items) for looked in page._found] == [1]


@pytest.mark.qt_log_ignore("JPEG", extend=True)
@pytest.mark.parametrize(
    "raw", [b"\xff\xd8\xff", b"\xff\xd8\xff" + bytes(5000), b"RIFF\xff\xff\xff\xffWEBPVP8 ", b"BM" + bytes(60)]
)
def test_a_broken_photograph_is_a_sentence(raw: bytes, opened: Window, tmp_path: Path) -> None:
    with pytest.raises(Malformed):
        from_photo(raw)
    (tmp_path / "photo.jpg").write_bytes(raw)
    opened.take_files([str(tmp_path / "photo.jpg")])
    settle()
    assert named(opened, "import.failed").property("code") == "qr.picture"


def test_what_is_no_photograph_passes_as_it_is() -> None:
    assert from_photo(PAYLOAD) is PAYLOAD
    assert from_photo(b"") == b""


def test_a_page_can_look_at_the_screen_and_stop(opened: Window, qapp: QApplication) -> None:
    page = opened.add()
    assert page is not None
    page.read_screen()
    settle()
    assert page._reader is not None
    page._reader.read.emit(PAYLOAD)
    settle()
    assert page._found
    opened.check()
    checking = opened.page
    assert isinstance(checking, Checking)
    checking.read_screen()
    settle()
    checking._reader.read.emit(PAYLOAD)
    settle()
    assert checking._judged is not None
    assert len(checking._judged.rows) == 1
