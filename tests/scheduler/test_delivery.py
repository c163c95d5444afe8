"""How each delivery ends, and in which order and how fast they go (workspace N1, N5, N6, A5)."""

import asyncio
from datetime import timedelta

import pytest

from csbot.domain.deliveries import Urgency
from csbot.domain.errors import SlackLimited, SlackRefused, SlackUnavailable
from csbot.storage.unit_of_work import Database
from scheduler.delivery.loop import rest_s
from scheduler.delivery.turns import Turns
from scheduler.registry import NOTIFICATIONS
from tests.scheduler.driving import people, run_until_settled
from tests.scheduler.world import World
from tests.waiting import until

LOST_ANSWER = SlackUnavailable("connection_lost", in_doubt=True)


async def test_each_is_sent_once_with_its_key_and_its_slack_ts_kept(world: World) -> None:
    world.enqueue(people(world, 10))
    await run_until_settled(world, world.loop())
    rows = world.rows()
    assert sorted(world.slack.keys()) == sorted(row.dedup_key for row in rows)
    assert [(row.state, row.attempts, bool(row.slack_ts), bool(row.channel)) for row in rows] == [
        ("sent", 1, True, True)
    ] * 10


async def test_429_pauses_one_workspace_and_gives_the_attempt_back(world: World) -> None:
    slow, fine = world.add_workspace(), world.add_workspace()
    world.slack.fail("chat.postMessage", SlackLimited(30), times=100, workspace_id=slow)
    world.enqueue(people(world, 1, slow) + people(world, 6, fine))
    loop = world.loop()
    loop.start()
    await until(lambda: world.rows()[0].last_error_code == "slack_limited" and world.states()[1:] == ["sent"] * 6)
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


async def test_a_recipient_of_another_workspace_gets_nothing(world: World) -> None:
    """A5: whatever wrote the row, nobody is told about a workspace that they don't belong to."""
    (stranger,) = people(world, 1, world.add_workspace())
    world.enqueue([stranger])
    world.set_deliveries(workspace_id=world.add_workspace())
    await run_until_settled(world, world.loop())
    assert [(row.state, row.last_error_code) for row in world.rows()] == [("cancelled", "no_member")]
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


def test_no_token_is_lost_between_two_turns(sqlite_database: Database, sqlite_world: World) -> None:
    """N5: digests leave three of five tokens to what is urgent, so one that nobody takes for 0.4 s is gone."""
    world = sqlite_world
    world.enqueue(people(world, 60, world.add_workspace(rate=5, burst=5)))
    turns, began, sent = Turns(sqlite_database, world.clock, "w"), world.clock.now(), 0
    while world.clock.now() < began + timedelta(seconds=10):
        claim = turns.take([], 16)
        sent += len(claim.deliveries)
        if not claim.deliveries:
            assert claim.rest is not None
            world.clock.advance(timedelta(seconds=rest_s(claim.rest)))
    assert sent == 2 + 5 * 10 - 1  # the burst, then one every 0.2 s


def test_what_waits_for_no_token_waits_for_the_next_poll(sqlite_database: Database, sqlite_world: World) -> None:
    world = sqlite_world
    (one,) = people(world, 1)
    world.enqueue([one, one])
    turns = Turns(sqlite_database, world.clock, "w")
    assert [len(turns.take([], 16).deliveries) for _ in range(2)] == [1, 0]
    assert turns.take([], 16).rest is None  # it waits for its channel


def test_a_turn_for_tokens_comes_at_most_twenty_times_a_second() -> None:
    assert rest_s(timedelta(milliseconds=1)) == 0.05
    assert rest_s(timedelta(milliseconds=120)) == 0.12
    assert rest_s(timedelta(seconds=9)) == 0.25


def test_many_workspaces_share_the_slots(sqlite_database: Database, sqlite_world: World) -> None:
    world = sqlite_world
    big, small = world.add_workspace(), world.add_workspace()
    world.enqueue(people(world, 40, big) + people(world, 2, small))
    claimed = Turns(sqlite_database, world.clock, "w").take([], 16).deliveries
    assert sum(delivery.workspace_id == small for delivery in claimed) == 2
    assert sum(delivery.workspace_id == big for delivery in claimed) == 8
