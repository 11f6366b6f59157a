"""Passphrases to keys, bytes to sealed blobs."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wallet.crypto import seal
from wallet.crypto.seal import CEILING, FLOOR, Cost
from wallet.errors import Refused, VaultDamaged

KEY = bytearray(range(32))


@given(st.binary(max_size=5000), st.binary(max_size=50), st.sampled_from((16, 64, 1024)))
def test_what_is_sealed_unseals_to_the_same_bytes(payload: bytes, bound: bytes, step: int) -> None:
    blob = seal.seal(KEY, payload, bound, step)
    assert seal.unseal(KEY, blob, bound) == payload
    assert (len(blob) - 1 - seal.NONCE_BYTES - seal.TAG_BYTES) % step == 0


def test_sizes_are_hidden_in_steps_of_a_kibibyte() -> None:
    assert len({len(seal.seal(KEY, bytes(size), b"")) for size in range(0, 1020, 60)}) == 1


def test_sealing_twice_gives_different_blobs() -> None:
    assert seal.seal(KEY, b"same", b"") != seal.seal(KEY, b"same", b"")


def test_every_flipped_byte_of_a_blob_is_refused() -> None:
    blob = seal.seal(KEY, b"payload", b"place", 16)
    for place in range(len(blob)):
        changed = bytearray(blob)
        changed[place] ^= 1
        with pytest.raises(VaultDamaged):
            seal.unseal(KEY, bytes(changed), b"place")


def test_a_blob_cut_short_or_made_longer_is_refused() -> None:
    blob = seal.seal(KEY, b"payload", b"place", 16)
    for changed in [blob[:size] for size in range(len(blob))] + [blob + b"\0"]:
        with pytest.raises(VaultDamaged):
            seal.unseal(KEY, changed, b"place")


def test_a_blob_opens_only_in_its_place_and_with_its_key() -> None:
    blob = seal.seal(KEY, b"payload", b"place")
    with pytest.raises(VaultDamaged):
        seal.unseal(KEY, blob, b"another place")
    with pytest.raises(VaultDamaged):
        seal.unseal(seal.new_key(), blob, b"place")


def test_subkeys_differ_by_purpose() -> None:
    assert len({bytes(seal.derive(KEY, name)) for name in ("a", "b", "akashi.head")}) == 3


@pytest.mark.parametrize("cost", [Cost(FLOOR.memory - 1, 3), Cost(FLOOR.memory, 2), Cost(CEILING.memory + 1, 3),
                                  Cost(FLOOR.memory, 17), Cost(2**52, 3), Cost(-1, -1)])  # fmt: skip
def test_a_cost_outside_the_bounds_is_refused(cost: Cost) -> None:
    with pytest.raises(Refused) as refused:
        seal.stretch("passphrase", bytes(16), cost)
    assert refused.value.code == "seal.cost"


def test_letters_typed_full_width_are_the_same_passphrase() -> None:
    assert seal.normalise("Ｃｏｒｒｅｃｔ　Ｈｏｒｓｅ１２３") == b"Correct Horse123"
    assert seal.normalise("ﾊﾟｽﾌﾚｰｽﾞ") == seal.normalise("パスフレーズ") == seal.normalise("ハ\u309aスフレース\u3099")


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_a_normalised_passphrase_is_stable(text: str) -> None:
    once = seal.normalise(text)
    assert seal.normalise(once.decode()) == once == unicodedata.normalize("NFKC", text).encode()


def test_half_a_surrogate_pair_is_no_passphrase() -> None:
    with pytest.raises(Refused):
        seal.normalise("abc\ud800")


def test_a_wiped_key_is_zeros() -> None:
    key = seal.new_key()
    seal.wipe(key)
    assert key == bytes(32)


@pytest.mark.parametrize(
    ("took", "memory", "passes"),
    [(0.01, 256, 16), (0.05, 256, 12), (0.12, 256, 5), (0.13, 256, 3), (0.2, 256, 3), (0.3, 128, 3), (0.5, 64, 3), (9, 64, 3)],
)  # fmt: skip
def test_the_cost_is_what_this_computer_can_do(took: float, memory: int, passes: int) -> None:
    cost = seal.calibrated(lambda _: took)
    assert (cost.memory // 2**20, cost.passes) == (memory, passes)
    seal.check_cost(cost)
    assert cost.memory <= seal.DEFAULT.memory


def test_the_cost_is_timed_for_real() -> None:
    seal.check_cost(seal.calibrated())
