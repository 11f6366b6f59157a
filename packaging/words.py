"""Makes ``resources/words/*.json`` of the Fluent files beside them: sentences ready to be said.

    python packaging/words.py

Reading Fluent takes most of a second, which a verifier at a desk would wait for at every start. A sentence
becomes a list of its parts: a text, a fact (``[name]``), or a choice by a fact (``[name, variants, default]``).
Functions, terms and attributes are not used here, and are refused.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from fluent.syntax import ast, parse

Pattern = list[Any]


def compiled(source: str) -> dict[str, Pattern]:
    """Every message of a Fluent file: id to pattern. Raises ``ValueError`` for what is not understood."""
    found: dict[str, Pattern] = {}
    for entry in parse(source).body:
        if isinstance(entry, ast.Comment | ast.GroupComment | ast.ResourceComment):
            continue
        if not isinstance(entry, ast.Message) or entry.value is None or entry.attributes or entry.id.name in found:
            raise ValueError(f"not a plain message: {getattr(entry, 'content', entry)!r:.200}")
        found[entry.id.name] = _pattern(entry.value)
    return found


def _pattern(pattern: ast.Pattern) -> Pattern:
    parts: Pattern = []
    for element in pattern.elements:
        part = element.value if isinstance(element, ast.TextElement) else _placeable(element.expression)
        if isinstance(part, str) and parts and isinstance(parts[-1], str):
            parts[-1] += part
        elif part != "":
            parts.append(part)
    return parts


def _placeable(expression: Any) -> Any:
    if isinstance(expression, ast.StringLiteral):
        return expression.parse()["value"]
    if isinstance(expression, ast.VariableReference):
        return [expression.id.name]
    if isinstance(expression, ast.SelectExpression) and isinstance(expression.selector, ast.VariableReference):
        variants = {_key(variant.key): _pattern(variant.value) for variant in expression.variants}
        default = next(_key(variant.key) for variant in expression.variants if variant.default)
        return [expression.selector.id.name, variants, default]
    raise ValueError(f"not understood: {expression!r:.200}")


def _key(key: Any) -> str:
    return str(key.value if isinstance(key, ast.NumberLiteral) else key.name)


def write(folder: Path) -> None:
    """Compile each Fluent file of a folder into the JSON file beside it."""
    for path in sorted(folder.glob("*.ftl")):
        table = compiled(path.read_text(encoding="utf-8"))
        lines = ",\n".join(
            f"{json.dumps(name)}:{json.dumps(parts, ensure_ascii=False)}" for name, parts in table.items()
        )
        path.with_suffix(".json").write_text(f"{{\n{lines}\n}}\n", encoding="utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]) if sys.argv[1:] else Path(__file__).resolve().parents[1] / "resources" / "words")
