"""What a cryptosuite is: a record of functions, and the document it works on.

Verifiable Credential Data Integrity 1.0, section 4. A suite that hashes and signs is one row
in ``hashed``; anything richer is a file of its own and a name in ``proofs.suites``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, NamedTuple

from wallet.canon import rdfc
from wallet.canon.contexts import Contexts
from wallet.canon.jsonld import Graph, to_rdf
from wallet.crypto.keys import PrivateKey, PublicKey
from wallet.errors import Unsupported
from wallet.library import Library
from wallet.model import Json, Proof

_CONTEXTS: dict[tuple[int, int], tuple[Any, Contexts]] = {}


def contexts(library: Library, revision: int) -> Contexts:
    """The processed contexts of a Library, kept for as long as its table of contexts lives."""
    key = (id(library.contexts), revision)
    if key not in _CONTEXTS:
        while len(_CONTEXTS) >= 8:
            del _CONTEXTS[next(iter(_CONTEXTS))]
        _CONTEXTS[key] = (
            library.contexts,
            Contexts(partial(library.context, revision=revision), partial(library.table, revision=revision)),
        )
    return _CONTEXTS[key][1]


class Secured:
    """A document with Data Integrity proofs, canonicalized at most once per shape and hash.

    ``document`` is the whole object as received; ``revision`` chooses among the bundled
    revisions of a context whose content changed in place.
    """

    def __init__(self, document: Json, library: Library, revision: int = 0) -> None:
        self.document = document
        self.unsecured = {name: value for name, value in document.items() if name != "proof"}
        self.contexts = contexts(library, revision)
        self.lost: list[Graph] = []
        self._graphs: dict[str, Graph] = {}
        self._texts: dict[tuple[str, str], bytes] = {}

    def graph(self, document: Json, name: str) -> Graph:
        """The statements of a document; what it loses is noted in ``lost``."""
        if name not in self._graphs:
            self._graphs[name] = self._noted(to_rdf(document, self.contexts))
        return self._graphs[name]

    def _noted(self, graph: Graph) -> Graph:
        """What goes by another name, or stands for the document once more, could be moved there by its holder under a
        signature that holds, and whoever reads by name would pass it over: it counts as lost."""
        if graph.renamed:
            graph = graph._replace(undefined=(*graph.undefined, *graph.renamed))
        if not graph.whole:
            self.lost.append(graph)
        return graph

    def statements(self, document: Json, name: str, hash_name: str) -> bytes:
        """The canonical N-Quads of a document."""
        key = (name, hash_name)
        if key not in self._texts:
            self._texts[key] = rdfc.canonicalize(self.graph(document, name).quads, hash_name).encode("utf-8")
        return self._texts[key]

    def options(self, options: Json, hash_name: str, vocabulary: str | None = None) -> bytes:
        """The canonical N-Quads of proof options: a JSON-LD document of their own, under the document's context.

        Data Integrity EdDSA Cryptosuites 1.0, section 3.2.5. ``vocabulary`` is the context of a suite
        that brings its own.
        """
        context = vocabulary or self.document.get("@context")
        if options.get("@context", context) != context:
            # What a proof says of its own vocabulary would be neither used nor signed.
            raise Unsupported("coverage.context_nested", what="/proof/@context")
        terms = {**options, "@context": context}
        graph = self._noted(to_rdf(terms, self.contexts))
        return rdfc.canonicalize(graph.quads, hash_name).encode("utf-8")


def without_value(proof: Json) -> Json:
    """The options of a proof: everything but its value."""
    return {name: value for name, value in proof.items() if name != "proofValue"}


class Selective(NamedTuple):
    """What a suite of selective disclosure can do beside: tell the holder's own proof, and derive from it.

    ``mandatory`` gives the pointers that are always shown; ``derive`` the part of the document at
    the mandatory and the chosen pointers, with its new proof value.
    """

    is_base: Callable[[Proof], bool]
    mandatory: Callable[[Proof], tuple[str, ...]]
    derive: Callable[[Secured, Proof, PublicKey, Sequence[str]], tuple[Json, str]]


class Cryptosuite(NamedTuple):
    """``check`` raises ``BadSignature``, ``Malformed``, ``Unsupported`` or ``Missing``; ``sign`` returns the
    proof value, given the pointers that will always be shown. ``keys`` are the kinds of key it takes.
    ``legacy`` marks a suite that issuers no longer use.
    """

    name: str
    keys: frozenset[str]
    check: Callable[[Secured, Proof, PublicKey], None]
    sign: Callable[[Secured, Json, PrivateKey, Sequence[str]], str]
    legacy: bool = False
    selective: Selective | None = None
