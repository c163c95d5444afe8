"""How the outbox and the planner are doing, for metrics and alarms: read across workspaces, in cheap statements."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import Connection, case, func, literal, literal_column, select, union_all

from csbot.domain.deliveries import DeliveryState, Urgency
from csbot.domain.workspaces import Withdrawal
from csbot.storage.tables.outbox import deliveries, is_in, lanes, subscriptions
from csbot.storage.tables.people import workspaces

NONE = timedelta()
# Nobody waits for what is due there.
UNINSTALLED = select(workspaces.c.id).where(workspaces.c.removed_at.is_not(None))


class Waiting(StrEnum):
    """What a delivery that isn't finished waits for."""

    DUE = "due"  # nothing: it may go now
    WAITING = "waiting"  # a retry's moment, the end of quiet hours, or who somebody is in Slack
    LEASED = "leased"  # Slack's answer


@dataclass(frozen=True, slots=True)
class Queues:
    """A moment's state. `depth` has every combination; `oldest` how long something has been due, zero when nothing is.

    `dead`: by code, as long as the rows are kept. `planner_lag`: how long a digest has been due that is not planned.
    `withdrawn`: of how many workspaces Slack does not take the token.
    """

    depth: Mapping[tuple[Urgency, Waiting], int]
    oldest: Mapping[Urgency, timedelta]
    dead: Mapping[str, int]
    lanes_paused: int
    planner_lag: timedelta
    withdrawn: Mapping[Withdrawal, int] = field(default_factory=dict)


def look(connection: Connection, real: datetime, now: datetime) -> Queues:
    """The state. `real` is real time (csbot.storage.real_time), `now` business time."""
    depth = {(urgency, waiting): 0 for urgency in Urgency for waiting in Waiting}
    oldest = dict.fromkeys(Urgency, NONE)
    for urgency, waiting, count, since in _unfinished(connection, real):
        depth[urgency, waiting] = count
        if waiting is Waiting.DUE:
            oldest[urgency] = real - since
    paused = select(func.count()).select_from(lanes).where(lanes.c.paused_until > real)
    first = select(func.min(subscriptions.c.next_run_at)).where(subscriptions.c.enabled)
    due_at = connection.execute(first).scalar_one()
    return Queues(
        depth=depth,
        oldest=oldest,
        dead=_dead(connection),
        lanes_paused=connection.execute(paused).scalar_one(),
        planner_lag=max(NONE, now - due_at) if due_at else NONE,
        withdrawn=_withdrawn(connection),
    )


def _unfinished(connection: Connection, real: datetime) -> Iterator[tuple[Urgency, Waiting, int, datetime]]:
    is_due = deliveries.c.available_at <= real
    pending = select(
        deliveries.c.priority,
        case((is_due, literal(Waiting.DUE.value)), else_=literal(Waiting.WAITING.value)).label("waiting"),
        deliveries.c.available_at.label("since"),
    ).where(is_in(DeliveryState.PENDING), deliveries.c.workspace_id.not_in(UNINSTALLED))
    leased = select(deliveries.c.priority, literal(Waiting.LEASED.value), deliveries.c.available_at)
    of = union_all(pending, leased.where(is_in(DeliveryState.LEASED))).subquery()
    rows = connection.execute(
        select(of.c.priority, of.c.waiting, func.count(), func.min(of.c.since)).group_by(of.c.priority, of.c.waiting)
    )
    for priority, waiting, count, since in rows:
        yield Urgency(priority), Waiting(waiting), count, since


def _withdrawn(connection: Connection) -> dict[Withdrawal, int]:
    why = lanes.c.pause_reason
    counted = select(why, func.count()).where(why.in_(tuple(Withdrawal))).group_by(why)
    return dict.fromkeys(Withdrawal, 0) | {Withdrawal(row[0]): row[1] for row in connection.execute(counted)}


def _dead(connection: Connection) -> dict[str, int]:
    code = func.coalesce(deliveries.c.last_error_code, literal_column("''"))
    counted = select(code, func.count()).where(is_in(DeliveryState.DEAD)).group_by(code)
    return {row[0]: row[1] for row in connection.execute(counted)}
