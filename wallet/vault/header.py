"""The header: who may open the vault, and the head: what the vault holds.

The header is JSON with the key slots of ``wallet.vault.doors``. It carries a
plain digest (damage is told apart from a wrong passphrase) and a MAC by the data key
(nobody else can write one). The head is sealed and rewritten with every change: the
vault's generation, how many rows there are, the sum of their marks, and the digest of the
header. Nothing inside the file can be swapped, dropped, repeated or put back unnoticed:

* A mark is BLAKE2b-256 keyed by a secret, over id, label and stamps of a row. To somebody
  without the key marks are independent uniform numbers, and neither they nor their sum are
  ever seen, because the head is sealed. Two different sets of rows with unique ids have
  equal sums modulo 2^256 with probability 2^-256, whoever chose them.
* The reader refuses a second row with one id, so no mark can be made to count twice.
* An older head opens, but fits only the rows of its own time: putting back both is to put
  back a copy of the whole file. That is the one thing a file cannot notice about itself;
  ``Vault.id`` and ``Vault.generation`` let a program remember what it saw last.

A sum is updated by subtracting what left and adding what came: the cost of a change does
not depend on the size of the vault.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass, field
from typing import Final

from wallet.crypto import seal
from wallet.encoding import dump_json, load_json
from wallet.errors import Malformed, Refused, VaultDamaged, VaultTooNew
from wallet.vault.doors import Slot, read_slot
from wallet.vault.record import FORMAT, Keys

MAX_HEADER: Final = 64 * 1024
MAX_SLOTS: Final = 16
MAX_WORK: Final = seal.CEILING.memory * seal.CEILING.passes
"""Bytes times passes over all slots, so that many slots cannot make a wrong try take minutes."""
MODULUS: Final = 2**256
_CIPHER: Final = "xchacha20poly1305-ietf"


@dataclass(frozen=True, slots=True)
class Header:
    """``vault`` is 16 random bytes; ``minor`` above 0 means a later program wrote more than this one knows."""

    vault: bytes = field(repr=False)
    slots: tuple[Slot, ...] = ()
    minor: int = 0


@dataclass(frozen=True, slots=True)
class Head:
    """The manifest: generation, number of rows, sum of their marks, BLAKE2b-256 of the header's bytes."""

    generation: int
    count: int
    total: int = field(repr=False)
    header: bytes = field(repr=False)


def write_header(header: Header) -> bytes:
    """The header's bytes: compact JSON, as in docs/vault-format.md."""
    slots = [slot.stated for slot in header.slots]
    stated = {"format": FORMAT, "minor": header.minor, "vault": header.vault.hex(), "cipher": _CIPHER, "slots": slots}
    return dump_json(stated)


def read_header(body: bytes) -> Header:
    """The header of these bytes, every bound checked before it is used.

    Raises ``VaultTooNew`` for a later format, else ``VaultDamaged("vault.header_damaged")``.
    """
    try:
        stated = load_json(body, MAX_HEADER)
        if stated["format"] != FORMAT:
            raise VaultTooNew("vault.too_new", format=str(stated["format"])[:8])
        if stated["cipher"] != _CIPHER or len(stated["slots"]) > MAX_SLOTS:
            raise VaultDamaged("vault.header_damaged")
        slots = tuple(read_slot(slot) for slot in stated["slots"])
        header = Header(bytes.fromhex(stated["vault"]), slots, int(stated["minor"]))
    except (Malformed, Refused, KeyError, TypeError, ValueError, AttributeError) as error:
        raise VaultDamaged("vault.header_damaged") from error
    work = sum(slot.cost.memory * slot.cost.passes for slot in header.slots if slot.cost is not None)
    if len(header.vault) != 16 or work > MAX_WORK:
        raise VaultDamaged("vault.header_damaged")
    return header


def header_digest(body: bytes) -> bytes:
    """BLAKE2b-256 of the header, without a key: shows damage before a passphrase is asked for."""
    return hashlib.blake2b(body, digest_size=32).digest()


def header_mac(body: bytes, keys: Keys) -> bytes:
    """The header's MAC by the data key."""
    return seal.digest(keys.header, body)


def check_header(body: bytes, mac: bytes, keys: Keys) -> None:
    """Raise ``VaultDamaged`` unless whoever wrote the header had the data key."""
    if not hmac.compare_digest(mac, header_mac(body, keys)):
        raise VaultDamaged("vault.header_damaged")


def seal_head(head: Head, keys: Keys, vault: bytes) -> bytes:
    """The head's blob."""
    stated = {
        "generation": head.generation,
        "count": head.count,
        "total": head.total.to_bytes(32).hex(),
        "header": head.header.hex(),
    }
    return seal.seal(keys.head, dump_json(stated), _head_bound(vault))


def open_head(blob: bytes, keys: Keys, vault: bytes) -> Head:
    """The head of a blob; ``VaultDamaged`` when it does not open."""
    try:
        stated = load_json(seal.unseal(keys.head, blob, _head_bound(vault)))
        total, header = bytes.fromhex(stated["total"]), bytes.fromhex(stated["header"])
        return Head(int(stated["generation"]), int(stated["count"]), int.from_bytes(total), header)
    except (Malformed, VaultDamaged, KeyError, TypeError, ValueError) as error:
        raise VaultDamaged("vault.body_damaged", good=0, lost=0) from error


def _head_bound(vault: bytes) -> bytes:
    return b"akashi.head" + FORMAT.to_bytes(2) + vault
