"""The suites of earlier years: checked, labelled as legacy, and no easier to forge."""

import json
from typing import Any

import pytest

from tests import making
from wallet import formats, proofs
from wallet.crypto.keys import PrivateKey
from wallet.encoding import b64url_encode, dump_json
from wallet.report import Outcome, Question, Report
from wallet.verify import verify

P256 = PrivateKey.from_seed(bytes(range(1, 33)), "P-256")
P384 = PrivateKey.from_seed(bytes(range(1, 49)), "P-384")
CONTEXT: dict[str, tuple[str, ...]] = {
    "Ed25519Signature2018": (),  # the base context of version 1.1 has it
    "JsonWebSignature2020": ("https://w3id.org/security/suites/jws-2020/v1",),
    "Ed25519Signature2020": (making.ED2020,),
}


def legacy(suite: str, key: PrivateKey = making.ISSUER, **changes: Any) -> dict[str, Any]:
    document = making.badge(
        **{"@context": [making.V1, "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json", *CONTEXT[suite]]},
        issuer={"id": key.did, "type": ["Profile"], "name": "北総学院大学"},
        issuanceDate="2026-09-12T00:00:00Z",
        validFrom=None,
    )
    return {**making.signed(document, key, suite_name=suite), **changes}


def judged(document: dict[str, Any]) -> Report:
    return verify(formats.read(making.raw(document)).credentials[0], making.library(), making.NOW)


def proof_code(document: dict[str, Any]) -> str:
    answer = judged(document).answer(Question.PROOF)
    assert answer is not None
    assert answer.outcome is not Outcome.PASSED
    return answer.code


@pytest.mark.parametrize(
    ("suite", "key"),
    [
        ("Ed25519Signature2018", making.ISSUER),
        ("Ed25519Signature2020", making.ISSUER),
        ("JsonWebSignature2020", making.ISSUER),
        ("JsonWebSignature2020", P256),
        ("JsonWebSignature2020", P384),
    ],
)
def test_a_legacy_proof_that_holds_passes_and_a_changed_claim_does_not(suite: str, key: PrivateKey) -> None:
    document = legacy(suite, key)
    assert judged(document).verdict() is Outcome.PASSED
    assert proofs.suite(suite).legacy
    assert proof_code({**document, "name": "データサイエンス応用"}) == "proof.bad"
    later = {**document["proof"], "created": "2026-09-12T03:00:01Z"}
    assert proof_code({**document, "proof": later}) == "proof.bad"


@pytest.mark.parametrize(
    "header",
    [
        {"alg": "none", "b64": False, "crit": ["b64"]},
        {"alg": "HS256", "b64": False, "crit": ["b64"]},
        {"alg": "ES256", "b64": False, "crit": ["b64"]},
        {"alg": "EdDSA", "b64": True, "crit": ["b64"]},
        {"alg": "EdDSA", "b64": False},
        {"alg": "EdDSA", "b64": False, "crit": ["b64", "exp"]},
        {"alg": "EdDSA", "b64": False, "crit": ["b64"], "jku": "https://keys.example"},
        {"alg": "EdDSA", "b64": 0, "crit": ["b64"]},
        ["alg"],
    ],
)
@pytest.mark.parametrize("suite", ["Ed25519Signature2018", "JsonWebSignature2020"])
def test_a_detached_token_has_one_header_only(suite: str, header: Any) -> None:
    document = legacy(suite)
    tail = document["proof"]["jws"].partition("..")[2]
    forged = {**document["proof"], "jws": f"{b64url_encode(dump_json(header))}..{tail}"}
    assert proof_code({**document, "proof": forged}) in ("proof.bad", "proof.algorithm")


@pytest.mark.parametrize("token", ["", "..", "x", "e30..", "a.b.c", "A" * 9000, 7, None, "e30..🙂"])
def test_a_token_that_is_none_is_refused(token: Any) -> None:
    document = legacy("JsonWebSignature2020")
    assert judged({**document, "proof": {**document["proof"], "jws": token}}).verdict() is Outcome.FAILED


def test_the_payload_in_the_token_does_not_stand_in_for_the_document() -> None:
    document = legacy("Ed25519Signature2018")
    head, _, tail = document["proof"]["jws"].partition("..")
    whole = f"{head}.{b64url_encode(b'payload')}.{tail}"
    assert proof_code({**document, "proof": {**document["proof"], "jws": whole}}) == "proof.bad"


def test_a_proof_value_beside_the_token_is_not_the_signature() -> None:
    document = legacy("Ed25519Signature2018")
    moved = {"proofValue" if name == "jws" else name: value for name, value in document["proof"].items()}
    assert judged({**document, "proof": moved}).verdict() is Outcome.FAILED
    assert json.dumps(moved)
