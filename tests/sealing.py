"""Fresh certificates and seals: an authority, an organisation it vouches for, and JAdES over raw bytes."""

import base64
import hashlib
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID, ObjectIdentifier

from tests import making
from wallet.encoding import b64url_encode, dump_json, write_time

BEGIN = datetime(2026, 1, 1, tzinfo=UTC)
END = datetime(2028, 1, 1, tzinfo=UTC)
MADE = datetime(2026, 9, 12, 3, 0, tzinfo=UTC)
NUMBER = "VATXX-12345678"
EDC = "http://data.europa.eu/snb/model/context/edc-ap"
Key = Any


def key(name: str, kind: str = "P-256") -> Key:
    """A key of its own for each name and kind, made once in a run."""
    return _made(name, kind)


@cache
def _made(name: str, kind: str) -> Key:
    if kind == "RSA":
        return rsa.generate_private_key(65537, 2048)
    if kind == "RSA-1024":
        return rsa.generate_private_key(65537, 1024)  # noqa: S505 - it is there to be refused
    if kind == "Ed25519":
        return ed25519.Ed25519PrivateKey.generate()
    return ec.generate_private_key({"P-256": ec.SECP256R1(), "P-384": ec.SECP384R1(), "P-521": ec.SECP521R1()}[kind])


def name(organization: str, number: str = "") -> x509.Name:
    rows = [(NameOID.COUNTRY_NAME, "XX"), (NameOID.ORGANIZATION_NAME, organization), (NameOID.COMMON_NAME, "Seal")]
    if number:
        rows.append((NameOID.ORGANIZATION_IDENTIFIER, number))
    return x509.Name([x509.NameAttribute(oid, value) for oid, value in rows])


def usage(**chosen: bool) -> x509.KeyUsage:
    every = ("digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement")
    every += ("key_cert_sign", "crl_sign", "encipher_only", "decipher_only")
    return x509.KeyUsage(**{**dict.fromkeys(every, False), **chosen})


def certificate(
    subject: x509.Name,
    public: Any,
    issuer: x509.Name,
    by: Key,
    *,
    ca: bool = False,
    length: int | None = None,
    begin: datetime = BEGIN,
    end: datetime = END,
    extensions: tuple[tuple[x509.ExtensionType, bool], ...] = (),
    uses: x509.KeyUsage | None = None,
) -> x509.Certificate:
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(begin)
        .not_valid_after(end)
        .add_extension(x509.BasicConstraints(ca, length), critical=True)
    )
    uses = uses or (usage(key_cert_sign=True, crl_sign=True) if ca else usage(content_commitment=True))
    builder = builder.add_extension(uses, critical=True)
    for extension, critical in extensions:
        builder = builder.add_extension(extension, critical=critical)
    return builder.sign(by, None if isinstance(by, ed25519.Ed25519PrivateKey) else hashes.SHA256())


AUTHORITY = name("Authority for Seals")
UNIVERSITY = name("University of Tests", NUMBER)


def authority(**options: Any) -> x509.Certificate:
    return certificate(AUTHORITY, key("authority").public_key(), AUTHORITY, key("authority"), ca=True, **options)


def leaf(kind: str = "P-256", subject: x509.Name = UNIVERSITY, **options: Any) -> x509.Certificate:
    return certificate(subject, key("leaf", kind).public_key(), AUTHORITY, key("authority"), **options)


def self_signed(subject: x509.Name = UNIVERSITY, **options: Any) -> x509.Certificate:
    return certificate(subject, key("leaf").public_key(), subject, key("leaf"), **options)


def der(one: x509.Certificate) -> bytes:
    return one.public_bytes(Encoding.DER)


def pem(*every: x509.Certificate) -> bytes:
    return b"".join(one.public_bytes(Encoding.PEM) for one in every)


def x5c(*every: x509.Certificate) -> list[str]:
    return [base64.b64encode(der(one)).decode() for one in every]


def thumbprint(one: x509.Certificate) -> str:
    return b64url_encode(hashlib.sha256(der(one)).digest())


def sign(by: Key, message: bytes, algorithm: str) -> bytes:
    """A JWS signature (RFC 7518, section 3)."""
    if algorithm == "EdDSA":
        signature: bytes = by.sign(message)
        return signature
    if algorithm == "RS256":
        return by.sign(message, padding.PKCS1v15(), hashes.SHA256())
    if algorithm == "PS256":
        return by.sign(message, padding.PSS(padding.MGF1(hashes.SHA256()), 32), hashes.SHA256())
    size, digest = (48, hashes.SHA384()) if algorithm == "ES384" else (32, hashes.SHA256())
    r, s = decode_dss_signature(by.sign(message, ec.ECDSA(digest)))
    return r.to_bytes(size) + s.to_bytes(size)


def credential(**changes: Any) -> dict[str, Any]:
    """An unsigned European Digital Credential. A change to None removes the member."""
    document: dict[str, Any] = {
        "id": "urn:credential:6a5a2c3e-0e3b-4c52-9d35-0c6a5a9d2f10",
        "type": ["VerifiableCredential", "EuropeanDigitalCredential"],
        "issuer": {
            "id": "urn:epass:org:1",
            "type": "Organisation",
            "legalName": {"fr": "Université des essais", "en": "University of Tests"},
            "eIDASIdentifier": {"id": "urn:epass:number:1", "type": "LegalIdentifier", "notation": NUMBER},
        },
        "issuanceDate": write_time(MADE),
        "validFrom": write_time(MADE - timedelta(days=1)),
        "credentialSubject": {
            "id": "urn:epass:person:1",
            "type": "Person",
            "hasClaim": {
                "id": "urn:epass:achievement:1",
                "type": "LearningAchievement",
                "title": {"ja": "データ入門", "en": "Data for beginners"},
            },
        },
        "@context": [making.V1, EDC],
    }
    return {member: value for member, value in {**document, **changes}.items() if value is not None}


def header(chain: list[x509.Certificate] | None = None, algorithm: str = "ES256", **changes: Any) -> dict[str, Any]:
    """A protected header over raw bytes. A change to None removes the member."""
    chain = chain or [leaf(), authority()]
    members: dict[str, Any] = {
        "alg": algorithm,
        "x5t#S256": thumbprint(chain[0]),
        "x5c": x5c(*chain),
        "typ": "jose+json",
        "b64": False,
        "sigT": write_time(MADE),
        "crit": ["b64", "sigT"],
    }
    return {member: value for member, value in {**members, **changes}.items() if value is not None}


def signature(payload: str, protected: dict[str, Any], by: Key, **beside: Any) -> dict[str, Any]:
    """One row of ``signatures``; ``payload`` is the text that is signed."""
    first = b64url_encode(dump_json(protected))
    value = sign(by, f"{first}.{payload}".encode(), protected["alg"])
    return {"protected": first, **beside, "signature": b64url_encode(value)}


def sealed(
    document: dict[str, Any] | None = None,
    protected: dict[str, Any] | None = None,
    by: Key = None,
    form: str = "general",
    **beside: Any,
) -> bytes:
    """A sealed credential in one of the three forms of JWS."""
    protected = protected or header()
    content = dump_json(document or credential())
    payload = content.decode() if protected.get("b64", True) is False else b64url_encode(content)
    row = signature(payload, protected, by or key("leaf"), **beside)
    if form == "compact":
        return f"{row['protected']}.{payload}.{row['signature']}".encode()
    if form == "flattened":
        return dump_json({"payload": payload, **row})
    return dump_json({"payload": payload, "signatures": [row]})


def encoded(**changes: Any) -> dict[str, Any]:
    """A protected header for the encoded payload, as compact seals have it."""
    return header(**{"b64": None, "crit": ["sigT"], **changes})


def crl(
    revoked: dict[int, datetime],
    *,
    by: Key = None,
    made: datetime = making.NOW - timedelta(days=1),
    due: datetime = making.NOW + timedelta(days=6),
    extensions: tuple[tuple[x509.ExtensionType, bool], ...] = (),
) -> bytes:
    """The authority's list of what it withdrew: serial numbers with their dates."""
    builder = x509.CertificateRevocationListBuilder().issuer_name(AUTHORITY).last_update(made).next_update(due)
    for number, since in revoked.items():
        builder = builder.add_revoked_certificate(
            x509.RevokedCertificateBuilder().serial_number(number).revocation_date(since).build()
        )
    for extension, critical in extensions:
        builder = builder.add_extension(extension, critical)
    return builder.sign(by or key("authority"), hashes.SHA256()).public_bytes(Encoding.DER)


def withdrawals_at(address: str) -> tuple[x509.ExtensionType, bool]:
    """The extension that says where the authority publishes its list."""
    point = x509.DistributionPoint([x509.UniformResourceIdentifier(address)], None, None, None)
    return x509.CRLDistributionPoints([point]), False


def online_at(address: str) -> tuple[x509.ExtensionType, bool]:
    """The extension that says where the authority answers questions online."""
    ocsp = ObjectIdentifier("1.3.6.1.5.5.7.48.1")
    return x509.AuthorityInformationAccess(
        [x509.AccessDescription(ocsp, x509.UniformResourceIdentifier(address))]
    ), False
