"""Codes out of files and back: the same bytes, whatever lies among the pictures."""

from pathlib import Path

import pytest

from tests import making, test_selective
from tests.cli.kit import Shell
from tests.test_sdjwt import issued
from wallet.sharing import pictures, qr

BADGE = making.raw(making.signed())
BLANK = pictures.write_png([bytes(64)] * 64)


@pytest.mark.parametrize("end", [b"", b"\n", b"\r\n \n"])
@pytest.mark.parametrize("raw", [BADGE, b"eyJ.a.b", b"\xff\xfe\x00 no text", b"\n{}"])
def test_what_is_scanned_is_what_was_drawn_to_the_byte(shell: Shell, tmp_path: Path, raw: bytes, end: bytes) -> None:
    (tmp_path / "in").write_bytes(raw + end)
    assert shell("qr", tmp_path / "in", "-o", tmp_path / "codes.gif").status == 0
    assert shell("scan", tmp_path / "codes.gif", "-o", tmp_path / "out").status == 0
    assert (tmp_path / "out").read_bytes() == raw + end


def test_strangers_among_the_pictures_are_named_and_spoil_nothing(shell: Shell, tmp_path: Path) -> None:
    codes = qr.pack(BADGE, "low")
    for index in range(len(codes.parts)):
        (tmp_path / f"{index}.png").write_bytes(qr.write_png(codes, index))
    (tmp_path / "blank.png").write_bytes(BLANK)
    (tmp_path / "poster.png").write_bytes(qr.write_png(qr.pack(b"https://fair.example/")))
    (tmp_path / "notes.txt").write_text("no picture")
    names = sorted(tmp_path.glob("*.*"), reverse=True)
    told = shell("scan", *names, tmp_path / "gone.png", "-o", tmp_path / "out", "--json")
    assert (told.status, (tmp_path / "out").read_bytes()) == (0, BADGE)
    for name in ("blank.png", "notes.txt", "gone.png"):
        assert name in told.err


def test_where_a_poster_and_a_badge_are_scanned_the_badge_is_meant(shell: Shell, tmp_path: Path) -> None:
    small = making.raw({"@context": [], "type": ["VerifiableCredential"]})
    for name, raw in (("a", b"https://fair.example/"), ("b", BADGE), ("c", small)):
        (tmp_path / f"{name}.gif").write_bytes(qr.write_gif(qr.pack(raw, "high")))
    told = shell("scan", *sorted(tmp_path.glob("*.gif")), "-o", tmp_path / "out")
    assert (tmp_path / "out").read_bytes() in (BADGE, small)
    assert told.status == 0


def test_a_picture_without_a_code_is_named(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "blank.png").write_bytes(BLANK)
    told = shell("scan", tmp_path / "blank.png", "--json")
    assert (told.status, told.rows[0]["error"]) == (3, "qr.none")
    assert told.rows[0]["facts"]["file"].endswith("blank.png")
    assert "blank.png" in told.err


def test_the_list_names_what_is_always_shown_and_writes_values_as_json(shell: Shell, tmp_path: Path) -> None:
    token, badge, old = tmp_path / "a.sdjwt", tmp_path / "b.json", tmp_path / "c.json"
    token.write_bytes(issued())
    badge.write_bytes(BADGE)
    old.write_bytes(making.raw(test_selective.base("ecdsa-sd-2023")))
    for path, names in (
        (token, {"/iss", "/vct", "/cnf"}),
        (badge, {"/@context", "/type", "/id", "/issuer", "/validFrom"}),
        (old, {"/@context", "/type", "/issuer", "/validFrom"}),
    ):
        rows = {row["pointer"]: row for row in shell("disclose", path, "--list", "--json").rows}
        assert names <= {pointer for pointer, row in rows.items() if row["always"]}, path
        said = shell("disclose", path, "--list").out
        assert "(always shown)" in said
        assert "{'" not in said
        assert "True" not in said


def test_disclose_lists_or_writes_and_never_guesses_which(shell: Shell, tmp_path: Path) -> None:
    token = tmp_path / "a.sdjwt"
    token.write_bytes(issued())
    assert shell("disclose", token).status == 64
    assert shell("disclose", token, "--list", "-o", tmp_path / "out").status == 64
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("command", ["disclose", "present", "qr", "scan"])
def test_no_file_is_written_over_what_it_is_made_of(shell: Shell, tmp_path: Path, command: str) -> None:
    path, folder = tmp_path / "a.gif", tmp_path / "codes"
    raw = qr.write_gif(qr.pack(issued())) if command == "scan" else issued()
    path.write_bytes(raw)
    (tmp_path / "link.gif").hardlink_to(path)
    reveal = ("--reveal", "/family_name") if command == "disclose" else ()
    for out in (path, tmp_path / "link.gif"):
        told = shell(command, path, *reveal, "-o", out, "--json")
        assert (told.status, told.rows[0]["error"], path.read_bytes()) == (64, "file.own_input", raw)
    if command == "qr":
        folder.mkdir()
        path.rename(folder / "01.png")
        assert shell("qr", folder / "01.png", "-o", folder).status == 64
