"""Open Badges 2.0 and 2.1 assertions, hosted or signed; 0.5 to 1.1 read only.

Open Badges 2.0, section 3 (data model) and "Verification". An assertion names its badge and, through
it, its issuer, mostly by address: this module reads what is in hand, ``wallet.assertion`` follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final

from wallet.encoding import as_text, parse_time
from wallet.errors import Malformed
from wallet.formats import jwt
from wallet.formats.jsonld import text_of
from wallet.formats.rules import Flaw, is_url, listed
from wallet.model import Credential, Issuer, Json, Proof

CONTEXTS: Final = {
    "https://w3id.org/openbadges/v2": 2,
    "https://openbadgespec.org/v2/context.json": 2,
    "https://w3id.org/openbadges/v1": 1,
}
_HOSTED: Final = ("hosted", "HostedBadge")
_SIGNED: Final = ("signed", "SignedBadge")
_EXTENSION: Final = "extensions:"
_DATE: Final = re.compile(r"\d{4}-\d\d-\d\d\Z")


def is_assertion(claims: Json) -> bool:
    """Does it look like an assertion of any version before 3.0?"""
    return "Assertion" in listed(claims.get("type")) or ("badge" in claims and "recipient" in claims)


def is_part(claims: Json) -> bool:
    """Is it what an assertion points to: a badge, an issuer, a key, a list?"""
    known = {"BadgeClass", "Issuer", "Profile", "CryptographicKey", "RevocationList", "Endorsement"}
    return any(isinstance(kind, str) and kind in known for kind in listed(claims.get("type")))


def read(raw: bytes, claims: Json) -> Credential:
    """The Credential of an assertion as JSON."""
    return _credential(raw, claims, "ob2" if version(claims) == 2 else "ob1", ())


def read_token(raw: bytes) -> Credential:
    """The Credential of an assertion in a compact JWS; its key is the one that ``creator`` names."""
    header, payload, signature = jwt.split(raw)
    proof = jwt.proof_of(header, signature, "assertionMethod")
    stated = verification(payload)
    creator = stated.get("creator", stated.get("url"))
    proof = proof._replace(verification_method=creator if isinstance(creator, str) else "")
    return _credential(raw.strip(), payload, "ob2_jws" if version(payload) == 2 else "ob1", (proof,))


def version(claims: Json) -> int:
    """2 by its context; 1 for 1.1, 1.0 and 0.5, which have another or none."""
    contexts = [context for context in listed(claims.get("@context")) if isinstance(context, str)]
    if any(CONTEXTS.get(context) == 1 for context in contexts):
        return 1
    return 2 if contexts or "id" in claims or "Assertion" in listed(claims.get("type")) else 1


def verification(claims: Json) -> Json:
    """How the assertion says it can be verified; ``verify`` before version 1.1."""
    found = claims.get("verification", claims.get("verify"))
    return found if isinstance(found, dict) else {}


def is_signed(claims: Json) -> bool:
    """Does it say that it is signed and not hosted?"""
    return bool(set(_SIGNED) & {kind for kind in listed(verification(claims).get("type")) if isinstance(kind, str)})


def hosted_at(claims: Json) -> str:
    """Where the issuer hosts the assertion; "" if it does not say."""
    url = claims.get("id") if "id" in claims else verification(claims).get("url")
    return url if isinstance(url, str) else ""


def moment(value: Any) -> datetime | None:
    """A date: ISO 8601 with a zone, or before 2.0 a day alone or seconds since 1970."""
    if isinstance(value, str) and _DATE.match(value):
        value = f"{value}T00:00:00Z"
    try:
        return parse_time(value)
    except Malformed:
        return None


def embedded(value: Any) -> Json:
    """A part that stands in the assertion itself; empty if it is only named."""
    return value if isinstance(value, dict) else {}


def _credential(raw: bytes, claims: Json, form: str, proofs: tuple[Proof, ...]) -> Credential:
    badge = embedded(claims.get("badge"))
    issuer = embedded(badge.get("issuer"))
    named = issuer.get("id", issuer.get("origin", badge.get("issuer")))
    identity = claims.get("id", claims.get("uid"))
    types = tuple(kind for kind in listed(claims.get("type")) if isinstance(kind, str))
    return Credential(
        raw=raw,
        format=form,
        claims=claims,
        issuer=Issuer(named if isinstance(named, str) else "", text_of(issuer.get("name"))),
        types=types or ("Assertion",),
        titles=tuple(filter(None, (text_of(badge.get("name")),))),
        id=identity if isinstance(identity, str) else "",
        valid_from=moment(claims.get("issuedOn", claims.get("issued_on"))),
        valid_until=moment(claims.get("expires")),
        proofs=proofs,
        flaws=tuple(flaws(claims)),
    )


def completed(credential: Credential, badge: Json, issuer: Json) -> Credential:
    """The credential with the badge and the issuer it names in the places of their addresses."""
    claims = {**credential.claims, "badge": {**badge, "issuer": issuer}}
    known = _credential(credential.raw, claims, credential.format, credential.proofs)
    return known._replace(container=credential.container, flaws=credential.flaws)


def flaws(claims: Json) -> Iterator[Flaw]:
    """Every rule an assertion breaks (section 3.1 "Assertion")."""
    second = version(claims) == 2
    if second:
        contexts = listed(claims.get("@context"))
        if not any(isinstance(one, str) and CONTEXTS.get(one) == 2 for one in contexts):
            yield ("malformed.context", {"value": as_text(contexts[0]) if contexts else ""})
        if "Assertion" not in listed(claims.get("type")):
            yield ("malformed.type", {"type": "Assertion"})
        if not is_url(claims.get("id")):
            yield ("malformed.id", {})
    legacy = "uid" not in claims and not second and "@context" not in claims
    if not _is_recipient(claims.get("recipient"), legacy):
        yield ("malformed.recipient", {})
    badge = claims.get("badge")
    if not is_url(badge) and not isinstance(badge, dict):
        yield ("malformed.badge", {})
    if isinstance(badge, dict) and not isinstance(badge.get("name"), str):
        yield ("malformed.badge", {})
    if not legacy and not (set(_HOSTED + _SIGNED) & set(map(str, listed(verification(claims).get("type"))))):
        yield ("malformed.verification", {})
    picture = claims.get("image")
    address = picture.get("id") if isinstance(picture, dict) else picture
    if isinstance(address, str) and address.startswith("data:"):
        yield ("malformed.image", {})
    for owner in (claims, badge, embedded(badge).get("issuer")):
        for name, value in embedded(owner).items():
            if name.startswith(_EXTENSION) and not _is_extension(value):
                yield ("malformed.extension", {"member": name[:80]})
    yield from _date_flaws(claims, legacy)


def _date_flaws(claims: Json, legacy: bool) -> Iterator[Flaw]:
    begin = claims.get("issuedOn", claims.get("issued_on"))
    end = claims.get("expires")
    for value, needed in ((begin, not legacy), (end, False)):
        if moment(value) is None and (needed or value is not None):
            yield ("malformed.date", {"value": as_text(value, 40)})
    first, last = moment(begin), moment(end)
    if first is not None and last is not None and last < first:
        yield ("malformed.dates_order", {})


def _is_extension(value: Any) -> bool:
    """An extension brings its own vocabulary and says that it is one (Open Badges Extensions, "Implementing")."""
    return isinstance(value, dict) and "@context" in value and "Extension" in listed(value.get("type"))


def _is_recipient(value: Any, legacy: bool) -> bool:
    """An IdentityObject (section 3.5); in version 0.5 a string."""
    if legacy and isinstance(value, str):
        return bool(value)
    if not isinstance(value, dict) or not isinstance(value.get("identity"), str):
        return False
    return isinstance(value.get("hashed", False), bool) and isinstance(value.get("type", "email"), str)
