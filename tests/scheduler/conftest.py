from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from csbot.clock import FrozenClock
from csbot.storage.unit_of_work import Database
from tests.scheduler.world import MONDAY, THREADS, World


@pytest.fixture
def executor() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(THREADS) as pool:
        yield pool


@pytest.fixture
def world(database: Database, executor: ThreadPoolExecutor) -> World:
    """On both databases."""
    return World(database, FrozenClock(MONDAY), executor)


@pytest.fixture
def sqlite_world(sqlite_database: Database, executor: ThreadPoolExecutor) -> World:
    return World(sqlite_database, FrozenClock(MONDAY), executor)
