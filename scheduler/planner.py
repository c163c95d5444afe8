"""Who is due: subscriptions whose moment has come become deliveries, each once per local date (workspace N1, N4).

Quiet hours (N3) delay no planning: they are asked for at send time, and a delivery whose quiet hours are over comes
back here.
"""

from collections.abc import Sequence
from datetime import datetime

from csbot.clock import Clock
from csbot.domain.deliveries import NewDelivery, Urgency
from csbot.domain.digests import SINCE
from csbot.domain.subscriptions import Occurrence, Subscription, end_of, latest_due, next_after, previous_before
from csbot.storage import deliveries, holds, subscriptions
from csbot.storage.real_time import real_time
from csbot.storage.unit_of_work import Database

CHUNK = 300


def free_held(database: Database, clock: Clock) -> int:
    """Let what quiet hours held back go once these are over (workspace N3). Returns how many."""
    now = clock.now()
    with database.read() as connection:
        if not holds.is_any_over(connection, now):
            return 0
    with database.write() as connection:
        return holds.free(connection, now, real_time(connection, clock), CHUNK)


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
        if not subscriptions.is_any_due(connection, now):
            return 0, 0
    with database.write() as connection:
        due = subscriptions.list_due(connection, now, chunk)
        new = digests_of(due, now)
        deliveries.enqueue(connection, new, real_time(connection, clock))
        subscriptions.advance(connection, [advanced(known, now) for known in due])
    return len(due), len(new)


def digests_of(due: Sequence[Subscription], now: datetime) -> list[NewDelivery]:
    """A delivery for each subscription whose present local date has not been planned; of missed dates nothing."""
    found = ((known, latest_due(known.cadence, now, known.last)) for known in due)
    return [digest(known, occurrence) for known, occurrence in found if occurrence]


def digest(known: Subscription, occurrence: Occurrence) -> NewDelivery:
    """The delivery of one occurrence, worthless when its local date ends."""
    return NewDelivery(
        workspace_id=known.workspace_id,
        dedup_key=known.key(occurrence.on),
        kind=known.kind,
        recipient_id=known.member_id,
        urgency=Urgency.DIGEST,
        args={"on": occurrence.on.isoformat(), SINCE: previous_before(known.cadence, occurrence.on).isoformat()},
        expires_at=end_of(occurrence, known.cadence.tz),
    )


def advanced(known: Subscription, now: datetime) -> subscriptions.Advance:
    """What comes next for a subscription that was due, and the last local date that is settled."""
    occurrence = latest_due(known.cadence, now, known.last)
    settled = occurrence.on if occurrence else known.last
    return known, next_after(known.cadence, now, settled), settled
