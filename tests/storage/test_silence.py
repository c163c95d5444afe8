"""PostgreSQL stands still: nobody waits without end, and what was told not to be saved is not there afterwards."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import text

from csbot.domain.errors import Busy, InDoubt
from csbot.patience import PATIENCE, Patience, Saving, within
from csbot.storage.bounded import BoundedConnection, sever
from csbot.storage.engine import open_engine
from csbot.storage.unit_of_work import Database
from tests.builders import Office
from tests.silence import Silence, silence_before

RENAME = text("UPDATE member SET name = 'New'")
SHORT_S = 0.5


@pytest.fixture
def silence(postgresql_url: str) -> Iterator[Silence]:
    with silence_before(postgresql_url) as made:
        yield made


@pytest.fixture
def database(silence: Silence) -> Iterator[Database]:
    """By that way, with Kim in it."""
    made = Database(open_engine(silence.url))
    Office(made).member("Kim")
    yield made
    silence.end()
    made.close()


def name_in(database: Database) -> str:
    with database.read() as connection:
        return str(connection.execute(text("SELECT name FROM member")).scalar_one())


@pytest.mark.parametrize("is_connected", [True, False])
def test_who_comes_while_it_stands_still_is_told(database: Database, silence: Silence, is_connected: bool) -> None:
    if not is_connected:
        database.close()
    silence.fall()
    with within(SHORT_S), pytest.raises(Busy):
        name_in(database)
    silence.end()
    assert name_in(database) == "Kim"


def test_who_nobody_waits_for_is_not_left_waiting_either(
    database: Database, silence: Silence, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(BoundedConnection, "answer_s", SHORT_S)
    silence.fall()
    with pytest.raises(Busy):
        name_in(database)
    silence.end()
    assert name_in(database) == "Kim"


def test_in_the_midst_of_a_transaction_nothing_is_saved(database: Database, silence: Silence) -> None:
    silence.fall_upon(b"UPDATE", arrives=True)
    with within(SHORT_S), pytest.raises(Busy) as told, database.write() as connection:
        connection.execute(RENAME)
    assert not isinstance(told.value, InDoubt)
    silence.end()
    assert name_in(database) == "Kim"


def test_no_commit_is_sent_when_the_time_is_over(database: Database, silence: Silence) -> None:
    patience = Patience.of(SHORT_S)
    token = PATIENCE.set(patience)
    silence.seen = b""
    with pytest.raises(Busy) as told, database.write() as connection:  # noqa: PT012 - it takes its time within
        connection.execute(RENAME)
        while patience.left_s:
            time.sleep(0.01)
    PATIENCE.reset(token)
    assert not isinstance(told.value, InDoubt)
    assert (b"UPDATE" in silence.seen, b"COMMIT" in silence.seen) == (True, False)
    assert name_in(database) == "Kim"


def test_no_commit_is_sent_for_what_was_given_up(database: Database, silence: Silence) -> None:
    patience = Patience.of(30)
    token = PATIENCE.set(patience)
    silence.seen = b""
    with pytest.raises(Busy), database.write() as connection:  # noqa: PT012 - given up within
        connection.execute(RENAME)
        assert patience.give_up() is Saving.NOT
    PATIENCE.reset(token)
    assert (b"UPDATE" in silence.seen, b"COMMIT" in silence.seen) == (True, False)
    assert name_in(database) == "Kim"


@pytest.mark.parametrize("arrives", [True, False])
def test_a_commit_whose_answer_never_comes_is_in_doubt(database: Database, silence: Silence, arrives: bool) -> None:
    silence.fall_upon(b"COMMIT", arrives)
    with within(SHORT_S), pytest.raises(InDoubt), database.write() as connection:
        connection.execute(RENAME)
    silence.end()
    assert name_in(database) in ("Kim", "New")


def test_a_commit_that_the_server_refused_is_in_no_doubt(postgresql_url: str) -> None:
    database = Database(open_engine(postgresql_url))
    deferred = "CREATE TABLE once (n integer UNIQUE DEFERRABLE INITIALLY DEFERRED)"
    with pytest.raises(Exception, match="once_n_key") as told, database.write() as connection:  # noqa: PT012 - at its end
        connection.execute(text(deferred))
        connection.execute(text("INSERT INTO once VALUES (1), (1)"))
    assert not isinstance(told.value, Busy)
    database.close()


def test_a_wait_of_another_thread_can_be_ended(database: Database, silence: Silence) -> None:
    with ThreadPoolExecutor(1) as thread, database.engine.connect() as connection:
        connection.detach()
        silence.fall()
        waiting = thread.submit(connection.execute, text("SELECT 1"))
        sever(connection)
        assert waiting.exception(30) is not None
        connection.invalidate()
