"""The other implementations, where they are set up."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.interop.others import Others


@pytest.fixture(scope="session")
def others(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Others]:
    folder = os.environ.get("AKASHI_ORACLES", "")
    if not folder:
        pytest.skip("AKASHI_ORACLES names no folder")
    found = Others(Path(folder), tmp_path_factory.mktemp("others"))
    yield found
    found.close()
