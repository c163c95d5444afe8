"""Answers in one sentence; above a screen, alone, or as the Home of somebody without access."""

from blocks import components, task_lines
from blocks.denials import explain
from blocks.examples import answers
from blocks.kit import escape
from blocks.kit.sheet import Sheet
from blocks.screens import Look, Rendered, screen
from csbot.domain.notices import Already, AlreadyUndone, Denied, Done, Notice
from csbot.domain.screens import ScreenRef
from csbot.domain.tasks import Task


@screen("notice", answers.NOTICES)
def notice(data: Notice, look: Look) -> Rendered:
    """One section, so that it fits above any screen."""
    sheet, text, button = Sheet(ScreenRef("notice")), _text(data, look), None
    if isinstance(data, Done) and data.line.operation and data.line.operation.can_be_undone(look.now):
        button = task_lines.undo_button(data.line.operation, data.line.task, look)
    sheet.section(text, button)
    return Rendered(text, sheet.blocks)


def _text(data: Notice, look: Look) -> str:
    match data:
        case Already():
            return _already(data.task, look)
        case AlreadyUndone():
            return _already_undone(data, look)
        case Done():
            said = components.who_did(data.line.operation, look) if data.line.operation else ""
            return f"“{escape.mrkdwn(data.line.task.title)}”: {said}."
        case Denied():
            return explain(data.denial, data.ask, look.words)


def _already(task: Task, look: Look) -> str:
    w, title = look.words, escape.mrkdwn(task.title)
    if task.snoozed_until is not None and task.is_snoozed(look.now):
        until = components.until(task.snoozed_until, look)
        return w.text("“{title}” is already snoozed until {until}. Nothing was changed.", title=title, until=until)
    if task.is_open:
        return w.text("“{title}” is already open. Nothing was changed.", title=title)
    if task.completed_at is None:
        return w.text("“{title}” is already completed. Nothing was changed.", title=title)
    when = components.when(task.completed_at, look)
    if task.completed_by is None:
        return w.text("“{title}” was already completed {when}. Nothing was changed.", title=title, when=when)
    if task.completed_by.id == look.viewer.member_id:
        return w.text("You already completed “{title}” {when}. Nothing was changed.", title=title, when=when)
    by = escape.mrkdwn(task.completed_by.name, 80)
    return w.text(
        "“{title}” was already completed by {name} {when}. Nothing was changed.", title=title, name=by, when=when
    )


def _already_undone(data: AlreadyUndone, look: Look) -> str:
    if data.operation.undone_at is None:
        return look.words.text("This was already undone. Nothing was changed.")
    when = components.when(data.operation.undone_at, look)
    return look.words.text("This was already undone {when}. Nothing was changed.", when=when)
