"""``akashi vault|add|list|show|export|remove|holder``, run as a person would, in one process."""

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.cli.kit import PASSPHRASE, Shell
from tests.making import badge, raw, signed
from wallet import RESOURCES, __main__, cli, words
from wallet.cli.world import Exit, World

SAMPLES = RESOURCES / "samples"
ROOT = Path(__file__).parents[2]


def test_a_credential_goes_through_its_life(shell: Shell, badge_file: Path, tmp_path: Path) -> None:
    assert shell("vault", "create").status == 0
    (added,) = shell("add", badge_file, "--json").rows
    assert set(added) >= {"file", "index", "id", "outcome", "code", "verdict"}
    assert (added["file"], added["outcome"], added["verdict"]) == (str(badge_file), "added", "passed")
    (listed,) = shell("list", "--json").rows
    assert listed == {
        "id": added["id"],
        "title": "データサイエンス基礎",
        "issuer": "北総学院大学",
        "awarded": "2026-09-12T00:00:00Z",
        "verdict": "passed",
        "checked_at": "2026-11-24T09:00:00Z",
        "tags": [],
    }
    (shown,) = shell("show", added["id"][:8], "--json").rows
    assert shown["verdict"] == "passed"
    assert shown["achievements"][0]["title"] == "データサイエンス基礎"
    assert {check["question"] for check in shown["checks"]} >= {"format", "proof", "binding", "status"}
    assert all(check["says"] for check in shown["checks"])
    (exported,) = shell("export", added["id"], "--to", tmp_path / "out", "--json").rows
    assert Path(exported["path"]).read_bytes() == badge_file.read_bytes()
    assert shell("remove", added["id"], "--json").rows == [{"id": added["id"], "removed": True}]
    assert shell("list", "--json").rows == []
    assert shell("show", added["id"]).status == 64


def test_the_same_life_in_words_of_both_languages(shell: Shell, badge_file: Path, tmp_path: Path) -> None:
    for lang in words.LANGUAGES:
        shell.environ["AKASHI_VAULT"] = str(tmp_path / lang / "a.vault")
        said = [
            shell("vault", "create", "--lang", lang),
            shell("list", "--lang", lang),
            shell("holder", "list", "--lang", lang),
            shell("add", badge_file, badge_file, "--lang", lang),
            shell("list", "--lang", lang),
            shell("show", shell("list", "--json").rows[0]["id"], "--lang", lang),
            shell("holder", "new", "--name", "me", "--lang", lang),
            shell("vault", "info", "--lang", lang),
            shell("export", shell("list", "--json").rows[0]["id"], "--to", tmp_path / lang, "--lang", lang),
            shell("remove", shell("list", "--json").rows[0]["id"], "--lang", lang),
        ]
        assert [told.status for told in said] == [0] * len(said)
        assert all(told.out for told in said)
        whole = "".join(told.out for told in said)
        assert ("保管" in whole) is (lang == "ja")
        assert "{" not in whole


def test_json_is_alone_on_standard_output(shell: Shell, badge_file: Path) -> None:
    for told in (
        shell("vault", "create", "--json"),
        shell("add", badge_file, "--json"),
        shell("vault", "info", "--json"),
        shell("holder", "new", "--json"),
        shell("list", "--json"),
    ):
        assert len(told.rows) == 1
        assert told.err == ""
    failed = shell("show", "ffffffff", "--json")
    assert failed.rows[0]["error"] == "session.no_such_id"
    assert failed.err


def test_a_folder_is_added_whole_and_each_failure_named(shell: Shell, tmp_path: Path) -> None:
    folder = tmp_path / "badges"
    (folder / "deep" / ".hidden").mkdir(parents=True)
    (folder / "b.json").write_bytes(raw(signed()))
    (folder / "a.txt").write_text("no credential")
    (folder / "deep" / "c.png").write_bytes((SAMPLES / "03-data-science.png").read_bytes())
    (folder / "deep" / ".hidden" / "d.json").write_bytes(raw(signed()))
    (tmp_path / "outside.json").write_bytes(raw(signed(badge(id="urn:uuid:outside"))))
    (folder / "link.json").symlink_to(tmp_path / "outside.json")
    (folder / "loop").symlink_to(folder)
    shell("vault", "create")
    told = shell("add", folder, "--json")
    assert told.status == 3
    assert [(Path(row["file"]).name, row["outcome"]) for row in told.rows] == [
        ("a.txt", "failed"),
        ("b.json", "added"),
        ("link.json", "added"),
        ("loop", "failed"),
        ("c.png", "added"),
    ]
    assert told.rows[0]["code"] == "malformed.unknown_format"
    assert told.rows[0]["id"] is None


def test_too_many_files_are_refused_before_anything_is_added(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wallet.cli.keep.MAX_FILES", 3)
    for number in range(5):
        (tmp_path / f"{number}.json").write_text("{}")
    told = shell("add", tmp_path, "--json")
    assert (told.status, told.rows[0]["error"]) == (64, "add.too_many")


def test_a_missing_file_fails_and_the_others_are_kept(shell: Shell, badge_file: Path, tmp_path: Path) -> None:
    shell("vault", "create")
    told = shell("add", tmp_path / "nowhere.json", badge_file, "--json")
    assert told.status == 3
    assert [(row["outcome"], row["code"]) for row in told.rows] == [("failed", "file.missing"), ("added", "add.added")]


def test_standard_input_is_a_file_too(shell: Shell) -> None:
    shell("vault", "create")
    (row,) = shell("add", "-", "--json", stdin=raw(signed())).rows
    assert (row["file"], row["outcome"]) == ("-", "added")


def test_list_finds_titles_and_issuers_in_any_case(shell: Shell) -> None:
    shell("vault", "create")
    shell("add", *sorted(SAMPLES.glob("0*")))
    assert len(shell("list", "--json").rows) == len(list(SAMPLES.glob("0*")))
    assert [row["issuer"] for row in shell("list", "--query", "cloud OPS".replace("OPS", "OPERA"), "--json").rows] == [
        "Kumori Academy"
    ]
    assert len(shell("list", "--query", "北総学院", "--json").rows) == 2
    awarded = [row["awarded"] for row in shell("list", "--json").rows]
    assert awarded == sorted(awarded, reverse=True)


def test_holder_keys_are_listed_without_the_keys(shell: Shell) -> None:
    shell("vault", "create")
    made = shell("holder", "new", "--name", "main", "--json").rows
    assert shell("holder", "list", "--json").rows == made
    assert set(made[0]) == {"id", "created", "name"}
    assert made[0]["id"].startswith("did:key:z6Mk")


def test_vault_info_says_what_is_in_it(shell: Shell, badge_file: Path) -> None:
    shell("vault", "create")
    shell("add", badge_file)
    shell("holder", "new")
    (row,) = shell("vault", "info", "--json").rows
    assert (row["credentials"], row["holders"], row["documents"], row["generation"]) == (1, 1, 0, 2)
    assert (row["memory_mib"], row["passes"], row["private"], row["read_only"]) == (64, 3, True, False)
    Path(row["path"]).chmod(0o644)
    told = shell("vault", "info")
    assert "Other people" in told.out


# Refusals


def test_a_vault_is_never_overwritten(shell: Shell) -> None:
    shell("vault", "create")
    before = Path(shell.environ["AKASHI_VAULT"]).read_bytes()
    told = shell("vault", "create", "--json")
    assert (told.status, told.rows[0]["error"]) == (74, "vault.exists")
    assert Path(shell.environ["AKASHI_VAULT"]).read_bytes() == before


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (lambda path: path.unlink(), "vault.missing"),
        (lambda path: path.write_bytes(b"hello" * 100), "vault.not_a_vault"),
        (lambda path: path.write_bytes(path.read_bytes()[:5000]), "vault.truncated"),
    ],
)
def test_a_vault_that_cannot_be_opened_says_why(shell: Shell, spoil: Any, code: str) -> None:
    shell("vault", "create")
    spoil(Path(shell.environ["AKASHI_VAULT"]))
    for lang in words.LANGUAGES:
        told = shell("list", "--json", "--lang", lang)
        assert (told.status, told.rows[0]["error"]) == (74, code)
        assert told.rows[0]["says"] == told.err.strip() != code


def test_a_wrong_passphrase_is_74_with_a_sentence(shell: Shell) -> None:
    shell("vault", "create")
    shell.environ["AKASHI_PASSPHRASE"] = "wrong horse battery"
    told = shell("list")
    assert told.status == 74
    assert "passphrase" in told.err
    assert told.out == ""


def test_a_weak_passphrase_makes_no_vault(shell: Shell) -> None:
    shell.environ["AKASHI_PASSPHRASE"] = "short"
    told = shell("vault", "create", "--json")
    assert (told.status, told.rows[0]["error"]) == (64, "passphrase.too_short")
    assert not Path(shell.environ["AKASHI_VAULT"]).exists()


def test_the_passphrase_is_asked_twice_for_a_new_vault(shell: Shell) -> None:
    del shell.environ["AKASHI_PASSPHRASE"]
    shell.answers = [PASSPHRASE, "another one that differs"]
    assert shell("vault", "create").status == 64
    shell.answers = [PASSPHRASE, PASSPHRASE]
    assert shell("vault", "create").status == 0
    shell.answers = [PASSPHRASE]
    assert shell("vault", "info").status == 0
    assert len(shell.asked) == 5
    told = shell("list", "--json")
    assert (told.status, told.rows[0]["error"]) == (64, "passphrase.missing")


def test_the_passphrase_comes_from_a_descriptor(shell: Shell) -> None:
    def descriptor(text: bytes) -> int:
        reading, writing = os.pipe()
        os.write(writing, text)
        os.close(writing)
        return reading

    del shell.environ["AKASHI_PASSPHRASE"]
    for text in (PASSPHRASE.encode() + b"\n", PASSPHRASE.encode() + b"\r\nmore", PASSPHRASE.encode()):
        number = descriptor(text)
        verb = "info" if Path(shell.environ["AKASHI_VAULT"]).exists() else "create"
        assert shell("vault", verb, "--passphrase-fd", number).status == 0
        os.close(number)
    for wrong in (descriptor(b"\xff\xfe\n"), 987):
        assert shell("vault", "info", "--passphrase-fd", wrong).status == 64


@pytest.mark.parametrize(
    "argv",
    [
        ["add"],
        ["list", "--nonsense"],
        ["vault"],
        ["vault", "explode"],
        ["export", "abcd"],
        ["list", "--at", "yesterday"],
        ["list", "--lang", "fr"],
        ["list", "--js"],
    ],
)
def test_wrong_usage_is_64(shell: Shell, argv: list[str]) -> None:
    told = shell(*argv)
    assert told.status == 64
    assert "usage" in told.err


def test_common_options_stand_before_or_after_the_command(shell: Shell, badge_file: Path) -> None:
    shell("vault", "create")
    shell("add", badge_file)
    before = shell("--json", "--at", "2026-12-01", "list").rows
    after = shell("list", "--json", "--at", "2026-12-01T00:00:00Z").rows
    assert before == after
    assert before[0]["checked_at"] == "2026-12-01T00:00:00Z"


def test_an_export_that_cannot_be_written_is_74(shell: Shell, badge_file: Path, tmp_path: Path) -> None:
    shell("vault", "create")
    (added,) = shell("add", badge_file, "--json").rows
    told = shell("export", added["id"], "--to", badge_file / "folder", "--json")
    assert told.status == 74


def test_our_own_bug_is_70_with_a_short_message_and_no_values(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(args: object, world: World) -> int:
        raise LookupError("a value out of the vault")

    monkeypatch.setattr("wallet.cli.keep.run_list", broken)
    del shell.environ["AKASHI_DEBUG"]
    told = shell("list")
    assert told.status == 70
    assert "LookupError" in told.err
    assert "value out of the vault" not in told.err
    assert "Traceback" not in told.err
    shell.environ["AKASHI_DEBUG"] = "1"
    with pytest.raises(LookupError):
        shell("list")


def test_every_code_of_the_vault_and_the_session_has_words_in_both_languages() -> None:
    import re

    sources = [*(ROOT / "wallet" / "vault").glob("*.py"), *(ROOT / "wallet" / "session").glob("*.py")]
    sources += [ROOT / "wallet" / "crypto" / "seal.py", *(ROOT / "wallet" / "cli").glob("*.py")]
    found = {
        code
        for path in sources
        for code in re.findall(
            r'"((?:vault|session|passphrase|add|document|seal|file|export|remove|holder|list|bug)\.[a-z_]+)"',
            path.read_text(encoding="utf-8"),
        )
    }
    assert len(found) > 40
    assert not [(code, lang) for code in sorted(found) for lang in words.LANGUAGES if not words.has(code, lang)]


# The way in


def test_the_language_follows_the_environment() -> None:
    assert cli.language({"LANG": "ja_JP.UTF-8"}) == "ja"
    assert cli.language({"LANG": "ja_JP.UTF-8", "LC_ALL": "C"}) == "en"
    assert cli.language({"LANG": "C", "AKASHI_LANG": "ja"}) == "ja"
    assert cli.language({}) == "en"


@pytest.mark.parametrize(
    ("argv", "command"),
    [
        ([], None),
        (["--json"], None),
        (["verify", "x"], "verify"),
        (["--vault", "add", "list"], "list"),
        (["--lang=ja", "list"], "list"),
        (["badge.json"], "badge.json"),
    ],
)
def test_the_command_is_the_first_word_that_is_no_option(argv: list[str], command: str | None) -> None:
    assert cli.command_of(argv) == command


def test_files_and_links_open_the_window_and_mistyped_commands_do_not(badge_file: Path) -> None:
    for words_ in (
        [],
        [str(badge_file)],
        ["openid-credential-offer://x"],
        ["--verify-only"],
        ["--lang", "ja"],
        ["./gone.json"],
        ["gone.json"],
    ):
        assert __main__._wants_window(words_)
    for words_ in (["list"], ["lsit"], ["--help"], ["--version"], ["verify", str(badge_file)]):
        assert not __main__._wants_window(words_)


@pytest.mark.parametrize("words_", [("./gone.json",), (str(SAMPLES / "09-forged.json"), "gone.json")])
def test_the_window_is_not_opened_for_a_file_that_is_missing(words_: tuple[str, ...]) -> None:
    told = run_program(*words_, "--lang", "ja")
    assert (told.returncode, told.stderr) == (3, f"ファイル「{words_[-1]}」がありません。\n")


def test_wrong_usage_of_the_window_is_said_in_the_language_asked_for() -> None:
    told = run_program("--bogus", "--lang", "ja")
    assert told.returncode == 64
    assert "分からない引数です: --bogus" in told.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="displays of Linux")
@pytest.mark.parametrize("platform", ["", "xcb", "wayland;xcb"])
def test_without_a_display_the_window_says_so(platform: str) -> None:
    nowhere = {"DISPLAY": "", "WAYLAND_DISPLAY": "", "WAYLAND_SOCKET": "", "QT_QPA_PLATFORM": platform}
    for words_ in ((), ("--quit-when-shown",), ("--verify-only",)):
        told = run_program(*words_, **nowhere)
        assert (told.returncode, told.stdout, told.stderr.count("\n")) == (70, "", 1)
        assert "display" in told.stderr
    assert __main__._has_display({"QT_QPA_PLATFORM": "offscreen"})
    assert __main__._has_display({"WAYLAND_DISPLAY": "wayland-0"})


def test_the_clock_knows_its_zone() -> None:
    assert __main__.now().tzinfo is not None
    assert abs((__main__.now() - datetime.now(UTC)).total_seconds()) < 60


def run_program(*argv: str, **environ: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "wallet", *argv],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env={**os.environ, **environ},
    )


def test_the_program_says_its_version_and_its_commands() -> None:
    from wallet import __version__

    assert run_program("--version").stdout.strip() == f"akashi {__version__}"
    shown = run_program("--help")
    assert shown.returncode == 0
    for names in cli.COMMANDS.values():
        assert all(name in shown.stdout for name in names)


def test_a_mistyped_command_is_64_and_never_a_traceback() -> None:
    told = run_program("lsit")
    assert told.returncode == 64
    assert "Traceback" not in told.stderr


def test_verify_loads_neither_the_vault_nor_the_window() -> None:
    code = (
        "import sys; from wallet.__main__ import main; "
        f"main(['verify', {str(SAMPLES / '01-participation.json')!r}, '--json']); "
        "print([name for name in sys.modules if name.startswith(('wallet.vault', 'wallet.session', 'wallet.ui',"
        " 'PySide6', 'sqlite3', 'qrcode', 'zxingcpp'))])"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert told.stdout.splitlines()[-1] == "[]"


def test_a_reader_that_goes_away_is_no_traceback(shell: Shell) -> None:
    code = f"{sys.executable} -m wallet inspect {SAMPLES}/*.json --json | true"
    told = subprocess.run(["sh", "-c", code], capture_output=True, text=True, check=False, cwd=ROOT)
    assert "Traceback" not in told.stderr
    assert "BrokenPipe" not in told.stderr


def test_exit_statuses_are_those_of_the_contract() -> None:
    assert [int(status) for status in Exit] == [0, 1, 2, 3, 64, 70, 74, 130]
