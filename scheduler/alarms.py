"""Alarms that are due become messages, and what these say: reminders and the ends of snoozes (workspace T7, T9, N4)."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from blocks.screens import Shown
from blocks.task_alarms import task_alarm
from csbot.clock import Clock
from csbot.domain.alarms import MOMENT, Alarm, AlarmKind, TaskAlarm, ring
from csbot.domain.deliveries import NewDelivery
from csbot.domain.errors import NotFound
from csbot.domain.members import Member
from csbot.domain.news import Noted
from csbot.domain.preferences import Event, Way
from csbot.domain.records import ObjectType, read_id
from csbot.domain.tasks import Task
from csbot.services.alarms import read
from csbot.storage import alarms, deliveries, members, news
from csbot.storage.real_time import real_time
from csbot.storage.unit_of_work import Database, UnitOfWork
from scheduler.registry import notification

CHUNK = 300


def ring_due(database: Database, clock: Clock, chunk: int = CHUNK) -> int:
    """Write the messages of the alarms that are due, a few hundred per transaction. Returns how many."""
    written = 0
    while True:
        due, new = ring_chunk(database, clock, chunk)
        written += new
        if due < chunk:
            return written


def ring_chunk(database: Database, clock: Clock, chunk: int) -> tuple[int, int]:
    """One transaction's worth: how many alarms were due, and how many messages came of them."""
    now = clock.now()
    with database.read() as connection:
        if not alarms.is_any_due(connection, now):
            return 0, 0
    with database.write() as connection:
        due = alarms.list_due(connection, now, chunk)
        told = members.list_ids(connection, {one.owner_id for one in due if one.owner_id is not None})
        due_to = [(one.alarm, told[one.owner_id]) for one in due if one.owner_id in told]
        new = messages(due_to, now)
        deliveries.enqueue(connection, new, real_time(connection, clock))
        news.note(connection, notes(due_to), now)
        alarms.remove(connection, [one.alarm.id for one in due])
    return len(due), len(new)


def notes(due: Sequence[tuple[Alarm, Member]]) -> list[Noted]:
    """The alarms that their recipients want to find in the next daily summary (N3)."""
    return [
        Noted(alarm.workspace_id, member.id, Event.REMINDER, ObjectType.TASK, alarm.task_id, member.id, member.id)
        for alarm, member in due
        if member.preferences.way(Event.REMINDER) is Way.DIGEST
    ]


def messages(due: Sequence[tuple[Alarm, Member]], now: datetime) -> list[NewDelivery]:
    """What goes out: to whom each open task belongs at this moment, if they want to be told at once (N3)."""
    found = (ring(alarm, member, now) for alarm, member in due if member.preferences.way(Event.REMINDER) is Way.NOW)
    return [delivery for delivery in found if delivery is not None]


@notification(AlarmKind.REMINDER)
def reminder(uow: UnitOfWork, member: Member, args: Mapping[str, str], now: datetime) -> Shown[TaskAlarm] | None:
    """The task, unless it is done, deleted, somebody else's, or to be reminded of at another moment by now."""
    return _shown(uow, member, args, now, AlarmKind.REMINDER)


@notification(AlarmKind.SNOOZE_END)
def snooze_end(uow: UnitOfWork, member: Member, args: Mapping[str, str], now: datetime) -> Shown[TaskAlarm] | None:
    """The task that is back, unless it is done, deleted, somebody else's, or asleep again by now."""
    return _shown(uow, member, args, now, AlarmKind.SNOOZE_END)


def _shown(
    uow: UnitOfWork, member: Member, args: Mapping[str, str], now: datetime, kind: AlarmKind
) -> Shown[TaskAlarm] | None:
    try:
        data = read(uow, kind, read_id(args["id"]), now)
    except NotFound:
        return None
    task = data.line.task
    mine = task.assignee is not None and task.assignee.id == member.id
    holds = _moment(kind, task) == datetime.fromisoformat(args[MOMENT])
    return Shown(task_alarm, data) if mine and task.is_open and holds else None


def _moment(kind: AlarmKind, task: Task) -> datetime | None:
    return task.reminder_at if kind is AlarmKind.REMINDER else task.snoozed_until
