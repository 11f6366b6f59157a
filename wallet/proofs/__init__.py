"""How one proof is checked: the one registry of cryptosuites, and signing through the same records."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from wallet.crypto.keys import PrivateKey
from wallet.encoding import write_time
from wallet.errors import Unsupported
from wallet.library import Library
from wallet.model import Audience, Json
from wallet.proofs import hashed
from wallet.proofs.jose import sign_jws
from wallet.proofs.suite import Cryptosuite, Secured

SUITES: Final[tuple[Cryptosuite, ...]] = hashed.ROWS
"""Every Data Integrity suite Akashi can check. A new one is added here, by name."""

_BY_NAME: Final = {suite.name: suite for suite in SUITES}


def suite(name: str) -> Cryptosuite:
    """The suite of a proof, or ``Unsupported``."""
    found = _BY_NAME.get(name)
    if found is None:
        raise Unsupported("proof.unsupported", suite=name[:80])
    return found


def sign_document(
    document: Json,
    key: PrivateKey,
    *,
    created: datetime,
    library: Library,
    purpose: str = "assertionMethod",
    audience: Audience | None = None,
    suite_name: str = "eddsa-rdfc-2022",
    verification_method: str = "",
) -> Json:
    """The document with a proof by ``key``. Refuses (``Unsupported``) to sign what a term would lose.

    Data Integrity 1.0, section 4.1 "Add Proof".
    """
    chosen = suite(suite_name)
    is_type = suite_name == "Ed25519Signature2020"
    options: Json = {"type": suite_name} if is_type else {"type": "DataIntegrityProof", "cryptosuite": suite_name}
    options |= {
        "created": write_time(created),
        "verificationMethod": verification_method or key.verification_method,
        "proofPurpose": purpose,
    }
    if audience is not None:
        options |= {"challenge": audience.challenge, "domain": audience.domain}
    if "-jcs-" in suite_name:
        options = {"@context": document["@context"], **options}
    value = chosen.sign(Secured(document, library), options, key)
    return {**document, "proof": {**options, "proofValue": value}}


__all__ = ["SUITES", "Cryptosuite", "Secured", "sign_document", "sign_jws", "suite"]
