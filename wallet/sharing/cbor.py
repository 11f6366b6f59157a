"""CBOR of strangers, read strictly: the part of RFC 8949 that says what JSON says, and byte strings.

No tag, no indefinite length, no bignum, no undefined or other simple value, no key twice, nothing
behind the end; numbers as ``encoding.load_json`` bounds them. Every item costs at least one byte, so the
bound on the text it came from bounds the work. What is off is ``Malformed`` ("qr.vpqr_broken").
"""

from __future__ import annotations

import math
import struct
from typing import Any, Final

from wallet.encoding import MAX_DEPTH, MAX_INTEGER
from wallet.errors import Malformed

_SIMPLE: Final = {20: False, 21: True, 22: None}
_FLOATS: Final = {25: ">e", 26: ">f", 27: ">d"}


def read(data: bytes) -> Any:
    """One data item: dict (keys text or integers from 0), list, str, bytes, int, float, bool or None."""
    value, end = _item(data, 0, 0)
    if end != len(data):
        raise Malformed("qr.vpqr_broken")
    return value


def write(value: Any) -> bytes:
    """The inverse, in deterministic encoding (RFC 7049, section 3.9: shorter keys first), as the JavaScript writers do."""
    from cbor2 import dumps

    return bytes(dumps(value, canonical=True))


def _item(data: bytes, at: int, depth: int) -> tuple[Any, int]:
    """The item that begins at a place, and the place behind it (RFC 8949, section 3)."""
    if depth > MAX_DEPTH or at >= len(data):
        raise Malformed("qr.vpqr_broken")
    kind, low, at = data[at] >> 5, data[at] & 31, at + 1
    width = 1 << (low - 24) if low >= 24 else 0
    if low > 27 or at + width > len(data):
        raise Malformed("qr.vpqr_broken")
    number = int.from_bytes(data[at : at + width]) if width else low
    start, at = at, at + width
    if kind in (0, 1):
        if number > MAX_INTEGER:
            raise Malformed("qr.vpqr_broken")
        return (number if kind == 0 else -1 - number), at
    if kind in (2, 3):
        return _string(data, at, number, kind == 3), at + number
    if kind == 4:
        return _array(data, at, number, depth)
    if kind == 5:
        return _map(data, at, number, depth)
    if kind == 7 and low in _SIMPLE:
        return _SIMPLE[low], at
    if kind == 7 and low in _FLOATS:
        (value,) = struct.unpack(_FLOATS[low], data[start:at])
        if math.isfinite(value):
            return value, at
    raise Malformed("qr.vpqr_broken")


def _string(data: bytes, at: int, size: int, is_text: bool) -> str | bytes:
    found = data[at : at + size]
    if len(found) != size:
        raise Malformed("qr.vpqr_broken")
    try:
        return found.decode("utf-8") if is_text else found
    except UnicodeDecodeError as error:
        raise Malformed("qr.vpqr_broken") from error


def _array(data: bytes, at: int, size: int, depth: int) -> tuple[list[Any], int]:
    found: list[Any] = []
    for _ in range(min(size, len(data) + 1)):
        value, at = _item(data, at, depth + 1)
        found.append(value)
    return found, at


def _map(data: bytes, at: int, size: int, depth: int) -> tuple[dict[int | str, Any], int]:
    found: dict[int | str, Any] = {}
    for _ in range(min(size, len(data) + 1)):
        key, at = _item(data, at, depth + 1)
        if type(key) not in (int, str) or (type(key) is int and key < 0) or key in found:
            raise Malformed("qr.vpqr_broken")
        found[key], at = _item(data, at, depth + 1)
    return found, at
