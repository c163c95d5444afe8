"""The inputs of a task's dialog as typed values."""

from datetime import UTC, datetime, time

from csbot.domain.errors import Unreadable
from csbot.domain.task_forms import TaskField, TaskFields, tidy
from csbot.domain.tasks import Priority, TaskType
from handlers.args import NO_RECORD, choice, day, number
from handlers.calls import Call


def read_fields(call: Call) -> TaskFields:
    """What was typed and chosen; raises `Unreadable`."""
    due_on, due_time = text(call, TaskField.DUE_ON), text(call, TaskField.DUE_TIME)
    return TaskFields(
        title=tidy(text(call, TaskField.TITLE)),
        company_id=chosen(call, TaskField.COMPANY),
        due_on=day(due_on) if due_on else None,
        due_time=clock(due_time) if due_time else None,
        assignee_id=chosen(call, TaskField.ASSIGNEE),
        type=choice(text(call, TaskField.TYPE) or TaskType.TODO, TaskType),
        priority=choice(text(call, TaskField.PRIORITY) or Priority.NONE, Priority),
        reminder_at=moment(call, TaskField.REMINDER),
        notes=text(call, TaskField.NOTES).replace("\r\n", "\n").strip(),
    )


def text(call: Call, field: TaskField) -> str:
    """What was typed, nothing as an empty text."""
    found = call.incoming.fields.get(field)
    return found if isinstance(found, str) else ""


def chosen(call: Call, field: TaskField) -> int | None:
    """The number of the chosen record; None for nothing and for the choice that means nobody."""
    found = text(call, field)
    return number(found) if found not in ("", NO_RECORD) else None


def moment(call: Call, field: TaskField) -> datetime | None:
    """The chosen instant (UTC); raises `Unreadable`."""
    found = call.incoming.fields.get(field)
    if not isinstance(found, int):
        return None
    try:
        return datetime.fromtimestamp(found, UTC)
    except (ValueError, OverflowError, OSError):
        raise Unreadable() from None


def clock(written: str) -> time:
    """`15:00`; raises `Unreadable`."""
    try:
        return time.fromisoformat(written)
    except ValueError:
        raise Unreadable() from None


def ticked(call: Call, field: TaskField) -> bool:
    """Whether the box is ticked."""
    found = call.incoming.fields.get(field)
    return isinstance(found, tuple) and field in found
