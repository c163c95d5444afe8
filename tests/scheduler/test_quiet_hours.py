"""Quiet hours delay delivery, never creation, and never past a digest's local date (workspace N3, N4)."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from csbot.domain.deliveries import Urgency
from csbot.domain.members import Member
from csbot.domain.preferences import Preferences, QuietHours
from csbot.services.own_settings import OwnSettingsService
from csbot.storage.unit_of_work import UnitOfWork
from scheduler.planner import free_held, plan
from tests.scheduler.driving import people, run_until_settled
from tests.scheduler.world import World
from tests.waiting import until

NIGHT = QuietHours(start=22 * 60, end=7 * 60)
LATE_MORNING = QuietHours(start=8 * 60, end=10 * 60)
COPENHAGEN = "Europe/Copenhagen"


def prefer(world: World, member: Member, **chosen: Any) -> None:
    """The member saves these settings."""
    now = world.clock.now()
    with world.database.write() as connection:
        service = OwnSettingsService(UnitOfWork(connection, member.workspace_id), now, world.clock.real_now())
        service.prefer(member.as_actor(), Preferences(**chosen))


def sleeper(world: World, at: str, quiet: QuietHours = NIGHT, tz: str = COPENHAGEN) -> Member:
    """Somebody with quiet hours and something to hear of, at that moment (UTC)."""
    world.clock.at = datetime.fromisoformat(at).replace(tzinfo=UTC)
    member = world.add_member(world.add_workspace(), tz)
    world.add_task(member)
    prefer(world, member, quiet=quiet)
    return member


async def deliver(world: World) -> list[tuple[str, str | None]]:
    """Let the loop work until all that may go has gone; each delivery's state and code."""
    loop = world.loop()
    loop.start()
    await until(lambda: not any(is_waiting(world, row) for row in world.rows()))
    await loop.drain(5)
    return [(str(row.state), row.last_error_code) for row in world.rows()]


def is_waiting(world: World, row: Any) -> bool:
    return row.state == "leased" or (row.state == "pending" and row.not_before is None)


def free(world: World) -> int:
    """What the planner's tick does; real time has passed for the next message of the channel too."""
    freed = free_held(world.database, world.clock)
    if freed:
        world.let_time_pass()
    return freed


@pytest.mark.parametrize("urgency", [Urgency.DIGEST, Urgency.ALERT])
async def test_in_quiet_hours_nothing_is_sent_and_at_their_end_it_is(world: World, urgency: Urgency) -> None:
    member = sleeper(world, "2026-03-02 23:30")  # 00:30 in Copenhagen
    world.enqueue([member], urgency)
    assert await deliver(world) == [("pending", "quiet_hours")]
    assert world.slack.calls == []
    (row,) = world.rows()
    assert (row.attempts, row.not_before) == (0, datetime(2026, 3, 3, 6, 0, tzinfo=UTC))
    world.clock.advance(timedelta(hours=6, minutes=29))
    assert free(world) == 0
    world.clock.advance(timedelta(minutes=1))
    assert free(world) == 1
    assert await deliver(world) == [("sent", None)]


async def test_what_somebody_asked_for_is_sent_in_quiet_hours(world: World) -> None:
    world.enqueue([sleeper(world, "2026-03-02 23:30")], Urgency.INTERACTIVE)
    assert await deliver(world) == [("sent", None)]


@pytest.mark.parametrize(
    ("evening", "end"),
    [("2026-03-28 22:30", "2026-03-29 05:00"), ("2026-10-24 21:30", "2026-10-25 06:00")],
)
async def test_quiet_hours_over_a_clock_change_end_by_the_clock_on_the_wall(
    sqlite_world: World, evening: str, end: str
) -> None:
    world = sqlite_world
    world.enqueue([sleeper(world, evening)])
    await deliver(world)
    world.clock.at = datetime.fromisoformat(end).replace(tzinfo=UTC) - timedelta(seconds=1)
    assert free(world) == 0
    world.clock.advance(timedelta(seconds=1))
    assert free(world) == 1
    assert await deliver(world) == [("sent", None)]


async def test_a_digest_is_planned_in_quiet_hours_and_comes_when_they_are_over(world: World) -> None:
    member = sleeper(world, "2026-03-02 06:00", LATE_MORNING)
    world.clock.advance(timedelta(hours=1, minutes=30))  # 08:30: its moment
    assert plan(world.database, world.clock) == 1
    assert await deliver(world) == [("pending", "quiet_hours")]
    world.clock.advance(timedelta(hours=1, minutes=30))
    assert free(world) == 1
    assert await deliver(world) == [("sent", None)]
    assert world.rows()[0].recipient_id == member.id


async def test_a_digest_whose_local_date_ends_in_quiet_hours_is_not_sent(world: World) -> None:
    world.enqueue([sleeper(world, "2026-03-02 21:30")], expires_at=datetime(2026, 3, 2, 23, 0, tzinfo=UTC))
    await deliver(world)
    world.clock.advance(timedelta(hours=12))
    await run_until_settled(world, world.loop())
    assert world.states() == ["expired"]
    assert world.rows()[0].not_before is None, "the tick looks at it no more"
    assert world.slack.calls == []


@pytest.mark.parametrize(
    "changed",
    [{"quiet": None}, {"quiet": QuietHours(start=60, end=120)}, {"quiet": NIGHT, "tz": "Asia/Tokyo"}],
    ids=["none any more", "other hours", "another zone"],
)
async def test_a_change_of_settings_holds_for_what_waits_already(world: World, changed: dict[str, Any]) -> None:
    member = sleeper(world, "2026-03-02 23:30")
    world.enqueue([member])
    await deliver(world)
    prefer(world, member, **changed)
    assert free(world) == 1
    assert await deliver(world) == [("sent", None)]


async def test_quiet_hours_made_longer_hold_what_waits_for_longer(world: World) -> None:
    member = sleeper(world, "2026-03-02 23:30")
    world.enqueue([member])
    await deliver(world)
    prefer(world, member, quiet=QuietHours(start=22 * 60, end=9 * 60))
    free(world)
    assert await deliver(world) == [("pending", "quiet_hours")]
    assert world.rows()[0].not_before == datetime(2026, 3, 3, 8, 0, tzinfo=UTC)


async def test_a_clock_that_travels_to_the_morning_ends_the_night(sqlite_world: World) -> None:
    world = sqlite_world
    world.enqueue([sleeper(world, "2026-03-02 23:30")])
    await deliver(world)
    world.clock.travel(timedelta(hours=8))  # business time alone: real time stands still
    assert free(world) == 1
    assert await deliver(world) == [("sent", None)]


async def test_other_peoples_quiet_hours_hold_nobody_elses_messages(world: World) -> None:
    member = sleeper(world, "2026-03-02 23:30")
    (other,) = people(world, 1, member.workspace_id)
    world.enqueue([member, other])
    assert await deliver(world) == [("pending", "quiet_hours"), ("sent", None)]


def test_nothing_held_costs_the_tick_one_read(
    sqlite_world: World, query_counter: Callable[..., AbstractContextManager[list[str]]]
) -> None:
    with query_counter(sqlite_world.database.engine, expected=1):
        assert free_held(sqlite_world.database, sqlite_world.clock) == 0
