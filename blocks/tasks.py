"""One page of a built-in view of tasks, as `/cs tasks` shows it (workspace T2, T10)."""

from blocks import task_lines
from blocks.examples import days
from blocks.kit import elements, limits
from blocks.kit.elements import Element
from blocks.kit.sheet import Sheet
from blocks.screens import Look, Rendered, screen
from csbot.domain.screens import ScreenRef
from csbot.domain.summary import Cursor, TaskPage
from csbot.domain.tasks import TaskView

BEGINNING = "-"
ENDS = 2  # the row of buttons, and a line that says how many tasks did not fit


@screen("tasks", days.PAGES)
def tasks(data: TaskPage, look: Look) -> Rendered:
    """Reference: `v` = view, `c` = cursor unless at the beginning, `a` = ids just acted on."""
    sheet = Sheet(_ref(data))
    sheet.header(_title(data, look))
    sheet.actions(_view_select(data.view, look))
    if data.lines:
        sheet.context(_place(data, look))
        _draw_lines(sheet, data, look)
    else:
        sheet.section(_empty(data, look))
    sheet.actions(*_page_buttons(data, look))
    return Rendered(_fallback(data, look), sheet.blocks)


def _ref(data: TaskPage) -> ScreenRef:
    args = {"v": str(data.view)}
    if data.here is not None:
        args["c"] = str(data.here)
    if data.acted.ids:
        args["a"] = str(data.acted)
    return ScreenRef("tasks", args)


def _title(data: TaskPage, look: Look) -> str:
    return f"{look.words.text(task_lines.VIEW_TITLES[data.view])} ({look.words.number(data.count)})"


def _place(data: TaskPage, look: Look) -> str:
    """ "11–20 of 57": the rows that still belong to the view."""
    w, shown = look.words, sum(task_lines.in_view(line, data.view) for line in data.lines)
    if not shown:
        return w.plural("{n} task in this view", "{n} tasks in this view", data.count)
    first, last, count = (w.number(n) for n in (data.first, data.first + shown - 1, data.count))
    return w.text("{first}–{last} of {count}", first=first, last=last, count=count)


def _draw_lines(sheet: Sheet, data: TaskPage, look: Look) -> None:
    room = limits.SCREEN_BLOCKS - len(sheet.blocks) - ENDS
    (kept,) = task_lines.fit([data.lines], data.acted, room, look)
    for line in kept:
        task_lines.draw_line(sheet, line, look)
    task_lines.draw_dropped(sheet, len(data.lines) - len(kept), look)


def _empty(data: TaskPage, look: Look) -> str:
    if data.count:
        return look.words.text("This page is empty now.")
    return look.words.text(task_lines.EMPTY_VIEWS[data.view])


def _view_select(view: TaskView, look: Look) -> Element:
    options = [elements.option(look.words.text(task_lines.VIEW_TITLES[v]), str(v)) for v in TaskView]
    return elements.select("tasks.list", look.words.text("Choose a view"), options, str(view))


def _page_buttons(data: TaskPage, look: Look) -> list[Element]:
    made = []
    if data.has_earlier:
        made.append(elements.button(look.words.text("Earlier"), "tasks.page", _value(data.earlier)))
    if data.later is not None:
        made.append(elements.button(look.words.text("Later"), "tasks.page", _value(data.later)))
    made.append(elements.button(look.words.text("Refresh"), "tasks.refresh"))
    made.append(elements.button(look.words.text("Your day"), "summary.show"))
    made.append(task_lines.new_button(look))
    return made


def _value(cursor: Cursor | None) -> str:
    return BEGINNING if cursor is None else str(cursor)


def _fallback(data: TaskPage, look: Look) -> str:
    title = look.words.text(task_lines.VIEW_TITLES[data.view])
    if not data.lines:
        return f"{title}: {_empty(data, look)}"
    return f"{title}, {_place(data, look)}: {task_lines.titles(data.lines, look)}"
