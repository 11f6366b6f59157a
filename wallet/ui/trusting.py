"""What is checked with: documents at hand and how old they are, and whom the learner lets vouch for issuers (S20)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from wallet import words
from wallet.encoding import write_time
from wallet.errors import Malformed
from wallet.packs import MAX_BYTES, Pack, read
from wallet.registries import Registry
from wallet.seams import Tick
from wallet.session import Session
from wallet.session.at_hand import Chosen, Paper, chosen, kept_file, lists, papers, vouch
from wallet.session.packs import Imported
from wallet.sharing.pictures import is_picture
from wallet.sharing.reader import said
from wallet.status.listing import FRESH
from wallet.ui.adding import read_file
from wallet.ui.camera import CameraReader, buttons
from wallet.ui.parts import button, pane, row
from wallet.ui.qrview import CodesPane, Drawn
from wallet.ui.reading import Reader, ScreenReader
from wallet.ui.sections import Part, Said, Sheet, day, notice, section, setting
from wallet.ui.text import Plain
from wallet.ui.theme import Look
from wallet.ui.unpacking import as_codes, beginning, codes_button, codes_page, contents

MAX_SHOWN: Final = 100


class TrustPage(Sheet):
    """Packs are looked into, then imported with their maker's fingerprint, which a person has from elsewhere; forgetting
    is asked twice. ``making`` when the learner wants to make one."""

    making = Signal()

    def __init__(self, look: Look, session: Session) -> None:
        super().__init__(look)
        self.session = session
        self._data = b""
        self._pack: Pack | None = None
        self._codes: Drawn | None = None
        self._reader: Reader | None = None
        self._forgetting = ""
        self._said: Said | None = None
        self.setObjectName("trust")
        self.refresh()

    def build(self) -> QWidget:
        """Packs, lists, documents; or one pack, or its codes."""
        look, now = self.look, self.session.clock()
        self.back = "ui-trust-title" if self._pack is not None or self._reader is not None else "ui-nav-settings"
        if self._codes is not None and self._pack is not None:
            codes = CodesPane(look, self._codes)
            codes.remade.connect(lambda made: setattr(self, "_codes", made))
            return codes_page(look, self._pack.name, look.say("ui-pack-codes_line"), codes, self.leave)
        if self._pack is not None:
            return self.laid(self._pack.name, look.say("ui-pack-look_line"), *self._inside(self._pack))
        if self._reader is not None:
            return self.laid(look.say("ui-trust-codes"), look.say("ui-trust-codes_line"), self._reader)
        parts: list[Part] = [*section(look, look.say("ui-trust-packs")), *self._packs(now)]
        parts += section(look, look.say("ui-trust-lists"))
        registries = lists(self.session)
        parts += [self._list(one, now) for one in registries[:MAX_SHOWN]] or [self._quiet("ui-trust-no_lists")]
        found = sorted(papers(self.session), key=lambda one: not one.unfetched)
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
        parts += [self._kept(one, now) for one in chosen(self.session)]
        take = button(look, look.say("ui-trust-import"), self._choose, icon="file", name="trust.import")
        screen = button(
            look, look.say("ui-screen"), lambda: self._read_with(ScreenReader(look)), icon="scan", name="trust.screen"
        )
        camera = buttons(look, lambda: self._read_with(CameraReader(look)), "trust.camera")
        for one in (screen, *camera):
            one.setAccessibleName(f"{look.say('ui-trust-codes')}: {one.text()}")
        make = button(look, look.say("ui-trust-make"), self.making.emit, icon="plus", name="trust.make")
        ways = (take, screen, *camera, make)
        return [*parts, 4, pane(row(*ways[:2], -1)), pane(row(*ways[2:], -1))]

    def _kept(self, one: Chosen, now: datetime) -> QWidget:
        look = self.look
        shown = beginning(one.fingerprint)
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
        facts = {"version": str(one.version), "until": until, "fingerprint": shown}
        line = look.say("ui-trust-pack_ended" if ended else "ui-trust-pack", **facts)
        forget = button(
            look,
            look.say("ui-trust-forget"),
            partial(self._ask, one.fingerprint),
            "quiet",
            name=f"trust.forget.{one.fingerprint[:8]}",
        )
        forget.setAccessibleName(f"{look.say('ui-trust-forget')}: {one.name}")
        into = button(look, look.say("ui-trust-look"), partial(self._look_into, one), name=f"trust.look.{one.id[:8]}")
        into.setAccessibleName(f"{into.text()}: {one.name}")
        into.setVisible(one.pack is not None)
        return setting(look, one.name, line, into, forget, colour="unsure" if ended else "ink-soft")

    def _inside(self, pack: Pack) -> list[Part]:
        """A pack that was looked into, and what can be done about it."""
        look, now = self.look, self.session.clock()
        mine = next((one for one in chosen(self.session) if one.id == pack.id), None)
        parts: list[Part] = [16, *contents(look, pack, now, mine is not None)]
        if mine is not None and mine.pack is not None and mine.pack.digest == pack.digest:
            codes = codes_button(look, self._data, self._show_codes)
            return [Plain(look, look.say("ui-pack-kept")), 4, pane(row(codes, -1)), *parts]
        no = button(look, look.say("ui-cancel"), self.leave, name="trust.cancel", size="large")
        if mine is not None:
            go = button(look, look.say("ui-trust-take"), self._import, "primary", name="trust.go", size="large")
            return [Plain(look, look.say("ui-pack-maker_known")), 4, pane(row(go, no, -1, space=12)), *parts]
        return [*self._maker(no), *parts]

    def _maker(self, no: QWidget) -> list[Part]:
        """A maker that nobody has chosen: the fingerprint is typed, never offered to be clicked."""
        look = self.look
        field = QLineEdit(self._typed)
        field.setObjectName("trust.fingerprint")
        field.setAccessibleName(look.say("ui-trust-fingerprint"))
        field.setFont(look.font("body", "code"))
        field.setMaxLength(200)
        field.textChanged.connect(lambda text: setattr(self, "_typed", text))
        field.returnPressed.connect(self._import)
        go = button(look, look.say("ui-trust-choose"), self._import, "primary", name="trust.go", size="large")
        field.setFocus()
        return [
            Plain(look, look.say("ui-pack-maker_unknown")), 12, Plain(look, look.say("ui-trust-fingerprint"), "label"),
            self._quiet("ui-trust-fingerprint_line"), field, 8, pane(row(go, no, -1, space=12)),
        ]  # fmt: skip

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
        if one.unfetched:
            sure = button(
                look, look.say("ui-trust-fetched"), partial(self._vouch, one), name=f"trust.fetched.{one.id[:8]}"
            )
            return setting(look, one.name, look.say("ui-trust-unfetched", url=one.unfetched), sure, colour="unsure")
        return setting(look, one.name, line, colour="unsure" if old else "ink-soft")

    def _vouch(self, one: Paper) -> None:
        vouch(self.session, one)
        self.refresh()

    def _choose(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(self, self.look.say("ui-trust-import"))
        if names:
            self.take(*map(Path, names))

    def take(self, *paths: Path) -> None:
        """A file that may be a pack, or pictures of its codes."""
        self._take(lambda: [read_file(path, MAX_BYTES) for path in paths])

    def _take(self, came: Callable[[], list[bytes]]) -> None:
        self._said, self._typed = None, ""
        now = self.session.clock()

        def work(tick: Tick) -> tuple[bytes, Pack]:
            tick(0, 0)
            found = said(came())
            if len(found) != 1:
                raise Malformed("pack.many")
            if is_picture(found[0]):
                raise Malformed("qr.none")
            return found[0], read(found[0], now)

        self.start(work, "ui-trust-working", self._looked)

    def _looked(self, found: tuple[bytes, Pack]) -> None:
        self._data, self._pack = found

    def _look_into(self, one: Chosen) -> None:
        assert one.pack is not None
        self._said, self._error = None, None
        self._data, self._pack = kept_file(self.session, one.id), one.pack
        self.refresh()

    def _read_with(self, reader: Reader) -> None:
        self._said, self._error, self._reader = None, None, reader
        reader.read.connect(self._codes_read)
        reader.left.connect(self.leave)
        self.refresh()

    def _codes_read(self, payload: bytes) -> None:
        self._reader = None
        self.refresh()
        self._take(lambda: [payload])

    def _show_codes(self) -> None:
        self.start(as_codes(self._data), "ui-share-working", lambda made: setattr(self, "_codes", made))

    def _import(self) -> None:
        data, trust = self._data, self._typed
        assert self._pack is not None

        def work(_: Tick) -> Imported:
            if not trust and all(one.id != pack.id for one in chosen(self.session)):
                raise Malformed("pack.fingerprint")
            return self.session.import_pack(data, trust)

        pack = self._pack
        self.start(work, "ui-trust-working", self._imported)

    def _imported(self, done: Imported) -> None:
        pack = done.pack
        self._data, self._pack, self._typed = b"", None, ""
        facts = {
            "name": pack.name,
            "version": str(pack.version),
            "count": len(pack.items),
            "until": write_time(pack.until),
        }
        self._said = (done.code, facts)

    def _ask(self, fingerprint: str) -> None:
        self._forgetting, self._said = fingerprint, None
        self.refresh()

    def _forget(self, fingerprint: str) -> None:
        self._forgetting = ""
        name = next((one.name for one in chosen(self.session) if one.fingerprint == fingerprint), "")

        def done(_: object) -> None:
            self._said = ("pack.forgotten", {"name": name})

        self.start(lambda _: self.session.forget_pack(fingerprint), "ui-trust-working", done)

    def leave(self) -> None:
        """One step back: from the codes to the pack, from the pack or an open question to the page, then away."""
        self._error = None
        if self._codes is not None:
            self._codes = None
        elif self._pack is not None or self._forgetting or self._reader is not None:
            self._data, self._pack, self._forgetting, self._said, self._reader = b"", None, "", None, None
        else:
            self.closed.emit()
            return
        self.refresh()
