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
    if connection.dialect.name == "postgresql":
        return connection.execute(DATABASE_TIME).scalar_one()
    return clock.real_now()
