"""Keys and signatures: what is read, what is refused, who may use which algorithm."""

import json
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

from tests import making
from wallet.crypto import keys
from wallet.encoding import b64url_encode, base58_encode
from wallet.errors import BadSignature, Malformed, Unsupported, WalletError


def jwk_of(private: ec.EllipticCurvePrivateKey) -> dict[str, str]:
    numbers = private.public_key().public_numbers()
    size = (private.curve.key_size + 7) // 8
    name = {"secp256r1": "P-256", "secp384r1": "P-384"}[private.curve.name]
    x, y = (b64url_encode(value.to_bytes(size)) for value in (numbers.x, numbers.y))
    return {"kty": "EC", "crv": name, "x": x, "y": y}


@pytest.mark.parametrize(
    ("curve", "digest", "algorithm"),
    [(ec.SECP256R1(), hashes.SHA256(), "ES256"), (ec.SECP384R1(), hashes.SHA384(), "ES384")],
)
def test_an_ecdsa_signature_holds_for_its_message_only(curve: Any, digest: Any, algorithm: str) -> None:
    private = ec.generate_private_key(curve)
    key = keys.from_jwk(jwk_of(private))
    r, s = decode_dss_signature(private.sign(b"message", ec.ECDSA(digest)))
    size = (curve.key_size + 7) // 8
    signature = r.to_bytes(size) + s.to_bytes(size)
    key.check(b"message", signature, algorithm)
    for message, value in (
        (b"massage", signature),
        (b"message", signature[:-1]),
        (b"message", signature + b"\0"),
        (b"message", bytes(2 * size)),
    ):
        with pytest.raises(BadSignature):
            key.check(message, value, algorithm)
    with pytest.raises(BadSignature):
        key.check(b"message", signature, "RS256")
    assert keys.from_jwk(key.jwk) == key


def test_an_rsa_signature_holds_for_its_message_only() -> None:
    private = rsa.generate_private_key(65537, 2048)
    numbers = private.public_key().public_numbers()
    jwk = {"kty": "RSA", "n": b64url_encode(numbers.n.to_bytes(256)), "e": "AQAB"}
    key = keys.from_jwk(jwk)
    signature = private.sign(b"message", padding.PKCS1v15(), hashes.SHA256())
    key.check(b"message", signature, "RS256")
    for algorithm in ("PS256", "ES256", "EdDSA", "none"):
        with pytest.raises(BadSignature):
            key.check(b"message", signature, algorithm)
    with pytest.raises(BadSignature):
        key.check(b"massage", signature, "RS256")
    assert keys.from_jwk(key.jwk) == key


def test_a_short_rsa_key_is_not_judged() -> None:
    with pytest.raises(Unsupported):
        keys.from_jwk({"kty": "RSA", "n": b64url_encode(b"\xff" * 128), "e": "AQAB"})


@pytest.mark.parametrize(
    "jwk",
    [
        None, [], {}, {"kty": "oct", "k": "AAAA"}, {"kty": "OKP", "crv": "X25519", "x": "AAAA"},
        {"kty": "OKP", "crv": "Ed25519"}, {"kty": "OKP", "crv": "Ed25519", "x": 5}, {"kty": "OKP", "crv": "Ed25519", "x": "AAAA"},
        {"kty": "EC", "crv": "P-256", "x": b64url_encode(b"\1" * 32), "y": b64url_encode(b"\1" * 32)},
        {"kty": "EC", "crv": "P-256", "x": b64url_encode(b"\1" * 31), "y": b64url_encode(b"\1" * 31)},
        {"kty": "EC", "crv": "secp256k1", "x": b64url_encode(b"\1" * 32), "y": b64url_encode(b"\1" * 32)},
        {"kty": "RSA", "n": "", "e": "AQAB"}, {"kty": "RSA", "n": "A" * 3000, "e": "AQAB"},
        {"kty": "OKP", "crv": "Ed25519", "x": b64url_encode(bytes(32)), "d": b64url_encode(bytes(32))},
    ],
)  # fmt: skip
def test_a_jwk_that_is_not_a_sound_public_key_is_refused(jwk: Any) -> None:
    with pytest.raises((Malformed, Unsupported)):
        keys.from_jwk(jwk)


@pytest.mark.parametrize(
    "text", ["", "z", "zO", "u", "m" + "A" * 44, "z" + base58_encode(b"\xed\x01" + b"\0" * 31), "z" + base58_encode(b"\xec\x01" + b"\0" * 32),
             "z" + base58_encode(b"\x80\x24" + b"\5" * 33), 5, None],
)  # fmt: skip
def test_a_multikey_that_is_not_a_sound_public_key_is_refused(text: Any) -> None:
    with pytest.raises((Malformed, Unsupported)):
        keys.from_multikey(text)


def test_a_key_reads_back_from_its_own_names() -> None:
    key = making.ISSUER
    assert keys.from_multikey(key.multikey) == key.public
    assert keys.from_jwk(key.public_jwk) == key.public
    assert key.did == f"did:key:{key.multikey}"
    assert key.seed.hex() not in repr(key)
    with pytest.raises(Malformed):
        keys.PrivateKey.from_seed(b"short")


def test_a_thumbprint_is_that_of_the_specification() -> None:
    jwk = {"kty": "OKP", "crv": "Ed25519", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}
    assert keys.from_jwk(jwk).thumbprint == "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k"


@pytest.mark.parametrize("point", [bytes(32), b"\1" + bytes(31), b"\xec" + b"\xff" * 30 + b"\x7f"])
def test_a_small_order_key_verifies_nothing(point: bytes) -> None:
    for signature in (bytes(64), point + bytes(32)):
        with pytest.raises(BadSignature):
            keys.PublicKey("Ed25519", point).check(b"any message", signature, "EdDSA")


def test_the_published_ed25519_and_ecdsa_tests_agree(vectors: Path) -> None:
    count = 0
    for path in sorted((vectors / "wycheproof").glob("*")):
        suite = json.loads(path.read_bytes())
        if suite.get("algorithm") not in ("EDDSA", "ECDSA") or (
            "p1363" not in path.name and suite["algorithm"] == "ECDSA"
        ):
            continue
        for group in suite["testGroups"]:
            public = group["publicKey"]
            if suite["algorithm"] == "EDDSA":
                key, algorithm = keys.PublicKey("Ed25519", bytes.fromhex(public["pk"])), "EdDSA"
            else:
                kind = "P-256" if "256" in public["curve"] else "P-384"
                x, y = int(public["wx"], 16), int(public["wy"], 16)
                width = 32 if kind == "P-256" else 48
                key = keys.PublicKey(kind, bytes([2 + (y & 1)]) + x.to_bytes(width))
                algorithm = "ES256" if kind == "P-256" else "ES384"
                if group["sha"] != ("SHA-256" if kind == "P-256" else "SHA-384"):
                    continue
            for test in group["tests"]:
                try:
                    key.check(bytes.fromhex(test["msg"]), bytes.fromhex(test["sig"]), algorithm)
                except WalletError:
                    accepted = False
                else:
                    accepted = True
                assert accepted == (test["result"] == "valid"), (path.name, test["tcId"], test["comment"])
                count += 1
    assert count > 500
