"""A part of a JSON-LD document, chosen by JSON Pointers, and the statements that the part makes.

ECDSA Cryptosuites 1.0, sections 3.4.11 to 3.4.14: beside what a pointer names, the part keeps the
identifier and the types of every object on the way. The specification finds the statements of
the part by walking it again with marked blank nodes; here each statement knows the places in
the document it comes from, so that choosing places chooses statements.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from wallet.canon.jsonld import Graph, Path
from wallet.canon.rdfc import Quad
from wallet.encoding import pointer_join, pointer_tokens
from wallet.errors import Malformed, Refused
from wallet.model import Json

Tokens = tuple[str, ...]


def select(document: Json, pointers: Collection[str]) -> Json:
    """The part of a document; raises ``Malformed`` for a pointer to nothing. Without pointers, nothing."""
    if not pointers:
        return {}
    found: Json = _part(document, [tuple(pointer_tokens(pointer)) for pointer in pointers])
    return {"@context": document["@context"], **found} if "@context" in document else found


def _part(value: Any, wanted: list[Tokens], way: Tokens = ()) -> Any:
    if () in wanted:
        return value
    places: Json = value if isinstance(value, dict) else {}
    if isinstance(value, list):
        places = {str(place): item for place, item in enumerate(value)}
    below: dict[str, list[Tokens]] = {}
    for first, *rest in wanted:
        if first not in places:
            raise Malformed("malformed.pointer", pointer=pointer_join(*way, first, *rest))
        below.setdefault(first, []).append(tuple(rest))
    parts = {name: _part(places[name], below[name], (*way, name)) for name in places if name in below}
    if isinstance(value, list):
        return list(parts.values())
    return {
        name: parts.get(name, item)
        for name, item in value.items()
        if name in below or name == "type" or (name == "id" and not str(item).startswith("_:"))
    }


def selected(graph: Graph, pointers: Iterable[str]) -> frozenset[Quad]:
    """The statements that a part of the document makes. Raises ``Refused`` for a part of an ordered list."""
    wanted = [tuple(pointer_tokens(pointer)) for pointer in pointers]
    lists = {tuple(map(str, path)) for path in graph.lists}
    for tokens in wanted:
        if any(tokens[:length] in lists for length in range(len(tokens))):
            raise Refused("disclose.list", pointer=pointer_join(*tokens))
    return frozenset(quad for quad, paths in graph.sources.items() if any(_is_chosen(path, wanted) for path in paths))


def _is_chosen(path: Path, wanted: Iterable[Tokens]) -> bool:
    """Is a place on the way to, or at, or below a chosen one, or the type of an object on the way?"""
    tokens = tuple(map(str, path))
    owner = tokens[: tokens.index("type")] if "type" in tokens[-2:] else None
    for chosen in wanted:
        if tokens[: len(chosen)] == chosen or chosen[: len(tokens)] == tokens:
            return True
        if owner is not None and len(owner) < len(chosen) and chosen[: len(owner)] == owner:
            return True
    return False
