"""The rules of the W3C data model, versions 1.1 and 2.0: what a well-formed document keeps.

Verifiable Credentials Data Model v2.0, section 4, and v1.1, section 4. Broken rules are
reported as flaws, (code, facts), and the reading goes on: a report says everything at once.
An absent ``issuer`` is left to BINDING in version 2.0, where an unsigned draft has none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final

from wallet.encoding import as_text, parse_time
from wallet.errors import Malformed
from wallet.model import Json

V1: Final = "https://www.w3.org/2018/credentials/v1"
V2: Final = "https://www.w3.org/ns/credentials/v2"
Flaw = tuple[str, Json]
EUROPEAN: Final = "EuropeanDigitalCredential"
OLD_BADGES: Final = frozenset({"ob1", "ob2", "ob2_jws"})
"""Formats of Open Badges before 3.0, which ``assertion`` judges."""

_URL: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+\Z")
_ZERO_KNOWLEDGE: Final = frozenset({"CLSignature2019", "AnonCredDerivedCredentialv1", "ex:AnonCredDerivedCredentialv1"})
"""Proofs of v1.1, section 5.8: they are meaningless without the schema they were made for."""

_TYPED: Final = (
    # member, code, needs an id, in version 1 too
    ("credentialStatus", "malformed.status", False, True),
    ("credentialSchema", "malformed.schema", True, True),
    ("refreshService", "malformed.refresh", False, True),
    ("termsOfUse", "malformed.terms", False, True),
    ("evidence", "malformed.evidence", False, True),
    ("proof", "malformed.proof", False, True),
)
_V1_IDS: Final = frozenset({"credentialStatus", "credentialSchema", "refreshService"})
"""What version 1.1 gives an id without exception (sections 4.9, 5.4, 5.5)."""


_LISTS: Final = {"BitstringStatusList": "BitstringStatusListCredential", "StatusList2021": "StatusList2021Credential"}
"""A status list must say that it is one (Bitstring Status List v1.0, section 2.2)."""


def is_url(value: object) -> bool:
    """Is it a URL in the sense of the data model: one string, a scheme, no spaces?"""
    return isinstance(value, str) and bool(_URL.match(value))


def listed(value: Any) -> list[Any]:
    """One or many: a value as a list, an absent one as an empty list."""
    return value if isinstance(value, list) else [] if value is None else [value]


def is_european(claims: Json) -> bool:
    """Does the object say that it is a European Digital Credential? See ``elm``."""
    return EUROPEAN in listed(claims.get("type"))


def version(document: Json) -> int:
    """1 or 2, by the base context."""
    return 1 if V1 in listed(document.get("@context")) else 2


def moment(value: object) -> datetime | None:
    """A date of the document, or None if it cannot be read (a flaw says so)."""
    if value is None:
        return None
    try:
        return parse_time(value)
    except Malformed:
        return None


def credential_flaws(document: Json) -> tuple[Flaw, ...]:
    """Every rule a credential breaks."""
    one = version(document) == 1
    found = [*_shared(document, "VerifiableCredential")]
    subjects = document.get("credentialSubject")
    if not listed(subjects) or not all(_is_subject(subject) for subject in listed(subjects)):
        found.append(("malformed.subject", {}))
    kinds = listed(document.get("type"))
    for subject in listed(subjects):
        kind = subject.get("type") if isinstance(subject, dict) else None
        wanted = _LISTS.get(kind) if isinstance(kind, str) else None
        if wanted is not None and wanted not in kinds:
            found.append(("malformed.type", {"type": wanted}))
    if not _is_issuer(document, one):
        found.append(("malformed.issuer", {}))
    found += _dates(document, one)
    for member, code, needs_id, in_one in _TYPED:
        if (in_one or not one) and member in document:
            needs = needs_id or (one and member in _V1_IDS)
            if not all(_is_typed(item, needs) for item in listed(document[member])):
                found.append((code, {}))
    for owner in (document, document.get("issuer")):
        if isinstance(owner, dict) and not one:
            found += [
                ("malformed.text", {"member": member})
                for member in ("name", "description")
                if member in owner and not all(_is_text(item) for item in listed(owner[member]))
            ]
    if not one and "relatedResource" in document and not _are_related(listed(document["relatedResource"])):
        found.append(("malformed.related", {}))
    proof_types = {str(proof.get("type")) for proof in listed(document.get("proof")) if isinstance(proof, dict)}
    if one and proof_types & _ZERO_KNOWLEDGE and "credentialSchema" not in document:
        found.append(("malformed.schema", {}))
    return tuple(found)


def presentation_flaws(document: Json) -> tuple[Flaw, ...]:
    """Every rule a presentation breaks; its credentials are judged for themselves."""
    found = [*_shared(document, "VerifiablePresentation")]
    if "holder" in document and not is_url(_id(document["holder"])):
        found.append(("malformed.holder", {}))
    items = listed(document.get("verifiableCredential"))
    if version(document) == 2 and not all(isinstance(item, dict) for item in items):
        found.append(("malformed.presentation", {}))
    if "proof" in document and any(isinstance(item, str) for item in items):
        # Linked data reads a text here as a bare identifier, of which no statement is made, nor signed.
        found.append(("malformed.presentation", {}))
    if version(document) == 1 and not items:
        found.append(("malformed.presentation", {}))
    if not all(_is_typed(proof, False) for proof in listed(document.get("proof"))):
        found.append(("malformed.proof", {}))
    return tuple(found)


def _shared(document: Json, kind: str) -> Iterator[Flaw]:
    contexts = listed(document.get("@context"))
    if not contexts or contexts[0] not in (V1, V2):
        yield ("malformed.context", {"value": as_text(contexts[0]) if contexts else ""})
    for context in contexts[1:]:
        if not is_url(context) and not isinstance(context, dict):
            yield ("malformed.context", {"value": as_text(context)})
    yield from _inline_flaws(contexts, listed(document.get("type")))
    types = listed(document.get("type"))
    if kind not in types or not all(isinstance(item, str) for item in types):
        yield ("malformed.type", {"type": kind})
    if "id" in document and not is_url(document["id"]):
        yield ("malformed.id", {})


def _inline_flaws(contexts: list[Any], types: list[Any]) -> Iterator[Flaw]:
    """An inline context must not redefine what is protected, and must name its types by URL.

    JSON-LD 1.1, section 4.1.11. No inline context is ever used to check a proof.
    """
    protected = {"VerifiableCredential", "VerifiablePresentation", "id", "type"}
    inline: Json = {}
    for context in contexts:
        if not isinstance(context, dict):
            continue
        for term, value in context.items():
            if term in protected and inline.get(term) != value:
                yield ("malformed.context", {"value": term[:120]})
        inline |= context
        if context.get("@protected") is True:
            protected |= context.keys() - {"@protected"}
    for term in types:
        iri = inline.get(term) if isinstance(term, str) else None
        name = iri.get("@id") if isinstance(iri, dict) else iri
        if name is not None and not is_url(name):
            yield ("malformed.type", {"type": as_text(term)})
    if "@vocab" in inline and inline["@vocab"] is None:
        for term in types:
            if not is_url(term) and term not in inline and term not in protected:
                yield ("malformed.type", {"type": as_text(term)})


BEGINS: Final = ("validFrom", "issuanceDate")
ENDS: Final = ("validUntil", "expirationDate")
"""The names of both versions: a date that is stated under the other's name is not passed over."""


def _dates(document: Json, one: bool) -> Iterator[Flaw]:
    begin, end = ("issuanceDate", "expirationDate") if one else ("validFrom", "validUntil")
    if one and begin not in document:
        yield ("malformed.date", {"value": begin})
    read: dict[str, datetime | None] = {
        member: moment(document[member]) for member in (*BEGINS, *ENDS) if member in document
    }
    for member, found in read.items():
        if found is None:
            yield ("malformed.date", {"value": as_text(document[member], 40)})
    first, last = read.get(begin), read.get(end)
    if first is not None and last is not None and last < first:
        yield ("malformed.dates_order", {})


def _id(value: Any) -> Any:
    return value.get("id") if isinstance(value, dict) else value


def _is_issuer(document: Json, one: bool) -> bool:
    """A URL, or an object with one; a version 2.0 draft may leave both for the signer to fill in."""
    issuer = document.get("issuer")
    if not one and ("issuer" not in document or (isinstance(issuer, dict) and "id" not in issuer)):
        return True
    return is_url(_id(issuer))


def _is_subject(value: Any) -> bool:
    """An object that says something: a bare value is about nobody (v2.0, section 4.8)."""
    if not isinstance(value, dict) or not value or "@value" in value:
        return False
    return "id" not in value or is_url(value["id"])


def _are_related(items: list[Any]) -> bool:
    return all(map(_is_related, items)) and len({str(_id(item)) for item in items}) == len(items)


def _is_related(value: Any) -> bool:
    """A URL with the digest of what lies there (v2.0, section 5.3)."""
    return (
        isinstance(value, dict)
        and is_url(_id(value))
        and any(isinstance(value.get(name), str) for name in ("digestSRI", "digestMultibase"))
    )


def _is_typed(value: Any, needs_id: bool) -> bool:
    """An object with a type, and an id that is one URL where there is or must be one."""
    if not isinstance(value, dict):
        return False
    types = listed(value.get("type"))
    named = is_url(value["id"]) if "id" in value else not needs_id
    return named and bool(types) and all(isinstance(item, str) and item for item in types)


def _is_text(value: Any) -> bool:
    """A string, or a language value object with nothing else in it (v2.0, section 11.1)."""
    if isinstance(value, dict):
        return isinstance(value.get("@value"), str) and not value.keys() - {"@value", "@language", "@direction"}
    return isinstance(value, str)
