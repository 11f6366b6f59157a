"""A fair pack at a booth without a vault: used for the session, under a fingerprint that came another way."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

from tests import making, packs
from tests.ui.conftest import named, settle
from tests.ui.hands import enter, press
from tests.ui.test_booth import Booth, booth
from wallet.library import Library
from wallet.report import Policy
from wallet.sharing import qr
from wallet.ui.booth import Brought

_ = booth
DID = "did:web:university.example"
BADGE = making.raw(making.signed(making.badge(issuer=DID), verification_method=f"{DID}#key-1"))


@pytest.fixture
def bare(booth: Booth) -> Booth:
    booth.library = Library.bundled()
    booth.page.require(Policy.GENUINE)
    settle()
    return booth


DOCUMENT = making.raw(making.did_document(DID, making.ISSUER))
PRINT = packs.digest(packs.root(packs.ONE))


def pack(version: int = 7) -> bytes:
    return packs.pack(packs.manifest(packs.item(DID, DOCUMENT), version=version), raws=(DOCUMENT,))


def bring(booth: Booth, *raws: bytes) -> None:
    booth.page.bring(Brought(raws=raws))
    settle()


def error(booth: Booth) -> str:
    label = named(booth.window, "fair.fingerprint.error")
    assert isinstance(label, QLabel)
    return label.text()


def test_a_pack_answers_what_nobody_could_after_its_fingerprint_was_typed(bare: Booth) -> None:
    bring(bare, BADGE)
    assert bare.state == "unsure"
    bare.page.next()
    settle()
    bring(bare, pack())
    enter(bare.window, "0" * 64, "fair.fingerprint")
    press(bare.window, "fair.pack.go")
    assert PRINT in error(bare)
    enter(bare.window, "12", "fair.fingerprint")
    press(bare.window, "fair.pack.go")
    assert error(bare) == bare.window.look.say("pack.fingerprint")
    enter(bare.window, " ".join(PRINT[start : start + 4].upper() for start in range(0, 64, 4)), "fair.fingerprint")
    press(bare.window, "fair.pack.go")
    settle()
    bring(bare, BADGE)
    assert bare.state == "verified"
    assert sum(bare.page.tally) == 2, "a pack is not counted"


def test_a_pack_comes_as_codes_too_and_one_that_is_not_wanted_changes_nothing(bare: Booth) -> None:
    codes = qr.pack(pack(), "low")
    bring(bare, *(qr.write_png(codes, index) for index in reversed(range(len(codes.parts)))))
    press(bare.window, "fair.pack.cancel")
    settle()
    bring(bare, BADGE)
    assert bare.state == "unsure"


def test_of_a_maker_believed_already_a_newer_pack_is_used_and_an_older_one_refused(bare: Booth) -> None:
    bring(bare, pack(7))
    enter(bare.window, PRINT, "fair.fingerprint")
    press(bare.window, "fair.pack.go")
    settle()
    bring(bare, pack(9))
    assert bare.page._offered is None
    assert next(iter(bare.page._library.packs.values())).version == 9
    bring(bare, pack(8))
    problem = named(bare.window, "fair.error")
    assert problem.property("code") == "pack.rollback"


def test_a_forged_pack_is_refused_and_an_ended_one_brings_no_good_news(bare: Booth) -> None:
    bring(bare, pack().replace(b"Shiomizaka", b"Shiomizakb"))
    assert named(bare.window, "fair.error").property("code")
    assert bare.page._offered is None
    bare.now = making.NOW + timedelta(days=30)
    bring(bare, pack())
    enter(bare.window, PRINT, "fair.fingerprint")
    press(bare.window, "fair.pack.go")
    settle()
    assert named(bare.window, "fair.news").property("state") == "amber"


def test_nothing_of_a_pack_is_left_when_the_page_is(bare: Booth) -> None:
    bring(bare, pack())
    enter(bare.window, PRINT, "fair.fingerprint")
    press(bare.window, "fair.pack.go")
    bare.window.check()
    settle()
    assert not bare.page._library.packs
    assert not list(Path(bare.window.path).parent.glob("*.vault"))
