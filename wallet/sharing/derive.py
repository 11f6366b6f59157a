"""Choosing from a credential whose issuer signed each statement: ecdsa-sd-2023 and bbs-2023.

What the issuer made mandatory is always shown, and so is the frame that tells what the rest is
worth: dates and status. A learner who could leave out how a credential is withdrawn would
be showing something else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, Final

from wallet import formats, proofs
from wallet.did import resolve
from wallet.encoding import dump_json, pointer_get, pointer_join, pointer_tokens
from wallet.errors import Refused, WalletError
from wallet.evidence import Case, examine
from wallet.formats.rules import listed
from wallet.library import Library
from wallet.model import Credential, Proof
from wallet.report import Outcome

_FRAME: Final = (
    "issuer", "validFrom", "validUntil", "issuanceDate", "expirationDate", "credentialStatus", "credentialSchema",
)  # fmt: skip
_NEVER: Final = frozenset({"@context", "id", "type", "proof"})
MAX_CLAIMS: Final = 500


def base_proof(credential: Credential) -> Proof | None:
    """The proof from which others are derived, or None if there is none."""
    if credential.format != "ldp_vc":
        return None
    for proof in credential.proofs:
        try:
            selective = proofs.suite(proof.suite).selective
            if selective is not None and selective.is_base(proof):
                return proof
        except WalletError:
            continue
    return None


def always(credential: Credential, proof: Proof) -> tuple[str, ...]:
    """The pointers that every derived credential shows."""
    selective = proofs.suite(proof.suite).selective
    assert selective is not None
    frame = tuple(pointer_join(name) for name in _FRAME if name in credential.claims)
    return tuple(dict.fromkeys((*selective.mandatory(proof), *frame)))


def claims(credential: Credential) -> tuple[tuple[str, Any, bool], ...]:
    """Every claim that can be shown for itself: (pointer, value, whether it is always shown)."""
    proof = base_proof(credential)
    if proof is None:
        return ()
    shown = always(credential, proof)
    found = []
    for place, value in _leaves(credential.claims, ()):
        required = any(place == one or place.startswith(f"{one}/") for one in shown)
        if required and pointer_tokens(place)[0] in _FRAME:
            continue
        found.append((place, value, required))
        if len(found) == MAX_CLAIMS:
            break
    return tuple(found)


def _leaves(value: Any, path: tuple[str | int, ...]) -> Iterator[tuple[str, Any]]:
    """Values that hold no objects, at their pointers; lists of plain values stay whole."""
    if isinstance(value, dict) and "@value" not in value:
        for name, item in value.items():
            if name not in _NEVER:
                yield from _leaves(item, (*path, name))
    elif isinstance(value, list) and any(isinstance(item, dict | list) for item in value):
        for place, item in enumerate(value):
            yield from _leaves(item, (*path, place))
    else:
        yield pointer_join(*path), value


def derive(credential: Credential, chosen: Iterable[str], library: Library, at: datetime) -> bytes:
    """A credential with only the chosen claims, whose new proof was checked before it is handed out.

    Raises ``Refused``, or what resolving the issuer's key raises.
    """
    proof = base_proof(credential)
    if proof is None:
        raise Refused("present.whole_only")
    wanted = (*always(credential, proof), *chosen)
    for pointer in wanted:
        pointer_get(credential.claims, pointer)
    key = resolve(proof.verification_method, library).key
    urls = [url for url in listed(credential.claims.get("@context")) if isinstance(url, str)]
    for revision in range(library.revisions(urls)):
        part = proofs.derive_document(credential.claims, proof, key, wanted, library, revision)
        raw = dump_json(part)
        seen = examine(Case(formats.read(raw).credentials[0], library, at))
        if all(one.outcome is Outcome.PASSED for one in seen.proofs):
            return raw
    raise Refused("disclose.unproven")
