"""Where what was done to a task is shown: in the place acted in, in the dialog, and where that was opened."""

from typing import Any

from blocks.screens import Shown
from blocks.task_cards import task_card, task_saved
from csbot.domain.permissions import Actor, Permission
from csbot.domain.summary import TaskLine
from csbot.domain.task_forms import TaskCard
from csbot.services.container import Services
from handlers.args import number
from handlers.calls import Call
from handlers.record_cards import dialog_card, is_card
from handlers.redraw import Redrawing, can_redraw, redraw, redraws
from handlers.replies import Close, Ephemeral, Replace, Reply, Update


def pressed(call: Call, services: Services, task_id: int, said: Shown[Any] | None = None) -> Reply:
    """After a press: the place with the task where it was, or the dialog acted in, with that place behind it."""
    if not call.incoming.in_dialog:
        return Replace(redraw(call, services, acted_id=task_id), said)
    behind = Replace(redraw(call, services, acted_id=task_id)) if can_redraw(call) else None
    if is_card(call):
        return Update(dialog_card(call, services, task_id), said, behind)
    return Update(card(services, task_id, call.actor), said, behind)


def sent(call: Call, services: Services, task_id: int, said: Shown[Any] | None = None) -> Close:
    """After a dialog was sent: it closes, and the place where it was opened shows the task."""
    if can_redraw(call):
        return Close(Replace(redraw(call, services, acted_id=task_id), said))
    return Close(Ephemeral(alone(services, task_id, call.actor)))


def card(services: Services, task_id: int, actor: Actor) -> Shown[TaskCard]:
    """The task's dialog."""
    return Shown(task_card, services.tasks.card(task_id, actor))


def alone(services: Services, task_id: int, actor: Actor) -> Shown[TaskLine]:
    """The task with the last thing done to it; raises `NotFound`."""
    found = services.tasks.card(task_id, actor)
    return Shown(task_saved, TaskLine(found.task, found.last))


@redraws("task_saved", Permission.USE)
def load(drawing: Redrawing, services: Services) -> Shown[TaskLine]:
    return alone(services, number(drawing.args.get("id", "")), drawing.actor)
