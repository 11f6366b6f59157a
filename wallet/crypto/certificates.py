"""X.509 certificates: who a certificate names, who signed it, and whether that leads to a trusted one.

RFC 5280, sections 4 and 6, as far as a seal needs it: names, dates, key usage, and a path in the
order in which it was given. What the profile cannot judge (name constraints, critical extensions
that it does not know) is ``Unsupported``, never skipped. Nothing is fetched, and nothing here says
that a certificate is *qualified*: that is a claim of a trusted list, not of a certificate.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import warnings
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from wallet.crypto.keys import PublicKey, from_der
from wallet.errors import BadSignature, Malformed, Unsupported, WalletError

if TYPE_CHECKING:
    from cryptography import x509

MAX_CHAIN: Final = 10
MAX_CERTIFICATE: Final = 16 * 1024
"""Bytes of DER. Seal certificates have some 2 KB."""
MAX_BUNDLE: Final = 5000
"""Certificates in one list; all trusted lists of the European Union together have some 3,000."""
_MAX_NAME: Final = 200
_MAX_SAME_NAME: Final = 20
"""Authorities of one name that are tried; they differ in their keys."""
_MIN_RSA_BITS: Final = 2048
_MIN_EC_BITS: Final = 256

_ORGANIZATION_IDENTIFIER: Final = "2.5.4.97"
_UNDERSTOOD: Final = frozenset(
    # basicConstraints, keyUsage, extKeyUsage, subjectAltName, certificatePolicies, qcStatements
    {"2.5.29.19", "2.5.29.15", "2.5.29.37", "2.5.29.17", "2.5.29.32", "1.3.6.1.5.5.7.1.3"}
)
"""Extensions that may be critical. Any other critical one makes a certificate unusable (section 4.2)."""
_NAME_CONSTRAINTS: Final = "2.5.29.30"
_OTHER_PURPOSES: Final = frozenset(
    # serverAuth, codeSigning, timeStamping, OCSPSigning
    {"1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.3", "1.3.6.1.5.5.7.3.8", "1.3.6.1.5.5.7.3.9"}
)
"""A certificate for nothing but these seals no documents: any owner of a web site gets one in a minute."""


@dataclass(frozen=True, slots=True)
class Name:
    """A distinguished name in its parts, plain text of at most 200 characters each; "" where absent.

    ``identifier`` is the organizationIdentifier (ETSI EN 319 412-1, section 5.1.4), "VATES-A00000000".
    """

    common: str = ""
    organization: str = ""
    identifier: str = ""
    country: str = ""

    @property
    def shown(self) -> str:
        """The organization, else the common name, with the identifier where there is one."""
        label = self.organization or self.common
        return f"{label} ({self.identifier})" if label and self.identifier else label or self.identifier


@dataclass(frozen=True, slots=True)
class Certificate:
    """One certificate. ``authority`` is the name of who issued it; ``begins`` and ``ends`` are inclusive."""

    der: bytes = field(repr=False)
    subject: Name
    authority: Name
    begins: datetime
    ends: datetime
    subject_der: bytes = field(repr=False)
    authority_der: bytes = field(repr=False)
    parsed: x509.Certificate = field(repr=False, compare=False)

    @property
    def key(self) -> PublicKey:
        """The key it certifies; raises ``Unsupported`` for kinds that sign nothing here."""
        from cryptography.exceptions import UnsupportedAlgorithm
        from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

        try:
            encoded = self.parsed.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        except UnsupportedAlgorithm as error:
            raise Unsupported("proof.key_kind", kind="?") from error
        except ValueError as error:
            raise Malformed("malformed.key") from error
        return from_der(encoded)

    @property
    def self_issued(self) -> bool:
        """Does it name itself as its own authority?"""
        return self.subject_der == self.authority_der

    def covers(self, moment: datetime) -> bool:
        """Is the moment between its dates?"""
        return self.begins <= moment <= self.ends

    def extension(self, name: str) -> Any:
        """The value of an extension by its dotted name, None where it has none."""
        return next((item.value for item in self.parsed.extensions if item.oid.dotted_string == name), None)

    def thumbprint(self, algorithm: str = "sha256") -> bytes:
        """The digest of its DER (RFC 7515, section 4.1.8)."""
        return hashlib.new(algorithm, self.der).digest()


def read_certificate(der: bytes) -> Certificate:
    """One certificate from DER; raises ``Malformed``."""
    from cryptography import x509

    if not 0 < len(der) <= MAX_CERTIFICATE:
        raise Malformed("malformed.certificate")
    try:
        with warnings.catch_warnings():
            # The library warns of odd names and numbers on the terminal; here they are data.
            warnings.simplefilter("ignore")
            parsed = x509.load_der_x509_certificate(der)
            begins, ends = parsed.not_valid_before_utc, parsed.not_valid_after_utc
            subject, authority = parsed.subject, parsed.issuer
            names = (subject.public_bytes(), authority.public_bytes())
            serial = parsed.serial_number
            # Extensions are decoded once here, so that nothing later fails on them.
            named = {extension.oid.dotted_string for extension in parsed.extensions}
    except unreadable() as error:
        raise Malformed("malformed.certificate") from error
    if serial <= 0 or (parsed.version is not x509.Version.v3 and named):
        raise Malformed("malformed.certificate")
    return Certificate(bytes(der), _name(subject), _name(authority), begins, ends, *names, parsed)


def unreadable() -> tuple[type[Exception], ...]:
    """What the library raises for bytes that are no certificate and no list of withdrawn ones."""
    from cryptography import x509

    return ValueError, TypeError, x509.InvalidVersion, x509.DuplicateExtension, x509.UnsupportedGeneralNameType


def read_chain(x5c: object) -> tuple[Certificate, ...]:
    """The ``x5c`` header parameter (RFC 7515, section 4.1.6): base64 DER, the signer's first."""
    if not isinstance(x5c, list) or not x5c:
        raise Malformed("malformed.certificate_chain")
    if len(x5c) > MAX_CHAIN:
        raise Malformed("malformed.too_many", limit=MAX_CHAIN)
    return tuple(read_certificate(decode(item)) for item in x5c)


def decode(text: object) -> bytes:
    """Base64 of one certificate (RFC 4648, section 4: with padding, no line breaks) to its DER."""
    if not isinstance(text, str) or len(text) > 2 * MAX_CERTIFICATE:
        raise Malformed("malformed.certificate")
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise Malformed("malformed.certificate") from error


def read_pem(data: bytes) -> tuple[Certificate, ...]:
    """Every certificate of a PEM bundle (RFC 7468, section 5); what stands between them is ignored."""
    begin, end = b"-----BEGIN CERTIFICATE-----", b"-----END CERTIFICATE-----"
    pieces = data.split(begin)[1:]
    if len(pieces) > MAX_BUNDLE:
        raise Malformed("malformed.too_many", limit=MAX_BUNDLE)
    found = []
    for piece in pieces:
        body, closed, _ = piece.partition(end)
        if not closed:
            raise Malformed("malformed.certificate")
        found.append(read_certificate(decode(b"".join(body.split()).decode("latin-1"))))
    return tuple(found)


def check_signer(leaf: Certificate) -> None:
    """Raise unless the certificate is one for sealing or signing (RFC 5280, sections 4.2.1.3 and 4.2.1.12)."""
    _check_critical(leaf)
    usage, purposes = leaf.extension("2.5.29.15"), leaf.extension("2.5.29.37")
    if usage is not None and not (usage.digital_signature or usage.content_commitment):
        raise BadSignature("proof.certificate_usage", sealer=leaf.subject.shown)
    if purposes is not None and {purpose.dotted_string for purpose in purposes} <= _OTHER_PURPOSES:
        raise BadSignature("proof.certificate_usage", sealer=leaf.subject.shown)


def check_chain(chain: Sequence[Certificate]) -> None:
    """Raise unless each certificate was issued by the next one, which may issue certificates."""
    for below, (one, authority) in enumerate(pairwise(chain)):
        _check_issued(one, authority, below)


def anchored(chain: Sequence[Certificate], anchors: Iterable[Certificate], at: datetime) -> tuple[Certificate, ...]:
    """The path from the signer's certificate to a trusted one, both included; empty if there is none.

    A certificate of the chain may itself be trusted, or be issued by a trusted one. Every authority on the
    path must be within its dates; those of the signer's own are the business of its seal.
    The chain must have passed ``check_chain``.
    """
    trusted: dict[bytes, list[Certificate]] = {}
    for anchor in anchors:
        trusted.setdefault(anchor.subject_der, []).append(anchor)
    path: list[Certificate] = []
    for place, one in enumerate(chain[:MAX_CHAIN]):
        if place and not one.covers(at):
            return ()
        path.append(one)
        if one in trusted.get(one.subject_der, ()):
            return tuple(path)
        for anchor in trusted.get(one.authority_der, [])[:_MAX_SAME_NAME]:
            if anchor.covers(at) and _is_issued(one, anchor, place):
                return (*path, anchor)
    return ()


def _is_issued(one: Certificate, authority: Certificate, below: int) -> bool:
    try:
        _check_issued(one, authority, below)
    except WalletError:
        return False
    return True


def _check_issued(one: Certificate, authority: Certificate, below: int) -> None:
    """``below`` is how many authorities stand between the signer and this one (pathLenConstraint)."""
    from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm

    _check_authority(authority, below)
    _check_strength(one, authority)
    try:
        one.parsed.verify_directly_issued_by(authority.parsed)
    except (InvalidSignature, ValueError) as error:
        raise BadSignature("proof.certificate_chain", authority=authority.subject.shown) from error
    except (UnsupportedAlgorithm, TypeError) as error:
        raise Unsupported("proof.certificate_unsupported", what="signature") from error


def _check_authority(authority: Certificate, below: int) -> None:
    _check_critical(authority)
    if authority.extension(_NAME_CONSTRAINTS) is not None:
        raise Unsupported("proof.certificate_unsupported", what=_NAME_CONSTRAINTS)
    basic, usage = authority.extension("2.5.29.19"), authority.extension("2.5.29.15")
    may = basic is not None and basic.ca and (usage is None or usage.key_cert_sign)
    if not may or (basic.path_length is not None and below > basic.path_length):
        raise BadSignature("proof.certificate_chain", authority=authority.subject.shown)


def _check_strength(one: Certificate, authority: Certificate) -> None:
    """A certificate signed over SHA-1, or by a short key, could be anybody's."""
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

    try:
        digest, key = one.parsed.signature_hash_algorithm, authority.parsed.public_key()
    except (UnsupportedAlgorithm, ValueError) as error:
        raise Unsupported("proof.certificate_unsupported", what="signature") from error
    if digest is not None and digest.digest_size < 32:
        raise Unsupported("proof.certificate_unsupported", what=digest.name)
    least = _MIN_RSA_BITS if isinstance(key, RSAPublicKey) else _MIN_EC_BITS
    if isinstance(key, RSAPublicKey | EllipticCurvePublicKey) and key.key_size < least:
        raise Unsupported("proof.key_size", bits=key.key_size)


def _check_critical(one: Certificate) -> None:
    for extension in one.parsed.extensions:
        name = extension.oid.dotted_string
        if extension.critical and name not in _UNDERSTOOD and name != _NAME_CONSTRAINTS:
            raise Unsupported("proof.certificate_unsupported", what=name[:80])


def withdrawal_addresses(one: Certificate) -> tuple[tuple[str, ...], bool]:
    """Where its authority publishes what it withdrew (section 4.2.1.13), and whether it answers online (OCSP)."""
    addresses = []
    for point in one.extension("2.5.29.31") or ():
        names = point.full_name or () if point.crl_issuer is None else ()
        addresses += [name.value for name in names if isinstance(name.value, str) and len(name.value) <= 500]
    web = tuple(address for address in addresses if address.startswith(("http://", "https://")))[:4]
    access = one.extension("1.3.6.1.5.5.7.1.1") or ()
    return web, any(item.access_method.dotted_string == "1.3.6.1.5.5.7.48.1" for item in access)


def _name(name: x509.Name) -> Name:
    parts: dict[str, str] = {}
    for attribute in name:
        if isinstance(attribute.value, str):
            text = "".join(letter for letter in attribute.value if letter.isprintable()).strip()
            parts.setdefault(attribute.oid.dotted_string, text[:_MAX_NAME])
    return Name(*(parts.get(oid, "") for oid in ("2.5.4.3", "2.5.4.10", _ORGANIZATION_IDENTIFIER, "2.5.4.6")))
