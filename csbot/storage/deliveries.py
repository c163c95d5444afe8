"""Deliveries as rows: written once, claimed under a lease, written back with the lease's token (workspace N4-N6).

This is the outbox's machinery, so it reads across workspaces. `real` is real time: `csbot.storage.real_time`.
Locks: deliveries by id first, then lanes by workspace; where that order can't be kept, rows that are locked are
passed over.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from sqlalchemy import Connection, String, and_, bindparam, case, delete, exists, func, literal_column, select, update
from sqlalchemy.engine import Row

from csbot.domain.deliveries import DOUBT_REST, Delivery, DeliveryState, Finished, Lease, NewDelivery, Urgency
from csbot.storage import lanes, members
from csbot.storage.dialects import insert_for
from csbot.storage.tables.outbox import channel_gates, deliveries, is_in
from csbot.storage.unit_of_work import UnitOfWork

CHUNK = 500
NEVER = datetime(9999, 12, 31, tzinfo=UTC)  # until quiet hours end: csbot.storage.holds
PENDING = is_in(DeliveryState.PENDING)
LEASED = is_in(DeliveryState.LEASED)
CERTAIN = and_(PENDING, deliveries.c.in_doubt.is_(False))  # what is in doubt is looked up before it expires
FINAL = (DeliveryState.SENT, DeliveryState.DEAD, DeliveryState.EXPIRED, DeliveryState.CANCELLED)

CLAIMED_COLUMNS = (
    deliveries.c.id,
    deliveries.c.workspace_id,
    deliveries.c.op,
    deliveries.c.kind,
    deliveries.c.args,
    deliveries.c.recipient_id,
    deliveries.c.gate,
    deliveries.c.channel,
    deliveries.c.priority.label("urgency"),
    deliveries.c.dedup_key,
    deliveries.c.client_msg_id,
    deliveries.c.attempts,
    deliveries.c.max_attempts,
    deliveries.c.in_doubt,
    deliveries.c.expires_at,
    deliveries.c.created_at,
    deliveries.c.target_key,
)

WRITE_BACK = (
    update(deliveries)
    .where(deliveries.c.id == bindparam("of"), LEASED, deliveries.c.lease_token == bindparam("token"))
    .values(
        state=bindparam("state"),
        available_at=bindparam("available_at"),
        not_before=bindparam("not_before"),
        attempts=deliveries.c.attempts - bindparam("back"),
        in_doubt=bindparam("in_doubt"),
        channel=func.coalesce(bindparam("channel", type_=String), deliveries.c.channel),
        slack_ts=bindparam("slack_ts"),
        sent_at=bindparam("sent_at"),
        last_error_code=bindparam("last_error_code"),
        last_error=bindparam("last_error"),
        lease_token=None,
        lease_until=None,
    )
)


GATE_IS_SHUT = exists().where(
    channel_gates.c.workspace_id == deliveries.c.workspace_id,
    channel_gates.c.gate == deliveries.c.gate,
    channel_gates.c.next_free_at > bindparam("real"),
)
CLAIMABLE = (
    select(*CLAIMED_COLUMNS)
    .where(
        deliveries.c.workspace_id == bindparam("workspace"),
        PENDING,
        deliveries.c.available_at <= bindparam("real"),
        ~GATE_IS_SHUT,
    )
    .order_by(deliveries.c.priority, deliveries.c.id)
    .limit(bindparam("most"))
    .with_for_update(of=deliveries, skip_locked=True)
)
LEASE = (
    update(deliveries)
    .where(deliveries.c.id.in_(bindparam("ids", expanding=True)))
    .values(
        state=literal_column("'leased'"),
        attempts=deliveries.c.attempts + 1,
        lease_token=bindparam("token"),
        lease_until=bindparam("until"),
        worker=bindparam("by"),
    )
)
SURVEY = select(
    exists().where(PENDING),
    exists().where(LEASED, deliveries.c.lease_until <= bindparam("real")),
    exists().where(CERTAIN, deliveries.c.expires_at <= bindparam("now")),
)


@dataclass(frozen=True, slots=True)
class Target:
    """The delivery whose message another one changes. `is_changing`: an earlier change is being sent."""

    state: DeliveryState
    channel: str | None
    ts: str | None
    is_changing: bool


@dataclass(frozen=True, slots=True)
class Survey:
    """What a turn would find: something waiting, leases that ended, something worthless by now."""

    waiting: bool
    lost: bool
    late: bool


def enqueue(connection: Connection, new: Sequence[NewDelivery], real: datetime) -> None:
    """Write deliveries; one whose key is there already is left out. At most a few hundred at once."""
    if not new:
        return
    rows = [_row(delivery, real) for delivery in new]
    connection.execute(insert_for(connection, deliveries).on_conflict_do_nothing(), rows)
    lanes.ensure(connection, (delivery.workspace_id for delivery in new), real)


def survey(connection: Connection, real: datetime, now: datetime) -> Survey:
    """Whether there is anything to do. `now` is business time."""
    return Survey(*connection.execute(SURVEY, {"real": real, "now": now}).one())


def acknowledge(connection: Connection, finished: Iterable[Finished], real: datetime) -> None:
    """Write outcomes back; one whose lease is no longer held changes nothing."""
    ordered = sorted(finished, key=lambda one: one.delivery.id)
    if ordered:
        connection.execute(WRITE_BACK, [_outcome_row(one, real) for one in ordered])
    opened = (one for one in ordered if one.outcome.is_new_dm)
    members.remember_dms(connection, {one.delivery.recipient_id: one.outcome.channel for one in opened})


def reap(connection: Connection, real: datetime, everything: bool = False) -> int:
    """Take back expired leases: their sends may or may not have happened, so the rows are in doubt.

    `everything`: leases that still run too, for the only process of a database when it starts. A row out of attempts
    is dead: it may be what ends the processes. Returns how many were taken back.
    """
    expired = select(deliveries.c.id).where(LEASED).order_by(deliveries.c.lease_until, deliveries.c.id).limit(CHUNK)
    if not everything:
        expired = expired.where(deliveries.c.lease_until <= real)
    ids = list(connection.execute(expired.with_for_update(skip_locked=True)).scalars())
    if not ids:
        return 0
    is_last = deliveries.c.attempts >= deliveries.c.max_attempts
    connection.execute(
        update(deliveries)
        .where(deliveries.c.id.in_(ids))
        .values(
            state=case((is_last, literal_column("'dead'")), else_=literal_column("'pending'")),
            last_error_code="lost",
            in_doubt=True,
            available_at=real + DOUBT_REST,
            lease_token=None,
            lease_until=None,
        )
    )
    return len(ids)


def expire(connection: Connection, now: datetime) -> int:
    """End what is worthless by now, in business time (workspace N4). Returns how many."""
    late = select(deliveries.c.id).where(CERTAIN, deliveries.c.expires_at <= now).order_by(deliveries.c.expires_at)
    ids = list(connection.execute(late.limit(CHUNK).with_for_update(skip_locked=True)).scalars())
    if ids:
        gone = update(deliveries).where(deliveries.c.id.in_(ids), PENDING)
        connection.execute(gone.values(state=DeliveryState.EXPIRED))
    return len(ids)


def list_claimable(connection: Connection, workspace_id: int, real: datetime, most: int) -> list[Delivery]:
    """The first deliveries of a workspace that may go now: most urgent first, then oldest; locked ones passed over."""
    rows = connection.execute(CLAIMABLE, {"workspace": workspace_id, "real": real, "most": most})
    return [_claimed(row) for row in rows]


def lease(connection: Connection, ids: Sequence[int], held: Lease) -> None:
    """Put claimed rows under a lease; counts an attempt."""
    connection.execute(LEASE, {"ids": ids, "token": held.token, "until": held.until, "by": held.worker})


def supersede(uow: UnitOfWork, target_key: str) -> None:
    """Changes of that delivery's message that wait: what comes next says more."""
    older = (deliveries.c.workspace_id == uow.workspace_id, PENDING, deliveries.c.target_key == target_key)
    uow.connection.execute(
        update(deliveries).where(*older).values(state=DeliveryState.CANCELLED, last_error_code="superseded")
    )


def find_target(uow: UnitOfWork, target_key: str, before_id: int) -> Target | None:
    """Where the message is that a delivery changes; `before_id`: the one that asks."""
    earlier = deliveries.alias()
    is_changing = exists().where(
        earlier.c.state == literal_column("'leased'"), earlier.c.target_key == target_key, earlier.c.id < before_id
    )
    found = select(deliveries.c.state, deliveries.c.channel, deliveries.c.slack_ts, is_changing).where(
        deliveries.c.workspace_id == uow.workspace_id, deliveries.c.dedup_key == target_key
    )
    row = uow.connection.execute(found).one_or_none()
    return None if row is None else Target(*row)


def remove_old(connection: Connection, before: datetime) -> int:
    """Remove a chunk of finished deliveries written before the instant (real time). Returns how many.

    Sent ones stay for as long as they could be planned again: their unique key is what keeps them single.
    """
    old = select(deliveries.c.id).where(deliveries.c.created_at < before, deliveries.c.state.in_(FINAL))
    ids = old.order_by(deliveries.c.created_at, deliveries.c.id).limit(CHUNK)
    return connection.execute(delete(deliveries).where(deliveries.c.id.in_(ids))).rowcount


def _row(new: NewDelivery, real: datetime) -> dict[str, object]:
    return {
        "workspace_id": new.workspace_id,
        "dedup_key": new.dedup_key,
        "op": new.op,
        "target_key": new.target_key,
        "recipient_id": new.recipient_id,
        "gate": new.gate,
        "kind": new.kind,
        "args": dict(new.args),
        "priority": int(new.urgency),
        "state": DeliveryState.PENDING,
        "available_at": real,
        "expires_at": new.expires_at,
        "client_msg_id": str(uuid5(NAMESPACE_URL, new.dedup_key)),
        "created_at": real,
    }


def _outcome_row(finished: Finished, real: datetime) -> dict[str, object]:
    outcome = finished.outcome
    return {
        "of": finished.delivery.id,
        "token": finished.token,
        "state": outcome.state,
        "available_at": real + outcome.wait if outcome.not_before is None else NEVER,
        "not_before": outcome.not_before,
        "back": int(outcome.given_back),
        "in_doubt": outcome.in_doubt,
        "channel": outcome.channel,
        "slack_ts": outcome.ts,
        "sent_at": real if outcome.state is DeliveryState.SENT else None,
        "last_error_code": outcome.code,
        "last_error": outcome.detail,
    }


def _claimed(row: Row[*tuple[Any, ...]]) -> Delivery:
    known = row._asdict()
    return Delivery(**known | {"urgency": Urgency(known["urgency"]), "attempts": known["attempts"] + 1})
