"""A turn: the one transaction in which the loop writes back what finished and claims what goes next."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import uuid4

from csbot.clock import Clock
from csbot.domain.deliveries import Delivery, Finished, Lease
from csbot.domain.workspaces import Withdrawn
from csbot.services import withdrawals
from csbot.storage import deliveries, lanes
from csbot.storage.claims import claim
from csbot.storage.real_time import hot_real_time
from csbot.storage.unit_of_work import Database, Reading
from scheduler.delivery.pace import USUAL


@dataclass(frozen=True, slots=True)
class Claim:
    """What one turn claimed. `until`: when the lease ends by this process's own clock, which never runs behind it;
    `rest`: how long until a workspace for which something waits may send again, None when none waits for that.
    """

    deliveries: tuple[Delivery, ...]
    token: str
    until: datetime
    rest: timedelta | None = None


SURVEY_EVERY = timedelta(milliseconds=200)
NOTHING = Claim((), "", datetime.max.replace(tzinfo=UTC))


@dataclass(slots=True)
class Turns:
    """Takes turns at the outbox for one process, one at a time. Blocks: runs in the background executor.

    `erases_revoked`: whether a workspace whose token Slack revoked counts as one that csbot was uninstalled from.
    """

    database: Database
    clock: Clock
    worker: str
    lease_for: timedelta = USUAL.lease_for
    erases_revoked: bool = False
    _surveyed_at: datetime = field(default=datetime.min.replace(tzinfo=UTC))

    def take(self, finished: Sequence[Finished], slots: int) -> Claim:
        """Write back, take back what expired, and claim up to `slots` deliveries."""
        own_now = self.clock.real_now()
        if not finished and not self._has_work():
            return NOTHING
        with self.database.write() as connection:
            real = hot_real_time(connection, self.clock)
            deliveries.acknowledge(connection, finished, real)
            if real - self._surveyed_at >= SURVEY_EVERY:
                deliveries.tidy(connection, real, self.clock.now())
                self._surveyed_at = real
            lanes.pause(connection, pauses(finished, real), "rate_limited")
            withdrawn = self._withdraw(connection, finished, real)
            lease = Lease(uuid4().hex, self.worker, real + self.lease_for)
            claimed, rest = claim(connection, slots, real, lease)
        for found, code in withdrawn:
            withdrawals.tell(found, code)
        return Claim(tuple(claimed), lease.token, own_now + self.lease_for, rest)

    def _withdraw(
        self, connection: Reading, finished: Sequence[Finished], real: datetime
    ) -> list[tuple[Withdrawn | None, str]]:
        """Send nothing more of the workspaces whose token Slack did not take; those of which that is new."""
        codes = {one.delivery.workspace_id: code for one in finished if (code := one.outcome.withdrawn)}
        now = self.clock.now()
        return [
            (withdrawals.refused(connection, workspace_id, code, now, real, self.erases_revoked), code)
            for workspace_id, code in sorted(codes.items())
        ]

    def recover(self) -> int:
        """Before the first turn: on SQLite, which has one serving process, no lease can be anybody's any more."""
        if self.database.engine.dialect.name != "sqlite":
            return 0
        with self.database.write() as connection:
            return deliveries.reap(connection, self.clock.real_now(), everything=True)

    def _has_work(self) -> bool:
        with self.database.read() as connection:
            found = deliveries.survey(connection, hot_real_time(connection, self.clock), self.clock.now())
        return found.waiting or found.lost


def pauses(finished: Iterable[Finished], real: datetime) -> dict[int, datetime]:
    """Until when each workspace that Slack limited is to be left alone."""
    until: dict[int, datetime] = {}
    for one in finished:
        if one.outcome.pause is not None:
            workspace_id = one.delivery.workspace_id
            until[workspace_id] = max(until.get(workspace_id, real), real + one.outcome.pause)
    return until
