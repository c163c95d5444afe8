"""So many calls a minute, whatever the machine's clock does (workspace N5)."""

from datetime import timedelta

from scheduler.allowances import Allowance
from tests.scheduler.world import MONDAY

DAY, SECOND = timedelta(days=1), timedelta(seconds=1)


def test_so_many_in_any_minute_for_each_workspace() -> None:
    allowance = Allowance(2)
    assert [allowance.take(1, MONDAY) for _ in range(3)] == [True, True, False]
    assert allowance.take(2, MONDAY)
    assert not allowance.take(1, MONDAY + 59 * SECOND)
    assert allowance.take(1, MONDAY + 60 * SECOND)


def test_none_before_slack_wants_any() -> None:
    allowance = Allowance(2)
    allowance.rest(1, MONDAY, 30 * SECOND)
    assert [allowance.take(1, MONDAY + n * SECOND) for n in (0, 29, 30)] == [False, False, True]


def test_a_clock_that_is_set_back_stops_nothing() -> None:
    allowance = Allowance(1)
    assert allowance.take(1, MONDAY + DAY)
    allowance.rest(1, MONDAY + DAY, 30 * SECOND)
    assert allowance.take(1, MONDAY)
