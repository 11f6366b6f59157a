"""JSON-LD 1.1 to RDF statements, in one pass, saying what was lost on the way.

Follows "JSON-LD 1.1 Processing Algorithms and API" (expansion and deserialization to RDF)
for the constructs that credentials use; any other is ``Unsupported``, never guessed.
Contexts come by URL from a Library; an inline one is refused (Data Integrity 1.0, section
2.4.1). ``contexts`` says what their terms mean; the document is walked here: linear in its
size, without a base IRI, and with a list of every member that did not become a statement.
A dropped member is not covered by any signature.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any, Final, NamedTuple

from wallet.canon.contexts import WHOLE, Contexts, Scope, Term, Uncompiled, context_urls
from wallet.canon.literals import RDF, json_literal, literal, must_escape, quoted, tagged
from wallet.canon.rdfc import Quad
from wallet.encoding import pointer_join
from wallet.errors import Unsupported
from wallet.model import Json

_EMBEDDED: Final = frozenset({"VerifiableCredential", "VerifiablePresentation", "EnvelopedVerifiableCredential"})
_TYPE: Final = f"<{RDF}type>"
_FIRST: Final = f"<{RDF}first>"
_REST: Final = f"<{RDF}rest>"
_USUAL: Final = frozenset({"id", "type"})
_OWN: Final = frozenset({"id", "type", "@context"})
"""Keywords under the names by which a document is read."""
_NIL: Final = f"<{RDF}nil>"
_REWRITTEN: Final = frozenset({"@list", "@set", "@graph", "@included", "@reverse", "@nest"})

Path = tuple[str | int, ...]
"""Where something stands in a document: member names and list places."""
Place = tuple[Any, str | int] | None
"""The same while walking: the place of what it stands in, and its own name there. ``None`` is the document."""


def path_of(place: Place) -> Path:
    """A Place as a Path."""
    found: list[str | int] = []
    while place is not None:
        place, name = place
        found.append(name)
    return tuple(reversed(found))


def _pointer(place: Place) -> str:
    return pointer_join(*path_of(place))


def _not_understood(place: Place) -> Unsupported:
    return Unsupported("coverage.unsupported", what=_pointer(place))


class Graph(NamedTuple):
    """The statements of a document, and what no statement carries.

    ``statements`` may repeat; ``places`` says where each comes from. ``undefined`` are pointers to
    members and types that the contexts do not define; ``relative`` those to identifiers that are not
    absolute IRIs. ``list_places`` are those of ordered lists, whose statements cannot be shown in part.
    ``renamed`` are pointers to members named by an IRI, by a second term, or by a keyword that has a term, and to
    objects that are the document once more, by its id and a type of its own: the same statements, written otherwise.
    """

    statements: list[Quad]
    places: list[Place]
    undefined: tuple[str, ...]
    relative: tuple[str, ...]
    list_places: tuple[Place, ...] = ()
    renamed: tuple[str, ...] = ()

    @property
    def quads(self) -> Collection[Quad]:
        """The statements, each once."""
        return dict.fromkeys(self.statements).keys()

    @property
    def sources(self) -> Mapping[Quad, list[Path]]:
        """Each statement with the places it comes from."""
        found: dict[Quad, list[Path]] = {}
        for quad, place in zip(self.statements, self.places, strict=True):
            found.setdefault(quad, []).append(path_of(place))
        return found

    @property
    def lists(self) -> tuple[Path, ...]:
        """The places of ordered lists."""
        return tuple(map(path_of, self.list_places))

    @property
    def whole(self) -> bool:
        """True if every member of the document became a statement."""
        return not self.undefined and not self.relative


def to_rdf(document: Json, contexts: Contexts) -> Graph:
    """The RDF dataset of a JSON-LD document.

    Raises ``Missing`` for a context that is not at hand and ``Unsupported`` for an inline
    context or a construct outside the subset.
    """
    urls = context_urls(document)
    try:
        return _walked(document, contexts.scope(urls))
    except Uncompiled:
        return _walked(document, contexts.reference(urls))


def _walked(document: Json, scope: Scope) -> Graph:
    walk = _Walk()
    walk.node(scope, None, document, "", None)
    return Graph(
        walk.quads, walk.places, tuple(walk.undefined), tuple(walk.relative), tuple(walk.lists), tuple(walk.renamed)
    )


class _Walk:
    """One document on its way to statements."""

    __slots__ = (
        "_blank",
        "_fresh",
        "_itself",
        "_whole",
        "lists",
        "places",
        "quads",
        "relative",
        "renamed",
        "undefined",
    )

    def __init__(self) -> None:
        self.quads: list[Quad] = []
        self.places: list[Place] = []
        self.undefined: list[str] = []
        self.relative: list[str] = []
        self.lists: list[Place] = []
        self.renamed: list[str] = []
        self._itself: tuple[str | None, tuple[str, ...]] = (None, ())
        self._whole: set[str] = set()
        self._blank: dict[str, str] = {}
        self._fresh = 0

    def fresh(self) -> str:
        self._fresh += 1
        return f"_:b{self._fresh}"

    def resource(self, scope: Scope, value: Any, place: Place, vocab: bool = False) -> str | None:
        """An identifier, or None (and a note) if it is relative. Labels of the document are renamed."""
        if not isinstance(value, str):
            raise _not_understood(place)
        found = scope.iri(value, vocab)
        if found is None:
            self.relative.append(_pointer(place))
        elif found[0] == "_":
            found = self._renamed(found)
        return found

    def _renamed(self, label: str) -> str:
        if label not in self._blank:
            self._blank[label] = self.fresh()
        return self._blank[label]

    def node(self, scope: Scope, term: Term | None, element: Json, graph: str, place: Place) -> str | None:
        """Walk an object, the value of ``term``; its N-Quads term, or None if it has none that can be signed."""
        if term is not None and (term.scoped is not None or scope.previous is not None or "@context" in element):
            scope = self._entered(scope, term, element, place)
        types = self._types(scope, element, place)
        inner = scope.for_types(types) if types else scope
        if inner.is_usual and inner.unusual.isdisjoint(element):
            named: Collection[str] = _USUAL
            subject = self.resource(inner, element["id"], (place, "id")) if "id" in element else self.fresh()
        else:
            named = element.keys() & inner.keywords.keys()
            made = self._subject(scope, inner, element, named, place)
            if isinstance(made, _Value):
                return made.text
            subject = made
        if place is None:
            self._itself = (subject, types)
            self._whole = {term.iri for term in map(inner.terms.__getitem__, WHOLE) if term is not None}
        elif subject == self._itself[0] and (
            not set(types).isdisjoint(self._itself[1]) or self._is_whole(inner, element)
        ):
            # An endorsement of the whole credential has its id, another type, and nothing that the credential has.
            self.renamed.append(_pointer(place))
        for index, name in enumerate(types):
            iri = scope.types[name]
            if iri is None:
                self.undefined.append(_pointer(((place, "type"), index)))
            else:
                self.add(subject, _TYPE, self._renamed(iri) if iri[0] == "_" else iri, graph, ((place, "type"), index))
        terms, quads, places = inner.terms, self.quads, self.places
        for name, value in element.items():
            if name in named:
                continue
            known = terms[name]
            if known is None:
                self.undefined.append(_pointer((place, name)))
            elif known.plain and subject is not None and isinstance(value, str):
                # What ``add`` does, for the kind of statement that most are.
                text = quoted(value) if must_escape(value) else f'"{value}"'
                quads.append((subject, known.predicate, text + known.after, graph))
                places.append((place, name))
            else:
                self._member(inner, subject, known, value, graph, (place, name))
        return subject

    def _is_whole(self, scope: Scope, element: Json) -> bool:
        """Has an object a member that only the whole document has, under whichever name?"""
        terms = [scope.terms[name] for name in element.keys() - scope.keywords.keys()]
        return any(term is not None and term.iri in self._whole for term in terms)

    def _subject(
        self, scope: Scope, inner: Scope, element: Json, named: Collection[str], place: Place
    ) -> str | _Value | None:
        """What the keywords of an object make it: a node with or without a name of its own, or a literal."""
        keywords: dict[str, Any] = {}
        for name in named:
            keyword = inner.keywords[name]
            if keyword in keywords:
                raise _not_understood((place, name))
            keywords[keyword] = element[name]
        keywords.pop("@context", None)
        if "@value" not in keywords:
            self.renamed += (_pointer((place, name)) for name in named if name not in _OWN)
        if "@value" in keywords:
            for name in element.keys() - named:
                if inner.terms[name] is not None:
                    raise _not_understood((place, name))
                self.undefined.append(_pointer((place, name)))
            return _Value(self._value_object(scope, keywords, place))
        if keywords.keys() - {"@id", "@type"}:
            raise Unsupported("coverage.unsupported", what=", ".join(sorted(keywords.keys() - {"@id", "@type"})))
        return self.resource(inner, keywords["@id"], (place, "id")) if "@id" in keywords else self.fresh()

    def add(self, subject: str | None, predicate: str, obj: str | None, graph: str, place: Place) -> None:
        """One statement, unless an end of it was lost (which is noted already)."""
        if subject is not None and obj is not None:
            self.quads.append((subject, predicate, obj, graph))
            self.places.append(place)

    def _entered(self, scope: Scope, term: Term, element: Json, place: Place) -> Scope:
        """Expansion steps 7 to 9: leave a type's scope, enter the property's, apply a nested context."""
        if scope.previous is not None and not _keeps_scope(scope, element):
            scope = scope.previous
        if term.scoped is not None:
            scope = scope.enter(term)
        if "@context" in element:
            named = element.get("type", element.get("@type"))
            if not any(
                name in _EMBEDDED for name in (named if isinstance(named, list) else [named]) if isinstance(name, str)
            ):
                raise Unsupported("coverage.context_nested", what=_pointer(place))
            scope = scope.nested(context_urls(element))
        return scope

    def _types(self, scope: Scope, element: Json, place: Place) -> tuple[str, ...]:
        found: tuple[str, ...] = ()
        for name in scope.type_names:
            if name not in element:
                continue
            value = element[name]
            values = value if isinstance(value, list) else [value]
            if found:
                raise _not_understood((place, name))
            for item in values:
                if not isinstance(item, str):
                    raise _not_understood((place, name))
            found = tuple(values)
        return found

    def _value_object(self, scope: Scope, keywords: dict[str, Any], place: Place) -> str | None:
        """``{"@value": …}`` to a literal. A base direction or an index has no place in the statement and is noted."""
        value, datatype, language = (keywords.get(name) for name in ("@value", "@type", "@language"))
        if set(keywords) - {"@value", "@type", "@language", "@direction", "@index"}:
            raise _not_understood(place)
        for name in ("@direction", "@index"):
            if keywords.get(name) is not None:
                self.undefined.append(_pointer((place, name)))
        if datatype == "@json" and language is None:
            return json_literal(value)
        if value is None:
            return None
        if language is not None:
            if datatype is not None or not isinstance(value, str) or not isinstance(language, str):
                raise _not_understood(place)
            return tagged(value, language)
        if datatype is None:
            return self._literal(value, None, place)
        iri = self.resource(scope, datatype, (place, "@type"), vocab=True)
        if iri is not None and iri[:2] == "_:":
            raise _not_understood((place, "@type"))
        return self._literal(value, iri[1:-1], place) if iri else None

    def _literal(self, value: Any, datatype: str | None, place: Place) -> str:
        found = literal(value, datatype)
        if found is None:
            raise _not_understood(place)
        return found

    def _member(self, scope: Scope, subject: str | None, term: Term, value: Any, graph: str, place: Place) -> None:
        if term.renamed:
            self.renamed.append(_pointer(place))
        if term.type == "@json":
            self.add(subject, term.predicate, json_literal(value), graph, place)
            return
        if value is None:
            return
        if term.shape == "?":
            raise _not_understood(place)
        if isinstance(value, list):
            places: list[tuple[Place, Any]] = [
                ((place, index), item) for index, item in enumerate(value) if item is not None
            ]
        elif term.shape:
            places = [(place, value)]
        else:
            self.add(subject, term.predicate, self._object(scope, term, value, graph, place), graph, place)
            return
        if term.shape == "list":
            self._list(scope, subject, term, places, graph, place)
            return
        for where, item in places:
            if term.shape == "graph":
                self._graph(scope, subject, term, item, graph, where)
            else:
                self.add(subject, term.predicate, self._object(scope, term, item, graph, where), graph, where)

    def _graph(self, scope: Scope, subject: str | None, term: Term, item: Any, graph: str, place: Place) -> None:
        """A graph of its own, and a link to it. What makes no statement within it is lost: the link says nothing of it."""
        inside, before = self.fresh(), len(self.quads)
        self._object(scope, term, item, inside, place)
        if len(self.quads) == before:
            self.undefined.append(_pointer(place))
        self.add(subject, term.predicate, inside, graph, place)

    def _list(
        self,
        scope: Scope,
        subject: str | None,
        term: Term,
        places: Iterable[tuple[Place, Any]],
        graph: str,
        place: Place,
    ) -> None:
        """An ``@list`` container as a chain of ``rdf:first`` and ``rdf:rest``."""
        self.lists.append(place)
        found = [self._object(scope, term, item, graph, where) for where, item in places]
        rest = _NIL
        for first in reversed(found):
            cell = self.fresh()
            self.add(cell, _FIRST, first, graph, place)
            self.add(cell, _REST, rest, graph, place)
            rest = cell
        self.add(subject, term.predicate, rest, graph, place)

    def _object(self, scope: Scope, term: Term, item: Any, graph: str, place: Place) -> str | None:
        """One value of a property as the object of a statement (value expansion)."""
        if isinstance(item, dict):
            if not _REWRITTEN.isdisjoint(item):
                raise _not_understood(place)
            return self.node(scope, term, item, graph, place)
        if isinstance(item, list):
            raise _not_understood(place)
        kind = term.type
        if isinstance(item, str):
            if kind in ("@id", "@vocab"):
                inside = scope.enter(term) if term.scoped is not None else scope
                return self.resource(inside, item, place, vocab=kind == "@vocab")
            if kind is None or kind[0] == "@":
                return tagged(item, term.language) if term.language else quoted(item)
        return self._literal(item, kind if kind and kind[0] != "@" else None, place)


class _Value:
    """A literal in the place of a node; ``text`` is None for a value of nothing."""

    __slots__ = ("text",)

    def __init__(self, text: str | None) -> None:
        self.text = text


def _keeps_scope(scope: Scope, element: Json) -> bool:
    """A value object or a bare reference keeps its parent's type-scoped context (expansion step 7)."""
    if len(element) > 2 or "@context" in element:
        return False
    found = {term.iri for term in map(scope.terms.__getitem__, element) if term is not None}
    return "@value" in found or (len(element) == 1 and "@id" in found)
