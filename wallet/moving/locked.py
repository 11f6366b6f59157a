"""Content under a password: JWE with PBES2 (RFC 7516; RFC 7518, section 4.8), and one wallet's own kind of it.

The Learner Credential Wallet locked its backups from November 2022 to May 2023 with the algorithms of
RFC 7518 but another spelling: plain base64, no protected header, no associated data, and a salt
without the algorithm's name before it, so that no library of JOSE opens them.

A key that does not unwrap is a wrong password (or a damaged header); content that does not open under
an unwrapped key is damage. Nothing here keeps a password.
"""

from __future__ import annotations

import base64
import secrets
import unicodedata
from typing import Any, Final, NamedTuple

from wallet.encoding import b64url_decode, b64url_encode, dump_json, load_json
from wallet.errors import Malformed, Refused, Unsupported
from wallet.model import Json, redacted

MAX_ROUNDS: Final = 1_000_000
"""About a second of work. A file that asks for more is hostile or broken."""
MIN_ROUNDS: Final = 1_000
"""RFC 7518, section 4.8.1.2."""
ROUNDS: Final = 600_000
"""What we write: OWASP's advice for PBKDF2 with HMAC-SHA-256."""
MAX_SALT: Final = 64
_MIN_SALT: Final = 8
_IV: Final = 12
_TAG: Final = 16
_WRAPPING: Final = {"PBES2-HS256+A128KW": ("SHA256", 16), "PBES2-HS512+A256KW": ("SHA512", 32)}
"""Of each algorithm the hash and the bytes of the key that wraps."""
_SEALING: Final = {"A128GCM": 16, "A256GCM": 32}
_WRITTEN: Final = ("PBES2-HS256+A128KW", "A128GCM")
"""EUDI TS10, section 5."""


class Locked(NamedTuple):
    """Everything that a password opens. ``salt`` is what enters PBKDF2, whole."""

    method: str
    sealing: str
    salt: bytes
    rounds: int
    wrapped: bytes
    iv: bytes
    sealed: bytes
    bound: bytes = b""

    def __repr__(self) -> str:
        return redacted(self, "salt", "wrapped", "iv", "sealed", "bound")

    def open(self, password: bytes) -> bytes:
        """The content, or ``Refused("backup.wrong_password")``, or ``Malformed("backup.damaged")``."""
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM
        from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap

        size = _SEALING[self.sealing]
        if len(self.wrapped) != size + 8 or len(self.iv) != _IV or len(self.sealed) < _TAG:
            raise Malformed("backup.damaged")
        try:
            key = aes_key_unwrap(self._stretch(password), self.wrapped)
        except InvalidUnwrap as error:
            raise Refused("backup.wrong_password") from error
        try:
            return AESGCM(key).decrypt(self.iv, self.sealed, self.bound)
        except InvalidTag as error:
            raise Malformed("backup.damaged") from error

    def _stretch(self, password: bytes) -> bytes:
        from cryptography.hazmat.primitives import hashes
        from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC

        name, size = _WRAPPING[self.method]
        return PBKDF2HMAC(getattr(hashes, name)(), size, self.salt, self.rounds).derive(password)


def from_learner_wallet(jwe: Any) -> Locked:
    """``credentialSubject.jwe`` of a locked backup of the Learner Credential Wallet."""
    recipients = jwe.get("recipients") if isinstance(jwe, dict) else None
    if not isinstance(recipients, list) or len(recipients) != 1 or not isinstance(recipients[0], dict):
        raise Malformed("backup.shape")
    method, sealing, salt, rounds = _terms(recipients[0].get("header"), _base64)
    wrapped = _base64(recipients[0].get("encrypted_key"))
    sealed = _base64(jwe.get("ciphertext")) + _tag(_base64(jwe.get("tag")))
    return Locked(method, sealing, salt, rounds, wrapped, _base64(jwe.get("iv")), sealed)


def is_locked(token: bytes) -> bool:
    """Is this a JWE in its compact form (RFC 7516, section 7.1) under a password?"""
    parts = token.split(b".")
    if len(parts) != 5 or len(parts[0]) > 4096:
        return False
    try:
        header = load_json(_decoded(parts[0]))
    except Malformed:
        return False
    return isinstance(header, dict) and str(header.get("alg")).startswith("PBES2-")


def from_token(token: bytes) -> Locked:
    """A JWE in its compact form."""
    parts = token.split(b".")
    if len(parts) != 5:
        raise Malformed("backup.shape")
    header = load_json(_decoded(parts[0]))
    if not isinstance(header, dict) or header.keys() & {"crit", "zip"}:
        raise Malformed("backup.shape")
    method, sealing, salt, rounds = _terms(header, lambda text: b64url_decode(text if isinstance(text, str) else "="))
    wrapped, iv, content, tag = (_decoded(part) for part in parts[1:])
    return Locked(method, sealing, _salted(method, salt), rounds, wrapped, iv, content + _tag(tag), parts[0])


def lock(content: bytes, password: bytes, rounds: int = ROUNDS) -> bytes:
    """A JWE in its compact form, PBES2-HS256+A128KW and A128GCM, that ``from_token`` reads again."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM
    from cryptography.hazmat.primitives.keywrap import aes_key_wrap

    method, sealing = _WRITTEN
    salt, key, iv = secrets.token_bytes(16), secrets.token_bytes(_SEALING[sealing]), secrets.token_bytes(_IV)
    header = {"alg": method, "enc": sealing, "p2s": b64url_encode(salt), "p2c": rounds, "cty": "json"}
    head = b64url_encode(dump_json(header)).encode()
    shell = Locked(method, sealing, _salted(method, salt), rounds, b"", iv, b"", head)
    wrapped = aes_key_wrap(shell._stretch(password), key)
    sealed = AESGCM(key).encrypt(iv, content, head)
    rest = (wrapped, iv, sealed[:-_TAG], sealed[-_TAG:])
    return b".".join((head, *(b64url_encode(part).encode() for part in rest)))


def octets(password: str, *, composed: bool) -> bytes:
    """The bytes of a password; ``composed`` by NFC (RFC 8265, section 4.2), else as it was typed."""
    try:
        return (unicodedata.normalize("NFC", password) if composed else password).encode("utf-8")
    except UnicodeEncodeError as error:
        raise Refused("passphrase.not_text") from error


def _terms(header: Json | Any, decode: Any) -> tuple[str, str, bytes, int]:
    """The algorithms, the salt and the rounds that a header states, within bounds."""
    if not isinstance(header, dict):
        raise Malformed("backup.shape")
    method, sealing, rounds = header.get("alg"), header.get("enc"), header.get("p2c")
    if (
        not isinstance(method, str)
        or not isinstance(sealing, str)
        or method not in _WRAPPING
        or sealing not in _SEALING
    ):
        raise Unsupported("backup.cipher", method=f"{method} {sealing}"[:80])
    if isinstance(rounds, bool) or not isinstance(rounds, int):
        raise Malformed("backup.shape")
    if not MIN_ROUNDS <= rounds <= MAX_ROUNDS:
        raise Refused("backup.rounds", rounds=rounds, limit=MAX_ROUNDS)
    salt = decode(header.get("p2s"))
    if not _MIN_SALT <= len(salt) <= MAX_SALT:
        raise Malformed("backup.shape")
    return method, sealing, salt, rounds


def _salted(method: str, salt: bytes) -> bytes:
    """RFC 7518, section 4.8.1.1: the algorithm's name, a zero, the salt."""
    return method.encode("ascii") + b"\0" + salt


def _tag(tag: bytes) -> bytes:
    if len(tag) != _TAG:
        raise Malformed("backup.damaged")
    return tag


def _decoded(part: bytes) -> bytes:
    try:
        return b64url_decode(part.decode("ascii"))
    except UnicodeDecodeError as error:
        raise Malformed("malformed.base64") from error


def _base64(text: Any) -> bytes:
    if not isinstance(text, str):
        raise Malformed("backup.shape")
    try:
        return base64.b64decode(text, validate=True)
    except ValueError as error:
        raise Malformed("malformed.base64") from error
