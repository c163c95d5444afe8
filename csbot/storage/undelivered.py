"""What was given up, as rows, and sending it again (workspace N6).

A replay takes the row itself, never a copy: its key keeps a message single, in the table and in Slack's history.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, case, false, func, literal_column, select, update

from csbot.domain.deliveries import DeadDelivery, DeliveryState, Replayed
from csbot.domain.errors import NotFound
from csbot.storage.tables.outbox import deliveries, is_in
from csbot.storage.tables.people import members
from csbot.storage.unit_of_work import UnitOfWork

DEAD = is_in(DeliveryState.DEAD)
CODE = func.coalesce(deliveries.c.last_error_code, "")
UNREADABLE = "in_doubt"  # the history can't be read: who asks to send again decides that it may be doubled


def count(uow: UnitOfWork) -> dict[str, int]:
    """How many were given up, by code."""
    rows = uow.connection.execute(select(CODE, func.count()).where(_dead_of(uow)).group_by(CODE).order_by(CODE))
    return dict(iter(rows))


def page(uow: UnitOfWork, rows: int, before_id: int | None = None) -> tuple[DeadDelivery, ...]:
    """Those that were given up, newest first, older than `before_id`."""
    found = (
        select(
            deliveries.c.id,
            deliveries.c.kind,
            deliveries.c.recipient_id,
            func.coalesce(members.c.name, ""),
            CODE,
            func.coalesce(deliveries.c.last_error, ""),
            deliveries.c.attempts,
            deliveries.c.in_doubt,
            deliveries.c.created_at,
            deliveries.c.expires_at,
        )
        .outerjoin(
            members,
            and_(members.c.id == deliveries.c.recipient_id, members.c.workspace_id == deliveries.c.workspace_id),
        )
        .where(_dead_of(uow))
        .order_by(deliveries.c.id.desc())
        .limit(rows)
    )
    if before_id is not None:
        found = found.where(deliveries.c.id < before_id)
    return tuple(_dead(row) for row in uow.connection.execute(found))


def replay_one(uow: UnitOfWork, delivery_id: int, now: datetime, real: datetime) -> Replayed:
    """Send one again; raises `NotFound`. `now` is business time, `real` real time."""
    known = select(deliveries.c.id).where(deliveries.c.workspace_id == uow.workspace_id, deliveries.c.id == delivery_id)
    if uow.connection.execute(known).one_or_none() is None:
        raise NotFound(noun="delivery", number=delivery_id)
    waiting, late = replay(uow, [delivery_id], now, real)
    return Replayed.WAITING if waiting else Replayed.LATE if late else Replayed.UNDERWAY


def list_dead(uow: UnitOfWork, after_id: int, most: int) -> list[int]:
    """Ids of those that were given up, oldest first, held until the transaction ends."""
    dead = (
        select(deliveries.c.id).where(_dead_of(uow), deliveries.c.id > after_id).order_by(deliveries.c.id).limit(most)
    )
    return list(uow.connection.execute(dead.with_for_update(skip_locked=True)).scalars())


def replay(uow: UnitOfWork, ids: Sequence[int], now: datetime, real: datetime) -> tuple[int, int]:
    """Send those of them again that were given up. Returns how many go out, and how many expired because they are
    worthless by now (workspace N4)."""
    is_late = func.coalesce(deliveries.c.expires_at <= now, false())
    again = (
        update(deliveries)
        .where(_dead_of(uow), deliveries.c.id.in_(ids))
        .values(
            state=case((is_late, literal_column("'expired'")), else_=literal_column("'pending'")),
            attempts=0,
            available_at=real,
            not_before=None,
            in_doubt=and_(deliveries.c.in_doubt, CODE != UNREADABLE),
        )
        .returning(deliveries.c.state)
    )
    states = [str(state) for state in uow.connection.execute(again).scalars()]
    return states.count(DeliveryState.PENDING), states.count(DeliveryState.EXPIRED)


def _dead(row: Row[*tuple[Any, ...]]) -> DeadDelivery:
    return DeadDelivery(*row)


def _dead_of(uow: UnitOfWork) -> ColumnElement[bool]:
    return and_(DEAD, deliveries.c.workspace_id == uow.workspace_id)
