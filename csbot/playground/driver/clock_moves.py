"""Where business time is moved to."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from csbot.playground.driver.bodies import MoveClock
from csbot.playground.errors import DriverError

_MONDAY = 0


def target(move: MoveClock, now: datetime, real_now: datetime, tz: str) -> datetime:
    """The aware moment that a move leads to, from business time ``now``; local times are read in ``tz``.

    Raises DriverError when the move names no target.
    """
    zone = ZoneInfo(tz)
    if move.reset:
        return real_now
    if move.at is not None:
        return move.at
    if move.advance_seconds is not None:
        return now + timedelta(seconds=move.advance_seconds)
    if move.local is not None:
        return move.local.replace(tzinfo=zone).astimezone(UTC)
    if move.to is None:
        raise DriverError("say where to: reset, at, advance_seconds, local or to")
    today = now.astimezone(zone).date()
    days = 1 if move.to == "tomorrow" else (_MONDAY - today.weekday() - 1) % 7 + 1
    return datetime.combine(today + timedelta(days=days), move.time, zone).astimezone(UTC)
