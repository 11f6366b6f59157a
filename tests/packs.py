"""Fair packs for tests, sound ones and others, signed by keys from fixed seeds."""

import hashlib
from datetime import datetime, timedelta
from typing import Any

from tests import making
from wallet.canon.jcs import canonicalize
from wallet.crypto.keys import PrivateKey
from wallet.encoding import b64url_encode, dump_json, write_time
from wallet.packs.making import signed

NOW = making.NOW
DAY = timedelta(days=1)
ONE, TWO, THREE, FOUR = (making.key(f"maker {number}") for number in range(4))
URL = "https://issuer.example/status/1"
CONTENT = b'{"id":"https://issuer.example/status/1"}'
Json = dict[str, Any]


def root(
    *keys: PrivateKey, by: tuple[PrivateKey, ...] = (), after: Json | None = None, threshold: int = 1, **changes: Any
) -> Json:
    """A root of these keys, signed by them and by the keys before, or only ``by`` some."""
    value = {
        "type": "AkashiPackRoot",
        "version": after["signed"]["version"] + 1 if after else 1,
        "previous": digest(after) if after else "",
        "keys": [key.multikey for key in keys],
        "threshold": threshold,
        "expires": write_time(NOW + 400 * DAY),
        **changes,
    }
    return signed(value, by or keys)


def digest(envelope: Json) -> str:
    return hashlib.sha256(canonicalize(envelope["signed"])).hexdigest()


def item(url: str = URL, raw: bytes = CONTENT, fetched: datetime | None = NOW - 2 * DAY, **changes: Any) -> Json:
    value = {
        "url": url,
        "sha256": hashlib.sha256(raw).hexdigest(),
        "length": len(raw),
        "media": "application/json",
        "fetched": write_time(fetched) if fetched else "",
    }
    return {**value, **changes}


def manifest(*items: Json, version: int = 7, **changes: Any) -> Json:
    value = {
        "type": "AkashiPackManifest",
        "name": "Career fair of Shiomizaka",
        "version": version,
        "root": 1,
        "made": write_time(NOW - DAY),
        "expires": write_time(NOW + 6 * DAY),
        "items": list(items or (item(),)),
    }
    return {**value, **changes}


def pack(
    value: Json | None = None,
    by: tuple[PrivateKey, ...] = (ONE,),
    roots: tuple[Json, ...] = (),
    contents: dict[str, str] | None = None,
    raws: tuple[bytes, ...] = (CONTENT,),
    **changes: Any,
) -> bytes:
    """The file. ``changes`` are to its outermost members, after everything was signed."""
    whole = {
        "type": "AkashiPack",
        "roots": list(roots or (root(ONE),)),
        "manifest": signed(value or manifest(), by),
        "contents": contents or {hashlib.sha256(raw).hexdigest(): b64url_encode(raw) for raw in raws},
    }
    return dump_json({**whole, **changes})
