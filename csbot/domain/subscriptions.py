"""Subscriptions to digests: which local minute of which days is due next (workspace N1-N4)."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from csbot.domain.calendar import DAY, at_local, day_range, local_date

MINUTE = timedelta(minutes=1)


class DigestKind(StrEnum):
    """What can be subscribed to."""

    DAILY_SUMMARY = "daily_summary"
    DUE_TODAY = "due_today"
    OVERDUE = "overdue"


DEFAULT_MINUTE = 8 * 60 + 30


@dataclass(frozen=True, slots=True)
class Cadence:
    """When a digest is due: minutes after local midnight, on the days of the mask (Monday bit 0), in a zone."""

    tz: str
    local_minute: int
    weekdays: int

    def occurrence(self, on: date) -> datetime:
        """The UTC instant of that local date's occurrence: exactly one in every zone, and within the date.

        Where a clock change skips the end of the date (Nuuk's 23:00 to 24:00), it is the date's last minute.
        """
        at = at_local(on, time(self.local_minute // 60, self.local_minute % 60), self.tz)
        return min(at, day_range(on, self.tz).end - MINUTE)

    def wants(self, on: date) -> bool:
        return bool(self.weekdays >> on.weekday() & 1)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One due moment: the local date that it is for, and its instant (UTC)."""

    on: date
    at: datetime


@dataclass(frozen=True, slots=True)
class Subscription:
    """A member's subscription. `last` is the latest local date that was planned or passed over."""

    id: int
    workspace_id: int
    member_id: int
    kind: DigestKind
    cadence: Cadence
    last: date | None
    enabled: bool = True

    def key(self, on: date) -> str:
        """What makes the digest of that local date single (workspace N4)."""
        return f"{self.workspace_id}:{self.member_id}:{self.kind}:{on.isoformat()}"


def next_after(cadence: Cadence, now: datetime, last: date | None = None) -> Occurrence:
    """The first occurrence later than `now`, on a local date later than `last` (workspace N4)."""
    on = local_date(now, cadence.tz)
    if last is not None and on <= last:
        on = last + DAY
    for _ in range(15):
        if cadence.wants(on) and cadence.occurrence(on) > now:
            return Occurrence(on, cadence.occurrence(on))
        on += DAY
    raise ValueError("a cadence without days")


def previous_before(cadence: Cadence, on: date) -> datetime:
    """The instant of the last occurrence on an earlier local date: what is new since then is news (workspace N1)."""
    before = on - DAY
    while not cadence.wants(before):
        before -= DAY
    return cadence.occurrence(before)


def latest_due(cadence: Cadence, now: datetime, last: date | None) -> Occurrence | None:
    """The occurrence to send now: today's, if its moment has come and it was not planned yet (workspace N4).

    After downtime only the one of the present local date counts; earlier ones are gone.
    """
    on = local_date(now, cadence.tz)
    if not cadence.wants(on) or (last is not None and on <= last):
        return None
    due = Occurrence(on, cadence.occurrence(on))
    return due if due.at <= now else None


def end_of(occurrence: Occurrence, tz: str) -> datetime:
    """When the digest is worthless: the end of its local date (workspace N4)."""
    return at_local(occurrence.on + DAY, time(), tz)


def first_in(cadence: Cadence, now: datetime, last: date | None) -> Occurrence:
    """What comes first when a cadence starts to hold: today's if its moment is over but its date was not planned."""
    return latest_due(cadence, now, last) or next_after(cadence, now, last)


def passed_over(cadence: Cadence, now: datetime, last: date | None) -> date | None:
    """The last settled local date for a cadence that begins now: today's moment, if it is over, is not made up for."""
    due = latest_due(cadence, now, last)
    return due.on if due else last


def settled_when_changed(known: Subscription, cadence: Cadence, now: datetime) -> date | None:
    """The last settled local date when a subscription takes another cadence (workspace N4: none doubled or skipped).

    Today's digest is owed if it was coming anyway; else the new one begins with the next moment.
    """
    is_owed = known.enabled and known.cadence.wants(local_date(now, cadence.tz))
    return known.last if is_owed else passed_over(cadence, now, known.last)
