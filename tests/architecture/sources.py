"""The project's own files, read once."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).parents[2]
PRODUCT = ("csbot", "handlers", "blocks", "scheduler")
FOLDERS = (*PRODUCT, "tests", "bench", "deploy", "docs", "tools", ".ci")
TEXT = {
    ".py",
    ".md",
    ".toml",
    ".lock",
    ".sh",
    ".js",
    ".mjs",
    ".css",
    ".html",
    ".json",
    ".j2",
    ".po",
    ".pot",
    ".csv",
    ".yaml",
    ".service",
    ".example",
    "",
}


@dataclass(frozen=True)
class Source:
    """One file: its path from the project's root, with forward slashes, and its text."""

    path: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    @cached_property
    def nodes(self) -> list[ast.AST]:
        """Every node of its tree."""
        return list(ast.walk(self.tree))

    def within(self, *folders: str) -> bool:
        return self.path.startswith(tuple(f"{folder}/" for folder in folders))


def sources(*suffixes: str) -> Iterator[Source]:
    """The project's text files with one of the suffixes; all of them when none is given."""
    for path in files():
        if path.suffix in (suffixes or TEXT):
            yield Source(path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8"))


def files() -> Iterator[Path]:
    yield from (
        path for path in ROOT.iterdir() if path.is_file() and path.name not in {".git", ".env", ".coverage", "uv.lock"}
    )
    for folder in FOLDERS:
        yield from (path for path in (ROOT / folder).rglob("*") if path.is_file() and "__pycache__" not in path.parts)
