"""The receipt of a check: what it says, who can check it, and what never gets into it."""

import hashlib
import json
import string
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import making
from wallet import formats
from wallet.did import resolve
from wallet.errors import WalletError
from wallet.library import Library
from wallet.model import Proof
from wallet.proofs import Secured, suite
from wallet.report import Policy
from wallet.seams import silent
from wallet.session.samples import documents, paths
from wallet.sharing.exchange import Desk
from wallet.sharing.receipt import write_receipt
from wallet.ui.booth import judge_all

NOW = datetime(2026, 11, 24, 9, 41, tzinfo=UTC)
KEY = making.key("booth")
LISTS = {"withdrawals": datetime(2026, 11, 20, tzinfo=UTC)}


def receipt(
    raw: bytes, library: Library | None = None, challenge: str = "c0ffee", policy: Policy = Policy.FAIR
) -> bytes:
    """The receipt of one check."""
    found = judge_all(Desk(), [raw], library or making.library(), NOW, None, policy, silent)
    return write_receipt([row.report for row in found.rows], found.raws, policy, LISTS, challenge, KEY, NOW)


def holds(raw: bytes) -> bool:
    """Docs/receipt.md, "How to check it", with nothing but the file."""
    try:
        stated = json.loads(raw)
        options = stated["proof"]
        method = resolve(options["verificationMethod"], Library.bundled())
        proof = Proof(options["cryptosuite"], options["verificationMethod"], options["proofPurpose"], options, options["proofValue"])  # fmt: skip
        suite(proof.suite).check(Secured(stated, Library.bundled()), proof, method.key)
    except (WalletError, ValueError, KeyError, TypeError, AttributeError):
        return False
    return True


def leaves(value: Any) -> set[str]:
    """Every text and number somewhere in a value that is long enough to be found again by no chance."""
    if isinstance(value, dict):
        return set().union(*(leaves(item) for name, item in value.items() if name not in ("@context", "proof")))
    if isinstance(value, list):
        return set().union(*map(leaves, value))
    return {str(value)} if len(str(value)) > 4 else set()


def test_a_receipt_says_what_was_judged_under_what_and_how_it_came_out() -> None:
    raw = making.raw(making.signed())
    said = json.loads(receipt(raw))
    assert said["type"] == "akashi-receipt/1"
    assert said["policy"] == "fair"
    assert said["at"] == "2026-11-24T09:41:00Z"
    assert said["brought"] == [hashlib.sha256(raw).hexdigest()]
    assert said["lists"] == {"withdrawals": "2026-11-20T00:00:00Z"}
    assert said["challenge"] == hashlib.sha256(b"c0ffee").hexdigest()
    (one,) = said["credentials"]
    assert one["sha256"] == formats.read(raw).credentials[0].digest
    assert one["verdict"] == "unknown"
    assert {check["question"]: check["outcome"] for check in one["checks"]}["proof"] == "passed"
    assert all(check.keys() <= {"question", "outcome", "code", "as_of"} for check in one["checks"])


def test_without_a_challenge_there_is_none_in_it() -> None:
    assert "challenge" not in json.loads(receipt(making.raw(making.signed()), challenge=""))


def test_anybody_can_check_it_and_one_changed_byte_breaks_it() -> None:
    raw = receipt(making.raw(making.signed()))
    assert holds(raw)
    broken = [place for place in range(len(raw)) if holds(raw[:place] + bytes([raw[place] ^ 1]) + raw[place + 1 :])]
    assert broken == []


def test_it_names_the_key_of_the_session_and_no_other_key_fits() -> None:
    said = json.loads(receipt(making.raw(making.signed())))
    assert said["proof"]["verificationMethod"] == KEY.verification_method
    said["proof"]["verificationMethod"] = making.STRANGER.verification_method
    assert not holds(json.dumps(said).encode())


@pytest.mark.parametrize("name", [path.name for path in paths()])
def test_nothing_that_a_sample_states_is_in_its_receipt(name: str) -> None:
    (path,) = (one for one in paths() if one.name == name)
    library = Library.bundled().plus(documents())
    text = receipt(path.read_bytes(), library).decode()
    for credential in formats.read(path.read_bytes()).credentials:
        known = {*leaves(credential.claims), credential.issuer.id, credential.issuer.name, credential.subject}
        assert {value for value in known if value and value in text} == set()


TEXTS = st.text(string.ascii_letters + string.digits + "証明書學", min_size=8, max_size=40)


@settings(max_examples=40, deadline=None)
@given(title=TEXTS, name=TEXTS, issuer=TEXTS, challenge=TEXTS)
def test_no_claim_value_gets_into_a_receipt(title: str, name: str, issuer: str, challenge: str) -> None:
    subject = {**making.badge()["credentialSubject"], "name": name}
    subject["achievement"] = {**subject["achievement"], "name": title, "description": name}
    profile = {**making.badge()["issuer"], "name": issuer}
    for document in (making.badge(credentialSubject=subject, issuer=profile, name=title), making.badge(issuer=issuer)):
        text = receipt(making.raw(document), challenge=challenge).decode()
        assert [one for one in (title, name, issuer, challenge) if one in text] == []
