"""Fair packs at the window: what goes in and what does not, the key, the file."""

import json
import os
import stat
from datetime import datetime, time, timedelta
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox

from tests import making
from tests.cli.kit import Shell
from tests.ui.conftest import named, settle
from tests.ui.hands import choose, enter, escape, everything, press, texts
from tests.ui.test_keeping import open_room
from wallet import packs as reading
from wallet.encoding import load_json
from wallet.packs.making import new_signers
from wallet.session import Session
from wallet.session.packing import MAX_KEY, maker_of, new_key
from wallet.session.samples import FOLDER, paths
from wallet.ui.packing import PackingPage, read_date
from wallet.ui.trusting import TrustPage
from wallet.ui.window import Window

NOW = making.NOW
FETCHED = "2026-11-22T08:00:00Z"
STATUS = "https://shiomizaka.example/status/1"
DID = "did:web:shiomizaka.example"


@pytest.fixture(autouse=True)
def state(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("AKASHI_STATE", str(tmp_path / "state"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two documents of one issuer, with the days on which they were fetched."""
    here = tmp_path / "gathered"
    here.mkdir()
    rows = {}
    for name, url in (("did", DID), ("status", STATUS)):
        (here / f"{name}.json").write_bytes((FOLDER / "library" / f"{name}-shiomizaka.json").read_bytes())
        rows[url] = {"path": f"{name}.json", "fetched": FETCHED}
    (here / "index.json").write_text(json.dumps(rows), encoding="utf-8")
    return here


def maker_page(window: Window) -> PackingPage:
    open_room(window, "trust")
    press(window, "trust.make")
    assert isinstance(window.page, PackingPage)
    return window.page


def trust_page(window: Window) -> TrustPage:
    page = open_room(window, "trust")
    assert isinstance(page, TrustPage)
    return page


def wanting(page: PackingPage) -> str:
    return str(named(page, "pack.line").property("code"))


def trouble(page: PackingPage | TrustPage) -> str:
    return str(named(page, "problem").property("code"))


def ready(window: Window, folder: Path, monkeypatch: pytest.MonkeyPatch, key: Path) -> PackingPage:
    """A page on which everything but the place is decided."""
    page = maker_page(window)
    enter(window, "Career fair", "pack.name")
    choose(monkeypatch, folder)
    press(window, "pack.from.folder")
    choose(monkeypatch, key)
    press(window, "pack.key.choose" if key.exists() else "pack.key.make")
    return page


@pytest.fixture
def made(opened: Window, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, str]:
    """A pack that was made in the window, which still shows it, and its maker's fingerprint."""
    ready(opened, folder, monkeypatch, tmp_path / "maker.key")
    choose(monkeypatch, tmp_path / "fair.pack")
    press(opened, "pack.save")
    return tmp_path / "fair.pack", maker_of(tmp_path / "maker.key").fingerprint


def test_a_pack_made_in_the_window_is_imported_by_the_command_line(
    opened: Window, made: tuple[Path, str], tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    path, fingerprint = made
    pack = reading.read(path.read_bytes(), NOW, trust=fingerprint)
    assert (pack.name, {item.url for item in pack.items}) == ("Career fair", {DID, STATUS})
    spaced = " ".join(fingerprint[start : start + 4] for start in range(0, 64, 4))
    assert spaced in named(opened, "pack.fingerprint").accessibleName()
    assert opened.look.say("ui-pack-tell") in texts(opened)
    press(opened, "pack.copy")
    assert QGuiApplication.clipboard().text() == spaced
    environ = {"AKASHI_VAULT": str(tmp_path / "cli.vault"), "AKASHI_STATE": str(tmp_path / "cli-state"),
               "AKASHI_PASSPHRASE": "walnut ferry quiet lantern"}  # fmt: skip
    shell = Shell(environ, capsys, monkeypatch)
    assert shell("vault", "create").status == 0
    assert shell("pack", "import", path, "--json").rows[0]["error"] == "pack.untrusted"
    assert shell("pack", "import", path, "--trust", spaced, "--json").rows[0]["code"] == "pack.imported"


def test_a_key_made_in_the_window_is_its_owner_s_alone_and_never_overwrites(
    opened: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = maker_page(opened)
    key = tmp_path / "maker.key"
    choose(monkeypatch, key)
    press(opened, "pack.key.make")
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    before = key.read_bytes()
    press(opened, "pack.key.make")
    assert trouble(page) == "vault.exists"
    assert key.read_bytes() == before
    assert page.draft.makers[0].fingerprint == maker_of(key).fingerprint


def test_nothing_of_a_key_is_in_any_widget_or_error(opened: Window, made: tuple[Path, str], tmp_path: Path) -> None:
    seed = load_json((tmp_path / "maker.key").read_bytes())["seed"]
    page = opened.page
    assert isinstance(page, PackingPage)
    assert seed not in everything() + repr((page.draft, page._made, page._offered))
    escape(opened)
    broken = tmp_path / "broken.key"
    broken.write_bytes((tmp_path / "maker.key").read_bytes().replace(b'"AkashiPackKey"', b'"AkashiPackKey", x'))
    page.take_key(broken)
    settle()
    assert trouble(page) == "pack.key_file"
    assert seed not in everything() + repr(page._error.facts if page._error else "")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "pack.key_file"),
        (b"not json", "pack.key_file"),
        (b"[]", "pack.key_file"),
        (b'{"type": "AkashiPackKey", "seed": "AAAA", "roots": []}', "pack.key_file"),
        (b"x" * (MAX_KEY + 5), "pack.key_file"),
        (None, "file.unreadable"),
    ],
)
def test_a_wrong_or_unreadable_key_file_is_said_and_the_page_stays(
    opened: Window, tmp_path: Path, content: bytes | None, code: str
) -> None:
    page = maker_page(opened)
    enter(opened, "Career fair", "pack.name")
    path = tmp_path / "wrong.key"
    if content is not None:
        path.write_bytes(content)
    page.take_key(path)
    settle()
    assert trouble(page) == code
    assert page.draft.makers == []
    assert named(page, "pack.name").property("text") == "Career fair"


def test_a_key_file_that_vanished_signs_nothing(
    opened: Window, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = ready(opened, folder, monkeypatch, tmp_path / "maker.key")
    (tmp_path / "maker.key").unlink()
    page.write(tmp_path / "fair.pack")
    settle()
    assert trouble(page) == "file.unreadable"
    assert not (tmp_path / "fair.pack").exists()


def test_two_keys_sign_where_two_must(
    opened: Window, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [tmp_path / "one.key", tmp_path / "two.key"]
    for path, signer in zip(names, new_signers(2, 2, NOW + timedelta(days=90)), strict=True):
        path.write_bytes(signer.write())
    page = ready(opened, folder, monkeypatch, names[0])
    assert wanting(page) == "ui-pack-need_keys"
    page.take_key(names[0])
    settle()
    assert wanting(page) == "ui-pack-need_keys"
    page.take_key(names[1])
    settle()
    page.write(tmp_path / "fair.pack")
    settle()
    assert reading.read((tmp_path / "fair.pack").read_bytes(), NOW).roots[-1].threshold == 2


def test_a_key_whose_time_is_over_signs_nothing(opened: Window, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    (signer,) = new_signers(1, 1, NOW - timedelta(days=1))
    (tmp_path / "old.key").write_bytes(signer.write())
    page = ready(opened, folder, monkeypatch, tmp_path / "old.key")
    assert wanting(page) == "ui-pack-need_newer"
    assert not named(page, "pack.save").isEnabled()


def test_the_first_thing_that_is_missing_is_said_until_nothing_is(
    opened: Window, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = ready(opened, folder, monkeypatch, tmp_path / "maker.key")
    assert wanting(page) == "ui-pack-ready"
    for text in ("2026-11-23", "2026-13-01", "soon", "", "2099-01-01", "9999-12-31"):
        enter(opened, text, "pack.until")
        assert wanting(page) == "ui-pack-need_date", text
        assert not named(page, "pack.save").isEnabled()
    enter(opened, "２０２６年１１月２４日", "pack.until")
    assert wanting(page) == "ui-pack-ready"
    press(opened, "pack.none")
    assert wanting(page) == "ui-pack-need_documents"
    press(opened, "pack.tick.1")
    assert [one.document.url for one in page._chosen()] == [STATUS]
    enter(opened, " ", "pack.name")
    assert wanting(page) == "ui-pack-need_name"


def test_a_pack_that_ends_today_is_good_to_the_end_of_the_day(
    opened: Window, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = ready(opened, folder, monkeypatch, tmp_path / "maker.key")
    today = NOW.astimezone().date()
    enter(opened, f"{today:%Y/%m/%d}", "pack.until")
    page.write(tmp_path / "fair.pack")
    settle()
    pack = reading.read((tmp_path / "fair.pack").read_bytes(), NOW)
    assert pack.until == datetime.combine(today, time(23, 59, 59)).astimezone()


def test_days_are_read_as_people_write_them() -> None:
    assert read_date(" 2026.1.2 ") == read_date("2026年1月2日") == read_date("２０２６/０１/０２")
    for text in ("1.2.2026", "20260102", "2026-02-30", "2026-1-2-3", "٢٠٢٦-٠١-٠٢", "x" * 40):
        assert read_date(text) is None


def test_an_empty_folder_has_nothing_to_sign(opened: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "empty").mkdir()
    page = ready(opened, tmp_path / "empty", monkeypatch, tmp_path / "maker.key")
    assert opened.look.say("ui-pack-nothing") in texts(page)
    assert wanting(page) == "ui-pack-need_documents"


def test_what_cannot_go_in_is_listed_with_its_reason_and_the_rest_goes_in(
    opened: Window, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outside = tmp_path / "outside.json"
    outside.write_bytes(b'{"id": "https://outside.example/1"}')
    (folder / "link.json").symlink_to(outside)
    (folder / "loop").symlink_to(folder)
    with (folder / "large.json").open("wb") as file:
        file.truncate(100 * 1024 * 1024)
    (folder / "wrong.json").write_bytes(b'{"id": "https://a.example/1", ')
    (folder / "deep.json").write_bytes(b"[" * 100_000)
    (folder / "mine.json").write_bytes(paths()[1].read_bytes())
    (folder / "pins.json").write_bytes(b'{"id": "akashi:pinned-issuers"}')
    new_key(folder / "maker.key", NOW)
    rows = json.loads((folder / "index.json").read_text())
    rows["https://a.example/key"] = {"path": "maker.key", "fetched": FETCHED}
    rows["https://a.example/undated"] = "pins.json"
    rows["https://a.example/ahead"] = {"path": "pins.json", "fetched": "2027-01-01T00:00:00Z"}
    rows["https://a.example/gone"] = {"path": "gone.json", "fetched": FETCHED}
    (folder / "index.json").write_text(json.dumps(rows))
    os.mkfifo(folder / "pipe.json")
    page = ready(opened, folder, monkeypatch, tmp_path / "own.key")
    left = {name: error.code for name, error in page._offered.left}
    mine = next(name for name, code in left.items() if code == "pack.item_personal")
    assert left == {
        "link.json": "library.link",
        "loop": "library.link",
        "large.json": "malformed.too_large",
        "wrong.json": "library.no_address",
        "deep.json": "library.no_address",
        mine: "pack.item_personal",
        "akashi:pinned-issuers": "pack.item_address",
        "https://a.example/key": "pack.item_key",
        "https://a.example/undated": "pack.undated",
        "https://a.example/ahead": "pack.item_ahead",
        "gone.json": "file.missing",
    }
    assert {one.document.url for one in page._offered.items} == {DID, STATUS}
    assert opened.look.say("library.link") in texts(page)
    page.write(tmp_path / "fair.pack")
    settle()
    pack = reading.read((tmp_path / "fair.pack").read_bytes(), NOW)
    assert {item.url for item in pack.items} == {DID, STATUS}


@pytest.mark.parametrize(
    ("index", "code"),
    [
        (b"[1, 2", "library.index"),
        (b"[]", "library.index"),
        (b'{"https://a.example/1": {"path": "\\u0000"}}', "library.index"),
        (b'{"https://a.example/1": "../../etc/hostname"}', "library.outside"),
        (b'{"https://a.example/1": {"path": "did.json", "fetched": "yesterday"}}', "malformed.date"),
    ],
)
def test_a_folder_whose_index_is_wrong_is_refused_as_a_whole_and_what_was_there_stays(
    opened: Window, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, index: bytes, code: str
) -> None:
    page = ready(opened, folder, monkeypatch, tmp_path / "maker.key")
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "index.json").write_bytes(index)
    page.gather(tmp_path / "other")
    settle()
    assert trouble(page) == code
    assert (page.draft.folder, len(page._offered.items)) == (folder, 2)


def test_cancelling_writes_nothing_and_keeps_everything(
    opened: Window, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = ready(opened, folder, monkeypatch, tmp_path / "maker.key")
    page.write(tmp_path / "fair.pack")
    assert page._job is not None
    page._job.cancel()
    settle()
    assert sorted(path.name for path in tmp_path.glob("*.pack")) == []
    assert wanting(page) == "ui-pack-ready"
    page.gather(None)
    assert page._job is not None
    page._job.cancel()
    settle()
    assert page.draft.folder == folder
    choose(monkeypatch, None)
    press(opened, "pack.save")
    press(opened, "pack.from.folder")
    assert named(page, "pack.from.folder").property("checked")


def test_nothing_is_overwritten(opened: Window, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = ready(opened, folder, monkeypatch, tmp_path / "maker.key")
    (tmp_path / "fair.pack").write_bytes(b"mine")
    page.write(tmp_path / "fair.pack")
    settle()
    assert trouble(page) == "vault.exists"
    assert (tmp_path / "fair.pack").read_bytes() == b"mine"
    page.write(tmp_path / "maker.key" / "fair.pack")
    settle()
    assert trouble(page) == "file.unwritable"


def test_what_was_decided_is_there_again_after_going_back(
    opened: Window, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = ready(opened, folder, monkeypatch, tmp_path / "maker.key")
    press(opened, "pack.tick.0")
    page.write(tmp_path / "fair.pack")
    settle()
    press(opened, "pack.print")
    for _ in range(2):
        escape(opened)
    assert opened.page is page
    assert wanting(page) == "ui-pack-ready"
    escape(opened)
    assert isinstance(opened.page, TrustPage)
    press(opened, "trust.make")
    again = opened.page
    assert isinstance(again, PackingPage)
    assert named(again, "pack.name").property("text") == "Career fair"
    assert [one.document.url for one in again._chosen()] == [STATUS]
    assert wanting(again) == "ui-pack-ready"


def test_a_long_list_shows_more_when_asked_and_all_that_is_ticked_goes_in(opened: Window, tmp_path: Path) -> None:
    here = tmp_path / "many"
    here.mkdir()
    for number in range(130):
        (here / f"{number}.json").write_text(json.dumps({"id": f"https://issuer.example/{number:03}"}))
    page = maker_page(opened)
    page.gather(here)
    settle()
    assert not page.findChildren(QCheckBox, "pack.tick.100")
    assert len(page._chosen()) == 130
    press(opened, "pack.more")
    press(opened, "pack.tick.129")
    assert len(page._chosen()) == 129


def test_a_made_pack_can_be_read_by_others(made: tuple[Path, str]) -> None:
    assert stat.S_IMODE(made[0].stat().st_mode) == 0o644


def test_the_draft_goes_when_the_vault_is_locked(opened: Window) -> None:
    page = maker_page(opened)
    enter(opened, "Career fair", "pack.name")
    session = opened.session
    assert isinstance(session, Session)
    assert page.draft.name == "Career fair"
    other = Session(session.vault, session.library, session.clock)
    opened.session = other
    assert maker_page(opened).draft.name == ""
