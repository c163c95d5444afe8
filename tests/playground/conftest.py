from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from csbot.playground import Clock, Playground, PlaygroundConfig, create_playground
from csbot.playground.people import DEFAULT_TEAM
from tests.playground.fake_app import SECRET, FakeApp
from tests.playground.serving import served

FREJA, SOFIE = DEFAULT_TEAM.people[0], DEFAULT_TEAM.people[2]
MakeConfig = Callable[..., PlaygroundConfig]


class MovableTime:
    """Real time that a test may let pass."""

    def __init__(self) -> None:
        self.seconds = 1_800_000_000.0

    def __call__(self) -> float:
        self.seconds += 0.000001
        return self.seconds


@dataclass
class Rig:
    """A served local Slack and a served fake app that talk to each other."""

    playground: Playground
    app: FakeApp
    http: httpx.AsyncClient

    async def api(self, method: str, **arguments: Any) -> dict[str, Any]:
        answer = await self.http.post(f"/api/{method}", json=arguments, headers={"Authorization": "Bearer xoxb-1"})
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def do(self, gesture: str, **body: Any) -> dict[str, Any]:
        answer = await self.http.post(f"/playground/{gesture}", json=body)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def see(self, what: str, **query: Any) -> dict[str, Any]:
        answer = await self.http.get(f"/playground/{what}", params=query)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def messages(self, user: str = FREJA.id, **query: Any) -> list[dict[str, Any]]:
        return (await self.see("messages", user=user, **query))["messages"]


@pytest.fixture
def make_config(tmp_path: Path) -> MakeConfig:
    def make(**changes: Any) -> PlaygroundConfig:
        given: dict[str, Any] = {
            "data_dir": tmp_path,
            "signing_secret": SECRET,
            "app_url": "",
            "base_url": "",
        } | changes
        return PlaygroundConfig(**given)

    return make


@pytest.fixture
async def rig(make_config: MakeConfig) -> AsyncIterator[Rig]:
    playground = create_playground(make_config(event_retry_after=(0.0, 0.05, 0.1)))
    async with rigged(playground) as built:
        yield built


@pytest.fixture
def real_time() -> MovableTime:
    return MovableTime()


@pytest.fixture
def frozen(make_config: MakeConfig, real_time: MovableTime) -> Playground:
    """A local Slack whose real time stands still until the test moves it; not served."""
    return create_playground(make_config(base_url="http://slack.test"), Clock(real_time))


@asynccontextmanager
async def rigged(playground: Playground) -> AsyncIterator[Rig]:
    """Serve a playground and a fake app, pointed at each other."""
    app = FakeApp()
    async with served(app.app()) as app_url, served(playground.app) as base_url:
        playground.app_url, playground.base_url = f"{app_url}/slack/events", base_url
        async with httpx.AsyncClient(base_url=base_url, timeout=30) as http:
            yield Rig(playground, app, http)


@asynccontextmanager
async def in_process(playground: Playground) -> AsyncIterator[httpx.AsyncClient]:
    """Calls without a server between; the playground is stopped afterwards."""
    transport = httpx.ASGITransport(app=playground.app)
    token = {"Authorization": "Bearer xoxb-1"}
    async with httpx.AsyncClient(transport=transport, base_url="http://slack.test", headers=token) as http:
        yield http
    await playground.stop()
