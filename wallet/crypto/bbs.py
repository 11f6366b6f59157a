"""BBS signatures over BLS12-381: one signature over many messages, shown in part.

draft-irtf-cfrg-bbs-signatures (revisions 08 to 10 agree on what is here), with both of its
ciphersuites; curve and pairing come from arkworks. The names of the operations are the draft's
(section 3.5 interface, section 3.6 core); every function raises ``Malformed`` for bytes that are
no point or scalar and ``BadSignature`` for what does not hold.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

from py_arkworks_bls12381 import GT, G1Point, G2Point, Scalar

from wallet.errors import BadSignature, Malformed, Unsupported

ORDER: Final = 0x73EDA753299D7D483339D80809A1D80553BDA402FFFE5BFEFFFFFFFF00000001
_FIELD: Final = int(
    "1a0111ea397fe69a4b1ba7b6434bacd764774b84f38512bf6730d2a0f6b0f6241eabfffeb153ffffb9feffffffffaaab", 16
)
_POINT: Final = 48
_SCALAR: Final = 32
_EXPAND: Final = 48
SIGNATURE_SIZE: Final = _POINT + _SCALAR
_PROOF_POINTS: Final = 3
MAX_MESSAGES: Final = 1000
"""Each message needs a generator of 0.6 ms the first time; a learning record has some 300 statements."""


def _uint(number: int, size: int = 8) -> bytes:
    return number.to_bytes(size)


def _expand_xmd(message: bytes, dst: bytes, size: int) -> bytes:
    """expand_message_xmd with SHA-256 (RFC 9380, section 5.3.1)."""
    suffix = dst + _uint(len(dst), 1)
    first = hashlib.sha256(bytes(64) + message + _uint(size, 2) + b"\0" + suffix).digest()
    block = hashlib.sha256(first + b"\1" + suffix).digest()
    out = block
    for count in range(2, -(-size // 32) + 1):
        mixed = bytes(left ^ right for left, right in zip(first, block, strict=True))
        block = hashlib.sha256(mixed + _uint(count, 1) + suffix).digest()
        out += block
    return out[:size]


def _expand_xof(message: bytes, dst: bytes, size: int) -> bytes:
    """expand_message_xof with SHAKE-256 (RFC 9380, section 5.3.2)."""
    return hashlib.shake_256(message + _uint(size, 2) + dst + _uint(len(dst), 1)).digest(size)


@dataclass(frozen=True, slots=True)
class Ciphersuite:
    """A ciphersuite of section 7.2: its identifier, how it stretches a message, and the fixed point P1."""

    name: bytes
    expand: Callable[[bytes, bytes, int], bytes]
    base: str
    _generators: list[G1Point] = field(default_factory=list)
    _seed: list[bytes] = field(default_factory=list)

    @property
    def api(self) -> bytes:
        """The api_id of section 4."""
        return self.name + b"H2G_HM2S_"

    def hash_to_scalar(self, message: bytes, dst: bytes) -> Scalar:
        """Section 4.2.2, uniform modulo the order."""
        return Scalar.from_be_bytes_mod_order(self.expand(message, dst, _EXPAND))

    def scalars(self, messages: Sequence[bytes]) -> list[Scalar]:
        """messages_to_scalars (section 4.1.2)."""
        return [self.hash_to_scalar(message, self.api + b"MAP_MSG_TO_SCALAR_AS_HASH_") for message in messages]

    def generators(self, count: int) -> list[G1Point]:
        """create_generators (section 4.1.1): Q_1, H_1, H_2, …; made once and kept."""
        if count > MAX_MESSAGES + 1:
            raise Unsupported("proof.too_complex")
        seed_dst = self.api + b"SIG_GENERATOR_SEED_"
        if not self._seed:
            self._seed.append(self.expand(self.api + b"MESSAGE_GENERATOR_SEED", seed_dst, _EXPAND))
        while len(self._generators) < count:
            seed = self.expand(self._seed[0] + _uint(len(self._generators) + 1), seed_dst, _EXPAND)
            self._generators.append(self._hash_to_curve(seed, self.api + b"SIG_GENERATOR_DST_"))
            self._seed[0] = seed
        return self._generators[:count]

    def _hash_to_curve(self, message: bytes, dst: bytes) -> G1Point:
        """hash_to_curve of RFC 9380, section 3: two field elements mapped and added."""
        uniform = self.expand(message, dst, 128)
        first, second = (_uint(int.from_bytes(half) % _FIELD, _POINT) for half in (uniform[:64], uniform[64:]))
        return G1Point.map_from_fp_be(first) + G1Point.map_from_fp_be(second)

    def domain(self, key: bytes, generators: Sequence[G1Point], header: bytes) -> Scalar:
        """calculate_domain (section 4.2.1); ``generators`` are Q_1 and one for each message."""
        points = b"".join(point.to_compressed_bytes() for point in generators)
        octets = key + _uint(len(generators) - 1) + points + self.api + _uint(len(header)) + header
        return self.hash_to_scalar(octets, self.api + b"H2S_")

    def commit(self, generators: Sequence[G1Point], scalars: Sequence[Scalar]) -> G1Point:
        """B of section 3.6.1: P1 and each generator times its scalar."""
        return _point1(bytes.fromhex(self.base)) + _sum(generators, scalars)

    def challenge(self, parts: _Initial, shown: Sequence[tuple[int, Scalar]], header: bytes) -> Scalar:
        """proof_challenge_calculate (section 3.7.4)."""
        octets = _uint(len(shown)) + b"".join(_uint(index) + scalar.to_be_bytes() for index, scalar in shown)
        octets += b"".join(point.to_compressed_bytes() for point in parts.points) + parts.domain.to_be_bytes()
        return self.hash_to_scalar(octets + _uint(len(header)) + header, self.api + b"H2S_")


@dataclass(frozen=True, slots=True)
class _Initial:
    """init_res: Abar, Bbar, D, T1, T2 and the domain."""

    points: tuple[G1Point, ...]
    domain: Scalar


SHA256: Final = Ciphersuite(
    b"BBS_BLS12381G1_XMD:SHA-256_SSWU_RO_",
    _expand_xmd,
    "a8ce256102840821a3e94ea9025e4662b205762f9776b3a766c872b948f1fd225e7c59698588e70d11406d161b4e28c9",
)
SHAKE256: Final = Ciphersuite(
    b"BBS_BLS12381G1_XOF:SHAKE-256_SSWU_RO_",
    _expand_xof,
    "8929dfbc7e6642c4ed9cba0856e493f8b9d7d5fcb0c31ef8fdcd34d50648a56c795e106e9eada6e0bda386b414150755",
)


def _sum(points: Sequence[G1Point], scalars: Sequence[Scalar]) -> G1Point:
    """The library's multiplication takes lists of unequal length in silence; a signature must not."""
    assert len(points) == len(scalars)
    return G1Point.multiexp_unchecked(list(points), list(scalars))


def _point1(data: bytes) -> G1Point:
    """A point of G1 that is not the identity; the library checks curve and subgroup."""
    try:
        point = G1Point.from_compressed_bytes(data)
    except ValueError as error:
        raise Malformed("malformed.proof", member="proofValue") from error
    if point == G1Point.identity():
        raise Malformed("malformed.proof", member="proofValue")
    return point


def _point2(data: bytes) -> G2Point:
    try:
        point = G2Point.from_compressed_bytes(data)
    except ValueError as error:
        raise Malformed("malformed.key") from error
    if point == G2Point.identity():
        raise Malformed("malformed.key")
    return point


def _scalar(data: bytes) -> Scalar:
    """A scalar that is neither zero nor beyond the order."""
    if not 0 < int.from_bytes(data) < ORDER:
        raise Malformed("malformed.proof", member="proofValue")
    return Scalar.from_be_bytes(data)


def public_key(secret: bytes) -> bytes:
    """SkToPk (section 3.4.2): 96 bytes from a 32-byte scalar; raises ``Malformed`` if it is none."""
    return (G2Point() * _secret(secret)).to_compressed_bytes()


def _secret(secret: bytes) -> Scalar:
    if len(secret) != _SCALAR or not 0 < int.from_bytes(secret) < ORDER:
        raise Malformed("malformed.key")
    return Scalar.from_be_bytes(secret)


def sign(suite: Ciphersuite, secret: bytes, header: bytes, messages: Sequence[bytes]) -> bytes:
    """Sign (section 3.5.1): 80 bytes over all the messages."""
    key = _secret(secret)
    generators, scalars = suite.generators(len(messages) + 1), suite.scalars(messages)
    domain = suite.domain(public_key(secret), generators, header)
    octets = secret + b"".join(scalar.to_be_bytes() for scalar in (*scalars, domain))
    nonce = suite.hash_to_scalar(octets, suite.api + b"H2S_")
    point = suite.commit(generators, [domain, *scalars]) * (key + nonce).inverse()
    return point.to_compressed_bytes() + nonce.to_be_bytes()


def _signature(signature: bytes) -> tuple[G1Point, Scalar]:
    if len(signature) != SIGNATURE_SIZE:
        raise Malformed("malformed.proof", member="proofValue")
    return _point1(signature[:_POINT]), _scalar(signature[_POINT:])


def verify(suite: Ciphersuite, key: bytes, signature: bytes, header: bytes, messages: Sequence[bytes]) -> None:
    """Verify (section 3.5.2); raises ``BadSignature`` or ``Malformed``."""
    (point, nonce), peer = _signature(signature), _point2(key)
    generators, scalars = suite.generators(len(messages) + 1), suite.scalars(messages)
    commitment = suite.commit(generators, [suite.domain(key, generators, header), *scalars])
    if not GT.pairing_check([point, point * nonce - commitment], [peer, G2Point()]):
        raise BadSignature("proof.bad")


def prove(
    suite: Ciphersuite,
    key: bytes,
    signature: bytes,
    header: bytes,
    presentation_header: bytes,
    messages: Sequence[bytes],
    disclosed: Sequence[int],
    random: Sequence[bytes] | None = None,
) -> bytes:
    """ProofGen (section 3.5.3): that one knows a signature over messages of which some are shown.

    ``disclosed`` are indexes in ascending order. ``random`` fixes the scalars (5 and one for each
    hidden message, 32 bytes each) to repeat published traces.
    """
    point, nonce = _signature(signature)
    scalars, generators = suite.scalars(messages), suite.generators(len(messages) + 1)
    hidden = [index for index in range(len(messages)) if index not in set(disclosed)]
    supply = random or [_uint(secrets.randbelow(ORDER - 1) + 1, _SCALAR) for _ in range(5 + len(hidden))]
    r1, r2, e_blind, r1_blind, r3_blind, *blinds = map(Scalar.from_be_bytes, supply)
    domain = suite.domain(key, generators, header)
    d = suite.commit(generators, [domain, *scalars]) * r2
    a_bar = point * (r1 * r2)
    b_bar = d * r1 - a_bar * nonce
    t1 = _sum([a_bar, d], [e_blind, r1_blind])
    t2 = _sum([d, *(generators[index + 1] for index in hidden)], [r3_blind, *blinds])
    shown = [(index, scalars[index]) for index in disclosed]
    challenge = suite.challenge(_Initial((a_bar, b_bar, d, t1, t2), domain), shown, presentation_header)
    answers = [e_blind + nonce * challenge, r1_blind - r1 * challenge, r3_blind - r2.inverse() * challenge]
    answers += [blind + scalars[index] * challenge for blind, index in zip(blinds, hidden, strict=True)]
    points = b"".join(each.to_compressed_bytes() for each in (a_bar, b_bar, d))
    return points + b"".join(scalar.to_be_bytes() for scalar in (*answers, challenge))


def verify_proof(
    suite: Ciphersuite,
    key: bytes,
    proof: bytes,
    header: bytes,
    presentation_header: bytes,
    messages: Sequence[bytes],
    disclosed: Sequence[int],
) -> None:
    """ProofVerify (section 3.5.4) of the shown messages at their indexes; ``BadSignature`` or ``Malformed``."""
    fixed = _PROOF_POINTS * _POINT + 4 * _SCALAR
    hidden_count, rest = divmod(len(proof) - fixed, _SCALAR)
    total = hidden_count + len(disclosed)
    if hidden_count < 0 or rest or total > MAX_MESSAGES:
        raise Malformed("malformed.proof", member="proofValue")
    if len(messages) != len(disclosed) or list(disclosed) != sorted({i for i in disclosed if 0 <= i < total}):
        raise Malformed("malformed.proof", member="proofValue")
    a_bar, b_bar, d = (_point1(proof[at : at + _POINT]) for at in range(0, _PROOF_POINTS * _POINT, _POINT))
    numbers = [_scalar(proof[at : at + _SCALAR]) for at in range(_PROOF_POINTS * _POINT, len(proof), _SCALAR)]
    e_hat, r1_hat, r3_hat, *hidden_scalars, challenge = numbers
    peer, generators, shown = _point2(key), suite.generators(total + 1), suite.scalars(messages)
    hidden = [index for index in range(total) if index not in set(disclosed)]
    domain = suite.domain(key, generators, header)
    t1 = _sum([b_bar, a_bar, d], [challenge, e_hat, r1_hat])
    own = [generators[0], *(generators[index + 1] for index in (*disclosed, *hidden))]
    weights = [challenge * domain, *(challenge * scalar for scalar in shown), *hidden_scalars]
    t2 = _sum([_point1(bytes.fromhex(suite.base)), d, *own], [challenge, r3_hat, *weights])
    pairs = list(zip(disclosed, shown, strict=True))
    if suite.challenge(_Initial((a_bar, b_bar, d, t1, t2), domain), pairs, presentation_header) != challenge:
        raise BadSignature("proof.bad")
    if not GT.pairing_check([a_bar, -b_bar], [peer, G2Point()]):
        raise BadSignature("proof.bad")
