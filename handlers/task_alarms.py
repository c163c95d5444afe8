"""A reminder or the end of a snooze, drawn anew after a press (workspace T7, T9)."""

from blocks.screens import Shown
from blocks.task_alarms import task_alarm
from csbot.domain.alarms import AlarmKind, TaskAlarm
from csbot.domain.permissions import Permission
from csbot.services.container import Services
from handlers.args import choice, number
from handlers.redraw import Redrawing, redraws


@redraws("task_alarm", Permission.USE)
def load(drawing: Redrawing, services: Services) -> Shown[TaskAlarm]:
    kind, task_id = choice(drawing.args.get("k", ""), AlarmKind), number(drawing.args.get("id", ""))
    return Shown(task_alarm, services.task_alarm(kind, task_id, drawing.acted, drawing.actor))
