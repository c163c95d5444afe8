"""Creating tasks: free text, the dialog, shortcuts, one after the other (workspace T1, T3, T8)."""

from datetime import UTC, date, datetime, timedelta

import pytest

from csbot.domain.permissions import Level
from csbot.domain.tasks import Priority, TaskType
from tests import slack_requests
from tests.builders import MONDAY
from tests.handlers.dialogs import offered, open_tasks, pressed, shortcut, typed
from tests.handlers.rig import Rig
from tests.slack_requests import on_ephemeral, on_home

FRIDAY_15 = datetime(2026, 3, 6, 14, 0, tzinfo=UTC)  # 15:00 in Copenhagen
URL = "response_url"


async def test_the_bare_command_opens_an_empty_dialog_for_me(sqlite_rig: Rig) -> None:
    kim = sqlite_rig.office.member("Kim")
    dialog = await typed(sqlite_rig, kim, "task")
    assert dialog.title == "New task"
    assert dialog.shows() == {"assignee": str(kim.id), "priority": "none", "type": "todo"}
    assert "Understood" not in dialog.words


@pytest.mark.parametrize(
    ("values", "field", "sentence"),
    [
        ({"title": " \n "}, "title", "needs a title"),
        ({"due_time": "09:00"}, "due_time", "A time needs a due date"),
        ({"reminder": int((MONDAY - timedelta(minutes=1)).timestamp())}, "reminder", "already passed"),
        ({"due_on": "9999-12-31", "due_time": "23:59"}, "due_on", "too far away"),
        ({"due_on": "0001-01-01", "due_time": "00:00"}, "due_on", "too far away"),
        ({"notes": "x" * 3001}, "notes", "3,001"),
        ({"company": 99_999}, "company", "was deleted or never existed"),
        ({"assignee": 99_999}, "assignee", "does not use the workspace any more"),
    ],
)
async def test_what_cannot_be_is_refused_beside_the_field(
    sqlite_rig: Rig, values: dict[str, object], field: str, sentence: str
) -> None:
    kim = sqlite_rig.office.member("Kim")
    dialog = await typed(sqlite_rig, kim, "task call")
    refused = await dialog.submit(**values)
    assert list(refused.errors) == [field]
    assert sentence in refused.errors[field]
    assert open_tasks(sqlite_rig, kim) == []


@pytest.mark.parametrize("lost", [{"seat": False}, {"level": 0}, {"outsider": True}])
async def test_nobody_without_access_is_offered_or_taken(sqlite_rig: Rig, lost: dict[str, object]) -> None:
    kim, lee = sqlite_rig.office.member("Kim"), sqlite_rig.office.member("Lee", **lost)
    assert "Lee" not in [text for text, _, _ in await offered(sqlite_rig, kim, "member.options", "l")]
    dialog = await typed(sqlite_rig, kim, "task call @lee")
    assert "Nobody here is called" in dialog.words
    assert "any more" in (await dialog.submit(assignee=lee.id)).errors["assignee"]


async def test_all_fields_are_saved(rig: Rig) -> None:
    kim = rig.office.member("Kim")
    acme = rig.office.company("Acme")
    reminder = MONDAY + timedelta(hours=3)
    dialog = await typed(rig, kim, "task")
    await dialog.submit(
        title="  Write  to\tthem ",
        company=acme,
        due_on="2026-03-29",
        due_time="02:30",
        assignee=kim.id,
        type="email",
        priority="low",
        reminder=int(reminder.timestamp()),
        notes="One\r\ntwo ",
    )
    (task,) = open_tasks(rig, kim)
    assert (task.title, task.type, task.priority, task.notes) == (
        "Write to them",
        TaskType.EMAIL,
        Priority.LOW,
        "One\ntwo",
    )
    assert task.due_at == datetime(2026, 3, 29, 1, 30, tzinfo=UTC), "the clock skips 02:30: it moves on"
    assert task.reminder_at == reminder


async def test_a_task_can_be_nobodys(rig: Rig) -> None:
    kim = rig.office.member("Kim")
    await (await typed(rig, kim, "task")).submit(title="Whoever", assignee="0", due_on="2026-03-04")
    made = rig.office.read(rig.office.task(None, "Next number") - 1)
    assert (made.title, made.assignee, made.due_on) == ("Whoever", None, date(2026, 3, 4))


async def test_three_in_a_row_each_emptied_and_each_said(rig: Rig) -> None:
    kim = rig.office.member("Kim")
    dialog = await typed(rig, kim, "task")
    ids = set()
    for title in ("First", "Second", "Third"):
        ids |= {block["block_id"] for block in dialog.inputs().values()}
        dialog = await dialog.submit(title=title, due_on="2026-03-03", another=["another"])
        assert f"Created “{title}” · Due tomorrow" in dialog.words
        assert "title" not in dialog.shows()
        assert dialog.shows()["another"] == ("another",), "it stays ticked"
        assert dialog.view["close"]["text"] == "Done"
        assert "You created this" in dialog.last(URL).words
    assert len(ids) == 3 * len(dialog.inputs()), "other block ids: Slack keeps what was typed into the same"
    refused = await dialog.submit(title="")
    assert list(refused.errors) == [dialog.inputs()["title"]["block_id"]]
    await dialog.submit(title="Last", another=[])
    assert [task.title for task in open_tasks(rig, kim)] == ["First", "Second", "Third", "Last"]


async def test_undo_of_a_creation_takes_it_out_of_every_list(rig: Rig) -> None:
    kim = rig.office.member("Kim")
    said = (await (await typed(rig, kim, "task call today")).submit()).last(URL)
    after = await rig.press(kim, said.button("operation.undo"), on_ephemeral())
    assert "You undid the last change" in after.words
    assert after.elements("task.complete") == []
    assert open_tasks(rig, kim) == []
    assert "call" not in (await rig.type(kim, "today")).words
    again = await rig.press(kim, said.button("operation.undo"), on_ephemeral())
    assert "already undone" in again.words


async def test_from_a_list_the_list_shows_it_with_undo(rig: Rig) -> None:
    kim = rig.office.member("Kim")
    seen = await rig.type(kim, "tasks today")
    dialog = await pressed(rig, kim, seen.button("task.new"), on_ephemeral())
    listed = (await dialog.submit(title="Call", due_on="2026-03-02")).last(URL)
    assert listed.body["replace_original"] is True
    assert "Created “Call” · Due today" in listed.words
    assert listed.elements("task.complete")
    undone = await rig.press(kim, listed.button("operation.undo"), on_ephemeral())
    assert "You undid the last change" in undone.words
    assert undone.elements("tasks.refresh"), "still the list"
    assert open_tasks(rig, kim) == []


async def test_from_home_home_shows_it(rig: Rig) -> None:
    kim = rig.office.member("Kim")
    home = await rig.open_home(kim)
    dialog = await pressed(rig, kim, home.button("task.new"), on_home(home.blocks))
    after = await dialog.submit(title="Call", due_on="2026-03-02")
    assert "Created “Call”" in after.last("views.publish").words


async def test_from_a_customers_card_it_is_about_that_customer(rig: Rig) -> None:
    kim = rig.office.member("Kim")
    acme = rig.office.company("Acme")
    card = await rig.type(kim, "show acme")
    dialog = await pressed(rig, kim, card.button("task.new"), on_ephemeral())
    assert dialog.shows()["company"] == str(acme)
    after = (await dialog.submit(title="Ask them")).last(URL)
    assert "Created “Ask them”" in after.words
    assert after.elements("record.refresh"), "still the card"


async def test_the_global_shortcut_answers_by_direct_message(rig: Rig) -> None:
    kim = rig.office.member("Kim")
    dialog = await shortcut(rig, kim, "task.new")
    said = (await dialog.submit(title="Call")).last("chat.postMessage")
    assert said.body["channel"] == kim.slack_user_id
    assert said.button("operation.undo")
    assert "Call" in said.body["text"]


MESSAGE = (
    "*Can you* send <https://x.example|the deck> to <@U0X>? :eyes:\n&gt; by Friday &amp; no later\n<!here> `thanks`"
)


async def test_a_message_becomes_a_task_that_leads_back_to_it(rig: Rig) -> None:
    kim = rig.office.member("Kim")
    dialog = await shortcut(rig, kim, "task.from_message", ts="1700000000.000100", text=MESSAGE)
    shown = dialog.shows()
    assert shown["title"] == "Can you send the deck (https://x.example) to @someone? :eyes:"
    assert shown["notes"] == f"{shown['title']}\nby Friday & no later\n@here thanks"
    await dialog.submit()
    (task,) = open_tasks(rig, kim)
    assert task.permalink.startswith("https://")
    assert task.permalink.endswith("/p1700000000000100")


@pytest.mark.parametrize("text", ["", " \n\n "])
async def test_a_message_without_words_opens_a_dialog_without_a_title(sqlite_rig: Rig, text: str) -> None:
    kim = sqlite_rig.office.member("Kim")
    dialog = await shortcut(sqlite_rig, kim, "task.from_message", ts="1.2", text=text)
    assert "title" not in dialog.shows()


async def test_a_long_message_is_cut_for_the_title_and_the_notes(sqlite_rig: Rig) -> None:
    kim = sqlite_rig.office.member("Kim")
    dialog = await shortcut(sqlite_rig, kim, "task.from_message", ts="1.2", text="word " * 2000)
    assert len(dialog.shows()["title"]) <= 500
    assert len(dialog.shows()["notes"]) == 3000
    await dialog.submit()
    assert len(open_tasks(sqlite_rig, kim)) == 1


async def test_a_submission_that_arrives_twice_creates_once(rig: Rig) -> None:
    kim = rig.office.member("Kim")
    dialog = await typed(rig, kim, "task")
    payload = slack_requests.submission(kim.slack_user_id or "", "task.create", rig.office.team.id)
    payload["view"] = dialog.sent_view({"title": "Once"})
    for _ in range(2):
        assert (await rig.post(slack_requests.interaction(payload))).status_code == 200
    assert len(open_tasks(rig, kim)) == 1


async def test_who_may_not_gets_no_dialog(sqlite_rig: Rig) -> None:
    rig = sqlite_rig
    boss = rig.office.member("Boss", level=int(Level.SUPER_ADMIN), seat=False)
    assert "needs a seat" in (await rig.type(boss, "task call")).words
    assert rig.slack.said == []


async def test_selects_offer_ones_own_first_and_tell_names_apart(rig: Rig) -> None:
    kim = rig.office.member("Kim", team="North", email="kim@example.com")
    rig.office.member("Sam", team="South", email="sam@south.example")
    rig.office.member("Sam", team="North", email="sam@north.example")
    people = await offered(rig, kim, "member.options", "")
    assert [text for text, _, _ in people] == ["Kim", "Nobody", "Sam", "Sam"]
    assert [line for _, _, line in people][2:] == ["sam@north.example", "sam@south.example"]
    assert [line for _, _, line in await offered(rig, kim, "member.options", "SA")] == [
        "sam@north.example",
        "sam@south.example",
    ]
    rig.office.company("Acme A")
    mine = rig.office.company("Acme Z", kim)
    assert (await offered(rig, kim, "company.options", "acme"))[0][1] == str(mine)
    assert (await offered(rig, kim, "company.options", ""))[0][:2] == ("None", "0")
