"""Told to end, csbot is gone within the ten seconds that containers give, and what hung goes on in the next process."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from structlog.testing import capture_logs

from csbot import bootstrap
from csbot.bootstrap import DRAIN_S, build
from csbot.cli.run import ANSWER_S
from csbot.domain.deliveries import DeliveryState
from csbot.settings import Settings
from handlers.calls import Incoming, Kind, Place, PlaceKind
from tests.builders import MONDAY, Office
from tests.scheduler.world import World
from tests.slack_requests import SECRET
from tests.waiting import PATIENCE_S, until

CONTAINERS_WAIT_S = 10
CLOSING_S = 0.5  # pools, connections


@pytest.fixture
async def hanging_slack() -> AsyncIterator[tuple[str, list[bytes]]]:
    """A Slack that takes every call and never answers: its address, and what it was asked."""
    asked: list[bytes] = []
    held: list[asyncio.StreamWriter] = []

    async def hang(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        held.append(writer)
        asked.append(await reader.readline())

    server = await asyncio.start_server(hang, "127.0.0.1", 0)
    yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/api/", asked
    for writer in held:
        writer.close()
    server.close()
    await server.wait_closed()


def test_there_is_time_for_everything() -> None:
    assert ANSWER_S + DRAIN_S + CLOSING_S <= CONTAINERS_WAIT_S


async def test_what_hangs_is_given_up_and_given_back(
    sqlite_world: World, hanging_slack: tuple[str, list[bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bootstrap, "DRAIN_S", 0.3)
    address, asked = hanging_slack
    world = sqlite_world
    url = world.database.engine.url.render_as_string()
    bot = build(
        Settings(database_url=url, slack_api_url=address, admin_email="a@b.c", SLACK_SIGNING_SECRET=SECRET), world.clock
    )
    office = Office(world.database, world.clock)
    kim = office.member()
    office.task(kim, due_on=MONDAY.date())
    world.enqueue([kim])
    await bot.start()
    place, user = Place(PlaceKind.DIRECT), kim.slack_user_id or ""
    await bot.router.answer(Incoming(Kind.EVENT, "app_home_opened", office.team.id, user, place, value="home"))
    await until(lambda: {"conversations.open", "views.publish"} <= {method_of(line) for line in asked})
    with capture_logs() as logs:
        await asyncio.wait_for(bot.stop(), PATIENCE_S)
    (row,) = world.rows()
    assert (row.state, row.lease_token) == (DeliveryState.PENDING, None)
    assert {"event": "left unsaid", "talks": 1, "log_level": "warning"} in logs


def method_of(request_line: bytes) -> str:
    return request_line.decode().split()[1].partition("?")[0].rpartition("/")[2]
