"""Tasks edited, by two people at the same time too (workspace C9, T8)."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from csbot.domain.tasks import Priority, TaskStatus
from tests.builders import MONDAY
from tests.handlers.dialogs import Dialog, open_task
from tests.handlers.rig import Rig
from tests.slack_requests import on_ephemeral

TODAY = date(2026, 3, 2)
URL = "response_url"


async def test_editing_starts_from_what_is_and_saves_what_was_changed(rig: Rig) -> None:
    kim = rig.office.member("Kim")
    acme, globex = rig.office.company("Acme"), rig.office.company("Globex")
    due_at = datetime(2026, 3, 4, 13, 0, 42, tzinfo=UTC)
    task_id = rig.office.task(kim, "Call", due_at=due_at, company_id=acme, notes="Old", permalink="https://x.example")
    form = await (await open_task(rig, kim, task_id)).press("task.edit")
    assert form.title == "Edit task"
    assert form.shows() == {
        "title": "Call",
        "company": str(acme),
        "due_on": "2026-03-04",
        "due_time": "14:00",
        "assignee": str(kim.id),
        "priority": "none",
        "type": "todo",
        "notes": "Old",
    }
    closed = await form.submit(title="Call them", company=globex, notes="New")
    assert closed.view == {"blocks": []}
    assert "You edited this at 10:00 AM" in closed.last(URL).words
    task = rig.office.read(task_id)
    assert (task.title, task.company and task.company.name, task.notes) == ("Call them", "Globex", "New")
    assert task.due_at == due_at, "to the second: it was not touched"
    undone = await rig.press(kim, closed.last(URL).button("operation.undo"), on_ephemeral())
    assert "You undid the last change" in undone.words
    task = rig.office.read(task_id)
    assert (task.title, task.company and task.company.name, task.notes) == ("Call", "Acme", "Old")


async def test_saving_without_a_change_writes_nothing(sqlite_rig: Rig) -> None:
    kim = sqlite_rig.office.member("Kim")
    task_id = sqlite_rig.office.task(kim, "Call", reminder_at=MONDAY - timedelta(days=3), notes=" Old\r\nnotes\n")
    form = await (await open_task(sqlite_rig, kim, task_id)).press("task.edit")
    assert (await form.submit()).errors == {}, "a reminder that is over may stay"
    assert sqlite_rig.office.read(task_id).version == 1


async def test_due_dates_move_with_their_order(rig: Rig) -> None:
    kim = rig.office.member("Kim")
    task_id = rig.office.task(kim, "Call", due_on=TODAY)
    form = await (await open_task(rig, kim, task_id)).press("task.edit")
    await form.submit(due_on="2026-03-03", due_time="09:00")
    assert rig.office.read(task_id).due_at == datetime(2026, 3, 3, 8, 0, tzinfo=UTC)
    assert "Call" in (await rig.type(kim, "tasks tomorrow")).words
    form = await (await open_task(rig, kim, task_id)).press("task.edit")
    await form.submit(due_on=None, due_time=None)
    task = rig.office.read(task_id)
    assert (task.due_on, task.due_at) == (None, None)
    assert "Call" not in (await rig.type(kim, "tasks tomorrow")).words


async def test_long_notes_keep_what_the_dialog_cannot_show(rig: Rig) -> None:
    kim = rig.office.member("Kim")
    task_id = rig.office.task(kim, "Call", notes="a" * 3000 + "the rest")
    form = await (await open_task(rig, kim, task_id)).press("task.edit")
    assert "8 more characters are kept" in form.words
    await form.submit(title="Other")
    assert rig.office.read(task_id).notes == "a" * 3000 + "the rest"
    form = await (await open_task(rig, kim, task_id)).press("task.edit")
    await form.submit(notes="short, ")
    assert rig.office.read(task_id).notes == "short,the rest"


async def editors(rig: Rig, **values: Any) -> tuple[int, Dialog, Dialog]:
    """Two people with the same task open for editing."""
    kim, lee = rig.office.member("Kim"), rig.office.member("Lee Jensen")
    task_id = rig.office.task(kim, "Call", due_on=TODAY, **values)
    first = await (await open_task(rig, kim, task_id)).press("task.edit")
    second = await (await open_task(rig, lee, task_id)).press("task.edit")
    return task_id, first, second


async def test_c9_different_properties_changed_by_two_are_both_kept(rig: Rig) -> None:
    task_id, kims, lees = await editors(rig)
    await lees.submit(title="Call them now", priority="high")
    assert (await kims.submit(due_on="2026-03-05")).errors == {}
    task = rig.office.read(task_id)
    assert (task.title, task.priority, task.due_on) == ("Call them now", Priority.HIGH, date(2026, 3, 5))


async def test_c9_the_same_property_changed_by_two_is_refused_beside_it(rig: Rig) -> None:
    task_id, kims, lees = await editors(rig)
    await lees.submit(due_on="2026-03-04", due_time="15:00")
    rig.office.clock.advance(timedelta(minutes=1))
    refused = await kims.submit(due_on="2026-03-05", title="Mine")
    assert list(refused.errors) == ["due_on"]
    assert "Lee Jensen changed this to “Wed, Mar 4, 3:00 PM”" in refused.errors["due_on"]
    assert "Nothing was saved" in refused.errors["due_on"]
    assert rig.office.read(task_id).title == "Call"
    accepted = await kims.submit(due_on="2026-03-04", due_time="15:00", title="Mine")
    assert accepted.errors == {}
    assert rig.office.read(task_id).title == "Mine"


@pytest.mark.parametrize(
    ("theirs", "mine", "said"),
    [
        ({"title": "R&D <now>"}, {"title": "Mine"}, "“R&D <now>”"),
        ({"assignee": "0"}, {"assignee": "lee"}, "“nothing”"),
        ({"type": "email"}, {"type": "call"}, "“E-mail”"),
        ({"notes": "*theirs*"}, {"notes": "mine"}, "“∗theirs∗”"),
        ({"reminder": 1_800_000_000}, {"reminder": 1_800_000_600}, "Jan 15"),
    ],
)
async def test_c9_the_sentence_names_what_they_made_of_it(
    sqlite_rig: Rig, theirs: dict[str, Any], mine: dict[str, Any], said: str
) -> None:
    _, kims, lees = await editors(sqlite_rig)
    await lees.submit(**theirs)
    mine = {name: lees.who.id if value == "lee" else value for name, value in mine.items()}
    refused = await kims.submit(**mine)
    assert list(refused.errors) == list(mine)
    assert said in next(iter(refused.errors.values()))


async def test_an_undone_change_of_a_colleague_is_no_conflict(rig: Rig) -> None:
    task_id, kims, lees = await editors(rig)
    done = (await lees.submit(title="Theirs")).last(URL)
    await rig.press(lees.who, done.button("operation.undo"), on_ephemeral())
    assert (await kims.submit(title="Mine")).errors == {}
    assert rig.office.read(task_id).title == "Mine"


async def test_what_a_colleague_completed_can_still_be_edited_and_stays_completed(rig: Rig) -> None:
    task_id, kims, lees = await editors(rig)
    await (await open_task(rig, lees.who, task_id)).press("task.complete")
    assert (await kims.submit(title="Mine")).errors == {}
    task = rig.office.read(task_id)
    assert (task.title, task.status) == ("Mine", TaskStatus.COMPLETED)


async def test_an_edit_after_which_somebody_edited_again_is_not_undone(rig: Rig) -> None:
    task_id, kims, lees = await editors(rig)
    mine = (await kims.submit(title="Mine")).last(URL)
    await lees.submit(priority="high")
    told = await rig.press(kims.who, mine.button("operation.undo"), on_ephemeral())
    assert "changed again since, by Lee Jensen" in told.words
    assert rig.office.read(task_id).title == "Mine"


async def test_a_scope_that_shrank_while_the_dialog_was_open_holds_when_it_is_sent(sqlite_rig: Rig) -> None:
    rig = sqlite_rig
    kim, lee = rig.office.member("Kim", email="kim@example.com"), rig.office.member("Lee")
    task_id = rig.office.task(lee, "Lee's call", due_on=TODAY)
    form = await (await open_task(rig, kim, task_id)).press("task.edit")
    with rig.office.services() as services:
        services.members.add("kim@example.com", {"edit_scope": "own"})
    assert "outside of what you may edit" in (await form.submit(title="Mine")).words
    assert rig.office.read(task_id).title == "Lee's call"
