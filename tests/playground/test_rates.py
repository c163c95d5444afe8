"""Slack's rates, in real time: tiers with a burst, one message a second per channel, and a read-out."""

from collections.abc import AsyncIterator
from datetime import timedelta

import httpx
import pytest

from csbot.playground import Clock, Playground, create_playground
from csbot.playground.api.registry import METHODS
from csbot.playground.api.rules import PER_MINUTE, SCOPES
from csbot.playground.people import DEFAULT_TEAM
from tests.playground.conftest import FREJA, SOFIE, MakeConfig, MovableTime, Rig, in_process, rigged

GENERAL = DEFAULT_TEAM.channels[0].id
AUTH = {"Authorization": "Bearer xoxb-1"}


@pytest.fixture
async def slack(frozen: Playground) -> AsyncIterator[httpx.AsyncClient]:
    async with in_process(frozen) as made:
        yield made


async def post(slack: httpx.AsyncClient, channel: str = GENERAL) -> int:
    return (await slack.post("/api/chat.postMessage", json={"channel": channel, "text": "x"})).status_code


async def until_refused(slack: httpx.AsyncClient, method: str) -> int:
    """How many calls were answered before the first 429."""
    taken = 0
    while (await slack.post(f"/api/{method}", json={})).status_code != 429:
        taken += 1
    return taken


@pytest.mark.parametrize(("method", "per_minute"), [("users.list", 20), ("team.info", 50), ("users.info", 100)])
async def test_a_tier_allows_a_burst_and_then_its_pace(
    slack: httpx.AsyncClient, real_time: MovableTime, method: str, per_minute: int
) -> None:
    assert await until_refused(slack, method) == per_minute * 5
    limited = await slack.post(f"/api/{method}", json={})
    assert limited.json() == {"ok": False, "error": "ratelimited"}
    assert limited.headers["retry-after"] == str(-(-60 // per_minute))
    real_time.seconds += 60
    assert await until_refused(slack, method) == per_minute


async def test_a_channel_takes_a_message_a_second_after_a_short_burst(
    slack: httpx.AsyncClient, real_time: MovableTime
) -> None:
    assert [await post(slack) for _ in range(6)] == [200] * 5 + [429]
    assert await post(slack, FREJA.id) == 200
    real_time.seconds += 0.9
    assert await post(slack) == 429
    real_time.seconds += 0.1
    assert [await post(slack), await post(slack)] == [200, 429]


async def test_a_person_and_their_conversation_are_one_channel(slack: httpx.AsyncClient) -> None:
    assert [await post(slack, one) for one in (FREJA.id, FREJA.dm_id) * 3] == [200] * 5 + [429]


async def test_teams_are_counted_apart(slack: httpx.AsyncClient) -> None:
    assert await until_refused(slack, "users.list")
    other = {"Authorization": "Bearer xoxb-T0OTHER001-1"}
    assert (await slack.post("/api/users.list", headers=other)).status_code == 200


async def test_moving_business_time_gives_nothing_back(frozen: Playground, slack: httpx.AsyncClient) -> None:
    assert [await post(slack) for _ in range(6)][-1] == 429
    frozen.set_clock(timedelta(days=1))
    assert await post(slack) == 429


async def test_history_is_limited_outside_the_marketplace(make_config: MakeConfig, real_time: MovableTime) -> None:
    async with in_process(create_playground(make_config(limited_history=True), Clock(real_time))) as slack:
        for _ in range(20):
            await post(slack)
            real_time.seconds += 1
        wanted = {"channel": GENERAL, "limit": 100}
        read = [await slack.post("/api/conversations.history", json=wanted) for _ in range(2)]
    assert len(read[0].json()["messages"]) == 15
    assert (read[1].status_code, read[1].headers["retry-after"]) == (429, "60")


@pytest.fixture
async def still(frozen: Playground) -> AsyncIterator[Rig]:
    """A served local Slack for which no time passes: nothing comes back while a busy machine rests."""
    async with rigged(frozen) as built:
        yield built


async def test_rates_can_be_read_switched_off_and_reset(still: Rig) -> None:
    rig = still
    for _ in range(5):
        await rig.api("chat.postMessage", channel=FREJA.id, text="x")
    shown = {one["channel"]: one for one in (await rig.see("rates"))["buckets"]}
    assert shown[""]["per_minute"] == 600
    assert shown[FREJA.dm_id]["left"] < 1.0
    await rig.do("rates", enforce=False)
    for _ in range(10):
        await rig.api("chat.postMessage", channel=FREJA.id, text="x")
    assert (await rig.do("rates", enforce=True, reset=True))["buckets"] == []
    assert (await rig.api("chat.postMessage", channel=SOFIE.id, text="x"))["ok"]


async def test_refused_calls_are_counted_and_do_nothing(still: Rig) -> None:
    rig = still
    sent = [await rig.http.post("/api/chat.postMessage", json={"channel": FREJA.id, "text": "x"}, headers=AUTH)
            for _ in range(12)]  # fmt: skip
    taken = sum(answer.status_code == 200 for answer in sent)
    assert (await rig.see("rates"))["refused"] == 12 - taken > 0
    assert len(await rig.messages()) == taken


def test_every_rule_is_about_a_method_that_is_there() -> None:
    assert set(PER_MINUTE) - set(METHODS) == set(SCOPES) - set(METHODS) == set()
