"""Telling how a job goes: one direct message that changes, as often as Slack likes messages to change."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from blocks.jobs import job_progress
from blocks.screens import Shown
from csbot.domain.deliveries import NewDelivery, Op, Urgency
from csbot.domain.jobs import JOB_PROGRESS, Job
from csbot.domain.members import Member
from csbot.domain.records import read_id
from csbot.storage import deliveries, jobs
from csbot.storage.unit_of_work import UnitOfWork
from scheduler.registry import notification

AT_MOST_EVERY = timedelta(seconds=2)  # chat.update is worth fifty a minute


def tell(uow: UnitOfWork, job: Job, real: datetime) -> bool:
    """Have the job's message changed, if that is due; its end always is. What waits to be said is said anew then."""
    told = jobs.tell(uow.connection, job, real, real if job.state.has_ended else real - AT_MOST_EVERY)
    if told is None:
        return False
    deliveries.supersede(uow, job.key)
    change = NewDelivery(
        workspace_id=job.workspace_id,
        dedup_key=f"{job.key}:{told.told}",
        kind=JOB_PROGRESS,
        recipient_id=job.actor_id,
        urgency=Urgency.INTERACTIVE,
        args={"job": str(job.id)},
        op=Op.UPDATE,
        target_key=job.key,
    )
    deliveries.enqueue(uow.connection, [change], real)
    return True


@notification(JOB_PROGRESS)
def progress(uow: UnitOfWork, _member: Member, args: Mapping[str, str], _now: datetime) -> Shown[Job]:
    """The job as it stands."""
    return Shown(job_progress, jobs.get(uow, read_id(args["job"])))
