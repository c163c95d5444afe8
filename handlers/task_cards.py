"""One task opened: its dialog, and from there assign, snooze until a moment, and delete (workspace T8, T9)."""

from blocks.screens import Shown
from blocks.task_dialogs import task_assign, task_snooze
from csbot.domain.errors import CannotAssign, Refused, SnoozePast, Unreadable
from csbot.domain.permissions import Permission
from csbot.domain.task_forms import TaskField
from csbot.services.container import Services
from handlers.args import number
from handlers.calls import Call
from handlers.outcomes import card, pressed, sent
from handlers.replies import Nothing, Open, Reply
from handlers.routes import reads, submits, writes
from handlers.task_fields import chosen, moment


@reads("task.open", Permission.USE)
def open_task(call: Call, services: Services) -> Reply:
    """All that is known of the task, and what can be done to it."""
    return Open(card(services, number(call.value), call.actor))


@reads("task.message", Permission.USE)
def follow_link(_call: Call, _services: Services) -> Reply:
    """Slack opened the link itself and tells about the press."""
    return Nothing()


@reads("task.assign", Permission.EDIT)
def choose_assignee(call: Call, services: Services) -> Reply:
    """Asks who does it."""
    return Open(Shown(task_assign, services.tasks.editable(call.actor, number(call.value))))


@submits("task.give", Permission.EDIT)
def assign(call: Call, services: Services) -> Reply:
    """Give it to whom was chosen."""
    task_id = number(call.incoming.args.get("t", ""))
    try:
        done = services.tasks.assign(call.actor, task_id, chosen(call, TaskField.ASSIGNEE))
    except CannotAssign as problem:
        raise Refused({TaskField.ASSIGNEE: problem}) from None
    return sent(call, services, done.task.id)


@reads("task.pick", Permission.EDIT)
def choose_moment(call: Call, services: Services) -> Reply:
    """Asks until when it sleeps."""
    return ask_moment(call, services, number(call.value))


@submits("task.sleep", Permission.EDIT)
def snooze_until(call: Call, services: Services) -> Reply:
    """Snooze until the chosen moment."""
    until = moment(call, TaskField.UNTIL)
    if until is None:
        raise Unreadable()
    try:
        done = services.tasks.snooze_until(call.actor, number(call.incoming.args.get("t", "")), until)
    except SnoozePast as problem:
        raise Refused({TaskField.UNTIL: problem}) from None
    return sent(call, services, done.task.id)


@writes("task.delete", Permission.EDIT)
def delete(call: Call, services: Services) -> Reply:
    """Take it out of every list; Undo brings it back."""
    return pressed(call, services, services.tasks.delete(call.actor, number(call.value)).task.id)


def ask_moment(call: Call, services: Services, task_id: int) -> Reply:
    """The dialog that asks until when; raises `TaskNotOpen`."""
    return Open(Shown(task_snooze, services.tasks.snoozable(call.actor, task_id)))
