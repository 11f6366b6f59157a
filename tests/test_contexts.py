"""The tables of the bundled contexts say what PyLD says of the contexts, in whatever order they are named."""

import hashlib
import itertools
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.packaged import script
from wallet import RESOURCES
from wallet.canon.contexts import Contexts, Scope, Term, Uncompiled
from wallet.canon.jsonld import to_rdf
from wallet.errors import Missing, Refused, Unsupported
from wallet.library import Context, Library

LIBRARY = Library.bundled()
ROWS = json.loads((RESOURCES / "contexts" / "contexts.json").read_bytes())
URLS = sorted({row["url"] for row in ROWS})
TABLED = [url for url in URLS if LIBRARY.table(url)]
CONTEXTS = Contexts(LIBRARY.context, LIBRARY.table)
OLDER = Contexts(lambda url: LIBRARY.context(url, 1), lambda url: LIBRARY.table(url, 1))
V1, V2 = "https://www.w3.org/2018/credentials/v1", "https://www.w3.org/ns/credentials/v2"


def test_the_tables_are_what_the_contexts_compile_to() -> None:
    compiled = script("contexts").compiled
    for row in ROWS:
        table = compiled((RESOURCES / "contexts" / row["file"]).read_bytes())
        assert (hashlib.sha256(table).hexdigest() if table else None) == row.get("compiled"), row["file"]
    kept = {path.name for path in (RESOURCES / "compiled").iterdir()}
    assert kept == {f"{Path(row['file']).stem}.json" for row in ROWS if "compiled" in row}


def test_all_contexts_but_one_have_a_table() -> None:
    assert set(URLS) - set(TABLED) == {"https://w3id.org/security/v2"}


def test_an_altered_table_is_refused() -> None:
    row = ROWS[0]
    with pytest.raises(Refused) as caught:
        Context(row["url"], row["file"], row["sha256"], compiled="0" * 64).table()
    assert caught.value.code == "library.context_altered"


def outcome(make: Callable[[], Any]) -> Any:
    """What comes of it: a value, or the code of what it was refused with. None if the tables cannot say."""
    try:
        return make()
    except Uncompiled:
        return None
    except (Unsupported, Missing) as error:
        return error.code


def meaning(term: Term | None) -> object:
    """A term, its scoped context left out: each way knows that by a name of its own."""
    return term and term._replace(scoped=term.scoped is not None)


def names(scope: Any) -> list[str]:
    return sorted(scope.rows) if hasattr(scope, "rows") else sorted(scope.active["mappings"])


WORDS = ["xsd:date", "sec:x", "dc:title", "urn:x", "did:key:z", "_:b", "https://x.example/#y", "1x:y", ":x", "x", "", "@foo", "@type", "a b:c", "x:\n"]  # fmt: skip


def alike(ours: Scope, theirs: Scope, depth: int = 2) -> None:
    """Two scopes mean the same: every term, every expansion, and every scope that can be entered from here."""
    known = sorted({*names(ours), *names(theirs)})
    assert names(ours) == names(theirs)
    assert ours.type_names == theirs.type_names or set(ours.type_names) == set(theirs.type_names)
    assert (ours.previous is None) == (theirs.previous is None)
    for name in [*known, *WORDS]:
        assert outcome(lambda: meaning(ours.terms[name])) == outcome(lambda: meaning(theirs.terms[name])), name  # noqa: B023
        for vocab in (False, True):
            assert ours.expand(name, vocab) == theirs.expand(name, vocab), name
    if not depth:
        return
    for name in known:
        term = outcome(lambda: ours.terms[name])  # noqa: B023
        if not isinstance(term, Term) or term.scoped is None:
            continue
        inner = outcome(lambda: ours.for_types((name,)))  # noqa: B023
        other = outcome(lambda: theirs.for_types((name,)))  # noqa: B023
        _alike_inside(inner, other, ours, theirs, depth)
        twin = theirs.terms[name]
        assert twin is not None
        _alike_inside(outcome(lambda: ours.enter(term)), outcome(lambda: theirs.enter(twin)), ours, theirs, depth)  # noqa: B023


def _alike_inside(inner: Any, other: Any, ours: Scope, theirs: Scope, depth: int) -> None:
    if inner is None:
        return
    if isinstance(inner, str) or isinstance(other, str):
        assert inner == other
    elif inner is not ours or other is not theirs:
        alike(inner, other, depth - 1)


def compare(urls: tuple[str, ...], depth: int, contexts: Contexts = CONTEXTS) -> bool:
    """Do the tables say anything of these contexts? If so, it is what PyLD says."""
    ours = outcome(lambda: contexts.scope(urls))
    if ours is None:
        return False
    theirs = outcome(lambda: contexts.reference(urls))
    if isinstance(ours, str) or isinstance(theirs, str):
        assert ours == theirs, urls
    else:
        alike(ours, theirs, depth)
    return True


@pytest.mark.parametrize("url", TABLED)
def test_a_context_alone_means_what_pyld_says(url: str) -> None:
    for contexts in (CONTEXTS, OLDER):
        compare((url,), 1, contexts)


@pytest.mark.parametrize("first", TABLED)
def test_two_contexts_mean_what_pyld_says(first: str) -> None:
    said = [compare((first, second), 0) for second in TABLED]
    assert sum(said) > len(TABLED) // 2


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(TABLED), max_size=4))
def test_any_order_of_contexts_means_what_pyld_says(urls: list[str]) -> None:
    compare((V2, *urls), 1)
    compare((V1, *urls), 1, OLDER)


def test_what_issuers_write_needs_no_pyld() -> None:
    """Every base with every edition of Open Badges or CLR, a suite and the extensions."""
    badges = [url for url in TABLED if "purl.imsglobal.org" in url and "extensions" not in url]
    suites = [url for url in TABLED if "/suites/ed25519-2020" in url or "data-integrity" in url or "status" in url]
    for base, badge, suite in itertools.product((V1, V2), badges, suites):
        urls = (base, badge, suite, "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json")
        assert outcome(lambda: CONTEXTS.scope(urls)) is not None, urls  # noqa: B023


def test_a_context_put_at_hand_goes_the_reference_way() -> None:
    url = "https://school.example/context"
    library = LIBRARY.with_contexts([Context(url, raw=b'{"@context": {"pace": "https://school.example/pace"}}')])
    contexts = Contexts(library.context, library.table)
    assert outcome(lambda: contexts.scope((V2, url))) is None
    found = to_rdf({"@context": [V2, url], "id": "urn:x", "pace": "slow"}, contexts)
    assert list(found.quads) == [("<urn:x>", "<https://school.example/pace>", '"slow"', "")]


@pytest.mark.parametrize("later", ["https://w3id.org/security/v1", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json"])  # fmt: skip
def test_a_prefix_from_another_context_is_noticed(later: str) -> None:
    """3.0.3 writes "xsd:dateTime" and defines no "xsd": what it means depends on what stands before it."""
    urls = (later, "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json")
    assert outcome(lambda: CONTEXTS.scope(urls)) is None
    scope = CONTEXTS.reference(urls)
    kinds = {term.type for name in names(scope) if (term := scope.terms[name]) is not None}
    assert any(kind and kind.endswith("XMLSchema#dateTime") for kind in kinds)
