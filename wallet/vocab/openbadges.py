"""What Open Badges 3.0 and micro-credential claims mean, as one model for every format.

Open Badges 3.0, section 4; CLR 2.0; the European learning credential as SD-JWT (type
``urn:eu.europa.ec.eudi:learning:credential:1``); any other subject by its plain members. Only
what the issuer states is repeated, with the pointer it came from: no unit is added to a bare
number of credits, and no level is worked out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from wallet.encoding import pointer_join
from wallet.formats.rules import is_european
from wallet.model import Achievement, Credential, Json, Statement
from wallet.vocab import elm
from wallet.vocab.elements import ELEMENTS as ELEMENTS
from wallet.vocab.elements import MAX_STATEMENTS

_LEVEL_TARGETS: Final = ("ext:EQF", "ext:NQF", "ext:QualificationLevel")
_LEVEL_FRAMEWORKS: Final = ("eqf", "nqf", "aqf", "nzqcf", "jeqf", "qualifications framework", "資格枠組み")
_PLAIN: Final = (
    # element, members in which Open Badges and its European extensions state it
    ("purpose", ("description",)),
    ("participation", ("participationType", "learningMode")),
    ("hours", ("timeInvestment", "StudyLoad")),
    ("credits", ("ECTS", "creditsAvailable")),
    ("assessment", ("assessmentType", "supervisionType")),
    ("prerequisites", ("entryRequirement", "prerequisites")),
    ("language", ("inLanguage",)),
    ("content", ("fieldOfStudy", "specialization")),
)
_EUDI: Final = (
    ("purpose", "achievement_description"),
    ("outcomes", "learning_outcomes"),
    ("hours", "expected_study_time"),
    ("level", "level_of_learning_experience"),
    ("result", "assessment_grade"),
    ("quality_assurance", "types_of_quality_assurance"),
    ("prerequisites", "prerequisites_to_enroll"),
    ("stackability", "integration_stackability_options"),
    ("language", "language_of_classes"),
)
Path = tuple[str | int, ...]


def achievements(credential: Credential) -> tuple[Achievement, ...]:
    """Every achievement a credential states, in order; one made of its plain claims if it names none."""
    if credential.format == "dc+sd-jwt":
        return (_from_sd_jwt(credential),)
    if is_european(credential.claims):
        return elm.achievements(credential) or (_generic(credential),)
    if isinstance(badge := credential.claims.get("badge"), dict):
        return (_from_open_badge(("badge",), badge, (), {}),)
    found = []
    subjects = tuple(_each(credential.claims, ("credentialSubject",)))
    for subject_path, subject in subjects:
        # The same subject once more, without an achievement of its own, may hold the results.
        more = [pair for pair in subjects if pair[1].get("id") == subject.get("id") and "achievement" not in pair[1]]
        for path, achievement in _each(subject, (*subject_path, "achievement"), "achievement"):
            found.append(_from_open_badge(path, achievement, subject_path, subject, more))
    return tuple(found) or (_generic(credential),)


def _each(owner: Any, path: Path, name: str = "credentialSubject") -> Iterator[tuple[Path, Json]]:
    """The objects under a member that may hold one or many."""
    value = owner.get(name) if isinstance(owner, dict) else None
    if isinstance(value, dict):
        yield path, value
    elif isinstance(value, list):
        yield from (((*path, index), item) for index, item in enumerate(value) if isinstance(item, dict))


def _text(value: Any) -> tuple[str, str]:
    """A text for people and its language: a string, a number, or a language value object."""
    if isinstance(value, dict):
        inner, language = value.get("@value"), value.get("@language", "")
        return (inner, language) if isinstance(inner, str) and isinstance(language, str) else ("", "")
    if isinstance(value, bool) or value is None:
        return "", ""
    if isinstance(value, int | float):
        return f"{value:g}", ""
    return (value, "") if isinstance(value, str) else ("", "")


class _Statements:
    """The statements of one achievement, gathered without repeating any."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.found: dict[tuple[str, str], Statement] = {}

    def add(self, element: str, value: Any, path: Path) -> None:
        """One value or many; what is no text is passed over."""
        for place, item in enumerate(value) if isinstance(value, list) else [(-1, value)]:
            text, language = _text(item)
            where = path if place < 0 else (*path, place)
            if text.strip() and len(self.found) < MAX_STATEMENTS:
                statement = Statement(element, text.strip(), pointer_join(*where), language or self.language)
                self.found.setdefault((element, statement.value), statement)

    def all(self) -> tuple[Statement, ...]:
        """In the order people read them."""
        return tuple(sorted(self.found.values(), key=lambda one: ELEMENTS.index(one.element)))


def _from_open_badge(
    path: Path, achievement: Json, subject_path: Path, subject: Json, more: Iterable[tuple[Path, Json]] = ()
) -> Achievement:
    language = achievement.get("inLanguage")
    says = _Statements(language if isinstance(language, str) else "")
    says.add("title", achievement.get("name"), (*path, "name"))
    for element, members in _PLAIN:
        for member in members:
            says.add(element, achievement.get(member), (*path, member))
    criteria = achievement.get("criteria")
    if isinstance(criteria, dict):
        says.add("content", criteria.get("narrative"), (*path, "criteria", "narrative"))
    for where, alignment in _each(achievement, (*path, "alignment"), "alignment"):
        _alignment(says, where, alignment)
    for where, expected in _each(achievement, (*path, "resultDescription"), "resultDescription"):
        says.add("assessment", expected.get("name"), (*where, "name"))
    for where, related in _each(achievement, (*path, "related"), "related"):
        says.add(
            "stackability", related.get("name") or related.get("id"), (*where, "name" if "name" in related else "id")
        )
    says.add("credits", subject.get("creditsEarned"), (*subject_path, "creditsEarned"))
    for owner_path, owner in ((subject_path, subject), *more):
        for where, result in _each(owner, (*owner_path, "result"), "result"):
            for member in ("value", "status"):
                says.add("result", result.get(member), (*where, member))
    begin, end = (_text(subject.get(name))[0] for name in ("activityStartDate", "activityEndDate"))
    if begin or end:
        says.add(
            "period", f"{begin[:10]} – {end[:10]}", (*subject_path, "activityStartDate" if begin else "activityEndDate")
        )
    kind, image = achievement.get("achievementType"), achievement.get("image")
    address = image.get("id") if isinstance(image, dict) else image
    return Achievement(
        _text(achievement.get("name"))[0],
        pointer_join(*path),
        kind if isinstance(kind, str) else "",
        address if isinstance(address, str) else "",
        says.all(),
    )


def _alignment(says: _Statements, path: Path, alignment: Json) -> None:
    """An alignment is a level, a quality assurance, or a skill: its type or framework says which."""
    kind = str(alignment.get("targetType", ""))
    framework = _text(alignment.get("targetFramework"))[0]
    name, code = (_text(alignment.get(member))[0] for member in ("targetName", "targetCode"))
    label = f"{framework} {code}".strip() if code else name
    if kind in _LEVEL_TARGETS or any(word in framework.lower() for word in _LEVEL_FRAMEWORKS):
        says.add("level", label or name, (*path, "targetCode" if code else "targetName"))
    elif kind == "ext:QualityAssurance":
        says.add("quality_assurance", name, (*path, "targetName"))
    else:
        says.add("outcomes", name, (*path, "targetName"))


def _from_sd_jwt(credential: Credential) -> Achievement:
    claims = credential.claims
    says = _Statements("")
    title = credential.titles[0] if credential.titles else ""
    for member in ("achievement_title", "name", "title"):
        says.add("title", claims.get(member), (member,))
    for element, member in _EUDI:
        says.add(element, claims.get(member), (member,))
    for element in ELEMENTS:
        if element not in ("title", "language"):
            says.add(element, claims.get(element), (element,))
    return Achievement(title, "", _text(claims.get("vct"))[0], "", says.all())


def _generic(credential: Credential) -> Achievement:
    """A credential of another vocabulary: its name, its description, and no guess beyond."""
    says = _Statements("")
    title = credential.titles[0] if credential.titles else next(iter(reversed(credential.types)), "")
    says.add("title", credential.claims.get("name"), ("name",))
    says.add("purpose", credential.claims.get("description"), ("description",))
    return Achievement(title, "", "", "", says.all())
