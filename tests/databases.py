"""What makes the databases of tests quick: one PostgreSQL database for a worker, emptied between tests, and one store
of compiled statements for all engines of a process.

A database from a template takes 177 ms, DELETE of 36 tables and 17 sequences 7 ms (design: data notes).
"""

import itertools
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, LiteralString

import psycopg
from psycopg.errors import InvalidCatalogName
from psycopg.sql import SQL, Composed, Identifier
from psycopg.types.json import Jsonb
from sqlalchemy import Engine, make_url

from tests.postgres import create_database, drop_database

LET_GO_S = 2.0  # within which a test's connections have ended; whoever keeps one longer keeps the database
MOST_STATEMENTS = 3000  # random filters make many
# A row that is added, changed or removed there changes the number of rows or the latest transaction that wrote one.
CATALOGS: tuple[LiteralString, ...] = (
    "pg_class", "pg_attribute", "pg_attrdef", "pg_constraint", "pg_enum", "pg_extension", "pg_index", "pg_policy",
    "pg_proc", "pg_rewrite", "pg_statistic", "pg_statistic_ext", "pg_trigger", "pg_largeobject_metadata",
)  # fmt: skip
ALSO: tuple[LiteralString, ...] = (
    "pg_namespace WHERE nspname !~ '^pg_(toast_)?temp_'",
    "pg_db_role_setting WHERE setdatabase IN (SELECT oid FROM pg_database WHERE datname = current_database())",
)
SHAPE = SQL("SELECT (SELECT string_agg(version_num, ' ') FROM alembic_version), {}").format(
    SQL(", ").join(
        SQL("(SELECT concat(count(*), ' ', max(xmin::text::bigint)) FROM ") + SQL(one) + SQL(")")
        for one in CATALOGS + ALSO
    )
)
TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename != 'alembic_version'"
RESTART = "SELECT setval(seqrelid, seqstart, false) FROM pg_sequence"


class OneDatabase:
    """Lends one PostgreSQL database to one test after the other, each time empty and under a new name.

    It is emptied when the next test asks, after it got its new name: nobody is connected then, and what the last test
    left running finds it no more. What a test changed in another way than by rows (an index, a table, a setting,
    statistics) can't be taken back row by row: then, or while somebody stays connected, there is a new one from the
    template.
    """

    def __init__(self, server_url: str, template: str, prefix: str) -> None:
        self.server_url, self.template = server_url, template
        self.names = (f"{prefix}-{number}" for number in itertools.count(1))
        self.name = ""
        self.shape: Any = None
        self.emptying = Composed([])
        self.made = 0

    def lend(self) -> str:
        """The URL of an empty, migrated database."""
        if not (self.name and self._is_empty_again()):
            self.drop()
            self._make()
        return self._url(self.name)

    def drop(self) -> None:
        if self.name:
            drop_database(self.server_url, self.name)

    def _make(self) -> None:
        self.name = next(self.names)
        create_database(self.server_url, self.name, template=self.template)
        self.made += 1
        with self._connected(self.name) as connection:
            self.shape = connection.execute(SHAPE).fetchone()
            self.emptying = _emptying(connection)

    def _is_empty_again(self) -> bool:
        if not self._is_renamed():
            return False
        with self._connected(self.name) as connection:
            if connection.execute(SHAPE).fetchone() != self.shape:
                return False
            connection.execute(self.emptying)
        return True

    def _is_renamed(self) -> bool:
        """False when somebody is still connected, or when there is no such database any more."""
        new, end = next(self.names), time.monotonic() + LET_GO_S
        with self._connected(make_url(self.server_url).database or "") as connection:
            while connection.execute("SELECT 1 FROM pg_stat_activity WHERE datname = %s", [self.name]).fetchone():
                if time.monotonic() > end:
                    return False
                time.sleep(0.002)
            renaming = SQL("ALTER DATABASE {} RENAME TO {}").format(Identifier(self.name), Identifier(new))
            try:
                connection.execute(renaming)
            except InvalidCatalogName:
                return False
        self.name = new
        return True

    @contextmanager
    def _connected(self, name: str) -> Iterator[psycopg.Connection]:
        with psycopg.connect(self._url(name), autocommit=True, options="-c statement_timeout=0") as connection:
            yield connection

    def _url(self, name: str) -> str:
        return (
            make_url(self.server_url).set(database=name, drivername="postgresql").render_as_string(hide_password=False)
        )


def _emptying(connection: psycopg.Connection) -> Composed:
    """What brings a new database back to what it is now; the rows that migrations made come again."""
    tables = [Identifier(name) for (name,) in connection.execute(TABLES)]
    steps: list[Composed] = [SQL("DELETE FROM {}").format(table) for table in tables]
    for table in tables:
        [(rows,)] = connection.execute(SQL("SELECT jsonb_agg(row) FROM {} AS row").format(table)).fetchall()
        if rows:
            again = SQL("INSERT INTO {0} SELECT * FROM jsonb_populate_recordset(NULL::{0}, {1})")
            steps.append(again.format(table, Jsonb(rows)))
    quickly = SQL("BEGIN; SET LOCAL session_replication_role = replica; {}; {}; COMMIT")
    return quickly.format(SQL("; ").join(steps), SQL(RESTART))


class Statements(dict[tuple[Any, ...], Any]):
    """Compiled statements, whichever engine of the kind compiled them: SQLAlchemy keeps some for each engine, and every
    test has its own."""

    def get(self, key: tuple[Any, ...], default: Any = None) -> Any:
        return super().get(key[1:], default)  # without the engine's dialect

    def __setitem__(self, key: tuple[Any, ...], compiled: Any) -> None:
        if len(self) >= MOST_STATEMENTS:
            self.clear()
        super().__setitem__(key[1:], compiled)


STATEMENTS: defaultdict[str, Statements] = defaultdict(Statements)


def sharing(create_engine: Callable[..., Engine]) -> Callable[..., Engine]:
    """Its engines compile no statement that one before them compiled."""

    def create(*given: Any, **settings: Any) -> Engine:
        engine = create_engine(*given, **settings)
        engine.update_execution_options(compiled_cache=STATEMENTS[engine.dialect.name])
        return engine

    return create
