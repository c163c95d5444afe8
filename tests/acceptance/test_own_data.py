"""A team's own data: an empty database, people let in, CSV files imported, a bot beside a Slack (workspace A4, I1)."""

import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from csbot.clock import Clock
from tests.acceptance.people import MARCUS, OLIVER, SOFIE, Slack, titles
from tests.acceptance.programs import CSBOT, Program, finished, running
from tests.loaded import command
from tests.ports import free_port

pytestmark = pytest.mark.waiting(first=True)

SECRET = "the secret of the own-data test"
TITLES = {SOFIE: {"Ring til Ærø & Søn", "Send <offer>"}, MARCUS: {"Plan the roll-out", "Ask *why*"}}


def files(folder: Path) -> None:
    """Three exports; the tasks are overdue in every zone, one is far ahead."""
    today = Clock().now().date()
    overdue, ahead = today - timedelta(days=4), today + timedelta(days=90)
    (folder / "companies.csv").write_text(
        f"Company name,Company owner,Domain\nÆrø & Søn A/S,{SOFIE.email},aeroe.example\nBig Corp,{MARCUS.email},\n"
    )
    (folder / "contacts.csv").write_text(
        "First name,Last name,Email,Company\n"
        "Åse,Holm,aase@aeroe.example,Ærø & Søn A/S\nJohn,Doe,john@big.example,Big Corp\n"
    )
    (folder / "tasks.csv").write_text(
        "Title,Due date,Assigned to,Company\n"
        f"Ring til Ærø & Søn,{overdue},{SOFIE.email},Ærø & Søn A/S\n"
        f"Send <offer>,{overdue},{SOFIE.email},\n"
        f"Plan the roll-out,{overdue},{MARCUS.email},Big Corp\n"
        f"Ask *why*,{overdue},{MARCUS.email},Big Corp\n"
        f"Far ahead,{ahead},{MARCUS.email},Big Corp\n"
    )


@dataclass
class Site:
    """One installation: a folder with settings, where commands are typed."""

    folder: Path
    settings: dict[str, str]
    slack_url: str
    bot_url: str
    command: Sequence[str | Path] = (CSBOT,)

    async def csbot(self, *words: str) -> str:
        done = await finished(self.folder, *self.command, *words, **self.settings)
        assert done.code == 0, done.said
        return done.said

    async def let_people_in(self) -> None:
        await self.csbot("people", "add", SOFIE.email, "--permission", "super_admin", "--team", "Nordics")
        await self.csbot("people", "add", MARCUS.email, "--lead", SOFIE.email)
        assert "2 new" in await self.csbot("import", "companies", "companies.csv")
        assert "2 new" in await self.csbot("import", "contacts", "contacts.csv")
        assert "5 new" in await self.csbot("import", "tasks", "tasks.csv")

    @asynccontextmanager
    async def serving(self) -> AsyncIterator[tuple[Program, Slack]]:
        """The local Slack, started alone, and the bot."""
        port = self.slack_url.rpartition(":")[2]
        alone = [
            sys.executable, "-m", "csbot.playground", "--port", port, "--data", "slack",
            "--app-url", f"{self.bot_url}/slack/events", "--ack-seconds", "30",
        ]  # fmt: skip
        async with running(self.folder, *alone, SLACK_SIGNING_SECRET=SECRET) as playground:
            await playground.answers(f"{self.slack_url}/api/api.test")
            async with running(self.folder, CSBOT, "run", **self.settings) as bot:
                await bot.answers(f"{self.bot_url}/readyz")
                slack = Slack.at(self.slack_url)
                await slack.is_met()
                yield bot, slack
                await slack.http.aclose()


@pytest.fixture
def site(blank_url: str, tmp_path: Path) -> Site:
    files(tmp_path)
    slack_port, bot_port = free_port(), free_port()
    settings = {
        "CSBOT_DATABASE_URL": blank_url,
        "CSBOT_PORT": str(bot_port),
        "CSBOT_SLACK_API_URL": f"http://127.0.0.1:{slack_port}/api",
        "SLACK_SIGNING_SECRET": SECRET,
        "SLACK_BOT_TOKEN": "xoxb-own-data",
    }
    return Site(tmp_path, settings, f"http://127.0.0.1:{slack_port}", f"http://127.0.0.1:{bot_port}")


async def each_sees_their_own(slack: Slack) -> None:
    for who, expected in TITLES.items():
        assert titles(await slack.type(who, "/cs today")) == expected
    assert "*Send &lt;offer&gt;*" in (await slack.type(SOFIE, "/cs today")).words
    assert titles(await slack.type(MARCUS, "/cs tasks upcoming")) == {"Far ahead"}


async def others_get_an_explanation_and_no_data(slack: Slack) -> None:
    for text in ("/cs today", "/cs tasks", "/cs tasks upcoming"):
        seen = await slack.type(OLIVER, text)
        said = seen.words + str(seen.body.get("text"))
        assert SOFIE.real_name in said, "whom to ask"
        assert not any(word in said for word in ("Ring til", "roll-out", "Far ahead", "Big Corp"))
        assert titles(seen) == set()


@pytest.mark.parametrize(
    ("blank_url", "people_first"),
    [
        pytest.param("sqlite", True, id="SQLite, people first"),
        pytest.param("postgresql", False, id="PostgreSQL, Slack first"),
    ],
    indirect=["blank_url"],
)
async def test_each_sees_their_own_imported_tasks(site: Site, people_first: bool, loaded: Path) -> None:
    if not people_first:
        site.command = command(loaded)  # the other way each is started anew
    await site.csbot("migrate")
    steps: list[Callable[[], Awaitable[None]]] = [site.let_people_in]
    if people_first:
        await steps.pop()()
    async with site.serving() as (bot, slack):
        for step in steps:
            await step()
        await each_sees_their_own(slack)
        await others_get_an_explanation_and_no_data(slack)
        assert await bot.end() == 0
