"""JSON Canonicalization Scheme, RFC 8785.

Property names sorted by UTF-16 code units, numbers as ECMAScript writes them, the shortest
string escapes. The input was read by ``encoding.load_json``: no NaN, no lone surrogates.
"""

from __future__ import annotations

import json
from json.encoder import encode_basestring as _string  # what ``json.dumps`` writes, without making an encoder
from typing import Any


def canonicalize(value: Any) -> bytes:
    """The canonical UTF-8 bytes of a JSON value."""
    return _write(value).encode("utf-8")


def _write(value: Any) -> str:
    if isinstance(value, str):
        return _string(value)
    if isinstance(value, dict):
        # ASCII sorts alike in every encoding.
        keys = sorted(value) if all(map(str.isascii, value)) else sorted(value, key=_utf16)
        return "{" + ",".join([f"{_string(key)}:{_write(value[key])}" for key in keys]) + "}"
    if isinstance(value, list | tuple):
        return "[" + ",".join(map(_write, value)) + "]"
    if isinstance(value, float):
        return _float(value)
    return json.dumps(value)


def _utf16(key: str) -> bytes:
    return key.encode("utf-16-be")


def _float(value: float) -> str:
    """ECMAScript Number::toString (ECMA-262, section 6.1.6.1.20) from Python's shortest digits."""
    if value == 0:
        return "0"
    sign = "-" if value < 0 else ""
    mantissa, _, exponent = f"{abs(value)!r}".partition("e")
    whole, _, fraction = mantissa.partition(".")
    fraction = "" if fraction == "0" else fraction
    point = len(whole) + int(exponent or 0)
    digits = (whole + fraction).lstrip("0")
    point -= len(whole + fraction) - len(digits)
    digits = digits.rstrip("0")
    size = len(digits)
    if size <= point <= 21:
        return sign + digits + "0" * (point - size)
    if 0 < point <= 21:
        return f"{sign}{digits[:point]}.{digits[point:]}"
    if -6 < point <= 0:
        return f"{sign}0.{'0' * -point}{digits}"
    tail = f".{digits[1:]}" if size > 1 else ""
    return f"{sign}{digits[0]}{tail}e{point - 1:+d}"
