"""Answers in one sentence, which stand above the screen that was acted on."""

from blocks import components, task_lines
from blocks.examples import answers
from blocks.kit import escape
from blocks.kit.sheet import Sheet
from blocks.screens import Look, Rendered, screen
from blocks.task_dialogs import created_text
from csbot.domain.notices import Already, AlreadyUndone, Created, Notice
from csbot.domain.screens import ScreenRef
from csbot.domain.tasks import Task


@screen("notice", answers.NOTICES)
def notice(data: Notice, look: Look) -> Rendered:
    """One section, for which every screen leaves room; pressed on a screen, its button counts as the screen's."""
    sheet = Sheet(ScreenRef("notice"))
    if isinstance(data, Created):
        text, undo = created_text(data.line.task, look), task_lines.undo_of(data.line, look)
    else:
        text, undo = _already(data.task, look) if isinstance(data, Already) else _already_undone(data, look), None
    sheet.section(text, undo)
    return Rendered(text, sheet.blocks)


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
