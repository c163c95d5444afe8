"""The runner: the process's schedule and its delivery loop, started and stopped together.

APScheduler is only the metronome: it keeps nothing, and every process has its own. What is due stands in tables,
and row locks and unique keys see to it that each thing happens once, however many processes tick.
"""

import asyncio
import logging
from concurrent.futures import Executor
from datetime import UTC, timedelta
from os import getpid
from socket import gethostname

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from csbot.clock import Clock
from csbot.services.ports import Slack
from csbot.storage.unit_of_work import Database
from scheduler.alarms import ring_due
from scheduler.delivery.loop import DeliveryLoop, Ended
from scheduler.delivery.pace import USUAL, Pace
from scheduler.delivery.sending import Sender
from scheduler.delivery.turns import Turns
from scheduler.housekeeping import tidy
from scheduler.jobs.workshop import Workshop
from scheduler.news import tell_due
from scheduler.planner import free_held, plan
from scheduler.ticks import Tick

logging.getLogger("apscheduler").setLevel(logging.WARNING)  # it would log every tick

PLAN_EVERY = timedelta(seconds=2)
JOBS_EVERY = timedelta(seconds=1)
TIDY_EVERY = timedelta(hours=1)


class Runner:
    """One process's part of the schedule. All methods but `wake` belong to the event loop that called `start`.

    `executor` is the background pool: planning, turns and rendering run there, never in asyncio's default one.
    `ended` hears of every attempt to deliver that ended; `erases_revoked`: as in `Turns`.
    """

    def __init__(
        self, database: Database, clock: Clock, slack: Slack, executor: Executor, ended: Ended | None = None,
        pace: Pace = USUAL, erases_revoked: bool = False,
    ) -> None:  # fmt: skip
        worker = f"{gethostname()}:{getpid()}"[:80]
        turns = Turns(database, clock, worker, pace.lease_for, erases_revoked)
        self.delivery = DeliveryLoop(turns, Sender(database, clock, slack, executor, pace), executor, ended=ended)
        self._workshop = Workshop(database, clock, worker, self.delivery.wake)
        self._jobs = Tick("jobs", self._workshop.work, executor)
        self._plan = Tick("planning", lambda: self._planned(database, clock), executor)
        self._tidy = Tick("housekeeping", lambda: tidy(database, clock), executor)
        self._metronome = AsyncIOScheduler(
            timezone=UTC, job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
        )
        self._loop: asyncio.AbstractEventLoop | None = None

    def start(self) -> None:
        """Begin to plan and deliver."""
        self._loop = asyncio.get_running_loop()
        self.delivery.start()
        self._every(PLAN_EVERY, self._plan)
        self._every(TIDY_EVERY, self._tidy)
        self._every(JOBS_EVERY, self._jobs)
        self._metronome.start()
        self.wake()

    def wake(self) -> None:
        """Look now for what is due: after deliveries were written or the clock travelled. From any thread."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._plan.ask)
            self._loop.call_soon_threadsafe(self._jobs.ask)
        self.delivery.wake()

    async def stop(self, timeout_s: float) -> None:
        """Plan nothing more, let sends finish for up to `timeout_s`, and give their leases back."""
        if self._metronome.running:
            self._metronome.pause()
            await asyncio.sleep(0)  # a beat that has just begun ends: cut off, it would be reported as failed
            self._metronome.shutdown(wait=False)
        await self._plan.stop()
        await self._tidy.stop()
        self._workshop.close()
        await self._jobs.stop()
        await self.delivery.drain(timeout_s)

    def _every(self, interval: timedelta, tick: Tick) -> None:
        async def beat() -> None:  # asks only: a job that is at work when APScheduler shuts down is reported as failed
            tick.ask()

        self._metronome.add_job(beat, IntervalTrigger(seconds=int(interval.total_seconds()), timezone=UTC))

    def _planned(self, database: Database, clock: Clock) -> None:
        planned = plan(database, clock) + ring_due(database, clock) + tell_due(database, clock)
        if planned + free_held(database, clock):
            self.delivery.wake()
