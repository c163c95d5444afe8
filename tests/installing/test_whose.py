"""Whose a workspace is that was prepared before Slack was connected, and who gets in first (workspace A8, A11)."""

from pathlib import Path

import pytest
from sqlalchemy import select

from csbot.domain.permissions import Level
from csbot.domain.workspaces import Operator, SlackTeam
from csbot.services.container import Services
from csbot.services.members import profile_of
from csbot.services.workspaces import PreparedWaits, claim, sole_workspace
from csbot.storage.tables.people import members, workspaces
from csbot.storage.unit_of_work import Database, UnitOfWork
from tests.builders import MONDAY, Office
from tests.handlers.rig import Rig
from tests.installing.conftest import OWN, Browser, browsing

ADMIN = {"level": int(Level.SUPER_ADMIN), "seat": True}
TEAM = SlackTeam("T7", "Strangers & Co", "UBOT", "A1")


def prepare(database: Database, *emails: str) -> int:
    """A workspace with these super admins, as `csbot people add` makes it; its number."""
    workspace = sole_workspace(database, MONDAY)
    with database.write() as connection:
        services = Services(UnitOfWork(connection, workspace.id), MONDAY, workspace, MONDAY)
        for email in emails:
            services.members.add(email, ADMIN)
    return workspace.id


def teams(database: Database) -> dict[int, str | None]:
    with database.read() as connection:
        return {row[0]: row[1] for row in connection.execute(select(workspaces.c.id, workspaces.c.slack_team_id))}


def met(database: Database, workspace_id: int) -> dict[str, str | None]:
    """Slack ids by address, of those in a workspace."""
    mine = select(members.c.email, members.c.slack_user_id).where(members.c.workspace_id == workspace_id)
    with database.read() as connection:
        return {row[0]: row[1] for row in connection.execute(mine)}


def installer(browser: Browser) -> str:
    return browser.slack.team.people[0].email


async def test_nobody_gets_a_prepared_workspace_while_no_team_is_named(browser: Browser) -> None:
    number = prepare(browser.bot.database, installer(browser))
    answer = await browser.install()
    assert answer.status_code == 400
    assert "CSBOT_SLACK_TEAM_ID" in answer.text
    assert browser.slack.team.id in answer.text
    assert "Nothing was saved" in answer.text
    assert browser.rows() == []
    assert teams(browser.bot.database) == {number: None}
    assert met(browser.bot.database, number) == {installer(browser): None}


async def test_another_team_than_the_named_one_gets_a_workspace_of_its_own(sqlite_url: str, tmp_path: Path) -> None:
    async with browsing(sqlite_url, tmp_path, named="T0NAMED") as browser:
        database = browser.bot.database
        number = prepare(database, installer(browser))
        assert (await browser.install()).status_code == 200
        (row,) = browser.rows()
        assert teams(database) == {number: None, row.workspace_id: browser.slack.team.id}
        assert met(database, number) == {installer(browser): None}, "whoever Slack says has the address"
        own = claim(database, MONDAY, SlackTeam("T0NAMED", "Ours", "UBOT", "A1"), Operator("T0NAMED", has_oauth=True))
        assert own.id == number


async def test_the_named_team_gets_what_was_prepared(sqlite_url: str, tmp_path: Path) -> None:
    async with browsing(sqlite_url, tmp_path, named=OWN) as browser:
        person = browser.slack.team.people[0]
        number = prepare(browser.bot.database, person.email)
        assert (await browser.install()).status_code == 200
        (row,) = browser.rows()
        assert row.workspace_id == number
        assert met(browser.bot.database, number) == {person.email: person.id}


@pytest.mark.parametrize("named", ["", OWN])
async def test_with_oauth_the_installer_is_first_whatever_address_is_set(
    sqlite_url: str, tmp_path: Path, named: str
) -> None:
    async with browsing(sqlite_url, tmp_path, named, admin_email="nobody@example.com") as browser:
        await browser.install()
        with browser.bot.database.read() as connection:
            found = connection.execute(select(members.c.email, members.c.level)).all()
        assert found == [(installer(browser), int(Level.SUPER_ADMIN))]


@pytest.mark.parametrize(
    ("operator", "gets"),
    [
        (Operator(), True),  # the one team of the bot token
        (Operator("T7"), True),
        (Operator("T8"), False),  # the token is another team's
        (Operator("T7", has_oauth=True), True),
        (Operator("T8", has_oauth=True), False),
        (Operator(has_oauth=True), None),
    ],
)
def test_who_gets_what_was_prepared(database: Database, operator: Operator, gets: bool | None) -> None:
    number = prepare(database, "boss@example.com")
    if gets is None:
        with pytest.raises(PreparedWaits):
            claim(database, MONDAY, TEAM, operator)
        assert teams(database) == {number: None}
        return
    found = claim(database, MONDAY, TEAM, operator)
    assert (found.id == number) is gets
    assert teams(database)[found.id] == "T7"
    assert claim(database, MONDAY, TEAM, operator).id == found.id, "it stays so"


@pytest.mark.parametrize(
    ("operator", "team_id", "email"),
    [
        (Operator("", "boss@x.example"), "T7", "boss@x.example"),
        (Operator("T7", "boss@x.example"), "T7", "boss@x.example"),
        (Operator("T8", "boss@x.example"), "T7", ""),
        (Operator("T7", "boss@x.example", has_oauth=True), "T7", "boss@x.example"),
        (Operator("T7", "boss@x.example", has_oauth=True), "T9", ""),
        (Operator("", "boss@x.example", has_oauth=True), "T9", ""),
    ],
)
def test_the_first_admins_address_counts_in_the_operators_own_team_only(
    operator: Operator, team_id: str, email: str
) -> None:
    assert operator.admin_email_in(team_id) == email


async def test_who_has_the_first_admins_address_in_another_team_is_let_in_by_nothing(sqlite_database: Database) -> None:
    rig = Rig(Office(sqlite_database), admin_email="boss@example.com", named="T0NAMED")
    rig.slack.add_user("U0BOSS", "boss@example.com")
    assert "csbot does not know you yet" in (await rig.type("U0BOSS", "today")).words
    assert met(sqlite_database, rig.office.workspace.id) == {}
    await rig.aclose()


@pytest.mark.parametrize(
    ("flags", "is_met"),
    [
        ({}, True),
        ({"is_email_confirmed": True}, True),
        ({"is_email_confirmed": False}, False),
        ({"team_id": "T0OTHER"}, False),
        ({"is_restricted": True}, False),
    ],
)
def test_an_address_maps_nobody_for_whom_their_own_slack_does_not_vouch(
    sqlite_database: Database, flags: dict[str, object], is_met: bool
) -> None:
    office = Office(sqlite_database)
    office.member("Boss", email="boss@example.com", slack_user_id=None)
    user = {"id": "U7", "team_id": "T1", "profile": {"real_name": "Me", "email": "boss@example.com"}, **flags}
    with office.services() as services:
        found = services.members.meet(profile_of(user, "T1"), "boss@example.com", at_home=True)
    assert (found is not None) is is_met
    assert met(sqlite_database, office.workspace.id) == {"boss@example.com": "U7" if is_met else None}
