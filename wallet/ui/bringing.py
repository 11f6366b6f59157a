"""A backup is opened: to test it, or to see what would come back and then bring it back (S21)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final, Literal

from PySide6.QtWidgets import QWidget

from wallet.errors import WalletError
from wallet.session import Session
from wallet.session.backing import Drilled, drill, secret_of
from wallet.session.copies import saved_at
from wallet.session.kept import listed, time_of
from wallet.session.restore import Plan, Restored
from wallet.session.together import plan_restore, restore_from
from wallet.ui.parts import button, column, pane, row, rule
from wallet.ui.sections import Part, Sheet, between, day, notice, section, when
from wallet.ui.text import Plain
from wallet.ui.theme import Look
from wallet.vault import Kind, Record, Secret

MAX_SHOWN: Final = 12
_GROUPS: Final = ("added", "replaced", "newer")


class Bringing(Sheet):
    """``act`` is "restore" or "test". A copy of this vault opens without a secret, as long as its key is the same."""

    back = "ui-keep-title"

    def __init__(
        self, look: Look, session: Session, state: Path, path: Path, act: Literal["restore", "test"], ask: bool = True
    ) -> None:
        super().__init__(look)
        self.session, self.state, self.path, self.act = session, state, path, act
        self.step: Literal["ask", "plan", "done"] = "ask"
        self._secret: Secret | None = None
        self._plan: Plan | None = None
        self._count = 0
        self._tested: Drilled | None = None
        self._restored: Restored | None = None
        self.setObjectName("bring")
        self._asking = ask
        self.refresh()
        if not ask:
            self._read()

    def build(self) -> QWidget:
        """The step that is due."""
        look = self.look
        title = look.say("ui-bring-title" if self.act == "restore" else "ui-bring-test_title")
        if self.step == "done":
            return self.laid(title, self._about(), *self._report())
        if self.step == "plan":
            return self.laid(title, self._about(), *self._preview())
        parts = self._ask() if self._asking else []
        return self.laid(title, self._about(), *parts)

    def _about(self) -> str:
        moment = when(self.look, saved_at(self.path)) if self.path.exists() else "–"
        return self.look.say("ui-bring-about", name=self.path.name, moment=moment)

    def _ask(self) -> list[Part]:
        look = self.look
        label = look.say("ui-bring-secret")
        field = self.secret(label, "bring.secret", self.open)
        go = button(look, look.say("ui-bring-open"), self.open, "primary", "lock", "bring.open", "large")
        field.setFocus()
        note = Plain(look, look.say("ui-bring-nothing"), "small", "ink-soft")
        return [8, Plain(look, label, "label"), field, 4, note, 8, pane(row(go, -1))]

    def open(self) -> None:
        """Open the file with what was typed."""
        self._secret, self._typed = secret_of(self._typed), ""
        self._read()

    def _read(self) -> None:
        secret, path = self._secret, self.path
        if self.act == "test":
            assert secret is not None
            self.start(lambda tick: drill(path, secret, self.state, tick), "ui-bring-reading", self._drilled)
        else:
            self.start(lambda tick: plan_restore(self.session, path, secret, tick), "ui-bring-reading", self._planned)

    def _drilled(self, tested: Drilled) -> None:
        self._tested, self.step, self._secret = tested, "done", None

    def _planned(self, found: tuple[Plan, int]) -> None:
        (self._plan, self._count), self.step = found, "plan"

    def fail(self, error: WalletError) -> None:
        """A copy under another key needs a secret after all; a wrong one can be typed again."""
        super().fail(error)
        if self.step == "ask":
            self._secret, self._asking = None, True

    def _preview(self) -> list[Part]:
        """Everything that would change, before anything does."""
        look, plan = self.look, self._plan
        assert plan is not None
        groups = {"added": plan.added, "replaced": plan.replaced, "newer": plan.newer}
        parts: list[Part] = [Plain(look, look.say("ui-bring-holds", count=self._count, same=plan.same))]
        for name in _GROUPS:
            if groups[name]:
                parts += self._group(name, groups[name])
        changes = len(plan.added) + len(plan.replaced)
        no = button(look, look.say("ui-cancel"), self.leave, name="bring.cancel", size="large")
        if not changes:
            return [*parts, 16, notice(look, "", look.say("ui-bring-none"), look.say("ui-bring-none_line")), 8, pane(row(no, -1))]  # fmt: skip
        go = button(look, look.say("ui-bring-go", count=changes), self.bring, "primary", name="bring.go", size="large")
        said = Plain(look, look.say("ui-bring-before"), "small", "ink-soft")
        return [*parts, 20, said, 4, pane(row(go, no, -1, space=12))]

    def _group(self, name: str, records: Sequence[Record]) -> list[Part]:
        look = self.look
        parts: list[Part] = [*section(look, look.say(f"ui-bring-{name}", count=len(records)))]
        shown = sorted(
            (one for one in records if one.kind is Kind.CREDENTIAL), key=lambda one: str(one.facts.get("added"))
        )
        for record in shown[:MAX_SHOWN]:
            found = listed(record)
            title = " / ".join(found.titles) or found.name or found.id[:12]
            dated = look.say("ui-bring-dated", date=day(look, time_of(record, "added"))) if found.added else ""
            line = " · ".join(text for text in (found.issuer, dated) if text)
            texts = column(Plain(look, title, "label"), Plain(look, line, "small", "ink-soft"), space=between(look))
            parts += [pane(texts), rule()]
        rest = len(records) - min(len(shown), MAX_SHOWN)
        if rest:
            others = "ui-more" if len(shown) > MAX_SHOWN else "ui-bring-others"
            parts.append(Plain(look, look.say(others, count=rest), "small", "ink-soft"))
        return parts

    def bring(self) -> None:
        """Do it, in one step."""
        secret, path = self._secret, self.path
        self.start(lambda tick: restore_from(self.session, path, secret, tick), "ui-bring-working", self._brought)

    def _brought(self, done: Restored) -> None:
        self._restored, self.step, self._secret = done, "done", None

    def _report(self) -> list[Part]:
        look = self.look
        if self._tested is not None:
            line = look.say("ui-keep-holds", **self._tested.counts._asdict())
            line += " " + look.say(f"ui-bring-by_{self._tested.opened_by}")
            said = notice(look, "", look.say("ui-bring-good"), line)
        else:
            assert self._restored is not None
            said = notice(look, "", look.say("ui-bring-done"), look.say("ui-bring-counts", **self._restored._asdict()))
        said.setObjectName("notice")
        back = button(look, look.say("ui-done"), self.closed.emit, "primary", name="bring.done", size="large")
        back.setFocus()
        return [8, said, 12, pane(row(back, -1))]
