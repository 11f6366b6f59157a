"""OpenID Federation 1.0: what a trust anchor says about itself and about its members.

Entity statements (section 3) of an anchor and of members directly below it, whose signatures are
the anchor's (section 10.2). Statements by intermediates are not followed, and one with ``crit``
is not understood. Dates are read here and judged where the time is known.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from wallet.crypto.keys import PublicKey, from_jwk
from wallet.encoding import from_epoch
from wallet.errors import Malformed, Unsupported, WalletError
from wallet.formats.jwt import media_type, proof_of, split
from wallet.library import CONFIGURATION, STATEMENT, Library, is_statement
from wallet.model import Json
from wallet.proofs.jose import check_jws

MAX_STATEMENTS: Final = 2_000
"""Entity statements at hand: each costs a signature to check."""
MAX_KEYS: Final = 16


@dataclass(frozen=True, slots=True)
class Anchor:
    """A trust anchor by its own entity configuration. ``keys`` are its federation keys by ``kid``;
    ``fetch`` is the https address where it answers about one identity, "" if it names none."""

    id: str
    name: str
    keys: Mapping[str, PublicKey] = field(repr=False)
    issued: datetime
    until: datetime
    fetch: str = ""


@dataclass(frozen=True, slots=True)
class Member:
    """What an anchor says about one member, from ``since`` until ``until``."""

    id: str
    name: str
    url: str
    since: datetime
    until: datetime


def read_anchor(raw: bytes, url: str) -> Anchor:
    """The entity configuration found at an address: signed with a key of its own, and about the
    entity whose address this is. Raises ``WalletError``."""
    header, claims, signature = split(raw)
    anchor, keys = claims.get("iss"), _keys(claims)
    if not isinstance(anchor, str) or claims.get("sub") != anchor or anchor.rstrip("/") + CONFIGURATION != url:
        raise Malformed("malformed.statement", member="iss")
    since, until = _check(raw, header, claims, signature, keys)
    about = _about(claims)
    fetch = about.get("federation_fetch_endpoint")
    is_web = isinstance(fetch, str) and fetch.startswith("https://")
    return Anchor(anchor, _text(about, "organization_name"), keys, since, until, str(fetch) if is_web else "")


def read_members(anchor: Anchor, statements: tuple[bytes, ...]) -> tuple[dict[str, Member], dict[str, str]]:
    """The members by identity, and why the statements about others do not count (error codes).

    Of several statements about one member the one issued last counts, as long as it is the anchor's.
    """
    members: dict[str, Member] = {}
    flawed: dict[str, str] = {}
    for raw in statements:
        header, claims, signature = split(raw)
        subject = str(claims.get("sub"))
        try:
            since, until = _check(raw, header, claims, signature, anchor.keys)
        except WalletError as error:
            flawed[subject] = error.code
            continue
        if subject not in members or since > members[subject].since:
            about = _about(claims)
            name, url = _text(about, "organization_name"), _text(about, "homepage_uri")
            members[subject] = Member(subject, name, url, since, until)
    return members, {subject: code for subject, code in flawed.items() if subject not in members}


def statements_by_anchor(library: Library) -> dict[str, tuple[bytes, ...]]:
    """The statements at hand about others, by who is said to have made them, each once.

    Their signatures say whom to believe, so it does not matter where they lay.
    """
    found: dict[str, dict[bytes, None]] = {}
    count = 0
    for document in library.documents.values():
        if count >= MAX_STATEMENTS or not is_statement(document.raw):
            continue
        try:
            _, claims, _ = split(document.raw)
        except WalletError:
            continue
        anchor, subject = claims.get("iss"), claims.get("sub")
        if isinstance(anchor, str) and isinstance(subject, str) and anchor != subject:
            count += 1
            found.setdefault(anchor, {})[document.raw] = None
    return {anchor: tuple(raws) for anchor, raws in found.items()}


def _check(
    raw: bytes, header: Json, claims: Json, signature: str, keys: Mapping[str, PublicKey]
) -> tuple[datetime, datetime]:
    """Type, ``crit``, key, signature and order of the dates. Without ``kid`` the anchor must have one key."""
    if media_type(header) != STATEMENT:
        raise Malformed("malformed.statement", member="typ")
    if "crit" in claims:
        raise Unsupported("proof.header", members=["crit"])
    only = next(iter(keys.values())) if len(keys) == 1 else None
    key = keys.get(str(header["kid"])) if "kid" in header else only
    if key is None:
        raise Unsupported("proof.no_key")
    check_jws(raw.strip(), proof_of(header, signature, "assertionMethod"), key)
    since, until = from_epoch(claims.get("iat")), from_epoch(claims.get("exp"))
    if until <= since:
        raise Malformed("malformed.dates_order")
    return since, until


def _keys(claims: Json) -> dict[str, PublicKey]:
    """The federation keys of an entity configuration by ``kid``; kinds unknown here are passed over."""
    jwks = claims.get("jwks")
    rows = jwks.get("keys") if isinstance(jwks, dict) else None
    if not isinstance(rows, list) or not 0 < len(rows) <= MAX_KEYS:
        raise Malformed("malformed.statement", member="jwks")
    found: dict[str, PublicKey] = {}
    for number, row in enumerate(rows):
        kid = row.get("kid", str(number)) if isinstance(row, dict) else None
        if not isinstance(kid, str) or kid in found:
            raise Malformed("malformed.statement", member="jwks")
        try:
            found[kid] = from_jwk(row)
        except Unsupported:
            continue
    return found


def _about(claims: Json) -> Json:
    metadata = claims.get("metadata")
    about = metadata.get("federation_entity") if isinstance(metadata, dict) else None
    return about if isinstance(about, dict) else {}


def _text(about: Json, member: str) -> str:
    value = about.get(member)
    return value if isinstance(value, str) else ""
