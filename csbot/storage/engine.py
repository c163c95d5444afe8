"""One engine per process, SQLite or PostgreSQL.

SQLite: WAL, synchronous FULL, foreign keys on, BEGIN IMMEDIATE for writes, and one in-process write lock taken
before BEGIN: eight writers with a deferred BEGIN gave 163,800 lock errors, with this none (design: data notes).
Statements and lock waits end at 1.5 s: a click then answers "busy, nothing was saved". A process that stands still
in the middle of a transaction keeps its rows locked on PostgreSQL for `STANDSTILL_MS` at most; nobody passes them
before, and no lease that ends helps. A server that is gone without a word, with its host or the network, is given up
after `SILENCE_MS`: the system's own patience is a quarter of an hour, for which planning and delivery would stand.
One that stands still is known by its silence only: csbot.storage.bounded.
"""

import sqlite3
import time
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url

from csbot.storage.bounded import CONNECT_S, BoundedConnection
from csbot.storage.private_files import create_for_service

WRITES = "csbot_writes"  # a writing transaction of SQLite: the moment of `time.monotonic` until which it may wait
WAIT_MS = 1500
SYNCHRONOUS = "FULL"  # SQLite's NORMAL can lose the last commits when the power fails
STANDSTILL_MS = 10_000  # far more than csbot ever thinks between two statements, far less than a lease
SILENCE_MS = 10_000  # of the server's system, which answers for it however busy it is
KEEPALIVES = {"keepalives_idle": 4, "keepalives_interval": 2, "keepalives_count": 3}
POOL_SIZE = 12  # clicks 8, background 4
POOL_TIMEOUT_S = 1


def open_engine(url: str, pool_size: int = POOL_SIZE) -> Engine:
    """The engine of a database URL. A SQLite file is made when it is not there; its folder must exist."""
    parsed = make_url(url)
    if file := sqlite_file(url):
        return _sqlite(parsed, file, pool_size)
    if parsed.get_backend_name() != "postgresql":
        raise ValueError(f"csbot runs on SQLite and PostgreSQL, not on {parsed.get_backend_name()}")
    return _postgresql(parsed, pool_size)


def sqlite_file(url: str) -> Path | None:
    """The file of a SQLite database's URL; None on PostgreSQL. Raises `ValueError` for a database in memory."""
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        return None
    named = parsed.database or ""
    if named.startswith("file:"):  # SQLite's own kind of address
        named = unquote(urlsplit(named).path)
    if named in ("", ":memory:") or parsed.query.get("mode") == "memory":
        raise ValueError("csbot needs a database file: a database in memory would be gone with the process")
    return Path(named)


def _sqlite(url: URL, file: Path, pool_size: int) -> Engine:
    if not file.resolve().parent.is_dir():
        raise ValueError(f"no such folder for the database: {file.parent}")

    def make_private(*_: Any) -> None:
        with suppress(FileExistsError):  # SQLite gives the log beside it the same owner and rights
            create_for_service(file)

    engine = create_engine(
        url,
        pool_size=pool_size,
        max_overflow=0,
        pool_timeout=POOL_TIMEOUT_S,
        pool_reset_on_return=None,  # every transaction is ended by its unit of work
        connect_args={"check_same_thread": False, "timeout": WAIT_MS / 1000},
    )
    event.listen(engine, "do_connect", make_private)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, _record: Any) -> None:
    connection.isolation_level = None  # BEGIN is ours
    for pragma in (
        "journal_mode=WAL",
        f"synchronous={SYNCHRONOUS}",
        "foreign_keys=ON",
        "temp_store=MEMORY",
        "cache_size=-16000",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    driver: sqlite3.Connection = connection.connection.driver_connection  # type: ignore[assignment]
    patience_ends = connection.get_execution_options().get(WRITES)
    if patience_ends is None:
        driver.execute("BEGIN")  # past SQLAlchemy, which would take ten times as long: every click begins with it
        return
    # What is left after the wait for the lock of this process: two waits in a row would outlast Slack's three seconds.
    left_ms = max(1, round((patience_ends - time.monotonic()) * 1000))
    driver.execute(f"PRAGMA busy_timeout={left_ms}")
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _postgresql(url: URL, pool_size: int) -> Engine:
    if url.get_driver_name() != "psycopg":
        url = url.set(drivername="postgresql+psycopg")
    engine = create_engine(
        url,
        pool_size=pool_size,
        max_overflow=0,
        pool_timeout=POOL_TIMEOUT_S,
        pool_pre_ping=True,
        connect_args={
            "options": " ".join(f"-c {name}={value}" for name, value in _limits().items()),
            "connect_timeout": CONNECT_S,
            "tcp_user_timeout": SILENCE_MS,
            **KEEPALIVES,
        },
    )
    event.listen(engine, "do_connect", _connect_postgresql)
    return engine


def _connect_postgresql(_dialect: Any, _record: Any, given: list[Any], named: dict[str, Any]) -> BoundedConnection:
    return BoundedConnection.connect(*given, **named)


def _limits() -> dict[str, str | int]:
    return {
        "statement_timeout": WAIT_MS,
        "lock_timeout": WAIT_MS,
        "idle_in_transaction_session_timeout": STANDSTILL_MS,
        "timezone": "UTC",
    }
