"""What protects an open vault: locking by itself, copies at the end, the clipboard, and screenshots."""

import os
import shutil
import subprocess
import sys
import textwrap
import threading
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from tests import making
from tests.ui.conftest import PASSPHRASE, named, settle
from tests.ui.hands import enter, everything, press
from tests.ui.test_window import sample
from wallet.errors import VaultError
from wallet.seams import Tick
from wallet.session.copies import copies_of
from wallet.session.memory import Memory
from wallet.ui import guarding
from wallet.ui.clip import HINTS, SECONDS
from wallet.ui.guarding import Watch, leaves, session_path
from wallet.ui.tasks import Job
from wallet.ui.welcome import Welcome
from wallet.ui.window import Window
from wallet.vault import Vault


class Bus:
    """A bus that keeps who listens to what."""

    def __init__(self) -> None:
        self.rows: dict[tuple[str, str], tuple[QObject, str]] = {}

    def connect(self, *row: object) -> bool:
        _, _, interface, signal, receiver, slot = row
        assert isinstance(receiver, QObject)
        name = str(slot).removeprefix("1")
        assert receiver.metaObject().indexOfSlot(name) >= 0, slot
        self.rows[str(interface), str(signal)] = receiver, name.split("(")[0]
        return True

    def send(self, interface: str, signal: str, *values: object) -> None:
        receiver, slot = self.rows[interface, signal]
        getattr(receiver, slot)(*values)


SIGNALS = [
    ("session", "org.freedesktop.ScreenSaver", "ActiveChanged", (True,), (False,)),
    ("session", "org.gnome.ScreenSaver", "ActiveChanged", (True,), (False,)),
    ("system", "org.freedesktop.login1.Manager", "PrepareForSleep", (True,), (False,)),
    ("system", "org.freedesktop.login1.Session", "Lock", (), None),
    ("system", "org.freedesktop.DBus.Properties", "PropertiesChanged", ("org.freedesktop.login1.Session", {"Active": False}, []),
     ("org.freedesktop.login1.Session", {"Active": True}, [])),
]  # fmt: skip


@pytest.mark.parametrize(("bus", "interface", "signal", "locks", "stays"), SIGNALS)
def test_the_screen_lock_sleep_and_another_user_lock_the_vault(
    filled: Window, monkeypatch: pytest.MonkeyPatch, bus: str, interface: str, signal: str, locks: tuple[object, ...], stays: tuple[object, ...] | None
) -> None:  # fmt: skip
    monkeypatch.setenv("XDG_SESSION_ID", "2")
    found = {"session": Bus(), "system": Bus()}
    Watch(filled, filled.lock, filled.clock, found)
    if stays is not None:
        found[bus].send(interface, signal, *stays)
        assert filled.vault is not None
    found[bus].send(interface, signal, *locks)
    assert filled.vault is None
    assert isinstance(filled.page, Welcome)


def test_without_a_name_of_the_session_others_do_not_lock_ours(filled: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XDG_SESSION_ID", raising=False)
    found = {"system": Bus()}
    Watch(filled, filled.lock, filled.clock, found)
    assert list(found["system"].rows) == [("org.freedesktop.login1.Manager", "PrepareForSleep")]


@pytest.mark.parametrize(("name", "path"), [("2", "_32"), ("c1", "c1"), ("a-b", "a_2db"), ("12", "_312"), ("", None)])
def test_the_path_of_a_session_is_escaped_as_systemd_does_it(name: str, path: str | None) -> None:
    assert session_path(name) == (f"/org/freedesktop/login1/session/{path}" if path else "")


def test_a_clock_that_jumped_means_sleep_and_locks(filled: Window) -> None:
    now = [making.NOW]
    watch = Watch(filled, filled.lock, lambda: now[0], {})
    now[0] += timedelta(seconds=6)
    watch.beat()
    assert filled.vault is not None
    now[0] += timedelta(minutes=2)
    watch.beat()
    assert filled.vault is None


@pytest.mark.parametrize(("message", "parameter", "expected"), [(0x218, 4, True), (0x218, 7, False), (0x2B1, 7, True), (0x2B1, 8, False), (0x2B1, 2, True), (0x100, 7, False)])  # fmt: skip
def test_the_messages_of_windows_are_told_apart(message: int, parameter: int, expected: bool) -> None:
    assert leaves(message, parameter) is expected


PROGRAM = """
    import sys
    from datetime import UTC, datetime
    from PySide6.QtCore import QTimer
    from PySide6.QtDBus import QDBusConnection, QDBusConnectionInterface, QDBusMessage
    from PySide6.QtWidgets import QApplication, QWidget
    from wallet.ui.guarding import Watch, buses
    app = QApplication([])
    said = []
    window = QWidget()
    def act():
        said.append("locked")
        app.quit()
    watch = Watch(window, act, lambda: datetime(2026, 1, 1, tzinfo=UTC), {"session": buses()["session"], "system": buses()["session"]})
    other = QDBusConnection.connectToBus(QDBusConnection.BusType.SessionBus, "other")
    queue, replace = QDBusConnectionInterface.ServiceQueueOptions, QDBusConnectionInterface.ServiceReplacementOptions
    other.interface().registerService("org.freedesktop.login1", queue.DontQueueService, replace.DontAllowReplacement)
    message = QDBusMessage.createSignal(*sys.argv[1:4])
    if len(sys.argv) == 5:
        message.setArguments(["org.freedesktop.login1.Session", {"Active": False}, ["IdleHint"]] if sys.argv[4] == "values" else [True])
    QTimer.singleShot(0, lambda: other.send(message))
    QTimer.singleShot(20000, app.quit)
    app.exec()
    print(said)
"""


@pytest.mark.skipif(shutil.which("dbus-run-session") is None, reason="no D-Bus here")
@pytest.mark.parametrize(
    "signal",
    [
        ("/ScreenSaver", "org.freedesktop.ScreenSaver", "ActiveChanged", "true"),
        ("/org/freedesktop/login1", "org.freedesktop.login1.Manager", "PrepareForSleep", "true"),
        (session_path("2"), "org.freedesktop.login1.Session", "Lock"),
        (session_path("2"), "org.freedesktop.DBus.Properties", "PropertiesChanged", "values"),
    ],
)
def test_a_real_bus_carries_the_signal(signal: tuple[str, ...]) -> None:
    environ = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(Path(__file__).parents[2]), "XDG_SESSION_ID": "2"}  # fmt: skip
    command = ["dbus-run-session", "--", sys.executable, "-c", textwrap.dedent(PROGRAM), *signal]
    done = subprocess.run(command, env=environ, capture_output=True, text=True, timeout=120)
    assert done.stdout.strip() == "['locked']", done.stderr[-2000:]


def test_after_a_lock_no_widget_holds_anything_of_a_credential(opened: Window) -> None:
    assert opened.session is not None
    canary = "CANARY-7f3a"
    badge = making.badge(name=f"{canary} badge")
    badge["credentialSubject"]["achievement"] |= {"name": f"{canary} name", "description": f"{canary} text"}
    opened.session.add(making.raw(making.signed(badge)), f"{canary}.json")
    (item,) = opened.session.items()
    opened.home()
    settle()
    for act in (lambda: opened.share(item.id), lambda: opened.detail(item.id)):
        act()
        settle()
        assert canary in everything()
    page = opened.page
    assert page is not None
    page._turn("raw")  # type: ignore[attr-defined]
    settle()
    assert any(canary in one.toPlainText() for one in opened.findChildren(QPlainTextEdit))
    opened.say(f"{canary} was said")
    beside = QWidget()
    beside.setWindowTitle(canary)
    beside.show()
    opened.lock()
    settle()
    beside.setWindowTitle("")
    assert not beside.isVisible()
    assert canary not in everything()
    assert canary not in opened.windowTitle()
    assert opened._undo == ()


def test_locking_ends_work_that_would_go_on(opened: Window) -> None:
    steps = []

    def work(tick: Tick) -> None:
        while True:
            tick(len(steps), 0)
            steps.append(1)

    Job(opened, work).start()
    opened.lock()
    assert opened.vault is None
    settle()
    assert isinstance(opened.page, Welcome)


def test_work_that_hears_nothing_does_not_hold_up_a_lock(opened: Window) -> None:
    go_on, seen, vault = threading.Event(), [], opened.vault
    assert vault is not None

    def work(tick: Tick) -> None:
        go_on.wait(60)
        try:
            vault.put()
        except VaultError as error:
            seen.append(error.code)

    Job(opened, work).start()
    opened.lock()
    assert opened.vault is None
    Vault.unlock(opened.path, PASSPHRASE).close()
    go_on.set()
    settle()
    assert seen == ["vault.closed"]


@pytest.mark.parametrize("end", ["lock", "close"])
def test_locking_and_closing_keep_a_copy_of_the_last_state(window: Window, end: str) -> None:
    press(window, "welcome.start")
    enter(window, PASSPHRASE)
    press(window, "create.next")
    press(window, "kit.later")
    window.samples()
    settle()
    assert window.vault is not None
    name, mark, generation = window.vault.id, window.vault.mark, window.vault.generation
    getattr(window, end)()
    settle()
    assert mark in [copy.mark for copy in copies_of(window.path)]
    assert Memory(window.state, name).saves[-1][:2] == (generation, mark)
    with Vault.unlock(copies_of(window.path)[0].path, PASSPHRASE) as copy:
        assert len(copy.records) > 9


def test_a_copy_that_could_not_be_kept_is_said_after_the_lock(window: Window) -> None:
    press(window, "welcome.start")
    enter(window, PASSPHRASE)
    press(window, "create.next")
    press(window, "kit.later")
    window.path.with_name("akashi.vault.copies").write_text("in the way")
    window.samples()
    settle()
    window.lock()
    settle()
    assert "safety copy" in everything()
    Vault.unlock(window.path, PASSPHRASE).close()


def test_idle_time_locks_and_a_key_starts_it_anew(filled: Window) -> None:
    assert filled._idle.isActive()
    assert filled._idle.interval() == 5 * 60_000
    filled._idle.timeout.emit()
    assert filled.vault is None
    assert not filled._idle.isActive()


def copy_raw(window: Window) -> str:
    window.detail(sample(window, "06-renewable-energy.json"))
    settle()
    window.page._turn("raw")  # type: ignore[union-attr]
    settle()
    press(window, "detail.copy")
    return QGuiApplication.clipboard().text()


def test_a_copy_is_concealed_counted_down_and_cleared(filled: Window) -> None:
    assert "proof" in copy_raw(filled)
    data = QGuiApplication.clipboard().mimeData()
    assert all(data.hasFormat(name) for name in HINTS)
    for left in range(SECONDS - 1, 0, -1):
        filled.clip.second()
        assert f" {left} s" in named(filled, "clip.left").text()  # type: ignore[attr-defined]
    assert QGuiApplication.clipboard().text() != ""
    filled.clip.second()
    assert QGuiApplication.clipboard().text() == ""
    assert not filled.clip._timer.isActive()


@pytest.mark.parametrize("end", ["time", "lock"])
def test_what_somebody_else_copied_since_is_left_alone(filled: Window, end: str) -> None:
    copy_raw(filled)
    QGuiApplication.clipboard().setText("a shopping list")
    if end == "time":
        filled.clip.seconds = 1
        filled.clip.second()
    else:
        filled.lock()
    assert QGuiApplication.clipboard().text() == "a shopping list"
    assert filled.clip.seconds == 0


@pytest.mark.parametrize("end", ["lock", "close"])
def test_a_lock_takes_ours_from_the_clipboard_at_once(filled: Window, end: str) -> None:
    assert copy_raw(filled)
    getattr(filled, end)()
    assert QGuiApplication.clipboard().text(QClipboard.Mode.Clipboard) == ""


def test_secrets_stay_out_of_screenshots_and_what_is_presented_does_not(opened: Window, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    said: list[bool] = []
    monkeypatch.setattr(guarding, "_SHIELDS", {sys.platform: lambda _, on: said.append(on) or True})
    for act, private in ((opened.kit, True), (opened.home, False), (opened.change_passphrase, True), (opened.check, False), (opened.lock, True)):  # fmt: skip
        act()
        settle()
        assert said[-1] is private


def test_a_system_that_cannot_keep_them_out_says_so(window: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    press(window, "welcome.start")
    for platform, name in (("linux", "seen"), ("win32", "private"), ("darwin", "private")):
        monkeypatch.setattr(guarding, "_SHIELDS", {} if platform == "linux" else {sys.platform: lambda _, on: True})
        window.page.refresh()  # type: ignore[union-attr]
        settle()
        assert window.look.say(f"ui-know-head_{name}") in everything()
    assert not guarding.shield(window, True) or guarding.can_shield()


def test_a_read_only_vault_is_not_asked_for_a_kit(opened: Window) -> None:
    from wallet.errors import VaultError

    assert opened.vault is not None
    opened.vault.freeze(VaultError("vault.read_only"))
    opened.home()
    settle()
    assert not [one for one in opened.findChildren(QWidget, "footer.kit") if one.isVisibleTo(opened)]
    opened.kit()
    settle()
    assert opened.look.say("vault.read_only") in everything()
