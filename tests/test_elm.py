"""What European Digital Credentials state about learning, and where."""

import json
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests import sealing
from wallet import formats
from wallet.encoding import dump_json, pointer_get
from wallet.errors import WalletError
from wallet.formats import elm
from wallet.model import Achievement, Statement
from wallet.vocab.elements import ELEMENTS, MAX_STATEMENTS
from wallet.vocab.openbadges import achievements


def concept(label: Any, name: str = "http://data.example/concept/1") -> dict[str, Any]:
    return {"id": name, "type": "Concept", "prefLabel": label}


def note(text: Any) -> dict[str, Any]:
    return {"id": "urn:note:1", "type": "Note", "noteLiteral": text}


def claiming(*claims: Any, seal: bool = True, **members: Any) -> tuple[dict[str, Any], tuple[Achievement, ...]]:
    """The achievements of a credential with these claims, and its claims as received."""
    subject = {
        "id": "urn:epass:person:1",
        "type": "Person",
        "hasClaim": list(claims) if len(claims) != 1 else claims[0],
    }
    document = sealing.credential(credentialSubject=subject, **members)
    raw = sealing.sealed(document) if seal else dump_json(document)
    (credential,) = formats.read(raw).credentials
    assert credential.claims == document
    return document, achievements(credential)


def learned(**members: Any) -> Achievement:
    _, (found,) = claiming({"id": "urn:a:1", "type": "LearningAchievement", "title": {"en": "A"}, **members})
    return found


def specified(**members: Any) -> Achievement:
    return learned(specifiedBy={"id": "urn:q:1", "type": "Qualification", **members})


def test_each_claim_is_an_achievement_with_its_place() -> None:
    rows = [{"type": "LearningAchievement", "title": {"en": name}} for name in ("One", "Two")]
    _, found = claiming(*rows)
    assert [(one.title, one.pointer) for one in found] == [
        ("One", "/credentialSubject/hasClaim/0"),
        ("Two", "/credentialSubject/hasClaim/1"),
    ]


def test_a_draft_without_a_seal_states_the_same() -> None:
    claim = {"type": "LearningAchievement", "title": {"en": "One"}}
    assert claiming(claim, seal=False)[1] == claiming(claim)[1]


def test_a_text_in_several_languages_is_one_statement_in_each() -> None:
    found = learned(description={"ja": "入門", "en": ["Basics", "First steps"]})
    assert [one for one in found.statements if one.element == "purpose"] == [
        Statement("purpose", "入門", "/credentialSubject/hasClaim/description/ja", "ja"),
        Statement("purpose", "Basics", "/credentialSubject/hasClaim/description/en/0", "en"),
        Statement("purpose", "First steps", "/credentialSubject/hasClaim/description/en/1", "en"),
    ]


def test_the_title_may_stand_in_the_specification_only() -> None:
    _, (found,) = claiming(
        {"type": "LearningAchievement", "specifiedBy": {"type": "Qualification", "title": {"ja": "入門"}}}
    )
    assert found.title == "入門"


def test_hours_stay_as_they_are_stated() -> None:
    assert specified(volumeOfLearning="PT60H").stated("hours") == ("PT60H",)
    assert specified(maximumDuration="P1M").stated("hours") == ()


def test_credits_are_named_by_their_framework_or_by_none() -> None:
    ects = {"type": "CreditPoint", "framework": concept({"en": "ECTS"}), "point": "2"}
    bare = {"type": "CreditPoint", "point": 1.5}
    assert specified(creditPoint=[ects, bare]).stated("credits") == ("2 ECTS", "1.5")
    assert specified(creditPoint={"type": "CreditPoint", "point": True}).stated("credits") == ()


def test_levels_are_named_by_their_framework() -> None:
    found = specified(
        eqfLevel=concept({"en": "Level 6"}, "http://data.europa.eu/snb/eqf/6"), nqfLevel=concept({"en": "RQF Level 6"})
    )
    assert set(found.stated("level")) == {"EQF Level 6", "RQF Level 6"}
    assert specified(eqfLevel={"id": "http://data.europa.eu/snb/eqf/5", "type": "Concept"}).stated("level") == (
        "EQF 5",
    )
    assert specified(eqfLevel="http://data.europa.eu/snb/eqf/5").stated("level") == ("EQF 5",)


def test_outcomes_include_the_skills_they_relate_to() -> None:
    outcome = {
        "id": "urn:o:1",
        "type": "LearningOutcome",
        "title": {"en": "Make charts"},
        "relatedESCOSkill": [concept({"en": "visualise data"}), concept({"en": "explain data"})],
        "relatedSkill": concept({"en": "charts"}),
    }
    found = specified(learningOutcome=outcome)
    assert found.stated("outcomes") == ("Make charts", "visualise data", "explain data", "charts")


def test_every_statement_uses_a_known_word_and_points_to_where_it_stands() -> None:
    document, (found,) = claiming(
        {
            "id": "urn:a:1",
            "type": "LearningAchievement",
            "title": {"en": "A"},
            "awardedBy": {
                "type": "AwardingProcess",
                "awardingBody": [
                    {"type": "Organisation", "accreditation": {"type": "Accreditation", "title": {"en": "Reviewed"}}}
                ],
            },
            "specifiedBy": {
                "type": "Qualification",
                "entryRequirement": note({"en": "None"}),
                "mode": [concept({"en": "Online"}), concept({"en": "Blended"})],
                "language": concept({"en": "English"}),
                "entitlementSpecification": {"type": "X", "title": {"en": "May enrol"}},
                "thematicArea": concept({"en": "Statistics"}),
            },
            "hasPart": {"type": "LearningAchievement", "title": {"en": "Part"}},
            "provenBy": {
                "type": "LearningAssessment",
                "title": {"en": "Exam"},
                "grade": note({"en": "Pass"}),
                "idVerification": concept({"en": "Supervised"}),
            },
            "influencedBy": {"type": "LearningActivity", "workload": "PT30H", "description": {"en": "Lectures"}},
        },
        issuer={
            **sealing.credential()["issuer"],
            "accreditation": {"id": "urn:x", "type": "Accreditation", "title": {"en": "Listed"}},
        },
    )
    assert {one.element for one in found.statements} == {
        *("title", "content", "hours", "assessment", "result", "participation", "quality_assurance"),
        *("prerequisites", "stackability", "language"),
    }
    for statement in found.statements:
        assert statement.element in ELEMENTS
        assert pointer_get(document, statement.pointer) == statement.value
    assert found.stated("quality_assurance") == ("Reviewed", "Listed")
    assert found.stated("stackability") == ("Part", "May enrol")
    assert found.stated("participation") == ("Online", "Blended")


def test_a_period_is_given_in_days() -> None:
    activity = {"type": "LearningActivity", "temporal": {"type": "PeriodOfTime"}}
    activity["temporal"] |= {"startDate": "2023-05-05T07:00:00Z", "endDate": "2023-06-06T15:00:00Z"}
    assert learned(influencedBy=activity).stated("period") == ("2023-05-05 – 2023-06-06",)
    del activity["temporal"]["endDate"]
    assert learned(influencedBy=activity).stated("period") == ("2023-05-05",)


def test_a_credential_without_claims_keeps_the_title_it_is_displayed_with() -> None:
    subject = {"id": "urn:epass:person:1", "type": "Person"}
    display = {"type": "DisplayParameter", "title": {"fr": "Titre"}}
    document = sealing.credential(credentialSubject=subject, displayParameter=display)
    (credential,) = formats.read(sealing.sealed(document)).credentials
    assert credential.titles == ("Titre",)
    assert [one.title for one in achievements(credential)] == ["Titre"]


def test_english_is_shown_where_there_is_some() -> None:
    assert elm.text({"de": "x", "en-GB": "y"}) == "y"
    assert elm.text({"de": "x", "fr": "y"}) == "x"
    assert elm.text({"de": ["", "z"]}) == "z"
    assert elm.text([{"@value": "v", "@language": "ja"}]) == "v"
    assert elm.text({"id": "http://x.example/1", "type": "Concept"}) == ""
    assert elm.text(5) == ""


def test_a_flood_of_statements_is_bounded() -> None:
    many = [concept({f"x{letter}": f"{place}{letter}" for letter in "abcdefgh"}) for place in range(300)]
    found = specified(mode=many)
    assert len(found.statements) == MAX_STATEMENTS
    _, several = claiming(*[{"type": "LearningAchievement", "title": {"en": "A"}}] * 300)
    assert len(several) <= 100


MEMBERS = ["title", "description", "specifiedBy", "learningOutcome", "creditPoint", "framework", "point", "eqfLevel", "type",
           "id", "en", "prefLabel", "temporal", "startDate", "influencedBy", "provenBy", "grade", "noteLiteral", "@value"]  # fmt: skip
JUNK = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.floats(-9, 9) | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(MEMBERS), inner, max_size=4),
    max_leaves=20,
)


@given(JUNK, JUNK)
def test_any_claim_is_read_without_an_accident(claim: Any, whole: Any) -> None:
    subject = {"id": "urn:epass:person:1", "type": "Person", "hasClaim": claim}
    document = sealing.credential(credentialSubject=[subject, whole], displayParameter=whole, issuer=whole)
    try:
        (credential,) = formats.read(json.dumps(document).encode()).credentials
    except WalletError:
        return
    for found in achievements(credential):
        assert all(statement.value for statement in found.statements)


def test_the_published_micro_credential_states_what_the_european_recommendation_asks(vectors: Path) -> None:
    raw = (vectors / "edc-elm" / "Sample-MC-Annex1-signed.jsonld").read_bytes()
    (credential,) = formats.read(raw).credentials
    (found,) = achievements(credential)
    assert (found.title, found.type) == ("Digital micro-credential creation", "Short learning programme")
    assert found.stated("hours") == ("PT60H",)
    assert found.stated("credits") == ("2 European Credit Transfer System",)
    assert set(found.stated("level")) == {"EQF Level 6", "RQF Level 6"}
    assert found.stated("result") == ("Pass",)
    assert "Blended" in found.stated("participation")
    assert "stimulate creativity in the team" in found.stated("outcomes")
    assert found.stated("language") == ("English",)
    assert found.stated("period") == ("2023-05-05 – 2023-06-06",)
    assert "Unsupervised without ID Verification" in found.stated("assessment")
    assert found.stated("prerequisites")
    spanish = [one.value for one in found.statements if one.lang == "es"]
    assert spanish == ["Contento digital"]
    exact = [one for one in found.statements if one.element not in ("credits", "level", "period")]
    assert all(pointer_get(credential.claims, one.pointer).strip() == one.value for one in exact)
