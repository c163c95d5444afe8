"""Acting on a digest: the message is drawn anew where it is (workspace N2, T8, T9)."""

import json
from datetime import date, timedelta

import pytest

import csbot.bootstrap  # noqa: F401 - enters all routes and screens
from blocks.news import task_changed
from blocks.screens import SCREENS, Look, Shown
from blocks.task_alarms import task_alarm
from csbot.domain.alarms import AlarmKind
from csbot.domain.members import Viewer
from csbot.domain.subscriptions import DigestKind
from csbot.domain.summary import NOTHING_ACTED
from handlers.redraw import LOADERS
from scheduler.news import tell_due
from scheduler.preview import preview
from tests.builders import MONDAY
from tests.handlers.rig import Rig, Seen
from tests.slack_requests import on_message

TODAY = date(2026, 3, 2)
DUE_ON = {DigestKind.DUE_TODAY: TODAY, DigestKind.OVERDUE: TODAY - timedelta(days=2)}
EMPTY = {DigestKind.DUE_TODAY: "Nothing is due today.", DigestKind.OVERDUE: "Nothing is overdue."}

every_kind = pytest.mark.parametrize("kind", list(DUE_ON))


def digest(rig: Rig, email: str, kind: DigestKind) -> Seen:
    """The digest as it is sent now."""
    rendered = preview(rig.office.database, rig.office.workspace.id, kind, email, rig.office.clock.now())
    assert rendered is not None
    return Seen({"blocks": rendered.blocks, "text": rendered.text})


@every_kind
async def test_completing_leaves_the_task_in_place_with_undo_and_counts_it_off(rig: Rig, kind: DigestKind) -> None:
    kim = rig.office.member()
    first, _ = (rig.office.task(kim, title, due_on=DUE_ON[kind]) for title in ("First", "Second"))
    seen = digest(rig, kim.email, kind)
    after = await rig.press(kim, seen.button("task.complete", first), on_message(seen.blocks))
    assert rig.how == "chat.update"
    assert "~First~" in after.words
    assert "1 task." in after.words
    assert "You completed this" in after.words
    undone = await rig.press(kim, after.button("operation.undo"), on_message(after.blocks))
    assert "2 tasks." in undone.words
    assert rig.office.read(first).is_open


@every_kind
async def test_when_all_is_done_it_says_so_and_undo_stays(sqlite_rig: Rig, kind: DigestKind) -> None:
    kim = sqlite_rig.office.member()
    task_id = sqlite_rig.office.task(kim, "Only one", due_on=DUE_ON[kind])
    seen = digest(sqlite_rig, kim.email, kind)
    after = await sqlite_rig.press(kim, seen.button("task.complete", task_id), on_message(seen.blocks))
    assert EMPTY[kind] in after.words
    assert after.button("operation.undo")


@every_kind
async def test_a_month_old_digest_can_be_acted_on_and_shows_that_day(sqlite_rig: Rig, kind: DigestKind) -> None:
    kim = sqlite_rig.office.member()
    task_id = sqlite_rig.office.task(kim, "Old call", due_on=DUE_ON[kind])
    seen = digest(sqlite_rig, kim.email, kind)
    sqlite_rig.office.clock.advance(timedelta(days=30))
    after = await sqlite_rig.press(kim, seen.button("task.complete", task_id), on_message(seen.blocks))
    assert "Wednesday, April 1" in after.words
    assert not sqlite_rig.office.read(task_id).is_open


@every_kind
async def test_the_rest_is_one_press_away(sqlite_rig: Rig, kind: DigestKind) -> None:
    kim = sqlite_rig.office.member()
    sqlite_rig.office.tasks(kim, [{"title": f"Call {n}", "due_on": DUE_ON[kind]} for n in range(12)])
    seen = digest(sqlite_rig, kim.email, kind)
    beside = await sqlite_rig.press(kim, seen.button("tasks.list"), on_message(seen.blocks))
    assert "12" in beside.words
    assert sqlite_rig.how == "response_url"


async def test_a_month_old_daily_summary_can_be_acted_on(rig: Rig) -> None:
    kim, lee = rig.office.member("Kim"), rig.office.member("Lee")
    first, given = (rig.office.task(kim, title, due_on=TODAY) for title in ("First", "Second"))
    with rig.office.services() as services:
        services.tasks.assign(kim.as_actor(), given, lee.id)
        services.tasks.assign(lee.as_actor(), given, kim.id)
    rig.office.clock.advance(timedelta(minutes=2))
    tell_due(rig.office.database, rig.office.clock)
    seen = digest(rig, kim.email, DigestKind.DAILY_SUMMARY)
    assert "Lee gave you Second" in seen.words.replace("*", "")
    rig.office.clock.advance(timedelta(days=30))
    after = await rig.press(kim, seen.button("task.complete", first), on_message(seen.blocks))
    assert rig.how == "chat.update"
    assert "~First~" in after.words
    assert "Lee gave you Second" in after.words.replace("*", "")
    undone = await rig.press(kim, after.button("operation.undo"), on_message(after.blocks))
    assert "*First*" in undone.words


async def test_a_reminder_can_be_acted_on_where_it_is(sqlite_rig: Rig) -> None:
    rig = sqlite_rig
    kim = rig.office.member()
    task_id = rig.office.task(kim, "Call", reminder_at=rig.office.clock.now() + timedelta(hours=1))
    with rig.office.services() as services:
        shown = Shown(task_alarm, services.task_alarm(AlarmKind.REMINDER, task_id, NOTHING_ACTED))
    drawn = shown.render(Look(kim.as_viewer(), rig.office.clock.now()))
    seen = Seen({"blocks": drawn.blocks, "text": drawn.text})
    after = await rig.press(kim, seen.button("task.complete", task_id), on_message(seen.blocks))
    assert rig.how == "chat.update"
    assert "~Call~" in after.words
    assert after.button("operation.undo")


async def test_a_change_can_be_acted_on_where_it_is_told(sqlite_rig: Rig) -> None:
    rig = sqlite_rig
    kim, lee = rig.office.member("Kim"), rig.office.member("Lee")
    task_id = rig.office.task(kim, "Call")
    with rig.office.services() as services:
        services.tasks.complete(lee.as_actor(), task_id)
        shown = Shown(task_changed, services.news.change(kim.id, task_id, 1))
    drawn = shown.render(Look(kim.as_viewer(), rig.office.clock.now()))
    seen = Seen({"blocks": drawn.blocks, "text": drawn.text})
    after = await rig.press(kim, seen.button("task.reopen", task_id), on_message(seen.blocks))
    assert rig.how == "chat.update"
    assert "Lee changed your task." in after.words
    assert "You reopened this" in after.words


def test_every_message_with_a_task_to_complete_can_be_drawn_anew() -> None:
    eye = Look(Viewer(1, "Sofie", "Europe/Copenhagen", "en_GB"), MONDAY)
    drawn = [(name, one.draw(data, eye)) for name, one in SCREENS.items() for data in one.examples.values()]
    acted_on = {name for name, it in drawn if it.frame is None and '"task.complete|' in json.dumps(it.blocks)}
    assert {str(kind) for kind in DigestKind} <= acted_on <= set(LOADERS)
