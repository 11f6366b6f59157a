"""What locks the window besides its owner, and what keeps a page out of screenshots.

Linux: the screen saver's and logind's signals on D-Bus, where there is a bus. Windows: the session's own messages.
Everywhere: a clock that jumped means that the computer slept. Screenshots can be refused on Windows and macOS only.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import os
import sys
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import SLOT, QObject, QTimer, Slot
from PySide6.QtWidgets import QWidget

BEAT_MS: Final = 5_000
SLEPT: Final = timedelta(seconds=30)
"""A beat that comes this late was slept through."""
_SESSION: Final = "org.freedesktop.login1.Session"
_SAVERS: Final = ("org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver", "org.cinnamon.ScreenSaver", "org.mate.ScreenSaver")  # fmt: skip
_SUSPENDING: Final = (0x218, frozenset({4}))
_LEAVING: Final = (0x2B1, frozenset({2, 4, 7}))
"""Windows messages: WM_POWERBROADCAST with PBT_APMSUSPEND; WM_WTSSESSION_CHANGE with a console or remote session that is
left, or locked."""

Buses = Mapping[str, Any]
"""Connections by name, "session" and "system"."""


def buses() -> Buses:
    """The buses there are. Nothing is started that does not run already."""
    if sys.platform != "linux":
        return {}
    from PySide6.QtDBus import QDBusConnection

    found = {}
    if "DBUS_SESSION_BUS_ADDRESS" in os.environ:
        found["session"] = QDBusConnection.sessionBus()
    if "DBUS_SYSTEM_BUS_ADDRESS" in os.environ or Path("/run/dbus/system_bus_socket").exists():
        found["system"] = QDBusConnection.systemBus()
    return {name: bus for name, bus in found.items() if bus.isConnected()}


def session_path(name: str) -> str:
    """logind's object for a session, its name escaped as systemd does it; "" where there is no name."""
    escaped = (
        letter if letter.isascii() and letter.isalnum() and (place or not letter.isdigit()) else f"_{ord(letter):02x}"
        for place, letter in enumerate(name)
    )
    return f"/org/freedesktop/login1/session/{''.join(escaped)}" if name else ""


class Watch(QObject):
    """Calls ``act`` when the screen is locked, the computer sleeps, or somebody else takes the seat."""

    def __init__(self, parent: QWidget, act: Callable[[], object], clock: Callable[[], datetime], found: Buses | None = None) -> None:  # fmt: skip
        super().__init__(parent)
        self._act, self._clock, self._last = act, clock, clock()
        self._timer = QTimer(self)
        self._timer.setInterval(BEAT_MS)
        self._timer.timeout.connect(self.beat)
        self._timer.start()
        self._listen(buses() if found is None else found)
        if sys.platform == "win32":
            self._native = _listen_to_windows(parent, act)

    def _listen(self, found: Buses) -> None:
        own = session_path(os.environ.get("XDG_SESSION_ID", ""))
        login = "org.freedesktop.login1"
        rows = [("session", "", "", saver, "ActiveChanged", SLOT("away(bool)")) for saver in _SAVERS]
        rows.append(
            ("system", login, "/org/freedesktop/login1", f"{login}.Manager", "PrepareForSleep", SLOT("away(bool)"))
        )
        if own:
            rows.append(("system", login, own, _SESSION, "Lock", SLOT("left()")))
            slot = SLOT("changed(QString,QVariantMap,QStringList)")
            rows.append(("system", login, own, "org.freedesktop.DBus.Properties", "PropertiesChanged", slot))
        for bus, *signal, slot in rows:
            if bus in found:
                found[bus].connect(*signal, self, slot)

    @Slot(bool)
    def away(self, begins: bool) -> None:
        """The screen saver came on, or the computer goes to sleep; that they end changes nothing."""
        if begins:
            self._act()

    @Slot()
    def left(self) -> None:
        """The session is to be locked."""
        self._act()

    @Slot(str, "QVariantMap", "QStringList")
    def changed(self, interface: str, values: dict[str, object], _: list[str]) -> None:
        """Another session is in front of the screen."""
        if interface == _SESSION and values.get("Active") is False:
            self._act()

    def beat(self) -> None:
        """Every few seconds; one that comes much too late was slept through."""
        before, self._last = self._last, self._clock()
        if self._last - before > SLEPT:
            self._act()


def leaves(message: int, parameter: int) -> bool:
    """Does this message of Windows say that nobody sits here any more?"""
    return any(message == kind and parameter in which for kind, which in (_SUSPENDING, _LEAVING))


def _listen_to_windows(window: QWidget, act: Callable[[], object]) -> object:
    if sys.platform == "win32":
        from ctypes import wintypes

        from PySide6.QtCore import QAbstractNativeEventFilter
        from PySide6.QtWidgets import QApplication

        class Messages(QAbstractNativeEventFilter):
            def nativeEventFilter(self, kind: Any, message: Any) -> Any:
                """Look at each message, and let all of them pass."""
                stated = wintypes.MSG.from_address(int(message))
                if leaves(stated.message, stated.wParam):
                    act()
                return False, 0

        ctypes.windll.wtsapi32.WTSRegisterSessionNotification(int(window.winId()), 0)
        made = Messages()
        QApplication.instance().installNativeEventFilter(made)
        return made
    return None


def _shield_windows(window: int, on: bool) -> bool:
    if sys.platform == "win32":
        set_affinity = ctypes.windll.user32.SetWindowDisplayAffinity
        # Left out of pictures since Windows 10 2004; black in them before.
        return any(set_affinity(window, kind) for kind in ((0x11, 0x01) if on else (0,)))
    return False


def _shield_mac(view: int, on: bool) -> bool:
    objc = ctypes.cdll.LoadLibrary(ctypes.util.find_library("objc") or "libobjc.dylib")
    objc.sel_registerName.restype = ctypes.c_void_p
    ask = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p)(("objc_msgSend", objc))
    tell = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_ulong)(("objc_msgSend", objc))
    window = ask(view, objc.sel_registerName(b"window"))
    if window:
        tell(window, objc.sel_registerName(b"setSharingType:"), 0 if on else 1)  # NSWindowSharingNone, …ReadOnly
    return bool(window)


_SHIELDS: Final[dict[str, Callable[[int, bool], bool]]] = {"win32": _shield_windows, "darwin": _shield_mac}


def can_shield() -> bool:
    """Does this system let a window stay out of screenshots?"""
    return sys.platform in _SHIELDS


def shield(window: QWidget, on: bool) -> bool:
    """Keep a window out of screenshots and shared screens, or let it be seen again; did the system do it?"""
    act = _SHIELDS.get(sys.platform)
    return act is not None and act(int(window.winId()), on)
