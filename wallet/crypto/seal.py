"""Argon2id and an AEAD: a passphrase to a key, bytes to a sealed blob and back.

Password hashing is Argon2id v1.3 (RFC 9106) with one lane, sealing is XChaCha20-Poly1305
with a random 24-byte nonce, subkeys and digests are keyed BLAKE2b (RFC 7693); the first two
are libsodium's, through PyNaCl. Every blob carries its version. Nothing here touches the disk.

Keys are bytearrays, which ``wipe`` clears, and go to libsodium as they are. What Python cannot
promise: the binding of Argon2id and ``str`` take immutable objects, so a short-lived copy of a
passphrase or of the key made from it may stay in freed memory until it is overwritten.
"""

from __future__ import annotations

import hashlib
import secrets
import struct
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from time import perf_counter
from typing import Any, Final

import nacl.exceptions
import nacl.pwhash.argon2id
from nacl._sodium import ffi, lib

from wallet.errors import Refused, VaultDamaged, VaultError

KEY_BYTES: Final = 32
SALT_BYTES: Final = 16
NONCE_BYTES: Final = 24
TAG_BYTES: Final = 16
VERSION: Final = b"\x01"
"""The first byte of every blob. 1 is XChaCha20-Poly1305-IETF with the nonce before the text."""
NORMALISATION: Final = "nfkc-1"
"""Unicode NFKC, then UTF-8: letters typed full-width by a Japanese input method are the same passphrase."""
STEP: Final = 1024
"""Bytes. Sealed payloads are padded to this step, so that a size says little about the content."""

_ROOM: Final = ffi.typeof("unsigned char[]")
_MIB: Final = 1024 * 1024
_LENGTH: Final = struct.Struct(">I")


@dataclass(frozen=True, slots=True)
class Cost:
    """What one try at a passphrase costs: ``memory`` in bytes, ``passes`` over it."""

    memory: int
    passes: int


FLOOR: Final = Cost(64 * _MIB, 3)
"""RFC 9106, section 4, second recommended option. Never less, whoever asks."""
DEFAULT: Final = Cost(256 * _MIB, 3)
"""libsodium's "moderate": about half a second on a laptop of 2024. More memory is never chosen."""
SHORTEST, AIM = 0.5, 0.8
"""Seconds that a try takes where ``calibrated`` chose its cost."""
CEILING: Final = Cost(1024 * _MIB, 16)
"""A file that asks for more is hostile or broken: it is refused before anything is allocated."""


def calibrated(measure: Callable[[Cost], float] | None = None) -> Cost:
    """What a try should cost on this computer: up to 256 MiB and at least half a second, at most about one.

    A try at FLOOR is timed; the time of Argon2id is close to proportional to memory times passes.
    """
    timed = measure or _timed
    took = max(min(timed(FLOOR), timed(FLOOR)), 0.001)  # the better of two: another program may be busy
    memory = min(DEFAULT.memory, max(FLOOR.memory, int(FLOOR.memory * AIM / took) // FLOOR.memory * FLOOR.memory))
    whole = took * memory / FLOOR.memory
    passes = FLOOR.passes if whole >= SHORTEST else int(FLOOR.passes * AIM / whole)
    return Cost(memory, max(FLOOR.passes, min(CEILING.passes, passes)))


def _timed(cost: Cost) -> float:
    started = perf_counter()
    wipe(stretch("a passphrase to time", bytes(SALT_BYTES), cost))
    return perf_counter() - started


def check_cost(cost: Cost) -> None:
    """Raise ``Refused`` unless the cost lies between FLOOR and CEILING."""
    if not FLOOR.memory <= cost.memory <= CEILING.memory or not FLOOR.passes <= cost.passes <= CEILING.passes:
        raise Refused("seal.cost", memory=cost.memory // _MIB, passes=cost.passes)


def normalise(passphrase: str) -> bytes:
    """The bytes that are hashed: NFKC, then UTF-8 (``NORMALISATION``). Half a surrogate pair is ``Refused``."""
    try:
        return unicodedata.normalize("NFKC", passphrase).encode("utf-8")
    except UnicodeEncodeError as error:
        raise Refused("passphrase.not_text") from error


def stretch(passphrase: str, salt: bytes, cost: Cost) -> bytearray:
    """Argon2id: the 32-byte key of a passphrase. Slow and large on purpose; ``check_cost`` comes first."""
    check_cost(cost)
    try:
        return bytearray(
            nacl.pwhash.argon2id.kdf(KEY_BYTES, normalise(passphrase), salt, opslimit=cost.passes, memlimit=cost.memory)
        )
    except (nacl.exceptions.RuntimeError, MemoryError) as error:
        raise VaultError("vault.memory", memory=cost.memory // _MIB) from error


def new_key() -> bytearray:
    """32 bytes from the system's randomness."""
    return bytearray(secrets.token_bytes(KEY_BYTES))


def derive(key: bytearray, purpose: str) -> bytearray:
    """A subkey for one purpose (at most 16 ASCII bytes): keyed BLAKE2b-256 with the purpose as personalisation."""
    return bytearray(hashlib.blake2b(key=key, digest_size=KEY_BYTES, person=purpose.encode("ascii")).digest())


def digest(key: bytearray, message: bytes, size: int = 32) -> bytes:
    """Keyed BLAKE2b of a message: a PRF and a MAC. ``size`` is in bytes."""
    return hashlib.blake2b(message, key=key, digest_size=size).digest()


def seal(key: bytearray, payload: bytes, bound: bytes, step: int = STEP) -> bytes:
    """A versioned blob that only ``unseal`` with the same key and the same ``bound`` opens.

    ``bound`` is associated data: not in the blob, but what it says cannot change. The
    payload is padded to a multiple of ``step`` bytes; see docs/vault-format.md.
    """
    nonce = secrets.token_bytes(NONCE_BYTES)
    padded, stated = _pad(payload, step), VERSION + bound
    room = ffi.new(_ROOM, len(padded) + TAG_BYTES)
    lib.crypto_aead_xchacha20poly1305_ietf_encrypt(
        room, ffi.NULL, padded, len(padded), stated, len(stated), ffi.NULL, nonce, _key(key)
    )
    return VERSION + nonce + bytes(ffi.buffer(room))


def unseal(key: bytearray, blob: bytes, bound: bytes) -> bytes:
    """The payload, or ``VaultDamaged``: wrong key, wrong place, changed or cut bytes, unknown version."""
    return opener(key)(blob, bound)


def opener(key: bytearray) -> Callable[[bytes, bytes], bytes]:
    """``unseal`` under one key, for ten thousand blobs: ``opened(blob, bound)``."""
    at, decrypt, start = _key(key), lib.crypto_aead_xchacha20poly1305_ietf_decrypt, 1 + NONCE_BYTES
    null, new, buffer = ffi.NULL, ffi.new, ffi.buffer

    def opened(blob: bytes, bound: bytes) -> bytes:
        size = len(blob) - start
        if blob[:1] != VERSION or size < TAG_BYTES:
            raise VaultDamaged("seal.damaged")
        room, stated = new(_ROOM, size - TAG_BYTES), VERSION + bound
        if decrypt(room, null, null, blob[start:], size, stated, len(stated), blob[1:start], at):
            raise VaultDamaged("seal.damaged")
        return _unpad(buffer(room)[:])

    return opened


def _key(key: bytearray) -> Any:
    """The key for libsodium, where it lies."""
    if len(key) != KEY_BYTES:
        raise ValueError(f"a key of {len(key)} bytes")
    return ffi.from_buffer(key)


def stamp(blob: bytes) -> bytes:
    """Nonce and tag: 40 bytes that stand for a whole blob, because one altered under its stamp does not open."""
    return blob[1 : 1 + NONCE_BYTES] + blob[-TAG_BYTES:]


def wipe(*keys: bytearray) -> None:
    """Overwrite keys that are no longer needed."""
    for key in keys:
        key[:] = bytes(len(key))


def _pad(payload: bytes, step: int) -> bytes:
    size = _LENGTH.size + len(payload)
    return _LENGTH.pack(len(payload)) + payload + bytes(-size % step)


def _unpad(padded: bytes) -> bytes:
    if len(padded) < _LENGTH.size:
        raise VaultDamaged("seal.damaged")
    end = _LENGTH.size + int(_LENGTH.unpack_from(padded)[0])
    if len(padded) < end or padded.count(0, end) != len(padded) - end:
        raise VaultDamaged("seal.damaged")
    return padded[_LENGTH.size : end]
