"""Backup and restore: how old the last good backup is, make one, test one, go back to an earlier state (S21)."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from wallet.errors import Cancelled, WalletError
from wallet.seams import Tick
from wallet.session import Session
from wallet.session.backing import Counts, back_up, counted
from wallet.session.copies import Copy, copies_of
from wallet.session.memory import Memory
from wallet.ui.parts import button
from wallet.ui.sections import Part, Said, Sheet, notice, section, setting, when
from wallet.ui.tasks import Job
from wallet.ui.text import Plain
from wallet.ui.theme import Look
from wallet.vault.siblings import sibling

OLD: Final = timedelta(days=14)
"""From this age of the last good backup on, the page asks for a new one."""


class Backups(Sheet):
    """``restore(path, needs_secret)``, ``test()`` and ``leaving()`` open the pages of these acts."""

    restore = Signal(str, bool)
    test = Signal(str)
    leaving = Signal()

    def __init__(self, look: Look, session: Session, state: Path) -> None:
        super().__init__(look)
        self.session, self.state = session, state
        self._made: Said | None = None
        self._counts: dict[Path, Counts | str] = {}
        self.setObjectName("backup")
        self.refresh()
        if copies_of(session.open_vault().path):
            counting = Job(self, self._count)
            counting.done.connect(self._counted)
            counting.start()

    def build(self) -> QWidget:
        """The last backup, restoring, earlier states, leaving."""
        look = self.look
        parts: list[Part] = [self._last()]
        if self._made is not None:
            parts += [8, Plain(look, look.say(self._made[0], **self._made[1]))]
        choose = button(look, look.say("ui-keep-choose"), self._choose, icon="file", name="backup.restore")
        parts += section(look, look.say("ui-keep-restore"))
        parts.append(setting(look, look.say("ui-keep-from_file"), look.say("ui-keep-from_file_line"), choose))
        parts += self._earlier()
        out = button(look, look.say("ui-keep-out_open"), self.leaving.emit, name="backup.leave")
        parts += section(look, look.say("ui-keep-out"))
        parts.append(setting(look, look.say("ui-keep-out_head"), look.say("ui-keep-out_line"), out))
        return self.laid(look.say("ui-keep-title"), look.say("ui-keep-line"), *parts)

    def _last(self) -> QWidget:
        look, last = self.look, self._memory().backup
        age = self.session.clock() - last.at if last is not None else None
        if age is None or last is None:
            title, line = look.say("ui-keep-never"), look.say("ui-keep-never_line")
        else:
            title = look.say("ui-keep-last", days=max(0, age.days))
            line = look.say("ui-keep-last_line", moment=when(look, last.at))
            if age > OLD:
                line += " " + look.say("ui-keep-old")
        now = button(look, look.say("ui-keep-now"), self._save, "primary", "save", "backup.now")
        test = button(look, look.say("ui-keep-test"), self._test, name="backup.test")
        made = notice(look, "unsure" if age is None or age > OLD else "", title, line, now, test)
        made.setObjectName("notice")
        return made

    def _memory(self) -> Memory:
        return Memory(self.state, self.session.open_vault().id)

    def _earlier(self) -> list[Part]:
        look = self.look
        copies = copies_of(self.session.open_vault().path)
        parts: list[Part] = section(look, look.say("ui-keep-earlier"))
        said = look.say("ui-keep-earlier_line" if copies else "ui-keep-earlier_none")
        parts.append(Plain(look, said, "small", "ink-soft"))
        return parts + [self._copy(number, copy) for number, copy in enumerate(copies)]

    def _copy(self, number: int, copy: Copy) -> QWidget:
        look, counts = self.look, self._counts.get(copy.path)
        if isinstance(counts, Counts):
            line = look.say("ui-keep-holds", **counts._asdict())
        else:
            line = look.say(counts) if counts else "…"
        moment = when(look, copy.saved)
        go = button(look, look.say("ui-keep-look"), partial(self._open, copy), name=f"backup.copy.{number}")
        go.setAccessibleName(f"{look.say('ui-keep-look')}: {moment}")
        return setting(look, moment, line, go)

    def _open(self, copy: Copy) -> None:
        self.restore.emit(str(copy.path), not isinstance(self._counts.get(copy.path), Counts))

    def _count(self, tick: Tick) -> dict[Path, Counts | str]:
        """What each copy holds; of one that cannot be opened now, why."""
        vault, found = self.session.open_vault(), dict[Path, Counts | str]()
        copies = copies_of(vault.path)
        for done, copy in enumerate(copies):
            tick(done, len(copies))
            try:
                with sibling(vault, copy.path, tick) as other:
                    found[copy.path] = counted(other.records.values())
            except Cancelled:
                raise
            except WalletError as error:
                found[copy.path] = "ui-keep-other_key" if error.code == "vault.other" else error.code
        return found

    def _counted(self, found: dict[Path, Counts | str]) -> None:
        self._counts = found
        self.refresh()

    def _save(self) -> None:
        name = f"akashi-{self.session.clock().astimezone():%Y-%m-%d}.vault"
        chosen, _ = QFileDialog.getSaveFileName(
            self, self.look.say("ui-keep-now"), name, options=QFileDialog.Option.DontConfirmOverwrite
        )
        if chosen:
            self.save_to(Path(chosen))

    def save_to(self, path: Path) -> None:
        """Make a backup there; what is there already is not overwritten."""
        vault = self.session.open_vault()

        def done(count: int) -> None:
            self._made = ("ui-keep-made", {"name": path.name, "count": count})

        self._made = None
        self.start(lambda tick: back_up(vault, path, self._memory(), tick), "ui-keep-making", done)

    def _test(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, self.look.say("ui-keep-test"))
        if chosen:
            self.test.emit(chosen)

    def _choose(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, self.look.say("ui-keep-choose"))
        if chosen:
            self.restore.emit(chosen, True)
