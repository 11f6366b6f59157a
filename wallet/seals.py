"""Who sealed a credential: trusted lists at hand, and whether the certificate names the issuer.

A seal that holds shows that *some* certificate made it. It speaks for the issuer only if a list that the
person put at hand leads to the certificate (RFC 5280), the certificate's organizationIdentifier is the one
that the credential states for its issuer, and the authority has not withdrawn it. No list ships with the
program, and no seal is ever called qualified.

Lists: PEM or DER certificates; JSON ``{"type": "AkashiTrustAnchors", "certificates": [base64 DER, …]}``;
trusted lists of ETSI TS 119 612 (XML), of which the granted CA/QC services that are not for web sites only
count. The signature of a trusted list is not checked: whoever puts it at hand answers for it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from itertools import pairwise
from typing import Any, Final

from wallet.crypto import certificates
from wallet.crypto.certificates import MAX_BUNDLE, Certificate, anchored, withdrawal_addresses
from wallet.crypto.revocation import look_up
from wallet.encoding import b64url_encode, load_json, parse_time
from wallet.errors import Malformed, Missing, WalletError
from wallet.library import MAX_DOCUMENT, Document, Library
from wallet.model import Credential, Json
from wallet.proofs.jades import Seal
from wallet.report import Check, Outcome, Question
from wallet.seams import Request

ANCHORS: Final = "AkashiTrustAnchors"
_TSL: Final = "{http://uri.etsi.org/02231/v2#}"
_CA_SERVICE: Final = "http://uri.etsi.org/TrstSvc/Svctype/CA/QC"
_GRANTED: Final = "http://uri.etsi.org/TrstSvc/TrustedList/Svcstatus/granted"
_FOR: Final = "http://uri.etsi.org/TrstSvc/TrustedList/SvcInfoExt/For"
_WEB_SITES: Final = _FOR + "WebSiteAuthentication"


@dataclass(frozen=True, slots=True)
class TrustList:
    """Certificates that somebody trusts: who says so (an address or a file), as of when, and until when."""

    source: str
    certificates: tuple[Certificate, ...]
    as_of: datetime | None = None
    due: datetime | None = None


def list_from(raw: bytes, as_of: datetime | None = None) -> tuple[Document, ...]:
    """A trusted list as a Document, named by its own digest (RFC 6920); empty if the file is none."""
    signs = (b"-----BEGIN CERTIFICATE-----", b"TrustServiceStatusList", ANCHORS.encode())
    if len(raw) > MAX_DOCUMENT or not (raw[:2] == b"\x30\x82" or any(sign in raw for sign in signs)):
        return ()
    if not _content(raw).certificates:
        return ()
    return (Document(_own_name(raw), raw, as_of),)


def _own_name(raw: bytes) -> str:
    return f"ni:///sha-256;{b64url_encode(hashlib.sha256(raw).digest())}"


def trust_lists(library: Library) -> Iterator[TrustList]:
    """Every trusted list in a Library: what was put there as one, by ``list_from``.

    Under any other name it does not count, or a DID document that was fetched, or a file that came with
    a forgery, could make itself a list by the way it looks. No file can state its own digest.
    """
    for document in library.documents.values():
        if document.url.startswith("ni:") and document.url == _own_name(document.raw):
            found = _content(document.raw)
            if found.certificates:
                yield TrustList(document.url, found.certificates, found.as_of or document.as_of, found.due)


def certificate_at_hand(library: Library, digest: bytes) -> Certificate | None:
    """A certificate in a trusted list by its SHA-256 digest."""
    every = (one for trusted in trust_lists(library) for one in trusted.certificates)
    return next((one for one in every if one.thumbprint() == digest), None)


@lru_cache(maxsize=64)
def _content(raw: bytes) -> TrustList:
    """What a list holds. One that is damaged holds nothing; an entry that cannot be read is passed over."""
    head = raw[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    try:
        if head[:1] == b"{":
            return TrustList("", tuple(_from_json(raw)))
        if head[:1] == b"<":
            return _from_xml(raw)
        if head[:2] == b"\x30\x82":
            return TrustList("", (certificates.read_certificate(raw),))
        return TrustList("", certificates.read_pem(raw))
    except WalletError:
        return TrustList("", ())


def _from_json(raw: bytes) -> Iterator[Certificate]:
    stated = load_json(raw, MAX_DOCUMENT)
    rows = stated.get("certificates") if isinstance(stated, dict) and stated.get("type") == ANCHORS else None
    yield from _readable(rows if isinstance(rows, list) else [])


def _readable(rows: list[Any]) -> Iterator[Certificate]:
    for row in rows[:MAX_BUNDLE]:
        try:
            yield certificates.read_certificate(certificates.decode(row))
        except WalletError:
            continue


def _from_xml(raw: bytes) -> TrustList:
    """A trusted list (TS 119 612, section 5): its granted authorities, and its own dates."""
    from xml.etree.ElementTree import ParseError

    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    if len(raw) > MAX_DOCUMENT:
        raise Malformed("malformed.too_large", limit=MAX_DOCUMENT)
    try:
        root = fromstring(raw, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise Malformed("malformed.trust_list") from error
    if root.tag != f"{_TSL}TrustServiceStatusList":
        raise Malformed("malformed.trust_list")
    rows: list[Any] = []
    for service in root.iter(f"{_TSL}ServiceInformation"):
        if _counts(service):
            identity = service.findall(f"{_TSL}ServiceDigitalIdentity//{_TSL}X509Certificate")
            rows += ["".join((one.text or "").split()) for one in identity]
    scheme = root.find(f"{_TSL}SchemeInformation")
    made, due = (_date(scheme, path) for path in ("ListIssueDateTime", f"NextUpdate/{_TSL}dateTime"))
    return TrustList("", tuple(_readable(rows)), made, due)


def _counts(service: Any) -> bool:
    kind, status = (
        service.findtext(f"{_TSL}{name}", "").strip() for name in ("ServiceTypeIdentifier", "ServiceStatus")
    )
    purposes = {(uri.text or "").strip() for uri in service.iter(f"{_TSL}URI")}
    stated = {uri for uri in purposes if uri.startswith(_FOR)}
    return kind == _CA_SERVICE and status == _GRANTED and stated != {_WEB_SITES}


def _date(scheme: Any, path: str) -> datetime | None:
    text = scheme.findtext(f"{_TSL}{path}") if scheme is not None else None
    return parse_time(text.strip()) if text else None


def check_binding(credential: Credential, seal: Seal, library: Library, at: datetime) -> Check:
    """Does the certificate that sealed speak for the issuer that is named?"""
    sealer = seal.chain[0].subject
    stated = _identifiers(credential.claims.get("issuer"))
    named = credential.issuer.name or credential.issuer.id
    facts: Json = {"sealer": sealer.shown, "organization": sealer.organization, "issuer": named}
    if stated and sealer.identifier and sealer.identifier.casefold() not in stated:
        return _answer(Outcome.FAILED, "binding.seal_mismatch", facts)
    found = next(_paths(seal, library, at), None)
    if found is None:
        own = len(seal.chain) == 1 and seal.chain[0].self_issued
        facts["authority"] = seal.chain[-1].authority.shown
        return _answer(Outcome.UNKNOWN, "binding.seal_self_signed" if own else "binding.seal_unlisted", facts)
    trusted, path = found
    facts |= {"list": trusted.source, "authority": path[-1].subject.shown}
    if not stated or not sealer.identifier:
        return _answer(Outcome.UNKNOWN, "binding.seal_unnamed", facts, trusted.as_of)
    if trusted.due is not None and trusted.due < at:
        return _answer(Outcome.UNKNOWN, "binding.seal_list_old", {**facts, "due": trusted.due}, trusted.as_of)
    dates = [trusted.as_of] if trusted.as_of else []
    for one, authority in pairwise(path):
        answer = _withdrawn(one, authority, seal.made, library, at)
        if answer.outcome is not Outcome.PASSED:
            return _answer(answer.outcome, answer.code, {**facts, **answer.facts}, answer.as_of, answer.needs)
        dates += [answer.as_of] if answer.as_of else []
    return _answer(Outcome.PASSED, "binding.seal_ok", facts, min(dates, default=None))


def _answer(
    outcome: Outcome, code: str, facts: Json, as_of: datetime | None = None, needs: tuple[Request, ...] = ()
) -> Check:
    return Check(Question.BINDING, outcome, code, facts, as_of, needs)


def _identifiers(issuer: Any) -> frozenset[str]:
    """The official identifiers that the credential states for its issuer (ELM, ``eIDASIdentifier``)."""
    stated = issuer.get("eIDASIdentifier") if isinstance(issuer, dict) else None
    rows = stated if isinstance(stated, list) else [stated]
    notations = [row.get("notation") for row in rows if isinstance(row, dict)]
    return frozenset(name.strip().casefold() for name in notations if isinstance(name, str) and name.strip())


def _paths(seal: Seal, library: Library, at: datetime) -> Iterator[tuple[TrustList, tuple[Certificate, ...]]]:
    """The lists that lead to the sealer's certificate, those that are still current first."""
    lists = sorted(trust_lists(library), key=lambda one: one.due is not None and one.due < at)
    for trusted in lists:
        path = anchored(seal.chain, trusted.certificates, at)
        if path:
            yield trusted, path


def _withdrawn(one: Certificate, authority: Certificate, made: datetime, library: Library, at: datetime) -> Check:
    """Has the authority withdrawn the certificate, by its list at hand?

    One that was withdrawn after the claimed time of sealing leaves the question open: the time is only claimed.
    """
    addresses, online = withdrawal_addresses(one)
    if not addresses:
        if online:
            return _answer(Outcome.UNKNOWN, "binding.seal_withdrawal_online", {})
        return _answer(Outcome.PASSED, "binding.seal_ok", {})
    try:
        document = _first(addresses, library)
    except Missing as error:
        return _answer(Outcome.UNKNOWN, "binding.seal_withdrawal", {"url": addresses[0]}, None, (error.request,))
    try:
        found = look_up(document.raw, one, authority, at)
    except WalletError:
        # A list that fails its own checks says nothing, good or bad.
        return _answer(Outcome.UNKNOWN, "binding.seal_withdrawal_bad", {"url": document.url})
    if found.at is not None and found.at <= made:
        return _answer(Outcome.FAILED, "binding.seal_withdrawn", {"when": found.at}, found.as_of)
    if found.at is not None:
        return _answer(Outcome.UNKNOWN, "binding.seal_withdrawn_later", {"when": found.at}, found.as_of)
    if not found.fresh:
        needs = (Request(document.url),)
        return _answer(Outcome.UNKNOWN, "binding.seal_withdrawal_old", {"when": found.as_of}, found.as_of, needs)
    return _answer(Outcome.PASSED, "binding.seal_ok", {}, found.as_of)


def _first(addresses: tuple[str, ...], library: Library) -> Document:
    """The list under the first address that is at hand; ``Missing`` names the first address."""
    for address in addresses:
        if address in library.documents:
            return library.read(address)
    return library.read(addresses[0])
