"""Associated records on a card, and all of them in a dialog (workspace C8, C14)."""

from collections.abc import Sequence

from blocks import components
from blocks.kit import elements, escape
from blocks.kit.elements import Element
from blocks.kit.sheet import Sheet
from blocks.screens import Look
from csbot.domain.associations import Associated, Candidate
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


def draw_about(sheet: Sheet, about: Sequence[Candidate], look: Look) -> None:
    """The custom records that a task or activity is about, each with a button that opens its card."""
    w = look.words
    for one in about:
        name = f"*{escape.mrkdwn(one.name, NAME) or w.text('(no name)')}*"
        names = (name, *(escape.mrkdwn(fact) for fact in one.facts[:1]))
        text = w.text("About {record}", record=components.SEPARATOR.join(names))
        sheet.section(text, open_button(one, look))


def open_button(one: Associated | Candidate, look: Look) -> Element:
    """Opens its card."""
    label = look.words.text("Open: {title}", title=escape.plain(one.name, LABEL_NAME))
    number = one.record_id if isinstance(one, Associated) else one.id
    return elements.button(look.words.text("Open"), "record.show", str(RecordRef(one.kind, number)), label=label)
