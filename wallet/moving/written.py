"""Files that other wallets read: a Universal Wallet 2020, and the migration object of the EUDI Wallet.

The first is exactly what the Learner Credential Wallet restores: an array with one profile for each holder
key, private keys in the clear. The second (TS10, sections 3 and 5) is locked with a passphrase and holds no keys.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from typing import Any, Final

from wallet.encoding import dump_json, load_json
from wallet.errors import Malformed, Refused
from wallet.formats.rules import listed
from wallet.model import Credential, Json
from wallet.moving import keypairs, locked
from wallet.moving.backup import CREDENTIALS, MAX_BACKUP, MAX_ITEMS, MAX_NODES, WALLET, HolderKey

UNIVERSAL: Final = "universal-wallet"
MIGRATION: Final = "eudi-ts10"
FORMS: Final = (UNIVERSAL, MIGRATION)
UNNAMED: Final = "Akashi"
_CONTEXTS: Final = ("https://www.w3.org/2018/credentials/v1", "https://w3id.org/wallet/v1")
_FORMATS: Final = {
    "ldp_vc": "ldp_vc",
    "jwt_vc_json": "jwt_vc_json",
    "vc+jwt": "jwt_vc_json",
    "dc+sd-jwt": "dc+sd-jwt",
    "vc+sd-jwt": "dc+sd-jwt",
}
"""Ours to the words of TS10. It has none for Open Badges 2.0 and for sealed documents of Europass."""


def fits(credential: Credential, form: str) -> bool:
    """Can the file of this form carry the credential?"""
    if form == MIGRATION:
        return credential.format in _FORMATS
    contexts = listed(credential.claims.get("@context"))
    return credential.format == "ldp_vc" and any(one in CREDENTIALS for one in contexts if isinstance(one, str))


def universal_wallet(keys: Sequence[HolderKey], credentials: Iterable[Credential]) -> bytes:
    """One profile for each key, each credential in that of its subject, else in the first. At least one key.

    Names of profiles are made to differ: that wallet lets profiles of one name become one, with one key.
    """
    own: dict[str, list[Any]] = {holder.key.did: [] for holder in keys}
    for credential in credentials:
        place = credential.subject if credential.subject in own else keys[0].key.did
        own[place].append(load_json(credential.raw))
    names: set[str] = set()
    return _bounded([_profile(holder, own[holder.key.did], names) for holder in keys])


def migration(credentials: Iterable[Credential], passphrase: str) -> bytes:
    """A migration object under a passphrase. Nothing is kept here of whom something was shown to: its log is empty."""
    found = tuple(credentials)
    content = {
        "transactionLog": [],
        "listOfCredentials": [_listed(one) for one in found],
        "nonDeviceBoundCredentials": [{"format": _FORMATS[one.format], "credential": _value(one)} for one in found],
    }
    if len(found) > MAX_ITEMS:
        raise Refused("export.too_large", limit=MAX_ITEMS)
    return locked.lock(_bounded(content), locked.octets(passphrase, composed=True))


def _profile(holder: HolderKey, credentials: list[Any], names: set[str]) -> Json:
    key, name = holder.key, _unused(holder.name or UNNAMED, names)
    metadata = {
        "@context": ["https://w3id.org/wallet/v1"],
        "id": f"urn:uuid:{uuid.uuid4()}",
        "type": "ProfileMetadata",
        "data": {"profileName": name},
    }
    # The document first: that wallet takes the first item with the context of DID documents, whatever its type.
    keys = [keypairs.did_document(key), keypairs.write_pair(key), keypairs.agreement(key)]
    return {
        "@context": list(_CONTEXTS),
        "id": f"urn:uuid:{uuid.uuid4()}",
        "type": WALLET,
        "status": "UNLOCKED",
        "contents": [*keys, *credentials, metadata],
    }


def _unused(name: str, names: set[str]) -> str:
    number, made = 1, name
    while made.casefold() in names:
        number += 1
        made = f"{name} ({number})"
    names.add(made.casefold())
    return made


def _listed(credential: Credential) -> Json:
    """A CredentialInfo, as far as a credential says."""
    vct = credential.claims.get("vct")
    name = vct if isinstance(vct, str) else credential.id or f"sha256:{credential.digest}"
    row = {"credentialIdentifier": name, "format": _FORMATS[credential.format]}
    issuer = credential.issuer.name or credential.issuer.id
    return {**row, "issuerName": issuer} if issuer else row


def _value(credential: Credential) -> Any:
    return load_json(credential.raw) if credential.format == "ldp_vc" else credential.raw.decode("ascii").strip()


def _bounded(content: Any) -> bytes:
    """As bytes that ``read_backup`` takes, or ``Refused("export.too_large")``."""
    data = dump_json(content)
    items = sum(len(one["contents"]) for one in content) if isinstance(content, list) else 0
    try:
        load_json(data, MAX_BACKUP, MAX_NODES)
    except Malformed as error:
        raise Refused("export.too_large", limit=MAX_ITEMS) from error
    if items > MAX_ITEMS:
        raise Refused("export.too_large", limit=MAX_ITEMS)
    return data
