"""Days and pages of tasks: none, one, many, hostile names, and every state a task can be in."""

from dataclasses import replace
from datetime import timedelta

from blocks.examples.people import ANNA, HOSTILE, KIM, NOW, TODAY
from blocks.examples.views import FULL_CARDS, ON_SUMMARY
from csbot.domain.meetings import Meeting
from csbot.domain.operations import Operation, OperationKind
from csbot.domain.screens import Acted
from csbot.domain.summary import Cursor, Progress, Summary, TaskLine, TaskPage, TaskSection
from csbot.domain.tasks import UNDO_FOR, Named, Priority, Task, TaskStatus, TaskView
from csbot.domain.view_cards import Cards

HOME_URL = "slack://app?team=T1&id=A1&tab=home"
ACME = Named(900, "Acme Corp")
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)

CALL = Task(101, "Call Acme about renewal", due_at=NOW + 5 * HOUR, assignee=ANNA, company=ACME, priority=Priority.HIGH)
DECK = Task(102, "Send the QBR deck", due_on=TODAY, assignee=ANNA, company=Named(901, "Globex"))
LATE = Task(103, "Ask for the signed contract", due_at=NOW - HOUR, assignee=ANNA, priority=Priority.MEDIUM)
OVERDUE = Task(104, "Follow up on churn risk", due_on=TODAY - 3 * DAY, assignee=ANNA, company=ACME)
LAST_YEAR = Task(105, "Archive the old plan", due_on=TODAY.replace(year=2025), assignee=None, priority=Priority.LOW)
UNDATED = Task(106, "Tidy the playbook", assignee=KIM)
SNOOZED = replace(DECK, id=107, title="Prepare the onboarding call", snoozed_until=NOW + DAY)
HOSTILE_TASK = Task(
    108,
    "*bold* _it_ ~s~ `x`\n> quote <!channel> <https://evil.example|here> & :fire: 👩‍👩‍👧‍👦 " + "very long " * 40,
    due_on=TODAY - DAY,
    assignee=HOSTILE,
    company=Named(902, "<b>R&D</b> *Ltd*"),
)
RIGHT_TO_LEFT = Task(109, "פגישה עם הלקוח \u202eevil", due_on=TODAY, assignee=ANNA, company=Named(903, "شركة المثال"))
EMOJI = Task(110, "🎉" * 120, due_on=TODAY, assignee=ANNA)


def did(task: Task, kind: OperationKind, by: Named = ANNA, ago: timedelta = MINUTE) -> TaskLine:
    """A task on which somebody just acted, with the state that this left."""
    at = NOW - ago
    if kind is OperationKind.COMPLETE:
        task = replace(task, status=TaskStatus.COMPLETED, completed_at=at, completed_by=by)
    if kind is OperationKind.DELETE:
        task = replace(task, archived_at=at)
    if kind is OperationKind.SNOOZE:
        task = replace(task, snoozed_until=NOW + DAY)
    until = None if kind is OperationKind.UNDO else at + UNDO_FOR
    return TaskLine(task, Operation(7000 + task.id, kind, by.id, by.name, at, until, answers=True))


def lines(*tasks: Task) -> tuple[TaskLine, ...]:
    return tuple(TaskLine(task) for task in tasks)


def series(first_id: int, n: int, title: str = "Check in with customer") -> tuple[TaskLine, ...]:
    """Many tasks of today."""
    return lines(*(Task(first_id + i, f"{title} {i + 1}", due_on=TODAY, assignee=ANNA) for i in range(n)))


def day(
    overdue: TaskSection, today: TaskSection, tomorrow: TaskSection, done: int = 0, acted: tuple[int, ...] = ()
) -> Summary:
    progress = Progress(done, done + overdue.count + today.count)
    return Summary(TODAY, progress, (overdue, today, tomorrow), Acted(acted), HOME_URL)


def section(view: TaskView, *found: TaskLine, count: int | None = None) -> TaskSection:
    return TaskSection(view, len(found) if count is None else count, found)


ACTED_LINES = (
    did(OVERDUE, OperationKind.COMPLETE),
    did(replace(DECK, id=112), OperationKind.COMPLETE, KIM, 11 * MINUTE),
    did(CALL, OperationKind.SNOOZE),
    did(LATE, OperationKind.REOPEN, HOSTILE),
    did(replace(DECK, id=111), OperationKind.UNDO),
)
TWELVE_ACTED = tuple(did(line.task, OperationKind.UNDO) for line in series(1_000_001, Acted.KEPT, "Acted on"))

ONE = day(section(TaskView.OVERDUE), section(TaskView.TODAY, *lines(CALL)), section(TaskView.TOMORROW))
STATES = day(
    section(TaskView.OVERDUE, ACTED_LINES[0], *lines(LAST_YEAR), count=1),
    section(TaskView.TODAY, *ACTED_LINES[1:], *lines(DECK), count=3),
    section(TaskView.TOMORROW),
    done=3,
    acted=(104, 112, 101, 103, 111),
)
NOTHING = day(section(TaskView.OVERDUE), section(TaskView.TODAY), section(TaskView.TOMORROW))
FULLEST = day(
    section(TaskView.OVERDUE, *series(2_000_001, 5), *TWELVE_ACTED[:6], count=1234),
    section(TaskView.TODAY, *series(2_000_101, 5), *TWELVE_ACTED[6:], count=57),
    section(TaskView.TOMORROW, *series(2_000_201, 5), count=6),
    done=2,
    acted=tuple(line.task.id for line in TWELVE_ACTED),
)
MEETINGS = (
    Meeting(50, "Stand-up", NOW - HOUR, NOW - HOUR / 2, ANNA, None, "Room 3"),
    Meeting(51, "Quarterly review", NOW + HOUR, NOW + 2 * HOUR, ANNA, ACME, "", "https://meet.example/acme"),
    Meeting(52, "*R&D* <!channel>", NOW + 2 * HOUR, None, ANNA, Named(902, "<b>R&D</b> *Ltd*"), "", "javascript:x"),
    Meeting(53, "Call with Globex", NOW + 6 * HOUR, NOW + 7 * HOUR, ANNA, None, "", "https://meet.example/globex"),
)
SUMMARIES = {
    "nothing": NOTHING,
    "all_done": replace(NOTHING, progress=Progress(4, 4), home_url=""),
    "one": ONE,
    "many": day(
        section(TaskView.OVERDUE, *lines(OVERDUE, LAST_YEAR), count=2),
        section(TaskView.TODAY, *lines(LATE, CALL, DECK), *series(201, 2), count=12),
        section(TaskView.TOMORROW, *series(301, 1)),
        done=3,
    ),
    "hostile": day(
        section(TaskView.OVERDUE, *lines(HOSTILE_TASK)),
        section(TaskView.TODAY, *lines(RIGHT_TO_LEFT, EMOJI)),
        section(TaskView.TOMORROW),
    ),
    "acted": STATES,
    "fullest": FULLEST,
    "scheduled": replace(ONE, meetings=MEETINGS, timed=(LATE, CALL)),
    "cards": replace(ONE, cards=ON_SUMMARY),
    "no_cards_by_manager": replace(NOTHING, cards=Cards(manages=True)),
    "fullest_cards": replace(FULLEST, meetings=MEETINGS * 2, timed=(LATE, CALL), cards=FULL_CARDS),
    "fullest_scheduled": replace(FULLEST, meetings=MEETINGS * 2, timed=(LATE, CALL, *(HOSTILE_TASK,) * 6)),
}
HERE, NEXT = Cursor(NOW - DAY, 2000), Cursor(NOW, 2010)
PAGES = {
    **{f"empty_{view}": TaskPage(view, 0, 1, ()) for view in TaskView},
    "one": TaskPage(TaskView.TODAY, 1, 1, lines(CALL)),
    "first": TaskPage(TaskView.TODAY, 57, 1, series(401, 10), later=NEXT),
    "middle": TaskPage(TaskView.OPEN, 1257, 11, lines(CALL, LATE, OVERDUE, UNDATED, SNOOZED), HERE, True, None, NEXT),
    "last": TaskPage(TaskView.OVERDUE, 21, 21, lines(OVERDUE), NEXT, True, HERE),
    "emptied": TaskPage(TaskView.OVERDUE, 20, 21, (), NEXT, True, HERE),
    "all_acted": TaskPage(TaskView.TODAY, 10, 11, ACTED_LINES[:2], NEXT, True, HERE, acted=Acted((104, 112))),
    "hostile": TaskPage(TaskView.TODAY, 3, 1, lines(HOSTILE_TASK, RIGHT_TO_LEFT, EMOJI)),
    "acted": TaskPage(TaskView.TODAY, 3, 1, ACTED_LINES, acted=Acted((104, 112, 101, 103, 111))),
    "done": TaskPage(
        TaskView.DONE,
        2,
        1,
        (
            TaskLine(did(OVERDUE, OperationKind.COMPLETE, KIM, 2 * DAY).task),
            TaskLine(replace(DECK, status=TaskStatus.COMPLETED, completed_at=NOW - 3 * HOUR)),
        ),
    ),
    "fullest": TaskPage(
        TaskView.TODAY,
        1000,
        11,
        (*series(2_000_001, 10), *TWELVE_ACTED),
        HERE,
        True,
        None,
        NEXT,
        Acted(tuple(line.task.id for line in TWELVE_ACTED)),
    ),
}
