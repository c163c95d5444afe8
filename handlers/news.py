"""Messages about tasks, drawn anew after a press (workspace T11)."""

from blocks.news import task_assigned, task_changed
from blocks.screens import Shown
from csbot.domain.news import OWNER, Assignment, TaskNews
from csbot.domain.permissions import Permission
from csbot.services.container import Services
from handlers.args import number
from handlers.redraw import Redrawing, redraws


@redraws("task_assigned", Permission.USE)
def load_assignment(drawing: Redrawing, services: Services) -> Shown[Assignment]:
    task_id, by_id = number(drawing.args.get("id", "")), number(drawing.args.get("by", ""))
    told = services.news.assignment(task_id, by_id, drawing.acted, other_owner(drawing), drawing.actor)
    return Shown(task_assigned, told)


@redraws("task_changed", Permission.USE)
def load_change(drawing: Redrawing, services: Services) -> Shown[TaskNews]:
    task_id, since, until = (number(drawing.args.get(name, "")) for name in ("id", "v", "u"))
    asked = (drawing.viewer.member_id, task_id, since, until, drawing.acted, other_owner(drawing))
    return Shown(task_changed, services.news.change(*asked, drawing.actor))


def other_owner(drawing: Redrawing) -> int | None:
    """Whose task it is, where that is not the viewer."""
    return number(drawing.args[OWNER]) if OWNER in drawing.args else None
