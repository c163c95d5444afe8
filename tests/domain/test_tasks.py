"""When a task is due, late, asleep, and until when it can be snoozed (workspace T9, T10)."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csbot.domain.calendar import DAY, local, local_date
from csbot.domain.errors import SnoozePast
from csbot.domain.tasks import (
    NEVER,
    Snooze,
    Task,
    TaskStatus,
    TaskView,
    due_sort,
    snooze_choices,
    snooze_until,
    view_of,
)

CPH, NYC = "Europe/Copenhagen", "America/New_York"
NOON = datetime(2026, 3, 2, 11, 0, tzinfo=UTC)  # Monday, 12:00 in Copenhagen, 06:00 in New York
TODAY = date(2026, 3, 2)

zones = st.sampled_from(sorted(available_timezones() - {"localtime", "Factory"}))
instants = st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - bounds


def due(on: date | None = None, at: datetime | None = None, **values: object) -> Task:
    return Task(1, "Call", due_on=on, due_at=at, **values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("days", "view"),
    [
        (-1, TaskView.OVERDUE),
        (0, TaskView.TODAY),
        (1, TaskView.TOMORROW),
        (2, TaskView.UPCOMING),
        (400, TaskView.UPCOMING),
    ],
)
@pytest.mark.parametrize("tz", [CPH, NYC, "Pacific/Kiritimati", "Pacific/Niue"])
def test_a_date_is_the_same_date_in_every_zone(days: int, view: TaskView, tz: str) -> None:
    assert view_of(due(on=local_date(NOON, tz) + timedelta(days=days)), NOON, tz) is view


@pytest.mark.parametrize(
    ("at", "in_copenhagen", "in_new_york"),
    [
        (datetime(2026, 3, 1, 22, 59, tzinfo=UTC), TaskView.OVERDUE, TaskView.OVERDUE),
        (datetime(2026, 3, 1, 23, 0, tzinfo=UTC), TaskView.TODAY, TaskView.OVERDUE),
        (datetime(2026, 3, 2, 4, 59, tzinfo=UTC), TaskView.TODAY, TaskView.OVERDUE),
        (datetime(2026, 3, 2, 5, 0, tzinfo=UTC), TaskView.TODAY, TaskView.TODAY),
        (datetime(2026, 3, 2, 23, 0, tzinfo=UTC), TaskView.TOMORROW, TaskView.TODAY),
        (datetime(2026, 3, 3, 23, 0, tzinfo=UTC), TaskView.UPCOMING, TaskView.TOMORROW),
    ],
)
def test_an_instant_is_on_each_viewers_own_date(at: datetime, in_copenhagen: TaskView, in_new_york: TaskView) -> None:
    assert view_of(due(at=at), NOON, CPH) is in_copenhagen
    assert view_of(due(at=at), NOON, NYC) is in_new_york


def test_a_task_whose_hour_has_passed_stays_in_today_and_is_late() -> None:
    passed, ahead = due(at=NOON - timedelta(hours=1)), due(at=NOON + timedelta(hours=1))
    assert view_of(passed, NOON, CPH) is TaskView.TODAY
    assert passed.is_late(NOON)
    assert not ahead.is_late(NOON)
    assert not due(at=NOON).is_late(NOON)
    assert not due(on=TODAY - DAY).is_late(NOON), "a date has no hour"
    assert not due(at=NOON - DAY, status=TaskStatus.COMPLETED).is_late(NOON)


def test_without_a_due_date_a_task_is_only_among_all_open_ones() -> None:
    assert view_of(due(), NOON, CPH) is TaskView.OPEN
    assert view_of(due(on=TODAY, status=TaskStatus.COMPLETED), NOON, CPH) is TaskView.DONE


@given(instants, instants, zones)
def test_as_time_passes_a_task_moves_on_and_never_back(first: datetime, at: datetime, tz: str) -> None:
    order = [TaskView.UPCOMING, TaskView.TOMORROW, TaskView.TODAY, TaskView.OVERDUE]
    for task in (due(at=at), due(on=local_date(at, tz))):
        places = [order.index(view_of(task, first + timedelta(hours=7 * n), tz)) for n in range(8)]
        assert places == sorted(places)


def test_a_snoozed_task_wakes_at_its_moment() -> None:
    task = due(on=TODAY, snoozed_until=NOON)
    assert task.is_snoozed(NOON - timedelta(microseconds=1))
    assert not task.is_snoozed(NOON)
    assert not due(snoozed_until=NOON + DAY, status=TaskStatus.COMPLETED).is_snoozed(NOON)
    assert view_of(task, NOON - timedelta(hours=1), CPH) is TaskView.TODAY, "the due date stays"


@pytest.mark.parametrize(
    ("choice", "tz", "expected"),
    [
        (Snooze.HOUR, CPH, datetime(2026, 3, 2, 12, 0, tzinfo=UTC)),
        (Snooze.AFTERNOON, CPH, datetime(2026, 3, 2, 13, 0, tzinfo=UTC)),
        (Snooze.AFTERNOON, NYC, datetime(2026, 3, 2, 19, 0, tzinfo=UTC)),
        (Snooze.TOMORROW, CPH, datetime(2026, 3, 3, 8, 0, tzinfo=UTC)),
        (Snooze.TOMORROW, NYC, datetime(2026, 3, 3, 14, 0, tzinfo=UTC)),
        (Snooze.MONDAY, CPH, datetime(2026, 3, 9, 8, 0, tzinfo=UTC)),
        (Snooze.MONDAY, NYC, datetime(2026, 3, 9, 13, 0, tzinfo=UTC)),  # their clocks have changed by then
    ],
)
def test_what_each_choice_means(choice: Snooze, tz: str, expected: datetime) -> None:
    assert snooze_until(choice, NOON, tz) == expected


def test_tomorrow_at_nine_is_at_nine_also_when_clocks_change_in_the_night() -> None:
    saturday = datetime(2026, 3, 28, 20, 0, tzinfo=UTC)
    assert local(snooze_until(Snooze.TOMORROW, saturday, CPH), CPH).time() == time(9)
    assert snooze_until(Snooze.TOMORROW, saturday, CPH) - saturday == timedelta(hours=11)


@given(instants, zones)
def test_every_choice_offered_lies_ahead_and_what_is_not_offered_is_refused(now: datetime, tz: str) -> None:
    offered = snooze_choices(now, tz)
    assert all(snooze_until(choice, now, tz) > now for choice in offered)
    assert {Snooze.HOUR, Snooze.TOMORROW, Snooze.MONDAY} <= set(offered)
    for choice in set(Snooze) - set(offered):
        with pytest.raises(SnoozePast):
            snooze_until(choice, now, tz)


def test_at_two_o_clock_the_afternoon_has_begun() -> None:
    two = datetime(2026, 3, 2, 13, 0, tzinfo=UTC)
    assert Snooze.AFTERNOON in snooze_choices(two - timedelta(microseconds=1), CPH)
    assert Snooze.AFTERNOON not in snooze_choices(two, CPH)


def test_tasks_sort_by_instant_then_date_and_those_without_come_last() -> None:
    rows = [(None, None), (date(2026, 3, 3), None), (None, NOON), (date(2026, 3, 2), None)]
    assert sorted(rows, key=lambda row: due_sort(*row)) == [rows[3], rows[2], rows[1], rows[0]]
    assert due_sort(None, None) == NEVER


def test_a_reopened_task_is_open_and_awake() -> None:
    task = due(on=TODAY, status=TaskStatus.COMPLETED, snoozed_until=NOON + DAY).reopened()
    assert task.is_open
    assert not task.is_snoozed(NOON)
