"""Fair packs at the window: looked into, handed on as codes and read from them, imported."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QCheckBox, QFileDialog

from tests import making, packs
from tests.cli.kit import Shell
from tests.ui.conftest import named, settle
from tests.ui.hands import choose, enter, escape, press, texts
from tests.ui.test_keeping import vault
from tests.ui.test_packing import DID, STATUS, folder, made, maker_page, state, trouble, trust_page
from wallet import packs as reading
from wallet.encoding import b64url_encode
from wallet.packs.making import make, read_signer
from wallet.session.documents import address_of
from wallet.session.packing import at_hand, in_folder
from wallet.session.samples import FOLDER
from wallet.sharing import qr
from wallet.ui.packing import PackingPage
from wallet.ui.qrview import drawn
from wallet.ui.reading import ScreenReader
from wallet.ui.window import Window

NOW = making.NOW
_ = (folder, made, state)


def test_a_pack_made_by_the_command_line_is_looked_into_and_then_imported(
    opened: Window, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    shell = Shell({}, capsys, monkeypatch)
    key, out = tmp_path / "maker.key", tmp_path / "fair.pack"
    (row,) = shell("pack", "key", "-o", key, "--json").rows
    shell("pack", "make", "--from", folder, "--key", key, "--name", "Fair", "--expires", "2026-11-28", "-o", out)
    page = trust_page(opened)
    choose(monkeypatch, out)
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_, **__: ([str(out)], ""))
    press(opened, "trust.import")
    seen = texts(page)
    for said in ("Fair", STATUS, DID, "22 Nov 2026", "24 Nov 2026", row["fingerprint"][:4], "20261124090000"):
        assert said in seen, said
    assert not [one for one in vault(opened).records.values() if one.facts.get("setting") == "pack"]
    press(opened, "trust.go")
    assert trouble(page) == "pack.fingerprint"
    enter(opened, row["fingerprint"], "trust.fingerprint")
    press(opened, "trust.go")
    (kept,) = (one for one in vault(opened).records.values() if one.facts.get("setting") == "pack")
    press(opened, f"trust.look.{kept.facts['pack'][:8]}")
    assert opened.look.say("ui-pack-kept") in texts(page)
    page.take(out)
    settle()
    assert opened.look.say("ui-pack-kept") in texts(page)
    escape(opened)
    assert named(opened, "trust.import")


def test_a_newer_version_by_a_known_maker_needs_no_fingerprint(
    opened: Window, folder: Path, made: tuple[Path, str]
) -> None:
    session = opened.session
    assert session is not None
    session.import_pack(made[0].read_bytes(), made[1])
    signer = read_signer(made[0].with_name("maker.key").read_bytes())
    found = in_folder(folder, NOW)
    documents = [one.document for one in found.items]
    raw, _ = make("Career fair", 20261125000000, NOW, NOW + timedelta(days=9), documents, (), [signer])
    newer = made[0].with_name("newer.pack")
    newer.write_bytes(raw)
    page = trust_page(opened)
    page.take(newer)
    settle()
    assert opened.look.say("ui-pack-maker_known") in texts(page)
    press(opened, "trust.go")
    assert "renewed" in texts(page)
    page.take(made[0])
    settle()
    press(opened, "trust.go")
    assert trouble(page) == "pack.rollback"


@pytest.mark.parametrize("density", qr.DENSITIES)
def test_a_pack_survives_codes_byte_for_byte(
    opened: Window, made: tuple[Path, str], tmp_path: Path, density: str
) -> None:
    raw = made[0].read_bytes()
    for payload in (raw, packs.pack()):
        codes = qr.pack(payload, density)
        images = []
        for index in range(len(codes.parts)):
            images.append(tmp_path / f"{density}-{len(payload)}-{index}.png")
            images[-1].write_bytes(qr.write_png(codes, index))
        page = trust_page(opened)
        page.take(*reversed(images))
        settle()
        assert page._data == payload


def test_a_pack_is_read_from_this_screen(
    opened: Window, made: tuple[Path, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    codes = qr.pack(made[0].read_bytes(), "normal")
    frames = [QImage.fromData(qr.write_png(codes, index)) for index in range(len(codes.parts))]  # type: ignore[call-overload]
    monkeypatch.setattr("wallet.ui.reading.screens", lambda: frames)
    page = trust_page(opened)
    press(opened, "trust.screen")
    escape(opened)
    press(opened, "trust.screen")
    assert page._reader is not None
    assert isinstance(page._reader, ScreenReader)
    page._reader._frames = lambda: frames
    page._reader._look_once()
    settle()
    assert page._data == made[0].read_bytes()
    assert named(page, "trust.fingerprint").property("text") == ""


def test_pictures_that_are_no_pack_are_said(opened: Window, made: tuple[Path, str], tmp_path: Path) -> None:
    page = trust_page(opened)
    blank = QImage(64, 64, QImage.Format.Format_Grayscale8)
    blank.fill(255)
    blank.save(str(tmp_path / "blank.png"))
    codes = qr.pack(made[0].read_bytes(), "low")
    (tmp_path / "first.png").write_bytes(qr.write_png(codes, 0))
    for names, code in (
        (["blank.png"], "qr.none"),
        (["first.png"], "qr.incomplete"),
        (["fair.pack", "maker.key"], "pack.many"),
        (["maker.key"], "pack.shape"),
        (["nothing"], "file.unreadable"),
    ):
        page.take(*(tmp_path / name for name in names))
        settle()
        assert trouble(page) == code, names


def test_a_pack_shows_as_codes_and_a_large_one_says_that_it_goes_as_a_file(
    opened: Window, made: tuple[Path, str], tmp_path: Path
) -> None:
    page = opened.page
    assert isinstance(page, PackingPage)
    press(opened, "pack.codes")
    assert page._codes is not None
    assert page._codes[1].payload == made[0].read_bytes()
    assert named(opened, "share.out.qr")
    escape(opened)
    session = opened.session
    assert session is not None
    noise = b64url_encode(os.urandom(900_000)).encode()
    large = b'{"id":"https://issuer.example/status/1","x":"' + noise + b'"}'
    raw = packs.pack(packs.manifest(packs.item(raw=large)), raws=(large,))
    assert drawn(raw, "high", lambda done, total: None).matrices == ()
    session.import_pack(raw, packs.digest(packs.root(packs.ONE)))
    press(opened, "pack.done")
    press(opened, f"trust.look.{packs.digest(packs.root(packs.ONE))[:8]}")
    assert opened.look.say("ui-pack-no_codes") in texts(opened)


def test_codes_that_no_reader_would_take_back_are_not_drawn() -> None:
    payload = b'{"x":"' + b"0" * qr.MAX_PAYLOAD + b'"}'
    assert drawn(payload, "high", lambda done, total: None).matrices == ()


def test_a_long_pack_lists_a_hundred_documents_and_says_how_many_more(opened: Window, tmp_path: Path) -> None:
    items = [packs.item(url=f"https://issuer.example/status/{number:04}") for number in range(130)]
    path = tmp_path / "long.pack"
    path.write_bytes(packs.pack(packs.manifest(*items, name="<b>Fair</b>\u202e" + "x" * 150)))
    page = trust_page(opened)
    page.take(path)
    settle()
    seen = texts(page)
    assert "status/0099" in seen
    assert "status/0100" not in seen
    assert opened.look.say("ui-more", count=30) in seen
    assert "<b>Fair</b>x" in seen


def test_a_document_never_becomes_newer_or_lives_longer_than_it_did(
    opened: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = opened.session
    assert session is not None
    fetched = NOW - timedelta(days=5)
    raw = packs.pack(packs.manifest(packs.item(fetched=fetched)))
    session.import_pack(raw, packs.digest(packs.root(packs.ONE)))
    keys = (FOLDER / "library" / "did-shiomizaka.json").read_bytes()
    session.add(keys, "did.json")
    assert [one for _, one in at_hand(session).left if one.code == "pack.item_stray"]
    session.add(keys, "did.json", source=address_of(keys))
    page = maker_page(opened)
    enter(opened, "Again", "pack.name")
    choose(monkeypatch, tmp_path / "maker.key")
    press(opened, "pack.key.make")
    urls = [one.document.url for one in page._offered.items]
    tick = named(page, f"pack.tick.{urls.index(packs.URL)}")
    assert isinstance(tick, QCheckBox)
    assert not tick.isEnabled()
    assert "30 Nov 2026" in texts(page)
    assert packs.URL not in [one.document.url for one in page._chosen()]
    enter(opened, f"{(NOW + timedelta(days=5)).astimezone():%Y-%m-%d}", "pack.until")
    assert tick.isEnabled()
    assert tick.isChecked()
    page.write(tmp_path / "again.pack")
    settle()
    items = {item.url: item for item in reading.read((tmp_path / "again.pack").read_bytes(), NOW).items}
    assert items[packs.URL].fetched == fetched
    assert items[DID].fetched == NOW  # when it was said where it comes from
