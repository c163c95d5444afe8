"""The daily summary: the member's day as a direct message at their own time (workspace N1).

What is overdue keeps its first ten tasks with their buttons, whatever else there is to say.
"""

from dataclasses import replace

from blocks import components, news, schedule, task_lines
from blocks.examples import mornings
from blocks.kit import elements, escape, limits
from blocks.kit.elements import Element
from blocks.kit.sheet import Sheet
from blocks.own_settings import cadence_button
from blocks.screens import Look, Rendered, screen
from blocks.summary import fallback, home_button, progress_text
from csbot.domain.calendar import DAY, local_date
from csbot.domain.data_sources import DataSource
from csbot.domain.digests import DIGEST_ROWS, DailySummary, NewsItem, Span, Waiting
from csbot.domain.preferences import Event
from csbot.domain.records import ObjectType
from csbot.domain.screens import ScreenRef
from csbot.domain.summary import TaskLine, TaskSection
from csbot.domain.tasks import TaskView
from csbot.i18n import mark

AHEAD = mark("Next 24 hours")
TOMORROWS = 5  # tasks of tomorrow by title
TITLE = 80
WAITING_LINES = 5
NEWS_TEXT = 250  # of one change: all of them share a block
TAIL = 4  # tomorrow's tasks, stale data, buttons, and one to spare
SOURCES = {
    ObjectType.COMPANY: mark("companies (imported {when})"),
    ObjectType.CONTACT: mark("contacts (imported {when})"),
    ObjectType.TASK: mark("tasks (imported {when})"),
    ObjectType.MEETING: mark("meetings (imported {when})"),
    ObjectType.ACTIVITY: mark("activities (imported {when})"),
}


@screen("daily_summary", mornings.DAILY_SUMMARIES)
def daily_summary(data: DailySummary, look: Look) -> Rendered:
    """Reference: `d` = the date it was made for, `s` = what it looks back on, `a` = ids just acted on."""
    args = {"d": data.on.isoformat(), "s": span_text(data.span)}
    if data.summary.acted.ids:
        args["a"] = str(data.summary.acted)
    sheet = Sheet(ScreenRef("daily_summary", args))
    sheet.header(look.words.text("Your day — {date}", date=look.words.long_date(data.summary.on)))
    if data.summary.progress.total:
        sheet.context(progress_text(data.summary.progress, look.words))
    if data.is_empty:
        sheet.section(look.words.text("Nothing is waiting: no task is overdue or due by tomorrow."))
    _draw_waiting(sheet, data.waiting, look)
    _draw_news(sheet, data, look)
    _draw_tasks(sheet, data, look)
    schedule.draw(sheet, data.summary.meetings, data.summary.timed, look, AHEAD)
    _draw_tomorrow(sheet, data, look)
    _draw_stale(sheet, data, look)
    sheet.actions(*home_button(data.summary, look), cadence_button(look))
    return Rendered(_fallback(data, look), sheet.blocks)


def span_text(span: Span) -> str:
    """Both ends in minutes since 1970; read back in handlers."""
    return "-".join(f"{int(at.timestamp()) // 60}" for at in (span.since, span.until))


def _draw_waiting(sheet: Sheet, data: Waiting, look: Look) -> None:
    """One block for each task: what can be done to it is behind Open."""
    if not data.count and not data.lines:
        return
    rows = [f"*{look.words.text('Waiting on you')}* ({look.words.number(data.count)})"]
    rows.append(look.words.text("Given to you by others, and not touched by you yet."))
    sheet.section("\n".join(rows))
    lines = data.lines[-WAITING_LINES:]
    for line in lines:
        beside = None if line.task.is_deleted else task_lines.open_button(line.task, look)
        sheet.section(task_lines.line_text(line, look), task_lines.undo_of(line, look) or beside)
    shown = sum(task_lines.in_view(line, TaskView.OPEN) for line in lines)
    task_lines.draw_dropped(sheet, max(0, data.count - shown), look)


def _draw_news(sheet: Sheet, data: DailySummary, look: Look) -> None:
    if not data.news:
        return
    since = local_date(data.span.since, look.viewer.tz)
    heading = look.words.text("Changed since {date}", date=look.words.date(since))
    if since == data.on - DAY:
        heading = look.words.text("Changed since yesterday")
    rows = [f"*{heading}* ({look.words.number(data.news_count)})"]
    rows += [f"• {_news_text(item, look)}" for item in data.news]
    if more := data.news_count - len(data.news):
        rows.append(look.words.plural("… and {n} more", "… and {n} more", more))
    sheet.section(components.one_block(rows))


def _news_text(item: NewsItem, look: Look) -> str:
    w = look.words
    by, title = news.names(item.by, look), f"*{escape.mrkdwn(item.title, TITLE)}*"
    if item.event is Event.REMINDER:
        return w.text("Reminder: {title}", title=title)
    if item.change is None:
        return _given_text(item, by, title, look)
    changed = components.LIST_SEPARATOR.join(news.changed_texts(item.change, look)) or w.text("as it was before")
    if item.change.owner is not None and item.by != (item.change.owner.name,):
        told = {"name": by, "owner": news.names([item.change.owner.name], look), "title": title}
        return w.text("{name} changed {owner}'s {title} — {changes}", **told, changes=_short(changed))
    return w.text("{name} changed {title} — {changes}", name=by, title=title, changes=_short(changed))


def _given_text(item: NewsItem, by: str, title: str, look: Look) -> str:
    if item.owner is None:
        return look.words.text("{name} gave you {title}", name=by, title=title)
    if item.by == (item.owner.name,):
        return look.words.text("{name} took {title}", name=by, title=title)
    owner = news.names([item.owner.name], look)
    return look.words.text("{name} gave {owner} {title}", name=by, owner=owner, title=title)


def _short(text: str) -> str:
    """Cut between words, so that no entity is cut."""
    return text if len(text) <= NEWS_TEXT else text[:NEWS_TEXT].rpartition(" ")[0] + "…"


def _draw_tasks(sheet: Sheet, data: DailySummary, look: Look) -> None:
    """Due today, then overdue; today's give way to the ten oldest that are overdue."""
    found = {section.view: section for section in data.summary.sections}
    today, overdue = found[TaskView.TODAY], found[TaskView.OVERDUE]
    room = limits.SCREEN_BLOCKS - len(sheet.blocks) - schedule.cost(data.summary.meetings, data.summary.timed) - TAIL
    room -= sum(2 for section in (today, overdue) if section.count or section.lines)
    # `fit` counts a block for what it drops, which is among those that are kept back for each section.
    (late,) = task_lines.fit([overdue.lines], data.summary.acted, min(room, 2 * DIGEST_ROWS) + 1, look)
    room -= sum(task_lines.cost(line, look) for line in late)
    (due,) = task_lines.fit([today.lines], data.summary.acted, max(room, 2) + 1, look)
    _draw_section(sheet, today, due, look)
    _draw_section(sheet, overdue, late, look)


def _draw_section(sheet: Sheet, section: TaskSection, lines: list[TaskLine], look: Look) -> None:
    if not section.count and not section.lines:
        return
    w = look.words
    heading = f"*{w.text(task_lines.VIEW_TITLES[section.view])}* ({w.number(section.count)})"
    waiting = sum(line.task.is_open and not line.task.is_snoozed(look.now) for line in lines)
    more = section.count - waiting
    sheet.section(heading, _view_all(section, look) if more > 0 else None)
    for line in lines:
        task_lines.draw_line(sheet, line, look)
    task_lines.draw_dropped(sheet, max(0, more), look)


def _view_all(section: TaskSection, look: Look) -> Element:
    w = look.words
    text = w.plural("View {n}", "View all {n}", section.count)
    label = f"{text}: {w.text(task_lines.VIEW_TITLES[section.view])}"
    return elements.button(text, "tasks.list", str(section.view), label=label)


def _draw_tomorrow(sheet: Sheet, data: DailySummary, look: Look) -> None:
    """Tomorrow's tasks by title, with a way to all of them."""
    w = look.words
    section = next(section for section in data.summary.sections if section.view is TaskView.TOMORROW)
    if not section.count:
        return
    shown = [line.task for line in section.lines if line.task.is_open][:TOMORROWS]
    titles = components.LIST_SEPARATOR.join(escape.mrkdwn(task.title, TITLE) for task in shown)
    if more := section.count - len(shown):
        titles = w.plural("{titles} and {n} more", "{titles} and {n} more", more, titles=titles)
    heading = f"*{w.text(task_lines.VIEW_TITLES[section.view])}* ({w.number(section.count)})"
    sheet.section(f"{heading}\n{titles}", _view_all(section, look))


def _source(one: DataSource, look: Look) -> str:
    w, when = look.words, components.when(one.succeeded_at, look)
    if one.object_type in SOURCES:
        return w.text(SOURCES[one.object_type], when=when)
    return w.text("{things} (imported {when})", things=escape.mrkdwn(one.name), when=when)


def _draw_stale(sheet: Sheet, data: DailySummary, look: Look) -> None:
    if not data.stale:
        return
    w = look.words
    found = [_source(one, look) for one in data.stale]
    sheet.context(w.text("Data that may be out of date: {sources}.", sources=components.LIST_SEPARATOR.join(found)))


def _fallback(data: DailySummary, look: Look) -> str:
    """The day in one line, then what else there is."""
    w, summary = look.words, replace(data.summary, meetings=())
    said = [fallback(summary, look)]
    if not any(section.count or section.lines for section in summary.sections) and not data.is_empty:
        said = [w.text("Your day, {date}.", date=w.date(summary.on))]
    if data.waiting.count:
        said.append(w.plural("{n} task is waiting on you.", "{n} tasks are waiting on you.", data.waiting.count))
    if data.news_count:
        said.append(w.plural("{n} change.", "{n} changes.", data.news_count))
    if met := len(data.summary.meetings):
        said.append(w.plural("{n} meeting in the next 24 hours.", "{n} meetings in the next 24 hours.", met))
    return " ".join(part if part[-1] in ".…" else f"{part}." for part in said)
