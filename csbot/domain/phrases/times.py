"""What clock times and parts of the day mean."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, tzinfo
from enum import Enum, auto

from csbot.domain.phrases.days import Day, calendar_day
from csbot.domain.properties.dates import YEARS
from csbot.domain.tasks import AFTERNOON, MORNING

NOON = time(12)
END_OF_DAY = time(17)
EVENING = time(18)
PARTS = {"morning": MORNING, "afternoon": AFTERNOON, "evening": EVENING}
SMALL_HOURS = range(1, 7)  # "at 3" is in the afternoon: nobody calls a customer before seven


class Hours(Enum):
    """How the hour was typed."""

    EXACT = auto()
    DIAL = auto()  # 4:30 beside "afternoon" is 16:30
    BARE = auto()  # "at 3"


@dataclass(frozen=True, slots=True)
class Clock:
    """A clock time as typed. `zone`: the one typed behind it."""

    hour: int
    minute: int
    hours: Hours
    zone: tzinfo | None = None

    @property
    def weak(self) -> bool:
        return self.hours is Hours.BARE

    def at(self, part: time | None) -> time | None:
        """The time, beside that part of the day; None when there is no such time."""
        shifted = 0
        if self.hours is not Hours.EXACT and self.hour < NOON.hour:
            small = self.hours is Hours.BARE and self.hour in SMALL_HOURS
            shifted = 12 if (small if part is None else part >= NOON) else 0
        try:
            return time(self.hour + shifted, self.minute)
        except ValueError:
            return None


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the day: the time it stands for when no clock time is beside it."""

    at: time
    weak: bool = True


@dataclass(frozen=True, slots=True)
class Moment:
    """An instant as typed: in UTC, or how long from now; None when there is no such instant."""

    at: datetime | timedelta | None
    weak: bool = False

    def seen(self, now: datetime) -> datetime | None:
        """The instant at `now`."""
        try:
            return now + self.at if isinstance(self.at, timedelta) else self.at
        except OverflowError:
            return None


@dataclass(frozen=True, slots=True)
class Dotted:
    """`3.12`, `3.12.` or `15.30`: a day and a month or a clock time, or neither."""

    text: str
    weak: bool = True

    def as_day(self) -> Day | None:
        """It as day.month, when the month exists."""
        first, second = self._numbers
        return calendar_day(first, second, None) if 1 <= first <= 31 and 1 <= second <= 12 else None

    def as_clock(self) -> Clock | None:
        """It as a clock time, when there is such a time."""
        clock = Clock(*self._numbers, Hours.DIAL)
        return clock if len(self.text.rstrip(".").partition(".")[2]) == 2 and clock.at(None) else None

    @property
    def ends_with_dot(self) -> bool:
        return self.text.endswith(".")

    @property
    def looks_like_version(self) -> bool:
        return not self.ends_with_dot and self.text[1] == "."

    @property
    def _numbers(self) -> tuple[int, int]:
        first, second = self.text.rstrip(".").split(".")
        return int(first), int(second)


def exact(at: time) -> Clock:
    """That clock time."""
    return Clock(at.hour, at.minute, Hours.EXACT)


def half_day(hour: int, minute: int, letter: str) -> Clock:
    """A time with am (`a`) or pm (`p`); an hour outside 1-12 gives none."""
    known = 1 <= hour <= 12
    return Clock(hour % 12 + (12 if letter == "p" else 0) if known else -1, minute, Hours.EXACT)


def time_later(minutes: float) -> Moment:
    """In so many minutes, whole ones."""
    return Moment(timedelta(minutes=round(minutes)))


def instant(text: str) -> Moment:
    """An ISO 8601 date and time with its offset from UTC."""
    try:
        at = datetime.fromisoformat(text.upper())
    except ValueError:
        return Moment(None)
    return Moment(at.astimezone(UTC).replace(second=0, microsecond=0) if at.year in YEARS else None)
