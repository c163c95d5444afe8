"""The planner's biggest minute: 100,000 people in 200 (zone, time) pairs, against a bare executemany of the same rows.

The yardstick writes the planned deliveries once more into an empty table of the same shape, in transactions of the
same size, and nothing else. Both take turns.
"""

import time
import tracemalloc
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice
from statistics import median
from typing import Any

from sqlalchemy import delete, insert, select, update

from bench.databases import empty_databases
from bench.delivery.outbox import UNLIMITED, Outbox, open_outbox
from bench.result import Options, Result
from csbot.clock import FrozenClock
from csbot.domain.subscriptions import Cadence, DigestKind, next_after
from csbot.storage.tables.outbox import deliveries, subscriptions
from csbot.storage.unit_of_work import Database
from scheduler.planner import CHUNK, plan, plan_chunk

ZONES = ("Europe/Copenhagen", "Europe/London", "America/New_York", "America/Los_Angeles", "Asia/Tokyo",
         "Asia/Kolkata", "Australia/Sydney", "America/Sao_Paulo", "Africa/Lagos", "Pacific/Auckland")  # fmt: skip
TIMES = tuple(7 * 60 + 15 * n for n in range(20))  # 07:00 to 11:45
EVERY_DAY = 127
MOST = Cadence(ZONES[0], 8 * 60 + 30, EVERY_DAY)  # a fifth never changed the default
SUNDAY = datetime(2026, 3, 1, 0, 0, tzinfo=UTC)
MB = 1_000_000


@dataclass(frozen=True, slots=True)
class Plan:
    """How many people, and how often the biggest minute is measured."""

    workspaces: int
    people: int
    turns: int


FULL = Plan(50, 100_000, turns=3)
TINY = Plan(2, 400, turns=1)


def run(options: Options) -> Result:
    """Ratio `vs_bare`: rows per second of the biggest minute over those of a bare executemany."""
    plan_ = TINY if options.tiny else FULL
    with empty_databases(options.database, ("planner",)) as (url,):
        outbox = open_outbox(url, plan_.workspaces, plan_.people // plan_.workspaces, UNLIMITED)
        at, rows = subscribe(outbox)
        planned, bare, longest = [], [], 0.0
        for _ in range(plan_.turns):
            seconds, slowest = minute(outbox.database, at)
            longest = max(longest, slowest)
            planned.append(rows / seconds)
            bare.append(rows / write_again(outbox.database))
            rewind(outbox, at)
        grown_mb = memory_of_a_minute(outbox.database, at)
        idle_ms = idle_tick(outbox.database, at)
        outbox.database.close()
    figures = {
        "rows": float(rows),
        "planned_per_s": median(planned),
        "bare_per_s": median(bare),
        "longest_transaction_ms": longest * 1000,
        "idle_tick_ms": idle_ms,
        "memory_mb": grown_mb,
    }
    ratio = median(ours / theirs for ours, theirs in zip(planned, bare, strict=True))
    return Result({"vs_bare": round(ratio, 3)}, {name: round(value, 3) for name, value in figures.items()})


def subscribe(outbox: Outbox) -> tuple[datetime, int]:
    """Everybody subscribes to their summary; the minute in which the most are due, and how many."""
    cadences = [Cadence(tz, minute, EVERY_DAY) for tz in ZONES for minute in TIMES]
    ahead = {cadence: next_after(cadence, SUNDAY) for cadence in cadences}
    rows: list[dict[str, Any]] = []
    for number, (workspace_id, member_id) in enumerate(outbox.everybody()):
        cadence = MOST if number % 5 == 0 else cadences[number % len(cadences)]
        rows.append(
            {
                "workspace_id": workspace_id,
                "member_id": member_id,
                "kind": DigestKind.DAILY_SUMMARY,
                "tz": cadence.tz,
                "local_minute": cadence.local_minute,
                "weekdays": cadence.weekdays,
                "next_run_at": ahead[cadence].at,
                "next_local_date": ahead[cadence].on,
            }
        )
    with outbox.database.write() as connection:
        connection.execute(insert(subscriptions), rows)
    at, most = Counter(row["next_run_at"] for row in rows).most_common(1)[0]
    settle_before(outbox.database, at)
    return at, most


def settle_before(opened: Database, at: datetime) -> None:
    """Whoever was due before the biggest minute is not any more."""
    with opened.write() as connection:
        earlier = update(subscriptions).where(subscriptions.c.next_run_at < at)
        connection.execute(earlier.values(next_run_at=at + timedelta(days=2)))


def minute(opened: Database, at: datetime) -> tuple[float, float]:
    """Seconds that planning the minute took, and of its longest chunk."""
    clock, slowest, started = FrozenClock(at), 0.0, time.perf_counter()
    due = CHUNK
    while due == CHUNK:
        began = time.perf_counter()
        due, _ = plan_chunk(opened, clock, CHUNK)
        slowest = max(slowest, time.perf_counter() - began)
    return time.perf_counter() - started, slowest


def write_again(opened: Database) -> float:
    """Seconds that a bare executemany takes for the deliveries that are there, after they were taken out."""
    with opened.read() as connection:
        rows = [dict(row) for row in connection.execute(select(deliveries).order_by(deliveries.c.id)).mappings()]
    with opened.write() as connection:
        connection.execute(delete(deliveries))
    started, waiting = time.perf_counter(), iter(rows)
    while chunk := list(islice(waiting, CHUNK)):
        with opened.write() as connection:
            connection.execute(insert(deliveries), chunk)
    return time.perf_counter() - started


def rewind(outbox: Outbox, at: datetime) -> None:
    """The minute is due again, and nothing of it is written."""
    with outbox.database.write() as connection:
        connection.execute(delete(deliveries))
        done = update(subscriptions).where(subscriptions.c.last_local_date.is_not(None))
        connection.execute(done.values(next_run_at=at, last_local_date=None))


def memory_of_a_minute(opened: Database, at: datetime) -> float:
    """Megabytes that planning a minute takes at its peak: a chunk's, however many are due."""
    tracemalloc.start()
    plan(opened, FrozenClock(at))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak / MB


def idle_tick(opened: Database, at: datetime) -> float:
    """Milliseconds of a tick when nothing is due: the median of many."""
    samples = []
    for _ in range(50):
        started = time.perf_counter()
        plan(opened, FrozenClock(at))
        samples.append((time.perf_counter() - started) * 1000)
    return median(samples)
