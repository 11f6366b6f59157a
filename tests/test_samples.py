"""The bundled samples: what the script makes, and each worth what its name says."""

import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from wallet import RESOURCES, formats
from wallet.library import Library, documents_from
from wallet.report import Outcome, Question
from wallet.verify import verify_found

FOLDER = RESOURCES / "samples"
ROWS = json.loads((FOLDER / "samples.json").read_bytes())["credentials"]
AT = datetime(2026, 11, 24, tzinfo=UTC)


def library() -> Library:
    paths = sorted((FOLDER / "library").iterdir())
    return Library.bundled().plus(document for path in paths for document in documents_from(path.read_bytes()))


def test_the_script_makes_exactly_these_files() -> None:
    script = Path(__file__).parents[1] / "packaging" / "samples.py"
    run = subprocess.run([sys.executable, script, "--check"], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.parametrize("row", ROWS, ids=[row["file"] for row in ROWS])
def test_each_sample_is_worth_what_it_should_be(row: dict[str, str]) -> None:
    found = formats.read((FOLDER / row["file"]).read_bytes())
    (report,) = verify_found(found, library(), AT)
    assert report.verdict().value == row["verdict"], report.checks
    for question in (Question.FORMAT, Question.BINDING, Question.COVERAGE):
        check = report.answer(question)
        assert check is not None
        assert check.outcome is Outcome.PASSED, check


@pytest.mark.parametrize("row", ROWS, ids=[row["file"] for row in ROWS])
def test_without_the_documents_no_sample_passes(row: dict[str, str]) -> None:
    found = formats.read((FOLDER / row["file"]).read_bytes())
    (report,) = verify_found(found, Library.bundled(), AT)
    assert report.verdict() is not Outcome.PASSED
    assert report.needs


def test_they_come_in_every_shape_and_both_languages() -> None:
    found = [formats.read((FOLDER / row["file"]).read_bytes()) for row in ROWS]
    assert {one.container for one in found} == {"json", "png", "jwt", "sd-jwt"}
    titles = " ".join(one.credentials[0].titles[0] for one in found)
    assert "データサイエンス基礎" in titles
    assert "Renewable" in titles
