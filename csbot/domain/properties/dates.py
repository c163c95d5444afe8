"""Dates and date-times as people and programs write them."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, tzinfo
from enum import StrEnum
from zoneinfo import ZoneInfo

from csbot.domain.calendar import zone
from csbot.domain.properties.errors import BadValue, ValueNote, ValueProblem
from csbot.domain.properties.texts import plainly
from csbot.domain.properties.zones import read_zone

YEARS = range(1900, 2200)
CENTURY_TURNS_AT = 70  # a two-digit year below it is of this century


def _numbered(*texts: str) -> dict[str, int]:
    return {word: number for number, words in enumerate(texts) for word in words.split()}


# In English, Danish and Dutch, in full and as they are shortened (CLDR).
MONTHS = _numbered(
    "", "january januar januari jan", "february februar februari feb", "march marts maart mar mrt maa", "april apr",
    "may maj mei", "june juni jun", "july juli jul", "august augustus aug", "september sep sept",
    "october oktober oct okt", "november nov", "december dec",
)  # fmt: skip
WEEKDAYS = _numbered(
    "monday mandag maandag mon man ma", "tuesday tirsdag dinsdag tue tues tirs tir di",
    "wednesday onsdag woensdag wed weds ons wo", "thursday torsdag donderdag thu thur thurs tors tor do",
    "friday fredag vrijdag fri fre vr", "saturday lørdag zaterdag sat lør za", "sunday søndag zondag sun søn zo",
)  # fmt: skip

YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)", re.ASCII)
COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?=[t ]|\Z)", re.ASCII | re.IGNORECASE)
NUMERIC = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?!\d)", re.ASCII)
DAY_MONTH = re.compile(
    r"(\d{1,2})(?:\.|st|nd|rd|th|e)?(?: of)?[ /-]?([a-z]{3,9})\.?,?[ /-]?(\d{4}|\d{2})(?![\d:])",
    re.ASCII | re.IGNORECASE,
)
MONTH_DAY = re.compile(r"([a-z]{3,9})\.?[ -](\d{1,2})(?:st|nd|rd|th)?,?[ -](\d{4})(?!\d)", re.ASCII | re.IGNORECASE)
PATTERNS = (YEAR_FIRST, COMPACT, NUMERIC, DAY_MONTH, MONTH_DAY)
WEEKDAY = re.compile(r"([^\W\d_]{2,9})\.?,? (?:the |den |d\. |de )?", re.IGNORECASE)
BETWEEN = re.compile(r" ?,? ?(?:(?:t|kl\.?|klokken|at|om)(?= ?\d))? ?", re.IGNORECASE)
CLOCK = re.compile(
    r"(\d{1,2})(?:[:.](\d{2})(?:[:.](\d{2})(?:[.,]\d{1,9})?)?|(?= ?(?:[ap]\.? ?m|uur)))"
    r"(?: ?([ap])\.? ?m\b\.?)?(?: ?(?:uur|u|hrs?)\b)?",
    re.ASCII | re.IGNORECASE,
)
COMPACT_CLOCK = re.compile(r"(\d{2})(\d{2})(\d{2})?(?:[.,]\d{1,9})?(?![\d:.])", re.ASCII)
SAID_AGAIN = re.compile(r"[(\[]([^()\[\]]*+)[)\]]")  # behind an offset: (Central European Time), [Europe/Paris]
ZONE_LIKE = re.compile(r"[a-z][a-z0-9_/+:-]*+|[+-]\d[\d:]*+", re.ASCII | re.IGNORECASE)
EPOCH_MS = re.compile(r"\d{13}", re.ASCII)
COUNTED = re.compile(r"\d{5}(?:[.,]\d*)?|\d{9,}(?:[.,]\d*)?", re.ASCII)


class DateOrder(StrEnum):
    """In which order a numeric date such as 05/06/2026 is written."""

    DMY = "dmy"
    MDY = "mdy"
    YMD = "ymd"


@dataclass(frozen=True, slots=True)
class DateStyle:
    """How a column writes dates. `tz`: the IANA zone of times that name none; `zone`: what a heading says instead.

    `midnight_is_date`: every time in the column is midnight, so a spreadsheet added it and it means no time.
    """

    tz: str
    order: DateOrder = DateOrder.DMY
    midnight_is_date: bool = False
    zone: tzinfo | None = None

    @property
    def where(self) -> tzinfo:
        """The zone of times that name none."""
        return self.zone or zone(self.tz)


def read_date(text: str, style: DateStyle) -> date:
    """The date as written: a clock time or zone behind it does not move it. Raises `BadValue`."""
    plain = plainly(text)
    if EPOCH_MS.fullmatch(plain):
        return _from_epoch(text, plain).date()
    on, rest = _leading_date(text, plain, style.order)
    if rest:
        _clock(text, rest)
    return on


def read_moment(text: str, style: DateStyle) -> date | datetime:
    """A date, or the UTC instant of a date with a clock time. Raises `BadValue`."""
    return noted_moment(text, style)[0]


def noted_moment(text: str, style: DateStyle) -> tuple[date | datetime, ValueNote | None]:
    """The same with a note about a time that a clock change skips or repeats."""
    plain = plainly(text)
    if EPOCH_MS.fullmatch(plain):
        return _from_epoch(text, plain), None
    on, rest = _leading_date(text, plain, style.order)
    if not rest:
        return on, None
    clock_time, named = _clock(text, rest)
    if style.midnight_is_date and clock_time == time():
        return on, None
    return at_wall(on, clock_time, named or style.where)


def at_wall(on: date, clock_time: time, where: tzinfo) -> tuple[datetime, ValueNote | None]:
    """The UTC instant of a wall clock's time, as `calendar.at_local` has it."""
    wall = datetime.combine(on, clock_time.replace(fold=0), where)
    at = wall.astimezone(UTC)
    if not isinstance(where, ZoneInfo):
        return at, None
    if at.astimezone(where).replace(tzinfo=None) != wall.replace(tzinfo=None):
        return at, ValueNote.SKIPPED_TIME
    return at, ValueNote.REPEATED_TIME if wall.utcoffset() != wall.replace(fold=1).utcoffset() else None


def order_shown(text: str) -> tuple[DateOrder, ...]:
    """The orders in which a numeric date can be read: one shows the column's order, two leave it open.

    Empty where the order does not matter: year first, dots (always day first), named months, day equal to month.
    """
    match = NUMERIC.match(_without_weekday(plainly(text))[0])
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
    plain, _ = _without_weekday(plainly(text))
    return any(pattern.fullmatch(plain) for pattern in PATTERNS)


def has_clock_time(text: str) -> bool:
    """Whether a clock time other than midnight stands behind the date."""
    plain = plainly(text)
    if EPOCH_MS.fullmatch(plain):
        return True
    plain, _ = _without_weekday(plain)
    dates = (pattern.match(plain) for pattern in PATTERNS)
    rest = next((plain[match.end() :] for match in dates if match), "").strip()
    try:
        return bool(rest) and _clock(text, rest)[0] != time()
    except BadValue:
        return False


def _without_weekday(plain: str) -> tuple[str, int | None]:
    match = WEEKDAY.match(plain)
    day = WEEKDAYS.get(match[1].casefold()) if match else None
    return (plain, None) if match is None or day is None else (plain[match.end() :], day)


def _leading_date(text: str, plain: str, order: DateOrder) -> tuple[date, str]:
    plain, weekday = _without_weekday(plain)
    for pattern in PATTERNS:
        if match := pattern.match(plain):
            on = _date(text, *_parts(pattern, match, order))
            if weekday not in (None, on.weekday()):
                raise BadValue(ValueProblem.WRONG_WEEKDAY, text)
            return on, plain[match.end() :].strip()
    raise BadValue(ValueProblem.DATE_AS_NUMBER if COUNTED.fullmatch(plain) else ValueProblem.NOT_A_DATE, text)


def _parts(pattern: re.Pattern[str], match: re.Match[str], order: DateOrder) -> tuple[int, int, int]:
    if pattern is YEAR_FIRST:
        return int(match[1]), int(match[3]), int(match[4])
    if pattern is COMPACT:
        return int(match[1]), int(match[2]), int(match[3])
    if pattern is DAY_MONTH:
        return _year(match[3]), MONTHS.get(match[2].lower(), 0), int(match[1])
    if pattern is MONTH_DAY:
        return int(match[3]), MONTHS.get(match[1].lower(), 0), int(match[2])
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


def _clock(text: str, rest: str) -> tuple[time, tzinfo | None]:
    between = BETWEEN.match(rest)
    start = between.end() if between else 0
    compact = COMPACT_CLOCK.match(rest, start) if "t" in rest[:start].lower() else None
    match = compact or CLOCK.match(rest, start)
    if match is None:
        raise BadValue(ValueProblem.NOT_A_DATE, text)
    hour, half = int(match[1]), "" if compact else (match[4] or "").lower()
    if half and not 1 <= hour <= 12:
        raise BadValue(ValueProblem.NOT_A_DATE, text)
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    where = _zone(text, rest[match.end() :].strip())
    try:
        return time(hour, int(match[2] or 0), int(match[3] or 0)), where
    except ValueError:
        raise BadValue(ValueProblem.NOT_A_DATE, text) from None


def _zone(text: str, named: str) -> tzinfo | None:
    """The zone behind a clock time, None where there is none; what stands in brackets behind it says it again."""
    said = SAID_AGAIN.search(named)
    if said and said.end() == len(named):
        named = named[: said.start()].strip() or said[1].strip()
    if not named:
        return None
    if (where := read_zone(named)) is None:
        like = ZONE_LIKE.fullmatch(named)
        raise BadValue(ValueProblem.UNKNOWN_ZONE if like else ValueProblem.NOT_A_DATE, text, named if like else None)
    return where


def _from_epoch(text: str, plain: str) -> datetime:
    at = datetime.fromtimestamp(int(plain) // 1000, UTC)
    if at.year not in YEARS:
        raise BadValue(ValueProblem.DATE_OUT_OF_RANGE, text)
    return at
