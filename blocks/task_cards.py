"""One task: the dialog with all that is known of it and can be done, and the answer after it was made (T3)."""

from blocks import associations, components, task_lines
from blocks.examples import forms
from blocks.kit import elements, escape, limits
from blocks.kit.elements import Element
from blocks.kit.sheet import Sheet
from blocks.screens import Frame, Look, Rendered, screen
from blocks.task_dialogs import PRIORITIES, TYPES
from csbot.domain.screens import ScreenRef
from csbot.domain.summary import TaskLine
from csbot.domain.task_forms import TaskCard
from csbot.domain.tasks import Task
from csbot.i18n import mark

NAME = 80
NOTES = 2_500  # of 3,000, as entities are longer


@screen("task_card", forms.CARDS)
def task_card(data: TaskCard, look: Look) -> Rendered:
    """A dialog without inputs; its buttons change the task, and the place where it was opened."""
    w, task = look.words, data.task
    sheet = Sheet(ScreenRef("task_card"))
    line = TaskLine(task, data.last)
    sheet.section(task_lines.line_text(line, look), task_lines.undo_of(line, look))
    sheet.fields(*(f"*{label}*\n{value}" for label, value in _fields(task, look)))
    associations.draw_about(sheet, data.about, look)
    if task.notes.strip():
        sheet.section(f"*{w.text('Notes')}*\n{escape.paragraphs(task.notes, NOTES)}")
    sheet.context(_made(data, look))
    if not task.is_deleted:
        sheet.actions(*_buttons(task, look))
    if made := link_button(task, look):
        sheet.actions(made)
    frame = Frame(w.text("Task"), w.text("Close"))
    return Rendered(task_lines.line_text(line, look), sheet.blocks, frame)


@screen("task_saved", forms.SAVED)
def task_saved(data: TaskLine, look: Look) -> Rendered:
    """A task alone, as it stands after it was made. Reference: `id` = the task."""
    sheet = Sheet(ScreenRef("task_saved", {"id": str(data.task.id)}))
    text = task_lines.line_text(data, look)
    sheet.section(text, task_lines.undo_of(data, look))
    if not data.task.is_deleted:
        sheet.actions(*task_lines.buttons(data.task, look))
    return Rendered(text, sheet.blocks)


def _fields(task: Task, look: Look) -> list[tuple[str, str]]:
    w = look.words
    nobody, none = w.text("Nobody"), w.text("None")
    reminder = none if task.reminder_at is None else components.moment(task.reminder_at, look)
    return [
        (w.text("Customer"), escape.mrkdwn(task.company.name, NAME) if task.company else none),
        (w.text("Assigned to"), escape.mrkdwn(task.assignee.name, NAME) if task.assignee else nobody),
        (w.text("Due"), components.SEPARATOR.join(components.due(task, look))),
        (w.text("Priority"), w.text(PRIORITIES[task.priority])),
        (w.text("Type"), w.text(TYPES[task.type])),
        (w.text("Reminder"), reminder),
    ]


def _made(data: TaskCard, look: Look) -> str:
    w, when = look.words, components.when(data.created_at, look)
    made = w.text("Created {when}", when=when)
    if data.created_by is not None:
        made = w.text("Created by {name} {when}", name=escape.mrkdwn(data.created_by.name, NAME), when=when)
    number = w.text("Task {number}", number=str(data.task.id))
    return components.SEPARATOR.join([number, made])


def _buttons(task: Task, look: Look) -> list[Element]:
    state = task_lines.state_button(task, look)
    edit = _named(mark("Edit"), mark("Edit: {title}"), "task.edit", task, look)
    assign = _named(mark("Assign"), mark("Assign: {title}"), "task.assign", task, look)
    snooze = _named(mark("Snooze until…"), mark("Snooze until…: {title}"), "task.pick", task, look)
    return [state, edit, assign, *([snooze] if task.is_open else []), _delete(task, look)]


def _delete(task: Task, look: Look) -> Element:
    w = look.words
    title = escape.plain(task.title, 200)
    return elements.confirmed(
        _named(mark("Delete"), mark("Delete: {title}"), "task.delete", task, look),
        w.text("Delete this task?"),
        w.text("“{title}” leaves every list. Undo brings it back for ten minutes.", title=title),
        w.text("Delete"),
        w.text("Keep"),
    )


def _named(text: str, label: str, action: str, task: Task, look: Look) -> Element:
    title = escape.plain(task.title, task_lines.LABEL_TITLE)
    said = look.words.text(text)
    return elements.button(said, action, str(task.id), label=look.words.text(label, title=title))


def link_button(task: Task, look: Look) -> Element | None:
    """Opens the message that the task was made from."""
    if not task.permalink.startswith("https://") or len(task.permalink) > limits.URL:
        return None
    label = look.words.text("Go to the message: {title}", title=escape.plain(task.title, task_lines.LABEL_TITLE))
    return elements.button(look.words.text("Go to the message"), "task.message", url=task.permalink, label=label)
