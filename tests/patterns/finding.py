"""Every pattern in the code, found in its syntax tree."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any, TypeGuard

from tests.architecture.sources import PRODUCT, Source, sources

MAKERS = {"compile", "match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer"}
METHODS = MAKERS - {"compile"}
OTHERS = {"regex", "re2", "pcre", "fnmatch"}


@dataclass(frozen=True)
class Found:
    """A place in the code that makes patterns. `name`: `module.CONSTANT`, or `module.function` at run time."""

    name: str
    line: int
    constant: bool

    def value(self) -> Any:
        """The constant."""
        module, _, name = self.name.rpartition(".")
        return getattr(import_module(module), name)


@cache
def patterns() -> list[Found]:
    """All of them: calls of `re`."""
    return [found for source in product() for found in _in(source)]


@cache
def product() -> list[Source]:
    return [source for source in sources(".py") if source.within(*PRODUCT)]


def strange_imports() -> list[str]:
    """Imports by which a pattern could hide from `patterns`."""
    found = []
    for source in product():
        for node in ast.walk(source.tree):
            if isinstance(node, ast.ImportFrom) and node.module in OTHERS | {"re"}:
                found.append(f"{source.path}:{node.lineno}: from {node.module} import …")
            if isinstance(node, ast.Import):
                bad = [one.name for one in node.names if one.name in OTHERS or (one.name == "re" and one.asname)]
                found += [f"{source.path}:{node.lineno}: import {name}" for name in bad]
    return found


@cache
def uses() -> dict[str, set[str]]:
    """By a constant's name, how the code matches with it: `EMAIL.fullmatch(…)`, where it is made or imported to."""
    found: dict[str, set[str]] = {}
    for source in product():
        nodes = source.nodes
        homes = {
            alias.asname or alias.name: f"{node.module}.{alias.name}"
            for node in nodes
            if isinstance(node, ast.ImportFrom)
            for alias in node.names
        }
        for node in nodes:
            if isinstance(node, ast.Attribute) and node.attr in METHODS and isinstance(node.value, ast.Name):
                name = homes.get(node.value.id, f"{_module(source)}.{node.value.id}")
                found.setdefault(name, set()).add(node.attr)
    return found


def engines() -> list[str]:
    """Where pydantic is told to match with Python's `re` instead of its own engine, which is linear by itself."""
    words = ("regex_engine", "python-re")
    return [source.path for source in product() if any(word in source.text for word in words)]


def _in(source: Source) -> Iterator[Found]:
    for top in source.tree.body:
        for node in ast.walk(top):
            if _makes(node):
                yield Found(f"{_module(source)}.{_name(top, node)}", node.lineno, _is_constant(top))


def _module(source: Source) -> str:
    return source.path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def _makes(node: ast.AST) -> TypeGuard[ast.expr]:
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        return node.value.id == "re" and node.attr in MAKERS
    return False


def _is_constant(top: ast.stmt) -> bool:
    return isinstance(top, ast.Assign | ast.AnnAssign)


def _name(top: ast.stmt, node: ast.AST) -> str:
    if isinstance(top, ast.Assign):
        return ast.unparse(top.targets[0])
    if isinstance(top, ast.AnnAssign):
        return ast.unparse(top.target)
    inner = [one.name for one in ast.walk(top) if isinstance(one, ast.FunctionDef) and node in set(ast.walk(one))]
    return inner[-1] if inner else getattr(top, "name", type(top).__name__)
