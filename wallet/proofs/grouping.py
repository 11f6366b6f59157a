"""What the suites of selective disclosure share: statements one by one, in groups, with hidden labels.

ECDSA Cryptosuites 1.0, section 3.4, and BBS Cryptosuites 1.0, section 3.3. The canonical labels
of blank nodes would tell what was left out, so an HMAC under a key of the issuer's renames them
before the statements are sorted; a derived proof carries the new names of those that remain.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from wallet.canon import rdfc
from wallet.canon.jsonld import Graph
from wallet.canon.rdfc import Issued, Quad
from wallet.canon.selection import selected
from wallet.encoding import b64url_decode, b64url_encode
from wallet.errors import BadSignature, Malformed, Refused, Unsupported
from wallet.model import Proof
from wallet.proofs.suite import Secured, without_value

MAX_VALUE: Final = 512 * 1024
"""Bytes of a proof value: a signature of 66 bytes for each of some thousand statements fits eight times."""
MAX_POINTERS: Final = 1000
HMAC_SIZE: Final = 32
Relabel = Callable[[Issued], Issued]
"""Canonical labels ("_:c14n0") to the labels that are signed."""


def bad() -> BadSignature:
    """The proof value is not what the suite says it is."""
    return BadSignature("proof.bad")


@dataclass(frozen=True, slots=True)
class Lines:
    """The statements of a document as signed: sorted, each as its line of N-Quads, newline and all."""

    texts: tuple[bytes, ...]
    quads: tuple[Quad, ...]
    graph: Graph
    names: Issued

    def at(self, pointers: Collection[str]) -> tuple[int, ...]:
        """The places of the statements that a part of the document makes."""
        chosen = selected(self.graph, pointers) if pointers else frozenset()
        return tuple(place for place, quad in enumerate(self.quads) if quad in chosen)

    def others(self, places: Collection[int]) -> tuple[int, ...]:
        """Every other place."""
        left = set(places)
        return tuple(place for place in range(len(self.texts)) if place not in left)

    def digest(self, places: Collection[int]) -> bytes:
        """SHA-256 over some of the lines."""
        return hashlib.sha256(b"".join(self.texts[place] for place in places)).digest()


def lines(graph: Graph, relabel: Relabel) -> Lines:
    """The statements of a graph under the labels that are signed. Raises what ``relabel`` raises."""
    renamed = relabel(rdfc.canonical_labels(graph.quads))
    rows = sorted((rdfc.line(quad, renamed), quad) for quad in graph.quads)
    return Lines(tuple(text.encode("utf-8") for text, _ in rows), tuple(quad for _, quad in rows), graph, renamed)


def hidden_names(labels: Issued, key: bytes) -> Issued:
    """Each blank node under the HMAC of its canonical label, in base64url (section 3.4.8)."""
    return {
        node: "_:u" + b64url_encode(hmac.digest(key, label.removeprefix("_:").encode("ascii"), "sha256"))
        for node, label in labels.items()
    }


def by_map(names: Mapping[int, str]) -> Relabel:
    """The labels that a derived proof carries for c14n0, c14n1, …; two nodes may not become one, nor one be made up."""
    wanted = {f"_:c14n{number}": f"_:{name}" for number, name in names.items()}

    def relabel(labels: Issued) -> Issued:
        if len(set(names.values())) != len(names) or set(labels.values()) != wanted.keys():
            raise bad()
        return {node: wanted[label] for node, label in labels.items()}

    return relabel


def label_map(found: Lines, shown: Collection[int]) -> dict[int, str]:
    """For the derived proof: the number of each blank node among the shown statements, and its signed name."""
    labels = rdfc.canonical_labels([found.quads[place] for place in shown])
    named = {int(label.removeprefix("_:c14n")): found.names[node].removeprefix("_:") for node, label in labels.items()}
    return dict(sorted(named.items()))


def proof_hash(secured: Secured, proof: Proof) -> bytes:
    """SHA-256 of the canonical proof options."""
    if "previousProof" in proof.options:
        raise Unsupported("proof.unsupported", suite=f"{proof.suite} with previousProof")
    return hashlib.sha256(secured.options(without_value(proof.options), "sha256")).digest()


def header_of(proof: Proof) -> bytes:
    """The first three bytes of a proof value, which say what it is; raises ``BadSignature``."""
    return _value(proof)[:3]


def _value(proof: Proof) -> bytes:
    if proof.value[:1] != "u" or len(proof.value) > MAX_VALUE:
        raise bad()
    try:
        return b64url_decode(proof.value[1:])
    except Malformed as error:
        raise bad() from error


def read_value(proof: Proof, header: bytes, shape: Sequence[Callable[[Any], bool]]) -> list[Any]:
    """The components after a header, each of the shape it must have; raises ``BadSignature``.

    The CBOR is read back the way it is written: tags, indefinite lengths and repeated keys are refused.
    """
    from cbor2 import CBORError, dumps, loads

    data = _value(proof)
    try:
        found = loads(data[3:])
        whole = isinstance(found, list) and len(found) == len(shape) and dumps(found) == data[3:]
    except (CBORError, ValueError, TypeError, OverflowError, RecursionError) as error:
        raise bad() from error
    if data[:3] != header or not whole or not all(fits(item) for fits, item in zip(shape, found, strict=True)):
        raise bad()
    return list(found)


def write_value(header: bytes, components: Sequence[Any]) -> str:
    """A proof value: multibase base64url of the header and the components in CBOR."""
    from cbor2 import dumps

    return "u" + b64url_encode(header + dumps(list(components)))


def sized(size: int) -> Callable[[Any], bool]:
    """A shape: exactly so many bytes."""
    return lambda value: type(value) is bytes and len(value) == size


def some_bytes(value: Any) -> bool:
    """A shape: bytes of any length."""
    return type(value) is bytes


def places(value: Any) -> bool:
    """A shape: places in a list of statements, rising."""
    return (
        type(value) is list and all(type(item) is int and item >= 0 for item in value) and value == sorted(set(value))
    )


def pointers(value: Any) -> bool:
    """A shape: JSON Pointers."""
    return type(value) is list and len(value) <= MAX_POINTERS and all(type(item) is str for item in value)


def signatures(value: Any) -> bool:
    """A shape: ECDSA signatures of P-256."""
    return type(value) is list and all(type(item) is bytes and len(item) == 64 for item in value)


def mapping(of: Callable[[Any], bool]) -> Callable[[Any], bool]:
    """A shape: numbers of blank nodes, each with a value of a shape."""
    return lambda value: (
        type(value) is dict and all(type(key) is int and key >= 0 and of(item) for key, item in value.items())
    )


def refuse_lost(secured: Secured) -> None:
    """Nothing is signed or derived of a document of which a statement would be lost."""
    if secured.lost:
        graph = secured.lost[0]
        raise Unsupported("coverage.undefined_term", terms=list(graph.undefined or graph.relative))


def refuse_empty(mandatory: Sequence[str], chosen: Sequence[str]) -> tuple[str, ...]:
    """All the pointers of a derived document; one that shows nothing is no credential."""
    combined = tuple(dict.fromkeys((*mandatory, *chosen)))
    if not combined:
        raise Refused("disclose.nothing")
    return combined
