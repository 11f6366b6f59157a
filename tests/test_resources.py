"""What ships is what was recorded: contexts and fonts by their hashes, contexts equal to their authorities'."""

import hashlib
import json
from pathlib import Path

import pytest

from wallet import RESOURCES
from wallet.errors import Refused
from wallet.library import Context, Library

CONTEXTS = json.loads((RESOURCES / "contexts" / "contexts.json").read_bytes())
FONTS = json.loads((RESOURCES / "fonts" / "fonts.json").read_bytes())


@pytest.mark.parametrize("row", CONTEXTS + FONTS, ids=lambda row: row["file"])
def test_every_bundled_file_has_its_recorded_hash_and_licence(row: dict[str, str]) -> None:
    folder = "contexts" if row in CONTEXTS else "fonts"
    assert hashlib.sha256((RESOURCES / folder / row["file"]).read_bytes()).hexdigest() == row["sha256"]
    assert row["licence"]
    assert row["source"]


def test_nothing_lies_there_that_is_not_recorded() -> None:
    for folder, rows in (("contexts", CONTEXTS), ("fonts", FONTS)):
        found = {path.name for path in (RESOURCES / folder).iterdir() if path.suffix not in (".txt",)}
        assert found == {row["file"] for row in rows} | {f"{folder}.json"}


def test_an_altered_context_is_refused() -> None:
    row = CONTEXTS[0]
    with pytest.raises(Refused) as caught:
        Context(row["url"], row["file"], "0" * 64).read()
    assert caught.value.code == "library.context_altered"


def test_a_bundled_context_cannot_be_replaced() -> None:
    url = CONTEXTS[0]["url"]
    library = Library.bundled().with_contexts([Context(url, raw=b'{"@context": {}}')])
    assert library.context(url) == Library.bundled().context(url)


def test_both_revisions_of_a_context_that_changed_in_place_are_there() -> None:
    url = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
    library = Library.bundled()
    assert library.revisions([url]) == 2
    newest, older = json.dumps(library.context(url, 0)), json.dumps(library.context(url, 1))
    assert "endorsementJwt" in newest
    assert newest != older


def test_every_context_is_its_authoritys(vectors: Path) -> None:
    by_name: dict[str, list[Path]] = {}
    for path in (vectors / "contexts").iterdir():
        by_name.setdefault(path.name.split("--")[0], []).append(path)
    for row in CONTEXTS:
        ours = json.loads((RESOURCES / "contexts" / row["file"]).read_bytes())
        copies = by_name[row["url"].split("://")[1].replace("/", "_")]
        assert any(json.loads(path.read_bytes()) == ours for path in copies), row["url"]
