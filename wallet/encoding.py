"""Text and byte encodings, read strictly: JSON, base64url, base58btc, multibase, dates, pointers.

RFC 8259 with the bounds of a hostile world (no duplicate keys, no NaN, bounded size and
depth), RFC 4648 section 5 without padding, the Multibase codes ``z`` and ``u``, XML Schema
``dateTimeStamp``, RFC 6901 pointers. Everything that is not exactly right is ``Malformed``.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import math
import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime, timedelta, timezone
from typing import Any, Final
from urllib.parse import urlsplit

from wallet.errors import Malformed

MAX_JSON: Final = 2 * 1024 * 1024
"""Bytes. The largest published credential (a sealed Europass diploma) has 150 KB."""
MAX_DEPTH: Final = 64
MAX_NODES: Final = 50_000
MAX_INTEGER: Final = 2**53
"""Beyond it JSON numbers differ between programs (RFC 7493, section 2.2)."""

_ALPHABET: Final = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_DIGITS: Final = {letter: value for value, letter in enumerate(_ALPHABET)}
_STANDARD: Final = bytes.maketrans(b"-_+/=\n", b"+/!!!!")
"""From base64url to base64; what is base64 only becomes what is neither."""
_URL: Final = bytes.maketrans(b"+/", b"-_")
_PADDING: Final = (b"", b"", b"==", b"=")
_LAST: Final = (b"", b"", b"AQgw", b"AEIMQUYcgkosw048")
"""Letters that may end a text of 2 or 3 over a multiple of 4: those whose last bits, which say nothing, are zero."""
_FIRST: Final = datetime(1, 1, 1, tzinfo=UTC)
_END: Final = datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)
_COMMON_TIME: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\Z", re.ASCII)
_TIME: Final = re.compile(r"(-?\d{4,})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d+))?(Z|[+-]\d\d:\d\d)\Z", re.ASCII)


def load_json(data: bytes | str, limit: int = MAX_JSON, nodes: int = MAX_NODES) -> Any:
    """Read one JSON value, or raise ``Malformed``. ``limit`` is in bytes, ``nodes`` counts values."""
    if len(data) > limit:
        raise Malformed("malformed.too_large", limit=limit)
    try:
        text = data.decode("utf-8") if isinstance(data, bytes) else data
    except UnicodeDecodeError as error:
        raise Malformed("malformed.encoding") from error
    try:
        value, end = _DECODER.raw_decode(text) if text[:1] in ("{", "[") else (None, -1)
        if end != len(text):  # white space around it, or worse
            value = _DECODER.decode(text.removeprefix("\ufeff"))
    except json.JSONDecodeError as error:
        raise Malformed("malformed.json", line=error.lineno, column=error.colno) from error
    except RecursionError as error:
        raise Malformed("malformed.json_depth", limit=MAX_DEPTH) from error
    opened = text.count("{") + text.count("[")
    if opened >= MAX_DEPTH or opened + text.count(",") >= nodes:
        _bound(value, nodes)
    if ("\\u" in text and _SURROGATE.search(text)) or (isinstance(data, str) and not data.isascii()):
        _check_text(value)
    return value


def may_name(text: bytes, *names: str) -> bool:
    """Could this JSON text have a member of one of these names? A no is certain: such a name stands there as it
    is, unless something is escaped."""
    return b"\\u" in text or any(f'"{name}"'.encode() in text for name in names)


_ENCODER: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def as_text(value: Any, limit: int = 120) -> str:
    """A value of a document as a fact for a sentence: a text as it is, anything else as JSON; so many letters at most."""
    return (value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str))[:limit]


def dump_json(value: Any) -> bytes:
    """Compact UTF-8 JSON, keys in their given order."""
    return _ENCODER.encode(value).encode("utf-8")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        seen: set[str] = set()
        for key, _ in pairs:
            if key in seen:
                raise Malformed("malformed.json_duplicate", key=key[:80])
            seen.add(key)
    return found


def _integer(text: str) -> int:
    if len(text) > 17 or abs(int(text)) > MAX_INTEGER:
        raise Malformed("malformed.json_number", number=text[:40])
    return int(text)


def _number(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise Malformed("malformed.json_number", number=text[:40])
    return value


def _constant(text: str) -> float:
    raise Malformed("malformed.json_number", number=text)


_DECODER: Final = json.JSONDecoder(
    object_pairs_hook=_object, parse_int=_integer, parse_float=_number, parse_constant=_constant
)


def _bound(value: Any, limit: int) -> None:
    """Refuse trees that are too deep or too large."""
    level, depth, nodes = [value], 0, 0
    while level:
        depth += 1
        nodes += len(level)
        if depth > MAX_DEPTH:
            raise Malformed("malformed.json_depth", limit=MAX_DEPTH)
        if nodes > limit:
            raise Malformed("malformed.json_nodes", limit=limit)
        below: list[Any] = []
        for item in level:
            if isinstance(item, dict):
                below.extend(item.values())
            elif isinstance(item, list):
                below.extend(item)
        level = below


_SURROGATE: Final = re.compile(r"\\u[dD][89a-fA-F]")


def _check_text(value: Any) -> None:
    """Half a surrogate pair is no character and cannot be written again; UTF-8 has none, an escape may."""
    try:
        json.dumps(value, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError as error:
        raise Malformed("malformed.encoding") from error


def b64url_encode(data: bytes) -> str:
    """Base64url without padding (RFC 7515, section 2)."""
    return binascii.b2a_base64(data, newline=False).translate(_URL).rstrip(b"=").decode("ascii")


def b64url_decode(text: str | bytes) -> bytes:
    """Strict: no padding, no white space, no left-over bits."""
    over = len(text) % 4
    try:
        data = text.encode("ascii") if isinstance(text, str) else text
        if over == 1 or (over and data[-1] not in _LAST[over]):
            raise Malformed("malformed.base64")
        return binascii.a2b_base64(data.translate(_STANDARD) + _PADDING[over], strict_mode=True)
    except ValueError as error:
        raise Malformed("malformed.base64") from error


def base58_encode(data: bytes) -> str:
    """Base58 with the Bitcoin alphabet."""
    number = int.from_bytes(data)
    digits = []
    while number:
        number, digit = divmod(number, 58)
        digits.append(_ALPHABET[digit])
    zeros = len(data) - len(data.lstrip(b"\0"))
    return "1" * zeros + "".join(reversed(digits))


def base58_decode(text: str, limit: int = 4096) -> bytes:
    """The inverse. ``limit`` is in characters: the work is quadratic."""
    if len(text) > limit:
        raise Malformed("malformed.too_large", limit=limit)
    number = 0
    try:
        # Ten digits fit in a small number; only their sums are large ones.
        for start in range(0, len(text), 10):
            part, digits = 0, text[start : start + 10]
            for letter in digits:
                part = part * 58 + _DIGITS[letter]
            number = number * 58 ** len(digits) + part
    except KeyError as error:
        raise Malformed("malformed.multibase") from error
    zeros = len(text) - len(text.lstrip("1"))
    return b"\0" * zeros + number.to_bytes((number.bit_length() + 7) // 8)


def multibase_decode(text: object) -> bytes:
    """Multibase ``z`` (base58btc) or ``u`` (base64url, no padding) to bytes."""
    if isinstance(text, str) and text[:1] == "z":
        return base58_decode(text[1:])
    if isinstance(text, str) and text[:1] == "u":
        return b64url_decode(text[1:])
    raise Malformed("malformed.multibase")


DIGESTS: Final = ("sha512", "sha384", "sha256")
"""Subresource Integrity, section 3.2, the strongest first."""


def has_digest(stated: object, data: bytes | Mapping[str, bytes]) -> bool:
    """Are these the bytes that integrity metadata means (Subresource Integrity, section 3.3), or their digests by name?

    Of several digests the strongest kind counts, and one of that kind must fit. Raises ``Malformed``
    where none can be read.
    """
    wanted: dict[str, list[bytes]] = {}
    for part in stated[:2_000].split() if isinstance(stated, str) else ():
        name, _, text = part.partition("?")[0].partition("-")
        if not text:
            raise Malformed("malformed.base64")
        try:
            wanted.setdefault(name, []).append(base64.b64decode(text, validate=True))
        except ValueError as error:
            raise Malformed("malformed.base64") from error
    known = next((name for name in DIGESTS if name in wanted), None)
    if known is None:
        raise Malformed("malformed.base64")
    return (hashlib.new(known, data).digest() if isinstance(data, bytes) else data.get(known)) in wanted[known]


def parse_time(text: object) -> datetime:
    """An XML Schema ``dateTimeStamp`` (time zone required) as an aware datetime in its own zone.

    Years outside 1 to 9999, in universal time as well, and leap seconds have no ``datetime``: they are clamped
    to the nearest moment that has one, which leaves every comparison with today as it was.
    """
    if isinstance(text, str) and _COMMON_TIME.match(text):
        with suppress(ValueError):
            return datetime.fromisoformat(text)
    match = _TIME.match(text) if isinstance(text, str) and len(text) <= 64 else None
    if match is None:
        raise Malformed("malformed.date", value=as_text(text, 40))
    year, month, day, hour, minute, second = (int(part) for part in match.groups()[:6])
    zone = _zone(match[8])
    micro = int((match[7] or "")[:6].ljust(6, "0"))
    whole_day = hour == 24 and minute == second == micro == 0
    try:
        moment = datetime(
            min(max(year, 1), 9999), month, day, 0 if whole_day else hour, minute, min(second, 59), micro, tzinfo=zone
        )
    except ValueError as error:
        raise Malformed("malformed.date", value=as_text(text, 40)) from error
    if second > 60:
        raise Malformed("malformed.date", value=as_text(text, 40))
    try:
        moment = moment + timedelta(days=1) if whole_day else moment
        moment.astimezone(UTC)
    except OverflowError:
        return _END if moment.year > 1 else _FIRST
    return moment


def _zone(text: str) -> timezone:
    if text == "Z":
        return UTC
    hours, minutes = int(text[1:3]), int(text[4:6])
    if hours > 14 or minutes > 59:
        raise Malformed("malformed.date", value=text)
    offset = timedelta(hours=hours, minutes=minutes)
    return timezone(-offset if text[0] == "-" else offset)


def from_epoch(seconds: object) -> datetime:
    """A JWT NumericDate (RFC 7519, section 2) as an aware datetime, UTC."""
    if isinstance(seconds, bool) or not isinstance(seconds, int | float):
        raise Malformed("malformed.date", value=str(seconds)[:40])
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (OverflowError, ValueError, OSError) as error:
        raise Malformed("malformed.date", value=str(seconds)[:40]) from error


def write_time(moment: datetime) -> str:
    """UTC to the second, as ``dateTimeStamp``."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


_DID_HOST: Final = re.compile(r"[\w-]+(?:\.[\w-]+)*(?:%3[Aa]\d{1,5})?\Z")
_PORT: Final = re.compile("%3[Aa]")
_STOPS: Final = str.maketrans("。．｡", "...")


def host_name(address: str) -> str:
    """The host of a URL in small letters, without port; "" where it has none, is no URL, or programs differ on it.

    A browser takes a backslash for a slash, and any full stop of Unicode for one between labels.
    """
    try:
        return (urlsplit(address).hostname or "").translate(_STOPS) if "\\" not in address else ""
    except ValueError:
        return ""


def plain_address(url: str) -> str:
    """A web address as it is compared: its scheme and host in small letters, without the usual port; others as they are."""
    scheme, mark, rest = url.partition("://")
    host, slash, path = rest.partition("/")
    return f"https://{host.lower().removesuffix(':443')}{slash}{path}" if mark and scheme.lower() == "https" else url


def host_of(identity: str) -> str:
    """The host of a ``did:web`` or https address, in small letters and without port; "" for anything else."""
    if identity.startswith("did:web:"):
        host = identity.removeprefix("did:web:").split(":")[0]
        identity = f"https://{_PORT.sub(':', host)}" if _DID_HOST.match(host) else ""
    return host_name(identity).rstrip(".") if identity.startswith("https://") else ""


def web_address(did: str) -> str:
    """Where the document of a ``did:web`` lies (did:web method, section 3.2); "" for what is none."""
    host, *path = did.removeprefix("did:web:").split(":")
    if not did.startswith("did:web:") or not _DID_HOST.match(host):
        return ""
    if any(not part or part in (".", "..") or "/" in part for part in path):
        return ""
    return f"https://{_PORT.sub(':', host)}/{'/'.join(path) or '.well-known'}/did.json"


_INDEX: Final = re.compile(r"0|[1-9][0-9]{0,8}")
"""RFC 6901, section 4, and no more digits than a document that fits in memory could need."""


def pointer_get(document: Any, pointer: str) -> Any:
    """The value at an RFC 6901 pointer; raises ``Malformed`` where there is none."""
    found = document
    for token in pointer_tokens(pointer):
        if isinstance(found, dict) and token in found:
            found = found[token]
        elif isinstance(found, list) and _INDEX.fullmatch(token) and int(token) < len(found):
            found = found[int(token)]
        else:
            raise Malformed("malformed.pointer", pointer=pointer)
    return found


def pointer_tokens(pointer: str) -> list[str]:
    """The unescaped reference tokens of a pointer; the empty pointer has none."""
    if pointer and not pointer.startswith("/"):
        raise Malformed("malformed.pointer", pointer=pointer)
    return [token.replace("~1", "/").replace("~0", "~") for token in pointer.split("/")[1:]]


def pointer_names(pointer: str) -> list[str]:
    """The names in a pointer: a place in a list is told by the list it is in."""
    return [token for token in pointer_tokens(pointer) if not token.isdecimal()] or [pointer]


def pointer_join(*tokens: str | int) -> str:
    """Tokens to a pointer."""
    return "".join("/" + str(token).replace("~", "~0").replace("/", "~1") for token in tokens)
