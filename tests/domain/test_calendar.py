"""Local days and clock times as instants, in every zone and on nights when clocks change (workspace T10)."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csbot.domain.calendar import (
    DAY,
    at_local,
    day_range,
    is_zone,
    local,
    local_date,
    next_weekday,
    today,
    zone,
    zone_names,
)
from tests.soaking import many

ZONES = sorted(name for name in available_timezones() if name not in ("localtime", "Factory"))
zones = st.sampled_from(ZONES)
instants = st.datetimes(datetime(1990, 1, 1), datetime(2037, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001 - bounds
dates = st.dates(date(1990, 1, 1), date(2037, 12, 31))
HOUR = timedelta(hours=1)


def transitions(tz: str, first: int, last: int) -> list[datetime]:
    """The instants between two years at which a zone's offset changes, to the minute."""
    here, found = ZoneInfo(tz), []
    at, end = datetime(first, 1, 1, tzinfo=UTC), datetime(last, 1, 1, tzinfo=UTC)
    step = timedelta(days=7)
    while at < end:
        if (at + step).astimezone(here).utcoffset() != at.astimezone(here).utcoffset():
            low, high = at, at + step
            while high - low > timedelta(minutes=1):
                middle = low + (high - low) / 2
                middle = middle.replace(second=0, microsecond=0)
                same = middle.astimezone(here).utcoffset() == low.astimezone(here).utcoffset()
                low, high = (middle, high) if same else (low, middle)
            found.append(high)
        at += step
    return found


@given(instants, zones)
def test_every_instant_lies_in_the_range_of_its_own_local_date_and_in_no_other(at: datetime, tz: str) -> None:
    day = today(at, tz)
    assert day.on == local_date(at, tz)
    assert day.start <= at < day.end
    assert day_range(day.on - DAY, tz).end == day.start, "days leave no gap"
    assert day_range(day.on + DAY, tz).start == day.end


@given(dates, zones)
def test_a_day_lasts_a_day_but_for_an_hour_or_a_skipped_date(on: date, tz: str) -> None:
    day = day_range(on, tz)
    assert day.start.tzinfo is UTC
    assert day.end - day.start == timedelta() or 21 * HOUR <= day.end - day.start <= 27 * HOUR


@given(dates, st.times(), zones)
def test_a_clock_time_is_met_or_moved_forward_by_the_gap(on: date, clock_time: time, tz: str) -> None:
    at = at_local(on, clock_time, tz)
    met = local(at, tz)
    wanted = datetime.combine(on, clock_time)
    if met.replace(tzinfo=None) == wanted:
        assert met.fold == 0, "of two, the first"
    else:
        assert timedelta() < met.replace(tzinfo=None) - wanted <= DAY, "skipped: later, not earlier"


@settings(max_examples=many(40), deadline=None)
@given(zones)
def test_around_every_clock_change_of_a_decade_days_still_fit(tz: str) -> None:
    for change in transitions(tz, 2020, 2030):
        for offset in (-DAY, -HOUR, timedelta(microseconds=-1), timedelta(), timedelta(microseconds=1), HOUR, DAY):
            day = today(change + offset, tz)
            assert day.start <= change + offset < day.end
            assert local_date(day.start, tz) == day.on
            assert local_date(day.end - timedelta(microseconds=1), tz) == day.on


@pytest.mark.parametrize(
    ("tz", "on", "hours"),
    [
        ("Europe/Copenhagen", date(2026, 3, 29), 23),
        ("Europe/Copenhagen", date(2026, 10, 25), 25),
        ("America/New_York", date(2026, 3, 8), 23),
        ("Australia/Lord_Howe", date(2026, 4, 5), 24.5),
        ("America/Sao_Paulo", date(2018, 11, 4), 23),  # starts at one o'clock
        ("Atlantic/Azores", date(2026, 10, 25), 25),  # midnight comes twice
        ("Pacific/Apia", date(2011, 12, 30), 0),  # there was no such day
        ("Europe/Copenhagen", date(2026, 3, 2), 24),
    ],
)
def test_the_length_of_special_days(tz: str, on: date, hours: float) -> None:
    day = day_range(on, tz)
    assert (day.end - day.start) / HOUR == hours


@pytest.mark.parametrize(
    ("clock_time", "expected"),
    [
        (time(1, 59), datetime(2026, 3, 29, 0, 59, tzinfo=UTC)),
        (time(2, 30), datetime(2026, 3, 29, 1, 30, tzinfo=UTC)),  # skipped: 03:30
        (time(3, 0), datetime(2026, 3, 29, 1, 0, tzinfo=UTC)),
    ],
)
def test_a_skipped_clock_time_moves_forward(clock_time: time, expected: datetime) -> None:
    assert at_local(date(2026, 3, 29), clock_time, "Europe/Copenhagen") == expected


def test_of_a_doubled_clock_time_the_first_is_meant_whatever_its_fold() -> None:
    for fold in (0, 1):
        at = at_local(date(2026, 10, 25), time(2, 30, fold=fold), "Europe/Copenhagen")
        assert at == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "name", ["", "Mars/Olympus", "../../etc/passwd", "/etc/passwd", "Europe", "Europe/copenhagen?"]
)
def test_an_unknown_zone_is_utc_and_says_so(name: str) -> None:
    assert zone(name).key == "UTC"
    assert not is_zone(name)


def test_the_zones_to_choose_from_are_zones_each_once() -> None:
    names = zone_names()
    assert {"Europe/Copenhagen", "America/Argentina/Ushuaia", "UTC"} <= set(names)
    assert all(map(is_zone, names))
    assert len(set(names)) == len(names)


@given(dates, st.integers(0, 6))
def test_the_next_weekday_is_one_to_seven_days_ahead(after: date, weekday: int) -> None:
    found = next_weekday(after, weekday)
    assert found.weekday() == weekday
    assert 1 <= (found - after).days <= 7
