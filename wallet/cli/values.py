"""Values of options: what each kind must be. Anything else is wrong usage, which the parser says."""

from __future__ import annotations

from argparse import ArgumentTypeError
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Final

from wallet.cli.speaking import said
from wallet.encoding import parse_time
from wallet.errors import Malformed

_FIRST: Final = 1000
_LAST: Final = 9000


def filled(text: str) -> str:
    """Any text but none: an option that is given says something."""
    if not text.strip():
        raise ArgumentTypeError(said("value.empty"))
    return text


def whole(least: int, most: int) -> Callable[[str], int]:
    """A whole number within bounds."""

    def number(text: str) -> int:
        found = int(text) if text.isascii() and text.isdigit() and len(text) < 20 else least - 1
        if not least <= found <= most:
            raise ArgumentTypeError(said("value.whole", least=least, most=most))
        return found

    return number


def moment(text: str) -> datetime:
    """A date or a moment of ISO 8601; without a time zone it is UTC. Years with which nobody can reckon are refused."""
    try:
        found = _read(text)
    except Malformed:
        raise ArgumentTypeError(said("value.moment", text=text[:40])) from None
    if not _FIRST <= found.year <= _LAST:
        raise ArgumentTypeError(said("value.years", first=str(_FIRST), last=str(_LAST)))
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _read(text: str) -> datetime:
    """What Python reads, and 24:00, which not every version of it does."""
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return parse_time(text)


descriptor = whole(0, 65_535)
"""The number of an open file."""
