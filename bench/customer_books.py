"""Books of customers for the bench of lists: companies with their contacts, tasks and activities, and beside them the
same companies and tasks in plain tables, as somebody would lay them out who knew every property beforehand.
"""

import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, bindparam, create_engine, func, insert, literal, select, text, update

from bench.books import UNCHECKED, Cast, Size, add_cast, analyse, colleague_task, copy_block, my_tasks
from csbot.domain.permissions import Actor, Level
from csbot.domain.properties.own import PropertyDraft
from csbot.domain.properties.types import PropertyType
from csbot.domain.records import ObjectType, norm
from csbot.services.properties import PropertyService
from csbot.storage.engine import open_engine
from csbot.storage.fast_properties import make_fast
from csbot.storage.folding import folded_texts
from csbot.storage.migrations import upgrade
from csbot.storage.recorder import allocate_ids
from csbot.storage.tables.records import activities, companies, contacts, tasks
from csbot.storage.unit_of_work import Database, UnitOfWork

OWNERS = 400
MINE = 100  # companies of the viewer, the same in every book
CITIES = ("Aarhus", "København", "Odense", "Rotterdam", "Utrecht", "Malmö", "Hamburg", "Oslo", "Leeds", "Ghent")
TRADES = ("Software", "Logistics", "Foods", "Dental", "Energy", "Furniture", "Media", "Insurance", "Optics", "Marine")
BANDS = ("at_risk", "neutral", "healthy", "healthy", None)
TIERS = ("Gold", "Silver", "Bronze", "Iron")
WORDS = ("amber", "birch", "cobalt", "delta", "ember", "fjord", "grove", "harbour", "indigo", "juniper")
OWN = {
    "tier": PropertyType.ENUMERATION,
    "seats": PropertyType.NUMBER,
    "motto": PropertyType.STRING,
    "visits": PropertyType.NUMBER,
}
FAST = "visits"
COMPANY_INDEXES = {
    "owner": "workspace_id, owner_id, assigned_at, id",
    "score": "workspace_id, owner_id, score, id",
    "band": "workspace_id, band, renewal_on, id",
    "renewal": "workspace_id, renewal_on, id",
    "name": "workspace_id, name_norm, id",
    "arr": "workspace_id, arr, id",
    "visits": "workspace_id, visits, id",
}


@dataclass(frozen=True, slots=True)
class CustomerBook:
    """A loaded database. `keys`: of the own properties in JSON; `records`: of all types."""

    url: str
    cast: Cast
    keys: dict[str, str]
    records: int
    seconds: float


def load(url: str, records: int, now: datetime) -> CustomerBook:
    """Fill an empty database: a tenth are companies, as many contacts, 45 % tasks, the rest activities."""
    started = time.monotonic()
    migrated = open_engine(url)
    upgrade(migrated)
    database = Database(migrated)
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text(UNCHECKED[engine.dialect.name]))
        cast = add_cast(connection, Size(0, OWNERS, records // 10), now)
        keys, ids = add_properties(connection, cast, now)
        describe_companies(connection, cast, records // 10, keys, now)
        add_tasks(connection, cast, Size(records * 45 // 100, OWNERS, records // 10), now)
        add_followers(connection, records - records // 10 - records * 45 // 100)
        add_plain_tables(connection, keys)
    make_fast(database, cast.workspace_id, ids[FAST], now)
    database.close()
    analyse(engine)
    return CustomerBook(url, cast, keys, records, time.monotonic() - started)


def add_properties(connection: Connection, cast: Cast, now: datetime) -> tuple[dict[str, str], dict[str, int]]:
    """Properties that managers added, as they do it: their keys in JSON, and their numbers."""
    manager = Actor(cast.workspace_id, cast.viewer_id, "", "", Level.SUPER_ADMIN, seat=True)
    service = PropertyService(UnitOfWork(connection, cast.workspace_id), now)
    drafts = [PropertyDraft(name, kind, TIERS if name == "tier" else ()) for name, kind in OWN.items()]
    added = [service.add(manager, ObjectType.COMPANY, draft) for draft in drafts]
    return {one.property.name: one.property.column for one in added}, {one.property.name: one.id for one in added}


def describe_companies(connection: Connection, cast: Cast, count: int, keys: dict[str, str], now: datetime) -> None:
    """Everything that is known of the companies; the viewer's are the same in every book."""
    for index in companies.indexes:
        index.drop(connection)
    rows = list(company_rows(cast, count, keys, now))
    columns = [name for name in rows[0] if name != "of_id"]
    statement = update(companies).where(companies.c.id == bindparam("of_id"))
    connection.execute(statement.values({name: bindparam(name) for name in columns}), rows)
    for index in companies.indexes:
        index.create(connection)


def company_rows(cast: Cast, count: int, keys: dict[str, str], now: datetime) -> Iterator[dict[str, Any]]:
    for n in range(count):
        mine, of_mine = n % (count // MINE) == 0, n // (count // MINE)
        chance = random.Random(-1 - of_mine if mine else n)
        name = f"{chance.choice(WORDS)} {chance.choice(TRADES)} {n}".title()
        row = {
            "name": name,
            "owner_id": cast.viewer_id if mine else cast.owner_id + chance.randrange(OWNERS),
            "assigned_at": now - timedelta(days=chance.randrange(900), minutes=chance.randrange(600)),
            "city": chance.choice(CITIES),
            "industry": chance.choice(TRADES),
            "employees": chance.randrange(5000),
            "arr": round(chance.random() * 100_000, 2),
            "renewal_on": now.date() + timedelta(days=chance.randrange(-30, 700)),
            "score": round(chance.random() * 100, 1),
            "band": chance.choice(BANDS),
            "last_activity_at": now - timedelta(days=chance.randrange(200)),
            "properties": {
                keys["tier"]: chance.choice(TIERS),
                keys["seats"]: chance.randrange(1000),
                keys["motto"]: " ".join(chance.choices(WORDS, k=4)),
                keys["visits"]: chance.randrange(10_000),
            },
        }
        yield {**row, "of_id": cast.company_id + n, "name_norm": norm(name), "folded": folded_texts(row)}


def add_tasks(connection: Connection, cast: Cast, size: Size, now: datetime) -> None:
    """As in the books of tasks: a block made here, copied in the database."""
    for index in tasks.indexes:
        index.drop(connection)
    chance = random.Random(size.tasks)
    own = list(my_tasks(cast, size, now))
    connection.execute(
        insert(tasks), [row | {"id": i} for i, row in zip(allocate_ids(connection, len(own)), own, strict=True)]
    )
    block = min(10_000, size.tasks - len(own))
    ids = allocate_ids(connection, block)
    connection.execute(insert(tasks), [colleague_task(i, cast, size, now, chance) for i in ids])
    left, number = size.tasks - len(own) - block, 1
    while left > 0:
        copy_block(connection, ids[: min(block, left)], cast, size, number)
        left, number = left - block, number + 1
    for index in tasks.indexes:
        index.create(connection)


def add_followers(connection: Connection, count: int) -> None:
    """Contacts and activities of the companies: they make the book as full as a real one."""
    total = connection.execute(select(func.count()).select_from(companies)).scalar_one()
    first = connection.execute(select(func.min(companies.c.id))).scalar_one()
    while count > 0:
        rows = min(total, count)
        start = allocate_ids(connection, rows)[0]
        table = contacts if count > total * 2.5 else activities
        shared = ("workspace_id", "name", "name_norm", "owner_id", "version", "created_at", "updated_at")
        given = {"id": companies.c.id - first + start, "company_id": companies.c.id}
        given |= {"properties": literal({}, table.c.properties.type)}
        if table is activities:
            given |= {"kind": literal("note"), "occurred_at": companies.c.last_activity_at, "body": literal("Called.")}
        values = given | {name: companies.c[name] for name in shared}
        found = select(*values.values()).where(companies.c.id < first + rows)
        connection.execute(insert(table).from_select(list(values), found))
        count -= rows


def add_plain_tables(connection: Connection, keys: dict[str, str]) -> None:
    """What the yardstick reads: a column for every property, and the same indexes."""
    postgresql = connection.dialect.name == "postgresql"

    def own(name: str) -> str:
        if not postgresql:
            return f"json_extract(properties, '$.{keys[name]}') AS {name}"
        kind = "double precision" if OWN[name] is PropertyType.NUMBER else "text"
        return f"(properties ->> '{keys[name]}')::{kind} AS {name}"

    core = ", ".join(c.name for c in companies.c if c.name not in ("properties", "folded"))
    every = ", ".join(c.name for c in tasks.c if c.name not in ("properties", "folded"))
    columns = ", ".join([core, *map(own, OWN)])
    connection.execute(text(f"CREATE TABLE plain_company AS SELECT {columns} FROM company ORDER BY id"))  # noqa: S608 - our own names
    connection.execute(text(f"CREATE TABLE plain_task AS SELECT {every} FROM task ORDER BY id"))  # noqa: S608 - our own names
    for table in ("company", "task"):
        connection.execute(text(f"CREATE UNIQUE INDEX pk_plain_{table} ON plain_{table} (id)"))
    for name, over in COMPANY_INDEXES.items():
        live = "WHERE archived_at IS NULL"
        connection.execute(text(f"CREATE INDEX ix_plain_{name} ON plain_company ({over}) {live}"))
    open_ = "WHERE archived_at IS NULL AND status = 'open'"
    connection.execute(text(f"CREATE INDEX ix_plain_due ON plain_task (workspace_id, owner_id, due_sort, id) {open_}"))
