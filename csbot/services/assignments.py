"""Telling people that they were given a task (workspace T11)."""

from dataclasses import dataclass
from datetime import datetime

from csbot.domain.assignments import TASK_ASSIGNED, Assignment
from csbot.domain.deliveries import NewDelivery, Urgency
from csbot.domain.permissions import Actor
from csbot.domain.screens import Acted
from csbot.domain.summary import NOTHING_ACTED, TaskLine
from csbot.domain.tasks import Task
from csbot.services.summary import SummaryService
from csbot.storage import deliveries
from csbot.storage import members as stored_members
from csbot.storage import tasks as stored_tasks
from csbot.storage.real_time import real_time_at
from csbot.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class AssignmentService:
    """Writes and reads these messages. `now` is business time, `real_now` the process's real time."""

    uow: UnitOfWork
    now: datetime
    real_now: datetime

    def tell(self, actor: Actor, task: Task, operation_id: int) -> None:
        """A direct message to whom the operation gave the task, unless they did it themself."""
        if task.assignee is None or task.assignee.id == actor.id:
            return
        told = NewDelivery(
            workspace_id=self.uow.workspace_id,
            dedup_key=f"{self.uow.workspace_id}:{task.assignee.id}:{TASK_ASSIGNED}:{operation_id}",
            kind=TASK_ASSIGNED,
            recipient_id=task.assignee.id,
            urgency=Urgency.ALERT,
            args={"id": str(task.id), "by": str(actor.id)},
        )
        deliveries.enqueue(self.uow.connection, [told], real_time_at(self.uow.connection, self.real_now))

    def read(self, task_id: int, by_id: int, acted: Acted = NOTHING_ACTED) -> Assignment:
        """The task as it is now, with what was just done to it; raises `NotFound`."""
        by = stored_members.get(self.uow, by_id).name
        lines = SummaryService(self.uow, self.now).lines_of(acted)
        return Assignment(lines[0] if lines else TaskLine(stored_tasks.get_card(self.uow, task_id).task), by_id, by)
