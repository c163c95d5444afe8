"""Tasks: lists, and the buttons on each (workspace T2, T8-T10, U3)."""

from blocks.notices import notice
from blocks.screens import Shown
from blocks.task_lines import PICK, VIEW_TITLES
from blocks.tasks import BEGINNING, tasks
from csbot.domain.errors import OthersTasks, UnknownOption
from csbot.domain.filters.text.chunks import visible
from csbot.domain.help import HelpTopic
from csbot.domain.notices import Already
from csbot.domain.permissions import Permission
from csbot.domain.properties import PROPERTIES, word_key
from csbot.domain.records import ObjectType
from csbot.domain.summary import TaskPage, read_cursor
from csbot.domain.tasks import Snooze, TaskView, bare_words, views_by_word
from csbot.i18n import mark, words
from csbot.services.container import Services
from csbot.services.tasks import Outcome
from handlers.args import choice, nearest, number, pair
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


ASSIGNED = frozenset(
    word_key(word)
    for one in PROPERTIES[ObjectType.TASK]
    if one.column == "owner_id"
    for word in (one.name, *one.aliases)
)
OWN = frozenset({"me", "mig", "mij"})


@command(TASKS, Permission.USE)
def list_tasks(call: Call, services: Services) -> Reply:
    """`/cs tasks [view]`."""
    view = view_meant(call, own_only(call, services, visible(call.incoming.text_by_id)))
    return Ephemeral(Shown(tasks, services.summary.page(call.viewer, view)))


def own_only(call: Call, services: Services, text: str) -> str:
    """The text without whose tasks are asked for; raises `OthersTasks` where they are not the viewer's own."""
    typed = text.split()
    for place, word in enumerate(typed):
        key, colon, value = word.replace("=", ":").partition(":")
        is_key = bool(colon) and word_key(key) in ASSIGNED
        if not is_key and not word.startswith(("@", "<@")):
            continue
        said = [value if is_key else word, *typed[place + 1 :]]
        said = said if said[0] else said[1:]
        for size in (len(said), 1):
            name = " ".join(said[:size]).strip('"')
            if name.removeprefix("@").casefold() in OWN or _is_viewer(call, services, name):
                return " ".join([*typed[:place], *said[size:]])
        raise OthersTasks(name=" ".join(said).strip('"'))
    return text


def _is_viewer(call: Call, services: Services, name: str) -> bool:
    return [one.id for one in services.assignees.named(name)] == [call.viewer.member_id]


def view_meant(call: Call, text: str) -> TaskView:
    """The view that the words say, in the viewer's language or English; raises `UnknownOption`."""
    w = words(call.viewer.locale, call.viewer.tz)
    known = views_by_word({view: w.text(title) for view, title in VIEW_TITLES.items()})
    typed = " ".join(text.casefold().split())
    bare = bare_words(typed)
    if not bare:
        return TaskView.OPEN
    if view := known.get(typed) or known.get(bare):
        return view
    said = next((known[word] for word in bare.split() if word in known), None) or known.get(nearest(bare, known))
    options = tuple(map(str, TaskView))
    raise UnknownOption(word=text.strip(), command="tasks", nearest=str(said or ""), options=options)


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
