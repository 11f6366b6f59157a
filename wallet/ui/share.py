"""Share: choose the claims, see what they will see, hand it over (S11, S12).

Nothing leaves before the last step, and nothing sensitive is chosen for the learner.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QFileDialog, QLineEdit, QWidget

from wallet import formats
from wallet.encoding import pointer_names
from wallet.errors import WalletError
from wallet.model import Audience, Credential
from wallet.seams import Tick
from wallet.session import Item, Session
from wallet.session.shared import names_in, note
from wallet.session.showing import key_for
from wallet.sharing import present, qr
from wallet.ui import draw, preferences
from wallet.ui.interview import Interview
from wallet.ui.parts import Page, Progress, button, column, frame, pane, picture, row, rule, scrolled
from wallet.ui.preview import Seen, claim_name, claim_text, links_notice, preview, seen
from wallet.ui.qrview import CodesPane, Drawn, drawn
from wallet.ui.tasks import Job
from wallet.ui.text import Plain, fixed
from wallet.ui.theme import Look
from wallet.verify import verify
from wallet.vocab.openbadges import achievements


class SharePage(Page):
    """``closed`` when the learner is done or changed their mind."""

    closed = Signal()

    def __init__(self, look: Look, session: Session, name: str) -> None:
        super().__init__(look)
        self.session = session
        self.item: Item = session.item(name)
        self.step = "claims"
        self._choices = present.choices(self.item.credential) if present.can_choose(self.item.credential) else ()
        self.chosen = set(present.least(self.item.credential))
        self._seen: Seen = self.item.credential
        self._open = False
        self._domain = self._challenge = self._error = ""
        self._made: Drawn | None = None
        self._job: Job | None = None
        self._stage: Interview | None = None
        self.setObjectName("share")
        self.refresh()

    def build(self) -> QWidget:
        """Stepper above, the step below."""
        body = self._claims() if self.step == "claims" else self._send()
        return pane(column(self._stepper(), body, space=0))

    def _stepper(self) -> QWidget:
        look = self.look
        mark = picture(draw.seal(look.colour("accent"), look.colour("on-accent")), 24)
        steps: list[QWidget | int] = []
        for number, name in enumerate(("claims", "send"), 1):
            here = self.step == name
            steps.append(
                fixed(
                    look,
                    f"{number}  {look.say(f'ui-share-step_{name}')}",
                    "label" if here else "body",
                    "ink" if here else "ink-soft",
                )
            )
        cancel = button(look, look.say("ui-cancel"), self.closed.emit, "quiet", name="share.cancel")
        title = fixed(look, look.say("ui-share-title"), "label")
        made = pane(row(mark, title, -1, *steps, -1, cancel, space=16, margins=(24, 8, 24, 8)), "stepper")
        made.setFixedHeight(56)
        return made

    def _claims(self) -> QWidget:
        self._seen = seen(self._reduced)
        left = scrolled(self._choose())
        left.setMinimumWidth(320)
        left.setMaximumWidth(556)
        return pane(row(left, self._see(), space=0))

    def _choose(self) -> QWidget:
        look = self.look
        domain = self._field("share.aud", self._domain, "ui-share-for_hint")
        domain.textChanged.connect(lambda text: setattr(self, "_domain", text))
        challenge = self._field("share.challenge", self._challenge, "ui-share-challenge_hint")
        challenge.textChanged.connect(lambda text: setattr(self, "_challenge", text))
        lines: list[QWidget | int] = [
            Plain(look, look.say("ui-share-for"), "label"),
            domain,
            12,
            Plain(look, look.say("ui-share-challenge"), "label"),
            challenge,
            Plain(look, look.say("ui-share-challenge_line"), "small", "ink-soft"),
            16,
        ]
        lines += self._groups()
        return pane(column(*lines, -1, space=6, margins=(32, 20, 32, 20)))

    def _field(self, name: str, text: str, hint: str) -> QLineEdit:
        field = QLineEdit(text)
        field.setObjectName(name)
        field.setMaxLength(256)
        field.setPlaceholderText(self.look.say(hint))
        field.setAccessibleName(self.look.say("ui-share-for" if name == "share.aud" else "ui-share-challenge"))
        field.setFont(self.look.font("body"))
        return field

    def _groups(self) -> list[QWidget | int]:
        """Required, suggested, sensitive: the last folded and off."""
        look, credential = self.look, self.item.credential
        if not present.can_choose(credential):
            lock = picture(draw.icon_pixmap("lock", look.colour("ink-soft")), 20)
            note = frame(row(lock, Plain(look, look.say("ui-share-whole")), space=12, margins=(14, 12, 14, 12)))
            return [note, 12, links_notice(look, self._seen)]
        found = self._choices
        lines: list[QWidget | int] = []
        if locked := [self._locked(one) for one in found if one.required]:
            lines += [self._group_head("ui-share-required", "ui-share-required_line"), *locked, 12]
        if free := [self._tick(one) for one in found if not one.required and not one.sensitive]:
            lines += [self._group_head("ui-share-suggested", "ui-share-suggested_line"), *free, 12]
        sensitive = [one for one in found if not one.required and one.sensitive]
        if sensitive:
            on = sum(one.pointer in self.chosen for one in sensitive)
            text = f"{look.say('ui-share-sensitive')}   {on} / {len(sensitive)}"
            fold = button(look, text, self._fold, icon="down" if self._open else "right", name="share.sensitive")
            lines += [fold]
            if self._open:
                lines += [self._tick(one) for one in sensitive]
        return [*lines, links_notice(look, self._seen)]

    def _group_head(self, code: str, line: str) -> QWidget:
        look = self.look
        head = row(
            fixed(look, look.say(code), "label"), Plain(look, look.say(line), "small", "ink-soft", wrap=False), space=10
        )
        return pane(column(head, rule(), space=6))

    def _locked(self, one: present.Choice) -> QWidget:
        look = self.look
        lock = picture(draw.icon_pixmap("lock", look.colour("ink-soft"), 18), 20)
        return pane(row(lock, *self._named(one), space=12))

    def _named(self, one: present.Choice) -> tuple[QWidget, QWidget]:
        name = Plain(self.look, self._label(one), "body", wrap=False)
        name.setFixedWidth(round(148 * self.look.scale))
        value = Plain(self.look, claim_text(one.value), "small", "ink-soft", wrap=False)
        return name, value

    def _label(self, one: present.Choice) -> str:
        """A claim's name, with that of what it belongs to where another has the same."""
        steps = pointer_names(one.pointer)
        twins = {tuple(pointer_names(other.pointer)) for other in self._choices if other.name == one.name}
        return " · ".join(claim_name(self.look, step) for step in steps[-2 if len(twins) > 1 else -1 :])

    def _tick(self, one: present.Choice) -> QWidget:
        tick = QCheckBox()
        tick.setObjectName(f"share.claim.{one.pointer}")
        tick.setAccessibleName(f"{self._label(one)}: {claim_text(one.value)}")
        tick.setChecked(one.pointer in self.chosen)
        tick.setFixedWidth(22)
        tick.toggled.connect(lambda on: self._choice(one.pointer, on))
        return pane(row(tick, *self._named(one), space=12))

    def _choice(self, pointer: str, on: bool) -> None:
        (self.chosen.add if on else self.chosen.discard)(pointer)
        self.refresh()

    def _fold(self) -> None:
        self._open = not self._open
        self.refresh()

    def _see(self) -> QWidget:
        """The page the employer will see, built from the bytes that would be sent."""
        look = self.look
        hidden = [one for one in self._choices if not one.required and one.pointer not in self.chosen]
        shown = len(self._choices) - len(hidden)
        lines: list[QWidget | int] = [
            Plain(look, look.say("ui-share-preview"), "label"),
            4,
            preview(look, self.item, self._seen, bool(self._challenge.strip())),
        ]
        if hidden:
            names = list(dict.fromkeys(self._label(one) for one in hidden))
            lines.append(Plain(look, look.say("ui-share-hidden", names=names), "small", "ink-soft"))
        count = look.say("ui-share-count", shown=shown, hidden=len(hidden))
        problem = Plain(look, self._error, "small", "bad")
        problem.setObjectName("share.error")
        problem.setVisible(bool(self._error))
        go = button(look, look.say("ui-share-next"), self._make, "primary", name="share.next", size="large")
        go.setEnabled(not isinstance(self._seen, WalletError))
        foot = row(
            column(Plain(look, count, "label"), Plain(look, look.say("ui-share-after"), "small", "ink-soft"), space=2),
            go,
            space=12,
        )
        area = scrolled(pane(column(*lines, -1, space=8, margins=(28, 20, 32, 12)), "sunken"), "sunken")
        foot.setContentsMargins(28, 0, 32, 0)
        return pane(column(area, problem, pane(foot), space=8, margins=(0, 0, 0, 20)), "sunken")

    def _reduced(self) -> Credential:
        """The credential as the other side will read it: from the bytes, not from our copy."""
        credential = self.item.credential
        if not present.can_choose(credential):
            return credential
        session = self.session
        return formats.read(present.disclose(credential, self.chosen, session.library, session.clock())).credentials[0]

    def _make(self) -> None:
        """Make what will be handed over, off the window's thread."""
        if self._job is not None:
            return
        challenge, domain = self._challenge.strip(), self._domain.strip()
        audience = Audience(challenge, domain) if challenge else None
        credential = self.item.credential
        reveal = self.chosen if present.can_choose(credential) else None

        def work(tick: Tick) -> Drawn:
            holder = key_for(self.session, credential) if audience is not None else None
            data = present.present(
                [credential], holder, audience, self.session.clock(), self.session.library, reveal=reveal
            )
            if self.session.vault is not None and not self.session.vault.read_only:
                given = [(credential.digest, names_in(reveal))]
                note(
                    self.session.vault, self.session.clock(), given, to=domain, way="code", proven=audience is not None
                )
            return drawn(data, preferences.density(), tick)

        self._job = job = Job(self, work)
        job.done.connect(self._handed)
        job.failed.connect(self._failed)
        job.cancelled.connect(lambda: setattr(self, "_job", None))
        self._box.addWidget(Progress(self.look, job, self.look.say("ui-share-working")))
        job.start()

    def _handed(self, made: Drawn) -> None:
        self._job, self._made = None, made
        self.step, self._error = "send", ""
        self.refresh()

    def _failed(self, error: WalletError) -> None:
        self._job = None
        self._error = self.look.say(error.code, **error.facts)
        self.refresh()

    def _send(self) -> QWidget:
        look = self.look
        side = column(
            Plain(look, look.say("ui-send-title"), "heading"), 8,
            button(look, look.say("ui-send-file"), self._save, icon="file", name="share.out.file", size="large", wide=True),
            button(look, look.say("ui-send-interview"), self._interview, icon="full", name="share.out.interview", size="large", wide=True),
            button(look, look.say("ui-send-pdf"), self._save_paper, icon="file", name="share.out.pdf", size="large", wide=True),
            button(look, look.say("ui-send-pictures"), self._save_picture, icon="qr", name="share.out.picture", size="large", wide=True), 12, rule(), 8,
            Plain(look, achievements(self.item.credential)[0].title, "label"),
            Plain(look, look.say("ui-send-size", size=f"{len(self.payload):,}"), "small", "ink-soft"),
            Plain(look, look.say("ui-share-proven" if self._challenge.strip() else "ui-share-copy"), "small", "ink-soft"), -1,
            space=8, margins=(28, 24, 28, 24),
        )  # fmt: skip
        left = pane(side)
        left.setFixedWidth(340)
        back = button(look, look.say("ui-back"), self._back, name="share.back", size="large")
        done = button(look, look.say("ui-done"), self.closed.emit, name="share.done", size="large")
        line = Plain(look, self._error or look.say("ui-send-channel"), "small", "bad" if self._error else "ink-soft")
        line.setObjectName("share.line")
        foot = row(line, back, done, space=12)
        main = column(self._codes(), foot, space=16, margins=(24, 24, 32, 20))
        return pane(row(left, main, space=0))

    def _codes(self) -> QWidget:
        assert self._made is not None
        codes = CodesPane(self.look, self._made)
        codes.remade.connect(lambda made: setattr(self, "_made", made))
        return codes

    @property
    def payload(self) -> bytes:
        """What is handed over; nothing before that was made."""
        return self._made.payload if self._made is not None else b""

    def _back(self) -> None:
        self.step, self._error = "claims", ""
        self.refresh()

    def _save(self) -> None:
        ending = "sdjwt" if b"~" in self.payload[:20_000] and not self.payload.startswith(b"{") else "json"
        self._write(f"presentation.{ending}", self.payload)

    def _interview(self) -> None:
        """This badge alone on the whole screen, as the other side reads it."""
        session, shown = self.session, self._reduced()
        report = verify(shown, session.library, session.clock(), keeping=True)
        self._stage = Interview(
            self.look, shown, report, self._made.matrices if self._made else (), None, session.clock
        )
        self._stage.showFullScreen()

    def _save_paper(self) -> None:
        """The same claims as a PDF; a copy, because paper answers nobody's challenge."""
        if self._job is not None:
            return
        session, item, lang = self.session, self.item, self.look.lang
        reveal = {item.id: self.chosen} if present.can_choose(item.credential) else None

        def work(_: Tick) -> bytes:
            from wallet.session.paper import paper

            return paper([item], session.library, session.clock(), lang, reveal)

        self._work(work, "credential.pdf")

    def _work(self, work: Callable[[Tick], bytes], name: str) -> None:
        """Make a file off the window's thread, then ask where it goes."""
        self._job = job = Job(self, work)
        job.done.connect(lambda data: self._worked(name, data))
        job.failed.connect(self._failed)
        job.cancelled.connect(lambda: setattr(self, "_job", None))
        self._box.addWidget(Progress(self.look, job, self.look.say("ui-share-working")))
        job.start()

    def _worked(self, name: str, data: bytes) -> None:
        self._job = None
        self._write(name, data)

    def _save_picture(self) -> None:
        """The code as it is on the screen; several as one picture that moves."""
        made = self._made
        if self._job is not None or made is None:
            return
        single = len(made.matrices) == 1

        def work(tick: Tick) -> bytes:
            codes = qr.pack(made.payload, made.density)
            return qr.write_png(codes) if single else qr.write_gif(codes, tick=tick)

        self._work(work, "presentation.png" if single else "presentation.gif")

    def _failed_send(self, code: str, **facts: object) -> None:
        self._error = self.look.say(code, **facts)
        self.refresh()

    def _write(self, name: str, data: bytes) -> None:
        chosen, _ = QFileDialog.getSaveFileName(self, self.look.say("ui-send-file"), name)
        if not chosen:
            return
        try:
            Path(chosen).write_bytes(data)
        except OSError:
            self._failed_send("file.unwritable", file=Path(chosen).name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape backs out with nothing lost."""
        if event.key() == Qt.Key.Key_Escape:
            (self._back if self.step == "send" else self.closed.emit)()
        else:
            super().keyPressEvent(event)
