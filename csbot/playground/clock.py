"""The two clocks of the local Slack: real time, and business time that a person may move.

Trigger ids, response urls and acks age in real time; message timestamps and what the page shows are business time.
"""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

OnClock = Callable[[timedelta], None]


class Clock:
    """Real time plus an offset. A test may stand in for ``real_seconds``."""

    def __init__(self, real_seconds: Callable[[], float] = time.time) -> None:
        self._real_seconds = real_seconds
        self.offset = timedelta()

    def real(self) -> float:
        """Real time in epoch seconds."""
        return self._real_seconds()

    def real_ms(self) -> int:
        """Real time in epoch milliseconds, as trigger ids carry it."""
        return int(self._real_seconds() * 1000)

    def business(self) -> datetime:
        """Business time, aware, in UTC."""
        return datetime.fromtimestamp(self._real_seconds(), UTC) + self.offset

    def business_micros(self) -> int:
        """Business time in epoch microseconds, which is what a message ``ts`` counts."""
        return int(self._real_seconds() * 1_000_000) + int(self.offset / timedelta(microseconds=1))
