"""The ways in which a file is broken, one place at a time. They are fixed, so that two runs can be compared."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add}
CONDITIONS = ("where", "and_", "or_", "having")
UNSEEN = ("log", "logger")  # what a log line says is no behaviour that these files promise


@dataclass(frozen=True, slots=True)
class Mutation:
    """One place broken in one way. Lines count from 1; `first` to `last` are those whose text changes."""

    operator: str
    first: int
    last: int
    before: str
    after: str
    source: str

    @property
    def summary(self) -> str:
        before, after = (" ".join(text.split()) for text in (self.before, self.after))
        return f"{self.first} {self.operator}: {before[:90]}  ->  {after[:90]}"


def mutations(source: str) -> list[Mutation]:
    """Every mutation of a file, in the order of its text; the same for the same text."""
    tree = ast.parse(source)
    found = [
        mutated(source, node, operator, new)
        for node in behaviour(tree)
        for operator, new in (*changed_expression(node), *changed_statement(node))
    ]
    return sorted(found, key=lambda one: (one.first, one.last, one.operator, one.after))


def behaviour(node: ast.AST) -> Iterator[ast.AST]:
    """The nodes that do something: no annotations, docstrings, log lines, nor what stands within an f-string."""
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns", "decorator_list", "type_params", "bases"):
            continue
        for child in value if isinstance(value, list) else [value]:
            if not isinstance(child, ast.AST) or isinstance(child, ast.JoinedStr) or is_unseen(child):
                continue
            yield child
            yield from behaviour(child)


def is_unseen(node: ast.AST) -> bool:
    if not isinstance(node, ast.Expr):
        return False
    value = node.value
    if isinstance(value, ast.Call) and isinstance(value.func, ast.Attribute):
        return isinstance(value.func.value, ast.Name) and value.func.value.id in UNSEEN
    return isinstance(value, ast.Constant)


def changed_expression(node: ast.AST) -> Iterator[tuple[str, str]]:
    """Operator and new text, for an expression."""
    match node:
        case ast.Compare(ops=[op]) if type(op) in COMPARISONS:
            yield "comparison", text(node, ops=[COMPARISONS[type(op)]()])
        case ast.BoolOp():
            yield "and or", text(node, op=ast.Or() if isinstance(node.op, ast.And) else ast.And())
        case ast.UnaryOp(op=ast.Not()):
            yield "not", ast.unparse(node.operand)
        case ast.BinOp() if type(node.op) in ARITHMETIC and not is_text(node.left) and not is_text(node.right):
            yield "arithmetic", text(node, op=ARITHMETIC[type(node.op)]())
        case ast.Constant(value=bool()):
            yield "bool", repr(not node.value)
        case ast.Constant(value=int()):
            yield "number", repr(cast(int, node.value) + 1)
        case ast.IfExp():
            yield "branch", text(node, body=node.orelse, orelse=node.body)
        case ast.Call(func=ast.Attribute(attr=name) | ast.Name(id=name), args=args) if name in CONDITIONS:
            least = 1 if name in ("and_", "or_") else 0
            for left_out in range(len(args)) if len(args) > least else ():
                yield "condition", text(node, args=[arg for n, arg in enumerate(args) if n != left_out])


def changed_statement(node: ast.AST) -> Iterator[tuple[str, str]]:
    """Operator and new text, for a statement."""
    match node:
        case ast.If() | ast.While():
            yield "test", f"not ({ast.unparse(node.test)})"
        case ast.Return(value=ast.expr()) if not (isinstance(node.value, ast.Constant) and node.value.value is None):
            yield "return", "return None"
        case ast.Expr(value=ast.Call() | ast.Await()) | ast.AugAssign() | ast.Raise():
            yield "statement", "pass"


def mutated(source: str, node: ast.AST, operator: str, new: str) -> Mutation:
    """The file with the node's text replaced; of an `if` or `while` it is the condition's."""
    place = cast(Any, node.test if operator == "test" else node)  # type: ignore[attr-defined]
    lines = source.splitlines(keepends=True)
    start = sum(len(line) for line in lines[: place.lineno - 1]) + in_characters(lines, place.lineno, place.col_offset)
    end = sum(len(line) for line in lines[: place.end_lineno - 1])
    end += in_characters(lines, place.end_lineno, place.end_col_offset)
    shown = new if isinstance(node, ast.stmt) and operator != "test" else f"({new})"
    changed = source[:start] + shown + source[end:]
    return Mutation(operator, place.lineno, place.end_lineno, source[start:end], new, changed)


def in_characters(lines: list[str], number: int, offset: int) -> int:
    """A column in characters: the syntax tree counts bytes."""
    return len(lines[number - 1].encode()[:offset].decode())


def text(node: ast.expr, **changes: Any) -> str:
    """The node's text with some of its parts changed."""
    fields = dict(ast.iter_fields(node))
    return ast.unparse(type(node)(**{**fields, **changes}))


def is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str))
