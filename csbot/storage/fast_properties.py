"""Indexes on properties that managers added: "make fast" (design: data notes, 0.1-0.4 s per 100,000 records).

On PostgreSQL the index is made beside people's work, which no transaction can hold; on SQLite in one of its own.
"""

from datetime import datetime

from sqlalchemy import Connection, Index, MetaData, text
from sqlalchemy.schema import CreateIndex

from csbot.domain.properties.own import OwnProperty
from csbot.domain.records import ObjectType
from csbot.storage import properties
from csbot.storage.filter_sql import Shelf
from csbot.storage.tables.records import RECORD_TABLES
from csbot.storage.unit_of_work import Database, UnitOfWork


def make_fast(database: Database, workspace_id: int, property_id: int, now: datetime) -> None:
    """Make the index anew and remember it. Takes seconds on a big book: for jobs and commands, not for clicks.

    Raises `NotFound`; `Busy` when SQLite's writer was not free in time.
    """
    with database.read() as connection:
        kind, own = properties.get(UnitOfWork(connection, workspace_id), property_id)
    if database.engine.dialect.name == "postgresql":
        # An index that another process was interrupted in stays behind, invalid.
        autonomous = database.engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        with autonomous as connection:
            connection.execute(text("SET statement_timeout = 0"))
            connection.execute(text(f"DROP INDEX CONCURRENTLY IF EXISTS {index_name(own)}"))
            _create(connection, kind, own)
            connection.execute(text("RESET statement_timeout"))
    with database.write() as connection:
        if connection.dialect.name == "sqlite":
            connection.execute(text(f"DROP INDEX IF EXISTS {index_name(own)}"))
            _create(connection, kind, own)
        _remember(UnitOfWork(connection, workspace_id), property_id, now)


def make_plain(database: Database, workspace_id: int, property_id: int) -> None:
    """Take the index away. Raises `NotFound`."""
    with database.write() as connection:
        uow = UnitOfWork(connection, workspace_id)
        _, own = properties.get(uow, property_id)
        connection.execute(text(f"DROP INDEX IF EXISTS {index_name(own)}"))
        _remember(uow, property_id, None)


def _remember(uow: UnitOfWork, property_id: int, at: datetime | None) -> None:
    _, own = properties.get(uow, property_id)
    properties.change(uow, property_id, own.version, {"fast_at": at})


def _create(connection: Connection, kind: ObjectType, own: OwnProperty) -> None:
    # The very expression that filters and lists compare.
    postgresql = connection.dialect.name == "postgresql"
    table = RECORD_TABLES[kind].to_metadata(MetaData())  # an index is made on it and forgotten again
    value = Shelf(table, postgresql).value(own.property)
    live = text("archived_at IS NULL")
    index = Index(
        index_name(own),
        table.c.workspace_id,
        value,
        table.c.id,
        sqlite_where=live,
        postgresql_where=live,
        postgresql_concurrently=True,
    )
    connection.execute(CreateIndex(index))


def index_name(own: OwnProperty) -> str:
    """The same in no other workspace, as the property's number is."""
    return f"ix_own_{own.id}"
