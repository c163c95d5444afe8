"""The workshop: goes on with one job at a time, chunk by chunk, each in a transaction of its own.

A process that dies leaves its job to others when the lease ends; the cursor says where they begin. An errand, which no
transaction can hold, keeps its lease with every beat, and begins anew.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Event
from uuid import uuid4

import structlog

from csbot.clock import Clock
from csbot.domain.deliveries import Lease
from csbot.domain.errors import Busy
from csbot.domain.jobs import Job, JobState, Step, Stopped
from csbot.domain.permissions import denial
from csbot.storage import jobs, members
from csbot.storage.real_time import real_time
from csbot.storage.unit_of_work import Database, UnitOfWork
from scheduler.jobs import fast_properties, replays
from scheduler.jobs.progress import tell
from scheduler.jobs.registry import ERRANDS, JOBS, Errand

__all__ = ["Workshop", "fast_properties", "replays"]

log = structlog.get_logger()

LEASE_FOR = timedelta(seconds=30)
ALL = 100  # percent of an errand


@dataclass(slots=True)
class Workshop:
    """One process's. `told`: called when a job's message has something new to say. Blocks: runs in the background."""

    database: Database
    clock: Clock
    worker: str
    told: Callable[[], None]
    lease_for: timedelta = LEASE_FOR
    _closing: Event = field(default_factory=Event)
    _recovered: bool = False

    def work(self) -> None:
        """Do what there is; returns when nothing waits, or after `close`. Raises `Busy`."""
        if not self._recovered:
            self._recover()
        while not self._closing.is_set() and (claimed := self._claim()):
            self._finish(*claimed)

    def close(self) -> None:
        """Begin no other chunk, and give the job back."""
        self._closing.set()

    def _recover(self) -> None:
        """Before the first work: on SQLite, which has one serving process, no lease can be anybody's any more."""
        if self.database.engine.dialect.name == "sqlite":
            with self.database.write() as connection:
                jobs.take_back(connection)
        self._recovered = True

    def _claim(self) -> tuple[Job, str] | None:
        with self.database.read() as connection:
            if not jobs.is_any_waiting(connection, real_time(connection, self.clock)):
                return None
        with self.database.write() as connection:
            lease = self._lease(uuid4().hex, real_time(connection, self.clock))
            job = jobs.claim(connection, lease.until - self.lease_for, lease)
        return None if job is None else (job, lease.token)

    def _finish(self, job: Job, token: str) -> None:
        try:
            if job.kind in ERRANDS:
                self._run(ERRANDS[job.kind].errand, job, token)
                return
            while not self._closing.is_set():
                if not self._chunk(job, token):
                    return
        except Busy:
            raise
        except Stopped:
            pass
        except Exception as error:
            self._fail(job, token, error)
            return
        with self.database.write() as connection:
            jobs.give_back(connection, job.id, token)

    def _chunk(self, job: Job, token: str) -> bool:
        """One transaction; False when there is no next one."""
        with self.database.write() as connection:
            known = jobs.hold(connection, job.id, token)
            if known is None:
                return False
            uow, real = UnitOfWork(connection, known.workspace_id), real_time(connection, self.clock)
            after = self._stopped(uow, known, real) or self._gone_on(uow, known, real, self._lease(token, real))
            news = tell(uow, after, real)
        if news:
            self.told()
        return not after.state.has_ended

    def _run(self, errand: Errand, job: Job, token: str) -> None:
        """All of an errand; raises `Stopped` when it was told to stop, by whomever."""

        def beat(percent: int) -> bool:
            return self._beat(job, token, percent)

        if not beat(0):
            raise Stopped()
        counts = errand(self.database, job, self.clock.now(), beat)
        with self.database.write() as connection:
            known = jobs.hold(connection, job.id, token)
            if known is None:
                return
            uow, real = UnitOfWork(connection, known.workspace_id), real_time(connection, self.clock)
            step = Step(ALL - known.done, None, counts)
            after = jobs.advance(connection, known, step, self._lease(token, real))
            tell(uow, jobs.end(connection, after, JobState.DONE, real), real)
        self.told()

    def _beat(self, job: Job, token: str, percent: int) -> bool:
        """Keep the lease and tell how far it is; whether to go on. A busy database is no reason not to."""
        if self._closing.is_set():
            return False
        try:
            with self.database.write() as connection:
                known = jobs.hold(connection, job.id, token)
                if known is None:
                    return False
                uow, real = UnitOfWork(connection, known.workspace_id), real_time(connection, self.clock)
                step = Step(percent - known.done, None)
                after = self._stopped(uow, known, real) or jobs.advance(
                    connection, known, step, self._lease(token, real)
                )
                news = tell(uow, after, real)
        except Busy:
            return True
        if news:
            self.told()
        return not after.state.has_ended

    def _stopped(self, uow: UnitOfWork, job: Job, real: datetime) -> Job | None:
        """The job, ended, when somebody asked for that or its actor may not do it any more (workspace A5)."""
        actor = members.get(uow, job.actor_id).as_actor()
        permission = (ERRANDS.get(job.kind) or JOBS[job.kind]).permission
        if job.cancel_requested or denial(actor, permission):
            return jobs.end(uow.connection, job, JobState.CANCELLED, real)
        return None

    def _gone_on(self, uow: UnitOfWork, job: Job, real: datetime, lease: Lease) -> Job:
        step = JOBS[job.kind].chunk(uow, job, self.clock.now(), real)
        after = jobs.advance(uow.connection, job, step, lease)
        return after if step.cursor is not None else jobs.end(uow.connection, after, JobState.DONE, real)

    def _fail(self, job: Job, token: str, error: Exception) -> None:
        reference = uuid4().hex[:8]
        log.error("job_failed", reference=reference, job=job.id, kind=job.kind, exc_info=error)
        with self.database.write() as connection:
            known = jobs.hold(connection, job.id, token)
            if known is not None:
                real = real_time(connection, self.clock)
                uow = UnitOfWork(connection, known.workspace_id)
                tell(uow, jobs.end(connection, known, JobState.FAILED, real, reference), real)
        self.told()

    def _lease(self, token: str, real: datetime) -> Lease:
        return Lease(token, self.worker, real + self.lease_for)
