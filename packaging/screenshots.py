"""Pictures of every screen, in both languages and themes, from a wallet of the bundled samples.

    python packaging/screenshots.py FOLDER [NAME...]

The clock is fixed and the screen is Qt's offscreen one, so that pictures can be compared.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from PySide6.QtCore import QEvent, QSettings
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from wallet.crypto.seal import Cost
from wallet.session.copies import copies_of
from wallet.session.samples import paths
from wallet.ui import tasks, window
from wallet.ui.adding import Adding
from wallet.ui.checking import Checking
from wallet.ui.kit import Kit
from wallet.ui.passphrases import Change
from wallet.ui.share import SharePage
from wallet.ui.theme import Look
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
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "wallet" / "akashi.vault"
        QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, place)
        look = Look("light", "ja")
        look.wear()
        shown = window.Window(look, lambda: NOW, path, cost=CHEAP, state=Path(place) / "state")
        shown.show()
        take_all(app, shown, look, folder, wanted)
        shown.close()
    print(f"{len(list(folder.glob('*.png')))} pictures in {folder}")
    return 0


def take_all(app: QApplication, shown: window.Window, look: Look, folder: Path, wanted: list[str]) -> None:
    """Walk through the screens once, and take each in every dress."""

    def take(name: str, widget: QWidget | None = None) -> None:
        if wanted and name not in wanted:
            return
        for lang in ("ja", "en"):
            for theme in ("light", "dark"):
                look.set(lang=lang, theme=theme)
                settle(app)
                (widget or shown).grab().save(str(folder / f"{name}-{lang}-{theme}.png"))
        look.set(lang="ja", theme="light")
        settle(app)

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
    shown.share(items["03-data-science.png"])
    settle(app)
    page = shown.page
    assert isinstance(page, SharePage)
    take("11-share-whole")
    page._make()
    settle(app)
    take("12-qr-animated")
    shown.settings()
    take("13-settings")
    shown.check()
    settle(app)
    take("14-verify")
    for number, sample in enumerate(("03-data-science.png", "07-first-aid-expired.json", "09-forged.json")):
        page = shown.page
        assert isinstance(page, Checking)
        page.take_files([str(one) for one in paths() if one.name == sample])
        settle(app)
        take(f"15-verdict-{number}")
        page.next()
    assert not isinstance(shown.page, Adding)


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
    shown.path.write_bytes(copies_of(shown.path)[-1].path.read_bytes())
    step("unlock")
    settle(app)
    enter("walnut ferry quiet lantern seven", "unlock.open")
    take("02-older")
    shown.lock()
    shown.path.unlink()
    shown._opened(Vault.create(shown.path, "北総 証 見本 五つ", cost=CHEAP))


def press(app: QApplication, shown: window.Window, name: str) -> None:
    """Press the visible button of a name."""
    settle(app)
    next(one for one in shown.findChildren(QPushButton, name) if one.isVisibleTo(shown)).click()
    settle(app)


if __name__ == "__main__":
    sys.exit(main())
