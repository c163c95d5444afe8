"""The databases that tests get: empty, migrated, their own, and the two kinds alike."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from sqlalchemy import inspect, text

from csbot.storage.engine import open_engine
from csbot.storage.migrations import is_current
from csbot.storage.unit_of_work import Database

Counter = Callable[..., AbstractContextManager[list[str]]]


@pytest.mark.parametrize("time", ["first", "second"])
def test_every_test_gets_a_migrated_database_without_another_tests_tables(database: Database, time: str) -> None:
    assert is_current(database.engine)
    assert "left_over" not in inspect(database.engine).get_table_names()
    with database.write() as connection:
        connection.execute(text("CREATE TABLE left_over (id integer)"))


def test_a_blank_database_has_no_tables(blank_url: str) -> None:
    engine = open_engine(blank_url)
    assert inspect(engine).get_table_names() == []
    engine.dispose()


def test_both_kinds_sort_text_by_code_point(database: Database) -> None:
    words = "SELECT column1 FROM (VALUES ('é'), ('b'), ('Z'), ('a'), ('Å')) AS words ORDER BY 1"
    with database.read() as connection:
        assert list(connection.scalars(text(words))) == ["Z", "a", "b", "Å", "é"]


def test_counting_shows_the_statements_when_the_number_is_off(database: Database, query_counter: Counter) -> None:
    with query_counter(database.engine, expected=1), database.read() as connection:
        connection.execute(text("SELECT 1"))
    wrong = pytest.raises(AssertionError, match=r"1 statements instead of 2:\n1\. SELECT 1")
    with wrong, query_counter(database.engine, expected=2), database.read() as connection:
        connection.execute(text("SELECT 1"))
