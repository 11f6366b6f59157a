"""The recovery code: 160 random bits that a person writes down, reads back and types.

Crockford's base32 (no I, L, O, U), 32 letters and 2 check letters in groups of four. The
whole is a code word over GF(32), divisible by (x - a)(x - a²): one wrong letter anywhere, two
neighbours swapped, and any two wrong letters less than 31 places apart are always noticed.
What a person may write instead of a letter is read: small letters, O for 0, I and L for 1,
full-width letters of an input method, hyphens and spaces anywhere.
"""

from __future__ import annotations

import secrets
import unicodedata
from collections.abc import Iterable
from typing import Final

from wallet.errors import Refused

CODE_BYTES: Final = 20
_ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_VALUES: Final = {letter: value for value, letter in enumerate(_ALPHABET)} | {"O": 0, "I": 1, "L": 1}
_LETTERS: Final = 34
_GROUP: Final = 4
_FIELD: Final = 0b100101
"""GF(32) as polynomials over GF(2) modulo x⁵ + x² + 1; a is x, written 2."""
_SUM, _PRODUCT = 2 ^ 4, 8
"""a + a² and a · a²: (x - a)(x - a²) is x² - _SUM x + _PRODUCT."""


def new_code() -> bytes:
    """20 bytes from the system's randomness."""
    return secrets.token_bytes(CODE_BYTES)


def write_code(code: bytes) -> str:
    """The code as people see it: eight groups of four letters and a group of two."""
    number = int.from_bytes(code)
    symbols = [number >> shift & 31 for shift in range(5 * (_LETTERS - 3), -1, -5)]
    text = "".join(_ALPHABET[symbol] for symbol in (*symbols, *_remainder((*symbols, 0, 0))))
    return "-".join(text[start : start + _GROUP] for start in range(0, _LETTERS, _GROUP))


def read_code(text: str) -> bytes:
    """The bytes of a code as it was typed; ``Refused`` with ``recovery.length``, ``recovery.letter`` or ``recovery.check``."""
    letters = [one for one in unicodedata.normalize("NFKC", text).upper() if not _is_gap(one)]
    if len(letters) != _LETTERS:
        raise Refused("recovery.length", letters=_LETTERS, found=len(letters))
    if any(letter not in _VALUES for letter in letters):
        raise Refused("recovery.letter")
    symbols = [_VALUES[letter] for letter in letters]
    if _remainder(symbols) != (0, 0):
        raise Refused("recovery.check")
    number = 0
    for symbol in symbols[:-2]:
        number = number << 5 | symbol
    return number.to_bytes(CODE_BYTES)


def _is_gap(letter: str) -> bool:
    return letter.isspace() or unicodedata.category(letter) == "Pd" or letter in "ー−"


def _remainder(symbols: Iterable[int]) -> tuple[int, int]:
    """What is left of the polynomial with these coefficients after division by (x - a)(x - a²)."""
    high = low = 0
    for symbol in symbols:
        high, low = low ^ _times(high, _SUM), symbol ^ _times(high, _PRODUCT)
    return high, low


def _times(left: int, right: int) -> int:
    product = 0
    while right:
        if right & 1:
            product ^= left
        left <<= 1
        if left & 32:
            left ^= _FIELD
        right >>= 1
    return product
