"""The whole path: a subscription's moment comes, and the message is there (workspace N1, N4)."""

import asyncio
import threading
from datetime import timedelta

import pytest

from csbot.clock import Clock
from scheduler.runner import Runner
from tests.scheduler.world import World
from tests.waiting import until


async def test_at_half_past_eight_everybody_gets_their_day_once(world: World) -> None:
    workspace = world.add_workspace()
    for tz in ("UTC", "Europe/Copenhagen", "UTC"):
        world.add_task(world.add_member(workspace, tz))
    runner = Runner(world.database, world.clock, world.slack, world.executor)
    runner.start()
    try:
        world.clock.travel(timedelta(hours=1, minutes=30))  # 08:30 in Copenhagen
        runner.wake()
        await until(lambda: len(world.slack.posts) == 1)
        world.clock.travel(timedelta(hours=2, minutes=30))
        runner.wake()
        await until(lambda: len(world.slack.posts) == 3)
        runner.wake()
        await asyncio.sleep(0.05)
    finally:
        await runner.stop(5)
    assert world.states() == ["sent"] * 3
    assert len(world.slack.posts) == 3
    assert all("Call Acme" in str(post["blocks"]) for post in world.slack.posts)


async def test_a_runner_that_is_restarted_sends_nothing_again(world: World) -> None:
    world.add_task(world.add_member(world.add_workspace()))
    world.clock.travel(timedelta(hours=3))
    for _ in range(2):
        runner = Runner(world.database, world.clock, world.slack, world.executor)
        runner.start()
        runner.wake()
        await until(lambda: world.states() == ["sent"])
        await runner.stop(5)
    assert len(world.slack.posts) == 1


async def test_stopping_in_mid_work_is_no_failure(sqlite_world: World, caplog: pytest.LogCaptureFixture) -> None:
    runner = Runner(sqlite_world.database, sqlite_world.clock, sqlite_world.slack, sqlite_world.executor)
    gate = threading.Event()
    busy = [sqlite_world.executor.submit(gate.wait) for _ in range(16)]  # more than it has threads: work waits
    runner.start()
    for job in runner._metronome.get_jobs():
        job.modify(next_run_time=Clock().real_now())
    await asyncio.sleep(0.2)
    gate.set()
    await runner.stop(5)
    assert all(one.result() for one in busy)
    assert caplog.messages == []


async def test_a_beat_that_has_just_begun_when_it_stops_is_no_failure(
    sqlite_world: World, caplog: pytest.LogCaptureFixture
) -> None:
    runner = Runner(sqlite_world.database, sqlite_world.clock, sqlite_world.slack, sqlite_world.executor)
    runner.start()
    for job in runner._metronome.get_jobs():
        job.modify(next_run_time=Clock().real_now())
    await runner.stop(5)
    await asyncio.sleep(0.05)  # what was cut off is reported in the loop's next turn
    assert caplog.messages == []
