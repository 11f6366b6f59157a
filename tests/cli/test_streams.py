"""Streams that are closed or full, and names of files that are not text: said in a sentence, never a traceback."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from wallet import RESOURCES

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="descriptors and file names of Linux")
BADGE = RESOURCES / "samples" / "06-renewable-energy.json"
LINE = f"{sys.executable} -m wallet verify --at 2026-11-24"


def said(line: str) -> tuple[int, str, str]:
    done = subprocess.run(["/bin/sh", "-c", line], capture_output=True, check=False)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def test_standard_input_that_is_closed_cannot_be_read_and_hides_no_other_file() -> None:
    status, out, err = said(f"{LINE} - {BADGE} --json <&-")
    first, second = map(json.loads, out.splitlines())
    assert (status, first["checks"][0]["code"], second["verdict"], err) == (3, "file.unreadable", "unknown", "")


@pytest.mark.parametrize("output", [">&-", ">/dev/full"])
@pytest.mark.parametrize("options", ["", "--json", "--library /nowhere --json"])
@pytest.mark.parametrize("buffered", ["unset PYTHONUNBUFFERED;", "PYTHONUNBUFFERED=1"])
def test_output_that_goes_nowhere_is_said_once(output: str, options: str, buffered: str) -> None:
    status, _, err = said(f"{buffered} {LINE} {BADGE} {options} {output}")
    assert status == 74
    assert err.startswith("Nothing can be written to standard output: ")
    assert err.count("\n") == 1


@pytest.mark.parametrize("words", ["lsit --json", "--help", "--version", "show nothing --vault nowhere --json"])
def test_help_and_complaints_that_go_nowhere_are_no_traceback(words: str) -> None:
    status, _, err = said(f"unset PYTHONUNBUFFERED; {sys.executable} -m wallet {words} >/dev/full </dev/null")
    assert status == 74
    assert "Traceback" not in err
    assert "Nothing can be written to standard output" in err


def test_closed_errors_do_not_go_among_the_rows() -> None:
    status, out, _ = said(f"{LINE} {BADGE} nothing.json --json 2>&-")
    assert (status, len([json.loads(line) for line in out.splitlines()])) == (3, 2)


def test_names_that_are_no_text_or_too_long_lose_no_other_file(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"\xff.json")).write_bytes(BADGE.read_bytes())
    (tmp_path / "z.json").write_bytes(BADGE.read_bytes())
    for options in ("--json", "--json --jobs 2"):
        status, out, err = said(f"{LINE} {tmp_path} {'x' * 5000} {options}")
        names = [Path(json.loads(line)["file"]).name for line in out.splitlines()]
        assert (status, names, err) == (3, ["z.json", "\ufffd.json", "x" * 5000], "")
    status, out, _ = said(f"{LINE} {tmp_path}")
    assert (status, out.count("Renewable")) == (2, 2)
