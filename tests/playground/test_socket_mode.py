"""csbot's side of Socket Mode against the local Slack: replaced in time, nothing lost, drained at the end."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.context.ack.async_ack import AsyncAck

from csbot.adapters.slack.gateway import SlackGateway
from csbot.socket_mode import SocketMode
from tests.playground.conftest import FREJA, Rig
from tests.waiting import until, until_so

PING_S = 0.4


@dataclass
class Bot:
    """A Bolt app that answers commands after a while."""

    mode: SocketMode
    delay: float = 0.0
    taken: int = 0


@asynccontextmanager
async def connected(rig: Rig) -> AsyncIterator[Bot]:
    slack = SlackGateway(f"{rig.playground.base_url}/api/", lambda _: "xoxb-1")

    async def authorize(**_: Any) -> AuthorizeResult:
        return AuthorizeResult(enterprise_id=None, team_id=None, bot_token="xoxb-1")

    app = AsyncApp(authorize=authorize, process_before_response=True, request_verification_enabled=False)
    bot = Bot(SocketMode(app, slack, "xapp-1", lambda *_: None, PING_S))

    async def answer(ack: AsyncAck) -> None:
        bot.taken += 1
        await asyncio.sleep(bot.delay)
        await ack("done")

    app.command("/cs")(answer)
    bot.mode.start()
    try:
        await until(lambda: bot.mode.is_connected)
        yield bot
    finally:
        await bot.mode.stop(5)
        await slack.aclose()


def command(rig: Rig) -> asyncio.Task[dict[str, Any]]:
    return asyncio.create_task(rig.do("command", user=FREJA.id, text="/cs"))


async def replaced(rig: Rig, bot: Bot) -> None:
    """Returns once the first connection has gone and another stands."""

    async def another_stands() -> bool:
        standing = [one["number"] for one in (await rig.see("sockets"))["sockets"]]
        return len(standing) == 1 and standing != [1] and bot.mode.is_connected

    await until_so(another_stands)


@pytest.mark.parametrize("how", ["silence", "cut", "refresh_requested", "warning"])
async def test_a_connection_that_is_no_good_is_replaced(rig: Rig, how: str) -> None:
    async with connected(rig) as bot:
        await rig.do("sockets", kind=how)
        await replaced(rig, bot)
        assert (await command(rig))["ack"] == {"text": "done"}


async def test_nothing_in_flight_is_lost_when_slack_wants_another_connection(rig: Rig) -> None:
    async with connected(rig) as bot:
        bot.delay = 0.5
        asked = command(rig)
        await until(lambda: bot.taken == 1)
        await rig.do("sockets", kind="warning")
        assert (await asked)["ack"] == {"text": "done"}
        await replaced(rig, bot)
    assert (bot.taken, (await rig.see("calls", name="ack"))["calls"]) == (1, [])


async def test_what_was_taken_is_answered_before_it_leaves(rig: Rig) -> None:
    async with connected(rig) as bot:
        bot.delay = 0.3
        asked = command(rig)
        await until(lambda: bot.taken == 1)
        await bot.mode.stop(5)
        assert (await asked)["ack"] == {"text": "done"}
    assert (await rig.see("sockets"))["sockets"] == []


@pytest.mark.parametrize("fault", ["http_500", "drop", "rate_limit", "error"])
async def test_it_connects_once_slack_lets_it(rig: Rig, fault: str) -> None:
    await rig.do("faults", method="apps.connections.open", kind=fault, count=2, seconds=0)
    async with connected(rig):
        calls = (await rig.see("calls", name="apps.connections.open"))["calls"]
    assert len(calls) == 3
