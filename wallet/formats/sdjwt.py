"""Selective Disclosure for JWTs (RFC 9901) and SD-JWT VC: read, choose, bind to a holder.

An SD-JWT is a signed token with digests in the place of claims, followed by the disclosures
the holder chose and, if the holder proves a key, by a key-binding token. Section 7.1 is
followed strictly: a disclosure that no digest names, a digest that stands twice, a reserved or
already present claim name is an error, not a curiosity.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, Final, NamedTuple

from wallet.crypto.keys import PrivateKey, from_jwk
from wallet.encoding import (
    MAX_DEPTH,
    b64url_decode,
    b64url_encode,
    dump_json,
    from_epoch,
    load_json,
    pointer_get,
    pointer_join,
    pointer_tokens,
)
from wallet.errors import BadSignature, Malformed, Refused, Unsupported
from wallet.formats import jwt
from wallet.formats.jsonld import from_claims, moments, read_status
from wallet.formats.rules import BEGINS, ENDS, listed, moment
from wallet.model import Audience, Credential, Disclosure, Found, Issuer, Json, Presentation

TYPES: Final = frozenset({"dc+sd-jwt", "vc+sd-jwt"})
THUMBPRINT: Final = "urn:ietf:params:oauth:jwk-thumbprint:sha-256:"
"""What begins the name of a key by its thumbprint (RFC 9278)."""
HASHES: Final = {"sha-256": hashlib.sha256, "sha-384": hashlib.sha384, "sha-512": hashlib.sha512}
MAX_DISCLOSURES: Final = 1000
DATES: Final = (*BEGINS, *ENDS)
_NEVER_HIDDEN: Final = ("iss", "nbf", "exp", "cnf", "vct", "vct#integrity", "status")
_FRAME: Final = (*_NEVER_HIDDEN, "@context", "type", "issuer", "credentialStatus", *DATES)
_EARLY: Final = timedelta(minutes=2)
_LATE: Final = timedelta(minutes=5)
"""A key-binding token is made when it is shown: five minutes back for travel and slow clocks, two ahead."""
_TITLES: Final = ("achievement_title", "name", "title")


def _bad(reason: str) -> Malformed:
    return Malformed("malformed.sd_jwt", reason=reason)


def read(raw: bytes) -> Found:
    """The credential, and the key-binding token as a Presentation if there is one."""
    token, disclosures, binding = split(raw)
    header, payload, signature = jwt.split(token)
    claims, found = apply(payload, disclosures)
    whole = b"~".join([token, *disclosures, b""])
    holder = holder_of(claims)
    if "@context" in claims and "vct" not in claims:
        credential = _w3c(whole, header, payload, claims, found, signature)
        credential = credential._replace(subject=credential.subject or holder)
    else:
        credential = _credential(whole, header, payload, claims, found, signature)._replace(subject=holder)
    if not binding:
        return Found("sd-jwt", (credential,))
    shown = _presentation(raw.strip(), binding, holder)
    if shown.claims.get("sd_hash") != digest_of(whole, payload.get("_sd_alg", "sha-256")):
        shown = shown._replace(flaws=(("holder.bad", {"reason": "sd_hash"}),))
    return Found("sd-jwt", (credential,), shown)


def split(raw: bytes) -> tuple[bytes, tuple[bytes, ...], bytes]:
    """Token, disclosures, key-binding token (or empty) of the compact form."""
    parts = raw.strip().split(b"~")
    if len(parts) < 2:
        raise _bad("no_tilde")
    if len(parts) > MAX_DISCLOSURES + 2:
        raise _bad("too_many")
    return parts[0], tuple(parts[1:-1]), parts[-1]


def _credential(
    raw: bytes, header: Json, payload: Json, claims: Json, disclosures: tuple[Disclosure, ...], signature: str
) -> Credential:
    flaws = jwt.claim_flaws(payload)
    if jwt.media_type(header) not in TYPES:
        flaws.append(("malformed.type", {"type": "dc+sd-jwt"}))
    if not isinstance(claims.get("vct"), str) or not claims["vct"]:
        flaws.append(("malformed.type", {"type": "vct"}))
    stated = (*DATES, "credentialStatus") if _is_modelled(claims) else ()
    model: Json = {name: claims[name] for name in stated if name in claims}
    flaws += _hidden(disclosures, (*_NEVER_HIDDEN, *model))
    flaws += [("malformed.date", {"value": name}) for name in DATES if name in model and moment(model[name]) is None]
    if stated:
        flaws += jwt.agreement(payload, claims, dates=False)
    issuer = payload.get("iss")
    found = Credential(
        raw=raw,
        format="dc+sd-jwt",
        container="sd-jwt",
        claims=claims,
        issuer=Issuer(issuer if isinstance(issuer, str) else "", str(claims.get("issuing_authority", ""))),
        types=(claims["vct"],) if isinstance(claims.get("vct"), str) else (),
        titles=tuple(claims[name] for name in _TITLES if isinstance(claims.get(name), str))[:1],
        id=payload["jti"] if isinstance(payload.get("jti"), str) else "",
        valid_from=max(moments(model, BEGINS), default=None),
        valid_until=min(moments(model, ENDS), default=None),
        status=tuple(map(read_status, listed(model.get("credentialStatus")))),
        proofs=(jwt.proof_of(header, signature, "assertionMethod"),),
        disclosures=disclosures,
        flaws=tuple(flaws),
    )
    found = jwt.with_token(found, payload)
    made = from_epoch(payload["iat"]) if "iat" in payload and not flaws else None
    return found if found.valid_from is not None else found._replace(valid_from=made)


def _is_modelled(claims: Json) -> bool:
    """Is it a badge of the W3C data model in this form? It states its dates and its status as it does elsewhere."""
    return "@context" in claims or "credentialSubject" in claims or "imsglobal.org" in str(claims.get("vct"))


def _w3c(
    raw: bytes, header: Json, payload: Json, claims: Json, disclosures: tuple[Disclosure, ...], signature: str
) -> Credential:
    """A credential of the W3C data model in a selectively disclosable token (VC-JOSE-COSE, section 3.2)."""
    proofs = (jwt.proof_of(header, signature, "assertionMethod"),)
    found = jwt.with_token(from_claims(raw, "vc+sd-jwt", claims, proofs), payload)
    flaws = [*found.flaws, *jwt.claim_flaws(payload), *jwt.agreement(payload, claims, dates=False)]
    if jwt.media_type(header) not in TYPES:
        flaws.append(("malformed.type", {"type": "vc+sd-jwt"}))
    flaws += _hidden(disclosures, _FRAME)
    return found._replace(disclosures=disclosures, flaws=tuple(flaws))


def _hidden(disclosures: tuple[Disclosure, ...], never: tuple[str, ...]) -> list[tuple[str, Json]]:
    """What should have stood in the open but was disclosed, wholly or in part."""
    hidden = {one.pointer.split("/", 2)[1] for one in disclosures}
    return [("malformed.sd_jwt", {"reason": f"hidden {name}"}) for name in never if name in hidden]


def holder_of(claims: Json) -> str:
    """Who may show it: the ``sub``, else the thumbprint of the key in ``cnf`` (RFC 7800, RFC 9278)."""
    if isinstance(claims.get("sub"), str):
        return str(claims["sub"])
    confirmation = claims.get("cnf")
    if not isinstance(confirmation, dict) or "jwk" not in confirmation:
        return ""
    try:
        thumbprint = from_jwk(confirmation["jwk"]).thumbprint
    except (Malformed, Unsupported):
        return ""
    return f"{THUMBPRINT}{thumbprint}"


def _presentation(raw: bytes, binding: bytes, holder: str) -> Presentation:
    header, payload, signature = jwt.split(binding)
    return Presentation(
        raw=raw,
        format="kb-jwt",
        claims=payload,
        holder=holder,
        proofs=(jwt.proof_of(header, signature, "authentication"),),
    )


class _Applied(NamedTuple):
    """The state of section 7.1, step 3: which disclosures are waiting, which digests were seen."""

    waiting: dict[str, tuple[bytes, list[Any]]]
    seen: set[str]
    used: list[Disclosure]

    def take(self, digest: Any) -> tuple[bytes, list[Any]] | None:
        if not isinstance(digest, str):
            raise _bad("digest")
        if digest in self.seen:
            raise _bad("digest_twice")
        self.seen.add(digest)
        return self.waiting.pop(digest, None)


def apply(payload: Json, disclosures: Iterable[bytes]) -> tuple[Json, tuple[Disclosure, ...]]:
    """The claims with the disclosures in their places (RFC 9901, section 7.1, steps 2 to 4)."""
    hash_name = payload.get("_sd_alg", "sha-256")
    if not isinstance(hash_name, str) or hash_name not in HASHES:
        raise Unsupported("proof.unsupported", suite=str(hash_name)[:40])
    state = _Applied({}, set(), [])
    for encoded in disclosures:
        digest = digest_of(encoded, hash_name)
        if digest in state.waiting:
            raise _bad("disclosure_twice")
        state.waiting[digest] = (encoded, _parse(encoded))
    claims = _object({"_sd_alg": hash_name, **payload}, state, ())
    if state.waiting:
        raise _bad("unreferenced")
    del claims["_sd_alg"]
    return claims, tuple(sorted(state.used, key=lambda one: one.pointer))


def digest_of(encoded: bytes, hash_name: str = "sha-256") -> str:
    """The digest of a disclosure or a presentation: base64url of the hash of its ASCII text."""
    return b64url_encode(HASHES[hash_name](encoded).digest())


def _parse(encoded: bytes) -> list[Any]:
    try:
        found = load_json(b64url_decode(encoded))
    except Malformed as error:
        raise _bad("disclosure") from error
    if not isinstance(found, list) or len(found) not in (2, 3) or not isinstance(found[0], str):
        raise _bad("disclosure")
    return found


def _object(value: Json, state: _Applied, path: tuple[str | int, ...]) -> Json:
    if "..." in value:
        raise _bad("reserved")
    if len(path) > MAX_DEPTH:
        raise _bad("depth")
    result = {
        name: _any(item, state, (*path, name)) if isinstance(item, dict | list) else item
        for name, item in value.items()
        if name != "_sd"
    }
    digests = value.get("_sd", [])
    if not isinstance(digests, list):
        raise _bad("digest")
    for digest in digests:
        found = state.take(digest)
        if found is None:
            continue
        encoded, parts = found
        if len(parts) != 3 or not isinstance(parts[1], str):
            raise _bad("disclosure")
        name = parts[1]
        if name in ("_sd", "...") or name in result:
            raise _bad("reserved" if name in ("_sd", "...") else "name_taken")
        result[name] = _any(parts[2], state, (*path, name))
        state.used.append(Disclosure(pointer_join(*path, name), name, result[name], encoded.decode("ascii")))
    return result


def _any(value: Any, state: _Applied, path: tuple[str | int, ...]) -> Any:
    if isinstance(value, dict):
        return _object(value, state, path)
    if not isinstance(value, list):
        return value
    if len(path) > MAX_DEPTH:
        raise _bad("depth")
    result: list[Any] = []
    for item in value:
        if not (isinstance(item, dict) and "..." in item):
            result.append(_any(item, state, (*path, len(result))))
            continue
        if item.keys() != {"..."}:
            raise _bad("reserved")
        found = state.take(item["..."])
        if found is None:
            continue
        encoded, parts = found
        if len(parts) != 2:
            raise _bad("disclosure")
        here = (*path, len(result))
        result.append(_any(parts[1], state, here))
        state.used.append(Disclosure(pointer_join(*here), "", result[-1], encoded.decode("ascii")))
    return result


def check_key_binding(shown: Presentation, audience: Audience | None, at: datetime) -> None:
    """The rules of a key-binding token that need no key (RFC 9901, section 7.3).

    Raises ``BadSignature`` with a ``holder.…`` code, or ``Malformed``. Its signature, by the key in
    ``cnf``, is the caller's to check.
    """
    header, payload = shown.proofs[0].options, shown.claims
    if jwt.media_type(header) != "kb+jwt":
        raise BadSignature("holder.bad", reason="typ")
    for code, facts in shown.flaws:
        raise BadSignature(code, **facts)
    made = from_epoch(payload.get("iat"))
    if audience is not None:
        audiences = listed(payload.get("aud"))
        if payload.get("nonce") != audience.challenge or audience.domain not in audiences:
            raise BadSignature("holder.replayed")
        if not -_LATE <= made - at <= _EARLY:
            raise BadSignature("holder.replayed")


def issue(
    claims: Json,
    hidden: Iterable[str],
    key: PrivateKey,
    header: Json,
    salts: Iterable[str],
    holder: PrivateKey | None = None,
) -> bytes:
    """An SD-JWT VC whose claims at the pointers ``hidden`` can be disclosed one by one.

    Deeper pointers are hidden first, so that a hidden object may hold hidden members. ``salts``
    gives one salt for each (RFC 9901, section 9.3: 128 bits, unpredictable).
    """
    supply = iter(salts)
    body: Json = load_json(dump_json(claims))
    disclosures: list[bytes] = []
    for pointer in sorted(hidden, key=lambda one: (-len(pointer_tokens(one)), one)):
        *way, last = pointer_tokens(pointer)
        parent = pointer_get(body, pointer_join(*way))
        if isinstance(parent, list):
            index = int(last)
            encoded = b64url_encode(dump_json([next(supply), parent[index]])).encode()
            parent[index] = {"...": digest_of(encoded)}
        else:
            encoded = b64url_encode(dump_json([next(supply), last, parent.pop(last)])).encode()
            parent["_sd"] = sorted([*parent.get("_sd", []), digest_of(encoded)])
        disclosures.append(encoded)
    body["_sd_alg"] = "sha-256"
    if holder is not None:
        body["cnf"] = {"jwk": holder.public_jwk}
    token = _sign(body, key, {"typ": "dc+sd-jwt", **header})
    return b"~".join([token, *disclosures, b""])


def _sign(payload: Json, key: PrivateKey, header: Json) -> bytes:
    parts = [b64url_encode(dump_json({"alg": key.algorithm, **header})), b64url_encode(dump_json(payload))]
    message = ".".join(parts).encode("ascii")
    return message + b"." + b64url_encode(key.sign(message)).encode("ascii")


def disclose(raw: bytes, pointers: Iterable[str]) -> bytes:
    """The same credential with only the disclosures at these pointers, and those they stand in."""
    token, _, _ = split(raw)
    credential = read(raw).credentials[0]
    known = {one.pointer: one for one in credential.disclosures}
    wanted: set[str] = set()
    for pointer in pointers:
        if pointer not in known:
            raise Refused("disclose.no_such_claim", pointer=pointer)
        tokens = pointer_tokens(pointer)
        wanted |= {part for length in range(1, len(tokens) + 1) if (part := pointer_join(*tokens[:length])) in known}
    chosen = [known[pointer].encoded.encode("ascii") for pointer in sorted(wanted)]
    return b"~".join([token, *chosen, b""])


def bind(raw: bytes, holder: PrivateKey, audience: Audience, at: datetime, until: datetime | None = None) -> bytes:
    """Add a key-binding token for one verifier (RFC 9901, section 4.3), which ends at ``until`` if that is said."""
    if not raw.endswith(b"~"):
        raise Refused("present.bound_already")
    confirmation = read(raw).credentials[0].claims.get("cnf")
    if not isinstance(confirmation, dict) or from_jwk(confirmation.get("jwk")) != holder.public:
        raise Refused("present.not_yours")
    hash_name = jwt.split(raw.partition(b"~")[0])[1].get("_sd_alg", "sha-256")
    payload = {
        "iat": int(at.timestamp()),
        "aud": audience.domain,
        "nonce": audience.challenge,
        "sd_hash": digest_of(raw, hash_name),
    }
    if until is not None:
        payload["exp"] = int(until.timestamp())
    return raw + _sign(payload, holder, {"typ": "kb+jwt"})
