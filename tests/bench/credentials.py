"""The credentials that are timed: small, typical, large and a learning record, in every suite.

All are made here, of institutions that do not exist, and signed by the project's own suites. ``typical`` is
what a careful issuer writes: about 5 KB with its proof, 110 statements and a dozen blank nodes.
"""

import copy
import itertools
import json
from collections.abc import Callable
from functools import cache
from typing import Any, Final

from tests import making
from wallet import formats
from wallet.crypto.keys import PrivateKey
from wallet.formats import sdjwt
from wallet.model import Audience
from wallet.proofs import sign_jws
from wallet.sharing import present

Json = dict[str, Any]
EXTENSIONS: Final = "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json"
CLR: Final = "https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json"
ASKED: Final = Audience("d1c3f8a2b4e6", "fair.example")
KEYS: Final = {kind: PrivateKey.from_seed(bytes(range(1, 33)), kind) for kind in ("Ed25519", "P-256", "BLS12-381-G2")}
SIZES: Final = ("small", "typical", "large", "CLR")
SUITES: Final = {
    "eddsa-rdfc-2022": "Ed25519",
    "Ed25519Signature2020": "Ed25519",
    "ecdsa-rdfc-2019": "P-256",
    "eddsa-jcs-2022": "Ed25519",
    "ecdsa-sd-2023": "P-256",
    "bbs-2023": "BLS12-381-G2",
    "VC-JWT": "P-256",
    "SD-JWT+KB": "P-256",
}
"""Every suite that is timed, and the kind of key it is timed with."""
CHOSEN: Final = (
    "/credentialSubject/achievement/name",
    "/credentialSubject/achievement/alignment/0",
    "/credentialSubject/result/0/value",
    "/credentialSubject/creditsEarned",
    "/validUntil",
)
"""What a holder shows of a credential that can be shown in part, where it has it."""


def typical() -> Json:
    """An Open Badge 3.0 with profile, criteria, alignments, results, evidence and a licence number."""
    rubric = "urn:uuid:5f0fd5c9-3a36-4c0e-8d2f-6d1d6f4ab7"
    return {
        "@context": [making.V2, making.OB, EXTENSIONS],
        "id": "urn:uuid:1c6f2d0e-5a94-4e31-9b57-3f0a6d7c2b10",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": "Analysis of Coastal Survey Data",
        "description": "Awarded for the second course of the micro-credential in coastal engineering.",
        "issuer": {
            "id": making.ISSUER.did,
            "type": ["Profile"],
            "name": "汐見坂大学 Shiomizaka University",
            "description": "A university of the sea, founded where the road comes down to the harbour.",
            "url": "https://shiomizaka.example/",
            "email": "credentials@shiomizaka.example",
            "phone": "+81-3-0000-0000",
            "image": {"id": "https://shiomizaka.example/crest.png", "type": "Image", "caption": "A wave under a roof"},
            "address": {
                "type": ["Address"],
                "addressCountry": "Japan",
                "addressCountryCode": "JP",
                "addressLocality": "Shiomizaka",
                "streetAddress": "1-2-3 Minato",
                "postalCode": "000-0000",
            },
        },
        "validFrom": "2026-09-12T00:00:00Z",
        "validUntil": "2036-09-12T00:00:00Z",
        "awardedDate": "2026-09-10T06:30:00Z",
        "credentialSubject": {
            "id": making.HOLDER.did,
            "type": ["AchievementSubject"],
            "activityStartDate": "2026-04-08T00:00:00Z",
            "activityEndDate": "2026-07-31T00:00:00Z",
            "creditsEarned": 2.0,
            "licenseNumber": "SMZ-2026-004711",
            "narrative": "Worked in a crew of four; led the second levelling and kept its field book.",
            "role": "Student",
            "term": "Spring 2026",
            "source": {
                "id": "https://faculty.shiomizaka.example/coast",
                "type": ["Profile"],
                "name": "Faculty of Coastal Engineering",
            },
            "identifier": [
                {
                    "type": "IdentityObject",
                    "hashed": False,
                    "identityHash": "s2611842",
                    "identityType": "sourcedId",
                }
            ],
            "achievement": {
                "id": "https://shiomizaka.example/achievements/ce-212",
                "type": ["Achievement"],
                "achievementType": "Course",
                "creator": {"id": making.ISSUER.did, "type": ["Profile"]},
                "creditsAvailable": 2.0,
                "name": "Analysis of Coastal Survey Data",
                "description": "Ninety hours on how shorelines are surveyed, how the measurements are cleaned, and what may be concluded.",
                "fieldOfStudy": "Civil engineering",
                "humanCode": "CE-212",
                "inLanguage": "en",
                "specialization": "Survey methods",
                "version": "2026.1",
                "tag": ["survey", "statistics", "coast"],
                "image": {"id": "https://shiomizaka.example/badges/ce-212.png", "type": "Image"},
                "criteria": {
                    "id": "https://shiomizaka.example/achievements/ce-212/criteria",
                    "narrative": 'Two field reports of 2,000 words, a data notebook that runs, and a supervised examination of ninety minutes. "Passed" means 60 of 100 points.',
                },
                "alignment": [_alignment(0), _alignment(1), _alignment(2)],
                "otherIdentifier": [
                    {"type": "IdentifierEntry", "identifier": "CE-212", "identifierType": "identifier"}
                ],
                "resultDescription": [
                    {
                        "id": f"{rubric}01",
                        "type": ["ResultDescription"],
                        "name": "Final grade",
                        "resultType": "Percent",
                        "requiredValue": "60",
                        "valueMin": "0",
                        "valueMax": "100",
                    },
                    {
                        "id": f"{rubric}02",
                        "type": ["ResultDescription"],
                        "name": "Field work",
                        "resultType": "RawScore",
                        "valueMin": "0",
                        "valueMax": "40",
                    },
                ],
            },
            "result": [
                {"type": ["Result"], "resultDescription": f"{rubric}01", "value": "87", "achievedLevel": f"{rubric}11"},
                {"type": ["Result"], "resultDescription": f"{rubric}02", "value": "36", "status": "Completed"},
            ],
        },
        "evidence": [_evidence(0)],
        "refreshService": {"id": "https://shiomizaka.example/refresh/4711", "type": "1EdTechCredentialRefresh"},
    }


_SKILLS: Final = (
    "Plan a survey of a sandy shore",
    "Clean and describe tide-gauge series",
    "State the uncertainty of a shoreline position",
    "Compare two erosion models",
    "Write for a town council",
)


def _alignment(number: int) -> Json:
    skill = _SKILLS[number % len(_SKILLS)]
    return {
        "type": ["Alignment"],
        "targetName": f"{skill} ({number + 1})",
        "targetUrl": f"https://skills.example/framework/coast/{number + 1}",
        "targetCode": f"CO-{number + 1:03}",
        "targetFramework": "Framework of Coastal Skills",
        "targetType": "CFItem",
    }


def _evidence(number: int) -> Json:
    return {
        "id": f"https://shiomizaka.example/portfolio/4711/report-{number + 1}",
        "type": ["Evidence"],
        "name": f"Field report {number + 1}",
        "description": "A survey of 1.2 km of beach in three visits, with the notebook that made its figures.",
        "narrative": "The learner chose the transects, levelled them twice, and explains why the second visit disagrees.",
        "genre": "Report",
        "audience": "Examiners",
    }


def sized(extra: int) -> Json:
    """The typical badge and ``extra`` more alignments and reports: about 0.6 KB and 15 statements each."""
    badge = typical()
    badge["credentialSubject"]["achievement"]["alignment"] += (_alignment(number) for number in range(3, 3 + extra))
    badge["evidence"] += (_evidence(number) for number in range(1, 1 + extra))
    return badge


def record() -> Json:
    """A learning record of four badges, each signed for itself, and how they belong together."""
    badges = []
    for number in range(4):
        badge = typical() if number % 2 else making.badge()
        badge["id"] = f"urn:uuid:1c6f2d0e-5a94-4e31-9b57-3f0a6d7c2b2{number}"
        badges.append(making.signed(badge))
    associations = [
        {
            "type": ["Association"],
            "associationType": "isPartOf",
            "sourceId": badge["credentialSubject"]["achievement"]["id"],
            "targetId": "https://shiomizaka.example/achievements/coast",
        }
        for badge in badges[2:]
    ]
    return {
        "@context": [making.V2, CLR, making.OB],
        "id": "urn:uuid:1c6f2d0e-5a94-4e31-9b57-3f0a6d7c2b30",
        "type": ["VerifiableCredential", "ClrCredential"],
        "name": "Transcript, spring 2026",
        "issuer": {"id": making.ISSUER.did, "type": ["Profile"], "name": "汐見坂大学 Shiomizaka University"},
        "validFrom": "2026-09-12T00:00:00Z",
        "credentialSubject": {
            "id": making.HOLDER.did,
            "type": ["ClrSubject"],
            "verifiableCredential": badges,
            "association": associations,
        },
    }


_MAKERS: Final[dict[str, Callable[[], Json]]] = {
    "small": making.badge,
    "typical": typical,
    "large": lambda: sized(19),
    "CLR": record,
}


@cache
def _unsigned(size: str) -> Json:
    return _MAKERS[size]()


def unsigned(size: str, key: PrivateKey) -> Json:
    """A credential of one size, by the owner of ``key``."""
    document = copy.deepcopy(_unsigned(size))
    document["issuer"]["id"] = key.did
    return document


@cache
def base(suite: str, size: str) -> bytes:
    """A credential as its issuer signs it: of a suite of selective disclosure, the holder's own copy."""
    key = KEYS[SUITES[suite]]
    document = unsigned(size, key)
    if suite == "VC-JWT":
        return _token(document, key)
    if suite == "SD-JWT+KB":
        return _selective(document, key)
    if suite == "Ed25519Signature2020":
        document["@context"].append(making.ED2020)
    mandatory = ("/issuer", "/validFrom") if suite in ("ecdsa-sd-2023", "bbs-2023") else ()
    return making.raw(making.signed(document, key, suite_name=suite, mandatory=mandatory))


@cache
def shown(suite: str, size: str) -> bytes:
    """What a verifier is given: of a suite of selective disclosure, the part that its holder chose."""
    if suite in ("ecdsa-sd-2023", "bbs-2023"):
        return derive(base(suite, size), size)
    return bind(base(suite, size), size) if suite == "SD-JWT+KB" else base(suite, size)


def chosen(size: str) -> tuple[str, ...]:
    """The pointers of ``CHOSEN`` that a credential of this size has."""
    return (
        CHOSEN
        if size in ("typical", "large")
        else (CHOSEN[0],)
        if size == "small"
        else ("/credentialSubject/association/0",)
    )


def derive(raw: bytes, size: str) -> bytes:
    """From bytes to the bytes of the part, with its derived proof."""
    return present.disclose(formats.read(raw).credentials[0], chosen(size), making.library(), making.NOW)


def _token(document: Json, key: PrivateKey) -> bytes:
    """A VC-JWT as Open Badges 3.0, section 8.2.4.1, has it: the credential and the registered claims."""
    claims = {
        **document,
        "iss": key.did,
        "jti": document["id"],
        "sub": making.HOLDER.did,
        "nbf": 1_789_171_200,
    }
    header = {"typ": "JWT", "kid": key.verification_method}
    return sign_jws(json.dumps(claims, ensure_ascii=False).encode(), key, header).encode()


def _selective(document: Json, key: PrivateKey) -> bytes:
    """The same content as an SD-JWT VC: each part of the subject can be shown or not."""
    subject, rest = document["credentialSubject"], document
    claims = {
        "vct": "https://shiomizaka.example/types/badge",
        "iss": key.did,
        "iat": 1_789_171_200,
        "name": rest["name"],
        **{name: value for name, value in subject.items() if name not in ("id", "verifiableCredential")},
        "evidence": rest.get("evidence", []),
        "records": subject.get("verifiableCredential", []),
    }
    inner = [f"/achievement/{name}" for name in claims.get("achievement", {})]
    outer = [f"/{name}" for name in claims if name not in ("vct", "iss", "iat", "name")]
    parts = [f"/{name}/{place}" for name in ("evidence", "records") for place in range(len(claims[name]))]
    salts = (f"salt-{number:022d}" for number in itertools.count())
    header = {"kid": key.verification_method}
    return sdjwt.issue(claims, (*inner, *outer, *parts), key, header, salts, KEYS["P-256"])


def bind(raw: bytes, size: str) -> bytes:
    """A third of the claims, bound to their holder and the question that was asked."""
    pointers = [one.pointer for one in formats.read(raw).credentials[0].disclosures]
    part = sdjwt.disclose(raw, pointers[::3])
    return sdjwt.bind(part, KEYS["P-256"], ASKED, making.NOW)
