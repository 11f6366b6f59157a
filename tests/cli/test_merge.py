"""``akashi vault merge``: conflict copies come in, strange files are named and left alone."""

from pathlib import Path

import pytest

from tests.cli.kit import PASSPHRASE, Shell
from tests.making import NOW as MOMENT
from tests.making import badge, library, raw, signed
from wallet import words
from wallet.session import Session
from wallet.vault import Vault


@pytest.fixture
def vault(shell: Shell, badge_file: Path) -> Path:
    shell("vault", "create")
    shell("add", badge_file)
    return Path(shell.environ["AKASHI_VAULT"])


def conflict(vault: Path, name: str) -> Path:
    """A copy of the vault with one credential more."""
    path = vault.with_name(name)
    path.write_bytes(vault.read_bytes())
    with Vault.unlock(path, PASSPHRASE) as other:
        Session(other, library(), lambda: MOMENT).add(raw(signed(badge(id="urn:uuid:6a5a2c3e-0e3b-4c52-9d35-000000000001"))))  # fmt: skip
    return path


def test_the_copies_beside_the_vault_are_found_and_brought_in(shell: Shell, vault: Path) -> None:
    path = conflict(vault, "a.sync-conflict-20261124-094100-ABCDEF7.vault")
    (row,) = shell("vault", "merge", "--json").rows
    assert row == {"path": str(path), "merged": True, "added": 1, "removed": 0, "changed": 0, "conflicts": 0}
    assert len(shell("list", "--json").rows) == 2
    assert shell("vault", "merge", "--json").rows == []
    assert shell("vault", "info", "--json").rows[0]["seen"] == "known"


@pytest.mark.parametrize("lang", words.LANGUAGES)
def test_an_error_text_in_place_of_a_copy_is_named_and_stays(shell: Shell, vault: Path, lang: str) -> None:
    path = vault.with_name("a (1).vault")
    path.write_bytes(b"<html>502 Bad Gateway</html>")
    told = shell("vault", "merge", "--lang", lang)
    assert told.status == 74
    assert words.say("vault.error_text", {}, lang) in told.out
    assert path.exists()
    path.unlink()
    conflict(vault, "a (1).vault")
    assert "1" in shell("vault", "merge", "--lang", lang).out
    assert shell("vault", "merge", "--lang", lang).out.strip() == words.say("merge.none", {}, lang)
