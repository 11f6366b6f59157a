"""Values of options: what each kind must be. Anything else is wrong usage, which the parser says."""

from __future__ import annotations

from argparse import ArgumentTypeError
from collections.abc import Callable


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
