"""Is it for whom the verifier says? What was typed, compared with the recipient that the credential names.

Open Badges 2.0, "IdentityObject" and "IdentityHash"; Open Badges 3.0 and CLR 2.0, ``IdentityObject`` in
``credentialSubject.identifier``. A hash is ``sha256$`` or ``md5$`` and the digits of H(identity ‖ salt); no
salt is an empty one. A match says what the issuer wrote, not who stands here: it is never a proof.
"""

from __future__ import annotations

import hashlib
import hmac
import unicodedata
from collections.abc import Iterator
from typing import Final, NamedTuple

from wallet.evidence import Case
from wallet.formats.rules import listed
from wallet.model import Json
from wallet.report import Check, Outcome, Question

_HASHES: Final = {"sha256": hashlib.sha256, "md5": hashlib.md5}
_MAIL: Final = ("email", "emailaddress", "ext:emailaddress")
MAX_IDENTITIES: Final = 100


class Identity(NamedTuple):
    """One identity that a credential names: its kind, its text or hash, and the salt."""

    kind: str
    value: str
    salt: str = ""


def check_recipient(case: Case, holder: tuple[Check, ...]) -> tuple[Check, ...]:
    """Does the credential name what was typed? Nothing if nothing was typed.

    A match is UNKNOWN, as it proves nobody's presence, unless the holder's own key has: then it is PASSED
    beside that. Another recipient of the same kind is FAILED. One that cannot be compared is UNKNOWN.
    """
    if not case.recipient:
        return ()
    typed, named = unicodedata.normalize("NFKC", case.recipient).strip(), tuple(identities(case.credential.claims))
    for one in named:
        how = matched(one, typed)
        if how:
            scheme = one.value.partition("$")[0].lower() if _is_hash(one.value) else "plain"
            proven = any(check.outcome is Outcome.PASSED for check in holder)
            facts: dict[str, object] = {"how": how, "hash": scheme}
            outcome = Outcome.PASSED if proven else Outcome.UNKNOWN
            return (Check(Question.HOLDER, outcome, "holder.recipient_matches", facts),)
    kind = kind_of(typed)
    if kind and any(one.kind == kind for one in named):
        return (Check(Question.HOLDER, Outcome.FAILED, "holder.recipient_other", {"kind": kind}),)
    return (Check(Question.HOLDER, Outcome.UNKNOWN, "holder.recipient_unstated", {"kind": kind}),)


def identities(claims: Json) -> Iterator[Identity]:
    """Every identity of the recipient that can be compared, in the order stated."""
    recipient = claims.get("recipient")
    if isinstance(recipient, str):  # Open Badges 0.5
        yield Identity(_kind("email", recipient), recipient, _text(claims.get("salt")))
    elif isinstance(recipient, dict):
        yield from _identity(recipient, "identity", recipient.get("type", "email"))
    for subject in listed(claims.get("credentialSubject"))[:MAX_IDENTITIES]:
        if not isinstance(subject, dict):
            continue
        name = _text(subject.get("id"))
        if name:
            plain = name.removeprefix("mailto:")
            yield Identity(kind_of(plain), plain)
        for one in listed(subject.get("identifier"))[:MAX_IDENTITIES]:
            if isinstance(one, dict):
                yield from _identity(one, "identityHash", one.get("identityType"))


def _identity(found: Json, member: str, kind: object) -> Iterator[Identity]:
    """An IdentityObject. One that says it is hashed and is not, as we know hashes, cannot be compared."""
    value = _text(found.get(member))
    if value and (_is_hash(value) or found.get("hashed") is not True):
        yield Identity(_kind(_text(kind), value), value, _text(found.get("salt")))


def _kind(stated: str, value: str) -> str:
    """The kind of an identity as ``kind_of`` would call it: a hash is of the kind that is stated."""
    if stated.lower() in _MAIL:
        return "email"
    return stated.lower() if _is_hash(value) else kind_of(value)


def kind_of(text: str) -> str:
    """What a text is by its form: "did", "url", "email", or "" where it could be anything."""
    if text.startswith("did:"):
        return "did"
    if "://" in text:
        return "url"
    return "email" if "@" in text else ""


def matched(identity: Identity, typed: str) -> str:
    """How what was typed is the identity named: "exact", "lowered" where only in small letters, or "" if it is not."""
    if _equal(identity, typed):
        return "exact"
    if kind_of(typed) != "email":
        return ""
    if _equal(identity, typed.lower()):
        return "lowered"
    plain = not _is_hash(identity.value)
    return "lowered" if plain and _equal(identity._replace(value=identity.value.lower()), typed.lower()) else ""


def _is_hash(value: str) -> bool:
    return value.partition("$")[0].lower() in _HASHES and "$" in value


def _equal(identity: Identity, typed: str) -> bool:
    if not _is_hash(identity.value):
        return identity.value == typed
    scheme, _, digits = identity.value.partition("$")
    data = (typed + identity.salt).encode("utf-8", "surrogatepass")
    stated = digits.strip().lower().encode("utf-8", "surrogatepass")
    return hmac.compare_digest(_HASHES[scheme.lower()](data).hexdigest().encode("ascii"), stated)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
