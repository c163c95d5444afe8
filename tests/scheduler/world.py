"""A small world for the outbox's tests: workspaces, people with a task each, and a loop that can be driven by hand."""

import itertools
from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import delete, insert, select, text, update

from csbot.adapters.slack.fake import FakeSlack
from csbot.clock import FrozenClock
from csbot.domain.calendar import local_date
from csbot.domain.deliveries import NewDelivery, Urgency
from csbot.domain.members import Member
from csbot.domain.operations import OperationKind
from csbot.domain.permissions import Level
from csbot.domain.records import ObjectType, Source
from csbot.domain.tasks import due_sort
from csbot.services.ports import Slack
from csbot.services.subscriptions import ensure_defaults
from csbot.storage import deliveries, members, workspaces
from csbot.storage.recorder import start
from csbot.storage.tables.outbox import channel_gates, lanes
from csbot.storage.tables.outbox import deliveries as delivery_table
from csbot.storage.unit_of_work import Database, UnitOfWork
from scheduler.delivery.loop import DeliveryLoop
from scheduler.delivery.sending import Sender
from scheduler.delivery.turns import Turns

MONDAY = datetime(2026, 3, 2, 6, 0, tzinfo=UTC)
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
NUMBERS = itertools.count(1)
THREADS = 4  # of the background pool


@dataclass
class World:
    """A database with what lives in it, a clock that stands still, and a Slack in memory."""

    database: Database
    clock: FrozenClock
    executor: Executor
    slack: FakeSlack = field(default_factory=FakeSlack)

    def add_workspace(self, rate: float = 1000.0, burst: int = 1000) -> int:
        """A workspace whose lane does not slow a test down unless asked to."""
        with self.database.write() as connection:
            made = workspaces.add(connection, "Acme", self.clock.now())
            connection.execute(insert(lanes).values(workspace_id=made.id, rate=rate, burst=burst, tat=LONG_AGO))
        return made.id

    def add_member(self, workspace_id: int, tz: str = "UTC", **values: Any) -> Member:
        """A person with a seat and access, known to Slack, who gets the daily summary."""
        n = next(NUMBERS)
        row = {
            "email": f"p{n}@example.com",
            "name": f"Person {n}",
            "tz": tz,
            "locale": "en_US",
            "slack_user_id": f"U{n}",
            "level": int(Level.WORKSPACE_ACCESS),
            "seat": True,
        }
        with self.database.write() as connection:
            uow = UnitOfWork(connection, workspace_id)
            member = members.add(uow, self.clock.now(), {**row, **values})
            ensure_defaults(uow, member, self.clock.now())
        return member

    def add_task(self, member: Member, name: str = "Call Acme") -> None:
        """A task due on the member's local date."""
        now = self.clock.now()
        on = local_date(now, member.tz)
        row = {"name": name, "owner_id": member.id, "due_on": on, "due_at": None, "due_sort": due_sort(on, None)}
        with self.database.write() as connection:
            uow = UnitOfWork(connection, member.workspace_id)
            recorder = start(uow, OperationKind.IMPORT, now, member.id, Source.IMPORT)
            recorder.create(ObjectType.TASK, [row])

    def enqueue(self, recipients: Sequence[Member], urgency: Urgency = Urgency.DIGEST, **values: Any) -> None:
        """A daily summary for each, as the planner would write it."""
        new = [
            NewDelivery(
                workspace_id=one.workspace_id,
                dedup_key=f"{one.workspace_id}:{one.id}:{next(NUMBERS)}",
                kind="daily_summary",
                recipient_id=one.id,
                urgency=urgency,
                **values,
            )
            for one in recipients
        ]
        with self.database.write() as connection:
            deliveries.enqueue(connection, new, self.real())

    def real(self) -> datetime:
        """Real time, as this database's outbox sees it."""
        if self.database.engine.dialect.name == "sqlite":
            return self.clock.real_now()
        with self.database.read() as connection:
            found: datetime = connection.execute(text("SELECT clock_timestamp()")).scalar_one()
        return found

    def let_time_pass(self) -> None:
        """What waits for real time has waited long enough: retries, pauses, tokens and gates; leases still run."""
        with self.database.write() as connection:
            connection.execute(update(delivery_table).values(available_at=LONG_AGO))
            connection.execute(update(lanes).values(tat=LONG_AGO, paused_until=None))
            connection.execute(delete(channel_gates))

    def let_leases_end(self) -> None:
        self.set_deliveries(lease_until=LONG_AGO)

    def loop(self, slots: int = 16, slack: Slack | None = None) -> DeliveryLoop:
        """A process's delivery loop, not started."""
        turns = Turns(self.database, self.clock, f"worker-{next(NUMBERS)}")
        return DeliveryLoop(
            turns, Sender(self.database, self.clock, slack or self.slack, self.executor), self.executor, slots
        )

    def rows(self) -> list[Any]:
        """All deliveries."""
        with self.database.read() as connection:
            return list(connection.execute(select(delivery_table).order_by(delivery_table.c.id)))

    def states(self) -> list[str]:
        """The state of each delivery, in order."""
        return [str(row.state) for row in self.rows()]

    def set_member(self, member: Member, **values: Any) -> None:
        with self.database.write() as connection:
            members.change(UnitOfWork(connection, member.workspace_id), member.id, values)

    def set_deliveries(self, **values: Any) -> None:
        with self.database.write() as connection:
            connection.execute(update(delivery_table).values(**values))
