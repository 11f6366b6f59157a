"""Several badges shown at once (S10): chosen, previewed, handed over, and read by the other side."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPushButton

from tests import making, test_assertion
from tests.test_selective import base
from tests.ui.conftest import named, settle
from tests.ui.hands import press, texts
from wallet.errors import Refused
from wallet.model import Audience
from wallet.report import Outcome, Question
from wallet.session.shared import shown
from wallet.session.showing import key_for
from wallet.sharing import present
from wallet.sharing.reader import read_any, read_parts
from wallet.ui.picking import Picking
from wallet.ui.share import SharePage
from wallet.ui.window import Window
from wallet.verify import verify_found

HOURS = "04-micro-credential.sdjwt"
BADGE = "03-data-science.png"


def ids(window: Window) -> dict[str, str]:
    assert window.session is not None
    return {item.name: item.id for item in window.session.items()}


def tick(window: Window, name: str) -> QCheckBox:
    found = named(window, f"pick.{ids(window)[name][:12]}")
    assert isinstance(found, QCheckBox)
    return found


def sharing(window: Window, *more: str) -> SharePage:
    window.share(ids(window)[HOURS])
    settle()
    press(window, "share.more")
    settle()
    for name in more:
        tick(window, name).click()
        settle()
    press(window, "pick.go")
    settle()
    assert isinstance(window.page, SharePage)
    return window.page


def test_two_badges_go_out_together_with_one_proof_and_each_says_what_was_chosen(filled: Window) -> None:
    page = sharing(filled, BADGE)
    assert [one.item.name for one in page.badges] == [HOURS, BADGE]
    hours = named(filled, "share.claim./expected_study_time")
    assert isinstance(hours, QCheckBox)
    hours.click()
    settle()
    for name, text in (("share.challenge", "c0ffee"), ("share.aud", "fair.example")):
        field = named(filled, name)
        assert isinstance(field, QLineEdit)
        field.setText(text)
    press(filled, "share.next")
    settle()
    assert page.payload
    document = json.loads(page.payload)
    assert len(document["verifiableCredential"]) == 2
    found = read_any(page.payload)
    assert filled.session is not None
    reports = verify_found(found, filled.session.library, making.NOW, Audience("c0ffee", "fair.example"))
    for report in reports:
        assert report.verdict() is not Outcome.FAILED
        answer = report.answer(Question.HOLDER)
        assert answer is not None
        assert answer.outcome is not Outcome.FAILED
    assert "expected_study_time" not in found.credentials[0].claims
    assert "family_name" not in found.credentials[0].claims
    assert filled.vault is not None
    (last, *_) = shown(filled.vault)
    assert len(last.credentials) == 2


def test_what_was_chosen_stays_when_another_badge_joins_and_leaves(filled: Window) -> None:
    page = sharing(filled)
    hours = named(filled, "share.claim./expected_study_time")
    assert isinstance(hours, QCheckBox)
    hours.click()
    settle()
    press(filled, "share.more")
    settle()
    tick(filled, BADGE).click()
    settle()
    press(filled, "pick.go")
    settle()
    assert len(page.badges) == 2
    assert "/expected_study_time" not in page.badges[0].chosen
    press(filled, "share.more")
    settle()
    QTest.keyClick(filled.findChild(Picking), Qt.Key.Key_Escape)
    settle()
    assert len(page.badges) == 2


def test_what_failed_and_what_must_stand_alone_cannot_be_added_and_says_why(filled: Window) -> None:
    assert filled.session is not None
    filled.session.add(making.raw(test_assertion.assertion()), "old.json")
    filled.share(ids(filled)[HOURS])
    settle()
    press(filled, "share.more")
    settle()
    for name, why in (("09-forged.json", ""), ("old.json", filled.look.say("present.alone"))):
        box = tick(filled, name)
        assert not box.isEnabled()
        assert why in box.accessibleName()
        assert ": " in box.accessibleName()
    assert tick(filled, "07-first-aid-expired.json").isEnabled(), "genuine and expired: shown, flagged"
    filled.share(ids(filled)["old.json"])
    settle()
    assert filled.findChild(QPushButton, "share.more") is None


def test_a_search_finds_badges_by_issuer_and_keeps_what_is_ticked_in_reach(filled: Window) -> None:
    filled.share(ids(filled)[HOURS])
    settle()
    press(filled, "share.more")
    settle()
    field = named(filled, "pick.search")
    assert isinstance(field, QLineEdit)
    field.setText("northmere")
    settle()
    page = filled.findChild(Picking)
    assert page is not None
    assert page._items
    assert all("Northmere" in item.credential.issuer.name for item in page._items)
    field.setText("nothing like this")
    settle()
    assert filled.look.say("ui-pick-none") in texts(page)
    assert field.text() == "nothing like this"
    assert list(page.ticked) == [ids(filled)[HOURS]]


def test_in_an_interview_the_arrows_go_from_badge_to_badge(filled: Window) -> None:
    page = sharing(filled, BADGE)
    press(filled, "share.next")
    settle()
    press(filled, "share.out.interview")
    stage = page._stage
    assert stage is not None
    first, second = (one.item.credential.titles[0] for one in page.badges)
    assert first in texts(stage)
    assert second not in texts(stage)
    QTest.keyClick(stage, Qt.Key.Key_Right)
    assert second in texts(stage)
    assert first not in texts(stage)
    QTest.keyClick(stage, Qt.Key.Key_Right)
    assert first in texts(stage)
    stage.close()


def test_a_pdf_of_several_holds_each_of_them(filled: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = sharing(filled, BADGE)
    press(filled, "share.next")
    settle()
    place = tmp_path / "out.pdf"
    monkeypatch.setattr("wallet.ui.share.QFileDialog.getSaveFileName", lambda *_: (str(place), ""))
    press(filled, "share.out.pdf")
    settle()
    found = [part.found.credentials[0] for part in read_parts(place.read_bytes()) if part.found]
    assert {one.titles[0] for one in found} == {one.item.credential.titles[0] for one in page.badges}


def test_credentials_bound_to_different_keys_are_not_proven_together(opened: Window) -> None:
    assert opened.session is not None
    opened.session.new_holder("one")
    opened.session.new_holder("two")
    first, second = opened.session.holders()[:2]
    subject = making.badge()["credentialSubject"]
    one, two, free = (
        opened.session.look(making.raw(making.signed(making.badge(credentialSubject={**subject, **named_as}))))[
            0
        ].credential
        for named_as in ({"id": first.id}, {"id": second.id}, {"id": "urn:uuid:0b0f6d2c-53a2-4c39-8f0b-1f6ed6f1d6a5"})
    )
    assert key_for(opened.session, one, free).did == first.id
    with pytest.raises(Refused, match="two_keys"):
        key_for(opened.session, one, two)


def test_of_several_each_is_reduced_by_its_own_choice(opened: Window) -> None:
    assert opened.session is not None
    library = opened.session.library
    one, two = (opened.session.look(making.raw(base(suite)))[0].credential for suite in ("ecdsa-sd-2023", "bbs-2023"))
    name = "/credentialSubject/achievement/name"
    data = present.present(
        [one, two], None, None, making.NOW, library, reveal={one.digest: [name], two.digest: [name, "/name"]}
    )
    first, second = json.loads(data)["verifiableCredential"]
    assert "name" not in first
    assert "name" in second
