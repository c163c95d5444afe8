"""The due-today and the overdue digest (workspace N2)."""

from collections.abc import Mapping
from datetime import datetime

from blocks.digests import tasks_due as screens
from blocks.screens import Shown
from csbot.domain.digests import TaskDigest, is_asked_for
from csbot.domain.members import Member
from csbot.domain.subscriptions import DigestKind
from csbot.domain.tasks import TaskView
from csbot.services import digests
from csbot.storage.unit_of_work import UnitOfWork
from scheduler.registry import notification


@notification(DigestKind.DUE_TODAY)
def due_today(uow: UnitOfWork, member: Member, args: Mapping[str, str], now: datetime) -> Shown[TaskDigest] | None:
    """What the member has to do today, or nothing on a day without anything."""
    data = digests.tasks_due(uow, member.as_viewer(), TaskView.TODAY, now)
    return None if data.is_empty and not is_asked_for(args) else Shown(screens.due_today, data)


@notification(DigestKind.OVERDUE)
def overdue(uow: UnitOfWork, member: Member, args: Mapping[str, str], now: datetime) -> Shown[TaskDigest] | None:
    """What the member should have done, or nothing while nothing is overdue."""
    data = digests.tasks_due(uow, member.as_viewer(), TaskView.OVERDUE, now)
    return None if data.is_empty and not is_asked_for(args) else Shown(screens.overdue, data)
