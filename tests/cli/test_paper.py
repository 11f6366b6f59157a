"""Credentials on paper: what the PDF holds verifies again, by its attachments and by a picture of its pages."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import typst

from tests.cli.kit import Shell
from tests.cli.test_exchange import holder
from tests.test_sdjwt import CLAIMS
from wallet import formats
from wallet.session import paper as paper_module

__all__ = ["holder"]


@pytest.fixture
def names(holder: Shell) -> list[str]:
    return [row["id"] for row in holder("list", "--json").rows]


def test_the_pdf_verifies_again(holder: Shell, names: list[str], tmp_path: Path) -> None:
    told = holder("paper", *names, "-o", tmp_path / "out.pdf", "--json", "--lang", "ja")
    assert told.status == 0, told.err
    told = holder("verify", tmp_path / "out.pdf", "--json")
    assert told.status == 0, told.err
    assert {row["container"] for row in told.rows} == {"pdf"}
    assert len(told.rows) == len(names) == 2


def test_what_can_be_divided_is_attached_as_what_was_chosen(holder: Shell, names: list[str], tmp_path: Path) -> None:
    def claims(*more: str) -> dict[str, Any]:
        assert holder("paper", *names, *more, "-o", tmp_path / "out.pdf").status == 0
        from wallet.sharing.archives import entries

        files = [entry.raw for entry in entries((tmp_path / "out.pdf").read_bytes())]
        (token,) = [raw for raw in files if b"~" in raw]
        return formats.read(token).credentials[0].claims

    assert "family_name" not in claims()
    assert claims("--reveal", "/family_name")["family_name"] == CLAIMS["family_name"]
    assert "learning_outcomes" not in {name for name, value in claims("--reveal", "/address").items() if value}


def test_a_picture_of_a_page_is_enough(
    holder: Shell, names: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compile_ = typst.compile

    def as_picture(template: bytes, **options: Any) -> Any:
        options = {name: value for name, value in options.items() if name not in ("pdf_standards", "timestamp")}
        pages = compile_(template, **{**options, "format": "png", "ppi": 144})
        return pages[0] if isinstance(pages, list) else pages

    monkeypatch.setattr(typst, "compile", as_picture)
    for number, name in enumerate(names):
        assert holder("paper", name, "-o", tmp_path / f"{number}.png").status == 0
        told = holder("verify", tmp_path / f"{number}.png", "--json")
        assert told.status == 0, told.out
        assert told.rows[0]["container"] == "qr"


def test_what_strangers_wrote_is_text_and_never_markup(holder: Shell, tmp_path: Path) -> None:
    from tests import making

    nasty = '#panic("x") $ * _ ` \\ [a] <b> @c // /* #pdf.attach("x") {{}}'
    badge = making.badge()
    badge["credentialSubject"]["achievement"] |= {"name": nasty, "description": nasty}
    (tmp_path / "nasty.json").write_bytes(making.raw(making.signed({**badge, "id": "urn:uuid:nasty"})))
    name = holder("add", tmp_path / "nasty.json", "--json").rows[0]["id"]
    assert holder("paper", name, "-o", tmp_path / "out.pdf").status == 0
    assert holder("verify", tmp_path / "out.pdf", "--json").rows[0]["titles"] == [nasty]


def test_the_pdf_is_tagged_dated_and_in_its_language(holder: Shell, names: list[str], tmp_path: Path) -> None:
    holder("paper", *names, "-o", tmp_path / "out.pdf", "--lang", "ja")
    data = (tmp_path / "out.pdf").read_bytes()
    assert b"/MarkInfo" in data
    assert b"/StructTreeRoot" in data
    assert re.search(rb"/Lang ?\(ja\)", data)


def test_it_is_noted_by_names_and_said_in_json(holder: Shell, names: list[str], tmp_path: Path) -> None:
    holder("paper", *names, "-o", tmp_path / "out.pdf")
    (row,) = holder("shared", "list", "--json").rows
    assert {tuple(one["claims"]) if one["claims"] is not None else None for one in row["credentials"]} == {
        ("learning_outcomes",),
        None,
    }
    assert CLAIMS["family_name"] not in json.dumps(row, ensure_ascii=False)


def test_what_is_too_large_for_codes_is_attached_only(
    holder: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paper_module, "MAX_CODES", 0)
    name = holder("list", "--json").rows[0]["id"]
    assert holder("paper", name, "-o", tmp_path / "out.pdf").status == 0
    assert holder("verify", tmp_path / "out.pdf").status == 0


def test_nothing_is_no_document(holder: Shell, tmp_path: Path) -> None:
    assert holder("paper", "ffff", "-o", tmp_path / "out.pdf").status == 64
    assert not (tmp_path / "out.pdf").exists()
