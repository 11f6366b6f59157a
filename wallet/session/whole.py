"""Everything a learner owns as plain files, always: no vault, program or account is needed to read them.

``credentials/`` and ``documents/`` hold the originals, byte for byte, a picture where it came as a
picture. ``index.json`` says of each file what it is, when it was added, and its SHA-256. Holder keys
are secrets and stay in the vault; the index names them by their public half. What is in the trash stays there.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any, Final

from wallet.encoding import dump_json
from wallet.session.changes import in_trash
from wallet.session.files import file_name, write_new
from wallet.vault import Kind, Record, Vault

_FOLDERS: Final = {Kind.CREDENTIAL: "credentials", Kind.DOCUMENT: "documents"}
_TOLD: Final = ("name", "container", "issuer", "credential", "awarded", "added", "issued", "as_of")


def export_all(vault: Vault, folder: Path) -> tuple[Path, ...]:
    """Write every original and the index; the paths, the index last. Nothing is overwritten."""
    folder.mkdir(parents=True, exist_ok=True)
    index: dict[str, list[dict[str, Any]]] = {"credentials": [], "documents": [], "holders": []}
    paths: list[Path] = []
    present = (record for record in vault.records.values() if not in_trash(record))
    for record in sorted(present, key=lambda one: (one.kind, str(one.facts.get("added", "")), one.id)):
        if record.kind is Kind.HOLDER:
            index["holders"].append({name: record.facts.get(name, "") for name in ("did", "created", "name")})
        elif record.kind in _FOLDERS:
            place = _FOLDERS[record.kind]
            body = record.body
            paths.append(_write(record, body, folder / place))
            index[place].append(_entry(record, body, paths[-1].relative_to(folder)))
    paths.append(write_new(folder, "index.json", dump_json({"vault": vault.id, **index})))
    return tuple(paths)


def _write(record: Record, body: bytes, folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    name = file_name(
        str(record.facts.get("name", "")), str(record.facts.get("container", "")), str(record.facts["digest"])
    )
    return write_new(folder, name, body)


def _entry(record: Record, body: bytes, path: Path) -> dict[str, Any]:
    told = {name: record.facts[name] for name in _TOLD if record.facts.get(name)}
    return {
        "file": path.as_posix(),
        "sha256": hashlib.sha256(body).hexdigest(),
        "id": record.facts["digest"],
        **told,
    }
