"""Copies kept without asking, backups and restoring, and the memory that notices an older copy."""

import shutil
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.vault.conftest import quick
from tests.vault.kit import PASSPHRASE, code_of, credential, make
from wallet.errors import VaultError
from wallet.session import copies
from wallet.session.copies import Copy, copies_of, folder_of, kept
from wallet.session.guarded import Guarded, unlock
from wallet.session.memory import Memory
from wallet.session.restore import Restored, restore_into
from wallet.vault import Kind, Record, Vault

_ = quick  # argon2 is remembered here, too


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "v" / "a.vault"
    make(made, credential(1))
    return made


def opened(path: Path, **options: bool) -> Guarded:
    return unlock(path, PASSPHRASE, path.parent.parent / "state", **options)


def save(path: Path, number: int) -> None:
    with opened(path).vault as vault:
        vault.put(credential(number))


def test_five_saves_seven_days_and_four_weeks_stay() -> None:
    start = datetime(2026, 1, 5, tzinfo=UTC)  # a Monday
    all_copies = [
        Copy(Path(str(number)), start + timedelta(hours=8 * number), number, "") for number in range(3 * 7 * 8)
    ][::-1]
    stay = kept(all_copies)
    assert stay[:5] == all_copies[:5]
    assert len({copy.saved.date() for copy in stay}) == 7 + 3  # three of the weeks end before the days
    assert len({copy.saved.isocalendar()[:2] for copy in stay}) == 4
    assert len(stay) <= 5 + 7 + 4
    rolling: list[Copy] = []
    for copy in reversed(all_copies):  # made and pruned one by one, as in life
        rolling = kept([copy, *rolling])
    assert len({copy.saved.date() for copy in rolling}) >= 7
    assert len({copy.saved.isocalendar()[:2] for copy in rolling}) >= 4


def test_a_copy_is_made_before_the_first_write_and_after_the_last(path: Path) -> None:
    with opened(path).vault as vault:
        assert not copies_of(path)
        vault.put(credential(2))
        assert [copy.generation for copy in copies_of(path)] == [1]
        vault.put(credential(3))
        assert len(copies_of(path)) == 1
    assert {copy.generation for copy in copies_of(path)} == {1, 3}
    opened(path).vault.close()
    assert len(copies_of(path)) == 2  # nothing was written, nothing is copied
    for copy in copies_of(path):
        assert stat.S_IMODE(copy.path.stat().st_mode) == 0o600
        with Vault.unlock(copy.path, PASSPHRASE) as vault:
            assert (len(vault.records), vault.generation) == (copy.generation, copy.generation)
    assert stat.S_IMODE(folder_of(path).stat().st_mode) == 0o700
    for number in range(4, 14):
        save(path, number)
    assert len(copies_of(path)) == 5
    assert {one.name for one in path.parent.iterdir()} == {"a.vault", "a.vault.copies"}
    assert all(copy.path.parent == folder_of(path) for copy in copies_of(path))


def test_a_copy_that_fails_holds_up_no_change(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(vault: Vault) -> None:
        raise VaultError("vault.full")

    monkeypatch.setattr("wallet.session.guarded.keep_copy", full)
    with opened(path).vault as vault:
        vault.put(credential(2))
    assert vault.hook_error == "vault.full"
    with opened(path).vault as vault:
        assert len(vault.records) == 2


def test_every_older_copy_is_noticed_on_the_same_computer(path: Path) -> None:
    kept_files = []
    for number in range(50):
        shutil.copy(path, path.with_name(f"{number}"))
        kept_files.append(path.with_name(f"{number}"))
        save(path, number + 2)
    newest = path.read_bytes()
    for number, older in enumerate(kept_files):
        shutil.copy(older, path)
        found = opened(path)
        with found.vault as vault:
            assert found.seen.outcome == "older"
            assert found.seen.last is not None
            assert found.seen.last.generation == 51
            assert vault.read_only
            assert code_of(lambda vault=vault: vault.put(credential(99))) == "vault.older"
            assert len(vault.records) == number + 1
    path.write_bytes(newest)
    assert opened_and_closed(path) == "known"


def opened_and_closed(path: Path, **options: bool) -> str:
    found = opened(path, **options)
    found.vault.close()
    return found.seen.outcome


def test_an_older_copy_that_was_accepted_goes_on(path: Path) -> None:
    before = path.read_bytes()
    save(path, 2)
    after = path.read_bytes()
    path.write_bytes(before)
    assert opened_and_closed(path) == "older"
    assert opened_and_closed(path, accept=True) == "older"
    assert opened_and_closed(path) == "known"
    save(path, 3)
    path.write_bytes(after)  # the same generation, but another history
    assert opened_and_closed(path) == "older"


def test_a_new_computer_and_a_lost_memory_know_nothing(path: Path) -> None:
    assert opened_and_closed(path) == "new"
    assert opened_and_closed(path) == "known"
    (memory,) = (path.parent.parent / "state").iterdir()
    assert stat.S_IMODE(memory.stat().st_mode) == 0o600
    for broken in (b"", b"{}", b"[1]", b'{"saves":[[1]],"backup":null}', b'{"saves":7,"backup":7}'):
        memory.write_bytes(broken)
        assert opened_and_closed(path) == "new"


def test_a_computer_that_cannot_remember_still_opens(path: Path) -> None:
    (path.parent.parent / "state").write_bytes(b"a file in the way")
    assert opened_and_closed(path) == "new"
    save(path, 2)


def test_the_memory_is_short(path: Path) -> None:
    with Vault.unlock(path, PASSPHRASE) as vault:
        memory = Memory(path.parent, vault.id)
        for number in range(300):
            vault.generation = number
            memory.remember(vault, datetime(2026, 1, 1, tzinfo=UTC))
    assert len(Memory(path.parent, memory._path.stem).saves) == 200


def test_restoring_brings_what_is_missing_and_keeps_what_is_newer(path: Path, tmp_path: Path) -> None:
    backup = tmp_path / "b"
    with Vault.unlock(path, PASSPHRASE) as vault:
        one, two, three = (Record.new(Kind.SETTING, bytes([number]), {}) for number in range(3))
        vault.put(one, two, three)
        vault.copy_to(backup)
        assert vault.prove(backup) == 4
        vault.remove(one.id)
        vault.put(Record(two.id, Kind.SETTING, b"later", {}))
        with Vault.unlock(backup, PASSPHRASE) as source:
            assert restore_into(vault, source) == Restored(added=1, same=2, newer=1)
            assert restore_into(vault, source) == Restored(added=0, same=3, newer=1)
        assert vault.records[two.id].body == b"later"
        assert vault.records[one.id].body == bytes([0])
    with Vault.unlock(backup, PASSPHRASE) as older, Vault.unlock(path, PASSPHRASE) as newer:
        assert restore_into(older, newer).replaced == 1
        assert older.records[two.id].body == b"later"


def test_the_same_things_in_another_vault_are_there_already(path: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    records = [credential(1), Record.new(Kind.HOLDER, bytes(32), {"did": "did:key:z6Mk"})]
    make(other, *records)
    with Vault.unlock(path, PASSPHRASE) as target, Vault.unlock(other, PASSPHRASE) as source:
        assert restore_into(target, source) == Restored(added=1, same=1)


def test_a_spoilt_copy_is_not_proven(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    backup = tmp_path / "b"
    with Vault.unlock(path, PASSPHRASE) as vault:
        vault.copy_to(backup)
        whole = bytearray(backup.read_bytes())
        place = whole.index(vault._file.head()[30:60])
        whole[place] ^= 1
        backup.write_bytes(whole)
        assert code_of(lambda: vault.prove(backup)) == "vault.body_damaged"
        assert code_of(lambda: vault.copy_to(backup)) == "vault.exists"


def test_a_copy_of_an_open_vault_is_whole(path: Path, tmp_path: Path) -> None:
    with Vault.unlock(path, PASSPHRASE) as vault:
        vault.put(credential(2))
        vault.copy_to(tmp_path / "b")  # the log is not folded yet
        assert {one.name for one in tmp_path.iterdir()} == {"v", "b"}
        with Vault.unlock(tmp_path / "b", PASSPHRASE) as copy:
            assert copy.mark == vault.mark
            assert len(copy.records) == 2


def test_names_that_are_no_copies_are_left_alone(path: Path) -> None:
    folder_of(path).mkdir()
    (folder_of(path) / "notes.txt").write_text("mine")
    for number in range(2, 12):
        save(path, number)
    assert (folder_of(path) / "notes.txt").read_text() == "mine"
    assert len(copies_of(path)) == copies.SAVES
