"""The contractual numbers are what they were agreed to be, and no test compares one with itself."""

import ast
from collections.abc import Iterator
from datetime import timedelta
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tests.architecture.sources import ROOT, Source, sources
from tests.contract.numbers import CONTRACT, SLACK

TIMES_OF_NO_RULE = {
    "csbot.domain.calendar.DAY",
    "csbot.domain.deliveries.NO_WAIT",
    "csbot.domain.phrases.days.WEEK",
    "csbot.domain.properties.zones.FARTHEST",
    "csbot.domain.subscriptions.MINUTE",
    "csbot.domain.summary._MICROSECOND",
    "csbot.services.news.NOT_GATHERED",
    "csbot.storage.queues.NONE",
    "handlers.removals.SECOND",
    "scheduler.allowances.MINUTE",
    # pace of loops, which nobody is promised
    "csbot.cli.doctor.slack.SKEW",
    "csbot.cli.doctor.slack.TOO_MUCH_SKEW",
    "scheduler.delivery.doubt.CLOCKS_APART",
    "scheduler.delivery.rendering.TARGET_REST",
    "scheduler.delivery.sending.DATABASE_REST",
    "scheduler.delivery.turns.SURVEY_EVERY",
    "scheduler.finding.AWAY_FOR",
    "scheduler.jobs.progress.AT_MOST_EVERY",
    "scheduler.runner.JOBS_EVERY",
    "scheduler.runner.PLAN_EVERY",
    "scheduler.runner.TIDY_EVERY",
}
"""Spans of time that are units, or how often somebody looks; a new one stands here or in the contract."""


@pytest.mark.parametrize("name", CONTRACT)
def test_the_number_is_what_was_agreed(name: str) -> None:
    module, _, constant = name.rpartition(".")
    assert written(import_module(module), constant) == CONTRACT[name]


def test_all_of_slacks_limits_are_in_the_contract() -> None:
    ours = {f"blocks.kit.limits.{name}" for name in vars(import_module("blocks.kit.limits")) if name.isupper()}
    assert ours - set(SLACK) == set()


def test_every_span_of_time_is_in_the_contract_or_named_as_none() -> None:
    """A new `…_FOR = timedelta(…)` is a promise to somebody: its literal goes into tests/contract/numbers.py."""
    found = {f"{module.__name__}.{name}" for module in modules() for name in spans(module)}
    assert found - set(CONTRACT) - TIMES_OF_NO_RULE == set()
    assert TIMES_OF_NO_RULE - found == set()


def test_no_test_compares_a_limit_with_itself() -> None:
    """Say the number: a test that imports the constant passes whatever its value is."""
    own = {"tests/contract/test_numbers.py"}
    found = [f"{source.path}: {name}" for source in python_tests() if source.path not in own for name in taken(source)]
    assert found == []


def test_what_takes_a_limit_is_found() -> None:
    for text in (
        "from csbot.domain.tasks import UNDO_FOR",
        "from csbot.domain import tasks\nassert 1 < tasks.UNDO_FOR",
        "import csbot.domain.tasks\nassert csbot.domain.tasks.UNDO_FOR",
        "from blocks.kit.limits import SCREEN_BLOCKS as most",
    ):
        assert list(taken(Source("tests/test_x.py", text))), text


def modules() -> Iterator[ModuleType]:
    folders = ("csbot/domain", "csbot/services", "csbot/storage", "csbot/adapters", "csbot/cli", "csbot/metrics")
    for path in python_files((*folders, "handlers", "scheduler")):
        yield import_module(".".join(path.with_suffix("").relative_to(ROOT).parts).removesuffix(".__init__"))


def python_files(folders: tuple[str, ...]) -> Iterator[Path]:
    for folder in folders:
        yield from (path for path in sorted((ROOT / folder).rglob("*.py")) if "migrations" not in path.parts)


def spans(module: ModuleType) -> Iterator[str]:
    """The module's own constants that are spans of time, not those that it imports."""
    return (name for name in assigned(module) if isinstance(vars(module)[name], timedelta))


def written(module: ModuleType, constant: str) -> Any:
    """The value as it stands in the file: some are set to others while tests run (tests/conftest.py)."""
    expression = compile(ast.Expression(assigned(module)[constant]), module.__name__, "eval")
    return eval(expression, dict(vars(module)))  # noqa: S307 - csbot's own source


def assigned(module: ModuleType) -> dict[str, ast.expr]:
    """What the module's own names are set to at its top."""
    body = ast.parse(Path(module.__file__ or "").read_text("utf-8")).body
    plain = [(target, node.value) for node in body if isinstance(node, ast.Assign) for target in node.targets]
    typed = [(node.target, node.value) for node in body if isinstance(node, ast.AnnAssign) and node.value]
    return {target.id: value for target, value in [*plain, *typed] if isinstance(target, ast.Name)}


def python_tests() -> Iterator[Source]:
    return (source for source in sources(".py") if source.within("tests"))


def taken(source: Source) -> Iterator[str]:
    """The contractual numbers that a test takes from where they stand, by whichever way of importing."""
    tree = ast.parse(source.text)
    homes = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                homes[alias.asname or alias.name] = f"{node.module}.{alias.name}"
                yield from contractual(f"{node.module}.{alias.name}")
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load):  # a test may set one
            dotted = ast.unparse(node)
            head, _, rest = dotted.partition(".")
            yield from contractual(f"{homes.get(head, head)}.{rest}")


def contractual(dotted: str) -> Iterator[str]:
    """The name, if the module (or a package that hands it on) and the constant are of the contract."""
    module, _, constant = dotted.rpartition(".")
    if any(known.endswith(f".{constant}") and known.startswith(f"{module}.") for known in CONTRACT):
        yield dotted
