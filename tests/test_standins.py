"""What stands in for a vault that does not open: a copy to read, a copy in its place, a picture of one in use."""

import gc
import os
import stat
from pathlib import Path

import pytest

from tests.vault.conftest import quick
from tests.vault.kit import PASSPHRASE, credential, make
from wallet.errors import VaultBusy, VaultDamaged, VaultError, WrongSecret
from wallet.session.copies import copies_of, forget_copies
from wallet.session.guarded import accept, unlock
from wallet.session.standins import good_copies, open_copy, open_picture, put_in_place
from wallet.vault import Vault

_ = quick  # argon2 is remembered here, too


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A vault with two copies: of one record, and of two."""
    made = tmp_path / "v" / "a.vault"
    make(made, credential(1))
    with unlock(made, PASSPHRASE, tmp_path / "state").vault as vault:
        vault.put(credential(2))
    return made


def damage(path: Path) -> None:
    """Break the header's page, and keep it a database."""
    data = bytearray(path.read_bytes())
    place = data.index(b'"vault"') if b'"vault"' in data else 5000
    data[place + 20] ^= 1
    path.write_bytes(data)


def test_a_copy_opens_where_it_lies_and_takes_no_change(path: Path) -> None:
    newest, oldest = good_copies(path)
    before = oldest.path.read_bytes()
    with open_copy(oldest.path, PASSPHRASE) as vault:
        assert len(vault.records) == 1
        with pytest.raises(VaultError) as caught:
            vault.put(credential(3))
        assert caught.value.code == "vault.copy"
    assert oldest.path.read_bytes() == before
    assert newest.generation > oldest.generation


def test_a_copy_whose_beginning_is_broken_is_not_offered(path: Path) -> None:
    newest, oldest = copies_of(path)
    newest.path.write_bytes(newest.path.read_bytes()[:3000])
    assert good_copies(path) == (oldest,)


def test_a_copy_takes_the_place_of_a_damaged_vault_which_stays_beside_it(path: Path, tmp_path: Path) -> None:
    damage(path)
    broken = path.read_bytes()
    with pytest.raises(VaultDamaged):
        Vault.unlock(path, PASSPHRASE)
    aside = put_in_place(path, good_copies(path)[0].path)
    assert aside.read_bytes() == broken
    again = put_in_place(path, good_copies(path)[0].path)
    assert again != aside
    with unlock(path, PASSPHRASE, tmp_path / "state").vault as vault:
        assert len(vault.records) == 2
        vault.put(credential(3))
    if os.name != "nt":
        assert {stat.S_IMODE(one.stat().st_mode) for one in (path, aside, again)} == {0o600}


def test_the_log_of_a_replaced_vault_goes_aside_with_it(path: Path) -> None:
    log = path.with_name(f"{path.name}-wal")
    log.write_bytes(b"a log of the file that is replaced")
    aside = put_in_place(path, good_copies(path)[0].path)
    assert not log.exists()
    assert aside.with_name(f"{aside.name}-wal").read_bytes() == b"a log of the file that is replaced"
    Vault.unlock(path, PASSPHRASE).close()


def test_a_failure_on_the_way_leaves_the_old_file_in_the_place(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before, copy = path.read_bytes(), good_copies(path)[0].path

    def full(*_: object) -> None:
        raise OSError(28, "no space")

    monkeypatch.setattr("wallet.session.standins.shutil.copyfile", full)
    with pytest.raises(VaultError) as caught:
        put_in_place(path, copy)
    assert caught.value.code == "vault.full"
    assert path.read_bytes() == before
    assert sorted(one.name for one in path.parent.iterdir()) == ["a.vault", "a.vault.copies"]


def test_a_vault_in_use_is_read_with_what_its_log_holds(path: Path) -> None:
    with Vault.unlock(path, PASSPHRASE) as writer:
        writer.put(credential(3))
        with pytest.raises(VaultBusy):
            Vault.unlock(path, PASSPHRASE)
        with open_picture(path, PASSPHRASE) as picture:
            assert len(picture.records) == 3
            assert all(record.body for record in picture.records.values())
            with pytest.raises(VaultBusy) as caught:
                picture.put(credential(4))
            assert caught.value.code == "vault.in_use"
            folder = picture.path.parent
        writer.put(credential(4))
    del picture, caught
    gc.collect()
    assert not folder.exists()
    with Vault.unlock(path, PASSPHRASE) as vault:
        assert len(vault.records) == 4


def test_a_picture_needs_the_secret_too_and_leaves_nothing(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with Vault.unlock(path, PASSPHRASE), pytest.raises(WrongSecret):
        open_picture(path, "something else entirely")
    assert not list(tmp_path.glob("akashi-*"))


def test_an_older_copy_that_is_accepted_while_open_can_be_written(path: Path, tmp_path: Path) -> None:
    state = tmp_path / "state"
    put_in_place(path, good_copies(path)[-1].path)
    found = unlock(path, PASSPHRASE, state)
    assert found.vault.frozen is not None
    assert found.vault.frozen.code == "vault.older"
    taken = accept(found, state)
    assert taken.vault.frozen is None
    taken.vault.put(credential(5))
    taken.vault.close()
    again = unlock(path, PASSPHRASE, state)
    assert again.seen.outcome == "known"
    again.vault.close()


def test_copies_are_forgotten_only_after_the_state_of_now_has_one(path: Path, tmp_path: Path) -> None:
    with unlock(path, PASSPHRASE, tmp_path / "state").vault as vault:
        vault.put(credential(3))
        old = copies_of(path)
        forget_copies(vault, old)
        (left,) = copies_of(path)
        assert left.mark == vault.mark


def test_the_secret_of_an_open_vault_can_be_asked_for_again(path: Path) -> None:
    with Vault.unlock(path, PASSPHRASE) as vault:
        vault.check_secret(PASSPHRASE)
        with pytest.raises(WrongSecret):
            vault.check_secret("something else entirely")
        vault.put(credential(3))
