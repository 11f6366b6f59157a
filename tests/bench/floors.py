"""What no verifier can do without: reading the JSON, the hashes, the key and the signatures. No canonical form."""

import hashlib
import json
from typing import Any

import cbor2
import nacl.bindings

from tests import making
from tests.bench import credentials
from tests.bench.timing import Work
from wallet.canon import jcs
from wallet.crypto.keys import from_multikey
from wallet.encoding import b64url_decode, multibase_decode
from wallet.proofs import Secured
from wallet.proofs.suite import without_value


def floor(suite: str, size: str) -> Work | None:
    """The least that this credential takes; None for bbs-2023, whose proof is no signature and a library's work."""
    raw = credentials.shown(suite, size)
    if suite == "VC-JWT":
        return lambda: _token(raw)
    if suite == "SD-JWT+KB":
        return lambda: _selective(raw)
    return None if suite == "bbs-2023" else _document(suite, raw)


def _document(suite: str, raw: bytes) -> Work:
    """A signature over two hashes of texts that lie ready; of ecdsa-sd-2023 one for each statement shown as well."""
    document = json.loads(raw)
    proof = document["proof"]
    secured = Secured(document, making.library())
    if "-jcs-" in suite:
        texts = jcs.canonicalize(without_value(proof)), jcs.canonicalize(secured.unsecured)
    else:
        texts = (
            secured.options(without_value(proof), "sha256"),
            secured.statements(secured.unsecured, "document", "sha256"),
        )
    signature = credentials.KEYS[credentials.SUITES[suite]].sign(_hashes(*texts))
    times = 1
    if suite == "ecdsa-sd-2023":
        times += len(cbor2.loads(multibase_decode(proof["proofValue"])[3:])[2])

    def work() -> None:
        given = json.loads(raw)["proof"]
        multibase_decode(given["proofValue"])
        for _ in range(times):
            check(given, _hashes(*texts), signature)

    return work


def _hashes(*texts: bytes) -> bytes:
    return b"".join(hashlib.sha256(text).digest() for text in texts)


def check(proof: dict[str, Any], message: bytes, signature: bytes) -> None:
    """One signature by the key that a proof names; raises if it does not hold."""
    key = from_multikey(proof["verificationMethod"].partition("#")[2])
    if key.kind == "Ed25519":
        nacl.bindings.crypto_sign_open(signature + message, key.raw)
    else:
        key.check(message, signature, "ES256")


def _token(token: bytes) -> None:
    message, _, signature = token.rpartition(b".")
    header, _ = (json.loads(b64url_decode(part.decode())) for part in message.split(b"."))
    from_multikey(header["kid"].partition("#")[2]).check(message, b64url_decode(signature.decode()), header["alg"])


def _selective(raw: bytes) -> None:
    token, *parts, bound = raw.split(b"~")
    _token(token)
    for part in parts:
        hashlib.sha256(part).digest()
        json.loads(b64url_decode(part.decode()))
    message, _, signature = bound.rpartition(b".")
    credentials.KEYS["P-256"].public.check(message, b64url_decode(signature.decode()), "ES256")
