"""Whether a process may be sent work: what /readyz answers."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass, field

from sqlalchemy.exc import SQLAlchemyError

from csbot.patience import within
from csbot.storage.disk import has_room, is_there
from csbot.storage.migrations import Watch
from csbot.storage.unit_of_work import Database

ANSWER_S = 1.5  # who asks gives up after two seconds, and asks again


@dataclass(slots=True)
class Readiness:
    """Ready: the database answers and has room, its schema is this version's, Slack is connected, its team is known
    where there is a token, and the process is not ending.

    `executor` asks the database; `listens` says whether Slack can reach this process as far as it knows; `knows_team`
    whether what people do can be told a workspace: before that it would be refused. `reason`: why the last answer was
    no.
    """

    database: Database
    executor: Executor
    listens: Callable[[], bool]
    knows_team: Callable[[], bool]
    ending: bool = False
    reason: str = ""
    watch: Watch = field(init=False)

    def __post_init__(self) -> None:
        self.watch = Watch(self.database.engine)

    async def __call__(self) -> bool:
        if unfit := self._unfit():
            self.reason = unfit
            return False
        try:
            async with asyncio.timeout(ANSWER_S):
                self.reason = await asyncio.get_running_loop().run_in_executor(self.executor, self._trouble)
        except TimeoutError:  # no thread was free, or the database stands still
            self.reason = "the database does not answer"
        return not self.reason

    def _unfit(self) -> str:
        """What is wrong with the process, a clause; empty when nothing is."""
        if self.ending:
            return "csbot is ending"
        if not self.listens():
            return "Slack is not connected"
        return "" if self.knows_team() else "Slack has not told yet which team this is"

    def _trouble(self) -> str:
        """What is wrong with the database, a clause; empty when nothing is."""
        try:
            with within(ANSWER_S):
                if not is_there(self.database):
                    return "the database's file is gone"
                return self.watch.look().reason or ("" if has_room(self.database) else "the database's disk is full")
        except (SQLAlchemyError, OSError):  # unreachable, out of connections, or no database of csbot's
            return "the database does not answer"
