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
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import Any, Final

from wallet.crypto import certificates
from wallet.crypto.certificates import MAX_BUNDLE, Certificate, anchored, withdrawal_addresses
from wallet.crypto.revocation import SKEW, look_up
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
_SEALS: Final = _FOR + "eSeals"
LONGEST: Final = timedelta(days=184)
"""A trusted list is replaced within six months (TS 119 612, section 5.3.15), whatever it says, or is no news any more."""


@dataclass(frozen=True, slots=True)
class TrustList:
    """Certificates that somebody trusts: who says so (an address or a file), as of when, and until when."""

    source: str
    certificates: tuple[Certificate, ...]
    as_of: datetime | None = None
    due: datetime | None = None
    denied: frozenset[tuple[bytes, object]] = frozenset()
    """Authorities that it lists and does not grant: whatever older lists say of them is over."""


def list_from(raw: bytes, as_of: datetime | None = None) -> tuple[Document, ...]:
    """A trusted list as a Document, named by its own digest (RFC 6920); empty if the file is none."""
    signs = (b"-----BEGIN CERTIFICATE-----", b"TrustServiceStatusList", ANCHORS.encode())
    if len(raw) > MAX_DOCUMENT or not (raw[:2] == b"\x30\x82" or any(sign in raw for sign in signs)):
        return ()
    found = _content(raw)
    if not found.certificates and not found.denied:
        return ()
    return (Document(_own_name(raw), raw, as_of),)


def _own_name(raw: bytes) -> str:
    return f"ni:///sha-256;{b64url_encode(hashlib.sha256(raw).digest())}"


def trust_lists(library: Library) -> Iterator[TrustList]:
    """Every trusted list in a Library: what was put there as one, by ``list_from``.

    Under any other name it does not count, or a DID document that was fetched, or a file that came with
    a forgery, could make itself a list by the way it looks. No file can state its own digest.
    """
    every: list[TrustList] = []
    for document in library.documents.values():
        if document.url.startswith("ni:") and document.url == _own_name(document.raw):
            found = _content(document.raw)
            every.append(replace(found, source=document.url, as_of=found.as_of or document.as_of))
    for one in every:
        denied = {authority for other in every if _is_newer(other, one) for authority in other.denied}
        granted = tuple(each for each in one.certificates if _authority(each) not in denied)
        if granted:
            yield replace(one, certificates=granted)


def _is_newer(one: TrustList, than: TrustList) -> bool:
    return one.as_of is not None and (than.as_of is None or one.as_of > than.as_of)


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
    rows: dict[bool, list[Any]] = {True: [], False: []}
    for service in root.iter(f"{_TSL}ServiceInformation"):
        identity = service.findall(f"{_TSL}ServiceDigitalIdentity//{_TSL}X509Certificate")
        rows[_counts(service)] += ["".join((one.text or "").split()) for one in identity]
    scheme = root.find(f"{_TSL}SchemeInformation")
    made, due = (_date(scheme, path) for path in ("ListIssueDateTime", f"NextUpdate/{_TSL}dateTime"))
    if made is not None:
        due = min(due or made + LONGEST, made + LONGEST)
    granted = tuple(_readable(rows[True]))
    denied = set(map(_authority, _readable(rows[False]))) - set(map(_authority, granted))
    return TrustList("", granted, made, due, frozenset(denied))


def _authority(one: Certificate) -> tuple[bytes, object]:
    """Whose certificate it is: the same name with the same key, however often it was issued anew."""
    try:
        return one.subject_der, one.key
    except WalletError:
        return one.subject_der, one.der


def _counts(service: Any) -> bool:
    kind, status = (
        service.findtext(f"{_TSL}{name}", "").strip() for name in ("ServiceTypeIdentifier", "ServiceStatus")
    )
    purposes = {(uri.text or "").strip() for uri in service.iter(f"{_TSL}URI")}
    stated = {uri for uri in purposes if uri.startswith(_FOR)}
    return kind == _CA_SERVICE and status == _GRANTED and (not stated or _SEALS in stated)


def _date(scheme: Any, path: str) -> datetime | None:
    text = scheme.findtext(f"{_TSL}{path}") if scheme is not None else None
    return parse_time(text.strip()) if text else None


def check_binding(credential: Credential, seal: Seal, library: Library, at: datetime) -> Check:
    """Does the certificate that sealed speak for the issuer that is named?"""
    sealer = seal.chain[0].subject
    stated = _identifiers(credential.claims.get("issuer"))
    named = credential.issuer.name or credential.issuer.id
    facts: Json = {"sealer": sealer.shown, "organization": sealer.organization, "issuer": named}
    if stated and sealer.identifier and {sealer.identifier.casefold()} != stated:
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
    made = [one for one in trust_lists(library) if one.as_of is None or one.as_of - at <= SKEW]
    lists = sorted(made, key=lambda one: one.due is not None and one.due < at)
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
