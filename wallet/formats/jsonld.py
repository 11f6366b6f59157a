"""Credentials and presentations as JSON-LD: Data Integrity proofs inside the document.

Verifiable Credentials Data Model 1.1 and 2.0, Data Integrity 1.0, section 2.1. Nothing is
canonicalized here; this module only says what the document states and where its proofs are.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from wallet.formats import rules
from wallet.formats.rules import listed, moment
from wallet.model import Credential, Issuer, Json, Presentation, Proof, StatusEntry


def read_credential(raw: bytes, claims: Json) -> Credential:
    """The Credential of a JSON-LD object; ``raw`` are its bytes as received."""
    return from_claims(raw, "ldp_vc", claims, proofs=tuple(map(read_proof, listed(claims.get("proof")))))


def from_claims(raw: bytes, form: str, claims: Json, proofs: tuple[Proof, ...]) -> Credential:
    """The Credential of any W3C credential object, wherever its proofs are."""
    issuer = claims.get("issuer")
    subject = next((item for item in listed(claims.get("credentialSubject")) if isinstance(item, dict)), {})
    return Credential(
        raw=raw,
        format=form,
        claims=claims,
        issuer=Issuer(_text(_id(issuer)), text_of(issuer.get("name")) if isinstance(issuer, dict) else ""),
        types=tuple(item for item in listed(claims.get("type")) if isinstance(item, str)),
        titles=_titles(claims),
        id=_text(claims.get("id")),
        subject=_text(subject.get("id")),
        valid_from=max(moments(claims, rules.BEGINS), default=None),
        valid_until=min(moments(claims, rules.ENDS), default=None),
        status=tuple(map(read_status, listed(claims.get("credentialStatus")))),
        proofs=proofs,
        flaws=rules.credential_flaws(claims),
    )


def moments(claims: Json, names: tuple[str, ...]) -> list[datetime]:
    found = (moment(claims.get(name)) for name in names)
    return [one for one in found if one is not None]


def read_presentation(raw: bytes, claims: Json) -> Presentation:
    """The Presentation of a JSON-LD object, without its credentials."""
    return Presentation(
        raw=raw,
        format="ldp_vp",
        claims=claims,
        holder=_text(_id(claims.get("holder"))),
        proofs=tuple(map(read_proof, listed(claims.get("proof")))),
        flaws=rules.presentation_flaws(claims),
    )


_DETACHED = frozenset({"Ed25519Signature2018", "JsonWebSignature2020"})
"""Proofs whose signature is a token without its payload."""


def read_proof(value: Any) -> Proof:
    """One proof object. What cannot be read is left empty: the check of the proof refuses it."""
    options: Json = value if isinstance(value, dict) else {}
    kind = _text(options.get("type"))
    method = options.get("verificationMethod")
    integrity, named = kind == "DataIntegrityProof", _text(options.get("cryptosuite"))
    return Proof(
        suite=kind if not integrity and kind[:1].isupper() else named if integrity and named[:1].islower() else "?",
        verification_method=_text(_id(method)),
        purpose=_text(options.get("proofPurpose")),
        options=options,
        value=_text(options.get("jws" if kind in _DETACHED else "proofValue")),
        created=moment(options.get("created")),
        expires=moment(options.get("expires")),
    )


_WITH_PURPOSE = frozenset({"BitstringStatusListEntry", "StatusList2021Entry"})
"""Entries that must say what they are for (Bitstring Status List 1.0, section 2.1)."""


def read_status(value: Any) -> StatusEntry:
    """One status entry; an index may be a string or, against the rules but in real badges, a number.

    What is no entry is one of no type, so that it is not taken for none.
    """
    if not isinstance(value, dict):
        return StatusEntry("", "", None, "", {})
    index = _only(value.get("statusListIndex"))
    text = str(index) if isinstance(index, str | int) and not isinstance(index, bool) else ""
    kind = _text(listed(value.get("type"))[0]) if listed(value.get("type")) else ""
    purpose = _only(value.get("statusPurpose", "?" if kind in _WITH_PURPOSE else "revocation"))
    return StatusEntry(
        type=kind,
        purpose=purpose if isinstance(purpose, str) else "?",
        index=int(text) if text.isascii() and text.isdecimal() and len(text) < 16 else None,
        url=_text(_only(value.get("statusListCredential"))) or _text(value.get("id")),
        options=value,
    )


def _only(value: Any) -> Any:
    """A value as linked data takes it: the same alone, in a list of one, or as a value object."""
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    return value["@value"] if isinstance(value, dict) and value.keys() == {"@value"} else value


def text_of(value: Any) -> str:
    """A text for people: a string, a language value object, or the first of a list of either."""
    first = listed(value)[0] if listed(value) else ""
    if isinstance(first, dict):
        first = first.get("@value")
    return _text(first)


def _titles(claims: Json) -> tuple[str, ...]:
    """What was achieved, by name: the achievements' names, else the credential's own."""
    subjects = [item for item in listed(claims.get("credentialSubject")) if isinstance(item, dict)]
    achievements = [
        item for subject in subjects for item in listed(subject.get("achievement")) if isinstance(item, dict)
    ]
    found = filter(None, (text_of(item.get("name")) for item in achievements))
    return tuple(found) or tuple(filter(None, (text_of(claims.get("name")),)))


def _id(value: Any) -> Any:
    return value.get("id") if isinstance(value, dict) else value


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
