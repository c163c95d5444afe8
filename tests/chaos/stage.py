"""The stage of a case: a database with people in it, a local Slack, csbot's processes, and a clock to move."""

import json
import random
import sqlite3
import time
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.error import URLError
from zoneinfo import ZoneInfo

from sqlalchemy import func, insert, select

from csbot.clock import Clock
from csbot.domain.deliveries import DeliveryState
from csbot.domain.errors import Busy
from csbot.domain.members import Member
from csbot.domain.operations import OperationKind
from csbot.domain.permissions import Level
from csbot.domain.records import ObjectType, Source
from csbot.domain.subscriptions import DigestKind
from csbot.domain.tasks import due_sort
from csbot.domain.workspaces import SlackTeam
from csbot.services import subscriptions as subscribing
from csbot.storage import members, recorder, workspaces
from csbot.storage.engine import open_engine
from csbot.storage.tables.outbox import deliveries, lanes
from csbot.storage.unit_of_work import Database, UnitOfWork
from tests.chaos.people import COPENHAGEN, TEAM_ID, slack_id
from tests.chaos.postgres import Server
from tests.chaos.processes import Orders, Worker, shared_offset, start_slack
from tests.ports import free_port

PATIENCE_S = 120.0
GRACE_S = 1.0  # what would be doubled is doubled by then
LONG_PAST = date(2020, 1, 1)
EVERY_DAY = 127
MONDAY = date(2026, 3, 2)
DAILY = DigestKind.DAILY_SUMMARY


class Vacuous(Exception):
    """The case proved nothing: its fault did not happen, or too little was sent."""


@dataclass(frozen=True)
class Person:
    """Somebody who is to get digests."""

    workspace_id: int
    member_id: int
    slack_id: str

    def key(self, on: date) -> str:
        """What marks their summary of a local date, as it stands in the message's metadata."""
        return f"{self.workspace_id}:{self.member_id}:{DAILY}:{on.isoformat()}"

    @property
    def channel(self) -> str:
        return f"D{self.slack_id[1:]}"


@dataclass
class Stage:
    """One case's. `short`: as few as still prove something. `server`: PostgreSQL's, where the case runs on it."""

    folder: Path
    database_url: str
    short: bool
    server: Server | None = None
    people: list[Person] = field(default_factory=list)
    workers: list[Worker] = field(default_factory=list)
    chance: random.Random = field(default_factory=random.Random)

    def __post_init__(self) -> None:
        self.database = Database(open_engine(self.database_url))
        self.offset = shared_offset()
        self.slack_url = ""
        self._slack: Any = None

    # --- setting up

    def settle_in(self, people: int, workspaces_count: int = 1, rate: float = 40.0) -> None:
        """People with a task each, spread over workspaces whose lanes are served at `rate`; a local Slack for them."""
        port = free_port()
        self.slack_url = f"http://127.0.0.1:{port}"
        self._slack = start_slack(self.folder / "slack", port, people, self.folder / "slack.log")
        share = -(-people // workspaces_count)
        for number in range(workspaces_count):
            self.people += self._settle_workspace(
                number, range(number * share, min(people, (number + 1) * share)), rate
            )
        self.wait(lambda: self.ask("faults") is not None, "the local Slack's start")

    def _settle_workspace(self, number: int, slack_numbers: Iterable[int], rate: float) -> list[Person]:
        now = datetime(2026, 1, 1, tzinfo=UTC)
        with self.database.write() as connection:
            made = workspaces.add(connection, f"Chaos {number}", now)
            team = TEAM_ID if number == 0 else f"T{made.id:09}"
            workspaces.bind(connection, made.id, SlackTeam(team, made.name, "U0CSBOT01", "A0CHAOS001"))
            long_ago = datetime(2000, 1, 1, tzinfo=UTC)
            connection.execute(insert(lanes).values(workspace_id=made.id, rate=rate, burst=5, tat=long_ago))
            uow = UnitOfWork(connection, made.id)
            found = [self._add(uow, n, now) for n in slack_numbers]
            written = recorder.start(uow, OperationKind.IMPORT, now, None, Source.IMPORT)
            written.create(ObjectType.TASK, [task_of(person) for person in found])
        return found

    def _add(self, uow: UnitOfWork, n: int, now: datetime) -> Person:
        row = {
            "email": f"person{n}@example.com",
            "name": f"Person {n}",
            "tz": COPENHAGEN,
            "locale": "en_GB",
            "slack_user_id": slack_id(n),
            "level": int(Level.WORKSPACE_ACCESS),
            "seat": True,
        }
        member = members.add(uow, now, row)
        subscribing.ensure_defaults(uow, member, now)
        return Person(uow.workspace_id, member.id, slack_id(n))

    def let_come(self, people: Iterable[Person], hour: int, minute: int, days: int = EVERY_DAY) -> None:
        """Their summary comes at that local time from now on."""
        for person in people:
            self.write(
                person, lambda uow, member: subscribing.choose(uow, member, DAILY, hour * 60 + minute, days, self.now())
            )

    # --- acting

    def start(self) -> Worker:
        """A csbot process more."""
        log = self.folder / f"csbot-{len(self.workers)}.log"
        worker = Worker(Orders(self.database_url, self.slack_url, self.offset, log, free_port()))
        self.workers.append(worker)
        return worker

    def now(self) -> datetime:
        """Business time."""
        return Clock(timedelta(seconds=self.offset.value)).now()

    def set_clock(self, on: date, hour: int, minute: int, tz: str = COPENHAGEN, fold: int = 0) -> None:
        """Move every process's business clock to a local time."""
        at = datetime(on.year, on.month, on.day, hour, minute, 1, tzinfo=ZoneInfo(tz), fold=fold)
        self.offset.value = (at - Clock().real_now()).total_seconds()

    def fault(self, kind: str, **values: Any) -> None:
        """The local Slack misbehaves."""
        self.tell("faults", {"kind": kind, "method": "chat.postMessage", **values})

    def slow_down(self, seconds: float = 0.2) -> None:
        """Slack takes its time to answer, so that there are always sends in flight."""
        self.fault("slow", count=100_000, seconds=seconds)

    def faults_left(self) -> int:
        return sum(fault["count"] for fault in self.ask("faults")["faults"] if fault["kind"] != "slow")

    def statuses(self) -> Counter[int]:
        """How the local Slack answered posts, by HTTP status."""
        calls = self.ask("calls?name=chat.postMessage&limit=5000")["calls"]
        return Counter(call["status"] for call in calls)

    def ask(self, path: str) -> Any:
        """What the local Slack's driver answers; None while it does not listen."""
        try:
            with urllib.request.urlopen(f"{self.slack_url}/playground/{path}", timeout=10) as answer:
                return json.load(answer)
        except (URLError, ConnectionError):
            return None

    def tell(self, path: str, body: dict[str, Any]) -> None:
        request = urllib.request.Request(
            f"{self.slack_url}/playground/{path}",
            json.dumps(body).encode(),
            {"content-type": "application/json"},
        )
        urllib.request.urlopen(request, timeout=10).close()

    def write(self, person: Person, work: Callable[[UnitOfWork, Member], object]) -> None:
        """Something about one of the people, tried again for as long as csbot's processes keep the database busy."""

        def is_written() -> bool:
            with suppress(Busy), self.database.write() as connection:
                uow = UnitOfWork(connection, person.workspace_id)
                work(uow, members.get(uow, person.member_id))
                return True
            return False

        self.wait(is_written, "a turn to write")

    # --- looking

    def received(self) -> Counter[str]:
        """How often each key stands in the local Slack's conversations: the only witness that counts."""
        with sqlite3.connect(f"file:{self.folder / 'slack' / 'slack.db'}?mode=ro", uri=True, timeout=10) as connection:
            bodies = connection.execute("SELECT body FROM message").fetchall()
        connection.close()
        marks = [json.loads(body).get("metadata", {}).get("event_payload", {}).get("key") for (body,) in bodies]
        return Counter(mark for mark in marks if mark)

    def in_state(self, *states: DeliveryState) -> int:
        """How many deliveries are in one of these states."""
        counted = select(func.count()).select_from(deliveries).where(deliveries.c.state.in_(states))
        with self.database.read() as connection:
            return connection.execute(counted).scalar_one()

    def leased_by(self, worker: Worker) -> int:
        """How many deliveries a process has leased."""
        counted = (
            select(func.count())
            .select_from(deliveries)
            .where(deliveries.c.state == DeliveryState.LEASED, deliveries.c.worker.like(f"%:{worker.pid}"))
        )
        with self.database.read() as connection:
            return connection.execute(counted).scalar_one()

    def has_worked(self, worker: Worker) -> bool:
        """Whether a process ever leased anything."""
        theirs = select(func.count()).select_from(deliveries).where(deliveries.c.worker.like(f"%:{worker.pid}"))
        with self.database.read() as connection:
            return connection.execute(theirs).scalar_one() > 0

    def wait(self, condition: Callable[[], bool], what: str, patience_s: float = PATIENCE_S) -> None:
        """Returns once the condition holds."""
        end = time.monotonic() + patience_s
        while not condition():
            if time.monotonic() > end:
                raise TimeoutError(f"{what} did not come within {patience_s:.0f} s")
            time.sleep(0.05)

    def wait_until_settled(self, least: int) -> None:
        """Until nothing waits any more and that many were written; then as long as something doubled would take."""
        open_states = (DeliveryState.PENDING, DeliveryState.LEASED)

        def is_settled() -> bool:
            return self.in_state(*DeliveryState) >= least and not self.in_state(*open_states)

        self.wait(is_settled, "the end of the queue")
        time.sleep(GRACE_S)

    def close(self) -> None:
        for worker in self.workers:
            worker.end()
        if self._slack is not None:
            self._slack.terminate()
            self._slack.join()
        self.database.close()


def task_of(person: Person) -> dict[str, Any]:
    """A task that is overdue for ever, so that there is always something to say."""
    return {
        "name": "Call Acme",
        "owner_id": person.member_id,
        "due_on": LONG_PAST,
        "due_at": None,
        "due_sort": due_sort(LONG_PAST, None),
    }


@contextmanager
def staged(folder: Path, database_url: str, short: bool, server: Server | None) -> Iterator[Stage]:
    """A stage that is cleared in the end."""
    stage = Stage(folder, database_url, short, server)
    try:
        yield stage
    except Exception:
        for worker in stage.workers:
            worker.say_where()
        time.sleep(GRACE_S)
        raise
    finally:
        stage.close()
