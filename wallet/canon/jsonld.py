"""JSON-LD 1.1 to RDF statements, in one pass, saying what was lost on the way.

Follows "JSON-LD 1.1 Processing Algorithms and API" (expansion and deserialization to RDF)
for the constructs that credentials use; any other is ``Unsupported``, never guessed.
Contexts come by URL from a Library; an inline one is refused (Data Integrity 1.0, section
2.4.1). PyLD processes the contexts, which are pinned and ours to trust; the document, which
is neither, is walked here: linear in its size, without a base IRI, and with a list of every
member that did not become a statement. A dropped member is not covered by any signature.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from wallet.canon.contexts import Contexts, Scope, Term, context_urls
from wallet.canon.literals import RDF, json_literal, literal, tagged
from wallet.canon.rdfc import Quad
from wallet.encoding import pointer_join
from wallet.errors import Unsupported
from wallet.model import Json

_EMBEDDED: Final = frozenset({"VerifiableCredential", "VerifiablePresentation", "EnvelopedVerifiableCredential"})

Path = tuple[str | int, ...]
"""Where something stands in a document: member names and list places."""


@dataclass(frozen=True, slots=True)
class Graph:
    """The statements of a document, each with the places it comes from, and what no statement carries.

    ``undefined`` are pointers to members and types that the contexts do not define; ``relative``
    those to identifiers that are not absolute IRIs. ``lists`` are the places of ordered lists, whose
    statements cannot be shown in part.
    """

    sources: Mapping[Quad, list[Path]]
    undefined: tuple[str, ...]
    relative: tuple[str, ...]
    lists: tuple[Path, ...] = ()

    @property
    def quads(self) -> Collection[Quad]:
        """The statements alone."""
        return self.sources.keys()

    @property
    def whole(self) -> bool:
        """True if every member of the document became a statement."""
        return not self.undefined and not self.relative


def to_rdf(document: Json, contexts: Contexts) -> Graph:
    """The RDF dataset of a JSON-LD document.

    Raises ``Missing`` for a context that is not at hand and ``Unsupported`` for an inline
    context or a construct outside the subset.
    """
    walk = _Walk()
    scope = contexts.process(contexts.initial().active, list(context_urls(document)))
    walk.node(scope, None, document, "", ())
    return Graph(walk.quads, tuple(walk.undefined), tuple(walk.relative), tuple(walk.lists))


class _Walk:
    """One document on its way to statements."""

    def __init__(self) -> None:
        self.quads: dict[Quad, list[Path]] = {}
        self.undefined: list[str] = []
        self.relative: list[str] = []
        self.lists: list[Path] = []
        self._blank: dict[str, str] = {}
        self._fresh = 0

    def fresh(self) -> str:
        self._fresh += 1
        return f"_:b{self._fresh}"

    def resource(self, scope: Scope, value: Any, path: Path, vocab: bool = False) -> str | None:
        """An identifier, or None (and a note) if it is relative. Labels of the document are renamed."""
        if not isinstance(value, str):
            raise Unsupported("coverage.unsupported", what=pointer_join(*path))
        found = scope.iri(value, vocab)
        if found is None:
            self.relative.append(pointer_join(*path))
        elif found[:2] == "_:":
            found = self._blank.get(found) or self._name(found)
        return found

    def _name(self, label: str) -> str:
        self._blank[label] = self.fresh()
        return self._blank[label]

    def node(self, scope: Scope, key: str | None, element: Json, graph: str, path: Path) -> str | None:
        """Walk an object; returns its N-Quads term, or None if it has none that can be signed."""
        scope = self._enter(scope, key, element, path)
        types = self._types(scope, element, path)
        inner = scope.for_types(types) if types else scope
        members: list[tuple[str, Term, Any]] = []
        keywords: dict[str, Any] = {}
        for name, value in element.items():
            if name == "@context":
                continue
            term = inner.term(name)
            if term is None:
                self.undefined.append(pointer_join(*path, name))
            elif term.iri[0] != "@":
                members.append((name, term, value))
            elif term.iri in keywords:
                raise Unsupported("coverage.unsupported", what=pointer_join(*path, name))
            else:
                keywords[term.iri] = value
        if "@value" in keywords:
            if members:
                raise Unsupported("coverage.unsupported", what=pointer_join(*path, members[0][0]))
            return self._value_object(scope, keywords, path)
        if set(keywords) - {"@id", "@type"}:
            raise Unsupported("coverage.unsupported", what=", ".join(sorted(keywords)))
        subject = self.resource(inner, keywords["@id"], (*path, "id")) if "@id" in keywords else self.fresh()
        for place, name in enumerate(types):
            iri = scope.iri(name, vocab=True)
            if iri is None:
                self.undefined.append(pointer_join(*path, "type", place))
            else:
                self.add(subject, f"<{RDF}type>", iri, graph, (*path, "type", place))
        for name, term, value in members:
            self._member(inner, subject, name, term, value, graph, (*path, name))
        return subject

    def add(self, subject: str | None, predicate: str, obj: str | None, graph: str, path: Path) -> None:
        """One statement, unless an end of it was lost (which is noted already)."""
        if subject is not None and obj is not None:
            self.quads.setdefault((subject, predicate, obj, graph), []).append(path)

    def _enter(self, scope: Scope, key: str | None, element: Json, path: Path) -> Scope:
        """Expansion steps 7 to 9: leave a type's scope, enter the property's, apply a nested context."""
        outer = scope
        if key is not None and scope.previous is not None and not _keeps_scope(scope, element):
            scope = scope.previous
        if key is not None and (term := outer.term(key)) is not None and term.scoped:
            local = outer.active["mappings"][key]["@context"]
            scope = scope.contexts.process(scope.active, local, override_protected=True)
        if key is not None and "@context" in element:
            named = element.get("type", element.get("@type"))
            if not any(
                name in _EMBEDDED for name in (named if isinstance(named, list) else [named]) if isinstance(name, str)
            ):
                raise Unsupported("coverage.context_nested", what=pointer_join(*path))
            scope = scope.contexts.process(scope.active, list(context_urls(element)))
        return scope

    def _types(self, scope: Scope, element: Json, path: Path) -> tuple[str, ...]:
        found: tuple[str, ...] = ()
        for name, value in element.items():
            term = scope.term(name) if name != "@context" else None
            if term is None or term.iri != "@type":
                continue
            values = value if isinstance(value, list) else [value]
            if found or not all(isinstance(item, str) for item in values):
                raise Unsupported("coverage.unsupported", what=pointer_join(*path, name))
            found = tuple(values)
        return found

    def _value_object(self, scope: Scope, keywords: dict[str, Any], path: Path) -> str | None:
        """``{"@value": …}`` to a literal. A base direction or an index has no place in the statement and is noted."""
        value, datatype, language = (keywords.get(name) for name in ("@value", "@type", "@language"))
        if set(keywords) - {"@value", "@type", "@language", "@direction", "@index"}:
            raise Unsupported("coverage.unsupported", what=pointer_join(*path))
        for name in ("@direction", "@index"):
            if keywords.get(name) is not None:
                self.undefined.append(pointer_join(*path, name))
        if datatype == "@json" and language is None:
            return json_literal(value)
        if value is None:
            return None
        if language is not None:
            if datatype is not None or not isinstance(value, str) or not isinstance(language, str):
                raise Unsupported("coverage.unsupported", what=pointer_join(*path))
            return tagged(value, language)
        if datatype is None:
            return literal(value, None, path)
        iri = self.resource(scope, datatype, (*path, "@type"), vocab=True)
        if iri is not None and iri[:2] == "_:":
            raise Unsupported("coverage.unsupported", what=pointer_join(*path, "@type"))
        return literal(value, iri[1:-1], path) if iri else None

    def _member(
        self, scope: Scope, subject: str | None, name: str, term: Term, value: Any, graph: str, path: Path
    ) -> None:
        predicate = f"<{term.iri}>"
        if term.type == "@json":
            self.add(subject, predicate, json_literal(value), graph, path)
            return
        if value is None:
            return
        if term.containers - {"@set", "@list", "@graph"}:
            raise Unsupported("coverage.unsupported", what=pointer_join(*path))
        items = list(enumerate(value)) if isinstance(value, list) else [(None, value)]
        places: Iterable[tuple[Path, Any]] = (
            (path if place is None else (*path, place), item) for place, item in items if item is not None
        )
        if "@list" in term.containers:
            self._list(scope, subject, name, term, places, graph, path)
            return
        for place, item in places:
            if "@graph" in term.containers:
                inside = self.fresh()
                self._object(scope, name, term, item, inside, place)
                self.add(subject, predicate, inside, graph, place)
            else:
                self.add(subject, predicate, self._object(scope, name, term, item, graph, place), graph, place)

    def _list(
        self,
        scope: Scope,
        subject: str | None,
        name: str,
        term: Term,
        places: Iterable[tuple[Path, Any]],
        graph: str,
        path: Path,
    ) -> None:
        """An ``@list`` container as a chain of ``rdf:first`` and ``rdf:rest``."""
        self.lists.append(path)
        found = [self._object(scope, name, term, item, graph, place) for place, item in places]
        rest = f"<{RDF}nil>"
        for first in reversed(found):
            cell = self.fresh()
            self.add(cell, f"<{RDF}first>", first, graph, path)
            self.add(cell, f"<{RDF}rest>", rest, graph, path)
            rest = cell
        self.add(subject, f"<{term.iri}>", rest, graph, path)

    def _object(self, scope: Scope, name: str, term: Term, item: Any, graph: str, path: Path) -> str | None:
        """One value of a property as the object of a statement (value expansion)."""
        if isinstance(item, dict):
            if set(item) & {"@list", "@set", "@graph", "@included", "@reverse", "@nest"}:
                raise Unsupported("coverage.unsupported", what=pointer_join(*path))
            return self.node(scope, name, item, graph, path)
        if isinstance(item, list):
            raise Unsupported("coverage.unsupported", what=pointer_join(*path))
        if isinstance(item, str) and term.type in ("@id", "@vocab"):
            inside = scope.for_value(name) if term.scoped else scope
            return self.resource(inside, item, path, vocab=term.type == "@vocab")
        coerced = term.type if term.type and term.type[0] != "@" else None
        if isinstance(item, str) and coerced is None and term.language:
            return tagged(item, term.language)
        return literal(item, coerced, path)


def _keeps_scope(scope: Scope, element: Json) -> bool:
    """A value object or a bare reference keeps its parent's type-scoped context (expansion step 7)."""
    if len(element) > 2 or "@context" in element:
        return False
    found = {term.iri for term in map(scope.term, element) if term is not None}
    return "@value" in found or (len(element) == 1 and "@id" in found)
