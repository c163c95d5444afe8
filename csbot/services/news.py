"""Telling people what others did to their tasks (workspace T11)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from csbot.domain.digests import NewsItem
from csbot.domain.errors import NotFound
from csbot.domain.news import GATHERED_FOR, Assignment, ChangedField, News, NewsList, TaskNews, folded
from csbot.domain.permissions import Actor
from csbot.domain.preferences import Event
from csbot.domain.records import ObjectType
from csbot.domain.screens import Acted
from csbot.domain.summary import NOTHING_ACTED, TaskLine
from csbot.domain.tasks import Task
from csbot.services.summary import SummaryService
from csbot.storage import companies as stored_companies
from csbot.storage import members as stored_members
from csbot.storage import news as stored_news
from csbot.storage import operations as stored_operations
from csbot.storage import records as stored_records
from csbot.storage import tasks as stored_tasks
from csbot.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class NewsService:
    """Writes and reads these messages. `now` is business time."""

    uow: UnitOfWork
    now: datetime

    def tell(self, actor: Actor, before: Task | None, after: Task) -> None:
        """Let whose task it was hear what became of it, and whose it is now that it was given to them.

        Never of one's own doing. `before`: None for a new task.
        """
        had = before.assignee if before else None
        has = after.assignee
        if has is not None and has.id != actor.id and has != had:
            self._add(actor, has.id, Event.TASK_ASSIGNED, after.id, after.version, self.now)
        if before is not None and had is not None and had.id != actor.id:
            self._add(actor, had.id, Event.TASK_CHANGED, after.id, before.version, self.now + GATHERED_FOR)

    def undone(self, actor: Actor, task_id: int, version: int, owners: Collection[int | None]) -> None:
        """After an undo of what left the task at that version: whose it was and whose it is again hear of it."""
        for one in owners:
            if one is not None and one != actor.id:
                self._add(actor, one, Event.TASK_CHANGED, task_id, version, self.now + GATHERED_FOR)

    def assignment(self, task_id: int, by_id: int, acted: Acted = NOTHING_ACTED) -> Assignment:
        """The task as it is now, with what was just done to it; raises `NotFound`."""
        by = stored_members.get(self.uow, by_id).name
        return Assignment(self._line(task_id, acted), by_id, by)

    def change(
        self, reader_id: int, task_id: int, since: int, until: int | None = None, acted: Acted = NOTHING_ACTED
    ) -> TaskNews:
        """What others than the reader changed after that version of the task; raises `NotFound`.

        `until`: up to that version, else all.
        """
        line = self._line(task_id, acted)
        until = line.task.version if until is None else until
        found = stored_operations.list_after(self.uow, ObjectType.TASK, task_id, since)
        others = [(change, by) for change, by in found if by.actor_id != reader_id and change.version <= until]
        changes = folded((change.before, change.after) for change, _ in others)
        people = {c.field: [i for i in (c.old, c.new) if i is not None] for c in changes}
        return TaskNews(
            line=line,
            by=tuple(dict.fromkeys(by.actor_name for _, by in others)),
            changes=changes,
            since=since,
            until=until,
            people=stored_members.names_of(self.uow, people.get(ChangedField.ASSIGNEE, [])),
            companies=stored_companies.names_of(self.uow, people.get(ChangedField.COMPANY, [])),
        )

    def item(self, reader_id: int, one: News, told_at: datetime) -> NewsItem:
        """News as they were when they were told: who did it, and what others had changed by then."""
        if one.event is not Event.TASK_CHANGED:
            by = stored_members.names_of(self.uow, [one.by_id])
            return NewsItem(one.event, stored_records.name_of(self.uow, one.kind, one.record_id), tuple(by.values()))
        found = stored_operations.list_after(self.uow, ObjectType.TASK, one.record_id, one.since)
        until = max((change.version for change, by in found if by.at <= told_at), default=one.since)
        told = self.change(reader_id, one.record_id, one.since, until)
        return NewsItem(one.event, told.line.task.title, told.by, told)

    def many(self, event: Event, count: int, ids: Sequence[int], by: Sequence[int]) -> NewsList:
        """Many tasks at once, as they are now."""
        found = {task.id: task for task in stored_tasks.list_ids(self.uow, ids)}
        names = stored_members.names_of(self.uow, by)
        tasks = tuple(found[i] for i in ids if i in found)
        return NewsList(event, count, tasks, tuple(names[i] for i in by if i in names))

    def _line(self, task_id: int, acted: Acted) -> TaskLine:
        lines = SummaryService(self.uow, self.now).lines_of(acted)
        if lines:
            return lines[0]
        found = stored_tasks.list_ids(self.uow, [task_id])
        if not found:
            raise NotFound(noun="task", number=task_id)
        return TaskLine(found[0])

    def _add(self, actor: Actor, member_id: int, event: Event, task_id: int, since: int, due_at: datetime) -> None:
        stored_news.add(self.uow, member_id, event, task_id, since, actor.id, due_at)
