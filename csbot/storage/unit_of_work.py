"""The unit of work: one transaction, and the only commit in csbot."""

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from csbot.domain.errors import Busy, DiskFull
from csbot.storage.engine import WAIT_MS, WRITES

Reading = Connection
"""A transaction that only reads, for those who serve several workspaces in one."""


@dataclass(frozen=True, slots=True)
class UnitOfWork:
    """One transaction of one workspace. Every repository takes it, so that every query is scoped (workspace A9)."""

    connection: Connection
    workspace_id: int


class Database:
    """Opens transactions. SQLite's single writer is serialised by a lock taken before BEGIN."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.is_full = False  # the last write that ended found no room on the disk
        self._lock = threading.Lock() if engine.dialect.name == "sqlite" else None

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A transaction that reads: one snapshot on SQLite. Raises `Busy` when the database doesn't answer in time."""
        with busy_when_waiting(), self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction that writes: committed when the block ends, rolled back when it raises.

        Raises `Busy`, and `DiskFull` of it.
        """
        patience_ends = time.monotonic() + WAIT_MS / 1000
        try:
            with busy_when_waiting(), self._turn(), self.engine.connect() as plain:
                connection = plain.execution_options(**{WRITES: patience_ends})
                with connection.begin():
                    yield connection
        except DiskFull:
            self.is_full = True
            raise
        self.is_full = False

    @contextmanager
    def _turn(self) -> Iterator[None]:
        if self._lock is None:
            yield
        elif self._lock.acquire(timeout=WAIT_MS / 1000):
            try:
                yield
            finally:
                self._lock.release()
        else:
            raise Busy()

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()


@contextmanager
def busy_when_waiting() -> Iterator[None]:
    """Turn the databases' time-outs, lost connections and full disks into `Busy`; other errors pass."""
    try:
        yield
    except PoolTimeout:
        raise Busy() from None
    except DBAPIError as error:
        if is_full(error):
            raise DiskFull() from error
        if is_busy(error):
            raise Busy() from error
        raise


def is_busy(error: DBAPIError) -> bool:
    """Whether trying again may work: locked, timed out, deadlocked, serialization failure, no connection or lost."""
    state = getattr(error.orig, "sqlstate", "")  # SQLite's errors have none
    if state:
        return state in {"57014", "55P03", "40P01", "40001", "57P01", "57P02", "57P03", "25P03"} or state[:2] == "08"
    no_connection = state is None and isinstance(error, OperationalError)  # the server never answered
    return error.connection_invalidated or no_connection or "database is locked" in str(error.orig)


def is_full(error: DBAPIError) -> bool:
    """Whether the disk of the database has no room."""
    if isinstance(error.orig, sqlite3.Error):
        return sqlite_code(error.orig) == sqlite3.SQLITE_FULL
    return getattr(error.orig, "sqlstate", "") == "53100"


def sqlite_code(error: sqlite3.Error) -> int:
    """SQLite's primary result code; 0 for an error of Python's own module, which has none."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF
