"""Odd but readable shapes of JSON-LD documents: every change keeps to contexts that are at hand.

Lists around values and values out of lists, value objects, languages, numbers, identifiers, types, aliases,
terms from anywhere in the contexts, nodes within nodes. Nothing here is random beyond the given ``chance``.
"""

import copy
import json
import random
from functools import cache
from typing import Any

from tests import making, test_inside
from tests.interop.fresh import OB1, SL2021, varied
from tests.test_status import bits, entry, listing

Json = dict[str, Any]
EXTENSIONS = "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json"
CONTEXTS = (making.OB, EXTENSIONS, making.DI2, making.ED2020, test_inside.CLR, making.V2, making.V1, SL2021, OB1)
XSD = "http://www.w3.org/2001/XMLSchema#"
NUMBERS = (
    0, -0.0, 1, -1, 1.0, 2.5, 0.1, 1e2, 1e20, 1e21, 1e22, 1.5e300, 1e-6, 1e-7, 5e-324, 2**53, 2**53 + 1, 10**18, 10**21, 3.0,
    0.30000000000000004, 123456789.125, 4.35, 1e23, 5e-7, 100.0, 1e15, 1e16, 123456789012345680.0,
)  # fmt: skip
TEXTS = (
    "", " ", "x", "データ", "🙂", "a\u0000b", "a\tb\nc\rd", "\u007f", "\u0085", "\u2028", "\\", '"', "é", "é", "‮x", "a" * 300,
    "true", "1", "1.0E0", "2026-01-01T00:00:00Z", "https://x.example/a", "urn:x:y", "_:b0", "_:c14n0", "@id", "@type", "@none",
    "schema:name", "ceasn:Competency", "did:key:z6Mk", "mailto:a@b.example", "https://x.example/é", "https://x.example/a b",
    "#fragment", "../up", "?query", "//host", "a:b", ":", "x:", "1EdTech:x", "HTTPS://X.example/%7e", "xsd:string", "name", "Achievement",
)  # fmt: skip
LANGUAGES = ("en", "ja", "EN-us", "zh-Hant-TW", "x", "", "not a tag", "en_US", "de-1996", None)
TYPES = ("Achievement", "AchievementSubject", "Profile", "Alignment", "Result", "ResultDescription", "Evidence", "Image", "Address",
         "GeoCoordinates", "IdentityObject", "IdentifierEntry", "Related", "RubricCriterionLevel", "EndorsementSubject", "Association",
         "VerifiableCredential", "VerifiablePresentation", "DataIntegrityProof", "BitstringStatusListEntry", "JsonSchema", "Criteria",
         "ClrSubject", "EndorsementCredential", "OpenBadgeCredential", "AchievementCredential", "Multikey", "https://x.example/T", "MadeUp")  # fmt: skip


@cache
def terms() -> tuple[str, ...]:
    """Every term of the contexts at hand, at any depth."""
    found: set[str] = set()
    waiting: list[Any] = [making.library().context(url)["@context"] for url in CONTEXTS]
    while waiting:
        one = waiting.pop()
        if isinstance(one, list):
            waiting += one
        elif isinstance(one, dict):
            found |= {name for name in one if name[:1] != "@"}
            waiting += [value["@context"] for value in one.values() if isinstance(value, dict) and "@context" in value]
    return tuple(sorted(found))


@cache
def seeds() -> tuple[Json, ...]:
    """Unsigned documents of every kind: badges, records, endorsements, lists, presentations, both data models."""
    rich = varied(1)
    achievement = rich["credentialSubject"]["achievement"]
    level = {
        "id": "urn:uuid:11111111-0000-0000-0000-000000000001",
        "type": ["RubricCriterionLevel"],
        "name": "A",
        "points": "4",
    }
    achievement |= {
        "image": {"id": "https://x.example/i.png", "type": "Image", "caption": "図"},
        "resultDescription": [{"id": "urn:uuid:11111111-0000-0000-0000-000000000002", "type": ["ResultDescription"], "name": "Grade",
                               "resultType": "LetterGrade", "allowedValue": ["A", "B", "B", "C"], "rubricCriterionLevel": [level]}],
        "otherIdentifier": [{"type": "IdentifierEntry", "identifier": "42", "identifierType": "identifier"}],
        "related": [{"id": "https://x.example/r", "type": ["Related"], "inLanguage": "ja", "version": "1"}],
        "inLanguage": "ja", "humanCode": "DS101", "fieldOfStudy": "統計", "version": "1.0",
    }  # fmt: skip
    rich["credentialSubject"] |= {
        "identifier": [{"type": "IdentityObject", "hashed": True, "identityHash": "sha256$00", "identityType": "emailAddress", "salt": "s"}],
        "result": [{"type": ["Result"], "resultDescription": "urn:uuid:11111111-0000-0000-0000-000000000002", "value": "A"}],
        "activityStartDate": "2026-01-01T00:00:00Z", "creditsEarned": 2.5, "term": "春",
    }  # fmt: skip
    rich |= {
        "@context": [making.V2, making.OB, EXTENSIONS],
        "evidence": [{"id": "https://x.example/e", "type": ["Evidence"], "name": "作品", "narrative": "…", "genre": "Portfolio"}],
        "credentialSchema": [{"id": "https://x.example/s.json", "type": "1EdTechJsonSchemaValidator2019"}],
        "awardedDate": "2026-01-01T00:00:00Z", "description": {"@value": "説明", "@language": "ja"},
        "credentialStatus": entry("5"), "termsOfUse": {"type": "https://x.example/Terms"},
    }  # fmt: skip
    inner = {name: value for name, value in making.signed().items() if name != "proof"}
    record = test_inside.record(inner)
    record.pop("proof")
    endorsed = test_inside.endorsed(test_inside.endorsement())
    endorsed.pop("proof")
    shown = {"@context": [making.V2], "type": ["VerifiablePresentation"], "holder": making.HOLDER.did,
             "verifiableCredential": [making.signed(), making.signed(varied(2))]}  # fmt: skip
    options = {"@context": [making.V2], "type": "DataIntegrityProof", "cryptosuite": "eddsa-rdfc-2022",
               "created": "2026-01-01T00:00:00Z", "verificationMethod": making.ISSUER.verification_method,
               "proofPurpose": "assertionMethod", "challenge": "c", "domain": ["a.example", "b.example"], "nonce": "n"}  # fmt: skip
    return (
        varied(3),
        rich,
        record,
        endorsed,
        varied(4, one=True),
        listing(bits(3, size=800)),
        shown,
        options,
        making.badge(),
    )


def credentials() -> tuple[Json, ...]:
    """Those of the seeds that are credentials."""
    return tuple(seed for seed in seeds() if "credentialSubject" in seed)


def mutant(seed: Json, chance: random.Random) -> Json:
    """The same with one to three odd shapes in it."""
    found: Json = json.loads(json.dumps(seed))
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        _change(found, chance)
    return found


def _change(document: Json, chance: random.Random) -> None:
    places = list(_places(document))
    owner, key = chance.choice(places)
    kind = chance.randrange(9)
    if key in ("id", "@id") and kind < 6:
        owner[key] = chance.choice(("urn:uuid:1", "https://x.example/y", "_:b0", "_:b1", chance.choice(TEXTS)))
    elif key in ("type", "@type") and kind < 6:
        owner[key] = chance.choice((types(chance), [*listed(owner[key]), chance.choice(TYPES)], listed(owner[key])[0]))
    elif kind < 4:
        owner[key] = around(owner[key], chance)
    elif kind == 4:
        owner[key] = odd(chance)
    elif kind == 5 and isinstance(owner, dict) and owner:
        owner[alias(key, chance)] = owner.pop(key)
    elif kind == 6:
        target = chance.choice([owner] if isinstance(owner, dict) else [document])
        target[chance.choice(terms())] = odd(chance)
    elif kind == 7:
        other, name = chance.choice(places)
        owner[key] = copy.deepcopy(other[name])
    elif key != "@context" and chance.random() < 0.7:
        del owner[key]
    else:
        document["@context"] = contexts(document.get("@context"), chance)


def listed(value: Any) -> list[Any]:
    return (value if isinstance(value, list) else [value]) or [None]


def _places(value: Any) -> Any:
    """Every member and item, but not the contexts."""
    for key in list(value) if isinstance(value, dict) else range(len(value)):
        if key != "@context":
            yield value, key
            if isinstance(value[key], dict | list):
                yield from _places(value[key])


def around(value: Any, chance: random.Random) -> Any:
    """The same value said in another way, or nearly."""
    if chance.random() < 0.06:
        return chance.choice(
            ([[value]], {"@set": [value]}, {"@list": [value]}, {"@graph": value}, {"@value": value, "@index": "i"})
        )
    ways: list[Any] = [[value], [value, value], [value, None], [value, odd(chance)]]
    if isinstance(value, list):
        ways += [*value[:1], list(reversed(value)), value[:-1], value + value]
    elif isinstance(value, dict):
        ways += [{**value, name: odd(chance)} for name in ("@index", "@value") if chance.random() < 0.05]
        ways += [{**value, name: odd(chance)} for name in chance.sample(terms(), 3)]
        ways += [{**value, "id": name} for name in ("_:b0", "urn:x:y")]
        ways += [
            {name: value[name] for name in sorted(value, reverse=True)},
            {**value, "type": types(chance)},
            value.get("id"),
        ]
    else:
        ways += [
            {"@value": value}, {"@value": value, "@language": chance.choice(LANGUAGES)}, {"@id": value}, {"id": value},
            {"@value": value, "@type": chance.choice((XSD + "string", XSD + "double", XSD + "integer", "xsd:date", "@json", "@id", None))},
            {"@value": value, "@direction": chance.choice(("rtl", None))}, {"type": types(chance)},
        ]  # fmt: skip
    return chance.choice(ways)


def odd(chance: random.Random) -> Any:
    """A value of any kind."""
    return chance.choice(
        (
            chance.choice(NUMBERS), chance.choice(TEXTS), chance.choice(TEXTS), chance.choice((True, False, None)), [], {}, [{}], "x",
            {"@value": chance.choice((*NUMBERS, *TEXTS, True, None))}, {"id": chance.choice(TEXTS)}, {"type": types(chance)},
            [chance.choice(TEXTS), chance.choice(NUMBERS)], {"type": types(chance), chance.choice(terms()): chance.choice(TEXTS)},
            {"type": types(chance), chance.choice(terms()): {"type": types(chance), chance.choice(terms()): chance.choice(NUMBERS)}},
            types(chance),
        )
    )  # fmt: skip


def types(chance: random.Random) -> Any:
    return chance.choice(
        (chance.choice(TYPES), [chance.choice(TYPES)], chance.sample(TYPES, 2), [], [chance.choice(TYPES)] * 2)
    )


def alias(key: str, chance: random.Random) -> str:
    known = {
        "id": "@id",
        "type": "@type",
        "@id": "id",
        "@type": "type",
        "name": "https://schema.org/name",
        "@value": "value",
    }
    return chance.choice((known.get(key, key), chance.choice(terms()), f"https://x.example/{key}"))


def contexts(value: Any, chance: random.Random) -> Any:
    """Another choice or order of the contexts at hand."""
    urls = value if isinstance(value, list) else [value]
    more = chance.choice(CONTEXTS)
    return chance.choice(
        ([*urls, more], [*urls, urls[-1]], urls[:1], list(reversed(urls)), urls[0], [urls[0], more, *urls[1:]])
    )
