"""S01: a backup becomes the vault of this computer, after a page has said what is in it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtWidgets import QFileDialog, QWidget

from wallet import words
from wallet.errors import WalletError
from wallet.seams import Tick
from wallet.session.copies import saved_at
from wallet.session.guarded import Guarded, unlock
from wallet.session.kept import listed
from wallet.ui.creating import can_write
from wallet.ui.doors import Step, line
from wallet.ui.parts import Part, button, column, frame, pane, row, rule
from wallet.ui.sections import local
from wallet.ui.text import Plain
from wallet.ui.unlocking import secret_of
from wallet.vault import Kind, Secret, Vault

if TYPE_CHECKING:
    from wallet.ui.welcome import Welcome


class Content(NamedTuple):
    """What is in a backup, in numbers and dates, and what opened it."""

    file: Path
    secret: Secret
    saved: datetime
    credentials: int
    holders: int
    documents: int
    awarded: tuple[str, ...]


def look_into(file: Path, secret: Secret, tick: Tick) -> Content:
    """Open a backup and every record in it, and count; nothing is changed."""
    with Vault.unlock(file, secret, tick) as vault:
        vault.check(tick)
        kinds = [record.kind for record in vault.records.values()]
        dates = {listed(one).awarded for one in vault.records.values() if one.kind is Kind.CREDENTIAL} - {""}
    credentials, holders, documents = (kinds.count(kind) for kind in (Kind.CREDENTIAL, Kind.HOLDER, Kind.DOCUMENT))
    return Content(file, secret, saved_at(file), credentials, holders, documents, tuple(sorted(dates)))


class Restore(Step):
    """Which file, and what opens it."""

    back = "welcome"

    def __init__(self, page: Welcome) -> None:
        super().__init__(page)
        self.file: Path | None = None

    def build(self) -> QWidget:
        """The file first, then one field that takes a passphrase or a code."""
        look = self.look
        choose = button(look, look.say("ui-restore-file"), self._choose, icon="file", name="restore.file", size="large")
        next_one = button(look, look.say("ui-restore-look"), self._look, "primary", name="restore.look", size="large")
        next_one.setVisible(self.file is not None)
        ask: list[Part] = []
        if self.file is not None:
            ask = [line(look, "file", self.file.name), 20, *self.secret(look.say("ui-door-either"), self._look)]
        return pane(
            column(
                -1, Plain(look, look.say("ui-restore-title"), "title"), 12, Plain(look, look.say("ui-restore-line"), "body", "ink-soft"), 24,
                row(choose, -1), 12, *ask, 8, self.problem(), -2, row(self.leave(), -1, next_one), space=0,
            )
        )  # fmt: skip

    def _choose(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self.page, self.look.say("ui-restore-file"))
        if chosen:
            self.file, self.error = Path(chosen), None
            self.page.refresh()
            self.page.focus_field()

    def _look(self) -> None:
        if self.file is not None:
            file, secret = self.file, secret_of(self.page.typed)
            self.page.run(
                lambda tick: look_into(file, secret, tick),
                "ui-restore-looking",
                lambda content: self.page.go("found", content),
            )

    def failed(self, error: WalletError) -> None:
        """A backup of another wallet is no vault, and is brought in another way."""
        other = error.code in ("vault.not_a_vault", "vault.error_text")
        super().failed(WalletError("ui-restore-other") if other else error)


class Found(Step):
    """What is in the backup, before it takes the place."""

    back = "restore"

    def __init__(self, page: Welcome, content: Content) -> None:
        super().__init__(page)
        self._content = content

    def build(self) -> QWidget:
        """Counts and dates; then one button."""
        look, content, page = self.look, self._content, self.page
        facts: list[tuple[str, str]] = [
            ("saved", words.clock(local(content.saved), look.lang)),
            ("credentials", look.say("ui-found-count", count=content.credentials)),
        ]
        if content.awarded:
            first, last = content.awarded[0], content.awarded[-1]
            code = "ui-found-on" if first[:10] == last[:10] else "ui-found-between"
            facts.append(("awarded", look.say(code, first=first, last=last)))
        facts += [("holders", f"{content.holders:,}"), ("documents", f"{content.documents:,}")]
        rows: list[Part] = []
        for name, value in facts:
            label = Plain(look, look.say(f"ui-found-{name}"), "body", "ink-soft")
            label.setFixedWidth(round(200 * look.scale))
            shown = Plain(look, value)
            shown.setObjectName(f"found.{name}")
            rows += [pane(row(label, shown, space=16)), rule()]
        use = button(look, look.say("ui-found-use"), self._use, "primary", name="found.use", size="large")
        use.setEnabled(can_write(page.path))
        where = "ui-create-where" if can_write(page.path) else "ui-create-unwritable"
        return pane(
            column(
                -1, Plain(look, look.say("ui-found-title"), "title"), 12, Plain(look, look.say("ui-found-line"), "body", "ink-soft"), 24,
                frame(column(*rows[:-1], space=10, margins=(16, 12, 16, 12))), 16,
                line(look, "file", look.say(where, folder=str(page.path.parent)), self._elsewhere()), 8,
                self.problem(), -2, row(self.leave(), -1, use), space=0,
            )
        )  # fmt: skip

    def _elsewhere(self) -> QWidget:
        look = self.look
        return button(look, look.say("ui-create-elsewhere"), self._choose, "quiet", name="create.elsewhere")

    def _choose(self) -> None:
        folder = QFileDialog.getExistingDirectory(self.page, self.look.say("ui-create-elsewhere"))
        if folder:
            self.page.path, self.error = Path(folder) / self.page.path.name, None
            self.page.refresh()

    def _use(self) -> None:
        content, place, state = self._content, self.page.path, self.page.state

        def work(tick: Tick) -> Guarded:
            with Vault.unlock(content.file, content.secret, tick) as backup:
                backup.check(tick)
                backup.copy_to(place)
            return unlock(place, content.secret, state, tick, accept=True)

        self.page.open(work, "ui-found-working", "restored")
