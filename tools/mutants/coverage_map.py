"""Which tests run which lines: made once for a commit by running the tests under coverage, then kept."""

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from itertools import chain, zip_longest
from pathlib import Path

from coverage import CoverageData

BESIDE = tuple(
    f"tests/{folder}"
    for folder in ("acceptance", "architecture", "bench", "chaos", "deploy", "docs", "i18n", "playground", "tools")
)
"""Tests that say nothing of the mutated rooms: of texts and of other programs, in processes that are not broken."""

NUMBERS = "tests/contract"  # they compare what stands at the top of files, which coverage says nothing of
SCHEMA = "tests/storage"  # asked for a file without any function: tables


class CoverageMap:
    """Asks coverage's data file for tests."""

    def __init__(self, file: Path, root: Path) -> None:
        self.data = CoverageData(str(file))
        self.data.read()
        self.root = root

    def tests_of(self, path: str, first: int, last: int) -> list[str]:
        """Node ids of the tests that run those lines of the file, the nearest first and the files taking turns.

        What runs when a module is imported belongs to no test: all that run anything in the file are asked then.
        """
        body = lines_of_functions((self.root / path).read_text("utf-8"))
        inside = [line for line in range(first, last + 1) if line in body]
        by_line = self.data.contexts_by_lineno(str(self.root / path))
        contexts = {context for line in (inside or body) for context in by_line.get(line, ())}
        ids = {context.rpartition("|")[0] for context in contexts} - {""}  # "…::test_x[a|b]|run"
        return [*([] if inside else [NUMBERS] if body else [NUMBERS, SCHEMA]), *in_turns(ids, path)]


def in_turns(ids: set[str], path: str) -> list[str]:
    """One of each file, then the next of each: whoever looks at the first few has looked into every file."""
    by_file: dict[str, list[str]] = {}
    for test in sorted(ids):
        by_file.setdefault(test.partition("::")[0], []).append(test)
    noun = Path(path).stem.rstrip("s")
    near = sorted(by_file, key=lambda file: (noun not in Path(file).stem, file))
    return [test for test in chain.from_iterable(zip_longest(*(by_file[file] for file in near))) if test]


def lines_of_functions(source: str) -> set[int]:
    """The lines that run when something is called, not when the module is imported."""
    return set(chain.from_iterable(body_lines(ast.parse(source))))


def body_lines(tree: ast.AST) -> Iterator[range]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield range(node.body[0].lineno, (node.end_lineno or node.lineno) + 1)


def make(file: Path, rooms: tuple[str, ...]) -> None:
    """Run the tests under coverage. Ends the program if they fail: broken code can't be broken."""
    file.parent.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "pytest", "-q", "-n", "auto", "--dist", "worksteal", "-p", "no:randomly"]
    command += [f"--ignore={folder}" for folder in BESIDE] + [f"--cov={room}" for room in rooms]
    command += ["--cov-context=test", "--cov-report="]
    done = subprocess.run(command, env={**os.environ, "COVERAGE_FILE": str(file)}, check=False)
    if done.returncode:
        sys.exit("The tests fail without any mutation.")
