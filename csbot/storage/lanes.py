"""Lanes and channel gates as rows: how fast each workspace and each channel is served (workspace N5).

This is the outbox's machinery, so it reads across workspaces. All instants are real time.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, exists, or_, select, update

from csbot.domain.deliveries import BURST, RATE, DeliveryState, Lane
from csbot.storage.dialects import insert_for
from csbot.storage.tables.outbox import channel_gates, deliveries, is_in, lanes

HAS_WORK = exists().where(
    deliveries.c.workspace_id == lanes.c.workspace_id,
    is_in(DeliveryState.PENDING),
    deliveries.c.available_at <= bindparam("real"),
)
READY = (
    select(lanes.c.workspace_id, lanes.c.rate, lanes.c.burst, lanes.c.tat)
    .where(or_(lanes.c.paused_until.is_(None), lanes.c.paused_until <= bindparam("real")), HAS_WORK)
    .order_by(lanes.c.tat, lanes.c.workspace_id)
    .limit(bindparam("most"))
    .with_for_update(of=lanes, skip_locked=True)
)
SPEND = update(lanes).where(lanes.c.workspace_id == bindparam("workspace")).values(tat=bindparam("later"))


def ensure(connection: Connection, workspace_ids: Iterable[int], real: datetime) -> None:
    """Give each workspace a lane with the usual speed, unless it has one."""
    rows = [{"workspace_id": i, "rate": RATE, "burst": BURST, "tat": real} for i in sorted(set(workspace_ids))]
    if rows:
        connection.execute(insert_for(connection, lanes).on_conflict_do_nothing(), rows)


def list_ready(connection: Connection, real: datetime, most: int) -> list[Lane]:
    """Lanes with work and a token that aren't paused, least recently served first, held until the transaction ends.

    One that another process serves at this moment is passed over: nothing here waits.
    """
    rows = connection.execute(READY, {"real": real, "most": most})
    return [lane for lane in (Lane(*row) for row in rows) if lane.tokens(real) > 0]


def spend(connection: Connection, lane: Lane, sends: int, real: datetime) -> None:
    """Take tokens for sends that start now."""
    connection.execute(SPEND, {"workspace": lane.workspace_id, "later": lane.after(sends, real)})


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


def resume(connection: Connection, workspace_id: int, reason: str) -> None:
    """End a pause that was made for this reason."""
    paused = (lanes.c.workspace_id == workspace_id, lanes.c.pause_reason == reason)
    connection.execute(update(lanes).where(*paused).values(paused_until=None, pause_reason=None))


def close_gates(connection: Connection, workspace_id: int, gates: Iterable[str], until: datetime) -> None:
    """Keep these gates shut until the instant; only under the workspace's lane."""
    rows = [{"workspace_id": workspace_id, "gate": gate, "next_free_at": until} for gate in sorted(gates)]
    if not rows:
        return
    new = insert_for(connection, channel_gates)
    later = {"next_free_at": new.excluded.next_free_at}
    connection.execute(new.on_conflict_do_update(index_elements=["workspace_id", "gate"], set_=later), rows)


def remove_open_gates(connection: Connection, before: datetime) -> int:
    """Forget gates that nothing went through since; a gate without a row is open. Returns how many."""
    return connection.execute(delete(channel_gates).where(channel_gates.c.next_free_at < before)).rowcount
