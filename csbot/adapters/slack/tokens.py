"""The bot tokens: the one of the environment, and those of the teams that csbot was installed in with OAuth."""

import asyncio
from collections.abc import Sequence
from concurrent.futures import Executor

import structlog
from sqlalchemy.exc import SQLAlchemyError

from csbot.domain.errors import Busy
from csbot.storage.crypto import Unsealable, Vault
from csbot.storage.installations import list_tokens
from csbot.storage.unit_of_work import Database

log = structlog.get_logger()
LOAD_EVERY_S = 30.0  # until another process knows of an installation


class Tokens:
    """A token for each workspace, kept in memory. `given`: the environment's, for the one workspace without OAuth."""

    def __init__(self, database: Database, vault: Vault | None, given: str) -> None:
        self._database = database
        self._vault = vault
        self._given = given
        self._own: dict[int, str] = {}

    def of(self, workspace_id: int) -> str:
        """The workspace's token; empty when there is none, which Slack then says."""
        return self._own.get(workspace_id, self._given)

    def workspaces(self) -> Sequence[int]:
        """Whose tokens there are; 0 stands for the environment's."""
        return [*([0] if self._given else []), *self._own]

    def load(self) -> None:
        """Read what is stored. Blocks."""
        if self._vault is None:
            return
        with self._database.read() as connection:
            sealed = list_tokens(connection)
        found = {}
        for workspace_id, token in sealed.items():
            try:
                found[workspace_id] = self._vault.open(token)
            except Unsealable:
                log.error("token_unreadable", workspace=workspace_id, advice="CSBOT_SECRET_KEY lacks its key")
        self._own = found

    async def follow(self, executor: Executor) -> None:
        """Load again and again, until cancelled."""
        while True:
            await asyncio.sleep(LOAD_EVERY_S)
            try:
                await asyncio.get_running_loop().run_in_executor(executor, self.load)
            except (Busy, SQLAlchemyError) as problem:
                log.warning("tokens_not_read", problem=type(problem).__name__)
