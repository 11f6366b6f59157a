"""The schemas a credential names: what ships, what is at hand, and what a hostile one cannot do."""

import base64
import hashlib
import json
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from referencing.exceptions import Unresolvable

from tests import making
from tests.packaged import script
from wallet import RESOURCES, formats, schema, words
from wallet.errors import Refused, WalletError
from wallet.library import Document, Library
from wallet.model import Credential
from wallet.proofs import sign_jws
from wallet.report import REQUIRED, Check, Outcome, Question
from wallet.seams import Request
from wallet.structure import Rules, read_rules
from wallet.verify import verify

OB = "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json"
ANY = "https://purl.imsglobal.org/spec/ob/v3p0/schema/json-ld/ob_v3p0_anyachievementcredential_schema.json"
W3C = "https://www.w3.org/2022/credentials/v2/verifiable-credential-schema.json"
OURS = "https://schemas.example/course.json"
D2020 = "https://json-schema.org/draft/2020-12/schema"
D2019 = "https://json-schema.org/draft/2019-09/schema#"
"""Seconds that no answer may take, on the slowest machine that runs the tests; most take milliseconds."""
ROWS = json.loads((RESOURCES / "schemas" / "schemas.json").read_bytes())


def names(url: str, kind: Any = "JsonSchema", **more: Any) -> list[dict[str, Any]]:
    return [{"id": url, "type": kind, **more}]


def credential(document: dict[str, Any]) -> Credential:
    return formats.read(making.raw(document)).credentials[0]


def ask(document: dict[str, Any], *at_hand: Document) -> Check:
    found = schema.check_schema(credential(document), Library().plus(at_hand))
    assert len(found) == 1
    assert found[0].question is Question.SCHEMA
    return found[0]


def course(rules: Any, **entry: Any) -> Check:
    """The answer for a badge that names a schema which was fetched from its address."""
    raw = rules if isinstance(rules, bytes) else making.raw({"$schema": D2020, **rules})
    return ask(making.badge(credentialSchema=names(OURS, **entry)), Document(OURS, raw, making.NOW, True))


def judged(rules: dict[str, Any]) -> str:
    return course(rules).code


# What ships


def test_a_sound_badge_has_the_form_of_the_bundled_schema() -> None:
    found = ask(making.signed(making.badge(credentialSchema=names(OB))))
    assert (found.outcome, found.code, found.facts) == (Outcome.PASSED, "schema.ok_jsonld", {"url": OB})
    assert ask(making.badge(credentialSchema=names(OB, "1EdTechJsonSchemaValidator2019")[0])).outcome is Outcome.PASSED
    assert ask(making.badge(credentialSchema=names(ANY))).code == "schema.ok"
    assert ask(making.badge(credentialSchema=names(W3C))).code == "schema.ok"


def test_a_badge_without_a_schema_names_none() -> None:
    found = ask(making.badge())
    assert (found.outcome, found.code) == (Outcome.ABSENT, "schema.none")


def test_the_first_broken_place_is_named_in_the_order_of_the_document() -> None:
    document = making.badge(credentialSchema=names(OB))
    document["credentialSubject"]["achievement"]["creditsAvailable"] = "twelve"
    document["credentialSubject"]["creditsEarned"] = "three"
    del document["validFrom"]
    found = ask(document)
    assert (found.outcome, found.code) == (Outcome.FAILED, "schema.broken")
    assert found.facts == {"url": OB, "pointer": "/credentialSubject/achievement/creditsAvailable", "count": 3}
    turned = {**document, "credentialSubject": dict(reversed(document["credentialSubject"].items()))}
    assert ask(turned).facts["pointer"] == "/credentialSubject/creditsEarned"


def test_a_missing_member_is_pointed_at_where_it_should_stand() -> None:
    document = making.badge(credentialSchema=names(OB), validFrom=None)
    assert ask(document).facts == {"url": OB, "pointer": "/validFrom", "count": 1}
    assert ask({**document, "credentialSchema": names(ANY)}).facts["pointer"] == "/validFrom"


def test_a_boolean_that_is_written_as_a_word_breaks_the_schema() -> None:
    identifier = {"type": "IdentityObject", "hashed": "FALSE", "identityHash": "x", "identityType": "emailAddress"}
    document = making.badge(credentialSchema=names(OB))
    document["credentialSubject"]["identifier"] = [identifier]
    assert ask(document).facts["pointer"] == "/credentialSubject/identifier"
    identifier["hashed"] = False  # type: ignore[assignment]
    assert ask(document).outcome is Outcome.PASSED


def test_no_more_than_twenty_places_are_collected() -> None:
    alignment = {"type": ["Alignment"], "targetName": 1, "targetUrl": "https://x.example/"}
    document = making.badge(credentialSchema=names(OB))
    document["evidence"] = "none"
    document["credentialSubject"]["result"] = {"type": ["Result"], "status": 1}
    document["credentialSubject"]["achievement"]["alignment"] = [alignment] * 2
    assert ask(document).facts["count"] == 3
    many = ask(making.badge(credentialSchema=names(OURS), **{f"x{n}": n for n in range(500)}),
               making.document(OURS, {"$schema": D2020, "additionalProperties": {"type": "string"},
                                      "properties": dict.fromkeys(making.badge(), True) | {"credentialSchema": True}},
                               None, True))  # fmt: skip
    assert many.facts["count"] == schema.MAX_PLACES
    assert "20 places or more" in words.say(many.code, many.facts, "en")
    assert "20か所以上" in words.say(many.code, many.facts, "ja")


def test_every_schema_that_is_named_has_its_answer() -> None:
    entries = [*names(OB), *names(OURS), *names(W3C), *names(OB, "ShaclValidator2017")]
    found = schema.check_schema(credential(making.badge(credentialSchema=entries)), Library())
    codes = ["schema.ok_jsonld", "schema.unchecked", "schema.ok", "schema.unchecked"]
    assert [answer.code for answer in found] == codes
    assert found[1].needs == (Request(OURS),)
    assert not found[3].needs, "no document would settle a kind of schema that is not known"
    for entry in ({"type": "JsonSchema"}, "x", {"id": 5, "type": "JsonSchema"}, None):
        assert ask(making.badge(credentialSchema=[entry])).code == "schema.unchecked"
    many = schema.check_schema(credential(making.badge(credentialSchema=names(OB) * 5_000)), Library())
    assert len(many) == schema.MAX_SCHEMAS + 1
    assert many[-1].code == "schema.too_many"


def test_only_an_address_of_the_web_is_asked_for() -> None:
    assert ask(making.badge(credentialSchema=names("did:example:schema"))).needs == ()


def test_a_token_is_checked_as_its_credential() -> None:
    document = making.badge(credentialSchema=names(OB))
    header = {"typ": "vc+jwt", "kid": making.ISSUER.verification_method}
    token = formats.read(sign_jws(making.raw(document), making.ISSUER, header).encode()).credentials[0]
    assert token.format == "vc+jwt"
    assert schema.check_schema(token, Library())[0].code == "schema.ok_jsonld"


def test_what_a_holder_keeps_back_is_no_fault() -> None:
    shown = credential(making.badge(credentialSchema=names(OB), validFrom=None))
    assert schema.check_schema(shown, Library())[0].code == "schema.broken"
    found = schema.check_schema(shown._replace(format="dc+sd-jwt"), Library())[0]
    assert (found.outcome, found.code) == (Outcome.UNKNOWN, "schema.partial")


def test_no_policy_requires_a_schema() -> None:
    assert not any(Question.SCHEMA in questions for questions in REQUIRED.values())
    broken = making.signed(making.badge(credentialSchema=names(OB), validFrom="2026-09-12T00:00:00Z", awardedDate=3))
    report = verify(credential(broken), making.library(), making.NOW)
    answer = report.answer(Question.SCHEMA)
    assert answer is not None
    assert answer.code == "schema.broken"
    assert report.verdict() is not Outcome.FAILED


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["url"].rpartition("/")[2])
def test_every_bundled_schema_has_its_recorded_hash_origin_and_licence(row: dict[str, str]) -> None:
    raw = (RESOURCES / "schemas" / row["file"]).read_bytes()
    assert hashlib.sha256(raw).hexdigest() == row["sha256"]
    assert all(row[name] for name in ("source", "source_sha256", "licence"))
    present = {path.name for path in (RESOURCES / "schemas").iterdir()}
    assert present == {row["file"] for row in ROWS} | {"schemas.json"}


def test_an_altered_bundled_schema_is_refused_and_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    schema._bundled_rules.cache_clear()
    monkeypatch.setitem(schema._bundled()[OB], "sha256", "0" * 64)
    with pytest.raises(Refused):
        schema._bundled_rules(OB)
    found = ask(making.badge(credentialSchema=names(OB)))
    assert (found.outcome, found.code) == (Outcome.UNKNOWN, "library.schema_altered")


def test_a_bundled_schema_cannot_be_replaced() -> None:
    lax = making.document(OB, {"$schema": D2020}, None, True)
    assert ask(making.badge(credentialSchema=names(OB), validFrom=None), lax).code == "schema.broken"


# What is at hand


def test_a_schema_at_hand_is_used_and_dated() -> None:
    wants = {"required": ["validUntil"], "properties": {"name": {"type": "string"}}}
    found = course(wants)
    assert (found.code, found.facts["pointer"], found.as_of) == ("schema.broken", "/validUntil", making.NOW)
    assert (
        course({"properties": {"name": {"$ref": "#/$defs/a~1b%20c"}}, "$defs": {"a/b c": {"type": "string"}}}).outcome
        is Outcome.PASSED
    )
    assert (
        course({"properties": {"name": {"$ref": "#/$defs/n"}}, "$defs": {"n": {"type": "null"}}}).code
        == "schema.broken"
    )


def test_each_draft_means_what_it_says() -> None:
    tuples = {"properties": {"@context": {"items": [{"const": making.V2}, {"const": "other"}]}}}
    assert course({"$schema": D2019, **tuples}).code == "schema.broken"
    assert course({"$schema": "http://json-schema.org/draft-07/schema#", **tuples}).code == "schema.broken"
    assert course({"$schema": D2020, **tuples}).code == "schema.unreadable"
    prefix = {"properties": {"@context": {"prefixItems": [{"const": "other"}]}}}
    assert course({"$schema": D2020, **prefix}).code == "schema.broken"
    assert course({"$schema": D2019, **prefix}).code == "schema.ok"
    for other in ("http://json-schema.org/draft-04/schema#", 5, None):
        assert course({"$schema": other}).code == "schema.unsupported"


def test_a_file_that_only_claims_the_address_is_nobodys() -> None:
    document = making.badge(credentialSchema=names(OURS))
    found = ask(document, making.document(OURS, {"$schema": D2020}))
    assert (found.outcome, found.code, found.needs) == (Outcome.UNKNOWN, "schema.unproven", (Request(OURS),))


def sri(raw: bytes, name: str = "sha384") -> str:
    return f"{name}-{base64.b64encode(hashlib.new(name, raw).digest()).decode()}"


def test_the_digest_that_the_issuer_recorded_decides() -> None:
    raw = making.raw({"$schema": D2020, "required": ["name"]})
    stranger = Document(OURS, raw)

    def answer(stated: Any) -> str:
        return ask(making.badge(credentialSchema=names(OURS, digestSRI=stated)), stranger).code

    for name in ("sha256", "sha384", "sha512"):
        assert answer(sri(raw, name)) == "schema.ok"
        assert answer(sri(raw + b" ", name)) == "schema.altered"
    assert answer(f"{sri(b'', 'sha512')} {sri(raw, 'sha256')}") == "schema.altered", "the strongest counts"
    assert answer(f"{sri(b'', 'sha512')} {sri(raw, 'sha512')}?x") == "schema.ok"
    for unreadable in ("", "sha384", "md5-AAAA", "sha384-=é", 5, None, []):
        assert answer(unreadable) in ("schema.unproven", "schema.altered"), unreadable
    fetched = Document(OURS, raw, None, True)
    lied = ask(making.badge(credentialSchema=names(OURS, digestSRI=sri(b""))), fetched)
    assert (lied.outcome, lied.code, lied.needs) == (Outcome.UNKNOWN, "schema.altered", (Request(OURS),))


def test_a_digest_of_the_publishers_bytes_does_not_fail_a_bundled_structure() -> None:
    assert ask(making.badge(credentialSchema=names(OB, digestSRI=sri(b"x")))).outcome is Outcome.PASSED


def test_a_schema_in_a_credential_is_used_only_by_its_digest() -> None:
    sealed = making.badge(
        **{"@context": [making.V2]},
        type=["VerifiableCredential", "JsonSchemaCredential"],
        credentialSubject={"id": OURS, "type": "JsonSchema", "jsonSchema": {"$schema": D2020, "required": ["x"]}},
    )
    raw = making.raw(sealed)
    kind = "JsonSchemaCredential"
    fetched = Document(OURS, raw, None, True)
    assert ask(making.badge(credentialSchema=names(OURS, kind)), fetched).code == "schema.unproven"
    found = ask(making.badge(credentialSchema=names(OURS, kind, digestSRI=sri(raw))), fetched)
    assert (found.code, found.facts["pointer"]) == ("schema.broken", "/x")
    bare = making.raw({"$schema": D2020})
    wrong = ask(making.badge(credentialSchema=names(OURS, kind, digestSRI=sri(bare))), Document(OURS, bare))
    assert wrong.outcome is Outcome.UNKNOWN
    assert ask(making.badge(credentialSchema=names(OB, kind))).code == "schema.unchecked"


# What a hostile schema or credential cannot do


@pytest.mark.parametrize(
    "rules",
    [
        {"$ref": "https://schemas.example/other.json"},
        {"allOf": [{"$ref": "other.json#/$defs/x"}]},
        {"$ref": "file:///etc/passwd"},
        {"$ref": "#anchor"},
        {"$dynamicRef": "#x"},
        {"properties": {"name": {"$id": "https://x.example/", "$ref": "#/$defs/x"}}},
        {"properties": {"name": {"$schema": D2019}}},
        {"properties": {"name": {"pattern": "^(a+)+$"}}},
        {"patternProperties": {"^(a+)+$": False}},
        {"propertyNames": {"pattern": "x"}},
        {"unevaluatedProperties": False},
        {"dependentRequired": {"name": ["x"]}},
    ],
)
def test_demands_that_are_not_applied_are_refused(rules: dict[str, Any]) -> None:
    assert judged(rules) == "schema.unsupported"


@pytest.mark.parametrize(
    "rules",
    [
        {"$ref": "#/$defs"},
        {"$ref": "#/$defs/missing"},
        {"$ref": "#/required", "required": ["x"]},
        {"$ref": "#/x", "x": {"type": "null"}},
        {"$ref": 5},
        {"type": "text"},
        {"type": []},
        {"type": ["string"] * 8},
        {"type": [["string"]]},
        {"required": "name"},
        {"required": [1]},
        {"multipleOf": 0},
        {"properties": {"name": {"minLength": -1}}},
        {"minProperties": "1"},
        {"minimum": "1"},
        {"enum": []},
        {"enum": [{"a": 1}]},
        {"const": []},
        {"allOf": []},
        {"allOf": {}},
        {"not": "x"},
        {"properties": []},
        {"properties": {"x" * 1_001: True}},
        {"items": 5},
        {"uniqueItems": "yes"},
    ],
)
def test_what_is_no_schema_says_nothing(rules: dict[str, Any]) -> None:
    assert judged({"$defs": {}, **rules}) == "schema.unreadable"


@pytest.mark.parametrize("raw", [b"", b"[]", b"true", b"{", b"\xff", b'{"a":1,"a":2}', b"[" * 70 + b"]" * 70])
def test_bytes_that_are_no_schema_say_nothing(raw: bytes) -> None:
    found = course(raw)
    assert (found.outcome, found.code) == (Outcome.UNKNOWN, "schema.unreadable")


def doubling(word: str, leaf: Any) -> dict[str, Any]:
    rooms = {f"d{n}": {word: [{"$ref": f"#/$defs/d{n + 1}"}] * 2} for n in range(60)}
    return {"$ref": "#/$defs/d0", "$defs": {**rooms, "d60": leaf}}


WIDE = [True] * 40_000


@pytest.mark.parametrize(
    "rules",
    [
        {"$ref": "#"},
        {"$ref": "#/$defs/a", "$defs": {"a": {"$ref": "#/$defs/b"}, "b": {"$ref": "#/$defs/a"}}},
        doubling("allOf", True),
        doubling("anyOf", False),
        doubling("oneOf", {"type": "null"}),
        {"allOf": [{"$ref": "#/$defs/a"}] * 400, "$defs": {"a": {"anyOf": [{"type": "null"}] * 400}}},
        {"allOf": [{"$ref": "#/$defs/a"}] * 400, "$defs": {"a": {"enum": [str(n) for n in range(20_000)]}}},
        {"allOf": [{"$ref": "#/$defs/a"}] * 400, "$defs": {"a": {"const": "x" * 1_000_000}}},
        {"allOf": [{"$ref": "#/$defs/a"}] * 400, "$defs": {"a": {"required": [str(n) for n in range(20_000)]}}},
    ],
    ids=["loop", "ring", "allOf", "anyOf", "oneOf", "square", "enum", "const", "required"],
)
@pytest.mark.timeout(60)  # what is not bounded here takes hours
def test_no_schema_takes_for_ever(rules: dict[str, Any]) -> None:
    assert judged(rules) in ("schema.too_complex", "schema.broken")


def test_two_megabytes_of_schema_are_read_in_time() -> None:
    assert judged({"properties": {f"{n:x<900}": True for n in range(2_000)}}) == "schema.ok"
    assert judged({"$comment": "x" * 2_200_000}) == "schema.unreadable"


@pytest.mark.timeout(60)
@pytest.mark.parametrize("url", [OB, ANY, W3C])
def test_no_credential_takes_for_ever(url: str) -> None:
    deep: dict[str, Any] = {"id": "urn:x", "type": ["Profile"]}
    for _ in range(55):
        deep = {"id": "urn:x", "type": ["Profile"], "parentOrg": deep}
    hostile: tuple[dict[str, Any], ...] = (
        {"issuer": deep},
        {"@context": [making.V2, making.OB, *({"a": n} for n in range(15_000))]},
        {"validFrom": "1" * 1_500_000},
        {"type": ["VerifiableCredential", "OpenBadgeCredential", *({"a": "b"} for _ in range(20_000))]},
        {"evidence": [{"id": n} for n in range(15_000)]},
        {"name": {"x" * 500_000: "y"}},
        {"name": "x" * 1_500_000, "awardedDate": ["x" * 300_000]},
        {"endorsementJwt": ["a" * 700_000, "a." * 300_000]},
        {"@context": [making.V2, "https://purl.imsglobal.org/spec/ob/v3p0/context" + "-3.0.0" * 100_000]},
    )
    for changes in hostile:
        found = ask(making.badge(credentialSchema=names(url), **changes))
        assert found.outcome in (Outcome.FAILED, Outcome.UNKNOWN, Outcome.PASSED)


def test_repeated_items_are_found_whatever_they_are() -> None:
    def answer(*contexts: Any) -> str:
        return ask(making.badge(credentialSchema=names(W3C), **{"@context": [making.V2, *contexts]})).code

    assert answer({"a": 1, "b": 2}, {"b": 2, "a": 1}) == "schema.broken"
    assert answer({"a": 1}, {"a": 1.0}) == "schema.broken"
    assert answer({"a": 1}, {"a": True}) == "schema.ok"


def test_a_pattern_covers_its_text_to_the_very_end() -> None:
    document = making.badge(credentialSchema=names(OB))
    for language, outcome in (("en", Outcome.PASSED), ("en\n", Outcome.FAILED), ("en-٣٣٣", Outcome.FAILED)):
        document["credentialSubject"]["achievement"]["inLanguage"] = language
        assert ask(document).outcome is outcome, language


def test_no_reference_is_ever_fetched() -> None:
    # Rules that never went through read_rules: even then the registry has nothing and asks nobody.
    rules = Rules("2020-12", {"$ref": "https://schemas.example/other.json"})
    with schema._counted(), pytest.raises(Unresolvable):
        schema._broken(rules, {})


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 3) | st.floats(-2, 2) | st.sampled_from(["string", "#", "#/$defs/a", "x"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(["$ref", "$defs", "a", "allOf", "anyOf", "oneOf", "not", "if", "then", "else", "items", "prefixItems",
                         "contains", "minContains", "type", "properties", "required", "enum", "const", "uniqueItems", "name",
                         "multipleOf", "minimum", "maxLength", "propertyNames", "additionalProperties", "@context"]),
        inner, max_size=4),
    max_leaves=25,
)  # fmt: skip


@given(rules=st.dictionaries(st.sampled_from(["$defs", "allOf", "properties", "not", "$ref", "oneOf", "items", "const"]), JSON, max_size=4),
       draft=st.sampled_from([D2020, D2019, "http://json-schema.org/draft-07/schema#"]), extra=JSON)  # fmt: skip
def test_whatever_a_schema_says_there_is_one_answer(rules: dict[str, Any], draft: str, extra: Any) -> None:
    found = ask(
        making.badge(credentialSchema=names(OURS), extra=extra),
        making.document(OURS, {**rules, "$schema": draft}, None, True),
    )
    assert found.code in ("schema.ok", "schema.broken", "schema.unreadable", "schema.unsupported", "schema.too_complex")


@given(JSON)
def test_whatever_an_entry_says_it_is_answered(entry: Any) -> None:
    for answer in schema.check_schema(
        credential(making.badge())._replace(claims={"credentialSchema": entry}), Library()
    ):
        assert answer.outcome in (Outcome.ABSENT, Outcome.UNKNOWN)


def test_starting_the_program_does_not_load_the_schema_library() -> None:
    code = "import sys, wallet.verify; sys.exit('jsonschema' in sys.modules or 'referencing' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=RESOURCES.parent, check=False).returncode == 0


# The published material


def without_prose(value: Any, named: bool = False) -> Any:
    """Annotations taken out in another way than the program does it."""
    if isinstance(value, dict):
        dropped = () if named else ("title", "description", "$comment", "examples")
        return {
            name: without_prose(item, not named and name in ("properties", "$defs"))
            for name, item in value.items()
            if name not in dropped
        }
    return [without_prose(item) for item in value] if isinstance(value, list) else value


def test_what_ships_is_the_published_structure_and_not_a_word_more(vectors: Path, tmp_path: Path) -> None:
    schemas = script("schemas")
    schemas.write(vectors / "json-schemas", tmp_path)
    for made in tmp_path.iterdir():
        assert made.read_bytes() == (RESOURCES / "schemas" / made.name).read_bytes(), made.name
    for source, file, _ in schemas.SCHEMAS:
        published = json.loads((vectors / "json-schemas" / source).read_bytes())
        assert json.loads((tmp_path / file).read_bytes()) == without_prose(published), file


def named_in(vectors: Path, suite: str) -> list[Credential]:
    """Every credential of a suite that names a schema."""
    found = []
    for path in sorted((vectors / suite).rglob("*")):
        if path.is_file():
            try:
                read = formats.read(path.read_bytes()).credentials
            except WalletError:
                continue
            found += [one for one in read if one.claims.get("credentialSchema")]
    return found


AGREEMENT = {
    # suite: answers by code, over every schema that every credential of it names
    "1edtech-ob30": {"schema.ok_jsonld": 5, "schema.unchecked": 4},
    "1edtech-ob30-spec": {"schema.ok_jsonld": 3, "schema.unchecked": 3},
    "1edtech-clr20": {"schema.unchecked": 4},
    "dcc-vc-test-fixtures": {"schema.ok_jsonld": 1, "schema.unchecked": 1},
    "surf-educredentials": {"schema.ok_jsonld": 31, "schema.ok": 51},
    "waltid": {"schema.unchecked": 10},
}


@pytest.mark.parametrize("suite", AGREEMENT)
def test_published_credentials_have_the_form_of_the_schemas_they_name(vectors: Path, suite: str) -> None:
    folder = vectors / "surf-educredentials" / "schemas"
    base = "https://raw.githubusercontent.com/educredentials/obv3-examples/refs/heads/main/schemas/"
    library = Library().plus(Document(base + path.name, path.read_bytes(), None, True) for path in folder.iterdir())
    counted: Counter[str] = Counter()
    for one in named_in(vectors, suite):
        for answer in schema.check_schema(one, library):
            counted[answer.code] += 1
    assert counted == Counter(AGREEMENT[suite])


def test_a_badge_of_the_old_data_model_breaks_the_new_schema(vectors: Path) -> None:
    # It names no schema itself, so SCHEMA is ABSENT; held against the one that fits its type, it breaks it.
    file = vectors / "dcc-vc-test-fixtures/v2/dataIntegrityProof/didKey/twoOIDF-revoked-notExpired-badSchema.json"
    document = json.loads(file.read_bytes())
    assert ask(document).code == "schema.none"
    found = ask({**document, "credentialSchema": names(OB)})
    assert (found.code, found.facts["pointer"]) == ("schema.broken", "/validFrom")


ERRORS = {
    # What the schema says of 1EdTech's own mistakes; it lets others pass, and other questions find them.
    "simple-err-context.json": "/@context",
    "simple-err-type.json": "/type",
    "simple-err-credential-subject-type.json": "/credentialSubject/type",
    "simple-err-credential-subject-identifier-type.json": "/credentialSubject/identifier",
    "simple-err-credential-subject-result-type.json": "/credentialSubject/result",
    "simple-err-issuer-type.json": "/issuer",
    "simple-err-issuer-parentorg-type.json": "/issuer",
    "simple-err-issuer-otheridentifier-type.json": "/issuer",
    "simple_v1.json": "/@context",
}


@pytest.mark.parametrize("name", ERRORS)
def test_published_mistakes_break_the_schema(vectors: Path, name: str) -> None:
    document = json.loads((vectors / "1edtech-ob30" / name).read_bytes())
    assert ask({**document, "credentialSchema": names(OB)}).facts["pointer"] == ERRORS[name]


def test_booleans_as_words_break_an_institutions_own_schema(vectors: Path) -> None:
    folder = vectors / "surf-educredentials"
    rules = Document(OURS, (folder / "schemas" / "microcredential.json").read_bytes(), None, True)
    document = json.loads((folder / "credentials" / "uvh_at_microcredential_full_1.json").read_bytes())
    document["credentialSchema"] = names(OURS)
    assert ask(document, rules).code == "schema.ok"
    document["credentialSubject"]["achievement"]["identityChecked"] = "FALSE"
    assert ask(document, rules).facts["pointer"] == "/credentialSubject/achievement/identityChecked"


def test_rules_are_read_the_same_from_what_ships(vectors: Path) -> None:
    published = json.loads((vectors / "json-schemas" / "ob_v3p0_achievementcredential_schema.json").read_bytes())
    assert read_rules(published, trusted=True).schema == schema._bundled_rules(OB).schema
