"""Open Badges 2.0: what the issuer's own pages at hand say of an assertion, and since when.

Open Badges 2.0, "Verification": a hosted assertion is true only where it is hosted, so the file in hand
is compared with a copy that is known to come from its address; a signed one is checked with the key that
the issuer's profile lists. Copies are dated, and a file that merely states an address is nobody's copy.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from wallet.canon import jcs
from wallet.crypto.keys import PublicKey, from_pem
from wallet.encoding import host_name
from wallet.errors import BadSignature, Malformed, Missing, WalletError
from wallet.formats import openbadges2
from wallet.formats.rules import OLD_BADGES, listed
from wallet.library import Document, Library
from wallet.model import Credential, Json
from wallet.proofs.jose import check_jws
from wallet.report import Check, Outcome, Question
from wallet.seams import Request
from wallet.vocab.revocation import MAX_REASON, reasoned, revoked_in

MAX_KEYS: Final = 10
"""Keys of a profile that are tried where the signature names none."""


@dataclass(frozen=True, slots=True)
class Part:
    """A badge, profile, key or list: its JSON, and when its copy was fetched; ``url`` is "" if it was embedded."""

    claims: Json
    url: str = ""
    as_of: datetime | None = None


def _copy(url: str, library: Library) -> Document:
    """What is known to lie at an address; raises ``Missing``."""
    found = library.read(url)
    if not found.from_address:
        raise Missing(Request(url))
    return found


def follow(reference: Any, library: Library) -> Part:
    """A part by its address, or as it is embedded. One that moved is followed once, to the id it states.

    Raises ``Missing`` or ``Malformed``.
    """
    if isinstance(reference, dict):
        return Part(reference)
    if not isinstance(reference, str) or ":" not in reference:
        raise Malformed("malformed.badge")
    for _ in range(2):
        found = _copy(reference, library)
        claims = found.json()
        if not isinstance(claims, dict):
            raise Malformed("malformed.badge")
        stated = claims.get("id")
        if stated == reference or not isinstance(stated, str):
            return Part(claims, reference, found.as_of)
        reference = stated
    raise Malformed("malformed.badge")


def chain(credential: Credential, library: Library) -> tuple[Part, Part]:
    """The badge and the issuer's profile; raises ``Missing`` or ``Malformed``."""
    badge = follow(credential.claims.get("badge"), library)
    return badge, _profile(badge.claims.get("issuer"), library)


def _profile(reference: Any, library: Library) -> Part:
    """The issuer's profile; of an embedded one the copy at its address counts, where it is at hand."""
    embedded = follow(reference, library)
    address = embedded.claims.get("id")
    if not embedded.url and isinstance(address, str) and address in library.documents:
        return follow(address, library)
    return embedded


def complete(credential: Credential, library: Library) -> Credential:
    """The credential with its badge and issuer in place, as far as they are at hand."""
    if credential.format not in OLD_BADGES:
        return credential
    try:
        badge, issuer = chain(credential, library)
    except WalletError:
        return credential
    return openbadges2.completed(credential, badge.claims, issuer.claims)


def check_proof(credential: Credential, library: Library) -> Check:
    """Is it what the issuer hosts, or signed? The copy's age is the age of the answer."""
    if credential.proofs:
        return _check_signature(credential, library)
    address = openbadges2.hosted_at(credential.claims)
    if not address.startswith(("https://", "http://")) or openbadges2.is_signed(credential.claims):
        return Check(Question.PROOF, Outcome.FAILED, "proof.none")
    try:
        found = _copy(address, library)
        hosted = found.json()
    except Missing as error:
        return Check(Question.PROOF, Outcome.UNKNOWN, "proof.hosted_missing", {"url": address}, None, (error.request,))
    except Malformed:
        return Check(Question.PROOF, Outcome.FAILED, "proof.hosted_differs", {"url": address}, found.as_of)
    if isinstance(hosted, dict) and hosted.get("revoked") is True:
        return Check(Question.PROOF, Outcome.UNKNOWN, "proof.hosted_withdrawn", {"url": address}, found.as_of)
    if jcs.canonicalize(hosted) != jcs.canonicalize(credential.claims):
        return Check(Question.PROOF, Outcome.FAILED, "proof.hosted_differs", {"url": address}, found.as_of)
    return Check(Question.PROOF, Outcome.PASSED, "proof.hosted", {"url": address}, found.as_of)


def _check_signature(credential: Credential, library: Library) -> Check:
    proof = credential.proofs[0]
    try:
        as_of = _signed_by(credential, library)
    except Missing as error:
        facts: dict[str, object] = {"url": error.request.url}
        return Check(Question.PROOF, Outcome.UNKNOWN, "proof.unchecked", facts, None, (error.request,))
    except (Malformed, BadSignature) as error:
        return Check(Question.PROOF, Outcome.FAILED, error.code, error.facts)
    except WalletError as error:
        return Check(Question.PROOF, Outcome.UNKNOWN, error.code, error.facts)
    return Check(Question.PROOF, Outcome.PASSED, "proof.ok", {"suites": [proof.suite]}, as_of)


def _signed_by(credential: Credential, library: Library) -> datetime | None:
    """When the key was fetched that the signature holds with: the one that it names, else one of the issuer's profile."""
    proof = credential.proofs[0]
    if proof.verification_method:
        found = [signing_key(proof.verification_method, library)]
    else:
        _, issuer = chain(credential, library)
        parts = [follow(one, library) for one in listed(issuer.claims.get("publicKey"))[:MAX_KEYS]]
        found = [(from_pem(part.claims.get("publicKeyPem")), part.as_of or issuer.as_of, "") for part in parts]
    failed: WalletError = Malformed("malformed.verification")
    for key, as_of, _ in found:
        try:
            check_jws(credential.raw, proof, key)
        except BadSignature as error:
            failed = error
        else:
            return as_of
    raise failed


def signing_key(creator: str, library: Library) -> tuple[PublicKey, datetime | None, str]:
    """The key at an address, when it was fetched, and who owns it."""
    if not creator:
        raise Malformed("malformed.verification")
    part = follow(creator, library)
    owner = part.claims.get("owner")
    return from_pem(part.claims.get("publicKeyPem")), part.as_of, owner if isinstance(owner, str) else ""


def check_binding(credential: Credential, library: Library) -> Check:
    """Does the place, or the key, speak for the issuer that the badge names?"""
    try:
        badge, issuer = chain(credential, library)
        name = issuer.claims.get("id")
        if not isinstance(name, str):
            return Check(Question.BINDING, Outcome.FAILED, "binding.no_issuer")
        facts: dict[str, object] = {"issuer": name}
        oldest = min((one.as_of for one in (badge, issuer) if one.as_of is not None), default=None)
        if credential.proofs:
            return _check_owner(credential, issuer, name, library, oldest)
        address = openbadges2.hosted_at(credential.claims)
        if not issuer.url and host_name(name):
            # What an embedded profile allows was written by whoever made the assertion.
            raise Missing(Request(name))
        allowed = _is_allowed(address, name, issuer.claims)
    except Missing as error:
        wanted: dict[str, object] = {"url": error.request.url}
        return Check(Question.BINDING, Outcome.UNKNOWN, "binding.missing_document", wanted, None, (error.request,))
    except WalletError as error:
        return Check(Question.BINDING, Outcome.FAILED, error.code, error.facts)
    if allowed is None:
        return Check(Question.BINDING, Outcome.UNKNOWN, "binding.unproven", facts)
    if not allowed:
        return Check(Question.BINDING, Outcome.FAILED, "binding.origin", {**facts, "url": address}, oldest)
    return Check(Question.BINDING, Outcome.PASSED, "binding.hosted", {**facts, "url": address}, oldest)


def _check_owner(credential: Credential, issuer: Part, name: str, library: Library, as_of: datetime | None) -> Check:
    """The key's owner is the issuer, and the issuer's own page lists the key."""
    creator = credential.proofs[0].verification_method
    owner = signing_key(creator, library)[2] if creator else name
    facts: dict[str, object] = {"issuer": name, "key": owner or creator}
    if owner != name:
        return Check(Question.BINDING, Outcome.FAILED, "binding.mismatch", facts)
    if not issuer.url:
        # An embedded profile was written by whoever made the assertion.
        return Check(
            Question.BINDING, Outcome.UNKNOWN, "binding.missing_document", {"url": name}, None, (Request(name),)
        )
    keys = [one.get("id") if isinstance(one, dict) else one for one in listed(issuer.claims.get("publicKey"))]
    if creator and creator not in keys:
        return Check(Question.BINDING, Outcome.FAILED, "binding.mismatch", facts, as_of)
    return Check(Question.BINDING, Outcome.PASSED, "binding.ok", {"issuer": name}, as_of)


def _is_allowed(address: str, issuer: str, profile: Json) -> bool | None:
    """May the issuer host assertions at this address? None where the issuer has no address of its own.

    ``allowedOrigins`` are hosts, the issuer's own unless it lists others; ``startsWith`` are beginnings.
    """
    host, own = host_name(address), host_name(issuer)
    rules = profile.get("verification")
    rules = rules if isinstance(rules, dict) else {}
    origins = [one.lower() for one in listed(rules.get("allowedOrigins")) if isinstance(one, str)]
    beginnings = [one for one in listed(rules.get("startsWith")) if isinstance(one, str)]
    if not own:
        return None
    if not host or host not in (origins or [own]):
        return False
    return not beginnings or any(_begins(address, one) for one in beginnings)


def _begins(address: str, beginning: str) -> bool:
    """A beginning with a host must end that host, so that "https://a.example" does not fit "https://a.example.evil"."""
    if host_name(address) != host_name(beginning):
        return False
    return address.startswith(beginning)


def check_status(credential: Credential, library: Library) -> Check:
    """Was it withdrawn? Of a hosted one its page says so, of a signed one the issuer's list."""
    if credential.proofs:
        return _check_list(credential, library)
    address = openbadges2.hosted_at(credential.claims)
    facts: dict[str, object] = {"url": address}
    if not address:
        return Check(Question.STATUS, Outcome.ABSENT, "status.none")
    try:
        found = _copy(address, library)
        hosted = found.json()
    except Missing as error:
        return Check(Question.STATUS, Outcome.UNKNOWN, "status.hosted_unconfirmed", facts, None, (error.request,))
    except Malformed as error:
        again = (Request(address),)
        return Check(
            Question.STATUS, Outcome.UNKNOWN, "status.list_bad", {"reason": error.code, **facts}, found.as_of, again
        )
    if not isinstance(hosted, dict) or hosted.get("revoked") is True:
        reason = str(hosted.get("revocationReason", ""))[:MAX_REASON] if isinstance(hosted, dict) else ""
        return Check(
            Question.STATUS, Outcome.FAILED, "status.revoked", {"as_of": found.as_of, **reasoned(reason)}, found.as_of
        )
    return _not_withdrawn(found.as_of, address)


def _not_withdrawn(as_of: datetime | None, url: str) -> Check:
    if as_of is None:
        return Check(Question.STATUS, Outcome.PASSED, "status.ok_undated")
    return Check(Question.STATUS, Outcome.PASSED, "status.ok", {"as_of": as_of, "url": url}, as_of)


def _check_list(credential: Credential, library: Library) -> Check:
    """The ``revocationList`` of the issuer's profile (section 3.9); ABSENT if it names none."""
    issuer: Part | None = None
    facts: dict[str, object]
    try:
        _, issuer = chain(credential, library)
        if not issuer.url:
            raise Missing(Request(str(issuer.claims.get("id", ""))))
        if "revocationList" not in issuer.claims:
            return Check(Question.STATUS, Outcome.ABSENT, "status.none")
        listing = follow(issuer.claims["revocationList"], library)
        withdrawn, reason = _revoked_in(listing.claims, credential)
    except Missing as error:
        facts = {"url": error.request.url}
        return Check(Question.STATUS, Outcome.UNKNOWN, "status.missing", facts, None, (error.request,))
    except WalletError as error:
        where = issuer.claims.get("revocationList") if issuer is not None else None
        again = (Request(where),) if isinstance(where, str) else ()
        facts = {"reason": error.code, "url": where if again else ""}
        return Check(Question.STATUS, Outcome.UNKNOWN, "status.list_bad", facts, None, again)
    said: dict[str, object] = {"as_of": listing.as_of}
    if withdrawn:
        return Check(Question.STATUS, Outcome.FAILED, "status.revoked", {**said, **reasoned(reason)}, listing.as_of)
    return _not_withdrawn(listing.as_of, listing.url)


def _revoked_in(listing: Json, credential: Credential) -> tuple[bool, str]:
    """Is the assertion in a RevocationList, by its ``id`` or its ``uid``, and why? Raises ``Malformed``."""
    names = dict.fromkeys(
        name for name in (credential.id, credential.claims.get("uid")) if isinstance(name, str) and name
    )
    if not names:
        raise Malformed("status.no_id")
    found = [revoked_in(listing, name) for name in names]
    return next((answer for answer in found if answer[0]), (False, ""))
