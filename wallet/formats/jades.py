"""Sealed credentials: JAdES signatures in the JSON and compact forms of JWS (ETSI TS 119 182-1).

RFC 7515, section 7, with the unencoded payload of RFC 7797. The payload is kept as the text that was
received; ``split`` gives the texts that are signed, ``read_credential`` what they say.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from wallet.encoding import b64url_decode, load_json
from wallet.errors import Malformed, Unsupported
from wallet.formats import elm
from wallet.formats.jsonld import from_claims
from wallet.formats.rules import EUROPEAN, Flaw, is_european, moment
from wallet.model import Credential, Json, Proof

MAX_SEALS: Final = 16
_OWN: Final = frozenset(
    {"sigT", "sigX5ts", "x5t#o", "srCms", "sigPl", "srAts", "adoTst", "sigPId", "sigD"},
)
"""Header parameters that only JAdES defines (TS 119 182-1, section 5.2)."""
_SIGNED_ONLY: Final = _OWN | {"alg", "crit", "b64", "x5c", "x5t#S256", "iat"}
"""What means nothing unless it is signed."""
_GENERAL: Final = frozenset({"payload", "signatures"})
_FLATTENED: Final = frozenset({"payload", "protected", "header", "signature"})


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature: ``protected`` and ``value`` as the texts received, ``header`` what the first says."""

    protected: str
    header: Json
    unprotected: Json
    value: str


@dataclass(frozen=True, slots=True)
class Sealed:
    """A payload, as the text that is signed, and the signatures over it."""

    payload: str
    signatures: tuple[Signature, ...]
    flaws: tuple[Flaw, ...] = ()

    @property
    def content(self) -> bytes:
        """The payload's bytes: the text itself if ``b64`` is false (RFC 7797), else what it encodes."""
        if self.signatures[0].header.get("b64", True) is False:
            return self.payload.encode("utf-8")
        return b64url_decode(self.payload)


def is_sealed(header: Json) -> bool:
    """Is it the header of a JAdES signature, and not of some other token?"""
    return bool(_OWN & header.keys())


def split(raw: bytes) -> Sealed:
    """The parts of a JWS in any of its three forms; raises ``Malformed``."""
    text = raw.strip()
    if text[:1] != b"{":
        return _compact(text)
    document = load_json(text)
    assert isinstance(document, dict)
    payload = document.get("payload")
    if not isinstance(payload, str) or ("signature" in document and "signatures" in document):
        raise Malformed("malformed.seal")
    general = "signatures" in document
    rows = document["signatures"] if general else [document]
    if not isinstance(rows, list) or not 0 < len(rows) <= MAX_SEALS:
        raise Malformed("malformed.seal")
    found = tuple(map(_signature, rows))
    strange = document.keys() - _GENERAL if general else set()
    for row in rows:
        strange |= row.keys() - (_FLATTENED - {"payload"} if general else _FLATTENED)
    return _whole(payload, found, tuple(("malformed.seal_member", {"member": name[:80]}) for name in sorted(strange)))


def _compact(text: bytes) -> Sealed:
    try:
        parts = text.decode("ascii").split(".")
    except UnicodeDecodeError as error:
        raise Malformed("malformed.jwt") from error
    if len(parts) != 3:
        raise Malformed("malformed.jwt")
    return _whole(parts[1], (_signature({"protected": parts[0], "signature": parts[2]}),), ())


def _signature(row: Any) -> Signature:
    if not isinstance(row, dict):
        raise Malformed("malformed.seal")
    protected, value, unprotected = row.get("protected"), row.get("signature"), row.get("header", {})
    if not isinstance(protected, str) or not isinstance(value, str) or not isinstance(unprotected, dict):
        raise Malformed("malformed.seal")
    header = load_json(b64url_decode(protected))
    if not isinstance(header, dict):
        raise Malformed("malformed.seal")
    return Signature(protected, header, unprotected, value)


def _whole(payload: str, signatures: tuple[Signature, ...], flaws: tuple[Flaw, ...]) -> Sealed:
    """Rules about all signatures: they read the payload alike, and nothing that decides is unsigned."""
    if len({repr(one.header.get("b64", True)) for one in signatures}) > 1:
        raise Malformed("malformed.seal_critical", name="b64")
    for one in signatures:
        unsigned = one.unprotected.keys() & (_SIGNED_ONLY | one.header.keys())
        if unsigned:
            raise Malformed("malformed.seal_header", member=min(unsigned)[:80])
    return Sealed(payload, signatures, flaws)


def read_credential(raw: bytes) -> Credential:
    """The Credential of a sealed document; raises ``Malformed``, or ``Unsupported`` if it is no JAdES seal.

    A payload that is not a European Digital Credential is read all the same, with that as a flaw.
    """
    sealed = split(raw)
    if not any(is_sealed(one.header) for one in sealed.signatures):
        raise Unsupported("format.unsupported", kind="JWS JSON")
    if any("sigD" in one.header for one in sealed.signatures):
        # What is sealed lies elsewhere; the payload, if there is any, is not it.
        raise Unsupported("format.unsupported", kind="detached JAdES")
    claims = load_json(sealed.content)
    if not isinstance(claims, dict):
        raise Malformed("malformed.seal_payload")
    found = elm.refined(from_claims(raw.strip(), "jades", claims, tuple(map(_proof, sealed.signatures))))
    flaws = (*found.flaws, *sealed.flaws)
    if not is_european(claims):
        flaws = (*flaws, ("malformed.type", {"type": EUROPEAN}))
    return found._replace(flaws=flaws)


def _proof(one: Signature) -> Proof:
    """The signature as a Proof; the certificate's digest names its key."""
    header = one.header
    algorithm, digest = header.get("alg"), header.get("x5t#S256")
    return Proof(
        suite=algorithm if isinstance(algorithm, str) else "",
        verification_method=digest if isinstance(digest, str) else "",
        purpose="assertionMethod",
        options=header,
        value=one.value,
        created=moment(header.get("sigT")),
    )
