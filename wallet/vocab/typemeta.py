"""SD-JWT VC type metadata at hand: what a type is called, what its claims are called, and its rules.

draft-ietf-oauth-sd-jwt-vc, sections 4 to 9. A description is used only if the issuer recorded its digest
(``vct#integrity``) or if it is known to come from the address of the type: a file that merely states a
type may be anybody's, and could call a certificate of attendance a degree. Nothing in it is ever
rendered or followed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Final

from wallet.encoding import has_digest, load_json, pointer_join, pointer_tokens
from wallet.errors import BadSignature, Malformed, Missing, Unsupported, WalletError
from wallet.library import Library
from wallet.model import Credential, Json
from wallet.report import Check, Outcome, Question
from wallet.seams import Request

MAX_CHAIN: Final = 8
"""Types that build on one another; published ones have two or three."""
MAX_CLAIMS: Final = 500
"""In one description, the types it builds on included."""
MAX_PLACES: Final = 1_000
"""Claims that one path may select."""
MAX_TEXT: Final = 200
_MAX_LANGUAGES: Final = 64
_SD: Final = ("always", "allowed", "never")

Path = tuple[str | int | None, ...]
"""A claim path (section 8.1): a member's name, an index, or None for every element of an array."""


@dataclass(frozen=True, slots=True)
class ClaimType:
    """What is said of the claims at a path: their label by language tag, and the rules for them."""

    path: Path
    labels: Mapping[str, str] = field(default_factory=dict)
    sd: str = "allowed"
    mandatory: bool = False


@dataclass(frozen=True, slots=True)
class TypeMeta:
    """What is said of a type: its name by language tag, its claims in order; ``as_of`` is the oldest part's date."""

    vct: str
    names: Mapping[str, str]
    claims: tuple[ClaimType, ...]
    as_of: datetime | None = None

    def name(self, lang: str) -> str:
        """What the type is called in a language, or in the one that comes closest; "" if it has no name."""
        return _closest(self.names, lang)

    def label(self, pointer: str, lang: str) -> str:
        """What the claim at a pointer is called; "" if nothing says so.

        A path with an index names no claim here: elements that the holder keeps back would shift it.
        """
        tokens = pointer_tokens(pointer)
        for claim in self.claims:
            if len(claim.path) == len(tokens) and all(map(_fits, claim.path, tokens)):
                return _closest(claim.labels, lang)
        return ""


def _fits(step: str | int | None, token: str) -> bool:
    return token.isdecimal() if step is None else step == token


def _closest(texts: Mapping[str, str], lang: str) -> str:
    """The exact tag, else another region of the language, else English, else whatever there is (RFC 4647)."""
    for wanted in (lang.lower(), "en"):
        for tag, text in texts.items():
            if tag.lower() == wanted:
                return text
        for tag, text in texts.items():
            if tag.lower().split("-")[0] == wanted.split("-")[0]:
                return text
    return next(iter(texts.values()), "")


def read_type(credential: Credential, library: Library) -> TypeMeta:
    """The description of a credential's type, with what it builds on.

    Raises ``Missing`` where a document would settle it (``schema.type_missing``, ``…_altered``,
    ``…_unproven``), ``Unsupported`` where one at hand cannot be used, ``BadSignature`` where the type
    builds on itself and the credential must be refused (section 10.3).
    """
    vct = credential.claims.get("vct")
    if not isinstance(vct, str) or not vct:
        raise Unsupported("schema.type_unreadable")
    parts = _chain(vct, credential.claims.get("vct#integrity"), library)
    dates = [as_of for _, as_of in parts]
    known = [date for date in dates if date is not None]
    return _merged(vct, [part for part, _ in parts], min(known) if len(known) == len(dates) else None)


def _chain(address: str, integrity: object, library: Library) -> list[tuple[Json, datetime | None]]:
    """The descriptions of a type and of what it builds on, itself first, each with when it was fetched."""
    found: dict[str, tuple[Json, datetime | None]] = {}
    while address not in found:
        if len(found) == MAX_CHAIN:
            raise Unsupported("schema.type_unreadable")
        part, _ = found[address] = _part(address, integrity, library)
        if "extends" not in part:
            return list(found.values())
        above: Any = part["extends"]
        if not isinstance(above, str) or not above:
            raise Unsupported("schema.type_unreadable")
        address, integrity = above, part.get("extends#integrity")
    raise BadSignature("schema.type_circular")


def _part(address: str, integrity: object, library: Library) -> tuple[Json, datetime | None]:
    """One description, shown to be the right one, and when it was fetched."""
    document = library.documents.get(address)
    if document is None:
        raise Missing(Request(address), "schema.type_missing")
    try:
        if integrity is not None:
            if not has_digest(integrity, document.raw):
                raise Missing(Request(address), "schema.type_altered")
        elif not document.from_address:
            raise Missing(Request(address), "schema.type_unproven")
        found = load_json(document.raw)
    except Malformed as error:
        raise Unsupported("schema.type_unreadable") from error
    if not isinstance(found, dict) or found.get("vct") != address:
        raise Unsupported("schema.type_unreadable")
    return found, document.as_of


def _merged(vct: str, parts: list[Json], as_of: datetime | None) -> TypeMeta:
    """The type as it stands with what it builds on (section 8.5); ``parts`` begin with the type itself."""
    names: Mapping[str, str] = {}
    claims: dict[Path, ClaimType] = {}
    for part in reversed(parts):
        names = _texts(part.get("display"), "name") or names
        for claim in _claims(part.get("claims")):
            claims[claim.path] = _over(claims.get(claim.path), claim)
    if len(claims) > MAX_CLAIMS:
        raise Unsupported("schema.type_unreadable")
    return TypeMeta(vct, names, tuple(claims.values()), as_of)


def _over(below: ClaimType | None, claim: ClaimType) -> ClaimType:
    """A claim over the one of the same path below it. A rule may be made stricter and never changed."""
    if below is None:
        return claim
    if below.sd != "allowed" and claim.sd not in ("allowed", below.sd):
        raise Unsupported("schema.type_unreadable")
    sd = below.sd if claim.sd == "allowed" else claim.sd
    return replace(claim, labels=claim.labels or below.labels, sd=sd, mandatory=claim.mandatory or below.mandatory)


def _claims(value: Any) -> Iterator[ClaimType]:
    items = [] if value is None else value
    if not isinstance(items, list) or len(items) > MAX_CLAIMS:
        raise Unsupported("schema.type_unreadable")
    for item in items:
        path = item.get("path") if isinstance(item, dict) else None
        if not isinstance(path, list) or not path or not all(map(_is_step, path)):
            raise Unsupported("schema.type_unreadable")
        sd, mandatory = item.get("sd", "allowed"), item.get("mandatory", False)
        if sd not in _SD or not isinstance(mandatory, bool):
            raise Unsupported("schema.type_unreadable")
        yield ClaimType(tuple(path), _texts(item.get("display"), "label"), sd, mandatory)


def _is_step(step: Any) -> bool:
    return step is None or isinstance(step, str) or (type(step) is int and step >= 0)


def _texts(value: Any, member: str) -> Mapping[str, str]:
    """The texts of a ``display`` by language tag; earlier drafts call the tag ``lang``."""
    found: dict[str, str] = {}
    for item in value[:_MAX_LANGUAGES] if isinstance(value, list) else ():
        if isinstance(item, dict):
            tag, text = item.get("locale", item.get("lang")), item.get(member)
            if isinstance(tag, str) and isinstance(text, str) and text.strip():
                found.setdefault(tag[:40], text.strip()[:MAX_TEXT])
    return found


def check_type(credential: Credential, library: Library) -> tuple[Check, ...]:
    """Does what is shown keep the rules of its type? Nothing is answered where no description is at hand or recorded.

    What is absent may be what the holder keeps back, so only a claim that may never be hidden is missed.
    """
    vct = credential.claims.get("vct")
    if credential.format != "dc+sd-jwt" or not isinstance(vct, str) or not vct:
        return ()
    if vct not in library.documents and "vct#integrity" not in credential.claims:
        return ()
    facts: dict[str, object] = {"url": vct[:300]}
    try:
        meta = read_type(credential, library)
        places = broken(meta, credential)
    except Missing as error:
        needs = (error.request,) if error.request.url.startswith("https://") else ()
        facts = {"url": error.request.url[:300]}
        return (Check(Question.SCHEMA, Outcome.UNKNOWN, error.code, facts, None, needs),)
    except BadSignature as error:
        return (Check(Question.SCHEMA, Outcome.FAILED, error.code, facts),)
    except WalletError as error:
        return (Check(Question.SCHEMA, Outcome.UNKNOWN, error.code, facts),)
    if places:
        facts |= {"pointer": places[0][:200], "count": len(places)}
        return (Check(Question.SCHEMA, Outcome.FAILED, "schema.type_broken", facts, meta.as_of),)
    return (Check(Question.SCHEMA, Outcome.PASSED, "schema.type_ok", facts, meta.as_of),)


def broken(meta: TypeMeta, credential: Credential) -> tuple[str, ...]:
    """Pointers to the claims that break a rule of their type, in the order of the rules.

    "always" is broken by a claim that the holder could not have kept back, neither by itself nor with
    what it stands in; "never" by one that is a disclosure of its own (section 8.4).
    """
    hidden = {one.pointer for one in credential.disclosures}
    found: dict[str, None] = {}
    for claim in meta.claims:
        places = list(_select(credential.claims, claim.path))
        for place in places:
            pointers = [pointer_join(*place[:length]) for length in range(1, len(place) + 1)]
            if claim.sd == "always" and not hidden.intersection(pointers):
                found[pointers[-1]] = None
            if claim.sd == "never" and pointers[-1] in hidden:
                found[pointers[-1]] = None
        if claim.mandatory and claim.sd == "never" and len(claim.path) == 1 and not places:
            found[pointer_join(*(step for step in claim.path if step is not None))] = None
    return tuple(found)


def _select(claims: Json, path: Path) -> list[tuple[str | int, ...]]:
    """Where a path leads (section 8.1.1); nowhere if it has an index, which kept-back elements would shift."""
    selected: list[tuple[tuple[str | int, ...], Any]] = [((), claims)]
    for step in path:
        below: list[tuple[tuple[str | int, ...], Any]] = []
        for place, value in selected:
            if isinstance(step, str) and isinstance(value, dict) and step in value:
                below.append(((*place, step), value[step]))
            elif step is None and isinstance(value, list):
                below += [((*place, index), item) for index, item in enumerate(value)]
        if len(below) > MAX_PLACES:
            raise Unsupported("schema.type_unreadable")
        selected = below
    return [place for place, _ in selected]


def titled(credential: Credential, library: Library, lang: str = "en") -> Credential:
    """The credential under the name of its type, where it has no title of its own and the type has a name at hand."""
    if credential.titles or credential.format != "dc+sd-jwt":
        return credential
    try:
        name = read_type(credential, library).name(lang)
    except WalletError:
        return credential
    return credential._replace(titles=(name,)) if name else credential
