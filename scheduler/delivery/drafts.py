"""Rendering for many sends at once: those that ask in the same moment share a thread and a reading transaction.

One of each per message cost more than half of rendering it; several threads at once only take turns at Python.
"""

import asyncio
from collections.abc import Sequence
from concurrent.futures import Executor

from csbot.clock import Clock
from csbot.domain.deliveries import Delivery, Outcome
from csbot.domain.errors import Busy
from csbot.storage.unit_of_work import Database
from scheduler.delivery.rendering import Message, prepare

TOGETHER = 16  # few enough that what is urgent does not wait long behind them

Prepared = Message | Outcome
Asked = tuple[Delivery, asyncio.Future[Prepared]]


class Drafts:
    """Prepares messages in the background. Belongs to one event loop."""

    def __init__(self, database: Database, clock: Clock, executor: Executor) -> None:
        self._database = database
        self._clock = clock
        self._executor = executor
        self._asked: list[Asked] = []
        self._working: set[asyncio.Task[None]] = set()

    async def prepare(self, delivery: Delivery) -> Prepared:
        """As `rendering.prepare`; raises `Busy` and whatever a bug raises."""
        loop = asyncio.get_running_loop()
        if not self._asked:
            loop.call_soon(self._begin)
        answer: asyncio.Future[Prepared] = loop.create_future()
        self._asked.append((delivery, answer))
        return await answer

    def _begin(self) -> None:
        asked, self._asked = sorted(self._asked, key=lambda one: one[0].urgency), []
        for start in range(0, len(asked), TOGETHER):
            work = asyncio.get_running_loop().create_task(self._work(asked[start : start + TOGETHER]))
            self._working.add(work)
            work.add_done_callback(self._working.discard)

    async def _work(self, asked: Sequence[Asked]) -> None:
        wanted = [delivery for delivery, _ in asked]
        found = await asyncio.get_running_loop().run_in_executor(self._executor, self._prepare_all, wanted)
        for (_, answer), prepared in zip(asked, found, strict=True):
            if answer.done():
                continue
            if isinstance(prepared, Exception):
                answer.set_exception(prepared)
            else:
                answer.set_result(prepared)

    def _prepare_all(self, wanted: Sequence[Delivery]) -> Sequence[Prepared | Exception]:
        """Together; when one of them fails, each for itself, so that the others don't."""
        now = self._clock.now()
        try:
            with self._database.read() as connection:
                return prepare(connection, wanted, now)
        except Busy as busy:
            return [busy] * len(wanted)
        except Exception as error:
            if len(wanted) == 1:
                return [error]
        return [prepared for delivery in wanted for prepared in self._prepare_all([delivery])]
