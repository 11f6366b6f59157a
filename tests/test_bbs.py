"""BBS signatures: the draft's own fixtures, byte for byte, and what must not pass."""

import json
import random
from pathlib import Path
from typing import Any

import pytest

from wallet.crypto import bbs
from wallet.errors import BadSignature, Malformed, Unsupported, WalletError

SUITES = {"bls12-381-sha-256": bbs.SHA256, "bls12-381-shake-256": bbs.SHAKE256}
SECRET = bytes(range(1, 33))
MESSAGES = [b"one", b"two", "三".encode(), b""]


def fixtures(vectors: Path, suite: str, folder: str) -> list[dict[str, Any]]:
    paths = sorted((vectors / "bbs-signature" / suite / folder).glob("*.json"))
    return [json.loads(path.read_bytes()) for path in paths]


def octets(value: Any) -> Any:
    return [bytes.fromhex(one) for one in value] if isinstance(value, list) else bytes.fromhex(value)


def holds(check: Any, *args: Any) -> bool:
    try:
        check(*args)
    except (BadSignature, Malformed):
        return False
    return True


@pytest.mark.parametrize("name", SUITES)
def test_every_published_signature_is_judged_and_made_as_the_draft_says(vectors: Path, name: str) -> None:
    suite, made = SUITES[name], 0
    for case in fixtures(vectors, name, "signature"):
        pair, header, messages = case["signerKeyPair"], octets(case["header"]), octets(case["messages"])
        signature = octets(case["signature"])
        valid = holds(bbs.verify, suite, octets(pair["publicKey"]), signature, header, messages)
        assert valid == case["result"]["valid"], case["caseName"]
        if valid:
            made += 1
            assert bbs.sign(suite, octets(pair["secretKey"]), header, messages) == signature
            assert bbs.public_key(octets(pair["secretKey"])) == octets(pair["publicKey"])
    assert made >= 2


@pytest.mark.parametrize("name", SUITES)
def test_every_published_proof_is_judged_and_made_as_the_draft_says(vectors: Path, name: str) -> None:
    suite, made = SUITES[name], 0
    for case in fixtures(vectors, name, "proof"):
        key, header, shown = octets(case["signerPublicKey"]), octets(case["header"]), case["disclosedIndexes"]
        messages, proof = octets(case["messages"]), octets(case["proof"])
        about = octets(case["presentationHeader"])
        disclosed = [messages[index] for index in shown]
        valid = holds(bbs.verify_proof, suite, key, proof, header, about, disclosed, shown)
        assert valid == case["result"]["valid"], case["caseName"]
        if valid:
            made += 1
            trace = case["trace"]["random_scalars"]
            names = ("r1", "r2", "e_tilde", "r1_tilde", "r3_tilde")
            supply = [octets(trace[one]) for one in names] + octets(trace["m_tilde_scalars"])
            assert bbs.prove(suite, key, octets(case["signature"]), header, about, messages, shown, supply) == proof
    assert made >= 3


@pytest.mark.parametrize("name", SUITES)
def test_generators_scalars_and_hashes_are_the_published_ones(vectors: Path, name: str) -> None:
    suite, folder = SUITES[name], vectors / "bbs-signature" / name
    wanted = json.loads((folder / "generators.json").read_bytes())
    found = [point.to_compressed_bytes().hex() for point in suite.generators(len(wanted["MsgGenerators"]) + 1)]
    assert found == [wanted["Q1"], *wanted["MsgGenerators"]]
    assert suite.base == wanted["P1"]
    mapped = json.loads((folder / "MapMessageToScalarAsHash.json").read_bytes())["cases"]
    scalars = suite.scalars([octets(case["message"]) for case in mapped])
    assert [scalar.to_be_bytes().hex() for scalar in scalars] == [case["scalar"] for case in mapped]
    hashed = json.loads((folder / "h2s.json").read_bytes())
    assert (
        suite.hash_to_scalar(octets(hashed["message"]), octets(hashed["dst"])).to_be_bytes().hex() == hashed["scalar"]
    )


def test_a_part_can_be_shown_and_nothing_else_passes_for_it() -> None:
    key = bbs.public_key(SECRET)
    signature = bbs.sign(bbs.SHA256, SECRET, b"header", MESSAGES)
    proof = bbs.prove(bbs.SHA256, key, signature, b"header", b"for you", MESSAGES, [0, 2])
    good = (bbs.SHA256, key, proof, b"header", b"for you", [MESSAGES[0], MESSAGES[2]], [0, 2])
    bbs.verify_proof(*good)
    for place, other in (
        (0, bbs.SHAKE256),
        (1, bbs.public_key(SECRET[::-1])),
        (3, b"other"),
        (4, b"for me"),
        (5, [MESSAGES[0], b"forged"]),
        (6, [0, 1]),
        (6, [2, 0]),
        (6, [0, 0]),
        (6, [0, 9]),
        (6, [0]),
        (2, proof[:-32]),
        (2, proof + bytes(32)),
        (2, bytes(len(proof))),
    ):
        with pytest.raises((BadSignature, Malformed)):
            bbs.verify_proof(*good[:place], other, *good[place + 1 :])  # type: ignore[arg-type]


def test_two_proofs_of_the_same_signature_cannot_be_told_to_belong_together() -> None:
    key, signature = bbs.public_key(SECRET), bbs.sign(bbs.SHA256, SECRET, b"", MESSAGES)
    first, second = (bbs.prove(bbs.SHA256, key, signature, b"", b"", MESSAGES, [1]) for _ in range(2))
    pieces = [first[at : at + 16] for at in range(0, len(first) - 16, 16)]
    assert not any(piece in second for piece in pieces)


def test_no_bytes_make_it_raise_anything_but_our_errors() -> None:
    key, signature = bbs.public_key(SECRET), bbs.sign(bbs.SHA256, SECRET, b"", MESSAGES)
    proof = bbs.prove(bbs.SHA256, key, signature, b"", b"", MESSAGES, [1])
    chance = random.Random(7)
    for _ in range(400):
        name = chance.choice(["key", "signature", "proof"])
        parts = {"key": bytearray(key), "signature": bytearray(signature), "proof": bytearray(proof)}
        for _ in range(chance.choice([1, 1, 4])):
            parts[name][chance.randrange(len(parts[name]))] = chance.randrange(256)
        if chance.random() < 0.2:
            del parts[name][chance.randrange(len(parts[name])) :]
        changed = {one: bytes(value) for one, value in parts.items()}
        if changed[name] in (key, signature, proof):
            continue
        args: tuple[Any, ...] = (bbs.SHA256, changed["key"], changed["proof"], b"", b"", [MESSAGES[1]], [1])
        check: Any = bbs.verify_proof
        if name == "signature":
            check, args = bbs.verify, (bbs.SHA256, key, changed["signature"], b"", MESSAGES)
        with pytest.raises(WalletError):
            check(*args)


def test_a_proof_over_too_many_messages_is_not_begun() -> None:
    with pytest.raises(Unsupported):
        bbs.sign(bbs.SHA256, SECRET, b"", [b""] * (bbs.MAX_MESSAGES + 1))
    for secret in (bytes(32), b"\xff" * 32, b"short"):
        with pytest.raises(Malformed):
            bbs.public_key(secret)
