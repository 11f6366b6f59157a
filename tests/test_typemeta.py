"""Type metadata: what a type calls itself and its claims, only where the description is the right one."""

import base64
import hashlib
import itertools
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests import making
from wallet import formats, words
from wallet.encoding import dump_json, has_digest, pointer_get
from wallet.errors import BadSignature, Malformed, Missing, Unsupported
from wallet.formats import sdjwt
from wallet.library import Document, Library, documents_from
from wallet.model import Credential
from wallet.report import Check, Outcome, Question, Report
from wallet.session import Session
from wallet.verify import verify
from wallet.vocab.typemeta import broken, read_type, titled

VCT = "https://types.example/course"
BASE = "https://types.example/award"
CLAIMS: dict[str, Any] = {
    "vct": VCT,
    "iss": making.ISSUER.did,
    "iat": 1_789_000_000,
    "course": "データサイエンス基礎",
    "family_name": "証",
    "address": {"city": "Tokyo", "country": "JP"},
    "degrees": [{"kind": "B"}, {"kind": "M"}],
}


def describe(vct: str = VCT, **more: Any) -> dict[str, Any]:
    return {
        "vct": vct,
        "name": "for developers",
        "display": [{"locale": "en", "name": "Course award"}, {"locale": "ja-JP", "name": "講座の修了"}],
        "claims": [
            {"path": ["family_name"], "sd": "always", "display": [{"locale": "en", "label": "Family name"}, {"locale": "ja", "label": "姓"}]},
            {"path": ["course"], "sd": "never", "mandatory": True, "display": [{"lang": "en", "label": "Course"}]},
            {"path": ["degrees", None, "kind"], "display": [{"locale": "en", "label": "Kind of degree"}]},
        ],
        **more,
    }  # fmt: skip


def integrity(document: Any, name: str = "sha256") -> str:
    return f"{name}-{base64.b64encode(hashlib.new(name, dump_json(document)).digest()).decode()}"


def credential(hidden: tuple[str, ...] = ("/family_name",), **changes: Any) -> Credential:
    claims = {name: value for name, value in {**CLAIMS, **changes}.items() if value is not None}
    salts = (f"salt-{n:022d}" for n in itertools.count())
    raw = sdjwt.issue(claims, hidden, making.ISSUER, {"kid": making.ISSUER.verification_method}, salts)
    return formats.read(raw).credentials[0]


def at_hand(*documents: Any, from_address: bool = True) -> Library:
    return making.library().plus(making.document(one["vct"], one, making.NOW, from_address) for one in documents)


def report(shown: Credential, library: Library) -> Report:
    return verify(shown, library, making.NOW)


def answer(shown: Credential, library: Library) -> Check:
    (check,) = (one for one in report(shown, library).checks if one.question is Question.SCHEMA)
    return check


def outcome(shown: Credential, library: Library) -> tuple[str, str]:
    check = answer(shown, library)
    return check.outcome.value, check.code


def test_a_type_has_its_name_in_the_language_that_is_asked_for() -> None:
    meta = read_type(credential(), at_hand(describe()))
    assert [meta.name(lang) for lang in ("en", "ja", "en-GB", "EN", "fr")] == [
        "Course award",
        "講座の修了",
        *["Course award"] * 3,
    ]
    assert meta.as_of == making.NOW


def test_a_language_that_is_not_there_is_english_or_else_whatever_there_is() -> None:
    only = read_type(credential(), at_hand(describe(display=[{"locale": "de", "name": "Kurs"}])))
    assert only.name("ja") == "Kurs"
    three = [{"locale": tag, "name": tag} for tag in ("de", "en-GB", "pt-BR", "ja", "ja-JP")]
    named = read_type(credential(), at_hand(describe(display=three)))
    assert [named.name(lang) for lang in ("fr", "pt", "PT-br", "pt-PT", "ja-JP", "ja-Hira")] == [
        "en-GB",
        "pt-BR",
        "pt-BR",
        "pt-BR",
        "ja-JP",
        "ja",
    ]
    assert read_type(credential(), at_hand(describe(display=[]))).name("ja") == ""


def test_claims_have_labels_by_their_place() -> None:
    meta = read_type(credential(), at_hand(describe()))
    assert meta.label("/family_name", "ja") == "姓"
    assert meta.label("/course", "ja") == "Course"
    assert meta.label("/degrees/1/kind", "en") == "Kind of degree"
    for pointer in ("", "/degrees", "/degrees/x/kind", "/address/city", "/family_name/x"):
        assert meta.label(pointer, "en") == ""


def test_a_path_with_an_index_names_nothing_for_elements_may_be_missing() -> None:
    meta = read_type(
        credential(),
        at_hand(
            describe(claims=[{"path": ["degrees", 0], "sd": "always", "display": [{"locale": "en", "label": "First"}]}])
        ),
    )
    assert meta.label("/degrees/0", "en") == ""
    assert broken(meta, credential()) == ()


def test_a_credential_without_a_title_has_the_name_of_its_type() -> None:
    untitled = credential()
    assert untitled.titles == ()
    assert titled(untitled, at_hand(describe()), "ja").titles == ("講座の修了",)
    assert titled(untitled, at_hand(describe())).titles == ("Course award",)
    named = credential(name="My own name")
    assert titled(named, at_hand(describe())).titles == ("My own name",)
    assert titled(untitled, making.library()) is untitled
    assert titled(untitled, at_hand(describe(), from_address=False)) is untitled


def test_a_kept_credential_is_shown_under_the_name_of_its_type() -> None:
    shown = credential(**{"vct#integrity": integrity(describe())})
    library = at_hand(describe(), from_address=False)
    (item,) = Session(None, library, lambda: making.NOW, "ja").look(shown.raw)
    assert item.credential.titles == ("講座の修了",)


def test_a_description_that_was_fetched_from_the_type_is_used() -> None:
    assert outcome(credential(), at_hand(describe())) == ("passed", "schema.type_ok")
    assert answer(credential(), at_hand(describe())).as_of == making.NOW


def test_a_description_that_only_says_so_is_nobodys() -> None:
    shown = answer(credential(), at_hand(describe(), from_address=False))
    assert (shown.outcome, shown.code) == (Outcome.UNKNOWN, "schema.type_unproven")
    assert [need.url for need in shown.needs] == [VCT]


@pytest.mark.parametrize("name", ["sha256", "sha384", "sha512"])
def test_the_digest_the_issuer_signed_vouches_for_a_description(name: str) -> None:
    shown = credential(**{"vct#integrity": integrity(describe(), name)})
    assert outcome(shown, at_hand(describe(), from_address=False)) == ("passed", "schema.type_ok")


def test_a_description_that_differs_from_its_digest_is_not_used() -> None:
    shown = credential(**{"vct#integrity": integrity(describe())})
    for from_address in (True, False):
        library = at_hand(describe(name="changed"), from_address=from_address)
        assert outcome(shown, library) == ("unknown", "schema.type_altered")
        assert titled(shown, library).titles == ()
        assert report(shown, library).verdict() is Outcome.PASSED


def test_a_weak_digest_does_not_stand_in_for_a_strong_one() -> None:
    other = describe(name="changed")
    shown = credential(**{"vct#integrity": f"{integrity(other)} {integrity(describe(), 'sha512')}"})
    assert outcome(shown, at_hand(other)) == ("unknown", "schema.type_altered")
    assert outcome(shown, at_hand(describe())) == ("passed", "schema.type_ok")


@pytest.mark.parametrize(
    "stated", ["", "md5-abcd", "sha256", "sha256-###", 5, ["sha256-x"], "sha1-2jmj7l5rSw0yVb/vlWAYkK/YBwk="]
)
def test_a_digest_that_cannot_be_read_vouches_for_nothing(stated: Any) -> None:
    shown = credential(**{"vct#integrity": stated})
    assert outcome(shown, at_hand(describe()))[0] == "unknown"
    with pytest.raises(Malformed):
        has_digest(stated, b"")


def test_a_recorded_description_that_is_not_at_hand_is_asked_for() -> None:
    shown = answer(credential(**{"vct#integrity": integrity(describe())}), making.library())
    assert (shown.outcome, shown.code, shown.needs[0].url) == (Outcome.UNKNOWN, "schema.type_missing", VCT)


def test_a_type_without_a_description_is_no_shortcoming() -> None:
    assert outcome(credential(), making.library()) == ("absent", "schema.none")


def test_a_name_that_is_no_address_may_be_described_too() -> None:
    urn = "urn:eu.europa.ec.eudi:learning:credential:1"
    shown = credential(vct=urn)
    assert outcome(shown, at_hand(describe(urn))) == ("passed", "schema.type_ok")
    unproven = answer(shown, at_hand(describe(urn), from_address=False))
    assert (unproven.code, unproven.needs) == ("schema.type_unproven", ())


def test_a_type_builds_on_another_which_may_be_pinned() -> None:
    base = describe(BASE, display=[{"locale": "en", "name": "Award"}])
    child = {"vct": VCT, "extends": BASE, "extends#integrity": integrity(base)}
    library = at_hand(child).plus([making.document(BASE, base, making.NOW - timedelta(days=1))])
    meta = read_type(credential(), library)
    assert (meta.vct, meta.name("en"), meta.as_of) == (VCT, "Award", making.NOW - timedelta(days=1))
    assert meta.label("/family_name", "en") == "Family name"
    altered = at_hand(child, {**base, "name": "changed"})
    assert outcome(credential(), altered) == ("unknown", "schema.type_altered")
    assert answer(credential(), altered).facts["url"] == BASE


def test_what_a_type_says_goes_before_what_it_builds_on() -> None:
    base = describe(BASE, claims=[
        {"path": ["name"], "display": [{"locale": "en", "label": "Full Name"}]},
        {"path": ["address", "city"], "mandatory": True, "display": [{"locale": "en", "label": "City"}]},
        {"path": ["family_name"], "sd": "always", "display": [{"locale": "en", "label": "Family"}]},
    ])  # fmt: skip
    child = {"vct": VCT, "extends": BASE, "claims": [
        {"path": ["address", "city"], "display": [{"locale": "en", "label": "Town"}]},
        {"path": ["nationalities"], "display": [{"locale": "en", "label": "Nationalities"}]},
        {"path": ["family_name"]},
    ]}  # fmt: skip
    meta = read_type(credential(), at_hand(base, child))
    labels = {tuple(claim.path): claim.labels.get("en") for claim in meta.claims}
    assert labels == {
        ("name",): "Full Name",
        ("address", "city"): "Town",
        ("family_name",): "Family",
        ("nationalities",): "Nationalities",
    }
    rules = {tuple(claim.path): (claim.sd, claim.mandatory) for claim in meta.claims}
    assert (rules["family_name",], rules["address", "city"]) == (("always", False), ("allowed", True))


@pytest.mark.parametrize(("below", "above"), [("always", "never"), ("never", "always")])
def test_a_rule_cannot_be_turned_round(below: str, above: str) -> None:
    base = describe(BASE, claims=[{"path": ["x"], "sd": below}])
    child = {"vct": VCT, "extends": BASE, "claims": [{"path": ["x"], "sd": above}]}
    assert outcome(credential(), at_hand(base, child)) == ("unknown", "schema.type_unreadable")


def test_types_that_build_on_each_other_are_refused() -> None:
    for loop in ([VCT], [BASE, VCT], [BASE, "https://types.example/3", BASE]):
        documents, name = [], VCT
        for above in loop:
            documents.append({"vct": name, "extends": above})
            name = above
        assert outcome(credential(), at_hand(*documents)) == ("failed", "schema.type_circular")
        with pytest.raises(BadSignature):
            read_type(credential(), at_hand(*documents))


def test_a_chain_has_an_end() -> None:
    names = [VCT, *(f"https://types.example/{n}" for n in range(20))]
    chain = [{"vct": name, "extends": above} for name, above in itertools.pairwise(names)]
    with pytest.raises(Unsupported):
        read_type(credential(), at_hand(*chain))
    with pytest.raises(Unsupported):
        read_type(credential(), at_hand(*chain[:8], {"vct": names[8]}))
    short = [*chain[:7], {"vct": names[7], "display": [{"locale": "en", "name": "Root"}]}]
    assert read_type(credential(), at_hand(*short)).name("en") == "Root"


def test_a_type_and_what_it_builds_on_have_so_many_claims_between_them() -> None:
    def parts(count: int) -> list[Any]:
        below = describe(BASE, claims=[{"path": [f"a{n}"]} for n in range(count)])
        return [below, {"vct": VCT, "extends": BASE, "claims": [{"path": [f"b{n}"]} for n in range(250)]}]

    assert len(read_type(credential(), at_hand(*parts(250))).claims) == 500
    with pytest.raises(Unsupported):
        read_type(credential(), at_hand(*parts(251)))
    assert len(read_type(credential(), at_hand(describe(claims=[{"path": ["c"]}] * 500))).claims) == 1


def test_what_a_type_builds_on_is_asked_for_if_it_is_not_at_hand() -> None:
    with pytest.raises(Missing) as caught:
        read_type(credential(), at_hand({"vct": VCT, "extends": BASE}))
    assert caught.value.request.url == BASE
    shown = answer(credential(), at_hand({"vct": VCT, "extends": BASE}))
    assert (shown.code, shown.needs[0].url) == ("schema.type_missing", BASE)


@pytest.mark.parametrize(
    "document",
    [
        describe(claims={}),
        describe(claims="x"),
        describe(claims=[5]),
        describe(claims=[{}]),
        describe(claims=[{"path": []}]),
        describe(claims=[{"path": "family_name"}]),
        describe(claims=[{"path": [True]}]),
        describe(claims=[{"path": [-1]}]),
        describe(claims=[{"path": [1.5]}]),
        describe(claims=[{"path": [["x"]]}]),
        describe(claims=[{"path": ["x"], "sd": "sometimes"}]),
        describe(claims=[{"path": ["x"], "sd": True}]),
        describe(claims=[{"path": ["x"], "mandatory": "yes"}]),
        describe(claims=[{"path": ["c"]} for _ in range(501)]),
        describe(extends=""),
        describe(extends=5),
        describe(extends=None),
        {**describe(), "vct": BASE},
        [],
        "text",
    ],
)
def test_a_description_of_another_form_is_not_used(document: Any) -> None:
    library = making.library().plus([making.document(VCT, document, making.NOW, True)])
    assert outcome(credential(), library) == ("unknown", "schema.type_unreadable")
    assert titled(credential(), library).titles == ()


@pytest.mark.parametrize("raw", [b"", b"{", b"\xff", b'{"vct":1,"vct":1}', b"[" * 100 + b"]" * 100])
def test_a_description_that_is_no_json_is_not_used(raw: bytes) -> None:
    library = making.library().plus([Document(VCT, raw, making.NOW, True)])
    assert outcome(credential(), library) == ("unknown", "schema.type_unreadable")


def test_a_display_that_cannot_be_read_says_nothing_and_breaks_nothing() -> None:
    for display in (
        5,
        {},
        [5],
        [{}],
        [{"locale": 5, "name": "x"}],
        [{"locale": "en", "name": ["x"]}],
        [{"locale": "en", "name": " "}],
    ):
        assert read_type(credential(), at_hand(describe(display=display))).name("en") == ""


@pytest.mark.parametrize("vct", ["", 5, None, ["x"]])
def test_a_credential_without_a_type_has_no_description(vct: Any) -> None:
    shown = credential(vct=vct)
    assert answer(shown, at_hand(describe())).code == "schema.none"
    with pytest.raises(Unsupported) as caught:
        read_type(shown, at_hand(describe()))
    assert caught.value.code == "schema.type_unreadable"


def test_names_are_bounded() -> None:
    meta = read_type(
        credential(),
        at_hand(
            describe(
                display=[
                    {"locale": "x" * 900, "name": "n" * 900},
                    *({"locale": f"l{n}", "name": "x"} for n in range(900)),
                ]
            )
        ),
    )
    assert len(meta.names) <= 64
    assert (max(map(len, meta.names)), max(map(len, meta.names.values()))) == (40, 200)


def test_a_claim_that_must_be_hideable_and_is_not_breaks_the_type() -> None:
    shown = answer(credential(hidden=()), at_hand(describe()))
    assert (shown.outcome, shown.code, shown.facts["pointer"]) == (Outcome.FAILED, "schema.type_broken", "/family_name")
    assert "1 rule" not in words.say(shown.code, shown.facts, "en")


def test_a_claim_that_must_not_be_hideable_and_is_breaks_the_type() -> None:
    shown = answer(credential(("/family_name", "/course")), at_hand(describe()))
    assert (shown.outcome, shown.facts["pointer"], shown.facts["count"]) == (Outcome.FAILED, "/course", 1)


def test_a_claim_that_must_be_there_and_cannot_be_hidden_is_missed() -> None:
    shown = answer(credential(course=None), at_hand(describe()))
    assert (shown.outcome, shown.facts["pointer"]) == (Outcome.FAILED, "/course")


def test_a_claim_that_may_have_been_kept_back_is_not_missed() -> None:
    rules = describe(
        claims=[{"path": ["family_name"], "mandatory": True, "sd": "always"}, {"path": ["other"], "mandatory": True}]
    )
    whole = credential()
    kept_back = formats.read(sdjwt.disclose(whole.raw, [])).credentials[0]
    assert "family_name" not in kept_back.claims
    assert outcome(kept_back, at_hand(rules)) == ("passed", "schema.type_ok")


def test_a_claim_inside_a_hidden_one_is_hideable() -> None:
    rules = describe(
        claims=[{"path": ["address", "city"], "sd": "always"}, {"path": ["degrees", None, "kind"], "sd": "always"}]
    )
    assert outcome(credential(("/address", "/degrees")), at_hand(rules)) == ("passed", "schema.type_ok")
    shown = answer(credential(("/address",)), at_hand(rules))
    assert (shown.facts["pointer"], shown.facts["count"]) == ("/degrees/0/kind", 2)


def test_a_path_that_does_not_fit_the_credential_accuses_nobody() -> None:
    paths = [["course", "x"], ["course", None], [None], ["degrees", "kind"], ["nothing", "here"]]
    rules = describe(claims=[{"path": path, "sd": "always"} for path in paths])
    assert outcome(credential(), at_hand(rules)) == ("passed", "schema.type_ok")


def test_a_path_that_selects_without_end_is_given_up() -> None:
    rules = describe(claims=[{"path": ["many", None, None], "sd": "always"}])
    assert outcome(credential(many=[[0] * 100] * 100), at_hand(rules)) == ("unknown", "schema.type_unreadable")


def test_a_description_is_found_by_the_type_it_states_and_a_credential_is_not() -> None:
    found = documents_from(dump_json(describe()))
    assert [(document.url, document.from_address) for document in found] == [(VCT, False)]
    assert VCT not in [document.url for document in documents_from(credential().raw)]


def test_only_credentials_of_this_kind_have_such_a_type() -> None:
    badge = making.signed(making.badge(), suite_name="eddsa-jcs-2022")
    (other,) = formats.read(making.raw({**badge, "vct": VCT})).credentials
    assert answer(other, at_hand(describe())).code == "schema.none"
    assert titled(other, at_hand(describe())) is other


def test_the_published_credentials_are_labelled_as_their_drafts_describe_them(vectors: Path) -> None:
    count = 0
    for path in sorted((vectors / "sd-jwt-vc-draft").glob("*.sdjwt.txt")):
        (shown,) = formats.read(path.read_bytes()).credentials
        vct = shown.claims["vct"]
        claims = [{"path": [one.name], "sd": "always", "display": [{"locale": "en", "label": f"<{one.name}>"}]}
                  for one in shown.disclosures if one.pointer.count("/") == 1]  # fmt: skip
        library = at_hand(describe(vct, claims=claims))
        assert outcome(shown, library) == ("passed", "schema.type_ok")
        meta = read_type(shown, library)
        for one in shown.disclosures:
            assert pointer_get(shown.claims, one.pointer) == one.value
            if one.pointer.count("/") == 1:
                assert meta.label(one.pointer, "ja") == f"<{one.name}>"
                count += 1
        assert titled(shown, library).titles == ("Course award",)
        wrong = at_hand(describe(vct, claims=[{"path": ["iat"], "sd": "always"}]))
        assert answer(shown, wrong).facts["pointer"] == "/iat"
    assert count == 31
