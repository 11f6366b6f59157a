"""``akashi trash`` and ``akashi remove``: the same trash as the window's."""

from pathlib import Path

import pytest

from tests.cli.kit import Shell
from wallet import words


@pytest.fixture
def removed(shell: Shell, badge_file: Path) -> str:
    """The id of a credential that was removed."""
    shell("vault", "create")
    (added,) = shell("add", badge_file, "--json").rows
    assert shell("remove", added["id"][:8]).status == 0
    return str(added["id"])


def test_a_removed_credential_is_listed_and_restored(shell: Shell, removed: str) -> None:
    (row,) = shell("trash", "list", "--json").rows
    assert (row["id"], row["title"]) == (removed, "データサイエンス基礎")
    assert (row["removed"], row["until"]) == ("2026-11-24T09:00:00Z", "2026-12-24T09:00:00Z")
    (info,) = shell("vault", "info", "--json").rows
    assert (info["credentials"], info["trash"]) == (0, 1)
    assert shell("trash", "restore", removed[:8], "--json").rows == [{"id": removed, "restored": True}]
    assert [one["id"] for one in shell("list", "--json").rows] == [removed]
    assert shell("trash", "restore", removed).status == 64


@pytest.mark.parametrize("lang", words.LANGUAGES)
def test_emptying_says_how_many(shell: Shell, removed: str, lang: str) -> None:
    assert removed[:12] in shell("trash", "list", "--lang", lang).out
    assert "1" in shell("trash", "empty", "--lang", lang).out
    assert shell("trash", "list", "--json").rows == []
    assert shell("trash", "empty", "--json").rows == [{"emptied": 0}]
