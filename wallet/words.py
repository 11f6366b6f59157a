"""Codes and facts to sentences, in English and Japanese.

The sentences are Fluent messages in ``resources/words``, compiled beforehand by ``packaging/words.py``;
the id of a message is its code with dots written as hyphens. Facts may come from strangers, so what could reorder or hide text is
taken out of them before they are shown.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import datetime
from functools import cache
from typing import Any, Final

from wallet import RESOURCES

LANGUAGES: Final = ("en", "ja")
MAX_FACT: Final = 300
_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_HIDDEN: Final = frozenset({"Cc", "Cf", "Co", "Cs", "Zl", "Zp"})
_KEPT: Final = frozenset("\u200c\u200d")
"""Joiners that several scripts and family names need."""
_STAMP: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\Z")


Pattern = list[Any]
"""A text, a fact (``[name]``), or a choice by a fact (``[name, variants, default]``), one after the other."""


@cache
def _patterns(lang: str) -> dict[str, Pattern]:
    """The sentences of a language: id to pattern."""
    found: dict[str, Pattern] = json.loads((RESOURCES / "words" / f"{lang}.json").read_bytes())
    return found


def message_id(code: str) -> str:
    """The Fluent id of a code: "status.revoked" is ``status-revoked``."""
    return code.replace(".", "-")


def has(code: str, lang: str) -> bool:
    """Is there a sentence for this code?"""
    return message_id(code) in _patterns(lang)


def say(code: str, facts: Mapping[str, object] | None = None, lang: str = "en") -> str:
    """The sentence for a code. A code without one is shown as itself: never a crash, never silence."""
    pattern = _patterns(lang if lang in LANGUAGES else "en").get(message_id(code))
    if pattern is None:
        return code
    return _written(pattern, {key: _fact(value, lang) for key, value in (facts or {}).items()}, lang)


def _written(pattern: Pattern, facts: Mapping[str, str | int | float], lang: str) -> str:
    parts: list[str] = []
    for part in pattern:
        if isinstance(part, str):
            parts.append(part)
        elif len(part) == 1:
            parts.append(_shown(facts[part[0]]) if part[0] in facts else part[0])
        else:
            name, variants, default = part
            parts.append(_written(variants[_chosen(facts.get(name), variants, default, lang)], facts, lang))
    return "".join(parts)


def _chosen(value: str | int | float | None, variants: Mapping[str, Pattern], default: str, lang: str) -> str:
    """The variant for a value: its own, else that of its plural category (CLDR: English has "one", Japanese none)."""
    if isinstance(value, str):
        return value if value in variants else default
    own = next((key for key in variants if value is not None and key == f"{value:g}"), None)
    if own is not None:
        return own
    category = "one" if lang == "en" and isinstance(value, int) and abs(value) == 1 else "other"
    return category if value is not None and category in variants else default


def _shown(value: str | int | float) -> str:
    """A number as both languages write it: 1,234.5, three decimals at most."""
    if isinstance(value, str):
        return value
    return f"{value:,}" if isinstance(value, int) else f"{value:,.3f}".rstrip("0").rstrip(".")


def _fact(value: object, lang: str) -> str | int | float:
    if isinstance(value, bool) or value is None:
        return "" if value is None else str(value)
    if isinstance(value, int | float):
        return value
    if isinstance(value, datetime):
        return date(value, lang)
    if isinstance(value, list | tuple):
        return clean(listing(value, lang))[:MAX_FACT]
    text = value if isinstance(value, str) else _plain(value)
    if _STAMP.match(text):
        with suppress(ValueError):
            return date(datetime.fromisoformat(text), lang)
    return clean(text)[:MAX_FACT]


def _plain(value: object) -> str:
    """What is neither text nor a number: an object of a document as JSON, anything else as it prints itself."""
    return json.dumps(value, ensure_ascii=False, default=str) if isinstance(value, dict) else str(value)


def clean(text: str) -> str:
    """Text of strangers without what reorders, hides or breaks it: controls, marks of direction, line ends."""
    return "".join(
        letter if letter in _KEPT or unicodedata.category(letter) not in _HIDDEN else " " if letter in "\n\t\r" else ""
        for letter in text
    )


def listing(items: Iterable[object], lang: str) -> str:
    """One thing after another, as the language writes it: a, b and a、b."""
    return ("、" if lang == "ja" else ", ").join(map(_plain, items))


def date(moment: datetime, lang: str) -> str:
    """The day, in the moment's own time zone: 12 Sep 2026, 2026年9月12日."""
    if lang == "ja":
        return f"{moment.year}年{moment.month}月{moment.day}日"
    return f"{moment.day} {_MONTHS[moment.month - 1]} {moment.year}"


def clock(moment: datetime, lang: str) -> str:
    """The day and the time."""
    return f"{date(moment, lang)} {moment:%H:%M}"


def age(then: datetime, now: datetime, lang: str) -> str:
    """How long ago: just now, n hours, n days."""
    seconds = (now - then).total_seconds()
    if seconds < 3600:
        return say("age.now", {}, lang)
    if seconds < 86_400:
        return say("age.hours", {"count": int(seconds // 3600)}, lang)
    return say("age.days", {"count": int(seconds // 86_400)}, lang)
