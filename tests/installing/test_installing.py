"""Installing with OAuth: a token that only the key opens, the installer as first super admin (workspace A8)."""

from datetime import timedelta
from html import escape
from typing import Any

import httpx
import pytest
from sqlalchemy import select

from csbot.adapters.slack.gateway import SlackGateway
from csbot.bootstrap import build
from csbot.clock import FrozenClock
from csbot.domain.errors import SlackRefused
from csbot.domain.permissions import Level
from csbot.domain.workspaces import SlackTeam
from csbot.services.installations import is_first_use
from csbot.services.workspaces import claim
from csbot.storage.tables.people import members, workspaces
from csbot.storage.unit_of_work import Database
from scheduler.housekeeping import tidy
from tests.builders import MONDAY
from tests.installing.conftest import HERE, Browser
from tests.slack_requests import command, signed


async def test_csbot_is_installed_and_answers(browser: Browser) -> None:
    answer = await browser.install()
    assert answer.status_code == 200
    team = browser.slack.team
    assert escape(team.name) in answer.text
    (row,) = browser.rows()
    assert "xoxb" not in row.bot_token
    assert browser.bot.tokens.of(row.workspace_id).startswith(f"xoxb-{team.id}")
    assert (await browser.bot.slack.call(row.workspace_id, "auth.test", {}))["team_id"] == team.id
    body = command("today", team.people[0].id, team.id)
    typed = await browser.http.post("/slack/events", content=body, headers=signed(body, browser.bot.clock.real_now()))
    assert typed.json()["blocks"]


async def test_the_installer_is_the_first_super_admin(browser: Browser) -> None:
    await browser.install()
    with browser.bot.database.read() as connection:
        found = connection.execute(select(members.c.slack_user_id, members.c.level)).all()
    assert found == [(browser.slack.team.people[0].id, int(Level.SUPER_ADMIN))]


async def test_installed_anew_the_workspace_stays_and_the_token_is_the_new_one(browser: Browser) -> None:
    await browser.install()
    (first,) = browser.rows()
    old = browser.bot.tokens.of(first.workspace_id)
    assert (await browser.install()).status_code == 200
    (second,) = browser.rows()
    assert second.workspace_id == first.workspace_id
    assert browser.bot.tokens.of(first.workspace_id) != old


async def test_another_process_learns_of_the_installation(browser: Browser) -> None:
    await browser.install()
    (row,) = browser.rows()
    token = browser.bot.tokens.of(row.workspace_id)
    browser.bot.tokens._own = {}
    browser.bot.tokens.load()
    assert browser.bot.tokens.of(row.workspace_id) == token
    assert browser.bot.tokens.workspaces() == [row.workspace_id]


@pytest.mark.parametrize("kind", ["no cookie", "another's cookie", "no state", "a made-up state"])
async def test_nobody_finishes_what_another_began(browser: Browser, kind: str) -> None:
    address = await browser.begin()
    if kind == "no cookie":
        browser.http.cookies.clear()
    elif kind == "another's cookie":
        browser.http.cookies.clear()
        browser.http.cookies.set("csbot_install", "x", path="/slack/oauth_redirect")
    elif kind == "no state":
        address = address.partition("&state")[0]
    else:
        address = f"{address.partition('&state')[0]}&state=x"
    answer = await browser.http.get(address)
    assert answer.status_code == 400
    assert browser.rows() == []


async def test_an_old_state_is_refused(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    address = await browser.begin()
    monkeypatch.setattr("csbot.installing.STATE_FOR_S", -1)
    assert (await browser.http.get(address)).status_code == 400


async def test_who_does_not_agree_is_told_that_nothing_was_saved(browser: Browser) -> None:
    answer = await browser.http.get("/slack/oauth_redirect", params={"error": "access_denied"})
    assert answer.status_code == 400
    assert "Nothing was saved" in answer.text


async def test_a_code_that_slack_does_not_take_installs_nothing(browser: Browser) -> None:
    address = await browser.begin()
    state = address.partition("&")[2]
    answer = await browser.http.get(f"/slack/oauth_redirect?code=x&{state}")
    assert answer.status_code == 502
    assert browser.rows() == []


async def test_a_link_back_is_good_once_whichever_process_it_reaches(browser: Browser) -> None:
    address = await browser.begin()
    assert (await browser.http.get(address)).status_code == 200
    (first,) = browser.rows()
    other = build(browser.bot.settings, browser.bot.clock)
    transport = httpx.ASGITransport(app=other.app())
    async with httpx.AsyncClient(transport=transport, base_url=HERE, cookies=browser.http.cookies) as beside:
        for http in (browser.http, beside):
            again = await http.get(address)
            assert again.status_code == 400
            assert "used before" in again.text
    await other.stop()
    assert browser.rows() == [first]


async def test_a_link_back_is_used_up_by_a_code_that_slack_does_not_take(browser: Browser) -> None:
    address = await browser.begin()
    wrong = address.replace("code=", "code=x")
    assert (await browser.http.get(wrong)).status_code == 502
    assert "used before" in (await browser.http.get(address)).text
    assert browser.rows() == []


def test_a_used_link_is_remembered_for_longer_than_it_is_good(sqlite_database: Database) -> None:
    clock = FrozenClock(MONDAY)

    def is_first() -> bool:
        return is_first_use(sqlite_database, "one", clock.real_now())

    assert [is_first(), is_first()] == [True, False]
    clock.advance(timedelta(hours=1))
    tidy(sqlite_database, clock)
    assert not is_first()
    clock.advance(timedelta(seconds=1))
    tidy(sqlite_database, clock)
    assert is_first()


ANSWER: dict[str, Any] = {
    "app_id": "A1",
    "authed_user": {"id": "U1"},
    "scope": "commands",
    "access_token": "xoxb-1",
    "bot_user_id": "UBOT",
    "team": {"id": "T7", "name": "Fjord & Co"},
    "enterprise": None,
    "is_enterprise_install": False,
}
ORG: dict[str, Any] = {"is_enterprise_install": True, "enterprise": {"id": "E1", "name": "Fjord"}}


@pytest.mark.parametrize(
    ("change", "status", "said"),
    [
        ({"team": None} | ORG, 400, "whole Slack organization"),
        (ORG, 400, "whole Slack organization"),
        ({"team": None}, 502, "could not be read"),
        ({"team": "T7"}, 502, "could not be read"),
        ({"team": {"id": "T7"}}, 502, "could not be read"),
        ({"team": {"id": 7, "name": "x"}}, 502, "could not be read"),
        ({"team": {"id": "T7", "name": "\ud800"}}, 502, "could not be read"),
        ({"team": {"id": "T7", "name": "Fjord\0"}}, 502, "could not be read"),
        ({"team": {"id": "T7", "name": "F" * 201}}, 502, "could not be read"),
        ({"team": {"id": "T" * 41, "name": "Fjord"}}, 502, "could not be read"),
        ({"authed_user": None}, 502, "could not be read"),
        ({"authed_user": []}, 502, "could not be read"),
        ({"access_token": None}, 502, "could not be read"),
        ({"bot_user_id": {}}, 502, "could not be read"),
        ({"scope": ["commands"]}, 502, "could not be read"),
    ],
)
async def test_an_answer_that_is_no_installation_of_one_team_stores_nothing(
    browser: Browser, monkeypatch: pytest.MonkeyPatch, change: dict[str, Any], status: int, said: str
) -> None:
    async def exchange(*_: object) -> dict[str, Any]:
        return ANSWER | change

    monkeypatch.setattr(SlackGateway, "exchange", exchange)
    answer = await browser.install()
    assert answer.status_code == status
    assert said in answer.text
    assert browser.rows() == []
    with browser.bot.database.read() as connection:
        assert connection.execute(select(workspaces.c.id)).all() == []


async def test_a_workspace_without_a_token_is_refused_by_slack_and_not_by_luck(browser: Browser) -> None:
    bot = browser.bot
    workspace = claim(bot.database, bot.clock.now(), SlackTeam("T0OTHER", "Other", "UBOT", None))
    with pytest.raises(SlackRefused):
        await bot.slack.call(workspace.id, "auth.test", {})
