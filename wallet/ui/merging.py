"""Changed on two computers: what a sync service left beside the vault, and what to keep of it (S23)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QSizePolicy, QWidget

from wallet.errors import WalletError
from wallet.seams import Tick
from wallet.session import Session
from wallet.session.beside import Beside, beside
from wallet.session.changes import REMOVED, in_trash, is_trace
from wallet.session.kept import listed, time_of
from wallet.session.merge import Choice, Conflict, Merged
from wallet.session.together import bring_in, compare
from wallet.ui.parts import button, column, pane, row, rule
from wallet.ui.sections import LARGE, Part, Sheet, between, day, notice, section, when
from wallet.ui.text import Plain
from wallet.ui.theme import Look
from wallet.vault import Record

CHOICES: Final[tuple[Choice, ...]] = ("both", "this", "that")
MAX_SHOWN: Final = 100


class Merging(Sheet):
    """Looked at first, brought together when the learner says so; until then everything stays as it is."""

    def __init__(self, look: Look, session: Session) -> None:
        super().__init__(look)
        self.session = session
        self._found: dict[Path, tuple[Beside, Merged | WalletError]] | None = None
        self._choices: dict[tuple[Path, str], Choice] = {}
        self._done: list[tuple[str, Merged]] = []
        self.setObjectName("merge")
        self.refresh()
        self.start(self._look, "ui-merge-looking", self._looked)

    def build(self) -> QWidget:
        """A section for each file beside the vault."""
        look = self.look
        parts: list[Part] = []
        for name, done in self._done:
            said = look.say("ui-merge-done", name=name)
            parts += [notice(look, "", said, self._counts(done) + " " + look.say("ui-merge-kept")), 8]
        for one, outcome in (self._found or {}).values():
            parts += [*section(look, one.path.name), *self._file(one, outcome)]
        if self._found == {} and not self._done:
            parts.append(Plain(look, look.say("merge.none"), "body", "ink-soft"))
        return self.laid(look.say("ui-merge-title"), look.say("ui-merge-line"), *parts)

    def _look(self, tick: Tick) -> dict[Path, tuple[Beside, Merged | WalletError]]:
        vault = self.session.open_vault()
        found: dict[Path, tuple[Beside, Merged | WalletError]] = {}
        for one in beside(vault.path, vault.id):
            try:
                found[one.path] = (one, compare(self.session, one.path, None, tick))
            except WalletError as error:
                if error.code == "cancelled":
                    raise
                found[one.path] = (one, error)
        return found

    def _looked(self, found: dict[Path, tuple[Beside, Merged | WalletError]]) -> None:
        self._found = found

    def _file(self, one: Beside, outcome: Merged | WalletError) -> list[Part]:
        look = self.look
        saved = Plain(look, look.say("ui-merge-saved", moment=when(look, one.saved)), "small", "ink-soft")
        if isinstance(outcome, WalletError):
            said = Plain(look, look.say(outcome.code, **outcome.facts))
            said.setObjectName("merge.named")
            said.setProperty("code", outcome.code)
            return [saved, 4, said]
        parts: list[Part] = [saved, 4, Plain(look, self._counts(outcome)), 8]
        if outcome.conflicts:
            count = len(outcome.conflicts)
            parts += [Plain(look, look.say("ui-merge-both_changed", count=count), "label"), rule(strong=True)]
            parts += [self._conflict(one.path, conflict) for conflict in outcome.conflicts[:MAX_SHOWN]]
            if len(outcome.conflicts) > MAX_SHOWN:
                more = look.say("ui-merge-more", count=len(outcome.conflicts) - MAX_SHOWN)
                parts.append(Plain(look, more, "small", "ink-soft"))
        go = button(
            look, look.say("ui-merge-go"), partial(self._bring, one.path), "primary", name="merge.go", size="large"
        )
        go.setAccessibleName(f"{look.say('ui-merge-go')}: {one.path.name}")
        later = button(look, look.say("ui-merge-later"), self.leave, name="merge.later", size="large")
        return [*parts, 12, pane(row(go, later, -1, space=12))]

    def _counts(self, done: Merged) -> str:
        if not (done.put or done.without):
            return self.look.say("ui-merge-same")
        return self.look.say("ui-merge-counts", added=done.added, removed=done.removed, changed=done.changed)

    def _conflict(self, path: Path, conflict: Conflict) -> QWidget:
        look = self.look
        title, name = self._title(conflict), conflict.mine.id
        chosen = self._choices.get((path, name), "both")
        states = {"here": self._state(conflict.mine), "there": self._state(conflict.theirs)}
        texts = column(Plain(look, title, "label"), Plain(look, look.say("ui-merge-states", **states), "small", "ink-soft"), space=between(look))  # fmt: skip
        made = []
        for choice in CHOICES:
            one = button(look, look.say(f"ui-merge-{choice}"), partial(self._choose, path, name, choice), "segment",
                         name=f"merge.{choice}.{name[:8]}")  # fmt: skip
            one.setCheckable(True)
            one.setChecked(choice == chosen)
            one.setAccessibleName(f"{title}: {one.text()}")
            made.append(one)
        keys = pane(row(*made, space=0))
        keys.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        inner = column(texts, row(keys, -1)) if look.scale > LARGE else row(texts, keys, space=16)
        inner.setContentsMargins(0, 8, 0, 8)
        shown = pane(column(pane(inner), rule(), space=0))
        shown.setObjectName("merge.conflict")
        shown.setProperty("state", chosen)
        return shown

    def _title(self, conflict: Conflict) -> str:
        for record in conflict:
            if not is_trace(record) and record.facts.get("digest"):
                found = listed(record)
                return " / ".join(found.titles) or found.name or found.id[:12]
        return self.look.say("ui-merge-unnamed")

    def _state(self, record: Record) -> str:
        if is_trace(record):
            return self.look.say("ui-merge-gone", date=day(self.look, time_of(record, "at")))
        if in_trash(record):
            return self.look.say("ui-merge-away", date=day(self.look, time_of(record, REMOVED)))
        return self.look.say("ui-merge-live")

    def _choose(self, path: Path, name: str, choice: Choice) -> None:
        self._choices[path, name] = choice
        self.refresh()

    def _bring(self, path: Path) -> None:
        choices: Mapping[str, Choice] = {name: one for (place, name), one in self._choices.items() if place == path}

        def done(merged: Merged) -> None:
            self._done.append((path.name, merged))
            self._found = None
            self.start(self._look, "ui-merge-looking", self._looked)

        self.start(lambda tick: bring_in(self.session, path, choices, None, tick), "ui-merge-working", done)
