"""Every entry of the published vectors' manifest: verdicts, values, and what other tests run.

``MANIFEST.json`` states the expected verdict with everything in the folder at hand. What is not followed
stands in ``exceptions`` with its reason, and is checked to be exactly that.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conformance.exceptions import EXCEPTIONS, STRUCTURAL_EXCEPTIONS, VALUE_EXCEPTIONS
from tests.conformance.folder import NOW, Entry, entries, library, manifest
from tests.conformance.values import VALUES
from tests.conformance.verdicts import VERDICTS, Judged, judge
from wallet import formats
from wallet.errors import WalletError
from wallet.proofs import suites
from wallet.report import Outcome, Question
from wallet.verify import verify_found

ELSEWHERE = {
    "w3c-rdf-canon": "tests/test_canon.py",
    "w3c-json-ld-api": "tests/conformance/test_json_ld.py",
    "bbs-signature": "tests/test_bbs.py",
    "wycheproof": "tests/conformance/test_signatures.py",
    "cctv-ed25519": "tests/conformance/test_signatures.py",
    "contexts": "tests/test_resources.py",
    "esig-dss-jades": "tests/test_jades_published.py",
    "json-schemas": "tests/test_schema.py",
    "surf-educredentials": "tests/test_schema.py",
    "sd-jwt-python": "tests/test_sdjwt_specifications.py",
    "sd-jwt-js": "tests/test_sdjwt_specifications.py",
    "token-status-list": "tests/test_token_status.py",
    "vc-di-ecdsa-test-suite": "tests/test_selective.py",
}
"""Suites that tests of their own run, file by file."""
NOT_YET = {
    "vc-di-bbs-test-suite": "inputs for issuers, with inline contexts that are refused",
    "openid4vci": "exchange over a network (issue 6)",
    "1edtech-ler-rs": "LER-RS, which no issuer is known to sign (priority 3 of the design)",
}
"""Suites of the manifest that this version does not judge: their files are read, and end in no error but ours."""
_CREDENTIAL_SUITES = tuple(suite for suite in VERDICTS if suite.startswith(("dcc", "1edtech-ob30", "1edtech-clr", "w3c-vc-di", "w3c-ccg")))  # fmt: skip
_DRAFT_FEATURES = re.compile(r"w3c-vc-di-bbs/(HolderBinding|Pseudonym|PseudonymHB)/derivedReveal")


def test_every_entry_of_the_manifest_is_run(vectors: Path) -> None:
    """One line for each suite: entries, verdicts and values that agree, exceptions, and files read beside."""
    lines, used = [], set()
    for suite in dict.fromkeys(entry["suite"] for entry in manifest(vectors)):
        count: Counter[str] = Counter()
        for entry in entries(vectors, suite):
            kind = run(vectors, entry)
            count[kind] += 1
            if kind == "excepted":
                used.add(entry["file"])
        where = ELSEWHERE.get(suite) or NOT_YET.get(suite, "")
        note = f"  ({'run by ' if suite in ELSEWHERE else 'not judged: '}{where})" if where else ""
        row = " ".join(f"{count[name]:4} {name}" for name in ("agreed", "excepted", "read"))
        lines.append(f"{suite:26} {sum(count.values()):4} run: {row}{note}")
    print("\n" + "\n".join(lines))
    assert used == EXCEPTIONS.keys() | STRUCTURAL_EXCEPTIONS.keys() | VALUE_EXCEPTIONS.keys()
    assert len(manifest(vectors)) == 2246


def run(vectors: Path, entry: Entry) -> str:
    """One entry: "agreed", "excepted" or, for what has neither verdict nor value, "read"."""
    path, name = vectors / entry["file"], entry["file"]
    if name in VALUE_EXCEPTIONS:
        return "excepted"
    for pattern, compare in VALUES:
        if re.match(pattern, name):
            assert compare(path, vectors), name
            return "agreed"
    if entry["suite"] not in VERDICTS or entry["expected"] == "n/a":
        judged = judge(path.read_bytes(), library(vectors))
        if _DRAFT_FEATURES.match(name):
            assert "proof.unsupported" in judged.codes, name
        return "read"
    judgement, agree = VERDICTS[entry["suite"]]
    judged = judgement(vectors, entry)
    if name in STRUCTURAL_EXCEPTIONS:
        assert not agree(entry, judged), f"{name} agrees now: take it off the list"
        return "excepted"
    if name not in EXCEPTIONS:
        assert agree(entry, judged), (name, judged.codes, judged.reports)
        return "agreed"
    code, reason = EXCEPTIONS[name]
    assert not agree(entry, judged), f"{name} agrees now: take it off the list ({reason})"
    assert code in judged.codes, (name, judged.codes)
    if code == "binding.unproven":
        _nothing_else_is_open(name, judged)
    return "excepted"


def _nothing_else_is_open(name: str, judged: Judged) -> None:
    """Where only the issuer is not proven, every other question that counts is answered well."""
    for report in judged.reports:
        for check in report.checks:
            if check.outcome in (Outcome.UNKNOWN, Outcome.FAILED):
                assert check.question in (Question.BINDING, Question.ISSUER, Question.SCHEMA, Question.ENDORSEMENT), (
                    name
                )


def test_no_suite_of_the_manifest_is_passed_over_in_silence(vectors: Path) -> None:
    valued = {suite for suite in {entry["suite"] for entry in manifest(vectors)} if any(
        re.match(pattern, entry["file"]) for pattern, _ in VALUES for entry in entries(vectors, suite))}  # fmt: skip
    named = set(VERDICTS) | set(ELSEWHERE) | set(NOT_YET) | valued
    assert {entry["suite"] for entry in manifest(vectors)} == named
    assert not set(ELSEWHERE) & set(NOT_YET)
    root = Path(__file__).parents[2]
    for suite, file in ELSEWHERE.items():
        assert suite in (root / file).read_text(encoding="utf-8"), (suite, file)


def test_a_good_vector_with_one_byte_changed_is_refused(vectors: Path) -> None:
    """One character of a claim, of the proof options and of the signature, in every vector whose proof holds."""
    tried = 0
    for suite in _CREDENTIAL_SUITES:
        for entry in entries(vectors, suite):
            if entry["expected"] != "n/a":
                tried += _changed(vectors, entry)
    assert tried > 450


def _changed(vectors: Path, entry: Entry) -> int:
    judged, tried = judge((vectors / entry["file"]).read_bytes(), library(vectors)), 0
    if judged.found is None or not judged.proven:
        return 0
    for credential in judged.found.credentials:
        text = credential.raw
        documents = mutants(json.loads(text)) if credential.format == "ldp_vc" else iter(())
        changed = [json.dumps(mutant).encode() for mutant in documents] or list(token_mutants(text.decode()))
        for mutant in changed:
            try:
                after = verify_found(formats.read(mutant), library(vectors), NOW)
            except WalletError:
                after = ()
            assert not Judged(None, after).proven, (entry["file"], mutant)
            assert all(report.verdict() is not Outcome.PASSED for report in after), (entry["file"], mutant)
            tried += 1
    return tried


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
    known = suites().keys()
    for index, proof in enumerate(proofs):
        for name in ("created", "proofValue", "jws"):
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


@pytest.mark.parametrize("name", sorted({*EXCEPTIONS, *STRUCTURAL_EXCEPTIONS}))
def test_every_exception_names_a_vector(vectors: Path, name: str) -> None:
    assert any(entry["file"] == name for entry in entries(vectors, name.split("/")[0]))
