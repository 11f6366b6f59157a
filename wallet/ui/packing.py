"""Make a fair pack: its name and end, the documents in it, the key that signs; then its file and its fingerprint."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QFileDialog, QLineEdit, QWidget

from wallet.errors import Refused, WalletError
from wallet.packs import MAX_ITEMS, Pack
from wallet.packs.making import unfit
from wallet.seams import Tick
from wallet.session import Session
from wallet.session.packing import Maker, Offer, Offered, at_hand, in_folder, maker_of, new_key, write_pack
from wallet.ui.parts import button, column, pane, row, rule, segments
from wallet.ui.qrview import CodesPane, Drawn
from wallet.ui.sections import MAX_WIDTH, Part, Sheet, between, day, notice, section, setting
from wallet.ui.text import Plain
from wallet.ui.theme import Look
from wallet.ui.unpacking import (
    MAX_SHOWN,
    as_codes,
    beginning,
    codes_button,
    codes_page,
    dated,
    fingerprint_panel,
    groups,
)

MAX_NAME: Final = 200
USUAL: Final = timedelta(days=14)
LONGEST: Final = timedelta(days=3650)
_DATE: Final = re.compile(r"\s*(\d{4})\D{1,3}(\d{1,2})\D{1,3}(\d{1,2})\D?\s*\Z", re.ASCII)


@dataclass
class Draft:
    """What was decided so far; it outlives the page. ``off`` are the addresses that are left out."""

    name: str = ""
    until: str = ""
    folder: Path | None = None
    off: set[str] = field(default_factory=set)
    makers: list[Maker] = field(default_factory=list)


def read_date(text: str) -> date | None:
    """A day as people type it: year, month, day, with anything between, in any width."""
    match = _DATE.match(unicodedata.normalize("NFKC", text))
    with suppress(ValueError):
        return date(*map(int, match.groups())) if match is not None else None
    return None


class PackingPage(Sheet):
    """Nothing is written before "Save", and nothing is overwritten. A key file is read to sign, and never kept."""

    back = "ui-trust-title"

    def __init__(self, look: Look, session: Session, draft: Draft) -> None:
        super().__init__(look)
        self.session, self.draft = session, draft
        draft.until = draft.until or f"{session.clock().astimezone().date() + USUAL:%Y-%m-%d}"
        self._offered = Offered((), ())
        self._shown = MAX_SHOWN
        self._rows: list[Callable[[], None]] = []
        self._made: tuple[Path, bytes, Pack] | None = None
        self._codes: tuple[str, Drawn] | None = None
        self._copied = False
        self.setObjectName("pack")
        self.refresh()
        self.gather(draft.folder)

    def build(self) -> QWidget:
        """The form, what came of it, or codes."""
        look = self.look
        if self._made is None:
            return self._form()
        if self._codes is None:
            return self.laid(look.say("ui-pack-done"), self._facts(self._made[2]), *self._done(*self._made))
        which, made = self._codes
        codes = CodesPane(look, made)
        codes.remade.connect(lambda again: setattr(self, "_codes", (which, again)))
        title = look.say("ui-pack-fingerprint") if which == "print" else self._made[2].name
        return codes_page(look, title, look.say(f"ui-pack-{which}_line"), codes, self.leave)

    def _form(self) -> QWidget:
        look = self.look
        self._rows = []
        name = self._field("name", self.draft.name, MAX_NAME)
        until = self._field("until", self.draft.until, 40)
        until.setFixedWidth(round(200 * look.scale))
        self._day = Plain(look, "", "small", "ink-soft")
        self._day.setObjectName("pack.day")
        self._line = Plain(look, "", "body")
        self._line.setObjectName("pack.line")
        self._save = button(look, look.say("ui-pack-save"), self.save, "primary", name="pack.save", size="large")
        parts: list[Part] = [
            *self._labelled("name", name), 12, *self._labelled("until", until), self._day,
            *self._key(), *self._documents(),
        ]  # fmt: skip
        sheet = self.laid(look.say("ui-pack-title"), look.say("ui-pack-line"), *parts)
        said = row(self._line, self._save, space=16)
        said.setStretch(0, 1)
        inner = pane(said)
        inner.setMaximumWidth(round(MAX_WIDTH * max(1.0, look.scale)))
        foot = row(inner, -1, margins=(32, 12, 32, 16))
        foot.setStretch(0, 1000)
        made = pane(column(sheet, rule(), pane(foot), space=0))
        self._judge()
        return made

    def _field(self, name: str, text: str, most: int) -> QLineEdit:
        made = QLineEdit(text)
        made.setObjectName(f"pack.{name}")
        made.setAccessibleName(self.look.say(f"ui-pack-{name}"))
        made.setMaxLength(most)
        made.setFont(self.look.font("body"))
        made.textChanged.connect(partial(self._type, name))
        return made

    def _labelled(self, name: str, control: QWidget) -> list[Part]:
        look = self.look
        hint = Plain(look, look.say(f"ui-pack-{name}_line"), "small", "ink-soft")
        return [Plain(look, look.say(f"ui-pack-{name}"), "label"), hint, control]

    def _type(self, name: str, text: str) -> None:
        setattr(self.draft, name, text)
        self._judge()

    def _documents(self) -> list[Part]:
        look, items, left = self.look, self._offered.items, self._offered.left
        choices = {"wallet": look.say("ui-pack-from_wallet"), "folder": look.say("ui-pack-from_folder")}
        now = "folder" if self.draft.folder is not None else "wallet"
        said = look.say("ui-pack-folder", name=self.draft.folder.name or "/") if self.draft.folder is not None else ""
        parts: list[Part] = [
            *section(look, look.say("ui-pack-documents")), 4,
            segments(look, "pack.from", choices, now, self._choose_source),
            Plain(look, said or look.say("ui-pack-wallet_line"), "small", "ink-soft"),
        ]  # fmt: skip
        if items:
            every = button(look, look.say("ui-pack-all"), partial(self._tick_all, True), "quiet", name="pack.all")
            none = button(look, look.say("ui-pack-none"), partial(self._tick_all, False), "quiet", name="pack.none")
            parts += [pane(row(-1, every, none, space=4)), rule()]
        elif self._job is None:
            parts.append(Plain(look, look.say("ui-pack-nothing"), "body", "ink-soft"))
        parts += [self._row(number, one) for number, one in enumerate(items[: self._shown])]
        if len(items) > self._shown:
            count = min(MAX_SHOWN, len(items) - self._shown)
            parts.append(Plain(look, look.say("ui-pack-more_in", count=len(items) - self._shown), "small", "ink-soft"))
            parts.append(
                pane(row(button(look, look.say("ui-pack-more", count=count), self._more, name="pack.more"), -1))
            )
        if left:
            parts += [12, Plain(look, look.say("ui-pack-left", count=len(left)), "label"), rule()]
            parts += [setting(look, name, look.say(e.code, **e.facts), colour="unsure") for name, e in left[:MAX_SHOWN]]
        if len(left) > MAX_SHOWN:
            parts.append(Plain(look, look.say("ui-more", count=len(left) - MAX_SHOWN), "small", "ink-soft"))
        return parts

    def _row(self, number: int, one: Offer) -> QWidget:
        """One document with its tick; the reason stands in place of its date where it cannot go in until then."""
        look, url = self.look, one.document.url
        tick = QCheckBox()
        tick.setObjectName(f"pack.tick.{number}")
        tick.setFixedWidth(22)
        address = Plain(look, url, "label", wrap=False)
        tick.setAccessibleName(address.accessibleName())
        fetched = one.document.as_of if one.document.from_address else None
        said = f"{look.say(f'ui-pack-kind_{one.kind}')} · {dated(look, fetched, self.session.clock())}"
        fits, unfits = Plain(look, said, "small", "ink-soft"), Plain(look, "", "small", "unsure")

        def judge() -> None:
            error = self._unfit(one)
            tick.setEnabled(error is None)
            tick.setChecked(error is None and url not in self.draft.off)
            unfits.setText(look.say(error.code, **error.facts) if error is not None else "")
            unfits.setAccessibleName(unfits.text())
            fits.setVisible(error is None)
            unfits.setVisible(error is not None)

        judge()
        tick.clicked.connect(lambda on: self._tick(url, on))
        self._rows.append(judge)
        texts = column(address, fits, unfits, space=between(look))
        inner = row(tick, texts, space=12, margins=(0, 8, 0, 8))
        return pane(column(inner, rule(), space=0))

    def _key(self) -> list[Part]:
        look, makers = self.look, self.draft.makers
        choose = button(look, look.say("ui-pack-key_choose"), self._choose_key, icon="key", name="pack.key.choose")
        make = button(look, look.say("ui-pack-key_make"), self._make_key, icon="plus", name="pack.key.make")
        line = Plain(look, look.say("ui-pack-key_line"), "small", "ink-soft")
        return [
            *section(look, look.say("ui-pack-key")), 4, line,
            *(setting(look, one.path.name, self._key_facts(one)) for one in makers), 4,
            pane(row(choose, make, -1, space=8)),
        ]  # fmt: skip

    def _key_facts(self, one: Maker) -> str:
        return self.look.say(
            "ui-pack-key_facts", fingerprint=beginning(one.fingerprint), date=day(self.look, one.until)
        )

    def _judge(self) -> None:
        """Say what is still missing, or what will be saved; and which documents live that long."""
        look, expires = self.look, self._expires()
        self._day.setText(look.say("ui-pack-date", date=day(look, expires)) if expires else "")
        for judge in self._rows:
            judge()
        chosen = self._chosen()
        code, facts = self._missing(expires, len(chosen))
        if not code:
            size = sum(len(one.document.raw) for one in chosen)
            code, facts = "ui-pack-ready", {"count": len(chosen), "size": -(-size // 1024)}
        self._line.setText(look.say(code, **facts))
        self._line.setAccessibleName(self._line.text())
        self._line.setProperty("code", code)
        self._save.setEnabled(code == "ui-pack-ready")

    def _missing(self, expires: datetime | None, count: int) -> tuple[str, dict[str, object]]:
        """The first thing that keeps it from being saved: a code and its facts, or none."""
        draft, makers, now = self.draft, self.draft.makers, self.session.clock()
        needs: tuple[tuple[bool, str, dict[str, object]], ...] = (
            (not draft.name.strip(), "ui-pack-need_name", {}),
            (expires is None, "ui-pack-need_date", {}),
            (not count, "ui-pack-need_documents", {}),
            (count > MAX_ITEMS, "ui-pack-need_fewer", {"limit": MAX_ITEMS}),
            (not makers, "ui-pack-need_key", {}),
            (any(one.until <= now for one in makers), "ui-pack-need_newer", {}),
            (bool(makers) and len(makers) < makers[0].threshold, "ui-pack-need_keys",
             {"count": makers[0].threshold if makers else 0}),
        )  # fmt: skip
        return next(((code, facts) for wanting, code, facts in needs if wanting), ("", {}))

    def _expires(self) -> datetime | None:
        """The last second of the day that was typed, here; None if that is no day, or has passed, or is far away."""
        found, today = read_date(self.draft.until), self.session.clock().astimezone().date()
        if found is None or not today <= found <= today + LONGEST:
            return None
        return datetime.combine(found, time(23, 59, 59)).astimezone()

    def _unfit(self, one: Offer) -> WalletError | None:
        now = self.session.clock()
        return unfit(one.document, now, self._expires() or now)

    def _chosen(self) -> list[Offer]:
        off = self.draft.off
        return [one for one in self._offered.items if one.document.url not in off and self._unfit(one) is None]

    def _tick(self, url: str, on: bool) -> None:
        (self.draft.off.discard if on else self.draft.off.add)(url)
        self._judge()

    def _tick_all(self, on: bool) -> None:
        urls = {one.document.url for one in self._offered.items}
        self.draft.off = self.draft.off - urls if on else self.draft.off | urls
        self._judge()

    def _more(self) -> None:
        self._shown += MAX_SHOWN
        self.refresh()

    def _choose_source(self, source: str) -> None:
        if source == "wallet":
            self.gather(None)
            return
        chosen = QFileDialog.getExistingDirectory(self, self.look.say("ui-pack-from_folder"))
        if chosen:
            self.gather(Path(chosen))
        else:
            self.refresh()

    def gather(self, folder: Path | None) -> None:
        """Look at what a folder holds, or this wallet; nothing changes if that is cancelled."""
        session, now = self.session, self.session.clock()

        def work(tick: Tick) -> Offered:
            return at_hand(session, tick) if folder is None else in_folder(folder, now, tick)

        def done(found: Offered) -> None:
            self._offered, self._shown, self.draft.folder = found, MAX_SHOWN, folder

        self.start(work, "ui-pack-gathering", done)

    def _choose_key(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, self.look.say("ui-pack-key_choose"))
        if chosen:
            self.take_key(Path(chosen))

    def take_key(self, path: Path) -> None:
        """Look who a key file speaks for. Where several must sign, it joins those of the same maker."""

        def done(found: Maker) -> None:
            makers = self.draft.makers
            joins = bool(makers) and makers[0].fingerprint == found.fingerprint and len(makers) < found.threshold
            others = [one for one in makers if one.key != found.key] if joins else []
            self.draft.makers = [*others, found]

        self.start(lambda _: maker_of(path), "ui-pack-key_reading", done)

    def _make_key(self) -> None:
        chosen = self._ask_where("ui-pack-key_make", "maker.key")
        if chosen:
            self.make_key(Path(chosen))

    def make_key(self, path: Path) -> None:
        """A new key in a new file, which signs from now on."""
        now = self.session.clock()
        self.start(
            lambda _: new_key(path, now), "ui-pack-key_reading", lambda made: setattr(self.draft, "makers", [made])
        )

    def _ask_where(self, title: str, name: str) -> str:
        chosen, _ = QFileDialog.getSaveFileName(
            self, self.look.say(title), name, options=QFileDialog.Option.DontConfirmOverwrite
        )
        return chosen

    def save(self) -> None:
        """Ask where, and write it there."""
        chosen = self._ask_where("ui-pack-save", f"fair-{self.session.clock().astimezone():%Y-%m-%d}.pack")
        if chosen:
            self.write(Path(chosen))

    def write(self, path: Path) -> None:
        """Sign what is ticked into a new file."""
        name, expires, now = self.draft.name.strip(), self._expires(), self.session.clock()
        offers, keys = self._chosen(), [one.path for one in self.draft.makers]

        def work(tick: Tick) -> tuple[bytes, Pack]:
            if expires is None:
                raise Refused("ui-pack-need_date")
            return write_pack(path, name, expires, offers, keys, now, tick)

        self.start(work, "ui-pack-writing", lambda made: setattr(self, "_made", (path, *made)))

    def _facts(self, pack: Pack) -> str:
        return self.look.say("ui-pack-facts", name=pack.name, count=len(pack.items), date=day(self.look, pack.until))

    def _done(self, path: Path, raw: bytes, pack: Pack) -> list[Part]:
        look, fingerprint = self.look, pack.roots[-1].digest
        copy = button(look, look.say("ui-pack-copy"), self._copy, name="pack.copy")
        shown = partial(self._show, "print", fingerprint.encode())
        code = button(look, look.say("ui-pack-print"), shown, icon="qr", name="pack.print")
        said = Plain(look, look.say("ui-pack-copied") if self._copied else "", "small", "ink-soft")
        said.setObjectName("pack.copied")
        done = button(look, look.say("ui-done"), self.closed.emit, "primary", name="pack.done", size="large")
        return [
            Plain(look, look.say("ui-pack-saved", name=path.name)), 20,
            Plain(look, look.say("ui-pack-fingerprint"), "heading"), 2, fingerprint_panel(look, fingerprint),
            pane(row(copy, code, said, -1, space=8)), 12,
            notice(look, "unsure", look.say("ui-pack-tell"), look.say("ui-pack-tell_line")), 20,
            pane(row(done, codes_button(look, raw, partial(self._show, "codes", raw)), -1, space=12)),
        ]  # fmt: skip

    def _copy(self) -> None:
        assert self._made is not None
        QGuiApplication.clipboard().setText(" ".join(groups(self._made[2].roots[-1].digest)))
        self._copied = True
        self.refresh()

    def _show(self, which: str, payload: bytes) -> None:
        self.start(as_codes(payload), "ui-share-working", lambda made: setattr(self, "_codes", (which, made)))

    def leave(self) -> None:
        """From the codes to what was made, from there to the form as it was, then away."""
        self._error = None
        if self._codes is not None:
            self._codes = None
        elif self._made is not None:
            self._made, self._copied = None, False
        else:
            self.closed.emit()
            return
        self.refresh()
