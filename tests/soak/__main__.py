"""``make soak``: AKASHI_SOAK mutants for each parser (a million if unset), one line for each."""

import os
import sys

from tests.soak import parsers, trusting
from tests.soak.running import MORE_MEMORY, soak


def main() -> int:
    """0 if nothing but errors of ours came of any mutant."""
    count = int(os.environ.get("AKASHI_SOAK", "1000000"))
    only, bad = sys.argv[1:], 0
    for parser in (*parsers.parsers(), *trusting.parsers()):
        if only and parser.name not in only:
            continue
        tally = soak(
            parser, count // 1000 if parser.apart else count, seed=int(os.environ.get("AKASHI_SOAK_SEED", "1"))
        )
        print(tally, flush=True)
        for why, mutant in tally.raw.items():
            print(f"    {why}\n    {mutant[:300]!r}", flush=True)
        bad += bool(tally.raw or tally.touched or tally.memory > MORE_MEMORY)
    return bad


sys.exit(main())
