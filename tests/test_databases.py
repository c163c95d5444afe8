"""The databases that tests get: empty, migrated, their own, and the two kinds alike."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import create_engine, inspect, select, text

from csbot.storage import engine as engines
from csbot.storage.engine import open_engine
from csbot.storage.migrations import is_current
from csbot.storage.tables import metadata
from csbot.storage.unit_of_work import Database
from tests import databases
from tests.builders import Office
from tests.databases import OneDatabase
from tests.handlers.conftest import ON_BOTH

AT_FIRST = {"record_counter"}  # a migration makes its row
Counter = Callable[..., AbstractContextManager[list[str]]]


@pytest.mark.parametrize("time", ["first", "second"])
def test_every_test_gets_a_migrated_database_without_another_tests_tables(database: Database, time: str) -> None:
    assert is_current(database.engine)
    assert "left_over" not in inspect(database.engine).get_table_names()
    with database.write() as connection:
        connection.execute(text("CREATE TABLE left_over (id integer)"))


@pytest.fixture
def one(postgres_server_url: str, postgresql_template: str, run_id: str) -> Iterator[OneDatabase]:
    """A database of its own that is lent again and again."""
    made = OneDatabase(postgres_server_url, postgresql_template, f"{run_id}-again")
    yield made
    made.drop()


def lent(one: OneDatabase) -> "closing[Database]":
    return closing(Database(open_engine(one.lend())))


def rows(database: Database) -> set[str]:
    """The tables that hold any."""
    with database.read() as connection:
        return {table.name for table in metadata.sorted_tables if connection.execute(select(table).limit(1)).first()}


def test_rows_and_numbers_of_a_test_are_not_there_for_the_next(one: OneDatabase) -> None:
    ids = []
    for _ in range(3):
        with lent(one) as database:
            assert rows(database) == AT_FIRST
            office = Office(database)
            kim = office.member("Kim")
            ids.append((office.workspace.id, kim.id, office.task(kim, "Call")))
            assert rows(database) >= {"workspace", "member", "task"}
    assert ids == [(1, 1, 1)] * 3
    assert one.made == 1


@pytest.mark.parametrize(
    "change",
    [
        "CREATE INDEX left_over ON company (name) WHERE name = 'x'",
        "CREATE TABLE left_over (id integer)",
        "CREATE SCHEMA left_over",
        "CREATE FUNCTION left_over() RETURNS integer LANGUAGE sql RETURN 1",
        "CREATE VIEW left_over AS SELECT 1",
        "ALTER TABLE company ADD left_over integer",
        "ALTER TABLE task ALTER status DROP NOT NULL",
        "DROP INDEX {index}",
        "UPDATE alembic_version SET version_num = 'left over'",
        "ANALYZE workspace",
        'ALTER DATABASE "{name}" SET statement_timeout = 1',
    ],
)
def test_what_no_row_can_take_back_brings_a_new_database(one: OneDatabase, change: str) -> None:
    with lent(one) as database:
        Office(database).member("Kim")
        url = database.engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(url, autocommit=True) as first:
        index = first.execute("SELECT indexrelid::regclass FROM pg_index WHERE NOT indisunique AND indexrelid > 16384")
        [index_name] = index.fetchmany(1)
        first.execute(change.format(index=index_name[0], name=one.name).encode())
    with lent(one) as database:
        assert one.made == 2
        assert is_current(database.engine)
        assert rows(database) == AT_FIRST


def test_who_stays_connected_reaches_no_other_tests_database(one: OneDatabase, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(databases, "LET_GO_S", 0.1)
    with psycopg.connect(one.lend(), autocommit=True) as staying, lent(one) as database:
        assert one.made == 2
        with pytest.raises(psycopg.OperationalError):
            staying.execute("DELETE FROM record_counter")
        assert rows(database) == AT_FIRST


def test_whoever_comes_back_late_finds_no_database(one: OneDatabase) -> None:
    url = one.lend()
    assert one.lend() != url
    assert one.made == 1
    with pytest.raises(psycopg.OperationalError, match="does not exist"):
        psycopg.connect(url)


def test_a_database_that_is_gone_is_made_anew(one: OneDatabase) -> None:
    one.lend()
    one.drop()
    with lent(one) as database:
        assert rows(database) == AT_FIRST


def test_statements_are_compiled_once_for_all_engines_of_a_kind(database: Database, database_url: str) -> None:
    table, compiled = metadata.tables["workspace"], []
    statement = select(table.c.name.label("compiled_once"))
    listened = [database, Database(open_engine(database_url))]
    for each in listened:
        with each.read() as connection:
            compiled.append(connection.execute(statement).context.compiled)
    listened[1].close()
    assert compiled[0] is compiled[1]
    assert vars(engines)["create_engine"] is not create_engine


def test_a_blank_database_has_no_tables(blank_url: str) -> None:
    engine = open_engine(blank_url)
    assert inspect(engine).get_table_names() == []
    engine.dispose()


def test_both_kinds_sort_text_by_code_point(database: Database) -> None:
    words = "SELECT column1 FROM (VALUES ('é'), ('b'), ('Z'), ('a'), ('Å')) AS words ORDER BY 1"
    with database.read() as connection:
        assert list(connection.scalars(text(words))) == ["Z", "a", "b", "Å", "é"]


def test_counting_shows_the_statements_when_the_number_is_off(database: Database, query_counter: Counter) -> None:
    with query_counter(database.engine, expected=1), database.read() as connection:
        connection.execute(text("SELECT 1"))
    wrong = pytest.raises(AssertionError, match=r"1 statements instead of 2:\n1\. SELECT 1")
    with wrong, query_counter(database.engine, expected=2), database.read() as connection:
        connection.execute(text("SELECT 1"))


def test_the_files_of_handlers_that_run_on_both_are_there() -> None:
    files = {file.stem for file in Path(__file__).parent.glob("handlers/test_*.py")}
    assert files >= ON_BOTH
