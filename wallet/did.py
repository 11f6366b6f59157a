"""Who speaks for whom: a verification method to its key, and the document that vouches for it.

``did:key`` and ``did:jwk`` carry their key in the name; ``did:web`` and https addresses need
the controller's document at hand. A key that stands only in the fragment of an https URL can
check a signature and binds nobody: anyone can write such a URL (STANDARDS 0.4).
Controlled Identifiers 1.0, section 3.3 "Retrieve Verification Method".
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final, NamedTuple

from wallet.crypto.keys import PublicKey, from_jwk, from_multicodec, from_multikey, from_pem
from wallet.encoding import as_text, b64url_decode, base58_decode, load_json, parse_time, web_address
from wallet.errors import Malformed, Missing, Unsupported, WalletError
from wallet.library import Library
from wallet.model import Json
from wallet.seams import Request

_RELATIONSHIPS: Final = frozenset({"assertionMethod", "authentication"})
_KEY_TYPES: Final = frozenset(
    {"Multikey", "JsonWebKey", "JsonWebKey2020", "Ed25519VerificationKey2020", "Ed25519VerificationKey2018",
     "EcdsaSecp256r1VerificationKey2019", "RsaVerificationKey2018"}
)  # fmt: skip


class Method(NamedTuple):
    """A verification method: its key, and for whom it may speak.

    ``controller`` is the identity whose document lists the key; "" if no document vouches
    for it. ``relationships`` are the purposes it is listed under. ``as_of`` is when the
    document was fetched; None for a key that is its own document. ``until`` is when its
    controller revoked it, or said that it ends (Controlled Identifiers 1.0, section 2.2).
    """

    key: PublicKey
    controller: str
    relationships: frozenset[str]
    as_of: datetime | None = None
    until: datetime | None = None


def resolve(url: str, library: Library) -> Method:
    """A verification method's URL to its Method.

    Raises ``Missing`` (with the document to fetch), ``Unsupported`` (a DID method or key we
    cannot judge) or ``Malformed``.
    """
    base, _, fragment = url.partition("#")
    if base.startswith("did:key:"):
        name = base.removeprefix("did:key:")
        if fragment and fragment != name:
            raise Malformed("malformed.proof", member="verificationMethod")
        return Method(from_multikey(name), base, _RELATIONSHIPS)
    if base.startswith("did:jwk:"):
        if fragment not in ("", "0"):
            raise Malformed("malformed.proof", member="verificationMethod")
        return Method(_did_jwk(base), base, _RELATIONSHIPS)
    if base.startswith("did:web:"):
        return _listed(url, base, library)
    if base.startswith("https://"):
        bare = library.documents.get(url)
        if bare is not None and bare.from_address and is_jwk(bare.json()):
            # Open Badges 3.0, section 8.2.2: the key itself, which does not say whose it is.
            return Method(from_jwk(bare.json()), "", frozenset(), bare.as_of)
        try:
            return _listed(url, base, library)
        except Missing:
            if fragment[:1] != "z":
                raise
            return Method(from_multikey(fragment), "", frozenset())
    if ":" not in base:
        raise Malformed("malformed.proof", member="verificationMethod")
    raise Unsupported("proof.method", method=":".join(base.split(":")[:2])[:40])


def is_jwk(value: Any) -> bool:
    """A key alone, and no document about somebody."""
    return isinstance(value, dict) and "kty" in value and "id" not in value


def _did_jwk(did: str) -> PublicKey:
    return from_jwk(load_json(b64url_decode(did.removeprefix("did:jwk:")), 8192))


def _document(base: str, library: Library) -> tuple[Json, datetime | None]:
    """The controller's document, which must state the identity it was found under."""
    address = base
    if base.startswith("did:web:"):
        address = web_address(base)
        if not address:
            raise Malformed("malformed.did", did=base[:80])
    try:
        found = library.read(base)
    except Missing as error:
        raise Missing(Request(address), did=base) from error
    if found.stray:
        raise Missing(Request(address), did=base)
    document = found.json()
    if not isinstance(document, dict) or document.get("id") != base:
        raise Malformed("malformed.did", did=base[:80])
    return document, found.as_of


def _listed(url: str, base: str, library: Library) -> Method:
    """A key that the controller's own document lists, with the purposes it is listed under."""
    document, as_of = _document(base, library)
    entries: dict[str, Json] = {}
    every: list[Json] = []
    purposes: set[str] = set()
    for relationship in ("verificationMethod", *_RELATIONSHIPS):
        for entry in _list(document.get(relationship)):
            name = _absolute(entry.get("id") if isinstance(entry, dict) else entry, base)
            if isinstance(entry, dict) and name is not None:
                entries.setdefault(name, entry)
                every.append(entry)
            if name == url and relationship in _RELATIONSHIPS:
                purposes.add(relationship)
    entry = entries.get(url)
    ended = [one for one in every if _absolute(one.get("id"), base) == url]
    if entry is None:
        raise Malformed("malformed.did_method", method=url[:120])
    if entry.get("controller", base) != base:
        return Method(_key(entry), str(entry["controller"])[:400], frozenset(), as_of)
    ends = [parse_time(one[name]) for one in ended for name in ("revoked", "expires") if one.get(name) is not None]
    return Method(_key(entry), base, frozenset(purposes), as_of, min(ends, default=None))


def _absolute(name: Any, base: str) -> str | None:
    if not isinstance(name, str):
        return None
    return base + name if name.startswith("#") else name


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _key(entry: Json) -> PublicKey:
    kind = entry.get("type")
    if not isinstance(kind, str) or kind not in _KEY_TYPES:
        raise Unsupported("proof.key_kind", kind=as_text(kind, 40))
    if "publicKeyJwk" in entry:
        return from_jwk(entry["publicKeyJwk"])
    if "publicKeyPem" in entry:
        return from_pem(entry["publicKeyPem"])
    if entry["type"] == "Ed25519VerificationKey2018" and "publicKeyBase58" in entry:
        return from_multicodec(b"\xed\x01" + base58_decode(str(entry["publicKeyBase58"])))
    return from_multikey(entry.get("publicKeyMultibase"))


def metadata_address(issuer: str) -> str:
    """Where an https issuer of SD-JWT VC lists its keys (SD-JWT VC, section 3.5 "JWT VC Issuer Metadata")."""
    scheme, _, rest = issuer.partition("://")
    host, slash, path = rest.partition("/")
    return f"{scheme}://{host}/.well-known/jwt-vc-issuer{slash if path else ''}{path}"


def issuer_key(issuer: str, kid: str, library: Library) -> Method:
    """The key of an https issuer by its own metadata: the one that ``kid`` names, or its only one.

    Raises ``Missing`` with the address of the metadata, or ``Malformed``.
    """
    address = metadata_address(issuer)
    found = library.read(address)
    if not found.from_address:
        raise Missing(Request(address))
    document, as_of = found.json(), found.as_of
    if not isinstance(document, dict) or document.get("issuer") != issuer:
        raise Malformed("malformed.did", did=issuer[:80])
    if "jwks_uri" in document and "jwks" not in document:
        keys = library.read(str(document["jwks_uri"])[:2000])
        if not keys.from_address:
            raise Missing(Request(keys.url))
        document, as_of = {"jwks": keys.json()}, keys.as_of
    jwks = document.get("jwks")
    listed = [jwk for jwk in _list(jwks.get("keys") if isinstance(jwks, dict) else None) if isinstance(jwk, dict)]
    chosen = [jwk for jwk in listed if jwk.get("kid") == kid] if kid else listed
    if len(chosen) != 1:
        raise Malformed("malformed.did_method", method=f"{issuer[:80]} {kid[:40]}")
    return Method(from_jwk(chosen[0]), issuer, frozenset({"assertionMethod"}), as_of)


def listed_by(issuer: str, key: PublicKey, library: Library) -> Method:
    """The Method under which an issuer's own document lists a key; controller "" if it does not.

    For JWTs that carry a bare ``jwk`` header, which proves nothing about anybody.
    """
    if issuer.startswith(("did:key:", "did:jwk:")):
        own = resolve(issuer, library)
        return own if own.key == key else Method(key, "", frozenset())
    document, as_of = _document(issuer, library)
    for relationship in ("verificationMethod", *_RELATIONSHIPS):
        for entry in _list(document.get(relationship)):
            name = _absolute(entry.get("id"), issuer) if isinstance(entry, dict) else None
            if name is not None and _is_key(entry, key):
                return _listed(name, issuer, library)
    return Method(key, "", frozenset(), as_of)


def _is_key(entry: Json, key: PublicKey) -> bool:
    try:
        return _key(entry) == key
    except WalletError:
        return False
