"""Small worlds for tests: a workspace with its people, companies and tasks, made as csbot itself makes them."""

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from csbot.clock import FrozenClock
from csbot.domain.members import Member
from csbot.domain.operations import OperationKind
from csbot.domain.permissions import EditScope, Level
from csbot.domain.properties import DateStyle, Reading
from csbot.domain.records import ObjectType, Source
from csbot.domain.tasks import Task, TaskStatus, due_sort
from csbot.domain.workspaces import SlackTeam, Workspace
from csbot.services import workspaces
from csbot.services.container import Services
from csbot.storage import recorder
from csbot.storage import tasks as stored_tasks
from csbot.storage import workspaces as stored_workspaces
from csbot.storage.unit_of_work import Database, UnitOfWork

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)  # 10:00 in Copenhagen, 04:00 in New York
TEAM = SlackTeam("T1", "Fjord & Co", "UBOT", "A1")
COPENHAGEN = "Europe/Copenhagen"
READING = Reading(DateStyle(COPENHAGEN))
NUMBERS = itertools.count(1)


@dataclass
class Office:
    """One workspace. What it makes is committed at once; `clock` is what "now" means."""

    database: Database
    clock: FrozenClock = field(default_factory=lambda: FrozenClock(MONDAY))
    team: SlackTeam = TEAM
    workspace: Workspace = field(init=False)

    def __post_init__(self) -> None:
        self.workspace = workspaces.claim(self.database, self.clock.now(), self.team)

    @contextmanager
    def services(self) -> Iterator[Services]:
        """The services of one writing transaction."""
        with self.database.write() as connection:
            workspace = stored_workspaces.get(connection, self.workspace.id)
            yield Services(UnitOfWork(connection, workspace.id), self.clock.now(), workspace, self.clock.real_now())

    def member(self, name: str = "Kim", **values: Any) -> Member:
        """Somebody with a seat and workspace_access, known to Slack as `U` and a number, unless told otherwise."""
        n = next(NUMBERS)
        usual = {
            "name": name,
            "slack_user_id": f"U{n}",
            "level": int(Level.WORKSPACE_ACCESS),
            "seat": True,
            "edit_scope": EditScope.ALL,
            "tz": COPENHAGEN,
            "locale": "en_US",
        }
        with self.services() as services:
            return services.members.add(values.pop("email", f"p{n}@example.com"), usual | values)

    def company(self, name: str = "Acme", owner: Member | None = None) -> int:
        """A company; its id."""
        return self.records(ObjectType.COMPANY, [{"name": name, "owner_id": owner.id if owner else None}])[0]

    def task(self, owner: Member | None, title: str = "Call Acme", **values: Any) -> int:
        """A task, open unless told otherwise; its id."""
        return self.tasks(owner, [{"title": title, **values}])[0]

    def tasks(self, owner: Member | None, rows: list[dict[str, Any]]) -> list[int]:
        """Many tasks of one assignee: `title`, `due_on`, `due_at` and other columns each; their ids."""
        return self.records(ObjectType.TASK, [task_row(owner, **row) for row in rows])

    def records(self, kind: ObjectType, rows: list[dict[str, Any]]) -> list[int]:
        """Records of any type, written by an import."""
        with self.services() as services:
            written = recorder.start(services.uow, OperationKind.IMPORT, self.clock.now(), None, Source.IMPORT)
            return written.create(kind, rows)

    def read(self, task_id: int) -> Task:
        """The task as it is now."""
        with self.services() as services:
            return stored_tasks.list_ids(services.uow, [task_id])[0]


def task_row(
    owner: Member | None, title: str, due_on: date | None = None, due_at: datetime | None = None, **values: Any
) -> dict[str, Any]:
    """The columns of a task."""
    usual = {
        "name": title,
        "owner_id": owner.id if owner else None,
        "due_on": due_on,
        "due_at": due_at,
        "due_sort": due_sort(due_on, due_at),
        "status": TaskStatus.OPEN,
        "company_id": None,
        "snoozed_until": None,
        "completed_at": None,
        "completed_by_id": None,
        "archived_at": None,
    }
    return usual | values
