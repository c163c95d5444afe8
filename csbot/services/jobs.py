"""Starting, following and stopping jobs (architecture, decision 7)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from csbot.domain.deliveries import NewDelivery, Urgency
from csbot.domain.jobs import JOB_PROGRESS, Job, JobKind
from csbot.domain.permissions import Actor, Permission, check
from csbot.storage import deliveries, jobs
from csbot.storage.real_time import real_time_at
from csbot.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class JobService:
    """Jobs of one workspace. `real_now` is the process's real time."""

    uow: UnitOfWork
    real_now: datetime

    def start(self, actor: Actor, kind: JobKind, total: int, args: Mapping[str, int | str] | None = None) -> Job:
        """A new job; who asked for it gets a direct message that follows it. `total`: how many things it will do;
        `args`: what its kind needs.
        """
        real = real_time_at(self.uow.connection, self.real_now)
        job = jobs.add(self.uow, kind, actor.id, real, total, args)
        said = NewDelivery(
            workspace_id=self.uow.workspace_id,
            dedup_key=job.key,
            kind=JOB_PROGRESS,
            recipient_id=actor.id,
            urgency=Urgency.INTERACTIVE,
            args={"job": str(job.id)},
        )
        deliveries.enqueue(self.uow.connection, [said], real)
        return job

    def get(self, actor: Actor, job_id: int) -> Job:
        """The job as it stands, for who started it and for managers; raises `NotFound` and `NotAllowed`."""
        job = jobs.get(self.uow, job_id)
        check(actor, Permission.ENTER if job.actor_id == actor.id else Permission.MANAGE)
        return job

    def cancel(self, actor: Actor, job_id: int) -> Job:
        """Stop a job before its next chunk; what it did stays. One that has ended stays as it is.

        Who started it may, and a manager. Raises `NotFound` and `NotAllowed`.
        """
        self.get(actor, job_id)
        jobs.ask_to_stop(self.uow, job_id)
        return jobs.get(self.uow, job_id)
