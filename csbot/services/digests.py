"""What digests say, read at the moment of sending (workspace N1, N2)."""

from datetime import datetime

from csbot.domain.calendar import today
from csbot.domain.digests import DIGEST_ROWS, DailySummary, TaskDigest
from csbot.domain.members import Viewer
from csbot.domain.screens import Acted
from csbot.domain.summary import NOTHING_ACTED, TaskLine
from csbot.domain.tasks import NEVER, TaskView, view_of
from csbot.services.summary import SummaryService, merged
from csbot.storage import digests as stored_digests
from csbot.storage.unit_of_work import UnitOfWork


def daily_summary(uow: UnitOfWork, viewer: Viewer, now: datetime) -> DailySummary:
    """The viewer's day. `now` is business time."""
    summary = SummaryService(uow, now).day(viewer)
    return DailySummary(summary.on, summary)


def tasks_due(
    uow: UnitOfWork, viewer: Viewer, view: TaskView, now: datetime, acted: Acted = NOTHING_ACTED
) -> TaskDigest:
    """The viewer's tasks due today, those with an hour first in time order, or overdue, oldest first (workspace N2).

    Tasks in `acted` stay where they were. `now` is business time.
    """
    day = today(now, viewer.tz)
    count, rows = stored_digests.list_due(uow, viewer.member_id, view, day, now, DIGEST_ROWS)
    kept = SummaryService(uow, now).lines_of(acted)
    stay = [line for line in kept if view_of(line.task.reopened(), now, viewer.tz) is view]
    lines = merged(rows, stay, viewer.tz)
    if view is TaskView.TODAY:
        lines = tuple(sorted(lines, key=_by_hour))
    return TaskDigest(day.on, view, count, lines, acted)


def _by_hour(line: TaskLine) -> tuple[datetime, int]:
    return line.task.due_at or NEVER, line.task.id
