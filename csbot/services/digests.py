"""What digests say, read at the moment of sending (workspace N1, N2)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from csbot.domain.calendar import today
from csbot.domain.digests import (
    DIGEST_ROWS,
    NEWS_ROWS,
    SINCE,
    WAITING_ROWS,
    DailySummary,
    NewsItem,
    Span,
    TaskDigest,
    Waiting,
)
from csbot.domain.listeners import whose_of
from csbot.domain.members import Member, Viewer
from csbot.domain.permissions import Actor
from csbot.domain.preferences import Event, Way
from csbot.domain.screens import Acted
from csbot.domain.subscriptions import DEFAULT_MINUTE, Cadence, previous_before
from csbot.domain.summary import NOTHING_ACTED, TaskLine
from csbot.domain.tasks import NEVER, Task, TaskView, view_of
from csbot.domain.workspaces import ALL_WORKDAYS
from csbot.services.news import NewsService
from csbot.services.summary import SummaryService, merged
from csbot.storage import data_sources as stored_sources
from csbot.storage import digests as stored_digests
from csbot.storage import news as stored_news
from csbot.storage.unit_of_work import UnitOfWork


def daily_summary(
    uow: UnitOfWork, member: Member, on: date, span: Span, now: datetime, acted: Acted = NOTHING_ACTED, home: str = ""
) -> DailySummary:
    """The member's day (workspace N1). `now` is business time; tasks in `acted` stay; `home` opens the app's Home."""
    viewer, summaries = member.as_viewer(), SummaryService(uow, now, home)
    day = today(now, viewer.tz)
    ahead = summaries.look_ahead(viewer)
    kept = summaries.lines_of(acted, member.as_actor())
    summary = summaries.morning(viewer, ahead, kept, acted)
    shown = {line.task.id for section in summary.sections for line in section.lines}
    stay = [line for line in kept if line.task.id not in shown]
    found = (0, []) if not ahead.has_news else stored_digests.list_waiting(uow, member.id, day, now, WAITING_ROWS)
    waiting = Waiting(found[0], merged(found[1], stay, viewer.tz))
    news_count, news = _news(uow, member, span, now) if ahead.has_news else (0, ())
    stale = stored_sources.list_stale(uow, now) if ahead.has_stale else []
    return DailySummary(on, summary, span, waiting, news, news_count, tuple(stale))


def span_before(member: Member, on: date, args: Mapping[str, str], now: datetime) -> Span:
    """What a digest of that local date looks back on: since the one before, or the last working day's 08:30."""
    if SINCE in args:
        return Span(datetime.fromisoformat(args[SINCE]), now)
    usual = Cadence(member.tz, DEFAULT_MINUTE, member.preferences.working_days or ALL_WORKDAYS)
    return Span(previous_before(usual, on), now)


def _news(uow: UnitOfWork, member: Member, span: Span, now: datetime) -> tuple[int, tuple[NewsItem, ...]]:
    wanted = [event for event in Event if member.preferences.way(event) is not Way.OFF]
    if not wanted:
        return 0, ()
    whose = whose_of(member)
    count, found = stored_news.list_told(uow, member.id, whose, wanted, span.since, span.until, NEWS_ROWS)
    reader = NewsService(uow, now)
    return count, tuple(reader.item(member.id, one, told_at) for one, told_at in found)


def tasks_due(
    uow: UnitOfWork, viewer: Viewer, view: TaskView, now: datetime, acted: Acted, actor: Actor | None
) -> TaskDigest:
    """The viewer's tasks due today, those with an hour first in time order, or overdue, oldest first (workspace N2).

    Tasks in `acted` stay where they were. `now` is business time; `actor`: who sees it, for what they may undo.
    """
    kept = SummaryService(uow, now).lines_of(acted, actor)
    stay = [line for line in kept if view_of(line.task.reopened(), now, viewer.tz) is view]
    [digest] = tasks_due_of(uow, [viewer], view, now)
    lines = _in_order([line.task for line in digest.lines], stay, view, viewer.tz)
    return replace(digest, lines=lines, acted=acted)


def tasks_due_of(uow: UnitOfWork, viewers: Sequence[Viewer], view: TaskView, now: datetime) -> list[TaskDigest]:
    """The same for several viewers, in one statement for each of their time zones."""
    days = {viewer.tz: today(now, viewer.tz) for viewer in viewers}
    found: dict[int, tuple[int, list[Task]]] = {}
    for tz, day in days.items():
        ids = [viewer.member_id for viewer in viewers if viewer.tz == tz]
        found |= stored_digests.list_due(uow, ids, view, day, now, DIGEST_ROWS)
    return [
        TaskDigest(days[viewer.tz].on, view, count, _in_order(rows, [], view, viewer.tz))
        for viewer in viewers
        for count, rows in (found.get(viewer.member_id, (0, [])),)
    ]


def _in_order(rows: Sequence[Task], stay: Sequence[TaskLine], view: TaskView, tz: str) -> tuple[TaskLine, ...]:
    lines = merged(rows, stay, tz)
    return tuple(sorted(lines, key=_by_hour)) if view is TaskView.TODAY else lines


def _by_hour(line: TaskLine) -> tuple[datetime, int]:
    return line.task.due_at or NEVER, line.task.id
