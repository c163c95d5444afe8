"""Days that a condition means: half-open ranges of local dates, resolved when it is asked (workspace V3, V5)."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from csbot.domain.calendar import DAY, at_local, local_date
from csbot.domain.filters.operators import Operator, Unit

MOST_DAYS = 36_500
MONTHS = {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.YEAR: 12}


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks, and when: `me`, `my team` and relative dates mean theirs.

    `member_ids`: everybody of the team, the asker too. `tz`: an IANA zone; `now`: business time.
    """

    member_id: int
    tz: str
    now: datetime
    member_ids: frozenset[int] = frozenset()

    @property
    def today(self) -> date:
        """The asker's local date."""
        return local_date(self.now, self.tz)


@dataclass(frozen=True, slots=True)
class Period:
    """`start` <= local date < `end`, either open; the same as instants (UTC) in `start_at` and `end_at`."""

    start: date | None
    end: date | None
    start_at: datetime | None
    end_at: datetime | None

    def holds(self, value: date | datetime) -> bool:
        """Whether the date, or the instant, lies within."""
        if isinstance(value, datetime):
            return (self.start_at is None or value >= self.start_at) and (self.end_at is None or value < self.end_at)
        return (self.start is None or value >= self.start) and (self.end is None or value < self.end)

    @property
    def earliest(self) -> datetime | None:
        """What sorts before it is not in it, date or instant: a date sorts by its UTC midnight."""
        return None if self.start is None or self.start_at is None else min(self.start_at, midnight(self.start))

    @property
    def latest(self) -> datetime | None:
        """What sorts at or after it is not in it."""
        return None if self.end is None or self.end_at is None else max(self.end_at, midnight(self.end))


def midnight(on: date) -> datetime:
    """The UTC midnight by which a date sorts."""
    return datetime.combine(on, time(), UTC)


def period(start: date | None, end: date | None, tz: str) -> Period:
    """The days from `start` to the day before `end`, in `tz`."""
    return Period(start, end, _instant(start, tz), _instant(end, tz))


def days_away(operator: Operator, days: int, asker: Asker) -> Period:
    """More or less than so many days ago or from now: less is 0 ≤ days < N, more is days > N."""
    today, span = asker.today, timedelta(days=days)
    start, end = {
        Operator.MORE_DAYS_AGO: (None, today - span),
        Operator.LESS_DAYS_AGO: (today - span + DAY, today + DAY),
        Operator.MORE_DAYS_AHEAD: (today + span + DAY, None),
        Operator.LESS_DAYS_AHEAD: (today, today + span),
    }[operator]
    return period(start, end, asker.tz)


def calendar_period(operator: Operator, unit: Unit, asker: Asker) -> Period:
    """The last, this or next calendar unit."""
    step = {Operator.IN_LAST: -1, Operator.IN_THIS: 0, Operator.IN_NEXT: 1}[operator]
    if unit in MONTHS:
        months = MONTHS[unit]
        number = asker.today.year * 12 + asker.today.month - 1
        first = (number // months + step) * months
        return period(_month(first), _month(first + months), asker.tz)
    days = timedelta(days=7 if unit is Unit.WEEK else 1)
    first_day = asker.today - timedelta(days=asker.today.weekday() if unit is Unit.WEEK else 0)
    return period(first_day + step * days, first_day + (step + 1) * days, asker.tz)


def since(days: int, asker: Asker) -> datetime:
    """When the last so many local days began, today being one of them (UTC)."""
    return at_local(asker.today - (days - 1) * DAY, time(), asker.tz)


def _instant(on: date | None, tz: str) -> datetime | None:
    return None if on is None else at_local(on, time(), tz)


def _month(number: int) -> date:
    return date(number // 12, number % 12 + 1, 1)
