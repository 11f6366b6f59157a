"""Verification must not become dearer unnoticed: instructions are counted, no clock is read."""

import sys
from typing import Any

import pytest

from tests.bench import opcodes
from wallet.canon import jsonld
from wallet.proofs import Secured

FIGURES = opcodes.recorded()
pytestmark = pytest.mark.skipif(FIGURES is None, reason=f"no figures for Python {opcodes.VERSION}: make opcodes")


@pytest.mark.parametrize("name", opcodes.SUITES)
def test_a_verification_takes_the_instructions_on_record(name: str) -> None:
    assert FIGURES is not None
    found, wanted = opcodes.count(opcodes.verifying(name)), FIGURES[name]
    said = f"{found:,} instructions where {wanted:,} are on record; if that is meant: make opcodes"
    assert not opcodes.strays(found, wanted), said


def test_a_document_walked_twice_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    assert FIGURES is not None
    walks = []

    def twice(document: Any, contexts: Any) -> jsonld.Graph:
        walks.append(jsonld.to_rdf(document, contexts))
        return jsonld.to_rdf(document, contexts)

    monkeypatch.setattr(sys.modules[Secured.__module__], "to_rdf", twice)
    found = opcodes.count(opcodes.verifying("eddsa-rdfc-2022"))
    assert walks
    assert opcodes.strays(found, FIGURES["eddsa-rdfc-2022"])


@pytest.mark.parametrize("name", opcodes.SUITES)
def test_a_fifth_more_is_noticed_even_after_a_gain_that_was_not(name: str) -> None:
    assert FIGURES is not None
    cheapest = FIGURES[name] * (1 - opcodes.MARGIN)
    assert opcodes.strays(round(cheapest * 1.2), FIGURES[name])


def test_every_instruction_counts() -> None:
    def loop(times: int) -> None:
        for _ in range(times):
            pass

    few, many = (opcodes.count(lambda times=times: loop(times)) for times in (100, 1100))
    assert many - few in (2000, 3000)  # two or three for each turn, as the version has it
