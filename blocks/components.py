"""Phrases that several screens share: when something was or is due, and who did what."""

from collections.abc import Sequence
from datetime import datetime

from blocks.kit import escape, limits
from blocks.screens import Look
from csbot.domain.calendar import local_date
from csbot.domain.operations import Operation, OperationKind
from csbot.domain.tasks import Task
from csbot.i18n import mark

SEPARATOR = " · "
LIST_SEPARATOR = ", "

DONE_BY_ME = {
    OperationKind.CREATE: mark("You created this {when}"),
    OperationKind.EDIT: mark("You edited this {when}"),
    OperationKind.ASSIGN: mark("You assigned this {when}"),
    OperationKind.DELETE: mark("You deleted this {when}"),
    OperationKind.COMPLETE: mark("You completed this {when}"),
    OperationKind.REOPEN: mark("You reopened this {when}"),
    OperationKind.SNOOZE: mark("You snoozed this {when}"),
    OperationKind.LOG: mark("You logged something {when}"),
    OperationKind.EDIT_LOG: mark("You edited a log {when}"),
    OperationKind.DELETE_LOG: mark("You deleted a log {when}"),
    OperationKind.ASSOCIATE: mark("You added an associated record {when}"),
    OperationKind.PART: mark("You removed an associated record {when}"),
    OperationKind.IMPORT: mark("You imported this {when}"),
    OperationKind.UNDO: mark("You undid the last change {when}"),
}
DONE_BY_OTHERS = {
    OperationKind.CREATE: mark("Created by {name} {when}"),
    OperationKind.EDIT: mark("Edited by {name} {when}"),
    OperationKind.ASSIGN: mark("Assigned by {name} {when}"),
    OperationKind.DELETE: mark("Deleted by {name} {when}"),
    OperationKind.COMPLETE: mark("Completed by {name} {when}"),
    OperationKind.REOPEN: mark("Reopened by {name} {when}"),
    OperationKind.SNOOZE: mark("Snoozed by {name} {when}"),
    OperationKind.LOG: mark("Something was logged by {name} {when}"),
    OperationKind.EDIT_LOG: mark("A log was edited by {name} {when}"),
    OperationKind.DELETE_LOG: mark("A log was deleted by {name} {when}"),
    OperationKind.ASSOCIATE: mark("Associated record added by {name} {when}"),
    OperationKind.PART: mark("Associated record removed by {name} {when}"),
    OperationKind.IMPORT: mark("Imported by {name} {when}"),
    OperationKind.UNDO: mark("Last change undone by {name} {when}"),
}


def when(at: datetime, look: Look) -> str:
    """ "at 10:42", or with the date when that is not the viewer's today."""
    if _is_today(at, look):
        return look.words.text("at {time}", time=look.words.time(at))
    return look.words.text("on {moment}", moment=moment(at, look))


def until(at: datetime, look: Look) -> str:
    """ "10:42", or with the date when that is not the viewer's today."""
    return look.words.time(at) if _is_today(at, look) else moment(at, look)


def moment(at: datetime, look: Look) -> str:
    """ "Mon 23 Nov, 10:42", with the year where it is not the viewer's own."""
    is_this_year = local_date(at, look.viewer.tz).year == local_date(look.now, look.viewer.tz).year
    return look.words.moment(at) if is_this_year else look.words.full_moment(at)


def who_did(operation: Operation, look: Look) -> str:
    """ "You completed this at 10:42", "Completed by Kim on …"."""
    if operation.actor_id == look.viewer.member_id:
        return look.words.text(DONE_BY_ME[operation.kind], when=when(operation.at, look))
    name = escape.mrkdwn(operation.actor_name) or look.words.text("somebody")
    return look.words.text(DONE_BY_OTHERS[operation.kind], name=name, when=when(operation.at, look))


def who_completed(task: Task, look: Look) -> str:
    """Who completed a task and when, as far as that is known."""
    if task.completed_at is None:
        return look.words.text("Completed")
    if task.completed_by is None:
        return look.words.text("Completed {when}", when=when(task.completed_at, look))
    done = Operation(0, OperationKind.COMPLETE, task.completed_by.id, task.completed_by.name, task.completed_at)
    return who_did(done, look)


def one_block(lines: Sequence[str]) -> str:
    """Lines of mrkdwn for one section; where it cannot hold them the long ones end earlier, between two words."""
    text = "\n".join(lines)
    if len(text) <= limits.SECTION_TEXT:
        return text
    room = limits.SECTION_TEXT // len(lines) - len("…\n")
    return "\n".join(line if len(line) <= room else line[:room].rpartition(" ")[0] + "…" for line in lines)


def due(task: Task, look: Look) -> list[str]:
    """When a task is due in the viewer's words and zone, and whether it is late (workspace T10)."""
    w, on = look.words, task.due_date(look.viewer.tz)
    if on is None:
        return [w.text("No due date")]
    today = local_date(look.now, look.viewer.tz)
    days = (on - today).days
    date = w.date(on) if on.year == today.year else w.full_date(on)
    time = "" if task.due_at is None else w.time(task.due_at)
    phrases = [_due_phrase(days, date, time, look)]
    if task.is_open and days < 0:
        phrases.append(w.plural("{n} day overdue", "{n} days overdue", -days))
    elif task.is_late(look.now):
        phrases.append(w.text("late"))
    return phrases


def _due_phrase(days: int, date: str, time: str, look: Look) -> str:
    w = look.words
    if days == 0:
        return w.text("Due today at {time}", time=time) if time else w.text("Due today")
    if days == 1:
        return w.text("Due tomorrow at {time}", time=time) if time else w.text("Due tomorrow")
    if days == -1:
        return w.text("Due yesterday at {time}", time=time) if time else w.text("Due yesterday")
    return w.text("Due {date} at {time}", date=date, time=time) if time else w.text("Due {date}", date=date)


def _is_today(at: datetime, look: Look) -> bool:
    return local_date(at, look.viewer.tz) == local_date(look.now, look.viewer.tz)
