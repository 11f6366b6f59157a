"""JSON-LD contexts: what a key means at a place in a document.

"JSON-LD 1.1 Processing Algorithms and API", sections 4 and 5.2 "IRI Expansion". The bundled contexts
were worked out at build time (``packaging/contexts.py``) and come as tables, pinned by their hash like
the contexts themselves; here they are laid over each other. Where that could differ from processing the
contexts in their order, and for contexts put at hand by the person, ``reference`` asks PyLD instead.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from typing import Any, Final, NamedTuple

from wallet.errors import Unsupported
from wallet.model import Json

_ABSOLUTE: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`\x00-\x20]*\Z")
_WEB: Final = re.compile(r"https?://[^\s<>\"{}|\\^`\x00-\x20]*\Z")
_LABEL: Final = re.compile(r"_:[A-Za-z0-9_.-]+\Z")
_LIKE_KEYWORD: Final = re.compile(r"@[a-zA-Z]+$")
_LIKE_IRI: Final = re.compile(r"([A-Za-z][A-Za-z0-9+-.]*|_):[^\s]*$")
"""What the reference processor takes for absolute when it expands; whether it is one is asked afterwards."""
KEYWORDS: Final[Mapping[str, str]] = {
    name: name
    for name in (
        "@base", "@container", "@context", "@default", "@direction", "@embed", "@explicit", "@first", "@graph", "@id",
        "@import", "@included", "@index", "@json", "@language", "@list", "@nest", "@none", "@omitDefault", "@preserve",
        "@propagate", "@protected", "@requireAll", "@reverse", "@set", "@type", "@value", "@version", "@vocab",
    )
}  # fmt: skip
XSD_STRING: Final = "http://www.w3.org/2001/XMLSchema#string"
XSD_DOUBLE: Final = "http://www.w3.org/2001/XMLSchema#double"
_REMEMBERED: Final = 4096
"""Keys, types and scopes that are remembered at each place; a hostile document could name more."""

READ: Final = frozenset(
    {"validFrom", "validUntil", "issuanceDate", "expirationDate", "issuer", "credentialSubject", "credentialStatus",
     "credentialSchema", "relatedResource", "evidence", "endorsement", "endorsementJwt", "holder", "verifiableCredential",
     "created", "expires", "proofPurpose", "verificationMethod", "challenge", "domain", "nonce", "previousProof",
     "statusPurpose", "statusListIndex", "statusListCredential", "statusSize", "statusMessage", "encodedList", "ttl"}
)  # fmt: skip
"""Members by whose names a document is judged: under another name, nobody would find them."""
SHOWN: Final = frozenset(
    {"name", "description", "achievement", "achievementType", "criteria", "narrative", "alignment", "targetName", "targetCode",
     "targetFramework", "targetType", "result", "resultDescription", "value", "status", "creditsEarned", "creditsAvailable",
     "related", "inLanguage", "identifier", "identityHash", "image", "legalName"}
)  # fmt: skip
"""Members that people are shown: a failed result under another name would not be."""
WHOLE: Final = frozenset(
    {"validFrom", "validUntil", "issuanceDate", "expirationDate", "issuer", "credentialSubject", "credentialStatus",
     "credentialSchema", "relatedResource", "evidence", "holder", "verifiableCredential"}
)  # fmt: skip
"""Members that a credential has as a whole, and nothing else that bears its id."""
Row = list[Any]
"""IRI, type, containers, name of the scoped context, whether reversed, whether a prefix, whether protected."""


class Uncompiled(Exception):
    """The tables cannot say; the reference processor can. Never leaves ``canon``."""


class Term(NamedTuple):
    """What an active context says of one key.

    ``predicate`` is its IRI as N-Quads writes it, "" for a keyword; ``shape`` "list", "graph", "" for
    neither, "?" for a container that is not understood; ``plain`` that a string becomes a literal as it is, with
    ``after`` behind it; ``scoped`` what a context of its own is known by, if it has one; ``renamed`` that the key
    is another name of what may be read by its own: an IRI, in full or in short, or a second term for one of READ
    and SHOWN.
    """

    iri: str
    predicate: str
    type: str | None = None
    language: str | None = None
    shape: str = ""
    plain: bool = True
    after: str = ""
    scoped: Any = None
    renamed: bool = False


def is_absolute(iri: str) -> bool:
    """Is it an absolute IRI that N-Quads can write?"""
    return bool(_ABSOLUTE.match(iri))


def term_of(iri: str, kind: str | None, language: str | None, containers: Iterable[str], scoped: Any) -> Term:
    """A Term from the parts of a definition."""
    names = set(containers) - {"@set"}
    shape = {"@list": "list", "@graph": "graph"}.get(names.pop(), "?") if len(names) == 1 else "?" if names else ""
    plain = not shape and not language and (kind is None or kind[0] != "@") and kind != XSD_DOUBLE
    after = f"^^<{kind}>" if plain and kind not in (None, XSD_STRING) else ""
    return Term(iri, "" if iri[0] == "@" else f"<{iri}>", kind, language or None, shape, plain, after, scoped)


class Terms(dict[str, Term | None]):
    """The terms of a scope, looked up once each."""

    def __init__(self, look: Callable[[str], Term | None]) -> None:
        super().__init__()
        self._look = look
        self._read: dict[str, set[str]] | None = None

    def __missing__(self, key: str) -> Term | None:
        if len(self) > _REMEMBERED:
            self.clear()
        found = self._look(key)
        if found is not None and (":" in key or self._is_second(key, found.iri)):
            found = found._replace(plain=False, renamed=True)
        self[key] = found
        return found

    def _is_second(self, key: str, iri: str) -> bool:
        """Does a name that is read mean the same here?"""
        if self._read is None:
            self._read = {}
            for name in READ | SHOWN:
                with suppress(Unsupported):
                    term = self._look(name)
                    if term is not None:
                        self._read.setdefault(term.iri, set()).add(name)
        return bool(self._read.get(iri, set()) - {key})


class Types(dict[str, str | None]):
    """The IRIs of types in a scope, as ``Scope.iri`` gives them, expanded once each."""

    def __init__(self, scope: Scope) -> None:
        super().__init__()
        self._scope = scope

    def __missing__(self, name: str) -> str | None:
        if len(self) > _REMEMBERED:
            self.clear()
        found = self[name] = self._scope.iri(name, vocab=True)
        return found


class Scope(ABC):
    """An active context. ``terms`` says what a key means, or None; ``types`` the IRI of a type; ``keywords``
    which keys are keywords here, ``is_usual`` that "id" and "type" are what they are everywhere, and ``unusual``
    the other ones;
    ``previous`` is the scope that a type's own context hides (JSON-LD 1.1 API, section 5.1.2, step 7)."""

    previous: Scope | None
    terms: Terms
    types: Types
    keywords: Mapping[str, str]
    unusual: frozenset[str]
    type_names: tuple[str, ...]

    def __init__(self, aliases: Mapping[str, str], previous: Scope | None) -> None:
        self.previous = previous
        self.terms = Terms(self.look)
        self.types = Types(self)
        self.keywords = {**KEYWORDS, **aliases}
        self.is_usual = self.keywords.get("id") == "@id" and self.keywords.get("type") == "@type"
        self.unusual = frozenset(self.keywords) - {"id", "type"}
        self.type_names = tuple(name for name, keyword in self.keywords.items() if keyword == "@type")
        self._by_types: dict[tuple[str, ...], Scope] = {}

    @abstractmethod
    def look(self, key: str) -> Term | None:
        """The definition of a key. Raises ``Unsupported`` for one that is not understood."""

    @abstractmethod
    def expand(self, value: str, vocab: bool) -> str | None:
        """IRI expansion without a base; what is relative stays so."""

    @abstractmethod
    def enter(self, term: Term) -> Scope:
        """The scope inside the value of a term with a context of its own."""

    @abstractmethod
    def with_types(self, types: tuple[str, ...]) -> Scope:
        """Type-scoped contexts applied, in sorted order."""

    @abstractmethod
    def nested(self, urls: tuple[str, ...]) -> Scope:
        """Contexts that stand within the document applied."""

    def for_types(self, types: tuple[str, ...]) -> Scope:
        """The scope inside a node of these types."""
        found = self._by_types.get(types)
        if found is None:
            if len(self._by_types) > _REMEMBERED:
                self._by_types.clear()
            found = self._by_types[types] = self.with_types(types)
        return found

    def iri(self, value: str, vocab: bool = False) -> str | None:
        """A string as an N-Quads resource: ``<iri>`` or ``_:label``; None if it is relative."""
        if not vocab and _WEB.match(value):  # what has an authority is no short form of anything
            return f"<{value}>"
        found = self.expand(value, vocab)
        if found is None or found[:1] == "@":
            return None
        if found[:2] == "_:":
            return found if _LABEL.match(found) else None
        return f"<{found}>" if _ABSOLUTE.match(found) else None


class _Table(Scope):
    """A scope made of tables."""

    def __init__(self, contexts: Contexts, rows: dict[str, Row], vocab: str | None, previous: Scope | None) -> None:
        self.contexts, self.rows, self.vocab = contexts, rows, vocab
        super().__init__({name: row[0] for name, row in rows.items() if row[0] and row[0][0] == "@"}, previous)
        self._entered: dict[object, Scope] = {}

    def look(self, key: str) -> Term | None:
        iri = self.expand(key, vocab=True)
        if iri is None or not (iri[:1] == "@" or is_absolute(iri)):
            return None
        row = self.rows.get(key)
        if row is None:
            return term_of(iri, None, None, (), None)
        if row[4]:
            raise Unsupported("coverage.unsupported", what=key)
        return term_of(iri, row[1], None, row[2], row[3] or None)

    def expand(self, value: str, vocab: bool) -> str | None:
        if value[:1] == "@":
            if value in KEYWORDS:
                return value
            if _LIKE_KEYWORD.match(value):
                return None
        if vocab and value in self.rows:
            known: str | None = self.rows[value][0]
            return known
        prefix, colon, suffix = value.partition(":")
        if prefix and colon:
            if prefix == "_" or suffix.startswith("//"):
                return value
            row = self.rows.get(prefix)
            if row is not None and row[5]:
                return f"{row[0]}{suffix}"
            if _LIKE_IRI.match(value):
                return value
        return value if self.vocab is None or not vocab else self.vocab + value

    def enter(self, term: Term) -> Scope:
        return self._with(term.scoped, overriding=True, propagate=True)

    def with_types(self, types: tuple[str, ...]) -> Scope:
        scope = self
        for name in sorted(types):
            row = self.rows.get(name)
            if row is not None and row[3]:
                scope = scope._with(row[3], overriding=False, propagate=False)
        return scope

    def nested(self, urls: tuple[str, ...]) -> Scope:
        found = self._entered.get(urls)
        if found is None:
            tables = [self.contexts.table(url) for url in urls]
            found = self._remember(urls, self._over(tables, overriding=False, propagate=True))
        return found

    def _with(self, name: str, *, overriding: bool, propagate: bool) -> _Table:
        key = (name, overriding, propagate)
        found = self._entered.get(key)
        if found is None:
            table = self.contexts.scoped[name]
            if table is None:
                if not overriding and any(row[6] for row in self.rows.values()):
                    raise Unsupported("coverage.context_conflict")
                found = self.contexts.initial
            else:
                found = self._over([table], overriding=overriding, propagate=propagate)
            self._remember(key, found)
        assert isinstance(found, _Table)
        return found

    def _remember(self, key: object, scope: Scope) -> Scope:
        if len(self._entered) > 256:
            self._entered.clear()
        self._entered[key] = scope
        return scope

    def _over(self, tables: Iterable[Json], *, overriding: bool, propagate: bool) -> _Table:
        """These tables laid over this scope (section 4.1 "Context Processing", and 4.2, step 27 for what is protected)."""
        rows, vocab = dict(self.rows), self.vocab
        for table in tables:
            terms: dict[str, Row] = table["terms"]
            for name, meant in table["assumes"].items():
                row = rows.get(name)
                if (None if row is None else [row[0], row[5]]) != meant:
                    raise Uncompiled
            for name in terms.keys() & rows.keys():
                old, new = rows[name], terms[name]
                if old[6] and not overriding:
                    if old[:6] != new[:6]:
                        raise Unsupported("coverage.context_conflict")
                    terms = {**terms, name: old}
            rows.update(terms)
            vocab = table.get("vocab", vocab)
        previous = self.previous if propagate or self.previous is not None else self
        return _Table(self.contexts, rows, vocab, previous)


class Contexts:
    """The contexts of a Library. ``load`` gives a context's JSON by its URL, or ``Missing``; ``tables`` its
    table, or None where there is none."""

    def __init__(self, load: Callable[[str], Json], tables: Callable[[str], Json | None]) -> None:
        self._load, self._tables = load, tables
        self.scoped: dict[str, Json | None] = {}
        self.initial = _Table(self, {}, None, None)
        self._read: dict[str, Json] = {}
        self._reference: Any = None

    def scope(self, urls: tuple[str, ...]) -> Scope:
        """The active context of a document that names these. Raises ``Uncompiled`` where the tables cannot say."""
        return self.initial.nested(urls)

    def reference(self, urls: tuple[str, ...]) -> Scope:
        """The same, by PyLD."""
        if self._reference is None:
            from wallet.canon.reference import Reference

            self._reference = Reference(self._load)
        found: Scope = self._reference.scope(urls)
        return found

    def table(self, url: str) -> Json:
        """The table of one context; its scoped contexts are put beside those of others."""
        if url not in self._read:
            found = self._tables(url)
            if found is None:
                raise Uncompiled
            self.scoped |= found["scopes"]
            self._read[url] = found
        return self._read[url]


def context_urls(document: Json) -> tuple[str, ...]:
    """The URLs of a document's own ``@context``; an inline context, or a relative one, is ``Unsupported``."""
    local = document.get("@context")
    urls: list[Any] = local if isinstance(local, list) else [local]
    if not urls or not all(isinstance(url, str) for url in urls):
        raise Unsupported("coverage.context_inline")
    for url in urls:
        if not is_absolute(url):
            raise Unsupported("coverage.context_unknown", url=url[:120])
    return tuple(urls)
