"""The unit of work: one transaction, and the only commit in csbot."""

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Connection, Engine, RootTransaction
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from csbot.domain.errors import Busy, DiskFull, InDoubt
from csbot.patience import PATIENCE
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
        begin()
        with busy_when_waiting(), self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction that writes: committed when the block ends, rolled back when it raises.

        Raises `Busy`, `DiskFull` of it, and `InDoubt` when nobody knows what became of the COMMIT.
        """
        waits_until = begin()
        try:
            with busy_when_waiting(), self._turn(waits_until), self.engine.connect() as plain:
                connection = plain.execution_options(**{WRITES: waits_until})
                with connection.begin() as transaction:
                    yield connection
                    commit(transaction)
        except DiskFull:
            self.is_full = True
            raise
        self.is_full = False

    @contextmanager
    def _turn(self, waits_until: float) -> Iterator[None]:
        if self._lock is None:
            yield
        elif self._lock.acquire(timeout=max(0.0, waits_until - time.monotonic())):
            try:
                yield
            finally:
                self._lock.release()
        else:
            raise Busy()

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()


def begin() -> float:
    """Before a transaction: until which moment of `time.monotonic` it may wait for locks. Raises `Busy`."""
    waits_until, patience = time.monotonic() + WAIT_MS / 1000, PATIENCE.get()
    if patience is None:
        return waits_until
    if not patience.begin():
        raise Busy()
    return min(waits_until, patience.ends_at)


def commit(transaction: RootTransaction) -> None:
    """The only one. Raises `Busy` without sending it when whoever waited has been told that nothing was saved."""
    patience = PATIENCE.get()
    if patience is not None and not patience.begin_saving():
        raise Busy()
    try:
        transaction.commit()
    except DBAPIError as error:
        if is_in_doubt(error):
            raise InDoubt() from error
        raise
    if patience is not None:
        patience.saved()


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


def is_in_doubt(error: DBAPIError) -> bool:
    """Whether a failed COMMIT may have been done all the same: no answer came, or the server ended meanwhile."""
    state = getattr(error.orig, "sqlstate", "")  # SQLite's errors have none, and say what is
    return state is None or state[:2] == "08" or state in {"57P01", "57P02", "57P03"}


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
