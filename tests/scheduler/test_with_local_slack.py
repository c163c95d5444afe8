"""Loop and gateway against the local Slack over HTTP, which misbehaves on request (workspace N4, N5)."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from csbot.adapters.slack.gateway import SlackGateway
from csbot.playground import PlaygroundConfig, create_playground
from csbot.playground.people import DEFAULT_TEAM
from tests.playground.serving import served
from tests.scheduler.driving import run_until_settled
from tests.scheduler.world import World

SOMEBODY = [person for person in DEFAULT_TEAM.people if not person.is_bot][:4]


@dataclass
class Stage:
    """A local Slack with four people who have something to hear."""

    world: World
    http: httpx.AsyncClient
    gateway: SlackGateway

    async def fault(self, **fault: Any) -> None:
        (await self.http.post("/playground/faults", json=fault)).raise_for_status()

    async def deliver(self) -> None:
        await run_until_settled(self.world, self.world.loop(slack=self.gateway))
        assert self.world.states() == ["sent"] * len(SOMEBODY)

    async def received(self) -> list[int]:
        """How many messages each person has."""
        answers = [await self.http.get("/playground/messages", params={"user": one.id}) for one in SOMEBODY]
        return [len(answer.raise_for_status().json()["messages"]) for answer in answers]


@pytest.fixture
async def stage(sqlite_world: World, tmp_path: Path) -> AsyncIterator[Stage]:
    workspace = sqlite_world.add_workspace()
    members = [sqlite_world.add_member(workspace, slack_user_id=one.id) for one in SOMEBODY]
    for member in members:
        sqlite_world.add_task(member)
    sqlite_world.enqueue(members)
    folder = tmp_path / "slack"
    folder.mkdir()
    playground = create_playground(PlaygroundConfig(folder, "secret", "", ""))
    async with served(playground.app) as url, httpx.AsyncClient(base_url=url) as http:
        gateway = SlackGateway(f"{url}/api/", lambda _: "xoxb-test")
        yield Stage(sqlite_world, http, gateway)
        await gateway.aclose()


async def test_everybody_gets_one_message(stage: Stage) -> None:
    await stage.deliver()
    assert await stage.received() == [1] * 4


@pytest.mark.parametrize("kind", ["drop", "http_500", "rate_limit", "error"])
async def test_whatever_goes_wrong_on_the_way_everybody_gets_one_message(stage: Stage, kind: str) -> None:
    await stage.fault(kind=kind, method="chat.postMessage", count=3)
    await stage.fault(kind="http_500", method="conversations.open")
    await stage.deliver()
    assert await stage.received() == [1] * 4


async def test_a_drop_is_found_again_by_what_the_message_carries(stage: Stage) -> None:
    await stage.fault(kind="drop", method="chat.postMessage", count=4)
    await stage.deliver()
    calls = (await stage.http.get("/playground/calls", params={"name": "conversations.history"})).json()
    assert len(calls["calls"]) == 4
    assert await stage.received() == [1] * 4
