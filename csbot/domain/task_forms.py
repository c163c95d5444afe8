"""What the dialogs for tasks hold, and how it becomes columns of a task (workspace T1, T3)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any

from csbot.domain.associations import Candidate
from csbot.domain.calendar import at_local, local
from csbot.domain.errors import CsbotError, MissingTitle, SnoozePast, TimeWithoutDate, TooLong
from csbot.domain.operations import Operation
from csbot.domain.phrases import TITLE_LIMIT, Problem
from csbot.domain.properties.dates import YEARS
from csbot.domain.properties.errors import BadValue, ValueProblem
from csbot.domain.properties.texts import bare
from csbot.domain.records import norm
from csbot.domain.tasks import Named, Priority, Task, TaskType, due_sort

NOTES_SHOWN = 3_000  # Slack's limit of a text field


class TaskField(StrEnum):
    """The inputs by name. Date and time are one property, `due`."""

    TITLE = "title"
    COMPANY = "company"
    DUE_ON = "due_on"
    DUE_TIME = "due_time"
    ASSIGNEE = "assignee"
    TYPE = "type"
    PRIORITY = "priority"
    REMINDER = "reminder"
    NOTES = "notes"
    ANOTHER = "another"
    UNTIL = "until"


@dataclass(frozen=True, slots=True)
class TaskFields:
    """What a task's dialog holds, as its inputs show it: clock times of the viewer's zone, whole minutes.

    `due_time` may be filled without `due_on`, which `flaws` refuses. `reminder_at` is an instant (UTC).
    """

    title: str = ""
    company_id: int | None = None
    due_on: date | None = None
    due_time: time | None = None
    assignee_id: int | None = None
    type: TaskType = TaskType.TODO
    priority: Priority = Priority.NONE
    reminder_at: datetime | None = None
    notes: str = ""

    def of(self, field: TaskField) -> object:
        """What one property is; date and time together for both."""
        values: dict[TaskField, object] = {
            TaskField.TITLE: self.title,
            TaskField.COMPANY: self.company_id,
            TaskField.DUE_ON: (self.due_on, self.due_time),
            TaskField.ASSIGNEE: self.assignee_id,
            TaskField.TYPE: self.type,
            TaskField.PRIORITY: self.priority,
            TaskField.REMINDER: self.reminder_at,
            TaskField.NOTES: self.notes,
        }
        return values[field]


COLUMNS: Mapping[TaskField, tuple[str, ...]] = {
    TaskField.TITLE: ("name",),
    TaskField.COMPANY: ("company_id",),
    TaskField.DUE_ON: ("due_on", "due_at", "due_sort"),
    TaskField.ASSIGNEE: ("owner_id",),
    TaskField.TYPE: ("type",),
    TaskField.PRIORITY: ("priority",),
    TaskField.REMINDER: ("reminder_at",),
    TaskField.NOTES: ("notes",),
}
"""The columns of each property that can be edited."""


@dataclass(frozen=True, slots=True)
class TaskForm:
    """A dialog to create a task (`task.id` 0) or to edit one.

    `understood`: the pieces of free text that became fields, as typed, with the `problems` of the others; `created`:
    the task that the dialog made before, with `turn` counting them; `another`: whether it asks for the next one
    afterwards. `ref`, `name`: of the custom record that the task will be about. `passed`: the due date, which has
    passed and needs a second yes.
    """

    task: Task
    understood: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    created: Task | None = None
    another: bool = False
    turn: int = 0
    ref: str = ""
    name: str = ""
    passed: date | None = None


@dataclass(frozen=True, slots=True)
class TaskCard:
    """A task with all that is known of it. `last`: the last thing done to it; `created_by` may be unknown; `about`:
    custom records.
    """

    task: Task
    created_at: datetime
    created_by: Named | None = None
    last: Operation | None = None
    about: tuple[Candidate, ...] = ()


def columns_of(task: Task) -> dict[str, Any]:
    """The task's columns that can be edited."""
    return {
        "name": task.title,
        "company_id": task.company.id if task.company else None,
        "due_on": task.due_on,
        "due_at": task.due_at,
        "due_sort": due_sort(task.due_on, task.due_at),
        "owner_id": task.assignee.id if task.assignee else None,
        "type": task.type,
        "priority": task.priority,
        "reminder_at": task.reminder_at,
        "notes": task.notes,
    }


def fields_of(columns: Mapping[str, Any], tz: str) -> TaskFields:
    """What a dialog shows of these columns to a viewer in `tz`."""
    due_at, reminder_at = columns["due_at"], columns["reminder_at"]
    here = None if due_at is None else local(due_at, tz)
    return TaskFields(
        title=tidy(columns["name"]),
        company_id=columns["company_id"],
        due_on=columns["due_on"] if here is None else here.date(),
        due_time=None if here is None else here.time().replace(second=0, microsecond=0, fold=0),
        assignee_id=columns["owner_id"],
        type=columns["type"],
        priority=columns["priority"],
        reminder_at=None if reminder_at is None else reminder_at.replace(second=0, microsecond=0),
        notes=shown_notes(columns["notes"]),
    )


def columns_from(fields: TaskFields, tz: str) -> dict[str, Any]:
    """The columns that the fields mean to a viewer in `tz`."""
    due_at = at_local(fields.due_on, fields.due_time, tz) if fields.due_on and fields.due_time else None
    due_on = fields.due_on if due_at is None else None
    return {
        "name": fields.title,
        "company_id": fields.company_id,
        "due_on": due_on,
        "due_at": due_at,
        "due_sort": due_sort(due_on, due_at),
        "owner_id": fields.assignee_id,
        "type": fields.type,
        "priority": fields.priority,
        "reminder_at": fields.reminder_at,
        "notes": fields.notes,
    }


def flaws(fields: TaskFields, now: datetime) -> dict[str, CsbotError]:
    """What is wrong with what was typed, by field."""
    found: dict[str, CsbotError] = {}
    longest = max(len(fields.title), len(norm(fields.title)))  # folded, a name can be longer
    if not fields.title:
        found[TaskField.TITLE] = MissingTitle()
    elif longest > TITLE_LIMIT:
        found[TaskField.TITLE] = TooLong(limit=TITLE_LIMIT, length=longest)
    if fields.due_on is not None and fields.due_on.year not in YEARS:
        found[TaskField.DUE_ON] = BadValue(ValueProblem.DATE_OUT_OF_RANGE, fields.due_on.isoformat())
    if fields.due_time is not None and fields.due_on is None:
        found[TaskField.DUE_TIME] = TimeWithoutDate()
    if fields.reminder_at is not None and fields.reminder_at <= now:
        found[TaskField.REMINDER] = SnoozePast()
    if len(fields.notes) > NOTES_SHOWN:
        found[TaskField.NOTES] = TooLong(limit=NOTES_SHOWN, length=len(fields.notes))
    return found


def moved_reminder(before: TaskFields, after: TaskFields, tz: str) -> datetime | None:
    """The reminder of a task that is due at another moment now: as many days before it, at its own clock time.

    Where both have a time it keeps the distance to that. Without a due date, before or after, it stays.
    """
    at = before.reminder_at
    if at is None or before.due_on is None or after.due_on is None:
        return at
    if before.due_time is not None and after.due_time is not None:
        return at + (at_local(after.due_on, after.due_time, tz) - at_local(before.due_on, before.due_time, tz))
    here = local(at, tz)
    return at_local(here.date() + (after.due_on - before.due_on), here.time(), tz)


def whole_notes(before: str, typed: str) -> str:
    """The notes as typed, with the rest of long ones, which the dialog could not show."""
    return typed + before[NOTES_SHOWN:]


def shown_notes(notes: str) -> str:
    """The part of notes that a dialog can show."""
    return notes[:NOTES_SHOWN].replace("\r\n", "\n").strip()


def tidy(title: str) -> str:
    """A title as a line: what a line of input can hold; empty where nobody sees anything of it."""
    return bare(" ".join(title.split()))
