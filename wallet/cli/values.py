"""Values of options: what each kind must be. Anything else is wrong usage, which the parser says."""

from __future__ import annotations

from argparse import ArgumentTypeError
from collections.abc import Callable
from datetime import UTC, datetime

from wallet.cli.speaking import said
from wallet.encoding import parse_time
from wallet.errors import Malformed


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
    """A date or a moment of ISO 8601; without a time zone it is UTC."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        try:
            return parse_time(text)
        except Malformed:
            raise ArgumentTypeError(said("value.moment", text=text[:40])) from None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


descriptor = whole(0, 65_535)
"""The number of an open file."""
