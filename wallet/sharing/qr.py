"""QR codes: the credential itself in a picture, animated where it is large, read back in any order.

One plain code where the payload fits a size that cameras read; else the parts of a BBQr
sequence (public domain): each begins with ``B$``, the encoding (``Z`` raw deflate and base32,
``2`` base32), the type (``J`` JSON, ``U`` text, ``C`` CBOR-LD), the number of parts and its own, two base-36
digits each. Parts may be read in any order, repeated, and with strangers among them. ``vpqr`` knows another form.
"""

from __future__ import annotations

import base64
import binascii
import re
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final

from wallet.errors import Malformed, Refused
from wallet.seams import Tick, silent
from wallet.sharing import pictures, vpqr
from wallet.sharing.pictures import Grey, Matrix

DENSITIES: Final = {"low": 15, "normal": 25, "high": 40}
"""The largest version (size) of a code: 25 is read from a screen by any camera, 40 wants a good one."""
MAX_PARTS: Final = 64
MAX_PAYLOAD: Final = 1024 * 1024
QUIET: Final = 4
_HEADER: Final = re.compile(r"B\$([Z2])([A-Z])([0-9A-Z]{2})([0-9A-Z]{2})([A-Z2-7]*)\Z")
_ALPHANUMERIC: Final = (25, 47, 77, 114, 154, 195, 224, 279, 335, 395, 468, 535, 619, 667, 758, 854, 938, 1046, 1153, 1249,
                        1352, 1460, 1588, 1704, 1853, 1990, 2132, 2223, 2369, 2520, 2677, 2840, 3009, 3183, 3351, 3537, 3729, 3927, 4087, 4296)  # fmt: skip
"""Characters in a code of version 1 to 40 at error correction level L (ISO/IEC 18004, table 7)."""
_BYTES: Final = (17, 32, 53, 78, 106, 134, 154, 192, 230, 271, 321, 367, 425, 458, 520, 586, 644, 718, 792, 858,
                 929, 1003, 1091, 1171, 1273, 1367, 1465, 1528, 1628, 1732, 1840, 1952, 2068, 2188, 2303, 2431, 2563, 2699, 2809, 2953)  # fmt: skip
_MASK: Final = 3
"""One mask for all parts of a sequence: choosing the best one costs five times the time."""


@dataclass(frozen=True, slots=True)
class Codes:
    """What the codes say, in order, and the version they share. Bytes are a plain code, text a BBQr part."""

    parts: tuple[str | bytes, ...]
    version: int


def pack(payload: bytes, density: str = "normal", animate: str = "auto") -> Codes:
    """A payload as one code, or as a sequence.

    ``density`` is "low", "normal" or "high"; ``animate`` "auto" or "never". Raises ``Refused``
    ("qr.too_large") with the number of ``parts`` it would take.
    """
    largest = DENSITIES[density]
    if len(payload) <= _BYTES[largest - 1]:
        return Codes((payload,), _fit(_BYTES, len(payload)))
    encoding, text = _encode(payload)
    kind = "C" if vpqr.is_cbor(payload) else "J" if payload[:1] == b"{" else "U"
    each, total = _shares(len(text), largest)
    if len(payload) > MAX_PAYLOAD or (total > 1 and (animate == "never" or total > MAX_PARTS)):
        raise Refused("qr.too_large", parts=total)
    if total == 1:
        return Codes((f"B${encoding}{kind}0100{text}",), _fit(_ALPHANUMERIC, len(text) + 8))
    parts = tuple(
        f"B${encoding}{kind}{_two(total)}{_two(index)}{text[index * each : (index + 1) * each]}"
        for index in range(total)
    )
    return Codes(parts, _fit(_ALPHANUMERIC, each + 8))


def one(text: str, density: str = "normal") -> Codes:
    """A text that other programs expect in one code, in capitals and digits. Raises ``Refused`` ("qr.vpqr_large")."""
    if len(text) > _ALPHANUMERIC[DENSITIES[density] - 1]:
        raise Refused("qr.vpqr_large")
    return Codes((text,), _fit(_ALPHANUMERIC, len(text)))


def _shares(size: int, largest: int) -> tuple[int, int]:
    """Characters in each part of a text, and how many parts: of one size, so that they look alike and are read alike."""
    room = (_ALPHANUMERIC[largest - 1] - 8) // 8 * 8
    total = max(1, -(-size // room))
    each = -(-size // total // 8) * 8 or 8
    each = min(room, each + (0 if each * total >= size else 8))
    return each, max(1, -(-size // each))


def counts(payload: bytes) -> dict[str, int]:
    """How many codes a payload takes at each density, however many that is."""
    size, found = len(_encode(payload)[1]), {}
    for density, largest in DENSITIES.items():
        found[density] = 1 if len(payload) <= _BYTES[largest - 1] else _shares(size, largest)[1]
    return found


def _fit(capacities: tuple[int, ...], size: int) -> int:
    return next(version for version, capacity in enumerate(capacities, 1) if size <= capacity)


def _encode(payload: bytes) -> tuple[str, str]:
    packer = zlib.compressobj(9, zlib.DEFLATED, -10)
    packed = packer.compress(payload) + packer.flush()
    encoding, data = ("Z", packed) if len(packed) < len(payload) else ("2", payload)
    return encoding, base64.b32encode(data).decode("ascii").rstrip("=")


def _two(number: int) -> str:
    digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    return digits[number // 36] + digits[number % 36]


def matrix(codes: Codes, index: int = 0) -> Matrix:
    """The modules of one code, dark ones True, without the quiet zone."""
    import qrcode
    from qrcode.constants import ERROR_CORRECT_L
    from qrcode.util import MODE_8BIT_BYTE, MODE_ALPHA_NUM, QRData

    part = codes.parts[index]
    data = part.encode("ascii") if isinstance(part, str) else part
    mode = MODE_ALPHA_NUM if isinstance(part, str) else MODE_8BIT_BYTE
    mask = _MASK if len(codes.parts) > 1 else None
    code: Any = qrcode.QRCode(version=codes.version, error_correction=ERROR_CORRECT_L, border=0, mask_pattern=mask)
    code.add_data(QRData(data, mode=mode, check_data=False), optimize=0)
    code.make(fit=False)
    return tuple(tuple(bool(module) for module in line) for line in code.get_matrix())


def write_png(codes: Codes, index: int = 0, scale: int = 8) -> bytes:
    """One code as a picture; ``scale`` is pixels for each module, at least 4 to be scannable."""
    return pictures.write_png(pictures.scaled(matrix(codes, index), scale, QUIET))


def write_gif(codes: Codes, scale: int = 6, delay_ms: int = 500, tick: Tick = silent) -> bytes:
    """All codes in turn, for ever."""
    frames = []
    for index in range(len(codes.parts)):
        tick(index, len(codes.parts))
        frames.append(pictures.scaled(matrix(codes, index), scale, QUIET))
    return pictures.write_gif(frames, delay_ms)


def write_sheet(codes: Codes, scale: int = 4) -> bytes:
    """All codes side by side, to be printed or photographed one by one."""
    across = next(n for n in range(1, MAX_PARTS + 1) if n * n >= len(codes.parts))
    tiles = [pictures.scaled(matrix(codes, index), scale, QUIET) for index in range(len(codes.parts))]
    blank = [b"\1" * len(tiles[0][0])] * len(tiles[0])
    rows: list[bytes] = []
    for start in range(0, len(tiles), across):
        line = (tiles[start : start + across] + [blank] * across)[:across]
        rows += [b"".join(parts) for parts in zip(*line, strict=True)]
    return pictures.write_png(rows)


def scan(image: bytes) -> tuple[bytes, ...]:
    """What every code in a PNG or GIF says, each once, in the order found.

    Raises ``Malformed`` ("qr.picture", "qr.none") or ``Unsupported`` ("qr.picture_kind").
    """
    found: dict[bytes, None] = {}
    for frame in pictures.read(image):
        found.update(dict.fromkeys(codes_in(frame)))
    if not found:
        raise Malformed("qr.none")
    return tuple(found)


def codes_in(frame: Grey) -> tuple[bytes, ...]:
    """What the codes in one picture say."""
    import zxingcpp

    view = memoryview(frame.pixels).cast("B", (frame.height, frame.width))
    formats = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    return tuple(bytes(code.bytes) for code in zxingcpp.read_barcodes(view, formats=formats))


def is_part(text: bytes) -> bool:
    """Is this a part of a sequence?"""
    return _HEADER.match(text.decode("ascii", "replace")) is not None


@dataclass(slots=True)
class Gather:
    """Collects the parts of one sequence as they are seen."""

    _head: str = ""
    _total: int = 0
    _parts: dict[int, str] = field(default_factory=dict)
    _plain: bytes = b""

    def feed(self, text: str | bytes) -> tuple[int, int]:
        """Take one code; returns (parts had, parts wanted). Repeats and strangers change nothing."""
        data = text.encode("utf-8", "replace") if isinstance(text, str) else text
        match = _HEADER.match(data.decode("ascii", "replace"))
        if match is None:
            if not self._total and data:
                self._plain, self._total, self._parts = data, 1, {0: ""}
            return len(self._parts), self._total
        encoding, kind, count, place, body = match.groups()
        total, index = int(count, 36), int(place, 36)
        if not 0 < total <= 1295 or index >= total or not body:
            return len(self._parts), self._total
        head = encoding + kind + count
        if not self._head and not self._plain:
            self._head, self._total = head, total
        if head == self._head:
            self._parts.setdefault(index, body)
        return len(self._parts), self._total

    def takes(self, text: bytes) -> bool:
        """Is this a part that is missing, or one of those here once more?"""
        match = _HEADER.match(text.decode("ascii", "replace"))
        return match is not None and self._parts.get(int(match[4], 36), match[5]) == match[5]

    @property
    def missing(self) -> tuple[int, ...]:
        """The numbers, from 1, of the parts not yet seen."""
        return tuple(index + 1 for index in range(self._total) if index not in self._parts)

    @property
    def payload(self) -> bytes | None:
        """The whole message once every part is there; raises ``Malformed`` if the parts do not fit."""
        if self._plain:
            return self._plain
        if not self._total or self.missing:
            return None
        payload = _decode(self._head[0], [self._parts[index] for index in range(self._total)])
        return vpqr.opened(payload) if self._head[1] == "C" else payload


def _decode(encoding: str, parts: list[str]) -> bytes:
    if any(len(part) % 8 for part in parts[:-1]):
        raise Malformed("qr.broken")
    text = "".join(parts)
    try:
        data = base64.b32decode(text + "=" * (-len(text) % 8))
    except binascii.Error as error:
        raise Malformed("qr.broken") from error
    if encoding == "2":
        return data
    reader = zlib.decompressobj(-15)
    try:
        payload = reader.decompress(data, MAX_PAYLOAD)
    except zlib.error as error:
        raise Malformed("qr.broken") from error
    if reader.unconsumed_tail or not reader.eof:
        raise Malformed("qr.broken")
    return payload


def unpack(texts: Iterable[str | bytes]) -> bytes:
    """The payload of codes read in any order, with repeats and strangers among them: the first of ``unpack_all``."""
    return unpack_all(texts)[0]


def unpack_all(texts: Iterable[str | bytes]) -> tuple[bytes, ...]:
    """The payload of every sequence that is whole; where there is none, of every plain code.

    A part that another sequence of the same length has in its place begins a new one: codes of several badges on
    one page come one after the other. One in the form VPQR is the document in it. Raises ``Malformed``
    ("qr.incomplete" with the ``missing`` numbers, "qr.broken", "qr.none"), and what ``vpqr.read`` raises.
    """
    found = [text.encode("utf-8", "replace") if isinstance(text, str) else text for text in texts]
    sequences: dict[bytes, list[Gather]] = {}
    for text in found:
        if is_part(text):
            alike = sequences.setdefault(text[:6], [Gather()])
            if not alike[-1].takes(text):
                alike.append(Gather())
            alike[-1].feed(text)
    gathers = [gather for alike in sequences.values() for gather in alike]
    whole = [payload for gather in gathers if not gather.missing and (payload := gather.payload) is not None]
    if whole:
        return tuple(dict.fromkeys(whole))
    if gathers:
        raise Malformed("qr.incomplete", missing=list(min(gathers, key=lambda one: len(one.missing)).missing))
    if not found:
        raise Malformed("qr.none")
    codes = [vpqr.read(text) for text in found if vpqr.is_code(text)]
    return tuple(codes or [vpqr.opened(text) if vpqr.is_cbor(text) else text for text in found])
