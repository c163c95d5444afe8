"""What others did to the viewer's tasks: direct messages (workspace T11)."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from blocks import components, task_lines
from blocks.examples import news
from blocks.history import pieces
from blocks.kit import elements, escape
from blocks.kit.sheet import Sheet
from blocks.own_settings import settings_button
from blocks.screens import Look, Rendered, screen
from blocks.task_dialogs import PRIORITIES, TYPES
from csbot.domain.news import Assignment, ChangedField, FieldChange, NewsList, TaskNews
from csbot.domain.preferences import Event
from csbot.domain.screens import ScreenRef
from csbot.domain.tasks import Priority, TaskStatus, TaskType, TaskView
from csbot.i18n import mark

NAME = 80
NAMES = 3
FIELDS = {
    ChangedField.TITLE: mark("Title"),
    ChangedField.ASSIGNEE: mark("Assigned to"),
    ChangedField.DUE: mark("Due"),
    ChangedField.PRIORITY: mark("Priority"),
    ChangedField.TYPE: mark("Type"),
    ChangedField.COMPANY: mark("Customer"),
    ChangedField.REMINDER: mark("Reminder"),
    ChangedField.SNOOZE: mark("Snoozed until"),
}


@screen("task_assigned", news.ASSIGNMENTS)
def task_assigned(data: Assignment, look: Look) -> Rendered:
    """Reference: `id` = the task, `by` = who gave it."""
    sheet = Sheet(ScreenRef("task_assigned", {"id": str(data.line.task.id), "by": str(data.by_id)}))
    said = look.words.text("{name} gave you a task.", name=names([data.by], look))
    sheet.section(said)
    task_lines.draw_line(sheet, data.line, look)
    return Rendered(f"{said} {task_lines.line_text(data.line, look)}", sheet.blocks)


@screen("task_changed", news.CHANGES)
def task_changed(data: TaskNews, look: Look) -> Rendered:
    """Reference: `id` = the task, `v` = the version that the viewer knew, `u` = the one that is told."""
    args = {"id": str(data.line.task.id), "v": str(data.since), "u": str(data.until)}
    sheet = Sheet(ScreenRef("task_changed", args))
    said = look.words.text("{name} changed your task.", name=names(data.by, look))
    rows = [f"• {text}" for text in changed_texts(data, look)]
    sheet.section("\n".join([said, *rows]))
    task_lines.draw_line(sheet, data.line, look)
    return Rendered(" ".join([said, *rows, task_lines.line_text(data.line, look)]), sheet.blocks)


@screen("news_list", news.LISTS)
def news_list(data: NewsList, look: Look) -> Rendered:
    """Many tasks at once: the first ones by title, and the way to all."""
    w, sheet, by = look.words, Sheet(ScreenRef("news_list")), names(data.by, look)
    if data.event is Event.TASK_ASSIGNED:
        said = w.plural("{name} gave you {n} task.", "{name} gave you {n} tasks.", data.count, name=by)
    else:
        said = w.plural("{name} changed {n} of your tasks.", "{name} changed {n} of your tasks.", data.count, name=by)
    rows = [f"• {task_lines.about(task, look)}" for task in data.tasks]
    more = data.count - len(data.tasks)
    if more > 0:
        rows.append(w.plural("… and {n} more", "… and {n} more", more))
    for text in pieces([said, *rows]):  # ten long titles are more than a block holds
        sheet.section(text)
    sheet.actions(elements.button(w.text("View your tasks"), "tasks.list", str(TaskView.OPEN)), settings_button(look))
    return Rendered(" ".join([said, *rows]), sheet.blocks)


def names(by: Sequence[str], look: Look) -> str:
    """ "Kim", "Kim, Lee"; somebody whose name is not known."""
    shown = [escape.mrkdwn(name, NAME) for name in by[:NAMES] if name]
    return components.LIST_SEPARATOR.join(shown) or look.words.text("Somebody")


def changed_texts(data: TaskNews, look: Look) -> list[str]:
    """ "Due: Mon, Mar 2 → Tue, Mar 3", one for each field."""
    return [_text(change, data, look) for change in data.changes]


def _text(change: FieldChange, data: TaskNews, look: Look) -> str:
    w = look.words
    if change.field is ChangedField.STATUS:
        return w.text("Completed") if change.new is TaskStatus.COMPLETED else w.text("Reopened")
    if change.field is ChangedField.DELETED:
        return w.text("Restored") if change.new is None else w.text("Deleted")
    if change.field is ChangedField.NOTES:
        return w.text("The notes are new")
    old, new = (_value(change.field, value, data, look) for value in (change.old, change.new))
    return w.text("{field}: {old} → {new}", field=w.text(FIELDS[change.field]), old=old, new=new)


def _value(field: ChangedField, value: Any, data: TaskNews, look: Look) -> str:
    w = look.words
    if value is None:
        return w.text("Nobody") if field is ChangedField.ASSIGNEE else w.text("None")
    if isinstance(value, Priority):
        return w.text(PRIORITIES[value])
    if isinstance(value, TaskType):
        return w.text(TYPES[value])
    if field is ChangedField.ASSIGNEE:
        return w.text("you") if value == look.viewer.member_id else escape.mrkdwn(data.people.get(value, ""), NAME)
    if field is ChangedField.COMPANY:
        return escape.mrkdwn(data.companies.get(value, ""), NAME)
    if isinstance(value, datetime):
        return w.moment(value)
    return w.date(value) if isinstance(value, date) else escape.mrkdwn(str(value))
