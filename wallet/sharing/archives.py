"""Files that carry files: ZIP archives, and PDF documents with attachments.

ZIP: APPNOTE.TXT 6.3.10, sections 4.3 and 4.4, stored or deflated. An archive is refused whole where a name in it
could do harm or its contents are larger than a person's credentials ever are; one entry that cannot be
taken out does not hide the others. Nothing is ever written to a disk. A PDF is taken apart in a
process of its own (``pdf_worker``), which is killed when it takes too long.
"""

from __future__ import annotations

import os
import stat
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from wallet.encoding import load_json
from wallet.errors import Malformed, Unsupported, WalletError
from wallet.formats import MAX_FILE
from wallet.sharing import pdf_worker

if TYPE_CHECKING:
    from zipfile import ZipFile, ZipInfo

MAX_ENTRIES: Final = 500
MAX_RATIO: Final = 100
"""How many times larger an entry may become: text grows tenfold, a bomb a thousandfold."""
MAX_TOTAL: Final = 64 * 1024 * 1024
MAX_NAME: Final = 200
WALL_SECONDS: Final = 10
_ENTRY_MARK: Final = b"PK\x01\x02"
_PASSED_ON: Final = ("SYSTEMROOT", "PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
"""Of the environment, what Python needs to start; a passphrase may lie in the rest."""


class Entry(NamedTuple):
    """One file out of another: its name as plain text, its bytes, or why there are none."""

    name: str
    raw: bytes
    error: WalletError | None = None


def is_zip(raw: bytes) -> bool:
    """By its first local header, or the end record of an empty archive."""
    return raw.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def is_pdf(raw: bytes) -> bool:
    """By its header (ISO 32000-1, section 7.5.2), before which nothing but blanks may stand here."""
    return raw[:1024].removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"%PDF-")


def zip_entries(raw: bytes) -> Iterator[Entry]:
    """Every file in a ZIP; raises ``Malformed`` ("malformed.zip…") where the whole is refused."""
    import struct
    import zipfile
    import zlib

    if raw.count(_ENTRY_MARK) > 2 * MAX_ENTRIES:  # before anything is made of them
        raise Malformed("malformed.too_many", limit=MAX_ENTRIES)
    # What the reader of the standard library raises on damage; it keeps no list of it.
    damage = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, LookupError, NotImplementedError, RuntimeError, OverflowError)  # fmt: skip
    import io

    try:
        archive = zipfile.ZipFile(io.BytesIO(raw))
        infos = archive.infolist()
    except damage as error:
        raise Malformed("malformed.zip") from error
    with archive:
        _check_entries(infos)
        for info in infos:
            if info.is_dir():
                continue
            try:
                yield Entry(plain(info.filename), _inflate(archive, info))
            except Malformed as error:
                yield Entry(plain(info.filename), b"", error)
            except damage:
                yield Entry(plain(info.filename), b"", Malformed("malformed.zip_entry"))


def _check_entries(infos: list[ZipInfo]) -> None:
    """Refuse an archive for its size, or for a name or kind of entry that could do harm."""
    if len(infos) > MAX_ENTRIES:
        raise Malformed("malformed.too_many", limit=MAX_ENTRIES)
    if sum(info.file_size for info in infos) > MAX_TOTAL:
        raise Malformed("malformed.too_large", limit=MAX_TOTAL)
    names: set[str] = set()
    for info in infos:
        folded = unicodedata.normalize("NFC", info.orig_filename).casefold().replace("\\", "/").rstrip("/")
        if folded in names or not _is_safe(folded):
            raise Malformed("malformed.zip_name", name=plain(info.orig_filename))
        names.add(folded)
        if stat.S_IFMT(info.external_attr >> 16) not in (0, stat.S_IFREG, stat.S_IFDIR):
            raise Malformed("malformed.zip_name", name=plain(info.orig_filename))
        if info.file_size > MAX_RATIO * max(info.compress_size, 1):
            raise Malformed("malformed.zip_bomb", name=plain(info.orig_filename))


def _is_safe(name: str) -> bool:
    """A relative path that stays below its folder on every system."""
    parts = name.split("/")
    return bool(parts[0]) and ".." not in parts and ":" not in parts[0] and "\0" not in name


def _inflate(archive: ZipFile, info: ZipInfo) -> bytes:
    import zipfile

    if info.flag_bits & 0x1:
        raise Malformed("malformed.zip_encrypted")
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise Malformed("malformed.zip_method")
    if info.file_size > MAX_FILE:
        raise Malformed("malformed.too_large", limit=MAX_FILE)
    with archive.open(info) as file:
        return file.read(MAX_FILE + 1)


def pdf_entries(raw: bytes) -> Iterator[Entry]:
    """Every file attached to a PDF; raises ``Malformed`` ("malformed.pdf…") where it cannot be taken apart."""
    head, _, data = _taken_out(raw).partition(b"\n")
    rows = load_json(head)
    place = 0
    for name, size in rows:
        if size is None:
            yield Entry(plain(name), b"", Malformed("malformed.pdf_attachment"))
        else:
            yield Entry(plain(name), data[place : place + size])
            place += size


def _taken_out(raw: bytes) -> bytes:
    """What the worker found, in its own words; see ``pdf_worker``."""
    import subprocess
    import sys

    if getattr(sys, "frozen", False):  # there is no Python beside a program that was packed into one file
        raise Unsupported("format.pdf")
    script = Path(pdf_worker.__file__)
    environment = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    try:
        done = subprocess.run(  # noqa: S603  (our own script, by its full path, with nothing of the file in the arguments)
            [sys.executable, "-I", "-B", str(script)],
            input=raw,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=WALL_SECONDS,
            env=environment,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise Malformed("malformed.pdf_too_complex") from error
    except OSError as error:
        raise Unsupported("format.pdf") from error
    if done.returncode == pdf_worker.ENCRYPTED:
        raise Malformed("malformed.pdf_encrypted")
    if done.returncode == pdf_worker.TOO_COMPLEX or done.returncode < 0:
        raise Malformed("malformed.pdf_too_complex")
    if done.returncode != 0:
        raise Malformed("malformed.pdf")
    return done.stdout


def plain(name: str) -> str:
    """A name from a stranger as one bounded line."""
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in name)[:MAX_NAME]


ARCHIVES: Final[tuple[tuple[str, Callable[[bytes], bool], Callable[[bytes], Iterator[Entry]]], ...]] = (
    ("zip", is_zip, zip_entries),
    ("pdf", is_pdf, pdf_entries),
)
"""Name, how it is known, how the files are taken out. A new container is a row."""


def kind_of(raw: bytes) -> str:
    """The name of the archive that these bytes are, or ""."""
    return next((name for name, known, _ in ARCHIVES if known(raw)), "")


def entries(raw: bytes) -> Iterator[Entry]:
    """Every file in an archive of any kind."""
    if len(raw) > MAX_FILE:
        raise Malformed("malformed.too_large", limit=MAX_FILE)
    take = next(take for _, known, take in ARCHIVES if known(raw))
    return take(raw)
