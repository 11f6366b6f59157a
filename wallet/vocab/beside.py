"""What stands beside an achievement: alignments, results and evidence, by their plain members, bounded.

Open Badges 3.0, ``Alignment``, ``Result`` and ``Evidence``. Addresses are repeated and never followed.
"""

from __future__ import annotations

from typing import Any, Final

from wallet.encoding import pointer_get
from wallet.errors import Malformed
from wallet.formats.rules import listed
from wallet.model import Achievement, Credential, Json

Row = dict[str, str]
_EVIDENCE: Final = ("id", "name", "description", "narrative", "genre", "audience")
_ALIGNMENT: Final = ("targetName", "targetUrl", "targetFramework", "targetCode", "targetType")
_RESULT: Final = ("resultDescription", "value", "status", "achievedLevel")
MAX_ITEMS: Final = 200
MAX_TEXT: Final = 4000


def alignments(credential: Credential, achievement: Achievement) -> list[Row]:
    """What the achievement is aligned to."""
    return _plain(_at(credential.claims, achievement.pointer).get("alignment"), _ALIGNMENT)


def results(credential: Credential, achievement: Achievement) -> list[Row]:
    """What the person achieved; it stands beside the achievement, in the subject."""
    return _plain(_at(credential.claims, achievement.pointer.rpartition("/achievement")[0]).get("result"), _RESULT)


def evidence(credential: Credential) -> list[Row]:
    """What the issuer names as evidence for the whole credential."""
    return _plain(credential.claims.get("evidence"), _EVIDENCE)


def _plain(value: Any, members: tuple[str, ...]) -> list[Row]:
    found = [item for item in listed(value)[:MAX_ITEMS] if isinstance(item, dict)]
    return [{name: item[name][:MAX_TEXT] for name in members if isinstance(item.get(name), str)} for item in found]


def _at(claims: Json, pointer: str) -> Json:
    try:
        found = pointer_get(claims, pointer)
    except Malformed:
        return {}
    return found if isinstance(found, dict) else {}
