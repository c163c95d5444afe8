"""Whether a process may be sent work: what /readyz answers."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass

from sqlalchemy.exc import SQLAlchemyError

from csbot.storage.migrations import is_current
from csbot.storage.unit_of_work import Database


@dataclass(slots=True)
class Readiness:
    """Ready: the database answers, its schema is this version's, Slack is connected, its team is known where there is a
    token, and the process is not ending.

    `executor` asks the database; `listens` says whether Slack can reach this process as far as it knows; `knows_team`
    whether what people do can be told a workspace: before that it would be refused.
    """

    database: Database
    executor: Executor
    listens: Callable[[], bool]
    knows_team: Callable[[], bool]
    ending: bool = False

    async def __call__(self) -> bool:
        if self.ending or not self.listens() or not self.knows_team():
            return False
        return await asyncio.get_running_loop().run_in_executor(self.executor, self._has_current_schema)

    def _has_current_schema(self) -> bool:
        try:
            return is_current(self.database.engine)
        except SQLAlchemyError:  # unreachable, out of connections, or no database of csbot's
            return False
