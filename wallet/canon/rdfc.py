"""RDF Dataset Canonicalization, RDFC-1.0 (W3C Recommendation), with a work limit.

A dataset is a set of statements ``(subject, predicate, object, graph)`` in N-Quads syntax:
``<iri>``, ``"literal"^^<datatype>``, ``_:label``; the default graph is ``""``. Blank nodes are
labelled by hashing what surrounds them. A graph made to be slow ("poison", section 7.1 of
the specification) runs out of budget and is ``Unsupported``, never a wait without end.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Collection
from itertools import permutations
from typing import Any, Final

from wallet.errors import Unsupported

Quad = tuple[str, str, str, str]
Issued = dict[str, str]

WORK: Final = 50_000
"""Hashes and permutations spent on blank nodes that look alike. The hardest solvable tests of the
W3C suite (test044 to test046) take under 10,000; a poison graph is given up within 0.2 s."""


def canonicalize(quads: Collection[Quad], hash_name: str = "sha256", work: int = WORK) -> str:
    """The canonical N-Quads document: sorted lines, blank nodes named ``_:c14n0``, ``_:c14n1``, …"""
    dataset = _Dataset(quads)
    labels = _labels(dataset, hash_name, work)
    lines = [line(quad, labels) for quad in dataset.linked]
    for subject, ends in dataset.ends.items():
        head = labels.get(subject, subject)
        lines += [head + end for end in ends]
    lines.sort()
    return "".join(lines)


def canonical_labels(quads: Collection[Quad], hash_name: str = "sha256", work: int = WORK) -> Issued:
    """The canonical label of each blank node (section 4.4.3)."""
    return _labels(_Dataset(quads), hash_name, work)


def _labels(dataset: _Dataset, hash_name: str, work: int) -> Issued:
    try:
        return _Labeller(dataset, hash_name, work).label()
    except RecursionError as error:
        raise Unsupported("proof.too_complex") from error


class _Dataset:
    """Statements by what names the blank nodes in them.

    ``ends`` are the lines, without their subject, of the statements whose only blank node is the subject
    if any; ``linked`` all others; ``around`` the linked ones that each blank node is in.
    """

    def __init__(self, quads: Collection[Quad]) -> None:
        ends: defaultdict[str, list[str]] = defaultdict(list)
        linked: list[Quad] = []
        around: dict[str, list[Quad]] = {}
        for quad in quads:
            subject, predicate, obj, graph = quad
            if obj[0] != "_" and (not graph or graph[0] != "_"):
                ends[subject].append(f" {predicate} {obj} {graph} .\n" if graph else f" {predicate} {obj} .\n")
                continue
            linked.append(quad)
            for node in {subject, obj, graph}:
                if node[:1] == "_":
                    around.setdefault(node, []).append(quad)
        for subject in ends:
            if subject[0] == "_" and subject not in around:
                around[subject] = []
        self.ends: dict[str, list[str]] = ends
        self.linked, self.around = linked, around


def line(quad: Quad, labels: Issued) -> str:
    """The line of a statement, its blank nodes named by ``labels``."""
    subject, predicate, obj, graph = quad
    head = f"{labels.get(subject, subject)} {predicate} {labels.get(obj, obj)}"
    return f"{head} {labels.get(graph, graph)} .\n" if graph else f"{head} .\n"


class _Labeller:
    """One run of the algorithm: the canonicalization state of section 4.3, and its budget."""

    def __init__(self, dataset: _Dataset, hash_name: str, work: int) -> None:
        self.ends, self.around = dataset.ends, dataset.around
        self.new_hash: Callable[[bytes], Any] = getattr(hashlib, hash_name)
        self.work = work
        self.labels: Issued = {}
        self.first: dict[str, str] = {}

    def label(self) -> Issued:
        by_hash: dict[str, list[str]] = {}
        for node in self.around:
            self.first[node] = self.hash_first_degree(node)
            by_hash.setdefault(self.first[node], []).append(node)
        # (4) What is unique at first sight is labelled first, in the order of the hashes.
        for key in sorted(by_hash):
            if len(by_hash[key]) == 1:
                self.issue(by_hash[key][0])
        # (5) The rest is told apart by what lies further away.
        for key in sorted(by_hash):
            if len(by_hash[key]) > 1:
                paths = [self.hash_n_degree(node, {node: "_:b0"}) for node in by_hash[key] if node not in self.labels]
                for _, issued in sorted(paths, key=lambda path: path[0]):
                    for node in issued:
                        self.issue(node)
        return self.labels

    def issue(self, node: str) -> None:
        if node not in self.labels:
            self.labels[node] = f"_:c14n{len(self.labels)}"

    def digest(self, text: str) -> str:
        return str(self.new_hash(text.encode("utf-8")).hexdigest())

    def spend(self) -> None:
        self.work -= 1
        if self.work < 0:
            raise Unsupported("proof.too_complex")

    def hash_first_degree(self, node: str) -> str:
        """Section 4.6: the hash of the statements a node is in, itself as ``_:a``, others as ``_:z``."""
        lines = ["_:a" + end for end in self.ends.get(node, ())]
        for subject, predicate, obj, graph in self.around[node]:
            s = subject if subject[0] != "_" else "_:a" if subject == node else "_:z"
            o = obj if obj[0] != "_" else "_:a" if obj == node else "_:z"
            g = graph if graph[:1] != "_" else "_:a" if graph == node else "_:z"
            lines.append(f"{s} {predicate} {o} {g} .\n" if g else f"{s} {predicate} {o} .\n")
        lines.sort()
        return self.digest("".join(lines))

    def hash_related(self, related: str, quad: Quad, issued: Issued, position: str) -> str:
        """Section 4.7."""
        self.spend()
        label = self.labels.get(related) or issued.get(related) or self.first[related]
        return self.digest(position + (quad[1] if position != "g" else "") + label)

    def hash_n_degree(self, node: str, issued: Issued) -> tuple[str, Issued]:
        """Section 4.8: the hash of a node by all it is connected to, and the labels given on the way."""
        groups: dict[str, list[str]] = {}
        for quad in self.around[node]:
            for position, term in (("s", quad[0]), ("o", quad[2]), ("g", quad[3])):
                if term[:2] == "_:" and term != node:
                    groups.setdefault(self.hash_related(term, quad, issued, position), []).append(term)
        data = ""
        for key in sorted(groups):
            path, issued = self.shortest_path(groups[key], issued)
            data += key + path
        return self.digest(data), issued

    def shortest_path(self, nodes: list[str], issued: Issued) -> tuple[str, Issued]:
        """Section 4.8, steps 5.2 to 5.6: the least path over all orders of nodes that look alike."""
        best, best_issued = "", issued
        for order in permutations(nodes):
            self.spend()
            found = self.walk(order, dict(issued), best)
            if found is not None and (not best or found[0] < best):
                best, best_issued = found
        return best, best_issued

    def walk(self, order: tuple[str, ...], issued: Issued, best: str) -> tuple[str, Issued] | None:
        """The path along one order, or None as soon as it cannot be the least."""
        path, recursion = "", []
        for node in order:
            if node in self.labels:
                path += self.labels[node]
            else:
                if node not in issued:
                    recursion.append(node)
                    issued[node] = f"_:b{len(issued)}"
                path += issued[node]
            if best and len(path) >= len(best) and path > best:
                return None
        for node in recursion:
            digest, deeper = self.hash_n_degree(node, issued)
            path += issued[node] + f"<{digest}>"
            issued = deeper
            if best and len(path) >= len(best) and path > best:
                return None
        return path, issued
