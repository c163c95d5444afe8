"""The Summary and the task lists, as read (workspace U1, U3, T2, T10)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from csbot.domain.calendar import DAY, DayRange, local_date, today
from csbot.domain.digests import DIGEST_ROWS
from csbot.domain.meetings import Meeting
from csbot.domain.members import Viewer
from csbot.domain.permissions import Actor
from csbot.domain.screens import Acted
from csbot.domain.summary import (
    NOTHING_ACTED,
    PAGE_ROWS,
    SCHEDULE_ROWS,
    SECTION_ROWS,
    Cursor,
    Progress,
    Summary,
    TaskLine,
    TaskPage,
    TaskSection,
)
from csbot.domain.tasks import NEVER, Task, TaskView, due_sort, view_of
from csbot.services import undos
from csbot.storage import meetings as stored_meetings
from csbot.storage import summary as stored_summary
from csbot.storage import tasks as stored_tasks
from csbot.storage.summary import Day
from csbot.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class SummaryService:
    """Reads the viewer's day. `now` is business time; `home_url` opens the app's Home."""

    uow: UnitOfWork
    now: datetime
    home_url: str = ""

    def day(self, viewer: Viewer, acted: Acted = NOTHING_ACTED, actor: Actor | None = None) -> Summary:
        """The Summary. Tasks in `acted` stay where they were, with what was done to them, as `actor` may undo it."""
        day = today(self.now, viewer.tz)
        return self._summary(viewer, self._read(viewer, day, SECTION_ROWS), day, self.lines_of(acted, actor), acted)

    def look_ahead(self, viewer: Viewer) -> Day:
        """What `morning` is made of: more tasks, and the schedule of the next 24 hours (workspace N1)."""
        return self._read(viewer, self._ahead(viewer), DIGEST_ROWS)

    def morning(
        self, viewer: Viewer, found: Day, kept: Sequence[TaskLine] = (), acted: Acted = NOTHING_ACTED
    ) -> Summary:
        """The same for the daily summary, of what `look_ahead` found. `kept`: the tasks in `acted`."""
        return self._summary(viewer, found, self._ahead(viewer), kept, acted)

    def _ahead(self, viewer: Viewer) -> DayRange:
        return DayRange(local_date(self.now, viewer.tz), self.now, self.now + DAY)

    def _read(self, viewer: Viewer, schedule: DayRange, rows: int) -> Day:
        day = today(self.now, viewer.tz)
        return stored_summary.read_day(
            self.uow, viewer.member_id, day, schedule, viewer.tz, self.now, rows, SCHEDULE_ROWS
        )

    def _summary(
        self, viewer: Viewer, found: Day, schedule: DayRange, kept: Sequence[TaskLine], acted: Acted
    ) -> Summary:
        sections = []
        for view, (count, rows) in found.sections.items():
            stay = [line for line in kept if view_of(line.task.reopened(), self.now, viewer.tz) is view]
            sections.append(TaskSection(view, count, merged(rows, stay, viewer.tz)))
        due = found.sections[TaskView.OVERDUE][0] + found.sections[TaskView.TODAY][0]
        progress = Progress(found.done, found.done + due)
        meetings: Sequence[Meeting] = ()
        if found.has_meetings:
            meetings = stored_meetings.list_day(self.uow, viewer.member_id, schedule, SCHEDULE_ROWS)
        on = local_date(self.now, viewer.tz)
        return Summary(on, progress, tuple(sections), acted, self.home_url, tuple(meetings), tuple(found.timed))

    def page(
        self,
        viewer: Viewer,
        view: TaskView,
        here: Cursor | None = None,
        acted: Acted = NOTHING_ACTED,
        actor: Actor | None = None,
    ) -> TaskPage:
        """One page of a built-in view, after `here`. A page that has emptied gives the one before it. `actor`: who sees
        it, for what they may undo.
        """
        day = today(self.now, viewer.tz)
        args = (self.uow, viewer.member_id, view, day, viewer.tz)
        found = stored_tasks.page(*args, here, PAGE_ROWS + 1)
        back = [] if here is None else stored_tasks.cursors_back(*args, here, PAGE_ROWS + 1)
        if here is not None and not found and not acted.ids:
            return self.page(viewer, view, back[PAGE_ROWS] if len(back) > PAGE_ROWS else None)
        count, passed = stored_tasks.count_view(*args, here)
        rows = [task for _, task in found[:PAGE_ROWS]]
        return TaskPage(
            view=view,
            count=count,
            first=passed + 1,
            lines=merged(rows, self.lines_of(acted, actor), viewer.tz, newest_first=view is TaskView.DONE),
            here=here,
            has_earlier=bool(back),
            earlier=back[PAGE_ROWS] if len(back) > PAGE_ROWS else None,
            later=found[PAGE_ROWS - 1][0] if len(found) > PAGE_ROWS else None,
            acted=acted,
        )

    def lines_of(self, acted: Acted, actor: Actor | None) -> list[TaskLine]:
        """The tasks just acted on, each with the last thing done to it. `actor`: who will see them."""
        if not acted.ids:
            return []
        last = undos.find_last(self.uow, actor, acted.ids, self.now)
        return [TaskLine(task, last.get(task.id)) for task in stored_tasks.list_ids(self.uow, acted.ids)]


def merged(rows: Iterable[Task], stay: Iterable[TaskLine], tz: str, newest_first: bool = False) -> tuple[TaskLine, ...]:
    """Rows of a view and lines that stay, each task once, in the view's order by the viewer's local dates."""
    lines = {task.id: TaskLine(task) for task in rows} | {line.task.id: line for line in stay}

    def by_due(line: TaskLine) -> tuple[object, ...]:
        task = line.task
        when = due_sort(task.due_on, task.due_at)
        return (task.due_date(tz) or when.date(), when, task.id)

    def by_completion(line: TaskLine) -> tuple[object, ...]:
        reopened_at = line.operation.at if line.operation else NEVER
        return (line.task.completed_at or reopened_at, line.task.id)

    return tuple(sorted(lines.values(), key=by_completion if newest_first else by_due, reverse=newest_first))
