"""A shell and a badge for the tests of the command line."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.kit import PASSPHRASE, Shell
from tests.making import raw, signed
from wallet.crypto import seal


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Shell]:
    monkeypatch.setattr(seal, "calibrated", lambda: seal.FLOOR)
    environ = {"AKASHI_VAULT": str(tmp_path / "v" / "a.vault"), "AKASHI_PASSPHRASE": PASSPHRASE, "AKASHI_DEBUG": "1"}
    environ["AKASHI_STATE"] = str(tmp_path / "state")
    return Shell(environ, capsys, monkeypatch)


@pytest.fixture
def badge_file(tmp_path: Path) -> Path:
    path = tmp_path / "badge.json"
    path.write_bytes(raw(signed()))
    return path
