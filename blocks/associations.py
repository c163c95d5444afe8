"""Associated records on a card, and all of them in a dialog (workspace C8, C14)."""

from blocks import components
from blocks.kit import elements, escape
from blocks.kit.elements import Element
from blocks.kit.sheet import Sheet
from blocks.screens import Look
from csbot.domain.associations import Associated
from csbot.domain.record_cards import RecordCard, RecordRef

NAME = 80
LABEL_NAME = 50


def draw_first(sheet: Sheet, data: RecordCard, look: Look) -> None:
    """The first associated records, each with a button that opens its card; nothing where the layout has none."""
    w = look.words
    if not data.layout.associations:
        return
    heading = f"*{w.text('Associated records')}* ({w.number(data.associated_count)})"
    sheet.section(heading if data.associated else f"{heading}\n{w.text('Nothing yet.')}")
    for one in data.associated:
        sheet.section(line_text(one, look), open_button(one, look))
    more = data.associated_count - len(data.associated)
    if more > 0:
        sheet.context(w.plural("… and {n} more", "… and {n} more", more))


def line_text(one: Associated, look: Look) -> str:
    """What it is called, what it is to the record, and what tells it apart."""
    name = f"*{escape.mrkdwn(one.name, NAME) or look.words.text('(no name)')}*"
    parts = [name, *(escape.mrkdwn(text, NAME) for text in (one.label, *one.facts) if text)]
    return components.SEPARATOR.join(parts)


def open_button(one: Associated, look: Look) -> Element:
    """Opens its card."""
    label = look.words.text("Open: {title}", title=escape.plain(one.name, LABEL_NAME))
    return elements.button(look.words.text("Open"), "record.show", str(RecordRef(one.kind, one.record_id)), label=label)
