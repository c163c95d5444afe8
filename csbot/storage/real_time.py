"""Real time as the outbox counts it: the database's where several hosts share one, so that their clocks may differ."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Connection, func, select

from csbot.clock import Clock
from csbot.storage.types import UtcDateTime

RealTime = Callable[[Connection], datetime]

DATABASE_TIME = select(func.clock_timestamp(type_=UtcDateTime))


def real_time(connection: Connection, clock: Clock) -> datetime:
    """PostgreSQL: the database's clock; SQLite: the process's real time (architecture, decision 6)."""
    return real_time_at(connection, clock.real_now())


def real_time_at(connection: Connection, own: datetime) -> datetime:
    """The same; `own` is this process's real time."""
    if connection.dialect.name == "postgresql":
        return connection.execute(DATABASE_TIME).scalar_one()
    return own
