"""Verify without keeping: bring it, see the verdict across the window, take the next one (S14, S15)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QCursor, QKeyEvent
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton, QWidget

from wallet import words
from wallet.crypto.keys import PrivateKey
from wallet.errors import Malformed, Refused, WalletError
from wallet.library import Library
from wallet.model import Audience
from wallet.packs import Pack
from wallet.report import Policy
from wallet.seams import Tick
from wallet.session.at_hand import news
from wallet.sharing.exchange import Ask, Desk
from wallet.sharing.reader import said
from wallet.sharing.receipt import write_receipt
from wallet.ui import camera, waiting
from wallet.ui.adding import gather, read_file
from wallet.ui.booth import STAY, Brought, Judged, Tally, judge_all, queued
from wallet.ui.packed import Shelf, offered
from wallet.ui.parts import _WORDS, Page, Progress, button, column, pane, row
from wallet.ui.reading import Reader, ScreenReader, png_of
from wallet.ui.stage import receipt_part, verdict
from wallet.ui.tasks import Job
from wallet.ui.theme import Look


class Checking(Page):
    """Verifier mode: what is shown is forgotten with the next one; what comes meanwhile waits."""

    left = Signal()

    def __init__(self, look: Look, library: Callable[[], Library], clock: Callable[[], datetime]) -> None:
        super().__init__(look)
        self._library, self.clock = Shelf(library), clock
        self._offered: Pack | None = None
        self._desk = Desk()
        self._ask: Ask | None = None
        self._asking = False
        self._reader: Reader | None = None
        self._through = False
        self._seen = b""
        self._waiting: tuple[Brought, ...] = ()
        self._judged: Judged | None = None
        self.error: WalletError | None = None
        self._job: Job | None = None
        self._details = False
        self._seconds = STAY
        self._note = ""
        self._going = False
        self._past = Tally()
        self._key: PrivateKey | None = None
        self._cursor = QCursor.pos()
        self.policy = Policy.WALLET
        self.challenge = self.domain = ""
        self._timer = QTimer(self, interval=1000)
        self._timer.timeout.connect(self.tick)
        self.setAcceptDrops(True)
        self.setObjectName("fair")
        self.refresh()

    def require(self, policy: Policy) -> None:
        """What must be answered well from now on."""
        self.policy = policy
        self.refresh()

    def reset(self) -> None:
        """Count from nothing."""
        self._past = Tally()
        self.refresh()

    @property
    def tally(self) -> Tally:
        """What was counted, with what is shown."""
        return self._past.plus(self._judged.kind) if self._judged is not None else self._past

    def build(self) -> QWidget:
        """Waiting, asking, reading, or a verdict."""
        if self._judged is not None:
            return self._verdict(self._judged)
        if self._reader is not None:
            room = [self._reader] if self._through else [-1, self._reader, -2]
            return pane(column(row(self.way_out(), -1), *room, space=12, margins=(32, 16, 32, 24)))
        if self._offered is not None:
            return waiting.pack(self, self._offered)
        if self._ask is not None:
            return waiting.request(self, self._ask)
        return (
            waiting.form(self)
            if self._asking
            else waiting.page(self, self._ways(), news(self._library(), self.clock()))
        )

    def refresh(self) -> None:
        """Draw again, with what waits."""
        super().refresh()
        self._tell()

    def take_pack(self) -> None:
        """Use the pack that was brought until this page is left."""
        if self._offered is not None:
            self._library.take(self._offered)
            facts = {"name": words.clean(self._offered.name), "until": words.clock(self._offered.until, self.look.lang)}
            self.leave_pack()
            self._say("ui-fair-pack_taken", **facts)

    def leave_pack(self) -> None:
        """Go on without it."""
        self._offered = None
        self.refresh()

    def _ways(self) -> list[list[QPushButton]]:
        look = self.look
        files = button(look, look.say("ui-add-file"), self.choose, "primary", "file", "fair.file", "large")
        ask = button(look, look.say("ui-ask-title"), lambda: self.go(True), icon="qr", name="fair.ask", size="large")
        return [[files, ask], self.readers()]

    def go(self, asking: bool) -> None:
        """To the form of a request, or back."""
        self._asking, self.error = asking, None
        self.refresh()

    def readers(self) -> list[QPushButton]:
        """What reads codes, from the screen or through a camera."""
        look = self.look
        screen = button(look, look.say("ui-screen"), self.read_screen, icon="scan", name="fair.screen", size="large")
        return [screen, *camera.buttons(look, self.read_camera, "fair.camera")]

    def read_screen(self) -> None:
        """Look for codes on this screen until all are read: the other window of a video call, say."""
        self._read_with(ScreenReader(self.look))

    def read_camera(self) -> None:
        """Look for codes through the camera, and again after each verdict until somebody ends it."""
        self._through = True
        self._read_with(camera.CameraReader(self.look))

    def _read_with(self, reader: Reader) -> None:
        self._reader, self.error = reader, None
        reader.ignored = self._seen
        reader.read.connect(self._read)
        reader.left.connect(self._close_reader)
        self.refresh()

    def _close_reader(self) -> None:
        self._reader, self._through, self._seen = None, False, b""
        self.refresh()

    def _read(self, payload: bytes) -> None:
        """The code may be held in front of the camera for longer: it is not read twice."""
        self._reader = None
        self._seen = hashlib.sha256(payload).digest() if self._through else b""
        self.refresh()
        self.bring(Brought(raws=(payload,)))

    def show_request(self, one: Ask) -> None:
        """Ask it."""
        self._desk.opened(one)
        self._ask, self._asking, self.error = one, False, None
        self.refresh()

    def end_request(self) -> None:
        """Wait for its answer no more."""
        self._ask = None
        self.refresh()

    def way_out(self) -> QWidget:
        """The button that leaves."""
        return button(self.look, self.look.say("ui-fair-leave"), self.leave, "quiet", "back", "fair.leave")

    def _verdict(self, judged: Judged) -> QWidget:
        look, at_hand = self.look, news(self._library(), self.clock())
        acts = {"next": self.next, "details": self.toggle, "again": self.again, "leave": self.leave}
        if judged.once:
            del acts["again"]
        line = " · ".join((look.say(f"ui-fair-short_{judged.policy}"), waiting.ages(look, at_hand, self.clock())))
        return verdict(
            look,
            judged,
            self.tally,
            line,
            acts,
            receipt_part(look, self.save_receipt) if self._details else [],
            self._details,
        )

    def save_receipt(self) -> None:
        """Sign what was said with the key of this session, and save it where the verifier chooses."""
        judged = self._judged
        chosen, _ = QFileDialog.getSaveFileName(
            self, self.look.say("ui-fair-receipt_save"), "akashi-receipt.json", "JSON (*.json)"
        )
        if not chosen or judged is None:
            return
        self._key = self._key or PrivateKey.generate()
        at, reports = self.clock(), [one.report for one in judged.rows]
        dates = news(self._library(), at).dates
        made = write_receipt(reports, judged.raws, judged.policy, dates, judged.challenge, self._key, at)
        path = Path(chosen)
        try:
            path.write_bytes(made)
        except OSError:
            self._say("file.unwritable", file=path.name)
        else:
            self._say("ui-fair-receipt_done", name=path.name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space for the next one, D for details, R to check again, Escape to step back."""
        self._seconds = STAY
        acts = {Qt.Key.Key_Space: self.next, Qt.Key.Key_D: self.toggle, Qt.Key.Key_R: self.again}
        if event.key() == Qt.Key.Key_Escape:
            (self.toggle if self._details else self.leave)()
        elif event.key() in acts and not event.modifiers():
            acts[Qt.Key(event.key())]()
        else:
            super().keyPressEvent(event)

    def next(self) -> None:
        """Forget this one, and judge what waits longest."""
        if self._judged is None and (self._job is not None or not self._waiting):
            return
        self._past = self.tally
        self._judged = self.error = None
        self._note, self._details, self._going = "", False, False
        self._timer.stop()
        self._drop()
        if self._waiting:
            first, *others = self._waiting
            self._waiting = tuple(others)
            self._start(first)
        elif self._through and self._ask is None:
            self.read_camera()
            return
        self.refresh()

    def toggle(self) -> None:
        """Every answer, or the verdict again."""
        if self._judged is not None:
            self._details, self._note, self._seconds = not self._details, "", STAY
            self.refresh()

    def again(self) -> None:
        """Judge what is shown once more, while it is still here."""
        if self._judged is not None and not self._judged.once and self._job is None:
            self._start(Brought(raws=self._judged.raws))

    def leave(self) -> None:
        """Go; what waits is not dropped without a word."""
        if self._waiting and not self._going:
            self._going = True
            self._say("ui-fair-going", count=len(self._waiting))
        else:
            self.left.emit()

    def tick(self) -> None:
        """A second passed. Whoever moves the mouse or reads the details has time."""
        here = QCursor.pos()
        if here != self._cursor or self._details or self._job is not None:
            self._cursor, self._seconds = here, STAY
        else:
            self._seconds -= 1
        if self._seconds <= 0:
            self.next()
        self._tell()

    def _say(self, code: str, **facts: object) -> None:
        self._note = self.look.say(code, **facts)
        self._tell()

    def _tell(self) -> None:
        """What waits, how long this stays, and what there is to say."""
        look, over = self.look, self._timer.isActive()
        stays = (
            "" if not over else look.say("ui-fair-stays" if self._details else "ui-fair-left", seconds=self._seconds)
        )
        texts = {
            "fair.queue": look.say("ui-fair-waits", count=len(self._waiting)),
            "fair.left": stays,
            "fair.note": self._note,
        }
        for name, text in texts.items():
            for label in self.findChildren(QLabel, name):
                label.setText(text)
                label.setAccessibleName(text)
                label.setVisible(bool(text))
        for one in self.findChildren(QWidget, "fair.behind"):
            one.setVisible(bool(self._waiting or self._note))
        for one in self.findChildren(QWidget, "fair.next"):
            one.setVisible(self._judged is not None or bool(self._waiting))

    def choose(self) -> None:
        """Ask for a file."""
        names, _ = QFileDialog.getOpenFileNames(self, self.look.say("ui-add-file"))
        self.take_files(names)

    def take_files(self, names: Sequence[str]) -> None:
        """Judge files."""
        if names:
            self.bring(Brought(files=tuple(names)))

    def take(self, data: QMimeData) -> None:
        """Judge what was dropped or pasted."""
        if data.hasUrls() and (names := [url.toLocalFile() for url in data.urls() if url.isLocalFile()]):
            self.take_files(names)
        elif data.hasImage():
            self.bring(Brought(raws=(png_of(data.imageData()),)))
        elif data.hasText():
            self.bring(Brought(raws=(data.text().encode("utf-8", "replace").strip(),)))

    def bring(self, one: Brought) -> None:
        """Judge it now, or let it wait behind what is shown, judged or waits already."""
        if self._judged is None and self._job is None and not self._waiting:
            self._start(one)
            return
        try:
            self._waiting = queued(self._waiting, one)
        except Refused as error:
            self._say(error.code, **error.facts)
        else:
            self._note, self._going = "", False
            self._tell()

    def _start(self, one: Brought) -> None:
        library, at, policy = self._library(), self.clock(), self.policy
        audience = Audience(self.challenge.strip(), self.domain.strip()) if self.challenge.strip() else None

        def work(tick: Tick) -> Judged | Pack:
            found = [read_file(path) for _, path in gather(one.files)]
            if one.files and not found:
                raise Malformed("file.unreadable", file=Path(one.files[0]).name)
            texts = said([*found, *one.raws])
            pack = offered(texts[0], at, self._library.packs) if len(texts) == 1 else None
            return pack or judge_all(self._desk, texts, library, at, audience, policy, tick)

        self._job = job = Job(self, work)
        job.done.connect(partial(self._done, job))
        job.failed.connect(partial(self._failed, job))
        for signal in (job.cancelled, job.broken):
            signal.connect(partial(self._ended, job))
        self._box.addWidget(Progress(self.look, job, self.look.say("ui-fair-checking")))
        job.start()

    def _drop(self) -> None:
        """Hear no more of the work under way; what it was about goes with it."""
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _ended(self, job: Job, *_: object) -> bool:
        """The work is over: is it the one that is waited for?"""
        job.deleteLater()
        ours = job is self._job
        if ours:
            self._job = None
            self._seconds, self._cursor = STAY, QCursor.pos()
            if self._judged is not None or self._waiting:
                self._timer.start()
            self._tell()
        return ours

    def _done(self, job: Job, judged: Judged | Pack) -> None:
        if not self._ended(job):
            return
        if isinstance(judged, Pack):
            self._past, self._judged, self._reader, self._offered = self.tally, None, None, judged
            if judged.id in self._library.packs:
                self.take_pack()
            self.refresh()
            return
        self._judged, self.error, self._reader = judged, None, None
        if self._ask is not None and self._ask not in self._desk.waiting:
            self._ask = None
        self._timer.start()
        self.refresh()
        assert self._inner is not None
        for one in self._inner.findChildren(QWidget, "fair.next"):
            one.setFocus()
        told = QAccessibleAnnouncementEvent(self, f"{self.look.say(_WORDS[judged.kind])}. {judged.worst.title}")
        if judged.kind == "bad":
            told.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
        QAccessible.updateAccessibility(told)

    def _failed(self, job: Job, error: WalletError) -> None:
        if self._ended(job):
            self._past = self.tally
            self._judged, self.error, self._reader = None, error, None
            self.refresh()
