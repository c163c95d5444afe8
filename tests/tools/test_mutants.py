"""The mutations are the intended ones, whole programs, and drawn alike from the same seed."""

import ast

import pytest

from tools.mutants.__main__ import drawn
from tools.mutants.coverage_map import in_turns, lines_of_functions
from tools.mutants.operators import mutations


@pytest.mark.parametrize(
    ("source", "after"),
    [
        ("a < b", ["a <= b"]),
        ("a is not b", ["a is b"]),
        ("a and b", ["a or b"]),
        ("a + b", ["a - b"]),
        ("f'{a + b}' + c", []),
        ("k = 30", ["31"]),
        ("k = True", ["False"]),
        ("k = not a", ["a"]),
        ("k = a if b else c", ["c if b else a"]),
        ("k = q.where(a, b)", ["q.where(b)", "q.where(a)"]),
        ("k = and_(a)", []),
        ("send(é)", ["pass"]),
        ("log.info('x', n=1)", []),
        ("if a:\n    pass", ["not (a)"]),
        ("def f(x: int = 1) -> int:\n    return x", ["2", "return None"]),
        ("def f():\n    return None", []),
    ],
)
def test_a_place_is_broken_in_the_known_ways(source: str, after: list[str]) -> None:
    found = mutations(source)
    assert sorted(one.after for one in found) == sorted(after)
    assert all(ast.dump(ast.parse(one.source)) != ast.dump(ast.parse(source)) for one in found)


def test_only_the_place_is_changed() -> None:
    (found,) = mutations("# ø\nk = 'æ', (  1  ) # why\n")
    assert (found.source, found.summary) == ("# ø\nk = 'æ', (  (2)  ) # why\n", "2 number: 1  ->  2")


def test_the_same_seed_draws_the_same_places() -> None:
    first, again, other = drawn(1, 60), drawn(1, 60), drawn(2, 60)
    assert first == again != other
    assert {path.split("/")[0] for path, _ in first} == {"csbot", "scheduler"}


def test_every_file_has_its_turn_and_the_nearest_comes_first() -> None:
    ids = {"tests/a.py::x", "tests/a.py::y", "tests/test_tasks.py::z"}
    assert in_turns(ids, "csbot/storage/tasks.py") == ["tests/test_tasks.py::z", "tests/a.py::x", "tests/a.py::y"]


def test_what_runs_at_import_is_told_apart() -> None:
    assert lines_of_functions("K = 1\n\ndef f(x=2):\n    y = 3\n    return y\n") == {4, 5}
