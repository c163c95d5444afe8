"""`csbot run` as a process of its own against `python -m csbot.playground`: over HTTP and in Socket Mode."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from csbot.adapters.slack.scopes import BOT_SCOPES
from tests.ports import free_port
from tests.waiting import until_so

pytestmark = pytest.mark.waiting(first=True)

SECRET = "the secret of this test"
PATIENCE_S = 120.0  # processes start slowly on a busy machine
IN_FLIGHT = 200
FRESH = httpx.Limits(max_connections=None, max_keepalive_connections=0)  # no server closes one under a request


@dataclass
class Pair:
    """A local Slack and a bot, each a process."""

    bot: asyncio.subprocess.Process
    slack_http: httpx.AsyncClient
    bot_http: httpx.AsyncClient
    users: list[str]

    async def see(self, what: str, **query: Any) -> dict[str, Any]:
        return (await self.slack_http.get(f"/playground/{what}", params=query)).json()

    async def do(self, gesture: str, **body: Any) -> dict[str, Any]:
        answer = await self.slack_http.post(f"/playground/{gesture}", json=body)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def help(self, number: int) -> dict[str, Any]:
        return await self.do("command", user=self.users[number % (len(self.users) - 1)], text="/cs help")


@asynccontextmanager
async def process(*arguments: str, **environment: str) -> AsyncIterator[asyncio.subprocess.Process]:
    """A Python process that is ended at the end; what it said on standard error is shown when the test fails."""
    given = {name: value for name, value in os.environ.items() if not name.startswith(("CSBOT_", "SLACK_"))}
    started = await asyncio.create_subprocess_exec(
        sys.executable, *arguments, env=given | environment,
        stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    try:
        yield started
    finally:
        if started.returncode is None:
            started.terminate()
        _, errors = await asyncio.wait_for(started.communicate(), PATIENCE_S)
        sys.stderr.write(errors.decode())


async def is_ready(http: httpx.AsyncClient, path: str) -> bool:
    try:
        return (await http.get(path)).status_code == 200
    except httpx.TransportError:
        return False


@pytest.fixture(params=["HTTP", "Socket Mode"])
async def pair(request: pytest.FixtureRequest, sqlite_url: str, tmp_path: Path) -> AsyncIterator[Pair]:
    async with paired(sqlite_url, tmp_path, request.param == "Socket Mode") as made:
        yield made


@pytest.fixture
async def by_socket(sqlite_url: str, tmp_path: Path) -> AsyncIterator[Pair]:
    async with paired(sqlite_url, tmp_path, True) as made:
        yield made


@asynccontextmanager
async def paired(database_url: str, folder: Path, socket_mode: bool) -> AsyncIterator[Pair]:
    slack_url, bot_port = f"http://127.0.0.1:{free_port()}", free_port()
    settings = {"CSBOT_DATABASE_URL": database_url, "CSBOT_PORT": str(bot_port), "SLACK_BOT_TOKEN": "xoxb-1",
                "CSBOT_SLACK_API_URL": f"{slack_url}/api/"}  # fmt: skip
    settings |= {"SLACK_APP_TOKEN": "xapp-1"} if socket_mode else {"SLACK_SIGNING_SECRET": SECRET}
    slack = process(
        "-m", "csbot.playground", "--port", slack_url.rpartition(":")[2], "--data", str(folder / "slack"),
        "--ack-seconds", "100", "--scopes", ",".join(BOT_SCOPES), "--signing-secret", SECRET,
        "--app-url", f"http://127.0.0.1:{bot_port}/slack/events",
    )  # fmt: skip
    async with (
        slack,
        httpx.AsyncClient(base_url=slack_url, timeout=PATIENCE_S, limits=FRESH) as slack_http,
        httpx.AsyncClient(base_url=f"http://127.0.0.1:{bot_port}", timeout=30) as bot_http,
    ):
        await until_so(lambda: is_ready(slack_http, "/api/api.test"), PATIENCE_S)
        async with process("-c", "from csbot.cli import main; main()", "run", **settings) as bot:
            await until_so(lambda: is_ready(bot_http, "/readyz"), PATIENCE_S)
            people = (await slack_http.get("/playground/people")).json()["people"]
            users = [one["id"] for one in people if one["can_act"] and not one["is_stranger"]]
            yield Pair(bot, slack_http, bot_http, users)


async def test_two_hundred_requests_in_flight_are_each_answered_once(pair: Pair) -> None:
    for number in range(len(pair.users) - 1):
        await pair.help(number)
    answers = await asyncio.gather(*(pair.help(number) for number in range(IN_FLIGHT)))
    assert [(answer["status"], answer["failure"]) for answer in answers if answer["failure"]] == []
    assert all(answer["ack"]["blocks"] for answer in answers)
    assert (await pair.see("calls", direction="call", errors=1))["calls"] == []
    await ends_when_it_has_answered(pair)


async def ends_when_it_has_answered(pair: Pair) -> None:
    stranger = pair.users[-1]
    await pair.do("faults", kind="slow", method="users.info", seconds=1)
    asked = asyncio.create_task(pair.do("command", user=stranger, text="/cs help"))
    assert len((await pair.see("calls", name="users.info", count=1, timeout=20, **{"arg.user": stranger}))["calls"])
    pair.bot.send_signal(signal.SIGTERM)
    assert (await asked)["failure"] == ""
    assert await asyncio.wait_for(pair.bot.wait(), PATIENCE_S) in (0, -signal.SIGTERM)


async def test_a_silent_socket_is_replaced(by_socket: Pair) -> None:
    (first,) = (await by_socket.see("sockets"))["sockets"]
    await by_socket.do("sockets", kind="silence")
    assert (await by_socket.bot_http.get("/healthz")).status_code == 200

    async def has_another() -> bool:
        return any(one["number"] > first["number"] for one in (await by_socket.see("sockets"))["sockets"])

    await until_so(has_another, PATIENCE_S)
    assert (await by_socket.help(0))["failure"] == ""
