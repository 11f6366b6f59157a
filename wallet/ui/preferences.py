"""What the window remembers between starts beside its look: a number and a word, and nothing of any credential."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSettings

MINUTES: Final = (1, 60)
_DEFAULT_MINUTES: Final = 5
DENSITIES: Final = ("low", "normal", "high")


def minutes() -> int:
    """After how many minutes without a key or click the vault locks: 1 to 60."""
    try:
        kept = int(str(_kept().value("minutes", _DEFAULT_MINUTES)))
    except ValueError:
        kept = _DEFAULT_MINUTES
    return min(max(kept, MINUTES[0]), MINUTES[1])


def set_minutes(count: int) -> None:
    """Remember it."""
    _kept().setValue("minutes", min(max(count, MINUTES[0]), MINUTES[1]))


def density() -> str:
    """How fine QR codes are: "low", "normal" or "high"."""
    kept = str(_kept().value("density", "normal"))
    return kept if kept in DENSITIES else "normal"


def set_density(word: str) -> None:
    """Remember it."""
    _kept().setValue("density", word)


def _kept() -> QSettings:
    return QSettings("akashi", "akashi")
