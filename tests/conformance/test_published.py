"""The published vectors: every signed credential of the suites that this version judges.

``MANIFEST.json`` states the expected verdict with everything in the folder at hand. What is not
followed stands in EXCEPTIONS with its reason, and is checked to be exactly that.
"""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests import making
from wallet import formats
from wallet.errors import WalletError
from wallet.library import Context, Document, Library, documents_from
from wallet.model import Found
from wallet.proofs import SUITES as SIGNATURE_SUITES
from wallet.report import Outcome, Question, Report
from wallet.verify import verify_found

NOW = making.NOW.replace(day=22, hour=0)
SUITES = ("dcc-vc-test-fixtures", "1edtech-ob30", "1edtech-ob30-spec", "w3c-vc-di-eddsa", "w3c-ccg-vc-ed", "dcc-verifier-core",
          "dcc-lcw-mocks", "1edtech-clr20")  # fmt: skip
STRUCTURAL = ("w3c-vcdm2-test-suite", "w3c-vcdm1-test-suite")
_DCC = "https://digitalcredentials.github.io/vc-test-fixtures/"
_CORE = "https://raw.githubusercontent.com/digitalcredentials/verifier-core/refs/heads/main/src/test-fixtures/"
_OB30 = (
    "https://raw.githubusercontent.com/1EdTech/digital-credentials-public-validator/refs/heads/main/"
    "inspector-vc/src/test/resources/ob30/"
)
FETCHED = (
    (_DCC, "dcc-vc-test-fixtures", "statusLists"),
    (_CORE, "dcc-verifier-core", "status"),
    (_OB30, "1edtech-ob30", "bit-string-list"),
)
"""Files of the folder that stand for what lies at an address, so the address is known to be theirs."""
TEST_CONTEXTS = {
    "https://www.w3.org/ns/credentials/examples/v2": "www.w3.org_ns_credentials_examples_v2--w3c_vc-data-model.jsonld",
    "https://w3id.org/citizenship/v4rc1": "w3id.org_citizenship_v4rc1--digitalbazaar_citizenship-context.jsonld",
}
"""Contexts that only the vectors use: put at hand as a user could, never shipped."""

UNPROVEN = "the key stands only in the URL or header: anyone could have written it, so the issuer is not proven"
ANOTHER = "signed by a did:key that is not the issuer named"
NO_DID = "the issuer's DID document is not among the vectors"
EXCEPTIONS: dict[str, tuple[str, str]] = {
    # file: (the one code that keeps the verdict from the expected one, the reason)
    **{
        f"1edtech-ob30/{name}": ("binding.unproven", UNPROVEN)
        for name in ("bit-string-list/testlist", "endorsement-valid.json", "simple-context-alias.json", "simple-context-version.json",
                     "simple-did-key-method.json", "simple-did-web-method.json", "simple-eddsa-2022.json", "simple-json.png",
                     "simple-json.svg", "simple-jwt.png", "simple-jwt.svg", "simple-jwt_v1.png", "simple-jwt_v1.svg",
                     "simple-multiple-proofs.json", "simple.1ob", "simple.json", "simple_v1.json")
    },
    **{
        f"1edtech-clr20/{name}": ("binding.unproven", UNPROVEN) for name in ("complex.json", "simple.json", "simple.jwt")
    },
    "1edtech-clr20/simple_v1.json": ("proof.method", "the verification method is a urn:uuid, which names no key"),
    "1edtech-ob30-spec/ob-signed.json": ("binding.unproven", UNPROVEN),
    "1edtech-ob30-spec/clr-signed.json": ("binding.unproven", UNPROVEN),
    **{
        f"w3c-vc-di-eddsa/{name}": ("binding.unproven", "the https issuer's document, which could list this did:key, is not published")
        for name in ("Ed25519Signature2020/signedEdSig.json", "eddsa-jcs-2022/signedJCS.json", "eddsa-rdfc-2022/signedDataInt.json",
                     "proof-set-chain/signedProofChain1.json", "proof-set-chain/signedProofChain2.json",
                     "proof-set-chain/signedProofSet1.json", "proof-set-chain/signedProofSet2.json")
    },
    "w3c-vc-di-eddsa/eddsa-rdfc-2022/employ/signedDataInt.json": ("binding.mismatch", ANOTHER),
    "1edtech-ob30/credential-status-revoked.json": ("proof.unchecked", NO_DID),
    "1edtech-ob30/sd/derivedcredential.json": ("binding.unproven", UNPROVEN),
    "dcc-verifier-core/v2didWebMultikeyWithValidStatus.json": ("proof.unchecked", NO_DID),
    "dcc-verifier-core/v2didWebWithValidStatus.json": ("proof.unchecked", NO_DID),
    "dcc-vc-test-fixtures/v2/dataIntegrityProof/didKey/twoOIDF-revoked-notExpired-badSchema.json": (
        "proof.unreadable",
        "its inline context could give any term any meaning (Data Integrity 1.0, section 2.4.1); the verdict agrees",
    ),
}  # fmt: skip
STRUCTURAL_EXCEPTIONS = {
    "w3c-vcdm2-test-suite/credential-validUntil-validFrom-ok.json": "a template: its dates read PAST DATE and FUTURE DATE",
    "w3c-vcdm2-test-suite/presentation-self-asserted-vc-holder-mismatch.json": "same form as -context-combo1-ok; PROOF refuses it",
    "w3c-vcdm2-test-suite/presentation-self-asserted-vc-issuer-mismatch.json": "same form as -context-combo1-ok; PROOF refuses it",
    "w3c-vcdm2-test-suite/presentation-self-asserted-vc-no-holder.json": "same form as presentation-vc-ok; PROOF refuses it",
    "w3c-vcdm1-test-suite/example-015-zkp-bad-no-proof.jsonld": "unsigned like example-016-jwt; PROOF refuses it",
    "w3c-vcdm1-test-suite/example-015-zkp-vp-bad-missing-proof.jsonld": "unsigned like example-016-jwt-presentation; HOLDER says so",
    "w3c-vcdm1-test-suite/example-016-jwt.jwt": "its base context is https://w3.org/…, which is another URL",
}

ELSEWHERE = {
    "w3c-rdf-canon": "tests/test_canon.py runs all of it",
    "rfc8785-jcs": "tests/test_canon.py runs all of it",
    "wycheproof": "tests/test_keys.py runs Ed25519 and ECDSA P1363",
    "contexts": "tests/test_resources.py compares what is bundled",
    "sd-jwt-rfc9901": "tests/test_sdjwt.py reads the tokens",
    "sd-jwt-python": "tests/test_sdjwt.py reads the tokens",
    "surf-educredentials": "tests/test_openbadges.py reads the unsigned examples",
}
"""Suites that other tests run."""
NOT_YET = {
    "ecdsa, bbs and selective-disclosure suites": (
        "w3c-vc-di-ecdsa", "w3c-vc-di-bbs", "bbs-signature", "vc-di-ecdsa-test-suite", "vc-di-bbs-test-suite", "spruce-ssi"),
    "Open Badges before 3.0": ("1edtech-ob20", "1edtech-ob-legacy", "mozilla-bakery"),
    "JAdES seals and the European Learning Model": ("edc-elm", "esig-dss-jades"),
    "token status lists and SD-JWT VC type metadata": ("token-status-list", "sd-jwt-vc-draft", "sd-jwt-js"),
    "issuing and presenting over a network": ("openid4vci", "openid4vp"),
    "other kinds of keys, records and codes": ("did-key", "did-jwk", "multibase", "1edtech-ler-rs", "vpqr", "waltid", "cctv-ed25519"),
    "schemas": ("json-schemas",),
    "JSON-LD outside the subset that credentials use": ("w3c-json-ld-api",),
}  # fmt: skip
"""Suites of the manifest that this version does not judge, by the reason."""


@cache
def manifest(vectors: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((vectors / "MANIFEST.json").read_bytes())
    return found


@cache
def library(vectors: Path) -> Library:
    documents: list[Document] = []
    for base, suite, folder in FETCHED:
        for path in sorted((vectors / suite / folder).rglob("*")):
            if path.is_file():
                url = base + path.relative_to(vectors / suite).as_posix()
                documents += documents_from(path.read_bytes(), url=url)
    for path in sorted((vectors / "dcc-vc-test-fixtures" / "dids").rglob("did.json")):
        documents += documents_from(path.read_bytes())
    contexts = [Context(url, raw=(vectors / "contexts" / name).read_bytes()) for url, name in TEST_CONTEXTS.items()]
    return making.library().plus(documents).with_contexts(contexts)


def entries(vectors: Path, suites: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    for entry in manifest(vectors):
        if entry["suite"] in suites and entry["expected"] != "n/a":
            yield entry


def judge(vectors: Path, entry: dict[str, Any]) -> tuple[Found | None, tuple[Report, ...]]:
    try:
        found = formats.read((vectors / entry["file"]).read_bytes())
    except WalletError:
        return None, ()
    return found, verify_found(found, library(vectors), NOW)


def agrees(entry: dict[str, Any], reports: tuple[Report, ...]) -> bool:
    """Valid means passed; invalid means not passed; ``expected_proof`` is about PROOF alone."""
    passed = bool(reports) and all(report.verdict() is Outcome.PASSED for report in reports)
    proven = bool(reports) and all(
        check.outcome is Outcome.PASSED
        for report in reports
        for check in report.checks
        if check.question is Question.PROOF
    )
    wanted = entry.get("expected_proof")
    return passed == (entry["expected"] == "valid") and (
        wanted not in ("valid", "invalid") or proven == (wanted == "valid")
    )


def test_every_published_verdict_is_reproduced_or_excepted_with_its_reason(vectors: Path) -> None:
    run = 0
    for entry in entries(vectors, SUITES):
        _, reports = judge(vectors, entry)
        run += 1
        if entry["file"] not in EXCEPTIONS:
            assert agrees(entry, reports), (entry["file"], reports)
            continue
        code, reason = EXCEPTIONS[entry["file"]]
        assert not agrees(entry, reports), f"{entry['file']} agrees now: take it off the list ({reason})"
        codes = [check.code for report in reports for check in report.checks if check.outcome is not Outcome.PASSED]
        assert code in codes, (entry["file"], codes)
        if code == "binding.unproven":
            open_questions = {
                check.question
                for report in reports
                for check in report.checks
                if check.outcome in (Outcome.UNKNOWN, Outcome.FAILED)
            }
            assert open_questions <= {Question.BINDING, Question.ISSUER, Question.SCHEMA, Question.ENDORSEMENT}, entry[
                "file"
            ]
    assert run >= 180
    print(f"\n{run} run, {run - len(EXCEPTIONS)} agreed, {len(EXCEPTIONS)} excepted")


def test_the_data_models_own_rules_agree_with_the_published_suites(vectors: Path) -> None:
    run = 0
    for entry in entries(vectors, STRUCTURAL):
        run += 1
        try:
            found = formats.read((vectors / entry["file"]).read_bytes())
        except WalletError:
            broken = True
        else:
            flaws = [flaw for credential in found.credentials for flaw in credential.flaws]
            flaws += found.presentation.flaws if found.presentation else ()
            broken = bool(flaws or found.failed)
        agreed = broken == (entry["expected"] == "invalid")
        assert agreed != (entry["file"] in STRUCTURAL_EXCEPTIONS), entry["file"]
    assert run == 173


def proof_holds(reports: tuple[Report, ...]) -> bool:
    checks = [report.answer(Question.PROOF) for report in reports]
    return bool(checks) and all(check is not None and check.outcome is Outcome.PASSED for check in checks)


def test_a_good_vector_with_one_byte_changed_is_refused(vectors: Path) -> None:
    """One character of a claim, of the proof options and of the signature, in every vector whose proof holds."""
    tried = 0
    for entry in entries(vectors, SUITES):
        found, reports = judge(vectors, entry)
        if found is None or not proof_holds(reports):
            continue
        for credential in found.credentials:
            text = credential.raw
            documents = mutants(json.loads(text)) if credential.format == "ldp_vc" else iter(())
            changed = [json.dumps(mutant).encode() for mutant in documents] or list(token_mutants(text.decode()))
            for mutant in changed:
                try:
                    after = verify_found(formats.read(mutant), library(vectors), NOW)
                except WalletError:
                    after = ()
                assert not proof_holds(after), (entry["file"], mutant)
                assert all(report.verdict() is not Outcome.PASSED for report in after), (entry["file"], mutant)
                tried += 1
    assert tried > 400


def token_mutants(token: str) -> Iterator[bytes]:
    """One character changed in the middle of each part of a token."""
    parts = token.split(".")
    for place, part in enumerate(parts):
        middle = len(part) // 2
        other = "A" if part[middle] != "A" else "B"
        yield ".".join([*parts[:place], part[:middle] + other + part[middle + 1 :], *parts[place + 1 :]]).encode()


def mutants(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    subject = document["credentialSubject"]
    place = next((name for name in ("name", "id", "encodedList") if isinstance(subject.get(name), str)), None)
    if place is not None:
        yield {**document, "credentialSubject": {**subject, place: flipped(subject[place])}}
    proofs = document["proof"] if isinstance(document["proof"], list) else [document["proof"]]
    known = {suite.name for suite in SIGNATURE_SUITES}
    for index, proof in enumerate(proofs):
        for name in ("created", "proofValue"):
            # A proof of an unknown suite is named and changes nothing, whole or not.
            if name in proof and known & {proof.get("cryptosuite"), proof["type"]}:
                changed = [dict(one) for one in proofs]
                changed[index][name] = flipped(proof[name])
                yield {**document, "proof": changed}


def flipped(text: str) -> str:
    """The text with its last digit or letter exchanged for another."""
    for place in range(len(text) - 1, -1, -1):
        if text[place].isalnum():
            return text[:place] + ("2" if text[place] != "2" else "3") + text[place + 1 :]
    return text + "2"


def test_no_suite_of_the_manifest_is_passed_over_in_silence(vectors: Path) -> None:
    named = [*SUITES, *STRUCTURAL, *ELSEWHERE, *(suite for suites in NOT_YET.values() for suite in suites)]
    assert len(named) == len(set(named))
    assert {entry["suite"] for entry in manifest(vectors)} == set(named)
    for reason, suites in NOT_YET.items():
        count = sum(entry["suite"] in suites for entry in manifest(vectors))
        print(f"not yet: {count:4} entries: {reason}")


@pytest.mark.parametrize("suite", [*SUITES, *STRUCTURAL])
def test_every_exception_names_a_vector(vectors: Path, suite: str) -> None:
    known = {entry["file"] for entry in entries(vectors, (suite,))}
    named = {name for name in (*EXCEPTIONS, *STRUCTURAL_EXCEPTIONS) if name.split("/")[0] == suite}
    assert named <= known


def test_the_intermediate_values_of_the_specification_agree(vectors: Path) -> None:
    """Canonical documents and proof options, and their hashes, byte for byte."""
    import hashlib

    from wallet.proofs.suite import Secured

    folder = vectors / "w3c-vc-di-eddsa"
    for name, signed, document_file, options_file in (
        ("eddsa-rdfc-2022", "signedDataInt.json", "canonDocDataInt.txt", "proofCanonDataInt.txt"),
        ("Ed25519Signature2020", "signedEdSig.json", "canonDocEdSig.txt", "proofCanonEdSig.txt"),
    ):
        document = json.loads((folder / name / signed).read_bytes())
        options = {key: value for key, value in document["proof"].items() if key != "proofValue"}
        secured = Secured(document, library(vectors))
        unsigned = secured.statements(secured.unsecured, "document", "sha256")
        config = secured.statements({**options, "@context": document["@context"]}, "options", "sha256")
        assert unsigned == (folder / name / document_file).read_bytes(), name
        assert config == (folder / name / options_file).read_bytes(), name
        assert len(hashlib.sha256(config).digest()) == 32
