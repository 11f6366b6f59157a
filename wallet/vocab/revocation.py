"""Lists of what was withdrawn, by name: Open Badges 2.0 and 1EdTech.

Open Badges 2.0, section "RevocationList"; 1EdTech Revocation List Status Method 1.0. Neither is signed:
whether a document is the issuer's is the caller's question.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final
from urllib.parse import unquote

from wallet.errors import Malformed
from wallet.model import Json

MAX_REASON: Final = 200
_NAMES: Final = ("revokedCredential", "revokedCredentials")
"""The published schema has the first, some issuers' lists the second."""


def revoked_in(document: Json, uid: str) -> tuple[bool, str]:
    """Is an assertion in a RevocationList of Open Badges 2.0, and for what reason ("" if none is given)?

    ``uid`` is the assertion's ``id``, or the ``uid`` of version 1. Raises ``Malformed`` if the document
    is no such list.
    """
    items = document.get("revokedAssertions")
    if not isinstance(items, list):
        raise Malformed("status.list_type")
    return _find(items, uid)


def withdrawn_in(document: Json, uid: str, address: str) -> tuple[bool, str]:
    """The same for a list of 1EdTech. One that is empty must at least state its ``address``: any page would do else."""
    if not any(name in document for name in _NAMES) and document.get("id") != address:
        raise Malformed("status.list_shape")
    return _find([item for name in _NAMES for item in _each(document.get(name, []))], uid)


def _each(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _find(items: Iterable[Any], uid: str) -> tuple[bool, str]:
    """The first item that withdraws it. An item that cannot be read could have been it: ``Malformed``."""
    wanted = _same(uid)
    unread = False
    for item in items:
        stated = [item.get("id"), item.get("uid")] if isinstance(item, dict) else [item]
        names = [_same(name) for name in stated if isinstance(name, str)]
        unread = unread or not names
        if wanted in names:
            state = item.get("revoked", True) if isinstance(item, dict) else True
            if state is True:
                reason = item.get("revocationReason") if isinstance(item, dict) else ""
                return True, reason[:MAX_REASON] if isinstance(reason, str) else ""
            unread = unread or state is not False
    if unread:
        raise Malformed("status.list_shape")
    return False, ""


def _same(name: str) -> str:
    """A name as it is compared: percent-encoding and space around it make no difference (Open Badges 3.0, 6.2)."""
    return unquote(name).strip()


def reasoned(reason: str) -> Json:
    """The facts that make a sentence give the issuer's reason; none where there is no reason."""
    return {"reason": reason, "stated": 1} if reason.strip() else {}
