"""What is checked with: documents at hand and how old they are, and whom the learner lets vouch for issuers (S20)."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from wallet import words
from wallet.encoding import write_time
from wallet.errors import WalletError
from wallet.registries import Registry
from wallet.session import Session
from wallet.session.at_hand import Chosen, Paper, chosen, lists, papers
from wallet.session.packs import Imported
from wallet.status.listing import FRESH
from wallet.ui.adding import read_file
from wallet.ui.parts import button, column, pane, row
from wallet.ui.sections import Part, Said, Sheet, day, notice, section, setting
from wallet.ui.text import Plain
from wallet.ui.theme import Look

MAX_SHOWN: Final = 100


class TrustPage(Sheet):
    """Packs are imported with their maker's fingerprint, which a person has from elsewhere; forgetting is asked twice."""

    def __init__(self, look: Look, session: Session) -> None:
        super().__init__(look)
        self.session = session
        self._data: bytes | None = None
        self._forgetting = ""
        self._said: Said | None = None
        self.setObjectName("trust")
        self.refresh()

    def build(self) -> QWidget:
        """Packs, lists, documents."""
        look, now = self.look, self.session.clock()
        parts: list[Part] = [*section(look, look.say("ui-trust-packs")), *self._packs(now)]
        parts += section(look, look.say("ui-trust-lists"))
        registries = lists(self.session)
        parts += [self._list(one, now) for one in registries[:MAX_SHOWN]] or [self._quiet("ui-trust-no_lists")]
        found = papers(self.session)
        parts += section(look, look.say("ui-trust-papers", count=len(found)))
        parts += [self._paper(one, now) for one in found[:MAX_SHOWN]] or [self._quiet("ui-trust-no_papers")]
        if len(found) > MAX_SHOWN:
            parts.append(self._quiet("ui-more", count=len(found) - MAX_SHOWN))
        return self.laid(look.say("ui-trust-title"), look.say("ui-trust-line"), *parts)

    def _quiet(self, code: str, **facts: object) -> QWidget:
        return Plain(self.look, self.look.say(code, **facts), "small", "ink-soft")

    def _packs(self, now: datetime) -> list[Part]:
        look = self.look
        parts: list[Part] = [self._quiet("ui-trust-packs_line")]
        if self._said is not None:
            parts.append(Plain(look, look.say(self._said[0], **self._said[1])))
        parts += [self._pack(one, now) for one in chosen(self.session)]
        if self._data is not None:
            return [*parts, self._maker()]
        take = button(look, look.say("ui-trust-import"), self._choose, icon="file", name="trust.import")
        return [*parts, 4, pane(row(take, -1))]

    def _pack(self, one: Chosen, now: datetime) -> QWidget:
        look = self.look
        shown = " ".join(one.fingerprint[start : start + 4] for start in range(0, 16, 4))
        if self._forgetting == one.fingerprint:
            go = button(
                look,
                look.say("ui-trust-forget"),
                partial(self._forget, one.fingerprint),
                "primary",
                name="trust.really",
            )
            no = button(look, look.say("ui-cancel"), partial(self._ask, ""), name="trust.cancel")
            return notice(
                look,
                "unsure",
                look.say("ui-trust-forget_sure", name=one.name),
                look.say("ui-trust-forget_line"),
                go,
                no,
            )
        ended = one.pack is None or one.pack.until <= now
        until = day(look, one.pack.until) if one.pack is not None else "–"
        facts = {"version": one.version, "until": until, "fingerprint": shown}
        line = look.say("ui-trust-pack_ended" if ended else "ui-trust-pack", **facts)
        forget = button(
            look,
            look.say("ui-trust-forget"),
            partial(self._ask, one.fingerprint),
            "quiet",
            name=f"trust.forget.{one.fingerprint[:8]}",
        )
        forget.setAccessibleName(f"{look.say('ui-trust-forget')}: {one.name}")
        return setting(look, one.name, line, forget, colour="unsure" if ended else "ink-soft")

    def _maker(self) -> QWidget:
        """A maker that nobody has chosen: the fingerprint is typed, never offered to be clicked."""
        look = self.look
        field = QLineEdit(self._typed)
        field.setObjectName("trust.fingerprint")
        field.setAccessibleName(look.say("ui-trust-fingerprint"))
        field.setFont(look.font("body", "code"))
        field.setMaxLength(200)
        field.textChanged.connect(lambda text: setattr(self, "_typed", text))
        field.returnPressed.connect(self._import)
        go = button(look, look.say("ui-trust-choose"), self._import, "primary", name="trust.go")
        no = button(look, look.say("ui-cancel"), self.leave, name="trust.cancel")
        field.setFocus()
        label = Plain(look, look.say("ui-trust-fingerprint"), "label")
        return pane(column(8, label, self._quiet("ui-trust-fingerprint_line"), field, row(go, no, -1, space=8)))

    def _list(self, one: Registry, now: datetime) -> QWidget:
        look = self.look
        kind = look.say(f"ui-trust-kind_{one.kind}")
        if one.trouble:
            return setting(look, one.name or one.url, f"{kind} · {look.say(one.trouble, url=one.url)}", colour="unsure")
        dated = day(look, one.as_of) if one.as_of is not None else "–"
        line = look.say("ui-trust-list", count=len(one.issuers), date=dated)
        return setting(look, one.name or one.url, f"{kind} · {line}")

    def _paper(self, one: Paper, now: datetime) -> QWidget:
        look = self.look
        old = now - one.dated > FRESH
        facts = {"date": day(look, one.dated), "age": words.age(one.dated, now, look.lang)}
        code = "ui-trust-paper" if one.known else "ui-trust-paper_added"
        line = look.say(code, **facts) + (" " + look.say("ui-trust-old") if old else "")
        return setting(look, one.name, line, colour="unsure" if old else "ink-soft")

    def _choose(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, self.look.say("ui-trust-import"))
        if chosen:
            self.take(Path(chosen))

    def take(self, path: Path) -> None:
        """A file that may be a pack: renewed where its maker is chosen already, else asked for."""
        self._said, self._error, self._typed = None, None, ""
        try:
            self._data = read_file(path)
        except WalletError as error:
            self.fail(error)
            self.refresh()
            return
        self._import()

    def _import(self) -> None:
        data, trust = self._data, self._typed
        if data is not None:
            self.start(lambda _: self.session.import_pack(data, trust), "ui-trust-working", self._imported)

    def _imported(self, done: Imported) -> None:
        pack = done.pack
        self._data, self._typed = None, ""
        facts = {
            "name": pack.name,
            "version": pack.version,
            "count": len(pack.items),
            "until": write_time(pack.until),
        }
        self._said = (done.code, facts)

    def fail(self, error: WalletError) -> None:
        """An unknown maker is a question and no fault; any other error ends the import."""
        if error.code == "pack.untrusted":
            self._said = ("ui-trust-unknown", error.facts)
            return
        super().fail(error)
        if error.code not in ("pack.fingerprint", "pack.other_maker"):
            self._data = None

    def _ask(self, fingerprint: str) -> None:
        self._forgetting = fingerprint
        self.refresh()

    def _forget(self, fingerprint: str) -> None:
        self._forgetting = ""
        name = next((one.name for one in chosen(self.session) if one.fingerprint == fingerprint), "")

        def done(_: object) -> None:
            self._said = ("pack.forgotten", {"name": name})

        self.start(lambda _: self.session.forget_pack(fingerprint), "ui-trust-working", done)

    def leave(self) -> None:
        """The open question first, then the page."""
        if self._data is not None or self._forgetting:
            self._data, self._forgetting, self._said, self._error = None, "", None, None
            self.refresh()
        else:
            self.closed.emit()
