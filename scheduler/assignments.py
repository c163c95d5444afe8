"""Somebody was given a task (workspace T11)."""

from collections.abc import Mapping
from datetime import datetime

from blocks.screens import Shown
from blocks.task_assigned import task_assigned
from csbot.domain.assignments import TASK_ASSIGNED, Assignment
from csbot.domain.errors import NotFound
from csbot.domain.members import Member
from csbot.domain.records import read_id
from csbot.services.assignments import AssignmentService
from csbot.storage.unit_of_work import UnitOfWork
from scheduler.registry import notification


@notification(TASK_ASSIGNED)
def assigned(uow: UnitOfWork, member: Member, args: Mapping[str, str], now: datetime) -> Shown[Assignment] | None:
    """The task, unless it is somebody else's by now, done or deleted."""
    try:
        data = AssignmentService(uow, now, now).read(read_id(args["id"]), read_id(args["by"]))
    except NotFound:
        return None
    task = data.line.task
    mine = task.assignee is not None and task.assignee.id == member.id
    return Shown(task_assigned, data) if mine and task.is_open else None
