"""Task lines, the Summary and the lists: what they say and which buttons they have (workspace T8-T10, U3)."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from blocks.components import DONE_BY_ME, DONE_BY_OTHERS
from blocks.examples import days
from blocks.examples.people import ANNA, KIM, NOW, TODAY, look
from blocks.kit.sheet import Sheet
from blocks.summary import summary
from blocks.task_lines import EMPTY_VIEWS, PRIORITIES, SNOOZES, VIEW_TITLES, cost, draw_line, line_text
from blocks.tasks import tasks
from csbot.domain.operations import OperationKind
from csbot.domain.screens import Acted, ScreenRef
from csbot.domain.summary import Cursor, TaskLine, TaskPage, read_cursor
from csbot.domain.tasks import Priority, Snooze, Task, TaskView

ANNAS = look("en_GB")
DAY = timedelta(days=1)
TEN_MINUTES = timedelta(minutes=10)


def said(task: Task) -> str:
    return line_text(TaskLine(task), ANNAS)


def buttons(line: TaskLine, now: datetime = NOW) -> list[tuple[str, str]]:
    sheet = Sheet(ScreenRef("tasks"))
    draw_line(sheet, line, replace(ANNAS, now=now))
    found: list[dict[str, Any]] = [
        e for block in sheet.blocks for e in (block.get("accessory"), *block.get("elements", ())) if e
    ]
    return [(e["action_id"].split("|")[0], e.get("value", "")) for e in found]


@pytest.mark.parametrize(
    ("days_ahead", "phrase"),
    [
        (0, "Due today"),
        (1, "Due tomorrow"),
        (-1, "Due yesterday · 1 day overdue"),
        (-3, "Due Fri 20 Nov · 3 days overdue"),
        (4, "Due Fri 27 Nov"),
        (60, "Due Fri, 22 Jan 2027"),
    ],
)
def test_due_dates_in_the_viewers_words(days_ahead: int, phrase: str) -> None:
    assert said(Task(1, "Call", due_on=TODAY + days_ahead * DAY, assignee=ANNA)) == f"*Call*\n{phrase}"


def test_a_time_is_in_the_viewers_zone() -> None:
    assert "Due today at 15:42" in said(replace(days.CALL, due_at=NOW + timedelta(hours=5)))


def test_t10_a_task_whose_hour_has_passed_is_marked_late_in_words() -> None:
    assert "Due today at 09:42 · late" in said(days.LATE)
    assert "late" not in said(days.CALL)


def test_the_assignee_is_named_unless_it_is_the_viewer() -> None:
    assert "Anna" not in said(days.DECK)
    assert "Assigned to Kim Larsen" in said(replace(days.DECK, assignee=KIM))
    assert "Unassigned" in said(replace(days.DECK, assignee=None))


def test_t9_a_snoozed_task_says_until_when() -> None:
    assert "Snoozed until Tue 24 Nov, 10:42" in said(days.SNOOZED)
    assert "Snoozed" not in said(replace(days.SNOOZED, snoozed_until=NOW))


def test_who_did_what_and_when_is_told_to_oneself_and_to_others() -> None:
    mine, kims = days.did(days.CALL, OperationKind.COMPLETE), days.did(days.CALL, OperationKind.COMPLETE, KIM)
    assert line_text(mine, ANNAS).endswith("You completed this at 10:41")
    assert line_text(kims, ANNAS).endswith("Completed by Kim Larsen at 10:41")
    assert line_text(kims, ANNAS).startswith("~Call Acme about renewal~")


def test_an_open_task_can_be_completed_or_snoozed() -> None:
    assert buttons(TaskLine(days.CALL)) == [("task.complete", "101"), ("task.open", "101"), ("task.snooze", "")]


def test_a_completed_task_can_be_reopened_or_opened_and_a_deleted_one_brought_back() -> None:
    done = days.did(days.CALL, OperationKind.COMPLETE, ago=TEN_MINUTES)
    assert buttons(done) == [("task.reopen", "101"), ("task.open", "101")]
    deleted = days.did(days.CALL, OperationKind.DELETE)
    assert buttons(deleted) == [("operation.undo", "7101:101")]
    assert buttons(deleted, NOW + TEN_MINUTES) == []
    assert "You deleted this" in line_text(deleted, ANNAS)


def test_t9_the_afternoon_is_offered_while_it_lies_ahead() -> None:
    sheet = Sheet(ScreenRef("tasks"))
    draw_line(sheet, TaskLine(days.CALL), ANNAS)
    values = [option["value"] for option in sheet.blocks[1]["elements"][2]["options"]]
    assert values == ["hour:101", "afternoon:101", "tomorrow:101", "monday:101", "pick:101"]
    draw_line(sheet, TaskLine(days.CALL), replace(ANNAS, now=NOW + timedelta(hours=6)))
    values = [option["value"] for option in sheet.blocks[3]["elements"][2]["options"]]
    assert values == ["hour:101", "tomorrow:101", "monday:101", "pick:101"]


def test_t9_two_choices_that_mean_the_same_moment_are_offered_once() -> None:
    sunday = NOW + timedelta(days=6 - TODAY.weekday(), hours=6)
    sheet = Sheet(ScreenRef("tasks"))
    draw_line(sheet, TaskLine(days.CALL), replace(ANNAS, now=sunday))
    values = [option["value"] for option in sheet.blocks[1]["elements"][2]["options"]]
    assert values == ["hour:101", "tomorrow:101", "pick:101"]


@pytest.mark.parametrize("kind", [OperationKind.COMPLETE, OperationKind.SNOOZE, OperationKind.REOPEN])
def test_t8_undo_is_offered_for_ten_minutes(kind: OperationKind) -> None:
    line = days.did(days.CALL, kind, ago=timedelta())
    assert buttons(line) == [("operation.undo", "7101:101")]
    later = buttons(line, NOW + TEN_MINUTES)
    assert later[0] == ("task.reopen" if kind is OperationKind.COMPLETE else "task.complete", "101")


def test_what_a_line_costs_is_what_it_draws() -> None:
    for line in (*days.ACTED_LINES, TaskLine(days.CALL)):
        sheet = Sheet(ScreenRef("tasks"))
        draw_line(sheet, line, ANNAS)
        assert cost(line, ANNAS) == len(sheet.blocks)


@pytest.mark.parametrize("rows", [5, 12, 40])
@pytest.mark.parametrize("kind", list(OperationKind))
def test_the_worst_case_fits_and_says_what_was_left_out(rows: int, kind: OperationKind) -> None:
    acted = tuple(days.did(line.task, kind) for line in days.series(9_000_000, Acted.KEPT))
    views = (TaskView.OVERDUE, TaskView.TODAY, TaskView.TOMORROW)
    sections = [days.section(v, *days.series(10_000 * i, rows), *acted, count=999) for i, v in enumerate(views)]
    day = replace(days.NOTHING, sections=tuple(sections), acted=Acted(tuple(line.task.id for line in acted)))
    blocks = summary.draw(day, ANNAS).blocks
    lines = sum(len(section.lines) for section in sections)
    drawn = sum("~Check" in str(block) or "*Check" in str(block) for block in blocks)
    dropped = sum(int(block["elements"][0]["text"].split()[2]) for block in blocks if "… and" in str(block))
    assert len(blocks) <= 48
    assert drawn + dropped == lines


def test_the_task_acted_on_last_stays_when_room_is_short() -> None:
    last = days.TWELVE_ACTED[-1].task
    page = replace(days.PAGES["fullest"], lines=(*days.series(1, 30), *days.TWELVE_ACTED))
    assert f"*{last.title}*" in str(tasks.draw(page, ANNAS).blocks)


def test_a_list_remembers_view_place_and_what_was_acted_on() -> None:
    page = TaskPage(TaskView.OPEN, 9, 1, days.lines(days.CALL), Cursor(NOW, 7), acted=Acted((3, 101)))
    ref = tasks.draw(page, ANNAS).blocks[0]["block_id"].split("|")[1]
    assert ref == f"v=open&c={Cursor(NOW, 7)}&a=3,101"


def test_paging_carries_the_neighbours_cursors() -> None:
    row = tasks.draw(days.PAGES["middle"], ANNAS).blocks[-1]["elements"]
    assert [e["action_id"].split("|")[0] for e in row] == [
        *("tasks.page", "tasks.page", "tasks.refresh", "summary.show", "task.new")
    ]
    assert row[0]["value"] == "-"
    assert read_cursor(row[1]["value"]) == days.NEXT


def test_view_all_is_offered_when_a_section_holds_more() -> None:
    headings = [b for b in summary.draw(days.SUMMARIES["many"], ANNAS).blocks if b["type"] == "section"]
    offered = {b["text"]["text"]: b["accessory"]["value"] for b in headings if "accessory" in b}
    assert offered == {"*Due today* (12)": "today"}


def test_a1_the_summary_opens_home_where_it_is_not_home() -> None:
    with_link, at_home = days.SUMMARIES["nothing"], days.SUMMARIES["all_done"]
    assert summary.draw(with_link, ANNAS).blocks[-1]["elements"][-1]["url"] == days.HOME_URL
    assert "slack://" not in str(summary.draw(at_home, ANNAS).blocks)


def test_every_value_has_its_words() -> None:
    assert set(VIEW_TITLES) == set(EMPTY_VIEWS) == set(TaskView)
    assert set(PRIORITIES) == set(Priority) - {Priority.NONE}
    assert set(SNOOZES) == set(Snooze)
    assert set(DONE_BY_ME) == set(DONE_BY_OTHERS) == set(OperationKind)
