"""Properties on screens: their labels and values in the viewer's words."""

from datetime import date, datetime

from blocks.kit import escape
from blocks.screens import Look
from csbot.domain.properties import PROPERTIES, Property, PropertyType, Value
from csbot.domain.records import ObjectType
from csbot.i18n import mark

VALUE = 200
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
)


def property_of(kind: ObjectType, name: str) -> Property:
    """The core property of that name; raises `KeyError`."""
    return next(found for found in PROPERTIES[kind] if found.name == name)


def label_of(kind: ObjectType, name: str, look: Look) -> str:
    """Its label."""
    return look.words.text(property_of(kind, name).label)


def value_text(kind: ObjectType, name: str, value: Value, look: Look) -> str:
    """Its value as escaped mrkdwn: dates and numbers as the locale writes them, options by their label."""
    found, w = property_of(kind, name), look.words
    if isinstance(value, datetime):
        return w.moment(value)
    if isinstance(value, date):
        return w.full_date(value)
    if isinstance(value, bool):
        return w.text("Yes") if value else w.text("No")
    if isinstance(value, int | float):
        return w.number(round(value, 2))
    if found.type is PropertyType.ENUMERATION:
        labels = {option.value: option.label for option in found.options}
        return w.text(labels[str(value)]) if value in labels else escape.mrkdwn(str(value), VALUE)
    return escape.mrkdwn(str(value), VALUE)
