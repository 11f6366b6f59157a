"""Does a credential have the form that the schemas it names ask for?

VC JSON Schema (``JsonSchema``, ``JsonSchemaCredential``) and Open Badges 3.0
(``1EdTechJsonSchemaValidator2019``). What is bundled is the structure of published schemas, written by
``packaging/schemas.py``; another schema is used if it is at hand, shown to be the one that is meant, and
complete in itself. Nothing is ever fetched, and the work is counted, so that no schema and no credential
can make it endless. ``jsonschema`` is imported only when there is something to check.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from functools import cache, lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from wallet import RESOURCES, formats
from wallet.encoding import dump_json, has_digest, load_json, pointer_join
from wallet.errors import Malformed, Missing, Refused, Unsupported, WalletError
from wallet.formats.rules import listed
from wallet.library import Document, Library
from wallet.model import Credential, Json
from wallet.report import Check, Outcome, Question
from wallet.seams import Request
from wallet.structure import Rules, quiet, read_rules

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError
    from jsonschema.protocols import Validator

MAX_SCHEMAS: Final = 8
"""Schemas checked for one credential; the published ones name at most two."""
MAX_PLACES: Final = 20
"""Broken places collected. A hostile document could have thousands."""
MAX_STEPS: Final = 100_000
"""Keywords applied for one credential, weighed by what they walk over. The fullest published badge takes
6,100 and 12 milliseconds; the worst that a schema could make of all of them took two seconds."""
MAX_LOOSE: Final = 256
"""Characters that a pattern without an anchor is tried on: its time grows with their square."""

_PLAIN: Final = frozenset({"JsonSchema", "1EdTechJsonSchemaValidator2019"})
_SEALED: Final = "JsonSchemaCredential"
_SELECTIVE: Final = frozenset({"ecdsa-sd-2023", "bbs-2023"})
"""Suites whose holder may leave out parts, as a holder of an SD-JWT may."""
_WALKERS: Final = frozenset(
    {"items", "additionalItems", "prefixItems", "contains", "propertyNames", "additionalProperties", "const", "enum"}
)
"""Keywords whose work grows with the value they look at, not only with what stands in the schema."""


def check_schema(credential: Credential, library: Library) -> tuple[Check, ...]:
    """One answer for each schema that is named, in order; ABSENT where none is.

    The whole document is looked at as it was received, proofs included, which the published schemas
    describe too; of a token, its credential.
    """
    entries = listed(credential.claims.get("credentialSchema"))
    if not entries:
        return (Check(Question.SCHEMA, Outcome.ABSENT, "schema.none"),)
    with _counted():
        answers = [_check_entry(credential, entry, library) for entry in entries[:MAX_SCHEMAS]]
    if len(entries) > MAX_SCHEMAS:
        answers.append(Check(Question.SCHEMA, Outcome.UNKNOWN, "schema.too_many", {"limit": MAX_SCHEMAS}))
    return tuple(answers)


def _check_entry(credential: Credential, entry: Any, library: Library) -> Check:
    url = entry.get("id") if isinstance(entry, dict) else None
    if not isinstance(url, str):
        return Check(Question.SCHEMA, Outcome.UNKNOWN, "schema.unchecked", {"url": "?"})
    facts: dict[str, object] = {"url": url[:300]}
    as_of: datetime | None = None
    try:
        rules, as_of = _named(entry, url, library)
        places = _broken(rules, credential.claims)
    except Missing as error:
        needs = (error.request,) if url.startswith("https://") else ()
        return Check(Question.SCHEMA, Outcome.UNKNOWN, error.code, facts, None, needs)
    except WalletError as error:
        return Check(Question.SCHEMA, Outcome.UNKNOWN, error.code, {**error.facts, **facts}, as_of)
    if not places:
        code = "schema.ok_jsonld" if rules.adapted else "schema.ok"
        return Check(Question.SCHEMA, Outcome.PASSED, code, facts, as_of)
    if credential.disclosures or credential.format in ("dc+sd-jwt", "vc+sd-jwt") or _SELECTIVE & set(credential.suites):
        # What is missing may be what its holder keeps back, and that is no fault.
        return Check(Question.SCHEMA, Outcome.UNKNOWN, "schema.partial", facts, as_of)
    facts |= {"pointer": places[0][:200], "count": len(places)}
    return Check(Question.SCHEMA, Outcome.FAILED, "schema.broken", facts, as_of)


def _named(entry: Json, url: str, library: Library) -> tuple[Rules, datetime | None]:
    """The rules an entry means, and when their document was fetched.

    Raises ``Missing`` where a document would settle it, else ``Unsupported`` or ``Malformed``.
    """
    kinds = {kind for kind in listed(entry.get("type")) if isinstance(kind, str)}
    sealed = _SEALED in kinds
    if not sealed and not kinds & _PLAIN:
        raise Unsupported("schema.unchecked")
    if not sealed and url in _bundled():
        # A digestSRI on the entry is of the publisher's bytes, prose included, of which only the
        # structure is here: there is nothing to compare it with, and that is no fault of the credential.
        return _bundled_rules(url), None
    document = library.documents.get(url)
    if document is None:
        raise Missing(Request(url), "schema.unchecked")
    if "digestSRI" in entry:
        _check_digest(entry["digestSRI"], document)
    elif sealed or not document.from_address:
        # A file that only says it is this schema may be anybody's. A schema in a credential of its own
        # is trusted only by the digest that the issuer signed: its own proof is not checked here.
        raise Missing(Request(url), "schema.unproven")
    try:
        found = _unsealed(document) if sealed else load_json(document.raw)
    except Malformed as error:
        raise Unsupported("schema.unreadable") from error
    return read_rules(found), document.as_of


def _unsealed(document: Document) -> Any:
    """The schema inside a JsonSchemaCredential (VC JSON Schema, section 2.2); raises ``Malformed``."""
    found = formats.read(document.raw).credentials
    subject = found[0].claims.get("credentialSubject") if len(found) == 1 else None
    if not isinstance(subject, dict) or _SEALED not in found[0].types:
        raise Malformed("malformed.subject")
    return subject.get("jsonSchema")


def _check_digest(stated: Any, document: Document) -> None:
    """``digestSRI`` (VCDM 2.0, section 5.3): are these the bytes the issuer meant?

    Raises ``Missing`` where they are not, ``Unsupported`` where the digest cannot be read.
    """
    try:
        same = has_digest(stated, document.raw)
    except Malformed as error:
        raise Unsupported("schema.unproven") from error
    if not same:
        raise Missing(Request(document.url), "schema.altered")


@cache
def _bundled() -> dict[str, Json]:
    """The index of what ships, by address."""
    rows = load_json((RESOURCES / "schemas" / "schemas.json").read_bytes())
    return {row["url"]: row for row in rows}


@cache
def _bundled_rules(url: str) -> Rules:
    row = _bundled()[url]
    raw = (RESOURCES / "schemas" / row["file"]).read_bytes()
    if hashlib.sha256(raw).hexdigest() != row["sha256"]:
        raise Refused("library.schema_altered", file=row["file"])
    return read_rules(load_json(raw), trusted=True, adapted="edition" in row)


def _broken(rules: Rules, claims: Json) -> list[str]:
    """Pointers to what breaks the rules, in the order of the document, at most ``MAX_PLACES``.

    Raises ``Unsupported`` where finding out would take too long or too deep.
    """
    validator = _validator(rules)
    try:
        errors = list(islice(validator.iter_errors(quiet(claims)), MAX_PLACES))
    except RecursionError as error:
        raise Unsupported("schema.too_complex") from error
    places = {place for error in errors for place in _places(error)}
    return [pointer_join(*place) for place in sorted(places, key=lambda place: _position(claims, place))][:MAX_PLACES]


def _places(error: ValidationError) -> Iterator[tuple[str | int, ...]]:
    """Where an error lies: of a missing member, where it should stand.

    Where alternatives for the whole document all fail, the one it comes closest to is meant.
    """
    path = tuple(error.absolute_path)
    if not path and error.context:
        branches: dict[object, list[ValidationError]] = {}
        for inner in error.context:
            branches.setdefault(inner.relative_schema_path[0], []).append(inner)
        for inner in min(branches.values(), key=len):
            yield from _places(inner)
    elif error.validator == "required" and isinstance(error.instance, dict):
        wanted: Any = error.validator_value
        yield from ((*path, name) for name in wanted if name not in error.instance)
    else:
        yield path


def _position(document: Any, place: tuple[str | int, ...]) -> list[tuple[int, str]]:
    """Sorts places as they are read; a missing member stands after those that are there."""
    found, position = document, []
    for step in place:
        if isinstance(found, dict):
            name = str(step)
            position.append((list(found).index(name) if name in found else len(found), name))
            found = found.get(name)
        else:
            position.append((int(step), ""))
            found = found[int(step)]
    return position


_LEFT: ContextVar[list[int]] = ContextVar("steps left")


@contextmanager
def _counted() -> Iterator[None]:
    token = _LEFT.set([MAX_STEPS])
    try:
        yield
    finally:
        _LEFT.reset(token)


def _spend(steps: int) -> None:
    left = _LEFT.get()
    left[0] -= steps
    if left[0] < 0:
        raise Unsupported("schema.too_complex")


def _size(value: Any) -> int:
    if isinstance(value, dict | list):
        return len(value)
    return len(value) >> 8 if isinstance(value, str) else 0


@lru_cache(maxsize=8)
def _validator(rules: Rules) -> Validator:
    """The compiled rules. An empty registry of one's own fetches nothing, unlike the library's default."""
    from referencing import Registry

    registry: Registry[Any] = Registry()
    found: Validator = _drafts()[rules.draft](rules.schema, registry=registry)
    return found


@cache
def _drafts() -> dict[str, Any]:
    """The validator of each draft, every keyword counted. ``format`` stays an annotation, as both drafts say."""
    from jsonschema import validators

    extend: Any = validators.extend

    def counting(name: str, keyword: Any) -> Any:
        def counted(validator: Any, value: Any, instance: Any, schema: Any) -> Any:
            _spend(1 + _size(value) + (_size(instance) if name in _WALKERS else 0))
            return keyword(validator, value, instance, schema)

        return counted

    found = {}
    for name, draft in (
        ("2020-12", validators.Draft202012Validator),
        ("2019-09", validators.Draft201909Validator),
        ("07", validators.Draft7Validator),
    ):
        keywords = {**draft.VALIDATORS, "pattern": _pattern, "uniqueItems": _unique}
        found[name] = extend(draft, {key: counting(key, keyword) for key, keyword in keywords.items()})
    return found


def _pattern(validator: Any, pattern: str, instance: Any, schema: Any) -> Iterator[ValidationError]:
    """``pattern`` as ECMA-262 means it: ``$`` is the very end, and ``\\d`` is ten digits.

    Only patterns that ship get here. One without an anchor is not tried on long text.
    """
    from jsonschema.exceptions import ValidationError

    if not isinstance(instance, str):
        return
    if not pattern.startswith("^") and len(instance) > MAX_LOOSE:
        raise Unsupported("schema.too_complex")
    _spend(_size(instance))
    if not _compiled(pattern).search(instance):
        yield ValidationError("pattern")


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    ends = pattern.endswith("$") and not pattern.endswith("\\$")
    return re.compile(pattern[:-1] + r"\Z" if ends else pattern, re.ASCII)


def _unique(validator: Any, unique: bool, instance: Any, schema: Any) -> Iterator[ValidationError]:
    """``uniqueItems`` in one pass: the library compares every pair where items are objects."""
    from jsonschema.exceptions import ValidationError

    if not unique or not isinstance(instance, list):
        return
    texts = [dump_json(_sorted(item)) for item in instance]
    _spend(sum(map(len, texts)) >> 4)
    if len(set(texts)) < len(texts):
        yield ValidationError("uniqueItems")


def _sorted(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _sorted(value[name]) for name in sorted(value)}
    return [_sorted(item) for item in value] if isinstance(value, list) else value
