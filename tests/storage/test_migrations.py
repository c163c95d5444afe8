"""Migrations: down to nothing and up again, and no drift from the tables that the code knows, on both databases."""

import json
import subprocess
import sys
from collections.abc import Iterator

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Column, Engine, inspect, text

from csbot.storage.engine import open_engine
from csbot.storage.migrations import downgrade, is_current, upgrade
from csbot.storage.tables import metadata
from csbot.storage.unit_of_work import Database
from tests.builders import Office

pytestmark = pytest.mark.filterwarnings("ignore:.*expression-based index")  # on SQLite they are not read back


@pytest.fixture
def blank(blank_url: str) -> Iterator[Engine]:
    engine = open_engine(blank_url)
    yield engine
    engine.dispose()


def differences(engine: Engine) -> list[object]:
    """What alembic would still change."""
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        return list(compare_metadata(context, metadata))


def shape(engine: Engine) -> dict[str, object]:
    """Tables with columns, indexes, keys and foreign keys."""
    found = inspect(engine)
    looks = (found.get_columns, found.get_indexes, found.get_foreign_keys, found.get_unique_constraints)
    return {table: [sorted(map(plain, look(table))) for look in looks] for table in found.get_table_names()}


def plain(part: object) -> str:
    return json.dumps(part, default=str, sort_keys=True)


def test_the_schema_is_what_the_code_knows(blank: Engine) -> None:
    upgrade(blank)
    assert differences(blank) == []


def test_what_is_searched_by_its_beginning_is_ordered_by_code_point_whatever_the_server(postgresql_url: str) -> None:
    engine = open_engine(postgresql_url)
    with engine.connect() as connection:
        query = """SELECT DISTINCT collation_name FROM information_schema.columns
            WHERE column_name = 'name_norm' OR (table_name, column_name) = ('contact', 'email')"""
        assert connection.execute(text(query)).scalars().all() == ["C"]
    engine.dispose()


def test_what_drifts_is_noticed(blank: Engine) -> None:
    upgrade(blank)
    with blank.begin() as connection:
        connection.execute(text("ALTER TABLE member ADD COLUMN extra integer"))
        connection.execute(text("DROP INDEX ix_task_owner_due"))
    assert len(differences(blank)) == 2


def test_down_to_nothing_and_up_again(blank: Engine) -> None:
    assert not is_current(blank)
    upgrade(blank)
    assert is_current(blank)
    first = shape(blank)
    downgrade(blank, "base")
    assert not is_current(blank)
    assert set(inspect(blank).get_table_names()) <= {"alembic_version"}
    upgrade(blank)
    assert shape(blank) == first
    Office(Database(blank)).member("Kim")


def test_migrating_twice_changes_nothing(blank: Engine) -> None:
    upgrade(blank)
    office = Office(Database(blank))
    task_id = office.task(office.member("Kim"), "Stays")
    upgrade(blank)
    assert office.read(task_id).title == "Stays"


def test_a_partial_index_covers_the_rows_that_the_code_means(sqlite_database: Database) -> None:
    found = inspect(sqlite_database.engine)
    for table in metadata.tables.values():
        plain = [one for one in table.indexes if all(isinstance(part, Column) for part in one.expressions)]
        known = {str(one.name): str(one.dialect_options["sqlite"]["where"]) for one in plain}
        wheres = {one["name"]: one.get("dialect_options", {}) for one in found.get_indexes(table.name)}
        assert {str(name): str(options.get("sqlite_where")) for name, options in wheres.items()} == known


def test_several_processes_may_start_at_once(blank_url: str) -> None:
    script = (
        "import sys; from csbot.storage import engine, migrations; migrations.upgrade(engine.open_engine(sys.argv[1]))"
    )
    started = [subprocess.Popen([sys.executable, "-c", script, blank_url]) for _ in range(3)]
    assert [process.wait(60) for process in started] == [0, 0, 0]
    engine = open_engine(blank_url)
    assert is_current(engine)
    engine.dispose()
