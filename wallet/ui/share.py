"""Share: choose the claims, see what they will see, hand it over (S11, S12).

Nothing leaves before the last step, and nothing sensitive is chosen for the learner.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from wallet import words
from wallet.errors import WalletError
from wallet.formats import baked
from wallet.model import Audience
from wallet.seams import Tick
from wallet.session import Session
from wallet.session.shared import names_in, note
from wallet.session.showing import key_for
from wallet.sharing import present, qr
from wallet.ui import draw, preferences
from wallet.ui.choosing import Picked, groups
from wallet.ui.interview import Interview
from wallet.ui.parts import Page, Progress, band, button, column, glyph, pane, row, rule, scrolled
from wallet.ui.picking import Picking
from wallet.ui.preview import preview
from wallet.ui.qrview import CodesPane, Drawn, drawn
from wallet.ui.sides import halves
from wallet.ui.tasks import Job
from wallet.ui.text import Plain, fixed
from wallet.ui.theme import Look
from wallet.verify import verify
from wallet.vocab.openbadges import achievements

BAKED: Final = 512
"""Pixels of a badge's picture where it came without one."""


class SharePage(Page):
    """``closed`` when the learner is done or changed their mind."""

    closed = Signal()

    def __init__(self, look: Look, session: Session, name: str) -> None:
        super().__init__(look)
        self.session = session
        self.badges = [Picked(session.item(name))]
        self.step = "claims"
        self._domain = self._challenge = self._error = ""
        self._made: Drawn | None = None
        self._job: Job | None = None
        self._stage: Interview | None = None
        self.setObjectName("share")
        self.refresh()

    def build(self) -> QWidget:
        """Stepper above, the step below."""
        body = {"pick": self._pick, "claims": self._claims, "send": self._send}[self.step]()
        return pane(column(self._stepper(), body, space=0))

    def _stepper(self) -> QWidget:
        look = self.look
        mark = glyph(look, draw.seal(look.colour("accent"), look.colour("on-accent")), 24)
        steps: list[QWidget | int] = []
        for number, name in enumerate(("claims", "send"), 1):
            here = (self.step == "send") == (name == "send")
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
        return band(row(mark, title, -1, *steps, -1, cancel, space=16, margins=(24, 8, 24, 8)), "stepper", 40)

    def _pick(self) -> QWidget:
        page = Picking(self.look, self.session, [one.item.id for one in self.badges])
        page.picked.connect(self._picked)
        page.left.connect(self._back)
        return page

    def _picked(self, names: tuple[str, ...]) -> None:
        """What was chosen of those that stay is not forgotten."""
        before = {one.item.id: one for one in self.badges}
        self.badges = [before.get(name) or Picked(self.session.item(name)) for name in names]
        self._back()

    def _claims(self) -> QWidget:
        for badge in self.badges:
            badge.look_again(self.session)
        return halves(self, self._choose(), *self._see())

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
        for number, badge in enumerate(self.badges):
            name = f"share.{number}" if number else "share"
            if len(self.badges) > 1:
                lines += [Plain(look, words.clean(achievements(badge.item.credential)[0].title), "heading"), 4]
            lines += [*groups(look, badge, name, self.refresh), 20]
        if not any(present.stands_alone(one.item.credential) for one in self.badges):
            lines.append(button(look, look.say("ui-share-more"), self._more, icon="plus", name="share.more"))
        return pane(column(*lines, -1, space=6, margins=(32, 20, 32, 20)))

    def _field(self, name: str, text: str, hint: str) -> QLineEdit:
        field = QLineEdit(text)
        field.setObjectName(name)
        field.setMaxLength(256)
        field.setPlaceholderText(self.look.say(hint))
        field.setAccessibleName(self.look.say("ui-share-for" if name == "share.aud" else "ui-share-challenge"))
        field.setFont(self.look.font("body"))
        return field

    def _see(self) -> tuple[QWidget, QWidget]:
        """The page the employer will see, built from the bytes that would be sent; and how to go on."""
        look = self.look
        lines: list[QWidget | int] = [Plain(look, look.say("ui-share-preview"), "label"), 4]
        shown = hidden = 0
        for badge in self.badges:
            kept = badge.hidden
            shown, hidden = shown + len(badge.choices) - len(kept), hidden + len(kept)
            lines.append(preview(look, badge.item, badge.seen, bool(self._challenge.strip())))
            if kept:
                names = list(dict.fromkeys(badge.label(look, one) for one in kept))
                lines.append(Plain(look, look.say("ui-share-hidden", names=names), "small", "ink-soft"))
            lines.append(8)
        divided = any(badge.divided for badge in self.badges)
        count = look.say("ui-share-count", shown=shown, hidden=hidden) if divided else look.say("ui-share-all")
        problem = Plain(look, self._error, "small", "bad")
        problem.setObjectName("share.error")
        problem.setVisible(bool(self._error))
        go = button(look, look.say("ui-share-next"), self._make, "primary", name="share.next", size="large")
        go.setEnabled(not any(isinstance(one.seen, WalletError) for one in self.badges))
        foot = row(
            column(Plain(look, count, "label"), Plain(look, look.say("ui-share-after"), "small", "ink-soft"), space=2),
            go,
            space=12,
        )
        seen = pane(column(*lines, -1, space=8, margins=(28, 20, 32, 12)), "sunken")
        return seen, pane(column(problem, foot, space=8, margins=(28, 0, 32, 0)))

    def _make(self) -> None:
        """Make what will be handed over, off the window's thread."""
        if self._job is not None:
            return
        challenge, domain = self._challenge.strip(), self._domain.strip()
        audience = Audience(challenge, domain) if challenge else None
        credentials, session = [one.item.credential for one in self.badges], self.session
        reveal = {one.item.credential.digest: frozenset(one.chosen) for one in self.badges if one.divided}

        def work(tick: Tick) -> Drawn:
            holder = key_for(session, *credentials) if audience is not None else None
            data = present.present(credentials, holder, audience, session.clock(), session.library, reveal=reveal)
            made = drawn(data, preferences.density(), tick)  # cancelled up to here, nothing was shown
            if session.vault is not None and not session.vault.read_only:
                given = [(one.digest, names_in(reveal.get(one.digest))) for one in credentials]
                note(session.vault, session.clock(), given, to=domain, way="code", proven=audience is not None)
            return made

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
        bake = button(
            look,
            look.say("ui-send-baked"),
            self._save_baked,
            icon="file",
            name="share.out.baked",
            size="large",
            wide=True,
        )
        bake.setVisible(self._bakes())
        side = column(
            Plain(look, look.say("ui-send-title"), "heading"), 8,
            button(look, look.say("ui-send-file"), self._save, icon="file", name="share.out.file", size="large", wide=True),
            button(look, look.say("ui-send-interview"), self._interview, icon="full", name="share.out.interview", size="large", wide=True),
            button(look, look.say("ui-send-pdf"), self._save_paper, icon="file", name="share.out.pdf", size="large", wide=True),
            button(look, look.say("ui-send-pictures"), self._save_picture, icon="qr", name="share.out.picture", size="large", wide=True), bake, 12, rule(), 8,
            *(Plain(look, achievements(one.item.credential)[0].title, "label") for one in self.badges),
            Plain(look, look.say("ui-send-size", size=f"{len(self.payload):,}"), "small", "ink-soft"),
            Plain(look, look.say("ui-share-proven" if self._challenge.strip() else "ui-share-copy"), "small", "ink-soft"), -1,
            space=8, margins=(28, 24, 28, 24),
        )  # fmt: skip
        back = button(look, look.say("ui-back"), self._back, name="share.back", size="large")
        done = button(look, look.say("ui-done"), self.closed.emit, name="share.done", size="large")
        line = Plain(look, self._error or look.say("ui-send-channel"), "small", "bad" if self._error else "ink-soft")
        line.setObjectName("share.line")
        foot = row(line, back, done, space=12)
        foot.setContentsMargins(24, 0, 32, 20)
        if not self.roomy(1000):
            both = column(self._codes(), pane(side), space=0, margins=(24, 24, 32, 0))
            return pane(column(scrolled(pane(both)), foot, space=16))
        left, codes = pane(side), row(scrolled(self._codes()))
        left.setFixedWidth(round(340 * look.scale))
        codes.setContentsMargins(24, 24, 32, 0)
        return pane(row(left, column(codes, foot, space=16), space=0))

    def _codes(self) -> QWidget:
        assert self._made is not None
        codes = CodesPane(self.look, self._made)
        codes.remade.connect(lambda made: setattr(self, "_made", made))
        return codes

    @property
    def payload(self) -> bytes:
        """What is handed over; nothing before that was made."""
        return self._made.payload if self._made is not None else b""

    def _more(self) -> None:
        self.step = "pick"
        self.refresh()

    def _back(self) -> None:
        self.step, self._error = "claims", ""
        self.refresh()

    def _save(self) -> None:
        ending = "sdjwt" if b"~" in self.payload[:20_000] and not self.payload.startswith(b"{") else "json"
        self._write(f"presentation.{ending}", self.payload)

    def _bakes(self) -> bool:
        """Is it one badge, shown whole and as a copy? Then it may travel in its picture."""
        first, *others = self.badges
        whole = not (others or first.divided or self._challenge.strip())
        return whole and "OpenBadgeCredential" in first.item.credential.types

    def _save_baked(self) -> None:
        """The picture that the badge came in, or its crest, with the badge inside."""
        item = self.badges[0].item
        own = item.picture or b""
        credential = item.credential
        crest = draw.crest(item.id, credential.issuer.id, self.look.colour("crest-ink"), BAKED, ratio=1.0)
        self._write("badge.png", baked.bake_png(own if baked.is_png(own) else draw.png_of(crest), credential.raw))

    def _interview(self) -> None:
        """This badge alone on the whole screen, as the other side reads it."""
        session = self.session
        seen = [one.read(session) for one in self.badges]
        shown = [(one, verify(one, session.library, session.clock(), keeping=True)) for one in seen]
        self._stage = Interview(self.look, shown, self._made.matrices if self._made else (), None, session.clock)
        self._stage.showFullScreen()

    def _save_paper(self) -> None:
        """The same claims as a PDF; a copy, because paper answers nobody's challenge."""
        if self._job is not None:
            return
        session, lang = self.session, self.look.lang
        items = [one.item for one in self.badges]
        reveal = {one.item.id: frozenset(one.chosen) for one in self.badges if one.divided}

        def work(_: Tick) -> bytes:
            from wallet.session.paper import paper

            return paper(items, session.library, session.clock(), lang, reveal)

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
