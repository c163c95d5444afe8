"""Alarms in the log: once when a bound is crossed, once when it is over."""

import asyncio
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from csbot.clock import FrozenClock
from csbot.domain.deliveries import Urgency
from csbot.metrics.bounds import Bounds
from csbot.storage.engine import open_engine
from csbot.storage.migrations import upgrade
from csbot.storage.queues import Queues
from csbot.storage.unit_of_work import Database
from tests.builders import MONDAY
from tests.waiting import until


def queues(oldest: timedelta = timedelta(), dead: Mapping[str, int] | None = None) -> Queues:
    ages = {**dict.fromkeys(Urgency, timedelta()), Urgency.DIGEST: oldest}
    return Queues({}, ages, dead or {}, 0, timedelta())


@pytest.fixture
def bounds(sqlite_database: Database) -> Bounds:
    return Bounds(sqlite_database, FrozenClock(MONDAY), ThreadPoolExecutor(1))


def said(bounds: Bounds, *moments: Queues) -> list[tuple[str, str]]:
    with capture_logs() as logs:
        for moment in moments:
            bounds.judge(moment)
    return [(entry["event"], entry["log_level"]) for entry in logs]


def test_an_old_queue_is_said_once_and_that_it_is_well_again(bounds: Bounds) -> None:
    old = queues(timedelta(minutes=5, seconds=1))
    assert said(bounds, queues(), old, old) == [("queue_is_old", "error")]
    assert said(bounds, queues(timedelta(minutes=5)), queues()) == [("queue_is_well", "info")]


def test_what_was_given_up_since_the_last_look_is_said(bounds: Bounds) -> None:
    assert said(bounds, queues(dead={"channel_not_found": 7})) == []
    assert said(bounds, queues(dead={"channel_not_found": 7, "bug": 1})) == [("deliveries_given_up", "error")]
    assert said(bounds, queues(dead={"bug": 1}), queues()) == []


async def test_a_database_that_fails_ends_no_watch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("csbot.metrics.bounds.LOOK_EVERY_S", 0.01)
    database = Database(open_engine(f"sqlite:///{tmp_path / 'blank.db'}"))
    with ThreadPoolExecutor(1) as executor:
        bounds = Bounds(database, FrozenClock(MONDAY), executor)
        following = asyncio.create_task(bounds.follow())
        await asyncio.sleep(0.1)
        upgrade(database.engine)
        await until(lambda: bounds._dead == 0)
        following.cancel()
    database.close()
