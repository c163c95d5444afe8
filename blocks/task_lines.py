"""A task on a screen: one line of text and its buttons, the same on every screen (workspace T8-T10, U3)."""

from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from itertools import islice

from blocks import components
from blocks.kit import elements, escape, limits
from blocks.kit.elements import Element
from blocks.kit.sheet import Sheet
from blocks.screens import Look
from csbot.domain.operations import Operation
from csbot.domain.screens import Acted
from csbot.domain.summary import TaskLine
from csbot.domain.tasks import Priority, Snooze, Task, TaskView, snooze_choices, snooze_until
from csbot.i18n import mark, words

VIEW_TITLES = {
    TaskView.TODAY: mark("Due today"),
    TaskView.OVERDUE: mark("Overdue"),
    TaskView.TOMORROW: mark("Due tomorrow"),
    TaskView.UPCOMING: mark("Upcoming"),
    TaskView.OPEN: mark("All open"),
    TaskView.DONE: mark("All completed"),
}
EMPTY_VIEWS = {
    TaskView.TODAY: mark("Nothing is due today."),
    TaskView.OVERDUE: mark("Nothing is overdue."),
    TaskView.TOMORROW: mark("Nothing is due tomorrow."),
    TaskView.UPCOMING: mark("Nothing is due after tomorrow."),
    TaskView.OPEN: mark("No task is open."),
    TaskView.DONE: mark("No task has been completed yet."),
}
PRIORITIES = {
    Priority.HIGH: mark("High priority"),
    Priority.MEDIUM: mark("Medium priority"),
    Priority.LOW: mark("Low priority"),
}
SNOOZES = {
    Snooze.HOUR: mark("Snooze 1 hour, until {time}"),
    Snooze.AFTERNOON: mark("Snooze until this afternoon, {time}"),
    Snooze.TOMORROW: mark("Snooze until tomorrow, {time}"),
    Snooze.MONDAY: mark("Snooze until {moment}"),
}
PICK = "pick"  # the choice that asks for a moment
LABEL_TITLE = 50
FALLBACK_TITLE = 60
FALLBACK_TITLES = 5


def draw_line(sheet: Sheet, line: TaskLine, look: Look) -> None:
    """The text with Undo beside it while that is possible, or with a row of buttons below: one block or two."""
    sheet.section(line_text(line, look), undo_of(line, look))
    if cost(line, look) > 1:
        sheet.actions(*buttons(line.task, look))


def cost(line: TaskLine, look: Look) -> int:
    """How many blocks `draw_line` takes."""
    return 1 if line.task.is_deleted or undo_of(line, look) else 2


def fit(groups: Sequence[Sequence[TaskLine]], acted: Acted, room: int, look: Look) -> list[list[TaskLine]]:
    """The lines that `room` blocks can hold, per group: first the oldest of those just acted on give way, then
    the last ones of the fullest group; never the one acted on last. A group that gave some away needs one more
    block to say so.
    """
    kept = [list(group) for group in groups]
    aged = [(group, line) for i in acted.ids[:-1] for group in kept for line in group if line.task.id == i]
    while _room_taken(kept, groups, look) > room:
        group, line = aged.pop(0) if aged else _last_of_fullest(kept, acted)
        group.remove(line)
    return kept


def _last_of_fullest(kept: list[list[TaskLine]], acted: Acted) -> tuple[list[TaskLine], TaskLine]:
    group = max(kept, key=len)
    return group, next(line for line in reversed(group) if line.task.id not in acted.ids[-1:])


def _room_taken(kept: Sequence[Sequence[TaskLine]], groups: Sequence[Sequence[TaskLine]], look: Look) -> int:
    notes = sum(len(some) < len(every) for some, every in zip(kept, groups, strict=True))
    return notes + sum(cost(line, look) for group in kept for line in group)


def line_text(line: TaskLine, look: Look) -> str:
    """Title and company, then when it is due and what stands out, then what was just done to it."""
    task, title = line.task, escape.mrkdwn(line.task.title) or look.words.text("(no title)")
    rows = [f"*{title}*" if task.is_open else f"~{title}~"]
    if task.company is not None:
        rows[0] += f" — {escape.mrkdwn(task.company.name, 80)}"
    if task.is_open:
        rows.append(components.SEPARATOR.join(facts(task, look)))
    if line.operation is not None:
        rows.append(components.who_did(line.operation, look))
    elif task.is_deleted:
        rows.append(look.words.text("Deleted"))
    elif not task.is_open:
        rows.append(components.who_completed(task, look))
    return "\n".join(rows)


def about(task: Task, look: Look) -> str:
    """Title and company of a task that a dialog is about."""
    title = f"*{escape.mrkdwn(task.title) or look.words.text('(no title)')}*"
    return title if task.company is None else f"{title} — {escape.mrkdwn(task.company.name, 80)}"


def facts(task: Task, look: Look) -> list[str]:
    """When it is due and what stands out."""
    found = components.due(task, look)
    if task.priority in PRIORITIES:
        found.append(look.words.text(PRIORITIES[task.priority]))
    if task.snoozed_until is not None and task.is_snoozed(look.now):
        found.append(look.words.text("Snoozed until {until}", until=components.until(task.snoozed_until, look)))
    if task.assignee is None:
        found.append(look.words.text("Unassigned"))
    elif task.assignee.id != look.viewer.member_id:
        found.append(look.words.text("Assigned to {name}", name=escape.mrkdwn(task.assignee.name, 80)))
    return found


def undo_of(line: TaskLine, look: Look) -> Element | None:
    """Undo of the last thing done, while it is possible."""
    if line.operation is None or not line.operation.offers_undo(look.now):
        return None
    return undo_button(line.operation, line.task, look)


def undo_button(operation: Operation, task: Task, look: Look) -> Element:
    """Undoes one operation on one task (workspace T8); value `operation id:task id`."""
    label = look.words.text("Undo: {title}", title=escape.plain(task.title, LABEL_TITLE))
    return elements.button(look.words.text("Undo"), "operation.undo", f"{operation.id}:{task.id}", label=label)


def buttons(task: Task, look: Look) -> tuple[Element, ...]:
    """Complete, Open and the choices for snoozing; Reopen and Open for a completed task."""
    opening = open_button(task, look)
    if not task.is_open:
        return state_button(task, look), opening
    choices = _snoozes(look.viewer.locale, look.viewer.tz, look.now.replace(second=0, microsecond=0))
    snoozes = [{"text": text, "value": f"{choice}:{task.id}"} for choice, text in choices]
    return state_button(task, look), opening, elements.overflow("task.snooze", snoozes)


def new_button(look: Look, about: str = "") -> Element:
    """Opens the dialog for a new task, about a customer or a custom record if there is one: its number or reference."""
    text = look.words.text("New task")
    return elements.button(text, "task.new", about, label=f"{text}: {look.words.text('opens a dialog')}")


def state_button(task: Task, look: Look) -> Element:
    """Complete or Reopen."""
    title = escape.plain(task.title, LABEL_TITLE)
    if task.is_open:
        label = look.words.text("Complete: {title}", title=title)
        return elements.button(look.words.text("Complete"), "task.complete", str(task.id), label=label)
    label = look.words.text("Reopen: {title}", title=title)
    return elements.button(look.words.text("Reopen"), "task.reopen", str(task.id), label=label)


def open_button(task: Task, look: Look) -> Element:
    """Opens the task with all that can be done to it."""
    label = look.words.text("Open: {title}", title=escape.plain(task.title, LABEL_TITLE))
    return elements.button(look.words.text("Open"), "task.open", str(task.id), label=label)


@lru_cache(maxsize=128)
def _snoozes(locale: str, tz: str, minute: datetime) -> tuple[tuple[str, Element], ...]:
    """What can be chosen in that minute, and its text; the same for every line, and for everybody there."""
    w = words(locale, tz)
    ends: dict[datetime, Snooze] = {}
    for choice in snooze_choices(minute, tz):
        ends.setdefault(snooze_until(choice, minute, tz), choice)  # on a Sunday, tomorrow is next Monday
    texts = [
        (str(choice), w.text(SNOOZES[choice], time=w.time(at), moment=w.moment(at))) for at, choice in ends.items()
    ]
    texts.append((PICK, w.text("Snooze until…")))
    return tuple((choice, elements.plain_text(text, limits.OPTION_TEXT)) for choice, text in texts)


def in_view(line: TaskLine, view: TaskView) -> bool:
    """Whether a line still belongs to what `count` counts, rather than staying only because it was acted on."""
    return not line.task.is_deleted and line.task.is_open is not (view is TaskView.DONE)


def titles(lines: Sequence[TaskLine], look: Look) -> str:
    """The first titles for a fallback text: "Call Acme, Renewal call and 3 more"."""
    shown = [escape.mrkdwn(line.task.title, FALLBACK_TITLE) for line in islice(lines, FALLBACK_TITLES)]
    text = components.LIST_SEPARATOR.join(shown)
    more = len(lines) - len(shown)
    return look.words.plural("{titles} and {n} more", "{titles} and {n} more", more, titles=text) if more else text


def draw_dropped(sheet: Sheet, n: int, look: Look) -> None:
    """Says how many lines did not fit, if any."""
    if n:
        sheet.context(look.words.plural("… and {n} more", "… and {n} more", n))
