"""What cannot be written or found is named, with the place and the reason."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.kit import PASSPHRASE, Shell
from tests.cli.test_keep import ROOT


@pytest.fixture
def file(shell: Shell, tmp_path: Path) -> Path:
    """A file in whose place no folder can be, and a vault elsewhere."""
    shell("vault", "create")
    path = tmp_path / "file"
    path.write_bytes(b"{}")
    return path


WRITING = (
    "vault create --vault", "vault backup -o", "vault kit -o", "export --all --to", "qr FILE -o", "pack key -o", "shared export -o",
    "request make --type T -o",
)  # fmt: skip


@pytest.mark.parametrize("command", WRITING)
def test_a_place_that_cannot_be_written_is_named_with_the_reason(shell: Shell, file: Path, command: str) -> None:
    told = shell(*command.replace("FILE", str(file)).split(), file / "inside" / "out.png", "--json")
    (row,) = told.rows
    assert (told.status, row["error"]) == (74, "file.io")
    assert str(file) in told.err
    assert "irectory" in told.err or "exists" in told.err
    assert told.err.endswith(".\n")


@pytest.mark.parametrize("command", ["drill", "restore"])
def test_a_backup_that_is_missing_is_a_file_that_is_missing(shell: Shell, file: Path, command: str) -> None:
    told = shell("vault", command, file.parent / "none", "--json")
    assert (told.status, told.rows[0]["error"]) == (3, "file.missing")
    assert 'no file "' in shell("vault", "merge", file.parent / "none").out


def test_without_a_terminal_a_passphrase_is_a_line_of_standard_input_and_nobody_is_warned(
    shell: Shell, file: Path
) -> None:
    line = [sys.executable, "-m", "wallet", "list", "--vault", shell.environ["AKASHI_VAULT"]]
    for given, status in ((PASSPHRASE + "\n", 0), ("", 64)):
        done = subprocess.run(
            line, input=given, capture_output=True, text=True, check=False, cwd=ROOT, start_new_session=True
        )
        assert done.returncode == status, done.stderr
        assert "arning" not in done.stderr


def test_a_request_says_until_what_time_it_can_be_answered(shell: Shell, tmp_path: Path) -> None:
    told = shell("request", "make", "--type", "T", "-o", tmp_path / "q.json", "--at", "2026-11-24T10:00:00Z")
    assert "24 Nov 2026 10:10" in told.out
