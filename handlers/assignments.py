"""The message that somebody was given a task, drawn anew after a press (workspace T11)."""

from blocks.screens import Shown
from blocks.task_assigned import task_assigned
from csbot.domain.assignments import Assignment
from csbot.services.container import Services
from handlers.args import number
from handlers.redraw import Redrawing, redraws


@redraws("task_assigned")
def load(drawing: Redrawing, services: Services) -> Shown[Assignment]:
    task_id, by_id = number(drawing.args.get("id", "")), number(drawing.args.get("by", ""))
    return Shown(task_assigned, services.assignments.read(task_id, by_id, drawing.acted))
