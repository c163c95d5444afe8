"""Undo (workspace T8)."""

from blocks.notices import notice
from blocks.screens import Shown
from csbot.domain.notices import AlreadyUndone
from csbot.domain.permissions import Permission
from csbot.services.container import Services
from handlers.activities import ACTIVITY, changed
from handlers.args import number
from handlers.calls import Call
from handlers.outcomes import pressed
from handlers.replies import Reply
from handlers.routes import writes


@writes("operation.undo", Permission.EDIT)
def undo(call: Call, services: Services) -> Reply:
    """Take back what was done; the value is `operation:record`."""
    operation_id, _, task_id = call.value.partition(":")
    undone = services.operations.undo(call.actor, number(operation_id))
    said = Shown(notice, AlreadyUndone(undone.operation)) if undone.already else None
    if ACTIVITY in call.incoming.args:
        return changed(call, services, number(task_id), said)
    return pressed(call, services, number(task_id), said)
