"""What was shown to whom: remembered without a value, listed, exported, forgotten."""

import json
from pathlib import Path

from tests.cli.kit import Shell
from tests.cli.test_exchange import ask, holder
from tests.test_sdjwt import CLAIMS

__all__ = ["holder"]


def test_an_answer_is_remembered_with_the_names_of_what_it_showed_and_no_value(holder: Shell, tmp_path: Path) -> None:
    ask(holder, tmp_path / "q.json")
    holder("answer-qr", tmp_path / "q.json", "--reveal", "/family_name", "-o", tmp_path / "a.json")
    told = holder("shared", "list", "--json")
    (row,) = told.rows
    assert (row["to"], row["purpose"], row["way"], row["proven"]) == (
        "Northmere Employers",
        "Interview",
        "answer",
        True,
    )
    (what,) = row["credentials"]
    assert what["title"] == CLAIMS["achievement_title"]
    assert set(what["claims"]) == {"learning_outcomes", "family_name"}
    assert holder("shared", "export", "-o", tmp_path / "log.json").status == 0
    kept = (tmp_path / "log.json").read_text("utf-8")
    assert CLAIMS["family_name"] not in kept
    assert CLAIMS["learning_outcomes"][0] not in kept
    assert json.loads(kept)[0]["id"] == row["id"]


def test_a_presentation_from_the_vault_is_remembered_and_one_of_a_file_is_not(holder: Shell, tmp_path: Path) -> None:
    holder("present", tmp_path / "badge.json", "-o", tmp_path / "copy.json")
    assert holder("shared", "list", "--json").rows == []
    name = holder("list", "--json").rows[0]["id"]
    holder("present", name, "--challenge", "c0ffee", "--domain", "fair.example", "-o", tmp_path / "vp.json")
    (row,) = holder("shared", "list", "--json").rows
    assert (row["to"], row["proven"]) == ("fair.example", True)
    assert "fair.example" in holder("shared", "list").out


def test_what_could_not_be_written_was_not_shown(holder: Shell, tmp_path: Path) -> None:
    name = holder("list", "--json").rows[0]["id"]
    told = holder("present", name, "--challenge", "c", "--domain", "d", "-o", tmp_path / "badge.json" / "vp.json")
    assert told.status == 74
    assert holder("shared", "list", "--json").rows == []


def test_what_was_shown_can_be_forgotten(holder: Shell, tmp_path: Path) -> None:
    assert "not shown anything" in holder("shared", "list").out
    ask(holder, tmp_path / "q.json")
    holder("answer-qr", tmp_path / "q.json", "-o", tmp_path / "a.json")
    (row,) = holder("shared", "list", "--json").rows
    assert holder("shared", "remove", "ffff").status == 64
    told = holder("shared", "remove", row["id"][:8], "--json")
    assert told.rows == [{"removed": [row["id"]]}]
    assert holder("shared", "list", "--json").rows == []


def test_the_log_moves_with_a_backup(holder: Shell, tmp_path: Path) -> None:
    ask(holder, tmp_path / "q.json")
    holder("answer-qr", tmp_path / "q.json", "-o", tmp_path / "a.json")
    assert holder("vault", "backup", "-o", tmp_path / "b.vault").status == 0
    (row,) = holder("shared", "list", "--json").rows
    told = holder("shared", "list", "--json", "--vault", tmp_path / "b.vault")
    assert [one["id"] for one in told.rows] == [row["id"]]
