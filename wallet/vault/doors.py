"""The doors of a vault: each key slot wraps the one data key for one secret.

A passphrase is stretched with Argon2id. A token (the code of a recovery kit, the key that a
keyring holds) is random and cannot be guessed, so one keyed BLAKE2b is enough. Slots that a
later program made are carried along as they stand.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final, Literal, TypeAlias

from wallet.crypto import seal
from wallet.crypto.seal import Cost
from wallet.encoding import b64url_decode, b64url_encode
from wallet.errors import Malformed, VaultDamaged, VaultError, WrongSecret
from wallet.model import Json
from wallet.seams import Tick, silent
from wallet.vault.record import FORMAT

MIN_TOKEN: Final = 16
MAX_TOKEN: Final = 64
"""Bytes: BLAKE2b's longest key."""
_ARGON2: Final = "argon2id13"
_BLAKE2: Final = "blake2b-1"
_WRAP_STEP: Final = 64
_ABSENT: Final = {"recovery": "vault.no_kit", "keyring": "vault.no_keyring", "passphrase": "vault.wrong_secret"}
_WRONG: Final = {"recovery": "vault.wrong_code", "keyring": "vault.wrong_keyring", "passphrase": "vault.wrong_secret"}


@dataclass(frozen=True, slots=True)
class Token:
    """A random key with a door of its own. Its ``key`` is 16 to 64 bytes that nobody chose."""

    kind: Literal["recovery", "keyring"]
    key: bytes = field(repr=False)


Secret: TypeAlias = str | Token
"""What opens a vault: a passphrase or a token."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One way to the data key. ``kind`` is "" for a door of a later program; ``stated`` is the slot's JSON."""

    kind: str
    cost: Cost | None
    salt: bytes = field(repr=False)
    sealed: bytes = field(repr=False)
    stated: Json = field(repr=False)


def kind_of(secret: Secret) -> str:
    """The kind of door that a secret belongs to."""
    return "passphrase" if isinstance(secret, str) else secret.kind


def new_slot(secret: Secret, data_key: bytearray, vault: bytes, cost: Cost = seal.DEFAULT) -> Slot:
    """Wrap the data key for a secret. ``cost`` counts for a passphrase only."""
    salt, used = secrets.token_bytes(seal.SALT_BYTES), cost if isinstance(secret, str) else None
    key = _stretch(secret, salt, used)
    try:
        sealed = seal.seal(key, bytes(data_key), _bound(vault), _WRAP_STEP)
    finally:
        seal.wipe(key)
    stated: Json = {"kind": kind_of(secret), "kdf": _ARGON2 if used else _BLAKE2}
    if used is not None:
        stated |= {"text": seal.NORMALISATION, "memory": used.memory, "passes": used.passes}
    stated |= {"salt": b64url_encode(salt), "sealed": b64url_encode(sealed)}
    return Slot(kind_of(secret), used, salt, sealed, stated)


def open_slots(slots: Iterable[Slot], secret: Secret, vault: bytes, tick: Tick = silent) -> bytearray:
    """The data key, from the first slot of the secret's kind that opens; ``WrongSecret`` when none does."""
    kind = kind_of(secret)
    fitting = [slot for slot in slots if slot.kind == kind]
    if not fitting:
        raise (WrongSecret if kind == "passphrase" else VaultError)(_ABSENT[kind])
    for number, slot in enumerate(fitting):
        tick(number, len(fitting))
        key = _stretch(secret, slot.salt, slot.cost)
        try:
            return bytearray(seal.unseal(key, slot.sealed, _bound(vault)))
        except VaultDamaged:
            continue
        finally:
            seal.wipe(key)
    raise WrongSecret(_WRONG[kind])


def read_slot(stated: Any) -> Slot:
    """The slot of its JSON, every bound checked. Raises what broken JSON raises; the header says what that means."""
    kind, kdf = stated.get("kind"), stated.get("kdf")
    cost = None
    if (kind, kdf, stated.get("text")) == ("passphrase", _ARGON2, seal.NORMALISATION):
        cost = Cost(int(stated["memory"]), int(stated["passes"]))
        seal.check_cost(cost)
    elif kind not in ("recovery", "keyring") or kdf != _BLAKE2:
        return Slot("", None, b"", b"", stated)
    salt, sealed = b64url_decode(stated["salt"]), b64url_decode(stated["sealed"])
    if len(salt) != seal.SALT_BYTES:
        raise Malformed("malformed.base64")
    return Slot(kind, cost, salt, sealed, stated)


def _stretch(secret: Secret, salt: bytes, cost: Cost | None) -> bytearray:
    if isinstance(secret, str):
        assert cost is not None
        return seal.stretch(secret, salt, cost)
    assert MIN_TOKEN <= len(secret.key) <= MAX_TOKEN
    purpose = f"akashi.{secret.kind}".encode("ascii")
    return bytearray(hashlib.blake2b(key=secret.key, salt=salt, person=purpose, digest_size=seal.KEY_BYTES).digest())


def _bound(vault: bytes) -> bytes:
    return b"akashi.slot" + FORMAT.to_bytes(2) + vault
