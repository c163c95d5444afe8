"""Installing with OAuth: a token that only the key opens, the installer as first super admin (workspace A8)."""

from html import escape

import pytest
from sqlalchemy import select

from csbot.domain.errors import SlackRefused
from csbot.domain.permissions import Level
from csbot.domain.workspaces import SlackTeam
from csbot.services.workspaces import claim
from csbot.storage.tables.people import members
from tests.installing.conftest import Browser
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


async def test_a_workspace_without_a_token_is_refused_by_slack_and_not_by_luck(browser: Browser) -> None:
    bot = browser.bot
    workspace = claim(bot.database, bot.clock.now(), SlackTeam("T0OTHER", "Other", "UBOT", None))
    with pytest.raises(SlackRefused):
        await bot.slack.call(workspace.id, "auth.test", {})
