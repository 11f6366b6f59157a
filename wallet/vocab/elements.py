"""The words for what a credential says about learning, the same for every vocabulary."""

from __future__ import annotations

from typing import Final

ELEMENTS: Final = (
    "title", "purpose", "outcomes", "content", "hours", "credits", "level", "assessment", "result",
    "participation", "quality_assurance", "prerequisites", "stackability", "language", "period",
)  # fmt: skip
"""The words a Statement may use for its element, in the order people read them."""
MAX_STATEMENTS: Final = 200
"""In one achievement; a hostile document could state thousands."""
