"""Mutants of signed credentials: Akashi passes none that a peer refuses, but for a reason that is written down.

AKASHI_MUTANTS says how many (200 if unset, of which the peers are asked only where they are set up).
"""

import os
import random
from collections import Counter
from pathlib import Path

import pytest

from tests import making
from tests.interop import reasons, ways
from tests.interop.others import Others
from tests.interop.signed import Mutant
from wallet import formats
from wallet.errors import WalletError
from wallet.report import REQUIRED, Outcome, Policy, Question
from wallet.verify import verify_found

COUNT = int(os.environ.get("AKASHI_MUTANTS", "200"))
SEED = os.environ.get("AKASHI_SOAK_SEED", "verdicts")


def verdict(one: Mutant) -> tuple[str, str]:
    """passed, failed or unknown, with the code of the answer that decided."""
    library = making.library().plus(one.documents)
    try:
        reports = verify_found(formats.read(one.content), library, making.NOW, one.asked)
    except WalletError as error:
        return "failed", error.code
    if not reports:
        return "failed", "nothing inside"
    wanted = REQUIRED[Policy.GENUINE] | {Question.HOLDER}
    for outcome in (Outcome.FAILED, Outcome.UNKNOWN):
        for report in reports:
            if report.verdict() is outcome:
                codes = [check.code for check in report.checks if check.outcome is outcome and check.question in wanted]
                return outcome.value, codes[0] if codes else "?"
    return "passed", "passed"


def test_every_mutant_has_a_verdict_and_most_are_not_passed() -> None:
    chance = random.Random(SEED)
    tally = Counter(verdict(ways.mutant(chance))[0] for _ in range(min(COUNT, 200)))
    assert tally["failed"] > tally["passed"] > 0
    assert tally["unknown"] > 0


def test_every_reason_is_written_down() -> None:
    text = (Path(__file__).parents[2] / "docs" / "interop.md").read_text(encoding="utf-8")
    names = {row[0] for row in reasons.PASSED} | {*reasons.DISSENT, *reasons.REFUSED, *reasons.DIFFER}
    assert [name for name in sorted(names) if name.partition(",")[0] not in text] == []


@pytest.mark.timeout(7200)
def test_nothing_passes_here_that_a_peer_refuses_without_a_reason(others: Others) -> None:
    chance = random.Random(SEED)
    tally: Counter[tuple[str, str]] = Counter()
    explained: Counter[str] = Counter()
    stricter: Counter[str] = Counter()
    wrong: dict[str, list[bytes]] = {}
    for _ in range(COUNT):
        one = ways.mutant(chance)
        outcome, code = verdict(one)
        peers = others.judge(one.content, every=outcome == "passed", **one.options)
        tally[outcome, "accepted there" if peers and peers[0]["verified"] else "refused there"] += 1
        if outcome != "passed":
            stricter[code] += bool(peers and peers[0]["verified"])
            continue
        for peer in peers:
            if peer["verified"]:
                continue
            why = reasons.of_verdict(one.kind, peer)
            explained[why] += bool(why)
            if not why:
                wrong.setdefault(f"{one.kind}: {peer['peer']}: {peer['errors'][:2]}"[:300], []).append(one.content)
    print(
        f"\n{COUNT} mutants: {dict(tally)}\n  passed here, refused there: {dict(+explained)}\n  stricter here: {dict(+stricter)}"
    )
    assert not wrong, "\n".join(f"{len(files)} {why}\n    {files[0][:2500]!r}" for why, files in wrong.items())
