"""Credentials inside a credential: what a learning record holds, and who endorses what.

CLR 2.0, section 4 (``credentialSubject.verifiableCredential``); Open Badges 3.0, section 4.3
(``endorsement`` and ``endorsementJwt`` of a credential, an achievement or a profile). Each is returned
as the bytes it would be read from by itself: the outer proof does not make it true.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from wallet.encoding import dump_json, may_name, pointer_join
from wallet.errors import Malformed, WalletError
from wallet.formats.rules import listed
from wallet.model import Credential

MAX_INSIDE: Final = 500
"""A learning record of a whole degree holds some 60 credentials."""
MAX_ENDORSEMENTS: Final = 20
_ENDORSING: Final = ("endorsement", "endorsementJwt")
_APART: Final = frozenset({"verifiableCredential", "proof", *_ENDORSING})


class Inside(NamedTuple):
    """A credential within another: its bytes, where it stands, and the id of the object it stands in."""

    raw: bytes
    pointer: str
    owner: str


def contained(credential: Credential) -> tuple[Inside, ...]:
    """The credentials that a learning record holds."""
    found = []
    for place, subject in enumerate(listed(credential.claims.get("credentialSubject"))):
        if not isinstance(subject, dict):
            continue
        many = isinstance(credential.claims["credentialSubject"], list)
        path = ("credentialSubject", *((place,) if many else ()), "verifiableCredential")
        owner = subject.get("id")
        for index, value in enumerate(listed(subject.get("verifiableCredential"))):
            found.append(_inside(value, pointer_join(*path, index), owner))
    return tuple(found)


def every(credential: Credential) -> Iterator[Credential | WalletError]:
    """What a learning record holds, and the records in it, each as it reads, or why it cannot be read.

    Of more than ``MAX_INSIDE`` the rest is one error: nothing is left out in silence.
    """
    from wallet import formats

    waiting, count = deque(contained(credential)), 0
    while waiting:
        if count == MAX_INSIDE:
            yield Malformed("malformed.too_many", limit=MAX_INSIDE)
            return
        one, count = waiting.popleft(), count + 1
        try:
            found = formats.read(one.raw)
        except WalletError as error:
            yield error
            continue
        for held in found.credentials:
            yield held._replace(container=credential.container, within=one.owner or "?")
            waiting.extend(contained(held))
        yield from (Malformed(code, **facts) for _, code, facts in found.failed)


def endorsements(credential: Credential) -> tuple[Inside, ...]:
    """The endorsements within a credential, wherever they stand, at most one more than ``MAX_ENDORSEMENTS``."""
    found: list[Inside] = []
    if not (may_name(credential.raw, *_ENDORSING) if credential.format == "ldp_vc" else _named(credential.claims)):
        return ()
    for one in _endorsements(credential.claims, ()):
        found.append(one)
        if len(found) > MAX_ENDORSEMENTS:
            break
    return tuple(found)


def _named(claims: Any) -> bool:
    """Has any object within a member that may hold endorsements? Quicker than to look where."""
    waiting = [claims]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            if not value.keys().isdisjoint(_ENDORSING):
                return True
            waiting += value.values()
        elif isinstance(value, list):
            waiting += value
    return False


def _endorsements(value: Any, path: tuple[str | int, ...]) -> Iterator[Inside]:
    if isinstance(value, list):
        for place, item in enumerate(value):
            yield from _endorsements(item, (*path, place))
    if not isinstance(value, dict):
        return
    for name in _ENDORSING:
        for place, item in enumerate(listed(value.get(name))):
            yield _inside(item, pointer_join(*path, name, place), value.get("id"))
    for name, item in value.items():
        if isinstance(item, dict | list) and name not in _APART:
            yield from _endorsements(item, (*path, name))


def _inside(value: Any, pointer: str, owner: Any) -> Inside:
    raw = value.encode("utf-8") if isinstance(value, str) else dump_json(value)
    return Inside(raw, pointer, owner if isinstance(owner, str) else "")
