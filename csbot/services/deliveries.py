"""What could not be delivered, and sending it again (workspace N6)."""

from dataclasses import dataclass
from datetime import datetime

from csbot.domain.deliveries import DeadPage, Replayed
from csbot.domain.jobs import Job, JobKind
from csbot.domain.permissions import Actor, Permission, check
from csbot.services.jobs import JobService
from csbot.storage import jobs as stored_jobs
from csbot.storage import undelivered
from csbot.storage.real_time import real_time_at
from csbot.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class DeliveryService:
    """For managers. `now` is business time, `real_now` the process's real time. All methods raise `NotAllowed`."""

    uow: UnitOfWork
    now: datetime
    real_now: datetime

    def dead(self, actor: Actor, rows: int, before_id: int | None = None) -> DeadPage:
        """What was given up, newest first; `before_id`: where the page before ended."""
        check(actor, Permission.MANAGE)
        counts = undelivered.count(self.uow)
        return DeadPage(sum(counts.values()), counts, undelivered.page(self.uow, rows, before_id))

    def replay(self, actor: Actor, delivery_id: int) -> Replayed:
        """Send one again that was given up; one that is worthless by now (workspace N4) expires instead.

        Raises `NotFound`; one that is on its way again already is left alone.
        """
        check(actor, Permission.MANAGE)
        real = real_time_at(self.uow.connection, self.real_now)
        return undelivered.replay_one(self.uow, delivery_id, self.now, real)

    def replay_all(self, actor: Actor) -> Job | None:
        """Start the job that sends again all that was given up until now, unless it runs; None when there is nothing.

        Who asked is told by direct message how it goes.
        """
        check(actor, Permission.MANAGE)
        running = stored_jobs.find_open(self.uow, JobKind.REPLAY_DELIVERIES)
        total = sum(undelivered.count(self.uow).values())
        if running or not total:
            return running
        return JobService(self.uow, self.real_now).start(actor, JobKind.REPLAY_DELIVERIES, total)
