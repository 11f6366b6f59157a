"""What every kind of status list has in common: who asks, what comes back, how long it holds."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

from wallet.errors import Malformed, Missing
from wallet.library import Document, Library
from wallet.model import Credential, Json, StatusEntry
from wallet.report import Check, Outcome
from wallet.seams import Request

MAX_LIST: Final = 16 * 1024 * 1024
"""Bytes after decompression: 134 million entries of one bit."""
FRESH: Final = timedelta(days=7)
"""A list that does not say how long it may be kept counts as current for this long after it was fetched."""
DAY: Final = timedelta(days=1)
"""However short the time that a list may be kept, it counts as current for a day: nobody is asked to be online all day."""
SKEW: Final = timedelta(minutes=5)
_LONGEST: Final = timedelta(days=36_500)

Verify = Callable[[Credential], Check | None]
"""What speaks against a list: None if its form, proof, key and coverage are good, else the first answer that is not.

An answer that is FAILED goes before one that is UNKNOWN.
"""


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose status is asked, with what at hand, when; ``verify`` judges a list that is signed."""

    credential: Credential
    library: Library
    at: datetime
    verify: Verify


@dataclass(frozen=True, slots=True)
class Listed:
    """What a list says of one entry. ``as_of`` is the age of the news; ``stale`` that its time is over."""

    outcome: Outcome
    code: str
    as_of: datetime | None
    stale: bool = False
    facts: Json = field(default_factory=dict)
    needs: tuple[Request, ...] = ()


Reader = Callable[[Asked, StatusEntry, Document], Listed]
"""Reads one kind of list. Raises ``Malformed`` with the rule it breaks, ``Missing``, or ``Unsupported``."""


def check_signer(asked: Asked, listing: Credential, document: Document) -> None:
    """Is the list the issuer's own, or known to come from the address that the issuer signed?

    Raises ``Malformed``; ``Missing`` where the document that lists its key is not at hand.
    """
    if listing.issuer.id != asked.credential.issuer.id and not document.from_address:
        raise Malformed("status.list_issuer")
    answer = asked.verify(listing)
    if answer is None:
        return
    if answer.outcome is Outcome.UNKNOWN and answer.needs:
        raise Missing(answer.needs[0])
    raise Malformed("status.list_proof")


def is_stale(end: datetime | None, fetched: datetime | None, ttl: timedelta | None, at: datetime) -> bool:
    """Is a list past its own end, or longer at hand than its time to live, or a week where it states none?"""
    if end is not None and end <= at:
        return True
    if fetched is None:
        return False
    return at - fetched > (FRESH if ttl is None else max(DAY, ttl))


def time_to_live(value: Any, unit: timedelta) -> timedelta | None:
    """A stated number of units; None where none is stated or it is no sensible number."""
    if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
        return None
    return unit * value if value < _LONGEST / unit else _LONGEST


def inflate(packed: bytes, window: int) -> bytes:
    """Decompress one whole GZIP (``window`` 31) or ZLIB (15) stream of at most ``MAX_LIST`` bytes."""
    reader = zlib.decompressobj(window)
    try:
        data = reader.decompress(packed, MAX_LIST)
    except zlib.error as error:
        raise Malformed("status.list_encoding") from error
    if reader.unconsumed_tail or reader.unused_data or not reader.eof:
        raise Malformed("status.list_encoding")
    return data
