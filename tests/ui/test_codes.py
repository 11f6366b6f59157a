"""Codes on the screen: how many it takes, how fine they are, and how they turn (EXCHANGE C4)."""

import os
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.conftest import named, settle
from tests.ui.hands import press, texts
from wallet.seams import silent
from wallet.sharing import qr
from wallet.ui import preferences
from wallet.ui.qrview import FRAME, MANY, CodesPane, drawn
from wallet.ui.share import SharePage
from wallet.ui.theme import Look
from wallet.ui.window import Window


@pytest.fixture
def pane_of(look: Look, qtbot: object) -> object:
    def made(payload: bytes, density: str = "normal") -> CodesPane:
        pane = CodesPane(look, drawn(payload, density, silent))
        qtbot.addWidget(pane)  # type: ignore[attr-defined]
        pane.show()
        settle()
        return pane

    return made


def noise(size: int) -> bytes:
    """What no compression makes smaller."""
    return b"{" + os.urandom(size).hex().encode("ascii")[: size - 1]


def test_each_density_says_how_many_codes_it_takes_before_it_is_chosen(pane_of: object) -> None:
    payload = noise(4000)
    pane = pane_of(payload)  # type: ignore[operator]
    for density in preferences.DENSITIES:
        assert named(pane, f"share.density.{density}").text().endswith(f"· {qr.counts(payload)[density]}")
    assert qr.counts(payload)["low"] > qr.counts(payload)["normal"] > qr.counts(payload)["high"] >= 1


def test_finer_codes_are_fewer_and_the_choice_is_remembered(pane_of: object) -> None:
    payload = noise(4000)
    pane = pane_of(payload)  # type: ignore[operator]
    seen: list[object] = []
    pane.remade.connect(seen.append)
    press(pane, "share.density.high")
    settle()
    assert len(pane.made.matrices) == qr.counts(payload)["high"]
    assert preferences.density() == "high"
    assert seen == [pane.made]
    assert qr.unpack([part for index in range(len(pane.made.matrices)) for part in read(pane, index)]) == payload


def read(pane: CodesPane, index: int) -> tuple[bytes, ...]:
    from wallet.sharing import pictures

    return qr.scan(pictures.write_png(pictures.scaled(pane.made.matrices[index], 4, 4)))


def test_parts_stop_turn_by_hand_and_change_their_pace(pane_of: object) -> None:
    pane = pane_of(noise(4000))  # type: ignore[operator]
    view, total = pane._view, len(pane.made.matrices)
    assert view is not None
    assert view.running
    press(pane, "share.turn.back")
    assert (view.index, view.running) == (total - 1, False)
    assert f"{total} of {total}" in named(pane, "share.part").text()
    press(pane, "share.turn.on")
    assert view.index == 0
    press(pane, "share.pause")
    assert view.running
    for _ in range(20):
        view.pace(True)
    assert view.interval == FRAME[1]
    assert not named(pane, "share.slower").isEnabled()
    assert f"{total} s for all" in named(pane, "share.advice").text()
    for key in (Qt.Key.Key_Plus, Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Space):
        QTest.keyClick(view, key)
    assert (view.index, view.running, view.interval < FRAME[1]) == (0, True, True)


def test_a_change_of_theme_leaves_the_part_and_the_pace_as_they_were(pane_of: object, look: Look) -> None:
    pane = pane_of(noise(4000))  # type: ignore[operator]
    pane._view.turn(1)
    pane._view.pace(True)
    before = (pane._view.index, pane._view.interval, pane._view.running)
    look.set(theme="dark")
    settle()
    assert (pane._view.index, pane._view.interval, pane._view.running) == before
    pane._full_screen()
    assert (pane._full.index, pane._full.interval, pane._full.running) == before
    QTest.keyClick(pane._full, Qt.Key.Key_Escape)
    assert not pane._full.isVisible()


def test_many_codes_advise_a_file_and_too_many_say_how_many_it_would_take(pane_of: object) -> None:
    many = noise(50_000)
    assert MANY < qr.counts(many)["normal"] <= qr.MAX_PARTS
    pane = pane_of(many)  # type: ignore[operator]
    assert "file is quicker" in named(pane, "share.advice").text()
    huge = noise(160_000)
    pane = pane_of(huge)  # type: ignore[operator]
    assert str(qr.counts(huge)["normal"]) in texts(pane)
    assert qr.counts(huge)["normal"] > qr.MAX_PARTS >= qr.counts(huge)["high"]
    assert named(pane, "share.density.high").text().endswith(f"· {qr.counts(huge)['high']}")


def test_the_picture_of_the_codes_is_as_fine_as_they_are_and_says_why_it_cannot_be_written(
    filled: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert filled.session is not None
    filled.share(next(item.id for item in filled.session.items() if item.name == "03-data-science.png"))
    settle()
    press(filled, "share.next")
    press(filled, "share.density.low")
    settle()
    page = filled.page
    assert isinstance(page, SharePage)
    place = tmp_path / "out.gif"
    monkeypatch.setattr("wallet.ui.share.QFileDialog.getSaveFileName", lambda *_: (str(place), ""))
    press(filled, "share.out.picture")
    settle()
    found = qr.scan(place.read_bytes())
    assert len(found) == qr.counts(page.payload)["low"]
    assert qr.unpack(found) == page.payload
    monkeypatch.setattr("wallet.ui.share.QFileDialog.getSaveFileName", lambda *_: (str(tmp_path), ""))
    press(filled, "share.out.file")
    settle()
    assert tmp_path.name in named(filled, "share.line").text()
