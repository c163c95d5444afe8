"""What a reminder or the end of a snooze shows (workspace T7, T9)."""

from datetime import datetime

from csbot.domain.alarms import AlarmKind, TaskAlarm
from csbot.domain.permissions import Actor
from csbot.domain.screens import Acted
from csbot.domain.summary import NOTHING_ACTED, TaskLine
from csbot.services.summary import SummaryService
from csbot.storage import tasks as stored_tasks
from csbot.storage.unit_of_work import UnitOfWork


def read(
    uow: UnitOfWork,
    kind: AlarmKind,
    task_id: int,
    now: datetime,
    acted: Acted = NOTHING_ACTED,
    actor: Actor | None = None,
) -> TaskAlarm:
    """The task as it is now, with what was just done to it, as `actor` may undo it; raises `NotFound`."""
    lines = SummaryService(uow, now).lines_of(acted, actor)
    return TaskAlarm(kind, lines[0] if lines else TaskLine(stored_tasks.get_card(uow, task_id).task))
