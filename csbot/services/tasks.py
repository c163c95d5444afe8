"""What people do to tasks (workspace T2, T4, T8, T9). Every write answers what a colleague did first."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from csbot.domain.errors import CannotAssign, SnoozePast, TaskNotOpen
from csbot.domain.operations import OperationKind
from csbot.domain.permissions import Actor, Permission, check
from csbot.domain.records import ObjectType, Source
from csbot.domain.task_forms import TaskCard
from csbot.domain.tasks import UNDO_FOR, Snooze, Task, TaskStatus, snooze_until
from csbot.services import undos
from csbot.services.news import NewsService
from csbot.storage import assignees as stored_assignees
from csbot.storage import custom_records as stored_custom_records
from csbot.storage import recorder
from csbot.storage import tasks as stored_tasks
from csbot.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a press came to: the task as it is now, and whether it was so already, so that nothing was written."""

    task: Task
    already: bool = False


@dataclass(frozen=True, slots=True)
class TaskService:
    """Changes tasks. `now` is business time; raises `NotFound` and `NotAllowed`."""

    uow: UnitOfWork
    now: datetime
    news: NewsService

    def complete(self, actor: Actor, task_id: int) -> Outcome:
        """Complete an open task; it is no longer snoozed."""
        task = self._get(actor, task_id)
        if not task.is_open:
            return Outcome(task, already=True)
        return self._change(
            OperationKind.COMPLETE,
            actor,
            task,
            {
                "status": (task.status, TaskStatus.COMPLETED),
                "completed_at": (task.completed_at, self.now),
                "completed_by_id": (task.completed_by.id if task.completed_by else None, actor.id),
                "snoozed_until": (task.snoozed_until, None),
            },
        )

    def reopen(self, actor: Actor, task_id: int) -> Outcome:
        """Open a completed task again."""
        task = self._get(actor, task_id)
        if task.is_open:
            return Outcome(task, already=True)
        return self._change(
            OperationKind.REOPEN,
            actor,
            task,
            {
                "status": (task.status, TaskStatus.OPEN),
                "completed_at": (task.completed_at, None),
                "completed_by_id": (task.completed_by.id if task.completed_by else None, None),
            },
        )

    def snooze(self, actor: Actor, task_id: int, choice: Snooze, tz: str) -> Outcome:
        """Hide an open task until the chosen moment in the zone `tz`; raises `SnoozePast` and `TaskNotOpen`."""
        return self.snooze_until(actor, task_id, snooze_until(choice, self.now, tz))

    def snooze_until(self, actor: Actor, task_id: int, until: datetime) -> Outcome:
        """Hide an open task until that instant; raises `SnoozePast` and `TaskNotOpen`."""
        task = self.snoozable(actor, task_id)
        if until <= self.now:
            raise SnoozePast()
        if task.snoozed_until == until:
            return Outcome(task, already=True)
        return self._change(OperationKind.SNOOZE, actor, task, {"snoozed_until": (task.snoozed_until, until)})

    def assign(self, actor: Actor, task_id: int, assignee_id: int | None) -> Outcome:
        """Give a task to somebody, or to nobody; raises `CannotAssign`."""
        task = self._get(actor, task_id)
        before = task.assignee.id if task.assignee else None
        if before == assignee_id:
            return Outcome(task, already=True)
        if assignee_id is not None and stored_assignees.find(self.uow, assignee_id) is None:
            raise CannotAssign()
        return self._change(OperationKind.ASSIGN, actor, task, {"owner_id": (before, assignee_id)})

    def delete(self, actor: Actor, task_id: int) -> Outcome:
        """Take a task out of every list; Undo brings it back."""
        task = self._get(actor, task_id)
        return self._change(OperationKind.DELETE, actor, task, {"archived_at": (None, self.now)})

    def editable(self, actor: Actor, task_id: int) -> Task:
        """The task, if the actor may change it."""
        return self._get(actor, task_id)

    def card(self, task_id: int, actor: Actor | None = None) -> TaskCard:
        """All that is known of a task, a deleted one too; raises `NotFound`. `actor`: who sees it, for what they may
        undo.
        """
        found = stored_tasks.get_card(self.uow, task_id)
        about = tuple(stored_custom_records.list_about(self.uow, ObjectType.TASK, task_id))
        last = undos.find_last(self.uow, actor, [task_id], self.now).get(task_id)
        return replace(found, last=last, about=about)

    def snoozable(self, actor: Actor, task_id: int) -> Task:
        """The task, if the actor may change it and it is open; raises `TaskNotOpen`."""
        task = self._get(actor, task_id)
        if not task.is_open:
            raise TaskNotOpen(title=task.title)
        return task

    def _get(self, actor: Actor, task_id: int) -> Task:
        task, subject = stored_tasks.get_for_change(self.uow, task_id)
        check(actor, Permission.EDIT, subject)
        return task

    def _change(self, kind: OperationKind, actor: Actor, task: Task, values: dict[str, tuple[Any, Any]]) -> Outcome:
        record = recorder.start(self.uow, kind, self.now, actor.id, Source.SLACK, self.now + UNDO_FOR)
        record.change(ObjectType.TASK, task.id, task.version, values)
        changed = stored_tasks.list_ids(self.uow, [task.id])[0]
        self.news.tell(actor, task, changed)
        return Outcome(changed)
