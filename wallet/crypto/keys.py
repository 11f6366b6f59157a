"""Public and private keys, read from Multikey, JWK, DER and PEM, and the signatures they check.

Ed25519 goes through PyNaCl, which refuses small-order keys and non-canonical signatures
that OpenSSL accepts; ECDSA and RSA through ``cryptography``. An algorithm is never taken
from the message alone: the key's own kind must allow it (RFC 8725, section 3.1).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Final, NamedTuple

from nacl._sodium import ffi, lib

from wallet.crypto import openssl
from wallet.encoding import as_text, b64url_decode, b64url_encode, base58_encode, dump_json, multibase_decode
from wallet.errors import BadSignature, Malformed, Unsupported
from wallet.model import Json, redacted

lib.sodium_init()

_MULTICODEC: Final = {
    b"\xed\x01": "Ed25519",
    b"\x80\x24": "P-256",
    b"\x81\x24": "P-384",
    b"\xeb\x01": "BLS12-381-G2",
}
"""Multicodec prefixes of public keys (unsigned varint), per Controlled Identifiers 1.0, section 2.2.2."""
_PREFIX: Final = {kind: prefix for prefix, kind in _MULTICODEC.items()}
_RAW_SIZE: Final = {"Ed25519": 32, "P-256": 33, "P-384": 49, "BLS12-381-G2": 96}
_SECRET_SIZE: Final = {"Ed25519": 32, "P-256": 32, "P-384": 48, "BLS12-381-G2": 32}
_ORDER: Final = {
    "P-256": 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551,
    "P-384": int("f" * 48 + "c7634d81f4372ddf581a0db248b0a77aecec196accc52973", 16),
    "BLS12-381-G2": 0x73EDA753299D7D483339D80809A1D80553BDA402FFFE5BFEFFFFFFFF00000001,
}
"""How many points a secret scalar tells apart (SEC 2, section 2; the draft on BBS, section 7.2)."""
_ALGORITHMS: Final = {
    "Ed25519": frozenset({"EdDSA", "Ed25519"}),
    "P-256": frozenset({"ES256"}),
    "P-384": frozenset({"ES384"}),
    "RSA": frozenset({"RS256", "PS256"}),
    # BBS signatures are over many messages; bbs-2023 checks them itself.
    "BLS12-381-G2": frozenset(),
}
_SAME: Final = {"EdDSA": ("Ed25519",), "Ed25519": ("EdDSA",)}
"""Two names of one algorithm (RFC 9864, section 2.2)."""
_MAX_ENCODED: Final = 8192
"""Bytes of an encoded public key; RSA of 8,192 bits has 1.1 KB."""
_CURVES: Final = {"secp256r1": "P-256", "secp384r1": "P-384"}
_PRIVATE_MEMBERS: Final = frozenset({"d", "p", "q", "dp", "dq", "qi", "oth", "k"})


class PublicKey(NamedTuple):
    """``kind`` is "Ed25519", "P-256", "P-384", "BLS12-381-G2" or "RSA"; ``raw`` the key in its
    compressed (Ed25519, EC, BLS) or DER (RSA SubjectPublicKeyInfo) form."""

    kind: str
    raw: bytes
    only: str = ""
    """The one algorithm that the key says it is for (RFC 7517, section 4.4); "" if it does not say."""

    def __eq__(self, other: object) -> bool:
        """The same key, whatever is said of its use."""
        return isinstance(other, PublicKey) and (self.kind, self.raw) == (other.kind, other.raw)

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash((self.kind, self.raw))

    def check(self, message: bytes, signature: bytes, algorithm: str) -> None:
        """Raise ``BadSignature`` unless the signature is this key's over the message.

        ECDSA signatures are ``r || s`` of fixed width (RFC 7518, section 3.4).
        """
        if algorithm not in _ALGORITHMS[self.kind] or self.only not in ("", algorithm, *_SAME.get(algorithm, ())):
            raise BadSignature("proof.algorithm", algorithm=algorithm[:40], key=self.kind)
        if self.kind == "Ed25519":
            _check_ed25519(self.raw, message, signature)
        elif self.kind == "RSA":
            openssl.check_rsa(self.raw, message, signature, algorithm)
        else:
            openssl.check_ecdsa(self.kind, self.raw, message, signature)

    @property
    def multikey(self) -> str:
        """``publicKeyMultibase``; raises ``Unsupported`` for RSA, which has none here."""
        return "z" + base58_encode(self.multicodec)

    @property
    def multicodec(self) -> bytes:
        """The key with its multicodec prefix, as it stands in a Multikey and in proof values."""
        if self.kind not in _PREFIX:
            raise Unsupported("proof.key_kind", kind=self.kind)
        return _PREFIX[self.kind] + self.raw

    @property
    def thumbprint(self) -> str:
        """JWK thumbprint, RFC 7638, SHA-256, base64url: the same key has the same name everywhere."""
        jwk = self.jwk
        members = {name: jwk[name] for name in sorted(jwk)}
        return b64url_encode(hashlib.sha256(dump_json(members)).digest())

    @property
    def jwk(self) -> Json:
        """The key as a JWK with its required members only (RFC 7638, section 3.2)."""
        if self.kind == "Ed25519":
            return {"crv": "Ed25519", "kty": "OKP", "x": b64url_encode(self.raw)}
        if self.kind == "RSA":
            numbers = openssl.modulus(self.raw).public_numbers()
            return {"e": _uint(numbers.e), "kty": "RSA", "n": _uint(numbers.n)}
        if self.kind == "BLS12-381-G2":
            # draft-ietf-cose-bls-key-representations, section 2.1.
            return {"crv": "BLS12381G2", "kty": "OKP", "x": b64url_encode(self.raw)}
        x, y = openssl.coordinates(self.kind, self.raw)
        return {"crv": self.kind, "kty": "EC", "x": b64url_encode(x), "y": b64url_encode(y)}


def from_multikey(text: object) -> PublicKey:
    """``publicKeyMultibase`` or the identifier of a ``did:key`` to a key; ``Unsupported`` for other kinds."""
    return from_multicodec(multibase_decode(text))


def from_multicodec(data: bytes) -> PublicKey:
    """A key with its multicodec prefix to a key; raises ``Unsupported`` or ``Malformed``."""
    kind = _MULTICODEC.get(data[:2])
    if kind is None:
        raise Unsupported("proof.key_kind", kind=data[:2].hex())
    if len(data) != 2 + _RAW_SIZE[kind]:
        raise Malformed("malformed.key")
    if kind in openssl.FIELD_BYTES:
        openssl.point(kind, data[2:])
    return PublicKey(kind, data[2:])


def from_jwk(jwk: object) -> PublicKey:
    """A public JWK (RFC 7517) to a key. One that carries private members is refused."""
    if not isinstance(jwk, dict) or _PRIVATE_MEMBERS & jwk.keys() or not _is_for_signatures(jwk):
        raise Malformed("malformed.key")
    key, stated = _from_members(jwk), jwk.get("alg")
    if stated is None:
        return key
    if not isinstance(stated, str) or stated not in _ALGORITHMS[key.kind]:
        raise Unsupported("proof.unsupported", suite=as_text(stated, 40))
    return key._replace(only=stated)


def _is_for_signatures(jwk: Json) -> bool:
    """Its ``use`` and ``key_ops`` may say that it is not (RFC 7517, sections 4.2 and 4.3)."""
    operations = jwk.get("key_ops", ["verify"])
    return jwk.get("use", "sig") == "sig" and isinstance(operations, list) and "verify" in operations


def _from_members(jwk: Json) -> PublicKey:
    kind = (jwk.get("kty"), jwk.get("crv"))
    if kind == ("OKP", "Ed25519"):
        raw = _member(jwk, "x")
        if len(raw) != 32:
            raise Malformed("malformed.key")
        return PublicKey("Ed25519", raw)
    if kind in (("EC", "P-256"), ("EC", "P-384")):
        curve = str(kind[1])
        x, y = _member(jwk, "x"), _member(jwk, "y")
        if len(x) != openssl.FIELD_BYTES[curve] or len(y) != len(x):
            raise Malformed("malformed.key")
        raw = bytes([2 + (y[-1] & 1)]) + x
        if openssl.coordinates(curve, raw)[1] != y:
            raise Malformed("malformed.key")
        return PublicKey(curve, raw)
    if jwk.get("kty") == "RSA":
        return _rsa(int.from_bytes(_member(jwk, "n")), int.from_bytes(_member(jwk, "e")))
    raise Unsupported("proof.key_kind", kind=f"{kind[0]} {kind[1]}"[:40])


def from_der(data: bytes) -> PublicKey:
    """A SubjectPublicKeyInfo (RFC 5280, section 4.1.2.7) to a key; ``Unsupported`` for other kinds."""
    from cryptography.hazmat.primitives.serialization import load_der_public_key

    return _from_encoded(load_der_public_key, data)


def from_pem(text: object) -> PublicKey:
    """``publicKeyPem``: a public key in PEM (RFC 7468, section 13) to a key."""
    from cryptography.hazmat.primitives.serialization import load_pem_public_key

    if not isinstance(text, str):
        raise Malformed("malformed.key")
    return _from_encoded(load_pem_public_key, text.strip().encode("utf-8"))


def _from_encoded(load: Callable[[bytes], object], data: bytes) -> PublicKey:
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    if len(data) > _MAX_ENCODED:
        raise Malformed("malformed.key")
    try:
        key = load(data)
    except UnsupportedAlgorithm as error:
        raise Unsupported("proof.key_kind", kind="?") from error
    except ValueError as error:
        raise Malformed("malformed.key") from error
    if isinstance(key, RSAPublicKey):
        numbers = key.public_numbers()
        return _rsa(numbers.n, numbers.e)
    if isinstance(key, Ed25519PublicKey):
        return PublicKey("Ed25519", key.public_bytes_raw())
    if isinstance(key, EllipticCurvePublicKey) and key.curve.name in _CURVES:
        return PublicKey(_CURVES[key.curve.name], key.public_bytes(Encoding.X962, PublicFormat.CompressedPoint))
    raise Unsupported("proof.key_kind", kind=type(key).__name__.removesuffix("PublicKey")[:40])


def _rsa(modulus: int, exponent: int) -> PublicKey:
    return PublicKey("RSA", openssl.rsa_key(modulus, exponent))


def _member(jwk: Json, name: str) -> bytes:
    value = jwk.get(name)
    if not isinstance(value, str) or not value or len(value) > 2048:
        raise Malformed("malformed.key")
    return b64url_decode(value)


def _uint(value: int) -> str:
    return b64url_encode(value.to_bytes((value.bit_length() + 7) // 8))


def _check_ed25519(raw: bytes, message: bytes, signature: bytes) -> None:
    """By libsodium itself: the bindings around it load all of it, which takes longer than the check."""
    if len(signature) != 64 or len(raw) != 32:
        raise BadSignature("proof.bad")
    signed = signature + message
    room, size = ffi.new("unsigned char[]", len(signed)), ffi.new("unsigned long long *")
    if lib.crypto_sign_open(room, size, signed, len(signed), raw) != 0:
        raise BadSignature("proof.bad")


class PrivateKey(NamedTuple):
    """A key pair from its secret: an Ed25519 seed (RFC 8032), or the scalar of an EC or BLS key, big-endian.

    Its ``repr`` shows nothing of the secret.
    """

    seed: bytes
    kind: str = "Ed25519"

    def __repr__(self) -> str:
        return redacted(self, "seed")

    @staticmethod
    def generate(kind: str = "Ed25519") -> PrivateKey:
        """A fresh key from the system's randomness."""
        import secrets

        if kind == "Ed25519":
            return PrivateKey(secrets.token_bytes(32))
        return PrivateKey((secrets.randbelow(_ORDER[kind] - 1) + 1).to_bytes(_SECRET_SIZE[kind]), kind)

    @staticmethod
    def from_seed(seed: bytes, kind: str = "Ed25519") -> PrivateKey:
        """The key of a secret; raises ``Malformed`` unless it has the size of its kind."""
        if len(seed) != _SECRET_SIZE.get(kind):
            raise Malformed("malformed.key")
        return PrivateKey(bytes(seed), kind)

    @property
    def public(self) -> PublicKey:
        """The public half."""
        if self.kind == "Ed25519":
            from nacl.bindings import crypto_sign_seed_keypair

            return PublicKey(self.kind, crypto_sign_seed_keypair(self.seed)[0])
        if self.kind == "BLS12-381-G2":
            from wallet.crypto import bbs

            return PublicKey(self.kind, bbs.public_key(self.seed))
        from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

        point = openssl.secret(self.kind, self.seed).public_key()
        return PublicKey(self.kind, point.public_bytes(Encoding.X962, PublicFormat.CompressedPoint))

    @property
    def multikey(self) -> str:
        """``publicKeyMultibase``: "z6Mk…" for Ed25519."""
        return self.public.multikey

    @property
    def did(self) -> str:
        """The key's own ``did:key``."""
        return f"did:key:{self.multikey}"

    @property
    def verification_method(self) -> str:
        """The only verification method of that DID."""
        return f"{self.did}#{self.multikey}"

    @property
    def public_jwk(self) -> Json:
        """The public half as a JWK."""
        return self.public.jwk

    @property
    def algorithm(self) -> str:
        """The JOSE name of its signatures (RFC 7518, RFC 8037)."""
        return {"Ed25519": "EdDSA", "P-256": "ES256", "P-384": "ES384"}[self.kind]

    def sign(self, message: bytes) -> bytes:
        """A signature: Ed25519 of 64 bytes, or deterministic ECDSA (RFC 6979) as ``r || s``."""
        if self.kind != "Ed25519":
            return openssl.sign_ecdsa(self.kind, self.seed, message)
        from nacl.bindings import crypto_sign, crypto_sign_seed_keypair

        signed: bytes = crypto_sign(message, crypto_sign_seed_keypair(self.seed)[1])
        return signed[:64]
