"""European Digital Credentials: what the European Learning Model states in members of its own.

European Learning Model v3 (application profile EDC) is a W3C credential of version 1.1 whose texts are
language maps, ``{"en": "…"}`` or ``{"en": ["…"]}``. Names and titles are taken from there; everything
else is read like any other W3C credential, with or without a seal around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from wallet.encoding import as_text
from wallet.formats.rules import V1, Flaw, is_european, listed, moment
from wallet.model import Credential, Issuer, Json

MAX_LANGUAGES: Final = 40
"""The European Union has 24 official languages; Europass is written in 31."""
MAX_MANY: Final = 100
"""Items read of one list; a hostile document could have thousands."""
_TAG: Final = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*\Z")
Path = tuple[str | int, ...]


def refined(credential: Credential) -> Credential:
    """The credential with the names, titles, dates and flaws that only this vocabulary knows."""
    claims = credential.claims
    if not is_european(claims):
        return credential
    issuer = claims.get("issuer")
    name = _name(issuer) if isinstance(issuer, dict) else ""
    ends = filter(None, (moment(claims.get(member)) for member in ("validUntil", "expirationDate")))
    return credential._replace(
        issuer=Issuer(credential.issuer.id, name or credential.issuer.name),
        titles=_titles(claims) or credential.titles,
        valid_until=min(ends, default=None),
        flaws=(*credential.flaws, *_flaws(claims)),
    )


def _flaws(claims: Json) -> Iterator[Flaw]:
    """What the profile asks beyond the data model, as far as a verdict rests on it."""
    contexts = listed(claims.get("@context"))
    if V1 not in contexts:
        yield ("malformed.context", {"value": as_text(contexts[0]) if contexts else ""})
    dates = {member: claims[member] for member in ("validFrom", "validUntil", "issued") if member in claims}
    for value in dates.values():
        if moment(value) is None:
            yield ("malformed.date", {"value": as_text(value, 40)})
    first, last = moment(dates.get("validFrom")), moment(dates.get("validUntil"))
    if first is not None and last is not None and last < first:
        yield ("malformed.dates_order", {})


def _name(organisation: Json) -> str:
    return next(filter(None, (text(organisation.get(member)) for member in ("legalName", "altLabel", "prefLabel"))), "")


def _titles(claims: Json) -> tuple[str, ...]:
    """What was achieved, by the claims' own titles, else the title that the credential is displayed with."""
    found = []
    for _, subject in objects(claims.get("credentialSubject")):
        for _, claim in objects(subject.get("hasClaim")):
            specified = next((one for _, one in objects(claim.get("specifiedBy"))), {})
            found.append(text(claim.get("title")) or text(specified.get("title")))
    display = next((one for _, one in objects(claims.get("displayParameter"))), {})
    return tuple(filter(None, found)) or tuple(filter(None, (text(display.get("title")),)))


def objects(value: Any) -> Iterator[tuple[Path, Json]]:
    """The objects of a member that may hold one or many, each with its place below it."""
    if isinstance(value, dict):
        yield (), value
    elif isinstance(value, list):
        yield from (((place,), item) for place, item in enumerate(value[:MAX_MANY]) if isinstance(item, dict))


def languages(value: Any) -> Iterator[tuple[Path, str, str]]:
    """Every text of a value as (place below it, text, language tag); a plain text has no language."""
    if isinstance(value, str):
        yield (), value, ""
    elif isinstance(value, dict):
        if isinstance(value.get("@value"), str):
            tag = value.get("@language")
            yield ("@value",), value["@value"], tag if isinstance(tag, str) else ""
        elif not value.keys() & {"type", "@type", "@id"}:
            yield from _mapped(value)
    elif isinstance(value, list):
        for place, item in enumerate(value[:MAX_MANY]):
            if isinstance(item, str | dict):
                yield from (((place, *below), said, tag) for below, said, tag in languages(item))


def _mapped(value: Json) -> Iterator[tuple[Path, str, str]]:
    for tag, said in list(value.items())[:MAX_LANGUAGES]:
        if not _TAG.match(tag):
            continue
        if isinstance(said, str):
            yield (tag,), said, tag
        elif isinstance(said, list):
            yield from (((tag, place), one, tag) for place, one in enumerate(said[:MAX_MANY]) if isinstance(one, str))


def text(value: Any) -> str:
    """One text for people: the English one where there is one, else the first."""
    found = [(tag, said.strip()) for _, said, tag in languages(value) if said.strip()]
    return next((said for tag, said in found if tag.lower().split("-")[0] == "en"), found[0][1] if found else "")
