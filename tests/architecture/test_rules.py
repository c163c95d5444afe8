"""Every rule holds for every file, and every rule can fail."""

from collections.abc import Callable, Iterator
from functools import cache

import pytest

from tests.architecture import rules
from tests.architecture.sources import ROOT, Source, sources

Rule = Callable[[Source], Iterator[str]]
LONG_FUNCTION = "def long():\n" + "    value = 1\n" * 40
# a rule, a path it holds for, and the smallest sample that breaks it
SAMPLES: list[tuple[Rule, str, str]] = [
    (rules.file_size, "csbot/domain/tasks.py", "value = 1\n" * 301),
    (rules.function_size, "csbot/domain/tasks.py", LONG_FUNCTION),
    (rules.one_commit, "csbot/services/tasks.py", "connection.commit()"),
    (rules.one_commit, "csbot/storage/tasks.py", "with connection.begin():\n    pass"),
    (rules.nothing_unfinished, "scheduler/planner.py", "raise NotImplementedError"),
    (rules.narrow_excepts, "csbot/adapters/slack/gateway.py", "try:\n    send()\nexcept Exception:\n    pass"),
    (rules.narrow_excepts, "csbot/adapters/slack/gateway.py", "try:\n    send()\nexcept:\n    pass"),
    (rules.narrow_excepts, "bench/today.py", "try:\n    send()\nexcept (OSError, BaseException):\n    pass"),
    (rules.telling_names, "csbot/services/utils.py", ""),
    (rules.telling_names, "handlers/common/tasks.py", ""),
    (rules.telling_names, "handlers/tasks.py", "def handle_complete():\n    return 1"),
    (rules.documented_classes, "csbot/domain/tasks.py", "class Task:\n    number: int"),
    (rules.markup_in_templates, "csbot/adapters/mail.py", "TEXT = '<p>{}</p>'"),
    (rules.markup_in_templates, "csbot/web.py", "TEXT = f'<!doctype html><h1>{title}'"),
    (rules.markup_in_templates, "blocks/charts.py", "TEXT = '<svg viewBox=\"0 0 1 1\">'"),
    (rules.reasoned_opt_outs, "blocks/tasks.py", "value = 1  # no" + "qa: S608"),
    (rules.reasoned_opt_outs, "blocks/tasks.py", "value = 1  # no" + "qa - because"),
]
RULES = list(dict.fromkeys(rule for rule, _, _ in SAMPLES))
OPT_OUTS = (
    rules.ENDS_TRANSACTIONS | rules.CATCHES_EVERYTHING | rules.NAMED_BY_OTHERS | rules.LONG_PAGES | rules.WRITES_MARKUP
)


@cache
def python_files() -> list[Source]:
    return list(sources(".py"))


def complaints(rule: Rule, checked: list[Source]) -> list[str]:
    return [f"{source.path}:{complaint}" for source in checked for complaint in rule(source)]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_rule_holds_in_every_file(rule: Rule) -> None:
    found = complaints(rule, python_files())
    assert found == [], "\n".join([rule.__doc__ or "", *found])


@pytest.mark.parametrize(("rule", "path", "text"), SAMPLES, ids=lambda value: getattr(value, "__name__", "sample"))
def test_the_rule_fails_on_a_bad_sample(rule: Rule, path: str, text: str) -> None:
    assert complaints(rule, [Source(path, text)])


def test_every_rule_is_tried() -> None:
    own = {name for name, value in vars(rules).items() if getattr(value, "__module__", "") == rules.__name__}
    assert own - {rule.__name__ for rule in RULES} == {"caught", "functions", "is_enum", "raises_again"}


def test_page_files_stay_small() -> None:
    pages = [source for source in sources(".js", ".mjs", ".css", ".html") if source.within("csbot")]
    assert not complaints(rules.file_size, pages)
    assert complaints(rules.file_size, [Source("csbot/playground/page/app.js", "let a\n" * 401)])


def test_opt_outs_name_files_that_exist() -> None:
    assert [path for path in OPT_OUTS if not (ROOT / path).is_file()] == []
