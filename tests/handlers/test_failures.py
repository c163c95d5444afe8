"""What goes wrong is said, and Slack is told what to do with an event (architecture, decisions 2 and 8)."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from structlog.testing import capture_logs

from csbot.domain.errors import SlackLimited, SlackRefused, SlackUnavailable
from csbot.services.summary import SummaryService
from csbot.storage import engine, unit_of_work
from csbot.storage.unit_of_work import Database
from tests.handlers.dialogs import Dialog, open_task, typed
from tests.handlers.rig import Rig
from tests.slack_requests import JSON, command, event, on_ephemeral, on_home, on_message

TODAY = date(2026, 3, 2)


class Flaw(Exception):
    """A bug of ours."""


def fail(*_args: Any, **_named: Any) -> Any:
    raise Flaw("Zebra")


@contextmanager
def held(database: Database) -> Iterator[None]:
    """Somebody else writes, for longer than anybody waits."""
    with database.write():
        yield


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unit_of_work, "WAIT_MS", 50)
    monkeypatch.setattr(engine, "WAIT_MS", 50)


@pytest.mark.usefixtures("impatient")
async def test_a_busy_database_is_said_and_nothing_is_saved(sqlite_rig: Rig) -> None:
    kim = sqlite_rig.office.member()
    task_id = sqlite_rig.office.task(kim, due_on=TODAY)
    seen = await sqlite_rig.type(kim, "today")
    with held(sqlite_rig.bot.database):
        after = await sqlite_rig.press(kim, seen.button("task.complete", task_id), on_ephemeral(), trigger_id="1.1")
    assert "very busy" in after.words
    assert "Nothing was saved" in after.words
    assert after.body["replace_original"] is False
    assert sqlite_rig.office.read(task_id).is_open
    again = await sqlite_rig.press(kim, seen.button("task.complete", task_id), on_ephemeral(), trigger_id="1.1")
    assert "You completed this" in again.words, "what was not saved was not answered either"


@pytest.mark.usefixtures("impatient")
async def test_slack_sends_an_event_again_when_the_database_was_busy(sqlite_rig: Rig) -> None:
    sqlite_rig.slack.add_user("U0NEW", "new@example.com")
    body = event("app_home_opened", user="U0NEW", tab="home")
    with held(sqlite_rig.bot.database):
        busy = await sqlite_rig.post(body, JSON)
    assert busy.status_code == 503
    assert "x-slack-no-retry" not in busy.headers
    assert (await sqlite_rig.post(body, JSON)).status_code == 200


async def test_a_bug_gets_a_reference_that_the_log_has_too(sqlite_rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    kim = sqlite_rig.office.member()
    monkeypatch.setattr(SummaryService, "day", fail)
    with capture_logs() as logs:
        seen = await sqlite_rig.type(kim, "today")
    (logged,) = [entry for entry in logs if entry["event"] == "bug"]
    assert logged["reference"] in seen.words
    assert "Nothing was saved" in seen.words
    assert "Zebra" not in seen.words


async def test_a_bug_in_a_press_saves_nothing_and_can_be_tried_again(
    sqlite_rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    kim = sqlite_rig.office.member()
    task_id = sqlite_rig.office.task(kim, due_on=TODAY)
    seen = await sqlite_rig.type(kim, "today")
    with monkeypatch.context() as broken:
        broken.setattr(SummaryService, "day", fail)  # the task is completed already, in this transaction
        after = await sqlite_rig.press(kim, seen.button("task.complete", task_id), on_ephemeral(), trigger_id="1.1")
    assert "Something went wrong in csbot. Nothing was saved." in after.words
    assert sqlite_rig.office.read(task_id).is_open
    again = await sqlite_rig.press(kim, seen.button("task.complete", task_id), on_ephemeral(), trigger_id="1.1")
    assert "You completed this" in again.words


async def test_what_was_saved_and_cannot_be_shown_is_said_to_be_saved(
    sqlite_rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    kim = sqlite_rig.office.member()
    task_id = sqlite_rig.office.task(kim, due_on=TODAY)
    seen = await sqlite_rig.type(kim, "today")
    with monkeypatch.context() as broken:
        broken.setattr("blocks.components.DONE_BY_ME", {})
        after = await sqlite_rig.press(kim, seen.button("task.complete", task_id), on_ephemeral())
    assert "This was saved" in after.words
    assert not sqlite_rig.office.read(task_id).is_open


async def test_a_bug_in_an_event_is_not_sent_again(sqlite_rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    kim = sqlite_rig.office.member()
    monkeypatch.setattr(SummaryService, "day", fail)
    answer = await sqlite_rig.post(event("app_home_opened", user=kim.slack_user_id, tab="home"), JSON)
    assert (answer.status_code, answer.headers["x-slack-no-retry"]) == (200, "1")
    assert sqlite_rig.how == "views.publish", "Home says what happened"


async def test_even_an_error_that_cannot_be_drawn_is_answered(sqlite_rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    kim = sqlite_rig.office.member()
    monkeypatch.setattr("handlers.desk.speak", fail)
    with capture_logs() as logs:
        answer = await sqlite_rig.post(command("nonsense", kim.slack_user_id or ""))
    assert answer.status_code == 200
    assert "nothing could be said" in [entry["event"] for entry in logs]


async def test_a_team_that_csbot_does_not_serve_gets_a_sentence(sqlite_rig: Rig) -> None:
    answer = await sqlite_rig.post(command("today", "U1", team="T0NOBODY"))
    assert answer.status_code == 200
    assert answer.json()["text"]


async def test_an_event_of_no_interest_is_taken_without_a_word(sqlite_rig: Rig) -> None:
    answer = await sqlite_rig.post(event("channel_rename", user="U1"), JSON)
    assert answer.status_code == 200
    assert sqlite_rig.slack.calls == []


STALE = {
    "an older button": {"action_id": "task.archive|1", "block_id": "summary||1", "value": "1"},
    "an older screen": {"action_id": "task.complete|1", "block_id": "board||1", "value": "{task}"},
    "no screen": {"action_id": "task.complete|1", "value": "{task}"},
    "another value": {"action_id": "task.complete|1", "block_id": "summary||1", "value": "x"},
    "a number beyond any": {"action_id": "task.complete|1", "block_id": "summary||1", "value": "9" * 30},
    "a negative number": {"action_id": "task.complete|1", "block_id": "summary||1", "value": "-1"},
    "a list of another view": {"action_id": "tasks.refresh|1", "block_id": "tasks|v=someday|1"},
    "a place of another kind": {"action_id": "tasks.page|1", "block_id": "tasks|v=open|1", "value": "page2"},
    "a place beyond time": {"action_id": "tasks.page|1", "block_id": "tasks|v=open|1", "value": "zzzzzzzzzzzzzzz.1"},
    "a number beyond any, to start": {
        "action_id": "tasks.page|1",
        "block_id": "tasks|v=open|1",
        "value": "1." + "z" * 20,
    },
    "numbers beyond any, acted on": {"action_id": "tasks.refresh|1", "block_id": f"tasks|v=open&a={'9' * 30}|1"},
    "a snooze of another kind": {"action_id": "task.snooze|1", "block_id": "summary||1", "value": "year:{task}"},
    "undo of nothing": {"action_id": "operation.undo|1", "block_id": "summary||1", "value": "99999:{task}"},
    "undo without a task": {"action_id": "operation.undo|1", "block_id": "summary||1", "value": "1"},
    "a summary with odd tasks": {"action_id": "summary.refresh|1", "block_id": "summary|a=x|1"},
    "a digest of no day": {"action_id": "summary.refresh|1", "block_id": "daily_summary|d=someday|1"},
}


@pytest.mark.parametrize("name", STALE)
@pytest.mark.parametrize("place", ["ephemeral", "home"])
async def test_what_an_older_csbot_made_is_explained(sqlite_rig: Rig, name: str, place: str) -> None:
    kim = sqlite_rig.office.member()
    task_id = sqlite_rig.office.task(kim, due_on=TODAY)
    action = {key: value.replace("{task}", str(task_id)) for key, value in STALE[name].items()}
    where = on_ephemeral() if place == "ephemeral" else on_home([])
    with capture_logs() as logs:
        after = await sqlite_rig.press(kim, {"type": "button", **action}, where)
    assert [entry["event"] for entry in logs if entry["event"] == "bug"] == []
    assert "Nothing was" in after.words
    assert sqlite_rig.how == ("response_url" if place == "ephemeral" else "views.open")
    assert sqlite_rig.office.read(task_id).is_open


@pytest.mark.parametrize("error", [SlackRefused("expired_url"), SlackLimited(3.0), SlackUnavailable("timeout", True)])
async def test_an_answer_that_slack_does_not_take_leaves_what_was_done(sqlite_rig: Rig, error: Exception) -> None:
    kim = sqlite_rig.office.member()
    task_id = sqlite_rig.office.task(kim, due_on=TODAY)
    seen = await sqlite_rig.type(kim, "today")
    sqlite_rig.slack.fail("chat.update", error)
    with capture_logs() as logs:
        await sqlite_rig.press(kim, seen.button("task.complete", task_id), on_message(seen.blocks))
    assert [entry["event"] for entry in logs] == ["not said"]
    assert not sqlite_rig.office.read(task_id).is_open


@pytest.mark.parametrize("beside", [True, False])
async def test_an_answer_whose_response_url_is_spent_is_said_all_the_same(sqlite_rig: Rig, beside: bool) -> None:
    kim = sqlite_rig.office.member()
    seen = await sqlite_rig.type(kim, "today")
    sqlite_rig.slack.fail("response_url", SlackRefused("used_url"))
    if not beside:
        sqlite_rig.slack.fail("chat.postEphemeral", SlackRefused("channel_not_found"))
    await sqlite_rig.press(kim, seen.button("summary.refresh"), on_ephemeral())
    method, arguments = sqlite_rig.slack.calls[-1]
    assert method == ("chat.postEphemeral" if beside else "chat.postMessage")
    assert arguments["user" if beside else "channel"] == kim.slack_user_id
    assert {"text", "blocks"} <= arguments.keys()


ELSEWHERE = [
    "https://evil.example.com/x",
    "http://hooks.slack.com/x",
    "https://slack.com.evil.example.com/",
    "https://hooks.slack.com@evil.example.com/",
    "https://evilslack.com/",
    "file:///etc/passwd",
]


async def test_nobody_can_send_an_answer_elsewhere_than_to_slack(sqlite_rig: Rig) -> None:
    kim = sqlite_rig.office.member()
    seen = await sqlite_rig.type(kim, "today")
    for url in ELSEWHERE:
        await sqlite_rig.press(kim, seen.button("summary.refresh"), on_ephemeral(url))
    assert sqlite_rig.slack.responses == []


def third(dialog: Dialog) -> Dialog:
    """The same as the third of a stack, which is as many as Slack lays upon each other."""
    return Dialog(dialog.rig, dialog.who, {**dialog.view, "root_view_id": "V0FIRST", "previous_view_id": "V0SECOND"})


async def test_a_dialog_upon_the_third_takes_its_place(sqlite_rig: Rig) -> None:
    kim = sqlite_rig.office.member()
    dialog = await open_task(sqlite_rig, kim, sqlite_rig.office.task(kim))
    assert [method for method, _ in (await dialog.press("task.edit")).said] == ["views.push"]
    form = await third(dialog).press("task.edit")
    assert [method for method, _ in form.said] == ["views.update"]
    assert form.title == "Edit task"


@pytest.mark.usefixtures("impatient")
async def test_a_third_dialog_keeps_its_input_when_the_database_is_busy(sqlite_rig: Rig) -> None:
    kim = sqlite_rig.office.member()
    dialog = third(await typed(sqlite_rig, kim, "task"))
    with held(sqlite_rig.bot.database):
        sent = await dialog.submit(title="Call Acme")
    ((field, said),) = sent.errors.items()
    assert field == next(iter(dialog.inputs().values()))["block_id"]
    assert "Nothing was saved" in said


async def test_a_press_that_fails_in_a_third_dialog_leaves_what_was_typed(sqlite_rig: Rig) -> None:
    dialog = third(await typed(sqlite_rig, sqlite_rig.office.member(), "task"))
    gone = {"type": "button", "action_id": "task.open|1", "block_id": dialog.view["blocks"][-1]["block_id"]}
    said = (await dialog.act({**gone, "value": "999999"})).said
    assert [method for method, _ in said if method.startswith("views.")] == []
    assert len(said) == 1


@pytest.mark.parametrize(("error", "is_told"), [("hash_conflict", False), ("view_too_large", True)])
async def test_a_second_press_on_a_dialog_that_the_first_changed_is_no_failure(
    sqlite_rig: Rig, error: str, is_told: bool
) -> None:
    kim = sqlite_rig.office.member()
    dialog = await open_task(sqlite_rig, kim, sqlite_rig.office.task(kim))
    sqlite_rig.slack.fail("views.update", SlackRefused(error))
    said = (await third(dialog).press("task.edit")).said
    assert bool(said) is is_told


async def test_a_dialog_with_none_beneath_shows_itself_what_the_one_beneath_would(sqlite_rig: Rig) -> None:
    kim = sqlite_rig.office.member()
    pushed = await (await typed(sqlite_rig, kim, "settings")).press("settings.digest", "daily_summary")
    alone = Dialog(sqlite_rig, kim, {**pushed.view, "previous_view_id": None})
    sent = await alone.submit()
    assert sent.said == []
    assert sent.title == "Settings"
