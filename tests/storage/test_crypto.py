"""Secrets at rest: sealed with the first key, opened with any, renewed in chunks (architecture, decision 9)."""

import pytest
from sqlalchemy import update
from typer.testing import CliRunner, Result

from csbot.cli import secrets_at_rest
from csbot.cli.commands import app
from csbot.domain.workspaces import SlackTeam
from csbot.services.installations import Granted, install
from csbot.storage.crypto import Unsealable, Vault, sealed_columns
from csbot.storage.installations import list_tokens
from csbot.storage.tables.installations import installations
from csbot.storage.unit_of_work import Database
from tests.builders import MONDAY

OLD, NEW, OTHER = "o" * 32, "n" * 32, "x" * 32
TEAMS = 5


@pytest.fixture
def stored(sqlite_database: Database) -> Database:
    """Tokens of five teams, sealed with the old key."""
    for number in range(TEAMS):
        team = SlackTeam(f"T{number}", f"Team {number}", "UBOT", "A1")
        install(sqlite_database, Vault([OLD]), MONDAY, MONDAY, Granted(team, f"xoxb-{number}", "commands", "U1"))
    return sqlite_database


def rotate(database: Database, keys: str) -> Result:
    environment = {"CSBOT_DATABASE_URL": str(database.engine.url), "CSBOT_SECRET_KEY": keys}
    return CliRunner().invoke(app, ["rotate-key"], env=environment)


def opened(database: Database, *keys: str) -> list[str]:
    with database.read() as connection:
        return [Vault(keys).open(sealed) for sealed in list_tokens(connection).values()]


def test_what_is_sealed_says_nothing_and_differs_each_time() -> None:
    vault = Vault([OLD])
    first, second = vault.seal("xoxb-1"), vault.seal("xoxb-1")
    assert first != second
    assert "xoxb" not in first
    assert vault.open(first) == vault.open(second) == "xoxb-1"


@pytest.mark.parametrize("keys", [[OLD], [NEW, OLD], [OLD, NEW]])
def test_any_of_the_keys_opens(keys: list[str]) -> None:
    assert Vault(keys).open(Vault([OLD]).seal("xoxb-1")) == "xoxb-1"


def test_what_another_key_sealed_is_not_opened() -> None:
    with pytest.raises(Unsealable):
        Vault([NEW, OLD]).open(Vault([OTHER]).seal("xoxb-1"))


@pytest.mark.parametrize("sealed", ["", "x", "xoxb-1", "æ"])
def test_what_was_never_sealed_is_not_quoted(sealed: str) -> None:
    with pytest.raises(Unsealable) as refused:
        Vault([NEW, OLD]).open(sealed)
    assert str(refused.value) == ""


def test_after_rotation_the_old_key_may_go(stored: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(secrets_at_rest, "CHUNK", 2)
    done = rotate(stored, f"{NEW},{OLD}")
    assert done.exit_code == 0, done.output
    assert f"{TEAMS} secrets" in done.output
    assert opened(stored, NEW) == [f"xoxb-{number}" for number in range(TEAMS)]
    assert rotate(stored, NEW).exit_code == 0, "safe to run again"


def test_a_rotation_without_the_old_key_changes_nothing(stored: Database) -> None:
    done = rotate(stored, NEW)
    assert done.exit_code == 2
    assert "Add it at the end" in done.output
    assert len(opened(stored, OLD)) == TEAMS


def test_one_secret_that_no_key_opens_leaves_the_others_usable(stored: Database) -> None:
    with stored.write() as connection:
        lost = update(installations).where(installations.c.workspace_id == TEAMS)
        connection.execute(lost.values(bot_token=Vault([OTHER]).seal("xoxb-lost")))
    assert rotate(stored, f"{NEW},{OLD}").exit_code == 2
    assert opened(stored, NEW, OLD, OTHER)[:-1] == [f"xoxb-{number}" for number in range(TEAMS - 1)]


def test_without_a_key_the_way_to_make_one_is_said(sqlite_database: Database) -> None:
    assert "openssl rand -hex 32" in rotate(sqlite_database, "").output


def test_tokens_are_of_the_sealed_type_so_that_the_rotation_finds_them() -> None:
    assert installations.c.bot_token in sealed_columns()
