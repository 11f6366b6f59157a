"""A second reader of vaults, written from docs/vault-format.md alone: it shares no code with Akashi.

``python second_reader.py FILE SECRET``, the secret a passphrase or a recovery code, lists the records as JSON.
"""

import base64
import hashlib
import hmac
import json
import sqlite3
import sys
import unicodedata

from nacl.bindings import crypto_aead_xchacha20poly1305_ietf_decrypt as decrypt
from nacl.bindings import crypto_pwhash_alg, crypto_pwhash_ALG_ARGON2ID13

KINDS = {1: "credential", 2: "holder", 3: "document", 4: "share", 5: "setting"}
CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
FORMAT = (1).to_bytes(2)


def prf(key: bytes, message: bytes, size: int = 32) -> bytes:
    return hashlib.blake2b(message, key=key, digest_size=size).digest()


def sub(key: bytes, purpose: str) -> bytes:
    return hashlib.blake2b(key=key, digest_size=32, person=purpose.encode()).digest()


def unseal(key: bytes, blob: bytes, bound: bytes) -> bytes:
    assert blob[:1] == b"\x01"
    padded = decrypt(blob[25:], b"\x01" + bound, blob[1:25], key)
    end = 4 + int.from_bytes(padded[:4])
    assert end <= len(padded)
    assert not any(padded[end:])
    return bytes(padded[4:end])


def stamp(blob: bytes) -> bytes:
    return blob[1:25] + blob[-16:]


def unbase64(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def code_bytes(text: str) -> bytes:
    """The 20 bytes of a recovery code, or b"" if the text is none."""
    letters = unicodedata.normalize("NFKC", text).upper().translate(str.maketrans("OIL", "011", " -"))
    if len(letters) != 34 or set(letters) - set(CROCKFORD):
        return b""
    symbols = [CROCKFORD.index(letter) for letter in letters]
    for root in (2, 4):  # the code word is zero at a and a squared
        value = 0
        for symbol in symbols:
            for _ in range(root // 2):  # times a
                value = (value << 1) ^ (0b100101 if value & 16 else 0)
            value ^= symbol
        if value:
            return b""
    return int("".join(f"{symbol:05b}" for symbol in symbols[:32]), 2).to_bytes(20)


def data_key(header: dict, secret: str, vault: bytes) -> bytes:
    text, code = unicodedata.normalize("NFKC", secret).encode(), code_bytes(secret)
    for slot in header["slots"]:
        if code and (slot["kind"], slot["kdf"]) == ("recovery", "blake2b-1"):
            purpose = b"akashi.recovery"
            key = hashlib.blake2b(key=code, salt=unbase64(slot["salt"]), person=purpose, digest_size=32).digest()
        elif not code and (slot["kind"], slot["kdf"], slot.get("text")) == ("passphrase", "argon2id13", "nfkc-1"):
            assert 64 * 2**20 <= slot["memory"] <= 2**30
            assert 3 <= slot["passes"] <= 16
            key = crypto_pwhash_alg(
                32, text, unbase64(slot["salt"]), slot["passes"], slot["memory"], crypto_pwhash_ALG_ARGON2ID13
            )
        else:
            continue
        return unseal(key, unbase64(slot["sealed"]), b"akashi.slot" + FORMAT + vault)
    raise ValueError("no door for this secret")


def read(path: str, passphrase: str) -> list[dict]:
    """Every record, or an exception."""
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    ((body, digest, mac),) = connection.execute("SELECT body, digest, mac FROM header").fetchall()
    ((sealed,),) = connection.execute("SELECT sealed FROM head").fetchall()
    rows = connection.execute("SELECT id, label, facts, body FROM record ORDER BY id").fetchall()
    connection.close()

    assert hashlib.blake2b(body, digest_size=32).digest() == digest
    header = json.loads(body)
    assert (header["format"], header["cipher"]) == (1, "xchacha20poly1305-ietf")
    vault = bytes.fromhex(header["vault"])
    key = data_key(header, passphrase, vault)
    assert hmac.compare_digest(mac, prf(sub(key, "akashi.header"), body))
    head = json.loads(unseal(sub(key, "akashi.head"), sealed, b"akashi.head" + FORMAT + vault))
    assert head["header"] == digest.hex()
    assert head["count"] == len(rows) == len({row[0] for row in rows})

    total, found = 0, []
    for name, label, facts, content in rows:
        mark = prf(sub(key, "akashi.rows"), name + label + stamp(facts) + stamp(content))
        total += int.from_bytes(mark)
        pad = prf(sub(key, "akashi.label"), name + stamp(facts), 9)
        plain = bytes(left ^ right for left, right in zip(label, pad, strict=True))
        bound = b"akashi.record" + FORMAT + vault + name + plain
        record_key = sub(key, "akashi.record")
        found.append(
            {
                "id": name.hex(),
                "kind": KINDS.get(plain[0], plain[0]),
                "generation": int.from_bytes(plain[1:]),
                "facts": json.loads(unseal(record_key, facts, bound + b"\x01")),
                "body": base64.b64encode(unseal(record_key, content, bound + b"\x02")).decode(),
            }
        )
    assert f"{total % 2**256:064x}" == head["total"]
    return found


if __name__ == "__main__":
    for record in read(sys.argv[1], sys.argv[2]):
        print(json.dumps(record, ensure_ascii=False))
