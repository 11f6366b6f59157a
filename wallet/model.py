"""The nouns: Credential, Presentation and their parts, one shape for every format.

Upper floors never touch the bytes: a format reads them once into these values. ``raw`` is the
credential's own text exactly as received (the JSON or the token, without the picture it may
have been baked into); it is what is signed and shared.
"""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any, Final, NamedTuple

MAX_TEXT: Final = 200
"""Characters of a stranger's name or note that an answer repeats; of an address, ten times as many."""
Json = dict[str, Any]
"""A JSON object. Arrays, strings and numbers appear only inside one."""


NOTHING: Final[Json] = {}
"""The facts of an answer without any; never written to."""


def redacted(value: Any, *hidden: str) -> str:
    """The ``repr`` of a named tuple without what belongs to its owner."""
    shown = (f"{name}={getattr(value, name)!r}" for name in value._fields if name not in hidden)
    return f"{type(value).__name__}({', '.join(shown)})"


class Issuer(NamedTuple):
    """Who says so. ``id`` is a DID or URL; ``name`` is only what the credential claims."""

    id: str
    name: str = ""


class Proof(NamedTuple):
    """One proof. ``suite`` is the registered name ("eddsa-rdfc-2022", "ES256"); ``options`` the
    proof object or JOSE header as received; ``value`` the raw signature bytes or multibase text."""

    suite: str
    verification_method: str
    purpose: str
    options: Json
    value: str
    created: datetime | None = None
    expires: datetime | None = None


class StatusEntry(NamedTuple):
    """Where an issuer says whether it withdrew the credential. ``index`` is None when unreadable."""

    type: str
    purpose: str
    index: int | None  # type: ignore[assignment]  # the standard's word, and not the method of tuples
    url: str
    options: Json


class Disclosure(NamedTuple):
    """One selectively disclosable claim of an SD-JWT. ``pointer`` is RFC 6901 into the claims."""

    pointer: str
    name: str
    value: Any
    encoded: str


class Credential(NamedTuple):
    """A credential in any format: the exact bytes received, plus what they say.

    ``format`` is one of "ldp_vc", "jwt_vc_json", "vc+jwt", "dc+sd-jwt", "vc+sd-jwt", "jades",
    "ob2", "ob2_jws", "ob1"; ``container`` says
    what the bytes came in: "json", "jwt", "sd-jwt", "png", "svg", "qr", "zip", "pdf". ``claims`` is the
    credential object with disclosures applied.
    ``flaws`` are the rules of the data model that the document breaks: (code, facts).
    """

    raw: bytes
    format: str
    claims: Json
    issuer: Issuer
    types: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    id: str = ""
    subject: str = ""
    valid_from: datetime | None = None
    valid_until: datetime | None = None
    status: tuple[StatusEntry, ...] = ()
    proofs: tuple[Proof, ...] = ()
    disclosures: tuple[Disclosure, ...] = ()
    flaws: tuple[tuple[str, Json], ...] = ()
    container: str = "json"
    within: str = ""
    """Of one inside a learning record: the id of the person the record is about, "?" if it names none."""

    def __repr__(self) -> str:
        return redacted(self, "raw", "claims", "disclosures")

    @property
    def digest(self) -> str:
        """SHA-256 of the bytes received: our id. ``id`` may be absent or repeated."""
        return hashlib.sha256(self.raw).hexdigest()

    @property
    def suites(self) -> tuple[str, ...]:
        """The names of the proofs' suites, in order."""
        return tuple(proof.suite for proof in self.proofs)


class Audience(NamedTuple):
    """Whom a presentation is made for: the verifier's challenge (nonce) and domain (aud)."""

    challenge: str
    domain: str


class Presentation(NamedTuple):
    """What a holder shows: credentials, and proofs by the holder's key where there are any."""

    raw: bytes
    format: str
    claims: Json
    holder: str = ""
    proofs: tuple[Proof, ...] = ()
    flaws: tuple[tuple[str, Json], ...] = ()

    def __repr__(self) -> str:
        return redacted(self, "raw", "claims")


class Found(NamedTuple):
    """What one file holds: its credentials, and the presentation they came in, if any.

    A failed inner credential is kept in ``failed`` as (index, code, facts), never dropped.
    """

    container: str
    credentials: tuple[Credential, ...]
    presentation: Presentation | None = None
    failed: tuple[tuple[int, str, Json], ...] = ()


class Statement(NamedTuple):
    """One quality element that the issuer states. ``pointer`` is RFC 6901 into the claims.

    ``element`` is a word of the table in ``vocab.openbadges``; ``lang`` the language tag of the
    text, if any.
    """

    element: str
    value: str
    pointer: str
    lang: str = ""


class Achievement(NamedTuple):
    """What was learned, as the issuer states it, element by element, and nothing made up.

    ``pointer`` is where it stands in the claims; ``image`` an address or data URL, never followed.
    """

    title: str
    pointer: str = ""
    type: str = ""
    image: str = ""
    statements: tuple[Statement, ...] = ()

    def stated(self, element: str) -> tuple[str, ...]:
        """Every value stated for an element; empty if the issuer says nothing."""
        return tuple(statement.value for statement in self.statements if statement.element == element)
