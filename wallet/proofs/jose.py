"""JSON Web Signatures in compact form, read strictly.

RFC 7515 with the advice of RFC 8725: the algorithm must be on the list and fit the key,
``crit`` and ``b64`` are refused, nothing is fetched from ``jku`` or ``x5u``.
"""

from __future__ import annotations

from typing import Final

from wallet.crypto.keys import PrivateKey, PublicKey
from wallet.encoding import b64url_decode, b64url_encode, dump_json
from wallet.errors import BadSignature, Malformed, Unsupported
from wallet.model import Json, Proof

ALGORITHMS: Final = frozenset({"EdDSA", "Ed25519", "ES256", "ES384", "PS256", "RS256"})
"""What is accepted. "none" and the HMAC family are forgeries, not algorithms."""
_FORGED: Final = ("none", "HS")
_NEVER: Final = frozenset({"crit", "b64", "zip"})


def check_jws(raw: bytes, proof: Proof, key: PublicKey) -> None:
    """Raise ``BadSignature`` or ``Unsupported`` unless the token's signature is the key's.

    ``raw`` is the compact token; what follows a ``~`` (RFC 9901) is not under this signature.
    """
    check_algorithm(proof.suite)
    present = sorted(_NEVER & proof.options.keys())
    if present:
        raise Unsupported("proof.header", members=present)
    signed, _, _ = raw.partition(b"~")[0].rpartition(b".")
    try:
        signature = b64url_decode(proof.value)
    except Malformed as error:
        raise BadSignature("proof.bad") from error
    key.check(signed, signature, proof.suite)


def check_algorithm(name: str) -> None:
    """Refuse an algorithm that is forged (FAILED) or unknown here (UNKNOWN)."""
    if name.lower().startswith(tuple(word.lower() for word in _FORGED)):
        raise BadSignature("proof.algorithm", algorithm=name[:40], key="")
    if name not in ALGORITHMS:
        raise Unsupported("proof.unsupported", suite=name[:40])


def sign_jws(payload: bytes, key: PrivateKey, header: Json) -> str:
    """A compact JWS over ``payload`` with the algorithm of the key (RFC 7515, section 7.1)."""
    parts = [b64url_encode(dump_json({"alg": key.algorithm, **header})), b64url_encode(payload)]
    message = ".".join(parts)
    return f"{message}.{b64url_encode(key.sign(message.encode('ascii')))}"
