"""A day's share of the mutants that ``make soak`` makes by the million."""

import pytest

from tests.soak import parsers, trusting
from tests.soak.parsers import Parser
from tests.soak.running import MORE_MEMORY, soak

TODAY = 10_000
EVERY = (*parsers.parsers(), *trusting.parsers())


@pytest.mark.filterwarnings("ignore")  # a library may warn of what it refuses
@pytest.mark.parametrize("parser", EVERY, ids=[one.name for one in EVERY])
def test_nothing_but_our_own_errors_comes_of_a_spoiled_file(parser: Parser) -> None:
    tally = soak(parser, TODAY // parser.weight)
    assert tally.raw == {}
    assert tally.touched == set()
    assert tally.memory < MORE_MEMORY
    assert tally.refused > 0 or parser.name in (
        "schema",
        "bitstring list",
        "documents at hand",
        "ecdsa-sd-2023 value",
        "bbs-2023 value",
        *(
            one.name
            for one in trusting.parsers()
            if one.name not in ("vault header", "ZIP", "PDF", "pack", "pack manifest")
        ),
    )
