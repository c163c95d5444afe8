"""Tasks with alarms, and what rings, for tests."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import select

from blocks.screens import Look
from csbot.domain.alarms import AlarmKind
from csbot.domain.members import Member
from csbot.domain.task_forms import TaskFields, columns_of, fields_of
from csbot.domain.tasks import Task
from csbot.storage.tables.outbox import deliveries
from scheduler.alarms import ring_due
from scheduler.notifications import NOTIFICATIONS
from tests.builders import COPENHAGEN, Office


def remind(office: Office, owner: Member, at: datetime, by: Member | None = None, **fields: Any) -> int:
    """A task with a reminder, made in Slack; its id."""
    wanted = TaskFields(title="Call Acme", assignee_id=owner.id, reminder_at=at, **fields)
    with office.services() as services:
        return services.task_forms.create((by or owner).as_actor(), wanted, COPENHAGEN).task.id


def edit(office: Office, who: Member, task_id: int, **fields: Any) -> Task:
    """The task after it was edited in its dialog."""
    task = office.read(task_id)
    wanted = replace(fields_of(columns_of(task), COPENHAGEN), **fields)
    with office.services() as services:
        return services.task_forms.edit(who.as_actor(), task_id, task.version, wanted, COPENHAGEN).task


def rung(office: Office) -> list[Any]:
    """Let what is due ring; all messages of alarms so far."""
    ring_due(office.database, office.clock)
    with office.database.read() as connection:
        found = select(deliveries).where(deliveries.c.kind.in_(list(AlarmKind))).order_by(deliveries.c.id)
        return list(connection.execute(found))


def said(office: Office, member: Member, row: Any) -> str | None:
    """What would be sent now."""
    now = office.clock.now()
    with office.services() as services:
        shown = NOTIFICATIONS[row.kind](services.uow, member, row.args, now)
    return None if shown is None else shown.render(Look(member.as_viewer(), now)).text
