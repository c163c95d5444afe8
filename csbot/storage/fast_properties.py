"""Indexes on properties that managers added: "make fast" (design: data notes, 0.1-0.4 s per 100,000 records).

On PostgreSQL the index is made beside people's work, which no transaction can hold; on SQLite in one of its own.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager, suppress
from datetime import datetime
from typing import Any

import psycopg
from sqlalchemy import Connection, ExecutableDDLElement, Index, LargeBinary, MetaData, cast, func, select, text
from sqlalchemy.schema import CreateIndex

from csbot.domain.errors import Busy
from csbot.domain.jobs import Stopped
from csbot.domain.properties.own import FAST_LENGTH, OwnProperty, TextsTooLong
from csbot.domain.records import ObjectType
from csbot.storage import properties
from csbot.storage.bounded import ANSWER_S, driver_of, sever
from csbot.storage.filter_sql import Shelf
from csbot.storage.tables.records import RECORD_TABLES
from csbot.storage.unit_of_work import Database, UnitOfWork, busy_when_waiting

BEAT_S = 1.0
PATIENCE_MS = 20_000  # less than a job's lease
GIVE_UP_MS = 2_000
LOCKS = 3  # for which dropping an index beside people's work waits
CANCEL_S = 5
BYTES_PER_CHARACTER = 4
SCANNED = 60  # percent, when the table was read once; then the index is compared with it
PHASES = {"building index": (0, SCANNED), "index validation": (SCANNED, 100 - SCANNED)}
PROGRESS = text("SELECT phase, blocks_done, blocks_total FROM pg_stat_progress_create_index WHERE pid = :pid")
VALID = text("SELECT indisvalid FROM pg_index WHERE indexrelid = to_regclass(:name)")

Beat = Callable[[int], bool]
"""Called about every second with the percent that are done; whether to go on."""


def go_on(_percent: int) -> bool:
    """A beat that never stops."""
    return True


def make_fast(database: Database, workspace_id: int, property_id: int, now: datetime, beat: Beat = go_on) -> None:
    """Make the index, anew where one is broken or there already. Takes seconds on a big book: for jobs and commands,
    not for clicks. What is saved meanwhile obeys the limit of an indexed text.

    Raises `NotFound`, also for a deleted one, `TextsTooLong`, `Stopped`, and `Busy` when SQLite's writer was not free.
    """
    with database.write() as connection:
        uow = UnitOfWork(connection, workspace_id)
        kind, own = properties.get_live(uow, property_id)
        if own.property.is_text and (count := _count_long(uow, kind, own)):
            raise TextsTooLong(label=own.property.label, count=count, limit=FAST_LENGTH)
        properties.set_fast(uow, property_id, now)
        if connection.dialect.name == "sqlite":
            connection.execute(text(f"DROP INDEX IF EXISTS {index_name(property_id)}"))
            connection.execute(_index(connection, kind, own))
            return
    try:
        _drop(database, property_id, PATIENCE_MS)
        with autonomous(database) as connection:
            _build(database, connection, _index(connection, kind, own), beat)
        with database.write() as connection:
            properties.get_live(UnitOfWork(connection, workspace_id), property_id)
    except BaseException:
        with suppress(Busy):  # what is left of it goes with the next attempt
            _drop(database, property_id, GIVE_UP_MS)
        with database.write() as connection:
            properties.set_fast(UnitOfWork(connection, workspace_id), property_id, None)
        raise


def make_plain(database: Database, workspace_id: int, property_id: int) -> None:
    """Take the index away. Raises `NotFound`, and `Busy` when people's transactions did not end in time."""
    with database.read() as connection:
        properties.get(UnitOfWork(connection, workspace_id), property_id)
    if database.engine.dialect.name == "postgresql":
        _drop(database, property_id, PATIENCE_MS)
    with database.write() as connection:
        if connection.dialect.name == "sqlite":
            connection.execute(text(f"DROP INDEX IF EXISTS {index_name(property_id)}"))
        properties.set_fast(UnitOfWork(connection, workspace_id), property_id, None)


def is_indexed(database: Database, own: OwnProperty) -> bool:
    """Whether the index is there and whole: a process that died while making it leaves half of one."""
    with database.read() as connection:
        if connection.dialect.name == "sqlite":
            return own.is_fast
        return bool(connection.execute(VALID, {"name": index_name(own.id)}).scalar_one_or_none())


def index_name(property_id: int) -> str:
    """The same in no other workspace, as the property's number is."""
    return f"ix_own_{property_id}"


@contextmanager
def autonomous(database: Database, patience_ms: int = 0) -> Iterator[Connection]:
    """A PostgreSQL connection of its own beside the pool, on which a statement is no transaction and may take long.

    `patience_ms`: how long it waits for other people's transactions, 0 for ever; then raises `Busy`.
    """
    plain = database.engine.connect().execution_options(isolation_level="AUTOCOMMIT")
    with busy_when_waiting(), plain as connection:
        connection.detach()
        driver_of(connection).answer_s = LOCKS * patience_ms / 1000 + ANSWER_S if patience_ms else None
        connection.execute(text("SET statement_timeout = 0"))
        connection.execute(text(f"SET lock_timeout = {patience_ms}"))
        yield connection


def _drop(database: Database, property_id: int, patience_ms: int) -> None:
    with autonomous(database, patience_ms) as connection:
        connection.execute(text(f"DROP INDEX CONCURRENTLY IF EXISTS {index_name(property_id)}"))


def _build(database: Database, connection: Connection, statement: ExecutableDDLElement, beat: Beat) -> None:
    """Run the statement in a thread of its own, so that this one can tell how it goes and stop it."""
    driver = driver_of(connection)
    with ThreadPoolExecutor(1) as thread:
        making: Future[Any] = thread.submit(connection.execute, statement)
        percent = 0
        try:
            while not wait([making], BEAT_S).done:
                percent = max(percent, _percent(database, driver.info.backend_pid))
                if not beat(percent):
                    raise Stopped()
        except BaseException:
            with suppress(psycopg.OperationalError):
                driver.cancel_safe(timeout=CANCEL_S)
            if not wait([making], CANCEL_S).done:
                sever(connection)
            raise
        making.result()


def _percent(database: Database, pid: int) -> int:
    with database.read() as connection:
        row = connection.execute(PROGRESS, {"pid": pid}).one_or_none()
    if row is None:
        return 0
    start, share = next((known for phase, known in PHASES.items() if row.phase.startswith(phase)), (SCANNED, 0))
    return start + share * int(row.blocks_done) // max(int(row.blocks_total), 1)


def _count_long(uow: UnitOfWork, kind: ObjectType, own: OwnProperty) -> int:
    """How many records of the type hold a text that PostgreSQL's index might not take."""
    shelf = Shelf.of(uow.connection, kind)
    length = func.octet_length if shelf.postgresql else func.length
    value = shelf.text(own.property)
    size = length(value if shelf.postgresql else cast(value, LargeBinary))
    live = shelf.live(uow.workspace_id)
    long = select(func.count()).select_from(shelf.table).where(*live, size > FAST_LENGTH * BYTES_PER_CHARACTER)
    count: int = uow.connection.execute(long).scalar_one()
    return count


def _index(connection: Connection, kind: ObjectType, own: OwnProperty) -> CreateIndex:
    """On the very expression that filters and lists compare."""
    table = RECORD_TABLES[kind].to_metadata(MetaData())  # an index is made on it and forgotten again
    value = Shelf(table, connection.dialect.name == "postgresql").value(own.property)
    live = text("archived_at IS NULL")
    index = Index(
        index_name(own.id),
        table.c.workspace_id,
        value,
        table.c.id,
        sqlite_where=live,
        postgresql_where=live,
        postgresql_concurrently=True,
    )
    return CreateIndex(index)
