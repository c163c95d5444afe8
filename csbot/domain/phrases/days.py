"""What the names and numbers of days mean on a given date.

A reading has every date that is meant: none when there is no such date, two when it is ambiguous.
Without a year the next such date is meant, today included; a weekday's bare name never means today.
"""

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from csbot.domain.calendar import DAY, next_weekday
from csbot.domain.properties.dates import YEARS

WEEK = timedelta(weeks=1)
FRIDAY = 4
LEAP_YEARS_APART = 8  # at most: 2096 and 2104
COUNT_DIGITS = 5


@dataclass(frozen=True, slots=True)
class Day:
    """A date as typed. `on`: today → its readings; `weekday`: set for a weekday's bare name; `weak`: may be no date."""

    on: Callable[[date], tuple[date, ...]]
    weekday: int | None = None
    weak: bool = False


def near(days: int) -> Day:
    """That many days from today."""
    return Day(lambda today: (today + days * DAY,))


def weekday(number: int) -> Day:
    """The next one after today, Monday 0."""
    return Day(lambda today: (next_weekday(today, number),), weekday=number)


def weekday_of_week(number: int, weeks: int) -> Day:
    """That weekday of this calendar week (0) or the next (1); it may be over."""
    return Day(lambda today: (_monday(today) + weeks * WEEK + number * DAY,))


def next_month() -> Day:
    """Its first day."""
    return Day(lambda today: (_month_later(today.replace(day=1), 1),))


def week_end() -> Day:
    """Friday, on a weekend the coming one."""
    return Day(lambda today: (next_weekday(today - DAY, FRIDAY),))


def end_of(months: int) -> Day:
    """The last day of this month (1), quarter (3) or year (12)."""
    return Day(lambda today: (_month_later(today.replace(day=1), months - (today.month - 1) % months) - DAY,))


def later(months: int, number: int) -> Day:
    """In so many months and days; a day that the month lacks becomes its last."""
    return Day(partial(_later, months, number))


def never() -> Day:
    """What is typed like a date and is none."""
    return Day(lambda _today: ())


def calendar_day(day: int, month: int, year: int | None) -> Day:
    """A day of a month."""
    return Day(partial(_calendar_day, day, month, year))


def either_order(first: int, second: int, year: int | None) -> Day:
    """Day and month in the order that gives a date, else in both."""

    def readings(today: date) -> tuple[date, ...]:
        both = _calendar_day(first, second, year, today) + _calendar_day(second, first, year, today)
        return tuple(dict.fromkeys(both))

    return Day(readings)


def day_of_month(day: int) -> Day:
    """The next month's day with that number."""
    return Day(partial(_day_of_month, day), weak=True)


def _monday(today: date) -> date:
    return today - today.weekday() * DAY


def _month_later(on: date, months: int) -> date:
    years, month = divmod(on.month - 1 + months, 12)
    year = on.year + years
    return date(year, month + 1, min(on.day, monthrange(year, month + 1)[1]))


def _later(months: int, number: int, today: date) -> tuple[date, ...]:
    try:
        return (_month_later(today, months) + number * DAY,) if today.year + months // 12 + 1 in YEARS else ()
    except OverflowError:
        return ()


def _calendar_day(day: int, month: int, year: int | None, today: date) -> tuple[date, ...]:
    years = range(today.year, today.year + LEAP_YEARS_APART + 1) if year is None else (year,)
    for one in years:
        if (found := _date(one, month, day)) and (year is not None or found >= today):
            return (found,)
    return ()


def _day_of_month(day: int, today: date) -> tuple[date, ...]:
    for months in range(4):  # a 31st is at most two months away, today's month included
        first = _month_later(today.replace(day=1), months)
        if (found := _date(first.year, first.month, day)) and found >= today:
            return (found,)
    return ()


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
