"""Many files at once: in order, over the cores, with what waits bounded, and none lost to another."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

import pytest

from tests import making
from tests.cli.kit import Shell
from tests.cli.test_check import rows
from wallet.cli import batch
from wallet.cli.rows import Asking, Row

ASKING = Asking(making.library(), making.NOW)
AT = ("--at", "2026-11-24")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Forty badges in four folders, every tenth of them forged, a readme, and what nobody meant to bring."""
    for number in range(40):
        place = tmp_path / f"class {number % 4}"
        place.mkdir(exist_ok=True)
        badge = making.signed(making.badge(name=f"Badge {number}"))
        if number % 10 == 9:
            badge["credentialSubject"]["achievement"]["name"] = "Another"
        (place / f"{number:02}.json").write_bytes(making.raw(badge))
    (tmp_path / "readme.txt").write_text("Badges of 2026.")
    (tmp_path / ".hidden").write_text("{}")
    (tmp_path / "link.json").symlink_to(tmp_path / "readme.txt")
    return tmp_path


def test_a_folder_is_verified_file_by_file_in_the_same_order_however_many_work(folder: Path) -> None:
    status, alone = rows("verify", str(folder), *AT, "--jobs", "1")
    assert status == 1
    assert [Path(row["file"]).name for row in alone] == ["link.json", "readme.txt", *(f"{n:02}.json" for k in range(4) for n in range(k, 40, 4))]  # fmt: skip
    assert [row["verdict"] for row in alone].count("passed") == 36
    for jobs in ("2", "3"):
        assert rows("verify", str(folder), *AT, "--jobs", jobs) == (status, alone)


def test_a_person_is_told_how_many_were_what(folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "wallet", "verify", str(folder), *AT], capture_output=True, check=False
    )
    assert "42 files: 36 verified, 4 not verified, 0 can't tell, 2 unreadable." in done.stderr.decode()


def test_what_waits_is_bounded(tmp_path: Path) -> None:
    path = tmp_path / "badge.json"
    path.write_bytes(making.raw(making.signed()))
    taken = 0

    def chunks() -> Iterator[Sequence[str]]:
        nonlocal taken
        for _ in range(100):
            taken += 1
            yield [str(path)]

    found = batch._over(2, chunks(), ASKING)
    assert next(found)[0]["verdict"] == "passed"
    assert taken <= 2 * batch.AHEAD + 1
    found.close()


def test_a_file_that_ends_its_process_takes_no_other_with_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fatal(raw: bytes, name: str, asking: Asking) -> list[Row]:
        if b"fatal" in raw:
            os._exit(1)
        return [{"file": name, "verdict": "passed", "checks": []}]

    monkeypatch.setattr(batch, "verify_file", fatal)
    names = []
    for number in range(50):
        path = tmp_path / f"{number}"
        path.write_bytes(b"fatal" if number == 20 else b"fine")
        names.append(str(path))
    chunks = (names[start : start + 10] for start in range(0, 50, 10))
    found = [row for one in batch._over(2, chunks, ASKING) for row in one]
    assert [row["file"] for row in found] == names
    assert [row["verdict"] for row in found] == ["passed"] * 20 + ["unknown"] + ["passed"] * 29
    assert found[20]["checks"][0]["code"] == "file.ended_process"


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_a_person_can_stop_it(tmp_path: Path) -> None:
    content = making.raw(making.signed())
    for number in range(20_000):
        (tmp_path / f"{number:05}.json").write_bytes(content)
    line = [sys.executable, "-m", "wallet", "verify", str(tmp_path), "--json", "--jobs", "2", *AT]
    # A shell starts what runs in the background deaf to Ctrl-C, and everything below it, these tests too.
    heard = partial(signal.signal, signal.SIGINT, signal.default_int_handler)
    with subprocess.Popen(
        line, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True, preexec_fn=heard
    ) as work:
        assert work.stdout is not None
        assert json.loads(work.stdout.readline())["verdict"] == "passed"
        os.killpg(work.pid, signal.SIGINT)
        work.stdout.read()
        assert work.wait(30) == 130
    time.sleep(0.2)
    with pytest.raises(ProcessLookupError):
        os.killpg(work.pid, 0)


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_dash_is_standard_input_however_many_work_and_no_file_of_that_name(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jobs: str
) -> None:
    monkeypatch.chdir(tmp_path)
    badge = making.raw(making.signed())
    for name in ("a.json", "b.json", "-"):
        (tmp_path / name).write_bytes(b"no badge" if name == "-" else badge)
    told = shell("verify", "a.json", "-", "b.json", "-", *AT, "--jobs", jobs, "--json", stdin=badge)
    assert [(row["file"], "titles" in row) for row in told.rows] == [(name, True) for name in ("a.json", "-", "b.json", "-")]  # fmt: skip


def test_verifying_nothing_is_no_success(shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty").mkdir()
    (tmp_path / "hidden" / ".git").mkdir(parents=True)
    (tmp_path / "hidden" / ".badge.json").write_bytes(making.raw(making.signed()))
    for name, code in (("empty", "file.none_below"), ("hidden", "file.none_below"), ("", "file.missing")):
        told = shell("verify", name, *AT, "--json")
        assert (told.status, [row["checks"][0]["code"] for row in told.rows]) == (3, [code]), name
    assert "2 hidden files and folders were left out" in shell("verify", "hidden", *AT).err


@pytest.mark.skipif(os.name == "nt", reason="links and pipes of POSIX")
def test_below_a_folder_links_to_files_are_read_and_nothing_else_is_followed_or_left_out(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    monkeypatch.chdir(folder)
    (tmp_path / "badge.json").write_bytes(making.raw(making.signed()))
    (folder / "-").write_bytes(making.raw(making.signed()))
    (folder / "1.json").symlink_to(tmp_path / "badge.json")
    (folder / "2").symlink_to(tmp_path)
    os.mkfifo(folder / "3")
    (folder / "4").symlink_to("/dev/zero")
    (folder / "5").symlink_to("nowhere")
    told = shell("verify", ".", *AT, "--json", stdin=b"not this")
    found = [(row["file"], "" if "titles" in row else row["checks"][0]["code"]) for row in told.rows]
    wanted = [("./-", ""), ("1.json", ""), ("2", "file.link_to_folder"), ("3", "file.special"), ("4", "file.special"), ("5", "file.missing")]  # fmt: skip
    assert (told.status, found) == (3, wanted)
    shell("vault", "create")
    told = shell("add", ".", "--json")
    codes = ["add.added", "add.duplicate", "file.link_to_folder", "file.special", "file.special", "file.missing"]
    assert (told.status, [row["code"] for row in told.rows]) == (3, codes)
