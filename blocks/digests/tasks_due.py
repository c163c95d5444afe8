"""The due-today and the overdue digest: the first tasks with their buttons, and how many there are (workspace N2)."""

from blocks import task_lines
from blocks.examples import digests
from blocks.kit import elements, limits
from blocks.kit.elements import Element
from blocks.kit.sheet import Sheet
from blocks.own_settings import cadence_button
from blocks.screens import Look, Rendered, screen
from csbot.domain.digests import TaskDigest
from csbot.domain.screens import ScreenRef
from csbot.domain.summary import TaskLine
from csbot.domain.tasks import TaskView
from csbot.i18n import mark

ENDS = 2  # the line that says how many did not fit, and the buttons
ORDERS = {
    TaskView.TODAY: mark("Those with an hour come first."),
    TaskView.OVERDUE: mark("The oldest come first."),
}


@screen("due_today", digests.DUE_TODAY)
def due_today(data: TaskDigest, look: Look) -> Rendered:
    """Reference: `a` = ids just acted on."""
    return _draw("due_today", data, look)


@screen("overdue", digests.OVERDUE_EXAMPLES)
def overdue(data: TaskDigest, look: Look) -> Rendered:
    """Reference: `a` = ids just acted on."""
    return _draw("overdue", data, look)


def _draw(name: str, data: TaskDigest, look: Look) -> Rendered:
    sheet = Sheet(ScreenRef(name, {"a": str(data.acted)} if data.acted.ids else {}))
    sheet.header(f"{look.words.text(task_lines.VIEW_TITLES[data.view])} — {look.words.long_date(data.on)}")
    if data.count:
        order = look.words.text(ORDERS[data.view]) if data.count > 1 else ""
        sheet.context(f"{_count(data, look)} {order}".rstrip())
    else:
        sheet.section(look.words.text(task_lines.EMPTY_VIEWS[data.view]))
    kept = _fit(sheet, data, look)
    for line in kept:
        task_lines.draw_line(sheet, line, look)
    dropped = data.count - sum(_waits(line, look) for line in kept)
    task_lines.draw_dropped(sheet, dropped, look)
    sheet.actions(*(_view_all(data, look) if dropped else ()), cadence_button(look))
    return Rendered(_fallback(data, look), sheet.blocks)


def _fit(sheet: Sheet, data: TaskDigest, look: Look) -> list[TaskLine]:
    room = limits.SCREEN_BLOCKS - len(sheet.blocks) - ENDS
    (kept,) = task_lines.fit([data.lines], data.acted, room, look)
    return kept


def _view_all(data: TaskDigest, look: Look) -> tuple[Element, ...]:
    w = look.words
    text = w.plural("View {n}", "View all {n}", data.count)
    label = f"{text}: {w.text(task_lines.VIEW_TITLES[data.view])}"
    return (elements.button(text, "tasks.list", str(data.view), label=label),)


def _fallback(data: TaskDigest, look: Look) -> str:
    """ "Overdue, Mon 23 Nov: 12 tasks. Call Acme, … and 7 more": it tells the digest alone."""
    w, title = look.words, f"{look.words.text(task_lines.VIEW_TITLES[data.view])}, {look.words.date(data.on)}"
    if not data.count:
        return f"{title}: {w.text(task_lines.EMPTY_VIEWS[data.view])}"
    first = [line for line in data.lines if _waits(line, look)][: task_lines.FALLBACK_TITLES]
    more, titles = data.count - len(first), task_lines.titles(first, look)
    if more:
        titles = w.plural("{titles} and {n} more", "{titles} and {n} more", more, titles=titles)
    return f"{title}: {_count(data, look)} {titles}"


def _count(data: TaskDigest, look: Look) -> str:
    return look.words.plural("{n} task.", "{n} tasks.", data.count)


def _waits(line: TaskLine, look: Look) -> bool:
    """Whether `count` counts it, rather than it staying only because it was acted on."""
    return line.task.is_open and not line.task.is_snoozed(look.now)
