"""What was given up is sent again: one, or all by a job that tells how it goes (workspace N6)."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest

from csbot.domain.deliveries import Replayed
from csbot.domain.errors import NotAllowed, NotFound, SlackRefused, SlackUnavailable
from csbot.domain.jobs import Job, JobState
from csbot.domain.members import Member
from csbot.domain.permissions import Level
from csbot.services.deliveries import DeliveryService
from csbot.services.jobs import JobService
from csbot.storage import jobs
from csbot.storage.unit_of_work import UnitOfWork
from scheduler.jobs import replays, workshop
from scheduler.jobs.workshop import Workshop
from tests.scheduler.driving import people, run_until_settled
from tests.scheduler.world import MONDAY, World

GONE = SlackRefused("user_disabled")


def manager(world: World, workspace: int) -> Member:
    return world.add_member(workspace, level=int(Level.MANAGE_SETTINGS))


@contextmanager
def writing(world: World, member: Member) -> Iterator[UnitOfWork]:
    with world.database.write() as connection:
        yield UnitOfWork(connection, member.workspace_id)


def service(world: World, uow: UnitOfWork) -> DeliveryService:
    return DeliveryService(uow, world.clock.now(), world.clock.real_now())


def shop(world: World) -> Workshop:
    return Workshop(world.database, world.clock, "w", lambda: None)


def read(world: World, job: Job) -> Job:
    with world.database.read() as connection:
        return jobs.get(UnitOfWork(connection, job.workspace_id), job.id)


async def given_up(world: World, n: int, **values: Any) -> list[Member]:
    """Deliveries that Slack refused for good."""
    members = people(world, n)
    world.enqueue(members, **values)
    world.slack.fail("chat.postMessage", GONE, times=n)
    await run_until_settled(world, world.loop())
    assert world.states() == ["dead"] * n
    return members


async def test_one_is_sent_again_under_its_own_key(world: World) -> None:
    members = await given_up(world, 2)
    boss = manager(world, members[0].workspace_id)
    with writing(world, boss) as uow:
        page = service(world, uow).dead(boss.as_actor(), 10)
        assert (page.count, page.by_code) == (2, {"user_disabled": 2})
        assert [row.recipient_name for row in page.rows] == [members[1].name, members[0].name]
        assert service(world, uow).replay(boss.as_actor(), page.rows[0].id) is Replayed.WAITING
        assert service(world, uow).replay(boss.as_actor(), page.rows[0].id) is Replayed.UNDERWAY
    await run_until_settled(world, world.loop())
    assert world.states() == ["dead", "sent"]
    assert world.slack.keys() == [world.rows()[1].dedup_key]


async def test_one_that_slack_may_have_is_looked_for_first(world: World) -> None:
    (member,) = people(world, 1)
    boss = manager(world, member.workspace_id)
    world.enqueue([member])
    world.set_deliveries(max_attempts=1)
    world.slack.fail("chat.postMessage", SlackUnavailable("timeout", in_doubt=True), after_doing=True)
    await run_until_settled(world, world.loop())
    (row,) = world.rows()
    assert (row.state, row.in_doubt) == ("dead", True)
    with writing(world, boss) as uow:
        service(world, uow).replay(boss.as_actor(), row.id)
    await run_until_settled(world, world.loop())
    assert world.states() == ["sent"]
    assert len(world.slack.posts) == 1


async def test_a_history_that_cannot_be_read_leaves_the_doubt_to_who_asks(world: World) -> None:
    (member,) = people(world, 1)
    boss = manager(world, member.workspace_id)
    world.enqueue([member])
    world.set_deliveries(in_doubt=True)
    world.slack.fail("conversations.history", SlackRefused("missing_scope"))
    await run_until_settled(world, world.loop())
    with writing(world, boss) as uow:
        service(world, uow).replay(boss.as_actor(), world.rows()[0].id)
    await run_until_settled(world, world.loop())
    assert world.states() == ["sent"]


async def test_what_is_worthless_by_now_expires_instead(world: World) -> None:
    members = await given_up(world, 1, expires_at=MONDAY + timedelta(hours=1))
    boss = manager(world, members[0].workspace_id)
    world.clock.travel(timedelta(hours=2))
    with writing(world, boss) as uow:
        assert service(world, uow).replay(boss.as_actor(), world.rows()[0].id) is Replayed.LATE
    assert world.states() == ["expired"]


async def test_only_managers_of_the_workspace_may(world: World) -> None:
    members = await given_up(world, 1)
    stranger = manager(world, world.add_workspace())
    dead = world.rows()[0].id
    with writing(world, members[0]) as uow, pytest.raises(NotAllowed):
        service(world, uow).replay(members[0].as_actor(), dead)
    with writing(world, stranger) as uow, pytest.raises(NotFound):
        service(world, uow).replay(stranger.as_actor(), dead)
    with writing(world, stranger) as uow:
        assert service(world, uow).replay_all(stranger.as_actor()) is None
    assert world.states() == ["dead"]


async def test_all_are_sent_again_by_a_job_whose_message_changes_until_it_is_over(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(replays, "CHUNK", 2)
    members = await given_up(world, 5)
    boss = manager(world, members[0].workspace_id)
    with writing(world, boss) as uow:
        job = service(world, uow).replay_all(boss.as_actor())
        again = service(world, uow).replay_all(boss.as_actor())
    assert job is not None
    assert again == job, "one at a time"
    await run_until_settled(world, world.loop())
    assert "0 of 5" in world.slack.posts[-1]["text"]
    shop(world).work()
    done = read(world, job)
    assert (done.state, done.done, done.result) == (JobState.DONE, 5, {"waiting": 5, "late": 0})
    await run_until_settled(world, world.loop())
    assert world.states()[:5] == ["sent"] * 5
    changes = [arguments for method, arguments in world.slack.calls if method == "chat.update"]
    assert "done, 5 of 5" in changes[-1]["text"]
    assert changes[-1]["ts"] == next(p["ts"] for p in world.slack.posts if "0 of 5" in p["text"])
    assert "job.cancel" not in str(changes[-1]["blocks"])


async def test_a_job_that_was_over_before_its_message_went_out_needs_no_change(world: World) -> None:
    members = await given_up(world, 1)
    boss = manager(world, members[0].workspace_id)
    with writing(world, boss) as uow:
        service(world, uow).replay_all(boss.as_actor())
    shop(world).work()
    await run_until_settled(world, world.loop())
    assert [post["text"] for post in world.slack.posts if "of 1" in post["text"]] == [
        "Sending again what could not be delivered: done, 1 of 1."
    ]


async def test_a_job_ends_before_its_next_chunk_when_it_is_stopped_and_keeps_what_it_did(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(replays, "CHUNK", 1)
    members = await given_up(world, 3)
    boss = manager(world, members[0].workspace_id)
    with writing(world, boss) as uow:
        job = service(world, uow).replay_all(boss.as_actor())
    assert job is not None
    working = shop(world)
    claimed = working._claim()
    assert claimed is not None
    assert working._chunk(*claimed)
    with writing(world, boss) as uow:
        stopping = JobService(uow, world.clock.real_now()).cancel(boss.as_actor(), job.id)
    assert stopping.cancel_requested
    assert not working._chunk(*claimed)
    ended = read(world, job)
    assert (ended.state, ended.done) == (JobState.CANCELLED, 1)
    assert world.states()[:3].count("dead") == 2


async def test_a_dead_process_leaves_its_job_to_others_who_go_on_behind_its_last_chunk(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(replays, "CHUNK", 1)
    members = await given_up(world, 3)
    boss = manager(world, members[0].workspace_id)
    with writing(world, boss) as uow:
        job = service(world, uow).replay_all(boss.as_actor())
    assert job is not None
    dying = Workshop(world.database, world.clock, "dies", lambda: None, timedelta(seconds=-1))
    claimed = dying._claim()
    assert claimed is not None
    assert dying._chunk(*claimed)
    shop(world).work()
    assert not dying._chunk(*claimed), "it is somebody else's by now"
    assert (read(world, job).state, read(world, job).done) == (JobState.DONE, 3)


async def test_a_bug_ends_the_job_and_is_told_with_its_reference(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    members = await given_up(world, 1)
    boss = manager(world, members[0].workspace_id)
    with writing(world, boss) as uow:
        job = service(world, uow).replay_all(boss.as_actor())
    assert job is not None
    monkeypatch.setattr(workshop, "JOBS", {})
    shop(world).work()
    failed = read(world, job)
    assert failed.state is JobState.FAILED
    await run_until_settled(world, world.loop())
    assert f"Reference: {failed.result['reference']}" in world.slack.posts[-1]["text"]


async def test_who_may_not_manage_any_more_stops_their_job(world: World) -> None:
    members = await given_up(world, 1)
    boss = manager(world, members[0].workspace_id)
    with writing(world, boss) as uow:
        job = service(world, uow).replay_all(boss.as_actor())
    assert job is not None
    world.set_member(boss, level=int(Level.WORKSPACE_ACCESS))
    shop(world).work()
    assert (read(world, job).state, world.states()[0]) == (JobState.CANCELLED, "dead")


async def test_on_sqlite_a_process_that_starts_goes_on_at_once_with_what_another_left(sqlite_world: World) -> None:
    world = sqlite_world
    members = await given_up(world, 1)
    boss = manager(world, members[0].workspace_id)
    with writing(world, boss) as uow:
        job = service(world, uow).replay_all(boss.as_actor())
    assert job is not None
    assert shop(world)._claim() is not None
    shop(world).work()
    assert read(world, job).state is JobState.DONE


async def test_closing_gives_the_job_back_between_two_chunks(sqlite_world: World) -> None:
    world = sqlite_world
    members = await given_up(world, 1)
    boss = manager(world, members[0].workspace_id)
    with writing(world, boss) as uow:
        job = service(world, uow).replay_all(boss.as_actor())
    assert job is not None
    closing = shop(world)
    claimed = closing._claim()
    assert claimed is not None
    closing.close()
    closing._finish(*claimed)
    assert read(world, job).state is JobState.WAITING
    shop(world).work()
    assert read(world, job).state is JobState.DONE


async def test_the_channel_of_a_person_is_opened_once_and_anew_when_it_is_gone(world: World) -> None:
    (member,) = people(world, 1)
    for _ in range(2):
        world.enqueue([member])
        await run_until_settled(world, world.loop())
    opened = [arguments for method, arguments in world.slack.calls if method == "conversations.open"]
    assert len(opened) == 1, "a process of its own for each knows it from the member"
    world.set_member(member, dm_channel="D0GONE")
    world.slack.fail("chat.postMessage", SlackRefused("channel_not_found"))
    world.enqueue([member])
    await run_until_settled(world, world.loop())
    assert world.states() == ["sent"] * 3
    world.slack.fail("chat.postMessage", SlackRefused("channel_not_found"), times=2)
    world.enqueue([member])
    await run_until_settled(world, world.loop())
    assert world.states()[-1] == "dead"
