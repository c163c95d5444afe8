"""News: what somebody else did to a person's tasks, or to those of people that they listen to, told by direct message
or in a digest (workspace T11, N3).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from csbot.domain.deliveries import NewDelivery, Urgency
from csbot.domain.preferences import Event
from csbot.domain.records import ObjectType
from csbot.domain.summary import TaskLine
from csbot.domain.tasks import Named, Task

GATHERED_FOR = timedelta(minutes=1)  # several changes of a task within this time are one message
ALONE = 5  # more tasks than these at once are one message with a list
LISTED = 10
OWNER = "o"  # among a delivery's args: whose it is, where that is not the recipient
FLOODS = {Event.TASK_ASSIGNED: "tasks_assigned", Event.TASK_CHANGED: "tasks_changed"}
"""The deliveries' kinds for many tasks at once; for one task it is the event itself."""

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class News:
    """What a member does not know yet of a record. `since`: its version that they do know; `by_id`: who acted first.

    `owner_id`: whose it was, or whom it was given to; `due_at` (business time): when they are told.
    """

    id: int
    workspace_id: int
    member_id: int
    event: Event
    kind: ObjectType
    record_id: int
    since: int
    owner_id: int
    by_id: int
    due_at: datetime

    @property
    def is_own(self) -> bool:
        """Whether it is about the member's own."""
        return self.owner_id == self.member_id


@dataclass(frozen=True, slots=True)
class Noted:
    """Something for a member's next digest, which is told at once otherwise, or was. `by_id`: whose doing it was;
    `owner_id`: whose record it is.
    """

    workspace_id: int
    member_id: int
    event: Event
    kind: ObjectType
    record_id: int
    owner_id: int
    by_id: int


class ChangedField(StrEnum):
    """What can have changed, each with the columns that it is kept in."""

    TITLE = "title"
    STATUS = "status"
    DELETED = "deleted"
    ASSIGNEE = "assignee"
    DUE = "due"
    PRIORITY = "priority"
    TYPE = "type"
    COMPANY = "company"
    REMINDER = "reminder"
    SNOOZE = "snooze"
    NOTES = "notes"


COLUMNS: Mapping[ChangedField, tuple[str, ...]] = {
    ChangedField.TITLE: ("name",),
    ChangedField.STATUS: ("status",),
    ChangedField.DELETED: ("archived_at",),
    ChangedField.ASSIGNEE: ("owner_id",),
    ChangedField.DUE: ("due_at", "due_on"),
    ChangedField.PRIORITY: ("priority",),
    ChangedField.TYPE: ("type",),
    ChangedField.COMPANY: ("company_id",),
    ChangedField.REMINDER: ("reminder_at",),
    ChangedField.SNOOZE: ("snoozed_until",),
    ChangedField.NOTES: ("notes",),
}


@dataclass(frozen=True, slots=True)
class FieldChange:
    """What one field was and is: its column's value, None for nothing; people and customers by number."""

    field: ChangedField
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class Assignment:
    """A task and who gave it, by number and name. `owner`: to whom, None for the reader."""

    line: TaskLine
    by_id: int
    by: str
    owner: Named | None = None


@dataclass(frozen=True, slots=True)
class TaskNews:
    """What others changed in one task between two of its versions.

    `people`, `companies`: names by number; `owner`: whose task it was, None for the reader's.
    """

    line: TaskLine
    by: tuple[str, ...]
    changes: tuple[FieldChange, ...]
    since: int
    until: int
    people: Mapping[int, str] = field(default_factory=dict)
    companies: Mapping[int, str] = field(default_factory=dict)
    owner: Named | None = None


@dataclass(frozen=True, slots=True)
class NewsList:
    """Many tasks at once: how many, the first ones, and who gave or changed them. `is_own`: whether they are the
    reader's.
    """

    event: Event
    count: int
    tasks: tuple[Task, ...]
    by: tuple[str, ...]
    is_own: bool = True


def folded(changes: Iterable[tuple[Values, Values]]) -> tuple[FieldChange, ...]:
    """Several changes, oldest first, each as columns before and after, as one; what is back as it was is none."""
    old: dict[str, Any] = {}
    new: dict[str, Any] = {}
    for before, after in changes:
        old = {**before, **old}
        new |= after
    found = []
    for name, columns in COLUMNS.items():
        was, is_now = (_value(values, columns) for values in (old, new))
        if any(old.get(column) != new.get(column) for column in columns):
            found.append(FieldChange(name, was, is_now))
    return tuple(found)


def _value(values: Values, columns: Sequence[str]) -> Any:
    """The first of the columns that holds something: a task has a due moment or a due date."""
    return next((values[column] for column in columns if values.get(column) is not None), None)


def deliveries_of(news: Sequence[News]) -> list[NewDelivery]:
    """The messages for what one member is to hear at once of one event, of their own tasks or of others'; many tasks
    are one message (T11).
    """
    if len(news) <= ALONE:
        return [_alone(one) for one in news]
    first = news[0]
    by = dict.fromkeys(str(one.by_id) for one in news)
    args = {
        "n": str(len(news)),
        "ids": ",".join(str(one.record_id) for one in news[:LISTED]),
        "by": ",".join(list(by)[:LISTED]),
    }
    if not first.is_own:
        args[OWNER] = ",".join(str(one.owner_id) for one in news[:LISTED])
    return [_delivery(first, FLOODS[first.event], args)]


def _alone(one: News) -> NewDelivery:
    args = {"id": str(one.record_id), "by": str(one.by_id), "v": str(one.since)}
    return _delivery(one, one.event, args if one.is_own else args | {OWNER: str(one.owner_id)})


def _delivery(one: News, kind: str, args: Mapping[str, str]) -> NewDelivery:
    return NewDelivery(
        workspace_id=one.workspace_id,
        dedup_key=f"{one.workspace_id}:{one.member_id}:{kind}:{one.record_id}:{one.since}",
        kind=kind,
        recipient_id=one.member_id,
        urgency=Urgency.ALERT,
        args=args,
    )
