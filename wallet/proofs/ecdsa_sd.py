"""ecdsa-sd-2023: the issuer signs each statement with a key made for the one credential.

ECDSA Cryptosuites 1.0, section 3.6. The base proof is the holder's: it carries the HMAC key that
hides the labels. A derived proof shows the mandatory statements under one signature and each
chosen one under its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from wallet.canon.selection import select
from wallet.crypto.keys import PrivateKey, PublicKey, from_multicodec
from wallet.encoding import b64url_decode, b64url_encode
from wallet.errors import BadSignature, WalletError
from wallet.model import Json, Proof
from wallet.proofs import grouping
from wallet.proofs.grouping import HMAC_SIZE, Lines
from wallet.proofs.suite import Cryptosuite, Secured, Selective

BASE: Final = b"\xd9\x5d\x00"
DERIVED: Final = b"\xd9\x5d\x01"
_SIGNATURE: Final = 64
_KEY: Final = 35
_BASE_SHAPE: Final = (
    grouping.sized(_SIGNATURE), grouping.sized(_KEY), grouping.sized(HMAC_SIZE), grouping.signatures, grouping.pointers,
)  # fmt: skip
_DERIVED_SHAPE: Final = (
    grouping.sized(_SIGNATURE), grouping.sized(_KEY), grouping.signatures, grouping.mapping(grouping.sized(HMAC_SIZE)),
    grouping.places,
)  # fmt: skip


def _names(key: bytes) -> grouping.Relabel:
    return lambda labels: grouping.hidden_names(labels, key)


def is_base(proof: Proof) -> bool:
    """Is it the holder's own proof, from which others are derived?"""
    return grouping.header_of(proof) == BASE


def check(secured: Secured, proof: Proof, key: PublicKey) -> None:
    """Section 3.6.4 and 3.6.8 "Verify Derived Proof"; a base proof is checked as its holder would."""
    graph = secured.graph(secured.unsecured, "document")
    if is_base(proof):
        signature, own, hidden, each, pointers = grouping.read_value(proof, BASE, _BASE_SHAPE)
        found = grouping.lines(graph, _names(hidden))
        mandatory = found.at(pointers)
    else:
        signature, own, each, labels, mandatory = grouping.read_value(proof, DERIVED, _DERIVED_SHAPE)
        names = {number: "u" + b64url_encode(name) for number, name in labels.items()}
        found = grouping.lines(graph, grouping.by_map(names))
    _check_signatures(found, mandatory, each, own)
    signed = grouping.proof_hash(secured, proof) + own + found.digest(mandatory)
    key.check(signed, signature, "ES256")


def _check_signatures(found: Lines, mandatory: Sequence[int], each: Sequence[bytes], own: bytes) -> None:
    """Every statement that is not mandatory has a signature of its own; none is left over."""
    if mandatory and mandatory[-1] >= len(found.texts):
        raise grouping.bad()
    others = found.others(mandatory)
    if len(others) != len(each):
        raise grouping.bad()
    try:
        one_time = from_multicodec(own)
    except WalletError as error:
        raise grouping.bad() from error
    if one_time.kind != "P-256":
        raise grouping.bad()
    for place, signature in zip(others, each, strict=True):
        one_time.check(found.texts[place], signature, "ES256")


def sign(secured: Secured, options: Json, key: PrivateKey, mandatory: Sequence[str]) -> str:
    """Section 3.6.1 "Create Base Proof", with a fresh key for the statements and a fresh HMAC key."""
    return sign_with(secured, options, key, mandatory, PrivateKey.generate("P-256"), PrivateKey.generate().seed)


def sign_with(
    secured: Secured, options: Json, key: PrivateKey, mandatory: Sequence[str], one_time: PrivateKey, hidden: bytes
) -> str:
    """The same with keys that are given, as the published vectors have them."""
    graph = secured.graph(secured.unsecured, "document")
    proof = Proof("ecdsa-sd-2023", "", "", options, "")
    proof_hash = grouping.proof_hash(secured, proof)
    grouping.refuse_lost(secured)
    found = grouping.lines(graph, _names(hidden))
    always = found.at(mandatory)
    own = one_time.public.multicodec
    signature = key.sign(proof_hash + own + found.digest(always))
    each = [one_time.sign(found.texts[place]) for place in found.others(always)]
    return grouping.write_value(BASE, (signature, own, hidden, each, list(mandatory)))


def mandatory_pointers(proof: Proof) -> tuple[str, ...]:
    """What a base proof always shows."""
    return tuple(grouping.read_value(proof, BASE, _BASE_SHAPE)[4])


def derive(secured: Secured, proof: Proof, key: PublicKey, chosen: Sequence[str]) -> tuple[Json, str]:
    """Section 3.6.6 "Add Derived Proof": the part of the document, and its proof value."""
    signature, own, hidden, each, pointers = grouping.read_value(proof, BASE, _BASE_SHAPE)
    combined = grouping.refuse_empty(pointers, chosen)
    graph = secured.graph(secured.unsecured, "document")
    grouping.refuse_lost(secured)
    found = grouping.lines(graph, _names(hidden))
    always, shown = found.at(pointers), found.at(combined)
    others = found.others(always)
    if len(others) != len(each):
        raise BadSignature("proof.bad")
    own_signature = dict(zip(others, each, strict=True))
    shown_signatures = [own_signature[place] for place in shown if place in own_signature]
    names = {number: b64url_decode(name[1:]) for number, name in grouping.label_map(found, shown).items()}
    shown_always = [index for index, place in enumerate(shown) if place not in own_signature]
    value = grouping.write_value(DERIVED, (signature, own, shown_signatures, names, shown_always))
    return select(secured.unsecured, combined), value


SUITE: Final = Cryptosuite(
    "ecdsa-sd-2023", frozenset({"P-256"}), check, sign, selective=Selective(is_base, mandatory_pointers, derive)
)
