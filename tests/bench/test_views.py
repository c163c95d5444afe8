"""The bench of lists runs end to end, and both ways find the same; what its numbers should be is not for a test."""

import json

import pytest

from bench.__main__ import main
from bench.result import DatabaseKind

pytestmark = pytest.mark.waiting


@pytest.mark.usefixtures("runs_server")
@pytest.mark.parametrize("database", list(DatabaseKind))
def test_views_prints_its_ratios_as_one_json_object(database: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["views", "--json", "--tiny", "--database", database]) == 0
    last = json.loads(capfd.readouterr().out.splitlines()[-1])
    assert last["bench"] == "views"
    assert last["ratios"].keys() == {"plan_vs_sql", "plan_vs_sql_worst", "unindexed_vs_sql", "growth"}
    assert all(ratio > 0 for ratio in last["ratios"].values())
    assert last["figures"].items() >= {"database": database, "records": 12_000}.items()
