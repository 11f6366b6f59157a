"""JSON-LD contexts, processed once: what a key means at a place in a document.

"JSON-LD 1.1 Processing Algorithms and API", section 4. PyLD does the processing, of contexts that come
by URL from a Library: pinned ones, or ones that the person put at hand.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from wallet.errors import Unsupported, WalletError
from wallet.model import Json

_ABSOLUTE: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`\x00-\x20]*\Z")


@dataclass(frozen=True, slots=True)
class Term:
    """What an active context says of one key."""

    iri: str
    type: str | None = None
    language: str | None = None
    containers: frozenset[str] = frozenset()
    scoped: bool = False


class Scope:
    """An active context, with what was looked up in it before. Built only from trusted contexts."""

    __slots__ = ("_terms", "_types", "active", "contexts", "previous")

    def __init__(self, contexts: Contexts, active: Any) -> None:
        self.contexts = contexts
        self.active = active
        before = active.get("previousContext")
        self.previous = contexts.scope(before) if before is not None else None
        self._terms: dict[str, Term | None] = {}
        self._types: dict[tuple[str, ...], Scope] = {}

    def term(self, key: str) -> Term | None:
        """The definition of a key, or None if it means nothing here."""
        if key not in self._terms:
            if len(self._terms) > 4096:
                self._terms.clear()
            self._terms[key] = self._lookup(key)
        return self._terms[key]

    def _lookup(self, key: str) -> Term | None:
        iri = self.contexts.expand(self.active, key, vocab=True)
        mapping = self.active["mappings"].get(key) or {}
        if iri is None or not (iri[:1] == "@" or _ABSOLUTE.match(iri)):
            return None
        if mapping.get("reverse") or mapping.get("@nest") or mapping.get("@direction"):
            raise Unsupported("coverage.unsupported", what=key)
        containers = mapping.get("@container") or ()
        language = mapping["@language"] if "@language" in mapping else self.active.get("@language")
        return Term(
            iri,
            mapping.get("@type"),
            language or None,
            frozenset([containers] if isinstance(containers, str) else containers),
            mapping.get("@context") is not None,
        )

    def iri(self, value: str, vocab: bool = False) -> str | None:
        """A string as an N-Quads resource: ``<iri>`` or ``_:label``; None if it is relative."""
        found = self.contexts.expand(self.active, value, vocab=vocab)
        if found is None or found[:1] == "@":
            return None
        if found[:2] == "_:":
            return found if re.match(r"_:[A-Za-z0-9_.-]+\Z", found) else None
        return f"<{found}>" if _ABSOLUTE.match(found) else None

    def for_value(self, key: str) -> Scope:
        """The scope inside the value of ``key``: its property-scoped context applied."""
        local = self.active["mappings"][key]["@context"]
        return self.contexts.process(self.active, local, override_protected=True)

    def for_types(self, types: tuple[str, ...]) -> Scope:
        """The scope inside a node of these types: type-scoped contexts applied, in sorted order."""
        if types not in self._types:
            scope = self
            for name in sorted(types):
                mapping = self.active["mappings"].get(name) or {}
                if mapping.get("@context") is not None:
                    scope = self.contexts.process(scope.active, mapping["@context"], propagate=False)
            self._types[types] = scope
        return self._types[types]


class Contexts:
    """Processed contexts, kept between documents. ``load`` maps a context's URL to its JSON."""

    def __init__(self, load: Callable[[str], Json]) -> None:
        from pyld import ContextResolver, jsonld

        self._load = load
        self._processor = jsonld.JsonLdProcessor()
        self._error = jsonld.JsonLdError
        self._options: dict[str, Any] = {
            "base": None,
            "documentLoader": self._document,
            "contextResolver": ContextResolver({}, self._document),
            "processingMode": "json-ld-1.1",
            "isFrame": False,
        }
        self._scopes: dict[int, tuple[Any, Scope]] = {}
        self._processed: dict[tuple[int, object, bool, bool], tuple[Any, Any, Scope]] = {}

    def _document(self, url: str, options: object) -> dict[str, object]:
        return {"document": self._load(url), "documentUrl": url, "contextUrl": None, "tag": "static"}

    def initial(self) -> Scope:
        """The empty active context."""
        return self.scope(self._processor._get_initial_context(self._options))

    def scope(self, active: Any) -> Scope:
        """The Scope of an active context of PyLD's."""
        known = self._scopes.get(id(active))
        if known is None:
            known = self._scopes[id(active)] = (active, Scope(self, active))
        return known[1]

    def process(self, active: Any, local: Any, *, override_protected: bool = False, propagate: bool = True) -> Scope:
        """An active context with a local one applied. Raises ``Missing`` or ``Unsupported``."""
        by_url = isinstance(local, list) and all(isinstance(url, str) for url in local)
        name = tuple(local) if by_url else local if isinstance(local, str) else id(local)
        key = (id(active), name, override_protected, propagate)
        known = self._processed.get(key)
        if known is None:
            value = None if local is False else local
            try:
                found = self._processor._process_context(
                    active, value, self._options, override_protected=override_protected, propagate=propagate
                )
            except (self._error, *_CARELESS) as error:
                raise _cause(error) from error
            known = self._processed[key] = (active, local, self.scope(found))
        return known[2]

    def expand(self, active: Any, value: str, *, vocab: bool) -> str | None:
        """PyLD's IRI expansion, without a base."""
        found: str | None = self._processor._expand_iri(active, value, vocab=vocab, base=None)
        return found


_CARELESS: Final = (TypeError, ValueError, KeyError, AttributeError, IndexError, RecursionError)
"""What the library raises beside its own error for a context at hand that is not one."""


def _cause(error: BaseException) -> WalletError:
    """Our own error where the loader raised one; else the contexts do not fit together."""
    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, WalletError):
            return seen
        seen = getattr(seen, "cause", None) or seen.__cause__
    return Unsupported("coverage.context_conflict")


def context_urls(document: Json) -> tuple[str, ...]:
    """The URLs of a document's own ``@context``; an inline context, or a relative one, is ``Unsupported``."""
    local = document.get("@context")
    urls: list[Any] = local if isinstance(local, list) else [local]
    if not urls or not all(isinstance(url, str) for url in urls):
        raise Unsupported("coverage.context_inline")
    for url in urls:
        if not _ABSOLUTE.match(url):
            raise Unsupported("coverage.context_unknown", url=url[:120])
    return tuple(urls)
