"""Takes the files attached to a PDF out of it, else the pictures on its pages, in a process of its own that can be killed.

ISO 32000-1, sections 7.11.4 "Embedded file streams", 7.7.4 "Name dictionary", 12.5.6.15 "File attachment
annotations" and 8.9.5 "Image dictionaries"; ISO 32000-2, section 14.13 "Associated files". A page that was scanned
is a picture: where nothing is attached, the pictures of the pages are given, as JPEG where they are and else as PNG. A PDF may make its reader loop or grow; so this
runs as a script, without the rest of the program, under limits of memory and time, with no way to a network
and none to write a file. The PDF comes on standard input. On standard output: one line of JSON,
``[[name, size or null], …]``, then the bytes of each file in turn. Null is a file that could not be taken
out; an exit status that is not 0 says why there is nothing, and any other is damage.
"""

from __future__ import annotations

import io
import json
import struct
import sys
import zlib
from collections.abc import Iterator
from typing import Any, Final

ENCRYPTED: Final = 3
TOO_COMPLEX: Final = 4
MEMORY: Final = 512 * 1024 * 1024
SECONDS: Final = 5
MAX_FILES: Final = 100
MAX_FILE: Final = 8 * 1024 * 1024
MAX_TOTAL: Final = 64 * 1024 * 1024
MAX_NODES: Final = 10_000
"""Parts of the tree of names, and pages, that are looked at."""
MAX_PICTURES: Final = 40
MAX_PIXELS: Final = 16_000_000
MAX_WITHIN: Final = 3
"""How deep pictures may lie in forms on a page."""
_COLOURS: Final = {"/DeviceGray": 1, "/CalGray": 1, "/DeviceRGB": 3, "/CalRGB": 3}
_FORBIDDEN: Final = (
    "socket.",
    "subprocess.",
    "os.exec",
    "os.fork",
    "os.posix_spawn",
    "os.remove",
    "os.rename",
    "ctypes.",
)


def confine() -> None:
    """Limit this process, before it has seen a byte of the file."""
    try:
        import resource
    except ImportError:  # Windows: the parent's clock is the only limit
        pass
    else:
        for kind, limit in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CPU, SECONDS), (resource.RLIMIT_CORE, 0)):
            _, hard = resource.getrlimit(kind)
            most = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
            resource.setrlimit(kind, (most, most))
    sys.addaudithook(_refuse)


def _refuse(event: str, args: tuple[Any, ...]) -> None:
    writes = event == "open" and isinstance(args[1], str) and set(args[1]) & set("wax+")
    if writes or event.startswith(_FORBIDDEN):
        raise PermissionError(event)


def attached(raw: bytes) -> list[tuple[str, bytes | None]]:
    """Name and bytes of each file; None in place of bytes that cannot be had. Raises whatever pypdf raises."""
    from pypdf import PdfReader

    found: list[tuple[str, bytes | None]] = []
    seen: set[Any] = set()
    total = 0
    for given, specification in _specifications(PdfReader(io.BytesIO(raw))):
        name, stream, key = _stream(given, specification)
        if key in seen:
            continue
        seen.add(key)
        data = _bytes(stream)
        total += len(data or b"")
        if total > MAX_TOTAL or len(found) >= MAX_FILES:
            raise MemoryError
        found.append((name, data))
    return found


def _bytes(stream: Any) -> bytes | None:
    try:
        data = bytes(stream.get_data())
    except (MemoryError, RecursionError):
        raise
    except Exception:  # whatever the library meets in one damaged stream, the other files are still whole
        return None
    return data if len(data) <= MAX_FILE else None


def _stream(given: str, specification: Any) -> tuple[str, Any, Any]:
    """The name of a file specification, its stream, and what tells it from others (section 7.11.3)."""
    embedded = specification["/EF"].get_object()
    kind = "/UF" if "/UF" in embedded else "/F"
    reference: Any = embedded.raw_get(kind)
    name = specification.get("/UF") or specification.get("/F") or given
    return str(name), reference.get_object(), getattr(reference, "idnum", id(reference))


def _specifications(reader: Any) -> Iterator[tuple[str, Any]]:
    """Every file specification with a file in it: from the tree of names, the document and the pages."""
    root = reader.trailer["/Root"].get_object()
    names = _member(root, "/Names")
    waiting, count = [_member(names, "/EmbeddedFiles")], 0
    while waiting and count < MAX_NODES:
        node, count = waiting.pop(0), count + 1
        waiting += _list(node, "/Kids")
        pairs = _list(node, "/Names")
        for place in range(0, len(pairs) - 1, 2):
            yield from _file(str(pairs[place]), pairs[place + 1])
    for one in _list(root, "/AF"):
        yield from _file("", one)
    for number, page in enumerate(reader.pages):
        if number >= MAX_NODES:
            return
        for one in _list(page, "/AF"):
            yield from _file("", one)
        for one in _list(page, "/Annots"):
            yield from _file("", _member(one, "/FS"))


def _file(name: str, value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict) and isinstance(_member(value, "/EF"), dict):
        yield name, value


def _member(value: Any, name: str) -> Any:
    found: Any = value.get(name) if isinstance(value, dict) else None
    return found.get_object() if hasattr(found, "get_object") else found


def _list(value: Any, name: str) -> list[Any]:
    found = _member(value, name)
    return [one.get_object() for one in found] if isinstance(found, list) else []


def pictures(raw: bytes) -> list[tuple[str, bytes]]:
    """The pictures on the pages, in order, each once; those in a form that is not read here are left out."""
    from pypdf import PdfReader

    found: dict[Any, tuple[str, bytes]] = {}
    for number, page in enumerate(PdfReader(io.BytesIO(raw)).pages, 1):
        if number > MAX_NODES or len(found) >= MAX_PICTURES:
            break
        for key, image in _images(page, 0):
            if key not in found and len(found) < MAX_PICTURES and (data := _picture(image)):
                found[key] = (f"page {number}", data)
    if sum(len(data) for _, data in found.values()) > MAX_TOTAL:
        raise MemoryError
    return list(found.values())


def _images(holder: Any, depth: int) -> Iterator[tuple[Any, Any]]:
    things = _member(_member(holder, "/Resources"), "/XObject")
    for name in things if isinstance(things, dict) else ():
        thing = _member(things, name)
        kind = _member(thing, "/Subtype")
        if kind == "/Image":
            reference: Any = things.raw_get(name)
            yield getattr(reference, "idnum", id(reference)), thing
        elif kind == "/Form" and depth < MAX_WITHIN:
            yield from _images(thing, depth + 1)


def _picture(image: Any) -> bytes:
    """One picture as a file; nothing where it is too large, or in a form that is not read here."""
    try:
        width, height = int(_member(image, "/Width")), int(_member(image, "/Height"))
        given = _member(image, "/Filter")
        if not (width > 0 and height > 0 and width * height <= MAX_PIXELS):
            return b""
        if given == "/DCTDecode" or given == ["/DCTDecode"]:
            data = bytes(image._data)
            return data if len(data) <= MAX_FILE else b""
        return _png(image, width, height)
    except (MemoryError, RecursionError):
        raise
    except Exception:  # whatever the library meets in one damaged picture, the others are still whole
        return b""


def _png(image: Any, width: int, height: int) -> bytes:
    """Plain samples (section 8.9.5.2) as a PNG: grey, red-green-blue, or numbers of a palette."""
    depth = 1 if _member(image, "/ImageMask") is True else int(_member(image, "/BitsPerComponent"))
    space, palette = _member(image, "/ColorSpace"), b""
    if isinstance(space, list) and space[0] == "/Indexed":
        stated = space[3].get_object()
        palette = bytes(stated.get_data() if hasattr(stated, "get_data") else stated.original_bytes)
        channels, base = 1, _channels(space[1].get_object())
        palette = b"".join(
            palette[place : place + base] * (3 // base) for place in range(0, len(palette) // base * base, base)
        )
    else:
        channels = 1 if depth == 1 and space is None else _channels(space)
    stride, samples = (width * depth * channels + 7) // 8, bytes(image.get_data())
    if len(samples) < stride * height:
        return b""
    lines = b"".join(b"\0" + samples[row * stride : (row + 1) * stride] for row in range(height))
    header = struct.pack(">IIBBBBB", width, height, depth, 3 if palette else {1: 0, 3: 2}[channels], 0, 0, 0)
    chunks = [(b"IHDR", header), *([(b"PLTE", palette[:768])] if palette else []), (b"IDAT", zlib.compress(lines, 1))]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in (*chunks, (b"IEND", b""))
    )


def _channels(space: Any) -> int:
    """How many numbers a colour has in a colour space (section 8.6); raises ``LookupError`` for other than 1 and 3."""
    if isinstance(space, list) and space[0] == "/ICCBased":
        return {1: 1, 3: 3}[int(_member(space[1].get_object(), "/N"))]
    return _COLOURS[str(space[0] if isinstance(space, list) else space)]


def main() -> int:
    """Read, take out, write; the value is the exit status."""
    from pypdf.errors import FileNotDecryptedError, LimitReachedError

    confine()
    try:
        raw = sys.stdin.buffer.read(MAX_FILE + 1)
        files = attached(raw) or [*pictures(raw)]
    except FileNotDecryptedError:
        return ENCRYPTED
    except (MemoryError, RecursionError, LimitReachedError):
        return TOO_COMPLEX
    out = sys.stdout.buffer
    rows = [[name[:1000], None if data is None else len(data)] for name, data in files]
    out.write(json.dumps(rows).encode("ascii") + b"\n" + b"".join(data or b"" for _, data in files))
    out.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
