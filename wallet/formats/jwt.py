"""Credentials and presentations as compact JWS: VC-JWT (VCDM 1.1, section 6.3.1), Open Badges
3.0 section 8.2, and VC-JOSE (``vc+jwt``, ``vp+jwt``; Securing VCs using JOSE and COSE, section 3).

The claims of the token and of the credential must agree; where they do not, somebody moved a
signature to another statement.
"""

from __future__ import annotations

from typing import Any, Final

from wallet.encoding import b64url_decode, from_epoch, load_json, write_time
from wallet.errors import Malformed
from wallet.formats.jsonld import from_claims
from wallet.formats.rules import BEGINS, ENDS, V1, listed, moment, presentation_flaws
from wallet.model import Credential, Json, Presentation, Proof, StatusEntry

MAX_TOKEN: Final = 2 * 1024 * 1024
_JOSE_TYPES: Final = frozenset({"vc+jwt", "vp+jwt", "vc+ld+jwt", "vp+ld+jwt"})
_TYPES: Final = _JOSE_TYPES | {"vc+ld+json+jwt", "vc-ld+jwt"}
"""Of the types that name themselves one, those that are credentials (RFC 8725, section 3.11)."""
_CREDENTIAL: Final = frozenset(
    {
        "@context",
        "id",
        "type",
        "issuer",
        "credentialSubject",
        "credentialStatus",
        "credentialSchema",
        "evidence",
        *BEGINS,
        *ENDS,
    }
)
_REGISTERED: Final = frozenset({"iss", "sub", "aud", "exp", "nbf", "iat", "jti", "nonce", "cnf"})


def split(raw: bytes) -> tuple[Json, Json, str]:
    """Header, payload and signature text of a compact JWS; raises ``Malformed``."""
    if len(raw) > MAX_TOKEN:
        raise Malformed("malformed.too_large", limit=MAX_TOKEN)
    parts = raw.strip().split(b".")
    if len(parts) != 3 or not raw.isascii():
        raise Malformed("malformed.jwt")
    header, payload = (load_json(b64url_decode(part)) for part in parts[:2])
    if not isinstance(header, dict) or not isinstance(payload, dict) or not isinstance(header.get("kid"), str | None):
        raise Malformed("malformed.jwt")
    return header, payload, parts[2].decode("ascii")


def proof_of(header: Json, signature: str, purpose: str) -> Proof:
    """The token's signature as a Proof; ``verification_method`` is ``kid``."""
    kid = header.get("kid")
    algorithm = header.get("alg")
    return Proof(
        suite=algorithm if isinstance(algorithm, str) else "",
        verification_method=kid if isinstance(kid, str) else "",
        purpose=purpose,
        options=header,
        value=signature,
    )


def media_type(header: Json) -> str:
    """The ``typ`` of a token without its "application/" (RFC 7515, section 4.1.9)."""
    typ = header.get("typ")
    return typ.lower().removeprefix("application/") if isinstance(typ, str) else ""


def is_presentation(header: Json, payload: Json) -> bool:
    """Does the token carry a presentation?"""
    kind = media_type(header)
    types = listed(payload.get("type"))
    return kind in ("vp+jwt", "vp+ld+jwt") or "vp" in payload or "VerifiablePresentation" in types


def read_credential(raw: bytes) -> Credential:
    """The Credential of a compact JWS; raises ``Malformed`` where it is none."""
    header, payload, signature = split(raw)
    claims, jose = _claims(header, payload, "vc")
    flaws = [*claim_flaws(payload), *agreement(payload, claims, dates=not jose)]
    if jose and {"vc", "vp"} & payload.keys():
        flaws.append(("malformed.claims", {"claim": "vc"}))
    if "vc" in payload and _CREDENTIAL & payload.keys():
        # What a token states beside the credential in it, nobody would read.
        flaws.append(("malformed.claims", {"claim": "vc"}))
    if (kind := media_type(header)).endswith("+jwt") and kind not in _TYPES:
        flaws.append(("malformed.claims", {"claim": "typ"}))
    form = "vc+jwt" if jose else "jwt_vc_json"
    found = from_claims(raw.strip(), form, claims, (proof_of(header, signature, "assertionMethod"),))
    return with_token(found._replace(flaws=(*found.flaws, *flaws)), payload)


def with_token(found: Credential, payload: Json) -> Credential:
    """A credential within the dates of the token that carries it, and with the token's own status."""
    begin, end = _moment(payload, "nbf"), _moment(payload, "exp")
    return found._replace(
        valid_from=max(filter(None, (found.valid_from, begin)), default=None),
        valid_until=min(filter(None, (found.valid_until, end)), default=None),
        status=(*found.status, *read_status(payload)),
    )


def read_status(payload: Json) -> tuple[StatusEntry, ...]:
    """The status mechanisms of a token, one entry for each (draft-ietf-oauth-status-list, section 6.1).

    Of the list mechanism the type is "TokenStatusList", of any other its own name; what is no object
    of mechanisms is an entry of no type.
    """
    if payload.get("status") is None:
        return ()
    status = payload["status"]
    if not isinstance(status, dict) or not status:
        return (StatusEntry("", "", None, "", {}),)
    return tuple(_mechanism(name, entry) for name, entry in status.items())


def _mechanism(name: str, value: Any) -> StatusEntry:
    entry: Json = value if isinstance(value, dict) else {}
    index, url = entry.get("idx"), entry.get("uri")
    number = index if isinstance(index, int) and not isinstance(index, bool) and index >= 0 else None
    kind = "TokenStatusList" if name == "status_list" else f"status.{name}"
    return StatusEntry(kind, "revocation", number, url if isinstance(url, str) else "", entry)


def read_presentation(raw: bytes) -> Presentation:
    """The Presentation of a compact JWS, without its credentials."""
    header, payload, signature = split(raw)
    claims, jose = _claims(header, payload, "vp")
    holder = claims.get("holder")
    named = holder.get("id") if isinstance(holder, dict) else holder
    issuer = payload.get("iss")
    flaws = [*presentation_flaws(claims), *claim_flaws(payload)]
    if named is not None and issuer is not None and named != issuer:
        flaws.append(("malformed.claims", {"claim": "iss"}))
    return Presentation(
        raw=raw.strip(),
        format="vp+jwt" if jose else "jwt_vp_json",
        claims={**claims, **{name: payload[name] for name in _REGISTERED & payload.keys()}},
        holder=next((name for name in (named, issuer) if isinstance(name, str)), ""),
        proofs=(proof_of(header, signature, "authentication"),),
        flaws=tuple(flaws),
    )


def _claims(header: Json, payload: Json, member: str) -> tuple[Json, bool]:
    """The W3C object in a payload, and whether the token is of the VC-JOSE kind."""
    jose = media_type(header) in _JOSE_TYPES
    if member in payload and not jose:
        inner = payload[member]
        if not isinstance(inner, dict):
            raise Malformed("malformed.jwt")
        return (_filled(inner, payload) if member == "vc" else inner), False
    inner = {name: value for name, value in payload.items() if name not in _REGISTERED}
    if "@context" not in inner and "type" not in inner:
        raise Malformed("malformed.unknown_format")
    return inner, jose


def _filled(inner: Json, payload: Json) -> Json:
    """A ``vc`` claim with the members that only the token states (VCDM 1.1, section 6.3.1)."""
    filled = dict(inner)
    one = V1 in listed(inner.get("@context"))
    begin, end = ("issuanceDate", "expirationDate") if one else ("validFrom", "validUntil")
    for claim, member in (("nbf", begin), ("exp", end)):
        if claim in payload and member not in filled:
            filled[member] = write_time(from_epoch(payload[claim]))
    for claim, member in (("jti", "id"), ("iss", "issuer")):
        if claim in payload and member not in filled:
            filled[member] = payload[claim]
    subject = filled.get("credentialSubject")
    if "sub" in payload and isinstance(subject, dict) and "id" not in subject:
        filled["credentialSubject"] = {"id": payload["sub"], **subject}
    return filled


def claim_flaws(payload: Json) -> list[tuple[str, Json]]:
    """The registered claims that are not of their kind (RFC 7519, section 4.1). What has an end, ``with_token`` reads."""
    audiences = payload.get("aud", [])
    found = [name for name in ("iss", "sub", "jti") if not isinstance(payload.get(name, ""), str)]
    if not all(isinstance(one, str) for one in (audiences if isinstance(audiences, list) else [audiences])):
        found.append("aud")
    if isinstance(payload.get("iat", 0), bool) or not isinstance(payload.get("iat", 0), int | float):
        found.append("iat")
    return [("malformed.claims", {"claim": name}) for name in found]


def agreement(payload: Json, claims: Json, dates: bool) -> list[tuple[str, Json]]:
    """The token's claims that contradict the credential's members (Open Badges 3.0, section 8.2.4.1).

    ``dates`` is false for a VC-JOSE token, whose dates are those of the signature.
    """
    issuer = claims.get("issuer")
    subject = next((item for item in listed(claims.get("credentialSubject")) if isinstance(item, dict)), {})
    pairs = (
        ("iss", issuer.get("id") if isinstance(issuer, dict) else issuer),
        ("jti", claims.get("id")),
        ("sub", subject.get("id")),
    )
    found: list[tuple[str, Json]] = [
        ("malformed.claims", {"claim": claim})
        for claim, member in pairs
        if claim in payload and member is not None and payload[claim] != member
    ]
    if not dates:
        return found
    for claim, member in (
        ("nbf", "validFrom"),
        ("nbf", "issuanceDate"),
        ("exp", "validUntil"),
        ("exp", "expirationDate"),
    ):
        stated = moment(claims.get(member))
        token = _moment(payload, claim)
        if stated is not None and token is not None and abs((stated - token).total_seconds()) >= 1:
            found.append(("malformed.claims", {"claim": claim}))
    return found


def _moment(payload: Json, claim: str) -> Any:
    return from_epoch(payload[claim]) if claim in payload else None
