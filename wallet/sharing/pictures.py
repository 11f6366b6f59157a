"""Small pictures, written and read without an imaging library: PNG and GIF, grey, bounded.

PNG: the W3C specification, sections 5, 9, 11; GIF: GIF89a. Only what QR codes need: written in
two colours; read as 8-bit grey, for a decoder. Every size is checked before memory is taken.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from wallet.errors import Malformed, Unsupported
from wallet.seams import photographs

Matrix = tuple[tuple[bool, ...], ...]
PNG: Final = b"\x89PNG\r\n\x1a\n"
PHOTOGRAPHS: Final = (b"\xff\xd8\xff", b"RIFF", b"BM")
"""How JPEG, WebP and BMP begin."""
MAX_FILE: Final = 8 * 1024 * 1024
MAX_SIDE: Final = 4096
MAX_PIXELS: Final = 16_000_000
MAX_FRAMES: Final = 128
_CHANNELS: Final = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
_DEPTHS: Final = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}


class Grey(NamedTuple):
    """A picture as rows of grey values, one byte each."""

    width: int
    height: int
    pixels: bytes


def is_picture(data: bytes) -> bool:
    """Does it begin as a picture that can be read here?"""
    return data.startswith((PNG, b"GIF87a", b"GIF89a")) or bool(photographs and data.startswith(PHOTOGRAPHS))


def scaled(matrix: Matrix, scale: int, quiet: int) -> list[bytes]:
    """Rows of 0 (dark) and 1 (light), with a quiet zone around."""
    side = (len(matrix) + 2 * quiet) * scale
    empty = b"\1" * side
    rows = [empty] * (quiet * scale)
    edge = b"\1" * (quiet * scale)
    for line in matrix:
        row = edge + b"".join((b"\0" if dark else b"\1") * scale for dark in line) + edge
        rows += [row] * scale
    return rows + [empty] * (quiet * scale)


def write_png(rows: Sequence[bytes]) -> bytes:
    """Rows of 0 and 1 as a one-bit grey PNG."""
    width, height = len(rows[0]), len(rows)
    lines = bytearray()
    for row in rows:
        padded = row + b"\0" * (-width % 8)
        number = int(padded.translate(_TEXT).decode(), 2)
        lines += b"\0" + number.to_bytes(len(padded) // 8)
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(bytes(lines), 9)), (b"IEND", b""))
    return PNG + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )


_TEXT: Final = bytes.maketrans(b"\0\1", b"01")


def write_gif(frames: Sequence[Sequence[bytes]], delay_ms: int) -> bytes:
    """Frames of rows of 0 and 1 as a GIF that repeats for ever."""
    width, height = len(frames[0][0]), len(frames[0])
    out = [b"GIF89a", struct.pack("<HHBBB", width, height, 0x80, 0, 0), b"\0\0\0\xff\xff\xff"]
    out.append(b"\x21\xff\x0bNETSCAPE2.0\x03\x01\0\0\0")
    for rows in frames:
        out.append(struct.pack("<BBBBHBB", 0x21, 0xF9, 4, 4, max(2, delay_ms // 10), 0, 0))
        out.append(struct.pack("<BHHHHB", 0x2C, 0, 0, width, height, 0))
        out.append(_blocks(b"".join(rows)))
    return b"".join([*out, b"\x3b"])


def _blocks(pixels: bytes) -> bytes:
    """LZW of two colours with a minimum code size of 2 (GIF89a, appendix F), in blocks of 255 bytes."""
    data = _compress(pixels)
    blocks = [bytes([len(data[start : start + 255])]) + data[start : start + 255] for start in range(0, len(data), 255)]
    return b"\x02" + b"".join(blocks) + b"\0"


def _compress(pixels: bytes) -> bytes:
    clear, end = 4, 5
    bits, count, out = clear, 3, bytearray()
    table: dict[tuple[int, int], int] = {}
    following, width = 6, 3
    prefix = pixels[0]
    for pixel in pixels[1:]:
        known = table.get((prefix, pixel))
        if known is not None:
            prefix = known
            continue
        bits |= prefix << count
        count += width
        table[(prefix, pixel)] = following
        following += 1
        if following > 1 << width and width < 12:
            width += 1
        if following >= 4095:
            bits |= clear << count
            count += width
            table, following, width = {}, 6, 3
        while count >= 8:
            out.append(bits & 255)
            bits >>= 8
            count -= 8
        prefix = pixel
    bits |= prefix << count
    count += width
    if following + 1 > 1 << width and width < 12:
        width += 1
    bits |= end << count
    count += width
    return bytes(out) + bits.to_bytes((count + 7) // 8, "little")


def read(data: bytes) -> tuple[Grey, ...]:
    """The frames of a PNG or GIF, or a photograph. Raises ``Malformed`` or ``Unsupported`` with ``qr.…``."""
    if len(data) > MAX_FILE:
        raise Malformed("malformed.too_large", limit=MAX_FILE)
    if data.startswith(PNG):
        return (_read_png(data),)
    if data[:6] in (b"GIF87a", b"GIF89a"):
        return tuple(_read_gif(data))
    for convert in photographs:
        if (png := convert(data)) is not data:
            return (_read_png(png),)
    raise Unsupported("qr.picture_kind")


def _check_size(width: int, height: int) -> None:
    if not (0 < width <= MAX_SIDE and 0 < height <= MAX_SIDE and width * height <= MAX_PIXELS):
        raise Malformed("qr.picture")


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    position = len(PNG)
    while position + 12 <= len(data):
        size, kind = struct.unpack(">I4s", data[position : position + 8])
        body = data[position + 8 : position + 8 + size]
        stated = data[position + 8 + size : position + 12 + size]
        if len(body) != size or stated != struct.pack(">I", zlib.crc32(kind + body)):
            raise Malformed("qr.picture")
        yield kind, body
        if kind == b"IEND":
            return
        position += 12 + size
    raise Malformed("qr.picture")


def _read_png(data: bytes) -> Grey:
    header, palette, packed = b"", b"", []
    for kind, body in _chunks(data):
        if kind == b"IHDR":
            header = body
        elif kind == b"PLTE":
            palette = body
        elif kind == b"IDAT":
            packed.append(body)
    if len(header) != 13:
        raise Malformed("qr.picture")
    width, height, depth, colour, method, filters, interlaced = struct.unpack(">IIBBBBB", header)
    _check_size(width, height)
    if depth not in _DEPTHS.get(colour, ()) or method or filters:
        raise Malformed("qr.picture")
    if interlaced:
        raise Unsupported("qr.picture_kind")
    channels = _CHANNELS[colour]
    stride = (width * channels * depth + 7) // 8
    raw = _inflate(b"".join(packed), (stride + 1) * height)
    rows = _unfilter(raw, stride, height, max(1, channels * depth // 8))
    lines = [_to_grey(row, width, depth, colour, palette) for row in rows]
    return Grey(width, height, b"".join(lines))


def _inflate(packed: bytes, size: int) -> bytes:
    reader = zlib.decompressobj()
    try:
        raw = reader.decompress(packed, size)
    except zlib.error as error:
        raise Malformed("qr.picture") from error
    if len(raw) != size:
        raise Malformed("qr.picture")
    return raw


def _unfilter(raw: bytes, stride: int, height: int, step: int) -> Iterator[bytes]:
    """Undo the filter of each row (section 9.2)."""
    before = bytes(stride)
    for start in range(0, height * (stride + 1), stride + 1):
        kind, row = raw[start], bytearray(raw[start + 1 : start + 1 + stride])
        if kind > 4:
            raise Malformed("qr.picture")
        if kind == 2:
            row = bytearray((a + b) & 255 for a, b in zip(row, before, strict=True))
        elif kind:
            _undo(kind, row, before, step)
        before = bytes(row)
        yield before


def _undo(kind: int, row: bytearray, before: bytes, step: int) -> None:
    for place in range(len(row)):
        left = row[place - step] if place >= step else 0
        above = before[place]
        if kind == 1:
            row[place] = (row[place] + left) & 255
        elif kind == 3:
            row[place] = (row[place] + (left + above) // 2) & 255
        else:
            corner = before[place - step] if place >= step else 0
            estimate = left + above - corner
            nearest = min((left, above, corner), key=lambda one: abs(estimate - one))
            row[place] = (row[place] + nearest) & 255


def _to_grey(row: bytes, width: int, depth: int, colour: int, palette: bytes) -> bytes:
    """One row as grey; colours by their green and the mean of the rest, transparent as white."""
    samples = _samples(row, depth)
    if colour == 0:
        limit = (1 << min(depth, 8)) - 1
        return bytes(value * 255 // limit for value in samples[:width])
    if colour == 3:
        shades = [sum(palette[place : place + 3]) // 3 for place in range(0, len(palette) - 2, 3)]
        if samples[:width] and max(samples[:width]) >= len(shades):
            raise Malformed("qr.picture")
        return bytes(shades[value] for value in samples[:width])
    channels = _CHANNELS[colour]
    if colour in (2, 6):
        red, green, blue = (samples[place::channels] for place in range(3))
        grey = bytes((r + 2 * g + b) >> 2 for r, g, b in zip(red, green, blue, strict=True))
    else:
        grey = bytes(samples[0::channels])
    if colour in (4, 6):
        alpha = samples[channels - 1 :: channels]
        grey = bytes((value * a + 255 * (255 - a)) // 255 for value, a in zip(grey, alpha, strict=True))
    return grey[:width]


def _samples(row: bytes, depth: int) -> Sequence[int]:
    """The values of a row; 16-bit ones by their upper byte."""
    if depth == 8:
        return row
    if depth == 16:
        return row[0::2]
    mask = (1 << depth) - 1
    return [byte >> shift & mask for byte in row for shift in range(8 - depth, -1, -depth)]


def _read_gif(data: bytes) -> Iterator[Grey]:
    """Each frame of a GIF, drawn over the one before."""
    try:
        width, height, flags = struct.unpack("<HHB", data[6:11])
        _check_size(width, height)
        position = 13 + (3 << (flags & 7) + 1 if flags & 0x80 else 0)
        shared = _shades(data[13:position])
        canvas = bytearray(b"\xff" * (width * height))
        for _ in range(MAX_FRAMES * 4):
            kind = data[position]
            if kind == 0x3B:
                return
            if kind == 0x21:
                position = _skip(data, position + 2)
            elif kind == 0x2C:
                position = _draw(data, position, shared, canvas, width, height)
                yield Grey(width, height, bytes(canvas))
            else:
                raise Malformed("qr.picture")
    except (IndexError, struct.error) as error:
        raise Malformed("qr.picture") from error
    raise Malformed("qr.picture")


def _shades(table: bytes) -> bytes:
    return bytes(sum(table[place : place + 3]) // 3 for place in range(0, len(table) - 2, 3))


def _skip(data: bytes, position: int) -> int:
    while data[position]:
        position += data[position] + 1
    return position + 1


def _draw(data: bytes, position: int, shared: bytes, canvas: bytearray, width: int, height: int) -> int:
    left, top, wide, high, flags = struct.unpack("<HHHHB", data[position + 1 : position + 10])
    position += 10
    if flags & 0x40:
        raise Unsupported("qr.picture_kind")
    if left + wide > width or top + high > height:
        raise Malformed("qr.picture")
    shades = shared
    if flags & 0x80:
        size = 3 << (flags & 7) + 1
        shades = _shades(data[position : position + size])
        position += size
    smallest = data[position]
    position += 1
    packed = bytearray()
    while data[position]:
        packed += data[position + 1 : position + 1 + data[position]]
        position += data[position] + 1
    pixels = _decompress(bytes(packed), smallest, wide * high)
    if len(pixels) != wide * high or (pixels and max(pixels) >= len(shades)):
        raise Malformed("qr.picture")
    grey = pixels.translate(shades.ljust(256, b"\0"))
    for line in range(high):
        start = (top + line) * width + left
        canvas[start : start + wide] = grey[line * wide : (line + 1) * wide]
    return position + 1


def _decompress(packed: bytes, smallest: int, limit: int) -> bytes:
    """LZW, at most ``limit`` pixels (GIF89a, appendix F)."""
    if not 2 <= smallest <= 8:
        raise Malformed("qr.picture")
    clear, end = 1 << smallest, (1 << smallest) + 1
    first = [bytes([value]) for value in range(clear)] + [b"", b""]
    table, width, before = list(first), smallest + 1, b""
    bits = count = 0
    out: list[bytes] = []
    made = 0
    for byte in packed:
        bits |= byte << count
        count += 8
        while count >= width:
            code = bits & (1 << width) - 1
            bits >>= width
            count -= width
            if code == clear:
                table, width, before = list(first), smallest + 1, b""
                continue
            if code == end or made >= limit:
                return b"".join(out)[:limit]
            if code < len(table) and (table[code] or code < clear):
                entry = table[code]
            elif code == len(table) and before:
                entry = before + before[:1]
            else:
                raise Malformed("qr.picture")
            out.append(entry)
            made += len(entry)
            if before and len(table) < 4096:
                table.append(before + entry[:1])
                if len(table) == 1 << width and width < 12:
                    width += 1
            before = entry
    return b"".join(out)[:limit]
