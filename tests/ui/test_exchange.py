"""Two windows, a verifier's and a holder's, with nothing between them but pictures."""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLabel, QLineEdit, QPushButton, QWidget

from tests import making
from tests.test_sdjwt import issued
from tests.ui.conftest import PASSPHRASE, named, settle
from wallet.crypto.seal import FLOOR
from wallet.report import Policy
from wallet.sharing import exchange, qr
from wallet.ui.answering import Answering
from wallet.ui.checking import Checking
from wallet.ui.shelf import Shelf
from wallet.ui.shown import ShownPage
from wallet.ui.theme import Look
from wallet.ui.window import Window
from wallet.vault import Vault


class Clock:
    """A clock that both windows look at."""

    def __init__(self) -> None:
        self.now = making.NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def verifier(qapp: QApplication, look: Look, clock: Clock, tmp_path: Path) -> Iterator[Window]:
    """A booth: no vault, nothing kept. The issuers here are keys of nobody known, so none is required."""
    made = Window(look, clock, tmp_path / "booth" / "none.vault", verify_only=True, cost=FLOOR)
    made.show()
    settle()
    assert isinstance(made.page, Checking)
    made.page.require(Policy.GENUINE)
    yield made
    made.close()
    settle()


@pytest.fixture
def holder(qapp: QApplication, look: Look, clock: Clock, tmp_path: Path) -> Iterator[Window]:
    """A person with a badge, a certificate that can be shown in part, and the key that both name."""
    made = Window(look, clock, tmp_path / "person" / "a.vault", cost=FLOOR)
    made.show()
    made._opened(Vault.create(made.path, PASSPHRASE, cost=FLOOR))
    assert made.session is not None
    made.session.new_holder("me", making.HOLDER)
    made.session.add(issued(("/family_name", "/learning_outcomes", "/address")))
    made.session.add(making.raw(making.signed()))
    settle()
    yield made
    made.close()
    settle()


CLICKS: list[str] = []


def click(root: QWidget, name: str) -> None:
    button = named(root, name)
    assert isinstance(button, QPushButton)
    CLICKS.append(name)
    button.click()
    settle()


def texts(root: QWidget) -> str:
    return "\n".join(label.text() for label in root.findChildren(QLabel) if label.isVisibleTo(root))


def frames(payload: bytes, folder: Path, name: str) -> list[str]:
    """What a camera would see, last frame first, one of them twice and a stranger among them."""
    codes = qr.pack(payload, "low")
    folder.mkdir(exist_ok=True)
    pictures = [qr.write_png(codes, index) for index in range(len(codes.parts))]
    made = []
    for number, data in enumerate([*reversed(pictures), pictures[0]]):
        made.append(folder / f"{name}{number}.png")
        made[-1].write_bytes(data)
    return [str(path) for path in made]


def ask(verifier: Window, kind: str = "learning", person: bool = False) -> exchange.Ask:
    click(verifier, "fair.ask")
    box = named(verifier, "ask.kind")
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(box.findData(kind))
    if person:
        tick = named(verifier, "ask.person")
        assert isinstance(tick, QCheckBox)
        tick.setChecked(True)
    for name, text in (("ask.purpose", "Interview"), ("ask.name", "Northmere Employers")):
        field = named(verifier, name)
        assert isinstance(field, QLineEdit)
        field.setText(text)
    click(verifier, "ask.go")
    page = verifier.page
    assert isinstance(page, Checking)
    assert page._ask is not None
    return page._ask


def answered(holder: Window, one: exchange.Ask, folder: Path) -> bytes:
    holder.take_files(frames(exchange.write_ask(one), folder, "q"))
    settle()
    page = holder.page
    assert isinstance(page, Answering)
    click(holder, "answer.go")
    assert page.step == "show", texts(holder)
    assert page._made is not None
    return page._made.payload


def shown(verifier: Window, payload: bytes, folder: Path) -> tuple[str, str]:
    verifier.take_files(frames(payload, folder, "a"))
    settle()
    state = verifier.findChild(QWidget, "fair.state")
    return (str(state.property("state")) if state is not None else ""), texts(verifier)


def test_from_request_to_answer_in_three_clicks_and_by_pictures_only(
    verifier: Window, holder: Window, tmp_path: Path
) -> None:
    one = ask(verifier)
    CLICKS.clear()
    payload = answered(holder, one, tmp_path / "pictures")
    assert len(CLICKS) <= 3
    state, said = shown(verifier, payload, tmp_path / "pictures")
    assert "proved just now" in said
    assert state == "verified"
    assert "証" not in json.loads(payload)["vp_token"]["sd-jwt"][0]
    click(verifier, "fair.next")
    click(holder, "answer.leave")
    assert isinstance(holder.page, Shelf)


def test_the_consent_says_who_asks_for_what_and_ticks_nothing_that_is_not_required(
    verifier: Window, holder: Window, tmp_path: Path
) -> None:
    one = ask(verifier, person=True)
    holder.take_files(frames(exchange.write_ask(one), tmp_path / "pictures", "q"))
    settle()
    said = texts(holder)
    assert "Northmere Employers" in said
    assert "only what the request says of itself" in said
    assert "Interview" in said
    ticks = [box for box in holder.findChildren(QCheckBox) if box.objectName().startswith("answer.claim.")]
    assert {box.objectName() for box in ticks} == {"answer.claim./learning_outcomes", "answer.claim./family_name"}
    assert not any(box.isChecked() for box in ticks)


def test_a_name_is_in_the_answer_only_after_its_tick(verifier: Window, holder: Window, tmp_path: Path) -> None:
    assert holder.session is not None
    click(verifier, "fair.ask")
    page = verifier.page
    assert isinstance(page, Checking)
    from wallet.sharing import dcql

    query = dcql.any_of((), (), (("achievement_title",),), (("family_name",),))
    one = exchange.ask(query, making.NOW, bytes)
    page.show_request(one)
    holder.take_files(frames(exchange.write_ask(one), tmp_path / "pictures", "q"))
    settle()
    tick = named(holder, "answer.claim./family_name")
    assert isinstance(tick, QCheckBox)
    assert not tick.isChecked()
    tick.click()
    settle()
    click(holder, "answer.go")
    page_there = holder.page
    assert isinstance(page_there, Answering)
    state, _ = shown(verifier, page_there._made.payload, tmp_path / "pictures")
    assert state == "verified"
    (token,) = json.loads(page_there._made.payload)["vp_token"]["sd-jwt"]
    from wallet import formats

    assert formats.read(token.encode()).credentials[0].claims["family_name"] == "証"


def test_an_answer_seen_twice_is_refused_the_second_time(verifier: Window, holder: Window, tmp_path: Path) -> None:
    payload = answered(holder, ask(verifier), tmp_path / "pictures")
    shown(verifier, payload, tmp_path / "pictures")
    click(verifier, "fair.next")
    state, said = shown(verifier, payload, tmp_path / "pictures")
    assert state == ""
    assert "answered before" in said


def test_an_answer_that_comes_too_late_is_refused(
    verifier: Window, holder: Window, clock: Clock, tmp_path: Path
) -> None:
    payload = answered(holder, ask(verifier), tmp_path / "pictures")
    clock.now += timedelta(minutes=10)
    state, said = shown(verifier, payload, tmp_path / "pictures")
    assert state == ""
    assert "ended" in said


def test_a_request_that_has_ended_cannot_be_answered(
    verifier: Window, holder: Window, clock: Clock, tmp_path: Path
) -> None:
    one = ask(verifier)
    clock.now += timedelta(minutes=11)
    holder.take_files(frames(exchange.write_ask(one), tmp_path / "pictures", "q"))
    settle()
    page = holder.page
    assert isinstance(page, Answering)
    assert not [one for one in holder.findChildren(QPushButton, "answer.go") if one.isVisibleTo(holder)]


def test_an_answer_to_another_question_is_red(verifier: Window, holder: Window, tmp_path: Path) -> None:
    mine = ask(verifier)
    other = exchange.ask(mine.query, making.NOW, lambda size: b"\7" * size)
    payload = answered(holder, other, tmp_path / "pictures")
    stolen = json.dumps({**json.loads(payload), "id": mine.id}).encode()
    state, said = shown(verifier, stolen, tmp_path / "pictures")
    assert state == "bad"
    assert "proved just now" not in said
    state, said = (click(verifier, "fair.next"), shown(verifier, payload, tmp_path / "pictures"))[1]
    assert state == ""
    assert "not made here" in said


def test_somebody_elses_badge_is_red(verifier: Window, holder: Window, tmp_path: Path) -> None:
    one = ask(verifier, "badge")
    from wallet import formats
    from wallet.sharing import dcql

    badge = formats.read(making.raw(making.signed())).credentials[0]
    (match,) = next(found for wanted in one.query.wanted if (found := dcql.matches(wanted, [badge])))
    part = exchange.Part(match, match.least)
    payload = exchange.reply(one, [part], lambda _: making.STRANGER, making.library(), making.NOW)
    state, _ = shown(verifier, payload, tmp_path / "pictures")
    assert state == "bad"


def test_what_answers_nothing_is_said_and_nothing_is_shown(verifier: Window, holder: Window, tmp_path: Path) -> None:
    one = ask(verifier, "clr")
    holder.take_files(frames(exchange.write_ask(one), tmp_path / "pictures", "q"))
    settle()
    assert "Nothing that you keep answers" in texts(holder)
    assert "ClrCredential" in texts(holder)


def test_a_request_may_be_pasted_and_a_broken_one_is_a_sentence(verifier: Window, holder: Window) -> None:
    one = ask(verifier)
    data = QMimeData()
    data.setText(exchange.write_ask(one).decode())
    holder.take(data)
    settle()
    assert isinstance(holder.page, Answering)
    click(holder, "answer.leave")
    data.setText('{"type":"qr-exchange/1"}')
    holder.take(data)
    settle()
    assert "not a request that can be answered" in texts(holder)


def test_everything_in_both_pages_has_a_name_and_escape_leaves(
    verifier: Window, holder: Window, tmp_path: Path
) -> None:
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QAccessible

    one = ask(verifier)
    holder.take_files(frames(exchange.write_ask(one), tmp_path / "pictures", "q"))
    settle()
    for window in (verifier, holder):
        for widget in window.findChildren(QWidget):
            if widget.isVisibleTo(window) and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
                interface = QAccessible.queryAccessibleInterface(widget)
                assert interface.text(QAccessible.Text.Name) or not isinstance(widget, QPushButton | QLineEdit | QCheckBox | QComboBox)  # fmt: skip
    page = holder.page
    assert page is not None
    QTest.keyClick(page, Qt.Key.Key_Escape)
    settle()
    assert isinstance(holder.page, Shelf)


def test_nothing_is_left_of_what_a_verifier_was_shown(verifier: Window, holder: Window, tmp_path: Path) -> None:
    payload = answered(holder, ask(verifier), tmp_path / "pictures")
    before = {path for path in tmp_path.rglob("*") if path.is_file()}
    shown(verifier, payload, tmp_path / "more")
    click(verifier, "fair.next")
    new = {path for path in tmp_path.rglob("*") if path.is_file()} - before
    assert all(path.parent.name == "more" for path in new)
    page = verifier.page
    assert isinstance(page, Checking)
    assert page._judged is None


def test_what_was_shown_is_noted_found_forgotten_and_brought_back(
    verifier: Window, holder: Window, tmp_path: Path
) -> None:
    holder.shown()
    settle()
    assert "not shown anything" in texts(holder)
    answered(holder, ask(verifier), tmp_path / "pictures")
    holder.shown()
    settle()
    said = texts(holder)
    assert "Northmere Employers" in said
    assert "In answer to a request · with your proof" in said
    assert "only what is always shown" in said
    field = named(holder, "log.search")
    assert isinstance(field, QLineEdit)
    QTest.keyClicks(field, "nobody of this name")
    settle()
    assert "Northmere" not in texts(holder)
    page = holder.page
    assert isinstance(page, ShownPage)
    page._typed("")
    settle()
    (forget,) = [
        one
        for one in holder.findChildren(QPushButton)
        if one.objectName().startswith("log.forget.") and one.isVisibleTo(holder)
    ]
    forget.click()
    settle()
    assert "Northmere" not in texts(holder)
    click(holder, "log.undo")
    assert "Northmere Employers" in texts(holder)
