"""Answer a verifier's request: who asks for what, what would be shown, and the answer as codes or a file (S11, S12).

Nothing is ticked for the learner that the request does not require, and nothing leaves before "Answer".
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QFileDialog, QWidget

from wallet import formats, words
from wallet.encoding import pointer_get, pointer_names
from wallet.errors import WalletError
from wallet.model import Credential
from wallet.seams import Tick
from wallet.session import Session
from wallet.session.shared import names_in, note
from wallet.session.showing import key_for
from wallet.sharing import dcql, exchange, present
from wallet.ui import draw, preferences
from wallet.ui.parts import Page, Progress, band, button, choice, column, frame, glyph, pane, row, rule, scrolled
from wallet.ui.preview import Seen, claim_name, claim_text, links_notice, preview, seen
from wallet.ui.qrview import CodesPane, Drawn, drawn
from wallet.ui.sides import halves
from wallet.ui.tasks import Job
from wallet.ui.text import Plain, fixed
from wallet.ui.theme import Look

Found = dict[str, tuple[dcql.Match, ...]]


class Answering(Page):
    """``closed`` when the learner is done or will not answer."""

    closed = Signal()

    def __init__(self, look: Look, session: Session, ask: exchange.Ask) -> None:
        super().__init__(look)
        self.session, self.ask = session, ask
        self.step = "looking"
        self._found: Found = {}
        self._ids: tuple[str, ...] = ()
        self._picked: dict[str, int] = {}
        self._ticked: dict[str, set[str]] = {}
        self._seen: dict[str, Seen] = {}
        self._made: Drawn | None = None
        self._error = ""
        self._job: Job | None = None
        self.setObjectName("answer")
        self.refresh()
        self._run(self._look, self._looked, "ui-answer-looking")

    def build(self) -> QWidget:
        """Who asks on the left, what they would see on the right; then the codes."""
        body = {"looking": self._waiting, "consent": self._consent, "nothing": self._nothing, "show": self._show}
        return pane(column(self._head(), body[self.step](), space=0))

    def _head(self) -> QWidget:
        look = self.look
        mark = glyph(look, draw.seal(look.colour("accent"), look.colour("on-accent")), 24)
        word = "ui-answer-stop" if self.step in ("looking", "consent") else "ui-done"
        leave = button(look, look.say(word), self.closed.emit, "quiet", name="answer.leave")
        title = fixed(look, look.say("ui-answer-title"), "label")
        return band(row(mark, title, -1, leave, space=16, margins=(24, 8, 24, 8)), "stepper", 40)

    def _waiting(self) -> QWidget:
        return pane(column(self._asker(), -1, margins=(32, 20, 32, 20)))

    def _asker(self) -> QWidget:
        """Who asks, as far as a request can say it, what for, and until when."""
        look, one = self.look, self.ask
        name = words.clean(one.name) or look.say("ui-answer-nameless")
        purpose = one.purpose.get(look.lang) or next(iter(one.purpose.values()), "")
        lines: list[QWidget | int] = [Plain(look, name, "heading")]
        if one.contact:
            lines.append(Plain(look, words.clean(one.contact), "small", "ink-soft"))
        lines.append(Plain(look, look.say("ui-answer-claimed"), "small", "unsure"))
        if purpose:
            lines += [6, Plain(look, look.say("ui-answer-purpose", purpose=words.clean(purpose)))]
        until = one.expires.astimezone(self.session.clock().tzinfo)
        lines.append(Plain(look, look.say("ui-answer-until", time=f"{until:%H:%M}"), "small", "ink-soft"))
        return frame(column(*lines, space=4, margins=(16, 14, 16, 14)))

    def _nothing(self) -> QWidget:
        look = self.look
        asked = [Plain(look, self._wanted_words(one), "body", "ink-soft") for one in self.ask.query.wanted]
        title = Plain(look, look.say("exchange-nothing"), "heading")
        title.setObjectName("answer.nothing")
        return pane(column(self._asker(), 16, title, *asked, -1, space=8, margins=(32, 20, 32, 20)))

    def _wanted_words(self, wanted: dcql.Wanted) -> str:
        types = [name.rpartition("#")[2] or name for one in wanted.types for name in one[-1:]]
        kinds = words.listing(types or [wanted.format], self.look.lang)
        names = dict.fromkeys(claim_name(self.look, str(claim.path[-1])) for claim in wanted.claims if claim.path[-1])
        return words.clean(f"{kinds}: {words.listing(names, self.look.lang)}" if names else kinds)

    def _consent(self) -> QWidget:
        look = self.look
        self._seen = {match.wanted.id: seen(partial(self._reduced, match)) for match in self._matches()}
        lines: list[QWidget | int] = [self._asker(), 12]
        for name in self._ids:
            lines += self._asked(name)
        choices = pane(column(*lines, -1, space=6, margins=(32, 20, 32, 20)))
        previews = [
            preview(look, self.session.item(m.credential.digest), self._seen[m.wanted.id], m.wanted.proof)
            for m in self._matches()
        ]
        title = Plain(look, look.say("ui-share-preview"), "label")
        shown = pane(column(title, 4, *previews, -1, space=12, margins=(28, 20, 32, 12)), "sunken")
        problem = Plain(look, self._error, "small", "bad")
        problem.setObjectName("answer.error")
        problem.setVisible(bool(self._error))
        go = button(look, look.say("ui-answer-go"), self._answer, "primary", name="answer.go", size="large")
        go.setEnabled(not any(isinstance(one, WalletError) for one in self._seen.values()))
        many = sum(len(self._pointers(match)) for match in self._matches())
        count = Plain(look, look.say("ui-answer-count", count=many), "label")
        foot = row(column(count, Plain(look, look.say("ui-answer-after"), "small", "ink-soft"), space=2), go, space=12)
        return halves(self, choices, shown, pane(column(problem, foot, space=8, margins=(28, 0, 32, 0))))

    def _asked(self, name: str) -> list[QWidget | int]:
        """One of the credentials asked for: which to answer with, what must be shown, what may be."""
        look, match = self.look, self._match(name)
        lines: list[QWidget | int] = [self._choice(name), rule()]
        whole = not present.can_choose(match.credential)
        lock = draw.icon_pixmap("lock", look.colour("ink-soft"), 18)
        needed = match.least
        if whole:
            lines.append(pane(row(glyph(look, lock, 20), Plain(look, look.say("ui-share-whole")), space=12)))
        else:
            lines += [pane(row(glyph(look, lock, 20), *self._named(match, one), space=12)) for one in needed]
            lines += [self._tick(name, match, one) for one in match.optional if one not in needed]
        hints = [
            look.say(code, **_told(look, facts))
            for code, facts in exchange.over_asking(match)
            if code != "exchange.shows_whole"
        ]
        if hints:
            warn = glyph(look, draw.icon_pixmap("warn", look.colour("unsure")), 20)
            texts = column(*(Plain(look, hint, "small") for hint in hints), space=3)
            notice = frame(row(column(warn, -1), texts, space=12, margins=(12, 10, 12, 10)), "notice")
            notice.setStyleSheet(f"QFrame#notice {{ background: {look.colour('unsure-tint')}; border-radius: 6px; }}")
            lines += [6, notice]
        return [*lines, 6, links_notice(look, self._seen[name]), 16]

    def _choice(self, name: str) -> QWidget:
        """The credential's title; a list where several would do."""
        look, found = self.look, self._found[name]
        titles = [words.clean(" / ".join(match.credential.titles)) or look.say("ui-untitled") for match in found]
        if len(found) == 1:
            return Plain(look, titles[0], "label")
        rows = [(title, place) for place, title in enumerate(titles)]
        box = choice(look, f"answer.pick.{name}", look.say("ui-answer-pick"), rows)
        box.setCurrentIndex(self._picked.get(name, 0))
        box.currentIndexChanged.connect(lambda index: self._pick(name, index))
        return box

    def _named(self, match: dcql.Match, pointer: str) -> tuple[QWidget, QWidget]:
        name = pointer_names(pointer)[-1]
        label = Plain(self.look, claim_name(self.look, name), "body", wrap=False)
        label.setFixedWidth(round(132 * self.look.scale))
        value = claim_text(pointer_get(match.credential.claims, pointer))
        return label, Plain(self.look, value, "small", "ink-soft", wrap=False)

    def _tick(self, name: str, match: dcql.Match, pointer: str) -> QWidget:
        label, value = self._named(match, pointer)
        tick = QCheckBox()
        tick.setObjectName(f"answer.claim.{pointer}")
        tick.setAccessibleName(claim_name(self.look, pointer_names(pointer)[-1]))
        tick.setChecked(pointer in self._ticked.get(name, set()))
        tick.setFixedWidth(22)
        tick.toggled.connect(lambda on: self._choose(name, pointer, on))
        return pane(row(tick, label, value, space=12))

    def _choose(self, name: str, pointer: str, on: bool) -> None:
        chosen = self._ticked.setdefault(name, set())
        (chosen.add if on else chosen.discard)(pointer)
        self.refresh()

    def _pick(self, name: str, index: int) -> None:
        self._picked[name] = index
        self._ticked.pop(name, None)
        self.refresh()

    def _match(self, name: str) -> dcql.Match:
        return self._found[name][self._picked.get(name, 0)]

    def _matches(self) -> list[dcql.Match]:
        return [self._match(name) for name in self._ids]

    def _pointers(self, match: dcql.Match) -> tuple[str, ...]:
        return (*match.least, *sorted(self._ticked.get(match.wanted.id, ())))

    def _reduced(self, match: dcql.Match) -> Credential:
        """The credential as the verifier will read it: from the bytes that would be sent."""
        reveal = dcql.revealing(match.credential, self._pointers(match))
        if reveal is None:
            return match.credential
        session = self.session
        return formats.read(present.disclose(match.credential, reveal, session.library, session.clock())).credentials[0]

    def _look(self, tick: Tick) -> Found:
        items = self.session.items()
        found: Found = {}
        for done, wanted in enumerate(self.ask.query.wanted):
            tick(done, len(self.ask.query.wanted))
            found[wanted.id] = dcql.matches(wanted, [item.credential for item in items])
        return found

    def _looked(self, found: Found) -> None:
        self._job, self._found = None, found
        try:
            exchange.check_time(self.ask, self.session.clock())
            self._ids = dcql.answerable(self.ask.query, {name for name, matched in found.items() if matched})
            self.step = "consent" if self._ids else "nothing"
        except WalletError as error:
            self._error, self.step = self.look.say(error.code, **error.facts), "nothing"
        self.refresh()

    def _answer(self) -> None:
        parts = [exchange.Part(match, self._pointers(match)) for match in self._matches()]
        session = self.session

        def work(tick: Tick) -> Drawn:
            now = session.clock()
            data = exchange.reply(self.ask, parts, lambda one: key_for(session, one), session.library, now)
            made = drawn(data, preferences.density(), tick)  # cancelled up to here, nothing was shown
            if session.vault is not None and not session.vault.read_only:
                given = [
                    (one.match.credential.digest, names_in(dcql.revealing(one.match.credential, one.pointers)))
                    for one in parts
                ]
                purpose = self.ask.purpose.get(self.look.lang) or next(iter(self.ask.purpose.values()), "")
                note(
                    session.vault,
                    now,
                    given,
                    to=self.ask.name,
                    purpose=purpose,
                    way="answer",
                    proven=True,
                    until=self.ask.expires,
                )
            return made

        self._run(work, self._answered, "ui-share-working")

    def _answered(self, made: Drawn) -> None:
        self._job, self._error, self.step = None, "", "show"
        self._made = made
        self.refresh()

    def _run(self, work: object, done: object, text: str) -> None:
        if self._job is not None:
            return
        self._job = job = Job(self, work)  # type: ignore[arg-type]
        job.done.connect(done)
        job.failed.connect(self._failed)
        job.cancelled.connect(self.closed.emit)
        self._box.addWidget(Progress(self.look, job, self.look.say(text)))
        job.start()

    def _failed(self, error: WalletError) -> None:
        self._job, self._error = None, self.look.say(error.code, **error.facts)
        self.refresh()

    def _show(self) -> QWidget:
        look = self.look
        line = Plain(look, look.say("ui-answer-show", name=words.clean(self.ask.name) or "?"), "body", "ink-soft")
        assert self._made is not None
        codes = CodesPane(look, self._made)
        codes.remade.connect(lambda made: setattr(self, "_made", made))
        save = button(look, look.say("ui-send-file"), self._save, icon="file", name="answer.save", size="large")
        problem = Plain(look, self._error, "small", "bad")
        problem.setVisible(bool(self._error))
        foot = row(Plain(look, look.say("ui-answer-once"), "small", "ink-soft"), problem, save, space=12)
        return pane(column(line, scrolled(codes), foot, space=16, margins=(32, 20, 32, 20)))

    def _save(self) -> None:
        assert self._made is not None
        chosen, _ = QFileDialog.getSaveFileName(self, self.look.say("ui-send-file"), "answer.json")
        if not chosen:
            return
        try:
            Path(chosen).write_bytes(self._made.payload)
        except OSError:
            self._error = self.look.say("file.unwritable", file=Path(chosen).name)
            self.refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves without an answer."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)


def _told(look: Look, facts: dict[str, object]) -> dict[str, object]:
    """Claims by their names in words."""
    claims = facts.get("claims")
    if not isinstance(claims, list):
        return facts
    return {**facts, "claims": [claim_name(look, pointer_names(one)[-1]) for one in claims]}
