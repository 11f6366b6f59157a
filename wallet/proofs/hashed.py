"""The suites that hash two things and sign the result: one row each.

Data Integrity EdDSA Cryptosuites 1.0, sections 3.1 to 3.3, ECDSA Cryptosuites 1.0, sections 3.2
and 3.3, and Ed25519Signature2020: the signature is over hash(proof options) || hash(document),
each canonicalized, by RDFC-1.0 over the statements or by JCS over the JSON. The hash is SHA-256,
and SHA-384 for a P-384 key, within RDFC-1.0 as well.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from typing import Any, Final

from wallet.canon import jcs
from wallet.canon.jsonld import Graph
from wallet.crypto.keys import PrivateKey, PublicKey
from wallet.encoding import base58_encode, multibase_decode
from wallet.errors import BadSignature, Malformed, Unsupported
from wallet.model import Json, Proof
from wallet.proofs.suite import Cryptosuite, Secured, without_value

Hasher = Callable[[Secured, Json, str], bytes]


def with_previous(secured: Secured, options: Json) -> tuple[Json, str]:
    """The document a proof is over: without proofs, or with those its ``previousProof`` names.

    Data Integrity 1.0, section 4.3 "Verify Proof Sets and Chains". Also a name for the shape.
    """
    wanted = options.get("previousProof")
    if wanted is None:
        return secured.unsecured, "document"
    names = wanted if isinstance(wanted, list) else [wanted]
    if not all(isinstance(name, str) for name in names):
        raise BadSignature("proof.chain")
    proofs = secured.document.get("proof")
    known = proofs if isinstance(proofs, list) else [proofs]
    chosen = [proof for proof in known if isinstance(proof, dict) and proof.get("id") in names]
    if {proof.get("id") for proof in chosen} != set(names) or options.get("id") in names:
        raise BadSignature("proof.chain")
    return {**secured.unsecured, "proof": chosen}, f"document after {sorted(names)}"


def _rdfc(secured: Secured, options: Json, hash_name: str) -> bytes:
    """Hash data of eddsa-rdfc-2022 (section 3.2.4)."""
    document, name = with_previous(secured, options)
    texts = secured.options(options, hash_name), secured.statements(document, name, hash_name)
    return b"".join(hashlib.new(hash_name, text).digest() for text in texts)


def _jcs(secured: Secured, options: Json, hash_name: str) -> bytes:
    """Hash data of eddsa-jcs-2022 (section 3.3.1, step 4: the proof's context must lead the document's)."""
    document, _ = with_previous(secured, options)
    if "@context" in options:
        inner, outer = (_urls(value) for value in (options["@context"], document.get("@context")))
        if outer[: len(inner)] != inner:
            raise BadSignature("proof.context")
        if outer != inner:
            # What was added after it was signed is under no signature.
            added = tuple(f"/@context/{place}" for place in range(len(inner), len(outer)))
            secured.lost.append(Graph([], [], added, ()))
        document = {**document, "@context": options["@context"]}
    return b"".join(hashlib.new(hash_name, jcs.canonicalize(value)).digest() for value in (options, document))


def _urls(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _suite(name: str, hash_data: Hasher, keys: frozenset[str], *, legacy: bool = False) -> Cryptosuite:
    def check(secured: Secured, proof: Proof, key: PublicKey) -> None:
        if proof.value[:1] != "z":
            raise BadSignature("proof.bad")
        try:
            signature = multibase_decode(proof.value)
        except Malformed as error:
            raise BadSignature("proof.bad") from error
        key.check(hash_data(secured, without_value(proof.options), _HASH[key.kind]), signature, _ALGORITHM[key.kind])

    def sign(secured: Secured, options: Json, key: PrivateKey, mandatory: Sequence[str]) -> str:
        message = hash_data(secured, options, _HASH[key.kind])
        if secured.lost:
            raise Unsupported("coverage.undefined_term", terms=list(secured.lost[0].undefined))
        return "z" + base58_encode(key.sign(message))

    return Cryptosuite(name, keys, check, sign, legacy)


_HASH: Final = {"Ed25519": "sha256", "P-256": "sha256", "P-384": "sha384"}
_ALGORITHM: Final = {"Ed25519": "EdDSA", "P-256": "ES256", "P-384": "ES384"}
_ED: Final = frozenset({"Ed25519"})
_EC: Final = frozenset({"P-256", "P-384"})

ROWS: Final = (
    _suite("eddsa-rdfc-2022", _rdfc, _ED),
    _suite("eddsa-jcs-2022", _jcs, _ED),
    _suite("ecdsa-rdfc-2019", _rdfc, _EC),
    _suite("ecdsa-jcs-2019", _jcs, _EC),
    _suite("eddsa-2022", _rdfc, _ED, legacy=True),
    _suite("Ed25519Signature2020", _rdfc, _ED, legacy=True),
)
