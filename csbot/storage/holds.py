"""Deliveries that are held back: by quiet hours (workspace N3), or until Slack has said who their recipient is (A8).

Quiet hours are business time, which may travel, and `available_at` is real time. So a held delivery is never available;
its `not_before` says when, in business time, it is to be made available again, and the planner's tick does that. One
whose recipient Slack has not been asked for yet has the moment `UNTIL_MET`, which never comes: `scheduler.finding`
lets it go or gives it up.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, and_, exists, func, select, update

from csbot.domain.deliveries import DeliveryState
from csbot.storage.tables.outbox import deliveries, is_in
from csbot.storage.tables.people import members
from csbot.storage.unit_of_work import UnitOfWork

UNTIL_MET = datetime(9999, 1, 1, tzinfo=UTC)
PENDING = is_in(DeliveryState.PENDING)
HELD = deliveries.c.not_before.is_not(None)
UNMET = and_(deliveries.c.not_before == UNTIL_MET, PENDING)
MET = exists().where(members.c.id == deliveries.c.recipient_id, members.c.slack_user_id.is_not(None))


@dataclass(frozen=True, slots=True)
class Unmet:
    """Somebody for whom deliveries are held until Slack has said who they are. `is_met`: it has by now."""

    member_id: int
    email: str
    is_met: bool


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


def is_anybody_unmet(connection: Connection) -> bool:
    """Whether any delivery, of any workspace, is held until Slack has said who its recipient is."""
    return bool(connection.execute(select(exists().where(UNMET))).scalar_one())


def list_unmet(uow: UnitOfWork, most: int) -> list[Unmet]:
    """For whom deliveries are held until Slack has said who they are: whom it has by now, then the most urgent,
    then who waits longest."""
    found = (
        select(members.c.id, members.c.email, members.c.slack_user_id.is_not(None))
        .join(deliveries, deliveries.c.recipient_id == members.c.id)
        .where(UNMET, deliveries.c.workspace_id == uow.workspace_id)
        .group_by(members.c.id, members.c.email, members.c.slack_user_id)
        .order_by(members.c.slack_user_id.is_(None), func.min(deliveries.c.priority), func.min(deliveries.c.id))
        .limit(most)
    )
    return [Unmet(*row) for row in uow.connection.execute(found)]


def let_go(uow: UnitOfWork, real: datetime, most: int) -> int:
    """Make up to `most` deliveries available whose recipients Slack knows by now. Returns how many."""
    met = select(deliveries.c.id).where(UNMET, MET, deliveries.c.workspace_id == uow.workspace_id)
    ids = list(
        uow.connection.execute(met.order_by(deliveries.c.id).limit(most).with_for_update(skip_locked=True)).scalars()
    )
    if ids:
        freed = update(deliveries).where(deliveries.c.id.in_(ids), PENDING)
        uow.connection.execute(freed.values(not_before=None, available_at=real))
    return len(ids)


def give_up(uow: UnitOfWork, recipient_id: int, state: DeliveryState, code: str) -> int:
    """End what is held for somebody whom Slack does not know, with the reason. Returns how many."""
    of_theirs = (UNMET, deliveries.c.workspace_id == uow.workspace_id, deliveries.c.recipient_id == recipient_id)
    held = select(deliveries.c.id).where(*of_theirs).order_by(deliveries.c.id).with_for_update(skip_locked=True)
    ids = list(uow.connection.execute(held).scalars())
    if ids:
        ended = update(deliveries).where(deliveries.c.id.in_(ids), UNMET)
        uow.connection.execute(ended.values(state=state, last_error_code=code, not_before=None))
    return len(ids)
