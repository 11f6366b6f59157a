"""What a certificate authority withdrew: certificate revocation lists (RFC 5280, sections 5 and 6.3).

Only whole lists by the authority itself are judged; a list for some reasons, for other kinds of
certificates, or by somebody else says nothing here and is ``Unsupported``.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from wallet.crypto.certificates import Certificate, unreadable
from wallet.errors import BadSignature, Malformed, Unsupported

if TYPE_CHECKING:
    from cryptography import x509

SKEW = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """What a list says of one certificate: ``at`` is when it was withdrawn, None if it was not;
    ``as_of`` when the list was made; ``fresh`` is false once the next one was due."""

    at: datetime | None
    as_of: datetime
    fresh: bool


def look_up(raw: bytes, one: Certificate, authority: Certificate, at: datetime) -> Withdrawal:
    """Look a certificate up in a list at hand, in DER or PEM.

    Raises ``Malformed``, ``BadSignature`` (the list is not the authority's) or ``Unsupported``.
    """
    from cryptography import x509

    is_pem = raw.lstrip()[:10] == b"-----BEGIN"
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            listed = x509.load_pem_x509_crl(raw) if is_pem else x509.load_der_x509_crl(raw)
            _check_scope(listed)
            _check_signature(listed, authority)
            entry = listed.get_revoked_certificate_by_serial_number(one.parsed.serial_number)
            since = None if entry is None else entry.revocation_date_utc
            made, due = listed.last_update_utc, listed.next_update_utc
    except unreadable() as error:
        raise Malformed("malformed.withdrawals") from error
    return Withdrawal(since, made, made - at <= SKEW and due is not None and at < due)


def _check_scope(listed: x509.CertificateRevocationList) -> None:
    """Every critical extension must be one that leaves the list whole (section 5.2)."""
    from cryptography import x509

    for extension in listed.extensions:
        value = extension.value
        if isinstance(value, x509.IssuingDistributionPoint):
            partial = value.indirect_crl or value.only_some_reasons or value.only_contains_attribute_certs
            if partial or value.only_contains_ca_certs:
                raise Unsupported("proof.certificate_unsupported", what="issuingDistributionPoint")
        elif extension.critical:
            raise Unsupported("proof.certificate_unsupported", what=extension.oid.dotted_string[:80])


def _check_signature(listed: x509.CertificateRevocationList, authority: Certificate) -> None:
    from cryptography.exceptions import UnsupportedAlgorithm

    usage = authority.extension("2.5.29.15")
    if listed.issuer.public_bytes() != authority.subject_der or not (usage is None or usage.crl_sign):
        raise BadSignature("proof.certificate_chain", authority=authority.subject.shown)
    try:
        digest = listed.signature_hash_algorithm
        if digest is not None and digest.digest_size < 32:
            raise Unsupported("proof.certificate_unsupported", what=digest.name)
        # The types list the kinds of key that can sign; another kind raises TypeError, caught above.
        if not listed.is_signature_valid(authority.parsed.public_key()):  # type: ignore[arg-type]
            raise BadSignature("proof.certificate_chain", authority=authority.subject.shown)
    except UnsupportedAlgorithm as error:
        raise Unsupported("proof.certificate_unsupported", what="signature") from error
