"""What can be put into a signed badge without touching its signature, and never passes (SECURITY G37)."""

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest

from tests import making
from wallet import formats
from wallet.encoding import pointer_get
from wallet.errors import WalletError
from wallet.report import Outcome
from wallet.verify import verify_found

PLACES = (
    "",
    "/issuer",
    "/credentialSubject",
    "/credentialSubject/achievement",
    "/credentialSubject/achievement/criteria",
)
EVIL = "https://evil.example/"

Put = Callable[[dict[str, Any]], None]
INJECTIONS: dict[str, Put] = {
    "an undefined term": lambda node: node.update(grade="S"),
    "an undefined term with an object": lambda node: node.update(grade={"score": 100}),
    "an undefined term with an empty list": lambda node: node.update(endorsements=[]),
    "a term that looks like one": lambda node: node.update({"nаme": "Doctor of Science"}),  # a Cyrillic a
    "a term with another case": lambda node: node.update(Name="Doctor of Science"),
    "a keyword that does not exist": lambda node: node.update({"@grade": "S"}),
    "a context of its own": lambda node: node.update({"@context": {"grade": EVIL}, "grade": "S"}),
    "a vocabulary of its own": lambda node: node.update({"@context": {"@vocab": EVIL}, "grade": "S"}),
    "an unknown context": lambda node: node.update({"@context": f"{EVIL}context", "grade": "S"}),
    "a context that is at hand": lambda node: node.update({"@context": "https://www.w3.org/ns/credentials/undefined-terms/v2", "grade": "S"}),
    "no context at all": lambda node: node.update({"@context": None, "grade": "S"}),
    "a base": lambda node: node.update({"@base": EVIL}),
    "a member by its IRI": lambda node: node.update({"https://schema.org/name": "Doctor of Science"}),
    "a member by a short IRI": lambda node: node.update({"schema:name": "Doctor of Science"}),
    "an undefined type": lambda node: node.update(type=[*making_types(node), "Doctorate"]),
    "a type by its IRI": lambda node: node.update(type=[*making_types(node), f"{EVIL}Doctorate"]),
    "a type that is no text": lambda node: node.update(type=[*making_types(node), {"id": EVIL}]),
    "another id": lambda node: node.update(id=f"{EVIL}1"),
    "a relative id": lambda node: node.update(id="1"),
    "the id twice": lambda node: node.update({"@id": f"{EVIL}1"}),
    "the type twice": lambda node: node.update({"@type": "Doctorate"}),
    "a graph": lambda node: node.update({"@graph": [{"id": EVIL}]}),
    "what is included": lambda node: node.update({"@included": [{"id": EVIL}]}),
    "what points here": lambda node: node.update({"@reverse": {"evidence": {"id": EVIL}}}),
    "a nest": lambda node: node.update({"@nest": {"name": "Doctor of Science"}}),
    "an index": lambda node: node.update({"@index": "1"}),
    "a value": lambda node: node.update({"@value": "1"}),
    "a list": lambda node: node.update({"@list": []}),
    "a set": lambda node: node.update({"@set": []}),
    "a language": lambda node: node.update({"@language": "en"}),
    "a name with a direction": lambda node: node.update(name={"@value": str(node.get("name", "x")), "@direction": "rtl"}),
    "a name with a language": lambda node: node.update(name={"@value": str(node.get("name", "x")), "@language": "en"}),
    "a name with a type": lambda node: node.update(name={"@value": "x", "@type": EVIL}),
    "the same name again": lambda node: node.update(name=[str(node.get("name", "x")), "Doctor of Science"]),
    "a name within a name": lambda node: node.update(name=[[str(node.get("name", "x"))]]),
}  # fmt: skip


def making_types(node: dict[str, Any]) -> list[Any]:
    found = node.get("type", [])
    return found if isinstance(found, list) else [found]


def verdict(document: dict[str, Any]) -> Outcome:
    try:
        (report,) = verify_found(formats.read(making.raw(document)), making.library(), making.NOW)
    except WalletError:
        return Outcome.FAILED
    return report.verdict()


@pytest.fixture(scope="module", params=["eddsa-rdfc-2022", "Ed25519Signature2020"])
def signed(request: pytest.FixtureRequest) -> dict[str, Any]:
    badge = making.badge(**{"@context": [making.V2, making.OB, making.ED2020]})
    return making.signed(badge, suite_name=request.param)


def test_the_material_is_sound(signed: dict[str, Any]) -> None:
    assert verdict(signed) is Outcome.PASSED
    assert len(INJECTIONS) >= 30


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("name", INJECTIONS)
def test_what_is_put_into_a_signed_badge_never_passes(signed: dict[str, Any], place: str, name: str) -> None:
    changed = copy.deepcopy(signed)
    node = pointer_get(changed, place)
    before = json.dumps(node)
    INJECTIONS[name](node)
    assert json.dumps(node) != before
    assert verdict(changed) is not Outcome.PASSED


@pytest.mark.parametrize("name", INJECTIONS)
def test_nor_does_what_is_put_into_its_proof(signed: dict[str, Any], name: str) -> None:
    changed = copy.deepcopy(signed)
    INJECTIONS[name](changed["proof"])
    assert verdict(changed) is not Outcome.PASSED


@pytest.mark.parametrize(
    "contexts",
    [
        [making.V2, making.OB, making.ED2020, {"grade": EVIL}],
        [making.V2, making.OB, making.ED2020, f"{EVIL}context"],
        [{"@vocab": EVIL}, making.V2, making.OB, making.ED2020],
        [making.OB, making.V2, making.ED2020],
        [making.V2, making.OB, making.ED2020, "https://www.w3.org/ns/credentials/undefined-terms/v2"],
        [making.V2, making.ED2020],
        [making.V2, making.OB, making.ED2020, None],
        [[making.V2, making.OB], making.ED2020],
        making.V2,
        {"@import": making.V2},
    ],
)
def test_no_other_contexts_make_more_of_it(signed: dict[str, Any], contexts: Any) -> None:
    grown = {**copy.deepcopy(signed), "@context": contexts}
    grown["credentialSubject"]["grade"] = "S"
    assert verdict(grown) is not Outcome.PASSED
