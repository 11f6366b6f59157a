"""Independent implementations and Akashi on fresh credentials, in both directions.

    AKASHI_ORACLES=FOLDER AKASHI_INTEROP=20 make interop

Without the folder the tests are skipped. AKASHI_INTEROP is how many credentials are made for each format
(3 if unset). Every peer that covers a file is asked, and a peer that dissents must stand in ``reasons``.
"""

import os
from collections import Counter

import pytest

from tests import making
from tests.interop import reasons
from tests.interop.fresh import ROWS, Shown
from tests.interop.others import Others
from wallet import formats
from wallet.errors import WalletError
from wallet.report import Outcome
from wallet.verify import verify_found

COUNT = int(os.environ.get("AKASHI_INTEROP", "3"))


def holds(shown: Shown) -> bool:
    """Does everything but the issuer's fame pass here?"""
    library = making.library().plus(shown.documents)
    try:
        reports = verify_found(formats.read(shown.content), library, making.NOW, shown.asked)
    except WalletError:
        return False
    return bool(reports) and all(report.verdict() is Outcome.PASSED for report in reports)


@pytest.mark.timeout(3600)
@pytest.mark.parametrize("row", ROWS)
def test_what_either_makes_both_verify_and_one_changed_character_neither(others: Others, row: str) -> None:
    wrong: list[str] = []
    files: Counter[str] = Counter()
    dissent: Counter[str] = Counter()
    for number in range(COUNT):
        for shown in ROWS[row](others, number):
            files[shown.made] += 1
            if holds(shown) is not shown.sound:
                wrong.append(f"{shown.made} {number}: {'refused' if shown.sound else 'accepted'} here")
            for peer in others.judge(shown.content, every=True, **shown.options):
                if peer["verified"] is shown.sound:
                    continue
                why = reasons.of_dissent(row, shown.sound, peer)
                if why:
                    dissent[why] += 1
                else:
                    verb = "refused" if shown.sound else "accepted"
                    wrong.append(f"{shown.made} {number}: {verb} by {peer['peer']}: {peer['errors'][:2]}")
    print(
        f"\n{row}: {COUNT} each, {sum(files.values())} files of {len(files)} kinds, explained dissent {dict(dissent)}"
    )
    assert wrong == [], "\n".join(wrong)
