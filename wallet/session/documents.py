"""What a file is that speaks for itself and is nobody's award: a status list, keys, a description of a type."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from wallet.encoding import from_epoch, load_json, web_address
from wallet.errors import Malformed, WalletError
from wallet.formats import jwt
from wallet.library import KEYS
from wallet.model import Found, Json
from wallet.status import tokens

_LIST_TYPES: Final = frozenset({"BitstringStatusListCredential", "StatusList2021Credential"})
_LISTING: Final = frozenset({"revokedCredential", "revokedCredentials"})
_DESCRIBING: Final = frozenset({"display", "claims", "extends"})
_CLAIMING: Final = frozenset({"credentialSubject", "verifiableCredential", "vc", "vp"})


def is_list(found: Found) -> bool:
    """Is the file a status list? It is a credential by its form, but nobody's award."""
    return (
        found.presentation is None
        and len(found.credentials) == 1
        and bool(_LIST_TYPES & set(found.credentials[0].types))
    )


def speaks_for_keys(data: bytes) -> bool:
    """Is this a DID document (or an issuer's profile that lists keys)? It makes no claims about a subject."""
    try:
        stated = load_json(data)
    except Malformed:
        return False
    return isinstance(stated, dict) and bool(KEYS & stated.keys()) and not _CLAIMING & stated.keys()


def address_of(data: bytes) -> str:
    """Where a document that lists keys has to lie for them to be those of whom it names; "" for other documents."""
    if not speaks_for_keys(data):
        return ""
    stated = load_json(data).get("id")
    return web_address(stated) or stated if isinstance(stated, str) else ""


def speaks_of_others(data: bytes) -> bool:
    """Is this a token with a status list, a revocation list, or the description of a type?"""
    if _list_token(data) is not None:
        return True
    try:
        stated = load_json(data)
    except Malformed:
        return False
    return (
        isinstance(stated, dict)
        and bool(_LISTING & stated.keys() or ("vct" in stated and _DESCRIBING & stated.keys()))
        and not (_CLAIMING | {"iss", "cnf"}) & stated.keys()
    )


def issued_in(data: bytes) -> datetime | None:
    """When a token with a status list was issued; None of anything else."""
    claims = _list_token(data)
    try:
        return from_epoch(claims.get("iat")) if claims is not None else None
    except Malformed:
        return None


def _list_token(data: bytes) -> Json | None:
    """The claims of a token with a status list."""
    try:
        header, claims, _ = jwt.split(data)
    except WalletError:
        return None
    return claims if jwt.media_type(header) == tokens.TYPE else None
