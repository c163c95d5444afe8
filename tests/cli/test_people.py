"""`csbot people`: a team is let in from the command line (workspace A3, A4, A9, S11)."""

import pytest
from sqlalchemy import update
from typer.testing import CliRunner, Result

from csbot.cli.commands import app
from csbot.domain.members import Member
from csbot.domain.permissions import EditScope, Level
from csbot.domain.workspaces import SlackTeam
from csbot.storage.tables.people import workspaces
from csbot.storage.unit_of_work import Database
from tests.builders import Office

KIM = "kim@example.com"


def people(*words: str) -> Result:
    return CliRunner().invoke(app, ["people", *words])


def said(*words: str) -> str:
    """What a command says that goes well."""
    result = people(*words)
    assert result.exit_code == 0, result.output
    return result.output


def refused(*words: str) -> str:
    """What a command says that is refused."""
    result = people(*words)
    assert result.exit_code == 2, result.output
    assert result.output.startswith("csbot: ")
    assert "Traceback" not in result.output
    return result.output


@pytest.fixture(autouse=True)
def here(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CSBOT_DATABASE_URL", database_url)


def everybody(database: Database) -> dict[str, Member]:
    with Office(database).services() as services:
        return {one.email: one for one in services.members.list()}


def test_on_an_empty_database_people_are_added_and_listed(database: Database) -> None:
    assert "workspace_access, with a seat" in said("add", "Kim@Example.com", "--name", "Kim Holm", "--tz", "Asia/Tokyo")
    said("add", "lee@example.com", "--permission", "super_admin", "--no-seat", "--export", "--locale", "da-DK")
    listed = said("list")
    for word in ("kim@example.com", "Kim Holm", "workspace_access", "Asia/Tokyo", "lee@example.com", "super_admin"):
        assert word in listed
    found = everybody(database)
    kim, lee = found["kim@example.com"], found["lee@example.com"]
    assert (kim.level, kim.seat, kim.export, kim.name, kim.tz) == (
        Level.WORKSPACE_ACCESS,
        True,
        False,
        "Kim Holm",
        "Asia/Tokyo",
    )
    assert (lee.level, lee.seat, lee.export, lee.locale) == (Level.SUPER_ADMIN, False, True, "da_DK")


def test_grant_changes_only_what_is_named(database: Database) -> None:
    said("add", KIM, "--name", "Kim", "--team", "North", "--permission", "manage_settings")
    said("add", "lead@example.com")
    before = everybody(database)[KIM]
    said("grant", "KIM@example.com", "--edit-scope", "team", "--lead", "lead@example.com")
    after = everybody(database)
    assert (after[KIM].edit_scope, after[KIM].lead_id) == (EditScope.TEAM, after["lead@example.com"].id)
    assert (after[KIM].level, after[KIM].team, after[KIM].seat) == (before.level, "North", True)
    said("grant", KIM, "--lead", "", "--permission", "none", "--no-seat")
    last = everybody(database)[KIM]
    assert (last.lead_id, last.level, last.seat) == (None, Level.NONE, False)


def test_adding_somebody_again_does_not_add_them_twice(database: Database) -> None:
    said("add", KIM, "--slack-id", "U0KIM")
    said("add", f" {KIM.upper()} ")
    assert [one.slack_user_id for one in everybody(database).values()] == ["U0KIM"]


def test_adding_somebody_again_takes_nothing_away(database: Database) -> None:
    said("add", KIM, "--permission", "super_admin")
    said("add", KIM, "--name", "Kim")
    assert everybody(database)[KIM].level is Level.SUPER_ADMIN


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("add", "kim"), "no e-mail address"),
        (("add", "@"), "no e-mail address"),
        (("add", KIM, "--tz", "Mars/Olympus"), "no time zone"),
        (("add", KIM, "--locale", "xx-YY"), "no language"),
        (("add", KIM, "--lead", "nobody@example.com"), "nobody with the address nobody@example.com"),
        (("grant", KIM, "--seat"), f"csbot people add {KIM}"),
        (("list", "--workspace", "99"), "no workspace 99"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_saved(database: Database, words: tuple[str, ...], why: str) -> None:
    assert why in refused(*words)
    assert everybody(database) == {}


def test_a_lead_of_oneself_is_refused(database: Database) -> None:
    said("add", KIM)
    assert "themself" in refused("grant", KIM, "--lead", KIM)


def test_a_slack_id_of_somebody_else_is_refused(database: Database) -> None:
    said("add", KIM, "--slack-id", "U0KIM")
    assert "U0KIM" in refused("add", "lee@example.com", "--slack-id", "U0KIM")
    assert set(everybody(database)) == {KIM}


def test_with_several_workspaces_one_must_be_named(database: Database) -> None:
    first, second = Office(database), Office(database, team=SlackTeam("T2", "Other", "UB2", None))
    refusal = refused("add", KIM)
    assert f"{first.workspace.id} (Fjord & Co)" in refusal
    assert f"{second.workspace.id} (Other)" in refusal
    said("add", KIM, "--workspace", str(second.workspace.id))
    assert everybody(database) == {}
    assert KIM in said("list", "--workspace", str(second.workspace.id))


def test_when_all_seats_are_taken_it_says_so(database: Database) -> None:
    said("add", KIM)
    with database.write() as connection:
        connection.execute(update(workspaces).values(seats=1))
    assert "All 1 seats are taken" in refused("add", "lee@example.com")
    said("add", "lee@example.com", "--no-seat")
