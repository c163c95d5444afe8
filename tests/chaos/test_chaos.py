"""The harness itself: which cases there are, and that it can tell what is lost and what is doubled.

The cases run with `make chaos`; their short form is part of `.ci/run`.
"""

import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

import pytest

from tests.chaos.__main__ import ORDER, TEMPLATE, TRIES, House, Run, chosen
from tests.chaos.stage import Stage, Vacuous
from tests.chaos.verdicts import CASES, Verdict, count

ONLY_POSTGRESQL = {"one-dies", "database-restart", "three-schedulers", "frozen-database"}
BOTH = {
    "kill9", "freeze", "drop-after-accept", "storm-429", "errors-500", "spring", "autumn", "downtime", "traveller",
    "hostile-press", "half-open",
}  # fmt: skip


@dataclass
class Slack:
    """What the local Slack holds."""

    keys: Counter[str] = field(default_factory=Counter)

    def received(self) -> Counter[str]:
        return self.keys


def counted(keys: list[str], expected: list[str], allowed: int | None = None) -> Verdict:
    return count(cast(Stage, Slack(Counter(keys))), expected, allowed)


EVERYBODY = [str(n) for n in range(60)]


def test_each_case_runs_on_every_database_that_it_applies_to() -> None:
    runs = list(chosen(None, None))
    assert {run.name for run in runs if run.database == "sqlite"} == BOTH
    assert {run.name for run in runs if run.database == "postgresql"} == BOTH | ONLY_POSTGRESQL
    assert set(ORDER) == CASES.keys()
    assert list(chosen("kill9", "sqlite")) == [Run("kill9", "sqlite")]
    assert list(chosen("one-dies", "sqlite")) == []


def test_one_each_is_good() -> None:
    verdict = counted(EVERYBODY, EVERYBODY)
    assert (verdict.is_good, str(verdict)) == (True, "sent=60 lost=0 doubled=0")


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        (EVERYBODY[1:], "sent=59 lost=1 doubled=0"),
        ([*EVERYBODY, "7"], "sent=61 lost=0 doubled=1"),
        ([*EVERYBODY, "nobody's"], "sent=61 lost=0 doubled=1"),
        ([*EVERYBODY[1:], "7"], "sent=60 lost=1 doubled=1"),
    ],
)
def test_what_is_lost_and_what_is_doubled_is_bad(keys: list[str], said: str) -> None:
    verdict = counted(keys, EVERYBODY)
    assert (verdict.is_good, str(verdict)) == (False, said)


def test_doubles_count_against_what_is_allowed() -> None:
    assert counted([*EVERYBODY, "7"], EVERYBODY, allowed=1).is_good
    assert not counted([*EVERYBODY, "7", "8"], EVERYBODY, allowed=1).is_good
    assert not counted(EVERYBODY[1:], EVERYBODY, allowed=1).is_good
    assert str(counted(EVERYBODY, EVERYBODY, allowed=3)) == "sent=60 lost=0 doubled=0 allowed=3"


def test_too_few_prove_nothing_good() -> None:
    with pytest.raises(Vacuous):
        counted(EVERYBODY[:49], EVERYBODY[:49])
    assert counted(EVERYBODY[:49], EVERYBODY).lost == 11


def vacuous(times: int, tried: list[int], verdict: Verdict) -> Callable[[Stage], Verdict]:
    """A case whose fault fails to happen so often."""

    def run(_stage: Stage) -> Verdict:
        tried.append(len(tried))
        if len(tried) <= times:
            raise Vacuous("nothing was in flight")
        return verdict

    return run


@pytest.mark.parametrize(
    ("vain", "verdict", "tries", "said"),
    [
        (TRIES - 1, Verdict(60, 0, 0), TRIES, "freeze sqlite sent=60 lost=0 doubled=0\n"),
        (TRIES, Verdict(60, 0, 0), TRIES, "freeze sqlite FAILED Vacuous: nothing was in flight\n"),
        (0, Verdict(60, 1, 0), 1, "freeze sqlite sent=60 lost=1 doubled=0\n"),
    ],
)
def test_what_proved_nothing_is_tried_again_and_what_was_lost_is_not(
    vain: int, verdict: Verdict, tries: int, said: str,
    sqlite_template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    shutil.copy(sqlite_template, tmp_path / TEMPLATE)
    tried: list[int] = []
    monkeypatch.setitem(CASES, "freeze", (vacuous(vain, tried, verdict), False))
    went_well = House(tmp_path, None, short=True).run(Run("freeze", "sqlite"))
    assert (went_well, len(tried), capsys.readouterr().out) == (said.endswith("lost=0 doubled=0\n"), tries, said)
