"""What digests carry (workspace N1, N2); rendered at send time, so that a late one is not stale."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from csbot.domain.screens import Acted
from csbot.domain.summary import NOTHING_ACTED, Summary, TaskLine
from csbot.domain.tasks import TaskView

DIGEST_ROWS = 10
ASKED_FOR = "asked"  # among a delivery's args: somebody wants it now, so it says when there is nothing to say


def is_asked_for(args: Mapping[str, str]) -> bool:
    """Whether the recipient asked for the digest with these args."""
    return ASKED_FOR in args


@dataclass(frozen=True, slots=True)
class DailySummary:
    """A member's day, sent at their own time (workspace N1). `on` is the local date that it was made for."""

    on: date
    summary: Summary

    @property
    def is_empty(self) -> bool:
        """Nothing to say, so nothing is sent."""
        waits = any(section.count or section.lines for section in self.summary.sections)
        return not waits and not self.summary.meetings


@dataclass(frozen=True, slots=True)
class TaskDigest:
    """The due-today or overdue digest of the viewer's local date `on` (workspace N2).

    `count`: how many tasks the view holds; `lines`: its first ones, and those just acted on, which stay.
    """

    on: date
    view: TaskView
    count: int
    lines: tuple[TaskLine, ...]
    acted: Acted = NOTHING_ACTED

    @property
    def is_empty(self) -> bool:
        """Nothing to say, so nothing is sent."""
        return not self.count
