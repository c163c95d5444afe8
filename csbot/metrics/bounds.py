"""Alarms in the log, for whoever has no Prometheus: the queue is old, or deliveries were given up."""

import asyncio
from concurrent.futures import Executor
from dataclasses import dataclass, field
from datetime import timedelta

import structlog
from sqlalchemy.exc import SQLAlchemyError

from csbot.clock import Clock
from csbot.domain.errors import Busy
from csbot.storage.queues import Queues, look
from csbot.storage.real_time import real_time
from csbot.storage.unit_of_work import Database

log = structlog.get_logger()
LOOK_EVERY_S = 30.0
OLDEST = timedelta(minutes=5)  # what is due goes out within seconds, or Slack or the database has been in the way


@dataclass(slots=True)
class Bounds:
    """Looks every half minute, and says what crossed a bound once, and once when it is over."""

    database: Database
    clock: Clock
    executor: Executor
    _is_old: bool = False
    _dead: int | None = field(default=None)

    async def follow(self) -> None:
        """Look until cancelled. A database that does not answer is said by those who need it."""
        while True:
            try:
                found = await asyncio.get_running_loop().run_in_executor(self.executor, self._look)
            except (Busy, SQLAlchemyError):
                pass
            else:
                self.judge(found)
            await asyncio.sleep(LOOK_EVERY_S)

    def judge(self, found: Queues) -> None:
        """Log what is new in a state."""
        oldest = max(found.oldest.values())
        if (oldest > OLDEST) is not self._is_old:
            self._is_old = not self._is_old
            say = log.error if self._is_old else log.info
            say(
                "queue_is_old" if self._is_old else "queue_is_well",
                oldest_s=round(oldest.total_seconds()),
                bound_s=round(OLDEST.total_seconds()),
                lanes_paused=found.lanes_paused,
            )
        dead = sum(found.dead.values())
        if self._dead is not None and dead > self._dead:
            log.error("deliveries_given_up", new=dead - self._dead, all=dead, codes=dict(found.dead))
        self._dead = dead

    def _look(self) -> Queues:
        with self.database.read() as connection:
            return look(connection, real_time(connection, self.clock), self.clock.now())
