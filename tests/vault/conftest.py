"""Vaults in a folder of their own, with the slow part remembered."""

from pathlib import Path

import pytest

from wallet.crypto import seal


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Remember stretched keys within a test: Argon2id itself is tested in test_seal and in child processes."""
    known: dict[tuple[object, ...], bytes] = {}
    slow = seal.stretch

    def stretch(passphrase: str, salt: bytes, cost: seal.Cost) -> bytearray:
        key = (seal.normalise(passphrase), salt, cost)
        if key not in known:
            known[key] = bytes(slow(passphrase, salt, cost))
        return bytearray(known[key])

    monkeypatch.setattr(seal, "stretch", stretch)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.vault"
