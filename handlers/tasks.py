"""Tasks: lists, and the buttons on each (workspace T2, T8-T10, U3)."""

from blocks.notices import notice
from blocks.screens import Shown
from blocks.task_lines import PICK
from blocks.tasks import BEGINNING, tasks
from csbot.domain.help import HelpTopic
from csbot.domain.notices import Already
from csbot.domain.permissions import Permission
from csbot.domain.summary import TaskPage, read_cursor
from csbot.domain.tasks import Snooze, TaskView
from csbot.i18n import mark
from csbot.services.container import Services
from csbot.services.tasks import Outcome
from handlers.args import choice, number, option, pair
from handlers.calls import Call, PlaceKind
from handlers.outcomes import pressed
from handlers.redraw import Redrawing, redraw, redraws
from handlers.replies import Ephemeral, Replace, Reply
from handlers.routes import command, reads, writes
from handlers.task_cards import ask_moment

TASKS = HelpTopic(
    word="tasks",
    usage="/cs tasks [today|overdue|tomorrow|upcoming|open|done]",
    summary=mark("Your tasks, page by page."),
    details=(
        mark("Without a word: all open ones, by due date."),
        mark("Dates are those of your own time zone; a task whose hour has passed today is marked late."),
    ),
    examples=("/cs tasks", "/cs tasks overdue", "/cs tasks done"),
)


@command(TASKS, Permission.USE)
def list_tasks(call: Call, services: Services) -> Reply:
    """`/cs tasks [view]`."""
    view = option(call.incoming.text, TaskView, TaskView.OPEN, "tasks")
    return Ephemeral(Shown(tasks, services.summary.page(call.viewer, view)))


@reads("tasks.list", Permission.USE)
def switch_view(call: Call, services: Services) -> Reply:
    """`View all` on the Summary answers beside it; the list's own select changes the list."""
    view = choice(call.value, TaskView)
    page = Shown(tasks, services.summary.page(call.viewer, view))
    on_list = call.incoming.ref is not None and call.incoming.ref.name == tasks.name
    return Replace(page) if on_list or call.place.kind is PlaceKind.HOME else Ephemeral(page)


@reads("tasks.page", Permission.USE)
def turn_page(call: Call, services: Services) -> Reply:
    """Earlier and Later."""
    ref = call.incoming.ref
    view = choice(ref.args.get("v", "") if ref else "", TaskView)
    here = None if call.value == BEGINNING else read_cursor(call.value)
    return Replace(Shown(tasks, services.summary.page(call.viewer, view, here)))


@reads("tasks.refresh", Permission.USE)
def refresh(call: Call, services: Services) -> Reply:
    """The list as it is now."""
    return Replace(redraw(call, services))


@writes("task.complete", Permission.EDIT)
def complete(call: Call, services: Services) -> Reply:
    """Complete; a second press says who did."""
    return outcome(call, services, services.tasks.complete(call.actor, number(call.value)))


@writes("task.reopen", Permission.EDIT)
def reopen(call: Call, services: Services) -> Reply:
    """Open again; a second press says that it is open."""
    return outcome(call, services, services.tasks.reopen(call.actor, number(call.value)))


@writes("task.snooze", Permission.EDIT)
def snooze(call: Call, services: Services) -> Reply:
    """Hide until the chosen moment in the viewer's zone, or ask for the moment."""
    word, task_id = pair(call.value)
    if word == PICK:
        return ask_moment(call, services, task_id)
    until = choice(word, Snooze)
    return outcome(call, services, services.tasks.snooze(call.actor, task_id, until, call.viewer.tz))


def outcome(call: Call, services: Services, done: Outcome) -> Reply:
    """Where it was pressed, with the task and what was done to it."""
    return pressed(call, services, done.task.id, Shown(notice, Already(done.task)) if done.already else None)


@redraws("tasks", Permission.USE)
def load_tasks(drawing: Redrawing, services: Services) -> Shown[TaskPage]:
    view = choice(drawing.args.get("v", ""), TaskView)
    cursor = drawing.args.get("c")
    here = None if cursor is None else read_cursor(cursor)
    return Shown(tasks, services.summary.page(drawing.viewer, view, here, drawing.acted, drawing.actor))
