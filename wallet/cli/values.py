"""Values of options: what each kind must be. Anything else is wrong usage, which the parser says."""

from __future__ import annotations

from argparse import ArgumentTypeError


def filled(text: str) -> str:
    """Any text but none: an option that is given says something."""
    if not text.strip():
        raise ArgumentTypeError("it is empty")
    return text
