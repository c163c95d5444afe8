"""What others did to the viewer's tasks, or to those of people that they listen to: direct messages (T11, N3)."""

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
from csbot.domain.calendar import local_date
from csbot.domain.news import OWNER, Assignment, ChangedField, FieldChange, NewsList, TaskNews
from csbot.domain.preferences import Event
from csbot.domain.screens import ScreenRef
from csbot.domain.tasks import Named, Priority, TaskStatus, TaskType, TaskView
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
    """Reference: `id` = the task, `by` = who gave it, `o` = to whom, if not to the viewer."""
    args = {"id": str(data.line.task.id), "by": str(data.by_id), **_owner_args(data.owner)}
    sheet, by = Sheet(ScreenRef("task_assigned", args)), names([data.by], look)
    said = look.words.text("{name} gave you a task.", name=by)
    if data.owner is not None and data.owner.id == data.by_id:
        said = look.words.text("{name} took a task.", name=by)
    elif data.owner is not None:
        said = look.words.text("{name} gave {owner} a task.", name=by, owner=names([data.owner.name], look))
    sheet.section(said)
    task_lines.draw_line(sheet, data.line, look)
    return Rendered(f"{said} {task_lines.line_text(data.line, look)}", sheet.blocks)


@screen("task_changed", news.CHANGES)
def task_changed(data: TaskNews, look: Look) -> Rendered:
    """Reference: `id` = the task, `v` = the version that the viewer knew, `u` = the one that is told, `o` = whose task,
    if not the viewer's.
    """
    args = {"id": str(data.line.task.id), "v": str(data.since), "u": str(data.until), **_owner_args(data.owner)}
    sheet, by = Sheet(ScreenRef("task_changed", args)), names(data.by, look)
    said = look.words.text("{name} changed your task.", name=by)
    if data.owner is not None and data.by == (data.owner.name,):
        said = look.words.text("{name} changed their own task.", name=by)
    elif data.owner is not None:
        said = look.words.text("{name} changed {owner}'s task.", name=by, owner=names([data.owner.name], look))
    rows = [f"• {text}" for text in changed_texts(data, look)]
    sheet.section("\n".join([said, *rows]))
    task_lines.draw_line(sheet, data.line, look)
    return Rendered(" ".join([said, *rows, task_lines.line_text(data.line, look)]), sheet.blocks)


@screen("news_list", news.LISTS)
def news_list(data: NewsList, look: Look) -> Rendered:
    """Many tasks at once: the first ones by title, and the way to all."""
    w, sheet, said = look.words, Sheet(ScreenRef("news_list")), _list_said(data, look)
    rows = [f"• {task_lines.about(task, look)}" for task in data.tasks]
    more = data.count - len(data.tasks)
    if more > 0:
        rows.append(w.plural("… and {n} more", "… and {n} more", more))
    for text in pieces([said, *rows]):  # ten long titles are more than a block holds
        sheet.section(text)
    view = elements.button(w.text("View your tasks"), "tasks.list", str(TaskView.OPEN))
    sheet.actions(*([view] if data.is_own else []), settings_button(look))
    return Rendered(" ".join([said, *rows]), sheet.blocks)


def _list_said(data: NewsList, look: Look) -> str:
    w, n, by = look.words, data.count, names(data.by, look)
    if data.event is Event.TASK_ASSIGNED:
        if data.is_own:
            return w.plural("{name} gave you {n} task.", "{name} gave you {n} tasks.", n, name=by)
        return w.plural("{name} gave {n} task to others.", "{name} gave {n} tasks to others.", n, name=by)
    if data.is_own:
        return w.plural("{name} changed {n} of your tasks.", "{name} changed {n} of your tasks.", n, name=by)
    return w.plural("{name} changed {n} task of others.", "{name} changed {n} tasks of others.", n, name=by)


def _owner_args(owner: Named | None) -> dict[str, str]:
    return {} if owner is None else {OWNER: str(owner.id)}


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
        return components.moment(value, look)
    if isinstance(value, date):
        return w.date(value) if value.year == local_date(look.now, look.viewer.tz).year else w.full_date(value)
    return escape.mrkdwn(str(value))
