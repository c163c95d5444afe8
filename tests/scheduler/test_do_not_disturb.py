"""Slack's do-not-disturb delays messages, and is asked sparingly (workspace N3)."""

from datetime import timedelta

import pytest

from csbot.adapters.slack.fake import FakeSlack
from csbot.clock import FrozenClock
from csbot.domain.deliveries import Urgency
from csbot.domain.errors import SlackLimited, SlackRefused, SlackUnavailable
from csbot.services.members import MemberService
from csbot.storage.unit_of_work import UnitOfWork
from scheduler.delivery.do_not_disturb import DoNotDisturb
from scheduler.planner import free_held
from tests.scheduler.driving import people
from tests.scheduler.test_quiet_hours import deliver
from tests.scheduler.world import MONDAY, World

HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def slack() -> FakeSlack:
    return FakeSlack()


@pytest.fixture
def clock() -> FrozenClock:
    return FrozenClock(MONDAY)


@pytest.fixture
def quiet(slack: FakeSlack, clock: FrozenClock) -> DoNotDisturb:
    return DoNotDisturb(slack, clock)


@pytest.mark.parametrize("urgency", [Urgency.DIGEST, Urgency.ALERT])
async def test_a_message_waits_until_the_pause_is_over(world: World, urgency: Urgency) -> None:
    (kim,) = people(world, 1)
    world.slack.paused[kim.slack_user_id or ""] = MONDAY + 10 * MINUTE
    world.enqueue([kim], urgency)
    assert await deliver(world) == [("pending", "do_not_disturb")]
    assert world.slack.posts == []
    (row,) = world.rows()
    assert (row.attempts, row.not_before) == (0, MONDAY + 10 * MINUTE)
    world.clock.advance(10 * MINUTE)
    assert free_held(world.database, world.clock) == 1
    world.let_time_pass()
    assert await deliver(world) == [("sent", None)]


async def test_who_ended_the_pause_early_is_asked_about_again(sqlite_world: World) -> None:
    world = sqlite_world
    (kim,) = people(world, 1)
    world.slack.paused[kim.slack_user_id or ""] = MONDAY + 8 * HOUR
    world.enqueue([kim])
    await deliver(world)
    world.slack.paused.clear()
    world.clock.advance(timedelta(minutes=30))
    assert free_held(world.database, world.clock) == 1
    world.let_time_pass()
    assert await deliver(world) == [("sent", None)]


async def test_who_ended_the_pause_is_asked_about_as_soon_as_slack_tells(world: World) -> None:
    """The event says that something changed; what holds now is asked for."""
    kim, lee = people(world, 2)
    for one in (kim, lee):
        world.slack.paused[one.slack_user_id or ""] = MONDAY + 8 * HOUR
    world.enqueue([kim, lee])
    await deliver(world)
    del world.slack.paused[kim.slack_user_id or ""]
    with world.database.write() as connection:
        for one in (kim, lee):
            uow = UnitOfWork(connection, one.workspace_id)
            MemberService(uow, world.clock.now()).undisturbed(one.slack_user_id or "")
    world.clock.advance(timedelta(seconds=10))
    assert free_held(world.database, world.clock) == 2
    world.let_time_pass()
    assert sorted(await deliver(world)) == [("pending", "do_not_disturb"), ("sent", None)], "the other's pause goes on"


async def test_what_somebody_asked_for_comes_in_a_pause(sqlite_world: World) -> None:
    world = sqlite_world
    (kim,) = people(world, 1)
    world.slack.paused[kim.slack_user_id or ""] = MONDAY + HOUR
    world.enqueue([kim], Urgency.INTERACTIVE)
    assert await deliver(world) == [("sent", None)]
    assert "dnd.info" not in [method for method, _ in world.slack.calls]


async def test_a_person_is_asked_about_once_in_some_minutes(
    quiet: DoNotDisturb, slack: FakeSlack, clock: FrozenClock
) -> None:
    for _ in range(5):
        assert await quiet.until(1, "U1") is None
    assert len(slack.calls) == 1
    clock.advance(timedelta(minutes=5))
    slack.paused["U1"] = clock.now() + 10 * MINUTE
    assert await quiet.until(1, "U1") == clock.now() + 10 * MINUTE
    assert len(slack.calls) == 2


async def test_a_pause_is_believed_for_seconds_so_that_its_early_end_is_seen(
    quiet: DoNotDisturb, slack: FakeSlack, clock: FrozenClock
) -> None:
    slack.paused["U1"] = clock.now() + HOUR
    for _ in range(5):
        assert await quiet.until(1, "U1") is not None
    assert len(slack.calls) == 1
    slack.paused.clear()
    clock.advance(timedelta(seconds=10))
    assert await quiet.until(1, "U1") is None


async def test_a_workspace_is_asked_within_its_rate_and_what_is_not_known_is_sent(
    quiet: DoNotDisturb, slack: FakeSlack, clock: FrozenClock
) -> None:
    slack.paused = {f"U{n}": MONDAY + HOUR for n in range(100)}
    held = [await quiet.until(1, f"U{n}") for n in range(100)]
    assert sum(one is not None for one in held) == len(slack.calls) == 40
    assert await quiet.until(2, "U99") is not None, "another workspace has a rate of its own"
    clock.advance(MINUTE)
    assert await quiet.until(1, "U99") is not None


@pytest.mark.parametrize("failure", [SlackUnavailable("timeout", in_doubt=True), SlackLimited(30)])
async def test_what_cannot_be_asked_is_sent_unless_a_pause_is_known(
    quiet: DoNotDisturb, slack: FakeSlack, clock: FrozenClock, failure: Exception
) -> None:
    slack.fail("dnd.info", failure)
    assert await quiet.until(1, "U1") is None
    clock.advance(HOUR)
    slack.paused["U1"] = clock.now() + HOUR
    assert await quiet.until(1, "U1") is not None
    clock.advance(timedelta(minutes=5))
    slack.fail("dnd.info", failure)
    assert await quiet.until(1, "U1") is not None


async def test_without_the_scope_slack_is_left_alone_for_a_while(
    quiet: DoNotDisturb, slack: FakeSlack, clock: FrozenClock
) -> None:
    slack.fail("dnd.info", SlackRefused("missing_scope"))
    for n in range(3):
        assert await quiet.until(1, f"U{n}") is None
    assert len(slack.calls) == 1
    clock.advance(timedelta(hours=1))
    await quiet.until(1, "U1")
    assert len(slack.calls) == 2
