"""CBOR-LD terms: which number stands for which name in a document, and of what type its values are.

CBOR-LD 1.0, section "Term Codec Registry", over the contexts of JSON-LD 1.1. Keywords have the numbers
0, 2, 4, …; terms count from 100 in twos, in the order in which contexts come into play and by name within each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final, NamedTuple

from wallet.encoding import as_text
from wallet.errors import Unsupported
from wallet.model import Json
from wallet.sharing.cborld_values import CODED, ID, VOCAB

Load = Callable[[str], Any]
"""The ``@context`` of a context document by its URL; raises ``WalletError`` where it is not at hand."""

CONTEXTS: Final[Mapping[int, str]] = {
    16: "https://www.w3.org/ns/activitystreams", 17: "https://www.w3.org/2018/credentials/v1",
    18: "https://www.w3.org/ns/did/v1", 19: "https://w3id.org/security/suites/ed25519-2018/v1",
    20: "https://w3id.org/security/suites/ed25519-2020/v1", 21: "https://w3id.org/cit/v1",
    22: "https://w3id.org/age/v1", 23: "https://w3id.org/security/suites/x25519-2020/v1",
    24: "https://w3id.org/veres-one/v1", 25: "https://w3id.org/webkms/v1", 26: "https://w3id.org/zcap/v1",
    27: "https://w3id.org/security/suites/hmac-2019/v1", 28: "https://w3id.org/security/suites/aes-2019/v1",
    29: "https://w3id.org/vaccination/v1", 30: "https://w3id.org/vc-revocation-list-2020/v1",
    31: "https://w3id.org/dcc/v1", 32: "https://w3id.org/vc/status-list/v1",
    33: "https://www.w3.org/ns/credentials/v2", 48: "https://w3id.org/security/data-integrity/v1",
    49: "https://w3id.org/security/multikey/v1", 50: "https://purl.imsglobal.org/spec/ob/v3p0/context.json",
    51: "https://w3id.org/security/data-integrity/v2",
}  # fmt: skip
"""The legacy registry of contexts, as the CBOR-LD drafts and the JavaScript libraries (4.3 and 8.1) have it."""
KEYWORDS: Final = (
    "@context", "@type", "@id", "@value", "@direction", "@graph", "@included", "@index", "@json", "@language", "@list",
    "@nest", "@reverse", "@base", "@container", "@default", "@embed", "@explicit", "@none", "@omitDefault", "@prefix",
    "@preserve", "@protected", "@requireAll", "@set", "@version", "@vocab", "@propagate",
)  # fmt: skip
"""In the order of their numbers: 0, 2, 4, …"""
FIRST_TERM: Final = 100


class Scope(NamedTuple):
    """Definitions of terms: ``here`` those for the members of a node, ``inside`` those that hold in their values."""

    here: Json
    inside: Json


class Terms:
    """The numbers of a document's terms, given as its contexts come into play (JSON-LD 1.1 API, section 4.1).

    ``early`` if types in short form are settled by what is known when their context comes into play, as
    JSON-LD has it. Version 4 of the JavaScript libraries settles them by what is known at the member: a value
    is read by that, which finds the same and more, and written by the former.
    """

    early = False

    def __init__(self, load: Load, legacy: bool) -> None:
        self.load, self.legacy = load, legacy
        self.ids = {name: 2 * place for place, name in enumerate(KEYWORDS)}
        self.names = {number: name for name, number in self.ids.items()}
        self.next = FIRST_TERM

    def applied(self, terms: Json, contexts: Any) -> Json:
        """Contexts laid over definitions: the ``@context`` of a node, or a scoped one, of which null clears all."""
        for context in contexts if isinstance(contexts, list) else [contexts]:
            if context is None:
                terms = {}
                continue
            found = self.load(context) if isinstance(context, str) else context
            if not isinstance(found, dict) or "@import" in found or "@propagate" in found:
                raise Unsupported("qr.vpqr_context", context=as_text(context))
            own = {name: definition for name, definition in found.items() if name[:1] != "@"}
            for name in sorted(name for name, definition in own.items() if definition is not None):
                if name not in self.ids:
                    self.ids[name], self.names[self.next] = self.next, name
                    self.next += 2
            merged = {**terms, **own}
            if self.early:
                merged |= {name: _settled(merged, definition) for name, definition in own.items()}
            terms = {name: definition for name, definition in merged.items() if definition is not None}
        return terms

    def typed(self, terms: Json, types: Iterable[str]) -> Scope:
        """The scope of a node of these types: their own contexts do not reach into values (section 5.1.2, step 11)."""
        here = terms
        for name in sorted(set(types)):
            here = self._scoped(here, here.get(name))
        return Scope(here, terms)

    def within(self, scope: Scope, name: str) -> Json:
        """The definitions inside the value of a member."""
        return self._scoped(scope.inside, scope.here.get(name))

    def _scoped(self, terms: Json, definition: Any) -> Json:
        has_own = isinstance(definition, dict) and "@context" in definition
        return self.applied(terms, definition["@context"]) if has_own else terms


def type_names(terms: Json) -> Iterator[str]:
    """``@type`` and every name for it."""
    yield "@type"
    yield from (name for name in terms if meaning(terms, name) == "@type")


def meaning(terms: Json, name: str) -> Any:
    """What a name stands for: an IRI or a keyword, which may stand for itself."""
    definition = terms.get(name, name)
    return definition.get("@id") if isinstance(definition, dict) else definition


def kind_of(terms: Json, name: str) -> str:
    """The type of a term's values as an IRI or keyword, "" for none; that of names for ``@id`` and ``@type`` is theirs."""
    if meaning(terms, name) in ("@id", "@type"):
        return ID if meaning(terms, name) == "@id" else VOCAB
    definition = terms.get(name)
    kind = definition.get("@type") if isinstance(definition, dict) else None
    return _expanded(terms, kind) if isinstance(kind, str) else ""


def _expanded(terms: Json, kind: str) -> str:
    prefix, colon, rest = kind.partition(":")
    base = meaning(terms, prefix) if colon and prefix in terms else None
    return f"{base}{rest}" if isinstance(base, str) else kind


def _settled(terms: Json, definition: Any) -> Any:
    """A definition whose type is in full, or is none that a later prefix could make into one with a codec."""
    kind = definition.get("@type") if isinstance(definition, dict) else None
    if not isinstance(kind, str):
        return definition
    full = _expanded(terms, kind)
    return {**definition, "@type": full if full in CODED else ""}
