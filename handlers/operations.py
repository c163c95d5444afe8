"""Undo (workspace T8)."""

from blocks.notices import notice
from blocks.screens import Shown
from csbot.domain.notices import AlreadyUndone
from csbot.domain.permissions import Permission
from csbot.services.container import Services
from handlers.args import number
from handlers.calls import Call
from handlers.redraw import redraw
from handlers.replies import Replace, Reply
from handlers.routes import writes


@writes("operation.undo", Permission.EDIT)
def undo(call: Call, services: Services) -> Reply:
    """Take back what was done; the value is `operation:task`."""
    operation_id, _, task_id = call.value.partition(":")
    undone = services.operations.undo(call.actor, number(operation_id))
    shown = redraw(call, services, acted_id=number(task_id))
    return Replace(shown, Shown(notice, AlreadyUndone(undone.operation)) if undone.already else None)
