"""What was understood of a task's free text, and what was not (workspace T3)."""

from datetime import date, datetime

from blocks import components
from blocks.kit import escape
from blocks.kit.sheet import Sheet
from blocks.screens import Look
from csbot.domain.phrases import TITLE_LIMIT, Doubt, Field, Problem
from csbot.domain.task_forms import TaskForm
from csbot.i18n import mark

TYPED = 80
PROBLEMS = {
    (Field.TITLE, Doubt.EMPTY): mark("No title was typed."),
    (Field.TITLE, Doubt.TOO_LONG): mark("The title is longer than {limit} characters: please shorten it."),
    (Field.DUE, Doubt.AMBIGUOUS): mark("“{typed}” can mean {candidates}: please choose."),
    (Field.DUE, Doubt.INVALID_DATE): mark("“{typed}” is not a date: please choose one."),
    (Field.DUE, Doubt.INVALID_TIME): mark("“{typed}” is not a time: please choose one."),
    (Field.DUE, Doubt.PAST): mark("“{typed}” has already passed."),
    (Field.DUE, Doubt.SKIPPED): mark("The clocks skip “{typed}” that day, so the time after it was filled in."),
    (Field.DUE, Doubt.TIME_PASSED): mark("“{typed}” has already passed today, so tomorrow was filled in."),
    (Field.DUE, Doubt.UNREAD): mark("“{typed}” stayed in the title. If it says when, please choose the due date."),
    (Field.DUE, Doubt.IN_TITLE): mark("“{typed}” stayed in the title. If it is the due date, choose it: {candidates}."),
    (Field.PRIORITY, Doubt.UNKNOWN): mark("“{typed}” is not a priority: they are !high, !medium, !low and !none."),
    (Field.PRIORITY, Doubt.SEVERAL): mark("Several priorities were typed, {typed}: please choose one."),
    (Field.ASSIGNEE, Doubt.UNKNOWN): mark("Nobody here is called “{typed}”, so it is assigned to you."),
    (Field.ASSIGNEE, Doubt.SEVERAL): mark("“{typed}” can mean several people: please choose one."),
    (Field.COMPANY, Doubt.UNKNOWN): mark("There is no customer “{typed}”: please choose one, or none."),
    (Field.COMPANY, Doubt.SEVERAL): mark("“{typed}” can mean several customers: please choose one, or none."),
}


def draw_understood(sheet: Sheet, form: TaskForm, look: Look) -> None:
    """One line of what was understood and what was not; nothing where there is neither."""
    w = look.words
    parts = []
    if form.understood:
        pieces = components.SEPARATOR.join(f"*{escape.mrkdwn(piece, TYPED)}*" for piece in form.understood)
        parts.append(w.text("Understood: {what}.", what=pieces))
    if form.problems:
        parts += [f"*{w.text('Please check:')}*", *(problem_text(problem, look) for problem in form.problems)]
    if parts:
        sheet.section(components.one_block([" ".join(parts)]))


def problem_text(problem: Problem, look: Look) -> str:
    """What is doubtful, and what to do."""
    return look.words.text(
        PROBLEMS[problem.field, problem.code],
        typed=escape.mrkdwn(problem.text, TYPED),
        candidates=components.LIST_SEPARATOR.join(candidate(one, look) for one in problem.candidates),
        limit=look.words.number(TITLE_LIMIT),
    )


def candidate(on: date | datetime, look: Look) -> str:
    """A date or an instant in the viewer's zone."""
    return look.words.moment(on) if isinstance(on, datetime) else look.words.full_date(on)
