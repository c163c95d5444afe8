"""Lists of a book of 1,000,000 records: what filters compile to against SQL written by hand on plain columns.

Both run on one connection of the raw driver, in turn, and must find the same; ours is what csbot sent when asked.
First pages are asked in a book of a tenth too: they may not take longer as it grows.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from statistics import median
from typing import Any

from sqlalchemy import event

from bench.customer_books import CustomerBook, load
from bench.databases import empty_databases
from bench.list_queries import Desk, Query, What, queries
from bench.result import DatabaseKind, Options, Result
from csbot.clock import Clock
from csbot.domain.record_lists import PAGE_ROWS
from csbot.storage.engine import open_engine
from csbot.storage.unit_of_work import UnitOfWork

SMALLER = 10
PATIENCE_S = 3.0  # for one query's rounds
Sent = list[tuple[str, Any]]


@dataclass(frozen=True, slots=True)
class Plan:
    """How much is measured. `rounds`: at least so many of each query, and `most` while its time lasts."""

    records: int
    rounds: int
    most: int


FULL = Plan(1_000_000, rounds=15, most=150)
TINY = Plan(12_000, rounds=2, most=2)


def run(options: Options) -> Result:
    """Ratios `plan_vs_sql` (median of twelve), `plan_vs_sql_worst`, `unindexed_vs_sql` and `growth`."""
    plan = TINY if options.tiny else replace(FULL, records=options.records or FULL.records)
    now = Clock().now()
    with (
        books(options.database, plan.records, now) as (small, large),
        opened(small, now) as few,
        opened(large, now) as many,
    ):
        asked = queries(large, now)
        measured = {query.name: measure(query, many, few, plan) for query in asked}
    return result(asked, measured, options, small.seconds + large.seconds, large.records)


@dataclass(frozen=True, slots=True)
class Measured:
    """Of one query: times by hand, ours, and ours in the small book, in ms; and what Python needs for it of the CPU."""

    by_hand_ms: float
    ours_ms: float
    small_ms: float
    python_ms: float


@contextmanager
def books(kind: DatabaseKind, records: int, now: datetime) -> Iterator[tuple[CustomerBook, CustomerBook]]:
    """A tenth of the book, and the book; gone when the bench ends."""
    with empty_databases(kind, ("small", "large")) as urls:
        yield load(urls[0], records // SMALLER, now), load(urls[1], records, now)


@contextmanager
def opened(book: CustomerBook, now: datetime) -> Iterator[Desk]:
    engine = open_engine(book.url)
    with engine.connect() as connection:
        yield Desk(UnitOfWork(connection, book.cast.workspace_id), book, now)
    engine.dispose()


def measure(query: Query, many: Desk, few: Desk, plan: Plan) -> Measured:
    """Raises ValueError when the two ways find different things."""
    ours, smaller = sent(query, many), sent(query, few)
    hand: Sent = [(placeholders(query.by_hand, many), (many.uow.workspace_id, *hand_values(query, many)))]
    if (found := many.ask(query)) != plain_answer(query, rows(many, hand)):
        raise ValueError(f"{query.name}: by hand something else is found than {found[:5]}")
    ways: dict[str, Callable[[], object]] = {
        "hand": lambda: rows(many, hand),
        "ours": lambda: rows(many, ours),
        "small": lambda: rows(few, smaller),
    }
    times = take_turns(ways, time.perf_counter, plan)
    busy = take_turns({"whole": lambda: many.ask(query), "ours": ways["ours"]}, time.thread_time, plan)
    by_hand, planned, small = (median(times[name]) for name in ways)
    return Measured(by_hand, planned, small, median(busy["whole"]) - median(busy["ours"]))


def take_turns(ways: dict[str, Callable[[], object]], clock: Callable[[], float], plan: Plan) -> dict[str, list[float]]:
    """Milliseconds of each way, there and back again, so that what disturbs the machine disturbs all alike."""
    times: dict[str, list[float]] = {name: [] for name in ways}
    for way in ways.values():
        way()
    ends, order = time.monotonic() + PATIENCE_S, list(ways)
    for turn in range(plan.most):
        if turn >= plan.rounds and time.monotonic() > ends:
            break
        for name in order:
            started = clock()
            ways[name]()
            times[name].append((clock() - started) * 1000)
        order.reverse()
    return times


def sent(query: Query, desk: Desk) -> Sent:
    """What csbot sends to the driver for the list itself, and not for what it needs to know first."""
    noted: Sent = []

    def note(_c: Any, _cursor: Any, statement: str, parameters: Any, *_rest: Any) -> None:
        noted.append((statement, parameters))

    engine = desk.uow.connection.engine
    event.listen(engine, "before_cursor_execute", note)
    desk.ask(query)
    event.remove(engine, "before_cursor_execute", note)
    lists = [one for one in noted if not one[0].startswith("BEGIN") and "FROM property" not in one[0]]
    return lists[-1:] if query.what is What.DEEP else lists


def rows(desk: Desk, statements: Sent) -> list[Any]:
    """All rows, by the driver alone."""
    driver = desk.uow.connection.connection.driver_connection
    found: list[Any] = []
    for statement, parameters in statements:
        found += driver.execute(statement, parameters).fetchall()  # type: ignore[union-attr]
    return found


def plain_answer(query: Query, found: Sequence[Any]) -> list[Any]:
    """The same as `Desk.ask` gives, from what SQL by hand found."""
    if query.what is What.COUNT:
        return [found[0][0]]
    if query.what is What.BUCKETS:
        return [tuple(row) for row in found]
    return [row[0] for row in found[:PAGE_ROWS]]


def hand_values(query: Query, desk: Desk) -> Sequence[Any]:
    values = query.values
    if query.what is What.DEEP:
        place = desk.place(desk.asked(query))
        values = (place.key, place.key, place.id)
    return values if is_postgresql(desk) else [as_sqlite(value) for value in values]


def as_sqlite(value: Any) -> Any:
    """As SQLite keeps it."""
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M:%S.%f")
    return value.isoformat() if isinstance(value, date) else value


def placeholders(sql: str, desk: Desk) -> str:
    return sql.replace("%", "%%").replace("?", "%s") if is_postgresql(desk) else sql


def is_postgresql(desk: Desk) -> bool:
    return desk.uow.connection.dialect.name == "postgresql"


def result(
    asked: Sequence[Query], measured: dict[str, Measured], options: Options, seconds: float, records: int
) -> Result:
    ratios = {name: one.ours_ms / one.by_hand_ms for name, one in measured.items()}
    (unindexed,) = [query.name for query in asked if query.unindexed]
    first = [query.name for query in asked if query.what is What.FIRST_PAGE]
    growth = {name: measured[name].ours_ms / measured[name].small_ms for name in first}
    figures: dict[str, float | str] = {}
    for name, one in measured.items():
        figures |= {f"{name}_by_hand_ms": round(one.by_hand_ms, 3), f"{name}_ms": round(one.ours_ms, 3)}
        figures |= {f"{name}_ratio": round(ratios[name], 3), f"{name}_python_ms": round(one.python_ms, 3)}
    figures |= {f"{name}_growth": round(value, 3) for name, value in growth.items()}
    figures |= {"records": records, "loading_s": round(seconds, 1), "database": str(options.database)}
    indexed = [ratio for name, ratio in ratios.items() if name != unindexed]
    return Result(
        {
            "plan_vs_sql": round(median(indexed), 3),
            "plan_vs_sql_worst": round(max(indexed), 3),
            "unindexed_vs_sql": round(ratios[unindexed], 3),
            "growth": round(median(growth.values()), 3),
        },
        figures,
    )
