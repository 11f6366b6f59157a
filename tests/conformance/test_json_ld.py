"""The W3C's JSON-LD tests (w3c-json-ld-api, toRdf): the right graph or a refusal, never another graph.

Contexts are known by address only, so a test's own inline context is put at hand under one. What the walk
does not take (no base IRI, few keywords) it must refuse or name as lost.
"""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests import nquads
from wallet.canon import rdfc
from wallet.canon.contexts import Contexts
from wallet.canon.jsonld import to_rdf
from wallet.errors import WalletError
from wallet.library import Context, Library

_OPTIONS_THAT_CHANGE_THE_GRAPH = {"expandContext", "rdfDirection", "produceGeneralizedRdf", "useNativeTypes", "base"}

_OF_VERSION_1_0 = {"#tep02", "#ter21", "#ter42", "#ttn01"}
"""Negative tests of the processing mode json-ld-1.0, whose documents are sound in 1.1."""


def at_hand(document: dict[str, Any]) -> tuple[dict[str, Any], Library]:
    """The document with an address for each of its outermost contexts, and a Library that holds them."""
    outer = document.get("@context", {})
    found, urls = [], []
    for place, context in enumerate(outer if isinstance(outer, list) else [outer]):
        url = f"https://context.example/{place}"
        found.append(Context(url, raw=json.dumps({"@context": context}).encode()))
        urls.append(url)
    return {**document, "@context": urls}, Library().with_contexts(found)


def graph_of(path: Path) -> set[rdfc.Quad] | None:
    """The statements of a test's input, or None where it is refused or something of it is lost."""
    try:
        value = json.loads(path.read_bytes())
        if not isinstance(value, dict):
            return None
        document, library = at_hand(value)
        found = to_rdf(document, Contexts(library.context, library.table))
    except (WalletError, ValueError):
        return None
    return set(found.quads) if found.whole else None


@pytest.mark.filterwarnings("ignore::SyntaxWarning")  # of reserved words in the tests' contexts
def test_the_graph_is_the_published_one_or_there_is_none(vectors: Path) -> None:
    folder = vectors / "w3c-json-ld-api"
    count: Counter[str] = Counter()
    for test in json.loads((folder / "toRdf-manifest.jsonld").read_bytes())["sequence"]:
        options = test.get("option", {})
        if options.get("specVersion") == "json-ld-1.0":
            continue
        if not (folder / test["input"]).is_file():
            count["not in the folder"] += 1
            continue
        found = graph_of(folder / test["input"])
        if found is None:
            count["refused"] += 1
        elif "jld:PositiveEvaluationTest" not in test["@type"]:
            count["made of a negative test"] += 1
            assert options.get("processingMode") == "json-ld-1.0" or test["@id"] in _OF_VERSION_1_0, test["@id"]
        elif options.keys() & _OPTIONS_THAT_CHANGE_THE_GRAPH:
            count["made under other options"] += 1
        else:
            wanted = nquads.parse((folder / test["expect"]).read_text(encoding="utf-8"))
            assert rdfc.canonicalize(found) == rdfc.canonicalize(wanted), test["@id"]
            count["equal"] += 1
    print("\nJSON-LD toRdf:", dict(count))
    assert count["equal"] >= 115
