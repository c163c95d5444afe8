"""`csbot demo` in a folder of its own, as the tests meet it."""

from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Row, Select, select

from csbot.clock import Clock
from csbot.domain.tasks import TaskStatus
from csbot.storage.engine import open_engine
from csbot.storage.tables.records import tasks
from csbot.storage.unit_of_work import Database
from tests import slack_requests
from tests.acceptance.people import TEAM, Slack
from tests.acceptance.programs import CSBOT, Program, running

SECRET = "the secret that the test and the demo share"
SAID = "csbot demo: "


@dataclass
class Demo:
    """A demo that answers."""

    program: Program
    url: str
    slack: Slack
    data: Path

    @property
    def database_url(self) -> str:
        return f"sqlite:///{self.data / 'csbot.db'}"

    def rows(self, query: Select[Any]) -> Sequence[Row[Any]]:
        """What is in its database now."""
        database = Database(open_engine(self.database_url))
        try:
            with database.read() as connection:
                return connection.execute(query).all()
        finally:
            database.close()

    def task(self, task_id: int | str) -> tuple[TaskStatus, int]:
        """Its status and its version."""
        [row] = self.rows(select(tasks.c.status, tasks.c.version).where(tasks.c.id == int(task_id)))
        return row.status, row.version

    async def post(self, body: bytes, secret: str = SECRET, added: bytes = b"") -> tuple[int, bytes]:
        """A request from outside, signed as Slack signs; the status and the body that it is answered with.

        `added` is what somebody appends to it on the way.
        """
        headers = slack_requests.signed(body, Clock().real_now(), secret=secret)
        answer = await self.slack.http.post("/slack/events", content=body + added, headers=headers)
        return answer.status_code, answer.content

    async def press(self, user: str, action: dict[str, Any], place: dict[str, Any], trigger: str) -> tuple[int, bytes]:
        """A signed press."""
        return await self.post(slack_requests.interaction(slack_requests.press(user, action, place, trigger, TEAM)))


def program_in(folder: Path, csbot: Sequence[str | Path] = (CSBOT,)) -> AbstractAsyncContextManager[Program]:
    """A demo with its data in `folder`, that may not be up yet."""
    command = (*csbot, "demo", "--no-browser", "--port", "0", "--data", "data")
    return running(folder, *command, SLACK_SIGNING_SECRET=SECRET)


@asynccontextmanager
async def demo_in(folder: Path, csbot: Sequence[str | Path] = (CSBOT,)) -> AsyncIterator[Demo]:
    """The same, ready."""
    async with program_in(folder, csbot) as program:
        await program.has_said(SAID)
        url = program.said.partition(SAID)[2].split()[0]
        await program.answers(f"{url}/readyz")
        slack = Slack.at(url)
        yield Demo(program, url, slack, folder / "data")
        await slack.http.aclose()
