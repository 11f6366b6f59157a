"""The examples of the README, run as they stand."""

import doctest
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^\$ akashi (.*)\n((?:(?!\$ |```).*\n)*)", TEXT, re.M)


@pytest.mark.parametrize(("words", "output"), COMMANDS, ids=[words for words, _ in COMMANDS])
def test_each_command_prints_what_the_readme_says(words: str, output: str) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "wallet", *shlex.split(words)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert run.stdout == output, run.stderr


def test_the_python_example_runs_as_printed() -> None:
    results = doctest.testfile(str(ROOT / "README.md"), module_relative=False, encoding="utf-8")
    assert results.attempted >= 4
    assert results.failed == 0


def test_every_file_the_readme_names_exists() -> None:
    for name in re.findall(r"\]\(([^)#:]+)\)", TEXT):
        assert (ROOT / name).exists(), name


def test_the_floor_plan_names_every_package() -> None:
    for path in (ROOT / "wallet").iterdir():
        if path.suffix == ".py" or path.is_dir():
            name = path.stem
            assert name.startswith("__") or name == "resources" or f"`{name}`" in TEXT or f" {name} " in TEXT, name
