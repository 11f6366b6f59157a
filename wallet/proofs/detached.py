"""The legacy suites whose proof is a JSON Web Signature without its payload (RFC 7797).

Ed25519Signature2018 and JsonWebSignature2020 of the W3C Credentials Community Group: the token's
payload is SHA-256(proof options) || SHA-256(document). The first canonicalizes the options under
the security vocabulary of its time, the second under the document's own contexts.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any, Final

from wallet.crypto.keys import PrivateKey, PublicKey
from wallet.encoding import b64url_decode, b64url_encode, dump_json, load_json
from wallet.errors import BadSignature, Malformed, Unsupported
from wallet.model import Json, Proof
from wallet.proofs.suite import Cryptosuite, Secured

_SECURITY: Final = "https://w3id.org/security/v2"
_MAX_TOKEN: Final = 8192
_ALSO: Final = frozenset({"kid", "typ"})
"""Members that say nothing about how the signature is made."""
_UNDER: Final = {"EdDSA": "Ed25519", "ES256": "P-256", "ES384": "P-384", "PS256": "RSA"}
"""The algorithms of JsonWebSignature2020 (section 2.3), and the kind of key of each."""


def _payload(secured: Secured, options: Json, vocabulary: str | None) -> bytes:
    if "previousProof" in options:
        raise Unsupported("proof.unsupported", suite=f"{options.get('type')} with previousProof")
    stated = {name: value for name, value in options.items() if name != "jws"}
    texts = (
        secured.options(stated, "sha256", vocabulary),
        secured.statements(secured.unsecured, "document", "sha256"),
    )
    return b"".join(hashlib.sha256(text).digest() for text in texts)


def _read(token: str, algorithms: Sequence[str]) -> tuple[str, str, bytes]:
    """Header text, algorithm and signature of a detached token; raises ``BadSignature``."""
    head, separator, tail = token.partition("..")
    try:
        if len(token) > _MAX_TOKEN or not separator:
            raise Malformed("malformed.jwt")
        header: Any = load_json(b64url_decode(head))
        signature = b64url_decode(tail)
    except Malformed as error:
        raise BadSignature("proof.bad") from error
    if not isinstance(header, dict) or header.keys() - _ALSO != {"alg", "b64", "crit"}:
        raise BadSignature("proof.bad")
    if header["b64"] is not False or header["crit"] != ["b64"] or header["alg"] not in algorithms:
        raise BadSignature("proof.bad")
    return head, header["alg"], signature


def _suite(name: str, algorithms: tuple[str, ...], vocabulary: str | None) -> Cryptosuite:
    def check(secured: Secured, proof: Proof, key: PublicKey) -> None:
        head, algorithm, signature = _read(proof.value, algorithms)
        key.check(head.encode("ascii") + b"." + _payload(secured, proof.options, vocabulary), signature, algorithm)

    def sign(secured: Secured, options: Json, key: PrivateKey, mandatory: Sequence[str]) -> str:
        header = b64url_encode(dump_json({"alg": key.algorithm, "b64": False, "crit": ["b64"]}))
        message = header.encode("ascii") + b"." + _payload(secured, options, vocabulary)
        if secured.lost:
            raise Unsupported("coverage.undefined_term", terms=list(secured.lost[0].undefined))
        return f"{header}..{b64url_encode(key.sign(message))}"

    return Cryptosuite(name, frozenset(_UNDER[one] for one in algorithms), check, sign, legacy=True)


ROWS: Final = (
    _suite("Ed25519Signature2018", ("EdDSA",), _SECURITY),
    _suite("JsonWebSignature2020", tuple(_UNDER), None),
)
