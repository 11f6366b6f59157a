"""A JSON Schema reduced to what it demands: its structure, without a word of prose.

JSON Schema 2020-12, 2019-09 and draft-07. The same function writes what ships and reads what is at hand:
annotations and unknown keywords go, as the standards let them; a keyword that demands something and is
not applied here is refused, so that nothing is ever called sound because a demand was overlooked.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import unquote

from wallet.encoding import pointer_get
from wallet.errors import Malformed, Unsupported
from wallet.model import Json

MAX_NAME: Final = 1_000
"""Characters of a member's name."""
DRAFTS: Final = {
    "https://json-schema.org/draft/2020-12/schema": "2020-12",
    "https://json-schema.org/draft/2019-09/schema": "2019-09",
    "http://json-schema.org/draft-07/schema": "07",
}

_ONE: Final = frozenset(
    {"additionalProperties", "additionalItems", "contains", "propertyNames", "not", "if", "then", "else"}
)
_MANY: Final = frozenset({"allOf", "anyOf", "oneOf", "prefixItems"})
_NAMED: Final = frozenset({"properties", "$defs", "definitions"})
_REFUSED: Final = frozenset(
    {"$id", "$anchor", "$dynamicRef", "$dynamicAnchor", "$recursiveRef", "$recursiveAnchor", "$vocabulary",
     "patternProperties", "dependencies", "dependentRequired", "dependentSchemas",
     "unevaluatedItems", "unevaluatedProperties"}
)  # fmt: skip
"""Demands, and ways to lead a reference elsewhere, that are not applied here."""
_TYPES: Final = frozenset({"array", "boolean", "integer", "null", "number", "object", "string"})


@dataclass(frozen=True, slots=True, eq=False)
class Rules:
    """A schema's structure and the draft that says what its words mean ("2020-12", "2019-09", "07").

    ``adapted`` says that it is the publisher's edition for JSON-LD of the schema that is named.
    """

    draft: str
    schema: Json
    adapted: bool = False


class Quiet(dict[str, Any]):
    """An object that prints as nothing: ``jsonschema`` prints what is wrong, megabytes for every error."""

    def __repr__(self) -> str:
        return "{}"


class _QuietList(list[Any]):
    def __repr__(self) -> str:
        return "[]"


class _QuietText(str):
    __slots__ = ()

    def __repr__(self) -> str:
        return "''"


def quiet(value: Any) -> Any:
    """The same JSON value, printing as nothing, and each whole number written in one way."""
    if isinstance(value, dict):
        if any(len(name) > MAX_NAME for name in value):
            raise Unsupported("schema.too_complex")
        return Quiet({name: quiet(item) for name, item in value.items()})
    if isinstance(value, list):
        return _QuietList(quiet(item) for item in value)
    if isinstance(value, str):
        return _QuietText(value)
    return int(value) if isinstance(value, float) and value.is_integer() else value


def read_rules(document: Any, *, trusted: bool = False, adapted: bool = False) -> Rules:
    """A schema document as Rules.

    ``trusted`` admits patterns: a pattern of a stranger can take for ever. Raises ``Unsupported``: of
    another draft, with references to other documents, with demands that are not applied here, or no schema.
    """
    if not isinstance(document, dict):
        raise Unsupported("schema.unreadable")
    stated = document.get("$schema")
    draft = DRAFTS.get(stated.removesuffix("#")) if isinstance(stated, str) else None
    if draft is None:
        raise Unsupported("schema.unsupported", keyword="$schema")
    body = {name: value for name, value in document.items() if name not in ("$schema", "$id")}
    references: list[str] = []
    schema = _structure(body, draft, trusted, references)
    for reference in references:
        _check_reference(schema, reference)
    return Rules(draft, schema, adapted)


def _check_reference(schema: Json, reference: str) -> None:
    """A reference must be a pointer to a schema within the document."""
    if not reference.startswith("#") or reference[1:2] not in ("", "/"):
        raise Unsupported("schema.unsupported", keyword="$ref")
    try:
        found = pointer_get(schema, unquote(reference[1:]))
    except Malformed as error:
        raise Unsupported("schema.unreadable") from error
    # A map of schemas looks like a schema to a pointer, and only what was read as a schema may be applied.
    if not isinstance(found, _Schema | bool):
        raise Unsupported("schema.unreadable")


class _Schema(Quiet):
    """What was read as a schema, to be told from a map of schemas."""


def _structure(schema: Any, draft: str, trusted: bool, references: list[str]) -> Any:
    if isinstance(schema, bool):
        return schema
    if not isinstance(schema, dict):
        raise Unsupported("schema.unreadable")
    kept = _Schema()
    for name, value in schema.items():
        if name in _REFUSED or (name == "$schema") or (name == "pattern" and not trusted):
            raise Unsupported("schema.unsupported", keyword=name)
        if name in _ONE or (name == "items" and not isinstance(value, list)):
            kept[name] = _structure(value, draft, trusted, references)
        elif name in _MANY or (name == "items" and draft != "2020-12"):
            kept[name] = _QuietList(_structure(item, draft, trusted, references) for item in _some(value))
        elif name in _NAMED:
            kept[name] = _named(value, draft, trusted, references)
        elif name in _WELL_FORMED:
            if not _WELL_FORMED[name](value):
                raise Unsupported("schema.unreadable")
            kept[name] = quiet(value)
        elif name == "items":
            raise Unsupported("schema.unreadable")
        if name == "$ref":
            references.append(value)
    return kept


def _some(value: Any) -> list[Any]:
    if not isinstance(value, list) or not value:
        raise Unsupported("schema.unreadable")
    return value


def _named(value: Any, draft: str, trusted: bool, references: list[str]) -> Quiet:
    if not isinstance(value, dict) or any(len(name) > MAX_NAME for name in value):
        raise Unsupported("schema.unreadable")
    return Quiet({name: _structure(item, draft, trusted, references) for name, item in value.items()})


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_scalar(value: Any) -> bool:
    """Values that are compared at once. Objects and lists as constants are refused with the rest."""
    return value is None or isinstance(value, str | bool | int | float)


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


_WELL_FORMED: Final[dict[str, Callable[[Any], bool]]] = {
    "$ref": _is_text,
    "type": lambda value: (
        (isinstance(value, str) and value in _TYPES)
        or (
            isinstance(value, list) and 0 < len(value) <= 7 and all(_is_text(item) and item in _TYPES for item in value)
        )
    ),
    "required": lambda value: isinstance(value, list) and all(map(_is_text, value)),
    "enum": lambda value: isinstance(value, list) and bool(value) and all(map(_is_scalar, value)),
    "const": _is_scalar,
    "pattern": _is_text,
    "format": _is_text,
    "uniqueItems": lambda value: isinstance(value, bool),
    "multipleOf": lambda value: _is_number(value) and value > 0,
    **dict.fromkeys(("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"), _is_number),
    **dict.fromkeys(
        (
            "minLength",
            "maxLength",
            "minItems",
            "maxItems",
            "minProperties",
            "maxProperties",
            "minContains",
            "maxContains",
        ),
        _is_count,
    ),
}
"""Every other keyword that is kept, and what its value must be for the library to apply it safely."""
