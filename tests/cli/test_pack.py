"""``akashi pack`` and ``akashi verify --pack``, run as a person would."""

import json
import stat
from pathlib import Path

import pytest

from tests import packs
from tests.cli.kit import Shell
from wallet import RESOURCES

SAMPLES = RESOURCES / "samples"
BADGE = SAMPLES / "02-programme-60h.json"
END = "2026-11-28"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """What a maker gathered: two documents of one issuer, with the days on which they were fetched."""
    here = tmp_path / "gathered"
    here.mkdir()
    rows = {}
    for name, url in (("did", "did:web:shiomizaka.example"), ("status", "https://shiomizaka.example/status/1")):
        (here / f"{name}.json").write_bytes((SAMPLES / "library" / f"{name}-shiomizaka.json").read_bytes())
        rows[url] = {"path": f"{name}.json", "fetched": "2026-11-22T08:00:00Z"}
    (here / "index.json").write_text(json.dumps(rows), encoding="utf-8")
    return here


@pytest.fixture
def made(shell: Shell, folder: Path, tmp_path: Path) -> tuple[Path, str]:
    """A pack, and its maker's fingerprint."""
    key, out = tmp_path / "maker.key", tmp_path / "fair.pack"
    (row,) = shell("pack", "key", "-o", key, "--json").rows
    (told,) = shell(
        "pack", "make", "--from", folder, "--key", key, "--name", "Fair", "--expires", END, "-o", out, "--json"
    ).rows
    assert told["fingerprint"] == row["fingerprint"]
    assert told["version"] == 20261124090000
    return out, row["fingerprint"]


def test_a_key_is_its_owner_s_alone_and_is_never_overwritten(shell: Shell, tmp_path: Path) -> None:
    key = tmp_path / "maker.key"
    assert shell("pack", "key", "-o", key).status == 0
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    before = key.read_bytes()
    assert shell("pack", "key", "-o", key).status == 74
    assert key.read_bytes() == before


def test_verify_uses_a_pack_once_and_says_that_nothing_is_remembered(shell: Shell, made: tuple[Path, str]) -> None:
    told = shell("verify", BADGE, "--pack", made[0], "--json")
    assert told.status == 0
    assert "Without a vault nothing is remembered" in told.err
    assert made[1][:8] in told.err
    assert shell("verify", BADGE).status == 2


def test_an_expired_pack_is_out_of_date_and_never_good(shell: Shell, made: tuple[Path, str]) -> None:
    told = shell("verify", BADGE, "--pack", made[0], "--at", "2026-11-29", "--json")
    assert told.status == 2
    (row,) = told.rows
    assert row["verdict"] == "unknown"
    ended = {check["question"]: check for check in row["checks"] if check["code"] == "pack.ended"}
    assert ended.keys() >= {"binding", "status"}
    assert ended["status"]["as_of"] == "2026-11-22T08:00:00Z"
    assert "out of date" in told.err
    assert shell("pack", "show", made[0], "--at", "2026-11-29").status == 2


def test_another_maker_s_pack_is_refused_where_the_fingerprint_is_given(shell: Shell, made: tuple[Path, str]) -> None:
    assert shell("verify", BADGE, "--pack", made[0], "--trust", made[1]).status == 0
    assert shell("verify", BADGE, "--pack", made[0], "--trust", "0" * 64).status == 64


def test_a_spoiled_pack_ends_the_command(shell: Shell, made: tuple[Path, str]) -> None:
    made[0].write_bytes(made[0].read_bytes().replace(b'"name":"Fair"', b'"name":"Fear"'))
    told = shell("verify", BADGE, "--pack", made[0], "--json")
    assert (told.status, told.rows[0]["error"]) == (1, "pack.signatures")


def test_show_says_who_made_it_and_how_old_each_document_is(shell: Shell, made: tuple[Path, str]) -> None:
    told = shell("pack", "show", made[0])
    assert told.status == 0
    assert "status/1 (fetched 22 Nov 2026, 2 days ago)" in told.out
    (row,) = shell("pack", "show", made[0], "--json").rows
    assert {item["fetched"] for item in row["items"]} == {"2026-11-22T08:00:00Z"}
    assert "指紋" in shell("pack", "show", made[0], "--lang", "ja").out


def test_a_pack_lives_in_the_vault(shell: Shell, made: tuple[Path, str], folder: Path, tmp_path: Path) -> None:
    shell("vault", "create")
    first = shell("pack", "import", made[0], "--json")
    assert (first.status, first.rows[0]["error"]) == (64, "pack.untrusted")
    assert shell("pack", "import", made[0], "--trust", made[1], "--json").rows[0]["code"] == "pack.imported"
    shell("add", BADGE)
    (row,) = shell("list", "--json").rows
    assert row["verdict"] == "passed"
    assert shell("list", "--json", "--at", "2026-11-29").rows[0]["verdict"] == "unknown"
    common = ("pack", "make", "--from", folder, "--key", tmp_path / "maker.key", "--name", "Fair", "--expires", END)
    shell(*common, "--version", "5", "-o", tmp_path / "old.pack")
    old = shell("pack", "import", tmp_path / "old.pack", "--json")
    assert (old.status, old.rows[0]["error"]) == (1, "pack.rollback")
    assert shell("pack", "forget", made[1][:12]).status == 0
    assert shell("list", "--json").rows[0]["verdict"] == "unknown"


def test_keys_hand_over(shell: Shell, made: tuple[Path, str], folder: Path, tmp_path: Path) -> None:
    shell("vault", "create")
    shell("pack", "import", made[0], "--trust", made[1])
    new = tmp_path / "new.key"
    told = shell(
        "pack", "key", "-o", new, "--after", tmp_path / "maker.key", "--keys", "2", "--threshold", "2", "--json"
    )
    assert [row["root"] for row in told.rows] == [2, 2]
    common = ("pack", "make", "--from", folder, "--name", "Fair", "--expires", END, "-o", tmp_path / "next.pack")
    assert shell(*common, "--key", new).status == 1
    assert shell(*common, "--key", new, "--key", f"{new}.2").status == 0
    assert shell("pack", "import", tmp_path / "next.pack", "--json").rows[0]["code"] == "pack.renewed"
    assert shell("pack", "import", made[0]).status == 1


def test_an_address_without_a_date_is_not_vouched_for(
    shell: Shell, made: tuple[Path, str], folder: Path, tmp_path: Path
) -> None:
    (folder / "index.json").write_text('{"https://shiomizaka.example/status/1": "status.json"}', encoding="utf-8")
    common = ("pack", "make", "--from", folder, "--key", tmp_path / "maker.key", "--name", "Fair", "--expires", END)
    told = shell(*common, "-o", tmp_path / "x.pack", "--json")
    assert (told.status, told.rows[0]["error"]) == (3, "pack.undated")
    assert not (tmp_path / "x.pack").exists()
    for options in (("--threshold", "2"), ("--keys", "0"), ("--keys", "17")):
        assert shell("pack", "key", "-o", tmp_path / "y.key", *options).status == 64


def test_a_file_that_cannot_go_in_is_named(shell: Shell, made: tuple[Path, str], folder: Path, tmp_path: Path) -> None:
    (folder / "notes.txt").write_text("Ask about the tables.", encoding="utf-8")
    (folder / "link.json").symlink_to(folder / "did.json")
    common = ("pack", "make", "--from", folder, "--key", tmp_path / "maker.key", "--name", "Fair", "--expires", END)
    told = shell(*common, "-o", tmp_path / "x.pack")
    assert told.status == 0
    assert "Left out: notes.txt" in told.out
    assert "Left out: link.json" in told.out
    rows = json.loads((folder / "index.json").read_text())
    (tmp_path / "maker.key").rename(folder / "maker.key")
    rows["https://a.example/key"] = {"path": "maker.key", "fetched": "2026-11-22T08:00:00Z"}
    (folder / "index.json").write_text(json.dumps(rows), encoding="utf-8")
    secret = ("pack", "make", "--from", folder, "--key", folder / "maker.key", "--name", "Fair", "--expires", END)
    refused = shell(*secret, "-o", tmp_path / "y.pack", "--json")
    assert (refused.status, refused.rows[0]["error"]) == (64, "pack.item_key")


def test_the_index_of_a_folder_may_say_when_a_file_was_fetched(shell: Shell, folder: Path) -> None:
    (row,) = shell("verify", BADGE, "--library", folder, "--json").rows
    (status,) = (check for check in row["checks"] if check["question"] == "status")
    assert status["as_of"] == "2026-11-22T08:00:00Z"
    (folder / "index.json").write_text('{"https://shiomizaka.example/status/1": {"file": "x"}}', encoding="utf-8")
    assert shell("verify", BADGE, "--library", folder).status == 3


def test_a_pack_that_is_brought_as_a_badge_says_where_it_belongs(shell: Shell, tmp_path: Path) -> None:
    place = tmp_path / "fair.pack"
    place.write_bytes(packs.pack())
    for verb in ("verify", "add"):
        if verb == "add":
            shell("vault", "create")
        told = shell(verb, place)
        assert "pack import" in told.out + told.err
        assert told.status != 0
