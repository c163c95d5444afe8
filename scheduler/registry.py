"""The registry of notifications: what a delivery's kind shows, made at send time.

To add one: a decorated function here or in scheduler/digests, and its screen in blocks.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from blocks.screens import Shown
from csbot.domain.members import Member
from csbot.storage.unit_of_work import UnitOfWork

Notification = Callable[[UnitOfWork, Member, Mapping[str, str], datetime], Shown[Any] | None]

Asked = tuple[Member, Mapping[str, str]]  # a recipient and the delivery's args
ForMany = Callable[[UnitOfWork, Sequence[Asked], datetime], list[Shown[Any] | None]]

NOTIFICATIONS: dict[str, Notification] = {}
FOR_MANY: dict[str, ForMany] = {}
"""The kinds whose notifications are made for several recipients of a workspace in a few statements."""


def notification(kind: str) -> Callable[[Notification], Notification]:
    """Register what makes the notifications of a kind.

    The function gets a reading unit of work, the recipient, the delivery's args and business time; it answers None
    when there is nothing to say (workspace N1). The recipient may enter the workspace: that was checked (A5).
    """

    def register(make: Notification) -> Notification:
        if NOTIFICATIONS.setdefault(kind, make) is not make:
            raise ValueError(f"two notifications named {kind}")
        return make

    return register


def notification_for_many(kind: str) -> Callable[[ForMany], ForMany]:
    """Register what makes the notifications of a kind for several recipients at once, one answer for each."""

    def register(make: ForMany) -> ForMany:
        FOR_MANY[kind] = make
        notification(kind)(lambda uow, member, args, now: make(uow, [(member, args)], now)[0])
        return make

    return register


def make_all(uow: UnitOfWork, kind: str, asked: Sequence[Asked], now: datetime) -> list[Shown[Any] | None]:
    """The notifications of a kind for recipients of a workspace, None for whom there is nothing to say."""
    if kind in FOR_MANY:
        return FOR_MANY[kind](uow, asked, now)
    return [NOTIFICATIONS[kind](uow, member, args, now) for member, args in asked]
