"""Where the claims and the proofs are: any bytes to credentials. The format is found by content."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable
from typing import Any, Final
from urllib.parse import unquote_to_bytes

from wallet.encoding import dump_json, load_json
from wallet.errors import Malformed, Unsupported, WalletError
from wallet.formats import baked, jsonld
from wallet.formats.rules import is_european, listed
from wallet.model import Credential, Found, Json, Presentation

MAX_FILE: Final = baked.MAX_PICTURE
MAX_CREDENTIALS: Final = 500
"""In one presentation; a learning record of a whole degree has some 60."""
_MAX_NESTING: Final = 4
_MAX_ADDRESS: Final = 2048
_EUROPASS_XML: Final = b"data.europa.eu/"
"""In the namespaces of the European Learning Model as XML, which Europass sealed with XAdES until 2023."""
_PACK: Final = "AkashiPack"
_ENVELOPED: Final = ("EnvelopedVerifiableCredential", "EnvelopedVerifiablePresentation")

_BARE: Final = frozenset({"@context", "id", "type", "holder"})
_SUGGESTIVE: Final = frozenset({"issuer", "issuanceDate", "validFrom", "credentialStatus"})
"""Members that make a document without the right type a broken credential and not another thing."""

Unbake = Callable[[bytes], bytes]
CONTAINERS: Final[tuple[tuple[str, Callable[[bytes], bool], Unbake], ...]] = (
    ("png", baked.is_png, baked.unbake_png),
    ("svg", baked.is_svg, baked.unbake_svg),
)
"""Name, how it is known, how the text is taken out. A new container is a row."""


def read(raw: bytes) -> Found:
    """Every credential in a file, as one shape.

    Raises ``Malformed`` where the bytes are of no known format, ``Unsupported`` where they are of
    one this version does not judge.
    """
    if len(raw) > MAX_FILE:
        raise Malformed("malformed.too_large", limit=MAX_FILE)
    if not raw.strip():
        raise Malformed("malformed.empty")
    for name, known, unbake in CONTAINERS:
        if known(raw):
            found = _text(unbake(raw), 0)
            inside = tuple(credential._replace(container=name) for credential in found.credentials)
            return found._replace(container=name, credentials=inside)
    return _text(raw, 0)


def _text(raw: bytes, depth: int) -> Found:
    """A credential as text: JSON, a token, or a token as a JSON string."""
    if depth > _MAX_NESTING:
        raise Malformed("malformed.json_depth", limit=_MAX_NESTING)
    text = raw.removeprefix(b"\xef\xbb\xbf").strip()
    if text[:1] == b"{":
        return _object(text, load_json(text), depth)
    if text[:4].lower() == b"http" and len(text) < _MAX_ADDRESS and not text.split()[1:]:
        # Badges before 2.0 were often baked as the address of their assertion.
        raise Unsupported("format.address_only", url=text.decode("utf-8", "replace"))
    if text[:5] == b"data:":
        return _text(_data_url(text.decode("utf-8", "replace")), depth + 1)
    if text[:1] == b"<" and _EUROPASS_XML in text[:65536]:
        raise Unsupported("format.elm_xml")
    if text[:2] != b"ey":
        raise _why_not(text)
    return _token(text, depth)


def _token(text: bytes, depth: int) -> Found:
    """A token in any profile, told apart by its type and its claims. Imported here: most files are no tokens."""
    from wallet.formats import jades, jwt, openbadges2, sdjwt

    if b"~" in text:
        return sdjwt.read(text)
    header, payload, _ = jwt.split(text)
    if jwt.media_type(header) in sdjwt.TYPES:
        return sdjwt.read(text)
    if jades.is_sealed(header):
        return _one(jades.read_credential(text), "jwt")
    if openbadges2.is_assertion(payload):
        return _one(openbadges2.read_token(text), "jwt")
    if jwt.is_presentation(header, payload):
        presentation = jwt.read_presentation(text)
        return _presented(presentation, presentation.claims.get("verifiableCredential"), depth, "jwt")
    return _one(jwt.read_credential(text), "jwt")


def _why_not(text: bytes) -> WalletError:
    """The clearest error for text that is neither an object nor a token."""
    try:
        load_json(text)
    except Malformed as error:
        return error if text[:1] == b"[" else Malformed("malformed.unknown_format")
    return Malformed("malformed.unknown_format")


def _one(credential: Credential, container: str) -> Found:
    return Found(container, (credential._replace(container=container),))


def _object(raw: bytes, claims: Json, depth: int) -> Found:
    types = {item for item in listed(claims.get("type")) + listed(claims.get("@type")) if isinstance(item, str)}
    if types & set(_ENVELOPED):
        if not str(claims.get("id")).lower().startswith("data:application/"):
            raise Malformed("malformed.id")
        return _text(_data_url(claims.get("id")), depth + 1)
    if "VerifiablePresentation" in types or "verifiableCredential" in claims:
        presentation = jsonld.read_presentation(raw, claims)
        return _presented(presentation, claims.get("verifiableCredential"), depth, "json")
    if "VerifiableCredential" in types or "credentialSubject" in claims:
        credential = jsonld.read_credential(raw, claims)
        if is_european(claims):
            from wallet.formats import elm

            credential = elm.refined(credential)
        return _one(credential, "json")
    from wallet.formats import jades, openbadges2

    if {"payload", "signatures"} <= claims.keys() or {"payload", "signature"} <= claims.keys():
        return _one(jades.read_credential(raw), "json")
    draft = claims.get("credential")
    if isinstance(draft, dict) and is_european(draft):
        # What Europass takes in for sealing: a draft in an envelope of instructions.
        return _text(dump_json(draft), depth + 1)
    if openbadges2.is_assertion(claims):
        return _one(openbadges2.read(raw, claims), "json")
    if openbadges2.is_part(claims):
        raise Malformed("malformed.badge_part")
    if _PACK in types:
        raise Unsupported("format.pack")
    if "@context" in claims and (claims.keys() <= _BARE or claims.keys() & _SUGGESTIVE):
        return _shapeless(raw, claims)
    raise Malformed("malformed.unknown_format")


def _shapeless(raw: bytes, claims: Json) -> Found:
    """A W3C document that names neither of its two types: read as whichever its members suggest."""
    if claims.keys() <= _BARE:
        return Found("json", (), jsonld.read_presentation(raw, claims))
    return _one(jsonld.read_credential(raw, claims), "json")


def _presented(presentation: Presentation, inner: Any, depth: int, container: str) -> Found:
    items = listed(inner)
    if len(items) > MAX_CREDENTIALS:
        raise Malformed("malformed.too_many", limit=MAX_CREDENTIALS)
    found: list[Credential] = []
    failed: list[tuple[int, str, Json]] = []
    for index, item in enumerate(items):
        try:
            raw = item.encode("utf-8") if isinstance(item, str) else dump_json(item)
            within = _text(raw, depth + 1)
            if within.presentation is not None:
                raise Malformed("malformed.type", type="VerifiableCredential")
            found += (one._replace(container=container) for one in within.credentials)
        except WalletError as error:
            failed.append((index, error.code, error.facts))
    return Found(container, tuple(found), presentation, tuple(failed))


def _data_url(value: object) -> bytes:
    """The content of an RFC 2397 data URL, as in EnvelopedVerifiableCredential (VCDM 2.0, section 4.13)."""
    if not isinstance(value, str) or not value.startswith("data:") or "," not in value:
        raise Malformed("malformed.id")
    kind, _, content = value[5:].partition(",")
    data = unquote_to_bytes(content)
    if not kind.endswith(";base64"):
        return data
    try:
        return base64.b64decode(data, validate=True)
    except binascii.Error as error:
        raise Malformed("malformed.base64") from error
