"""What is asked for in a way that makes no sense is refused, never guessed at."""

from pathlib import Path

import pytest

from tests.cli.kit import Shell

HALVES = (
    ("--challenge", "c"), ("--domain", "d"), ("--nonce", "n"), ("--audience", "a"), ("--challenge", "c", "--audience", "a"),
    ("--challenge", "c", "--domain", "d", "--nonce", "n", "--audience", "a"),
)  # fmt: skip


@pytest.mark.parametrize("options", HALVES)
@pytest.mark.parametrize("command", ["verify", "present"])
def test_a_question_is_whole_and_the_only_one(
    shell: Shell, badge_file: Path, tmp_path: Path, command: str, options: tuple[str, ...]
) -> None:
    out = ("-o", str(tmp_path / "shown.json")) if command == "present" else ()
    told = shell(command, badge_file, *options, *out, "--json")
    assert (told.status, told.rows[0]["error"].split(".")[0]) == (64, "usage")


def test_a_verifier_may_ask_one_question_in_both_dialects_and_a_holder_answers_in_one(
    shell: Shell, badge_file: Path, tmp_path: Path
) -> None:
    both = ("--challenge", "c", "--domain", "d", "--nonce", "c", "--audience", "d")
    assert shell("verify", badge_file, *both).status != 64
    assert shell("present", badge_file, *both, "-o", tmp_path / "shown.json").status == 64


@pytest.mark.parametrize("option", ["--challenge", "--domain", "--nonce", "--audience", "--recipient"])
def test_an_option_that_is_given_says_something(shell: Shell, badge_file: Path, option: str) -> None:
    for empty in ("", " "):
        assert shell("verify", badge_file, option, empty).status == 64


@pytest.mark.parametrize("option", ["--repeat", "--jobs"])
@pytest.mark.parametrize("number", ["0", "-1", "1.5", "x", "9" * 30])
def test_a_number_is_whole_and_within_bounds(shell: Shell, badge_file: Path, option: str, number: str) -> None:
    assert shell("verify", badge_file, f"{option}={number}").status == 64


def test_measuring_once_is_measuring_and_the_median_of_two_is_their_mean(shell: Shell, badge_file: Path) -> None:
    once, twice = (shell("verify", badge_file, "--repeat", n, "--json").rows[0]["timing"] for n in (1, 2))
    assert once["n"] == 1
    assert once["first_ms"] == once["median_ms"] == once["p95_ms"]
    assert twice["median_ms"] < twice["p95_ms"]
    assert "timing" not in shell("verify", badge_file, "--json").rows[0]
