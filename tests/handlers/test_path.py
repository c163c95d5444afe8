"""The path: `/cs today`, a press, and the place acted in (workspace A1, U1, U3, T2, T8-T10)."""

from datetime import date, timedelta

import pytest

from csbot.domain.tasks import TaskStatus
from tests.builders import MONDAY, Office
from tests.handlers.rig import Rig, Seen
from tests.slack_requests import on_ephemeral, on_home, on_message

TODAY = date(2026, 3, 2)
DAY = timedelta(days=1)


@pytest.mark.parametrize("text", ["", "today", " Today ", "TODAY"])
async def test_cs_shows_the_day_in_the_ack_and_a_way_home(rig: Rig, text: str) -> None:
    kim = rig.office.member()
    rig.office.task(kim, "Overdue call", due_on=TODAY - DAY)
    rig.office.task(kim, "Morning call", due_at=MONDAY - timedelta(hours=1))
    rig.office.task(kim, "Tomorrow's call", due_on=TODAY + DAY)
    rig.office.task(kim, "Far call", due_on=TODAY + 2 * DAY)
    seen = await rig.type(kim, text)
    for expected in ("Monday, March 2", "Overdue call", "Morning call", "late", "Tomorrow", "0 of 2 done"):
        assert expected in seen.words
    assert "Far call" not in seen.words
    assert seen.elements("summary.home")[0]["url"] == "slack://app?team=T1&id=A1&tab=home"
    assert "Overdue call" in seen.body["text"], "the fallback can be understood alone"


async def test_nobody_sees_a_colleagues_tasks(rig: Rig) -> None:
    kim, lee = rig.office.member("Kim"), rig.office.member("Lee")
    rig.office.task(lee, "Lee's call", due_on=TODAY)
    assert "Lee's call" not in (await rig.type(kim, "today")).words
    assert "Lee's call" not in (await rig.type(kim, "tasks")).words
    assert "Lee's call" in (await rig.type(lee, "tasks")).words


async def test_home_shows_the_same_day_without_a_button_to_itself(rig: Rig) -> None:
    kim = rig.office.member()
    task_id = rig.office.task(kim, "Call Acme", due_on=TODAY)
    home = await rig.open_home(kim)
    assert rig.how == "views.publish"
    assert home.body["type"] == "home"
    typed = await rig.type(kim, "")
    assert home.button("task.complete", task_id)["block_id"] == typed.button("task.complete", task_id)["block_id"]
    assert home.elements("summary.home") == []


async def test_a_list_on_home_leads_back_to_the_day(rig: Rig) -> None:
    kim = rig.office.member()
    rig.office.tasks(kim, [{"title": f"Call {n}", "due_on": TODAY} for n in range(7)])
    home = await rig.open_home(kim)
    listed = await rig.press(kim, home.button("tasks.list", "today"), on_home(home.blocks))
    assert "Call 6" in listed.words
    again = await rig.press(kim, listed.button("summary.show"), on_home(listed.blocks))
    assert rig.how == "views.publish"
    assert "0 of 7 done" in again.words


async def test_the_messages_tab_publishes_nothing(rig: Rig) -> None:
    await rig.open_home(rig.office.member(), tab="messages")
    assert rig.slack.said == []


async def day_in(rig: Rig, kind: str, who: object) -> tuple[Seen, dict[str, object], str]:
    """A day to act on, in each place: what is seen, the place, and how that place is answered."""
    if kind == "home":
        seen = await rig.open_home(who)  # type: ignore[arg-type]
        return seen, on_home(seen.blocks), "views.publish"
    seen = await rig.type(who, "today")  # type: ignore[arg-type]
    if kind == "message":
        return seen, on_message(seen.blocks), "chat.update"
    return seen, on_ephemeral(), "response_url"


PLACES = ["ephemeral", "message", "home"]


@pytest.mark.parametrize("kind", PLACES)
async def test_completing_changes_the_place_and_says_who_did_it(rig: Rig, kind: str) -> None:
    kim = rig.office.member()
    task_id = rig.office.task(kim, "Call Acme", due_on=TODAY)
    seen, place, how = await day_in(rig, kind, kim)
    after = await rig.press(kim, seen.button("task.complete", task_id), place)
    assert rig.how == how
    assert "~Call Acme~" in after.words
    assert "You completed this at 10:00 AM" in after.words
    assert "1 of 1 done" in after.words
    assert after.button("operation.undo")
    done = rig.office.read(task_id)
    assert (done.status, done.completed_at, done.completed_by and done.completed_by.id) == (
        TaskStatus.COMPLETED,
        MONDAY,
        kim.id,
    )
    if how == "response_url":
        assert after.body["replace_original"] is True
    if how == "chat.update":
        assert (after.body["channel"], after.body["ts"]) == ("D1", "5.5")


@pytest.mark.parametrize("kind", PLACES)
async def test_a_second_press_says_what_is_so_and_changes_nothing(rig: Rig, kind: str) -> None:
    kim, lee = rig.office.member("Kim"), rig.office.member("Lee Jensen")
    task_id = rig.office.task(kim, "Call Acme", due_on=TODAY)
    seen, place, how = await day_in(rig, kind, kim)
    await rig.press(lee, seen.button("task.complete", task_id), on_ephemeral())
    version = rig.office.read(task_id).version
    rig.office.clock.advance(timedelta(minutes=5))
    after = await rig.press(kim, seen.button("task.complete", task_id), place)
    assert rig.how == how
    assert "already completed by Lee Jensen at 10:00 AM" in after.words
    assert "Nothing was changed" in after.body.get("text", after.words)
    assert rig.office.read(task_id).version == version


async def test_undo_brings_the_task_back_as_it_was(rig: Rig) -> None:
    kim = rig.office.member()
    task_id = rig.office.task(kim, "Call Acme", due_on=TODAY, snoozed_until=MONDAY - timedelta(hours=1))
    before = rig.office.read(task_id)
    seen = await rig.type(kim, "today")
    done = await rig.press(kim, seen.button("task.complete", task_id), on_ephemeral())
    undo = done.button("operation.undo")
    after = await rig.press(kim, undo, on_ephemeral())
    assert "You undid the last change" in after.words
    assert after.button("task.complete", task_id)
    now = rig.office.read(task_id)
    assert (now.status, now.completed_at, now.completed_by, now.snoozed_until) == (
        before.status,
        None,
        None,
        before.snoozed_until,
    )
    again = await rig.press(kim, undo, on_ephemeral())
    assert "already undone at 10:00 AM" in again.words


async def test_undo_ends_after_ten_minutes(rig: Rig) -> None:
    kim = rig.office.member()
    task_id = rig.office.task(kim, due_on=TODAY)
    seen = await rig.type(kim, "")
    done = await rig.press(kim, seen.button("task.complete", task_id), on_ephemeral())
    rig.office.clock.advance(timedelta(minutes=10))
    after = await rig.press(kim, done.button("operation.undo"), on_ephemeral())
    assert "10 minutes" in after.words
    assert after.body["replace_original"] is False
    assert rig.office.read(task_id).status is TaskStatus.COMPLETED


@pytest.mark.parametrize(("choice", "hours"), [("hour", 1), ("afternoon", 4), ("tomorrow", 23), ("monday", 7 * 24 - 1)])
async def test_snoozing_hides_it_from_the_day_until_then(rig: Rig, choice: str, hours: int) -> None:
    kim = rig.office.member()  # 10:00 in Copenhagen
    task_id = rig.office.task(kim, "Call Acme", due_on=TODAY)
    seen = await rig.type(kim, "today")
    after = await rig.press(kim, seen.option("task.snooze", f"{choice}:{task_id}"), on_ephemeral())
    assert "You snoozed this at 10:00 AM" in after.words
    until = MONDAY + timedelta(hours=hours)
    snoozed = rig.office.read(task_id)
    assert (snoozed.snoozed_until, snoozed.due_on) == (until, TODAY)
    assert "Call Acme" not in (await rig.type(kim, "today")).words
    assert "Snoozed until" in (await rig.type(kim, "tasks")).words
    rig.office.clock.advance(timedelta(hours=hours))
    assert "Call Acme" in (await rig.type(kim, "today")).words


async def test_reopening_a_completed_task_and_once_more(rig: Rig) -> None:
    kim = rig.office.member()
    task_id = rig.office.task(
        kim, "Old call", status=TaskStatus.COMPLETED, completed_at=MONDAY - DAY, completed_by_id=kim.id
    )
    seen = await rig.type(kim, "tasks done")
    reopen = seen.button("task.reopen", task_id)
    after = await rig.press(kim, reopen, on_ephemeral())
    assert "You reopened this at 10:00 AM" in after.words
    assert rig.office.read(task_id).is_open
    assert "already open" in (await rig.press(kim, reopen, on_ephemeral())).words


async def test_a_press_that_arrives_twice_acts_once(rig: Rig) -> None:
    kim = rig.office.member()
    task_id = rig.office.task(kim, due_on=TODAY)
    seen = await rig.type(kim, "")
    snooze = seen.option("task.snooze", f"hour:{task_id}")
    await rig.press(kim, snooze, on_ephemeral(), trigger_id="9.9.9")
    version = rig.office.read(task_id).version
    rig.office.clock.advance(timedelta(minutes=1))
    assert (await rig.press(kim, snooze, on_ephemeral(), trigger_id="9.9.9")).blocks == []
    assert rig.office.read(task_id).version == version
    await rig.press(kim, snooze, on_ephemeral(), trigger_id="9.9.10")
    assert rig.office.read(task_id).version == version + 1


async def test_another_team_with_the_same_people_is_another_workspace(rig: Rig) -> None:
    other = Office(rig.office.database, rig.office.clock, team=type(rig.office.team)("T2", "Other", "UBOT2", "A1"))
    kim = rig.office.member("Kim", slack_user_id="U0KIM")
    rig.office.task(kim, "First workspace", due_on=TODAY)
    there = other.member("Kim", slack_user_id="U0KIM")
    task_id = other.task(there, "Second workspace", due_on=TODAY)
    seen = await rig.type(kim, "tasks")
    assert "Second workspace" not in seen.words
    forged = {**seen.button("task.complete"), "value": str(task_id)}
    after = await rig.press(kim, forged, on_ephemeral())
    assert "was deleted or never existed" in after.words
    assert "Second workspace" not in after.words
    assert other.read(task_id).is_open
