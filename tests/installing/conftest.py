"""csbot as one that is installed with OAuth in a local Slack, and the browser of who does it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from sqlalchemy import select

from csbot.bootstrap import Csbot, build
from csbot.clock import Clock
from csbot.playground import Playground, PlaygroundConfig, create_playground
from csbot.settings import Settings
from csbot.storage.tables.installations import installations
from tests.playground.serving import served
from tests.slack_requests import SECRET

KEY = "k" * 32
HERE = "http://csbot.test"


@dataclass
class Browser:
    """Goes where it is sent, with its cookies."""

    bot: Csbot
    slack: Playground
    http: httpx.AsyncClient

    async def begin(self) -> str:
        """Where Slack sends it back to, once somebody agreed there."""
        to_slack = await self.http.get("/slack/install")
        assert to_slack.status_code in (302, 307)
        async with httpx.AsyncClient() as outside:
            back = await outside.get(to_slack.headers["location"])
        assert back.status_code == 302, back.text
        address = urlsplit(back.headers["location"])
        assert f"{address.scheme}://{address.netloc}" == HERE
        return f"{address.path}?{address.query}"

    async def install(self) -> httpx.Response:
        return await self.http.get(await self.begin())

    def rows(self) -> list[Any]:
        with self.bot.database.read() as connection:
            return list(connection.execute(select(installations)))


OWN = "the team's own"


@asynccontextmanager
async def browsing(database_url: str, folder: Path, named: str = "", admin_email: str = "") -> AsyncIterator[Browser]:
    """csbot with OAuth, whose operator named that Slack team, `OWN` for the one of the local Slack."""
    slack = create_playground(PlaygroundConfig(folder / "slack", SECRET, "", "", client_id="1.1", client_secret="s"))
    async with served(slack.app) as url:
        settings = Settings(
            database_url=database_url, slack_api_url=f"{url}/api/", base_url=HERE, secret_key=KEY,
            slack_team_id=slack.team.id if named == OWN else named, admin_email=admin_email,
            SLACK_SIGNING_SECRET=SECRET, SLACK_CLIENT_ID="1.1", SLACK_CLIENT_SECRET="s",
        )  # fmt: skip
        bot = build(settings, Clock())
        transport = httpx.ASGITransport(app=bot.app())
        async with httpx.AsyncClient(transport=transport, base_url=HERE) as http:
            yield Browser(bot, slack, http)
        await bot.stop()


@pytest.fixture
async def browser(sqlite_url: str, tmp_path: Path) -> AsyncIterator[Browser]:
    async with browsing(sqlite_url, tmp_path) as one:
        yield one
