"""What a mutant is: one place of a module's syntax tree, changed in one way that could be a mistake.

Docstrings, annotations, decorators and assertions are left alone: they do nothing at run time that a
person could notice. The rest is what a verifier gets wrong: a condition left out or turned round, a limit
off by one, a ``raise`` that is missing, an answer that is another, a word that has changed.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

_COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
}  # fmt: skip
_COUNTED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.FloorDiv, ast.FloorDiv: ast.Mult, ast.Div: ast.Mult,
    ast.Mod: ast.Mult, ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr, ast.LShift: ast.RShift, ast.RShift: ast.LShift,
}  # fmt: skip
_ANSWERS = {
    "PASSED": ("UNKNOWN", "FAILED"), "FAILED": ("PASSED", "UNKNOWN"),
    "UNKNOWN": ("PASSED", "FAILED"), "ABSENT": ("PASSED", "UNKNOWN"),
}  # fmt: skip
_ERRORS = {"Malformed": "Unsupported", "BadSignature": "Unsupported", "Unsupported": "Malformed"}
_LEFT_ALONE = {"annotation", "returns", "decorator_list"}


@dataclass(frozen=True)
class Mutant:
    """``apply`` changes the tree in place, once.

    ``lines`` are those of the statement, without what is nested in it; empty within a function that remembers
    what it returned, which only the first to call it comes by.
    """

    line: int
    column: int
    lines: range
    what: str
    apply: Callable[[], None]


def mutants(tree: ast.Module) -> list[Mutant]:
    """Every mutant of a module, in the order of its text."""
    found = _walk(tree, range(0), {name.id for name in ast.walk(tree) if isinstance(name, ast.Name)})
    return sorted(found, key=lambda one: (one.line, one.column, one.what))


def _walk(node: ast.AST, lines: range, names: set[str], remembered: bool = False) -> Iterator[Mutant]:
    if any("cache" in ast.unparse(one) for one in getattr(node, "decorator_list", ())):
        lines, remembered = range(0), True
    for field, value in ast.iter_fields(node):
        if field in _LEFT_ALONE:
            continue
        for place, child in enumerate(value) if isinstance(value, list) else [(None, value)]:
            if not isinstance(child, ast.AST) or _idle(child):
                continue
            around = _lines(child) if isinstance(child, ast.stmt) and not remembered else lines
            for what, other in _changes(child, node, names):
                line, column = (
                    getattr(child, "lineno", around.start or getattr(node, "lineno", 1)),
                    getattr(child, "col_offset", 0),
                )
                yield Mutant(line, column, around, what, _setter(node, field, place, other))
            yield from _walk(child, around, names, remembered)


def _lines(node: ast.stmt) -> range:
    body = getattr(node, "body", None)
    return range(node.lineno, max(body[0].lineno, node.lineno + 1) if body else (node.end_lineno or node.lineno) + 1)


def _idle(node: ast.AST) -> bool:
    """Is it an assertion, a docstring, or the list of exported names?"""
    exported = (
        isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and node.targets[0].id == "__all__"
    )
    return (
        exported
        or isinstance(node, ast.Assert)
        or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))
    )


def _setter(node: ast.AST, field: str, place: int | None, other: ast.AST) -> Callable[[], None]:
    def apply() -> None:
        if place is None:
            setattr(node, field, other)
        else:
            getattr(node, field)[place] = other

    return apply


def _changes(node: ast.AST, above: ast.AST, names: set[str]) -> Iterator[tuple[str, ast.AST]]:
    """What may stand in the place of a node, and how to call that."""
    match node:
        case ast.Compare(left, ops, comparators):
            for place, op in enumerate(ops):
                new = [*ops[:place], _COMPARED[type(op)](), *ops[place + 1 :]]
                yield f"{type(op).__name__} becomes {type(new[place]).__name__}", ast.Compare(left, new, comparators)
        case ast.BoolOp(op, values):
            other = ast.Or() if isinstance(op, ast.And) else ast.And()
            yield f"{type(op).__name__} becomes {type(other).__name__}", ast.BoolOp(other, values)
            for place in range(len(values)):
                rest = values[:place] + values[place + 1 :]
                yield f"without condition {place + 1}", rest[0] if len(rest) == 1 else ast.BoolOp(op, rest)
        case ast.UnaryOp(ast.Not(), operand):
            yield "without not", operand
        case ast.UnaryOp(ast.USub(), operand):
            yield "without minus", operand
        case ast.BinOp(left, op, right) if type(op) in _COUNTED and not (_is_text(left) or _is_text(right)):
            new_op = _COUNTED[type(op)]()
            yield f"{type(op).__name__} becomes {type(new_op).__name__}", ast.BinOp(left, new_op, right)
        case ast.Constant(value) if not isinstance(above, ast.Expr):
            yield from ((f"{value!r:.40} becomes {new!r:.40}", ast.Constant(new)) for new in _constants(value))
        case ast.Return(value) if value is not None and not (isinstance(value, ast.Constant) and value.value is None):
            yield "returns None", ast.Return(ast.Constant(None))
        case ast.Raise(exc=ast.Call(func=ast.Name(name))):
            yield f"does not raise {name}", ast.Pass()
            if _ERRORS.get(name) in names:
                call = ast.Call(ast.Name(_ERRORS[name], ast.Load()), node.exc.args, node.exc.keywords)
                yield f"{name} becomes {_ERRORS[name]}", ast.Raise(call, node.cause)
        case ast.Raise() | ast.AugAssign() | ast.Delete() | ast.Continue() | ast.Break() | ast.Expr(ast.Call()):
            yield f"without {type(node).__name__.lower()}", ast.Pass()
        case ast.Assign(targets=[ast.Attribute() | ast.Subscript(), *_]):
            yield "without assignment", ast.Pass()
        case ast.Attribute(ast.Name("Outcome") as owner, name) if name in _ANSWERS:
            yield from ((f"{name} becomes {new}", ast.Attribute(owner, new, ast.Load())) for new in _ANSWERS[name])
        case ast.ExceptHandler(ast.Tuple(elts), name, body):
            for place, kind in enumerate(elts):
                rest = ast.Tuple(elts[:place] + elts[place + 1 :], ast.Load())
                yield f"does not catch {ast.unparse(kind)}", ast.ExceptHandler(rest, name, body)
        case ast.comprehension(target, over, ifs) if ifs:
            yield "takes every one", ast.comprehension(target, over, [], 0)
    if isinstance(above, ast.If | ast.IfExp | ast.While) and node is above.test and not isinstance(node, ast.Compare):
        yield "turned round", ast.UnaryOp(ast.Not(), node)


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str | bytes))


def _constants(value: Any) -> tuple[Any, ...]:
    if isinstance(value, bool):
        return (not value,)
    if isinstance(value, int | float):
        return (value + 1,)
    if isinstance(value, str):
        return (value + "x",)
    return (value + b"x",) if isinstance(value, bytes) else ()
