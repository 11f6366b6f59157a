"""Makes ``resources/compiled``: what each bundled context says of its terms, worked out once.

    python packaging/contexts.py

PyLD processes every context by itself; the result is a table that ``wallet.canon.contexts`` lays over
others. A table says which names it takes from outside and what they meant here: where they mean anything
else, and for a context that does more than define terms, PyLD is asked at run time (decision 12).
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path
from typing import Any, Final

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from pyld import ContextResolver, jsonld

from wallet import RESOURCES

_KEPT: Final = frozenset({"@id", "@type", "@container", "@context", "@protected", "@reverse"})
_KNOWN: Final = frozenset({"@protected", "@version", "@vocab"})


class NeedsOthers(Exception):
    """A context that no table can stand for."""


class _Compiler:
    """One context on its way to a table."""

    def __init__(self) -> None:
        def load(url: str, _: object) -> Any:
            raise NeedsOthers(url)

        self.processor = jsonld.JsonLdProcessor()
        self.options = {
            "base": None, "documentLoader": load, "contextResolver": ContextResolver({}, load),
            "processingMode": "json-ld-1.1", "isFrame": False,
        }  # fmt: skip
        self.scopes: dict[str, Any] = {}

    def file(self, local: Any) -> dict[str, Any]:
        """The table of a whole file: its terms, its vocabulary if it sets one, its scoped contexts."""
        initial = self.processor._get_initial_context(self.options)
        table = self.table(initial, local, False)
        return {**table, "scopes": self.scopes}

    def table(self, active: Any, local: Any, overriding: bool) -> dict[str, Any]:
        assumed = {name: active["mappings"].get(name) for name in sorted(_outside(local))}
        found = self.processor._process_context(active, local, self.options, override_protected=overriding)
        terms = {name: self.row(found, found["mappings"][name]) for name in local if name[0] != "@"}
        vocabulary = {"vocab": local["@vocab"]} if "@vocab" in local else {}
        assumes = {name: known and [known["@id"], int(known["_prefix"])] for name, known in assumed.items()}
        return {"terms": terms, "assumes": assumes, **vocabulary}

    def row(self, active: Any, mapping: Any) -> list[Any]:
        """IRI, type, containers, scoped context, whether reversed, whether a prefix, whether protected."""
        containers = mapping.get("@container") or []
        return [
            mapping["@id"],
            mapping.get("@type"),
            sorted([containers] if isinstance(containers, str) else containers),
            self.scope(active, mapping["@context"]) if "@context" in mapping else "",
            int(mapping["reverse"]),
            int(mapping["_prefix"]),
            int(mapping["protected"]),
        ]

    def scope(self, active: Any, local: Any) -> str:
        """The name of a scoped context's table: a hash of what it says."""
        if local is False:  # PyLD's word for null
            self.scopes["null"] = None
            return "null"
        table = self.table(active, local, True)
        text = json.dumps([local, table], sort_keys=True).encode()
        name = hashlib.sha256(text).hexdigest()[:12]
        self.scopes[name] = table
        return name


def _outside(local: Any) -> set[str]:
    """The prefixes and terms that a context uses and does not define; raise where it does more than define terms."""
    if not isinstance(local, dict):
        raise NeedsOthers("a list, or another context by its address")
    if {key for key in local if key[0] == "@"} - _KNOWN:
        raise NeedsOthers(sorted(local))
    used: set[str] = set()
    for term, value in local.items():
        if term[0] == "@":
            continue
        definition = value if isinstance(value, dict) else {"@id": value}
        if ":" in term or "/" in term or definition.keys() - _KEPT or not definition.keys() & {"@id", "@reverse"}:
            raise NeedsOthers(term)
        for name in (definition.get("@id"), definition.get("@reverse"), definition.get("@type")):
            prefix, colon, rest = (name or "@").partition(":")
            if prefix[0] != "@" and not (colon and rest.startswith("//")):
                used.add(prefix)
    return used - local.keys()


def compiled(raw: bytes) -> bytes | None:
    """The table of a context's file as JSON, or None if the context needs others."""
    try:
        table = _Compiler().file(json.loads(raw)["@context"])
    except NeedsOthers:
        return None
    return json.dumps(
        {"source": hashlib.sha256(raw).hexdigest(), **table}, ensure_ascii=False, separators=(",", ":")
    ).encode()


def main() -> None:
    """Write a table for each context, and its hash into the list of contexts."""
    index, folder = RESOURCES / "contexts" / "contexts.json", RESOURCES / "compiled"
    rows = json.loads(index.read_bytes())
    folder.mkdir(exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    for row in rows:
        row.pop("compiled", None)
        table = compiled((RESOURCES / "contexts" / row["file"]).read_bytes())
        if table is None:
            print(f"left to PyLD: {row['file']}")
            continue
        (folder / row["file"]).with_suffix(".json").write_bytes(table)
        row["compiled"] = hashlib.sha256(table).hexdigest()
    index.write_text(json.dumps(rows, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
