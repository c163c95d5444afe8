"""Alarms as rows: written beside the task, read by the planner across workspaces (workspace T7, T9, N4)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, exists, select

from csbot.domain.alarms import Alarm, AlarmKind
from csbot.domain.tasks import TaskStatus
from csbot.storage.dialects import insert_for
from csbot.storage.tables.alarms import alarms
from csbot.storage.tables.records import tasks
from csbot.storage.unit_of_work import UnitOfWork

COLUMNS = {"reminder_at": AlarmKind.REMINDER, "snoozed_until": AlarmKind.SNOOZE_END}
"""The columns of a task that are alarms."""

FOUND = (alarms.c.id, alarms.c.workspace_id, alarms.c.kind, alarms.c.task_id, alarms.c.due_at, alarms.c.by_id)


@dataclass(frozen=True, slots=True)
class DueAlarm:
    """An alarm whose moment has come. `owner_id`: whose the task is now, None where nobody is to be told."""

    alarm: Alarm
    owner_id: int | None


def follow(
    uow: UnitOfWork, now: datetime, by_id: int | None, changed: Iterable[tuple[int, Mapping[str, list[Any]]]]
) -> None:
    """Set the alarms of tasks to what was written: per task the columns that changed, as their `change` row keeps them.

    A moment that is not ahead never rings, nor does the end of a snooze that nobody set: it came with sample data.
    """
    set_to = [
        (task_id, kind, None if columns[name][1] is None else datetime.fromisoformat(columns[name][1]))
        for task_id, columns in changed
        for name, kind in COLUMNS.items()
        if name in columns
    ]
    for kind in AlarmKind:
        if gone := [task_id for task_id, of, at in set_to if of is kind and (at is None or at <= now)]:
            of_tasks = (alarms.c.workspace_id == uow.workspace_id, alarms.c.task_id.in_(gone))
            uow.connection.execute(delete(alarms).where(*of_tasks, alarms.c.kind == kind))
    rings = [kind for kind in AlarmKind if by_id is not None or kind is not AlarmKind.SNOOZE_END]
    if ahead := [(task_id, kind, at) for task_id, kind, at in set_to if at is not None and at > now and kind in rings]:
        common = {"workspace_id": uow.workspace_id, "by_id": by_id}
        made = insert_for(uow.connection, alarms)
        moved = {"due_at": made.excluded.due_at, "by_id": made.excluded.by_id}
        key = (alarms.c.workspace_id, alarms.c.task_id, alarms.c.kind)
        rows = [{**common, "task_id": task_id, "kind": kind, "due_at": at} for task_id, kind, at in ahead]
        uow.connection.execute(made.on_conflict_do_update(index_elements=key, set_=moved), rows)


def is_any_due(connection: Connection, now: datetime) -> bool:
    """Whether the planner has anything to do."""
    return bool(connection.execute(select(exists().where(alarms.c.due_at <= now))).scalar_one())


def list_due(connection: Connection, now: datetime, most: int) -> list[DueAlarm]:
    """Alarms whose moment has come, in business time, longest waiting first; held until the transaction ends.

    Those that another process plans at this moment are passed over.
    """
    rows = connection.execute(
        select(*FOUND, tasks.c.owner_id, tasks.c.status, tasks.c.archived_at)
        .select_from(alarms.join(tasks, tasks.c.id == alarms.c.task_id))
        .where(alarms.c.due_at <= now)
        .order_by(alarms.c.due_at, alarms.c.id)
        .limit(most)
        .with_for_update(of=alarms, skip_locked=True)
    )
    return [
        DueAlarm(Alarm(*found), owner_id if status is TaskStatus.OPEN and archived_at is None else None)
        for *found, owner_id, status, archived_at in rows
    ]


def remove(connection: Connection, ids: Sequence[int]) -> None:
    """Forget alarms that were planned."""
    connection.execute(delete(alarms).where(alarms.c.id.in_(ids)))
