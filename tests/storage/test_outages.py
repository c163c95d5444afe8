"""A database that cannot be reached is an outage to be waited for, not a bug."""

import pytest

from csbot.domain.errors import Busy
from csbot.storage.engine import open_engine
from csbot.storage.unit_of_work import Database


@pytest.mark.parametrize("way", ["read", "write"])
def test_a_server_that_is_away_is_busy(unused_tcp_port: int, way: str) -> None:
    database = Database(open_engine(f"postgresql://nobody@127.0.0.1:{unused_tcp_port}/csbot"))
    with pytest.raises(Busy), getattr(database, way)():
        pass
    database.close()


def test_a_server_that_ends_our_connection_is_busy_once(postgresql_url: str) -> None:
    database, killer = Database(open_engine(postgresql_url)), Database(open_engine(postgresql_url))
    with pytest.raises(Busy):
        read_while_killed(database, killer)
    with database.read() as connection:
        assert connection.exec_driver_sql("SELECT 1").scalar_one() == 1
    database.close()
    killer.close()


def read_while_killed(database: Database, killer: Database) -> None:
    with database.read() as connection:
        pid = connection.exec_driver_sql("SELECT pg_backend_pid()").scalar_one()
        with killer.write() as other:
            other.exec_driver_sql(f"SELECT pg_terminate_backend({pid})")
        connection.exec_driver_sql("SELECT 1")
