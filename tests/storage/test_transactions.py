"""Transactions: whoever must wait too long is told so soon, and readers wait for nobody (architecture, SQLite)."""

import os
import runpy
import socket
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import make_url, text

from csbot.domain.errors import Busy
from csbot.storage import engine as engines
from csbot.storage import unit_of_work
from csbot.storage.engine import open_engine
from csbot.storage.unit_of_work import Database
from tests.builders import Office

WAIT_MS = 200


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits longer than a fifth of a second."""
    monkeypatch.setattr(unit_of_work, "WAIT_MS", WAIT_MS)
    monkeypatch.setattr(engines, "WAIT_MS", WAIT_MS)
    monkeypatch.setattr(engines, "POOL_TIMEOUT_S", WAIT_MS / 1000)


@contextmanager
def reopened(url: str, pool_size: int = 4) -> Iterator[Database]:
    database = Database(open_engine(url, pool_size))
    yield database
    database.close()


@contextmanager
def written_elsewhere(url: str) -> Iterator[None]:
    """Another process, such as a CLI command, in the middle of a write."""
    file = sqlite3.connect(make_url(url).database or "", isolation_level=None)
    file.execute("BEGIN IMMEDIATE")
    yield
    file.execute("ROLLBACK")
    file.close()


@pytest.mark.usefixtures("impatient")
def test_a_writer_behind_another_one_of_this_process_is_busy(sqlite_url: str) -> None:
    with reopened(sqlite_url) as database, database.write(), pytest.raises(Busy), database.write():
        pass


@pytest.mark.usefixtures("impatient")
def test_a_writer_behind_another_process_is_busy(sqlite_url: str) -> None:
    with reopened(sqlite_url) as database, written_elsewhere(sqlite_url), pytest.raises(Busy), database.write():
        pass


@pytest.mark.parametrize(("waited_ms", "left_ms"), [(0, 200), (150, 50), (200, 1), (500, 1)])
def test_whoever_waited_for_this_process_waits_for_another_one_that_much_less(
    sqlite_url: str, impatient: None, monkeypatch: pytest.MonkeyPatch, waited_ms: int, left_ms: int
) -> None:
    monkeypatch.setattr(unit_of_work, "time", SimpleNamespace(monotonic=lambda: 100.0))
    monkeypatch.setattr(engines, "time", SimpleNamespace(monotonic=lambda: 100.0 + waited_ms / 1000))
    with reopened(sqlite_url) as database, database.write() as connection:
        assert connection.exec_driver_sql("PRAGMA busy_timeout").scalar_one() == left_ms


@pytest.mark.usefixtures("impatient")
def test_readers_do_not_wait_for_writers(database_url: str) -> None:
    with reopened(database_url) as database:
        office = Office(database)
        kim = office.member("Kim")
        with database.write() as writing:
            writing.execute(text("UPDATE member SET name = 'Half-written'"))
            with database.read() as reading:
                assert reading.execute(text("SELECT name FROM member")).scalar_one() == kim.name


@pytest.mark.usefixtures("impatient")
def test_a_row_held_by_somebody_else_is_busy(postgresql_url: str) -> None:
    with reopened(postgresql_url) as database:
        office = Office(database)
        office.member("Kim")
        rename = text("UPDATE member SET name = 'New'")
        with database.write() as holding:
            holding.execute(rename)
            with pytest.raises(Busy), database.write() as waiting:
                waiting.execute(rename)


def test_who_stands_still_in_a_transaction_lets_go_of_its_rows(
    postgresql_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename, renamed = text("UPDATE member SET name = 'New'"), 0
    monkeypatch.setattr(engines, "WAIT_MS", 30_000)
    with reopened(postgresql_url) as database:
        Office(database).member("Kim")
        monkeypatch.setattr(engines, "STANDSTILL_MS", 1500)  # a busy machine rests between our own statements, too
        with reopened(postgresql_url) as frozen, pytest.raises(Busy), frozen.write() as holding:  # noqa: PT012 - frozen between two
            holding.execute(rename)
            with database.write() as waiting:
                renamed = waiting.execute(rename).rowcount
            holding.execute(rename)
    assert renamed == 1


def test_a_server_that_is_gone_without_a_word_is_given_up_in_seconds(postgresql_url: str) -> None:
    with reopened(postgresql_url) as database, database.read() as connection:
        driver: Any = connection.connection.driver_connection
        with socket.socket(fileno=os.dup(driver.fileno())) as known:
            of_tcp = ("TCP_USER_TIMEOUT", "TCP_KEEPIDLE", "TCP_KEEPINTVL", "TCP_KEEPCNT")
            unheard_ms, idle_s, again_s, tries = (
                known.getsockopt(socket.IPPROTO_TCP, getattr(socket, name)) for name in of_tcp
            )
            assert known.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE)
    assert unheard_ms == 10_000
    assert idle_s + again_s * tries <= 10


@pytest.mark.usefixtures("impatient")
def test_an_endless_question_is_busy(postgresql_url: str) -> None:
    with reopened(postgresql_url) as database, pytest.raises(Busy), database.read() as connection:
        connection.execute(text("SELECT pg_sleep(30)"))


@pytest.mark.usefixtures("impatient")
def test_when_every_connection_is_taken_the_next_one_is_busy(database_url: str) -> None:
    with reopened(database_url, pool_size=1) as database, database.read(), pytest.raises(Busy), database.read():
        pass


def test_after_busy_all_is_well(sqlite_url: str, impatient: None) -> None:
    with reopened(sqlite_url) as database:
        with written_elsewhere(sqlite_url), pytest.raises(Busy), database.write():
            pass
        Office(database).member("Kim")


def test_a_mistake_of_ours_is_not_busy(database: Database) -> None:
    with pytest.raises(Exception, match="no_such_table"), database.read() as connection:
        connection.execute(text("SELECT * FROM no_such_table"))


def test_a_reader_cannot_see_a_later_write_half_way(sqlite_url: str) -> None:
    with reopened(sqlite_url) as database:
        office = Office(database)
        with database.read() as reading:
            count = text("SELECT count(*) FROM member")
            assert reading.execute(count).scalar_one() == 0
            office.member("Kim")
            assert reading.execute(count).scalar_one() == 0


def test_sqlite_keeps_its_promises(sqlite_url: str) -> None:
    as_it_is = runpy.run_path(engines.__file__)  # without what tests/conftest.py changes to be quick
    with closing(Database(as_it_is["open_engine"](sqlite_url))) as database, database.read() as connection:
        settings = {
            name: connection.execute(text(f"PRAGMA {name}")).scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        }
    assert settings == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("mysql://localhost/x", "SQLite and PostgreSQL"),
        ("sqlite://", "needs a database file"),
        ("sqlite:///:memory:", "needs a database file"),
        ("sqlite:////no/such/folder/csbot.db", "no such folder"),
    ],
)
def test_what_csbot_cannot_run_on_is_said(url: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        open_engine(url)


def test_a_database_file_is_made_where_there_is_none(tmp_path: Path) -> None:
    with reopened(f"sqlite:///{tmp_path / 'new.db'}") as database, database.read():
        pass
    assert (tmp_path / "new.db").exists()
