"""Chance that repeats: the same data for the same people and moment, on every machine."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from random import Random
from typing import TypeVar

from csbot.domain.calendar import DAY, at_local, local_date, today

OFFICE_HOURS = (8, 18)
QUARTERS = (0, 15, 30, 45)
SATURDAY = 5

T = TypeVar("T")


def dice(subject: str) -> Random:
    """A generator of its own for each subject, so that a change to one leaves the others as they were."""
    return Random(f"fjord {subject}")  # noqa: S311 - sample data, no secrets


def shuffled(rng: Random, items: Sequence[T]) -> list[T]:
    """All of them, in another order."""
    return rng.sample(items, len(items))


def workday(on: date, step: timedelta) -> date:
    """The date, or the next one in the direction of `step` that is no weekend."""
    while on.weekday() >= SATURDAY:
        on += step
    return on


def office_time(rng: Random, on: date, tz: str) -> datetime:
    """A quarter-hour of office hours on a local date, as UTC."""
    first, last = OFFICE_HOURS
    return at_local(on, time(rng.randrange(first, last), rng.choice(QUARTERS)), tz)


def earlier_today(rng: Random, now: datetime, tz: str) -> datetime:
    """A moment of the local day before `now`, in office hours if there were any; midnight at midnight."""
    on = local_date(now, tz)
    for office in (True, False):
        if past := [at for at in _quarters(on, tz, office) if at < now]:
            return rng.choice(past)
    return min(today(now, tz).start, now)


def later_today(rng: Random, now: datetime, tz: str) -> datetime:
    """A moment of the local day after `now`, in office hours if there are any left; else in its last minute."""
    on = local_date(now, tz)
    for office in (True, False):
        if ahead := [at for at in _quarters(on, tz, office) if at > now]:
            return rng.choice(ahead)
    end = today(now, tz).end
    return max(end - timedelta(minutes=1), now + (end - now) / 2)


def office_time_before(rng: Random, now: datetime, days: int, tz: str) -> datetime:
    """Office hours on the workday that many days ago or before; today's are those that have passed."""
    on = workday(local_date(now, tz) - days * DAY, -DAY)
    return earlier_today(rng, now, tz) if on == local_date(now, tz) else office_time(rng, on, tz)


def _quarters(on: date, tz: str, office: bool) -> list[datetime]:
    first, last = OFFICE_HOURS if office else (0, 24)
    times = [time(hour, minute) for hour in range(first, last) for minute in QUARTERS]
    return [at_local(on, clock_time, tz) for clock_time in times]
