"""What a key, a type and an identifier mean in a context: the tables themselves, without any credential around them."""

from collections.abc import Callable
from typing import Any

import pytest

from wallet.canon import contexts
from wallet.canon.contexts import KEYWORDS, Contexts, Scope, Term, Terms, Uncompiled, context_urls, is_absolute, term_of
from wallet.canon.jsonld import to_rdf
from wallet.errors import Unsupported

XSD = "http://www.w3.org/2001/XMLSchema#"
X = "https://x.example/"


@pytest.mark.parametrize(
    ("kind", "language", "containers", "shape", "plain", "after"),
    [
        (None, None, (), "", True, ""),
        (f"{XSD}string", None, (), "", True, ""),
        (f"{XSD}date", None, (), "", True, f"^^<{XSD}date>"),
        (f"{XSD}double", None, (), "", False, ""),
        ("@id", None, (), "", False, ""),
        ("@json", None, (), "", False, ""),
        (None, "ja", (), "", False, ""),
        (f"{XSD}date", "ja", (), "", False, ""),
        (None, "", (), "", True, ""),
        (None, None, ("@set",), "", True, ""),
        (f"{XSD}date", None, ("@list",), "list", False, ""),
        (None, None, ("@list", "@set"), "list", False, ""),
        (None, None, ("@graph",), "graph", False, ""),
        (None, None, ("@index",), "?", False, ""),
        (None, None, ("@graph", "@id"), "?", False, ""),
    ],
)
def test_a_term_says_what_becomes_of_its_value(
    kind: str | None, language: str | None, containers: tuple[str, ...], shape: str, plain: bool, after: str
) -> None:
    found = term_of(f"{X}a", kind, language, containers, None)
    assert found == Term(f"{X}a", f"<{X}a>", kind, language or None, shape, plain, after, None, False)


def test_a_keyword_has_no_predicate_and_a_term_has_the_least_by_default() -> None:
    assert term_of("@id", None, None, (), "s") == Term("@id", "", None, None, "", True, "", "s")
    assert Term("i", "p") == Term("i", "p", None, None, "", True, "", None, False)


def row(iri: str | None, *, kind: str | None = None, containers: tuple[str, ...] = (), scoped: str = "",
        reverse: bool = False, prefix: bool = False, protected: bool = False) -> list[Any]:  # fmt: skip
    return [iri, kind, list(containers), scoped, reverse, prefix, protected]


TABLES: dict[str, dict[str, Any]] = {
    f"{X}one": {
        "terms": {
            "id": row("@id", protected=True), "type": row("@type", protected=True), "name": row(f"{X}name", protected=True),
            "ex": row(X, prefix=True), "noprefix": row(X), "Badge": row(f"{X}Badge", scoped="badge"), "Plain": row(f"{X}Plain"),
            "back": row(f"{X}back", reverse=True), "steps": row(f"{X}steps", containers=("@list",)), "inner": row(f"{X}inner", scoped="inner"),
            "nothing": row(None), "word": row("relative"), "owner": row(f"{X}owner", kind="@id"),
        },
        "assumes": {}, "scopes": {
            "badge": {"terms": {"score": row(f"{X}score")}, "assumes": {}},
            "inner": {"terms": {"name": row(f"{X}innername")}, "assumes": {}},
            "gone": None,
        },
    },
    f"{X}vocab": {"terms": {}, "assumes": {}, "scopes": {}, "vocab": f"{X}v#"},
    f"{X}clash": {"terms": {"name": row(f"{X}other")}, "assumes": {}, "scopes": {}},
    f"{X}same": {"terms": {"name": row(f"{X}name")}, "assumes": {}, "scopes": {}},
    f"{X}assumes": {"terms": {"more": row(f"{X}more")}, "assumes": {"ex": [X, True]}, "scopes": {}},
    f"{X}assumes-none": {"terms": {"more": row(f"{X}more")}, "assumes": {"ex": None}, "scopes": {}},
    f"{X}assumes-no-prefix": {"terms": {"more": row(f"{X}more")}, "assumes": {"ex": [X, False]}, "scopes": {}},
    f"{X}odd-keywords": {"terms": {"id": row(f"{X}id"), "kind": row("@type"), "key": row("@id")}, "assumes": {}, "scopes": {}},
}  # fmt: skip


def refused(url: str) -> Any:
    raise AssertionError(f"{url} is read by the reference processor")


def scope(*names: str) -> Scope:
    return Contexts(refused, TABLES.get).scope(tuple(f"{X}{name}" for name in names))


def code_of(work: Callable[[], object]) -> str:
    with pytest.raises(Unsupported) as caught:
        work()
    return caught.value.code


@pytest.mark.parametrize(
    ("value", "vocab", "expanded"),
    [
        ("name", True, f"{X}name"), ("name", False, "name"), ("ex:a", True, f"{X}a"), ("ex:a", False, f"{X}a"),
        ("ex://a", False, "ex://a"), ("_:b", False, "_:b"), ("noprefix:a", False, "noprefix:a"), ("urn:a:b", True, "urn:a:b"),
        ("@type", True, "@type"), ("@other", True, None), ("@other", False, None), ("@9", True, "@9"), (":a", True, ":a"), ("a b:c", True, "a b:c"),
        ("stranger", True, "stranger"), ("nothing", True, None), ("", True, ""), ("ex:", True, X),
    ],
)  # fmt: skip
def test_a_value_is_expanded_by_its_term_its_prefix_or_not_at_all(
    value: str, vocab: bool, expanded: str | None
) -> None:
    assert scope("one").expand(value, vocab) == expanded


def test_a_vocabulary_takes_what_is_no_term_where_terms_are_expected() -> None:
    found = scope("one", "vocab")
    assert found.expand("stranger", True) == f"{X}v#stranger"
    assert found.expand("stranger", False) == "stranger"
    assert found.expand("name", True) == f"{X}name"


@pytest.mark.parametrize(
    ("value", "vocab", "resource"),
    [("did:web:a.example", False, "<did:web:a.example>"), ("ex:a", False, f"<{X}a>"), ("_:b0", False, "_:b0"), ("_:b 0", False, None), ("_:", False, None),
     ("a", False, None), ("name", True, f"<{X}name>"), ("nothing", True, None), ("@type", False, None), ("ex:a b", False, None), ("ex:a>", False, None), ("word", True, None)],
)  # fmt: skip
def test_a_resource_is_an_absolute_identifier_or_a_label_or_nothing(
    value: str, vocab: bool, resource: str | None
) -> None:
    assert scope("one").iri(value, vocab) == resource


def test_an_identifier_is_absolute_only_if_n_quads_can_write_it() -> None:
    assert all(map(is_absolute, ("a:", "urn:x", "https://x.example/ä", "A+b-c.d:e")))
    assert not any(map(is_absolute, ("", "a", ":a", "1a:b", "a:b c", "a:<", "a:>", 'a:"', "a:{", "a:|", "a:\\", "a:^", "a:`", "a:\n", "a:\x00", "a:b\n")))  # fmt: skip


def test_terms_are_looked_up_with_what_they_bring() -> None:
    terms = scope("one").terms
    assert terms["name"] == Term(f"{X}name", f"<{X}name>")
    assert terms["owner"] == Term(f"{X}owner", f"<{X}owner>", "@id", plain=False)
    assert terms["steps"] == Term(f"{X}steps", f"<{X}steps>", shape="list", plain=False)
    assert terms["inner"] == Term(f"{X}inner", f"<{X}inner>", scoped="inner")
    assert terms["stranger"] is None
    assert terms["nothing"] is None
    assert terms["word"] is None, "its meaning is relative"
    assert terms["ex:other"] == Term(f"{X}other", f"<{X}other>", plain=False, renamed=True)
    assert terms["https://y.example/a"] == Term(
        "https://y.example/a", "<https://y.example/a>", plain=False, renamed=True
    )
    assert code_of(lambda: terms["back"]) == "coverage.unsupported"


def test_keywords_are_known_by_every_name_they_have() -> None:
    usual, odd = scope("one"), scope("odd-keywords")
    assert usual.keywords == {**KEYWORDS, "id": "@id", "type": "@type"}
    assert usual.is_usual
    assert usual.unusual == frozenset(KEYWORDS)
    assert usual.type_names == ("@type", "type")
    assert not odd.is_usual
    assert odd.keywords["key"] == "@id"
    assert odd.type_names == ("@type", "kind")
    assert not scope("vocab").is_usual


def test_a_type_brings_its_own_terms_until_the_next_object() -> None:
    outer = scope("one")
    inside = outer.for_types(("Plain", "Badge"))
    assert inside.terms["score"] is not None
    assert inside.terms["name"] == outer.terms["name"]
    assert outer.terms["score"] is None
    assert inside.previous is outer
    assert outer.previous is None
    assert outer.for_types(("Plain",)) is outer
    assert outer.for_types(("Plain", "Badge")) is inside


def test_a_property_may_give_protected_terms_another_meaning_and_nobody_else_may() -> None:
    outer = scope("one")
    term = outer.terms["inner"]
    assert term is not None
    inner = outer.enter(term)
    assert inner.terms["name"] == Term(f"{X}innername", f"<{X}innername>")
    assert inner.previous is None, "what a property brings holds below it"
    assert outer.enter(term) is inner
    assert code_of(lambda: scope("one", "clash")) == "coverage.context_conflict"
    assert scope("one", "same").terms["name"] == outer.terms["name"]
    assert scope("clash", "same").terms["name"] == Term(f"{X}name", f"<{X}name>")


def test_what_is_protected_stays_so_when_it_is_said_again() -> None:
    assert code_of(lambda: scope("one", "same", "clash")) == "coverage.context_conflict"


def test_a_scope_below_a_type_remembers_the_one_outside_of_it() -> None:
    outer = scope("one")
    inside = outer.for_types(("Badge",))
    term = inside.terms["inner"]
    assert term is not None
    assert inside.enter(term).previous is outer
    assert outer.nested((f"{X}vocab",)).previous is None


def test_a_context_that_goes_back_to_nothing_may_not_drop_what_is_protected() -> None:
    held = Contexts(refused, TABLES.get)
    outer = held.scope((f"{X}one",))
    assert isinstance(outer, contexts._Table)
    assert code_of(lambda: outer._with("gone", overriding=False, propagate=False)) == "coverage.context_conflict"
    assert outer._with("gone", overriding=True, propagate=True) is held.initial
    free = held.scope((f"{X}vocab",))
    assert isinstance(free, contexts._Table)
    assert free._with("gone", overriding=False, propagate=False) is held.initial


def test_the_tables_say_so_where_they_rest_on_something_else() -> None:
    assert scope("one", "assumes").terms["more"] is not None
    assert scope("assumes-none").terms["more"] is not None
    for names in (("assumes",), ("one", "assumes-none"), ("one", "assumes-no-prefix")):
        with pytest.raises(Uncompiled):
            scope(*names)
    with pytest.raises(Uncompiled):
        scope("unknown")


def test_what_a_hostile_document_names_is_not_remembered_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(contexts, "_REMEMBERED", 3)
    found = scope("one")
    for number in range(20):
        assert found.terms[f"ex:{number}"] is not None
        assert found.types[f"ex:{number}"] == f"<{X}{number}>"
        found.for_types((f"t{number}",))
        assert max(len(found.terms), len(found.types), len(found._by_types)) <= 4
    assert found.terms["name"] is found.terms["name"], "but it is remembered"
    entered = found._entered  # type: ignore[attr-defined]
    assert isinstance(found, contexts._Table)
    for number in range(600):
        found._remember(number, found)
    assert len(entered) <= 257
    assert entered[599] is found


def test_a_type_is_expanded_once_and_told_apart_from_a_relative_one() -> None:
    types = scope("one").types
    assert types["Badge"] == f"<{X}Badge>"
    assert types["stranger"] is None
    assert types["_:b"] == "_:b"
    assert set(types) == {"Badge", "stranger", "_:b"}


@pytest.mark.parametrize(
    ("stated", "code"),
    [(None, "coverage.context_inline"), ([], "coverage.context_inline"), ({}, "coverage.context_inline"), ([f"{X}one", {}], "coverage.context_inline"),
     ("relative", "coverage.context_unknown"), ([f"{X}one", "relative"], "coverage.context_unknown")],
)  # fmt: skip
def test_a_context_is_named_by_an_absolute_address(stated: Any, code: str) -> None:
    assert code_of(lambda: context_urls({"@context": stated})) == code


def test_an_address_that_is_refused_is_told_but_not_at_any_length() -> None:
    with pytest.raises(Unsupported) as caught:
        context_urls({"@context": "x" * 500})
    assert caught.value.facts == {"url": "x" * 120}


def test_one_address_may_stand_alone_or_in_a_list() -> None:
    assert context_urls({"@context": f"{X}one"}) == (f"{X}one",)
    assert context_urls({"@context": [f"{X}one", f"{X}vocab"]}) == (f"{X}one", f"{X}vocab")


def quads(document: dict[str, Any], *names: str) -> list[tuple[str, str, str]]:
    graph = to_rdf({"@context": [f"{X}{name}" for name in names], **document}, Contexts(refused, TABLES.get))
    assert graph.whole
    return sorted(quad[:3] for quad in graph.quads)


def test_a_single_text_in_an_ordered_list_is_a_list_of_one() -> None:
    first, rest, nil = (f"<http://www.w3.org/1999/02/22-rdf-syntax-ns#{name}>" for name in ("first", "rest", "nil"))
    found = quads({"id": f"{X}s", "steps": "a"}, "one")
    assert found == [(f"<{X}s>", f"<{X}steps>", "_:b1"), ("_:b1", first, '"a"'), ("_:b1", rest, nil)]


def test_a_text_under_a_term_for_identifiers_is_an_identifier() -> None:
    assert quads({"id": f"{X}s", "owner": f"{X}o"}, "one") == [(f"<{X}s>", f"<{X}owner>", f"<{X}o>")]


@pytest.mark.parametrize(
    "name",
    ["validFrom", "validUntil", "issuanceDate", "expirationDate", "issuer", "credentialSubject", "credentialStatus",
     "credentialSchema", "relatedResource", "evidence", "endorsement", "endorsementJwt", "holder", "verifiableCredential",
     "created", "expires", "proofPurpose", "verificationMethod", "challenge", "domain", "nonce", "previousProof",
     "statusPurpose", "statusListIndex", "statusListCredential", "statusSize", "statusMessage", "encodedList", "ttl"],
)  # fmt: skip
def test_a_second_term_for_what_is_read_by_name_is_another_name_of_it(name: str) -> None:
    known = {name: f"{X}{name}", "second": f"{X}{name}", "third": f"{X}third"}

    def look(key: str) -> Term | None:
        if key == "nonce" and name != "nonce":
            raise Unsupported("coverage.unsupported", what=key)
        return term_of(known[key], None, None, (), None) if key in known else None

    terms = Terms(look)
    found = {key: terms[key] for key in known}
    assert [key for key, term in found.items() if term is not None and term.renamed] == ["second"]
    assert found["second"] is not None
    assert not found["second"].plain
