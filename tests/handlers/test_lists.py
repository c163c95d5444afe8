"""`/cs tasks`, its paging and its select, `/cs help` and "did you mean" (workspace T2, T10)."""

from datetime import UTC, date, datetime, timedelta
from html import unescape
from typing import Any

import pytest

from csbot.domain.members import Member
from csbot.domain.tasks import TaskStatus
from handlers.routes import topics
from tests.builders import MONDAY
from tests.handlers.rig import Rig, Seen
from tests.slack_requests import on_ephemeral, on_home, on_message

TODAY = date(2026, 3, 2)
DAY = timedelta(days=1)
VIEWS = {
    "today": {"Today by date", "Today, late"},
    "overdue": {"Yesterday"},
    "tomorrow": {"Tomorrow, early"},
    "upcoming": {"Next month"},
    "open": {"Today by date", "Today, late", "Yesterday", "Tomorrow, early", "Next month", "Some day", "Asleep"},
    "done": {"Done"},
}


def one_of_each(rig: Rig) -> Member:
    kim = rig.office.member()  # Copenhagen, UTC+1
    rows: list[dict[str, Any]] = [
        {"title": "Today by date", "due_on": TODAY},
        {"title": "Today, late", "due_at": MONDAY - timedelta(minutes=1)},
        {"title": "Yesterday", "due_at": datetime(2026, 3, 1, 22, 59, tzinfo=UTC)},
        {"title": "Tomorrow, early", "due_at": datetime(2026, 3, 2, 23, 0, tzinfo=UTC)},
        {"title": "Next month", "due_on": date(2026, 4, 1)},
        {"title": "Some day"},
        {"title": "Asleep", "snoozed_until": MONDAY + DAY},
        {"title": "Done", "status": TaskStatus.COMPLETED, "completed_at": MONDAY},
    ]
    rig.office.tasks(kim, rows)
    return kim


def titles(seen: Seen) -> list[str]:
    """The titles of the tasks on a screen, in order."""
    sections = [block["text"]["text"] for block in seen.blocks if block["type"] == "section"]
    return [text.partition("\n")[0].strip("*~") for text in sections]


@pytest.mark.parametrize("word", ["", *VIEWS, "OVERDUE"])
async def test_each_view_holds_its_own(sqlite_rig: Rig, word: str) -> None:
    kim = one_of_each(sqlite_rig)
    seen = await sqlite_rig.type(kim, f"tasks {word}".strip())
    assert set(titles(seen)) == VIEWS[word.lower() or "open"]
    assert f"({len(VIEWS[word.lower() or 'open'])})" in seen.words


@pytest.mark.parametrize("place", [on_ephemeral(), on_home([]), on_message([])])
async def test_the_select_changes_the_list_in_its_place(sqlite_rig: Rig, place: dict[str, Any]) -> None:
    kim = one_of_each(sqlite_rig)
    seen = await sqlite_rig.type(kim, "tasks")
    after = await sqlite_rig.press(kim, seen.option("tasks.list", "done"), place)
    assert titles(after) == ["Done"]
    assert after.body.get("replace_original", True) is True


async def test_view_all_on_the_summary_answers_beside_it(sqlite_rig: Rig) -> None:
    kim = sqlite_rig.office.member()
    sqlite_rig.office.tasks(kim, [{"title": f"Task {n}", "due_on": TODAY} for n in range(7)])
    seen = await sqlite_rig.type(kim, "today")
    assert len(seen.elements("task.complete")) == 5
    after = await sqlite_rig.press(kim, seen.button("tasks.list", "today"), on_ephemeral())
    assert titles(after) == [f"Task {n}" for n in range(7)]
    assert after.body["replace_original"] is False


async def turn(rig: Rig, who: Member, seen: Seen, label: str) -> Seen | None:
    """Press Earlier or Later; None where there is none."""
    found = [one for one in seen.elements("tasks.page") if one["text"]["text"] == label]
    if not found:
        return None
    pressed = seen.button("tasks.page", found[0]["value"])
    return await rig.press(who, pressed, on_ephemeral())


async def test_paging_visits_every_task_once_there_and_back(rig: Rig) -> None:
    kim = rig.office.member()
    rows = [{"title": f"Task {n:02}", "due_on": TODAY + n // 7 * DAY} for n in range(25)]
    rig.office.tasks(kim, rows)
    page: Seen | None = await rig.type(kim, "tasks")
    pages: list[Seen] = []
    while page is not None:
        pages.append(page)
        page = await turn(rig, kim, page, "Later")
    assert [len(titles(one)) for one in pages] == [10, 10, 5]
    assert [title for one in pages for title in titles(one)] == [row["title"] for row in rows]
    assert "11–20 of 25" in pages[1].words
    back = pages[-1]
    for expected in reversed(pages[:-1]):
        earlier = await turn(rig, kim, back, "Earlier")
        assert earlier is not None
        back = earlier
        assert titles(back) == titles(expected)
    assert await turn(rig, kim, back, "Earlier") is None


async def test_completing_on_a_later_page_stays_there_and_nothing_is_skipped(sqlite_rig: Rig) -> None:
    rig = sqlite_rig
    kim = rig.office.member()
    rig.office.tasks(kim, [{"title": f"Task {n:02}", "due_on": TODAY} for n in range(25)])
    first = await rig.type(kim, "tasks")
    second = await turn(rig, kim, first, "Later")
    assert second is not None
    for button in (first.elements("task.complete")[0], second.elements("task.complete")[9]):
        second = await rig.press(kim, second.button("task.complete") | {"value": button["value"]}, on_ephemeral())
    third = await turn(rig, kim, second, "Later")
    assert third is not None
    left = [*titles(first)[1:], *(t for t in titles(second) if t not in ("Task 00", "Task 19")), *titles(third)]
    assert sorted({*left}) == [f"Task {n:02}" for n in range(25) if n not in (0, 19)]


async def test_a_page_that_emptied_shows_the_one_before_it(sqlite_rig: Rig) -> None:
    kim = sqlite_rig.office.member()
    ids = sqlite_rig.office.tasks(kim, [{"title": f"Task {n:02}", "due_on": TODAY} for n in range(11)])
    later = await turn(sqlite_rig, kim, await sqlite_rig.type(kim, "tasks"), "Later")
    assert later is not None
    with sqlite_rig.office.services() as services:
        services.tasks.complete(kim.as_actor(), ids[-1])
    after = await sqlite_rig.press(kim, later.button("tasks.refresh"), on_ephemeral())
    assert len(titles(after)) == 10


async def test_an_unknown_view_is_told_what_there_is_and_offers_the_nearest(sqlite_rig: Rig) -> None:
    kim = one_of_each(sqlite_rig)
    seen = await sqlite_rig.type(kim, "tasks overdu")
    assert "Did you mean `/cs tasks overdue`?" in seen.words
    after = await sqlite_rig.press(kim, seen.button("command.run"), on_ephemeral())
    assert titles(after) == ["Yesterday"]


async def test_what_stands_behind_a_mistyped_command_is_kept(sqlite_rig: Rig) -> None:
    kim = sqlite_rig.office.member()
    seen = await sqlite_rig.type(kim, "taks overdue")
    assert seen.button("command.run")["value"] == "tasks overdue"
    long = await sqlite_rig.type(kim, f"taks {'x' * 2000}")
    assert long.button("command.run")["value"] == "tasks"


async def test_a_mistyped_command_offers_the_one_meant_and_runs_it_when_pressed(sqlite_rig: Rig) -> None:
    kim = one_of_each(sqlite_rig)
    seen = await sqlite_rig.type(kim, "tsks")
    assert "There is no command `/cs tsks`" in seen.words
    assert "Did you mean `/cs tasks`?" in seen.words
    after = await sqlite_rig.press(kim, seen.button("command.run"), on_ephemeral())
    assert set(titles(after)) == VIEWS["open"]


@pytest.mark.parametrize("typed", ["xyzzy", "<!channel>", "*bold*", "`", "a" * 3000, "ø" * 500])
async def test_what_nobody_means_is_said_harmlessly(sqlite_rig: Rig, typed: str) -> None:
    kim = sqlite_rig.office.member()
    seen = await sqlite_rig.type(kim, typed)
    assert "/cs help" in seen.words
    assert "<!channel>" not in seen.words + seen.body["text"]
    assert seen.elements("command.run") == []


@pytest.mark.parametrize("text", ["tasks\noverdue", "tasks   overdue", "tasks\u00a0overdue", "\ttasks overdue"])
async def test_any_white_space_ends_a_word(sqlite_rig: Rig, text: str) -> None:
    kim = one_of_each(sqlite_rig)
    assert titles(await sqlite_rig.type(kim, text)) == ["Yesterday"]


async def test_help_lists_every_command_and_tells_more_of_one(sqlite_rig: Rig) -> None:
    kim = sqlite_rig.office.member()
    listed = (await sqlite_rig.type(kim, "help")).words
    for topic in topics():
        assert topic.usage.partition(" <")[0] in listed
        one = unescape((await sqlite_rig.type(kim, f"help {topic.word}")).words)
        assert all(example in one for example in topic.examples)
        assert all(detail in one for detail in topic.details), "signs of filters stand as they are typed"
    assert "`city:*aar*`" in (await sqlite_rig.type(kim, "help customers")).words, (
        "a star of a filter makes nothing bold"
    )


async def test_help_on_nothing_offers_the_nearest_and_lists_all(sqlite_rig: Rig) -> None:
    kim = sqlite_rig.office.member()
    seen = await sqlite_rig.type(kim, "help taks")
    assert "There is no help on `taks`" in seen.words
    after = await sqlite_rig.press(kim, seen.button("command.run"), on_ephemeral())
    assert "late" in after.words
