"""Key pairs as wallets of the Universal Wallet 2020 write them: private halves in Multibase, and who they belong to.

Ed25519VerificationKey2020 with ``privateKeyMultibase`` ("zrv…": multicodec 0x1300, the seed, then the public
half), X25519KeyAgreementKey2020 ("z6LS…", private 0x1302) made from the same seed (RFC 7748, section 5;
RFC 8032, section 5.1.5), and the DID document of the ``did:key`` (did:key, section 3.1.4).
"""

from __future__ import annotations

import hashlib
from typing import Final

from wallet.crypto.keys import PrivateKey, from_multikey
from wallet.encoding import base58_encode, multibase_decode
from wallet.errors import Malformed, WalletError
from wallet.model import Json

SIGNING: Final = "Ed25519VerificationKey2020"
AGREEING: Final = "X25519KeyAgreementKey2020"
_SIGNING_SECRET: Final = b"\x80\x26"
_AGREEING_PUBLIC: Final = b"\xec\x01"
_AGREEING_SECRET: Final = b"\x82\x26"
_CONTEXTS: Final = (
    "https://www.w3.org/ns/did/v1",
    "https://w3id.org/security/suites/ed25519-2020/v1",
    "https://w3id.org/security/suites/x25519-2020/v1",
)


def read_pair(stated: Json) -> PrivateKey:
    """The private key of an Ed25519VerificationKey2020, whose halves must fit; else ``Malformed("backup.key…")``."""
    secret = stated.get("privateKeyMultibase")
    if secret is None:
        raise Malformed("backup.key_no_private")
    try:
        data = multibase_decode(secret) if str(secret)[:1] == "z" else b""
        public = from_multikey(stated.get("publicKeyMultibase"))
    except WalletError as error:
        raise Malformed("backup.key") from error
    if data[:2] != _SIGNING_SECRET or len(data) != 66:
        raise Malformed("backup.key")
    key = PrivateKey.from_seed(data[2:34])
    if key.public.raw != data[34:] or key.public != public:
        raise Malformed("backup.key")
    return key


def write_pair(key: PrivateKey) -> Json:
    """An Ed25519VerificationKey2020 with both halves: a private key in the clear."""
    secret = "z" + base58_encode(_SIGNING_SECRET + key.seed + key.public.raw)
    return {**_public_pair(key), "privateKeyMultibase": secret}


def agreement(key: PrivateKey) -> Json:
    """The X25519KeyAgreementKey2020 that belongs to an Ed25519 key, with both halves."""
    secret, public = _agreeing(key)
    fingerprint = "z" + base58_encode(_AGREEING_PUBLIC + public)
    return {
        "id": f"{key.did}#{fingerprint}",
        "controller": key.did,
        "type": AGREEING,
        "publicKeyMultibase": fingerprint,
        "privateKeyMultibase": "z" + base58_encode(_AGREEING_SECRET + secret),
    }


def did_document(key: PrivateKey) -> Json:
    """The DID document of the key's own ``did:key``."""
    method = key.verification_method
    agreeing = {name: value for name, value in agreement(key).items() if name != "privateKeyMultibase"}
    return {
        "@context": list(_CONTEXTS),
        "id": key.did,
        "verificationMethod": [_public_pair(key)],
        "authentication": [method],
        "assertionMethod": [method],
        "capabilityDelegation": [method],
        "capabilityInvocation": [method],
        "keyAgreement": [agreeing],
    }


def _public_pair(key: PrivateKey) -> Json:
    return {
        "id": key.verification_method,
        "controller": key.did,
        "type": SIGNING,
        "publicKeyMultibase": key.multikey,
    }


def _agreeing(key: PrivateKey) -> tuple[bytes, bytes]:
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    digest = bytearray(hashlib.sha512(key.seed).digest()[:32])
    digest[0] &= 248
    digest[31] = digest[31] & 127 | 64
    secret = X25519PrivateKey.from_private_bytes(bytes(digest))
    return bytes(digest), secret.public_key().public_bytes_raw()
