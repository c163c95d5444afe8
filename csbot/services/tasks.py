"""What people do to tasks (workspace T2, T8, T9). Every write answers what a colleague did first."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from csbot.domain.errors import TaskNotOpen
from csbot.domain.operations import OperationKind
from csbot.domain.permissions import Actor, Permission, check
from csbot.domain.records import ObjectType, Source
from csbot.domain.tasks import UNDO_FOR, Snooze, Task, TaskStatus, snooze_until
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
        task = self._get(actor, task_id)
        if not task.is_open:
            raise TaskNotOpen(title=task.title)
        until = snooze_until(choice, self.now, tz)
        if task.snoozed_until == until:
            return Outcome(task, already=True)
        return self._change(OperationKind.SNOOZE, actor, task, {"snoozed_until": (task.snoozed_until, until)})

    def _get(self, actor: Actor, task_id: int) -> Task:
        task, subject = stored_tasks.get_for_change(self.uow, task_id)
        check(actor, Permission.EDIT, subject)
        return task

    def _change(self, kind: OperationKind, actor: Actor, task: Task, values: dict[str, tuple[Any, Any]]) -> Outcome:
        record = recorder.start(self.uow, kind, self.now, actor.id, Source.SLACK, self.now + UNDO_FOR)
        record.change(ObjectType.TASK, task.id, task.version, values)
        return Outcome(stored_tasks.list_ids(self.uow, [task.id])[0])
