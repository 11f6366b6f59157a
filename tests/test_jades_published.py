"""Published seals: judged as their lists expect, or for a stated reason."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.judging import FAILED, PASSED, UNKNOWN, proof, read, report
from wallet.encoding import dump_json
from wallet.errors import Malformed
from wallet.report import Question

EXCEPTIONS = {
    # file: (outcome of PROOF while its certificate was valid, its code, why it is not what the list expects)
    "jades-lta-broken-arcTst.json": (
        PASSED,
        "proof.ok",
        (
            "The broken time stamp is not under the seal (etsiU is unsigned) and never counts as evidence of time: while the "
            "certificate is valid it changes nothing, afterwards the answer is UNKNOWN with or without it."
        ),
    ),
    "jades-flattened-BpT-broken-sigTst.json": (
        PASSED,
        "proof.ok",
        "As above: an unsigned time stamp is noted and never trusted, so a broken one cannot be worse than none.",
    ),
    "jades-unsupported-signature-algorithm.json": (
        UNKNOWN,
        "proof.unsupported",
        "An algorithm that is not known cannot be judged; it is not accepted, and not called a forgery.",
    ),
    "jades-with-expiration-time-header-in-crit.json": (
        UNKNOWN,
        "proof.seal_critical",
        (
            "RFC 7515, section 4.1.11: a critical header that is not understood must not be accepted, and neither JAdES nor "
            "JWS defines 'exp' as a header."
        ),
    ),
    "serialization-extra-element.json": (
        PASSED,
        "proof.ok",
        "The signature holds; the unknown member is refused by FORMAT (malformed.seal_member).",
    ),
}
MOMENTS = {
    "altered-jws.json": datetime(2020, 9, 1, tzinfo=UTC),
    "serialization-extra-element.json": datetime(2020, 9, 1, tzinfo=UTC),
    "jades-flattened-BpT-broken-sigTst.json": datetime(2021, 3, 1, tzinfo=UTC),
    "jades-level-b-full-type.json": datetime(2021, 3, 1, tzinfo=UTC),
    "jades-lta.json": datetime(2021, 3, 1, tzinfo=UTC),
    "jades-lta-broken-arcTst.json": datetime(2021, 3, 1, tzinfo=UTC),
    "jades-b-no-signing-time.json": datetime(2023, 9, 1, tzinfo=UTC),
    "jades-unsupported-signature-algorithm.json": datetime(2022, 9, 1, tzinfo=UTC),
}
"""When the certificate of each was valid; the others' were in January 2022."""


def rows(vectors: Path, suite: str) -> list[dict[str, Any]]:
    every = json.loads((vectors / "MANIFEST.json").read_bytes())
    return [row for row in every if row["suite"] == suite]


def test_the_published_seals_are_judged_as_expected_or_for_a_stated_reason(vectors: Path) -> None:
    judged = 0
    for row in rows(vectors, "esig-dss-jades"):
        name = row["file"].rpartition("/")[2]
        raw = (vectors / row["file"]).read_bytes()
        at = MOMENTS.get(name, datetime(2022, 1, 15, tzinfo=UTC))
        judged += 1
        try:
            then, now = report(raw, at=at), report(raw)
        except Malformed:
            assert row["expected"] == "invalid", name
            continue
        found, today = then.answer(Question.PROOF), now.answer(Question.PROOF)
        assert found is not None
        assert today is not None
        assert today.outcome is not PASSED, "every certificate has ended since"
        assert now.verdict() is not PASSED
        if name in EXCEPTIONS:
            assert (found.outcome, found.code) == EXCEPTIONS[name][:2], name
            continue
        assert found.outcome is (PASSED if row["expected"] == "valid" else FAILED), (name, found)
        if row["expected"] == "valid":
            assert today.code.startswith("proof.certificate_expired")
    assert judged == 22


def test_the_unknown_member_of_a_published_seal_is_refused_by_its_form(vectors: Path) -> None:
    raw = (vectors / "esig-dss-jades" / "serialization-extra-element.json").read_bytes()
    assert ("malformed.seal_member", {"member": "evil"}) in read(raw).flaws


def test_the_published_european_credentials_hold_while_their_certificate_was_valid(vectors: Path) -> None:
    names = sorted((vectors / "edc-elm").glob("*-signed.jsonld"))
    assert len(names) == 2
    for path in names:
        raw = path.read_bytes()
        assert read(raw).flaws == ()
        then = report(raw, at=datetime(2024, 3, 1, tzinfo=UTC))
        assert [(one.outcome, one.code) for one in then.checks[:3]] == [
            (PASSED, "format.ok"),
            (PASSED, "proof.ok"),
            (UNKNOWN, "binding.seal_unlisted"),
        ]
        assert proof(raw) == (UNKNOWN, "proof.certificate_expired_stamped")
        altered = raw.replace(b"Andromeda", b"Andromedo").replace(b"Webinar", b"Webinat")
        assert altered != raw
        assert proof(altered) == (FAILED, "proof.bad")
        document = json.loads(raw)
        document["payload"] = json.dumps(json.loads(document["payload"]))
        assert proof(dump_json(document)) == (FAILED, "proof.bad")


def test_the_published_drafts_are_read_and_say_that_nobody_signed(vectors: Path) -> None:
    drafts = [
        row for row in rows(vectors, "edc-elm") if "unsigned" in row["file"] or row["file"].endswith("sample.jsonld")
    ]
    assert len(drafts) == 5
    for row in drafts:
        raw = (vectors / row["file"]).read_bytes()
        found = read(raw)
        assert found.titles
        assert found.issuer.name
        assert proof(raw) == (FAILED, "proof.none")
