"""Whether a process may be sent work: what /readyz answers."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass

from sqlalchemy.exc import SQLAlchemyError

from csbot.patience import within
from csbot.storage.migrations import is_current
from csbot.storage.unit_of_work import Database

ANSWER_S = 1.5  # who asks gives up after two seconds, and asks again


@dataclass(slots=True)
class Readiness:
    """Ready: the database answers, its schema is this version's, Slack is connected, and the process is not ending.

    `executor` asks the database; `listens` says whether Slack can reach this process as far as it knows.
    """

    database: Database
    executor: Executor
    listens: Callable[[], bool]
    ending: bool = False

    async def __call__(self) -> bool:
        if self.ending or not self.listens():
            return False
        try:
            async with asyncio.timeout(ANSWER_S):
                return await asyncio.get_running_loop().run_in_executor(self.executor, self._has_current_schema)
        except TimeoutError:  # no thread was free, or the database stands still
            return False

    def _has_current_schema(self) -> bool:
        try:
            with within(ANSWER_S):
                return is_current(self.database.engine)
        except SQLAlchemyError:  # unreachable, out of connections, or no database of csbot's
            return False
