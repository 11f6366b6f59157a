"""QR codes: what is drawn is read back, in any order, and bombs are not opened."""

import hashlib
import random
import struct
import zlib
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from wallet.errors import Malformed, Refused, Unsupported, WalletError
from wallet.sharing import pictures, qr, vpqr


def noise(size: int, start: bytes = b"{") -> bytes:
    return start + random.Random(size).randbytes(size)


@given(
    st.binary(min_size=1, max_size=6000), st.randoms(use_true_random=False), st.lists(st.text(max_size=20), max_size=3)
)
def test_frames_in_any_order_rebuild_the_message(payload: bytes, luck: random.Random, strangers: list[str]) -> None:
    assume(not (vpqr.is_code(payload) or vpqr.is_cbor(payload)))
    codes = qr.pack(payload, "low")
    frames: list[str | bytes] = [*codes.parts, *codes.parts]
    luck.shuffle(frames)
    others = qr.pack(b"{" + payload[::-1] * 3, "low").parts[1:] if len(codes.parts) > 1 else ()
    mixed = [*strangers[:1], *frames, *others] if len(codes.parts) > 1 else frames
    assert qr.unpack(mixed) == payload


def test_a_small_payload_is_one_plain_code() -> None:
    codes = qr.pack(b"ey.a.b")
    assert codes.parts == (b"ey.a.b",)
    assert qr.unpack(qr.scan(qr.write_png(codes))) == b"ey.a.b"


def test_text_that_compresses_into_one_code_stays_one_code() -> None:
    payload = b'{"a": "' + b"The same words. " * 200 + b'"}'
    codes = qr.pack(payload)
    assert len(codes.parts) == 1
    assert qr.unpack(qr.scan(qr.write_png(codes))) == payload


@pytest.mark.parametrize("density", ["low", "normal", "high"])
@pytest.mark.parametrize("size", [1300, 4997])
def test_every_picture_reads_back(density: str, size: int) -> None:
    payload = noise(size)
    codes = qr.pack(payload, density)
    for picture in (qr.write_gif(codes), qr.write_sheet(codes)):
        assert qr.unpack(qr.scan(picture)) == payload
    texts = [text for index in range(len(codes.parts)) for text in qr.scan(qr.write_png(codes, index))]
    assert qr.unpack(texts[::-1]) == payload


def test_all_parts_share_one_size_within_the_density() -> None:
    codes = qr.pack(noise(9000), "normal")
    assert codes.version <= 25
    assert {len(qr.matrix(codes, index)) for index in (0, len(codes.parts) - 1)} == {17 + 4 * codes.version}
    assert all(len(part) % 8 == 0 for part in codes.parts[:-1] if isinstance(part, str))


def test_what_would_take_too_many_parts_is_refused_with_their_number() -> None:
    with pytest.raises(Refused) as caught:
        qr.pack(noise(100_000), "low")
    assert caught.value.code == "qr.too_large"
    assert isinstance(caught.value.facts["parts"], int)
    with pytest.raises(Refused):
        qr.pack(noise(5000), animate="never")


def test_missing_parts_are_named() -> None:
    codes = qr.pack(noise(5000), "low")
    with pytest.raises(Malformed) as caught:
        qr.unpack([*codes.parts[:1], *codes.parts[2:]])
    assert caught.value.facts["missing"] == [2]
    gather = qr.Gather()
    assert gather.feed(codes.parts[0]) == (1, len(codes.parts))
    assert gather.feed("a stranger") == (1, len(codes.parts))
    assert gather.payload is None
    for part in codes.parts:
        gather.feed(part)
    assert gather.payload == noise(5000)


@pytest.mark.parametrize(
    "text",
    [
        "B$ZJ0100",
        "B$ZJ0000AAAA",
        "B$ZJ0102AAAAAAAA",
        "B$ZJ0100!!!!",
        "B$ZJ0100AAAAAAAA",
        "B$2J01001",
        "B$2J0100A",
        "B$XJ0100AAAA",
    ],
)
def test_broken_parts_are_refused_or_taken_for_text(text: str) -> None:
    try:
        assert qr.unpack([text]) == text.encode()
    except Malformed as error:
        assert error.code in ("qr.broken", "qr.none", "qr.incomplete")


def test_a_bomb_in_a_part_is_not_inflated() -> None:
    import base64

    packer = zlib.compressobj(9, zlib.DEFLATED, -10)
    packed = packer.compress(b"{" * 50_000_000) + packer.flush()
    text = "B$ZJ0100" + base64.b32encode(packed).decode().rstrip("=")
    with pytest.raises(Malformed):
        qr.unpack([text])


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int, height: int, depth: int, colour: int, data: bytes, interlaced: int = 0) -> bytes:
    header = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, interlaced)
    return pictures.PNG + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", Unsupported),
        (b"\xff\xd8\xff", Unsupported),
        (pictures.PNG, Malformed),
        (png(50_000, 50_000, 8, 0, b""), Malformed),
        (png(4000, 4000, 8, 6, zlib.compress(b"\0" * 100)), Malformed),
        (png(10, 10, 3, 0, b""), Malformed),
        (png(10, 10, 8, 0, zlib.compress(b"\0" * 110), 1), Unsupported),
        (png(10, 10, 8, 0, zlib.compress(b"\7" * 110)), Malformed),
        (png(10, 10, 8, 3, zlib.compress(b"\0\5\5\5\5\5\5\5\5\5\5" * 10)), Malformed),
        (png(10, 10, 8, 0, b"junk"), Malformed),
        (png(10, 10, 8, 0, zlib.compress(b"\0" + b"\xff" * 10) * 10), Malformed),
        (b"GIF89a", Malformed),
        (b"GIF89a" + struct.pack("<HHBBB", 60_000, 60_000, 0, 0, 0), Malformed),
        (b"GIF89a" + struct.pack("<HHBBB", 10, 10, 0, 0, 0) + b"\x2c" + b"\0" * 9 + b"\x02\x01", Malformed),
        (b"\0" * 9_000_000, Malformed),
    ],
)
def test_pictures_that_are_none_are_refused(data: bytes, error: type[WalletError]) -> None:
    with pytest.raises(error):
        qr.scan(data)


def test_a_picture_without_a_code_says_so() -> None:
    with pytest.raises(Malformed) as caught:
        qr.scan(png(10, 10, 8, 0, zlib.compress((b"\0" + b"\xff" * 10) * 10)))
    assert caught.value.code == "qr.none"


@pytest.mark.parametrize(("colour", "depth"), [(0, 8), (0, 16), (2, 8), (4, 8), (6, 8), (6, 16)])
@pytest.mark.parametrize("kind", [0, 1, 2, 3, 4])
def test_every_kind_of_png_is_read(colour: int, depth: int, kind: int) -> None:
    """A code drawn with each colour type, depth and filter (filters written as zeros of prediction)."""
    rows = pictures.scaled(qr.matrix(qr.pack(b"hello")), 4, 4)
    channels, size = {0: 1, 2: 3, 4: 2, 6: 4}[colour], depth // 8
    step = channels * size
    raw, before = bytearray(), bytes(len(rows[0]) * step)
    for row in rows:
        line = b"".join(
            bytes([255 * value] * (step - size)) + b"\xff" * size if colour in (4, 6) else bytes([255 * value] * step)
            for value in row
        )
        raw.append(kind)
        for place, value in enumerate(line):
            left, above = (line[place - step], before[place - step]) if place >= step else (0, 0)
            up = before[place]
            paeth = min((left, up, above), key=lambda one: abs(left + up - above - one))
            raw.append((value - (0, left, up, (left + up) // 2, paeth)[kind]) & 255)
        before = line
    assert qr.scan(png(len(rows[0]), len(rows), depth, colour, zlib.compress(bytes(raw)))) == (b"hello",)


GOOD = [qr.write_png(qr.pack(b"hello")), qr.write_gif(qr.pack(noise(1500), "low"), scale=2)]


@settings(max_examples=60)
@given(st.data())
def test_a_mutilated_picture_raises_nothing_but_our_own_errors(data: st.DataObject) -> None:
    mutant = bytearray(data.draw(st.sampled_from(GOOD)))
    for _ in range(data.draw(st.integers(1, 4))):
        mutant[data.draw(st.integers(0, len(mutant) - 1))] = data.draw(st.integers(0, 255))
    try:
        qr.scan(bytes(mutant))
    except WalletError:
        return


def test_the_published_pictures_are_read(vectors: Path) -> None:
    found = [qr.scan(path.read_bytes()) for path in sorted((vectors / "dcc-vc-test-fixtures" / "qr").glob("*.png"))]
    assert found
    assert all(texts for texts in found)


@given(st.binary(min_size=1, max_size=2000), st.integers(1, 40), st.sampled_from(sorted(qr.DENSITIES)))
def test_it_is_known_before_how_many_codes_it_takes(seed: bytes, times: int, density: str) -> None:
    payload = b"".join(hashlib.sha256(seed + bytes([turn])).digest() * 60 for turn in range(times)) + seed
    try:
        found = len(qr.pack(payload, density).parts)
    except Refused as error:
        found = int(str(error.facts["parts"]))
    assert qr.counts(payload)[density] == found
