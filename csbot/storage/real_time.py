"""Real time as the outbox counts it: the database's where several hosts share one, so that their clocks may differ."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Connection, func, select

from csbot.clock import Clock
from csbot.storage.types import UtcDateTime

RealTime = Callable[[Connection], datetime]

DATABASE_TIME = select(func.clock_timestamp(type_=UtcDateTime))
HOT_DATABASE_TIME = select(
    func.clock_timestamp(type_=UtcDateTime),
    *(func.set_config(name, "off", True) for name in ("enable_seqscan", "enable_hashjoin", "enable_mergejoin")),
)


def real_time(connection: Connection, clock: Clock) -> datetime:
    """PostgreSQL: the database's clock; SQLite: the process's real time (architecture, decision 6)."""
    return real_time_at(connection, clock.real_now())


def hot_real_time(connection: Connection, clock: Clock) -> datetime:
    """The same, for a transaction of the outbox's machinery.

    Its tables change faster than PostgreSQL counts their rows: it would read a table whole that was empty a moment
    ago, for every statement. So for this transaction only indexes count.
    """
    if connection.dialect.name == "postgresql":
        found: datetime = connection.execute(HOT_DATABASE_TIME).one()[0]
        return found
    return clock.real_now()


def real_time_at(connection: Connection, own: datetime) -> datetime:
    """The same; `own` is this process's real time."""
    if connection.dialect.name == "postgresql":
        return connection.execute(DATABASE_TIME).scalar_one()
    return own
