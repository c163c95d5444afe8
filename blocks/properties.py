"""Properties on screens: their labels and values in the viewer's words."""

from collections.abc import Sequence
from datetime import date, datetime

from blocks.components import LIST_SEPARATOR, moment
from blocks.kit import escape
from blocks.screens import Look
from csbot.domain.properties import Property, Value
from csbot.domain.record_cards import Field, FieldValue
from csbot.domain.tasks import Named
from csbot.i18n import mark

VALUE = 200
SEVERAL = 4  # times the characters of one value is the room of several
# The registry's labels are plain English; here the catalogues find them.
LABELS = (
    mark("Company name"),
    mark("Company domain name"),
    mark("Company owner"),
    mark("Phone number"),
    mark("Website"),
    mark("Industry"),
    mark("City"),
    mark("Country"),
    mark("Lifecycle stage"),
    mark("Number of employees"),
    mark("ARR"),
    mark("Renewal date"),
    mark("Customer since"),
    mark("Create date"),
    mark("Last activity date"),
    mark("Record ID"),
    mark("Health"),
    mark("Health score"),
    mark("Assigned on"),
    mark("Name"),
    mark("First name"),
    mark("Last name"),
    mark("E-mail"),
    mark("Job title"),
    mark("Contact owner"),
    mark("Owner"),
    mark("Company"),
    mark("At risk"),
    mark("Neutral"),
    mark("Healthy"),
)


def label_of(field: Field, look: Look) -> str:
    """A field's label as plain text: translated, but for a property that managers added, whose label is theirs."""
    if isinstance(field, Property) and field.custom:
        return escape.plain(field.label, VALUE)
    return look.words.text(field.label)


def value_text(field: Field, value: FieldValue, look: Look, most: int = VALUE) -> str:
    """A value as escaped mrkdwn: dates and numbers as the locale writes them, options by their label.

    Of many options those are named for which four times `most` characters are room.
    """
    if value is None:
        return ""
    if isinstance(value, Named):
        return escape.mrkdwn(value.name, most)
    if isinstance(value, tuple):
        return _several(field, value, look, most)
    if isinstance(value, str):
        return escape.mrkdwn(option_label(field, value, look), most)
    return plain_value(value, look)


def _several(field: Field, values: Sequence[str], look: Look, most: int) -> str:
    """The first options, and how many more there are: a hundred of them fit into no block."""
    shown: list[str] = []
    room = SEVERAL * most
    for one in values:
        text = escape.mrkdwn(option_label(field, one, look), most)
        room -= len(text)
        if shown and room < 0:
            break
        shown.append(text)
    said, more = LIST_SEPARATOR.join(shown), len(values) - len(shown)
    return look.words.plural("{titles} and {n} more", "{titles} and {n} more", more, titles=said) if more else said


def plain_value(value: Value, look: Look) -> str:
    """A date, number or yes and no as the locale writes it."""
    w = look.words
    if isinstance(value, datetime):
        return moment(value, look)
    if isinstance(value, date):
        return w.full_date(value)
    if isinstance(value, bool):
        return w.text("Yes") if value else w.text("No")
    return w.number(round(value, 2)) if isinstance(value, int | float) else str(value)


def option_label(field: Field, value: str, look: Look) -> str:
    """What an option is called; another text is itself."""
    if not isinstance(field, Property):
        return value
    labels = {option.value: option.label for option in field.options}
    if value not in labels:
        return value
    return labels[value] if field.custom else look.words.text(labels[value])
