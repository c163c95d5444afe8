"""Telling people what others did to their tasks, or to those of people that they listen to (workspace T11, N3)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from csbot.domain.digests import NewsItem
from csbot.domain.errors import NotFound
from csbot.domain.news import GATHERED_FOR, Assignment, ChangedField, News, NewsList, TaskNews, folded
from csbot.domain.permissions import Actor
from csbot.domain.preferences import Event
from csbot.domain.records import ObjectType
from csbot.domain.screens import Acted
from csbot.domain.summary import NOTHING_ACTED, TaskLine
from csbot.domain.tasks import Named, Task
from csbot.services.listeners import told_by
from csbot.services.summary import SummaryService
from csbot.storage import companies as stored_companies
from csbot.storage import members as stored_members
from csbot.storage import news as stored_news
from csbot.storage import operations as stored_operations
from csbot.storage import records as stored_records
from csbot.storage import tasks as stored_tasks
from csbot.storage.unit_of_work import UnitOfWork

NOT_GATHERED = timedelta(0)


@dataclass(frozen=True, slots=True)
class NewsService:
    """Writes and reads these messages. `now` is business time; `has_listeners`: whether anybody hears of others'."""

    uow: UnitOfWork
    now: datetime
    has_listeners: bool = False

    def tell(self, actor: Actor, before: Task | None, after: Task) -> None:
        """Let whose task it was hear what became of it, and whose it is now that it was given to them.

        Never of one's own doing. `before`: None for a new task.
        """
        had = before.assignee if before else None
        has = after.assignee
        happened = [] if had is None else [(Event.TASK_CHANGED, had.id)]
        if has is not None and has != had:
            happened.append((Event.TASK_ASSIGNED, has.id))
        known = {Event.TASK_CHANGED: before.version if before else 0, Event.TASK_ASSIGNED: after.version}
        self._add(actor, after.id, happened, known)

    def undone(self, actor: Actor, task_id: int, version: int, owners: Collection[int | None]) -> None:
        """After an undo of what left the task at that version: whose it was and whose it is again hear of it."""
        happened = [(Event.TASK_CHANGED, one) for one in owners if one is not None]
        self._add(actor, task_id, happened, {Event.TASK_CHANGED: version})

    def assignment(
        self,
        task_id: int,
        by_id: int,
        acted: Acted = NOTHING_ACTED,
        owner_id: int | None = None,
        actor: Actor | None = None,
    ) -> Assignment:
        """The task as it is now, with what was just done to it; raises `NotFound`. `owner_id`: to whom it was given,
        None for the reader; `actor`: who sees it, for what they may undo.
        """
        by = stored_members.get(self.uow, by_id).name
        owner = None if owner_id is None else Named(owner_id, stored_members.get(self.uow, owner_id).name)
        return Assignment(self._line(task_id, acted, actor), by_id, by, owner)

    def change(
        self,
        reader_id: int,
        task_id: int,
        since: int,
        until: int | None = None,
        acted: Acted = NOTHING_ACTED,
        owner_id: int | None = None,
        actor: Actor | None = None,
    ) -> TaskNews:
        """What others than the reader changed after that version of the task; raises `NotFound`.

        `until`: up to that version, else all; `owner_id`: whose task it was, None for the reader's; `actor`: who
        sees it, for what they may undo.
        """
        line = self._line(task_id, acted, actor)
        until = line.task.version if until is None else until
        found = stored_operations.list_after(self.uow, ObjectType.TASK, task_id, since)
        others = [(change, by) for change, by in found if by.actor_id != reader_id and change.version <= until]
        changes = folded((change.before, change.after) for change, _ in others)
        people = {c.field: [i for i in (c.old, c.new) if i is not None] for c in changes}
        named = people.get(ChangedField.ASSIGNEE, []) + ([] if owner_id is None else [owner_id])
        names = stored_members.names_of(self.uow, named)
        return TaskNews(
            line=line,
            by=tuple(dict.fromkeys(by.actor_name for _, by in others)),
            changes=changes,
            since=since,
            until=until,
            people=names,
            companies=stored_companies.names_of(self.uow, people.get(ChangedField.COMPANY, [])),
            owner=None if owner_id is None else Named(owner_id, names.get(owner_id, "")),
        )

    def item(self, reader_id: int, one: News, told_at: datetime) -> NewsItem:
        """News as they were when they were told: who did it, and what others had changed by then."""
        owner_id = None if one.is_own else one.owner_id
        if one.event is not Event.TASK_CHANGED:
            names = stored_members.names_of(self.uow, {one.by_id, one.owner_id})
            owner = None if owner_id is None else Named(owner_id, names.get(owner_id, ""))
            title = stored_records.name_of(self.uow, one.kind, one.record_id)
            return NewsItem(one.event, title, (names.get(one.by_id, ""),), owner=owner)
        found = stored_operations.list_after(self.uow, ObjectType.TASK, one.record_id, one.since)
        until = max((change.version for change, by in found if by.at <= told_at), default=one.since)
        told = self.change(reader_id, one.record_id, one.since, until, owner_id=owner_id)
        return NewsItem(one.event, told.line.task.title, told.by, told)

    def many(self, event: Event, count: int, ids: Sequence[int], by: Sequence[int], is_own: bool = True) -> NewsList:
        """Many tasks at once, as they are now; the reader's own or others'."""
        found = {task.id: task for task in stored_tasks.list_ids(self.uow, ids)}
        names = stored_members.names_of(self.uow, by)
        tasks = tuple(found[i] for i in ids if i in found)
        return NewsList(event, count, tasks, tuple(names[i] for i in by if i in names), is_own)

    def _line(self, task_id: int, acted: Acted, actor: Actor | None) -> TaskLine:
        lines = SummaryService(self.uow, self.now).lines_of(acted, actor)
        if lines:
            return lines[0]
        found = stored_tasks.list_ids(self.uow, [task_id])
        if not found:
            raise NotFound(noun="task", number=task_id)
        return TaskLine(found[0])

    def _add(
        self, actor: Actor, task_id: int, happened: Sequence[tuple[Event, int]], known: Mapping[Event, int]
    ) -> None:
        """`happened`: events with whose task it is; `known`: the version that is known to who hears of an event."""
        told = told_by(self.uow, self.has_listeners, actor, happened)
        for event, since in known.items():
            due_at = self.now + (GATHERED_FOR if event is Event.TASK_CHANGED else NOT_GATHERED)
            stored_news.add(self.uow, [one for one in told if one.event is event], task_id, since, actor.id, due_at)
