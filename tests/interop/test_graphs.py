"""Odd shapes of credentials: where the walk gives a whole graph, it is the graph of the other processors.

PyOxigraph reads the document and canonicalizes for itself; PyLD reads it. AKASHI_GRAPHS says how many documents
(300 if unset). A graph that ``wallet.canon`` gives up is left out: nothing stops PyOxigraph.
"""

import json
import os
import random
from collections import Counter
from collections.abc import Callable
from typing import Any

import pyoxigraph
import pytest

from tests import making
from tests.interop import reasons, shapes
from tests.interop.others import Others
from tests.test_canon import _pyld, graph
from wallet.canon import rdfc
from wallet.errors import WalletError

COUNT = int(os.environ.get("AKASHI_GRAPHS", "300"))
LARGEST = 500
"""Statements, of which PyOxigraph is asked."""


def inlined(value: Any) -> Any:
    """The same document with its contexts in it: PyOxigraph loads none."""
    if isinstance(value, list):
        return [inlined(item) for item in value]
    if not isinstance(value, dict):
        return value
    return {name: _context(item) if name == "@context" else inlined(item) for name, item in value.items()}


def _context(value: Any) -> Any:
    if isinstance(value, list):
        return [_context(item) for item in value]
    if isinstance(value, str):
        return _context(making.library().context(value)["@context"])
    return inlined(value)


def by_pyoxigraph(document: dict[str, Any]) -> str:
    """The canonical statements, all of it theirs."""
    text = json.dumps(inlined(document)).encode()
    dataset = pyoxigraph.Dataset(pyoxigraph.parse(text, format=pyoxigraph.RdfFormat.JSON_LD))
    dataset.canonicalize(pyoxigraph.CanonicalizationAlgorithm.RDFC_1_0)
    lines = sorted(f"{quad} .\n".replace("  .", " .") for quad in dataset)
    return "".join(lines)


def by_pyld(document: dict[str, Any]) -> str:
    return rdfc.canonicalize(_pyld(document))


Reference = Callable[[dict[str, Any]], str]


def compared(document: dict[str, Any], references: dict[str, Reference]) -> tuple[str, list[str], list[str]]:
    """What became of the document here; the reasons of references that differ; and what has no reason."""
    try:
        found = graph(document)
        if not found.whole:
            return "lost something, and said so", [], []
        ours = rdfc.canonicalize(found.quads)
    except WalletError as error:
        return f"refused: {error.code}", [], []
    if len(found.quads) > LARGEST:
        return "too large to compare", [], []
    explained, wrong = [], []
    for name, reference in references.items():
        try:
            theirs = reference(document)
        except Exception as error:  # any of theirs: a reference that refuses is a reference that differs
            why, how = reasons.of_refusal(name, str(error)), f"{name} refuses: {error}"
        else:
            if theirs == ours:
                continue
            why, how = reasons.of_graph(name, ours, theirs), f"{name} differs"
        if why:
            explained.append(f"{name}: {why}")
        else:
            wrong.append(f"{how[:300]}\n    {json.dumps(document, ensure_ascii=False)}")
    return "whole", explained, wrong


def compare(count: int, references: dict[str, Reference]) -> None:
    chance = random.Random(os.environ.get("AKASHI_SOAK_SEED", "graphs"))
    tally: Counter[str] = Counter()
    explained: Counter[str] = Counter()
    wrong: list[str] = []
    for number in range(count):
        document = shapes.mutant(shapes.seeds()[number % len(shapes.seeds())], chance)
        outcome, known, unknown = compared(document, references)
        tally[outcome] += 1
        explained.update(known)
        wrong += unknown
    print(f"\n{count} odd documents: {dict(tally)}; explained: {dict(explained)}")
    assert wrong == [], "\n".join(wrong[:20])
    assert tally["whole"] > count / 4


@pytest.mark.timeout(3600)
@pytest.mark.filterwarnings("ignore::SyntaxWarning")  # of PyLD's, of reserved words
def test_a_whole_graph_is_the_graph_of_the_other_processors() -> None:
    compare(COUNT, {"PyOxigraph": by_pyoxigraph, "PyLD": by_pyld})


@pytest.mark.timeout(3600)
def test_a_whole_graph_is_what_other_wallets_sign(others: Others) -> None:
    compare(
        int(os.environ.get("AKASHI_GRAPHS", "2000")),
        {"jsonld.js": lambda document: others.make("graph", document=document)},
    )
