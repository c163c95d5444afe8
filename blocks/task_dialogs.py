"""The dialogs that create, edit, assign and snooze tasks (workspace T1, T3, T9, C9)."""

from datetime import date, datetime

from blocks import components, task_lines
from blocks.examples import forms
from blocks.kit import elements, escape, inputs, limits
from blocks.kit.elements import Element
from blocks.kit.sheet import Sheet
from blocks.screens import Frame, Look, Rendered, screen
from blocks.task_phrases import draw_understood
from csbot.domain.calendar import local
from csbot.domain.screens import ScreenRef
from csbot.domain.task_forms import NOTES_SHOWN, TaskField, TaskForm, shown_notes, tidy
from csbot.domain.tasks import Named, Priority, Task, TaskType
from csbot.i18n import mark

TYPES = {TaskType.TODO: mark("To-do"), TaskType.CALL: mark("Call"), TaskType.EMAIL: mark("E-mail")}
PRIORITIES = {
    Priority.NONE: mark("None"),
    Priority.LOW: mark("Low"),
    Priority.MEDIUM: mark("Medium"),
    Priority.HIGH: mark("High"),
}
NOBODY = "0"
COMPANIES = "company.options"
PEOPLE = "member.options"


@screen("task_form", forms.FORMS)
def task_form(data: TaskForm, look: Look) -> Rendered:
    """Creates a task, or edits one.

    Carries `p` = permalink, `n` = the next turn, `r` = the custom record that it is about, `d` = the due date that has
    passed and was asked about; when editing `t` = task, `v` = the version it was shown at.
    """
    sheet = Sheet(ScreenRef("task_form"), data.turn)
    if data.created is not None:
        sheet.section(created_text(data.created, look))
    if data.ref:
        name = escape.mrkdwn(data.name) or look.words.text("(no name)")
        sheet.section(look.words.text("About {record}", record=f"*{name}*"))
    draw_understood(sheet, data, look)
    if data.passed is not None:
        sheet.section(passed_text(data.passed, bool(data.task.id), look))
    _draw_what(sheet, data.task, look)
    _draw_when(sheet, data.task, look)
    _draw_rest(sheet, data.task, look)
    frame = _edit_frame(data, look) if data.task.id else _create_frame(data, look)
    if not data.task.id:
        another = [elements.option(look.words.text("Create and add another"), TaskField.ANOTHER.value)]
        ticked = inputs.ticked("task.another", another, [TaskField.ANOTHER] if data.another else [])
        sheet.input(TaskField.ANOTHER, look.words.text("After that"), ticked, optional=True)
    return Rendered(frame.title, sheet.blocks, frame)


def created_text(task: Task, look: Look) -> str:
    """ "Created “Call Acme” · Due tomorrow · Assigned to Kim"."""
    said = look.words.text("Created “{title}”", title=escape.mrkdwn(task.title))
    return components.SEPARATOR.join([said, *task_lines.facts(task, look)])


def passed_text(passed: date, known: bool, look: Look) -> str:
    """What a second press does with a due date that has passed."""
    w, day = look.words, look.words.full_date(passed)
    if known:
        return w.text("{day} has passed. Nothing was saved yet. Press *Save* again to keep that due date.", day=day)
    return w.text("{day} has passed. Nothing was saved yet. Press *Create* again to keep that due date.", day=day)


def _create_frame(data: TaskForm, look: Look) -> Frame:
    w = look.words
    close = w.text("Done") if data.created else w.text("Cancel")
    args = {"p": data.task.permalink, "n": str(data.turn + 1)} | ({"r": data.ref} if data.ref else {})
    args |= _agreed(data)
    return Frame(w.text("New task"), close, w.text("Create"), "task.create", args)


def _edit_frame(data: TaskForm, look: Look) -> Frame:
    w = look.words
    args = {"t": str(data.task.id), "v": str(data.task.version)} | _agreed(data)
    return Frame(w.text("Edit task"), w.text("Cancel"), w.text("Save"), "task.save", args)


def _agreed(data: TaskForm) -> dict[str, str]:
    return {} if data.passed is None else {"d": data.passed.isoformat()}


def _draw_what(sheet: Sheet, task: Task, look: Look) -> None:
    w = look.words
    sheet.input(TaskField.TITLE, w.text("Title"), inputs.typed("task.title", tidy(task.title)))
    company = inputs.searched(COMPANIES, w.text("Type a name"), _chosen(task.company))
    sheet.input(TaskField.COMPANY, w.text("Customer"), company, optional=True)


def _draw_when(sheet: Sheet, task: Task, look: Look) -> None:
    w, tz = look.words, look.viewer.tz
    at = None if task.due_at is None else local(task.due_at, tz).time()
    sheet.input(TaskField.DUE_ON, w.text("Due date"), inputs.day("task.due_on", task.due_date(tz)), optional=True)
    sheet.input(TaskField.DUE_TIME, w.text("Due time"), inputs.clock("task.due_time", tz, at), optional=True)


def _draw_rest(sheet: Sheet, task: Task, look: Look) -> None:
    w = look.words
    sheet.input(TaskField.ASSIGNEE, w.text("Assigned to"), _people(task.assignee, bool(task.id), look))
    priorities = [elements.option(w.text(text), str(one)) for one, text in PRIORITIES.items()]
    chosen = elements.select("task.priority", w.text("Priority"), priorities, str(task.priority))
    sheet.input(TaskField.PRIORITY, w.text("Priority"), chosen)
    types = [elements.option(w.text(text), str(one)) for one, text in TYPES.items()]
    sheet.input(TaskField.TYPE, w.text("Type"), elements.select("task.type", w.text("Type"), types, str(task.type)))
    reminder = inputs.moment("task.reminder", _seconds(task.reminder_at))
    sheet.input(TaskField.REMINDER, w.text("Reminder"), reminder, optional=True)
    more = len(task.notes) - NOTES_SHOWN
    hint = w.plural("{n} more character is kept.", "{n} more characters are kept.", more) if more > 0 else ""
    notes = inputs.typed("task.notes", shown_notes(task.notes), lines=True)
    sheet.input(TaskField.NOTES, w.text("Notes"), notes, hint=hint, optional=True)


def _people(assignee: Named | None, known: bool, look: Look) -> Element:
    """Somebody must be chosen; "Nobody" is a choice, and what a task has that is known to have nobody."""
    nobody = elements.option(look.words.text("Nobody"), NOBODY) if known else None
    return inputs.searched(PEOPLE, look.words.text("Type a name"), _chosen(assignee) or nobody)


def _chosen(named: Named | None) -> Element | None:
    return None if named is None else elements.option(escape.plain(named.name, limits.OPTION_TEXT), str(named.id))


def _seconds(at: datetime | None) -> int | None:
    return None if at is None else int(at.timestamp()) // 60 * 60


@screen("task_assign", forms.TASKS)
def task_assign(data: Task, look: Look) -> Rendered:
    """Chooses who does a task."""
    w, sheet = look.words, Sheet(ScreenRef("task_assign"))
    sheet.section(task_lines.about(data, look))
    sheet.input(TaskField.ASSIGNEE, w.text("Assigned to"), _people(data.assignee, True, look))
    frame = Frame(w.text("Assign task"), w.text("Cancel"), w.text("Assign"), "task.give", {"t": str(data.id)})
    return Rendered(frame.title, sheet.blocks, frame)


@screen("task_snooze", forms.TASKS)
def task_snooze(data: Task, look: Look) -> Rendered:
    """Chooses until when a task sleeps."""
    w, sheet = look.words, Sheet(ScreenRef("task_snooze"))
    sheet.section(task_lines.about(data, look))
    until = inputs.moment("task.until", _seconds(data.snoozed_until) if data.is_snoozed(look.now) else None)
    hint = w.text("Until then it is hidden from your day and from digests; the due date stays.")
    sheet.input(TaskField.UNTIL, w.text("Snooze until"), until, hint=hint)
    frame = Frame(w.text("Snooze task"), w.text("Cancel"), w.text("Snooze"), "task.sleep", {"t": str(data.id)})
    return Rendered(frame.title, sheet.blocks, frame)
