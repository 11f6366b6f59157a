"""Queries for credentials: what is asked, what of it is held, and what would have to be shown."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import making
from tests.test_formats import token
from tests.test_sdjwt import CLAIMS, issued
from tests.test_selective import NAME, base
from wallet import formats
from wallet.errors import Malformed
from wallet.model import Credential
from wallet.sharing import dcql

VCT = CLAIMS["vct"]


def credential(raw: bytes) -> Credential:
    return formats.read(raw).credentials[0]


CHOSEN, BADGE = credential(issued()), credential(making.raw(making.signed()))


def wanted(*paths: list[Any], sets: list[list[int]] | None = None, **changes: Any) -> dcql.Wanted:
    one: dict[str, Any] = {"id": "q", "format": "dc+sd-jwt", "meta": {"vct_values": [VCT]}, **changes}
    if paths:
        one["claims"] = [{"id": f"c{place}", "path": path} for place, path in enumerate(paths)]
    if sets:
        one["claim_sets"] = [[f"c{place}" for place in names] for names in sets]
    return dcql.read_query({"credentials": [one]}).wanted[0]


def badge(*paths: list[Any], **changes: Any) -> dcql.Wanted:
    return wanted(*paths, **{"format": "ldp_vc", "meta": {"type_values": [["OpenBadgeCredential"]]}, **changes})


def test_claims_are_found_by_name_by_place_and_in_any_place_of_a_list() -> None:
    (match,) = dcql.matches(
        wanted(["family_name"], ["learning_outcomes", None], ["address", "region"]), [BADGE, CHOSEN]
    )
    assert match.credential is CHOSEN
    assert match.required == ("/family_name", "/learning_outcomes/0", "/learning_outcomes/1", "/address/region")
    assert match.optional == ()


@pytest.mark.parametrize("path", [["given_name"], ["learning_outcomes", 2], ["family_name", 0], ["learning_outcomes", "0"], ["address", None]])  # fmt: skip
def test_what_is_not_there_is_not_found(path: list[Any]) -> None:
    assert dcql.matches(wanted(path), [CHOSEN]) == ()


def test_another_type_or_format_does_not_answer() -> None:
    assert dcql.matches(wanted(meta={"vct_values": ["urn:other"]}), [CHOSEN]) == ()
    assert dcql.matches(wanted(format="mso_mdoc"), [CHOSEN]) == ()
    assert dcql.matches(wanted(format="ldp_vc", meta={}), [CHOSEN]) == ()
    assert dcql.matches(wanted(format="vc+sd-jwt"), [CHOSEN])


def test_types_of_linked_data_are_asked_for_in_full_or_by_their_terms() -> None:
    full = ["https://www.w3.org/2018/credentials#VerifiableCredential", "https://purl.imsglobal.org/spec/vc/ob/vocab.html#OpenBadgeCredential"]  # fmt: skip
    assert dcql.matches(badge(), [BADGE])
    assert dcql.matches(badge(meta={"type_values": [["Other"], full]}), [BADGE])
    assert not dcql.matches(badge(meta={"type_values": [[*full, "Other"]]}), [BADGE])
    carried = credential(token(making.badge(), typ="vc+jwt"))
    assert dcql.matches(badge(format="jwt_vc_json"), [carried])


def test_a_value_that_was_not_asked_for_does_not_answer() -> None:
    def with_values(*values: Any) -> bool:
        claims = [{"path": ["iat"], "values": list(values)}]
        return bool(dcql.matches(dcql.read_query({"credentials": [{"id": "q", "format": "dc+sd-jwt", "claims": claims}]}).wanted[0], [CHOSEN]))  # fmt: skip

    assert with_values(CLAIMS["iat"], 5)
    assert not with_values(5, str(CLAIMS["iat"]))
    assert not with_values(True)


def test_of_several_combinations_one_is_enough_and_what_all_share_is_required() -> None:
    one = wanted(
        ["family_name"], ["achievement_title"], ["given_name"], ["address"], sets=[[0, 1, 2], [1, 3, 0], [1, 3]]
    )
    (match,) = dcql.matches(one, [CHOSEN])
    assert match.ways == (("/achievement_title", "/address", "/family_name"), ("/achievement_title", "/address"))
    assert match.required == ("/achievement_title", "/address")
    assert match.optional == ("/family_name",)
    assert match.least == ("/achievement_title", "/address"), "not the name, unless the holder wants to"
    assert match.is_enough(["/address", "/achievement_title"])
    assert not match.is_enough(["/address", "/family_name"])


def test_revealing_takes_what_was_asked_and_what_it_stands_in_and_nothing_else() -> None:
    assert dcql.revealing(CHOSEN, ["/address/region"]) == ("/address", "/address/region")
    assert dcql.revealing(CHOSEN, ["/learning_outcomes"]) == ("/learning_outcomes/0", "/learning_outcomes/1")
    assert dcql.revealing(CHOSEN, ["/achievement_title"]) == ()
    assert dcql.revealing(BADGE, [NAME]) is None, "it can only be shown whole"
    assert dcql.revealing(credential(making.raw(base("ecdsa-sd-2023"))), [NAME]) == (NAME,)


def test_groups_say_which_queries_must_be_answered_together() -> None:
    rows = [{"id": name, "format": "dc+sd-jwt"} for name in ("a", "b", "c", "d")]
    query = dcql.read_query({"credentials": rows, "credential_sets": [{"options": [["a"], ["b", "c"]]}, {"options": [["d"]], "required": False}]})  # fmt: skip
    assert [dcql.answered(query, names) for names in (["a"], ["b", "c"], ["b"], ["d"], ["c", "b", "d"])] == [True, True, False, False, True]  # fmt: skip
    assert dcql.answered(dcql.read_query({"credentials": rows}), ["a", "b", "c", "d"])
    assert not dcql.answered(dcql.read_query({"credentials": rows}), ["a", "b", "c"])


def test_the_published_queries_are_read_and_come_back_the_same(vectors: Path) -> None:
    files = sorted((vectors / "openid4vp" / "query_lang").glob("*.json"))
    assert len(files) >= 7
    for file in files:
        stated = json.loads(file.read_text("utf-8"))
        query = dcql.read_query(stated)
        assert [one.id for one in query.wanted] == [one["id"] for one in stated["credentials"]]
        assert dcql.read_query(dcql.write_query(query)) == query
        for one, row in zip(query.wanted, stated["credentials"], strict=True):
            assert [list(claim.path) for claim in one.claims] == [claim["path"] for claim in row["claims"]]


def test_the_published_credentials_answer_the_published_queries(vectors: Path) -> None:
    folder = vectors / "openid4vp"
    held = [credential((folder / "credentials" / f"{name}.json").read_bytes()) for name in ("ldp_vc",)]
    stated = json.loads((folder / "request" / "dcql_ldp_vc.json").read_text("utf-8"))
    (one,) = dcql.read_query(stated).wanted
    (match,) = dcql.matches(one, held)
    assert "/credentialSubject/family_name" in match.required


GOOD: dict[str, Any] = {"id": "q", "format": "dc+sd-jwt", "meta": {}, "claims": [{"id": "a", "path": ["b"]}]}
WRONG: dict[str, Any] = {
    "no credentials": {},
    "empty": {"credentials": []},
    "too many": {"credentials": [{**GOOD, "id": f"q{n}"} for n in range(21)]},
    "no id": {"credentials": [{**GOOD, "id": None}]},
    "an id with a slash": {"credentials": [{**GOOD, "id": "a/b"}]},
    "the same id twice": {"credentials": [GOOD, GOOD]},
    "no format": {"credentials": [{"id": "q"}]},
    "meta is a list": {"credentials": [{**GOOD, "meta": []}]},
    "types are numbers": {"credentials": [{**GOOD, "meta": {"vct_values": [5]}}]},
    "no path": {"credentials": [{**GOOD, "claims": [{"id": "a"}]}]},
    "an empty path": {"credentials": [{**GOOD, "claims": [{"path": []}]}]},
    "a negative place": {"credentials": [{**GOOD, "claims": [{"path": [-1]}]}]},
    "true in a path": {"credentials": [{**GOOD, "claims": [{"path": [True]}]}]},
    "a path without end": {"credentials": [{**GOOD, "claims": [{"path": ["a"] * 65}]}]},
    "values that are objects": {"credentials": [{**GOOD, "claims": [{"path": ["a"], "values": [{}]}]}]},
    "no claims at all in a list": {"credentials": [{**GOOD, "claims": []}]},
    "a set of unknown claims": {"credentials": [{**GOOD, "claim_sets": [["b"]]}]},
    "an empty set": {"credentials": [{**GOOD, "claim_sets": [[]]}]},
    "a group of unknown queries": {"credentials": [GOOD], "credential_sets": [{"options": [["z"]]}]},
    "a group that is maybe required": {"credentials": [GOOD], "credential_sets": [{"options": [["q"]], "required": 1}]},
    "no proof, perhaps": {"credentials": [{**GOOD, "require_cryptographic_holder_binding": "no"}]},
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_a_query_that_is_not_well_formed_is_refused_by_the_member_that_is_wrong(name: str) -> None:
    with pytest.raises(Malformed) as caught:
        dcql.read_query(WRONG[name])
    assert caught.value.code == "exchange.query"
    assert caught.value.facts["member"]


JSON = st.recursive(st.none() | st.booleans() | st.integers(-2, 5) | st.text(max_size=8), lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["credentials", "id", "format", "meta", "claims", "path", "values", "claim_sets", "credential_sets", "options", "required", "vct_values", "type_values"]), inner, max_size=5), max_leaves=20)  # fmt: skip


@given(JSON)
def test_nothing_but_a_query_or_a_reason_comes_of_any_json(stated: Any) -> None:
    try:
        query = dcql.read_query(stated)
    except Malformed as error:
        assert error.code == "exchange.query"
    else:
        assert dcql.read_query(dcql.write_query(query)).options == query.options
        for one in query.wanted:
            dcql.matches(one, [CHOSEN, BADGE])


def test_what_a_credential_does_not_say_keeps_nobody_from_showing_the_rest() -> None:
    query = dcql.any_of((), (VCT,), [("achievement_title",)], [("family_name",), ("given_name",), ("address",)])
    (match,) = dcql.matches(query.wanted[0], [CHOSEN])
    assert match.required == match.least == ("/achievement_title",)
    assert set(match.optional) == {"/family_name", "/address"}
    assert dcql.read_query(dcql.write_query(query)) == query
    (some,) = dcql.matches(dcql.any_of((), (VCT,), [], [("family_name",), ("address",)]).wanted[0], [CHOSEN])
    assert not some.required
    assert not some.is_enough([])
