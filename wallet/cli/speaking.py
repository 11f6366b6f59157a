"""Help and wrong usage in the language asked for: our sentences, and the words that argparse brings along.

Help texts are codes until they are shown. What argparse says itself it asks gettext for, message by message; here
the words of this program answer, and what they do not know stays English.
"""

from __future__ import annotations

import argparse
import os
import textwrap
from typing import Final

from wallet import words

_MESSAGES: Final = {
    "usage: ": "argparse.usage",
    "positional arguments": "argparse.positional",
    "options": "argparse.options",
    "show this help message and exit": "argparse.help",
    "argument %(argument_name)s: %(message)s": "argparse.argument",
    "the following arguments are required: %s": "argparse.required",
    "unrecognized arguments: %s": "argparse.unrecognized",
    "invalid choice: %(value)r (choose from %(choices)s)": "argparse.choice",
    "expected one argument": "argparse.one",
    "expected at least one argument": "argparse.at_least_one",
    "not allowed with argument %s": "argparse.not_with",
    "one of the arguments %s is required": "argparse.one_of",
    "ignored explicit argument %r": "argparse.explicit",
    "invalid %(type)s value: %(value)r": "argparse.kind",
}
_language = ["en"]
"""The one language of this run: argparse asks without saying for whom."""


def speak(lang: str) -> None:
    """From now on help and wrong usage are said in this language."""
    _language[:] = [lang]
    vars(argparse)["_"] = _translated


def _translated(message: str) -> str:
    return said(_MESSAGES[message]) if message in _MESSAGES else message


def said(code: str, **facts: object) -> str:
    """The sentence for a code."""
    return words.say(code, facts, _language[0])


class Formatter(argparse.HelpFormatter):
    """Help as wide as the terminal, with the sentence for each code."""

    def __init__(self, prog: str) -> None:
        # A parser makes one for every argument, and left to find the width itself it imports a module for this.
        try:
            width = os.get_terminal_size().columns
        except OSError:
            width = 80
        super().__init__(prog, width=width - 2)

    def start_section(self, heading: str | None) -> None:
        """A heading in the language."""
        super().start_section(said(heading) if heading else heading)

    def add_text(self, text: str | None) -> None:
        """A paragraph in the language."""
        super().add_text(said(text) if text else text)

    def _get_help_string(self, action: argparse.Action) -> str | None:
        return said(action.help) if action.help else action.help

    def _split_lines(self, text: str, width: int) -> list[str]:
        """Lines that fit: Japanese letters are twice as wide, and the name of an option is not divided."""
        room = max(width // 2 if _language[0] == "ja" else width, 11)
        return textwrap.wrap(" ".join(text.split()), room, break_on_hyphens=False)

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        return "\n".join(indent + line for line in self._split_lines(text, width))
