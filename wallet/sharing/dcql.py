"""What a verifier asks for, in the Digital Credentials Query Language, and what of it somebody holds.

OpenID for Verifiable Presentations 1.0, section 6 (the query), section 7 (claims path pointers) and
appendix B (formats). Nothing is answered here: a Match says what could be, and what would have to be shown.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any, Final, NamedTuple

from wallet.encoding import pointer_join
from wallet.errors import Malformed
from wallet.formats.rules import listed
from wallet.model import Credential, Json
from wallet.sharing import present

MAX_QUERIES: Final = 20
MAX_CLAIMS: Final = 100
MAX_SETS: Final = 50
MAX_PLACES: Final = 500
"""Places of a credential that one claim is looked for at."""
_FORMATS: Final = {
    "dc+sd-jwt": ("dc+sd-jwt", "vc+sd-jwt"),
    "vc+sd-jwt": ("dc+sd-jwt", "vc+sd-jwt"),
    "ldp_vc": ("ldp_vc",),
    "jwt_vc_json": ("jwt_vc_json", "vc+jwt"),
}
"""Our formats by the names of appendix B; the older name of SD-JWT VC is still about. mdoc is no format of ours."""
_BASE: Final = ("https://www.w3.org/2018/credentials#", "https://purl.imsglobal.org/spec/vc/ob/vocab.html#",
                "https://purl.imsglobal.org/spec/vc/clr/vocab.html#")  # fmt: skip
"""What types of credentials expand to: a query names them in full, or by their terms where they have no other name."""

Path = tuple[str | int | None, ...]


class Claim(NamedTuple):
    """One claim asked for: its name in the query, its path (``None`` is any place of a list), and the values that do."""

    id: str
    path: Path
    values: tuple[Any, ...] = ()


class Wanted(NamedTuple):
    """One credential asked for. ``claims`` empty asks for none beside those that are always shown; ``sets`` are
    combinations of claims, the verifier's favourite first, of which one is enough; ``proof`` asks for the holder's."""

    id: str
    format: str
    types: tuple[tuple[str, ...], ...]
    claims: tuple[Claim, ...] = ()
    sets: tuple[tuple[str, ...], ...] = ()
    proof: bool = True


class Query(NamedTuple):
    """The credentials asked for, and ``options``: for each group, combinations of their ids of which one answers it,
    and whether the group must be answered."""

    wanted: tuple[Wanted, ...]
    options: tuple[tuple[tuple[tuple[str, ...], ...], bool], ...]


class Match(NamedTuple):
    """A credential that answers. ``ways`` are the pointers of each combination of claims that is enough and that it
    has, the verifier's favourite first."""

    wanted: Wanted
    credential: Credential
    ways: tuple[tuple[str, ...], ...]

    @property
    def required(self) -> tuple[str, ...]:
        """The pointers without which there is no answer: those in every way."""
        return tuple(one for one in self.ways[0] if all(one in way for way in self.ways))

    @property
    def optional(self) -> tuple[str, ...]:
        """The other pointers asked for, which the holder may leave out as long as one way remains."""
        every = dict.fromkeys(pointer for way in self.ways for pointer in way)
        return tuple(one for one in every if one not in self.required)

    @property
    def least(self) -> tuple[str, ...]:
        """The way that says the least of who somebody is, and then the least."""
        return min(self.ways, key=lambda way: (sum(present.tells(self.credential, one) for one in way), len(way)))

    def is_enough(self, shown: Iterable[str]) -> bool:
        """Do these pointers answer?"""
        given = set(shown)
        return any(given.issuperset(way) for way in self.ways)


def read_query(stated: Any) -> Query:
    """A ``dcql_query``; raises ``Malformed`` ("exchange.query") with the member that is wrong."""
    if not isinstance(stated, dict):
        raise _bad("dcql_query")
    wanted = tuple(_wanted(one) for one in _some(stated, "credentials", MAX_QUERIES))
    names = [one.id for one in wanted]
    if len(set(names)) != len(names):
        raise _bad("id")
    groups = []
    for group in _some(stated, "credential_sets", MAX_SETS) if "credential_sets" in stated else ():
        if not isinstance(group, dict) or not isinstance(group.get("required", True), bool):
            raise _bad("credential_sets")
        options = tuple(_names(one, names, "options") for one in _some(group, "options", MAX_SETS))
        groups.append((options, group.get("required", True)))
    return Query(wanted, tuple(groups) or tuple((((name,),), True) for name in names))


def write_query(query: Query) -> Json:
    """The inverse, without what goes without saying."""
    plain = tuple((((one.id,),), True) for one in query.wanted)
    found: Json = {"credentials": [_written(one) for one in query.wanted]}
    if query.options != plain:
        found["credential_sets"] = [
            {"options": [list(one) for one in options], "required": required} for options, required in query.options
        ]
    return found


def any_of(types: Sequence[str], vcts: Sequence[str], required: Sequence[Path], optional: Sequence[Path] = ()) -> Query:
    """A query for one credential of any of these types, W3C or SD-JWT VC (of any type at all if none is named), with
    the claims at these paths."""
    claims = tuple(Claim(f"c{place}", path) for place, path in enumerate(dict.fromkeys((*required, *optional))))
    names = tuple(one.id for one in claims)
    least = names[: len(set(required))]
    sets: tuple[tuple[str, ...], ...] = ()
    if optional:  # all of them, or one at a time: what a credential does not say keeps nobody from showing the rest
        one_by_one = ((*least, name) for name in names[len(least) :])
        sets = tuple(dict.fromkeys((names, *one_by_one, *((least,) if least else ()))))
    kinds = []
    if vcts or not types:
        kinds.append(Wanted("sd-jwt", "dc+sd-jwt", tuple((name,) for name in vcts), claims, sets))
    if types or not vcts:
        meta = tuple((name,) for name in types)
        kinds += [Wanted("document", "ldp_vc", meta, claims, sets), Wanted("token", "jwt_vc_json", meta, claims, sets)]
    return Query(tuple(kinds), ((tuple((one.id,) for one in kinds), True),))


def matches(wanted: Wanted, held: Iterable[Credential]) -> tuple[Match, ...]:
    """The credentials that answer one query, in the order they are held."""
    found = []
    for credential in held:
        if credential.format not in _FORMATS.get(wanted.format, ()) or not _has_type(credential, wanted.types):
            continue
        places = {one.id: _places(credential, one) for one in wanted.claims}
        sets = wanted.sets or (tuple(places),)
        ways = tuple(
            tuple(dict.fromkeys(place for name in names for place in places[name]))
            for names in sets
            if all(places[name] for name in names)
        )
        if ways:
            found.append(Match(wanted, credential, ways))
    return tuple(found)


def revealing(credential: Credential, pointers: Iterable[str]) -> tuple[str, ...] | None:
    """What must be disclosed so that these claims are seen; None if the credential can only be shown whole."""
    if not present.can_choose(credential):
        return None
    asked = tuple(pointers)
    free = [one.pointer for one in present.choices(credential) if not one.required]
    return tuple(one for one in free if any(_touch(one, pointer) for pointer in asked))


def answered(query: Query, ids: Iterable[str]) -> bool:
    """Is every group that must be answered answered by these queries?"""
    given = set(ids)
    return all(not required or any(given.issuperset(names) for names in options) for options, required in query.options)


def answerable(query: Query, held: Collection[str]) -> tuple[str, ...]:
    """The queries to answer, of those that something ``held`` answers: of each group that must be answered the first
    combination that can be. () if one of them cannot."""
    chosen: dict[str, None] = {}
    for options, required in query.options:
        fitting = next((names for names in options if all(name in held for name in names)), None)
        if fitting is None and required:
            return ()
        if fitting is not None and required:
            chosen.update(dict.fromkeys(fitting))
    return tuple(chosen)


def _touch(one: str, other: str) -> bool:
    """Does one stand in the other, or the other way round, or are they the same?"""
    return one == other or one.startswith(f"{other}/") or other.startswith(f"{one}/")


def _wanted(stated: Any) -> Wanted:
    if not isinstance(stated, dict) or not _is_name(stated.get("id")) or not isinstance(stated.get("format"), str):
        raise _bad("credentials")
    meta, proof = stated.get("meta", {}), stated.get("require_cryptographic_holder_binding", True)
    if not isinstance(meta, dict) or not isinstance(proof, bool):
        raise _bad("meta")
    types: tuple[tuple[str, ...], ...] = ()
    if "vct_values" in meta:
        types = tuple((name,) for name in _texts(meta["vct_values"]))
    elif "type_values" in meta:
        types = tuple(_texts(one) for one in _some(meta, "type_values", MAX_SETS))
    claims = tuple(
        _claim(one, place)
        for place, one in enumerate(_some(stated, "claims", MAX_CLAIMS) if "claims" in stated else ())
    )
    names = [one.id for one in claims]
    if len(set(names)) != len(names):
        raise _bad("claims")
    sets = tuple(_names(one, names, "claim_sets") for one in _some(stated, "claim_sets", MAX_SETS)) if "claim_sets" in stated else ()  # fmt: skip
    return Wanted(stated["id"], stated["format"], types, claims, sets, proof)


def _claim(stated: Any, place: int) -> Claim:
    if not isinstance(stated, dict):
        raise _bad("claims")
    path, values = stated.get("path"), stated.get("values", [])
    if not isinstance(path, list) or not path or len(path) > 64 or not all(map(_is_step, path)):
        raise _bad("path")
    if not isinstance(values, list) or not all(isinstance(one, str | int) for one in values):
        raise _bad("values")
    name = stated.get("id", f"#{place}")
    if "id" in stated and not _is_name(name):
        raise _bad("id")
    return Claim(name, tuple(path), tuple(values))


def _written(wanted: Wanted) -> Json:
    if wanted.format in ("dc+sd-jwt", "vc+sd-jwt"):
        meta: Json = {"vct_values": [name for one in wanted.types for name in one]} if wanted.types else {}
    else:
        meta = {"type_values": [list(one) for one in wanted.types]} if wanted.types else {}
    found: Json = {"id": wanted.id, "format": wanted.format, "meta": meta}
    if wanted.claims:
        found["claims"] = [
            {
                **({} if one.id[0] == "#" else {"id": one.id}),
                "path": list(one.path),
                **({"values": list(one.values)} if one.values else {}),
            }
            for one in wanted.claims
        ]
    if wanted.sets:
        found["claim_sets"] = [list(one) for one in wanted.sets]
    if not wanted.proof:
        found["require_cryptographic_holder_binding"] = False
    return found


def _has_type(credential: Credential, types: tuple[tuple[str, ...], ...]) -> bool:
    """Of one of the combinations every type is among the credential's."""
    own = {name for one in credential.types for name in (one, *(base + one for base in _BASE))}
    return not types or any(own.issuperset(one) for one in types)


def _places(credential: Credential, claim: Claim) -> tuple[str, ...]:
    """Where a claim stands (section 7.1), of those places whose value will do; empty if nowhere."""
    found: list[tuple[tuple[str | int, ...], Any]] = [((), credential.claims)]
    for step in claim.path:
        below: list[tuple[tuple[str | int, ...], Any]] = []
        for place, value in found:
            if isinstance(step, str) and isinstance(value, dict) and step in value:
                below.append(((*place, step), value[step]))
            elif isinstance(value, list) and step is None:
                below += [((*place, index), item) for index, item in enumerate(value)]
            elif isinstance(value, list) and isinstance(step, int) and step < len(value):
                below.append(((*place, step), value[step]))
        found = below[:MAX_PLACES]
    return tuple(pointer_join(*place) for place, value in found if not claim.values or _is_one(value, claim.values))


def _is_one(value: Any, values: tuple[Any, ...]) -> bool:
    """JSON equality: true is no number."""
    return any(type(value) is type(one) and value == one for one in values)


def _is_step(step: Any) -> bool:
    return step is None or isinstance(step, str) or (isinstance(step, int) and not isinstance(step, bool) and step >= 0)


def _is_name(name: Any) -> bool:
    """Letters, digits, ``_`` and ``-`` (section 6.1)."""
    return isinstance(name, str) and 0 < len(name) <= 100 and name.replace("_", "a").replace("-", "a").isalnum() and name.isascii()  # fmt: skip


def _some(stated: Json, member: str, most: int) -> list[Any]:
    """A list with something in it, and not too much."""
    found = stated.get(member)
    if not isinstance(found, list) or not 0 < len(found) <= most:
        raise _bad(member)
    return found


def _texts(stated: Any) -> tuple[str, ...]:
    found = listed(stated)
    if not found or len(found) > MAX_SETS or not all(isinstance(one, str) and one for one in found):
        raise _bad("meta")
    return tuple(found)


def _names(stated: Any, known: Sequence[str], member: str) -> tuple[str, ...]:
    if not isinstance(stated, list) or not stated or not all(isinstance(one, str) and one in known for one in stated):
        raise _bad(member)
    return tuple(stated)


def _bad(member: str) -> Malformed:
    return Malformed("exchange.query", member=member)
