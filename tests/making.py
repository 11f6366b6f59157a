"""Fresh test material: keys from fixed seeds, and credentials signed with them."""

import copy
import hashlib
from datetime import UTC, datetime
from functools import cache
from typing import Any

from wallet.crypto.keys import PrivateKey
from wallet.encoding import dump_json
from wallet.library import Document, Library
from wallet.proofs import sign_document

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
CREATED = datetime(2026, 9, 12, 3, 0, tzinfo=UTC)
V1 = "https://www.w3.org/2018/credentials/v1"
V2 = "https://www.w3.org/ns/credentials/v2"
OB = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
ED2020 = "https://w3id.org/security/suites/ed25519-2020/v1"
DI2 = "https://w3id.org/security/data-integrity/v2"


@cache
def library() -> Library:
    return Library.bundled()


def key(name: str) -> PrivateKey:
    return PrivateKey.from_seed(hashlib.sha256(name.encode()).digest())


ISSUER = key("issuer")
HOLDER = key("holder")
STRANGER = key("stranger")


def badge(**changes: Any) -> dict[str, Any]:
    """An unsigned Open Badge 3.0 by ISSUER about HOLDER. A change to None removes the member."""
    document: dict[str, Any] = {
        "@context": [V2, OB],
        "id": "urn:uuid:6a5a2c3e-0e3b-4c52-9d35-0c6a5a9d2f10",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "issuer": {"id": ISSUER.did, "type": ["Profile"], "name": "北総学院大学"},
        "validFrom": "2026-09-12T00:00:00Z",
        "name": "データサイエンス基礎",
        "credentialSubject": {
            "id": HOLDER.did,
            "type": ["AchievementSubject"],
            "achievement": {
                "id": "urn:uuid:0b0f6d2c-53a2-4c39-8f0b-1f6ed6f1d6a4",
                "type": ["Achievement"],
                "name": "データサイエンス基礎",
                "description": "Ninety hours of study with a supervised examination.",
                "criteria": {"narrative": "Pass the examination."},
            },
        },
    }
    return {name: value for name, value in {**document, **copy.deepcopy(changes)}.items() if value is not None}


def signed(document: dict[str, Any] | None = None, by: PrivateKey = ISSUER, **options: Any) -> dict[str, Any]:
    return sign_document(document or badge(), by, created=CREATED, library=library(), **options)


def raw(document: dict[str, Any]) -> bytes:
    return dump_json(document)


def document(url: str, value: Any, as_of: datetime | None = None, from_address: bool = False) -> Document:
    return Document(url, dump_json(value), as_of, from_address)


def did_document(did: str, by: PrivateKey, relationships: tuple[str, ...] = ("assertionMethod",)) -> dict[str, Any]:
    method = {"id": f"{did}#key-1", "type": "Multikey", "controller": did, "publicKeyMultibase": by.multikey}
    return {
        "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"],
        "id": did,
        "verificationMethod": [method],
        **{name: [f"{did}#key-1"] for name in relationships},
    }
