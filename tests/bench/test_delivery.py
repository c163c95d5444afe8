"""The benches of the delivery engine and of the planner run end to end; their numbers are not for a busy machine."""

import json

import pytest

from bench.__main__ import main
from bench.delivery import peers
from bench.delivery.measures import fullest_window
from bench.result import DatabaseKind

pytestmark = pytest.mark.waiting

BOTH = list(DatabaseKind)
RATIOS = {
    "drain_vs_peer", "rendered_vs_noop", "rate_vs_ideal", "over_rate", "fairness", "small_beside_big",
    "alert_behind_digests",
}  # fmt: skip


@pytest.mark.parametrize("database", BOTH)
def test_delivery_prints_its_ratios_as_one_json_object(
    database: str, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(peers, "missing", lambda _kind: "")
    monkeypatch.setattr(peers, "drain_rate", lambda *_: 100.0)  # the peers have tests of their own
    assert main(["delivery", "--json", "--tiny", "--database", database]) == 0
    last = json.loads(capfd.readouterr().out.splitlines()[-1])
    assert last["bench"] == "delivery"
    assert last["ratios"].keys() == RATIOS
    assert all(ratio > 0 for ratio in last["ratios"].values())
    assert last["figures"]["database"] == database


@pytest.mark.usefixtures("runs_server")
@pytest.mark.parametrize("database", BOTH)
def test_planner_prints_its_ratio_as_one_json_object(database: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["planner", "--json", "--tiny", "--database", database]) == 0
    last = json.loads(capfd.readouterr().out.splitlines()[-1])
    assert last["bench"] == "planner"
    assert last["ratios"]["vs_bare"] > 0
    assert last["figures"].keys() >= {"longest_transaction_ms", "idle_tick_ms", "memory_mb", "rows"}


def test_without_the_peer_it_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(peers.MODULES, DatabaseKind.SQLITE, "a_peer_that_is_not_there")
    with pytest.raises(SystemExit, match=r"a_peer_that_is_not_there.*make setup"):
        main(["delivery", "--json", "--tiny"])
    assert capfd.readouterr().out == ""


def test_the_fullest_window_is_half_open() -> None:
    assert fullest_window([0.0, 0.5, 1.0, 1.4, 3.0], 1.0) == 3
    assert fullest_window([0.0, 1.0, 2.0], 1.0) == 1
