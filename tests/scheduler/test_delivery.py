"""Deliveries under faults: none lost, none doubled, and each failure where it can be seen (workspace N4-N6, A5)."""

import asyncio
from datetime import timedelta

import pytest

from csbot.domain.deliveries import Urgency
from csbot.domain.errors import SlackLimited, SlackRefused, SlackUnavailable
from csbot.domain.members import Member
from csbot.storage.unit_of_work import Database
from scheduler.delivery.loop import DeliveryLoop
from scheduler.delivery.turns import Turns
from scheduler.registry import NOTIFICATIONS
from tests.scheduler.world import World
from tests.waiting import until

LOST_ANSWER = SlackUnavailable("connection_lost", in_doubt=True)
NO_CONNECTION = SlackUnavailable("no_connection", in_doubt=False)


def people(world: World, n: int, workspace: int | None = None) -> list[Member]:
    """People with something to say to them."""
    workspace = world.add_workspace() if workspace is None else workspace
    made = [world.add_member(workspace) for _ in range(n)]
    for member in made:
        world.add_task(member)
    return made


async def run_until_settled(world: World, *loops: DeliveryLoop) -> None:
    """Let the loops work, and real time pass whenever they wait, until nothing is left to do."""
    for loop in loops:
        loop.start()
    try:
        for _ in range(200):
            await asyncio.sleep(0.02)
            states = set(world.states())
            if not states & {"pending", "leased"}:
                return
            if "leased" not in states:
                world.let_time_pass()
                for loop in loops:
                    loop.wake()
    finally:
        for loop in loops:
            await loop.drain(5)


async def test_each_is_sent_once_with_its_key_and_its_slack_ts_kept(world: World) -> None:
    world.enqueue(people(world, 10))
    await run_until_settled(world, world.loop())
    rows = world.rows()
    assert sorted(world.slack.keys()) == sorted(row.dedup_key for row in rows)
    assert [(row.state, row.attempts, bool(row.slack_ts), bool(row.channel)) for row in rows] == [
        ("sent", 1, True, True)
    ] * 10


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


class BrokenTurns:
    """The database is gone."""

    def take(self, finished: object, slots: int) -> None:
        raise OSError("killed")

    def recover(self) -> None:
        raise OSError("killed")


async def kill(loop: DeliveryLoop) -> None:
    """End without drain or commit, as kill -9 does."""
    assert loop._running is not None
    tasks = [loop._running, *loop._sends]
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


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
    await until(lambda: world.states() == ["pending"] and world.rows()[0].attempts == 1)
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


async def test_429_pauses_one_workspace_and_gives_the_attempt_back(world: World) -> None:
    slow, fine = world.add_workspace(), world.add_workspace()
    world.slack.fail("chat.postMessage", SlackLimited(30), times=100, workspace_id=slow)
    world.enqueue(people(world, 1, slow) + people(world, 6, fine))
    loop = world.loop()
    loop.start()
    await until(lambda: world.states()[1:] == ["sent"] * 6 and world.states()[0] == "pending")
    tried = len(world.slack.calls)
    for _ in range(5):
        loop.wake()
        await asyncio.sleep(0.02)
    await loop.drain(5)
    assert len(world.slack.calls) == tried  # nothing more of that workspace before its pause is over
    assert world.rows()[0].attempts == 0
    assert not world.rows()[0].in_doubt
    world.slack._faults.clear()
    world.let_time_pass()
    await run_until_settled(world, world.loop())
    assert world.states() == ["sent"] * 7


async def test_a_passing_failure_is_tried_again_and_the_last_attempt_is_dead_with_its_code(world: World) -> None:
    stubborn, passing = people(world, 2)
    world.enqueue([stubborn])
    world.slack.fail("chat.postMessage", SlackUnavailable("http_500", in_doubt=True), times=8)
    await run_until_settled(world, world.loop())
    world.slack.fail("chat.postMessage", SlackUnavailable("http_500", in_doubt=True), times=3)
    world.enqueue([passing])
    await run_until_settled(world, world.loop())
    dead, sent = world.rows()
    assert (dead.state, dead.last_error_code, dead.attempts) == ("dead", "http_500", 8)
    assert (sent.state, sent.attempts) == ("sent", 4)


async def test_a_refusal_is_dead_at_once_with_slacks_code(world: World) -> None:
    world.enqueue(people(world, 1))
    world.slack.fail("chat.postMessage", SlackRefused("channel_not_found"))
    await run_until_settled(world, world.loop())
    (row,) = world.rows()
    assert (row.state, row.last_error_code, row.attempts) == ("dead", "channel_not_found", 1)


@pytest.mark.parametrize(
    ("lost", "state", "code"),
    [
        ({"seat": False}, "cancelled", "no_seat"),
        ({"level": 0}, "cancelled", "no_access"),
        ({"outsider": True}, "cancelled", "outsider"),
        ({"slack_user_id": None}, "dead", "no_slack_user"),
    ],
)
async def test_the_permission_is_asked_again_at_send_time(
    world: World, lost: dict[str, object], state: str, code: str
) -> None:
    (member,) = people(world, 1)
    world.enqueue([member])
    world.set_member(member, **lost)
    await run_until_settled(world, world.loop())
    (row,) = world.rows()
    assert (row.state, row.last_error_code) == (state, code)
    assert world.slack.calls == []


async def test_nothing_to_say_is_nothing_sent(world: World) -> None:
    world.enqueue([world.add_member(world.add_workspace())])
    await run_until_settled(world, world.loop())
    assert [(row.state, row.last_error_code) for row in world.rows()] == [("cancelled", "nothing_to_say")]
    assert world.slack.calls == []


async def test_what_is_worthless_by_now_is_not_sent(world: World) -> None:
    world.enqueue(people(world, 3), expires_at=world.clock.now() + timedelta(hours=1))
    world.clock.travel(timedelta(hours=2))
    await run_until_settled(world, world.loop())
    assert world.states() == ["expired"] * 3
    assert world.slack.calls == []


async def test_the_message_shows_what_is_true_when_it_is_sent(world: World) -> None:
    (member,) = people(world, 1)
    world.enqueue([member])
    world.add_task(member, "Added after it was planned")
    await run_until_settled(world, world.loop())
    assert "Added after it was planned" in str(world.slack.posts)


async def test_a_clock_that_jumps_a_day_doubles_no_send_in_flight(world: World) -> None:
    world.enqueue(people(world, 5))
    gate = asyncio.Event()
    world.slack.intercept(lambda _method: gate.wait())
    loops = [world.loop(), world.loop()]
    for loop in loops:
        loop.start()
    await until(lambda: "pending" not in world.states())
    world.clock.travel(timedelta(days=1))
    for loop in loops:
        loop.wake()
    await asyncio.sleep(0.1)
    gate.set()
    await run_until_settled(world, world.loop())
    for loop in loops:
        await loop.drain(5)
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
    await until(lambda: world.states() == ["leased"] * 4)
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


async def test_a_bug_in_one_notification_stops_no_other(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.enqueue(people(world, 1))
    world.set_deliveries(kind="broken")
    monkeypatch.setitem(NOTIFICATIONS, "broken", lambda *_: 1 / 0)
    world.enqueue(people(world, 2))
    await run_until_settled(world, world.loop())
    assert world.states() == ["dead", "sent", "sent"]
    assert world.rows()[0].last_error_code == "bug"
    assert world.rows()[0].last_error


async def test_an_alert_goes_before_digests_that_wait_longer(sqlite_world: World) -> None:
    world = sqlite_world
    members = people(world, 30, world.add_workspace(rate=0.001, burst=5))
    world.enqueue(members[:-1])
    loop = world.loop()
    loop.start()
    await until(lambda: len(world.slack.posts) == 2)  # digests leave three tokens of five
    world.enqueue(members[-1:], Urgency.ALERT)
    loop.wake()
    await until(lambda: world.states()[-1] == "sent")
    await loop.drain(5)
    assert world.states().count("sent") == 3


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
    await until(lambda: world.states() == ["sent"] * 4)
    await successor.drain(5)


async def test_a_crash_that_repeats_is_dead_after_the_last_attempt(sqlite_world: World) -> None:
    world = sqlite_world
    world.enqueue(people(world, 1))
    turns = Turns(world.database, world.clock, "dies")
    for _ in range(8):
        assert len(turns.take([], 4).deliveries) == 1
        world.clock.advance(timedelta(minutes=2))
    assert turns.take([], 4).deliveries == ()
    assert [(row.state, row.last_error_code, row.attempts) for row in world.rows()] == [("dead", "lost", 8)]


def test_one_message_a_second_for_each_channel(sqlite_database: Database, sqlite_world: World) -> None:
    world = sqlite_world
    one, other = people(world, 2)
    world.enqueue([one, one, one, other])
    turns = Turns(sqlite_database, world.clock, "w")
    assert [d.recipient_id for d in turns.take([], 16).deliveries] == [one.id, other.id]
    assert turns.take([], 16).deliveries == ()
    world.clock.advance(timedelta(seconds=1))
    assert [d.recipient_id for d in turns.take([], 16).deliveries] == [one.id]


def test_a_lane_sends_at_its_rate_after_its_burst(sqlite_database: Database, sqlite_world: World) -> None:
    world = sqlite_world
    world.enqueue(people(world, 40, world.add_workspace(rate=5, burst=5)), Urgency.ALERT)
    turns = Turns(sqlite_database, world.clock, "w")
    assert len(turns.take([], 16).deliveries) == 5
    sent = 0
    for _ in range(8):
        world.clock.advance(timedelta(milliseconds=500))
        sent += len(turns.take([], 16).deliveries)
    assert sent == 20


def test_many_workspaces_share_the_slots(sqlite_database: Database, sqlite_world: World) -> None:
    world = sqlite_world
    big, small = world.add_workspace(), world.add_workspace()
    world.enqueue(people(world, 40, big) + people(world, 2, small))
    claimed = Turns(sqlite_database, world.clock, "w").take([], 16).deliveries
    assert sum(delivery.workspace_id == small for delivery in claimed) == 2
    assert sum(delivery.workspace_id == big for delivery in claimed) == 8
