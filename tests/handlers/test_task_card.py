"""A task opened: edited, assigned, snoozed until a moment, deleted, and colleagues at the same time (T8, T9, C9)."""

from datetime import date, timedelta

import pytest

from csbot.domain.tasks import Priority, TaskStatus
from tests.builders import MONDAY
from tests.handlers.dialogs import open_task, pressed
from tests.handlers.rig import Rig
from tests.slack_requests import on_ephemeral, on_home, on_message

TODAY = date(2026, 3, 2)
URL = "response_url"


async def test_the_dialog_tells_all_that_is_known(rig: Rig) -> None:
    kim, lee = rig.office.member("Kim"), rig.office.member("Lee Jensen")
    task_id = rig.office.task(
        kim,
        "Call Acme",
        due_at=MONDAY + timedelta(hours=2),
        company_id=rig.office.company("Acme"),
        priority=Priority.HIGH,
        notes="Ask about *seats*\nand <!channel>",
        created_by_id=lee.id,
        reminder_at=MONDAY + timedelta(hours=1),
        permalink="https://fjord.slack.com/archives/C1/p1",
    )
    dialog = await open_task(rig, kim, task_id)
    for expected in (
        "*Call Acme* — Acme",
        "Due today at 12:00 PM",
        "High",
        "Ask about ∗seats∗\nand &lt;!channel&gt;",
        "Created by Lee Jensen",
        "11:00 AM",
        f"Task {task_id}",
    ):
        assert expected in dialog.words
    link = [e for b in dialog.view["blocks"] for e in b.get("elements", ()) if e.get("url")]
    assert [one["url"] for one in link] == ["https://fjord.slack.com/archives/C1/p1"]
    assert "submit" not in dialog.view


@pytest.mark.parametrize("kind", ["ephemeral", "message", "home"])
async def test_a_press_in_the_dialog_changes_it_and_the_place_behind(rig: Rig, kind: str) -> None:
    kim = rig.office.member("Kim")
    task_id = rig.office.task(kim, "Call Acme", due_on=TODAY)
    place, how = {
        "ephemeral": (on_ephemeral(), URL),
        "message": (on_message([]), "chat.update"),
        "home": (on_home([]), "views.publish"),
    }[kind]
    dialog = await open_task(rig, kim, task_id, place)
    done = await dialog.press("task.complete")
    assert "You completed this at 10:00 AM" in done.words
    assert "You completed this at 10:00 AM" in done.last(how).words
    assert rig.office.read(task_id).status is TaskStatus.COMPLETED
    back = await done.press("operation.undo")
    assert "You undid the last change" in back.words
    assert "You undid the last change" in back.last(how).words
    assert rig.office.read(task_id).is_open


@pytest.mark.parametrize("what", ["edit", "assign", "pick"])
async def test_a_dialog_whose_task_a_colleague_deleted_says_so_and_stays(rig: Rig, what: str) -> None:
    kim, lee = rig.office.member("Kim"), rig.office.member("Lee")
    task_id = rig.office.task(kim, "Call", due_on=TODAY)
    form = await (await open_task(rig, kim, task_id)).press(f"task.{what}")
    await (await open_task(rig, lee, task_id)).press("task.delete")
    field, value = {"edit": ("title", "Mine"), "assign": ("assignee", lee.id), "pick": ("until", 1_800_000_000)}[what]
    told = await form.submit(**{field: value})
    assert "was deleted or never existed" in told.words
    assert told.view["type"] == "modal", "on top of what was typed"


async def test_assigning_gives_it_away_and_undo_brings_it_back_whatever_the_scope(rig: Rig) -> None:
    kim, lee = rig.office.member("Kim", edit_scope="own"), rig.office.member("Lee Jensen")
    task_id = rig.office.task(kim, "Call", due_on=TODAY)
    form = await (await open_task(rig, kim, task_id)).press("task.assign")
    assert form.shows() == {"assignee": str(kim.id)}
    after = (await form.submit(assignee=lee.id)).last(URL)
    assert "Assigned to Lee Jensen" in after.words
    assert "You assigned this" in after.words
    assert "Call" in (await rig.type(lee, "tasks")).words
    await rig.press(kim, after.button("operation.undo"), on_ephemeral())
    task = rig.office.read(task_id)
    assert task.assignee
    assert task.assignee.id == kim.id


async def test_assigning_to_somebody_without_a_seat_is_refused_beside_the_field(sqlite_rig: Rig) -> None:
    kim, lee = sqlite_rig.office.member("Kim"), sqlite_rig.office.member("Lee", seat=False)
    form = await (await open_task(sqlite_rig, kim, sqlite_rig.office.task(kim))).press("task.assign")
    assert "any more" in (await form.submit(assignee=lee.id)).errors["assignee"]


async def test_t9_snoozing_until_a_picked_moment(rig: Rig) -> None:
    kim = rig.office.member("Kim")
    task_id = rig.office.task(kim, "Call", due_on=TODAY)
    seen = await rig.type(kim, "tasks")
    form = await pressed(rig, kim, seen.option("task.snooze", f"pick:{task_id}"), on_ephemeral())
    assert form.title == "Snooze task"
    past = await form.submit(until=int(MONDAY.timestamp()))
    assert "already passed" in past.errors["until"]
    until = MONDAY + timedelta(days=2, hours=3)
    after = (await form.submit(until=int(until.timestamp()))).last(URL)
    assert "You snoozed this" in after.words
    assert rig.office.read(task_id).snoozed_until == until
    await rig.press(kim, after.button("operation.undo"), on_ephemeral())
    assert rig.office.read(task_id).snoozed_until is None


async def test_a_completed_task_is_not_asked_until_when_it_sleeps(sqlite_rig: Rig) -> None:
    kim = sqlite_rig.office.member("Kim")
    task_id = sqlite_rig.office.task(kim, "Call", due_on=TODAY)
    seen = await sqlite_rig.type(kim, "tasks")
    await (await open_task(sqlite_rig, kim, task_id)).press("task.complete")
    told = await sqlite_rig.press(kim, seen.option("task.snooze", f"pick:{task_id}"), on_ephemeral())
    assert "is completed, so it cannot be snoozed" in told.words


async def test_deleting_asks_first_and_can_be_undone_for_ten_minutes(rig: Rig) -> None:
    kim = rig.office.member("Kim")
    task_id = rig.office.task(kim, "Call", due_on=TODAY)
    dialog = await open_task(rig, kim, task_id)
    (button,) = [e for b in dialog.view["blocks"] for e in b.get("elements", ()) if "delete" in e.get("action_id", "")]
    assert "“Call” leaves every list" in button["confirm"]["text"]["text"]
    gone = await dialog.press("task.delete")
    assert "You deleted this" in gone.words
    assert "You deleted this" in gone.last(URL).words
    assert "Call" not in (await rig.type(kim, "tasks")).words
    assert "was deleted or never existed" in (await dialog.press("task.complete")).words
    back = await rig.press(kim, gone.last(URL).button("operation.undo"), on_ephemeral())
    assert "You undid the last change" in back.words
    assert rig.office.read(task_id).is_open
    assert "Call" in (await rig.type(kim, "tasks")).words


async def test_a_deletion_stays_after_ten_minutes(sqlite_rig: Rig) -> None:
    rig = sqlite_rig
    kim = rig.office.member("Kim")
    task_id = rig.office.task(kim, "Call", due_on=TODAY)
    gone = await (await open_task(rig, kim, task_id)).press("task.delete")
    rig.office.clock.advance(timedelta(minutes=10))
    told = await rig.press(kim, gone.last(URL).button("operation.undo"), on_ephemeral())
    assert "10 minutes" in told.words
    assert rig.office.read(task_id).is_deleted


@pytest.mark.parametrize("verb", ["task.edit", "task.assign", "task.pick", "task.delete", "task.complete"])
async def test_somebody_elses_task_is_read_but_not_changed_outside_of_the_scope(sqlite_rig: Rig, verb: str) -> None:
    rig = sqlite_rig
    kim, lee = rig.office.member("Kim", edit_scope="own"), rig.office.member("Lee")
    task_id = rig.office.task(lee, "Lee's call", due_on=TODAY)
    dialog = await open_task(rig, kim, task_id)
    assert "Lee's call" in dialog.words
    told = await dialog.press(verb)
    assert "outside of what you may edit" in told.words
    assert rig.office.read(task_id).version == 1


async def test_a_button_older_than_a_month_still_opens_its_task(sqlite_rig: Rig) -> None:
    rig = sqlite_rig
    kim = rig.office.member("Kim")
    task_id = rig.office.task(kim, "Call", due_on=TODAY)
    seen = await rig.type(kim, "today")
    rig.office.clock.advance(timedelta(days=45))
    dialog = await pressed(rig, kim, seen.button("task.open", task_id), on_message([]))
    assert "45 days overdue" in dialog.words
    assert "You completed this" in (await dialog.press("task.complete")).last("chat.update").words


async def test_a_task_that_never_was_or_is_another_types_is_said_to_be_gone(sqlite_rig: Rig) -> None:
    rig = sqlite_rig
    kim = rig.office.member("Kim")
    company = rig.office.company("Acme")
    seen = await rig.type(kim, "tasks")
    button = {"type": "button", "action_id": "task.open|1", "block_id": seen.blocks[-1]["block_id"]}
    for number in (company, 99_999):
        told = await rig.press(kim, {**button, "value": str(number)}, on_ephemeral())
        assert "was deleted or never existed" in told.words
    assert "older version" in (await rig.press(kim, {**button, "value": "x"}, on_ephemeral())).words
