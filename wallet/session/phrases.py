"""Passphrases: five words to suggest, and how strong one is, in steps.

The lists in ``resources/phrases`` are our own: common words, one a line. The Japanese ones are written in Latin
letters, because a hidden field takes no input method, and only with syllables that everybody spells the same way.
"""

from __future__ import annotations

import secrets
import unicodedata
from functools import cache
from typing import Final

from wallet import RESOURCES, words
from wallet.errors import WalletError
from wallet.session.files import check_passphrase

SUGGESTED: Final = 5
STEPS: Final = 5
_STRONG: Final = (20, 10)
_FAIR: Final = (16, 8)
"""Letters, and different letters among them."""


@cache
def word_list(lang: str) -> tuple[str, ...]:
    """The words of a language: at least 1,024, so that five chosen at random are 50 bits and more."""
    name = lang if lang in words.LANGUAGES else "en"
    return tuple((RESOURCES / "phrases" / f"{name}.txt").read_text(encoding="ascii").split())


def suggest(lang: str) -> str:
    """Five words from the system's randomness."""
    return " ".join(secrets.choice(word_list(lang)) for _ in range(SUGGESTED))


def strength(passphrase: str) -> int:
    """0 for nothing, 1 and 2 for what ``check_passphrase`` refuses, 3 and 4 for good, 5 for strong."""
    text = unicodedata.normalize("NFKC", passphrase)
    if not text:
        return 0
    try:
        check_passphrase(text)
    except WalletError:
        return 1 if len(text) < _FAIR[1] else 2
    letters = len(text), len(set(text))
    several = {word.casefold() for word in text.split() if len(word) > 1}
    if len(several) >= SUGGESTED or (letters[0] >= _STRONG[0] and letters[1] >= _STRONG[1]):
        return STEPS
    return 4 if letters[0] >= _FAIR[0] and letters[1] >= _FAIR[1] else 3
