"""What a cryptosuite is: a record of functions, and the document it works on.

Verifiable Credential Data Integrity 1.0, section 4. A suite that hashes and signs is one row
in ``hashed``; anything richer is a file of its own and a name in ``SUITES``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from wallet.canon import rdfc
from wallet.canon.jsonld import Contexts, Graph, to_rdf
from wallet.crypto.keys import PrivateKey, PublicKey
from wallet.library import Library
from wallet.model import Json, Proof

_CONTEXTS: dict[tuple[int, int], tuple[Any, Contexts]] = {}


def contexts(library: Library, revision: int) -> Contexts:
    """The processed contexts of a Library, kept for as long as its table of contexts lives."""
    key = (id(library.contexts), revision)
    if key not in _CONTEXTS:
        while len(_CONTEXTS) >= 8:
            del _CONTEXTS[next(iter(_CONTEXTS))]
        _CONTEXTS[key] = (library.contexts, Contexts(lambda url: library.context(url, revision)))
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
        self._texts: dict[tuple[str, str], bytes] = {}

    def statements(self, document: Json, name: str, hash_name: str) -> bytes:
        """The canonical N-Quads of a document; what it loses is noted in ``lost``."""
        key = (name, hash_name)
        if key not in self._texts:
            graph = to_rdf(document, self.contexts)
            if not graph.whole:
                self.lost.append(graph)
            self._texts[key] = rdfc.canonicalize(graph.quads, hash_name).encode("utf-8")
        return self._texts[key]


@dataclass(frozen=True, slots=True)
class Cryptosuite:
    """``check`` raises ``BadSignature``, ``Unsupported`` or ``Missing``; ``sign`` returns the proof
    value. ``keys`` are the kinds of key it takes. ``legacy`` marks a suite that issuers no longer use.
    """

    name: str
    keys: frozenset[str]
    check: Callable[[Secured, Proof, PublicKey], None]
    sign: Callable[[Secured, Json, PrivateKey], str]
    legacy: bool = False
