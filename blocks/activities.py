"""Activities on a card, and one opened (workspace C8, C14)."""

from blocks import components
from blocks.kit import elements, escape
from blocks.kit.sheet import Sheet
from blocks.screens import Look
from csbot.domain.activities import Activity
from csbot.domain.record_cards import RecordCard
from csbot.i18n import mark

NAME = 80
LABEL_NAME = 50
KINDS = {
    "note": mark("Note"),
    "call": mark("Call"),
    "email": mark("E-mail"),
    "meeting": mark("Meeting"),
    "task": mark("Task"),
}


def draw_last(sheet: Sheet, data: RecordCard, look: Look) -> None:
    """The last activities, each with a button that opens it."""
    heading = f"*{look.words.text('Last activities')}*"
    sheet.section(heading if data.activities else f"{heading}\n{look.words.text('Nothing yet.')}")
    for activity in data.activities:
        label = look.words.text("Open: {title}", title=escape.plain(activity.title, LABEL_NAME))
        button = elements.button(look.words.text("Open"), "activity.open", str(activity.id), label=label)
        sheet.section(line_text(activity, look), button)


def line_text(activity: Activity, look: Look) -> str:
    """When, what, and with whom."""
    people = [escape.mrkdwn(who.name, NAME) for who in (activity.contact, activity.by) if who is not None]
    parts = [
        components.moment(activity.occurred_at, look),
        kind_text(activity.kind, look),
        escape.mrkdwn(activity.title, NAME),
        *people,
    ]
    return components.SEPARATOR.join(part for part in parts if part)


def kind_text(kind: str, look: Look) -> str:
    """ "Call", or another tool's own word."""
    return look.words.text(KINDS[kind]) if kind in KINDS else escape.mrkdwn(kind, NAME)
