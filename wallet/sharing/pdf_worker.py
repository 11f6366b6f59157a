"""Takes the files attached to a PDF out of it, in a process of its own that can be killed.

ISO 32000-1, sections 7.11.4 "Embedded file streams", 7.7.4 "Name dictionary" and 12.5.6.15 "File attachment
annotations"; ISO 32000-2, section 14.13 "Associated files". A PDF may make its reader loop or grow; so this
runs as a script, without the rest of the program, under limits of memory and time, with no way to a network
and none to write a file. The PDF comes on standard input. On standard output: one line of JSON,
``[[name, size or null], …]``, then the bytes of each file in turn. Null is a file that could not be taken
out; an exit status that is not 0 says why there is nothing, and any other is damage.
"""

from __future__ import annotations

import io
import json
import sys
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


def main() -> int:
    """Read, take out, write; the value is the exit status."""
    from pypdf.errors import FileNotDecryptedError, LimitReachedError

    confine()
    try:
        files = attached(sys.stdin.buffer.read(MAX_FILE + 1))
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
