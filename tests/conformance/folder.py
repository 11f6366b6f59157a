"""The folder of published vectors: its manifest, and a Library of what lies at the addresses they name."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from tests import making
from wallet.library import Context, Document, Library, documents_from

NOW = making.NOW.replace(day=22, hour=0)
_DCC = "https://digitalcredentials.github.io/vc-test-fixtures/"
_CORE = "https://raw.githubusercontent.com/digitalcredentials/verifier-core/refs/heads/main/src/test-fixtures/"
_OB30 = (
    "https://raw.githubusercontent.com/1EdTech/digital-credentials-public-validator/refs/heads/main/"
    "inspector-vc/src/test/resources/ob30/"
)
FETCHED = (
    (_DCC, "dcc-vc-test-fixtures", "statusLists"),
    (_CORE, "dcc-verifier-core", "status"),
    (_OB30, "1edtech-ob30", "bit-string-list"),
)
"""Files of the folder that stand for what lies at an address, so the address is known to be theirs."""
TEST_CONTEXTS = {
    "https://www.w3.org/ns/credentials/examples/v2": "www.w3.org_ns_credentials_examples_v2--w3c_vc-data-model.jsonld",
    "https://w3id.org/citizenship/v4rc1": "w3id.org_citizenship_v4rc1--digitalbazaar_citizenship-context.jsonld",
}
"""Contexts that only the vectors use: put at hand as a user could, never shipped."""
SD_JWT_ISSUERS = {
    "https://issuer.example.com": "",
    "https://example.com/issuer": "doc-signer-05-25-2022",
    "https://pid-issuer.bund.de.example": "",
    "https://pid-issuer.aendgard.example": "",
    "https://example.com/issuer/1": "",
}
"""Issuers of RFC 9901 and the drafts that use its key of appendix A.5, and the name they give it."""

Entry = dict[str, Any]


@cache
def manifest(vectors: Path) -> tuple[Entry, ...]:
    found: list[Entry] = json.loads((vectors / "MANIFEST.json").read_bytes())
    return tuple(found)


def entries(vectors: Path, suite: str) -> tuple[Entry, ...]:
    return tuple(entry for entry in manifest(vectors) if entry["suite"] == suite)


def load(path: Path) -> Any:
    return json.loads(path.read_bytes())


@cache
def library(vectors: Path) -> Library:
    documents: list[Document] = []
    for base, suite, folder in FETCHED:
        for path in sorted((vectors / suite / folder).rglob("*")):
            if path.is_file():
                url = base + path.relative_to(vectors / suite).as_posix()
                documents += documents_from(path.read_bytes(), url=url)
    for path in sorted((vectors / "dcc-vc-test-fixtures" / "dids").rglob("did.json")):
        documents += documents_from(path.read_bytes())
    documents += issuer_metadata(vectors)
    contexts = [Context(url, raw=(vectors / "contexts" / name).read_bytes()) for url, name in TEST_CONTEXTS.items()]
    return making.library().plus(documents).with_contexts(contexts)


def issuer_metadata(vectors: Path) -> list[Document]:
    from wallet.did import metadata_address

    (key,) = load(vectors / "sd-jwt-rfc9901" / "A.5-keys.json")[:1]
    found = []
    for issuer, kid in SD_JWT_ISSUERS.items():
        keys = {"keys": [{**key, "kid": kid} if kid else key]}
        found.append(making.document(metadata_address(issuer), {"issuer": issuer, "jwks": keys}, None, True))
    return found


@cache
def hosted(vectors: Path) -> Library:
    """The stub site of the Open Badges 2.0 tests: https and http, with and without www, and under the stated ids."""
    pages: dict[str, Path] = {}
    stated: dict[str, list[Path]] = {}
    for path in sorted((vectors / "1edtech-ob20" / "assets").glob("*.json")):
        for base in (
            "http://example.org/",
            "https://example.org/",
            "http://www.example.org/",
            "https://www.example.org/",
        ):
            pages[base + path.name] = path
        try:
            stated.setdefault(str(load(path).get("id")), []).append(path)
        except ValueError:
            continue
    # An id that several pages state is nobody's address.
    pages = {name: found[0] for name, found in stated.items() if len(found) == 1} | pages
    return making.library().plus(Document(url, path.read_bytes(), NOW, True) for url, path in pages.items())
