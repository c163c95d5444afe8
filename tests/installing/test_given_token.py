"""csbot with the token of the environment: ready once its team is known; a revoked token erases nothing and heals."""

import json
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import select
from structlog.testing import capture_logs

from csbot.bootstrap import Csbot, build
from csbot.cli.doctor import teams
from csbot.clock import FrozenClock
from csbot.domain.workspaces import SlackTeam
from csbot.playground import Playground, PlaygroundConfig, create_playground
from csbot.services.workspaces import claim
from csbot.settings import Settings
from csbot.storage.tables.outbox import lanes
from csbot.storage.tables.people import workspaces
from scheduler.housekeeping import tidy
from tests.builders import MONDAY
from tests.playground.serving import served
from tests.slack_requests import JSON, SECRET, command, event, signed
from tests.waiting import until

MINUTE = timedelta(minutes=1)


class Site:
    """A process of csbot's over a local Slack; nothing runs by itself until it is started."""

    def __init__(self, database_url: str, slack: Playground, slack_url: str) -> None:
        self.slack, self.clock = slack, FrozenClock(MONDAY)
        self.settings = Settings(
            database_url=database_url, slack_api_url=f"{slack_url}/api/", SLACK_SIGNING_SECRET=SECRET,
            SLACK_BOT_TOKEN="xoxb-given",
        )  # fmt: skip
        self.bot: Csbot = build(self.settings, self.clock)
        self.http = httpx.AsyncClient(transport=httpx.ASGITransport(app=self.bot.app()), base_url="http://csbot.test")
        self.outside = httpx.AsyncClient(base_url=slack_url)

    async def is_ready(self) -> bool:
        return (await self.http.get("/readyz")).status_code == 200

    async def press(self) -> httpx.Response:
        body = command("help", self.slack.team.people[0].id, self.slack.team.id)
        return await self.http.post("/slack/events", content=body, headers=signed(body, self.clock.real_now()))

    async def hear(self, kind: str, **fields: Any) -> int:
        body = json.loads(event(kind, team=self.slack.team.id, **fields))
        raw = json.dumps(body | {"event_time": int(self.clock.real_now().timestamp())}).encode()
        headers = signed(raw, self.clock.real_now(), JSON)
        return (await self.http.post("/slack/events", content=raw, headers=headers)).status_code

    async def revoke(self, revoked: bool) -> None:
        (await self.outside.post("/playground/tokens", json={"revoked": revoked})).raise_for_status()

    async def trials(self) -> int:
        answer = await self.outside.get("/playground/calls", params={"name": "auth.test"})
        return len(answer.raise_for_status().json()["calls"])

    def fate(self) -> tuple[Any, ...]:
        with self.bot.database.read() as connection:
            return tuple(
                connection.execute(select(lanes.c.pause_reason, workspaces.c.removed_at).join(workspaces)).one()
            )

    def doctor(self) -> list[str]:
        return [finding.said for finding in teams.withdrawn(self.settings)]


@pytest.fixture
async def site(sqlite_url: str, tmp_path: Path) -> AsyncIterator[Site]:
    slack = create_playground(PlaygroundConfig(tmp_path / "slack", SECRET, "", ""))
    async with served(slack.app) as url:
        made = Site(sqlite_url, slack, url)
        yield made
        await made.http.aclose()
        await made.outside.aclose()
        await made.bot.stop()


async def test_it_is_ready_once_its_team_is_known_and_then_no_press_is_refused(site: Site) -> None:
    assert not await site.is_ready()
    refused = (await site.press()).text
    assert "was not set up for this Slack workspace" in refused
    await site.bot.start()
    await until(lambda: site.bot.directory.has_met)
    assert await site.is_ready()
    assert "was not set up" not in (await site.press()).text


async def test_slack_being_away_does_not_keep_what_knows_its_team_from_being_ready(site: Site) -> None:
    await site.outside.post("/playground/faults", json={"kind": "http_500", "method": "auth.test", "count": 2})
    await site.bot.directory.look()
    assert not await site.is_ready()
    claim(site.bot.database, MONDAY, SlackTeam(site.slack.team.id, "Fjord", "U0CSBOT01", None))
    site.clock.advance(MINUTE)
    await site.bot.directory.look()
    assert await site.is_ready()


async def test_a_revoked_token_pauses_is_said_erases_nothing_and_heals(site: Site) -> None:
    await site.bot.directory.look()
    with capture_logs() as logs:
        assert await site.hear("tokens_revoked", tokens={"oauth": [], "bot": ["U0CSBOT01"]}) == 200
    (said,) = [line for line in logs if line["log_level"] == "error"]
    assert (said["event"], said["erasure"]) == ("slack_revoked", "none")
    assert site.fate() == ("revoked", None)
    (line,) = site.doctor()
    assert "nothing is erased" in line
    site.clock.advance(timedelta(days=60))
    await site.revoke(True)
    tidy(site.bot.database, site.clock)
    assert site.fate() == ("revoked", None)
    await site.bot.directory.look()
    tried = await site.trials()
    for _ in range(15):
        site.clock.advance(MINUTE)
        await site.bot.directory.look()
    assert await site.trials() - tried <= 3, "within a quarter of an hour"
    await site.revoke(False)
    site.clock.advance(timedelta(minutes=15))
    with capture_logs() as logs:
        await site.bot.directory.look()
    assert [line["event"] for line in logs] == ["slack_takes_the_token_again"]
    assert site.fate() == (None, None)
    assert site.doctor() == []


async def test_a_token_that_was_revoked_before_the_start_is_told_as_well(site: Site) -> None:
    claim(site.bot.database, MONDAY, SlackTeam(site.slack.team.id, "Fjord", "U0CSBOT01", None))
    await site.revoke(True)
    with capture_logs() as logs:
        await site.bot.directory.look()
    assert "slack_revoked" in [line["event"] for line in logs if line["log_level"] == "error"]
    assert site.fate() == ("revoked", None)
    (line,) = site.doctor()
    assert "nothing is erased" in line


async def test_uninstalled_the_doctor_says_when_its_data_is_erased(site: Site) -> None:
    await site.bot.directory.look()
    assert await site.hear("app_uninstalled") == 200
    (line,) = site.doctor()
    assert "its data is erased on 2026-04-01" in line
