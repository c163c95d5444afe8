"""Old rows go in small transactions, however many they are (architecture, SQLite)."""

from typing import Any

from sqlalchemy import Table, event, func, insert, select

from csbot.storage.chunks import CHUNK
from csbot.storage.tables.history import requests
from csbot.storage.tables.news import news
from csbot.storage.tables.outbox import channel_gates
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
    old = rows_of(world, 2 * CHUNK + 1)
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
    assert max(removed) == CHUNK
    assert sum(removed) == 3 * (2 * CHUNK + 1)
