"""What lets two people who were shown the same credential find out that it was the same, or the same person.

Read from the bytes that would be handed over, never from what was meant to be in them: whatever is unique to
one credential or one person links, selectively disclosed or not. Only a proof of ``bbs-2023`` is new each time;
every other signature is the same number wherever it is shown (SECURITY A12, STANDARDS A.9).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from wallet.encoding import pointer_join
from wallet.formats import sdjwt
from wallet.model import Credential, Json

FRESH: Final = frozenset({"bbs-2023"})
"""Suites whose derived proof says nothing of the base proof but that there is one."""
_UNIQUE: Final = frozenset({"licenseNumber", "student_id", "email", "phone", "telephone", "document_number"})  # fmt: skip
MAX_LINKS: Final = 50


class Link(NamedTuple):
    """One thing that links: the code of its sentence ("link.…"), where it stands ("" is outside of the claims), and its facts."""

    code: str
    pointer: str
    facts: Json


def links(shown: Credential) -> tuple[Link, ...]:
    """What links, the surest first; () only if nothing is known that would."""
    found: list[Link] = []
    if not shown.proofs or any(proof.suite not in FRESH for proof in shown.proofs):
        found.append(Link("link.signature", "", {}))
    found += _holder(shown)
    if shown.id:
        found.append(Link("link.id", "/jti" if shown.format in sdjwt.TYPES else "/id", {"id": shown.id}))
    found += [
        Link("link.status", "/credentialStatus", {"url": one.url, "index": one.index})
        for one in shown.status
        if one.url
    ]
    found += _inside(shown.claims, ())
    return tuple({(link.code, link.pointer): link for link in found}.values())[:MAX_LINKS]


def _holder(shown: Credential) -> Iterator[Link]:
    """A key or name of the holder that the issuer wrote in."""
    if isinstance(shown.claims.get("cnf"), dict):
        yield Link("link.key", "/cnf", {"id": shown.subject})
    elif shown.subject:
        yield Link("link.holder", "/credentialSubject/id", {"id": shown.subject})


def _inside(value: Any, path: tuple[str | int, ...]) -> Iterator[Link]:
    """Hashes of addresses and numbers that are somebody's, wherever they stand."""
    if isinstance(value, list):
        for place, item in enumerate(value):
            yield from _inside(item, (*path, place))
    if not isinstance(value, dict):
        return
    for name, item in value.items():
        if name == "proof":
            continue
        if name == "identityHash" or (name == "identity" and value.get("hashed")):
            yield Link("link.identity", pointer_join(*path, name), {})
        elif name in _UNIQUE and isinstance(item, str | int):
            yield Link("link.number", pointer_join(*path, name), {"name": name})
        else:
            yield from _inside(item, (*path, name))
