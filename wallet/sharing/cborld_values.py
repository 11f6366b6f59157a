"""CBOR-LD values: what the type of a term says about how its values are written in CBOR.

CBOR-LD 1.0, section "Term Codec Registry" and the type codecs: addresses as ``[scheme, rest]``, times as
seconds, multibase text as bytes, names of the context as numbers. The numbers are those of the public
registry; older readers know only the codecs of version 4 of the JavaScript libraries, so the legacy dialect
is written with these alone, and both are read. A text that no codec can bring back exactly stays a text.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from wallet.encoding import b64url_decode, b64url_encode, base58_decode, base58_encode
from wallet.errors import Malformed

ID: Final = "@id"
VOCAB: Final = "@vocab"
MULTIBASE: Final = "https://w3id.org/security#multibase"
DATE: Final = "http://www.w3.org/2001/XMLSchema#date"
TIME: Final = "http://www.w3.org/2001/XMLSchema#dateTime"
CRYPTOSUITE: Final = "https://w3id.org/security#cryptosuiteString"
CODED: Final = frozenset({ID, VOCAB, MULTIBASE, DATE, TIME, CRYPTOSUITE})
"""Types with a codec: a bare number as their value would be read as something else."""
CRYPTOSUITES: Final[Mapping[int, str]] = {
    1: "ecdsa-rdfc-2019", 2: "ecdsa-sd-2023", 3: "eddsa-rdfc-2022", 4: "ecdsa-xi-2023",
}  # fmt: skip
"""Written by later makers of the legacy dialect; the readers of version 4 do not know them."""

_HTTP, _HTTPS, _UUID, _DATA = 1, 2, 3, 4
_DIDS: Final = {1024: "did:v1:nym:", 1025: "did:key:"}
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_WHOLE_TIME: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\Z", re.ASCII)
_WHOLE_DATE: Final = re.compile(r"\d{4}-\d\d-\d\d\Z", re.ASCII)
_COMMON_UUID: Final = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\Z")
"""RFC 4122, which is all that the common JavaScript readers make text of."""


# ------------------------------------------------ reading


def read_address(value: list[Any]) -> str:
    """``[scheme, rest, …]`` as the address it was; raises ``Malformed``."""
    match value:
        case [1 | 2 as scheme, str(rest)]:
            return ("http://" if scheme == _HTTP else "https://") + rest
        case [3, str(rest)]:
            return f"urn:uuid:{rest}"
        case [3, bytes(rest)] if len(rest) == 16:
            text = rest.hex()
            return f"urn:uuid:{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"
        case [4, str(rest)]:
            return f"data:{rest}"
        case [4, str(kind), bytes(rest)]:
            return f"data:{kind};base64,{base64.b64encode(rest).decode('ascii')}"
        case [1024 | 1025 as scheme, str() | bytes() as name]:
            return _DIDS[scheme] + _did_part(name)
        case [1024 | 1025 as scheme, str() | bytes() as name, str() | bytes() as fragment]:
            return f"{_DIDS[scheme]}{_did_part(name)}#{_did_part(fragment)}"
    raise Malformed("qr.vpqr_broken")


def _did_part(value: str | bytes) -> str:
    return value if isinstance(value, str) else "z" + base58_encode(value)


def read_multibase(value: bytes) -> str:
    """The code letter as a byte and the data behind it, as text."""
    written: Mapping[bytes, Callable[[bytes], str]] = {
        b"z": base58_encode,
        b"u": b64url_encode,
        b"M": lambda data: base64.b64encode(data).decode("ascii"),
    }
    if value[:1] not in written:
        raise Malformed("qr.vpqr_broken")
    return value[:1].decode("ascii") + written[value[:1]](value[1:])


def read_date(seconds: int) -> str:
    """Seconds since 1970 as an ``xsd:date``."""
    return _moment(seconds).date().isoformat()


def read_time(seconds: int, milliseconds: int | None = None) -> str:
    """Seconds since 1970, and the milliseconds where the text had three digits of them, as an ``xsd:dateTime``."""
    text = _moment(seconds).replace(tzinfo=None).isoformat(timespec="seconds")
    if milliseconds is None:
        return f"{text}Z"
    if not 0 <= milliseconds < 1000:
        raise Malformed("qr.vpqr_broken")
    return f"{text}.{milliseconds:03}Z"


def _moment(seconds: int) -> datetime:
    try:
        return _EPOCH + timedelta(seconds=seconds)
    except OverflowError as error:
        raise Malformed("qr.vpqr_broken") from error


# ------------------------------------------------ writing


def write_address(value: str) -> str | list[Any]:
    """An address as ``[scheme, rest, …]`` where there is a codec for it, else itself."""
    if value.startswith("https://"):
        return [_HTTPS, value.removeprefix("https://")]
    if value.startswith("http://"):
        return [_HTTP, value.removeprefix("http://")]
    rest = value.removeprefix("urn:uuid:")
    if rest != value and _COMMON_UUID.match(rest):
        return [_UUID, bytes.fromhex(rest.replace("-", ""))]
    for scheme, prefix in _DIDS.items():
        parts = value.removeprefix(prefix).split("#")
        if value.startswith(prefix) and len(parts) <= 2 and parts[0]:
            return [scheme, *map(_did_bytes, parts)]
    return value


def _did_bytes(part: str) -> str | bytes:
    found = _based(part, "z", base58_decode, base58_encode)
    return part if found is None else found


def write_multibase(value: str, legacy: bool) -> str | bytes:
    """Multibase text as bytes. Base64url has a code only in the later readers."""
    found = _based(value, "z", base58_decode, base58_encode)
    if found is not None:
        return b"z" + found
    found = None if legacy else _based(value, "u", b64url_decode, b64url_encode)
    return value if found is None else b"u" + found


def _based(text: str, letter: str, read: Callable[[str], bytes], write: Callable[[bytes], str]) -> bytes | None:
    """The bytes of a multibase text that come back as exactly this text, if it has any."""
    if text[:1] == letter and len(text) > 1:
        with suppress(Malformed):
            data = read(text[1:])
            return data if write(data) == text[1:] else None
    return None


def write_date(value: str) -> str | int:
    """An ``xsd:date`` as seconds since 1970, where it comes back the same."""
    return _seconds(f"{value}T00:00:00Z", value) if _WHOLE_DATE.match(value) else value


def write_time(value: str) -> str | int:
    """An ``xsd:dateTime`` in UTC to the second as seconds since 1970; any other stays a text."""
    return _seconds(value, value) if _WHOLE_TIME.match(value) else value


def _seconds(moment: str, text: str) -> str | int:
    """Times before 1970 stay texts: some readers take no negative ones."""
    with suppress(ValueError):
        seconds = int((datetime.fromisoformat(moment) - _EPOCH).total_seconds())
        return seconds if seconds >= 0 else text
    return text
