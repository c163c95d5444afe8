"""Dialogs for tasks: empty, read from text, with every problem, and hostile."""

from dataclasses import replace

from blocks.examples.customers import SHIPS
from blocks.examples.days import (
    ACME,
    CALL,
    DAY,
    DECK,
    EMOJI,
    HOSTILE_TASK,
    HOUR,
    LATE,
    MINUTE,
    RIGHT_TO_LEFT,
    SNOOZED,
    UNDATED,
    did,
)
from blocks.examples.people import ANNA, HOSTILE, KIM, NOW, TODAY
from csbot.domain.operations import Operation, OperationKind
from csbot.domain.phrases import Doubt, Field, Problem
from csbot.domain.summary import TaskLine
from csbot.domain.task_forms import TaskCard, TaskForm
from csbot.domain.tasks import UNDO_FOR, Priority, Task, TaskStatus, TaskType

EMPTY = Task(0, "", assignee=ANNA)
READ = replace(EMPTY, title="call Acme", due_at=NOW + 4 * DAY, priority=Priority.HIGH, assignee=KIM, company=ACME)
EVERY_PROBLEM = (
    Problem(Field.TITLE, Doubt.EMPTY),
    Problem(Field.TITLE, Doubt.TOO_LONG),
    Problem(Field.DUE, Doubt.AMBIGUOUS, "5/6", (TODAY.replace(month=6, day=5), TODAY.replace(month=5, day=6))),
    Problem(Field.DUE, Doubt.INVALID_DATE, "31 feb"),
    Problem(Field.DUE, Doubt.INVALID_TIME, "25:00"),
    Problem(Field.DUE, Doubt.PAST, "yesterday"),
    Problem(Field.DUE, Doubt.TIME_PASSED, "9:00"),
    Problem(Field.DUE, Doubt.IN_TITLE, "friday", (TODAY + 4 * DAY, NOW + 4 * DAY)),
    Problem(Field.DUE, Doubt.SKIPPED, "2:30"),
    Problem(Field.DUE, Doubt.UNREAD, "in 3 *business* days"),
    Problem(Field.PRIORITY, Doubt.UNKNOWN, "!now"),
    Problem(Field.PRIORITY, Doubt.SEVERAL, "!high !low"),
    Problem(Field.ASSIGNEE, Doubt.UNKNOWN, "@*nobody* <!here>"),
    Problem(Field.ASSIGNEE, Doubt.SEVERAL, "@kim"),
    Problem(Field.COMPANY, Doubt.UNKNOWN, "#nowhere"),
    Problem(Field.COMPANY, Doubt.SEVERAL, "acme"),
)
QUOTED = replace(EMPTY, title="Can you send the deck?", notes="Can you send the deck?\nBy Friday.")
QUOTED = replace(QUOTED, permalink="https://fjord.slack.com/archives/C1/p1700000000000100")
WHOLE = replace(
    CALL,
    id=210,
    type=TaskType.CALL,
    reminder_at=NOW + HOUR,
    notes="Ask about\n• seats\n• *the* <!channel> price\n> and more",
    permalink=QUOTED.permalink,
    version=7,
)
LONG = replace(DECK, id=211, assignee=None, notes="A very long note. " * 300)
HARMFUL = replace(HOSTILE_TASK, id=212, notes=HOSTILE_TASK.title * 9, permalink="javascript:alert(1)")

FORMS = {
    "empty": TaskForm(EMPTY),
    "read": TaskForm(READ, ("friday 10:42", "!high", "@kim")),
    "problems": TaskForm(replace(EMPTY, assignee=None), ("tomorrow",), EVERY_PROBLEM),
    "hostile": TaskForm(replace(HARMFUL, id=0), ("*x* <!here>",)),
    "right_to_left": TaskForm(replace(RIGHT_TO_LEFT, id=0), ("\u202e x",), passed=TODAY - 60 * DAY),
    "from_message": TaskForm(QUOTED),
    "another": TaskForm(EMPTY, created=CALL, another=True, turn=2),
    "another_hostile": TaskForm(EMPTY, created=HOSTILE_TASK, another=True, turn=1),
    "about": TaskForm(EMPTY, ref="custom_1:80", name="*Ægir* <!here>"),
    "edit": TaskForm(WHOLE),
    "edit_passed": TaskForm(WHOLE, passed=TODAY - 60 * DAY),
    "edit_long": TaskForm(LONG),
}
TASKS = {
    "open": CALL,
    "snoozed": SNOOZED,
    "nobodys": LONG,
    "hostile": HOSTILE_TASK,
}
DONE = replace(LATE, id=213, status=TaskStatus.COMPLETED, completed_at=NOW - DAY, completed_by=KIM)
DELETED = did(replace(CALL, id=214), OperationKind.DELETE)
CREATED = Operation(9001, OperationKind.CREATE, ANNA.id, ANNA.name, NOW - MINUTE, NOW - MINUTE + UNDO_FOR, answers=True)

CARDS = {
    "whole": TaskCard(WHOLE, NOW - 3 * DAY, KIM),
    "long": TaskCard(LONG, NOW - DAY, ANNA),
    "bare": TaskCard(UNDATED, NOW - DAY),
    "done": TaskCard(DONE, NOW - 2 * DAY, ANNA),
    "just_edited": TaskCard(did(replace(CALL, id=215), OperationKind.EDIT).task, NOW - DAY, KIM, CREATED),
    "deleted": TaskCard(DELETED.task, NOW - DAY, KIM, DELETED.operation),
    "hostile": TaskCard(HARMFUL, NOW - HOUR, HOSTILE),
    "emoji": TaskCard(EMOJI, NOW - HOUR, ANNA),
    "about": TaskCard(UNDATED, NOW - HOUR, ANNA, about=SHIPS),
}
SAVED = {
    "created": TaskLine(replace(CALL, id=216), CREATED),
    "later": TaskLine(replace(CALL, id=216), replace(CREATED, undo_until=NOW)),
    "undone": TaskLine(replace(DELETED.task, id=217), Operation(9002, OperationKind.UNDO, 1, ANNA.name, NOW - MINUTE)),
    "deleted_once": TaskLine(DELETED.task),
    "hostile": TaskLine(HOSTILE_TASK, replace(CREATED, actor_id=HOSTILE.id, actor_name=HOSTILE.name)),
}
