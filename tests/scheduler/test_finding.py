"""Whom Slack was not asked for yet: their messages wait until it has answered, over HTTP (workspace A8, N4-N6)."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from structlog.testing import capture_logs

from csbot.adapters.slack.gateway import SlackGateway
from csbot.domain.deliveries import Replayed, Urgency
from csbot.domain.members import Member
from csbot.domain.permissions import Level
from csbot.domain.workspaces import Operator
from csbot.playground import PlaygroundConfig, create_playground
from csbot.playground.people import DEFAULT_TEAM, Person
from csbot.services.deliveries import DeliveryService
from csbot.services.sessions import Sessions
from csbot.storage import members
from csbot.storage.deliveries import tidy
from csbot.storage.unit_of_work import UnitOfWork
from scheduler.delivery.loop import DeliveryLoop
from scheduler.directory import Directory
from scheduler.finding import Finder
from tests.playground.serving import served
from tests.scheduler.world import World
from tests.waiting import until

STAFF = [person for person in DEFAULT_TEAM.people if not (person.is_bot or person.is_restricted or person.deleted)]
FREJA, KIM = STAFF[:2]
GUEST = next(person for person in (*DEFAULT_TEAM.people, *DEFAULT_TEAM.others) if person.is_restricted)
HELD_YEAR = 9999


@dataclass
class Stage:
    """A workspace whose team is known, and a process's parts over a local Slack; nothing runs by itself."""

    world: World
    http: httpx.AsyncClient
    directory: Directory
    loop: DeliveryLoop
    workspace_id: int

    def __post_init__(self) -> None:
        self.finder = Finder(self.directory, self.loop.wake)

    def add(self, email: str) -> Member:
        """Somebody let in while csbot runs, with something to hear."""
        member = self.world.add_member(self.workspace_id, email=email, slack_user_id=None)
        self.world.add_task(member)
        return member

    def read(self, member: Member) -> Member:
        with self.world.database.read() as connection:
            return members.get(UnitOfWork(connection, self.workspace_id), member.id)

    def held(self) -> int:
        rows = self.world.rows()
        return sum(row.state == "pending" and row.not_before is not None for row in rows if row.lease_token is None)

    async def hold(self, *recipients: Member, **values: Any) -> None:
        """A summary for each, which waits for Slack."""
        before = self.held()
        self.world.enqueue(recipients, **values)
        self.loop.wake()
        await until(lambda: self.held() == before + len(recipients))
        self.let_gates_open()

    def let_gates_open(self) -> None:
        """One message a second for each person; the clock stands still on SQLite."""
        self.world.clock.at += timedelta(seconds=2)

    async def settle(self, *states: str) -> list[Any]:
        """Look at Slack; the deliveries, once they are in these states."""
        await self.finder.look()
        await until(lambda: self.world.states() == list(states))
        return self.world.rows()

    async def fault(self, **fault: Any) -> None:
        (await self.http.post("/playground/faults", json=fault)).raise_for_status()

    async def calls(self, method: str) -> int:
        answer = await self.http.get("/playground/calls", params={"name": method})
        return len(answer.raise_for_status().json()["calls"])

    async def received(self, person: Person) -> int:
        answer = await self.http.get("/playground/messages", params={"user": person.id})
        return len(answer.raise_for_status().json()["messages"])


@pytest.fixture
async def stage(world: World, tmp_path: Path) -> AsyncIterator[Stage]:
    playground = create_playground(PlaygroundConfig(tmp_path / "slack", "secret", "", ""))
    async with served(playground.app) as url, httpx.AsyncClient(base_url=url) as http:
        gateway = SlackGateway(f"{url}/api/", lambda _: "xoxb-test")
        sessions = Sessions(world.database, world.clock)
        directory = Directory(world.database, sessions, world.clock, gateway, world.executor, Operator())
        made = Stage(world, http, directory, world.loop(slack=gateway), world.add_workspace())
        await directory.look()
        made.loop.start()
        yield made
        await made.loop.drain(5)
        await gateway.aclose()


async def test_who_was_added_while_csbot_runs_is_looked_up_and_gets_the_message(stage: Stage) -> None:
    member = stage.add(KIM.email)
    await stage.hold(member)
    (row,) = stage.world.rows()
    assert (row.attempts, row.last_error_code, row.not_before.year) == (0, "slack_not_asked", HELD_YEAR)
    (row,) = await stage.settle("sent")
    assert row.attempts == 1
    assert await stage.received(KIM) == 1
    found = stage.read(member)
    assert (found.slack_user_id, found.slack_tz, found.slack_locale) == (KIM.id, KIM.tz, KIM.locale.replace("-", "_"))
    assert await stage.calls("users.lookupByEmail") == 1


async def test_nobody_is_dead_before_slack_said_so_and_then_it_is_true_and_can_be_sent_again(stage: Stage) -> None:
    member = stage.add("nobody@example.com")
    await stage.hold(member)
    await stage.hold(member)
    rows = await stage.settle("dead", "dead")
    assert {row.last_error_code for row in rows} == {"no_slack_user"}
    assert await stage.calls("users.lookupByEmail") == 1, "once per person"
    stage.world.set_member(member, email=KIM.email)
    boss = stage.world.add_member(stage.workspace_id, level=int(Level.MANAGE_SETTINGS))
    with stage.world.database.write() as connection:
        uow = UnitOfWork(connection, stage.workspace_id)
        service = DeliveryService(uow, stage.world.clock.now(), stage.world.clock.real_now())
        assert service.replay(boss.as_actor(), rows[0].id) is Replayed.WAITING
    stage.loop.wake()
    await until(lambda: stage.held() == 1)
    stage.let_gates_open()
    await stage.finder.look()
    await until(lambda: "sent" in stage.world.states())


async def test_while_slack_is_away_or_limits_nothing_is_lost_and_nobody_else_waits(stage: Stage) -> None:
    known = stage.world.add_member(stage.workspace_id, slack_user_id=FREJA.id)
    stage.world.add_task(known)
    await stage.hold(stage.add(KIM.email))
    await stage.fault(kind="rate_limit", method="users.lookupByEmail", seconds=30)
    await stage.finder.look()
    stage.world.enqueue([known])
    stage.loop.wake()
    await until(lambda: stage.world.states() == ["pending", "sent"])
    await stage.finder.look()
    assert await stage.calls("users.lookupByEmail") == 1, "not before Slack's 30 seconds are over"
    stage.world.clock.at += timedelta(seconds=31)
    await stage.fault(kind="http_500", method="users.info")
    await stage.finder.look()
    assert stage.world.states() == ["pending", "sent"]
    stage.world.clock.at += timedelta(seconds=16)
    await stage.settle("sent", "sent")


async def test_a_guest_gets_nothing_and_is_not_mapped(stage: Stage) -> None:
    member = stage.add(GUEST.email)
    await stage.hold(member)
    (row,) = await stage.settle("cancelled")
    assert row.last_error_code == "outsider"
    assert stage.read(member).slack_user_id is None


async def test_whom_slack_knows_as_somebody_else_in_csbot_is_told_to_managers(stage: Stage) -> None:
    stage.world.add_member(stage.workspace_id, slack_user_id=KIM.id)
    await stage.hold(stage.add(KIM.email))
    (row,) = await stage.settle("dead")
    assert row.last_error_code == "other_member"


@pytest.mark.parametrize("code", ["missing_scope", "org_login_required", "access_denied"])
async def test_what_slack_refuses_for_another_reason_than_the_person_loses_no_message(stage: Stage, code: str) -> None:
    """The operator is told, the message goes once Slack answers."""
    await stage.hold(stage.add(KIM.email))
    await stage.fault(kind="error", method="users.lookupByEmail", code=code, count=1)
    with capture_logs() as logs:
        await stage.finder.look()
    assert [(entry["log_level"], entry["code"]) for entry in logs if "code" in entry] == [("error", code)]
    assert stage.world.states() == ["pending"]
    stage.world.clock.advance(timedelta(minutes=2))
    await stage.settle("sent")
    assert await stage.received(KIM) == 1


async def test_what_is_held_expires_as_anything_else(stage: Stage) -> None:
    await stage.hold(stage.add(KIM.email), expires_at=stage.world.clock.now() + timedelta(hours=1))
    stage.world.clock.travel(timedelta(hours=2))
    with stage.world.database.write() as connection:
        tidy(connection, stage.world.real(), stage.world.clock.now())
    assert stage.world.states() == ["expired"]
    await stage.finder.look()
    assert await stage.calls("users.lookupByEmail") == 0


async def test_met_otherwise_between_rendering_and_holding_it_goes_all_the_same(stage: Stage) -> None:
    member = stage.add(KIM.email)
    await stage.hold(member)
    stage.world.set_member(member, slack_user_id=KIM.id)
    await stage.settle("sent")
    assert await stage.calls("users.lookupByEmail") == 0


async def test_alerts_go_before_digests_once_the_person_is_known(stage: Stage) -> None:
    member = stage.add(KIM.email)
    await stage.hold(member)
    await stage.hold(member, urgency=Urgency.ALERT)
    await stage.finder.look()
    await until(lambda: "sent" in stage.world.states())
    assert stage.world.states() == ["pending", "sent"]


async def test_a_hundred_new_people_are_one_reading_of_the_directory(stage: Stage) -> None:
    """Slack's tier 3 is fifty look-ups a minute; a page of the directory has two hundred people."""
    strangers = [stage.add(f"new{number}@elsewhere.example") for number in range(100 - len(STAFF))]
    staff = [stage.add(person.email) for person in STAFF]
    await stage.hold(*strangers, *staff)
    stage.world.clock.at += timedelta(minutes=11)
    await stage.finder.look()
    assert (await stage.calls("users.list"), await stage.calls("users.lookupByEmail")) == (1, 0)
    await stage.directory.look()
    assert await stage.calls("users.list") == 2
    await stage.finder.look()
    await until(lambda: stage.world.states().count("sent") == len(STAFF))
    await stage.finder.look()
    assert await stage.calls("users.lookupByEmail") == 20, "twenty a minute, of those whom it does not have"
    await stage.finder.look()
    assert await stage.calls("users.lookupByEmail") == 20
    assert stage.world.states().count("dead") == 20


async def test_two_processes_that_ask_at_once_send_one_message(stage: Stage) -> None:
    other = Finder(stage.directory, stage.loop.wake)
    await stage.hold(stage.add(KIM.email))
    await other.look()
    await stage.settle("sent")
    assert await stage.received(KIM) == 1


async def test_before_the_team_is_claimed_everything_waits(world: World, stage: Stage) -> None:
    directory = Directory(
        world.database, stage.directory.sessions, world.clock, stage.directory.slack, world.executor, Operator()
    )
    await stage.hold(stage.add(KIM.email))
    early = Finder(directory, stage.loop.wake)
    await early.look()
    assert stage.held() == 1
    await directory.look()
    await early.look()
    await until(lambda: world.states() == ["sent"])
