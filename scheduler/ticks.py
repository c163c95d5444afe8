"""A tick: a piece of the schedule's work, run in the background pool, one at a time, that outlives its failures."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Executor

from scheduler.outages import Outage


class Tick:
    """Work that is done again and again. `work` blocks; what it raises is logged once per outage and tried again."""

    def __init__(self, name: str, work: Callable[[], object], executor: Executor) -> None:
        self._work = work
        self._executor = executor
        self._outage = Outage(name)
        self._asked = False
        self._running = False
        self._tasks: set[asyncio.Task[None]] = set()

    async def run(self) -> None:
        """Do the work; when it is being done, once more after that, since what is new may have been missed."""
        self._asked = True
        if self._running:
            return
        self._running = True
        try:
            while self._asked:
                self._asked = False
                await self._once()
        finally:
            self._running = False

    def ask(self) -> None:
        """`run`, without waiting for it."""
        task = asyncio.get_running_loop().create_task(self.run())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def stop(self) -> None:
        """Give up what was asked for; a transaction that has begun ends by itself."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _once(self) -> None:
        try:
            await asyncio.get_running_loop().run_in_executor(self._executor, self._work)
        except Exception as error:
            await self._outage.rest(error)
        else:
            self._outage.over()
