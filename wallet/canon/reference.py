"""JSON-LD contexts as PyLD processes them: slower, and for every context there is.

The guarded way for contexts without a table, and the judge of the tables in tests. Contexts come by URL
from a Library: pinned ones, or ones that the person put at hand.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from pyld import ContextResolver, jsonld

from wallet.canon.contexts import Scope, Term, is_absolute, term_of
from wallet.errors import Unsupported, WalletError
from wallet.model import Json

_CARELESS: Final = (TypeError, ValueError, KeyError, AttributeError, IndexError, RecursionError)
"""What the library raises beside its own error for a context at hand that is not one."""

_REMEMBERED: Final = 1024
"""Processed contexts that are kept; a hostile document could name them in ever new orders."""


class Reference:
    """Contexts processed by PyLD, kept between documents. ``load`` maps a context's URL to its JSON."""

    def __init__(self, load: Callable[[str], Json]) -> None:
        self._load = load
        self.processor = jsonld.JsonLdProcessor()
        # PyLD remembers what a context comes to on top of another, and not whether it might override it.
        self._options = [
            {
                "base": None,
                "documentLoader": self._document,
                "contextResolver": ContextResolver({}, self._document),
                "processingMode": "json-ld-1.1",
                "isFrame": False,
            }
            for _ in (False, True)
        ]
        self._scopes: dict[int, tuple[Any, _Processed]] = {}
        self._processed: dict[tuple[int, object, bool, bool], tuple[Any, Any, _Processed]] = {}

    def _document(self, url: str, _: object) -> dict[str, object]:
        return {"document": self._load(url), "documentUrl": url, "contextUrl": None, "tag": "static"}

    def scope(self, urls: tuple[str, ...]) -> Scope:
        """The active context of a document that names these."""
        return self.process(self.processor._get_initial_context(self._options[0]), list(urls))

    def known(self, active: Any) -> _Processed:
        """The Scope of an active context of PyLD's."""
        found = self._scopes.get(id(active))
        if found is None:
            found = self._scopes[id(active)] = (active, _Processed(self, active))
        return found[1]

    def process(
        self, active: Any, local: Any, *, override_protected: bool = False, propagate: bool = True
    ) -> _Processed:
        """An active context with a local one applied. Raises ``Missing`` or ``Unsupported``."""
        by_url = isinstance(local, list) and all(isinstance(url, str) for url in local)
        name = tuple(local) if by_url else local if isinstance(local, str) else id(local)
        key = (id(active), name, override_protected, propagate)
        found = self._processed.get(key)
        if found is None:
            value = None if local is False else local
            try:
                made = self.processor._process_context(
                    active,
                    value,
                    self._options[override_protected],
                    override_protected=override_protected,
                    propagate=propagate,
                )
            except (jsonld.JsonLdError, *_CARELESS) as error:
                raise _cause(error) from error
            if len(self._processed) > _REMEMBERED:
                self._processed.clear()
                self._scopes.clear()
            found = self._processed[key] = (active, local, self.known(made))
        return found[2]


class _Processed(Scope):
    """A scope around an active context of PyLD's."""

    def __init__(self, contexts: Reference, active: Any) -> None:
        self.contexts, self.active = contexts, active
        before = active.get("previousContext")
        mappings = {name: mapping["@id"] for name, mapping in active["mappings"].items() if mapping}
        aliases = {name: iri for name, iri in mappings.items() if iri and iri[0] == "@"}
        super().__init__(aliases, contexts.known(before) if before is not None else None)

    def look(self, key: str) -> Term | None:
        iri = self.expand(key, vocab=True)
        mapping = self.active["mappings"].get(key) or {}
        if iri is None or not (iri[:1] == "@" or is_absolute(iri)):
            return None
        if mapping.get("reverse") or mapping.get("@nest") or mapping.get("@direction"):
            raise Unsupported("coverage.unsupported", what=key)
        containers = mapping.get("@container") or ()
        return term_of(
            iri,
            mapping.get("@type"),
            mapping["@language"] if "@language" in mapping else self.active.get("@language"),
            [containers] if isinstance(containers, str) else containers,
            (mapping["@context"],) if mapping.get("@context") is not None else None,
        )

    def expand(self, value: str, vocab: bool) -> str | None:
        found: str | None = self.contexts.processor._expand_iri(self.active, value, vocab=vocab, base=None)
        return found

    def enter(self, term: Term) -> Scope:
        return self.contexts.process(self.active, term.scoped[0], override_protected=True)

    def with_types(self, types: tuple[str, ...]) -> Scope:
        scope = self
        for name in sorted(types):
            mapping = self.active["mappings"].get(name) or {}
            if mapping.get("@context") is not None:
                scope = self.contexts.process(scope.active, mapping["@context"], propagate=False)
        return scope

    def nested(self, urls: tuple[str, ...]) -> Scope:
        return self.contexts.process(self.active, list(urls))


def _cause(error: BaseException) -> WalletError:
    """Our own error where the loader raised one; else the contexts do not fit together."""
    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, WalletError):
            return seen
        seen = getattr(seen, "cause", None) or seen.__cause__
    return Unsupported("coverage.context_conflict")
