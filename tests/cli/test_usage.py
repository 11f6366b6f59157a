"""What is asked for in a way that makes no sense is refused, never guessed at."""

from pathlib import Path

import pytest

from tests.cli.kit import Shell
from tests.test_sdjwt import issued

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


@pytest.mark.parametrize("minutes", ["0", "-5", "99999999999"])
def test_a_proof_holds_for_minutes_that_make_sense(
    shell: Shell, badge_file: Path, tmp_path: Path, minutes: str
) -> None:
    assert shell("present", badge_file, f"--minutes={minutes}", "-o", tmp_path / "shown.json").status == 64
    assert shell("request", "make", "--type", "T", f"--minutes={minutes}", "-o", tmp_path / "q.json").status == 64


def test_a_fingerprint_that_is_none_or_for_no_pack_is_wrong_usage(shell: Shell, badge_file: Path) -> None:
    pack = ("--pack", "fair.pack")
    for options, code in (((*pack, "--trust", "zzz"), "pack.fingerprint"), (("--trust", "0" * 64), "usage.trust_without_pack")):  # fmt: skip
        told = shell("verify", badge_file, *options, "--json")
        assert (told.status, told.rows[0]["error"]) == (64, code)
    assert shell("pack", "import", "fair.pack", "--trust", "zzz").status == 64


def test_a_pack_that_has_ended_is_not_made(shell: Shell, tmp_path: Path) -> None:
    key, out = tmp_path / "maker.key", tmp_path / "fair.pack"
    assert shell("pack", "key", "-o", key, "--expires", "2020-01-01").status == 64
    assert shell("pack", "key", "-o", key, "--keys", "1", "--threshold", "2").status == 64
    assert shell("pack", "key", "-o", key).status == 0
    told = shell("pack", "make", "--from", tmp_path, "--key", key, "--name", "x", "--expires", "2020-01-01", "-o", out, "--json")  # fmt: skip
    assert (told.status, told.rows[0]["error"], out.exists()) == (64, "usage.past", False)


@pytest.mark.parametrize("command", ["disclose", "present"])
def test_a_file_that_is_missing_is_unreadable_and_needs_no_vault(shell: Shell, tmp_path: Path, command: str) -> None:
    told = shell(command, tmp_path / "none.json", "-o", tmp_path / "out", "--json")
    assert (told.status, told.rows[0]["error"]) == (3, "file.missing")
    assert shell(command, "abcd1234", "-o", tmp_path / "out", "--json").rows[0]["error"] == "vault.missing"


def test_the_clock_may_be_set_to_the_end_of_a_day(shell: Shell, badge_file: Path) -> None:
    for moment in ("2026-11-24T24:00:00Z", "2026-11-24", "2026-11-24T10:00:00+09:00"):
        assert shell("verify", badge_file, "--at", moment).status != 64
    for moment in ("2026-11-24T25:00:00Z", "9999-12-31T23:59:59Z", "0001-01-01", "tomorrow", ""):
        assert shell("verify", badge_file, "--at", moment).status == 64


@pytest.mark.parametrize("number", ["-1", "99999999999", "x"])
def test_a_descriptor_is_a_number_of_an_open_file(shell: Shell, number: str) -> None:
    assert shell("list", f"--passphrase-fd={number}").status == 64


@pytest.mark.parametrize(
    "argv",
    [("verify",), ("lsit",), ("verify", "x", "--policy", "kind"), ("verify", "x", "--repeat", "0"), ("vault",), ("list", "--bogus"),
     ("verify", "x", "--at", "tomorrow"), ("list", "--lang", "fr")],
)  # fmt: skip
def test_wrong_usage_is_a_row_too(shell: Shell, argv: tuple[str, ...]) -> None:
    told = shell(*argv, "--json")
    assert (told.status, told.rows[0]["error"]) == (64, "usage.wrong")
    plain = shell(*argv)
    assert (plain.status, plain.out) == (64, "")
    assert plain.err.startswith("usage: akashi")


def test_what_was_written_is_a_row(shell: Shell, tmp_path: Path) -> None:
    token, out = tmp_path / "a.sdjwt", tmp_path / "out"
    token.write_bytes(issued())
    for command in ("disclose", "present"):
        told = shell(command, token, "--reveal", "/family_name", "-o", out, "--json")
        (row,) = told.rows
        assert (told.status, row["file"], row["bytes"]) == (0, str(out), out.stat().st_size)


@pytest.mark.parametrize(
    "line",
    ["tour --to", "export --all --to", "export --format eudi-ts10 -o", "disclose a -o", "present a -o", "qr a -o", "scan a -o", "verify a --library",
     "inspect a --library", "vault backup -o", "vault kit -o", "vault restore a --to", "pack key -o", "request make --type T -o", "list --vault"],
)  # fmt: skip
def test_a_place_has_a_name(shell: Shell, line: str) -> None:
    assert shell(*line.split(), "", "--json").rows[0]["error"] == "usage.wrong"


def test_a_folder_that_has_no_name_is_not_the_one_we_are_in(shell: Shell) -> None:
    assert shell("request", "check", "", "", "--json").rows[0]["error"] == "file.missing"
