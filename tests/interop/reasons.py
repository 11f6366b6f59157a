"""Where a peer and Akashi disagree: which peer, and about what. The clauses that decide are in docs/interop.md."""

import re
from collections.abc import Callable
from typing import Any

from tests import nquads
from wallet.canon import rdfc

Peer = dict[str, Any]
DISSENT: dict[str, tuple[str, str, bool, str]] = {
    # name, explained in docs/interop.md: (row starts with, peer starts with, the file is sound, a word of its error)
    "P-384": ("ecdsa-rdfc-2019:P-384", "openvc-core", True, "does not verify"),
    "authentication": ("presentation", "@digitalcredentials/verifier-core", True, "insufficient proofs"),
    "hidden dates": ("ecdsa-sd-2023", "openbadgeslib", True, "omitted validUntil"),
    "hidden status": ("ecdsa-sd-2023", "openbadgeslib", True, "omitted credentialStatus"),
    "2021 not signed": ("StatusList2021", "openbadgeslib", True, "legacy StatusList2021Entry"),
    "2021 not asked": ("StatusList2021", "@digitalcredentials/verifier-core", False, ""),
    "status not asked": ("Token Status List", "sd-jwt (python)", False, ""),
    "the credential alone": ("presentation", "jose (embedded credential)", False, ""),
}


def of_dissent(row: str, sound: bool, peer: Peer) -> str:
    """The name of the reason why a peer judges a fresh file otherwise, or nothing."""
    errors = " ".join(map(str, peer["errors"]))
    for name, (starts, who, about, word) in DISSENT.items():
        if row.startswith(starts) and peer["peer"].startswith(who) and about is sound and word in errors:
            return name
    return ""


REFUSED: dict[str, tuple[str, str]] = {
    # name: (reference starts with, a word of its error)
    "null direction": ("", "direction"),
    "null direction, PyLD": ("PyLD", "Could not expand"),
    "null language": ("PyOxigraph", "@language value must be a string"),
    "scalar under a scoped term": ("PyOxigraph", "protected"),
    "inside a graph": ("jsonld.js", "object with only @"),
    "nothing inside a graph": ("jsonld.js", "empty object"),
    "null value": ("jsonld.js", "null @value"),
    "earlier revision": ("jsonld.js", "endorsementJwt"),
    "earlier revision, jti": ("jsonld.js", '"jti"'),
    "its own budget": ("jsonld.js", "Maximum deep iterations"),
}
_NUMBER = re.compile(r'"[-+0-9.E]+"(\^\^<[^>]*>)? ')
_LABEL = re.compile("_:c14n[0-9]+")
_Lines = set[str]
DIFFER: dict[str, tuple[str, Callable[[str, _Lines, _Lines, str], bool]]] = {
    # name: (reference starts with, (our text, lines only here, lines only there, their text))
    "numbers": ("", lambda ours, here, there, theirs: bool(here) and all(map(_NUMBER.search, here | there))),
    "language of one letter": ("PyOxigraph", lambda ours, here, there, theirs: any('"@x ' in line for line in here)),
    "equal hashes": ("PyOxigraph", lambda ours, here, there, theirs: rdfc.canonicalize(nquads.parse(theirs)) == ours),
    "said twice": ("jsonld.js", lambda ours, here, there, theirs: set(ours.split("\n")) == set(theirs.split("\n"))),
    "scalar inside a graph": ("PyOxigraph", lambda ours, here, there, theirs: all(map(_GRAPHS.search, here | there))),
    "type-scoped contexts": ("PyOxigraph", lambda ours, here, there, theirs: bool(here) and all(map(_NUMBER.search, there))),
}  # fmt: skip
_GRAPHS = re.compile("#(proof|verifiableCredential)> ")


def of_refusal(reference: str, error: str) -> str:
    """The name of the reason why a reference refuses a document that is whole here, or nothing."""
    return next((name for name, (who, word) in REFUSED.items() if reference.startswith(who) and word in error), "")


def of_graph(reference: str, ours: str, theirs: str) -> str:
    """The name of the reason why a reference gives another graph, or nothing."""
    here, there = (set(_LABEL.sub("_:", text).split("\n")) for text in (ours, theirs))
    for name, (who, about) in DIFFER.items():
        if reference.startswith(who) and about(ours, here - there, there - here, theirs):
            return name
    return ""


PASSED: tuple[tuple[str, str, str, str], ...] = (
    # name, kind starts with, peer starts with, a word of its error
    ("list by another issuer", "", "@digitalbazaar/vc", "Issuers of the status list"),
    ("list by another issuer", "", "openvc-core", "StatusListIssuerUntrusted"),
    ("list by another issuer", "", "openbadgeslib", "does not match the badge issuer"),
    ("its own budget", "", "@digitalbazaar/vc", "Maximum deep iterations"),
    ("its own budget", "", "@digitalcredentials/verifier-core", "unknown_error"),
    ("P-384", "", "openvc-core", "ecdsa-rdfc-2019 proof does not verify"),
    ("authentication", "", "@digitalcredentials/verifier-core", "insufficient proofs"),
    ("hidden dates", "", "openbadgeslib", "omitted valid"),
    ("hidden status", "", "openbadgeslib", "omitted credentialStatus"),
    ("version 2 only", "", "openbadgeslib", "@context[0] must be"),
    ("version 2 only", "", "openbadgeslib", "@context[1] must be"),
    ("version 1 only", "VC-JWT 1.1", "did-jwt-vc", "unknown credential format"),
    ("records and endorsements", "", "openvc-core", "not in compacted form"),
    ("records and endorsements", "", "openbadgeslib", "the endorsement at"),
    ("empty status", "", "@digitalbazaar/vc", '"credentialStatus.type" must be'),
    ("leading contexts", "options of eddsa-jcs-2022", "openvc-core", "does not verify"),
    ("chain ignored", "options of", "@digitalbazaar/vc", "Invalid signature"),
    ("key by its DID", "", "", '"publicKeyMultibase" property'),
    ("key by its DID", "SD-JWT VC", "sd-jwt (python)", "'NoneType' object has no attribute 'public_key_jwk'"),
    ("key by its DID", "", "openvc-core", "not in the DID document"),
    ("key by its DID", "", "openvc-core", "no verification method for kid"),
    ("compacted otherwise", "", "openbadgeslib", "not in compacted form"),
    ("own node again", "", "openvc-core", "is described again inside the document"),
    ("own node again", "", "openbadgeslib", "is described again inside the document"),
    ("method as an object", "options of", "openbadgeslib", "proof has no verificationMethod"),
    ("method as an object", "options of", "openvc-core", "no verificationMethod to resolve"),
    ("five minutes", "", "@digitalbazaar/vc", "is before"),
    ("five minutes", "", "openvc-core", "CredentialNotYetValid"),
    ("five minutes", "", "jose", "glue: validFrom 2026-11-24T09:0"),
    ("issued later", "", "", "not yet valid (iat)"),
    ("year before 1", "", "", "-0001-"),
    ("midnight", "", "openvc-core", "T24:00:00Z"),
    ("midnight", "", "openbadgeslib", "T24:00:00Z"),
    ("null member", "", "openbadgeslib", "Key ID header parameter"),
    ("null member", "", "openvc-core", "Key ID header parameter"),
    ("context twice", "", "openbadgeslib", "already listed"),
    ("name of the algorithm", "", "openbadgeslib", "Algorithm 'Ed25519'"),
    ("context by itself", "", "openbadgeslib", "@context must be an array"),
    ("leap second", "", "", ":60Z"),
    ("type in capitals", "SD-JWT VC", "openvc-core", "KB-JWT typ must be"),
    ("type in capitals", "SD-JWT VC", "@sd-jwt/sd-jwt-vc", "Invalid Key Binding Jwt"),
    ("several audiences", "SD-JWT VC", "", "KB-JWT aud"),
    ("audience of a credential", "", "openvc-core", "issuer JWT aud does not include"),
    ("audience of a credential", "", "openvc-core", "restricted to an audience"),
    ("context by itself", "", "@digitalbazaar/vc", "needs to be first"),
    ("context by itself", "eddsa-jcs-2022", "@digitalbazaar/vc", "does not start with proof.@context"),
    ("schema decides nothing", "", "openbadgeslib", "missing required field"),
    ("schema decides nothing", "", "openbadgeslib", "must be a JSON object"),
    ("schema decides nothing", "", "openbadgeslib", "must be a boolean"),
    ("schema decides nothing", "", "openbadgeslib", "must have an 'id' or an 'identifier'"),
    ("marks without tilde", "", "openvc-core", "carries SD-JWT markers"),
    ("earlier media type", "SD-JWT VC", "openvc-core", "needs a W3C VCDM @context"),
    ("earlier name", "options of eddsa-rdfc-2022", "@digitalbazaar/vc", "insufficient proofs"),
    ("null member", "", "@digitalbazaar/vc", 'property "termsOfUse" must be'),
    ("null member", "", "@digitalbazaar/vc", 'property "evidence" must be'),
    ("null direction", "", "@digitalbazaar/vc", '"@direction" value'),
    ("null direction", "", "openvc-core", "canonicalization failed"),
    ("null direction", "", "openvc-core", "Could not expand input"),
    ("null direction", "", "openbadgeslib", "invalid base direction"),
    ("its own contexts", "", "openbadgeslib", "not in the bundled allowlist"),
    ("its own contexts", "", "@digitalcredentials/verifier-core", "invalid_signature"),
    ("names of its own", "", "@digitalcredentials/verifier-core", "invalid_credential_id"),
)


def of_verdict(kind: str, peer: Peer) -> str:
    """The name of the reason why a peer refuses what passes here, or nothing."""
    errors = " ".join(map(str, peer["errors"]))
    for name, starts, who, word in PASSED:
        if kind.startswith(starts) and peer["peer"].startswith((who, "all in Node")) and word in errors:
            return name
    return ""
