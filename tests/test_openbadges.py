"""What a badge says, element by element, with the pointer each came from."""

import json
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests import making
from wallet import formats
from wallet.encoding import pointer_get
from wallet.errors import WalletError
from wallet.model import Achievement
from wallet.vocab.openbadges import ELEMENTS, achievements


def read(subject: dict[str, Any], **achievement: Any) -> Achievement:
    document = making.badge()
    document["credentialSubject"] |= subject
    document["credentialSubject"]["achievement"] |= achievement
    (credential,) = formats.read(making.raw(document)).credentials
    (found,) = achievements(credential)
    return found


def test_a_badge_states_title_purpose_and_criteria() -> None:
    found = read({})
    assert found.title == "データサイエンス基礎"
    assert found.stated("purpose") == ("Ninety hours of study with a supervised examination.",)
    assert found.stated("content") == ("Pass the examination.",)
    assert found.stated("level") == ()


def test_a_bare_number_of_credits_gets_no_unit() -> None:
    assert read({"creditsEarned": 2.0}).stated("credits") == ("2",)


def test_an_alignment_is_told_apart_by_what_it_points_to() -> None:
    rows = [
        {
            "targetName": "EQF 6",
            "targetFramework": "European Qualifications Framework",
            "targetCode": "6",
            "targetType": "ext:EQF",
        },
        {"targetName": "Internal review", "targetType": "ext:QualityAssurance"},
        {"targetName": "Explain trends with charts", "targetType": "CFItem"},
    ]
    found = read({}, alignment=rows)
    assert found.stated("level") == ("European Qualifications Framework 6",)
    assert found.stated("quality_assurance") == ("Internal review",)
    assert found.stated("outcomes") == ("Explain trends with charts",)


def test_every_statement_points_to_where_it_stands() -> None:
    document = making.badge()
    document["credentialSubject"]["achievement"] |= {"tag": ["x"], "inLanguage": "ja", "fieldOfStudy": "Statistics"}
    document["credentialSubject"]["result"] = [{"value": "A", "status": "Completed"}]
    (credential,) = formats.read(making.raw(document)).credentials
    (found,) = achievements(credential)
    for statement in found.statements:
        assert statement.element in ELEMENTS
        value = pointer_get(document, statement.pointer)
        assert statement.value in (value, str(value))


def test_a_credential_of_another_kind_keeps_its_name() -> None:
    document = making.badge(type=["VerifiableCredential"], credentialSubject={"id": making.HOLDER.did, "alumniOf": "x"})
    (credential,) = formats.read(making.raw(document)).credentials
    assert [one.title for one in achievements(credential)] == ["データサイエンス基礎"]


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=4),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["name", "achievement", "alignment", "result", "criteria", "narrative", "targetName", "@value"]
            ),
            inner,
        )
    ),
    max_leaves=12,
)


@given(JUNK)
def test_any_subject_is_read_without_an_accident(subject: Any) -> None:
    document = making.badge(name=subject, type=["VerifiableCredential", "OpenBadgeCredential"])
    document["credentialSubject"] = subject
    try:
        found = formats.read(json.dumps(document).encode())
    except WalletError:
        return
    for credential in found.credentials:
        achievements(credential)


def test_the_published_examples_of_european_badges_state_their_elements(vectors: Path) -> None:
    stated: set[str] = set()
    for path in sorted((vectors / "surf-educredentials").rglob("*.json")):
        try:
            found = formats.read(path.read_bytes())
        except WalletError:
            continue
        for credential in found.credentials:
            for achievement in achievements(credential):
                stated |= {statement.element for statement in achievement.statements}
    assert {"title", "purpose", "content", "level", "credits", "language"} <= stated
