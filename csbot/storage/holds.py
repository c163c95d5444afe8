"""Deliveries that quiet hours hold back (workspace N3).

Quiet hours are business time, which may travel, and `available_at` is real time. So a held delivery is never available;
its `not_before` says when, in business time, it is to be made available again, and the planner's tick does that.
"""

from datetime import datetime

from sqlalchemy import Connection, exists, select, update

from csbot.domain.deliveries import DeliveryState
from csbot.storage.tables.outbox import deliveries, is_in
from csbot.storage.unit_of_work import UnitOfWork

PENDING = is_in(DeliveryState.PENDING)
HELD = deliveries.c.not_before.is_not(None)


def is_any_over(connection: Connection, now: datetime) -> bool:
    """Whether `free` has anything to do."""
    return bool(connection.execute(select(exists().where(HELD, deliveries.c.not_before <= now, PENDING))).scalar_one())


def free(connection: Connection, now: datetime, real: datetime, most: int) -> int:
    """Make up to `most` deliveries, of all workspaces, available whose quiet hours are over. Returns how many."""
    over = (
        select(deliveries.c.id).where(HELD, deliveries.c.not_before <= now, PENDING).order_by(deliveries.c.not_before)
    )
    ids = list(connection.execute(over.limit(most).with_for_update(skip_locked=True)).scalars())
    if ids:
        freed = update(deliveries).where(deliveries.c.id.in_(ids), PENDING)
        connection.execute(freed.values(not_before=None, available_at=real))
    return len(ids)


def ask_again(uow: UnitOfWork, recipient_id: int, now: datetime) -> None:
    """The recipient's quiet hours, zone or pause changed: what is held back is judged anew, from `now` on."""
    of_theirs = (deliveries.c.workspace_id == uow.workspace_id, deliveries.c.recipient_id == recipient_id)
    connection = uow.connection
    connection.execute(update(deliveries).where(HELD, PENDING, *of_theirs).values(not_before=now))
