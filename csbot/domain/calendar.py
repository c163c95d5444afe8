"""Local days and clock times as UTC instants: the only place where the two meet.

A local day is a half-open UTC range; on a clock change it lasts 23 or 25 hours.
A clock time that a zone skips moves forward by the gap; one that occurs twice means the first (fold 0).
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache, lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

DAY = timedelta(days=1)
PICKED_S = range(10**9, 10**10)  # seconds since 1970 that Slack's picker takes: from September 2001 to 2286
NO_PLACES = ("Brazil", "Canada", "Chile", "Etc", "Mexico", "SystemV", "US", "posix", "right")  # old names, no places


@lru_cache(maxsize=1024)
def zone(name: str) -> ZoneInfo:
    """The zone of that IANA name; UTC when the zone data does not have it."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")


def is_zone(name: str) -> bool:
    """Whether `name` is a zone that this machine knows."""
    return zone(name).key == name


@cache
def zone_names() -> tuple[str, ...]:
    """The zones that people choose from, `Area/City` and UTC, sorted."""
    return tuple(
        sorted(
            name
            for name in available_timezones()
            if name == "UTC" or ("/" in name and name.partition("/")[0] not in NO_PLACES)
        )
    )


def local(at: datetime, tz: str) -> datetime:
    """The instant on the wall clock of `tz`."""
    return at.astimezone(zone(tz))


def local_date(at: datetime, tz: str) -> date:
    """The date that people in `tz` have at the instant."""
    return local(at, tz).date()


def at_local(on: date, clock_time: time, tz: str) -> datetime:
    """The UTC instant of a local date and clock time."""
    return datetime.combine(on, clock_time.replace(fold=0), zone(tz)).astimezone(UTC)


@dataclass(frozen=True, slots=True)
class DayRange:
    """A local day: `start` <= instant < `end`, both UTC."""

    on: date
    start: datetime
    end: datetime


def day_range(on: date, tz: str) -> DayRange:
    """The local day of `tz` as a UTC range."""
    return DayRange(on, at_local(on, time(), tz), at_local(on + DAY, time(), tz))


def today(now: datetime, tz: str) -> DayRange:
    """The local day of `tz` in which `now` lies."""
    return day_range(local_date(now, tz), tz)


def next_weekday(after: date, weekday: int) -> date:
    """The first date later than `after` with that weekday, Monday 0."""
    return after + timedelta(days=(weekday - after.weekday() - 1) % 7 + 1)
