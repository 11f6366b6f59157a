"""From a document to its statements, construct by construct, on tables of its own: what is walked, lost, and refused."""

from typing import Any

import pytest

from tests.test_terms import TABLES, X, row
from wallet.canon import jcs, literals
from wallet.canon.contexts import Contexts
from wallet.canon.jsonld import Graph, path_of, to_rdf
from wallet.errors import Unsupported

XSD, RDF = "http://www.w3.org/2001/XMLSchema#", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
HERE: dict[str, dict[str, Any]] = {
    **TABLES,
    f"{X}more": {
        "terms": {
            "VerifiableCredential": row(f"{X}VC"), "VerifiablePresentation": row(f"{X}VP"), "EnvelopedVerifiableCredential": row(f"{X}EVC"),
            "holds": row(f"{X}holds"), "when": row(f"{X}when", kind=f"{XSD}date"), "amount": row(f"{X}amount", kind=f"{XSD}double"),
            "raw": row(f"{X}raw", kind="@json"), "any": row(f"{X}any", kind="@none"), "kind2": row(f"{X}kind2", kind="@vocab"),
            "graph": row(f"{X}graph", containers=("@graph",)), "odd": row(f"{X}odd", containers=("@index",)), "set": row(f"{X}set", containers=("@set",)),
            "scoped": row(f"{X}scoped", kind="@id", scoped="renames"),
        },
        "assumes": {}, "scopes": {"renames": {"terms": {"exx": row("https://y.example/", prefix=True)}, "assumes": {}}},
    },
}  # fmt: skip
S = f"<{X}s>"


def walked(document: dict[str, Any], *names: str) -> Graph:
    def refused(url: str) -> Any:
        raise AssertionError(f"{url} is read by the reference processor")

    urls = [f"{X}{name}" for name in names or ("one", "more")]
    return to_rdf({"@context": urls, **document}, Contexts(refused, HERE.get))


def said(document: dict[str, Any], *names: str) -> set[tuple[str, str, str]]:
    graph = walked(document, *names)
    assert graph.whole
    assert not graph.renamed
    return {quad[:3] for quad in graph.quads}


def lost(document: dict[str, Any]) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    graph = walked(document)
    return graph.undefined, graph.relative, graph.renamed


def refused(document: dict[str, Any]) -> tuple[str, object]:
    with pytest.raises(Unsupported) as caught:
        walked(document)
    return caught.value.code, caught.value.facts.get("what")


@pytest.mark.parametrize(
    ("name", "value", "object_"),
    [
        ("name", "a", '"a"'), ("name", 'a "b"\n', '"a \\"b\\"\\n"'), ("name", True, f'"true"^^<{XSD}boolean>'), ("name", False, f'"false"^^<{XSD}boolean>'),
        ("name", 5, f'"5"^^<{XSD}integer>'), ("name", 5.0, f'"5"^^<{XSD}integer>'), ("name", 5.5, f'"5.5E0"^^<{XSD}double>'), ("name", 1e21, f'"1.0E21"^^<{XSD}double>'),
        ("when", "2026-01-01", f'"2026-01-01"^^<{XSD}date>'), ("when", 'a"b', f'"a\\"b"^^<{XSD}date>'), ("when", 5, f'"5"^^<{XSD}date>'), ("amount", 5, f'"5.0E0"^^<{XSD}double>'),
        ("raw", {"b": 1, "a": None}, f'"{{\\"a\\":null,\\"b\\":1}}"^^<{RDF}JSON>'), ("raw", None, f'"null"^^<{RDF}JSON>'), ("raw", [1], f'"[1]"^^<{RDF}JSON>'),
        ("any", "a", '"a"'), ("any", 5, f'"5"^^<{XSD}integer>'), ("owner", f"{X}o", f"<{X}o>"), ("owner", "ex:o", f"<{X}o>"), ("kind2", "Badge", f"<{X}Badge>"),
        ("scoped", "exx:a", "<https://y.example/a>"), ("owner", 5, f'"5"^^<{XSD}integer>'), ("set", "a", '"a"'),
    ],
)  # fmt: skip
def test_a_value_becomes_one_object(name: str, value: Any, object_: str) -> None:
    predicate = f"<{X}{name}>"
    assert said({"id": f"{X}s", name: value}) == {(S, predicate, object_)}
    assert said({"id": f"{X}s", name: [value]}) == {(S, predicate, object_)} or name == "raw"


@pytest.mark.parametrize(
    ("value", "object_"),
    [
        ({"@value": "a"}, '"a"'), ({"@value": "a", "@language": "ja-JP"}, '"a"@ja-jp'), ({"@value": "a", "@type": "ex:t"}, f'"a"^^<{X}t>'), ({"@value": "a", "@type": "Badge"}, f'"a"^^<{X}Badge>'),
        ({"@value": 5}, f'"5"^^<{XSD}integer>'), ({"@value": {"b": [1]}, "@type": "@json"}, f'"{{\\"b\\":[1]}}"^^<{RDF}JSON>'), ({"@value": "a", "@language": None}, '"a"'),
        ({"@value": "a", "@direction": None, "@index": None}, '"a"'), ({"@value": "2.5", "type": "ex:t"}, f'"2.5"^^<{X}t>'),
    ],
)  # fmt: skip
def test_a_value_object_is_a_literal(value: Any, object_: str) -> None:
    assert said({"id": f"{X}s", "name": value}) == {(S, f"<{X}name>", object_)}


def test_a_value_of_nothing_makes_no_statement() -> None:
    for nothing in (None, {"@value": None}, [], [None]):
        assert said({"id": f"{X}s", "name": nothing}) == set()


def test_what_a_literal_cannot_hold_is_noted() -> None:
    assert lost({"name": {"@value": "a", "@direction": "rtl"}})[0] == ("/name/@direction",)
    assert lost({"name": {"@value": "a", "@index": "i"}})[0] == ("/name/@index",)
    assert lost({"name": {"@value": "a", "stranger": 1}})[0] == ("/name/stranger",)
    assert lost({"name": {"@value": "a", "@type": "stranger"}}) == ((), ("/name/@type",), ())


@pytest.mark.parametrize(
    "value",
    [
        {"@value": "a", "name": "b"}, {"@value": "a", "@id": f"{X}a"}, {"@value": 5, "@language": "ja"}, {"@value": "a", "@language": 5}, {"@value": "a", "@type": "_:b"},
        {"@value": "a", "@language": "ja", "@type": "ex:t"}, {"@value": ["a"]}, {"@value": {}}, [["a"]], [[]], {"@value": "5", "@type": f"{XSD}double"}, {"@value": "a", "@language": "not a tag"},
        {"@value": "a", "@language": "ja", "@type": "@json"},
        *({name: ["a"]} for name in ("@list", "@set", "@graph", "@included", "@reverse", "@nest")),
    ],
)  # fmt: skip
def test_what_is_not_understood_is_refused_and_never_guessed(value: Any) -> None:
    assert refused({"id": f"{X}s", "name": value})[0] == "coverage.unsupported"


def test_the_place_of_what_is_refused_is_said() -> None:
    assert refused({"holds": [{"name": "a"}, {"name": {"@set": ["a"]}}]})[1] == "/holds/1/name"
    assert refused({"type": 5})[1] == "/type"
    assert refused({"id": 5})[1] == "/id"
    assert refused({"type": ["Badge", None]})[1] == "/type"
    assert refused({"type": "Badge", "@type": "Plain"})[1] in ("/type", "/@type")
    assert refused({"id": f"{X}s", "@id": f"{X}t"})[1] in ("/id", "/@id")
    assert refused({"odd": "a"})[1] == "/odd"
    assert refused({"@included": [], "@nest": {}})[1] == "@included, @nest"


def test_types_are_statements_in_their_order_and_strangers_are_lost() -> None:
    graph = walked({"id": f"{X}s", "type": ["Badge", "_:t", "Plain"]})
    assert [quad[2] for quad in graph.statements] == [f"<{X}Badge>", "_:b1", f"<{X}Plain>"]
    assert {quad[1] for quad in graph.statements} == {f"<{RDF}type>"}
    assert lost({"type": ["Badge", "Stranger"]})[0] == ("/type/1",)
    assert [path_of(place) for place in graph.places] == [("type", 0), ("type", 1), ("type", 2)]


def test_an_object_without_a_name_gets_one_and_a_label_keeps_to_one() -> None:
    graph = walked({"id": "_:x", "holds": [{"name": "a"}, {"id": "_:x"}, {"id": "_:y", "name": "b"}]})
    assert set(graph.quads) == {
        ("_:b1", f"<{X}holds>", "_:b2", ""), ("_:b2", f"<{X}name>", '"a"', ""), ("_:b1", f"<{X}holds>", "_:b1", ""),
        ("_:b1", f"<{X}holds>", "_:b3", ""), ("_:b3", f"<{X}name>", '"b"', ""),
    }  # fmt: skip
    assert graph.sources[("_:b2", f"<{X}name>", '"a"', "")] == [("holds", 0, "name")]


def test_the_same_statement_twice_is_one_from_two_places() -> None:
    graph = walked({"id": f"{X}s", "name": ["a", "a"]})
    assert len(graph.quads) == 1
    assert graph.sources == {(S, f"<{X}name>", '"a"', ""): [("name", 0), ("name", 1)]}


def test_members_and_identifiers_that_mean_nothing_are_named() -> None:
    assert lost({"id": "relative", "name": "a", "stranger": 1, "owner": "o"}) == (("/stranger",), ("/id", "/owner"), ())
    graph = walked({"id": "relative", "name": "a"})
    assert not graph.quads
    assert not graph.whole
    assert walked({"id": f"{X}s", "name": "a"}).whole


def test_what_goes_by_another_name_is_told() -> None:
    assert lost({f"{X}name": "a"}) == ((), (), (f"/{X.replace('~', '~0').replace('/', '~1')}name",))
    assert lost({"ex:name": "a"})[2] == ("/ex:name",)
    assert lost({"@id": f"{X}s", "@type": "Badge"})[2] in (("/@id", "/@type"), ("/@type", "/@id"))


def test_the_document_once_more_is_told_unless_it_is_somebody_elses_statement_about_it() -> None:
    def again(**inner: Any) -> tuple[str, ...]:
        return lost({"id": f"{X}s", "type": ["Badge"], "holds": {"id": f"{X}s", **inner}})[2]

    assert again(type=["Badge"], name="a") == ("/holds",)
    assert again(type=["Plain", "Badge"]) == ("/holds",)
    assert again(type=["Plain"]) == ()
    assert again(name="a") == ()
    for proof in ({"name": "a"}, [], None, [None]):
        assert again(type=["Badge"], proof=proof) == ("/holds",)
    assert lost({"id": f"{X}s", "type": ["Badge"], "holds": {"id": f"{X}t", "type": ["Badge"]}})[2] == ()


def test_what_a_type_brings_ends_at_the_next_object() -> None:
    assert lost({"type": "Badge", "score": 1, "holds": {"score": 1}})[0] == ("/holds/score",)
    assert lost({"type": "Badge", "holds": {"type": "Badge", "score": 1}})[0] == ()
    # A value, or a reference and nothing else, is read as its parent is (expansion, step 7).
    found = said({"id": f"{X}s", "type": "Badge", "score": {"@value": "a", "type": "ex:t"}, "holds": {"id": f"{X}o"}})
    assert (S, f"<{X}score>", f'"a"^^<{X}t>') in found
    assert (S, f"<{X}holds>", f"<{X}o>") in found


def test_what_a_property_brings_holds_below_it() -> None:
    found = walked({"inner": {"name": "a", "holds": {"name": "b"}}, "name": "c"}).quads
    assert {(quad[1], quad[2]) for quad in found if quad[2][0] == '"'} == {
        (f"<{X}innername>", '"a"'), (f"<{X}innername>", '"b"'), (f"<{X}name>", '"c"'),
    }  # fmt: skip


@pytest.mark.parametrize("kind", ["VerifiableCredential", "VerifiablePresentation", "EnvelopedVerifiableCredential"])
@pytest.mark.parametrize("member", ["type", "@type"])
def test_a_credential_within_brings_its_own_context_and_nothing_else_does(kind: str, member: str) -> None:
    urls = [f"{X}one", f"{X}more"]
    inside = {"@context": urls, member: kind, "name": "a"}
    graph = walked({"holds": inside})
    assert graph.whole
    assert any(quad[1] == f"<{X}name>" for quad in graph.quads)
    assert walked({"holds": {**inside, member: ["Badge", kind]}}).whole
    assert refused({"holds": {**inside, member: "Badge"}}) == ("coverage.context_nested", "/holds")
    assert refused({"holds": {"@context": urls, "name": "a"}}) == ("coverage.context_nested", "/holds")


def test_a_graph_of_its_own_is_linked_and_an_empty_one_is_lost() -> None:
    graph = walked({"id": f"{X}s", "graph": {"id": f"{X}o", "name": "a"}})
    assert set(graph.quads) == {(S, f"<{X}graph>", "_:b1", ""), (f"<{X}o>", f"<{X}name>", '"a"', "_:b1")}
    assert lost({"id": f"{X}s", "graph": [{"id": f"{X}o"}, {"name": "a"}]})[0] == ("/graph/0",)
    assert lost({"id": f"{X}s", "graph": f"{X}o"})[0] == ("/graph",)


def test_an_ordered_list_is_a_chain_and_its_place_is_kept() -> None:
    graph = walked({"id": f"{X}s", "steps": ["a", None, {"id": f"{X}o"}]})
    assert graph.lists == (("steps",),)
    first, rest, nil = (f"<{RDF}{name}>" for name in ("first", "rest", "nil"))
    assert {quad[:3] for quad in graph.quads} == {
        (S, f"<{X}steps>", "_:b2"), ("_:b2", first, '"a"'), ("_:b2", rest, "_:b1"), ("_:b1", first, f"<{X}o>"), ("_:b1", rest, nil),
    }  # fmt: skip
    assert said({"id": f"{X}s", "steps": []}) == {(S, f"<{X}steps>", nil)}


@pytest.mark.parametrize(
    ("text", "written"),
    [("\b", "\\b"), ("\t", "\\t"), ("\n", "\\n"), ("\f", "\\f"), ("\r", "\\r"), ('"', '\\"'), ("\\", "\\\\"), ("\x00", "\\u0000"), ("\x0b", "\\u000B"), ("\x7f", "\\u007F"),
     ("\x80", "\x80"), ("証", "証"), ("'", "'"), ("", "")],
)  # fmt: skip
def test_a_text_is_written_as_canonical_n_quads(text: str, written: str) -> None:
    assert literals.quoted(f"a{text}b") == f'"a{written}b"'
    assert bool(literals.must_escape(text)) == (written != text)


@pytest.mark.parametrize(
    ("value", "written"),
    [(1.5, "1.5E0"), (100.0, "1.0E2"), (-0.25, "-2.5E-1"), (1e-7, "1.0E-7"), (123456.789, "1.23456789E5"), (0.0, "0.0E0"), (1e100, "1.0E100")],
)  # fmt: skip
def test_a_double_is_written_in_its_canonical_form(value: float, written: str) -> None:
    assert literals.double(value) == written


def test_a_language_is_a_tag_and_small() -> None:
    assert literals.tagged("a", "EN-gb") == '"a"@en-gb'
    for wrong in ("", "e n", "en_GB", "x" * 9, "en-", "1a"):
        with pytest.raises(Unsupported) as caught:
            literals.tagged("a", wrong)
        assert caught.value.facts == {"what": wrong}


@pytest.mark.parametrize(
    ("number", "written"),
    [(0, "0"), (-0.0, "0"), (1, "1"), (-1.5, "-1.5"), (1e21, "1e+21"), (1e20, "100000000000000000000"), (123e18, "123000000000000000000"), (1e-6, "0.000001"), (1e-7, "1e-7"),
     (1.5e-7, "1.5e-7"), (0.1, "0.1"), (0.01, "0.01"), (10.5, "10.5"), (1e22, "1e+22"), (9007199254740992, "9007199254740992"), (5e-324, "5e-324"), (100.0, "100")],
)  # fmt: skip
def test_a_number_is_written_as_javascript_would(number: float, written: str) -> None:
    assert jcs.canonicalize(number) == written.encode()
