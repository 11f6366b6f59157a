"""Identifiers to keys: what a controller's document lists, in any form that issuers write."""

import pytest

from tests import making
from wallet.did import resolve
from wallet.errors import WalletError
from wallet.library import Library

DID = "did:web:university.example"
URL = f"{DID}#key-1"


def at_hand(**changes: object) -> Library:
    listed = making.did_document(DID, making.ISSUER)
    listed["verificationMethod"][0] |= changes
    return Library.bundled().plus([making.document(DID, listed, making.NOW)])


@pytest.mark.parametrize("kind", [["Multikey"], {"a": 1}, None, 5, "X"])
def test_a_key_of_no_known_type_is_refused(kind: object) -> None:
    with pytest.raises(WalletError) as caught:
        resolve(URL, at_hand(type=kind))
    assert caught.value.code == "proof.key_kind"


def test_a_key_may_be_listed_in_pem() -> None:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    known = Ed25519PublicKey.from_public_bytes(making.ISSUER.public.raw)
    pem = known.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
    found = resolve(URL, at_hand(type="Ed25519VerificationKey2018", publicKeyPem=pem))
    assert found.key == resolve(URL, at_hand()).key
    assert found.relationships == {"assertionMethod"}
