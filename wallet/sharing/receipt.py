"""A signed note of what a verifier was told: fingerprints, outcomes and ages, and nothing of what was shown (docs/receipt.md).

It is signed with a key that one session of verifier mode makes and forgets, so it proves that whoever signed the other
receipts with this key said this too. It does not prove who that was, nor when.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Final

from wallet.crypto.keys import PrivateKey
from wallet.encoding import dump_json, write_time
from wallet.library import Library
from wallet.model import Json
from wallet.proofs import sign_document
from wallet.report import Policy, Report

TYPE: Final = "akashi-receipt/1"
_CONTEXT: Final = "https://w3id.org/security/data-integrity/v2"
_SUITE: Final = "eddsa-jcs-2022"


def write_receipt(
    reports: Iterable[Report], raws: Iterable[bytes], policy: Policy, lists: Mapping[str, datetime], challenge: str,
    key: PrivateKey, at: datetime,
) -> bytes:  # fmt: skip
    """The receipt as a file. ``lists`` are the dates of what was at hand, by name; ``challenge`` is "" where none was given."""
    note: Json = {
        "@context": _CONTEXT,
        "type": TYPE,
        "at": write_time(at),
        "policy": policy.value,
        "brought": [hashlib.sha256(raw).hexdigest() for raw in raws],
        "credentials": [_told(report, policy) for report in reports],
        "lists": {name: write_time(moment) for name, moment in lists.items()},
    }
    if challenge:
        note["challenge"] = hashlib.sha256(challenge.encode("utf-8")).hexdigest()
    return dump_json(sign_document(note, key, created=at, library=Library.bundled(), suite_name=_SUITE))


def _told(report: Report, policy: Policy) -> Json:
    """Codes and dates; the facts of a check may name somebody and stay out."""
    checks = [
        {"question": check.question.value, "outcome": check.outcome.value, "code": check.code}
        | ({"as_of": write_time(check.as_of)} if check.as_of is not None else {})
        for check in report.checks
    ]
    known = {"sha256": report.digest} if report.digest else {}
    return {**known, "checked": write_time(report.at), "verdict": report.verdict(policy).value, "checks": checks}
