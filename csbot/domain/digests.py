"""What digests carry (workspace N1); rendered at send time, so that a late one is not stale."""

from dataclasses import dataclass
from datetime import date

from csbot.domain.summary import Summary


@dataclass(frozen=True, slots=True)
class DailySummary:
    """A member's day, sent at their own time (workspace N1). `on` is the local date that it was made for."""

    on: date
    summary: Summary

    @property
    def is_empty(self) -> bool:
        """Nothing to say, so nothing is sent."""
        return not self.summary.meetings and not any(section.count or section.lines for section in self.summary.sections)
