"""Show exactly what the learner chose: presentations, and the choice of claims.

Verifiable Credentials Data Model 2.0, section 4.13, signed with ``eddsa-rdfc-2022`` by the
holder's key for one verifier's challenge; or an SD-JWT with key binding (RFC 9901). A
credential whose suite cannot disclose a part is shown whole, and the choice says so.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from wallet import formats
from wallet.crypto.keys import PrivateKey
from wallet.encoding import dump_json, load_json, pointer_names, pointer_tokens
from wallet.errors import Refused
from wallet.formats import sdjwt
from wallet.formats.rules import V1, V2, version
from wallet.library import Library
from wallet.model import Audience, Credential, Json
from wallet.proofs import sign_document
from wallet.proofs.jose import sign_jws
from wallet.sharing import derive

FORMS: Final = ("auto", "vp", "vp-jwt", "sd-jwt")
_DATA_INTEGRITY: Final = "https://w3id.org/security/data-integrity/v2"
_MEDIA: Final = {
    "jwt_vc_json": "application/jwt",
    "vc+jwt": "application/vc+jwt",
    "dc+sd-jwt": "application/dc+sd-jwt",
    "vc+sd-jwt": "application/vc+sd-jwt",
}
_ALONE: Final = frozenset({"ob1", "ob2", "ob2_jws"})
"""Badges before version 3.0 have no place in a presentation; they are handed over as they are."""
MAX_TOGETHER: Final = 10
"""Credentials that a person shows in one presentation."""
_SENSITIVE: Final = frozenset(
    [
        "name",
        "given_name",
        "givenName",
        "family_name",
        "familyName",
        "full_name",
        "fullName",
        "email",
        "phone",
        "phone_number",
        "telephone",
        "address",
        "birthdate",
        "birth_date",
        "dateOfBirth",
        "date_of_birth",
        "gender",
        "photo",
        "picture",
        "portrait",
        "image",
        "nationalID",
        "national_id",
        "student_id",
        "learner_identification",
        "identifier",
        "identityHash",
        "sub",
        "assessment_grade",
        "grade",
        "result",
        "results",
        "personal_administrative_number",
    ]
)
"""Claims that say who somebody is or how well they did: never chosen unless the learner ticks them."""
_OF_THINGS: Final = frozenset({"name", "image", "picture", "identifier"})
_FRAME: Final = frozenset(
    [
        "@context",
        "type",
        "vct",
        "iss",
        "iat",
        "nbf",
        "exp",
        "cnf",
        "status",
        "issuer",
        "validFrom",
        "validUntil",
        "issuanceDate",
        "expirationDate",
        "proof",
        "credentialStatus",
        "credentialSchema",
        "vct#integrity",
        "_sd_alg",
    ]
)


@dataclass(frozen=True, slots=True)
class Choice:
    """One claim: where it stands, what it is called and says, and whether it can be left out."""

    pointer: str
    name: str
    value: Any
    required: bool
    sensitive: bool


def stands_alone(credential: Credential) -> bool:
    """Is there no place for it in a presentation with others?"""
    return credential.format in _ALONE


def can_choose(credential: Credential) -> bool:
    """Can a part of it be shown? The format says so, not the page."""
    return bool(credential.disclosures) or derive.base_proof(credential) is not None


def choices(credential: Credential) -> tuple[Choice, ...]:
    """Every claim a learner may decide about, first those that are always shown."""
    if derive.base_proof(credential) is not None:
        found = derive.claims(credential)
        rows = [
            Choice(place, pointer_names(place)[-1], value, required, _tells_of(place))
            for place, value, required in found
        ]
        return tuple(sorted(rows, key=lambda one: not one.required))
    always = [
        Choice(f"/{name}", name, value, True, is_sensitive(name))
        for name, value in _bare(credential).claims.items()
        if name not in _FRAME and value not in ({}, [])
    ]
    free = [
        Choice(one.pointer, pointer_names(one.pointer)[-1], one.value, False, _tells(one.pointer))
        for one in credential.disclosures
    ]
    return tuple(always + free)


def frame(credential: Credential) -> tuple[tuple[str, Any], ...]:
    """What is shown whatever is chosen and ``choices`` has nothing of: whose it is, of what kind, from when to when."""
    return tuple((f"/{name}", value) for name, value in _bare(credential).claims.items() if name in _FRAME | {"id"})


def _bare(credential: Credential) -> Credential:
    """The credential without anything that can be left out of a token."""
    return formats.read(sdjwt.disclose(credential.raw, ())).credentials[0] if credential.disclosures else credential


def tells(credential: Credential, pointer: str) -> bool:
    """Does the claim at this pointer say who somebody is, or how well they did?"""
    return _tells_of(pointer) if "@context" in credential.claims else _tells(pointer)


def _tells(pointer: str) -> bool:
    return any(map(is_sensitive, pointer_tokens(pointer)))


def _tells_of(pointer: str) -> bool:
    """The same in linked data, where achievements have names, pictures and addresses too."""
    tokens = pointer_tokens(pointer)
    return _tells(pointer) and not (tokens[-1] in _OF_THINGS and ("achievement" in tokens or len(tokens) == 1))


def is_sensitive(name: str) -> bool:
    """Does a claim of this name say who somebody is?"""
    return name in _SENSITIVE


def least(credential: Credential) -> frozenset[str]:
    """What to show unless the learner says otherwise: everything but the sensitive."""
    return frozenset(one.pointer for one in choices(credential) if not one.required and not one.sensitive)


def present(
    credentials: Sequence[Credential],
    holder: PrivateKey | None,
    audience: Audience | None,
    at: datetime,
    library: Library,
    *,
    reveal: Iterable[str] | Mapping[str, Iterable[str]] | None = None,
    form: str = "auto",
    until: datetime | None = None,
) -> bytes:
    """A presentation of credentials, as bytes. ``until`` is when the holder's proof ends; None is never.

    ``reveal`` are pointers of one selectively disclosable credential, None to show all of it; or those of several by
    their digests, where one that is not named shows what is always shown and no more.
    Without an audience nothing is signed by the holder: a copy, which anybody can show again.
    Refuses (``Refused``) what would show more, or prove less, than was asked for.
    """
    if not credentials:
        raise Refused("present.nothing")
    if audience is not None and holder is None:
        raise Refused("present.no_key")
    given = {one.digest: reveal for one in credentials} if not isinstance(reveal, Mapping) else reveal
    shown = [_reduced(one, given.get(one.digest, ()), library, at) for one in credentials]
    single = len(credentials) == 1 and credentials[0].format in sdjwt.TYPES
    if form == "sd-jwt" or (form == "auto" and single):
        if not single:
            raise Refused("present.form", form=form)
        if audience is None or holder is None:
            return shown[0]
        return sdjwt.bind(shown[0], holder, audience, at, until)
    if any(map(stands_alone, credentials)):
        raise Refused("present.alone")
    if form == "vp-jwt":
        return _token(credentials, shown, holder, audience, at, until)
    first = all(one.format == "ldp_vc" and version(one.claims) == 1 for one in credentials)
    document = _document([V1, _DATA_INTEGRITY] if first else [V2], credentials, shown, holder)
    if audience is None or holder is None:
        return dump_json(document)
    signed = sign_document(
        document, holder, created=at, library=library, purpose="authentication", audience=audience, expires=until
    )
    return dump_json(signed)


def _document(
    context: list[str], credentials: Sequence[Credential], shown: Sequence[bytes], holder: PrivateKey | None
) -> Json:
    """The presentation itself (VCDM 2.0, section 4.13; of credentials of version 1.1 one of that version)."""
    document: Json = {"@context": context, "type": ["VerifiablePresentation"]}
    if holder is not None:
        document["holder"] = holder.did
    return {
        **document,
        "verifiableCredential": [_inside(one, raw) for one, raw in zip(credentials, shown, strict=True)],
    }


def _token(
    credentials: Sequence[Credential],
    shown: Sequence[bytes],
    holder: PrivateKey | None,
    audience: Audience | None,
    at: datetime,
    until: datetime | None,
) -> bytes:
    """A presentation as a token: ``vp+jwt`` (VC-JOSE-COSE, section 3.1.2), or with a ``vp`` claim where all that is
    shown are tokens of version 1.1 (VCDM 1.1, section 6.3.1). There is none without a holder's signature."""
    if holder is None:
        raise Refused("present.no_key")
    payload: Json = {"iss": holder.did, "iat": int(at.timestamp())}
    if audience is not None:
        payload |= {"nonce": audience.challenge, "aud": audience.domain}
    if until is not None:
        payload["exp"] = int(until.timestamp())
    if all(one.format == "jwt_vc_json" for one in credentials):
        texts = [raw.decode("ascii") for raw in shown]
        inner = {"@context": [V1], "type": ["VerifiablePresentation"], "verifiableCredential": texts}
        claims, kind = {**payload, "nbf": payload["iat"], "vp": inner}, "JWT"
    else:
        claims, kind = {**_document([V2], credentials, shown, holder), **payload}, "vp+jwt"
    return sign_jws(dump_json(claims), holder, {"typ": kind, "kid": holder.verification_method}).encode("ascii")


def disclose(credential: Credential, reveal: Iterable[str], library: Library, at: datetime) -> bytes:
    """The same credential with only the claims at these pointers, beside those that are always shown.

    Refuses (``Refused``) a credential that can only be shown whole, one whose proof does not hold, and a choice
    that says nothing of anybody ("disclose.no_subject"): what is left would be no credential.
    """
    if derive.base_proof(credential) is not None:
        part = derive.derive(credential, reveal, library, at)
    elif credential.disclosures:
        part = sdjwt.disclose(credential.raw, reveal)
    else:
        raise Refused("present.whole_only")
    flaws = {code for code, _ in formats.read(part).credentials[0].flaws} - {code for code, _ in credential.flaws}
    if flaws:
        raise Refused("disclose.no_subject")
    return part


def _reduced(credential: Credential, reveal: Iterable[str] | None, library: Library, at: datetime) -> bytes:
    if reveal is None and derive.base_proof(credential) is not None:
        # The proof that is kept is never shown: all claims are derived.
        reveal = [one.pointer for one in choices(credential) if not one.required]
    if reveal is None:
        return credential.raw
    if not can_choose(credential):
        if list(reveal):
            raise Refused("present.whole_only")
        return credential.raw
    return disclose(credential, reveal, library, at)


def _inside(credential: Credential, raw: bytes) -> Json:
    """A credential as a member of ``verifiableCredential``: an object, or a token in an envelope."""
    if credential.format == "ldp_vc":
        found: Json = load_json(raw)
        return found
    if credential.format == "jades":
        # A seal in its JSON form is no ASCII token (RFC 7515, section 9.2.1): base64 keeps its bytes.
        kind = "jose+json" if raw[:1] == b"{" else "jose"
        sealed = f"data:application/{kind};base64,{base64.b64encode(raw).decode('ascii')}"
        return {"@context": V2, "id": sealed, "type": "EnvelopedVerifiableCredential"}
    url = f"data:{_MEDIA[credential.format]},{raw.decode('ascii')}"
    return {"@context": V2, "id": url, "type": "EnvelopedVerifiableCredential"}
