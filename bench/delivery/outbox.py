"""An outbox for benches: workspaces with people, deliveries for them, and a loop over it."""

from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy import delete, insert, select, text, update

from csbot.clock import Clock
from csbot.domain.calendar import DAY
from csbot.domain.deliveries import NewDelivery, Urgency
from csbot.domain.operations import OperationKind
from csbot.domain.permissions import Level
from csbot.domain.records import ObjectType, Source
from csbot.domain.subscriptions import DigestKind
from csbot.domain.tasks import due_sort
from csbot.storage import deliveries, recorder, workspaces
from csbot.storage.engine import open_engine
from csbot.storage.migrations import upgrade
from csbot.storage.real_time import real_time
from csbot.storage.tables.outbox import channel_gates, lanes
from csbot.storage.tables.outbox import deliveries as delivery_table
from csbot.storage.tables.people import members
from csbot.storage.unit_of_work import Database, UnitOfWork
from scheduler.delivery.loop import DeliveryLoop
from scheduler.delivery.sending import Sender
from scheduler.delivery.turns import Turns

CHUNK = 1000
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
BACKGROUND = 4


@dataclass(frozen=True, slots=True)
class Lanes:
    """How fast workspaces are served."""

    rate: float
    burst: int


UNLIMITED = Lanes(1e6, 30_000)


@dataclass
class Outbox:
    """A database of its own, the workspaces in it, and the people of each."""

    database: Database
    clock: Clock
    people: dict[int, list[int]]

    def enqueue(
        self,
        recipients: Iterable[tuple[int, int]],
        mark: str,
        urgency: Urgency = Urgency.DIGEST,
        kinds: Sequence[DigestKind] = (DigestKind.DAILY_SUMMARY,),
    ) -> int:
        """A digest for each (workspace, member), of these kinds in turn; how many."""
        new = [
            NewDelivery(
                workspace_id=workspace_id,
                dedup_key=f"{workspace_id}:{member_id}:{mark}:{number}",
                kind=kinds[number % len(kinds)],
                recipient_id=member_id,
                urgency=urgency,
                args={"on": "2026-03-02"},
            )
            for number, (workspace_id, member_id) in enumerate(recipients)
        ]
        for start in range(0, len(new), CHUNK):
            with self.database.write() as connection:
                deliveries.enqueue(connection, new[start : start + CHUNK], real_time(connection, self.clock))
        return len(new)

    def everybody(self) -> list[tuple[int, int]]:
        return [(workspace, member) for workspace, people in self.people.items() for member in people]

    def fall_behind(self, waiting: int) -> None:
        """Let so many digests wait in the first workspace, for a half of its people."""
        workspace, people = next(iter(self.people.items()))
        self.enqueue(((workspace, people[n % (len(people) // 2)]) for n in range(waiting)), "behind")

    def add_tasks(self) -> None:
        """Everybody has a few things to do: overdue, due today and due tomorrow."""
        today = self.clock.now().date()
        for workspace_id, people in self.people.items():
            rows = [task(member, day, n) for member in people for n, day in enumerate(due_days(today))]
            with self.database.write() as connection:
                uow = UnitOfWork(connection, workspace_id)
                written = recorder.start(uow, OperationKind.IMPORT, self.clock.now(), None, Source.IMPORT)
                written.create(ObjectType.TASK, rows)

    def clear(self) -> None:
        """Nothing was ever sent. On PostgreSQL without a trace: rows by the 100,000 that are deleted at once, as csbot
        never does, would be vacuumed in the middle of what is measured next.
        """
        with self.database.write() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(text(f"TRUNCATE {delivery_table.name}, {channel_gates.name}"))
                return
            connection.execute(delete(delivery_table))
            connection.execute(delete(channel_gates))

    def pace(self, speed: Lanes) -> None:
        """All workspaces are served at that speed from now on."""
        with self.database.write() as connection:
            connection.execute(update(lanes).values(rate=speed.rate, burst=speed.burst, tat=LONG_AGO))

    def loop(self, sender: Sender, executor: ThreadPoolExecutor) -> DeliveryLoop:
        """A process's loop over it, not started."""
        return DeliveryLoop(Turns(self.database, self.clock, "bench"), sender, executor)


def open_outbox(url: str, workspaces_count: int, people_each: int, speed: Lanes) -> Outbox:
    """An empty database with so many workspaces and people."""
    database = Database(open_engine(url))
    upgrade(database.engine)
    now = Clock().now()
    people: dict[int, list[int]] = {}
    for number in range(workspaces_count):
        with database.write() as connection:
            made = workspaces.add(connection, f"Bench {number}", now).id
            connection.execute(
                insert(lanes).values(workspace_id=made, rate=speed.rate, burst=speed.burst, tat=LONG_AGO)
            )
            rows = [person(made, number) for number in range(people_each)]
            connection.execute(insert(members), rows)
            people[made] = list(
                connection.execute(select(members.c.id).where(members.c.workspace_id == made)).scalars()
            )
    return Outbox(database, Clock(), people)


def due_days(today: date) -> list[date]:
    return [today - DAY, today, today, today + DAY]


def task(member_id: int, on: date, number: int) -> dict[str, object]:
    """An open task's columns."""
    name = f"Call Acme {number}"
    return {"name": name, "owner_id": member_id, "due_on": on, "due_at": None, "due_sort": due_sort(on, None)}


def person(workspace_id: int, number: int) -> dict[str, object]:
    """Somebody who may enter and whom Slack knows."""
    return {
        "workspace_id": workspace_id,
        "email": f"p{number}@bench.test",
        "name": f"Person {number}",
        "tz": "Europe/Copenhagen",
        "locale": "en_GB",
        "slack_user_id": f"U{workspace_id}N{number}",
        "level": int(Level.WORKSPACE_ACCESS),
        "seat": True,
        "dm_channel": f"D{workspace_id}N{number}",
        "created_at": Clock().now(),
    }
