"""``akashi vault``: kits, passphrases, copies and backups, run as a person would."""

import hashlib
import io
import json
from pathlib import Path

import pytest

from tests.cli.kit import PASSPHRASE, Shell
from tests.vault import second_reader
from tests.vault.kit import edit
from wallet import RESOURCES
from wallet.vault.recovery import new_code, read_code, write_code

NEW = "walnut ferry quiet lantern"


def kit_of(shell: Shell) -> str:
    (row,) = shell("vault", "kit", "--json").rows
    return str(row["code"])


def test_a_kit_opens_and_a_new_passphrase_is_forced(shell: Shell, badge_file: Path) -> None:
    shell("vault", "create")
    shell("add", badge_file)
    told = shell("vault", "kit")
    code = next(line.strip() for line in told.out.splitlines() if line.count("-") == 8)
    assert read_code(code)
    shell.environ.pop("AKASHI_PASSPHRASE")
    shell.answers = [code.lower()]
    assert shell("list", "--recovery").status == 64  # no new passphrase, nothing is shown
    shell.answers = [code.lower(), "short"]
    assert shell("list", "--recovery", "--json").rows[0]["error"] == "passphrase.too_short"
    shell.answers = [code, NEW, NEW]
    told = shell("list", "--recovery")
    assert told.status == 0
    assert "vault kit" in told.err
    shell.environ["AKASHI_PASSPHRASE"] = PASSPHRASE
    assert shell("list", "--json").rows[0]["error"] == "vault.wrong_secret"
    shell.environ["AKASHI_PASSPHRASE"] = NEW
    assert len(shell("list", "--json").rows) == 1


def test_a_kit_by_descriptors_and_its_replacement(shell: Shell) -> None:
    shell("vault", "create")
    assert not shell("vault", "info", "--json").rows[0]["kit"]
    old = kit_of(shell)
    assert shell("vault", "info", "--json").rows[0]["kit"]
    given = ("--recovery-fd", shell.descriptor(old), "--new-passphrase-fd", shell.descriptor(NEW))
    (row,) = shell("vault", "kit", *given, "--json").rows
    assert row["replaced"]
    shell.environ["AKASHI_PASSPHRASE"] = NEW
    assert shell("vault", "info").status == 0
    told = shell("list", "--recovery-fd", shell.descriptor(old), "--json")
    assert (told.status, told.rows[0]["error"]) == (74, "vault.wrong_code")


@pytest.mark.parametrize(
    ("text", "error"), [("AAAA", "recovery.length"), (write_code(bytes(20))[:-1] + "Z", "recovery.check")]
)
def test_a_mistyped_code_is_told_before_the_vault_is_asked(shell: Shell, text: str, error: str) -> None:
    shell("vault", "create")
    told = shell("list", "--recovery-fd", shell.descriptor(text), "--json")
    assert (told.status, told.rows[0]["error"]) == (64, error)
    told = shell("list", "--recovery-fd", shell.descriptor(write_code(new_code())), "--json")
    assert (told.status, told.rows[0]["error"]) == (74, "vault.no_kit")


def test_the_page_of_a_kit_carries_its_code_as_text_and_as_qr(shell: Shell, tmp_path: Path) -> None:
    import pypdf
    import typst

    from wallet import RESOURCES
    from wallet.session import sheet
    from wallet.sharing import qr

    page = tmp_path / "kit.pdf"
    shell("vault", "create")
    (row,) = shell("vault", "kit", "-o", page, "--json").rows
    assert page.stat().st_mode & 0o077 == 0
    read = pypdf.PdfReader(page)
    text = read.pages[0].extract_text()
    assert all(group in text for group in row["code"].split("-"))
    assert "Akashi recovery kit" in text
    assert "復旧" in text
    assert len(read.pages) == 1
    told = shell("vault", "kit", "-o", page, "--json")
    assert (told.status, told.rows[0]["error"]) == (74, "vault.exists")
    shell.environ["AKASHI_PASSPHRASE"] = PASSPHRASE
    given = ("--recovery-fd", shell.descriptor(row["code"]), "--new-passphrase-fd", shell.descriptor(NEW))
    assert shell("vault", "info", *given).status == 0  # the refused page cost nobody the kit

    inputs: dict[str, str] = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(typst, "compile", lambda *args, sys_inputs, **options: inputs.update(sys_inputs) or b"")
        sheet.kit_page(row["code"], "00" * 16, sheet.datetime(2026, 11, 24))
    template, fonts = (RESOURCES / "kit.typ").read_bytes(), [str(RESOURCES / "fonts")]
    picture = typst.compile(template, font_paths=fonts, sys_inputs=inputs, format="png", ppi=100)
    assert qr.scan(picture) == (row["code"].encode(),)


def test_text_reaches_the_page_as_data(monkeypatch: pytest.MonkeyPatch) -> None:
    import pypdf

    from wallet import words
    from wallet.session import sheet

    hostile = '#panic("x") $x^2$ *b* <a> @b \\u{41} #read("/etc/passwd")'
    monkeypatch.setattr(words, "say", lambda *args: hostile)
    read = pypdf.PdfReader(io.BytesIO(sheet.kit_page(write_code(bytes(20)), "0" * 32, sheet.datetime(2026, 11, 24))))
    text = "".join(read.pages[0].extract_text().split())
    assert "".join(hostile.split())[:30] in text


@pytest.mark.parametrize("option", [(), ("--new-key",)])
def test_a_passphrase_is_changed(shell: Shell, badge_file: Path, option: tuple[str, ...]) -> None:
    shell("vault", "create")
    shell("add", badge_file)
    code = kit_of(shell)
    shell.answers = [NEW, "walnut ferry quiet lamp"]
    assert shell("vault", "passwd", *option, "--json").rows[0]["error"] == "passphrase.different"
    shell.answers = [NEW, NEW]
    told = shell("vault", "passwd", *option, "--json")
    assert told.rows[0] | {"copies_old": 0} == {
        "changed": True, "new_key": bool(option), "kit_ended": bool(option), "copies_old": 0,
    }  # fmt: skip
    assert shell("list", "--json").rows[0]["error"] == "vault.wrong_secret"
    shell.environ["AKASHI_PASSPHRASE"] = NEW
    assert len(shell("list", "--json").rows) == 1
    given = ("--recovery-fd", shell.descriptor(code), "--new-passphrase-fd", shell.descriptor(PASSPHRASE))
    assert shell("list", *given).status == (74 if option else 0)


def test_kit_and_new_key_in_one_step_take_one_passphrase(shell: Shell) -> None:
    shell("vault", "create")
    code = kit_of(shell)
    given = ("--recovery-fd", shell.descriptor(code), "--new-passphrase-fd", shell.descriptor(NEW))
    assert shell("vault", "passwd", "--new-key", *given).status == 0
    shell.environ["AKASHI_PASSPHRASE"] = NEW
    assert shell("vault", "info").status == 0


def test_a_backup_is_made_proven_drilled_and_restored(shell: Shell, badge_file: Path, tmp_path: Path) -> None:
    vault, backup = Path(shell.environ["AKASHI_VAULT"]), tmp_path / "usb" / "backup.vault"
    shell("vault", "create")
    shell("add", badge_file)
    shell("holder", "new")
    assert shell("vault", "info", "--json").rows[0]["backup_at"] is None
    (made,) = shell("vault", "backup", "-o", backup, "--json").rows
    assert made["records"] == 2
    assert shell("vault", "backup", "-o", backup).status == 74  # nothing is overwritten
    info = shell("vault", "info", "--json").rows[0]
    assert info["backup_days"] == 0
    assert len(info["copies"]) >= 2
    for lang in ("en", "ja"):
        assert shell("vault", "drill", backup, "--lang", lang).status == 0
        assert "None" not in shell("vault", "info", "--lang", lang).out
    (drill,) = shell("vault", "drill", backup, "--json").rows
    assert (drill["credentials"], drill["holders"]) == (1, 1)

    code = kit_of(shell)
    shell("vault", "backup", "-o", tmp_path / "with-kit")
    for file, secret in ((backup, PASSPHRASE), (tmp_path / "with-kit", PASSPHRASE), (tmp_path / "with-kit", code)):
        found = second_reader.read(str(file), secret)
        assert sorted(one["kind"] for one in found) == ["credential", "holder"]
    vault.unlink()
    (row,) = shell("vault", "restore", backup, "--json").rows
    assert (row["added"], row["same"]) == (2, 0)
    assert shell("export", shell("list", "--json").rows[0]["id"], "--to", tmp_path / "out").status == 0
    assert (tmp_path / "out" / badge_file.name).read_bytes() == badge_file.read_bytes()
    (row,) = shell("vault", "restore", backup, "--json").rows
    assert (row["added"], row["same"], row["newer"]) == (0, 2, 0)
    (row,) = shell("vault", "restore", backup, "--to", tmp_path / "new" / "b.vault", "--json").rows
    assert row["added"] == 2
    backup.write_bytes(backup.read_bytes()[:-4096])
    assert shell("vault", "drill", backup).status == 74


def test_a_backup_is_restored_by_the_kit_alone(shell: Shell, badge_file: Path, tmp_path: Path) -> None:
    shell("vault", "create")
    shell("add", badge_file)
    code = kit_of(shell)
    shell("vault", "backup", "-o", tmp_path / "b")
    shell.environ |= {"AKASHI_VAULT": str(tmp_path / "new.vault"), "AKASHI_PASSPHRASE": "forgotten for ever"}
    given = ("--recovery-fd", shell.descriptor(code), "--new-passphrase-fd", shell.descriptor(NEW))
    assert shell("vault", "restore", tmp_path / "b", *given).status == 0
    shell.environ["AKASHI_PASSPHRASE"] = NEW
    assert len(shell("list", "--json").rows) == 1


def test_an_older_vault_is_told_and_read_only_until_accepted(shell: Shell, badge_file: Path) -> None:
    vault = Path(shell.environ["AKASHI_VAULT"])
    shell("vault", "create")
    before = vault.read_bytes()
    shell("add", badge_file)
    vault.write_bytes(before)
    told = shell("list", "--json")
    assert (told.status, told.rows) == (0, [])
    assert "older copy" in told.err
    assert shell("add", badge_file, "--json").rows[0]["error"] == "vault.older"
    assert shell("vault", "info", "--json").rows[0]["seen"] == "older"
    assert shell("vault", "accept").status == 0
    assert shell("add", badge_file).status == 0
    shell.environ["AKASHI_STATE"] += "-of-another-computer"
    assert "first time" in shell("vault", "info").out


def test_everything_is_exported_as_it_came(shell: Shell, tmp_path: Path) -> None:
    shell("vault", "create")
    files = [path for path in sorted((RESOURCES / "samples").glob("0*")) if path.is_file()]
    documents = sorted((RESOURCES / "samples" / "library").glob("*.json"))
    shell("add", *files, *documents)
    shell("holder", "new", "--name", "main")
    told = shell("export", "--all", "--to", tmp_path / "all", "--json")
    assert told.status == 0
    index = json.loads((tmp_path / "all" / "index.json").read_bytes())
    originals = {path.read_bytes() for path in (*files, *documents)}
    written = {
        path.read_bytes() for path in (tmp_path / "all").rglob("*") if path.is_file() and path.name != "index.json"
    }
    assert originals == written
    assert any(one["file"].endswith(".png") for one in index["credentials"])
    for one in (*index["credentials"], *index["documents"]):
        content = (tmp_path / "all" / one["file"]).read_bytes()
        assert hashlib.sha256(content).hexdigest() == one["sha256"]
    assert len(index["documents"]) == len(documents)
    assert [one["name"] for one in index["holders"]] == ["main"]
    assert shell("export", "--all", "--to", tmp_path / "all").status == 0  # under names that are free
    assert (tmp_path / "all" / "index (2).json").exists()
    assert shell("export", "--to", tmp_path / "all").status == 64
    assert shell("export", "abcd", "--all", "--to", tmp_path / "all").status == 64


def test_what_still_opens_of_a_damaged_vault_goes_into_a_new_one(
    shell: Shell, badge_file: Path, tmp_path: Path
) -> None:
    shell("vault", "create")
    shell("add", badge_file)
    shell("add", RESOURCES / "samples" / "03-data-science.png")
    code, path = kit_of(shell), Path(shell("vault", "info", "--json").rows[0]["path"])
    edit(path, "UPDATE record SET body = zeroblob(40) WHERE id = (SELECT max(id) FROM record)")
    broken = path.read_bytes()
    assert shell("list", "--json").rows[0]["error"] == "vault.body_damaged"
    new = tmp_path / "new.vault"
    told = shell("vault", "salvage", "-o", new, "--json")
    assert (told.status, told.rows[0]["lost"]) == (1, 1)
    assert path.read_bytes() == broken
    left = shell("list", "--vault", new, "--json").rows
    assert len(left) in (1, 2), "a key of the holder may be what was lost"
    assert shell("vault", "salvage", "-o", new, "--json").rows[0]["error"] == "vault.exists"
    other = tmp_path / "by-code.vault"
    assert shell("vault", "salvage", "-o", other, "--recovery-fd", shell.descriptor(code)).status == 1
    given = ("--recovery-fd", shell.descriptor(code), "--new-passphrase-fd", shell.descriptor(NEW))
    assert len(shell("list", "--vault", other, *given, "--json").rows) == len(left)


def test_nothing_is_made_of_a_vault_in_which_nothing_opens(shell: Shell, badge_file: Path, tmp_path: Path) -> None:
    shell("vault", "create")
    shell("add", badge_file)
    edit(Path(shell("vault", "info", "--json").rows[0]["path"]), "UPDATE record SET body = zeroblob(40)")
    told = shell("vault", "salvage", "-o", tmp_path / "new.vault", "--json")
    assert (told.status, told.rows[0]["error"]) == (74, "vault.nothing_left")
    assert not (tmp_path / "new.vault").exists()
