"""How one proof is checked: the one registry of cryptosuites, and signing through the same records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Final

from wallet.crypto.keys import PrivateKey, PublicKey
from wallet.encoding import write_time
from wallet.errors import Refused, Unsupported
from wallet.library import Library
from wallet.model import Audience, Json, Proof
from wallet.proofs import hashed
from wallet.proofs.jose import sign_jws
from wallet.proofs.suite import Cryptosuite, Secured, without_value

_HASHED: Final = {suite.name: suite for suite in hashed.ROWS}


@cache
def suites() -> Mapping[str, Cryptosuite]:
    """Every Data Integrity suite Akashi can check, by name. A new one is added here."""
    from wallet.proofs import bbs_2023, detached, ecdsa_sd

    return {suite.name: suite for suite in (*hashed.ROWS, ecdsa_sd.SUITE, bbs_2023.SUITE, *detached.ROWS)}


def suite(name: str) -> Cryptosuite:
    """The suite of a proof, or ``Unsupported``. The usual ones load no others."""
    found = _HASHED.get(name) or suites().get(name)
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
    expires: datetime | None = None,
    suite_name: str = "eddsa-rdfc-2022",
    verification_method: str = "",
    mandatory: Sequence[str] = (),
) -> Json:
    """The document with a proof by ``key``. Refuses (``Unsupported``) to sign what a term would lose.

    ``mandatory`` are pointers to what a suite of selective disclosure always shows.
    Data Integrity 1.0, section 4.1 "Add Proof".
    """
    chosen = suite(suite_name)
    is_type = suite_name[:1].isupper()
    options: Json = {"type": suite_name} if is_type else {"type": "DataIntegrityProof", "cryptosuite": suite_name}
    options |= {
        "created": write_time(created),
        "verificationMethod": verification_method or key.verification_method,
        "proofPurpose": purpose,
    }
    if expires is not None:
        options["expires"] = write_time(expires)
    if audience is not None:
        options |= {"challenge": audience.challenge, "domain": audience.domain}
    if "-jcs-" in suite_name:
        options = {"@context": document["@context"], **options}
    value = chosen.sign(Secured(document, library), options, key, mandatory)
    return {**document, "proof": {**options, "jws" if ".." in value else "proofValue": value}}


def derive_document(
    document: Json, proof: Proof, key: PublicKey, chosen: Sequence[str], library: Library, revision: int = 0
) -> Json:
    """The part of a document that its holder chose, with the proof derived for it.

    ``proof`` is the base proof, ``key`` its issuer's, ``chosen`` pointers beside the mandatory ones.
    Raises ``Refused`` for a suite that shows everything or nothing.
    """
    selective = suite(proof.suite).selective
    if selective is None:
        raise Refused("present.whole_only")
    part, value = selective.derive(Secured(document, library, revision), proof, key, chosen)
    return {**part, "proof": {**without_value(proof.options), "proofValue": value}}


__all__ = ["Cryptosuite", "Secured", "derive_document", "sign_document", "sign_jws", "suite", "suites"]
