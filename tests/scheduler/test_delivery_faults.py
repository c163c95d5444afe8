"""Crashes, lost answers and outages: nothing is lost, nothing is doubled (workspace N4)."""

import asyncio
from datetime import timedelta

from csbot.domain.errors import SlackLimited, SlackRefused, SlackUnavailable
from scheduler.delivery.turns import Turns
from tests.scheduler.driving import BrokenTurns, kill, people, run_until_settled
from tests.scheduler.world import MONDAY, World
from tests.waiting import until

LOST_ANSWER = SlackUnavailable("connection_lost", in_doubt=True)
NO_CONNECTION = SlackUnavailable("no_connection", in_doubt=False)


async def test_killed_between_send_and_commit_nothing_is_doubled(world: World) -> None:
    world.enqueue(people(world, 20))
    dying = world.loop()
    dying.start()
    await until(lambda: len(world.slack.posts) > 0)
    dying._turns = BrokenTurns()  # type: ignore[assignment]
    await until(lambda: not dying._sends)
    await kill(dying)
    posted = len(world.slack.posts)
    assert posted > 0
    world.let_leases_end()
    await run_until_settled(world, world.loop())
    assert len(world.slack.keys()) == len(set(world.slack.keys())) == 20
    assert world.states() == ["sent"] * 20


async def test_accepted_and_dropped_is_found_in_the_history_and_not_sent_again(world: World) -> None:
    world.enqueue(people(world, 8))
    world.slack.fail("chat.postMessage", LOST_ANSWER, times=5, after_doing=True)
    await run_until_settled(world, world.loop())
    assert len(world.slack.keys()) == len(set(world.slack.keys())) == 8
    assert world.states() == ["sent"] * 8
    assert not any(row.in_doubt for row in world.rows())


async def test_a_message_is_found_behind_many_newer_ones(world: World) -> None:
    (member,) = people(world, 1)
    world.enqueue([member])
    world.slack.fail("chat.postMessage", LOST_ANSWER, after_doing=True)
    world.slack.fail("conversations.history", NO_CONNECTION)
    loop = world.loop()
    loop.start()
    await until(lambda: [(row.state, row.in_doubt) for row in world.rows()] == [("pending", True)])
    await loop.drain(5)
    channel = world.slack.posts[0]["channel"]
    world.slack.posts += [{"channel": channel, "ts": f"{n}.0", "text": "talk"} for n in range(40)]
    await run_until_settled(world, world.loop())
    assert len(world.slack.keys()) == 1
    assert world.states() == ["sent"]


async def test_dropped_before_it_was_accepted_is_sent_again(world: World) -> None:
    world.enqueue(people(world, 8))
    world.slack.fail("chat.postMessage", LOST_ANSWER, times=5)
    await run_until_settled(world, world.loop())
    assert len(world.slack.keys()) == len(set(world.slack.keys())) == 8
    assert world.states() == ["sent"] * 8


async def test_without_a_connection_nobody_asks_the_history(world: World) -> None:
    world.enqueue(people(world, 4))
    world.slack.fail("chat.postMessage", NO_CONNECTION, times=3)
    await run_until_settled(world, world.loop())
    assert world.states() == ["sent"] * 4
    assert "conversations.history" not in [method for method, _ in world.slack.calls]


async def test_a_history_that_is_limited_makes_the_row_wait_not_the_workspace(world: World) -> None:
    doubtful, other = people(world, 2)
    world.enqueue([doubtful])
    world.set_deliveries(in_doubt=True)
    world.slack.fail("conversations.history", SlackLimited(60))
    loop = world.loop()
    loop.start()
    await until(lambda: world.rows()[0].last_error_code == "history_limited")
    world.enqueue([other])
    loop.wake()
    await until(lambda: world.states() == ["pending", "sent"])
    await loop.drain(5)
    assert [(row.in_doubt, row.attempts) for row in world.rows()] == [(True, 0), (False, 1)]


async def test_a_history_that_may_not_be_read_leaves_the_row_to_the_managers(world: World) -> None:
    world.enqueue(people(world, 1))
    world.set_deliveries(in_doubt=True)
    world.slack.fail("conversations.history", SlackRefused("missing_scope"))
    await run_until_settled(world, world.loop())
    (row,) = world.rows()
    assert (row.state, row.last_error_code, row.last_error, row.in_doubt) == ("dead", "in_doubt", "missing_scope", True)
    assert world.slack.posts == []


async def test_a_clock_that_jumps_a_day_doubles_no_send_in_flight(world: World) -> None:
    world.enqueue(people(world, 5))
    gate, at_gate = asyncio.Event(), []

    async def held(method: str) -> None:
        at_gate.append(method)
        await gate.wait()

    world.slack.intercept(held)
    loops = [world.loop(), world.loop()]
    for loop in loops:
        loop.start()
    await until(lambda: len(at_gate) >= 5)
    world.clock.travel(timedelta(days=1))
    for loop in loops:
        loop.wake()
    await asyncio.sleep(0.1)
    gate.set()
    for loop in loops:
        await loop.drain(5)
    await run_until_settled(world, world.loop())
    assert len(world.slack.keys()) == len(set(world.slack.keys())) == 5


async def test_two_loops_share_the_work_without_doubling(world: World) -> None:
    members = people(world, 30)
    world.enqueue(members)
    world.enqueue(members)
    await run_until_settled(world, world.loop(slots=6), world.loop(slots=6))
    assert len(world.slack.keys()) == len(set(world.slack.keys())) == 60
    assert world.states() == ["sent"] * 60


async def test_drain_gives_back_what_does_not_finish_and_claims_nothing_more(world: World) -> None:
    world.enqueue(people(world, 10))
    never = asyncio.Event()
    world.slack.intercept(lambda _method: never.wait())
    loop = world.loop(slots=6)
    loop.start()
    await until(lambda: "leased" in world.states())
    await loop.drain(0.05)
    assert world.states() == ["pending"] * 10
    assert {row.attempts for row in world.rows()} == {0}
    world.slack.intercept(None)
    await run_until_settled(world, world.loop())
    assert len(set(world.slack.keys())) == len(world.slack.keys()) == 10


async def test_drain_lets_what_is_being_sent_finish(world: World) -> None:
    world.enqueue(people(world, 4))
    gate = asyncio.Event()
    world.slack.intercept(lambda _method: gate.wait())
    loop = world.loop()
    loop.start()
    await until(lambda: len(loop._sends) == 4)
    draining = asyncio.create_task(loop.drain(20))
    await asyncio.sleep(0.02)
    gate.set()
    await draining
    assert world.states() == ["sent"] * 4


async def test_a_send_whose_lease_may_end_before_slack_answers_is_not_begun(world: World) -> None:
    world.enqueue(people(world, 3))
    loop = world.loop()
    turns = loop._turns
    loop._turns = Turns(turns.database, turns.clock, "slow", lease_for=timedelta(seconds=9))
    loop.start()
    await until(lambda: world.rows()[0].last_error_code == "lease_over")
    await loop.drain(5)
    assert world.slack.calls == []
    assert {row.attempts for row in world.rows()} == {0}


async def test_an_outage_of_the_database_is_outlived(world: World) -> None:
    world.enqueue(people(world, 6))
    loop = world.loop()
    turns = loop._turns
    loop._turns = BrokenTurns()  # type: ignore[assignment]
    loop.start()
    await asyncio.sleep(0.3)
    loop._turns = turns
    await until(lambda: world.states() == ["sent"] * 6)
    await loop.drain(5)


async def test_a_sole_process_takes_its_predecessors_leases_back_at_once(sqlite_world: World) -> None:
    world = sqlite_world
    world.enqueue(people(world, 4))
    never = asyncio.Event()
    world.slack.intercept(lambda _method: never.wait())
    dying = world.loop()
    dying.start()
    await until(lambda: world.states() == ["leased"] * 4)
    await kill(dying)
    world.slack.intercept(None)
    world.clock.advance(timedelta(seconds=2))  # far less than a lease; the channels' gates open again
    successor = world.loop()
    successor.start()
    await until(lambda: world.states() == ["pending"] * 4)
    world.clock.advance(timedelta(seconds=2))  # what was cut off may still be at work at Slack's end
    await until(lambda: world.states() == ["sent"] * 4)
    await successor.drain(5)


async def test_a_crash_that_repeats_is_dead_after_the_last_attempt(sqlite_world: World) -> None:
    world = sqlite_world
    world.enqueue(people(world, 1))
    turns = Turns(world.database, world.clock, "dies")
    for _ in range(8):
        assert len(turns.take([], 4).deliveries) == 1
        world.clock.advance(timedelta(minutes=2))
        turns.take([], 0)
        world.clock.advance(timedelta(seconds=2))
    assert turns.take([], 4).deliveries == ()
    assert [(row.state, row.last_error_code, row.attempts) for row in world.rows()] == [("dead", "lost", 8)]


async def test_in_doubt_and_expired_it_is_looked_up_and_was_sent_or_was_not(world: World) -> None:
    there, missing, untried = people(world, 3)
    world.enqueue([there, missing], expires_at=MONDAY + timedelta(hours=1))
    world.slack.fail("chat.postMessage", LOST_ANSWER, after_doing=True)
    world.slack.fail("chat.postMessage", LOST_ANSWER)
    loop = world.loop(slots=3)
    loop.start()
    await until(lambda: [row.in_doubt for row in world.rows()] == [True, True])
    await loop.drain(5)
    world.enqueue([untried], expires_at=MONDAY + timedelta(hours=1))
    world.clock.travel(timedelta(hours=2))
    await run_until_settled(world, world.loop())
    assert world.states() == ["sent", "expired", "expired"]
    assert len(world.slack.posts) == 1


async def test_what_this_process_still_sends_is_not_begun_again_when_its_lease_ran_out(world: World) -> None:
    world.enqueue(people(world, 3))
    gate = asyncio.Event()
    world.slack.intercept(lambda _method: gate.wait())
    loop = world.loop()
    loop.start()
    await until(lambda: len(world.slack.calls) == 0 and len(loop._sends) == 3)
    world.let_leases_end()
    world.clock.advance(timedelta(seconds=1))
    loop.wake()
    await until(lambda: {row.in_doubt for row in world.rows()} == {True})
    world.let_time_pass()
    loop.wake()
    await until(lambda: {row.last_error_code for row in world.rows()} == {"interrupted"})
    assert len(loop._sends) == 3
    gate.set()
    await until(lambda: not loop._sends)
    await loop.drain(5)
    await run_until_settled(world, world.loop())
    assert world.states() == ["sent"] * 3
    assert len(world.slack.keys()) == len(set(world.slack.keys())) == 3


async def test_a_loop_that_is_cancelled_at_the_moment_it_is_called_ends(world: World) -> None:
    for steps in range(6):
        loop = world.loop()
        loop.start()
        await asyncio.sleep(0.05)
        loop.wake()
        for _ in range(steps):
            await asyncio.sleep(0)
        await kill(loop)
