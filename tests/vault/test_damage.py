"""What the vault refuses: files that are no vaults, damage, and parts that were moved, dropped or put back."""

# ruff: noqa: S608  (the tests edit vaults with SQL made of their own constants)

import os
import shutil
import sqlite3
from pathlib import Path

import pytest

from tests.vault.kit import PASSPHRASE, code_of, credential, edit, make, read, rewrite_header
from wallet.crypto import seal
from wallet.errors import VaultDamaged, VaultTooNew
from wallet.vault import Record, Vault


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "vault.empty_file"),
        (b"SQLite format 3", "vault.truncated"),
        (b"SQLite format 3\0" + bytes(50), "vault.truncated"),
        (b"<html>Error 502</html>" + bytes(200), "vault.error_text"),
        (b'{"error": "not found"}', "vault.error_text"),
        (b"\xef\xbb\xbf\r\n<!DOCTYPE html>", "vault.error_text"),
        (b"SQLite format 3\0" + bytes(5000), "vault.not_a_vault"),
    ],
)
def test_what_is_no_vault_is_told_as_such(path: Path, content: bytes, code: str) -> None:
    path.write_bytes(content)
    assert code_of(lambda: Vault.unlock(path, PASSPHRASE)) == code


def test_another_database_is_not_a_vault(path: Path) -> None:
    edit(path, "CREATE TABLE a (b)")
    assert code_of(lambda: Vault.unlock(path, PASSPHRASE)) == "vault.not_a_vault"


def test_no_file_a_folder_and_a_pipe_are_told_apart(path: Path) -> None:
    assert code_of(lambda: Vault.unlock(path, PASSPHRASE)) == "vault.missing"
    assert code_of(lambda: Vault.unlock(path.parent, PASSPHRASE)) == "vault.not_a_vault"
    os.mkfifo(path)
    assert code_of(lambda: Vault.unlock(path, PASSPHRASE)) == "vault.not_a_vault"


def test_a_later_format_is_not_touched(path: Path) -> None:
    make(path)
    edit(path, "PRAGMA user_version=2")
    with pytest.raises(VaultTooNew):
        Vault.unlock(path, PASSPHRASE)


def test_each_byte_of_the_file_matters_or_changes_nothing(path: Path) -> None:
    """Flip bytes all over the file: refused with an exact class, or without effect on what is read."""
    make(path, *(credential(number) for number in range(3)))
    before, whole = read(path), path.read_bytes()
    every = bool(os.environ.get("AKASHI_SOAK"))
    places = range(len(whole)) if every else sorted({*range(110), *range(110, len(whole), 23)})
    allowed = {"vault.not_a_vault", "vault.too_new", "vault.wrong_secret", "vault.header_damaged", "vault.body_damaged",
               "vault.truncated", "seal.damaged"}  # fmt: skip
    seen = set()
    for place in places:
        changed = bytearray(whole)
        changed[place] ^= 1 << (place % 8)
        path.write_bytes(changed)
        found: list[object] = []
        code = code_of(lambda found=found: found.append(read(path)))
        assert code in allowed if code else found == [before], f"byte {place}: {code}"
        seen.add(code)
        for left in path.parent.glob("a.vault-*"):
            left.unlink()
    assert {"", "vault.not_a_vault", "vault.header_damaged", "vault.body_damaged"} <= seen


def test_a_file_cut_short_anywhere_is_refused(path: Path) -> None:
    make(path, *(credential(number) for number in range(3)))
    whole = path.read_bytes()
    for size in {*range(120), *range(120, len(whole), 499), len(whole) - 1}:
        path.write_bytes(whole[:size])
        expected = "vault.truncated" if size else "vault.empty_file"
        assert code_of(lambda: Vault.unlock(path, PASSPHRASE)) == expected, size


def test_bytes_after_the_end_are_without_effect(path: Path) -> None:
    make(path, credential(1))
    before = read(path)
    with path.open("ab") as file:
        file.write(os.urandom(5000))
    assert read(path) == before


def _older(path: Path) -> tuple[Path, Record]:
    """A vault with four records, and a copy from before one of them was changed and one was added."""
    old = path.with_name("old.vault")
    one = credential(1)
    make(path, one, credential(2), credential(3))
    shutil.copy(path, old)
    with Vault.unlock(path, PASSPHRASE) as vault:
        vault.put(Record(one.id, one.kind, b"a newer version", {"digest": 9}))
        vault.put(credential(4))
    return old, one


@pytest.mark.parametrize("column", ["label", "facts", "body", "label, facts", "facts, body", "label, facts, body"])
def test_parts_swapped_between_records_are_refused(path: Path, column: str) -> None:
    make(path, credential(1), credential(2))
    connection = sqlite3.connect(path)
    rows = connection.execute(f"SELECT {column}, id FROM record ORDER BY id").fetchall()
    values = ", ".join(f"{name} = ?" for name in column.split(", "))
    swapped = [(*rows[0][:-1], rows[1][-1]), (*rows[1][:-1], rows[0][-1])]
    connection.executemany(f"UPDATE record SET {values} WHERE id = ?", swapped)
    connection.commit()
    connection.close()
    with pytest.raises(VaultDamaged) as damaged:
        Vault.unlock(path, PASSPHRASE)
    assert damaged.value.facts == {"good": 0, "lost": 2}


def test_a_dropped_record_is_refused_and_counted(path: Path) -> None:
    make(path, credential(1), credential(2), credential(3))
    edit(path, "DELETE FROM record WHERE id = (SELECT min(id) FROM record)")
    with pytest.raises(VaultDamaged) as damaged:
        Vault.unlock(path, PASSPHRASE)
    assert damaged.value.facts == {"good": 2, "lost": 1}


def test_all_records_dropped_are_refused(path: Path) -> None:
    make(path, credential(1), credential(2))
    edit(path, "DELETE FROM record")
    assert code_of(lambda: Vault.unlock(path, PASSPHRASE)) == "vault.body_damaged"


def test_a_record_repeated_under_another_id_is_refused(path: Path) -> None:
    make(path, credential(1), credential(2))
    edit(path, "INSERT INTO record SELECT randomblob(16), label, facts, body FROM record LIMIT 1")
    assert code_of(lambda: Vault.unlock(path, PASSPHRASE)) == "vault.body_damaged"


def test_a_table_that_allows_repeated_ids_is_refused(path: Path) -> None:
    make(path, credential(1), credential(2))
    edit(
        path,
        "CREATE TABLE other AS SELECT * FROM record UNION ALL SELECT * FROM record",
        "DROP TABLE record",
        "ALTER TABLE other RENAME TO record",
    )
    assert code_of(lambda: Vault.unlock(path, PASSPHRASE)) == "vault.header_damaged"


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER t AFTER INSERT ON record BEGIN DELETE FROM record; END",
        "CREATE VIEW v AS SELECT 1",
        "CREATE INDEX i ON record (label)",
        "CREATE TABLE extra (a)",
        "DROP TABLE head",
    ],
)
def test_a_foreign_structure_is_refused(path: Path, statement: str) -> None:
    make(path, credential(1))
    edit(path, statement)
    assert code_of(lambda: Vault.unlock(path, PASSPHRASE)) == "vault.header_damaged"


def test_an_older_record_put_back_is_refused(path: Path) -> None:
    old, one = _older(path)
    edit(
        path,
        f"ATTACH '{old}' AS old",
        f"REPLACE INTO record SELECT * FROM old.record WHERE id = x'{one.id}'",
    )
    assert code_of(lambda: Vault.unlock(path, PASSPHRASE)) == "vault.body_damaged"


def test_older_records_all_put_back_are_refused(path: Path) -> None:
    old, _ = _older(path)
    edit(path, f"ATTACH '{old}' AS old", "DELETE FROM record", "INSERT INTO record SELECT * FROM old.record")
    assert code_of(lambda: Vault.unlock(path, PASSPHRASE)) == "vault.body_damaged"


def test_an_older_head_put_back_is_refused(path: Path) -> None:
    old, _ = _older(path)
    edit(path, f"ATTACH '{old}' AS old", "DELETE FROM head", "INSERT INTO head SELECT * FROM old.head")
    assert code_of(lambda: Vault.unlock(path, PASSPHRASE)) == "vault.body_damaged"


def test_parts_of_another_vault_with_the_same_passphrase_are_refused(path: Path) -> None:
    other = path.with_name("other.vault")
    make(path, credential(1))
    make(other, credential(2))
    for table, code in (("record", "vault.body_damaged"), ("head", "vault.body_damaged")):
        copy = path.with_name(f"{table}.vault")
        shutil.copy(path, copy)
        edit(copy, f"ATTACH '{other}' AS o", f"DELETE FROM {table}", f"INSERT INTO {table} SELECT * FROM o.{table}")
        assert code_of(lambda copy=copy: Vault.unlock(copy, PASSPHRASE)) == code
    edit(path, f"ATTACH '{other}' AS o", "DELETE FROM header", "INSERT INTO header SELECT * FROM o.header")
    assert code_of(lambda: Vault.unlock(path, PASSPHRASE)) == "vault.body_damaged"


def test_a_changed_header_is_refused_even_if_its_digest_fits(path: Path) -> None:
    make(path, credential(1))
    rewrite_header(path, lambda stated: stated.update(minor=0, note="hello"))
    assert code_of(lambda: Vault.unlock(path, PASSPHRASE)) == "vault.header_damaged"


def test_an_authentic_header_of_another_time_is_refused(path: Path) -> None:
    make(path, credential(1))
    rewrite_header(path, lambda stated: stated.update(note="signed with the right key"), sign=True)
    assert code_of(lambda: Vault.unlock(path, PASSPHRASE)) == "vault.header_damaged"


@pytest.mark.parametrize(
    "change",
    [
        {"slots": [{"kind": "passphrase", "kdf": "argon2id13", "text": "nfkc-1", "memory": 2**45, "passes": 3,
                    "salt": "A" * 22, "sealed": ""}]},
        {"slots": [{"kind": "passphrase", "kdf": "argon2id13", "text": "nfkc-1", "memory": 2**26, "passes": 10**9,
                    "salt": "A" * 22, "sealed": ""}]},
        {"slots": [{"kind": "passphrase", "kdf": "argon2id13", "text": "nfkc-1", "memory": 1024, "passes": 1,
                    "salt": "A" * 22, "sealed": ""}]},
        {"slots": [{"kind": "passphrase", "kdf": "argon2id13", "text": "nfkc-1", "memory": 2**30, "passes": 16,
                    "salt": "A" * 22, "sealed": ""}] * 2},
        {"slots": [{}] * 17},
        {"slots": "none"},
        {"slots": [7]},
        {"vault": "zz"},
        {"vault": "00"},
        {"vault": 5},
        {"cipher": "rot13"},
        {"minor": "x"},
        {"format": None},
    ],
)  # fmt: skip
def test_a_hostile_header_is_refused_before_any_work(path: Path, change: dict[str, object]) -> None:
    make(path)
    rewrite_header(path, lambda stated: stated.update(change))

    def never(*args: object) -> bytearray:
        raise AssertionError("a key was stretched")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(seal, "stretch", never)
        assert code_of(lambda: Vault.unlock(path, PASSPHRASE)) in ("vault.header_damaged", "vault.too_new")


def test_a_header_of_many_megabytes_is_not_read(path: Path) -> None:
    make(path)
    edit(path, "UPDATE header SET body = zeroblob(20000000)")
    assert code_of(lambda: Vault.unlock(path, PASSPHRASE)) == "vault.header_damaged"


def test_a_later_minor_version_opens_for_reading_only(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from wallet.vault import vault as module

    monkeypatch.setattr(module, "Header", lambda vault, slots: _with_minor(vault, slots))
    make_failed = code_of(lambda: make(path, credential(1)))
    monkeypatch.undo()
    assert make_failed == "vault.read_only"
    with Vault.unlock(path, PASSPHRASE) as vault:
        assert vault.read_only
        assert code_of(lambda: vault.put(credential(1))) == "vault.read_only"


def _with_minor(vault: bytes, slots: tuple[object, ...]) -> object:
    from wallet.vault.header import Header

    return Header(vault, slots, 1)  # type: ignore[arg-type]


def test_damage_stays_in_one_record(path: Path) -> None:
    records = [credential(number, 8000) for number in range(20)]
    make(path, *records)
    connection = sqlite3.connect(path)
    name, body = connection.execute("SELECT id, body FROM record LIMIT 1").fetchone()
    connection.close()
    whole = path.read_bytes()
    place = whole.index(body[3000:3050])
    path.write_bytes(whole[:place] + b"\xff" * 50 + whole[place + 50 :])
    with Vault.unlock(path, PASSPHRASE) as vault:  # the body stays closed, so this is found when it is asked for
        assert code_of(lambda: vault.records[name.hex()].body) == "seal.damaged"
        assert sum(not code_of(lambda one=one: one.body) for one in vault.records.values()) == 19
        with pytest.raises(VaultDamaged) as damaged:
            vault.check()
        assert damaged.value.facts == {"good": 19, "lost": 1}
    good, lost = Vault.salvage(path, PASSPHRASE)
    assert lost == 1
    assert {one.id: one.body for one in good.values()} == {one.id: one.body for one in records if one.id != name.hex()}


def test_records_are_salvaged_around_a_broken_page(path: Path) -> None:
    records = [credential(number, 4000) for number in range(60)]
    make(path, *records)
    whole = bytearray(path.read_bytes())
    # A leaf of the tree, not a branch: a broken branch hides every row below it.
    page = next(start for start in range(len(whole) // 8192 * 4096, len(whole), 4096) if whole[start] == 0x0A)
    whole[page : page + 4096] = os.urandom(4096)
    path.write_bytes(whole)
    assert code_of(lambda: Vault.unlock(path, PASSPHRASE)) == "vault.body_damaged"
    good, lost = Vault.salvage(path, PASSPHRASE)
    assert len(good) + lost == 60
    assert len(good) >= 50
    bodies = {one.id: one.body for one in records}
    assert all(one.body == bodies[one.id] for one in good.values())


def test_salvage_writes_nothing(path: Path) -> None:
    make(path, credential(1))
    edit(path, "DELETE FROM head")
    before = path.read_bytes()
    good, lost = Vault.salvage(path, PASSPHRASE)
    assert (len(good), lost) == (1, 0)
    assert path.read_bytes() == before
