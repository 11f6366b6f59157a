"""What European Digital Credentials state about learning, by the European Learning Model v3.

One Achievement for each claim of the subject (``hasClaim``), element by element, from its specification
(``specifiedBy``), the activities that led to it (``influencedBy``) and the assessments that prove it
(``provenBy``). A text in several languages is one statement in each. Nothing is converted: "PT60H" stays
"PT60H", and credits are named by the framework that the issuer gives, or by none.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from wallet.encoding import pointer_join
from wallet.formats.elm import Path, languages, objects, text
from wallet.model import Achievement, Credential, Json, Statement
from wallet.vocab.elements import ELEMENTS, MAX_STATEMENTS

MAX_ACHIEVEMENTS: Final = 100
_LABELS: Final = ("prefLabel", "title", "legalName", "noteLiteral", "notation", "definition")
"""Members that name an object for people: of a concept, a thing with a title, an organisation, a note."""
_EQF: Final = "http://data.europa.eu/snb/eqf/"

_STATED: Final[tuple[tuple[str, tuple[tuple[str, ...], ...]], ...]] = (
    # element, the members that state it, from the claim down
    ("title", (("title",), ("specifiedBy", "title"))),
    ("purpose", (("description",), ("specifiedBy", "description"), ("specifiedBy", "learningOutcomeSummary"))),
    (
        "outcomes",
        (
            ("specifiedBy", "learningOutcome", "title"),
            ("specifiedBy", "learningOutcome", "relatedESCOSkill"),
            ("specifiedBy", "learningOutcome", "relatedSkill"),
        ),
    ),
    (
        "content",
        (
            ("specifiedBy", "thematicArea"),
            ("influencedBy", "title"),
            ("influencedBy", "description"),
            ("influencedBy", "specifiedBy", "dcType"),
        ),
    ),
    ("hours", (("specifiedBy", "volumeOfLearning"), ("influencedBy", "workload"))),
    ("level", (("specifiedBy", "nqfLevel"),)),
    (
        "assessment",
        (
            ("provenBy", "title"),
            ("provenBy", "specifiedBy", "dcType"),
            ("provenBy", "specifiedBy", "mode"),
            ("provenBy", "specifiedBy", "gradingScheme"),
            ("provenBy", "idVerification"),
        ),
    ),
    ("result", (("provenBy", "grade"),)),
    (
        "participation",
        (("specifiedBy", "mode"), ("specifiedBy", "learningSetting"), ("influencedBy", "specifiedBy", "mode")),
    ),
    (
        "quality_assurance",
        (("awardedBy", "awardingBody", "accreditation"), ("specifiedBy", "accreditation")),
    ),
    ("prerequisites", (("specifiedBy", "entryRequirement"),)),
    (
        "stackability",
        (
            ("hasPart",),
            ("isPartOf",),
            ("entitlesTo",),
            ("specifiedBy", "hasPart"),
            ("specifiedBy", "isPartOf"),
            ("specifiedBy", "entitlementSpecification"),
        ),
    ),
    ("language", (("specifiedBy", "language"),)),
)


def achievements(credential: Credential) -> tuple[Achievement, ...]:
    """Every claim of a European Digital Credential, in order; empty if it makes none."""
    found: list[Achievement] = []
    for subject_place, subject in objects(credential.claims.get("credentialSubject")):
        for place, claim in objects(subject.get("hasClaim")):
            if len(found) < MAX_ACHIEVEMENTS:
                path = ("credentialSubject", *subject_place, "hasClaim", *place)
                found.append(_achievement(path, claim, credential.claims))
    return tuple(found)


def _achievement(path: Path, claim: Json, whole: Json) -> Achievement:
    gathered: dict[tuple[str, str, str], Statement] = {}
    for element, where, value, tag in _all(path, claim, whole):
        said = value.strip()
        if said and len(gathered) < MAX_STATEMENTS:
            gathered.setdefault((element, said, tag), Statement(element, said, pointer_join(*where), tag))
    ordered = sorted(gathered.values(), key=lambda one: ELEMENTS.index(one.element))
    kinds = [text(label) for _, one in _at((), claim, ("specifiedBy", "dcType")) for _, label in _labels(one)]
    kind = claim.get("type")
    title = text(claim.get("title")) or next((one.value for one in ordered if one.element == "title"), "")
    named = next(filter(None, kinds), kind if isinstance(kind, str) else "")
    return Achievement(title, pointer_join(*path), named, "", tuple(ordered))


def _all(path: Path, claim: Json, whole: Json) -> Iterator[tuple[str, Path, str, str]]:
    """(element, place, text, language) of all that a claim states."""
    for element, ways in _STATED:
        for members in ways:
            for where, value in _at(path, claim, members):
                for below, label in _labels(value):
                    yield from ((element, (*where, *below, *place), said, tag) for place, said, tag in languages(label))
    for where, value in _at((), whole, ("issuer", "accreditation")):
        for below, label in _labels(value):
            yield from (
                ("quality_assurance", (*where, *below, *place), said, tag) for place, said, tag in languages(label)
            )
    yield from _levels(path, claim)
    yield from _credits(path, claim)
    yield from _periods(path, claim)


def _at(path: Path, owner: Any, members: tuple[str, ...]) -> Iterator[tuple[Path, Any]]:
    """The values at the end of a way of members, each of which may hold one or many."""
    if not members:
        yield path, owner
        return
    value = owner.get(members[0]) if isinstance(owner, dict) else None
    here = (*path, members[0])
    if isinstance(value, list) and any(isinstance(item, dict) and "type" in item for item in value):
        for place, item in objects(value):
            yield from _at((*here, *place), item, members[1:])
    elif value is not None:
        yield from _at(here, value, members[1:])


def _labels(value: Any) -> Iterator[tuple[Path, Any]]:
    """What names a value: the label of an object, by the first member that has one, or the text itself."""
    if isinstance(value, dict) and ("type" in value or "id" in value):
        found = next((member for member in _LABELS if text(value.get(member))), None)
        if found is not None:
            yield (found,), value[found]
    elif isinstance(value, str | dict | list):
        yield (), value


def _levels(path: Path, claim: Json) -> Iterator[tuple[str, Path, str, str]]:
    """The member's own name is the framework: "Level 6" under ``eqfLevel`` is a level of the EQF."""
    for where, value in _at(path, claim, ("specifiedBy", "eqfLevel")):
        labels = list(_labels(value))
        if not labels and isinstance(value, dict):
            labels = [(("id",), value.get("id"))]
        for below, label in labels:
            for place, said, tag in languages(label):
                if said.strip():
                    yield "level", (*where, *below, *place), f"EQF {said.strip().removeprefix(_EQF)}", tag


def _credits(path: Path, claim: Json) -> Iterator[tuple[str, Path, str, str]]:
    """Points with the framework that counts them; a bare number stays bare."""
    for members in (("specifiedBy", "creditPoint"), ("creditReceived",)):
        for where, value in _at(path, claim, members):
            points = value.get("point") if isinstance(value, dict) else None
            if isinstance(points, bool) or not isinstance(points, str | int | float):
                continue
            framework = next((text(label) for _, label in _labels(value.get("framework"))), "")
            number = points.strip() if isinstance(points, str) else f"{points:g}"
            yield "credits", (*where, "point"), f"{number} {framework}".strip(), ""


def _periods(path: Path, claim: Json) -> Iterator[tuple[str, Path, str, str]]:
    for where, value in _at(path, claim, ("influencedBy", "temporal")):
        if not isinstance(value, dict):
            continue
        begin, end = (value.get(name) for name in ("startDate", "endDate"))
        days = [one[:10] if isinstance(one, str) else "" for one in (begin, end)]
        if any(days):
            yield "period", (*where, "startDate" if days[0] else "endDate"), f"{days[0]} – {days[1]}".strip(" –"), ""
