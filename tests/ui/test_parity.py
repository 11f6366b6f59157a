"""What the command line says of a credential and what the window shows of it are the same, for every kind."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel, QWidget

from tests import making, packing, sealing, test_assertion, test_inside, test_selective
from tests.test_formats import png, token
from tests.test_holder import ASKED, presentation
from tests.test_sdjwt import issued
from tests.ui.conftest import PASSPHRASE, settle
from wallet import words
from wallet.cli.inspect import _part_rows
from wallet.cli.rows import Asking, say_checks, verify_file
from wallet.crypto.seal import FLOOR
from wallet.errors import WalletError
from wallet.formats import baked
from wallet.library import Library
from wallet.model import Audience
from wallet.seams import silent
from wallet.session import Session
from wallet.sharing.reader import read_parts
from wallet.ui.booth import judge
from wallet.ui.detail import Detail
from wallet.ui.theme import Look
from wallet.vault import Vault

Rows = list[dict[str, Any]]


def rich() -> dict[str, Any]:
    """A badge that states everything there is to state."""
    document = making.badge()
    about = document["credentialSubject"]
    about["result"] = [{"type": ["Result"], "resultDescription": "urn:uuid:1", "value": "92"}]
    about["creditsEarned"] = 4
    about["achievement"] |= {
        "creditsAvailable": 6,
        "inLanguage": "ja",
        "resultDescription": [{"id": "urn:uuid:1", "type": ["ResultDescription"], "name": "筆記試験", "resultType": "Percent"}],
        "alignment": [
            {"type": ["Alignment"], "targetName": "回帰分析", "targetUrl": "https://skills.example/1", "targetType": "ceterms:Competency"},
            {"type": ["Alignment"], "targetName": "Level 5", "targetUrl": "https://eqf.example/5", "targetFramework": "EQF", "targetCode": "5"},
        ],
    }  # fmt: skip
    evidence = [
        {"id": "https://evidence.example/1", "type": ["Evidence"], "name": "最終課題", "narrative": "A report."}
    ]
    return making.signed({**document, "evidence": evidence})


def svg(text: bytes) -> bytes:
    return (
        b'<svg xmlns="http://www.w3.org/2000/svg" xmlns:o="https://purl.imsglobal.org/ob/v3p0"><o:credential verify="%s"/></svg>'
        % text
    )


def part(suite: str) -> bytes:
    return making.raw(test_selective.derived(test_selective.base(suite), test_selective.NAME))


KINDS: dict[str, Callable[[], bytes]] = {
    "OB3 JSON-LD": lambda: making.raw(making.signed()),
    "OB3 that states everything": lambda: making.raw(rich()),
    "OB3 VC-JWT": lambda: token(making.badge()),
    "vc+jwt": lambda: token(making.badge(), typ="vc+jwt"),
    "SD-JWT VC": issued,
    "OB2 hosted": lambda: making.raw(test_assertion.assertion()),
    "OB2 signed": test_assertion.signed,
    "CLR": lambda: making.raw(test_inside.record(rich(), test_inside.endorsed(test_inside.endorsement()))),
    "Europass": sealing.sealed,
    "ecdsa-sd-2023": lambda: part("ecdsa-sd-2023"),
    "bbs-2023": lambda: part("bbs-2023"),
    "PNG": lambda: baked.bake_png(png(), making.raw(rich())),
    "SVG": lambda: svg(token(making.badge())),
    "ZIP": lambda: packing.zip_of({"a/badge.json": making.raw(rich()), "readme.txt": b"hello", "bad.json": b"{"}),
    "PDF": lambda: packing.pdf_of({"badge.json": making.raw(rich())}),
    "unsigned": lambda: making.raw(making.badge()),
    "forged": lambda: making.raw({**making.signed(), "name": "Something else"}),
    "status list not at hand": lambda: making.raw(
        making.signed(
            making.badge(
                credentialStatus={
                    "id": "https://a.example/s#1",
                    "type": "BitstringStatusListEntry",
                    "statusPurpose": "revocation",
                    "statusListIndex": "1",
                    "statusListCredential": "https://a.example/s",
                }
            )
        )
    ),
}


def library() -> Library:
    return test_assertion.site()


def verified(data: bytes, lang: str, audience: Audience | None = None) -> Rows:
    """What ``akashi verify --json`` prints."""
    rows = verify_file(data, "file", Asking(library(), making.NOW, audience, lang=lang))
    for row in rows:
        say_checks(row, lang)
    return [json.loads(json.dumps(row, default=str)) for row in rows]


def inspected(data: bytes, lang: str) -> Rows:
    """What ``akashi inspect --json`` prints."""
    rows: Rows = []
    for one in read_parts(data):
        rows += _part_rows("file", one, len(rows), library(), lang)
    return rows


def texts(root: QWidget) -> str:
    """Every visible text, each whole even where the width cuts it short."""
    labels = [label for label in root.findChildren(QLabel) if label.isVisibleTo(root)]
    return "\n".join(f"{label.text()}\n{label.accessibleName()}" for label in labels)


def shown(data: bytes, lang: str, look: Look, folder: Path) -> dict[str, str]:
    """What the pages of the window say of each credential of a file, once it is kept; by its digest."""
    look.lang = lang
    found: dict[str, str] = {}
    with Vault.create(folder / "parity.vault", PASSPHRASE, cost=FLOOR) as vault:
        session = Session(vault, library(), lambda: making.NOW, lang)
        session.add(data, "file")
        for item in session.items():
            page = Detail(look, session, item.id)
            settle()
            text = texts(page)
            page._turn("verification")
            settle()
            found[item.id] = f"{text}\n{texts(page)}"
            page.deleteLater()
        settle()
    return found


def stated(row: dict[str, Any]) -> list[str]:
    """Everything that ``inspect`` says of the achievements, as the lines a person would look for."""
    lines = [*row["titles"], row["issuer"]["name"] or row["issuer"]["id"]]
    for achievement in row["achievements"]:
        lines += [achievement["title"], *(one["value"] for one in achievement["quality"] if one["element"] != "title")]
        for name in ("alignments", "results"):
            lines += [value for one in achievement[name] for value in one.values()]
    lines += [value for one in row["evidence"] for value in one.values()]
    return [words.clean(piece) for line in lines if line for piece in line.split("\n")]


@pytest.mark.parametrize("lang", words.LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_the_window_shows_what_inspect_and_verify_say(kind: str, lang: str, look: Look, tmp_path: Path) -> None:
    data = KINDS[kind]()
    pages = shown(data, lang, look, tmp_path)
    checked, content = verified(data, lang), inspected(data, lang)
    assert pages
    outer = {
        row["index"]: row["digest"].removeprefix("sha256:")
        for row in checked
        if row.get("digest") and "within" not in row
    }
    assert set(outer.values()) == set(pages)
    for row in checked:
        if "digest" in row:
            page = pages[outer[row.get("within", row["index"])]]
            for check in row["checks"]:
                assert check["says"] in page, (check["code"], check["says"])
    for row in content:
        if "digest" in row:
            page = pages[outer[row.get("within", row["index"])]]
            for line in stated(row):
                assert line in page, line


@pytest.mark.parametrize("lang", words.LANGUAGES)
@pytest.mark.parametrize(
    ("data", "asked"),
    [(lambda: making.raw(presentation()), ASKED), (lambda: making.raw(presentation()), None), (KINDS["ZIP"], None)],
)
def test_verifier_mode_answers_as_the_command_line_does(
    lang: str, data: Callable[[], bytes], asked: Audience | None
) -> None:
    raw = data()
    rows = [[(check["code"], check["says"]) for check in row["checks"]] for row in verified(raw, lang, asked)]
    reports = [report for _, _, report in judge(raw, library(), making.NOW, asked, silent)]
    assert len(rows) == len(reports)
    for row, report in zip(rows, reports, strict=True):
        said = [(check.code, words.say(check.code, check.facts, lang)) for check in report.checks]
        assert set(row) <= set(said)


@pytest.mark.parametrize("kind", KINDS)
def test_each_unknown_answer_says_what_would_settle_it(kind: str) -> None:
    from tests.test_words import AGREED, SETTLED

    for lang in words.LANGUAGES:
        for row in verified(KINDS[kind](), lang):
            for check in row["checks"]:
                if check["outcome"] == "unknown" and not check["needs"]:
                    assert SETTLED[lang].search(check["says"]), check
                    assert check["code"] not in AGREED


def test_a_bad_entry_of_an_archive_is_named_on_the_add_page(look: Look, tmp_path: Path) -> None:
    with Vault.create(tmp_path / "v", PASSPHRASE, cost=FLOOR) as vault:
        session = Session(vault, library(), lambda: making.NOW)
        seen = session.look_each(KINDS["ZIP"](), "all.zip")
    assert [(one.name, len(one.items)) for one in seen] == [("all.zip/a/badge.json", 1), ("all.zip/bad.json", 0)]
    assert isinstance(seen[1].error, WalletError)
    assert words.has(seen[1].error.code, "ja")
