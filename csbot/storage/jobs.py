"""Jobs as rows: claimed under a lease, gone on with in chunks that commit their cursor (architecture, decision 7).

All instants are real time: `csbot.storage.real_time`.
"""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, exists, insert, or_, select, update

from csbot.domain.deliveries import Lease
from csbot.domain.errors import NotFound
from csbot.domain.jobs import Job, JobKind, JobState, Step
from csbot.storage.chunks import delete_chunk
from csbot.storage.tables.jobs import jobs
from csbot.storage.unit_of_work import UnitOfWork

COLUMNS = (
    jobs.c.id,
    jobs.c.workspace_id,
    jobs.c.kind,
    jobs.c.args,
    jobs.c.actor_id,
    jobs.c.state,
    jobs.c.cursor,
    jobs.c.done,
    jobs.c.total,
    jobs.c.result,
    jobs.c.cancel_requested,
    jobs.c.told,
)
OPEN = jobs.c.ended_at.is_(None)


def add(
    uow: UnitOfWork,
    kind: JobKind,
    actor_id: int,
    real: datetime,
    total: int,
    args: Mapping[str, int | str] | None = None,
) -> Job:
    """A new job, to be begun at once. `total`: how many things it has to do."""
    row = {
        "workspace_id": uow.workspace_id,
        "kind": kind,
        "args": args or {},
        "actor_id": actor_id,
        "total": total,
        "told_at": real,
        "created_at": real,
    }
    return _job(uow.connection.execute(insert(jobs).values(row).returning(*COLUMNS)).one())


def get(uow: UnitOfWork, job_id: int) -> Job:
    """The job; raises `NotFound`."""
    where = (jobs.c.workspace_id == uow.workspace_id, jobs.c.id == job_id)
    row = uow.connection.execute(select(*COLUMNS).where(*where)).one_or_none()
    if row is None:
        raise NotFound(noun="job", number=job_id)
    return _job(row)


def find_open(uow: UnitOfWork, kind: JobKind) -> Job | None:
    """The workspace's job of a kind that has not ended, if there is one."""
    where = (jobs.c.workspace_id == uow.workspace_id, jobs.c.kind == kind, OPEN)
    row = uow.connection.execute(select(*COLUMNS).where(*where).order_by(jobs.c.id).limit(1)).one_or_none()
    return None if row is None else _job(row)


def list_open(uow: UnitOfWork, kinds: Collection[JobKind]) -> list[Job]:
    """The workspace's jobs of these kinds that have not ended."""
    where = (jobs.c.workspace_id == uow.workspace_id, jobs.c.kind.in_(kinds), OPEN)
    return [_job(row) for row in uow.connection.execute(select(*COLUMNS).where(*where).order_by(jobs.c.id))]


def ask_to_stop(uow: UnitOfWork, job_id: int) -> None:
    """Let the job end before its next chunk; one that has ended stays as it is."""
    mine = (jobs.c.workspace_id == uow.workspace_id, jobs.c.id == job_id, OPEN)
    uow.connection.execute(update(jobs).where(*mine).values(cancel_requested=True))


def is_any_waiting(connection: Connection, real: datetime) -> bool:
    """Whether `claim` would find a job."""
    return bool(connection.execute(select(exists().where(*_claimable(real)))).scalar_one())


def claim(connection: Connection, real: datetime, lease: Lease) -> Job | None:
    """The oldest job that nobody works at, put under the lease."""
    waiting = select(jobs.c.id).where(*_claimable(real)).order_by(jobs.c.id).limit(1)
    job_id = connection.execute(waiting.with_for_update(skip_locked=True)).scalar_one_or_none()
    if job_id is None:
        return None
    held = {"state": JobState.RUNNING, "lease_token": lease.token, "lease_until": lease.until}
    return _job(connection.execute(update(jobs).where(jobs.c.id == job_id).values(held).returning(*COLUMNS)).one())


def hold(connection: Connection, job_id: int, token: str) -> Job | None:
    """The job, held until the transaction ends, if the lease is still ours."""
    mine = select(*COLUMNS).where(jobs.c.id == job_id, jobs.c.lease_token == token, OPEN)
    row = connection.execute(mine.with_for_update()).one_or_none()
    return None if row is None else _job(row)


def advance(connection: Connection, job: Job, step: Step, lease: Lease) -> Job:
    """Write down what a chunk did, in the chunk's own transaction, and renew the lease."""
    result = {**job.result, **{name: int(job.result.get(name, 0)) + n for name, n in step.counts.items()}}
    values = {"done": job.done + step.done, "result": result, "lease_until": lease.until}
    if step.cursor is not None:
        values["cursor"] = dict(step.cursor)
    return _change(connection, job, values)


def end(connection: Connection, job: Job, state: JobState, real: datetime, reference: str = "") -> Job:
    """The job is over. `reference`: of a bug's log entry."""
    result = {**job.result, "reference": reference} if reference else dict(job.result)
    return _change(connection, job, {"state": state, "ended_at": real, "result": result, "lease_token": None})


def give_back(connection: Connection, job_id: int, token: str) -> None:
    """Somebody else may go on with it at once."""
    mine = update(jobs).where(jobs.c.id == job_id, jobs.c.lease_token == token, OPEN)
    connection.execute(mine.values(state=JobState.WAITING, lease_token=None, lease_until=None))


def take_back(connection: Connection) -> int:
    """End all leases: for the only process of a database when it starts. Returns how many."""
    leased = update(jobs).where(jobs.c.lease_token.is_not(None), OPEN)
    return connection.execute(leased.values(state=JobState.WAITING, lease_token=None, lease_until=None)).rowcount


def tell(connection: Connection, job: Job, real: datetime, before: datetime) -> Job | None:
    """Count one more change of the job's message, unless the last one came later than `before`."""
    due = update(jobs).where(jobs.c.id == job.id, jobs.c.told_at <= before)
    row = connection.execute(due.values(told=jobs.c.told + 1, told_at=real).returning(*COLUMNS)).one_or_none()
    return None if row is None else _job(row)


def remove_old(connection: Connection, before: datetime) -> int:
    """Forget a chunk of the jobs that ended before the instant. Returns how many."""
    return delete_chunk(connection, jobs, jobs.c.ended_at < before)


def _claimable(real: datetime) -> tuple[Any, ...]:
    return OPEN, or_(jobs.c.lease_token.is_(None), jobs.c.lease_until <= real)


def _change(connection: Connection, job: Job, values: Mapping[str, Any]) -> Job:
    changed = update(jobs).where(jobs.c.id == job.id).values(values).returning(*COLUMNS)
    return _job(connection.execute(changed).one())


def _job(row: Row[*tuple[Any, ...]]) -> Job:
    return Job(*row)
