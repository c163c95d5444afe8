"""PostgreSQL's connections, none of whose waits is without end: a server that stands still says nothing at all.

The kernel of its machine goes on acknowledging what is sent, so that TCP's own bounds don't help, and the server's
time-outs stand still with it.
"""

import os
import socket
import time
from collections.abc import Generator
from typing import Any, Self, TypeVar, cast

import psycopg
from sqlalchemy import Connection

from csbot.patience import PATIENCE

R = TypeVar("R")
ANSWER_S = 3.0  # where nobody waits: twice as long as the server lets a statement take
CONNECT_S = 2  # libpq knows nothing shorter
TOO_LATE = "the time for this is over"


class BoundedConnection(psycopg.Connection[Any]):
    """A connection that is closed when an answer does not come in time, and sends nothing once the time is over.

    In time: within `answer_s` (None: however long it takes), and before the end of the `Patience` of the work at hand.
    """

    answer_s: float | None = ANSWER_S

    @classmethod
    def connect(cls, conninfo: str = "", **settings: Any) -> Self:
        """As psycopg's; raises `OperationalError` when the time is over."""
        patience = PATIENCE.get()
        if patience is not None and patience.left_s <= 0:
            raise psycopg.OperationalError(TOO_LATE)
        return super().connect(conninfo, **settings)

    def wait(self, gen: Generator[Any, Any, R], interval: float = 0.1, timeout: float | None = None) -> R:
        """As psycopg's, which every exchange with the server goes through."""
        left_s = self._left_s(timeout)
        if left_s is None:
            return super().wait(gen, interval)
        if left_s <= 0:
            self.close()
            raise psycopg.OperationalError(TOO_LATE)
        ends_at = time.monotonic() + left_s
        try:
            return super().wait(gen, interval, left_s)
        except psycopg.OperationalError:
            if time.monotonic() >= ends_at:
                self.close()  # not rolled back: that would wait as well, and the server does it for whoever is gone
            raise

    def _left_s(self, timeout: float | None) -> float | None:
        patience, left_s = PATIENCE.get(), self.answer_s if timeout is None else timeout
        if patience is None:
            return left_s
        return patience.left_s if left_s is None else min(left_s, patience.left_s)


def sever(connection: Connection) -> None:
    """End the wait of another thread for this connection, which then fails there; it can't be closed under it."""
    with socket.socket(fileno=os.dup(driver_of(connection).fileno())) as known:
        known.shutdown(socket.SHUT_RDWR)


def driver_of(connection: Connection) -> BoundedConnection:
    """PostgreSQL's own connection."""
    driver: Any = connection.connection.dbapi_connection  # a detached one has no driver_connection
    return cast(BoundedConnection, driver)
