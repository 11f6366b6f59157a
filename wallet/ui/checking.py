"""Verify without keeping: drop, paste or choose; the verdict fills the window (S14, S15)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from wallet.assertion import complete
from wallet.errors import Malformed, Unsupported, WalletError
from wallet.library import Library
from wallet.model import Audience
from wallet.report import Check, Outcome, Question, Report
from wallet.seams import Tick
from wallet.sharing.exchange import Ask, Desk, is_reply, level
from wallet.sharing.reader import read_parts, said
from wallet.ui import draw
from wallet.ui.adding import gather, read_file
from wallet.ui.asking import AskForm, AskShown, judge_answer
from wallet.ui.parts import _WORDS, Page, Progress, button, column, frame, kind_of, pane, picture, reason, row, scrolled
from wallet.ui.reading import ScreenReader
from wallet.ui.tasks import Job
from wallet.ui.text import Plain, fixed
from wallet.ui.theme import STAGE, Look
from wallet.verify import verify_contained, verify_found


def judge(
    data: bytes, library: Library, at: datetime, audience: Audience | None, tick: Tick
) -> list[tuple[str, str, Report]]:
    """Title, issuer and report of everything in a file; what cannot be read beside others gets a report that says so."""
    rows: list[tuple[str, str, Report]] = []
    for part in (parts := read_parts(data)):
        if part.found is None:
            assert part.error is not None
            if len(parts) == 1:
                raise part.error
            rows.append((part.name, "", _unread(part.error, at)))
            continue
        found = part.found
        reports = verify_found(found, library, at, audience, tick)
        judged = list(zip((complete(one, library) for one in found.credentials), reports, strict=True))
        for one in found.credentials:
            held = verify_contained(one, library, at, tick)
            judged += [(inner, report) for inner, report in held if inner is not None and isinstance(report, Report)]
        rows += [
            (one.titles[0] if one.titles else one.id, one.issuer.name or one.issuer.id, report)
            for one, report in judged
        ]
        rows += [(part.name, "", _unread(Malformed(code, **facts), at)) for _, code, facts in found.failed]
    return rows


def _unread(error: WalletError, at: datetime) -> Report:
    outcome = Outcome.UNKNOWN if isinstance(error, Unsupported) else Outcome.FAILED
    return Report(
        "",
        at,
        (
            Check(Question.FORMAT, outcome, error.code, error.facts),
            Check(Question.HOLDER, Outcome.ABSENT, "holder.absent"),
        ),
    )


class Checking(Page):
    """Verifier mode: what is shown is forgotten with the next one."""

    left = Signal()

    def __init__(self, look: Look, library: Callable[[], Library], clock: Callable[[], datetime]) -> None:
        super().__init__(look)
        self._library, self._clock = library, clock
        self._desk = Desk()
        self._ask: Ask | None = None
        self._asking = False
        self._reader: ScreenReader | None = None
        self._results: list[tuple[str, str, Report]] = []
        self._error: WalletError | None = None
        self._challenge = self._domain = ""
        self._job: Job | None = None
        self.setAcceptDrops(True)
        self.setObjectName("fair")
        self.refresh()

    def build(self) -> QWidget:
        """Waiting, or a verdict."""
        if self._results:
            return self._verdict()
        if self._reader is not None:
            return pane(column(row(self._leave(), -1), -1, self._reader, -2, margins=(32, 16, 32, 24)))
        if self._ask is not None:
            return self._asked_for(self._ask)
        return self._form() if self._asking else self._waiting()

    def _form(self) -> QWidget:
        form = AskForm(self.look, self._clock)
        form.asked.connect(self._show_request)
        form.left.connect(lambda: self._go(False))
        form.setMaximumWidth(560)
        return pane(column(row(self._leave(), -1), row(-1, form, -1), -1, space=24, margins=(32, 16, 32, 24)))

    def _asked_for(self, one: Ask) -> QWidget:
        """The request on the screen, and the place for its answer."""
        look = self.look
        shown = AskShown(look, one, self._clock)
        shown.ended.connect(self._end_request)
        files = button(look, look.say("ui-ask-answer"), self.choose, "primary", "file", "fair.file", "large")
        end = button(look, look.say("ui-ask-end"), self._end_request, name="ask.end", size="large")
        foot = row(
            Plain(look, look.say("ui-ask-drop"), "small", "ink-soft"),
            self._problem(),
            -1,
            end,
            self._screen(),
            files,
            space=12,
        )
        return pane(column(row(self._leave(), -1), shown, foot, space=12, margins=(32, 16, 32, 24)))

    def _go(self, asking: bool) -> None:
        self._asking, self._error = asking, None
        self.refresh()

    def _screen(self) -> QWidget:
        return button(
            self.look, self.look.say("ui-screen"), self.read_screen, icon="scan", name="fair.screen", size="large"
        )

    def read_screen(self) -> None:
        """Look for codes on this screen until all are read: the other window of a video call, say."""
        self._reader = reader = ScreenReader(self.look)
        reader.read.connect(self._screen_read)
        reader.left.connect(lambda: self._screen_read(b""))
        self.refresh()

    def _screen_read(self, payload: bytes) -> None:
        self._reader = None
        self.refresh()
        if payload:
            self._start(lambda tick: self._judged_all([payload], tick))

    def _show_request(self, one: Ask) -> None:
        self._desk.opened(one)
        self._ask, self._asking, self._error = one, False, None
        self.refresh()

    def _end_request(self) -> None:
        self._ask = None
        self.refresh()

    def _leave(self) -> QWidget:
        return button(self.look, self.look.say("ui-fair-leave"), self.left.emit, "quiet", "back", "fair.leave")

    def _problem(self) -> Plain:
        look = self.look
        problem = Plain(look, look.say(self._error.code, **self._error.facts) if self._error else "", "body", "bad")
        problem.setObjectName("fair.error")
        problem.setVisible(self._error is not None)
        return problem

    def _waiting(self) -> QWidget:
        look = self.look
        files = button(look, look.say("ui-add-file"), self.choose, "primary", "file", "fair.file", "large")
        title = fixed(look, look.say("ui-fair-title"), "title")
        line = fixed(look, look.say("ui-fair-line"), "body", "ink-soft")
        challenge, domain = self._field("fair.challenge", self._challenge), self._field("fair.domain", self._domain)
        challenge.textChanged.connect(lambda text: setattr(self, "_challenge", text))
        domain.textChanged.connect(lambda text: setattr(self, "_domain", text))
        asked = column(
            Plain(look, look.say("ui-fair-ask"), "label"), Plain(look, look.say("ui-fair-ask_line"), "small", "ink-soft"),
            row(column(Plain(look, look.say("ui-challenge"), "small"), challenge, space=4), column(Plain(look, look.say("ui-domain"), "small"), domain, space=4), space=12),
            space=6,
        )  # fmt: skip
        ask = button(look, look.say("ui-ask-title"), lambda: self._go(True), icon="qr", name="fair.ask", size="large")
        drop = frame(
            column(
                -1,
                row(-1, title, -1),
                row(-1, line, -1),
                12,
                row(-1, files, self._screen(), ask, -1, space=12),
                8,
                self._problem(),
                -1,
                space=8,
                margins=(32, 24, 32, 24),
            ),
            "drop",
        )
        kept = Plain(look, look.say("ui-fair-nothing"), "small", "ink-soft")
        return pane(column(row(self._leave(), -1), drop, 8, pane(asked), kept, space=12, margins=(32, 16, 32, 24)))

    def _field(self, name: str, text: str) -> QLineEdit:
        field = QLineEdit(text)
        field.setObjectName(name)
        field.setMaxLength(256)
        field.setFont(self.look.font("body", "code"))
        field.setAccessibleName(self.look.say("ui-challenge" if name.endswith("challenge") else "ui-domain"))
        return field

    def _verdict(self) -> QWidget:
        look = self.look
        order = {"bad": 0, "none": 1, "unsure": 2, "verified": 3}
        title, issuer, report = min(self._results, key=lambda result: order[kind_of(result[2])])
        kind = kind_of(report)
        field, ink = STAGE[kind]
        word = fixed(look, look.say(_WORDS[kind]), "verdict-word")
        word.setObjectName("fair.word")
        lines = [
            fixed(look, title[:60], "stage-title"),
            Plain(look, issuer, "stage"),
            Plain(look, reason(look, report), "stage"),
        ]
        for label in (word, *lines):
            label.setStyleSheet(f"color: {ink}; background: transparent;")
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        person = self._person(report)
        again = button(look, look.say("ui-fair-next"), self.next, name="fair.next", size="large")
        more = Plain(
            look, look.say("ui-fair-more", count=len(self._results) - 1) if len(self._results) > 1 else "", "stage"
        )
        more.setStyleSheet(f"color: {ink}; background: transparent;")
        more.setVisible(len(self._results) > 1)
        shape = picture(draw.shape(kind, ink, field, 128), 128)
        body = column(
            -2, row(-1, shape, -1), row(-1, word, -1), 8, row(-1, lines[0], -1), *lines[1:], more, 16, row(-1, person, -1), -3,
            row(-1, again, -1), space=8, margins=(48, 40, 48, 40),
        )  # fmt: skip
        stage = Stage(kind)
        stage.setObjectName("fair.state")
        stage.setProperty("state", kind)
        stage.setLayout(body)
        area = scrolled(stage)
        again.setFocus()
        return area

    def _person(self, report: Report) -> QWidget:
        """The second answer, in a box of its own: is it this person's?"""
        look = self.look
        check = report.answer(Question.HOLDER)
        assert check is not None
        good = check.outcome is Outcome.PASSED
        kind = "verified" if good else "bad" if check.outcome is Outcome.FAILED else "unsure"
        # What failed is said; else how sure it is, in one of four steps.
        code, facts = (check.code, check.facts) if kind == "bad" else (f"exchange.level_{level(report)}", {})
        text = fixed(look, f"{look.say('ui-fair-person')}  {look.say(code, **facts)}", "stage")
        text.setWordWrap(True)
        text.setMinimumWidth(520)
        mark = picture(draw.shape(kind, look.colour(kind), look.colour("surface"), 28), 28)
        return frame(row(mark, text, space=12, margins=(20, 12, 20, 12)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space for the next one, Escape to leave."""
        if event.key() == Qt.Key.Key_Space and self._results:
            self.next()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def next(self) -> None:
        """Forget this one."""
        self._results, self._error = [], None
        self.refresh()

    def choose(self) -> None:
        """Ask for a file."""
        names, _ = QFileDialog.getOpenFileNames(self, self.look.say("ui-add-file"))
        self.take_files(names)

    def take_files(self, names: Sequence[str]) -> None:
        """Judge files."""
        if names:
            self._start(lambda tick: self._judged_all([read_file(path) for _, path in gather(names)], tick))

    def _judged_all(self, raws: Sequence[bytes], tick: Tick) -> list[tuple[str, str, Report]]:
        """Everything in some files; pictures of codes among them say one thing together."""
        library, at = self._library(), self._clock()
        rows: list[tuple[str, str, Report]] = []
        for raw in said(raws):
            if is_reply(raw):
                rows += judge_answer(self._desk, raw, library, at)
            else:
                rows += judge(raw, library, at, self._asked(), tick)
        return rows

    def take(self, data: QMimeData) -> None:
        """Judge what was dropped or pasted."""
        if data.hasUrls() and (names := [url.toLocalFile() for url in data.urls() if url.isLocalFile()]):
            self.take_files(names)
        elif data.hasText():
            raw = data.text().encode("utf-8", "replace")
            self._start(lambda tick: self._judged_all([raw.strip()], tick))

    def _asked(self) -> Audience | None:
        return Audience(self._challenge.strip(), self._domain.strip()) if self._challenge.strip() else None

    def _start(self, work: Callable[[Tick], list[tuple[str, str, Report]]]) -> None:
        if self._job is not None:
            return
        self._job = job = Job(self, work)
        job.done.connect(self._judged)
        job.failed.connect(self._failed)
        job.cancelled.connect(lambda: setattr(self, "_job", None))
        self._box.addWidget(Progress(self.look, job, self.look.say("ui-fair-checking")))
        job.start()

    def _judged(self, results: list[tuple[str, str, Report]]) -> None:
        self._job, self._results, self._error = None, results, None
        if self._ask is not None and self._ask not in self._desk.waiting:
            self._ask = None
        self.refresh()

    def _failed(self, error: WalletError) -> None:
        self._job, self._results, self._error = None, [], error
        self.refresh()


class Stage(QWidget):
    """A field in the colour of a verdict, with a rim that tells them apart without colour."""

    def __init__(self, kind: str) -> None:
        super().__init__()
        self.kind = kind

    def paintEvent(self, event: QPaintEvent) -> None:
        """Field, then rim: dashed for unsure, hatched for bad, thin for unsigned, none for verified."""
        field, ink = STAGE[self.kind]
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(field))
        if self.kind == "unsure":
            pen = QPen(QColor(ink), 8, Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.FlatCap)
            pen.setDashPattern([4.5, 3])
            painter.setPen(pen)
            painter.drawRect(self.rect().adjusted(12, 12, -12, -12))
        elif self.kind == "bad":
            inner = self.rect().adjusted(20, 20, -20, -20)
            painter.fillRect(self.rect(), Qt.GlobalColor.transparent)
            painter.setClipRegion(self.rect())
            pen = QPen(QColor(ink), 10)
            painter.setPen(pen)
            for start in range(-self.height(), self.width(), 28):
                painter.drawLine(start, self.height(), start + self.height(), 0)
            painter.fillRect(inner, QColor(field))
        elif self.kind == "none":
            painter.setPen(QPen(QColor(ink), 2))
            painter.drawRect(self.rect().adjusted(12, 12, -12, -12))
        painter.end()
