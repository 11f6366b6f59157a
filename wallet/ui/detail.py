"""One credential: its verdict with the reason, what the issuer states, how it was checked (S08, S09)."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QGridLayout, QPlainTextEdit, QSizePolicy, QWidget

from wallet import words
from wallet.errors import WalletError
from wallet.formats import inside
from wallet.model import Achievement, Credential
from wallet.report import Outcome, Question, Report
from wallet.session import Item, Session
from wallet.ui import draw
from wallet.ui.parts import (
    Page,
    VerdictBlock,
    button,
    check_rows,
    column,
    glyph,
    kind_of,
    pane,
    picture,
    reason,
    row,
    rule,
    scrolled,
)
from wallet.ui.tasks import Job
from wallet.ui.text import Plain, fixed
from wallet.ui.theme import Look
from wallet.verify import verify_contained
from wallet.vocab import beside
from wallet.vocab.openbadges import achievements

ALWAYS: Final = ("outcomes", "content", "hours", "credits", "level", "assessment", "quality_assurance", "stackability")
"""Elements a reader looks for: a missing one is said to be missing, never hidden."""
MAX_SHOWN: Final = 60
"""Achievements laid out on one page; a record of a whole degree has some sixty."""
BESIDE: Final = 760
"""Pixels from which the verdict and the checks stand beside what the issuer states."""
TABS: Final = ("about", "verification", "raw")


Inner = tuple[Credential, Report] | tuple[None, WalletError]


class Detail(Page):
    """``back()``, ``share(id)`` and ``removed(ids, title)`` tell the window where to go."""

    back = Signal()
    share = Signal(str)
    remove = Signal(str)
    said = Signal(str)
    copied = Signal(str)

    def __init__(self, look: Look, session: Session, name: str) -> None:
        super().__init__(look)
        self.session, self.id, self.tab = session, name, "about"
        self._inside: tuple[Inner, ...] | None = None
        self._job: Job | None = None
        self.setObjectName("detail")
        self.refresh()

    def build(self) -> QWidget:
        """Everything about the item with our id."""
        try:
            item = self.session.item(self.id)
        except WalletError as error:
            return pane(column(Plain(self.look, self.look.say(error.code, **error.facts)), -1, margins=(32, 16, 32, 0)))
        tab = {"about": self._about, "verification": self._verification, "raw": self._raw}[self.tab](item)
        head = column(self._bar(), self._head(item), self._tabs(), space=16, margins=(32, 12, 32, 0))
        top = pane(head)
        top.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        return pane(column(top, tab, space=0))

    def _bar(self) -> QWidget:
        look = self.look
        back = button(look, look.say("ui-nav-home"), self.back.emit, "quiet", "back", "detail.back")
        export = button(look, look.say("ui-detail-export"), self._export, "quiet", "save", "detail.export")
        remove = button(
            look, look.say("ui-detail-remove"), lambda: self.remove.emit(self.id), "quiet", "trash", "detail.remove"
        )
        share = button(
            look, look.say("ui-detail-share"), lambda: self.share.emit(self.id), "primary", "share", "detail.share"
        )
        return pane(row(back, -1, export, remove, share, space=8))

    def _head(self, item: Item) -> QWidget:
        look, credential = self.look, item.credential
        own = draw.picture(item.picture, 112) if item.picture else None
        ground = "#000000" if look.theme == "high" else ""
        art = own or draw.crest(item.id, credential.issuer.id, look.colour("crest-ink"), 112, ground)
        found = achievements(credential)[0]
        title = Plain(look, found.title or credential.id, "title")
        title.setObjectName("detail.title")
        issuer = Plain(look, credential.issuer.name or credential.issuer.id, "label", wrap=False)
        where = Plain(look, credential.issuer.id, "small", "ink-soft", wrap=False)
        dates = Plain(look, self._dates(item), "body", "ink-soft")
        block = VerdictBlock(look, item.report)
        texts = column(title, issuer, where, dates, -1, space=4)
        named = row(column(picture(art, 112), -1), texts, space=24)
        if not self.roomy(BESIDE):
            return pane(column(named, block, space=16))
        block.setMinimumWidth(round(280 * look.scale))
        block.setMaximumWidth(round(384 * look.scale))
        return pane(row(named, column(block, -1), space=24))

    def _dates(self, item: Item) -> str:
        look, credential = self.look, item.credential
        parts = []
        if credential.valid_from is not None:
            parts.append(look.say("ui-detail-issued", date=words.date(credential.valid_from, look.lang)))
        if credential.valid_until is not None:
            parts.append(look.say("ui-detail-until", date=words.date(credential.valid_until, look.lang)))
        else:
            parts.append(look.say("ui-detail-no_end"))
        return " · ".join(parts)

    def _tabs(self) -> QWidget:
        made = []
        for name in TABS:
            one = button(
                self.look,
                self.look.say(f"ui-tab-{name}"),
                partial(self._turn, name),
                "tab",
                name=f"detail.tab.{name}",
            )
            one.setCheckable(True)
            one.setChecked(self.tab == name)
            made.append(one)
        return pane(column(row(*made, -1, space=28), rule(), space=0))

    def _turn(self, name: str) -> None:
        self.tab = name
        self.refresh()

    def _about(self, item: Item) -> QWidget:
        tables: list[QWidget | int] = []
        found = achievements(item.credential)[:MAX_SHOWN]
        for one in found:
            tables += [self._table(item, one, len(found) > 1), 20]
            tables += self._rows("ui-detail-alignments", beside.alignments(item.credential, one))
            tables += self._rows("ui-detail-results", beside.results(item.credential, one))
        tables += self._rows("ui-detail-evidence", beside.evidence(item.credential))
        left = column(*tables, *self._contained(item), -1, space=0)
        right = column(self._checks(item), -1, space=0)
        if not self.roomy(BESIDE):
            return scrolled(pane(column(right, left, space=24, margins=(32, 16, 32, 24))))
        beside_each = row(left, right, space=36, margins=(32, 16, 32, 24))
        beside_each.setStretch(0, 3)
        beside_each.setStretch(1, 2)
        return scrolled(pane(beside_each))

    def _rows(self, code: str, rows: list[beside.Row]) -> list[QWidget | int]:
        """What stands beside an achievement, one line for each; addresses are text and not links."""
        lines = [" · ".join(one.values()) for one in rows[:MAX_SHOWN] if one]
        if not lines:
            return []
        shown: list[QWidget | int] = [Plain(self.look, self.look.say(code), "label"), 8, rule(strong=True)]
        for line in lines:
            shown += [4, _lines(self.look, line), 4, rule()]
        return [*shown, 20]

    def _contained(self, item: Item) -> list[QWidget | int]:
        """What a learning record holds, each with a verdict of its own; found out off the window's thread."""
        look = self.look
        if not inside.contained(item.credential):
            return []
        head = Plain(look, look.say("ui-detail-contains", count=len(inside.contained(item.credential))), "label")
        if self._inside is None:
            if self._job is None:
                self._look_inside(item)
            return [head, 8, Plain(look, look.say("ui-detail-looking"), "body", "ink-soft")]
        lines: list[QWidget | int] = [head, 8, rule(strong=True)]
        for held, result in self._inside:
            lines += [self._held(held, result), rule()]
        return lines

    def _look_inside(self, item: Item) -> None:
        library, clock = self.session.library, self.session.clock
        self._job = Job(self, lambda tick: verify_contained(item.credential, library, clock(), tick))
        self._job.done.connect(self._saw)
        self._job.start()

    def _saw(self, results: tuple[Inner, ...]) -> None:
        self._inside = results
        self.refresh()

    def _held(self, held: Credential | None, result: Report | WalletError) -> QWidget:
        look = self.look
        kind = kind_of(result) if isinstance(result, Report) else "bad"
        shape = draw.shape(kind, look.colour(kind), look.colour("surface"))
        why = reason(look, result) if isinstance(result, Report) else look.say(result.code, **result.facts)
        title = " / ".join(held.titles) or held.id if held is not None else "–"
        by = held.issuer.name or held.issuer.id if held is not None else ""
        texts = [Plain(look, title, "label"), Plain(look, by, "small", "ink-soft"), Plain(look, why, "small")]
        if held is not None and isinstance(result, Report):
            lines = self._stated(held)
            checked = [look.say(check.code, **check.facts) for check in result.checks]
            texts += [_lines(look, "\n".join(some), "small", "ink-soft") for some in (lines, checked) if some]
        made = pane(
            row(column(2, glyph(look, shape, 18), -1, space=0), column(*texts, space=2), space=10, margins=(0, 8, 0, 8))
        )
        made.setObjectName("detail.held")
        made.setProperty("state", kind)
        return made

    def _stated(self, held: Credential) -> list[str]:
        """What a credential in a record states, line by line."""
        lines: list[str] = []
        for found in achievements(held)[:MAX_SHOWN]:
            lines += [f"{self.look.say(f'element-{one.element}')}: {one.value}" for one in found.statements]
            beside_it = (*beside.alignments(held, found), *beside.results(held, found))
            lines += [" · ".join(one.values()) for one in beside_it[:MAX_SHOWN]]
        return lines + [" · ".join(one.values()) for one in beside.evidence(held)[:MAX_SHOWN]]

    def _table(self, item: Item, found: Achievement, titled: bool) -> QWidget:
        """What the issuer states, with a tick where the signature covers it."""
        look = self.look
        signed = self._is_signed(item)
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(9)
        grid.setColumnStretch(1, 1)
        head = Plain(look, found.title if titled else look.say("ui-detail-states"), "label")
        grid.addWidget(head, 0, 0, 1, 2)
        grid.addWidget(fixed(look, look.say("ui-detail-signed"), "small", "ink-soft"), 0, 2)
        grid.addWidget(rule(strong=True), 1, 0, 1, 3)
        line = 2
        elements = ("purpose", *ALWAYS, "result", "participation", "prerequisites", "period", "language")
        for element in elements:
            values = found.stated(element)
            if not values and element not in ALWAYS:
                continue
            label = fixed(look, look.say(f"element-{element}"), "body", "ink-soft")
            label.setMinimumWidth(max(label.sizeHint().width(), round(120 * look.scale)))
            grid.addWidget(label, line, 0, Qt.AlignmentFlag.AlignTop)
            text = "\n".join(f"・{one}" if len(values) > 1 else one for one in values)
            value = Plain(look, "", "body") if not values else _lines(look, text)
            if not values:
                value = Plain(look, look.say("element-missing"), "body", "ink-faint")
            value.setObjectName(f"detail.q.{element}")
            value.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(value, line, 1)
            if values and signed:
                tick = glyph(
                    look, draw.icon_pixmap("check", look.colour("ink-soft"), 16), 20, look.say("ui-detail-signed")
                )
                grid.addWidget(tick, line, 2, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
            grid.addWidget(rule(), line + 1, 0, 1, 3)
            line += 2
        return pane(grid)

    @staticmethod
    def _is_signed(item: Item) -> bool:
        proof, coverage = item.report.answer(Question.PROOF), item.report.answer(Question.COVERAGE)
        return all(check is not None and check.outcome is Outcome.PASSED for check in (proof, coverage))

    def _checks(self, item: Item) -> QWidget:
        look = self.look
        lines: list[QWidget] = []
        for one in check_rows(look, item.report):
            lines += [one, rule()]
        return pane(column(Plain(look, look.say("ui-detail-checked"), "label"), 8, rule(strong=True), *lines, space=0))

    def _verification(self, item: Item) -> QWidget:
        look, credential = self.look, item.credential
        facts = [
            ("ui-raw-format", f"{credential.format} · {credential.container}"),
            ("ui-raw-suites", ", ".join(credential.suites) or "–"),
            ("ui-raw-issuer", credential.issuer.id),
            ("ui-raw-key", ", ".join(proof.verification_method for proof in credential.proofs) or "–"),
            ("ui-raw-subject", credential.subject or "–"),
            ("ui-raw-id", credential.id or "–"),
            ("ui-raw-digest", item.id),
        ]
        lines: list[QWidget] = [self._checks(item), Plain(look, look.say("ui-detail-limits"), "small", "ink-soft")]
        for code, value in facts:
            lines.append(Plain(look, look.say(code), "small", "ink-soft"))
            shown = Plain(look, value, "small", lang="code")
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            lines.append(shown)
        return scrolled(pane(column(*lines, -1, space=6, margins=(32, 16, 32, 24))))

    def _raw(self, item: Item) -> QWidget:
        look = self.look
        box = QPlainTextEdit(words_of(item))
        box.setReadOnly(True)
        box.setObjectName("detail.raw")
        box.setAccessibleName(look.say("ui-tab-raw"))
        box.setFont(look.font("small", "code"))
        copy = button(look, look.say("ui-copy"), lambda: self._copy(item), name="detail.copy")
        return pane(column(row(-1, copy), box, space=8, margins=(32, 16, 32, 24)))

    def _copy(self, item: Item) -> None:
        self.copied.emit(item.credential.raw.decode("utf-8", "replace"))

    def _export(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, self.look.say("ui-detail-export"))
        if not folder:
            return
        try:
            written = self.session.export([self.id], Path(folder))
        except WalletError as error:
            self.said.emit(self.look.say(error.code, **error.facts))
        else:
            self.said.emit(self.look.say("ui-detail-exported", name=written[0].name))


def _lines(look: Look, text: str, role: str = "body", colour: str = "ink") -> Plain:
    """A text of several lines; each line is cleaned for itself."""
    label = Plain(look, "", role, colour)
    label.setText("\n".join(words.clean(line) for line in text.split("\n")))
    label.setAccessibleName(words.clean(text))
    return label


def words_of(item: Item) -> str:
    """The credential's own text, laid out where it is JSON."""
    text = item.credential.raw.decode("utf-8", "replace")
    if text[:1] == "{":
        return json.dumps(json.loads(text), ensure_ascii=False, indent=2)
    return text
