"""Deliveries as rows: written once, claimed under a lease, written back with the lease's token (workspace N4-N6).

This is the outbox's machinery, so it reads across workspaces. `real` is real time: `csbot.storage.real_time`.
Locks: deliveries by id first, then lanes by workspace; where that order can't be kept, rows that are locked are
passed over.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import NAMESPACE_URL, uuid5

from sqlalchemy import Connection, and_, bindparam, case, delete, exists, literal_column, select, update

from csbot.domain.deliveries import DOUBT_REST, DeliveryState, Finished, NewDelivery
from csbot.storage import lanes, members
from csbot.storage.batches import Batch
from csbot.storage.tables.outbox import deliveries, is_in
from csbot.storage.unit_of_work import UnitOfWork

CHUNK = 500
MAX_ATTEMPTS = 8
NEVER = datetime(9999, 12, 31, tzinfo=UTC)  # until quiet hours end: csbot.storage.holds
PENDING = is_in(DeliveryState.PENDING)
LEASED = is_in(DeliveryState.LEASED)
CERTAIN = and_(PENDING, deliveries.c.in_doubt.is_(False))  # what is in doubt is looked up before it expires
FINAL = (DeliveryState.SENT, DeliveryState.DEAD, DeliveryState.EXPIRED, DeliveryState.CANCELLED)

WRITE_BACK = Batch(
    """
    UPDATE delivery SET
        state = v.state, available_at = v.available_at, not_before = v.not_before,
        attempts = delivery.attempts - v.back, in_doubt = v.in_doubt, channel = coalesce(v.channel, delivery.channel),
        slack_ts = v.slack_ts, sent_at = v.sent_at, last_error_code = v.code, last_error = v.error,
        lease_token = NULL, lease_until = NULL
    FROM {v} WHERE delivery.id = v.id AND delivery.lease_token = v.token
    """,
    {
        "id": "bigint",
        "token": "text",
        "state": "text",
        "available_at": "timestamptz",
        "not_before": "timestamptz",
        "back": "int",
        "in_doubt": "boolean",
        "channel": "text",
        "slack_ts": "text",
        "sent_at": "timestamptz",
        "code": "text",
        "error": "text",
    },
)
ENQUEUE = Batch(
    """
    INSERT INTO delivery (
        workspace_id, dedup_key, op, target_key, recipient_id, gate, kind, args, priority, state, available_at,
        expires_at, attempts, max_attempts, in_doubt, client_msg_id, created_at
    )
    SELECT
        v.workspace_id, v.dedup_key, v.op, v.target_key, v.recipient_id, v.gate, v.kind, v.args, v.priority, 'pending',
        :real, v.expires_at, 0, :max_attempts, false, v.client_msg_id, :real
    FROM {v} WHERE true
    ON CONFLICT DO NOTHING
    """,
    {
        "workspace_id": "bigint",
        "dedup_key": "text",
        "op": "text",
        "target_key": "text",
        "recipient_id": "bigint",
        "gate": "text",
        "kind": "text",
        "args": "jsonb",
        "priority": "int",
        "expires_at": "timestamptz",
        "client_msg_id": "text",
    },
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
    ENQUEUE.run(connection, [_row(delivery) for delivery in new], real=real, max_attempts=MAX_ATTEMPTS)
    lanes.ensure(connection, (delivery.workspace_id for delivery in new), real)


def survey(connection: Connection, real: datetime, now: datetime) -> Survey:
    """Whether there is anything to do. `now` is business time."""
    return Survey(*connection.execute(SURVEY, {"real": real, "now": now}).one())


def tidy(connection: Connection, real: datetime, now: datetime) -> None:
    """Take back what expired leases hold, and end what is worthless."""
    found = survey(connection, real, now)
    if found.lost:
        reap(connection, real)
    if found.late:
        expire(connection, now)


def acknowledge(connection: Connection, finished: Iterable[Finished], real: datetime) -> None:
    """Write outcomes back; one whose lease is no longer held changes nothing."""
    ordered = sorted(finished, key=lambda one: one.delivery.id)
    if ordered:
        WRITE_BACK.run(connection, [_outcome_row(one, real) for one in ordered])
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
        connection.execute(gone.values(state=DeliveryState.EXPIRED, not_before=None))
    return len(ids)


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


def _row(new: NewDelivery) -> dict[str, object]:
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
        "expires_at": new.expires_at,
        "client_msg_id": str(uuid5(NAMESPACE_URL, new.dedup_key)),
    }


def _outcome_row(finished: Finished, real: datetime) -> dict[str, object]:
    outcome = finished.outcome
    return {
        "id": finished.delivery.id,
        "token": finished.token,
        "state": outcome.state,
        "available_at": real + outcome.wait if outcome.not_before is None else NEVER,
        "not_before": outcome.not_before,
        "back": int(outcome.given_back),
        "in_doubt": outcome.in_doubt,
        "channel": outcome.channel,
        "slack_ts": outcome.ts,
        "sent_at": real if outcome.state is DeliveryState.SENT else None,
        "code": outcome.code,
        "error": outcome.detail,
    }
