"""Claiming what goes next, lane by lane: every workspace gets its share, what is urgent first (workspace N5).

This is the outbox's machinery, so it reads across workspaces. `real` is real time: `csbot.storage.real_time`.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, bindparam, exists, select
from sqlalchemy.engine import Row

from csbot.domain.deliveries import GATE_INTERVAL, Delivery, DeliveryState, Lane, Lease, Op, Urgency, choose
from csbot.storage import lanes
from csbot.storage.batches import Batch
from csbot.storage.tables.outbox import channel_gates, deliveries, is_in

LANES_PER_TURN = 50

CLAIMED_COLUMNS = (
    deliveries.c.id,
    deliveries.c.workspace_id,
    deliveries.c.op,
    deliveries.c.kind,
    deliveries.c.args,
    deliveries.c.recipient_id,
    deliveries.c.gate,
    deliveries.c.channel,
    deliveries.c.priority,
    deliveries.c.dedup_key,
    deliveries.c.client_msg_id,
    deliveries.c.attempts,
    deliveries.c.max_attempts,
    deliveries.c.in_doubt,
    deliveries.c.expires_at,
    deliveries.c.created_at,
    deliveries.c.target_key,
)


GATE_IS_SHUT = exists().where(
    channel_gates.c.workspace_id == deliveries.c.workspace_id,
    channel_gates.c.gate == deliveries.c.gate,
    channel_gates.c.next_free_at > bindparam("real"),
)
CLAIMABLE = (
    select(*CLAIMED_COLUMNS)
    .where(
        deliveries.c.workspace_id == bindparam("workspace_id"),
        is_in(DeliveryState.PENDING),
        deliveries.c.available_at <= bindparam("real"),
        ~GATE_IS_SHUT,
    )
    .order_by(deliveries.c.priority, deliveries.c.id)
    .limit(bindparam("most"))
)
CLAIMABLE_OF_ALL = Batch(
    """
    SELECT d.* FROM {v} CROSS JOIN LATERAL (
        SELECT
            id, workspace_id, op, kind, args, recipient_id, gate, channel, priority, dedup_key, client_msg_id, attempts,
            max_attempts, in_doubt, expires_at, created_at, target_key
        FROM delivery
        WHERE delivery.workspace_id = v.workspace_id AND delivery.state = 'pending' AND delivery.available_at <= :real
            AND NOT EXISTS (
                SELECT FROM channel_gate AS g
                WHERE g.workspace_id = delivery.workspace_id AND g.gate = delivery.gate AND g.next_free_at > :real
            )
        ORDER BY delivery.priority, delivery.id LIMIT v.most
        FOR UPDATE SKIP LOCKED
    ) AS d
    """,
    {"workspace_id": "bigint", "most": "int"},
)
LEASE = Batch(
    """
    UPDATE delivery SET
        state = 'leased', attempts = delivery.attempts + 1, lease_token = :token, lease_until = :until, worker = :by
    FROM {v} WHERE delivery.id = v.id
    """,
    {"id": "bigint"},
)


def claim(connection: Connection, slots: int, real: datetime, lease: Lease) -> tuple[list[Delivery], timedelta | None]:
    """Claim lane by lane; no workspace takes more than its share of the slots in one turn.

    With what was claimed: how long until a lane that has something waiting gets a token, None when none lacks one.
    """
    waiting = lanes.list_waiting(connection, real, LANES_PER_TURN) if slots > 0 else []
    rests = [rest for lane in waiting if (rest := lane.next_token_in(real)) is not None]
    return claim_of(connection, waiting, slots, real, lease), min(rests, default=None)


def claim_of(
    connection: Connection, waiting: Sequence[Lane], slots: int, real: datetime, lease: Lease
) -> list[Delivery]:
    """What may go now of these lanes, leased."""
    ready = [lane for lane in waiting if lane.tokens(real) > 0]
    if not ready:
        return []
    share = max(1, slots // len(ready))
    most = {lane.workspace_id: min(share, lane.tokens(real)) for lane in ready}
    found = by_workspace(list_claimable(connection, most, real))
    claimed: dict[int, list[Delivery]] = {}
    free = slots
    for lane in ready:
        chosen = choose(found.get(lane.workspace_id, ()), lane, real, free)
        if chosen:
            claimed[lane.workspace_id] = chosen
            free -= len(chosen)
    every = [one for chosen in claimed.values() for one in chosen]
    if every:
        take(connection, [one.id for one in every], lease)
        lanes.spend(
            connection,
            [(lane, len(claimed[lane.workspace_id])) for lane in ready if lane.workspace_id in claimed],
            real,
        )
        lanes.close_gates(connection, {(one.workspace_id, one.gate) for one in every}, real + GATE_INTERVAL)
    return every


def by_workspace(found: Sequence[Delivery]) -> dict[int, list[Delivery]]:
    """In the order in which they were found."""
    grouped: dict[int, list[Delivery]] = {}
    for delivery in found:
        grouped.setdefault(delivery.workspace_id, []).append(delivery)
    return grouped


def list_claimable(connection: Connection, most: Mapping[int, int], real: datetime) -> list[Delivery]:
    """The first deliveries of each workspace that may go now, at most so many of each: most urgent first, then oldest.

    Locked ones are passed over.
    """
    rows = [{"workspace_id": workspace_id, "most": number} for workspace_id, number in most.items()]
    if connection.dialect.name == "postgresql":
        found: list[Row[*tuple[Any, ...]]] = list(CLAIMABLE_OF_ALL.run(connection, rows, real=real))
    else:  # it has no LATERAL, and no distance to the statement either
        found = [row for one in rows for row in connection.execute(CLAIMABLE, {**one, "real": real})]
    return [_claimed(row) for row in found]


def take(connection: Connection, ids: Sequence[int], held: Lease) -> None:
    """Put claimed rows under a lease; counts an attempt."""
    rows = [{"id": delivery_id} for delivery_id in sorted(ids)]
    LEASE.run(connection, rows, token=held.token, until=held.until, by=held.worker)


def _claimed(row: Row[*tuple[Any, ...]]) -> Delivery:
    """Types by hand: PostgreSQL's statement is text, and a row has no time for more."""
    id_, workspace_id, op, kind, args, recipient_id, gate, channel, priority, key, message_id, attempts, *rest = row
    return Delivery(
        id_, workspace_id, Op(op), kind, args, recipient_id, gate, channel, Urgency(priority), key, message_id,
        attempts + 1, *rest,
    )  # fmt: skip
