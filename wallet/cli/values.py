"""Values of options: what each kind must be. Anything else is wrong usage, which the parser says."""

from __future__ import annotations

from argparse import ArgumentTypeError
from collections.abc import Callable
from datetime import UTC, datetime

from wallet.encoding import parse_time
from wallet.errors import Malformed


def filled(text: str) -> str:
    """Any text but none: an option that is given says something."""
    if not text.strip():
        raise ArgumentTypeError("it is empty")
    return text


def whole(least: int, most: int) -> Callable[[str], int]:
    """A whole number within bounds."""

    def number(text: str) -> int:
        found = int(text) if text.isascii() and text.isdigit() and len(text) < 20 else least - 1
        if not least <= found <= most:
            raise ArgumentTypeError(f"not a whole number from {least} to {most}")
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
            raise ArgumentTypeError(f"not a moment of ISO 8601: {text[:40]!r}") from None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


descriptor = whole(0, 65_535)
"""The number of an open file."""
