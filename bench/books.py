"""Books of tasks for benches: one viewer with 60 tasks among those of several hundred colleagues.

Loaded set-based and straight into the tables: a block of tasks is made in Python, then copied in the database with
other owners and companies. The viewer's own tasks are spread over the book, as those of a year's work are.
"""

import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, create_engine, func, insert, literal, select, text

from bench.slack import TEAM, USER
from csbot.domain.calendar import DAY
from csbot.domain.permissions import Level
from csbot.domain.records import norm
from csbot.domain.tasks import Priority, TaskStatus, TaskType, due_sort
from csbot.storage import workspaces
from csbot.storage.engine import open_engine
from csbot.storage.migrations import upgrade
from csbot.storage.recorder import allocate_ids
from csbot.storage.tables.people import members
from csbot.storage.tables.records import companies, tasks

MINE = {"overdue": 15, "today": 15, "tomorrow": 10, "later": 15, "done": 5}
# Half of the time would go into looking up foreign keys that hold anyway, and into waiting for the disk.
UNCHECKED = {"sqlite": "PRAGMA synchronous=OFF", "postgresql": "SET LOCAL session_replication_role = replica"}
WORK = ("Renewal call", "Quarterly review", "Send the proposal", "Chase the invoice", "Onboarding: next step")
PLACES = ("North", "Harbour", "Willow", "Castle", "Bridge", "Meadow", "Granite", "Lantern", "Cedar", "Anchor")
TRADES = ("Foods", "Logistics", "Software", "Dental", "Energy", "Furniture", "Media", "Insurance", "Optics", "Marine")


@dataclass(frozen=True, slots=True)
class Size:
    """How much a book holds."""

    tasks: int
    owners: int
    companies: int


@dataclass(frozen=True, slots=True)
class Book:
    """A loaded database. `tasks` and `seconds`: what was loaded, and how long it took."""

    url: str
    tasks: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Cast:
    """The workspace, and the first of the ids that its owners and companies have; they follow each other."""

    workspace_id: int
    viewer_id: int
    owner_id: int
    company_id: int


def load(url: str, size: Size, now: datetime) -> Book:
    """Fill an empty database; indexes are made and statistics taken when the rows are there."""
    started = time.monotonic()
    migrated = open_engine(url)
    upgrade(migrated)
    migrated.dispose()
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text(UNCHECKED[engine.dialect.name]))
        for index in tasks.indexes:
            index.drop(connection)
        rows = fill(connection, size, now)
        for index in tasks.indexes:
            index.create(connection)
    analyse(engine)
    return Book(url, rows, time.monotonic() - started)


def analyse(engine: Engine) -> None:
    """What PostgreSQL's autovacuum does after a load."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM ANALYZE" if engine.dialect.name == "postgresql" else "ANALYZE"))
    engine.dispose()


def fill(connection: Connection, size: Size, now: datetime) -> int:
    """Returns the number of tasks."""
    chance = random.Random(size.tasks)
    cast = add_cast(connection, size, now)
    own = list(my_tasks(cast, size, now))
    block = -((len(own) - size.tasks) // len(own))
    ids = allocate_ids(connection, block)
    connection.execute(insert(tasks), [colleague_task(i, cast, size, now, chance) for i in ids])
    for number, mine in enumerate(own):
        if number:
            rows = min(block, size.tasks - len(own) - number * block)
            copy_block(connection, ids[:rows], cast, size, number)
        connection.execute(insert(tasks), [mine | {"id": allocate_ids(connection, 1)[0]}])
    return connection.execute(select(func.count()).select_from(tasks)).scalar_one()


def add_cast(connection: Connection, size: Size, now: datetime) -> Cast:
    """The workspace, its people and its customers."""
    team = workspaces.add(connection, "Bench", now, TEAM)
    common = {"workspace_id": team.id, "created_at": now}
    person = {
        "tz": "Europe/Copenhagen",
        "locale": "en_GB",
        "level": int(Level.WORKSPACE_ACCESS),
        "seat": True,
        **common,
    }
    people = [
        {**person, "name": f"Owner {n}", "email": f"owner{n}@bench.test", "slack_user_id": f"U{n:07}" if n else USER}
        for n in range(size.owners + 1)
    ]
    connection.execute(insert(members), people)
    viewer_id = connection.execute(select(members.c.id).where(members.c.slack_user_id == USER)).scalar_one()
    ids = allocate_ids(connection, size.companies)
    customers = [
        {**common, "id": i, "name": name, "name_norm": norm(name), "updated_at": now}
        for i, name in ((i, f"{PLACES[i % 10]} {TRADES[i // 10 % 10]} {i}") for i in ids)
    ]
    connection.execute(insert(companies), customers)
    return Cast(team.id, viewer_id, viewer_id + 1, ids[0])


def colleague_task(number: int, cast: Cast, size: Size, now: datetime, chance: random.Random) -> dict[str, Any]:
    """A task of somebody else: few people have many, most of the past is done, every fifth has an hour."""
    due = now + timedelta(days=chance.randint(-180, 60), minutes=chance.randrange(0, 600, 15))
    owner_id = cast.owner_id + int(size.owners * chance.random() ** 1.5)
    is_done = chance.random() < (0.93 if due < now else 0.1)
    company_id = cast.company_id + chance.randrange(size.companies)
    done_at = min(due, now) - timedelta(hours=chance.randrange(100)) if is_done else None
    return task_row(
        cast, f"{chance.choice(WORK)} {number}", owner_id, company_id, due, chance.random() < 0.2, done_at
    ) | {
        "id": number,
        "priority": chance.choice(list(Priority)),
        "type": chance.choice(list(TaskType)),
        "notes": "Asked twice about the new report; wants to see it before the summer. " * chance.randrange(4),
    }


def my_tasks(cast: Cast, size: Size, now: datetime) -> Iterator[dict[str, Any]]:
    """The viewer's, the same in every book; every third with an hour."""
    days = {"overdue": -3, "today": 0, "tomorrow": 1, "later": 9, "done": -1}
    for view, count in MINE.items():
        for n in range(count):
            due, company_id = now + days[view] * DAY, cast.company_id + n % size.companies
            done_at = now if view == "done" else None
            yield task_row(cast, f"{WORK[n % 5]}, {view} {n}", cast.viewer_id, company_id, due, n % 3 == 2, done_at)


def task_row(
    cast: Cast, name: str, owner_id: int, company_id: int, due: datetime, with_hour: bool, done_at: datetime | None
) -> dict[str, Any]:
    """A task's columns but its id."""
    due_on, due_at = (None, due) if with_hour else (due.date(), None)
    return {
        "workspace_id": cast.workspace_id,
        "name": name,
        "name_norm": norm(name),
        "owner_id": owner_id,
        "company_id": company_id,
        "due_on": due_on,
        "due_at": due_at,
        "due_sort": due_sort(due_on, due_at),
        "status": TaskStatus.OPEN if done_at is None else TaskStatus.COMPLETED,
        "completed_at": done_at,
        "completed_by_id": None if done_at is None else owner_id,
        "created_by_id": owner_id,
        "created_at": due - 14 * DAY,
        "updated_at": done_at or due - 14 * DAY,
    }


def copy_block(connection: Connection, block: list[int], cast: Cast, size: Size, number: int) -> None:
    """Tasks of the first block once more under new ids, each with another owner and another company."""

    def moved(column: ColumnElement[int], start: int, count: int, step: int) -> ColumnElement[int]:
        return literal(start) + (column - start + number * step) % count

    changed = {
        "id": tasks.c.id + (allocate_ids(connection, len(block))[0] - block[0]),
        "owner_id": moved(tasks.c.owner_id, cast.owner_id, size.owners, 7),
        "company_id": moved(tasks.c.company_id, cast.company_id, size.companies, 131),
        "completed_by_id": moved(tasks.c.completed_by_id, cast.owner_id, size.owners, 7),
    }
    columns = [changed.get(column.name, column) for column in tasks.c]
    copied = select(*columns).where(tasks.c.id.between(block[0], block[-1]))
    connection.execute(insert(tasks).from_select([column.name for column in tasks.c], copied))
