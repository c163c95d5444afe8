"""Due-today and overdue digests, drawn anew when a task on them is acted on (workspace N2)."""

from blocks.digests import tasks_due as screens
from blocks.screens import Shown
from csbot.domain.digests import TaskDigest
from csbot.domain.permissions import Permission
from csbot.domain.tasks import TaskView
from csbot.services.container import Services
from handlers.redraw import Redrawing, redraws


@redraws("due_today", Permission.ENTER)
def load_due_today(drawing: Redrawing, services: Services) -> Shown[TaskDigest]:
    return Shown(screens.due_today, services.tasks_due(drawing.viewer, TaskView.TODAY, drawing.acted, drawing.actor))


@redraws("overdue", Permission.ENTER)
def load_overdue(drawing: Redrawing, services: Services) -> Shown[TaskDigest]:
    return Shown(screens.overdue, services.tasks_due(drawing.viewer, TaskView.OVERDUE, drawing.acted, drawing.actor))
