"""Dates and date-times as people and programs write them."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from enum import StrEnum

from csbot.domain.calendar import at_local
from csbot.domain.properties.errors import BadValue, ValueProblem

YEARS = range(1900, 2200)
CENTURY_TURNS_AT = 70  # a two-digit year below it is of this century
MONTHS = {
    word: number
    for number, words in enumerate(
        ("jan", "feb", "mar maa mrt", "apr", "may maj mei", "jun", "jul", "aug", "sep", "oct okt", "nov", "dec"), 1
    )
    for word in words.split()
}

YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)", re.ASCII)
NUMERIC = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?!\d)", re.ASCII)
DAY_MONTH = re.compile(r"(\d{1,2})(?:\.|st|nd|rd|th)?[ -]([a-z]{3,9})\.?,?[ -](\d{4})(?!\d)", re.ASCII | re.IGNORECASE)
MONTH_DAY = re.compile(r"([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})(?!\d)", re.ASCII | re.IGNORECASE)
PATTERNS = (YEAR_FIRST, NUMERIC, DAY_MONTH, MONTH_DAY)
CLOCK = re.compile(
    r"(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,]\d{1,9})?)?(?:\s*+(am|pm))?(?:\s*+(z|utc|gmt|[+-]\d{2}:?\d{2}))?",
    re.ASCII | re.IGNORECASE,
)
BETWEEN = re.compile(r"\s*+,?\s*+(?:t|kl\.?|at|om)?\s*+", re.IGNORECASE)
EPOCH_MS = re.compile(r"\d{13}", re.ASCII)


class DateOrder(StrEnum):
    """In which order a numeric date such as 05/06/2026 is written."""

    DMY = "dmy"
    MDY = "mdy"
    YMD = "ymd"


@dataclass(frozen=True, slots=True)
class DateStyle:
    """How a column writes dates. `tz`: the IANA zone of times that name none.

    `midnight_is_date`: every time in the column is midnight, so a spreadsheet added it and it means no time.
    """

    tz: str
    order: DateOrder = DateOrder.DMY
    midnight_is_date: bool = False


def read_date(text: str, style: DateStyle) -> date:
    """The date as written: a clock time or zone behind it does not move it. Raises `BadValue`."""
    if EPOCH_MS.fullmatch(text):
        return _from_epoch(text).date()
    on, rest = _leading_date(text, style.order)
    if rest:
        _clock(text, rest)
    return on


def read_moment(text: str, style: DateStyle) -> date | datetime:
    """A date, or the UTC instant of a date with a clock time. Raises `BadValue`."""
    if EPOCH_MS.fullmatch(text):
        return _from_epoch(text)
    on, rest = _leading_date(text, style.order)
    if not rest:
        return on
    clock_time, offset = _clock(text, rest)
    if style.midnight_is_date and clock_time == time():
        return on
    if offset is None:
        return at_local(on, clock_time, style.tz)
    return datetime.combine(on, clock_time, offset).astimezone(UTC)


def order_shown(text: str) -> tuple[DateOrder, ...]:
    """The orders in which a numeric date can be read: one shows the column's order, two leave it open.

    Empty where the order does not matter: year first, dots (always day first), named months, day equal to month.
    """
    match = NUMERIC.match(text)
    if match is None or match[2] == "." or match[1] == match[3]:
        return ()
    first, second = int(match[1]), int(match[3])
    return tuple(
        order
        for order, day, month in ((DateOrder.DMY, first, second), (DateOrder.MDY, second, first))
        if day <= 31 and month <= 12
    )


def is_like_date(text: str) -> bool:
    """Whether it is written like a date, even one that doesn't exist."""
    return any(pattern.fullmatch(text) for pattern in PATTERNS)


def has_clock_time(text: str) -> bool:
    """Whether a clock time other than midnight stands behind the date."""
    if EPOCH_MS.fullmatch(text):
        return True
    dates = (pattern.match(text) for pattern in PATTERNS)
    end = next((match.end() for match in dates if match), len(text))
    clock_time = CLOCK.search(text, end)
    return clock_time is not None and (int(clock_time[1]), int(clock_time[2])) != (0, 0)


def _leading_date(text: str, order: DateOrder) -> tuple[date, str]:
    for pattern in PATTERNS:
        if match := pattern.match(text):
            year, month, day = _parts(pattern, match, order)
            return _date(text, year, month, day), text[match.end() :].strip()
    raise BadValue(ValueProblem.NOT_A_DATE, text)


def _parts(pattern: re.Pattern[str], match: re.Match[str], order: DateOrder) -> tuple[int, int, int]:
    if pattern is YEAR_FIRST:
        return int(match[1]), int(match[3]), int(match[4])
    if pattern is DAY_MONTH:
        return int(match[3]), MONTHS.get(match[2][:3].lower(), 0), int(match[1])
    if pattern is MONTH_DAY:
        return int(match[3]), MONTHS.get(match[1][:3].lower(), 0), int(match[2])
    a, b = int(match[1]), int(match[3])
    if order is DateOrder.YMD and len(match[4]) == 2:
        return _year(match[1]), b, int(match[4])
    if order is DateOrder.MDY and match[2] != ".":
        a, b = b, a
    return _year(match[4]), b, a


def _year(digits: str) -> int:
    number = int(digits)
    if len(digits) > 2:
        return number
    return number + (1900 if number >= CENTURY_TURNS_AT else 2000)


def _date(text: str, year: int, month: int, day: int) -> date:
    try:
        on = date(year, month, day)
    except ValueError:
        raise BadValue(ValueProblem.NOT_A_DATE, text) from None
    if on.year not in YEARS:
        raise BadValue(ValueProblem.DATE_OUT_OF_RANGE, text)
    return on


def _clock(text: str, rest: str) -> tuple[time, timezone | None]:
    start = BETWEEN.match(rest)
    match = CLOCK.fullmatch(rest, start.end() if start else 0)
    if match is None:
        raise BadValue(ValueProblem.NOT_A_DATE, text)
    hour, half = int(match[1]), (match[4] or "").lower()
    if half and not 1 <= hour <= 12:
        raise BadValue(ValueProblem.NOT_A_DATE, text)
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    try:
        return time(hour, int(match[2]), int(match[3] or 0)), _offset(match[5])
    except ValueError:
        raise BadValue(ValueProblem.NOT_A_DATE, text) from None


def _offset(text: str | None) -> timezone | None:
    if text is None:
        return None
    if text[0] not in "+-":
        return UTC
    ahead = timedelta(hours=int(text[1:3]), minutes=int(text[-2:]))
    return timezone(-ahead if text[0] == "-" else ahead)


def _from_epoch(text: str) -> datetime:
    at = datetime.fromtimestamp(int(text) // 1000, UTC)
    if at.year not in YEARS:
        raise BadValue(ValueProblem.DATE_OUT_OF_RANGE, text)
    return at
