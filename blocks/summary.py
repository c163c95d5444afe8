"""The Summary: the viewer's day as `/cs`, `/cs today` and Home show it (workspace A1, U1, U3)."""

from blocks import schedule, task_lines, view_cards
from blocks.examples import days
from blocks.kit import elements, limits
from blocks.kit.elements import Element
from blocks.kit.sheet import Sheet
from blocks.own_settings import settings_button
from blocks.screens import Look, Rendered, screen
from csbot.domain.screens import ScreenRef
from csbot.domain.summary import Progress, Summary, TaskLine, TaskSection
from csbot.domain.tasks import TaskView
from csbot.i18n import Words

BAR = 10


@screen("summary", days.SUMMARIES)
def summary(data: Summary, look: Look) -> Rendered:
    """Reference: `a` = ids just acted on."""
    sheet = Sheet(ScreenRef("summary", {"a": str(data.acted)} if data.acted.ids else {}))
    refresh = elements.button(look.words.text("Refresh"), "summary.refresh")
    new = task_lines.new_button(look)
    customers = elements.button(look.words.text("Customers"), "customers.first")
    draw_day(sheet, data, look, refresh, new, customers, settings_button(look), *home_button(data, look))
    return Rendered(fallback(data, look), sheet.blocks)


def draw_day(sheet: Sheet, data: Summary, look: Look, *buttons: Element) -> None:
    """Heading, progress and sections, as much as one message holds; `buttons` end it."""
    sheet.header(look.words.text("Your day — {date}", date=look.words.long_date(data.on)))
    if data.progress.total:
        sheet.context(progress_text(data.progress, look.words))
    if _is_empty(data):
        sheet.section(look.words.text("Nothing is waiting: no task is overdue or due by tomorrow."))
    else:
        _draw_sections(sheet, data, look)
    view_cards.draw(sheet, data.cards, look)
    schedule.draw(sheet, data.meetings, data.timed, look)
    if buttons:
        sheet.actions(*buttons)


def home_button(data: Summary, look: Look) -> tuple[Element, ...]:
    """The button that opens Home (workspace A1), where the data knows the way."""
    if not data.home_url:
        return ()
    return (elements.button(look.words.text("Open Home"), "summary.home", url=data.home_url),)


def fallback(data: Summary, look: Look) -> str:
    """The day in one line: "Your day, Mon 23 Nov: 2 overdue, 3 due today: Call Acme, …"."""
    w, counts = look.words, {section.view: section.count for section in data.sections}
    date = w.date(data.on)
    met = w.plural("{n} meeting today", "{n} meetings today", len(data.meetings)) if data.meetings else ""
    if _is_empty(data):
        waits = w.text("Your day, {date}: nothing is waiting.", date=date)
        return f"{waits} {met}." if met else waits
    said = w.text(
        "Your day, {date}: {overdue} overdue, {today} due today, {tomorrow} due tomorrow",
        date=date,
        overdue=w.number(counts.get(TaskView.OVERDUE, 0)),
        today=w.number(counts.get(TaskView.TODAY, 0)),
        tomorrow=w.number(counts.get(TaskView.TOMORROW, 0)),
    )
    said = f"{said}, {met}" if met else said
    waiting = [line for section in data.sections for line in section.lines if _waits(line, look)]
    return f"{said}: {task_lines.titles(waiting, look)}" if waiting else f"{said}."


def _draw_sections(sheet: Sheet, data: Summary, look: Look) -> None:
    room = limits.SCREEN_BLOCKS - len(sheet.blocks) - len(data.sections) - 1
    room -= schedule.cost(data.meetings, data.timed) + view_cards.cost(data.cards)
    kept = task_lines.fit([section.lines for section in data.sections], data.acted, room, look)
    for section, lines in zip(data.sections, kept, strict=True):
        _draw_section(sheet, section, lines, look)


def _draw_section(sheet: Sheet, section: TaskSection, lines: list[TaskLine], look: Look) -> None:
    w, view = look.words, section.view
    heading = f"*{w.text(task_lines.VIEW_TITLES[view])}* ({w.number(section.count)})"
    if not section.lines:
        heading = f"*{w.text(task_lines.VIEW_TITLES[view])}*\n{w.text(task_lines.EMPTY_VIEWS[view])}"
    waiting = sum(_waits(line, look) for line in lines)
    sheet.section(heading, _view_all(section, look) if section.count > waiting else None)
    for line in lines:
        task_lines.draw_line(sheet, line, look)
    task_lines.draw_dropped(sheet, len(section.lines) - len(lines), look)


def _view_all(section: TaskSection, look: Look) -> Element:
    w = look.words
    text = w.plural("View {n}", "View all {n}", section.count)
    label = f"{text}: {w.text(task_lines.VIEW_TITLES[section.view])}"
    return elements.button(text, "tasks.list", str(section.view), label=label)


def _waits(line: TaskLine, look: Look) -> bool:
    return line.task.is_open and not line.task.is_snoozed(look.now)


def progress_text(progress: Progress, words: Words) -> str:
    """The bar repeats what the words say."""
    filled = round(BAR * progress.done / progress.total)
    done, total = words.number(progress.done), words.number(progress.total)
    return f"{'■' * filled}{'□' * (BAR - filled)}  " + words.text("{done} of {total} done", done=done, total=total)


def _is_empty(data: Summary) -> bool:
    return not any(section.count or section.lines for section in data.sections)
