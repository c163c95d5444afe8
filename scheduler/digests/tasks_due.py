"""The due-today and the overdue digest (workspace N2)."""

from collections.abc import Sequence
from datetime import datetime

from blocks.digests import tasks_due as screens
from blocks.screens import Screen, Shown
from csbot.domain.digests import TaskDigest, is_asked_for
from csbot.domain.members import Viewer
from csbot.domain.subscriptions import DigestKind
from csbot.domain.tasks import TaskView
from csbot.services import digests
from csbot.storage.unit_of_work import UnitOfWork
from scheduler.registry import Asked, notification_for_many


@notification_for_many(DigestKind.DUE_TODAY)
def due_today(uow: UnitOfWork, asked: Sequence[Asked], now: datetime) -> list[Shown[TaskDigest] | None]:
    """What each has to do today, or nothing on a day without anything."""
    return _shown(screens.due_today, asked, digests.tasks_due_of(uow, _viewers(asked), TaskView.TODAY, now))


@notification_for_many(DigestKind.OVERDUE)
def overdue(uow: UnitOfWork, asked: Sequence[Asked], now: datetime) -> list[Shown[TaskDigest] | None]:
    """What each should have done, or nothing while nothing is overdue."""
    return _shown(screens.overdue, asked, digests.tasks_due_of(uow, _viewers(asked), TaskView.OVERDUE, now))


def _viewers(asked: Sequence[Asked]) -> list[Viewer]:
    return [member.as_viewer() for member, _ in asked]


def _shown(
    screen: Screen[TaskDigest], asked: Sequence[Asked], found: Sequence[TaskDigest]
) -> list[Shown[TaskDigest] | None]:
    return [
        None if data.is_empty and not is_asked_for(args) else Shown(screen, data)
        for (_, args), data in zip(asked, found, strict=True)
    ]
