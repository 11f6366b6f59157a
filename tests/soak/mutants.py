"""Ways to spoil a file: bytes, spans, nasty words, and JSON members of the wrong kind."""

import copy
import json
import random
from typing import Any

from wallet.encoding import b64url_decode, b64url_encode
from wallet.errors import WalletError

NASTY = (
    b"", b"\0", b"\xff\xfe", b"\xed\xa0\x80", b"{", b"[" * 70, b"]", b'"', b"\\u0000", b"\\ud800", b"1e400", b"-0", b"NaN",
    b"9" * 400, b"null", b"true", b"@context", b"@type", b"@id", b"@value", b"@graph", b"id", b"type", b"proof", b"did:key:z",
    b"did:web:%00", b"https://", b"urn:", b"z", b"u", b"~", b"..", b".", b"eyJ", b"data:,", b"<!DOCTYPE", b"]]>", b"%PDF-",
    b"\x89PNG\r\n\x1a\n", b"PK\x03\x04", b"\xd9\x5d\x01", b"\x1f\x8b", "‮🙂".encode(),
)  # fmt: skip
WRONG: tuple[Any, ...] = (
    None, True, False, 0, -1, 1.5, 2**53, "", " ", "x", "did:key:z6Mk", "https://x.example/", "2026-01-01", "z" * 300, "\0", "‮",
    [], {}, [[]], [{}], [None], {"@value": "x"}, {"id": 5}, {"type": []}, {"@context": {}}, ["https://www.w3.org/ns/credentials/v2"],
    {"@list": []}, {"_sd": ["x"]}, {"...": "x"}, {"type": "DataIntegrityProof", "cryptosuite": "bbs-2023"}, ["a"] * 50,
)  # fmt: skip


def spoil(seed: bytes, others: list[bytes], chance: random.Random) -> bytes:
    """A mutant of one file."""
    kind = chance.random()
    if kind < 0.45 and seed[:1] == b"{":
        return json_mutant(seed, chance)
    if kind < 0.45 and seed[:2] == b"ey":
        return token_mutant(seed, chance)
    data = bytearray(seed)
    for _ in range(chance.choice((1, 1, 1, 2, 4, 16))):
        bytes_mutant(data, others, chance)
    return bytes(data)


def bytes_mutant(data: bytearray, others: list[bytes], chance: random.Random) -> None:
    place = chance.randrange(len(data) + 1)
    end = min(len(data), place + chance.choice((1, 2, 4, 16, 256)))
    kind = chance.randrange(7)
    if kind == 0 and place < len(data):
        data[place] ^= 1 << chance.randrange(8)
    elif kind == 1 and place < len(data):
        data[place] = chance.randrange(256)
    elif kind == 2:
        data[place:place] = chance.choice(NASTY)
    elif kind == 3:
        del data[place:end]
    elif kind == 4:
        data[place:place] = data[place:end] * chance.choice((1, 2, 50))
    elif kind == 5:
        del data[place:]
    else:
        other = chance.choice(others)
        start = chance.randrange(len(other) + 1)
        data[place:end] = other[start : start + chance.choice((4, 64, 1024))]


def json_mutant(seed: bytes, chance: random.Random) -> bytes:
    try:
        value = json.loads(seed)
    except ValueError:
        return seed[: len(seed) // 2]
    for _ in range(chance.choice((1, 1, 2, 5))):
        spoil_value(value, chance)
    return json.dumps(value, ensure_ascii=chance.random() < 0.5).encode("utf-8", "replace")


def spoil_value(value: Any, chance: random.Random) -> None:
    """One member, somewhere inside, gets another value, another name, a twin, or goes."""
    places: list[tuple[Any, Any]] = []
    waiting = [value]
    while waiting:
        one = waiting.pop()
        keys = list(one) if isinstance(one, dict) else list(range(len(one)))
        places += [(one, key) for key in keys]
        waiting += [one[key] for key in keys if isinstance(one[key], dict | list)]
    if not places:
        return
    owner, key = chance.choice(places)
    kind = chance.randrange(4)
    if kind == 0:
        owner[key] = copy.deepcopy(chance.choice(WRONG))  # a later change of it must not come back
    elif kind == 1 and isinstance(owner, dict):
        name = chance.choice(list(owner))
        owner[name] = owner.pop(key)
    elif kind == 2:
        other, name = chance.choice(places)
        owner[key] = (
            json.loads(json.dumps(other[name]))
            if name in other or (isinstance(other, list) and name < len(other))
            else None
        )
    else:
        del owner[key]


def token_mutant(seed: bytes, chance: random.Random) -> bytes:
    """A token with another header or payload, under its old signature."""
    head, *rest = seed.split(b"~")
    parts = head.split(b".")
    place = chance.randrange(len(parts))
    try:
        inner = json_mutant(b64url_decode(parts[place].decode()), chance)
    except (WalletError, UnicodeDecodeError):
        inner = chance.choice(NASTY)
    parts[place] = b64url_encode(inner).encode()
    if rest and chance.random() < 0.3:
        chance.shuffle(rest)
    return b"~".join([b".".join(parts), *rest])
