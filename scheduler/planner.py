"""Who is due: subscriptions whose moment has come become deliveries, each once per local date (workspace N1, N4).

Where csbot was uninstalled (A10) nobody is planned for; their dates pass, so that none is made up for when it is back.
Quiet hours (N3) delay no planning: they are asked for at send time, and a delivery whose quiet hours are over comes
back here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from csbot.clock import Clock
from csbot.domain.deliveries import NewDelivery, Urgency
from csbot.domain.digests import SINCE
from csbot.domain.subscriptions import (
    Cadence,
    Occurrence,
    Subscription,
    end_of,
    latest_due,
    next_after,
    previous_before,
)
from csbot.storage import deliveries, holds, subscriptions, workspaces
from csbot.storage.real_time import hot_real_time
from csbot.storage.unit_of_work import Database

CHUNK = 400  # rows of a transaction: 500 took PostgreSQL over 200 ms


def free_held(database: Database, clock: Clock) -> int:
    """Let what quiet hours held back go once these are over (workspace N3). Returns how many."""
    now = clock.now()
    with database.read() as connection:
        if not holds.is_any_over(connection, now):
            return 0
    freed, chunk = 0, CHUNK
    while chunk == CHUNK:
        with database.write() as connection:
            chunk = holds.free(connection, now, hot_real_time(connection, clock), CHUNK)
        freed += chunk
    return freed


def plan(database: Database, clock: Clock, chunk: int = CHUNK) -> int:
    """Write the deliveries that are due now, a few hundred subscriptions per transaction. Returns how many."""
    written = 0
    while True:
        due, new = plan_chunk(database, clock, chunk)
        written += new
        if due < chunk:
            return written


def plan_chunk(database: Database, clock: Clock, chunk: int) -> tuple[int, int]:
    """One transaction's worth: how many subscriptions were due, and how many deliveries came of them."""
    now = clock.now()
    with database.read() as connection:
        hot_real_time(connection, clock)
        if not subscriptions.is_any_due(connection, now):
            return 0, 0
    with database.write() as connection:
        real = hot_real_time(connection, clock)
        due = subscriptions.list_due(connection, now, chunk)
        moments = {about: moment_of(*about, now) for about in {(known.cadence, known.last) for known in due}}
        gone = workspaces.list_gone(connection, {known.workspace_id for known in due})
        new = digests_of([known for known in due if known.workspace_id not in gone], moments)
        deliveries.enqueue(connection, new, real)
        subscriptions.advance(connection, [advanced(known, moments) for known in due])
    return len(due), len(new)


@dataclass(frozen=True, slots=True)
class Moment:
    """What a cadence comes to now, the same for all who share it: what is due, what comes next, what is settled."""

    ahead: Occurrence
    settled: date | None
    due: Occurrence | None = None
    args: Mapping[str, str] = field(default_factory=dict)
    expires_at: datetime | None = None


Moments = Mapping[tuple[Cadence, date | None], Moment]


def moment_of(cadence: Cadence, last: date | None, now: datetime) -> Moment:
    """Of missed dates nothing is made up for (workspace N4). `last`: the last settled local date."""
    due = latest_due(cadence, now, last)
    if due is None:
        return Moment(next_after(cadence, now, last), last)
    args = {"on": due.on.isoformat(), SINCE: previous_before(cadence, due.on).isoformat()}
    return Moment(next_after(cadence, now, due.on), due.on, due, args, end_of(due, cadence.tz))


def digests_of(due: Sequence[Subscription], moments: Moments) -> list[NewDelivery]:
    """A delivery for each subscription whose present local date has not been planned."""
    return [made for known in due if (made := digest(known, moments[known.cadence, known.last]))]


def digest(known: Subscription, moment: Moment) -> NewDelivery | None:
    """The delivery of an occurrence, worthless when its local date ends."""
    if moment.due is None:
        return None
    return NewDelivery(
        workspace_id=known.workspace_id,
        dedup_key=known.key(moment.due.on),
        kind=known.kind,
        recipient_id=known.member_id,
        urgency=Urgency.DIGEST,
        args=moment.args,
        expires_at=moment.expires_at,
    )


def advanced(known: Subscription, moments: Moments) -> subscriptions.Advance:
    """What comes next for a subscription that was due, and the last local date that is settled."""
    moment = moments[known.cadence, known.last]
    return known, moment.ahead, moment.settled
