"""Backups of other wallets: any bytes to the credentials and holder keys in them, or to "this is no backup".

Read are "Wallet Backup.json" and "Profile Backup.json" of the Learner Credential Wallet (Universal Wallet 2020, unlocked:
an array of profiles or one of them), its locked backups of 2022 and 2023, and the migration object of the EUDI
Wallet (TS10). What an item is, is told by its type first and by its context only then: a credential may
name the context of DID documents. One item that cannot be read does not hide the others.
"""

from __future__ import annotations

from typing import Any, Final, NamedTuple

from wallet import formats
from wallet.crypto.keys import PrivateKey
from wallet.encoding import dump_json, load_json
from wallet.errors import Malformed, Refused, Unsupported, WalletError
from wallet.formats.rules import listed
from wallet.model import Json, redacted
from wallet.moving import keypairs, locked
from wallet.sharing.reader import Part

MAX_BACKUP: Final = 16 * 1024 * 1024
MAX_NODES: Final = 500_000
MAX_ITEMS: Final = 2_000
"""Credentials, keys and all else in one backup; each credential keeps the bounds of a file of its own."""
MAX_NAME: Final = 100
_MAX_WRAPS: Final = 3
"""How often the content may be a JSON string of JSON: it is once, in the wild."""
WALLET: Final = "UniversalWallet2020"
_LOCKED: Final = "EncryptedWallet"
_METADATA: Final = "ProfileMetadata"
_DID: Final = "https://www.w3.org/ns/did/v1"
CREDENTIALS: Final = frozenset({"https://www.w3.org/2018/credentials/v1", "https://www.w3.org/ns/credentials/v2"})
_CREDENTIAL_TYPES: Final = frozenset({"VerifiableCredential", "EnvelopedVerifiableCredential"})
_BARE: Final = "nonDeviceBoundCredentials"


class HolderKey(NamedTuple):
    """A key pair of a backup and the name of the profile it belongs to."""

    key: PrivateKey
    name: str


class Backup(NamedTuple):
    """What a backup holds: a part for each credential and for each item that cannot be kept, and the keys.

    ``plain`` where private keys stand in the file for everybody to read.
    """

    parts: tuple[Part, ...]
    keys: tuple[HolderKey, ...] = ()
    plain: bool = False

    def __repr__(self) -> str:
        return redacted(self, "keys")


def read_backup(raw: bytes, password: str | None = None) -> Backup | None:
    """The backup in a file; None where it is none.

    Raises ``Refused("backup.locked")`` where it needs a password, ``Refused("backup.wrong_password")``, ``Malformed``
    and ``Unsupported``.
    """
    text = raw.removeprefix(b"\xef\xbb\xbf").strip()
    if text[:2] == b"ey":
        return _migration(_opened(locked.from_token(text), password, True)) if locked.is_locked(text) else None
    if text[:1] not in (b"[", b"{") or not (WALLET.encode() in text or _LOCKED.encode() in text):
        return None
    try:
        stated = load_json(text, MAX_BACKUP, MAX_NODES)
    except Malformed:
        if text[:1] == b"[":  # nothing else that we read begins so
            raise
        return None
    if _is_locked(stated):
        jwe = locked.from_learner_wallet(stated["credentialSubject"]["jwe"])
        return _unwrapped(_opened(jwe, password, False))
    return _profiles(stated)._replace(plain=True) if _is_wallet(stated) else None


def _is_wallet(stated: Any) -> bool:
    return any(WALLET in _types(one) for one in (stated if isinstance(stated, list) else [stated]))


def _is_locked(stated: Any) -> bool:
    subject = stated.get("credentialSubject") if isinstance(stated, dict) else None
    return _LOCKED in _types(stated) and isinstance(subject, dict) and "jwe" in subject


def _types(item: Any) -> list[Any]:
    return listed(item.get("type")) if isinstance(item, dict) else []


def _opened(content: locked.Locked, password: str | None, composed: bool) -> bytes:
    if password is None:
        raise Refused("backup.locked")
    return content.open(locked.octets(password, composed=composed))


def _unwrapped(content: bytes) -> Backup:
    """The profiles in the content of a locked backup, which is JSON in a JSON string."""
    stated: Any = content
    for _ in range(_MAX_WRAPS):
        stated = load_json(stated, MAX_BACKUP, MAX_NODES)
        if not isinstance(stated, str):
            break
    if not _is_wallet(stated):
        raise Malformed("backup.shape")
    return _profiles(stated)


def _profiles(stated: Any) -> Backup:
    """Every item of every profile, in order."""
    parts: list[Part] = []
    keys: list[HolderKey] = []
    count = 0
    for number, profile in enumerate(stated if isinstance(stated, list) else [stated], 1):
        contents = profile.get("contents") if WALLET in _types(profile) else None
        if not isinstance(contents, list):
            parts.append(Part(b"", None, f"{number}", Malformed("backup.shape")))
            count += 1
        elif profile.get("status", "UNLOCKED") != "UNLOCKED":
            raise Unsupported("backup.cipher", method=str(profile["status"])[:80])
        else:
            count += len(contents)
        if count > MAX_ITEMS:
            raise Malformed("malformed.too_many", limit=MAX_ITEMS)
        if isinstance(contents, list):
            _profile(contents, parts, keys)
    return Backup(tuple(parts), tuple(keys))


def _profile(contents: list[Any], parts: list[Part], keys: list[HolderKey]) -> None:
    name = next((named for item in contents if (named := _name(item))), "")
    place = f"{name or 'profile'}/".replace("/", "_", name.count("/"))
    own: list[PrivateKey] = []
    later: list[tuple[str, Json]] = []
    for number, item in enumerate(contents, 1):
        where, kind = f"{place}{number}.json", _kind(item)
        try:
            if kind == "credential":
                parts.append(_credential(dump_json(item), where))
            elif kind == keypairs.SIGNING:
                own.append(keypairs.read_pair(item))
            elif kind in (keypairs.AGREEING, "did"):
                later.append((where, item))
            elif kind != _METADATA:
                raise Malformed("backup.unknown_item")
        except WalletError as error:
            parts.append(Part(b"", None, where, error))
    keys += (HolderKey(key, name) for key in dict.fromkeys(own))
    known = [key.did for key in own]  # lists: what stands in a file may be anything
    agreeing = [keypairs.agreement(key)["privateKeyMultibase"] for key in own]
    for where, item in later:
        if _kind(item) == "did" and item.get("id") not in known:
            parts.append(Part(b"", None, where, Malformed("backup.did")))
        elif _kind(item) == keypairs.AGREEING and item.get("privateKeyMultibase") not in agreeing:
            parts.append(Part(b"", None, where, Malformed("backup.agreement_key")))


def _kind(item: Any) -> str:
    """What an item of a profile is, or "" (``parseWallet.ts`` of that wallet goes by context first)."""
    types = _types(item)
    if _CREDENTIAL_TYPES & {one for one in types if isinstance(one, str)}:
        return "" if _LOCKED in types else "credential"
    if named := next((one for one in (keypairs.SIGNING, keypairs.AGREEING, _METADATA) if one in types), ""):
        return named
    contexts = (
        {one for one in listed(item.get("@context")) if isinstance(one, str)} if isinstance(item, dict) else set()
    )
    if _DID in contexts:
        return "did"
    return "credential" if contexts & CREDENTIALS else ""


def _name(item: Any) -> str:
    data = item.get("data") if _METADATA in _types(item) else None
    name = data.get("profileName") if isinstance(data, dict) else None
    return "".join(one for one in name if one.isprintable())[:MAX_NAME].strip() if isinstance(name, str) else ""


def _credential(raw: bytes, name: str) -> Part:
    """One credential, under the bounds of a file of its own; a presentation inside a backup is none."""
    found = formats.read(raw)
    if found.presentation is not None:
        raise Malformed("malformed.type", type="VerifiableCredential")
    return Part(found.credentials[0].raw, found, name)


def _migration(content: bytes) -> Backup:
    """The credentials of an EUDI migration object (TS10, section 3); its log of transactions is not kept."""
    stated = load_json(content, MAX_BACKUP, MAX_NODES)
    rows = stated.get(_BARE) if isinstance(stated, dict) else None
    if not isinstance(rows, list):
        raise Malformed("backup.shape")
    if len(rows) > MAX_ITEMS:
        raise Malformed("malformed.too_many", limit=MAX_ITEMS)
    parts: list[Part] = []
    for number, row in enumerate(rows, 1):
        where = f"{number}.json"
        try:
            value = row.get("credential") if isinstance(row, dict) else None
            if not isinstance(value, str | dict):
                raise Malformed("backup.unknown_item")
            if row.get("format") == "mso_mdoc":
                raise Unsupported("backup.format", format="mso_mdoc")
            parts.append(_credential(value.encode("utf-8") if isinstance(value, str) else dump_json(value), where))
        except WalletError as error:
            parts.append(Part(b"", None, where, error))
    return Backup(tuple(parts))
