"""ECDSA and RSA through ``cryptography`` (OpenSSL): points, moduli and the signatures they check.

FIPS 186-5 and RFC 8017, in the encodings of JOSE (RFC 7518): ``r || s`` of fixed width, RSA keys as DER.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from wallet.errors import BadSignature, Malformed, Unsupported

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ec import (
        EllipticCurvePrivateKey,
        EllipticCurvePublicKey,
        EllipticCurveSignatureAlgorithm,
    )

FIELD_BYTES: Final = {"P-256": 32, "P-384": 48}
MIN_RSA_BITS: Final = 2048
MAX_RSA_BITS: Final = 8192
_SMALL_PRIMES: Final = tuple(number for number in range(3, 168, 2) if all(number % d for d in range(3, number, 2)))


@lru_cache(maxsize=64)
def point(kind: str, raw: bytes) -> EllipticCurvePublicKey:
    """The public key of a compressed point; raises ``Malformed`` for one that is not on the curve."""
    from cryptography.hazmat.primitives.asymmetric import ec

    curve = ec.SECP256R1() if kind == "P-256" else ec.SECP384R1()
    try:
        return ec.EllipticCurvePublicKey.from_encoded_point(curve, raw)
    except ValueError as error:
        raise Malformed("malformed.key") from error


@lru_cache(maxsize=64)
def coordinates(kind: str, raw: bytes) -> tuple[bytes, bytes]:
    """The two numbers of a compressed point, big-endian, each as wide as the field."""
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    whole = point(kind, raw).public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return raw[1:], whole[1 + FIELD_BYTES[kind] :]


class _Ecdsa(NamedTuple):
    """What checks a signature, loaded once: an import costs time however often it was done before."""

    encode: Callable[[int, int], bytes]
    scheme: Mapping[str, EllipticCurveSignatureAlgorithm]
    bad: type[Exception]


@cache
def _ecdsa() -> _Ecdsa:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

    schemes = {"P-256": ec.ECDSA(hashes.SHA256()), "P-384": ec.ECDSA(hashes.SHA384())}
    return _Ecdsa(encode_dss_signature, schemes, InvalidSignature)


def check_ecdsa(kind: str, raw: bytes, message: bytes, signature: bytes) -> None:
    """Raise ``BadSignature`` unless ``r || s`` is the point's over the message."""
    size = FIELD_BYTES[kind]
    if len(signature) != 2 * size:
        raise BadSignature("proof.bad")
    tools = _ecdsa()
    der = tools.encode(int.from_bytes(signature[:size]), int.from_bytes(signature[size:]))
    try:
        point(kind, raw).verify(der, message, tools.scheme[kind])
    except tools.bad as error:
        raise BadSignature("proof.bad") from error


def secret(kind: str, seed: bytes) -> EllipticCurvePrivateKey:
    """The private key of a scalar; raises ``Malformed`` for one outside the group's order."""
    from cryptography.hazmat.primitives.asymmetric import ec

    curve = ec.SECP256R1() if kind == "P-256" else ec.SECP384R1()
    try:
        return ec.derive_private_key(int.from_bytes(seed), curve)
    except ValueError as error:
        raise Malformed("malformed.key") from error


def sign_ecdsa(kind: str, seed: bytes, message: bytes) -> bytes:
    """A deterministic signature (RFC 6979) as ``r || s``."""
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

    digest = hashes.SHA256() if kind == "P-256" else hashes.SHA384()
    pair = decode_dss_signature(secret(kind, seed).sign(message, ec.ECDSA(digest, deterministic_signing=True)))
    return b"".join(number.to_bytes(FIELD_BYTES[kind]) for number in pair)


def rsa_key(number: int, exponent: int) -> bytes:
    """The DER of an RSA key; one too small or large is ``Unsupported``, one that can be guessed ``BadSignature``."""
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicNumbers
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    if not MIN_RSA_BITS <= number.bit_length() <= MAX_RSA_BITS or exponent.bit_length() > 32:
        raise Unsupported("proof.key_size", bits=number.bit_length())
    if _is_guessable(number):
        raise BadSignature("proof.key_weak")
    try:
        key = RSAPublicNumbers(exponent, number).public_key()
    except ValueError as error:
        raise Malformed("malformed.key") from error
    return key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


def _is_guessable(number: int) -> bool:
    """Was it made by chips whose primes can be found (CVE-2017-15361)? Then it is a power of 65537 modulo every
    small prime, which of 2^27 sound keys about one is."""
    for prime in _SMALL_PRIMES:
        power, rest = 1, number % prime
        for _ in range(prime):
            if power == rest:
                break
            power = power * 65537 % prime
        else:
            return False
    return True


def modulus(raw: bytes) -> Any:
    """The public key of a SubjectPublicKeyInfo that was read before."""
    from cryptography.hazmat.primitives.serialization import load_der_public_key

    return load_der_public_key(raw)


def check_rsa(raw: bytes, message: bytes, signature: bytes, algorithm: str) -> None:
    """RSASSA-PKCS1-v1_5, or RSASSA-PSS with a salt as long as the hash (RFC 7518, section 3.5)."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import padding

    pss = padding.PSS(padding.MGF1(hashes.SHA256()), hashes.SHA256.digest_size)
    try:
        modulus(raw).verify(signature, message, pss if algorithm == "PS256" else padding.PKCS1v15(), hashes.SHA256())
    except InvalidSignature as error:
        raise BadSignature("proof.bad") from error
