"""Sending again all that was given up (workspace N6)."""

from datetime import datetime

from csbot.domain.jobs import Job, JobKind, Step
from csbot.domain.permissions import Permission
from csbot.storage import undelivered
from csbot.storage.unit_of_work import UnitOfWork
from scheduler.jobs.registry import job

CHUNK = 500


@job(JobKind.REPLAY_DELIVERIES, Permission.MANAGE)
def replay(uow: UnitOfWork, job: Job, now: datetime, real: datetime) -> Step:
    """The next ones by id. One that dies again meanwhile lies behind the cursor and stays dead."""
    ids = undelivered.list_dead(uow, job.cursor.get("id", 0), CHUNK)
    waiting, late = undelivered.replay(uow, ids, now, real) if ids else (0, 0)
    cursor = {"id": ids[-1]} if len(ids) == CHUNK else None
    return Step(len(ids), cursor, {"waiting": waiting, "late": late})
