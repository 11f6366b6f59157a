"""A paper that was printed and scanned: the codes on its pages are read like any other codes."""

import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pypdf.generic import ArrayObject, ByteStringObject, NameObject, NumberObject
from PySide6.QtCore import QBuffer, QByteArray
from PySide6.QtGui import QImage

from tests import making, packing
from tests.cli.kit import Shell
from wallet import seams
from wallet.__main__ import _photograph
from wallet.errors import Malformed, WalletError
from wallet.report import Outcome
from wallet.sharing import pictures, qr
from wallet.sharing.reader import read_parts, said
from wallet.ui.reading import grey
from wallet.verify import verify_found

BADGE = making.raw(making.signed())
OTHER = making.raw(making.signed(making.badge(id="urn:uuid:0b0f6d2c-53a2-4c39-8f0b-1f6ed6f1d6a7")))
CODES = [qr.write_png(qr.pack(BADGE, "low"), index, 4) for index in range(qr.counts(BADGE)["low"])]
Page = tuple[dict[str, Any], bytes]


@pytest.fixture
def photographs() -> Iterator[None]:
    seams.photographs[:] = [_photograph]
    yield
    seams.photographs[:] = []


def name(text: str) -> NameObject:
    return NameObject(text)


def sized(image: QImage, depth: int, space: Any) -> dict[str, Any]:
    return {"/Width": NumberObject(image.width()), "/Height": NumberObject(image.height()), "/BitsPerComponent": NumberObject(depth), "/ColorSpace": space}  # fmt: skip


def plain(png: bytes) -> Page:
    """Grey samples, deflated."""
    image = QImage.fromData(png)
    seen = grey(image)
    return {**sized(image, 8, name("/DeviceGray")), "/Filter": name("/FlateDecode")}, zlib.compress(seen.pixels)


def coloured(png: bytes) -> Page:
    image = QImage.fromData(png)
    seen = grey(image)
    samples = b"".join(bytes([value]) * 3 for value in seen.pixels)
    return sized(image, 8, ArrayObject([name("/CalRGB")])), samples


def mask(png: bytes) -> Page:
    """One bit for each point, as fax machines have it."""
    image = QImage.fromData(png)
    seen = grey(image)
    lines = []
    for row in range(seen.height):
        bits = "".join("1" if value > 127 else "0" for value in seen.pixels[row * seen.width : (row + 1) * seen.width])
        lines.append(int(bits.ljust(-(-seen.width // 8) * 8, "0"), 2).to_bytes(-(-seen.width // 8)))
    entries = {
        "/Width": NumberObject(seen.width),
        "/Height": NumberObject(seen.height),
        "/BitsPerComponent": NumberObject(1),
    }
    return entries, b"".join(lines)


def numbered(png: bytes) -> Page:
    """Numbers of a palette, in which 0 is white."""
    image = QImage.fromData(png)
    samples = bytes(int(value < 128) for value in grey(image).pixels)
    palette = ByteStringObject(b"\xff\xff\xff\x00\x00\x00")
    space = ArrayObject([name("/Indexed"), name("/DeviceRGB"), NumberObject(1), palette])
    return sized(image, 8, space), samples


def jpeg(png: bytes) -> Page:
    image, data = QImage.fromData(png), QByteArray()
    out = QBuffer(data)
    out.open(QBuffer.OpenModeFlag.WriteOnly)
    image.convertToFormat(QImage.Format.Format_Grayscale8).save(out, "JPG", 70)  # type: ignore[call-overload]
    return {**sized(image, 8, name("/DeviceGray")), "/Filter": name("/DCTDecode")}, bytes(data.data())


@pytest.mark.parametrize("form", [plain, coloured, mask, numbered, jpeg])
@pytest.mark.parametrize("inside", [False, True])
def test_codes_on_scanned_pages_are_read_whatever_form_the_pictures_have(
    form: Callable[[bytes], Page], inside: bool, photographs: None
) -> None:
    (part,) = read_parts(packing.scanned(*(form(png) for png in reversed(CODES)), inside=inside))
    assert part.raw == BADGE
    assert part.found is not None
    assert part.found.credentials[0].container == "qr"
    (report,) = verify_found(part.found, making.library(), making.NOW)
    assert report.verdict() is Outcome.PASSED


def test_several_badges_on_one_paper_are_all_read() -> None:
    others = [qr.write_png(qr.pack(OTHER, "low"), index, 4) for index in range(qr.counts(OTHER)["low"])]
    assert len(others) == len(CODES)
    parts = read_parts(packing.scanned(*map(plain, (*CODES, *others))))
    assert [part.raw for part in parts] == [BADGE, OTHER]


def test_what_is_attached_comes_before_what_is_drawn() -> None:
    parts = read_parts(packing.pdf_of({"badge.json": OTHER}))
    assert [part.raw for part in parts] == [OTHER]


def test_a_page_that_is_missing_is_named_and_a_paper_without_codes_says_so() -> None:
    with pytest.raises(Malformed) as caught:
        read_parts(packing.scanned(*map(plain, CODES[1:])))
    assert (caught.value.code, caught.value.facts) == ("qr.incomplete", {"missing": [1]})
    with pytest.raises(Malformed, match="pdf_nothing"):
        read_parts(packing.scanned(plain(pictures.write_png([bytes(64)] * 64))))


@pytest.mark.parametrize(
    "page",
    [
        ({"/Width": NumberObject(60000), "/Height": NumberObject(60000), "/BitsPerComponent": NumberObject(8), "/ColorSpace": name("/DeviceGray")}, b""),
        ({"/Width": NumberObject(9), "/Height": NumberObject(9), "/BitsPerComponent": NumberObject(8), "/ColorSpace": name("/DeviceGray")}, b"short"),
        ({"/Width": NumberObject(-9), "/Height": NumberObject(9)}, b"negative"),
        ({"/Width": name("/Nine"), "/Height": NumberObject(9)}, b"no number"),
        ({"/Width": NumberObject(9), "/Height": NumberObject(9), "/BitsPerComponent": NumberObject(8), "/ColorSpace": name("/DeviceCMYK")}, bytes(400)),
        ({"/Width": NumberObject(9), "/Height": NumberObject(9), "/Filter": name("/JBIG2Decode")}, b"unread"),
        ({"/Width": NumberObject(9), "/Height": NumberObject(9), "/Filter": name("/DCTDecode")}, b"\xff\xd8\xff no jpeg"),
        ({}, b""),
    ],
)  # fmt: skip
@pytest.mark.qt_log_ignore("Unsupported marker type")
def test_a_hostile_picture_on_a_page_hides_nothing_and_breaks_nothing(page: Page, photographs: None) -> None:
    (part,) = read_parts(packing.scanned(page, *map(plain, CODES)))
    assert part.raw == BADGE
    with pytest.raises(WalletError):
        read_parts(packing.scanned(page))


def test_the_command_line_reads_a_scanned_paper_and_a_photograph(
    shell: Shell, tmp_path: Path, photographs: None
) -> None:
    paper, photo = tmp_path / "paper.pdf", tmp_path / "photo.jpg"
    paper.write_bytes(packing.scanned(*map(jpeg, CODES)))
    (row,) = shell("verify", paper, "--json").rows
    assert row["container"] == "qr"
    assert row["verdict"] != "failed"
    assert shell("scan", paper, "-o", tmp_path / "out.json").status == 0
    assert (tmp_path / "out.json").read_bytes() == BADGE
    photo.write_bytes(jpeg(qr.write_png(qr.pack(BADGE), scale=5))[1])
    assert shell("scan", photo, "-o", tmp_path / "out.json").status == 0
    assert (tmp_path / "out.json").read_bytes() == BADGE


def test_photographs_of_several_codes_say_one_thing_together(photographs: None) -> None:
    assert said([jpeg(png)[1] for png in reversed(CODES)]) == (BADGE,)


def test_a_paper_without_codes_is_scanned_for_nothing(shell: Shell, tmp_path: Path) -> None:
    paper = tmp_path / "paper.pdf"
    paper.write_bytes(packing.pdf_of({"badge.json": BADGE}))
    assert shell("scan", paper, "--json").rows[0]["error"] == "qr.none"
    (tmp_path / "empty").write_bytes(b"")
    assert shell("qr", tmp_path / "empty", "-o", tmp_path / "o.png", "--json").rows[0]["error"] == "malformed.empty"
