"""S03: the recovery kit. The code is shown once and counts only when somebody has kept it: saved, printed or written."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QMarginsF, QRectF, Qt, Signal
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QFileDialog, QGridLayout, QWidget

from wallet.errors import WalletError
from wallet.seams import Tick
from wallet.session import Session
from wallet.session.sheet import kit_page
from wallet.ui.doors import SecretField, know, problem
from wallet.ui.doorway import Doorway
from wallet.ui.guarding import can_shield
from wallet.ui.parts import Part, button, column, frame, pane, row
from wallet.ui.text import Plain, fixed
from wallet.ui.theme import Look
from wallet.vault.recovery import new_code, write_code

ASKED: Final = 3
"""Which group has to be typed, counted from one."""
_COLUMNS: Final = 3
_KEEP: Final = Qt.AspectRatioMode.KeepAspectRatio
_READ_AS: Final = str.maketrans("OIL", "011")


def has_printer() -> bool:
    """Is there a printer to print on?"""
    return bool(QPrinterInfo.availablePrinterNames())


def paint(printer: QPrinter, page: bytes) -> None:
    """Put a page that comes as a PNG on paper, as large as it fits."""
    image = QImage.fromData(page, "PNG")  # type: ignore[arg-type]
    printer.setPageLayout(QPageLayout(QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, QMarginsF()))  # fmt: skip
    area = QRectF(printer.pageLayout().paintRectPixels(printer.resolution()))
    fitted = image.size().scaled(area.size().toSize(), _KEEP)
    painter = QPainter(printer)
    painter.drawImage(QRectF(0, 0, fitted.width(), fitted.height()), image)
    painter.end()


class Kit(Doorway):
    """``finished`` when the learner is done, or puts it off. ``step`` is "code", "check" or "kept"."""

    finished = Signal()

    def __init__(self, look: Look, session: Session, *, first: bool = False) -> None:
        super().__init__(look)
        assert session.vault is not None
        self._session, self._vault, self._first = session, session.vault, first
        self._made: bytes = new_code()
        self._had = "recovery" in self._vault.doors
        self.step = "code"
        self._typed = ""
        self._error: WalletError | None = None
        self._done: tuple[str, dict[str, object]] = ("", {})
        self.setObjectName("kit")
        self.refresh()

    def groups(self) -> list[str]:
        """The code as people see it."""
        return write_code(self._made).split("-")

    def body(self) -> QWidget:
        """The code, or the question for a part of it."""
        look = self.look
        step: list[Part] = [Plain(look, look.say("ui-kit-step"), "small", "ink-soft"), 6] if self._first else []
        inner = self._check() if self.step == "check" else self._code()
        self.say_state(self.step)
        return pane(
            column(
                40, *step, Plain(look, look.say("ui-kit-title"), "title"), 12,
                Plain(look, look.say("ui-kit-line"), "body", "ink-soft"), 20, *inner, space=0,
            )
        )  # fmt: skip

    def aside(self) -> QWidget:
        """What it is, what it is worth, and what it needs."""
        return know(self.look, "kit", "safe", "private" if can_shield() else "seen")

    def _code(self) -> list[Part]:
        look = self.look
        grid = QGridLayout()
        grid.setContentsMargins(24, 18, 24, 18)
        grid.setHorizontalSpacing(28)
        grid.setVerticalSpacing(14)
        for number, group in enumerate(self.groups()):
            count = fixed(look, f"{number + 1}", "small", "ink-faint")
            letters = fixed(look, group, "title", lang="code")
            letters.setObjectName(f"kit.group.{number + 1}")
            letters.setAccessibleName(look.say("ui-kit-group", number=number + 1, letters=" ".join(group)))
            grid.addLayout(row(count, letters, -1, space=10), number // _COLUMNS, number % _COLUMNS)
        sheet = pane(column(frame(row(grid, -1))), "kit.code")
        note: list[Part] = [12, Plain(look, look.say("ui-kit-replaces"), "small", "ink-soft")] if self._had else []
        alone = Plain(look, look.say("ui-kit-alone"), "label")
        if self.step == "kept":
            said = Plain(look, look.say(self._done[0], **self._done[1]))
            said.setObjectName("kit.kept")
            done = button(look, look.say("ui-done"), self.finished.emit, "primary", name="kit.done", size="large")
            return [
                sheet,
                16,
                said,
                problem(look, self._error),
                24,
                row(*self._ways(), -1, space=12),
                -2,
                row(-1, done),
            ]
        later = button(look, look.say("ui-kit-later" if self._first or not self._had else "ui-cancel"), self.step_back, name="kit.later", size="large")  # fmt: skip
        return [sheet, 16, alone, *note, problem(look, self._error), 20, row(*self._ways(), -1, space=12), 12,
                row(button(look, look.say("ui-kit-wrote"), self._ask, "link", "check", "kit.wrote"), -1), 24, -2, row(later, -1)]  # fmt: skip

    def _ways(self) -> list[QWidget]:
        look, kept = self.look, self.step == "kept"
        save = button(look, look.say("ui-kit-save"), self._save, "" if kept else "primary", "" if not kept else "save", "kit.save", "large")  # fmt: skip
        if not has_printer():
            return [save]
        return [save, button(look, look.say("ui-kit-print"), self._print, icon="print", name="kit.print", size="large")]

    def _check(self) -> list[Part]:
        """The code is out of sight while a part of it is asked for."""
        look = self.look
        label = look.say("ui-kit-ask", number=ASKED)
        field = SecretField(look, "lock.field", label, self._typed, shown=True)
        field.setFont(look.font("title", "code"))
        field.setMaximumWidth(round(220 * look.scale))
        field.textChanged.connect(lambda text: setattr(self, "_typed", text))
        field.returnPressed.connect(self._confirm)
        again = button(look, look.say("ui-kit-again"), self.step_back, name="kit.again", size="large")
        go = button(look, look.say("ui-kit-confirm"), self._confirm, "primary", name="kit.confirm", size="large")
        return [
            Plain(look, label, "label"),
            8,
            row(field, -1),
            8,
            problem(look, self._error),
            24,
            -1,
            row(again, -1, go),
        ]

    def back(self) -> None:
        """From the question to the code; from the code away. A code that nobody kept opens nothing."""
        self.leave()
        self._typed, self._error = "", None
        if self.step == "check":
            self.step = "code"
            self.refresh()
        else:
            self.finished.emit()

    def failed(self, error: WalletError) -> None:
        """Nothing was changed, or the sentence says what was."""
        self._error = error
        self.refresh()

    def _ask(self) -> None:
        self.step, self._error = "check", None
        self.refresh()
        self.focus_field()

    def _confirm(self) -> None:
        typed = "".join(self._typed.split()).upper()
        if typed.translate(_READ_AS) != self.groups()[ASKED - 1]:
            self._error = WalletError("ui-kit-wrong")
            self.refresh()
            self.focus_field()
            return
        self.run(lambda _: self._keep(None), "ui-kit-working", lambda _: self._kept("ui-kit-kept_written"), whole=True)

    def _save(self) -> None:
        name = self.look.say("ui-kit-file")
        chosen, _ = QFileDialog.getSaveFileName(self, self.look.say("ui-kit-save"), name, "PDF (*.pdf)")
        if chosen:
            path = Path(chosen)
            self.run(lambda _: self._keep(path), "ui-kit-working", lambda _: self._kept("ui-kit-kept_saved", path=str(path)), whole=True)  # fmt: skip

    def _keep(self, page: Path | None) -> None:
        """Only now does the code open the vault, and an earlier one no more."""
        self._session.new_kit(page, self._made)

    def _kept(self, code: str, **facts: object) -> None:
        self.step, self._error, self._typed = "kept", None, ""
        self._done = code, facts
        self.refresh()

    def _print(self) -> None:
        printer = self._printer()
        if printer is not None:
            code, vault, moment = write_code(self._made), self._vault.id, self._session.clock()

            def work(_: Tick) -> bytes:
                page = kit_page(code, vault, moment, "png")
                self._keep(None)
                return page

            def done(page: bytes) -> None:
                paint(printer, page)
                self._kept("ui-kit-kept_printed")

            self.run(work, "ui-kit-working", done, whole=True)

    def _printer(self) -> QPrinter | None:
        """The one that is chosen."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        return printer if QPrintDialog(printer, self).exec() else None
