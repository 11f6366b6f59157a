"""Pictures of every screen, in both languages and themes, from a wallet of the bundled samples.

    python packaging/screenshots.py FOLDER [NAME...]

The clock is fixed and the screen is Qt's offscreen one, so that pictures can be compared.
"""

from __future__ import annotations

import os
import sqlite3
import sys
import tempfile
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from PySide6.QtCore import QEvent, QRectF, QSettings
from PySide6.QtGui import QColor, QImage, QLinearGradient, QPainter
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from wallet.crypto.seal import Cost
from wallet.encoding import dump_json, load_json
from wallet.library import documents_from
from wallet.moving.written import MIGRATION
from wallet.packs.making import make, new_signers
from wallet.report import Policy
from wallet.session import Session
from wallet.session.copies import copies_of, keep_copy
from wallet.session.guarded import guard
from wallet.session.memory import Memory
from wallet.session.moved import leave
from wallet.session.samples import FOLDER, documents, paths
from wallet.sharing import exchange, qr
from wallet.sharing.exchange import Ask
from wallet.ui import camera, rooms, tasks, window
from wallet.ui.adding import Adding
from wallet.ui.answering import Answering
from wallet.ui.asking import query_for
from wallet.ui.booth import Brought, Tally
from wallet.ui.bringing import Bringing
from wallet.ui.checking import Checking
from wallet.ui.kit import Kit
from wallet.ui.leaving import LeavingPage
from wallet.ui.packing import PackingPage
from wallet.ui.passphrases import Change
from wallet.ui.sections import Sheet
from wallet.ui.share import SharePage
from wallet.ui.theme import Look
from wallet.ui.trash import TrashPage
from wallet.ui.trusting import TrustPage
from wallet.ui.welcome import Welcome
from wallet.vault import Vault

CHEAP = Cost(memory=64 * 1024 * 1024, passes=3)
NOW = datetime(2026, 11, 24, 9, 41, tzinfo=UTC)


def settle(app: QApplication) -> None:
    """Let work end and the screen follow."""
    for _ in range(6):
        tasks.wait_for_all()
        app.processEvents()
        app.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def main() -> int:
    folder = Path(sys.argv[1])
    wanted = sys.argv[2:]
    folder.mkdir(parents=True, exist_ok=True)
    app = window.application()
    look = Look("light", "ja")

    def take(name: str, made: Callable[[], QWidget] | None = None, large: bool = False) -> None:
        """A screen in every dress."""
        if wanted and name not in wanted:
            return
        for lang in ("ja", "en"):
            for theme in ("light", "dark"):
                look.set(lang=lang, theme=theme)
                settle(app)
                (made() if made else shown).grab().save(str(folder / f"{name}-{lang}-{theme}.png"))
            if large:
                look.set(theme="light", scale=2.0)
                settle(app)
                shown.grab().save(str(folder / f"{name}-{lang}-200.png"))
                look.set(scale=1.0)
        look.set(lang="ja", theme="light")
        settle(app)

    with tempfile.TemporaryDirectory() as place:
        os.environ["AKASHI_STATE"] = str(Path(place) / "state")
        path = Path(place) / "wallet" / "akashi.vault"
        QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, place)
        look.wear()
        shown = window.Window(look, lambda: NOW, path, cost=CHEAP, state=Path(place) / "state")
        shown.show()
        take_all(app, shown, take)
        shown.close()
    print(f"{len(list(folder.glob('*.png')))} pictures in {folder}")
    return 0


def ask_and_answer(app: QApplication, shown: window.Window, take: Callable[..., None]) -> tuple[Ask, bytes]:
    """A verifier's request, and the consent and the codes of its holder."""
    page = shown.page
    assert isinstance(page, Checking)
    page.next()
    page.go(True)
    settle(app)
    take("16-ask")
    page.show_request(exchange.ask(query_for("learning", True), shown.clock(), lambda size: bytes(range(size)),
                                    name="みなも製作所 採用担当", purpose={"ja": "面接", "en": "Interview"}))  # fmt: skip
    asked = page._ask
    assert asked is not None
    settle(app)
    take("16-asked")
    shown.answer(asked)
    settle(app)
    take("17-answer")
    answering = shown.page
    assert isinstance(answering, Answering)
    answering._answer()
    settle(app)
    take("18-answered")
    shown.shown()
    settle(app)
    take("20-shown")
    assert answering._made is not None
    return asked, answering._made.payload


def take_all(app: QApplication, shown: window.Window, take: Callable[..., None]) -> None:
    """Walk through the screens once. ``take`` gets the name of each, what makes it where it is not the window, and
    whether it is worth a picture with large text."""
    doors(app, shown, take)
    take("03-empty")
    shown.samples()
    settle(app)
    take("04-shelf")
    shown._form(False)
    take("05-list")
    shown._form(True)
    assert shown.session is not None
    items = {item.name: item.id for item in shown.session.items()}
    for number, name in enumerate(sorted(items)):
        if number in (2, 3, 6, 7, 8):
            shown.detail(items[name])
            settle(app)
            take(f"06-detail-{name.split('.')[0]}")
    if camera.installed():
        through_a_camera(app, shown, take)
    screens: tuple[tuple[str, Callable[[], object]], ...] = (
        ("07-add", shown.add),
        ("08-review", lambda: shown.take_files([str(one) for one in paths()] + [__file__])),
        ("09-share", lambda: shown.share(items["04-micro-credential.sdjwt"])),
    )
    for name, act in screens:
        act()
        settle(app)
        take(name)
    page = shown.page
    assert isinstance(page, SharePage)
    page._challenge, page._domain = "c0ffee-2026", "minamo.example"
    page._make()
    settle(app)
    take("10-qr")

    def staged() -> QWidget:
        page._interview()
        assert page._stage is not None
        page._stage.showNormal()
        page._stage.resize(1366, 768)
        return page._stage

    take("21-interview", staged)
    staged().close()
    shown.share(items["03-data-science.png"])
    settle(app)
    page = shown.page
    assert isinstance(page, SharePage)
    take("11-share-whole")
    page._make()
    settle(app)
    take("12-qr-animated")
    page._back()
    page._more()
    settle(app)
    take("09-pick")
    page._picked((items["03-data-science.png"], items["04-micro-credential.sdjwt"]))
    settle(app)
    take("09-together")
    keeping(app, shown, take)
    packing(app, shown, take)
    shown.check()
    settle(app)
    take("14-verify", large=True)
    page = shown.page
    assert isinstance(page, Checking)
    page.take_files([str(one) for one in paths() if one.name == "09-forged.json"])
    settle(app)
    page._past = Tally(14, 3, 1)
    page.next()
    page.bring(Brought(raws=(b"https://badges.example/assertions/4711?from=fair",)))
    settle(app)
    take("14-verify-address")
    page.bring(Brought(raws=(fair_pack(),)))
    settle(app)
    take("14-verify-pack")
    page.leave_pack()
    for number, sample in enumerate(("03-data-science.png", "07-first-aid-expired.json", "09-forged.json")):
        page.take_files([str(one) for one in paths() if one.name == sample])
        settle(app)
        for one in paths()[:number]:
            page.take_files([str(one)])
        take(f"15-verdict-{number}", large=True)
        page.toggle()
        take(f"15-verdict-{number}-details", large=True)
        page._waiting = ()
        page.next()
    page.require(Policy.FAIR)
    page.bring(Brought(raws=(long_titled(),)))
    settle(app)
    take("15-verdict-long", large=True)
    page.next()
    page.require(Policy.WALLET)
    asked = ask_and_answer(app, shown, take)
    shown.check()
    page = shown.page
    assert isinstance(page, Checking)
    page._desk.opened(asked[0])
    page.bring(Brought(raws=(asked[1],)))
    settle(app)
    take("19-answer-judged")
    assert not isinstance(shown.page, Adding)


def held(code: bytes) -> QImage:
    """A code on a telephone that somebody holds up to a camera, a little askew."""
    seen = QImage(1280, 720, QImage.Format.Format_RGB32)
    room = QLinearGradient(0, 0, 1280, 720)
    for place, colour in ((0, "#c9c2b4"), (0.55, "#9a9184"), (1, "#5d564d")):
        room.setColorAt(place, QColor(colour))
    painter = QPainter(seen)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    painter.fillRect(seen.rect(), room)
    painter.translate(630, 370)
    painter.rotate(-4)
    painter.setBrush(QColor("#15181b"))
    painter.drawRoundedRect(QRectF(-270, -480, 540, 960), 44, 44)
    painter.drawImage(QRectF(-245, -245, 490, 490), QImage.fromData(code))
    painter.end()
    return seen


def through_a_camera(app: QApplication, shown: window.Window, take: Callable[..., None]) -> None:
    """A camera that is awaited, that sees the codes of something large, and that is pulled out."""
    from PySide6.QtMultimedia import QVideoFrame

    codes = qr.pack(paths()[1].read_bytes() + os.urandom(4000))
    frames = [QVideoFrame(held(qr.write_png(codes, index))) for index in (0, 1, 3)]

    def reading(seen: int, lost: bool = False) -> QWidget:
        page, opened = shown.add(), []
        assert page is not None

        def plugged(*how: Any) -> Callable[[], None]:
            opened.append(how)
            return lambda: None

        found = [camera.Camera(name, plugged) for name in ("Integrated Camera", "USB Document Camera")]
        page._read_with(camera.CameraReader(shown.look, lambda: found, lambda _, told: told(True)), "ui-camera")
        settle(app)
        sink, end = opened[0]
        for frame in frames[:seen]:
            sink.setVideoFrame(frame)
            settle(app)
        if lost:
            end()
        settle(app)
        return shown

    take("07-camera-waits", lambda: reading(0))
    take("07-camera", lambda: reading(3))
    take("07-camera-lost", lambda: reading(3, lost=True))


def fair_pack() -> bytes:
    """The documents of the samples as a pack."""
    (signer,) = new_signers(1, 1, NOW + timedelta(days=900))
    until = NOW + timedelta(days=5)
    raw, _ = make("秋の就職フェア2026", 1, NOW - timedelta(hours=1), until, documents(), (), [signer])
    return raw


def long_titled() -> bytes:
    """A credential that nobody signed, with as long a title as people give."""
    claims = load_json(paths()[1].read_bytes())
    title = (
        "地域の中小企業と学ぶデータ利活用と業務改善のための実践プログラム(基礎から応用まで・全六十時間・オンライン併用)"
    )
    claims["credentialSubject"]["achievement"]["name"] = title
    return dump_json(claims)


def keeping(app: QApplication, shown: window.Window, take: Callable[..., None]) -> None:
    """Settings, backups, trash and two computers: S20 to S23."""
    session = shown.session
    assert session is not None
    vault = session.open_vault()
    rooms.go(shown, "backups")
    settle(app)
    take("20-backups-never")
    guard(vault, shown.state, accept=True)
    keep_copy(vault)
    backup = vault.path.with_name("usb") / "akashi-2026-11-03.vault"
    vault.copy_to(backup)
    os.utime(backup, ((NOW - timedelta(days=21)).timestamp(),) * 2)
    names = [item.id for item in session.items()]
    conflict = vault.path.with_name("akashi (conflicted copy 2026-11-24).vault")
    for name in names[:2]:
        session.remove([name])
    session.bring_back([names[1]])
    vault.copy_to(conflict)
    with Vault.unlock(conflict, "北総 証 見本 五つ") as other:
        there = Session(other, session.library, lambda: NOW)
        there.bring_back([names[0]])
        there.remove([names[1], names[2]])
    session.remove([names[1]])
    session.bring_back([names[1]])
    keep_copy(vault)
    Memory(shown.state, vault.id).remember_backup(vault, NOW - timedelta(days=3))
    shown.settings()
    settle(app)
    take("21-settings", large=True)
    page = shown.page
    assert isinstance(page, Sheet)
    page._bar().setValue(page._bar().maximum())
    take("21-settings-end")
    keys = (FOLDER / "library" / "did-hokuso.json").read_bytes()
    session.add(keys.replace(b"hokuso.example", b"minamo.example"), "did.json")
    for name, room in (
        ("22-backups", "backups"),
        ("23-trash", "trash"),
        ("24-merge", "merging"),
        ("25-trust", "trust"),
    ):
        rooms.go(shown, room)
        settle(app)
        take(name, large=True)
    rooms.go(shown, "trash")
    page = shown.page
    assert isinstance(page, TrashPage)
    page._ask()
    take("26-trash-sure")
    for act in ("restore", "test"):
        bringing = Bringing(shown.look, session, shown.state, backup, "restore" if act == "restore" else "test")
        shown.show_page(bringing)
        settle(app)
        take(f"27-{act}-ask", large=True)
        bringing._typed = "北総 証 見本 五つ"
        bringing.open()
        settle(app)
        take(f"28-{act}", large=True)
    bringing = Bringing(shown.look, session, shown.state, backup, "restore")
    shown.show_page(bringing)
    bringing._typed = "not this one"
    bringing.open()
    settle(app)
    take("29-restore-wrong")
    rooms.go(shown, "leaving")
    take("30-leaving", large=True)
    leaving = shown.page
    assert isinstance(leaving, LeavingPage)
    leaving._choose("universal")
    take("31-leaving-keys")
    locked = vault.path.with_name("Wallet Backup.json")
    locked.write_bytes(leave(session, MIGRATION, names[3:5], "walnut ferry quiet lantern").data)
    shown.take_files([str(locked), *[str(one) for one in paths()[:2]], __file__])
    settle(app)
    take("32-locked")
    adding = shown.page
    assert isinstance(adding, Adding)
    adding._password = "walnut ferry quiet lantern"  # noqa: S105
    adding.unlock(locked.name)
    settle(app)
    adding._keep()
    settle(app)
    take("33-added")
    conflict.unlink()
    session.bring_back([one.id for one in session.trash()])


def packing(app: QApplication, shown: window.Window, take: Callable[..., None]) -> None:
    """A fair pack: made of a folder and of the wallet, shown, looked into by somebody else."""
    session = shown.session
    assert session is not None
    place = session.open_vault().path.parent / "Career fair 2026"
    place.mkdir()
    rows = {}
    for path in sorted((FOLDER / "library").iterdir()):
        (place / path.name).write_bytes(path.read_bytes())
        url = documents_from(path.read_bytes())[0].url
        rows[url] = {"path": path.name, "fetched": "2026-11-22T08:00:00Z"}
    rows["https://northmere.example/later"] = {"path": "did-kumori.json", "fetched": "2026-11-30T08:00:00Z"}
    (place / "index.json").write_bytes(dump_json(rows))
    (place / "notes.txt").write_text("Ask Hanami about the tables.")
    (place / "old.json").symlink_to("notes.txt")
    rooms.go(shown, "packing")
    settle(app)
    take("34-pack-empty", large=True)
    page = shown.page
    assert isinstance(page, PackingPage)
    page.draft.name = "秋の就職フェア2026"
    page.gather(place)
    settle(app)
    page.make_key(place.parent / "maker.key")
    settle(app)
    take("35-pack")
    page._bar().setValue(page._bar().maximum())
    take("35-pack-end")
    out = place.parent / "fair-2026-11-24.pack"
    page.write(out)
    settle(app)
    take("36-pack-made", large=True)
    assert page._made is not None
    made = page._made[2]
    for name in ("print", "codes"):
        press(app, shown, f"pack.{name}")
        take(f"37-pack-{name}")
        page.leave()
    rooms.go(shown, "trust")
    trust = shown.page
    assert isinstance(trust, TrustPage)
    trust.take(out)
    settle(app)
    take("38-pack-look", large=True)
    trust._typed = maker = made.id
    trust._import()
    settle(app)
    take("39-pack-imported")
    press(app, shown, f"trust.look.{maker[:8]}")
    take("40-pack-kept")


def doors(app: QApplication, shown: window.Window, take: Callable[[str], None]) -> None:
    """The way in: first run, the kit, restoring, and everything that unlocking may say."""

    def door() -> Welcome:
        settle(app)
        assert isinstance(shown.page, Welcome)
        return shown.page

    def step(name: str, *facts: object) -> Welcome:
        door().go(name, *facts)
        return door()

    def enter(text: str, act: str) -> None:
        door().typed = text
        door().refresh()
        press(app, shown, act)

    def big(name: str) -> None:
        shown.look.set(scale=2.0)
        take(name)
        shown.look.set(scale=1.0)

    phrase = "walnut ferry quiet lantern seven"
    take("01-welcome")
    big("01-welcome-200")
    door().typed = step("create").typed = phrase
    door().refresh()
    take("02-passphrase")
    big("02-passphrase-200")
    door().typed = "ｗａｌｎｕｔ"
    door().now.toggle()
    take("02-passphrase-hidden")
    enter("walnut ", "create.next")
    take("02-passphrase-short")
    door().typed, door().path = phrase, Path(__file__) / "wallet" / "akashi.vault"
    door().refresh()
    take("02-passphrase-folder")
    door().path = shown.path
    door().now.toggle()
    enter(phrase, "create.next")
    page = shown.page
    assert isinstance(page, Kit)
    page._made = bytes(range(20))
    page.refresh()
    take("02-kit")
    big("02-kit-200")
    press(app, shown, "kit.wrote")
    take("02-kit-check")
    page._typed = page.groups()[2]
    press(app, shown, "kit.confirm")
    take("02-kit-kept")
    press(app, shown, "kit.done")
    shown.samples()
    settle(app)
    shown.keyring(True)
    take("02-keyring")
    shown.change_passphrase()
    take("02-change")
    page = shown.page
    assert isinstance(page, Change)
    page._typed = {"old": phrase, "new": phrase + " eight", "again": phrase + " eight"}
    press(app, shown, "change.do")
    take("02-change-copies")
    phrase += " eight"
    press(app, shown, "change.keep")
    shown.lock()
    take("02-unlock")
    big("02-unlock-200")
    for _ in range(4):
        enter("something else", "unlock.open")
        door().pause.stop()
    door().wrong = 4
    enter("something else", "unlock.open")
    take("02-unlock-wrong")
    door().pause.stop()
    step("code")
    take("02-code")
    other = Vault.unlock(shown.path, phrase)
    step("unlock")
    settle(app)
    take("02-unlock-busy")
    enter(phrase, "unlock.read")
    take("02-in-use")
    shown.lock()
    other.close()
    step("restore")
    take("02-restore")
    door().now.file = copies_of(shown.path)[0].path
    enter(phrase, "restore.look")
    take("02-restore-found")
    good = shown.path.read_bytes()
    shown.path.write_bytes(good[:9000])
    step("unlock")
    settle(app)
    take("02-unlock-damaged")
    press(app, shown, "door.copies")
    take("02-copies")
    big("02-copies-200")
    shown.path.write_bytes(good)
    spoil(shown.path)
    step("unlock")
    settle(app)
    enter(phrase, "unlock.open")
    take("02-unlock-salvage")
    shown.path.write_bytes(copies_of(shown.path)[-1].path.read_bytes())
    step("unlock")
    settle(app)
    enter("walnut ferry quiet lantern seven", "unlock.open")
    take("02-older")
    shown.lock()
    shown.path.unlink()
    shown._opened(Vault.create(shown.path, "北総 証 見本 五つ", cost=CHEAP))


def spoil(path: Path) -> None:
    """One record of a vault no longer opens."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE record SET body = zeroblob(40) WHERE id = (SELECT max(id) FROM record)")


def press(app: QApplication, shown: window.Window, name: str) -> None:
    """Press the visible button of a name."""
    settle(app)
    next(one for one in shown.findChildren(QPushButton, name) if one.isVisibleTo(shown)).click()
    settle(app)


if __name__ == "__main__":
    sys.exit(main())
