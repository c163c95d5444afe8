"""Claiming what goes next, lane by lane: every workspace gets its share, what is urgent first (workspace N5)."""

from datetime import datetime

from sqlalchemy import Connection

from csbot.domain.deliveries import GATE_INTERVAL, Delivery, Lease, choose
from csbot.storage import deliveries, lanes

LANES_PER_TURN = 50


def claim(connection: Connection, slots: int, real: datetime, lease: Lease) -> list[Delivery]:
    """Claim lane by lane; no workspace takes more than its share of the slots in one turn."""
    claimed: list[Delivery] = []
    ready = lanes.list_ready(connection, real, LANES_PER_TURN) if slots > 0 else []
    for lane in ready:
        free = slots - len(claimed)
        most = min(free, max(1, slots // len(ready)), lane.tokens(real))
        found = deliveries.list_claimable(connection, lane.workspace_id, real, most)
        chosen = choose(found, lane, real, free)
        if chosen:
            deliveries.lease(connection, [one.id for one in chosen], lease)
            lanes.spend(connection, lane, len(chosen), real)
            lanes.close_gates(connection, lane.workspace_id, (one.gate for one in chosen), real + GATE_INTERVAL)
        claimed += chosen
    return claimed
