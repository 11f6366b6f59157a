"""One JAdES signature: a JSON Web Signature made with an X.509 certificate, read strictly.

ETSI TS 119 182-1 over RFC 7515 and RFC 7797. The payload is signed as the text that was received and
is never written anew. Every rule about what is critical is kept to the letter, because a header that a
program skips is a header that an attacker can use. Embedded time stamps are noted and not trusted: the
claimed time of signing is the sealer's word, so a seal whose certificate has ended since is left open
(ETSI EN 319 102-1 calls this INDETERMINATE, OUT_OF_BOUNDS_NO_POE).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from wallet.crypto.certificates import Certificate, check_chain, check_signer, read_chain
from wallet.crypto.keys import PublicKey
from wallet.encoding import as_text, b64url_decode, from_epoch, parse_time
from wallet.errors import BadSignature, Malformed, Unsupported
from wallet.model import Json
from wallet.proofs.jose import check_algorithm

_REGISTERED: Final = frozenset(
    {"alg", "jku", "jwk", "kid", "x5u", "x5c", "x5t", "x5t#S256", "typ", "cty", "crit"}
    | {"epk", "apu", "apv", "iv", "tag", "p2s", "p2c", "enc", "zip"}
)
"""Names of RFC 7515, 7516 and 7518, which must not be listed as critical (RFC 7515, section 4.1.11)."""
_UNDERSTOOD: Final = frozenset(
    ("b64", "sigT", "iat", "sigD", "adoTst", "sigPl", "srCms", "srAts", "sigPId", "x5t#o", "sigX5ts")
)
_MAX_CRITICAL: Final = 32
_DIGESTS: Final = {
    **dict.fromkeys(("S256", "SHA-256", "sha-256"), "sha256"),
    **dict.fromkeys(("S384", "SHA-384", "sha-384"), "sha384"),
    **dict.fromkeys(("S512", "SHA-512", "sha-512"), "sha512"),
}
_SKEW: Final = timedelta(minutes=5)

ByThumbprint = Callable[[bytes], Certificate | None]
"""A certificate at hand by its SHA-256 digest."""


@dataclass(frozen=True, slots=True)
class Seal:
    """A signature that holds: the certificates it came with, the signer's first, and its key.

    ``made`` is when the sealer says it was made; ``stamped`` whether time stamps came with it.
    """

    chain: tuple[Certificate, ...]
    key: PublicKey
    made: datetime
    stamped: bool


def check_seal(protected: str, payload: str, value: str, header: Json, unprotected: Json, known: ByThumbprint) -> Seal:
    """Check one signature over ``protected || "." || payload``, all three as the texts received.

    ``header`` is what ``protected`` decodes to. Raises ``Malformed`` or ``BadSignature`` for a broken rule
    or a signature that does not hold, ``Unsupported`` where it cannot be judged. The dates of the
    certificate are left to ``check_dates``: who sealed is worth knowing even after they have passed.
    """
    check_critical(header)
    algorithm = header.get("alg")
    check_algorithm(algorithm if isinstance(algorithm, str) else "")
    made = signing_time(header)
    if "sigD" in header:
        raise Unsupported("proof.seal_detached")
    chain = _certificates(header, known)
    _check_thumbprints(header, chain[0])
    try:
        signature = b64url_decode(value)
    except Malformed as error:
        raise BadSignature("proof.bad") from error
    key = chain[0].key
    key.check(f"{protected}.{payload}".encode(), signature, str(algorithm))
    check_signer(chain[0])
    check_chain(chain)
    return Seal(chain, key, made, bool(unprotected.get("etsiU")))


def check_critical(header: Json) -> None:
    """The rules of ``crit`` (RFC 7515, section 4.1.11) and ``b64`` (RFC 7797; TS 119 182-1, section 5.1.10)."""
    names = header.get("crit")
    if "crit" in header:
        if not isinstance(names, list) or not 0 < len(names) <= _MAX_CRITICAL:
            raise Malformed("malformed.seal_critical", name="crit")
        for place, name in enumerate(names):
            if not isinstance(name, str) or name in names[:place] or name in _REGISTERED or name not in header:
                raise Malformed("malformed.seal_critical", name=as_text(name, 80))
        unknown = sorted(set(names) - _UNDERSTOOD)
        if unknown:
            raise Unsupported("proof.seal_critical", names=[name[:80] for name in unknown])
    if "b64" in header and (not isinstance(header["b64"], bool) or "b64" not in (names or ())):
        raise Malformed("malformed.seal_critical", name="b64")


def signing_time(header: Json) -> datetime:
    """``sigT``, or since version 1.2 ``iat``: exactly one of them (TS 119 182-1, sections 5.1.11 and 5.2.1)."""
    if ("sigT" in header) == ("iat" in header):
        raise Malformed("malformed.seal_time")
    return parse_time(header["sigT"]) if "sigT" in header else from_epoch(header["iat"])


def _certificates(header: Json, known: ByThumbprint) -> tuple[Certificate, ...]:
    """The chain in the protected header, or the one certificate at hand that it names by its digest.

    An ``x5c`` in the unprotected header is not signed, so it says nothing about who sealed.
    """
    if "x5c" in header:
        return read_chain(header["x5c"])
    name = header.get("x5t#S256")
    found = known(b64url_decode(name)) if isinstance(name, str) else None
    if found is None:
        raise Unsupported("proof.no_certificate")
    return (found,)


def _check_thumbprints(header: Json, leaf: Certificate) -> None:
    """Every digest that the header states must be that of the certificate (TS 119 182-1, sections 5.1.7, 5.2.2)."""
    stated: list[tuple[str, object]] = []
    if "x5t#S256" in header:
        stated.append(("sha256", header["x5t#S256"]))
    others = [header["x5t#o"]] if "x5t#o" in header else []
    if "sigX5ts" in header:
        several = header["sigX5ts"]
        if not isinstance(several, list) or not several:
            raise Malformed("malformed.seal_header", member="sigX5ts")
        others.append(several[0])
    for other in others:
        if not isinstance(other, dict):
            raise Malformed("malformed.seal_header", member="x5t#o")
        algorithm = _DIGESTS.get(str(other.get("digAlg")))
        if algorithm is None:
            raise Unsupported("proof.certificate_unsupported", what=str(other.get("digAlg"))[:80])
        stated.append((algorithm, other.get("digVal")))
    for algorithm, digest in stated:
        if not isinstance(digest, str):
            raise Malformed("malformed.seal_header", member="x5t")
        if b64url_decode(digest) != leaf.thumbprint(algorithm):
            raise BadSignature("proof.certificate_mismatch")


def check_dates(seal: Seal, at: datetime) -> None:
    """Was it sealed while the certificate lived, and does it live still?

    ``BadSignature`` if the sealer's own word puts it outside; ``Unsupported`` if the certificate ended since:
    whoever had its key later could have written any earlier time, and only a checked time stamp tells.
    """
    leaf = seal.chain[0]
    if not leaf.covers(seal.made):
        raise BadSignature("proof.certificate_dates", made=seal.made, **{"from": leaf.begins, "until": leaf.ends})
    if seal.made > at + _SKEW:
        raise BadSignature("proof.seal_future", made=seal.made)
    if at > leaf.ends:
        code = "proof.certificate_expired_stamped" if seal.stamped else "proof.certificate_expired"
        raise Unsupported(code, until=leaf.ends)
