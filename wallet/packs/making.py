"""Making packs: the maker's keys, roots that hand over to each other, and the signed file."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from wallet.canon.jcs import canonicalize
from wallet.crypto.keys import PrivateKey
from wallet.encoding import b64url_decode, b64url_encode, dump_json, load_json, write_time
from wallet.errors import BadSignature, Malformed, Refused, WalletError
from wallet.library import Document, Library
from wallet.model import Json, redacted
from wallet.packs import CONTEXT, MANIFEST, MAX_URL, PACK, ROOT, SCHEMES, read, read_roots

KEY = "AkashiPackKey"


class Signer(NamedTuple):
    """One of a maker's keys, and the roots from the first to the one that it is in."""

    key: PrivateKey
    roots: tuple[Json, ...]

    def __repr__(self) -> str:
        return redacted(self, "key")

    def write(self) -> bytes:
        """The key file. Whoever has it can sign in the maker's name."""
        return dump_json({"type": KEY, "seed": b64url_encode(self.key.seed), "roots": list(self.roots)}) + b"\n"


def read_signer(raw: bytes) -> Signer:
    """A key file; raises ``Malformed`` ("pack.key_file")."""
    value = load_json(raw)
    try:
        seed, roots = value["seed"], value["roots"]
        key = PrivateKey.from_seed(b64url_decode(seed))
        if value["type"] != KEY or key.multikey not in read_roots(roots)[-1].keys:
            raise Malformed("pack.key_file")
    except (KeyError, TypeError, BadSignature) as error:
        raise Malformed("pack.key_file") from error
    return Signer(key, tuple(roots))


def signed(value: Json, keys: Iterable[PrivateKey]) -> Json:
    """The envelope: what is signed, and a signature by each key over its canonical bytes."""
    message = canonicalize(value)
    rows = [{"key": key.multikey, "value": b64url_encode(key.sign(message))} for key in keys]
    return {"signed": value, "signatures": rows}


def new_signers(count: int, threshold: int, expires: datetime, old: Sequence[Signer] = ()) -> tuple[Signer, ...]:
    """Fresh keys under a new root: the first of its chain, or one that the ``old`` signers hand over to."""
    keys = [PrivateKey.generate() for _ in range(count)]
    roots = old[0].roots if old else ()
    value = {
        "type": ROOT,
        "version": len(roots) + 1,
        "previous": hashlib.sha256(canonicalize(roots[-1]["signed"])).hexdigest() if roots else "",
        "keys": [key.multikey for key in keys],
        "threshold": threshold,
        "expires": write_time(expires),
    }
    chain = (*roots, signed(value, dict.fromkeys((*(one.key for one in old), *keys))))
    read_roots(list(chain))
    return tuple(Signer(key, chain) for key in keys)


def unfit(document: Document, made: datetime, expires: datetime) -> WalletError | None:
    """Why a document cannot go into a pack that is made and ends then; None of one that can.

    Nothing undated is vouched for, nothing from another pack lives longer than there, and no maker's key goes out.
    """
    url, fetched = document.url, document.as_of
    if not url.startswith(SCHEMES) or len(url) > MAX_URL:
        return Malformed("pack.item_address", url=url)
    if document.stray:
        return Refused("pack.item_stray", url=url)
    if document.from_address and fetched is None:
        return Malformed("pack.undated", url=url)
    if document.from_address and fetched is not None and fetched > made:
        return Malformed("pack.item_ahead", url=url, fetched=fetched)
    if document.until is not None and document.until < expires:
        return Refused("pack.item_ends", url=url, until=document.until)
    return Refused("pack.item_key", url=url) if KEY.encode() in document.raw else None


def make(
    name: str,
    version: int,
    made: datetime,
    expires: datetime,
    documents: Iterable[Document],
    contexts: Iterable[Document],
    signers: Sequence[Signer],
) -> tuple[bytes, tuple[str, ...]]:
    """A pack of documents and JSON-LD contexts, and the addresses of which a pack does not speak.

    Raises what ``unfit`` says of any other. The result is read again before it is given.
    """
    items: list[dict[str, Any]] = []
    contents: dict[str, str] = {}
    left: list[str] = []
    every = Library().plus(documents).documents
    known = Library().plus(contexts).documents
    for document in (*(one for one in every.values() if one.url not in known), *known.values()):
        error = unfit(document, made, expires)
        if error is not None and error.code == "pack.item_address":
            left.append(document.url)
            continue
        if error is not None:
            raise error
        digest = hashlib.sha256(document.raw).hexdigest()
        contents[digest] = b64url_encode(document.raw)
        items.append(
            {
                "url": document.url,
                "sha256": digest,
                "length": len(document.raw),
                "media": CONTEXT if document.url in known else _media(document.raw),
                "fetched": write_time(document.as_of) if document.from_address and document.as_of else "",
            }
        )
    value = {
        "type": MANIFEST,
        "name": name,
        "version": version,
        "root": len(signers[0].roots),
        "made": write_time(made),
        "expires": write_time(expires),
        "items": sorted(items, key=lambda item: str(item["url"])),
    }
    manifest = signed(value, [one.key for one in signers])
    raw = dump_json({"type": PACK, "roots": list(signers[0].roots), "manifest": manifest, "contents": contents})
    read(raw, made)
    return raw, tuple(left)


def _media(raw: bytes) -> str:
    text = raw[:64].removeprefix(b"\xef\xbb\xbf").lstrip()
    if text[:1] in (b"{", b"["):
        return "application/json"
    return "application/jwt" if text[:3] == b"eyJ" else "application/octet-stream"
