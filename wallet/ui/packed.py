"""A fair pack at a booth: believed for this session, under a fingerprint that the verifier has from its maker."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from wallet import words
from wallet.errors import WalletError
from wallet.library import Library
from wallet.packs import PACK, Pack, check_maker, read
from wallet.ui.parts import button, column, row
from wallet.ui.text import Plain
from wallet.ui.theme import Look

_HEAD = f'"{PACK}"'.encode("ascii")


def offered(raw: bytes, at: datetime, known: Mapping[str, Pack]) -> Pack | None:
    """The pack that this is, checked; None of anything else. An older one than was seen here is refused."""
    if raw[:1] != b"{" or _HEAD not in raw:
        return None
    return read(raw, at, {name: pack.seen for name, pack in known.items()})


class Shelf:
    """The documents at hand and those of packs, as one Library for as long as neither changes."""

    def __init__(self, library: Callable[[], Library]) -> None:
        self._base, self.packs = library, dict[str, Pack]()
        self._made: tuple[Library, Library] | None = None

    def take(self, pack: Pack) -> None:
        """Use a pack from now on."""
        self.packs[pack.id], self._made = pack, None

    def __call__(self) -> Library:
        base = self._base()
        if not self.packs:
            return base
        if self._made is None or self._made[0] is not base:
            library = base
            for pack in self.packs.values():
                library = pack.into(library)
            self._made = base, library
        return self._made[1]


class PackAsked(QWidget):
    """``taken()`` when what was typed is the maker's fingerprint, ``left()`` when the pack is not wanted."""

    taken = Signal()
    left = Signal()

    def __init__(self, look: Look, pack: Pack) -> None:
        super().__init__()
        self._look, self._pack = look, pack
        self._field = field = QLineEdit()
        field.setObjectName("fair.fingerprint")
        field.setFont(look.font("body", "code"))
        field.setMaxLength(200)
        field.setAccessibleName(look.say("ui-trust-fingerprint"))
        field.returnPressed.connect(self._go)
        self._problem = Plain(look, "", "body", "bad")
        self._problem.setObjectName("fair.fingerprint.error")
        until = words.clock(pack.until, look.lang)
        facts = look.say(
            "ui-fair-pack_facts", count=len(pack.items), made=words.clock(pack.made, look.lang), until=until
        )
        go = button(look, look.say("ui-trust-choose"), self._go, "primary", name="fair.pack.go", size="large")
        no = button(look, look.say("ui-cancel"), self.left.emit, name="fair.pack.cancel", size="large")
        self.setLayout(
            column(
                Plain(look, words.clean(pack.name), "title"), 4, Plain(look, facts, "body", "ink-soft"), 4,
                Plain(look, look.say("ui-fair-pack_line"), "body", "ink-soft"), 16,
                Plain(look, look.say("ui-trust-fingerprint"), "label"), field,
                Plain(look, look.say("ui-trust-fingerprint_line"), "small", "ink-soft"), self._problem, 12,
                row(go, no, -1, space=12), space=6,
            )
        )  # fmt: skip

    def _go(self) -> None:
        try:
            check_maker(self._pack.roots, self._field.text())
        except WalletError as error:
            self._problem.setText(self._look.say(error.code, **error.facts))
        else:
            self.taken.emit()
