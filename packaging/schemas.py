"""Makes ``resources/schemas``: the structure of published schemas, without their prose.

    python packaging/schemas.py FOLDER

FOLDER holds the published files; ``MANIFEST.json`` beside it says where each comes from, under which
licence, and its SHA-256. Decision 5 says why only the structure ships, and which addresses mean it.
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path
from typing import Any, Final

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from wallet import RESOURCES
from wallet.structure import read_rules

_OB: Final = "https://purl.imsglobal.org/spec/ob/v3p0/schema"
SCHEMAS: Final[tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...]] = (
    # the published file, ours, and (address, edition): an edition where the address means more than we have
    (
        "ob_v3p0_achievementcredential_schema.json",
        "ob-3.0-achievement.json",
        ((f"{_OB}/json/ob_v3p0_achievementcredential_schema.json", "json-ld"),),
    ),
    (
        "ob_v3p0_anyachievementcredential_schema.json",
        "ob-3.0-any-achievement.json",
        (
            (f"{_OB}/json/ob_v3p0_anyachievementcredential_schema.json", "json-ld"),
            # Where the edition itself lies; verifiers in use read it there for version 1.1 of the data model.
            (f"{_OB}/json-ld/ob_v3p0_anyachievementcredential_schema.json", ""),
        ),
    ),
    (
        "w3c-verifiable-credential_verifiable-credential-schema.json",
        "w3c-credential-2.0.json",
        (("https://www.w3.org/2022/credentials/v2/verifiable-credential-schema.json", ""),),
    ),
)


def write(published: Path, target: Path) -> None:
    """Write every file and the index; raises ``ValueError`` where a published file is not the recorded one."""
    manifest = {row["file"]: row for row in json.loads((published.parent / "MANIFEST.json").read_bytes())}
    rows: list[dict[str, str]] = []
    for source, file, addresses in SCHEMAS:
        raw = (published / source).read_bytes()
        origin = manifest[f"{published.name}/{source}"]
        if hashlib.sha256(raw).hexdigest() != origin["sha256"]:
            raise ValueError(f"{source} is not the file that was recorded")
        document = json.loads(raw)
        if document["$id"] != addresses[0][0]:
            raise ValueError(f"{source} calls itself {document['$id']}")
        ours = _dump(
            {"$schema": document["$schema"], "$id": document["$id"]} | read_rules(document, trusted=True).schema
        )
        (target / file).write_bytes(ours)
        for url, edition in addresses:
            row = {
                "url": url,
                "file": file,
                "sha256": hashlib.sha256(ours).hexdigest(),
                "source": f"{origin['source_repo']} {origin['source_commit']} {origin['source_path']}",
                "source_sha256": origin["sha256"],
                "licence": origin["licence"],
            }
            rows.append(row | ({"edition": edition} if edition else {}))
    (target / "schemas.json").write_bytes(_dump(rows))


def _dump(value: Any) -> bytes:
    return (json.dumps(value, indent=1, ensure_ascii=False) + "\n").encode("utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    folder = RESOURCES / "schemas"
    folder.mkdir(exist_ok=True)
    write(Path(sys.argv[1]).resolve(), folder)
