"""Moving in and out on the command line, as a person would."""

import json
import os
import stat
from pathlib import Path

import pytest

from tests.cli.kit import PASSPHRASE, Shell
from tests.making import badge, raw, signed
from tests.test_moving import PASSWORD, another, key_items, lock, profile
from wallet import words
from wallet.encoding import dump_json

FILE_PASSPHRASE = "seven green boats in a row"


def descriptor(text: str) -> int:
    reading, writing = os.pipe()
    os.write(writing, text.encode() + b"\n")
    os.close(writing)
    return reading


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    path = tmp_path / "Wallet Backup.json"
    path.write_bytes(dump_json([profile(another(1), {"type": "x"})]))
    return path


def test_a_backup_is_added_with_a_report_and_a_warning(shell: Shell, backup: Path) -> None:
    shell("vault", "create")
    for lang, warning in (("en", "delete that file"), ("ja", "削除してください")):
        told = shell("add", backup, "--lang", lang)
        assert told.status == 3
        assert warning in told.out
        assert "Default" in told.out
        assert key_items()[1]["privateKeyMultibase"] not in told.out + told.err
    rows = shell("add", backup, "--json").rows
    assert [(row["outcome"], row["code"]) for row in rows] == [
        ("duplicate", "add.duplicate"),
        ("failed", "backup.unknown_item"),
        ("duplicate", "backup.key_duplicate"),
    ]
    assert rows[2]["plain"] is True
    assert [row["name"] for row in shell("holder", "list", "--json").rows] == ["Default"]


def test_the_password_of_a_backup_is_asked_for_or_comes_from_a_descriptor(shell: Shell, tmp_path: Path) -> None:
    shell("vault", "create")
    path = tmp_path / "locked.json"
    path.write_bytes(dump_json(lock(json.dumps([profile(another(1))]), rounds=1000)))
    assert [row["code"] for row in shell("add", path, "--json").rows] == ["backup.locked"]
    shell.answers = ["wrong"]
    assert [row["code"] for row in shell("add", path, "--json").rows] == ["backup.wrong_password"]
    number = descriptor(PASSWORD)
    assert [row["outcome"] for row in shell("add", path, path, "--json", "--backup-passphrase-fd", number).rows] == [
        "added",
        "added",
        "duplicate",
        "duplicate",
    ]
    os.close(number)
    shell.answers = [PASSWORD]
    assert shell("add", path).status == 0
    assert len(shell.asked) == 3


def test_a_folder_is_added_with_a_summary(shell: Shell, backup: Path, tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "copy.json").write_bytes(raw(another(1)))
    (tmp_path / "note.txt").write_text("hello")
    shell("vault", "create")
    said = shell("add", backup, tmp_path / "deep", tmp_path / "note.txt")
    assert "3 files: 2 kept, 0 newer than what you had, 1 already here, 2 failed." in said.out


def test_a_universal_wallet_leaves_after_the_passphrase_is_given_again(shell: Shell, tmp_path: Path) -> None:
    shell("vault", "create")
    shell("holder", "new", "--name", "me")
    path, out = tmp_path / "b.json", tmp_path / "out.json"
    path.write_bytes(raw(signed()))
    shell("add", path)
    for answers, code in (([], "passphrase.missing"), (["another one"], "vault.wrong_secret")):
        shell.answers = list(answers)
        told = shell("export", "--format", "universal-wallet", "-o", out, "--json")
        assert told.rows[0]["error"] == code
        assert not out.exists()
    shell.answers = [PASSPHRASE]
    told = shell("export", "--format", "universal-wallet", "-o", out)
    assert told.status == 0
    assert "private keys" in told.out
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    before = out.read_bytes()
    assert shell("export", "--format", "universal-wallet", "-o", out, "--json").rows[0]["error"] == "file.exists"
    assert out.read_bytes() == before
    assert [row["outcome"] for row in shell("add", out, "--json").rows] == ["duplicate", "duplicate"]


def test_a_descriptor_filled_for_the_call_counts_as_given_again(shell: Shell, tmp_path: Path) -> None:
    shell("vault", "create")
    shell("holder", "new")
    number = descriptor(PASSPHRASE)
    told = shell(
        "export", "--format", "universal-wallet", "-o", tmp_path / "o.json", "--passphrase-fd", number, "--json"
    )
    os.close(number)
    assert (told.status, told.rows[0]["keys"], shell.asked) == (0, 1, [])


def test_a_migration_object_leaves_locked_and_comes_back(shell: Shell, tmp_path: Path) -> None:
    shell("vault", "create")
    path, out = tmp_path / "b.json", tmp_path / "out.jwe"
    path.write_bytes(raw(signed()))
    shell("add", path)
    shell.answers = ["short"]
    assert shell("export", "--format", "eudi-ts10", "-o", out, "--json").rows[0]["error"] == "passphrase.too_short"
    shell.answers = [FILE_PASSPHRASE, "something else entirely"]
    assert shell("export", "--format", "eudi-ts10", "-o", out, "--json").rows[0]["error"] == "passphrase.different"
    assert not out.exists()
    shell.answers = [FILE_PASSPHRASE, FILE_PASSPHRASE]
    assert shell("export", "--format", "eudi-ts10", "-o", out).status == 0
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    shell.environ["AKASHI_VAULT"] = str(tmp_path / "second.vault")
    shell("vault", "create")
    number = descriptor(FILE_PASSPHRASE)
    rows = shell("add", out, "--json", "--backup-passphrase-fd", number).rows
    os.close(number)
    assert [(row["outcome"], row["verdict"]) for row in rows] == [("added", "passed")]


def test_an_export_needs_one_place_and_only_one(shell: Shell) -> None:
    shell("vault", "create")
    assert shell("export", "--format", "eudi-ts10", "--json").rows[0]["error"] == "export.needs_output"
    assert shell("export", "--to", "x", "--json").rows[0]["error"] == "export.needs_to"
    assert shell("export", "abcd", "--to", "x", "-o", "y", "--json").rows[0]["error"] == "export.needs_to"
    assert shell("export", "--to", "x", "--format", "eudi-ts10").status == 64


def test_a_list_shows_the_newest_and_show_names_the_earlier_ones(shell: Shell, tmp_path: Path) -> None:
    shell("vault", "create")
    for month in (1, 6):
        path = tmp_path / f"{month}.json"
        path.write_bytes(raw(signed(badge(validFrom=f"2026-0{month}-01T00:00:00Z"))))
        shell("add", path)
    (row,) = shell("list", "--json").rows
    assert row["awarded"] == "2026-06-01T00:00:00Z"
    (earlier,) = row["earlier"]
    assert [one["id"] for one in shell("list", "--all", "--json").rows] == [row["id"], earlier]
    for lang in words.LANGUAGES:
        assert earlier[:12] in shell("show", row["id"], "--lang", lang).out
        assert row["id"][:12] in shell("show", earlier, "--lang", lang).out
