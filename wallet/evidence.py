"""Checking a credential's proofs: what each key signed, and what no statement carries.

The cryptographic half of verification, shared by credentials, presentations and status lists.
Nothing here decides a verdict; ``verify`` turns Evidence into answers.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from wallet import proofs
from wallet.canon.contexts import context_urls
from wallet.crypto.keys import PublicKey, from_jwk
from wallet.did import Method, issuer_key, listed_by, resolve
from wallet.encoding import has_digest, multibase_decode
from wallet.errors import BadSignature, Malformed, Missing, Unsupported, WalletError
from wallet.formats.rules import OLD_BADGES, listed
from wallet.library import Library
from wallet.model import NOTHING, Audience, Credential, Json, Presentation, Proof
from wallet.proofs.jose import check_algorithm, check_jws
from wallet.report import Check, Outcome
from wallet.seams import Request

if TYPE_CHECKING:
    from wallet.formats import jades

CLOCK_SKEW: Final = timedelta(minutes=5)
MAX_PROOFS: Final = 16


class Case(NamedTuple):
    """One credential to be judged: with what at hand, when, shown by whom, and to whom."""

    credential: Credential
    library: Library
    at: datetime
    presentation: Presentation | None = None
    audience: Audience | None = None
    keeping: bool = False
    """Its holder looks at it: a proof that others are derived from is sound, though never to be shown."""
    recipient: str = ""
    """Whom the verifier says that it is for: an e-mail address or another identity, as it was typed."""
    depth: int = 0
    """How many credentials it stands within: an endorsement's own endorsements are not followed."""


class Proven(NamedTuple):
    """What became of one proof. ABSENT means its suite is not known here.

    ``method`` is the key and whom it speaks for, where it could be found; ``binding`` the answer
    to that question where the method alone does not give it.
    """

    proof: Proof
    outcome: Outcome
    code: str
    facts: Json = NOTHING
    method: Method | None = None
    needs: tuple[Request, ...] = ()
    binding: Check | None = None


class Evidence(NamedTuple):
    """All proofs of one document, and the pointers to what they do not cover.

    ``obstacle`` is why coverage could not be found out: a context that is not at hand, say.
    """

    proofs: tuple[Proven, ...]
    undefined: tuple[str, ...] = ()
    relative: tuple[str, ...] = ()
    obstacle: WalletError | None = None
    answer: Check | None = None
    """The answer to PROOF where the proofs alone do not give it: of a badge that is hosted."""

    @property
    def obstacle_needs(self) -> tuple[Request, ...]:
        """The request that would remove the obstacle."""
        return (self.obstacle.request,) if isinstance(self.obstacle, Missing) else ()


def examine(case: Case) -> Evidence:
    """Check every proof of a credential."""
    credential = case.credential
    if credential.format == "ldp_vc":
        return examine_document(
            credential.claims, credential.proofs, case.library, case.at, "assertionMethod", case.keeping
        )
    if credential.format == "jades":
        return examine_seal(credential, case.library, case.at)
    if credential.format in OLD_BADGES:
        return _examine_assertion(credential, case.library)
    return Evidence(
        tuple(examine_token(credential.raw, proof, credential.issuer.id, case.library) for proof in credential.proofs)
    )


_HOSTED: Final = Proof("hosted", "", "", {}, "")


def _examine_assertion(credential: Credential, library: Library) -> Evidence:
    """What the issuer's own pages say of an Open Badges 2.0 assertion stands in for a proof."""
    from wallet import assertion

    answer = assertion.check_proof(credential, library)
    if answer.code == "proof.none":
        return Evidence(())
    proof = credential.proofs[0] if credential.proofs else _HOSTED
    binding = assertion.check_binding(credential, library)
    proven = Proven(proof, answer.outcome, answer.code, answer.facts, None, answer.needs, binding)
    return Evidence((proven,), answer=answer)


def examine_seal(credential: Credential, library: Library, at: datetime) -> Evidence:
    """Check every seal of a sealed credential; all of its payload is under each."""
    from wallet.formats import jades

    sealed = jades.split(credential.raw)
    pairs = zip(credential.proofs, sealed.signatures, strict=True)
    return Evidence(tuple(_sealed(credential, proof, sealed.payload, one, library, at) for proof, one in pairs))


def _sealed(
    credential: Credential, proof: Proof, payload: str, one: jades.Signature, library: Library, at: datetime
) -> Proven:
    """One seal: whether it holds, and only then whom its certificate speaks for."""
    from wallet import seals
    from wallet.proofs.jades import check_dates, check_seal

    method: Method | None = None
    binding: Check | None = None
    result = Proven(proof, Outcome.PASSED, "proof.ok")
    try:
        known = partial(seals.certificate_at_hand, library)
        seal = check_seal(one.protected, payload, one.value, one.header, one.unprotected, known)
        binding = seals.check_binding(credential, seal, library, at)
        bound = binding.outcome is Outcome.PASSED
        purposes = frozenset({"assertionMethod"}) if bound else frozenset()
        method = Method(seal.key, credential.issuer.id if bound else "", purposes, binding.as_of)
        check_dates(seal, at)
    except WalletError as error:
        result = _proven(proof, error, method)
    return result._replace(method=method, binding=binding)


def is_part(credential: Credential) -> bool:
    """Did its holder choose what of it is shown? Then what is absent may have been kept back."""
    for proof in credential.proofs:
        if proof.suite in ("ecdsa-sd-2023", "bbs-2023"):
            selective = proofs.suite(proof.suite).selective
            with suppress(WalletError):  # a value that cannot be read is no part, and fails as a proof
                return selective is not None and not selective.is_base(proof)
    return False


def replaced(credential: Credential, library: Library) -> str:
    """The address of a related resource at hand that is not the one the issuer meant; "" if there is none.

    Verifiable Credentials Data Model 2.0, section 5.3.
    """
    for item in listed(credential.claims.get("relatedResource")):
        url = item.get("id") if isinstance(item, dict) else None
        if isinstance(url, str) and (known := library.digests(url)) and not any(_is_meant(item, one) for one in known):
            return url
    return ""


def _is_meant(item: Json, digests: Mapping[str, bytes]) -> bool:
    try:
        if "digestSRI" in item and not has_digest(item["digestSRI"], digests):
            return False
        hashed = {prefix + digests[name] for name, prefix in _MULTIHASH.items() if name in digests}
        return "digestMultibase" not in item or multibase_decode(item["digestMultibase"]) in hashed
    except Malformed:
        return False


_MULTIHASH: Final = {"sha256": b"\x12\x20", "sha384": b"\x20\x30", "sha512": b"\x13\x40"}
"""What begins a digest that says its kind and length (Multihash)."""


def uncovered(credential: Credential, library: Library) -> tuple[str, ...] | None:
    """The pointers that no signature covers, whether or not it holds; None if nothing can be said to be covered."""
    if not credential.proofs:
        return None
    if credential.format != "ldp_vc" or all("-jcs-" in proof.suite for proof in credential.proofs):
        return ()
    secured = proofs.Secured(credential.claims, library)
    try:
        secured.statements(secured.unsecured, "document", "sha256")
    except WalletError:
        return None
    return tuple(name for graph in secured.lost for name in (*graph.undefined, *graph.relative))


def examine_token(raw: bytes, proof: Proof, issuer: str, library: Library) -> Proven:
    """Check the signature of a compact JWS; all of its payload is under it."""
    method: Method | None = None
    try:
        check_algorithm(proof.suite)
        method = token_method(proof, issuer, library)
        check_jws(raw, proof, method.key)
    except WalletError as error:
        return _proven(proof, error, method)
    return Proven(proof, Outcome.PASSED, "proof.ok", {}, method)


def token_method(proof: Proof, issuer: str, library: Library) -> Method:
    """The key of a token: by ``kid``, by an embedded ``jwk``, or the issuer's own.

    An embedded key only shows that the token is whole. It binds nobody unless a document of the
    issuer at hand lists the same key.
    """
    kid = proof.verification_method
    if "jwk" in proof.options and not kid.startswith("did:"):
        key: PublicKey = from_jwk(proof.options["jwk"])
        try:
            return listed_by(issuer, key, library) if issuer else Method(key, "", frozenset())
        except WalletError:
            return Method(key, "", frozenset())
    if kid.startswith(("did:", "https://")):
        return resolve(kid, library)
    if issuer.startswith(("did:key:", "did:jwk:")):
        return resolve(issuer, library)
    if not issuer:
        raise Unsupported("proof.no_key")
    if issuer.startswith("https://") and issuer not in library.documents:
        return issuer_key(issuer, kid, library)
    if kid:
        return resolve(f"{issuer}#{kid.removeprefix('#')}", library)
    raise Unsupported("proof.no_key")


def examine_document(
    document: Json, found: tuple[Proof, ...], library: Library, at: datetime, purpose: str, keeping: bool = False
) -> Evidence:
    """Check the Data Integrity proofs of a document.

    Where a context was changed in place by its authority, the newest revision is tried first; the
    first under which all known proofs hold is the one that counts.
    """
    if len(found) > MAX_PROOFS:
        too_many = Malformed("malformed.too_many", limit=MAX_PROOFS)
        return Evidence((_proven(found[0], too_many, None),), obstacle=too_many)

    def under(revision: int) -> tuple[Evidence, bool]:
        evidence = _under(proofs.Secured(document, library, revision), found, library, at, purpose, keeping)
        return evidence, all(one.outcome is not Outcome.FAILED for one in evidence.proofs)

    newest, good = under(0)
    if good:
        return newest
    older = map(under, range(1, library.revisions(_all_contexts(document))))
    return next((evidence for evidence, good in older if good), newest)


def _under(
    secured: proofs.Secured, found: tuple[Proof, ...], library: Library, at: datetime, purpose: str, keeping: bool
) -> Evidence:
    obstacle: WalletError | None = None
    results = []
    for proof in found:
        result, error = _check_proof(secured, proof, library, at, purpose, keeping)
        if error is not None and error.code.startswith(("coverage.", "proof.too_complex")):
            obstacle = obstacle or error
        if secured.lost:
            result = _partial(result)
        results.append(result)
    if len(results) > 1:
        results = [_after(result, results) for result in results]
    if any(one.outcome is not Outcome.ABSENT and "-jcs-" not in one.proof.suite for one in results):
        # A proof that ended before its statements were made (a key that is not at hand) says nothing of what it covers.
        try:
            secured.graph(secured.unsecured, "document")
        except WalletError as error:
            obstacle = obstacle or error
    undefined = tuple(dict.fromkeys(name for graph in secured.lost for name in graph.undefined))
    relative = tuple(dict.fromkeys(name for graph in secured.lost for name in graph.relative))
    return Evidence(tuple(results), undefined, relative, obstacle)


def _after(result: Proven, results: list[Proven]) -> Proven:
    """A proof that holds, after others: it says no more than they do (section 4.3)."""
    before = listed(result.proof.options.get("previousProof"))
    weak = [one for one in results if one.proof.options.get("id") in before and one.outcome is not Outcome.PASSED]
    if not weak or not before or result.outcome is not Outcome.PASSED:
        return result
    return result._replace(outcome=Outcome.UNKNOWN, code=weak[0].code, facts=weak[0].facts, needs=weak[0].needs)


def _partial(result: Proven) -> Proven:
    """A signature that holds, over less than what is shown: data loss is an error (section 4.6)."""
    if result.outcome is not Outcome.PASSED:
        return result
    return Proven(result.proof, Outcome.UNKNOWN, "proof.partial", {}, result.method)


def _check_proof(
    secured: proofs.Secured, proof: Proof, library: Library, at: datetime, purpose: str, keeping: bool
) -> tuple[Proven, WalletError | None]:
    """Data Integrity 1.0, section 4.2 "Verify Proof", with the error that ended it, if any."""
    method: Method | None = None
    try:
        suite = proofs.suite(proof.suite)
    except Unsupported as error:
        return Proven(proof, Outcome.ABSENT, error.code, error.facts), None
    try:
        _check_options(proof, at, purpose)
        method = resolve(proof.verification_method, library)
        if method.key.kind not in suite.keys:
            raise BadSignature("proof.algorithm", algorithm=suite.name, key=method.key.kind)
        suite.check(secured, proof, method.key)
        if not keeping and suite.selective is not None and suite.selective.is_base(proof):
            raise BadSignature("proof.base")
    except WalletError as error:
        return _proven(proof, error, method), error
    return Proven(proof, Outcome.PASSED, "proof.ok", {}, method), None


def _check_options(proof: Proof, at: datetime, purpose: str) -> None:
    if not proof.verification_method or not proof.value:
        raise Malformed("malformed.proof", member="verificationMethod" if proof.value else "proofValue")
    if proof.purpose != purpose:
        raise BadSignature("proof.purpose", purpose=proof.purpose[:40], wanted=purpose)
    for name, stated in (("created", proof.created), ("expires", proof.expires)):
        if name in proof.options and stated is None:
            raise BadSignature("proof.dates", member=name)
    if proof.expires is not None and proof.expires <= at:
        raise BadSignature("proof.expired", until=proof.expires)


def _proven(proof: Proof, error: WalletError, method: Method | None) -> Proven:
    """An error as the outcome of a proof."""
    if isinstance(error, Missing):
        return Proven(proof, Outcome.UNKNOWN, "proof.unchecked", {"url": error.request.url}, method, (error.request,))
    if isinstance(error, Unsupported):
        code = "proof.unreadable" if error.code.startswith("coverage.") else error.code
        return Proven(proof, Outcome.UNKNOWN, code, error.facts, method)
    return Proven(proof, Outcome.FAILED, error.code, error.facts, method)


def _all_contexts(document: Json) -> set[str]:
    """Every context URL a document names, at any depth."""
    found: set[str] = set()
    waiting: list[Any] = [document]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            if "@context" in one:
                with suppress(Unsupported):
                    found.update(context_urls(one))
            waiting.extend(one.values())
        elif isinstance(one, list):
            waiting.extend(one)
    return found
