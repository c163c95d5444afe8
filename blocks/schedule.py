"""Today's schedule: tasks with an hour and meetings in time order (workspace U6)."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from blocks import components
from blocks.kit import elements, escape, limits
from blocks.kit.elements import Element
from blocks.kit.sheet import Sheet
from blocks.screens import Look
from csbot.domain.meetings import Meeting
from csbot.domain.tasks import Task
from csbot.i18n import mark

NAME = 80
TODAYS = mark("Today’s schedule")
LINKED = 3  # meetings with a button of their own; what is nearest is what one starts
Entry = tuple[datetime, str, Element | None]


def cost(meetings: Sequence[Meeting], timed: Sequence[Task]) -> int:
    """How many blocks `draw` takes at most."""
    if not meetings and not timed:
        return 0
    buttons = min(sum(has_link(meeting) for meeting in meetings), LINKED)
    return 1 + 2 * buttons + 1


def draw(sheet: Sheet, meetings: Sequence[Meeting], timed: Sequence[Task], look: Look, heading: str = TODAYS) -> None:
    """A heading, then entries; lines without a button share a block."""
    if not meetings and not timed:
        return
    sheet.section(f"*{look.words.text(heading)}*")
    plain: list[str] = []
    for _, text, button in sorted(_entries(meetings, timed, look), key=lambda entry: entry[:2]):
        if button is None:
            plain.append(text)
            continue
        _flush(sheet, plain)
        sheet.section(text, button)
    _flush(sheet, plain)


def _flush(sheet: Sheet, lines: list[str]) -> None:
    if lines:
        sheet.section(components.one_block(lines))
        lines.clear()


def _entries(meetings: Sequence[Meeting], timed: Sequence[Task], look: Look) -> Iterator[Entry]:
    w = look.words
    for task in timed:
        what = w.text("Task: {title}", title=escape.mrkdwn(task.title, NAME))
        late = w.text("late") if task.is_late(look.now) else ""
        at = task.due_at or look.now
        yield at, _line(components.until(at, look), what, late), None
    ahead = [meeting for meeting in meetings if has_link(meeting) and not _is_over(meeting, look.now)][:LINKED]
    for meeting in meetings:
        what = w.text("Meeting: {title}", title=escape.mrkdwn(meeting.title, NAME))
        company = escape.mrkdwn(meeting.company.name, NAME) if meeting.company else ""
        over = w.text("over") if _is_over(meeting, look.now) else ""
        time = components.until(meeting.starts_at, look)
        if meeting.ends_at is not None:
            time = f"{time}–{w.time(meeting.ends_at)}"
        text = _line(time, what, company, escape.mrkdwn(meeting.location, NAME), over)
        yield meeting.starts_at, text, start_button(meeting, look) if meeting in ahead else None


def _line(time: str, *parts: str) -> str:
    return f"*{time}*  {components.SEPARATOR.join(part for part in parts if part)}"


def _is_over(meeting: Meeting, now: datetime) -> bool:
    return meeting.ends_at is not None and meeting.ends_at <= now


def has_link(meeting: Meeting) -> bool:
    """Whether it can be joined: a link that Slack takes and a browser may open."""
    return meeting.join_url.startswith("https://") and len(meeting.join_url) <= limits.URL


def start_button(meeting: Meeting, look: Look) -> Element | None:
    """Opens the join link (workspace U6, D2)."""
    if not has_link(meeting):
        return None
    label = look.words.text("Start meeting: {title}", title=escape.plain(meeting.title, NAME))
    return elements.button(look.words.text("Start meeting"), "meeting.start", url=meeting.join_url, label=label)
