"""What somebody else made of a property while a dialog was open (workspace C9)."""

from collections.abc import Mapping
from typing import Any

from blocks.kit import escape
from blocks.task_dialogs import PRIORITIES, TYPES
from csbot.domain.task_forms import TaskField
from csbot.domain.tasks import Task
from csbot.i18n import Words

SHOWN = 80


def changed_sentence(params: Mapping[str, Any], words: Words) -> str:
    """Who changed it to what and when, and what can be done."""
    return words.text(
        "{name} changed this to “{value}” ({moment}), after you opened this. Nothing was saved. Enter the same to keep "
        "it, or close this and edit again to replace it.",
        name=escape.mrkdwn(str(params["by"]), SHOWN) or words.text("Somebody"),
        value=_value(TaskField(params["field"]), params["task"], words),
        moment=words.moment(params["at"]),
    )


def _value(field: TaskField, task: Task, words: Words) -> str:
    named = {TaskField.COMPANY: task.company, TaskField.ASSIGNEE: task.assignee}
    if field in named:
        found = named[field]
        return escape.mrkdwn(found.name, SHOWN) if found else words.text("nothing")
    texts = {
        TaskField.TITLE: escape.mrkdwn(task.title, SHOWN),
        TaskField.DUE_ON: _due(task, words),
        TaskField.TYPE: words.text(TYPES[task.type]),
        TaskField.PRIORITY: words.text(PRIORITIES[task.priority]),
        TaskField.REMINDER: words.moment(task.reminder_at) if task.reminder_at else "",
        TaskField.NOTES: escape.mrkdwn(task.notes, SHOWN),
    }
    return texts[field] or words.text("nothing")


def _due(task: Task, words: Words) -> str:
    if task.due_at is not None:
        return words.moment(task.due_at)
    return "" if task.due_on is None else words.full_date(task.due_on)
