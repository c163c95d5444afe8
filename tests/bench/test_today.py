"""The bench of `/cs today` runs end to end; what its numbers should be is not for a test on a busy machine."""

import json

import pytest

from bench.__main__ import main
from bench.result import DatabaseKind

pytestmark = pytest.mark.waiting(first=True)


@pytest.mark.usefixtures("runs_server")
@pytest.mark.parametrize("database", list(DatabaseKind))
def test_today_prints_its_ratios_as_one_json_object(database: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["today", "--json", "--tiny", "--database", database]) == 0
    last = json.loads(capfd.readouterr().out.splitlines()[-1])
    assert last["bench"] == "today"
    assert last["ratios"].keys() == {"p50_vs_echo", "growth_p50", "ready_vs_import"}
    assert all(ratio > 0 for ratio in last["ratios"].values())
    assert last["figures"].items() >= {"database": database, "small_rows": 120, "large_rows": 300}.items()
