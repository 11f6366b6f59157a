"""Any file a person may bring, to what it holds: credentials in any format, alone, in pictures or in archives."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from typing import Final, NamedTuple

from wallet import formats
from wallet.errors import Malformed, WalletError
from wallet.model import Found, redacted

MAX_PDFS: Final = 8
"""In one ZIP: each is taken apart in a process of its own."""
_MAYBE_A_PICTURE: Final = ("malformed.png_no_badge", "malformed.unknown_format")
_NOTHING: Final = ("malformed.unknown_format", "malformed.png_no_badge", "malformed.svg_no_badge", "malformed.empty",
                   "malformed.badge_part", "malformed.pdf_nothing")  # fmt: skip
"""What a file that is plainly no credential is refused with: beside credentials in an archive it is passed over."""


class Part(NamedTuple):
    """One file of what was brought: the file itself, or one out of an archive, with what it holds or why not.

    ``name`` is its name in the archive, "" of the file itself.
    """

    raw: bytes
    found: Found | None
    name: str = ""
    error: WalletError | None = None

    def __repr__(self) -> str:
        return redacted(self, "raw")


def read_parts(raw: bytes) -> tuple[Part, ...]:
    """Everything in a file: one part, or those of an archive that are credentials or should have been.

    A readme or a photograph beside them is passed over; an archive with nothing else is
    ``Malformed``. Raises what ``formats.read`` raises about the file as a whole. What an archive
    brings beside credentials, such as somebody's keys, is never believed nor kept.
    """
    if (container := _archive(raw)) == "":
        return (Part(raw, _alone(raw)),)
    parts, count = [], 0
    passed: list[bytes] = []
    for part in _inside(raw, container):
        if part.error is not None and part.error.code in _NOTHING:
            passed.append(part.raw)
            continue
        count += len(part.found.credentials) if part.found is not None else 0
        if count > formats.MAX_CREDENTIALS:
            raise Malformed("malformed.too_many", limit=formats.MAX_CREDENTIALS)
        parts.append(part)
    parts = parts or _drawn(passed)
    if not parts:
        raise Malformed(f"malformed.{container}_nothing")
    return tuple(parts)


def read_any(raw: bytes) -> Found:
    """What a file holds that should be one thing: of an archive the only part, else ``Malformed``."""
    parts = read_parts(raw)
    if len(parts) > 1:
        raise Malformed("malformed.archive_many", count=len(parts))
    (part,) = parts
    if part.error is not None:
        raise part.error
    assert part.found is not None
    return part.found


def said(raws: Sequence[bytes]) -> tuple[bytes, ...]:
    """What files say: those that are pictures of codes together say one thing, in whatever order they come.

    A picture with a badge baked in, and anything else, says itself. A sequence that is not whole is ``Malformed``
    ("qr.incomplete").
    """
    from wallet.sharing import pictures, qr

    texts: list[bytes] = []
    others: list[bytes] = []
    for raw in raws:
        found: tuple[bytes, ...] = ()
        if pictures.is_picture(raw) and b"openbadge" not in raw:
            with suppress(WalletError):
                found = qr.scan(raw)
        texts += found
        if not found:
            others.append(raw)
    return (*((qr.unpack(texts),) if texts else ()), *others)


def codes(raw: bytes) -> tuple[bytes, ...]:
    """What the codes in a picture say, or those on the pages of a PDF and in the pictures of a ZIP. Raises as ``qr.scan``."""
    from wallet.sharing import archives, qr

    if _archive(raw) == "":
        return qr.scan(raw)
    found = _codes_in(entry.raw for entry in archives.entries(raw))
    if not found:
        raise Malformed("qr.none")
    return found


def _codes_in(pictures: Iterable[bytes]) -> tuple[bytes, ...]:
    from wallet.sharing import qr

    texts: list[bytes] = []
    for raw in pictures:
        with suppress(WalletError):
            texts += qr.scan(raw)
    return tuple(texts)


def _drawn(pictures: Iterable[bytes]) -> list[Part]:
    """What the codes in some pictures say together, such as the pages of a paper that was scanned."""
    from wallet.sharing import qr

    texts = _codes_in(pictures)
    if not texts:
        return []
    found = []
    for payload in qr.unpack_all(texts):
        with suppress(WalletError):
            found.append(Part(payload, _from(formats.read(payload), "qr")))
    return found


def _archive(raw: bytes) -> str:
    """The kind of archive, or ""; what begins as text or a picture costs no import."""
    if raw[:1] in (b"{", b"e", b"\x89", b"<"):
        return ""
    from wallet.sharing import archives

    return archives.kind_of(raw)


def _inside(raw: bytes, container: str) -> Iterator[Part]:
    """Each file of an archive, read. An archive in an archive is refused, but for a PDF in a ZIP."""
    from wallet.sharing import archives

    pdfs = 0
    for entry in archives.entries(raw):
        if entry.error is not None:
            yield Part(b"", None, entry.name, entry.error)
            continue
        nested = archives.kind_of(entry.raw)
        try:
            if nested == "zip" or (nested and container == "pdf"):
                raise Malformed("malformed.archive_nested")
            if nested:
                pdfs += 1
                if pdfs > MAX_PDFS:
                    raise Malformed("malformed.too_many", limit=MAX_PDFS)
                for part in read_parts(entry.raw):
                    found = _from(part.found, container) if part.found is not None else None
                    yield part._replace(found=found, name=f"{entry.name}/{part.name}"[: archives.MAX_NAME])
            else:
                yield Part(entry.raw, _from(formats.read(entry.raw), container), entry.name)
        except WalletError as error:
            yield Part(entry.raw, None, entry.name, error)


def _from(found: Found, container: str) -> Found:
    inside = tuple(credential._replace(container=container) for credential in found.credentials)
    return found._replace(container=container, credentials=inside)


def _alone(raw: bytes) -> Found:
    """Read a file, the text of a VPQR code, or, where it is a picture without a badge, the QR codes drawn in it.

    The error about the file is kept when the picture has no readable code: it says more about
    what the person brought.
    """
    if raw.lstrip()[:1] == b"V":
        from wallet.sharing import qr, vpqr

        if vpqr.is_code(raw.strip()):
            return _from(formats.read(qr.unpack((raw.strip(),))), "qr")
    try:
        return formats.read(raw)
    except Malformed as error:
        if error.code not in _MAYBE_A_PICTURE:
            raise
        from wallet.sharing import qr

        try:
            texts = qr.scan(raw)
        except WalletError:
            if raw.startswith(b"\xff\xd8\xff") or raw[8:12] == b"WEBP":
                raise Malformed("malformed.picture_kind") from error
            raise error from None
        return _from(formats.read(qr.unpack(texts)), "qr")
