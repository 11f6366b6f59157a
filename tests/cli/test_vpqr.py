"""A VPQR code is made and read on the command line like any other code."""

import json
from pathlib import Path

from tests import making
from tests.cli.kit import Shell
from tests.test_formats import token
from tests.test_vpqr import WALLET, older
from wallet.sharing import vpqr


def test_the_command_line_makes_and_reads_both_dialects(shell: Shell, tmp_path: Path) -> None:
    file, picture, again = tmp_path / "badge.json", tmp_path / "code.png", tmp_path / "again.json"
    file.write_bytes(making.raw(making.signed(older(making.DI2))))
    for form in vpqr.FORMS:
        (row,) = shell("qr", file, "--form", form, "-o", picture, "--json").rows
        assert row["parts"] == 1
        assert shell("scan", picture, "-o", again).status == 0
        assert json.loads(again.read_bytes()) == json.loads(file.read_bytes())
        (row,) = shell("verify", picture, "--json").rows
        assert (row["verdict"], row["container"]) == ("passed", "qr")
    text = tmp_path / "code.txt"
    text.write_text(WALLET + "\n")
    assert {row["verdict"] for row in shell("verify", text, "--json").rows} == {"passed"}
    shell("vault", "create")
    assert shell("add", picture).status == 0
    assert "データサイエンス基礎" in shell("list").out + shell("list").err


def test_the_command_line_says_why_a_badge_cannot_be_put_in_such_a_code(shell: Shell, tmp_path: Path) -> None:
    file = tmp_path / "badge.json"
    file.write_bytes(making.raw({**making.signed(), "favouriteColour": "blue"}))
    told = shell("qr", file, "--form", "vpqr", "-o", tmp_path / "code.png")
    assert told.status == 64
    assert "/favouriteColour" in told.err
    file.write_bytes(token(making.badge()))
    assert "JSON-LD" in shell("qr", file, "--form", "vpqr", "-o", tmp_path / "code.png").err
    file.write_bytes(making.raw(making.signed()))
    assert shell("qr", file, "--form", "vpqr-1.0", "--density", "low", "-o", tmp_path / "code.png").status == 64
