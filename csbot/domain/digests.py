"""What digests carry (workspace N1, N2); rendered at send time, so that a late one is not stale."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from csbot.domain.data_sources import DataSource
from csbot.domain.news import TaskNews
from csbot.domain.preferences import Event
from csbot.domain.screens import Acted
from csbot.domain.summary import NOTHING_ACTED, Summary, TaskLine
from csbot.domain.tasks import Named, TaskView

DIGEST_ROWS = 10
WAITING_ROWS = 3
NEWS_ROWS = 6
SINCE = "since"  # among a delivery's args: the digest before, as ISO text
ASKED_FOR = "asked"  # among a delivery's args: somebody wants it now, so it says when there is nothing to say


def is_asked_for(args: Mapping[str, str]) -> bool:
    """Whether the recipient asked for the digest with these args."""
    return ASKED_FOR in args


@dataclass(frozen=True, slots=True)
class NewsItem:
    """Something that somebody did to a task or record of the viewer's, or that the viewer wanted to be reminded of it.

    `title`: of what; `by`: names; `change`: what was changed in a task; `owner`: who was given it, None for the viewer.
    """

    event: Event
    title: str
    by: tuple[str, ...] = ()
    change: TaskNews | None = None
    owner: Named | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """Tasks that others gave the viewer, who did nothing to them since: how many, and the first ones."""

    count: int = 0
    lines: tuple[TaskLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Span:
    """What a digest looks back on: later than `since`, up to `until` (UTC, business time)."""

    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class DailySummary:
    """A member's day, sent at their own time (workspace N1). `on` is the local date that it was made for.

    `summary`: with the first ten tasks of each section, and the meetings and tasks with an hour of the next 24 hours;
    `news`: the first ones of `news_count` in the `span`; `stale`: data sources whose last success is too long ago.
    """

    on: date
    summary: Summary
    span: Span
    waiting: Waiting = Waiting()
    news: tuple[NewsItem, ...] = ()
    news_count: int = 0
    stale: tuple[DataSource, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Nothing to say, so nothing is sent; stale data alone is no reason, or it would come day after day."""
        waits = any(section.count or section.lines for section in self.summary.sections)
        ahead = self.summary.meetings or self.summary.timed
        return not (waits or ahead or self.waiting.count or self.news_count)


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
