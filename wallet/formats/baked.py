"""Badges baked into pictures: Open Badges 3.0, section 5.3 "Open Badge Credential Baking".

A PNG carries one ``iTXt`` chunk with the keyword ``openbadgecredential``; an SVG one
``openbadges:credential`` element. PNG files are read as bytes, chunk by chunk, with their
checksums; a picture that was saved again by another program has lost its badge, and the
error says so. Nothing is drawn here.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from typing import Final

from wallet.errors import Malformed

PNG_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
KEYWORD: Final = b"openbadgecredential"
LEGACY_KEYWORD: Final = b"openbadges"
MAX_PICTURE: Final = 8 * 1024 * 1024
MAX_TEXT: Final = 2 * 1024 * 1024
MAX_CHUNKS: Final = 10_000
_SVG_NAMESPACE: Final = "https://purl.imsglobal.org/ob/v3p0"
_LEGACY_NAMESPACE: Final = "http://openbadges.org"


def is_png(raw: bytes) -> bool:
    """By signature, not by name."""
    return raw.startswith(PNG_SIGNATURE)


def chunks(raw: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The (type, data) pairs of a PNG file; raises ``Malformed`` at the first one that is broken."""
    if len(raw) > MAX_PICTURE:
        raise Malformed("malformed.too_large", limit=MAX_PICTURE)
    position = len(PNG_SIGNATURE)
    for _ in range(MAX_CHUNKS):
        head = raw[position : position + 8]
        if len(head) < 8:
            raise Malformed("malformed.png")
        size, kind = struct.unpack(">I4s", head)
        data = raw[position + 8 : position + 8 + size]
        stated = raw[position + 8 + size : position + 12 + size]
        if len(data) != size or len(stated) != 4 or struct.unpack(">I", stated)[0] != zlib.crc32(kind + data):
            raise Malformed("malformed.png")
        yield kind, data
        position += 12 + size
        if kind == b"IEND":
            return
    raise Malformed("malformed.png")


def unbake_png(raw: bytes) -> bytes:
    """The JSON or token baked into a PNG."""
    found = [text for kind, data in chunks(raw) if (text := _text_chunk(kind, data)) is not None]
    if not found:
        raise Malformed("malformed.png_no_badge")
    if len(found) > 1:
        raise Malformed("malformed.png_many")
    return found[0]


def _text_chunk(kind: bytes, data: bytes) -> bytes | None:
    """The text of an ``iTXt`` (or legacy ``tEXt``) chunk with one of the badge keywords.

    PNG specification, section 11.3.4. Compressed text is against the badge standard, yet read.
    """
    keyword, _, rest = data.partition(b"\0")
    if kind == b"tEXt" and keyword == LEGACY_KEYWORD:
        return rest
    if kind != b"iTXt" or keyword not in (KEYWORD, LEGACY_KEYWORD):
        return None
    if len(rest) < 2 or rest[0] not in (0, 1):
        raise Malformed("malformed.png")
    compressed = rest[0] == 1
    parts = rest[2:].split(b"\0", 2)
    if len(parts) != 3:
        raise Malformed("malformed.png")
    return _inflate(parts[2]) if compressed else parts[2]


def _inflate(data: bytes) -> bytes:
    reader = zlib.decompressobj()
    try:
        text = reader.decompress(data, MAX_TEXT)
    except zlib.error as error:
        raise Malformed("malformed.png") from error
    if reader.unconsumed_tail or not reader.eof:
        raise Malformed("malformed.too_large", limit=MAX_TEXT)
    return text


def is_svg(raw: bytes) -> bool:
    """Does it look like XML with an ``svg`` element near its beginning?"""
    head = raw[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    return head[:1] == b"<" and b"<svg" in head


def unbake_svg(raw: bytes) -> bytes:
    """The JSON or token baked into an SVG. Entities are refused; a bare document type is not read."""
    if len(raw) > MAX_PICTURE:
        raise Malformed("malformed.too_large", limit=MAX_PICTURE)
    from xml.etree.ElementTree import ParseError

    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    try:
        root = fromstring(raw)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise Malformed("malformed.svg") from error
    names = (f"{{{_SVG_NAMESPACE}}}credential", f"{{{_LEGACY_NAMESPACE}}}assertion")
    found = [element for element in root.iter() if element.tag in names]
    if not found:
        raise Malformed("malformed.svg_no_badge")
    if len(found) > 1:
        raise Malformed("malformed.svg_many")
    text = found[0].get("verify") or found[0].text or ""
    return str(text).strip().encode("utf-8")


def bake_png(picture: bytes, text: bytes) -> bytes:
    """A PNG with the credential in an uncompressed ``iTXt`` chunk before ``IEND``; pixels untouched.

    A credential that was baked into the picture before is replaced.
    """
    if not is_png(picture):
        raise Malformed("malformed.png")
    out = [PNG_SIGNATURE]
    for kind, data in chunks(picture):
        if _text_chunk(kind, data) is not None:
            continue
        if kind == b"IEND":
            out.append(_chunk(b"iTXt", KEYWORD + b"\0\0\0\0\0" + text))
        out.append(_chunk(kind, data))
    return b"".join(out)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
