"""The two clocks; nothing else in csbot reads the time.

Business time says what is due and what a screen shows, and may travel (the demo's clock, tests).
Real time ends leases, pauses, retries and trigger ages, and never travels.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta


@dataclass
class Clock:
    """The clock of one process. `offset` is how far business time is ahead of real time."""

    offset: timedelta = field(default=timedelta())

    def now(self) -> datetime:
        """Business time, aware, in UTC."""
        return self.real_now() + self.offset

    def real_now(self) -> datetime:
        """Real time, aware, in UTC."""
        return datetime.now(UTC)

    def travel(self, offset: timedelta) -> None:
        """Set how far business time is ahead of real time."""
        self.offset = offset


class FrozenClock(Clock):
    """A clock that stands still until it is moved: for tests and dry runs."""

    def __init__(self, at: datetime) -> None:
        super().__init__()
        self.at = at

    def real_now(self) -> datetime:
        return self.at

    def advance(self, by: timedelta) -> None:
        """Move both clocks forward."""
        self.at += by
