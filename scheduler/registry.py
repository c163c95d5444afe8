"""The registry of notifications: what a delivery's kind shows, made at send time.

To add one: a decorated function here or in scheduler/digests, and its screen in blocks.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from blocks.screens import Shown
from csbot.domain.members import Member
from csbot.storage.unit_of_work import UnitOfWork

Notification = Callable[[UnitOfWork, Member, Mapping[str, str], datetime], Shown[Any] | None]

NOTIFICATIONS: dict[str, Notification] = {}


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
