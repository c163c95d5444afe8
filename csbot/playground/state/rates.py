"""How often the app may call: buckets that fill at a steady pace, in real time. Gone with the process."""

import math
from dataclasses import asdict, dataclass
from typing import Any

from csbot.playground.clock import Clock

Key = tuple[str, str, str]
"""Team, method, channel (empty: all channels)."""


@dataclass(frozen=True, slots=True)
class Limit:
    """At most ``burst`` at once, then ``per_minute``."""

    per_minute: int
    burst: int


@dataclass(slots=True)
class Bucket:
    """What is left of a burst at a moment of real time."""

    limit: Limit
    left: float
    at: float

    def fill(self, now: float) -> None:
        """Let time pass."""
        self.left = min(self.limit.burst, self.left + max(0.0, now - self.at) * self.limit.per_minute / 60)
        self.at = now

    def wait(self) -> float:
        """Seconds until there is room for one call more."""
        return max(0.0, 1 - self.left) * 60 / self.limit.per_minute


class Rates:
    """Counts calls; with ``enforce`` off it refuses none."""

    def __init__(self, clock: Clock, enforce: bool) -> None:
        self._clock = clock
        self._buckets: dict[Key, Bucket] = {}
        self.enforce = enforce
        self.refused = 0

    def take(self, wanted: dict[Key, Limit]) -> int:
        """Count one call against some buckets.

        Answers 0, or the whole seconds to wait when one of them is empty; then nothing is counted.
        """
        now = self._clock.real()
        buckets = [self._bucket(key, limit, now) for key, limit in wanted.items()]
        wait = max((bucket.wait() for bucket in buckets), default=0.0)
        if wait > 0 and self.enforce:
            self.refused += 1
            return math.ceil(wait)
        for bucket in buckets:
            bucket.left = max(0.0, bucket.left - 1)
        return 0

    def forget(self) -> None:
        """All buckets are full again."""
        self._buckets.clear()
        self.refused = 0

    def document(self) -> dict[str, Any]:
        """As the driver shows it; buckets that nothing was taken from are left out."""
        now = self._clock.real()
        shown = []
        for (team, method, channel), bucket in self._buckets.items():
            bucket.fill(now)
            shown.append({"team": team, "method": method, "channel": channel, "left": round(bucket.left, 2),
                          **asdict(bucket.limit)})  # fmt: skip
        return {"enforce": self.enforce, "refused": self.refused, "buckets": shown}

    def _bucket(self, key: Key, limit: Limit, now: float) -> Bucket:
        bucket = self._buckets.setdefault(key, Bucket(limit, limit.burst, now))
        bucket.fill(now)
        return bucket
