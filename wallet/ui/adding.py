"""Add: drop, paste or choose; look at what was found; only then keep it (S06, S07)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFileDialog, QLineEdit, QPlainTextEdit, QWidget

from wallet import words
from wallet.errors import Malformed, WalletError
from wallet.formats import MAX_FILE
from wallet.seams import Tick
from wallet.session import Added, Item, Looked, Session
from wallet.sharing.exchange import Ask, is_ask, read_ask
from wallet.sharing.reader import said
from wallet.ui.camera import CameraReader, buttons
from wallet.ui.parts import Page, Pill, Progress, button, column, frame, kind_of, pane, reason, row, rule, scrolled
from wallet.ui.reading import Reader, ScreenReader, from_photo
from wallet.ui.sections import notice
from wallet.ui.tasks import Job
from wallet.ui.text import Plain
from wallet.ui.theme import Look

MAX_FILES: Final = 500
MAX_CODES: Final = 64
"""Pictures that may be the codes of one request."""
MAX_TOLD: Final = 200
LOCKED: Final = ("backup.locked", "backup.wrong_password")


def gather(paths: Sequence[str]) -> list[tuple[str, Path]]:
    """Files and the files of folders, by name; no links, no more than a bounded number."""
    found: list[Path] = []
    for name in paths:
        path = Path(name)
        if path.is_dir():
            found += sorted(one for one in path.rglob("*") if one.is_file() and not one.is_symlink())
        elif path.is_file():
            found.append(path)
    return [(path.name, path) for path in found[:MAX_FILES]]


def readable(paths: Iterable[Path]) -> Iterator[bytes]:
    """What can be read of some files."""
    for path in paths:
        with suppress(WalletError):
            yield read_file(path)


def request_in(raws: Sequence[bytes]) -> Ask | None:
    """The verifier's request that these files or pictures are, if they are one; raises ``Malformed`` for a broken one."""
    try:
        found = said(raws)
    except WalletError:
        return None
    return read_ask(found[0].strip()) if len(found) == 1 and is_ask(found[0].strip()) else None


def read_file(path: Path, most: int = MAX_FILE) -> bytes:
    """A file's bytes, at most what a reader takes, a photograph as a PNG; raises ``Malformed``."""
    try:
        with path.open("rb") as file:
            return from_photo(file.read(most + 1))
    except OSError as error:
        raise Malformed("file.unreadable", file=path.name) from error


class Adding(Page):
    """Everything is looked at before anything is stored. ``finished`` when the learner is done, ``asked(Ask)`` when
    what came is a verifier's request and no credential."""

    finished = Signal()
    asked = Signal(object)

    def __init__(self, look: Look, session: Session) -> None:
        super().__init__(look)
        self.session = session
        self._found: list[Looked] = []
        self._off: set[str] = set()
        self._pasting = False
        self._text = ""
        self._sources: dict[str, Path | bytes] = {}
        self._password = ""
        self._report: list[Added] = []
        self._job: Job | None = None
        self._reader: Reader | None = None
        self.setObjectName("add")
        self.refresh()

    def build(self) -> QWidget:
        """Either the ways in, or what was found."""
        look = self.look
        back = button(look, look.say("ui-nav-home"), self.finished.emit, "quiet", "back", "add.back")
        body = self._told() if self._report else self._review() if self._found else self._reader or self._ways()
        return pane(column(row(back, -1), body, space=12, margins=(32, 16, 32, 24)))

    def _ways(self) -> QWidget:
        look = self.look
        title = Plain(look, look.say("ui-add-title"), "title")
        files = button(look, look.say("ui-add-file"), self.choose_files, "primary", "file", "add.file", "large")
        folder = button(
            look, look.say("ui-add-folder"), self.choose_folder, icon="save", name="add.folder", size="large"
        )
        screen = button(look, look.say("ui-screen"), self.read_screen, icon="scan", name="add.screen", size="large")
        camera = buttons(look, self.read_camera, "add.camera")
        drop = frame(
            column(-1, Plain(look, look.say("ui-add-drop"), "heading"), Plain(look, look.say("ui-add-kinds"), "body", "ink-soft"), 12,
                   row(files, folder, -1, space=12), 2, row(screen, *camera, -1, space=12), -1, space=8, margins=(32, 24, 32, 24)), "drop")  # fmt: skip
        box = QPlainTextEdit(self._text)
        box.setObjectName("add.paste")
        box.setPlaceholderText(look.say("ui-add-paste_hint"))
        box.setAccessibleName(look.say("ui-add-paste"))
        box.setFont(look.font("small", "code"))
        box.setMaximumHeight(140)
        box.textChanged.connect(lambda: setattr(self, "_text", box.toPlainText()))
        read = button(look, look.say("ui-add-read"), self.read_text, name="add.read")
        if self._pasting:
            box.setFocus()
        label = Plain(look, look.say("ui-add-paste"), "label")
        return scrolled(pane(column(title, 8, drop, 12, label, box, row(-1, read), -1, space=8)))

    def _review(self) -> QWidget:
        look = self.look
        known = self.session.ids
        lines: list[QWidget] = []
        for looked in self._found:
            lines += [self._line(looked.name, item, item.id in known) for item in looked.items]
            if looked.error is not None:
                locked = looked.error.code in LOCKED and looked.name in self._sources
                line = self._locked if locked else self._failed
                lines.append(line(looked.name, looked.error))
            if looked.keys:
                lines.append(self._keys(looked))
        chosen = self._chosen()
        add = button(
            look, look.say("ui-add-keep", count=len(chosen)), self._keep, "primary", "plus", "import.add", "large"
        )
        add.setEnabled(bool(chosen) or any(looked.keys for looked in self._found))
        again = button(look, look.say("ui-cancel"), self._forget, name="import.cancel", size="large")
        note = Plain(look, look.say("ui-add-nothing_yet"), "small", "ink-soft")
        title = Plain(look, look.say("ui-add-found"), "title")
        rows = pane(column(*lines, -1, space=0))
        return pane(
            column(title, note, 8, rule(strong=True), scrolled(rows), rule(), row(-1, again, add, space=12), space=8)
        )

    def _line(self, name: str, item: Item, known: bool) -> QWidget:
        look = self.look
        credential = item.credential
        tick = QCheckBox()
        tick.setObjectName(f"import.tick.{item.id[:8]}")
        title = credential.titles[0] if credential.titles else name
        tick.setAccessibleName(words.clean(title))
        tick.setChecked(item.id not in self._off and not known)
        tick.setEnabled(not known)
        tick.setFixedWidth(22)
        tick.toggled.connect(lambda on: self._tick(item.id, on))
        issuer = credential.issuer.name or credential.issuer.id
        why = look.say("ui-add-known") if known else reason(look, item.report)
        texts = column(
            Plain(look, title, "label"), Plain(look, f"{issuer} · {name}", "small", "ink-soft", wrap=False),
            Plain(look, why, "small", "ink-soft"), space=2,
        )  # fmt: skip
        side = column(Pill(look, kind_of(item.report)), -1)
        return pane(column(row(tick, texts, side, space=12, margins=(0, 10, 8, 10)), rule(), space=0))

    def _keys(self, looked: Looked) -> QWidget:
        """The holder keys in a backup of another wallet, which are kept with whatever is chosen."""
        look = self.look
        said = look.say("ui-add-keys", count=len(looked.keys))
        texts = column(Plain(look, looked.name, "label"), Plain(look, said, "small", "ink-soft"), space=2)
        return pane(column(row(texts, margins=(32, 10, 8, 10)), rule(), space=0), "import.keys")

    def _failed(self, name: str, error: WalletError) -> QWidget:
        look = self.look
        said = look.say(error.code, **error.facts)
        texts = column(Plain(look, name, "label"), Plain(look, said, "small", "bad"), space=2)
        made = pane(column(row(texts, margins=(32, 10, 8, 10)), rule(), space=0), "import.failed")
        made.setProperty("code", error.code)
        return made

    def _locked(self, name: str, error: WalletError) -> QWidget:
        """Another wallet's backup that is locked asks for its password; it is kept nowhere."""
        look, wrong = self.look, error.code == LOCKED[1]
        said = look.say(error.code if wrong else "ui-add-is_locked")
        field = QLineEdit(self._password)
        field.setObjectName("import.password")
        field.setAccessibleName(f"{look.say('ui-add-locked')}: {name}")
        field.setEchoMode(QLineEdit.EchoMode.Password)
        field.setMaxLength(1024)
        field.setFont(look.font("body"))
        field.setFixedWidth(round(320 * look.scale))
        field.textChanged.connect(lambda text: setattr(self, "_password", text))
        field.returnPressed.connect(lambda: self.unlock(name))
        go = button(look, look.say("ui-add-unlock"), lambda: self.unlock(name), name="import.unlock")
        texts = column(Plain(look, name, "label"), Plain(look, said, "small", "bad" if wrong else "ink-soft"), space=2)
        note = Plain(look, look.say("ui-add-locked_line"), "small", "ink-soft")
        inner = column(texts, 4, row(field, go, -1), note, space=4, margins=(32, 10, 8, 12))
        made = pane(column(inner, rule(), space=0), "import.locked")
        made.setProperty("code", error.code)
        return made

    def unlock(self, name: str) -> None:
        """Look at a locked backup again, with the password."""
        source, password = self._sources[name], self._password
        self._password = ""

        def work(tick: Tick) -> list[Looked]:
            again = self._look(name, source, tick, 0, 1, password)
            kept = [looked for looked in self._found if looked.name != name or looked.error is None]
            return [*kept, *again]

        self._start(work, self._looked, "ui-add-looking")

    def _told(self) -> QWidget:
        """What became of everything, with the reason for what was not kept."""
        look, counts = self.look, Counter(added.outcome for added in self._report)
        said = {name: counts[name] for name in ("added", "newer", "duplicate", "failed")}
        left = [one for one in self._report if one.outcome not in ("added", "newer")]
        lines: list[QWidget] = [self._outcome(one) for one in sorted(left, key=lambda one: one.outcome != "failed")]
        plain = any(added.facts.get("plain") for added in self._report)
        warning = [notice(look, "unsure", look.say("ui-add-plain"), "")] if plain else []
        done = button(look, look.say("ui-done"), self.finished.emit, "primary", name="import.done", size="large")
        done.setFocus()
        title = Plain(look, look.say("ui-add-report"), "title")
        summary = Plain(look, look.say("ui-add-counts", **said))
        summary.setObjectName("import.counts")
        rows = scrolled(pane(column(*lines[:MAX_TOLD], -1, space=0)))
        return pane(column(title, summary, *warning, 8, rule(strong=True), rows, rule(), row(-1, done), space=8))

    def _outcome(self, added: Added) -> QWidget:
        look = self.look
        said = look.say(added.code, **added.facts)
        colour = "bad" if added.outcome == "failed" else "ink-soft"
        name = f"{added.file} › {added.entry}" if added.entry else added.file
        texts = column(Plain(look, name, "label"), Plain(look, said, "small", colour), space=2)
        made = pane(column(row(texts, margins=(0, 10, 8, 10)), rule(), space=0), "import.outcome")
        made.setProperty("state", added.outcome)
        made.setProperty("code", added.code)
        return made

    def _tick(self, name: str, on: bool) -> None:
        (self._off.discard if on else self._off.add)(name)
        self.refresh()

    def _chosen(self) -> list[str]:
        known = self.session.ids
        found = [item.id for looked in self._found for item in looked.items]
        return [name for name in dict.fromkeys(found) if name not in known and name not in self._off]

    def start_pasting(self) -> None:
        """Show the page with the box for text ready."""
        self._pasting = True
        self.refresh()

    def choose_files(self) -> None:
        """Ask for files."""
        names, _ = QFileDialog.getOpenFileNames(self, self.look.say("ui-add-file"))
        self.take_files(names)

    def read_screen(self) -> None:
        """Look for codes on this screen until all are read."""
        self._read_with(ScreenReader(self.look), "ui-screen")

    def read_camera(self) -> None:
        """Look for codes through a camera."""
        self._read_with(CameraReader(self.look), "ui-camera")

    def _read_with(self, reader: Reader, way: str) -> None:
        self._reader = reader
        reader.read.connect(self._forget)
        reader.read.connect(lambda payload: self.take_bytes([(self.look.say(way), payload)]))
        reader.left.connect(self._forget)
        self.refresh()

    def choose_folder(self) -> None:
        """Ask for a folder."""
        name = QFileDialog.getExistingDirectory(self, self.look.say("ui-add-folder"))
        if name:
            self.take_files([name])

    def read_text(self) -> None:
        """Look at the pasted text."""
        self.take_bytes([(self.look.say("ui-add-pasted"), self._text.encode("utf-8", "replace"))])

    def take_files(self, names: Sequence[str]) -> None:
        """Look at files, off the window's thread."""
        if not names:
            return

        def work(tick: Tick) -> list[Looked] | Ask:
            paths = gather(names)
            if (
                0 < len(paths) <= MAX_CODES
                and (one := request_in(list(readable(path for _, path in paths)))) is not None
            ):
                return one
            self._sources = dict(paths)
            seen = [self._look(name, path, tick, n, len(paths)) for n, (name, path) in enumerate(paths)]
            return [looked for file in seen for looked in file]

        self._start(work, self._looked, "ui-add-looking")

    def take_bytes(self, given: Sequence[tuple[str, bytes]]) -> None:
        """Look at data from the clipboard or a drop."""

        def work(tick: Tick) -> list[Looked] | Ask:
            if (one := request_in([data for _, data in given])) is not None:
                return one
            self._sources = dict(given)
            seen = [self._look(name, data, tick, n, len(given)) for n, (name, data) in enumerate(given)]
            return [looked for file in seen for looked in file]

        self._start(work, self._looked, "ui-add-looking")

    def _look(
        self, name: str, source: Path | bytes, tick: Tick, done: int, total: int, password: str | None = None
    ) -> tuple[Looked, ...]:
        tick(done, total)
        try:
            return self.session.look_each(read_file(source) if isinstance(source, Path) else source, name, password)
        except WalletError as error:
            return (Looked(name, b"", (), error),)

    def _start(self, work: Callable[[Tick], object], done: Callable[[Any], None], word: str) -> None:
        if self._job is not None:
            return
        self._job = job = Job(self, work)
        job.done.connect(done)
        job.failed.connect(self._broken)
        job.cancelled.connect(lambda: setattr(self, "_job", None))
        self._box.addWidget(Progress(self.look, job, self.look.say(word)))
        job.start()

    def _looked(self, found: list[Looked] | Ask) -> None:
        self._job = None
        if isinstance(found, Ask):
            self.asked.emit(found)
            return
        self._found = found
        self.refresh()

    def _forget(self) -> None:
        self._found, self._off, self._sources, self._reader = [], set(), {}, None
        self.refresh()

    def _keep(self) -> None:
        """Store what is ticked: a whole file as it is, or the chosen credentials out of it."""
        if self._job is not None:
            return
        chosen = set(self._chosen())
        wanted: list[tuple[str, bytes]] = []
        for looked in self._found:
            ids = {item.id for item in looked.items}
            if looked.keys or (ids and ids <= chosen):
                wanted.append((looked.name, looked.raw))
            else:
                wanted += [(looked.name, item.credential.raw) for item in looked.items if item.id in chosen]

        known = {item.id for item in self.session.items()}
        left = [
            Added(looked.name, 0, item.id, "duplicate", "add.duplicate")
            for looked in self._found
            for item in looked.items
            if item.id in known
        ]
        left += [
            Added(looked.name, 0, "", "failed", looked.error.code, looked.error.facts)
            for looked in self._found
            if looked.error is not None
        ]

        def work(tick: Tick) -> list[Added]:
            return [*(added for name, data in wanted for added in self.session.add(data, name, tick)), *left]

        self._start(work, self._kept, "ui-add-keeping")

    def _kept(self, results: list[Added]) -> None:
        """Home, unless there is something to tell: what was not kept, or keys that came from another wallet."""
        self._job = None
        self._found, self._off, self._sources = [], set(), {}
        if any(added.outcome in ("duplicate", "failed") or added.code.startswith("backup.") for added in results):
            self._report = results
            self.refresh()
        else:
            self.finished.emit()

    def _broken(self, error: WalletError) -> None:
        self._job = None
        self._found = [*self._found, Looked("", b"", (), error)]
        self.refresh()
