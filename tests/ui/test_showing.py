"""Other ways to show a badge: on paper, and on the whole screen."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from tests import making
from tests.test_selective import base
from tests.ui.conftest import named, settle
from tests.ui.test_window import click, texts
from wallet.errors import Cancelled
from wallet.session.shared import names_in, shown
from wallet.sharing.reader import read_any
from wallet.ui.share import SharePage
from wallet.ui.text import names
from wallet.ui.window import Window


def handed_over(filled: Window, name: str) -> SharePage:
    """The page that hands over a sample, with nothing asked."""
    assert filled.session is not None
    filled.share(next(item.id for item in filled.session.items() if item.name == name))
    page = filled.page
    assert isinstance(page, SharePage)
    page._make()
    settle()
    return page


def test_a_badge_is_saved_as_a_pdf_that_verifies(
    filled: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    handed_over(filled, "04-micro-credential.sdjwt")
    place = tmp_path / "out.pdf"
    monkeypatch.setattr("wallet.ui.share.QFileDialog.getSaveFileName", lambda *_: (str(place), ""))
    click(filled, "share.out.pdf")
    found = read_any(place.read_bytes())
    assert found.container == "pdf"
    assert "family_name" not in found.credentials[0].claims


def test_the_interview_view_shows_what_was_chosen_and_nothing_else_of_the_wallet(filled: Window) -> None:
    page = handed_over(filled, "04-micro-credential.sdjwt")
    click(filled, "share.out.interview")
    stage = page._stage
    assert stage is not None
    said = texts(stage)
    item = page.badges[0].item
    assert item.credential.titles[0] in said
    assert str(item.credential.claims["family_name"]) not in said
    assert filled.session is not None
    assert not any(other.credential.titles[0] in said for other in filled.session.items() if other.id != item.id)
    assert "因果グラフで仮定を表せる" in said.splitlines(), "each outcome has its line"
    QTest.keyClick(stage, Qt.Key.Key_B)
    assert stage.blank
    QTest.keyClick(stage, Qt.Key.Key_B)
    assert not stage.blank
    QTest.keyClick(stage, Qt.Key.Key_Escape)
    assert not stage.isVisible()


def test_a_choice_that_leaves_nothing_to_check_is_said_and_cannot_be_handed_over(opened: Window) -> None:
    assert opened.session is not None
    (added,) = opened.session.add(making.raw(base("ecdsa-sd-2023")))
    opened.share(added.id)
    page = opened.page
    assert isinstance(page, SharePage)
    page.badges[0].chosen = {"/name"}
    page.refresh()
    settle()
    assert "what was learned" in texts(opened)
    go = named(opened, "share.next")
    assert not go.isEnabled()
    page.badges[0].chosen.add("/credentialSubject/achievement/name")
    page.refresh()
    settle()
    assert named(opened, "share.next").isEnabled()


def test_names_below_each_other_are_as_wide_as_the_widest(opened: Window) -> None:
    made = names(opened.look, ("Hours", "Quality assurance", "Level"), "present", 10)
    assert len({label.minimumWidth() for label in made}) == 1
    assert made[0].minimumWidth() >= made[1].sizeHint().width() > 10


def test_the_record_names_what_was_shown_in_one_order() -> None:
    pointers = ["/vct", "/credentialSubject/achievement/name", "/hours/0", "/hours/1"]
    assert names_in(pointers) == names_in(set(pointers)) == ("name", "hours", "vct")
    assert names_in(None) is None
    assert names_in([]) == ()


def test_two_claims_of_one_name_are_told_apart_and_no_heading_stands_over_nothing(opened: Window) -> None:
    assert opened.session is not None
    (added,) = opened.session.add(making.raw(base("ecdsa-sd-2023")))
    opened.share(added.id)
    settle()
    said = texts(opened).splitlines()
    assert "Achievement · Name" in said
    assert "Criteria" in said
    assert "Always shown" not in said


def test_a_badge_that_cannot_be_divided_is_said_to_be_shown_whole(filled: Window) -> None:
    assert filled.session is not None
    names = {item.name: item.id for item in filled.session.items()}
    for name, whole in (("03-data-science.png", True), ("04-micro-credential.sdjwt", False)):
        filled.share(names[name])
        settle()
        said = texts(filled)
        assert (filled.look.say("ui-share-all") in said) is whole
        assert (" kept back" in said) is not whole


@pytest.mark.parametrize("name", ["03-data-science.png", "06-renewable-energy.json"])
def test_a_badge_shown_whole_travels_in_its_picture(
    name: str, filled: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = handed_over(filled, name)
    place = tmp_path / "badge.png"
    monkeypatch.setattr("wallet.ui.share.QFileDialog.getSaveFileName", lambda *_: (str(place), ""))
    click(filled, "share.out.baked")
    found = read_any(place.read_bytes())
    assert found.container == "png"
    assert found.credentials[0].raw == page.badges[0].item.credential.raw
    assert not QImage(str(place)).isNull()


def test_what_is_divided_or_proven_has_no_place_in_a_picture(filled: Window) -> None:
    assert filled.session is not None
    names = {item.name: item.id for item in filled.session.items()}
    for name, challenge in (("04-micro-credential.sdjwt", ""), ("03-data-science.png", "c0ffee")):
        filled.share(names[name])
        page = filled.page
        assert isinstance(page, SharePage)
        page._challenge, page._domain = challenge, "fair.example"
        page._make()
        settle()
        assert page.payload
        assert not [one for one in page.findChildren(QPushButton, "share.out.baked") if one.isVisibleTo(page)]


def test_what_was_cancelled_before_it_could_be_seen_is_not_recorded(
    filled: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cancelled(*_: object) -> None:
        raise Cancelled

    monkeypatch.setattr("wallet.ui.share.drawn", cancelled)
    page = handed_over(filled, "04-micro-credential.sdjwt")
    assert page.step == "claims"
    assert filled.vault is not None
    assert shown(filled.vault) == ()
    monkeypatch.undo()
    page._make()
    settle()
    assert len(shown(filled.vault)) == 1
