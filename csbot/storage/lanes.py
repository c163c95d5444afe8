"""Lanes and channel gates as rows: how fast each workspace and each channel is served (workspace N5).

This is the outbox's machinery, so it reads across workspaces. All instants are real time.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import UTC, datetime

from sqlalchemy import Connection, bindparam, or_, select, update

from csbot.domain.deliveries import BURST, RATE, DeliveryState, Lane
from csbot.domain.workspaces import Withdrawal
from csbot.storage.batches import Batch
from csbot.storage.chunks import delete_chunk
from csbot.storage.dialects import insert_for
from csbot.storage.tables.outbox import channel_gates, deliveries, is_in, lanes

FOREVER = datetime(9999, 1, 1, tzinfo=UTC)
FIRST = (  # a limit keeps PostgreSQL from hashing all that waits, which it takes for little
    select(deliveries.c.id)
    .where(
        deliveries.c.workspace_id == lanes.c.workspace_id,
        is_in(DeliveryState.PENDING),
        deliveries.c.available_at <= bindparam("real"),
    )
    .limit(1)
    .scalar_subquery()
)
WAITING = (
    select(lanes.c.workspace_id, lanes.c.rate, lanes.c.burst, lanes.c.tat)
    .where(or_(lanes.c.paused_until.is_(None), lanes.c.paused_until <= bindparam("real")), FIRST.is_not(None))
    .order_by(lanes.c.tat, lanes.c.workspace_id)
    .limit(bindparam("most"))
    .with_for_update(of=lanes, skip_locked=True)
)
SPEND = Batch(
    "UPDATE lane SET tat = v.tat FROM {v} WHERE lane.workspace_id = v.workspace_id",
    {"workspace_id": "bigint", "tat": "timestamptz"},
)
CLOSE = Batch(
    """
    INSERT INTO channel_gate (workspace_id, gate, next_free_at)
    SELECT v.workspace_id, v.gate, :until FROM {v} WHERE true
    ON CONFLICT (workspace_id, gate) DO UPDATE SET next_free_at = excluded.next_free_at
    """,
    {"workspace_id": "bigint", "gate": "text"},
)


def ensure(connection: Connection, workspace_ids: Iterable[int], real: datetime) -> None:
    """Give each workspace a lane with the usual speed, unless it has one."""
    rows = [{"workspace_id": i, "rate": RATE, "burst": BURST, "tat": real} for i in sorted(set(workspace_ids))]
    if rows:
        connection.execute(insert_for(connection, lanes).on_conflict_do_nothing(), rows)


def list_waiting(connection: Connection, real: datetime, most: int) -> list[Lane]:
    """Lanes with work that aren't paused, least recently served first, held until the transaction ends.

    One that another process serves at this moment is passed over: nothing here waits.
    """
    return [Lane(*row) for row in connection.execute(WAITING, {"real": real, "most": most})]


def spend(connection: Connection, started: Sequence[tuple[Lane, int]], real: datetime) -> None:
    """Take tokens for sends that start now: so many of each lane."""
    SPEND.run(
        connection, [{"workspace_id": lane.workspace_id, "tat": lane.after(sends, real)} for lane, sends in started]
    )


def pause(connection: Connection, until: Mapping[int, datetime], reason: str) -> None:
    """Send nothing of these workspaces before the instant; a longer pause stays."""
    for workspace_id in sorted(until):
        end = until[workspace_id]
        connection.execute(
            update(lanes)
            .where(
                lanes.c.workspace_id == workspace_id, or_(lanes.c.paused_until.is_(None), lanes.c.paused_until < end)
            )
            .values(paused_until=end, pause_reason=reason)
        )


def withdraw(connection: Connection, workspace_id: int, why: Withdrawal) -> bool:
    """Send nothing of this workspace until `resume`. Whether that is new; what is uninstalled is not just revoked."""
    said = lanes.c.pause_reason.in_({Withdrawal.UNINSTALLED, why})
    withdrawn = (
        update(lanes)
        .where(lanes.c.workspace_id == workspace_id, or_(lanes.c.pause_reason.is_(None), ~said))
        .values(paused_until=FOREVER, pause_reason=why)
    )
    return connection.execute(withdrawn).rowcount == 1


def resume(connection: Connection, workspace_id: int) -> bool:
    """Slack takes the workspace's token. Whether it did not, and nothing was sent."""
    withdrawn = (lanes.c.workspace_id == workspace_id, lanes.c.pause_reason.in_(tuple(Withdrawal)))
    resumed = connection.execute(update(lanes).where(*withdrawn).values(paused_until=None, pause_reason=None))
    return resumed.rowcount == 1


def close_gates(connection: Connection, gates: Collection[tuple[int, str]], until: datetime) -> None:
    """Keep these gates, each a workspace's, shut until the instant; only under the workspaces' lanes."""
    CLOSE.run(connection, [{"workspace_id": of, "gate": gate} for of, gate in sorted(gates)], until=until)


def remove_open_gates(connection: Connection, before: datetime) -> int:
    """Forget a chunk of the gates that nothing went through since; without a row one is open. Returns how many."""
    return delete_chunk(connection, channel_gates, channel_gates.c.next_free_at < before)
