"""What the issuer withdrew: status lists at hand, read with all their own checks.

Bitstring Status List v1.0 and StatusList2021, the Token Status List of the IETF, and the revocation list
of 1EdTech. Each entry is looked up, whatever its purpose; a list that is not at hand is UNKNOWN with the
request that would settle it, and a list that fails its own checks is UNKNOWN too: it says nothing.
What a list withdrew stays withdrawn when the list is out of date. A new method is a row of METHODS.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from wallet.errors import Malformed, Missing, Unsupported, WalletError
from wallet.library import Library
from wallet.model import Credential, StatusEntry
from wallet.report import Check, Outcome, Question
from wallet.seams import Request
from wallet.status import bitstring, revocation, tokens
from wallet.status.listing import SKEW, Asked, Listed, Reader, Verify, is_stale

METHODS: Final[Mapping[str, tuple[Reader, bool]]] = {
    "BitstringStatusListEntry": (bitstring.read, True),
    "StatusList2021Entry": (bitstring.read, True),
    "TokenStatusList": (tokens.read, True),
    "1EdTechRevocationList": (revocation.read, False),
}
"""How a list of each type is read, and whether its entries name a place in the list."""
MAX_ENTRIES: Final = 32
"""Entries looked up for one credential; each may cost the decompression of a list."""


def check_status(credential: Credential, library: Library, at: datetime, verify: Verify) -> tuple[Check, ...]:
    """One answer for each status entry; ABSENT where the issuer offers no way to withdraw."""
    if not credential.status:
        if credential.claims.get("status"):
            return (_unknown("status.unsupported", type="?"),)
        return (Check(Question.STATUS, Outcome.ABSENT, "status.none"),)
    asked = Asked(credential, library, at, verify)
    answers = [_check_entry(asked, entry) for entry in credential.status[:MAX_ENTRIES]]
    if len(credential.status) > MAX_ENTRIES:
        answers.append(_unknown("status.too_many", limit=MAX_ENTRIES))
    return tuple(answers)


def _unknown(code: str, **facts: object) -> Check:
    return Check(Question.STATUS, Outcome.UNKNOWN, code, facts)


def _check_entry(asked: Asked, entry: StatusEntry) -> Check:
    method = METHODS.get(entry.type)
    if method is None:
        return _unknown("status.unsupported", type=entry.type[:80] or "?")
    read, indexed = method
    if not entry.url or (indexed and entry.index is None):
        return _unknown("status.entry_bad")
    as_of: datetime | None = None
    try:
        document = asked.library.read(entry.url)
        as_of = document.as_of
        if as_of is not None and as_of - asked.at > SKEW:
            # A list cannot be read before it was fetched: the clock is wrong, and so is every date below.
            raise Malformed("status.list_not_yet")
        found = read(asked, entry, document)
    except Missing as error:
        facts: dict[str, object] = {"url": error.request.url}
        return Check(Question.STATUS, Outcome.UNKNOWN, "status.missing", facts, None, (error.request,))
    except Unsupported as error:
        return Check(Question.STATUS, Outcome.UNKNOWN, error.code, error.facts, as_of)
    except WalletError as error:
        facts = {"reason": error.code, "url": entry.url}
        return Check(Question.STATUS, Outcome.UNKNOWN, "status.list_bad", facts, as_of, (Request(entry.url),))
    return _answer(found, entry, asked.at)


def _answer(found: Listed, entry: StatusEntry, at: datetime) -> Check:
    """What a list says, with its age; what it does not withdraw counts only while it is current."""
    outcome, code, needs = found.outcome, found.code, found.needs
    if outcome is not Outcome.FAILED and found.stale:
        outcome, code, needs = Outcome.UNKNOWN, "status.stale", (Request(entry.url),)
    if code == "status.ok" and found.as_of is None:
        code = "status.ok_undated"
    facts: dict[str, object] = {"as_of": found.as_of, **found.facts}
    return aged(Check(Question.STATUS, outcome, code, facts, found.as_of, needs), at)


def copied(check: Check, at: datetime) -> Check:
    """What a copy of the issuer's own page said of a badge before 3.0; no news of an old one is no good news."""
    if check.outcome is not Outcome.PASSED or not is_stale(None, check.as_of, None, at):
        return check
    needs = (Request(str(check.facts["url"])),)
    return check._replace(outcome=Outcome.UNKNOWN, code="status.stale", needs=needs)


def aged(check: Check, at: datetime) -> Check:
    """An answer with its age in whole ``days`` beside its date; -1 where it has a date to tell and none is known."""
    if "as_of" not in check.facts:
        return check
    days = -1 if check.as_of is None else max(0, (at - check.as_of) // timedelta(days=1))
    return check._replace(facts={**check.facts, "days": days})


__all__ = ["METHODS", "Verify", "aged", "check_status", "copied"]
