"""Old rows go in small transactions, however many they are (architecture, SQLite)."""

from datetime import timedelta
from typing import Any

from sqlalchemy import Table, event, func, insert, select, update

from csbot.storage.tables.history import requests
from csbot.storage.tables.news import news
from csbot.storage.tables.outbox import channel_gates, deliveries
from scheduler.housekeeping import tidy
from tests.scheduler.world import LONG_AGO, World

OLD = (channel_gates, requests, news)


def rows_of(world: World, n: int) -> dict[Table, list[dict[str, Any]]]:
    """So many in each table that somebody had years ago."""
    kim = world.add_member(world.add_workspace())
    told = {
        "member_id": kim.id,
        "by_id": kim.id,
        "owner_id": kim.id,
        "event": "task_changed",
        "kind": "task",
        "since": 1,
    }
    of = {"workspace_id": kim.workspace_id}
    return {
        channel_gates: [{**of, "gate": f"@{i}", "next_free_at": LONG_AGO} for i in range(n)],
        requests: [{**of, "key": str(i), "route": "x", "at": LONG_AGO} for i in range(n)],
        news: [{**of, **told, "record_id": i, "due_at": LONG_AGO, "told_at": LONG_AGO} for i in range(n)],
    }


def test_a_backlog_goes_in_chunks(world: World) -> None:
    old = rows_of(world, 1001)
    with world.database.write() as connection:
        for table, rows in old.items():
            connection.execute(insert(table), rows)
    removed: list[int] = []

    def note(*heard: Any) -> None:
        if heard[2].startswith("DELETE"):
            removed.append(heard[1].rowcount)

    event.listen(world.database.engine, "after_cursor_execute", note)
    tidy(world.database, world.clock)
    with world.database.read() as connection:
        left = [connection.execute(select(func.count()).select_from(table)).scalar_one() for table in OLD]
    assert left == [0, 0, 0]
    assert max(removed) == 500
    assert sum(removed) == 3 * 1001


def test_each_row_is_kept_exactly_as_long_as_it_may_be_asked_for(world: World) -> None:
    """A click's mark for a day, news and finished deliveries for 35 (docs: what answers in Slack for how long)."""
    kim = world.add_member(world.add_workspace())
    of = {"workspace_id": kim.workspace_id}
    real, now, minute = world.real(), world.clock.now(), timedelta(minutes=1)
    told = {"member_id": kim.id, "by_id": kim.id, "owner_id": kim.id, "event": "task_changed", "kind": "task"}
    young_and_old = {1: minute, 2: -minute}
    world.enqueue([kim, kim, kim])
    with world.database.write() as connection:
        for number, left in young_and_old.items():
            at = real - timedelta(days=1) + left
            connection.execute(insert(requests).values(**of, key=str(number), route="x", at=at))
            at = now - timedelta(days=35) + left
            connection.execute(insert(news).values(**of, **told, since=1, record_id=number, due_at=at, told_at=at))
    young, old, waiting = (row.id for row in world.rows())
    with world.database.write() as connection:
        for row_id, left, state in ((young, minute, "sent"), (old, -minute, "sent"), (waiting, -minute, "pending")):
            at = real - timedelta(days=35) + left
            connection.execute(update(deliveries).where(deliveries.c.id == row_id).values(state=state, created_at=at))
    tidy(world.database, world.clock)
    with world.database.read() as connection:
        assert connection.execute(select(requests.c.key)).scalars().all() == ["1"]
        assert connection.execute(select(news.c.record_id)).scalars().all() == [1]
    assert [row.id for row in world.rows()] == [young, waiting]
