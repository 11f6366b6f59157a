"""bbs-2023: one signature over all statements, of which a proof shows some and links nothing.

BBS Cryptosuites 1.0, section 3.4, with the baseline feature. Holder binding and pseudonyms, which
rest on drafts of their own, are named and not judged.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import Final

from wallet.canon.rdfc import Issued
from wallet.canon.selection import select
from wallet.crypto import bbs
from wallet.crypto.keys import PrivateKey, PublicKey
from wallet.errors import BadSignature, Malformed, Unsupported
from wallet.model import Json, Proof
from wallet.proofs import grouping
from wallet.proofs.grouping import HMAC_SIZE, Lines
from wallet.proofs.suite import Cryptosuite, Secured, Selective

BASE: Final = b"\xd9\x5d\x02"
DERIVED: Final = b"\xd9\x5d\x03"
_OTHER_FEATURES: Final = {bytes([0xD9, 0x5D, number]) for number in range(4, 10)}
"""Base and derived proofs with holder binding, a pseudonym, or both (section 3.3.1 and following)."""
_BBS_HEADER: Final = 64
_KEY: Final = 96
_BASE_SHAPE: Final = (
    grouping.sized(bbs.SIGNATURE_SIZE), grouping.sized(_BBS_HEADER), grouping.sized(_KEY), grouping.sized(HMAC_SIZE),
    grouping.pointers,
)  # fmt: skip
_DERIVED_SHAPE: Final = (
    grouping.some_bytes, grouping.mapping(lambda item: type(item) is int and item >= 0), grouping.places,
    grouping.places, grouping.some_bytes,
)  # fmt: skip


def _shuffled(key: bytes) -> grouping.Relabel:
    """Section 3.3.2: numbers in the order of the hidden names, so that the order tells nothing."""

    def relabel(labels: Issued) -> Issued:
        names = grouping.hidden_names(labels, key)
        numbers = {name: number for number, name in enumerate(sorted(names.values()))}
        return {node: f"_:b{numbers[name]}" for node, name in names.items()}

    return relabel


def is_base(proof: Proof) -> bool:
    """Is it the holder's own proof, from which others are derived?"""
    return grouping.header_of(proof) == BASE


def check(secured: Secured, proof: Proof, key: PublicKey) -> None:
    """Section 3.4.8 "Verify Derived Proof"; a base proof is checked as its holder would."""
    if grouping.header_of(proof) in _OTHER_FEATURES:
        raise Unsupported("proof.unsupported", suite="bbs-2023 with holder binding or pseudonym")
    graph = secured.graph(secured.unsecured, "document")
    proof_hash = grouping.proof_hash(secured, proof)
    try:
        if is_base(proof):
            signature, header, own, hidden, pointers = grouping.read_value(proof, BASE, _BASE_SHAPE)
            found = grouping.lines(graph, _shuffled(hidden))
            mandatory = found.at(pointers)
            if own != key.raw or header != proof_hash + found.digest(mandatory):
                raise grouping.bad()
            messages = [found.texts[place] for place in found.others(mandatory)]
            bbs.verify(bbs.SHA256, key.raw, signature, header, messages)
            return
        value, labels, mandatory, shown, about = grouping.read_value(proof, DERIVED, _DERIVED_SHAPE)
        found = grouping.lines(graph, grouping.by_map({node: f"b{name}" for node, name in labels.items()}))
        if mandatory and mandatory[-1] >= len(found.texts):
            raise grouping.bad()
        messages = [found.texts[place] for place in found.others(mandatory)]
        header = proof_hash + found.digest(mandatory)
        bbs.verify_proof(bbs.SHA256, key.raw, value, header, about, messages, shown)
    except Malformed as error:
        raise BadSignature("proof.bad") from error


def sign(secured: Secured, options: Json, key: PrivateKey, mandatory: Sequence[str]) -> str:
    """Section 3.4.1 "Create Base Proof", with a fresh HMAC key."""
    return sign_with(secured, options, key, mandatory, PrivateKey.generate().seed)


def sign_with(secured: Secured, options: Json, key: PrivateKey, mandatory: Sequence[str], hidden: bytes) -> str:
    """The same with an HMAC key that is given, as the published vectors have it."""
    graph = secured.graph(secured.unsecured, "document")
    proof_hash = grouping.proof_hash(secured, Proof("bbs-2023", "", "", options, ""))
    grouping.refuse_lost(secured)
    found = grouping.lines(graph, _shuffled(hidden))
    always = found.at(mandatory)
    header = proof_hash + found.digest(always)
    signature = bbs.sign(bbs.SHA256, key.seed, header, [found.texts[place] for place in found.others(always)])
    return grouping.write_value(BASE, (signature, header, key.public.raw, hidden, list(mandatory)))


def mandatory_pointers(proof: Proof) -> tuple[str, ...]:
    """What a base proof always shows."""
    return tuple(grouping.read_value(proof, BASE, _BASE_SHAPE)[4])


def derive(secured: Secured, proof: Proof, key: PublicKey, chosen: Sequence[str]) -> tuple[Json, str]:
    """Section 3.4.6 "Add Derived Proof", with a fresh presentation header."""
    return derive_with(secured, proof, key, chosen, secrets.token_bytes(32))


def derive_with(
    secured: Secured,
    proof: Proof,
    key: PublicKey,
    chosen: Sequence[str],
    about: bytes,
    random: Sequence[bytes] | None = None,
) -> tuple[Json, str]:
    """The same with a presentation header, and random scalars, that are given."""
    signature, header, _, hidden, pointers = grouping.read_value(proof, BASE, _BASE_SHAPE)
    combined = grouping.refuse_empty(pointers, chosen)
    graph = secured.graph(secured.unsecured, "document")
    grouping.refuse_lost(secured)
    found = grouping.lines(graph, _shuffled(hidden))
    always, shown = set(found.at(pointers)), found.at(combined)
    others = found.others(always)
    selective = [index for index, place in enumerate(others) if place in set(shown)]
    messages = [found.texts[place] for place in others]
    value = bbs.prove(bbs.SHA256, key.raw, signature, header, about, messages, selective, random)
    names = _numbers(found, shown)
    mandatory = [index for index, place in enumerate(shown) if place in always]
    components = (value, names, mandatory, selective, about)
    return select(secured.unsecured, combined), grouping.write_value(DERIVED, components)


def _numbers(found: Lines, shown: Sequence[int]) -> dict[int, int]:
    return {number: int(name[1:]) for number, name in grouping.label_map(found, shown).items()}


SUITE: Final = Cryptosuite(
    "bbs-2023", frozenset({"BLS12-381-G2"}), check, sign, selective=Selective(is_base, mandatory_pointers, derive)
)
