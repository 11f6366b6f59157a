"""The recovery code, and the second door that it opens."""

import itertools
import json
import random
from pathlib import Path

import pytest

from tests.vault import second_reader
from tests.vault.kit import PASSPHRASE, code_of, credential, make, rewrite_header
from wallet.crypto.seal import FLOOR
from wallet.errors import Cancelled, VaultDamaged, WalletError, WrongSecret
from wallet.vault import Kind, Record, Token, Vault
from wallet.vault.doors import read_slot
from wallet.vault.recovery import CODE_BYTES, new_code, read_code, write_code

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE = bytes(range(CODE_BYTES))


def refused(text: str) -> bool:
    try:
        read_code(text)
    except WalletError as error:
        return error.code == "recovery.check"
    return False


def test_a_code_is_read_as_people_write_it() -> None:
    text = write_code(CODE)
    assert [len(group) for group in text.split("-")] == [4] * 8 + [2]
    wide = "".join(chr(ord(letter) + 0xFEE0) for letter in text)
    hand = text.lower().replace("0", "o").replace("1", "l")
    for written in (text, text.lower(), text.replace("-", " "), text.replace("-", ""), wide, hand, f"\n {text}\t"):
        assert read_code(written) == CODE
    assert len({new_code() for _ in range(100)}) == 100
    for number in range(200):
        code = random.Random(number).randbytes(CODE_BYTES)
        assert read_code(write_code(code)) == code


@pytest.mark.parametrize("seed", range(4))
def test_each_wrong_letter_and_each_swap_is_noticed(seed: int) -> None:
    """Exhaustive: every place, every other letter, every pair of neighbours, and every other pair in sum."""
    text = write_code(random.Random(seed).randbytes(CODE_BYTES)).replace("-", "")
    wrong = [
        text[:place] + letter + text[place + 1 :]
        for place, letter in itertools.product(range(34), ALPHABET)
        if letter != text[place]
    ]
    swapped = [
        text[:place] + text[place + 1] + text[place] + text[place + 2 :]
        for place in range(33)
        if text[place] != text[place + 1]
    ]
    assert len(wrong) == 34 * 31
    assert all(map(refused, wrong + swapped))


def test_each_swap_of_any_two_letters_is_noticed() -> None:
    """The code is linear, so the word of zeros stands for every word: one error pattern for each pair of letters."""
    for place, left, right in itertools.product(range(33), ALPHABET, ALPHABET):
        if left != right:
            difference = ALPHABET[ALPHABET.index(left) ^ ALPHABET.index(right)]
            assert refused("0" * place + difference * 2 + "0" * (32 - place))


def test_any_two_wrong_letters_near_each_other_are_noticed() -> None:
    for first, second in itertools.combinations(range(34), 2):
        if second - first < 31:
            for letter in ALPHABET[1:]:  # a multiple of a word is a word: the first error may be 1
                assert refused("0" * first + "1" + "0" * (second - first - 1) + letter + "0" * (33 - second))


@pytest.mark.parametrize(
    ("text", "code"),
    [("", "recovery.length"), ("0" * 33, "recovery.length"), ("U" * 34, "recovery.letter"), ("é" * 34, "recovery.letter")],
)  # fmt: skip
def test_what_is_no_code_is_told_as_such(text: str, code: str) -> None:
    assert code_of(lambda: read_code(text)) == code


def test_the_kit_opens_what_the_passphrase_opens(path: Path) -> None:
    make(path, credential(1))
    with Vault.unlock(path, PASSPHRASE) as vault:
        assert vault.doors == ("passphrase",)
        before = vault.generation
        vault.set_door(Token("recovery", CODE))
        assert vault.generation == before + 1
        vault.put(credential(2))
    with Vault.unlock(path, Token("recovery", CODE)) as vault:
        assert len(vault.records) == 2
        assert vault.doors == ("passphrase", "recovery")
        assert vault.opened_by == "recovery"
    with Vault.unlock(path, PASSPHRASE) as vault:
        assert vault.opened_by == "passphrase"
    assert [one["id"] for one in second_reader.read(str(path), write_code(CODE))] == [
        one["id"] for one in second_reader.read(str(path), PASSPHRASE)
    ]


def test_a_wrong_code_and_no_kit_are_told_apart(path: Path) -> None:
    make(path)
    assert code_of(lambda: Vault.unlock(path, Token("recovery", CODE))) == "vault.no_kit"
    with Vault.unlock(path, PASSPHRASE) as vault:
        vault.set_door(Token("recovery", CODE))
    with pytest.raises(WrongSecret):
        Vault.unlock(path, Token("recovery", bytes(CODE_BYTES)))
    assert code_of(lambda: Vault.unlock(path, Token("keyring", CODE))) == "vault.no_keyring"


def test_a_new_kit_ends_the_old_one(path: Path) -> None:
    make(path)
    other = new_code()
    with Vault.unlock(path, PASSPHRASE) as vault:
        vault.set_door(Token("recovery", CODE))
        vault.set_door(Token("recovery", other))
        assert vault.doors == ("passphrase", "recovery")
    assert code_of(lambda: Vault.unlock(path, Token("recovery", CODE))) == "vault.wrong_code"
    Vault.unlock(path, Token("recovery", other)).close()
    with Vault.unlock(path, PASSPHRASE) as vault:
        vault.close_door("recovery")
        vault.close_door("recovery")
    assert code_of(lambda: Vault.unlock(path, Token("recovery", other))) == "vault.no_kit"


def test_no_code_shows_in_a_repr_or_in_the_file(path: Path) -> None:
    make(path)
    with Vault.unlock(path, PASSPHRASE) as vault:
        vault.set_door(Token("recovery", CODE))
    assert CODE not in path.read_bytes()
    assert write_code(CODE).encode() not in path.read_bytes()
    assert "\\x" not in repr(Token("recovery", CODE))


def test_doors_of_a_later_program_are_left_as_they_are(path: Path) -> None:
    make(path)
    later = {"kind": "fido2", "name": "鍵", "sealed": "AA"}
    rewrite_header(path, lambda stated: stated["slots"].append(later), sign=True)
    with pytest.raises(VaultDamaged):  # the head still names the old header
        Vault.unlock(path, PASSPHRASE)
    path.unlink()
    make(path)
    with Vault.unlock(path, PASSPHRASE) as vault:
        vault._rewrite_header([*vault._header.slots, read_slot(later)])
        vault.set_door(Token("recovery", CODE))
    assert json.dumps(later, separators=(",", ":"), ensure_ascii=False).encode() in path.read_bytes()


def test_a_new_data_key_changes_every_blob_and_ends_every_other_door(path: Path) -> None:
    records = [Record.new(kind, bytes(range(200)), {"名": 1}) for kind in Kind]
    make(path, *records)
    with Vault.unlock(path, PASSPHRASE) as vault:
        vault.set_door(Token("recovery", CODE))
        key, before = bytes(vault._keys.data), {name: one.generation for name, one in vault.records.items()}
        vault.renew("walnut ferry quiet lantern", FLOOR)
        assert vault.doors == ("passphrase",)
        assert key != vault._keys.data
        vault.put(credential(9))
        assert {name: vault.records[name].generation for name in before} == before
    assert code_of(lambda: Vault.unlock(path, PASSPHRASE)) == "vault.wrong_secret"
    assert code_of(lambda: Vault.unlock(path, Token("recovery", CODE))) == "vault.no_kit"
    found = {one["id"]: one for one in second_reader.read(str(path), "walnut ferry quiet lantern")}
    assert len(found) == len(records) + 1
    assert all(found[one.id]["facts"] == one.facts and found[one.id]["kind"] == one.kind for one in records)


def test_a_new_data_key_that_fails_leaves_all_as_it_was(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(path, credential(1), credential(2))

    def cancel(done: int, total: int) -> None:
        if done:
            raise Cancelled

    with Vault.unlock(path, PASSPHRASE) as vault:
        with pytest.raises(Cancelled):
            vault.renew("walnut ferry quiet lantern", FLOOR, cancel)
        vault.put(credential(3))
    with Vault.unlock(path, PASSPHRASE) as vault:
        assert len(vault.records) == 3


def test_a_new_passphrase_leaves_the_kit_and_closes_the_keyring(path: Path) -> None:
    make(path, credential(1))
    with Vault.unlock(path, PASSPHRASE) as vault:
        vault.set_door(Token("recovery", CODE))
        vault.set_door(Token("keyring", bytes(32)))
        vault.set_passphrase("walnut ferry quiet lantern", FLOOR)
        assert vault.doors == ("passphrase", "recovery")
    assert code_of(lambda: Vault.unlock(path, PASSPHRASE)) == "vault.wrong_secret"
    Vault.unlock(path, Token("recovery", CODE)).close()


@pytest.mark.parametrize(
    "change",
    [{"salt": "AAAA"}, {"salt": 5}, {"sealed": "!"}, {"sealed": None}],
)
def test_a_broken_recovery_slot_is_a_damaged_header(path: Path, change: dict[str, object]) -> None:
    make(path)
    with Vault.unlock(path, PASSPHRASE) as vault:
        vault.set_door(Token("recovery", CODE))
    rewrite_header(path, lambda stated: stated["slots"][1].update(change), sign=True)
    assert code_of(lambda: Vault.unlock(path, PASSPHRASE)) == "vault.header_damaged"
