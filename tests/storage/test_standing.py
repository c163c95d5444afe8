"""A schema is known by what it is, not by its revision's name alone; on both databases."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import httpx
import pytest
from sqlalchemy import text
from typer.testing import CliRunner

from csbot.bootstrap import build
from csbot.cli.commands import app
from csbot.clock import FrozenClock
from csbot.settings import Settings
from csbot.storage.engine import open_engine
from csbot.storage.migrations import Watch, schema_of
from csbot.storage.migrations.standing import Standing
from csbot.storage.unit_of_work import Database
from tests.builders import MONDAY
from tests.slack_requests import SECRET

Counter = Callable[..., AbstractContextManager[list[str]]]
CHANGES = {
    "ALTER TABLE member DROP COLUMN team": "the column member.team is missing",
    "ALTER TABLE member ADD COLUMN shoe integer": "the column member.shoe is unknown",
    "DROP TABLE channel_gate": "the table channel_gate is missing",
    "DROP INDEX ix_task_owner_due": "the index ix_task_owner_due of task is missing",
    "CREATE UNIQUE INDEX mine ON task (name)": "the index mine of task is unknown",
}
HARMLESS = (
    "CREATE TABLE mine (id integer)",
    "CREATE INDEX mine ON task (name)",
    "CREATE INDEX ix_own_7 ON company (workspace_id, lower(name), id) WHERE archived_at IS NULL",
)


def change(url: str, *statements: str) -> None:
    engine = open_engine(url)
    with engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()


@pytest.mark.parametrize("statement", CHANGES)
def test_a_schema_with_the_right_name_but_other_columns_is_refused(database_url: str, statement: str) -> None:
    change(database_url, statement)
    for words in (["migrate"], ["people", "list"], ["doctor"]):
        done = CliRunner().invoke(app, words, env={"CSBOT_DATABASE_URL": database_url}, catch_exceptions=False)
        assert done.exit_code == 2
        assert f"not the one that its revision stands for: {CHANGES[statement]}. " in done.output
        assert "docs/how-to/backup.md" in done.output


@pytest.mark.parametrize("statement", HARMLESS)
def test_what_csbot_never_looks_at_is_no_difference(database: Database, statement: str) -> None:
    with database.write() as connection:
        connection.execute(text(statement))
    assert schema_of(database.engine).is_current


def test_many_differences_are_counted(database_url: str) -> None:
    change(database_url, *(f"ALTER TABLE member ADD COLUMN shoe{number} integer" for number in range(5)))
    said = CliRunner().invoke(app, ["migrate"], env={"CSBOT_DATABASE_URL": database_url}).output
    assert said.count(" is unknown") == 3
    assert "; and 2 more. Nothing was changed. " in said


def test_tables_without_a_revision_are_not_migrated_over(database_url: str) -> None:
    change(database_url, "DELETE FROM alembic_version")
    said = CliRunner().invoke(app, ["migrate"], env={"CSBOT_DATABASE_URL": database_url}).output
    assert "it has no revision" in said
    assert "Nothing was changed" in said


async def test_a_process_is_not_ready_from_the_moment_its_schema_changes(database_url: str) -> None:
    bot = build(Settings(database_url=database_url, SLACK_SIGNING_SECRET=SECRET), FrozenClock(MONDAY))

    async def asked() -> tuple[int, str]:
        transport = httpx.ASGITransport(app=bot.app())
        async with httpx.AsyncClient(transport=transport, base_url="http://csbot.test") as http:
            answer = await http.get("/readyz")
        return answer.status_code, answer.text

    assert await asked() == (200, "ready")
    change(database_url, "ALTER TABLE member ADD COLUMN shoe integer")
    status, said = await asked()
    assert (status, said.startswith("not ready: ")) == (503, True)
    assert "member.shoe" in said
    change(database_url, "ALTER TABLE member DROP COLUMN shoe")
    assert await asked() == (200, "ready")
    change(database_url, "UPDATE alembic_version SET version_num = '9999'")
    assert (await asked())[1] == "not ready: the database was written by a newer csbot than this one"
    await bot.stop()


def test_a_schema_that_did_not_change_is_not_compared_again(database: Database, query_counter: Counter) -> None:
    watch = Watch(database.engine)
    assert watch.look().standing is Standing.CURRENT
    with query_counter(database.engine) as statements:
        assert watch.look().standing is Standing.CURRENT
    assert len(statements) <= 6, statements
